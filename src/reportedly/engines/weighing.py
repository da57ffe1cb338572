"""Who holds what, by partitions of the country, over an engine: the weighing of more claims than memory holds.

What a month teaches of sources and rates is a sum over places: each partition counts its own, the sums are sent to all, and so month by month; then every
partition answers the questions on its own places.

The rule that must not be broken: for any number of shards and partitions the answers are, to the last digit, those of ``reportedly holds --readings``.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import zlib
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from reportedly.beliefs.control import Weighing, two_sides
from reportedly.beliefs.evidence import Statement
from reportedly.beliefs.learning import MOST_PLACES, NOTHING, Learned, by_place, count_place, hash_of, settled_at
from reportedly.beliefs.prior import Point, Question
from reportedly.beliefs.rates import Counts, estimate
from reportedly.beliefs.regions import Regions
from reportedly.beliefs.reliability import Settled, grade_all, month_after, month_of
from reportedly.beliefs.rereading import testimonies_of_line
from reportedly.beliefs.weights import RULES, START, TURNED
from reportedly.beliefs.wording import wording_of
from reportedly.core.ids import content_id
from reportedly.engines.bundles import Bundle, bundle_name, iter_stretches
from reportedly.engines.folder import Folder
from reportedly.engines.parts import checked_pack
from reportedly.engines.seam import Done
from reportedly.engines.shards import open_bytes
from reportedly.engines.steps import Steps
from reportedly.engines.weigh_ground import Country, WeighPlan, country_of, lay_ground, read_places, send_lines
from reportedly.formats.beliefs import belief_line
from reportedly.reports.independence import Origin, Origins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportedly.beliefs.ground import Ground
    from reportedly.beliefs.prior import PriorClaim
    from reportedly.engines.seam import Engine, Task
    from reportedly.packs.load import Pack

WEIGHINGS_HELD = 2
"""Partitions whose weighing a worker keeps from month to month: who does the same partition again need not read its lines again."""
ROWS = (*RULES, START, TURNED)
"""The rows of the table, by number where a statement is written down."""
Asked = tuple[Question, dict[str, Any]]


def weigh_shards(
    engine: Engine,
    shards: Sequence[Task],
    folder: Folder,
    partitions: int,
    asked: Sequence[Asked],
    pack: Pack,
    *,
    prior: Sequence[PriorClaim] = (),
    families: str | None = None,
    resume: bool = False,
    advance: Callable[[], None] = lambda: None,
) -> WeighPlan:
    """Weigh the claims of all shards of readings, and answer the questions, each with its line; ``iter_answers`` gives the answers.

    Raises ``FormatError`` where the folder holds the parts of something else.
    """
    first = shards[0]
    work = {"work": "weighing", "reader": first.reader, "asked": content_id(repr(first.settings), repr(asked), repr(prior), families)}
    work |= {"input": content_id(*(repr(task.shard) for task in shards)), "shards": str(len(shards)), "partitions": str(partitions)}
    steps = Steps(engine, folder, first, work, resume=resume)
    plan = WeighPlan(folder=folder.name, shards=len(shards), partitions=partitions, families=families)
    with engine.held():
        steps.run("places", read_places, plan, shards, advance)
        plan = lay_ground(plan, pack, first.settings.gazetteer, prior, [question for question, _ in asked])
        country, ground = country_of(plan.folder, plan.laid, two_sides(pack))
        _send_questions(plan, country, ground, asked)
        steps.run("lines", send_lines, plan, shards, advance)
        plan = dataclasses.replace(plan, heard=_digest(plan))
        for month in _months(country, asked):
            steps.run(f"lessons-{month}", learn_partition, dataclasses.replace(plan, month=month), partitions, advance)
            _conclude(plan, country, ground, month)
        steps.run("answers", answer_partition, plan, partitions, advance)
    return plan


def iter_answers(plan: WeighPlan) -> Iterator[str]:
    """The answers in the order of the questions."""
    folder = Folder(plan.folder)
    found: list[tuple[int, str]] = []
    for number in range(plan.partitions):
        with folder.reading(bundle_name("answers", number)) as stream:
            found += [tuple(json.loads(line)) for line in stream]
    return (line for _, line in sorted(found))


def _months(country: Country, asked: Sequence[Asked]) -> list[date]:
    """The months that any answer may know of."""
    last = max((question.as_of for question, _ in asked), default=date.min)
    return sorted(month for month in map(month_after, country.months) if month <= last)


def _send_questions(plan: WeighPlan, country: Country, ground: Ground, asked: Sequence[Asked]) -> None:
    bundle = Bundle(plan.partitions)
    for place, (question, row) in enumerate(asked):
        days = [question.day.isoformat(), question.as_of.isoformat()]
        bundle.put(country.owner[ground.number(question.point)], json.dumps([place, dataclasses.astuple(question.point), days, row]).encode() + b"\n")
    bundle.write(Folder(plan.folder), "questions", 0)


def _digest(plan: WeighPlan) -> str:
    """What tells the lines that were sent from those of another run in the same folder."""
    folder, found = Folder(plan.folder), 0
    for number in range(plan.shards):
        with folder.reading(bundle_name("lines", number)) as stream:
            while block := stream.read(1 << 20):
                found = zlib.crc32(block, found)
    return f"{found:08x}"


@functools.cache
def _regions(pack: Pack, gazetteer: str | None) -> Regions:
    """The regions, once a worker."""
    return Regions(pack, gazetteer)


@functools.lru_cache(maxsize=WEIGHINGS_HELD)
def _weighing_of(plan: WeighPlan, partition: int, pack: Pack, gazetteer: str | None) -> Weighing:
    """All that the partition hears, weighed. It remembers what it worked out; nothing that it answers hangs on that."""
    folder = Folder(plan.folder)
    country, ground = country_of(plan.folder, plan.laid, two_sides(pack))
    testimonies = [
        testimony
        for stretch in iter_stretches(folder, "lines", plan.shards, partition)
        for line in stretch.split(b"\n")
        if line
        for testimony in testimonies_of_line(line, pack)
    ]
    families = _families(plan.families, {testimony.report for testimony in testimonies}) if plan.families else None
    regions = _regions(pack, gazetteer)
    weighing = Weighing(ground, Origins(pack, families), regions.of, wording_of(pack), regions.reach)
    weighing.add(testimonies)
    weighing.take_over(country.months, {})
    return weighing


def _ready(plan: WeighPlan, task: Task, until: date | None) -> Weighing:
    """The partition's weighing, with what was learned for the months before ``until``, or for all."""
    pack = checked_pack(task)
    weighing = _weighing_of(dataclasses.replace(plan, month=None), task.shard.number, pack, task.settings.gazetteer)
    folder = Folder(plan.folder)
    country, _ = country_of(plan.folder, plan.laid, two_sides(pack))
    wanted = [month for month in map(month_after, country.months) if (until is None or month < until) and month not in weighing.lessons]
    weighing.take_over((), {month: _read_learned(folder, month) for month in wanted if folder.has(f"learned-{month}")})
    return weighing


def _families(name: str, reports: set[str]) -> dict[str, str]:
    """The families of these reports that have several members, as ``read_families`` gives them. Two passes, so that no more is held than is asked for."""

    def rows() -> Iterator[tuple[str, str]]:
        with open_bytes(name) as stream:
            for line in stream:
                if line.strip():
                    row = json.loads(line)
                    yield row["id"], row["cluster"]

    families = {report: family for report, family in rows() if report in reports}
    wanted = set(families.values())
    sizes = Counter(family for _, family in rows() if family in wanted)
    return {report: family for report, family in families.items() if sizes[family] > 1}


def learn_partition(plan: WeighPlan, task: Task) -> Done:
    """What the places of the partition teach for one month: their settled news, and the counts of the few that may be in the sample of all."""
    assert plan.month is not None
    weighing, folder, as_of = _ready(plan, task, plan.month), Folder(plan.folder), plan.month - timedelta(1)
    country, _ = country_of(plan.folder, plan.laid, weighing.sides)
    before = _before(weighing, country, plan.month)
    begin = before.until or min(country.months)
    ends = begin, max(begin, month_of(as_of))
    told_of = set(country.told)
    told = [number for number in by_place(weighing) if number in told_of and country.owner[number] == task.shard.number]
    settled = [one for number in told for one in settled_at(weighing, number, as_of, before)]
    heard = [number for number in told if weighing.own_words(number, as_of)]
    sample = sorted(heard, key=lambda number: hash_of(weighing.ground.points[number]))[:MOST_PLACES]
    counted = {number: count_place(weighing, number, as_of, ends, before) for number in sample}
    row = {
        "settled": [[_statement_row(one.statement), one.right] for one in settled],
        "counted": [[number, dataclasses.asdict(for_good), dataclasses.asdict(so_far)] for number, (for_good, so_far) in counted.items()],
    }
    with folder.writing(bundle_name(f"lessons-{plan.month}", task.shard.number)) as stream:
        stream.write(json.dumps(row).encode())
    return Done(number=task.shard.number, counts={"settled": len(settled)})


def _before(weighing: Weighing, country: Country, month: date) -> Learned:
    earlier = [other for other in map(month_after, country.months) if other < month]
    return weighing.lessons[max(earlier)] if earlier else NOTHING


def _conclude(plan: WeighPlan, country: Country, ground: Ground, month: date) -> None:
    """The lessons of all partitions put together as ``learn`` puts those of all places together, and written down for all."""
    folder, points = Folder(plan.folder), ground.points
    settled: list[Any] = []
    counted: dict[int, tuple[Counts, Counts]] = {}
    for number in range(plan.partitions):
        with folder.reading(bundle_name(f"lessons-{month}", number)) as stream:
            row = json.load(stream)
        settled += row["settled"]
        counted.update({number: (_counts_of(for_good), _counts_of(so_far)) for number, for_good, so_far in row["counted"]})
    chosen = sorted(counted, key=lambda number: hash_of(points[number]))[:MOST_PLACES]
    order = sorted(chosen, key=lambda number: (points[number].name, points[number].latitude, points[number].longitude))
    earlier = max((other for other in map(month_after, country.months) if other < month), default=None)
    before = _read_learned(folder, earlier) if earlier else NOTHING
    begin = before.until or min(country.months)
    counts = sum((counted[number][0] for number in order), before.counts)
    whole = sum((counted[number][1] for number in order), counts)
    until = max(begin, month_of(month - timedelta(1)))
    learned = {"settled": settled, "counts": dataclasses.asdict(counts), "whole": dataclasses.asdict(whole), "until": until.isoformat()}
    with folder.writing(f"learned-{month}") as stream:
        stream.write(json.dumps(learned).encode())


def _read_learned(folder: Folder, month: date) -> Learned:
    with folder.reading(f"learned-{month}") as stream:
        row = json.load(stream)
    grades = grade_all(Settled(_statement_of(fields), right) for fields, right in row["settled"])
    return Learned(grades, estimate(_counts_of(row["whole"]), grades), _counts_of(row["counts"]), date.fromisoformat(row["until"]))


def answer_partition(plan: WeighPlan, task: Task) -> Done:
    """The answers to the questions on the partition's places, each with its place among all questions."""
    weighing, folder = _ready(plan, task, None), Folder(plan.folder)
    lines = []
    for stretch in iter_stretches(folder, "questions", 1, task.shard.number):
        for line in stretch.splitlines():
            place, point, (day, as_of), row = json.loads(line)
            question = Question(point=Point(**dict(zip(_POINT, point, strict=True))), day=date.fromisoformat(day), as_of=date.fromisoformat(as_of))
            lines.append(json.dumps([place, belief_line(weighing.belief(question), row)]))
    with folder.writing(bundle_name("answers", task.shard.number)) as stream:
        stream.writelines(line.encode() + b"\n" for line in lines)
    return Done(number=task.shard.number, counts={"answers": len(lines)})


_POINT = ("geonameid", "name", "latitude", "longitude", "error_km")


def _counts_of(row: dict[str, Any]) -> Counts:
    """Counts as they were written down."""
    lists = {"said": tuple(row["said"]), "signs": {name: tuple(shares) for name, shares in row["signs"].items()}}
    return Counts(**(row | lists))


def _statement_row(one: Statement) -> list[Any]:
    """A statement as JSON has it; the row of the table by its number, for rows are told apart by what they are and not by what they say."""
    fields = {field.name: getattr(one, field.name) for field in dataclasses.fields(one)}
    fields |= {"day": one.day.isoformat(), "public": one.public.isoformat(), "rule": next(place for place, rule in enumerate(ROWS) if rule is one.rule)}
    fields |= {"point": one.point and dataclasses.astuple(one.point), "origin": dataclasses.astuple(one.origin)}
    return list(fields.values())


def _statement_of(row: list[Any]) -> Statement:
    """The statement that was written down."""
    fields = dict(zip((field.name for field in dataclasses.fields(Statement)), row, strict=True))
    fields |= {"day": date.fromisoformat(fields["day"]), "public": date.fromisoformat(fields["public"]), "rule": ROWS[fields["rule"]]}
    fields |= {"point": fields["point"] and Point(**dict(zip(_POINT, fields["point"], strict=True)))}
    fields |= {"origin": Origin(*fields["origin"]), "region": fields["region"] and tuple(fields["region"])}
    return Statement(**fields)
