"""Who holds what, by partitions of the country, over an engine: the weighing of more claims than memory holds.

Readings become statements once, and only these go on. What a month teaches of sources and rates is a sum over places: each partition counts its own, one task
adds, the sums go to all, and so month by month; then every partition answers the questions on its own places.

The rule that must not be broken: for any number of shards and partitions the answers are, to the last digit, those of ``reportedly holds --readings``.
"""

from __future__ import annotations

import dataclasses
import functools
import json
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from reportedly.beliefs.control import Weighing, two_sides
from reportedly.beliefs.learning import MOST_PLACES, NOTHING, Learned, by_place, count_place, hash_of, news_of, settled_at
from reportedly.beliefs.prior import Question
from reportedly.beliefs.rates import Counts, estimate
from reportedly.beliefs.regions import Regions
from reportedly.beliefs.reliability import SummedGrade, grade_all, month_after, month_of
from reportedly.beliefs.wording import wording_of
from reportedly.core.ids import content_id
from reportedly.core.progress import tell_nobody
from reportedly.engines.bundles import Bundle, bundle_name, iter_stretches
from reportedly.engines.folder import Folder
from reportedly.engines.parts import checked_pack, line_tasks
from reportedly.engines.seam import Done
from reportedly.engines.steps import Steps
from reportedly.engines.weigh_ground import Country, country_of, lay_ground, send_words
from reportedly.engines.weigh_words import WeighPlan, count_kin, point_from, read_kin, read_words, send_kin, statement_of
from reportedly.formats.beliefs import belief_line
from reportedly.reports.independence import Origins
from reportedly.sentences.multiply import one_thread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportedly.beliefs.ground import Ground
    from reportedly.beliefs.prior import PriorClaim
    from reportedly.engines.seam import Engine, Task
    from reportedly.packs.load import Pack

WEIGHINGS_HELD = 2
"""Partitions whose weighing a worker keeps from month to month: who does the same partition again need not read its statements again."""
FIRSTS, SAMPLE = "firsts", "sample"
"""The day from which each place was heard of; and by month the places whose days and words are counted."""
Asked = tuple[Question, dict[str, Any]]


@dataclasses.dataclass(frozen=True, slots=True)
class Weighed:
    """What came of it: where the answers are (``iter_answers``), and what each step counted, its bytes among them."""

    plan: WeighPlan
    counts: dict[str, Counter[str]]


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
    advance: Callable[[], None] = tell_nobody,
    expect: Callable[[int], None] = tell_nobody,
) -> Weighed:
    """Weigh the claims of all shards of readings, and answer the questions, each with its line; ``iter_answers`` gives the answers.

    ``advance`` is told of every task that is done, ``expect`` how many there are in all, as soon as that is known: when the months are.
    Raises ``FormatError`` where the folder holds the parts of something else.
    """
    first = shards[0]
    kin = line_tasks([families], first.settings, pack) if families else []
    work = {"work": "weighing", "reader": first.reader, "asked": content_id(repr(first.settings), repr(asked), repr(prior), families)}
    work |= {"input": content_id(*(repr(task.shard) for task in (*shards, *kin))), "shards": str(len(shards)), "partitions": str(partitions)}
    steps = Steps(engine, folder, first, work, resume=resume)
    plan = WeighPlan(folder=folder.name, shards=len(shards), partitions=partitions, families=len(kin))
    with engine.held():
        steps.run("said", read_words, plan, shards, advance)
        if kin:
            steps.run("kin-read", read_kin, plan, kin, advance)
            steps.run("kin-sent", send_kin, plan, partitions, advance)
            steps.run("kin", count_kin, plan, partitions, advance)
        plan = lay_ground(plan, pack, first.settings.gazetteer, prior, [question for question, _ in asked])
        country, ground = country_of(plan.folder, plan.laid, two_sides(pack))
        months = _months(country, asked)
        expect(len(shards) + len(kin) + partitions * ((2 if kin else 0) + 3 + len(months)) + 1 + len(months))
        _send_questions(plan, country, ground, asked)
        plan = dataclasses.replace(plan, heard=f"{steps.run('heard', send_words, plan, partitions, advance)['digest']:x}")
        steps.drop("said", tasks=len(shards))
        steps.drop("kin-read", tasks=len(kin))
        steps.drop("kin-sent", "kin", tasks=partitions)
        steps.run(FIRSTS, note_firsts, plan, partitions, advance)
        steps.run(SAMPLE, choose_sample, plan, 1, advance)
        for month in months:
            of_month = dataclasses.replace(plan, month=month)
            steps.run(f"lessons-{month}", learn_partition, of_month, partitions, advance)
            steps.run(f"learned-{month}", conclude, of_month, 1, advance)
            steps.drop(f"lessons-{month}", tasks=partitions)
        steps.run("answers", answer_partition, plan, partitions, advance)
    return Weighed(plan, steps.counts)


def _on_one_thread(function: Callable[[WeighPlan, Task], Done]) -> Callable[[WeighPlan, Task], Done]:
    """The same with the library that multiplies on one thread: a worker has one core, and threads that wait for one another cost it (lessons: 27 s, not 5)."""

    @functools.wraps(function)
    def done(plan: WeighPlan, task: Task) -> Done:
        with one_thread()():
            return function(plan, task)

    return done


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


@functools.cache
def _regions(pack: Pack, gazetteer: str | None) -> Regions:
    """The regions, once a worker."""
    return Regions(pack, gazetteer)


@functools.lru_cache(maxsize=WEIGHINGS_HELD)
def _weighing_of(plan: WeighPlan, partition: int, pack: Pack, gazetteer: str | None) -> Weighing:
    """All that the partition hears, weighed. It remembers what it worked out; nothing that it answers hangs on that."""
    folder = Folder(plan.folder)
    country, ground = country_of(plan.folder, plan.laid, two_sides(pack))
    regions = _regions(pack, gazetteer)
    weighing = Weighing(ground, Origins(pack), regions.of, wording_of(pack), regions.reach)
    weighing.add_statements(
        statement_of(json.loads(line)) for stretch in iter_stretches(folder, "heard", plan.partitions, partition) for line in stretch.splitlines()
    )
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


def _own_told(weighing: Weighing, country: Country, partition: int) -> list[int]:
    """The partition's own places of which anything was said, in the order of all."""
    told = set(country.told)
    return [number for number in by_place(weighing) if number in told and country.owner[number] == partition]


def note_firsts(plan: WeighPlan, task: Task) -> Done:
    """From which day on anything that counts was public of each of the partition's places: from then on it may be in the sample of all."""
    weighing, folder = _ready(plan, task, date.min), Folder(plan.folder)
    country, _ = country_of(plan.folder, plan.laid, weighing.sides)
    heard = {number: weighing.own_words(number, date.max) for number in _own_told(weighing, country, task.shard.number)}
    rows = [[number, weighing.first_public(number).isoformat()] for number, words in heard.items() if words]
    with folder.writing(bundle_name(FIRSTS, task.shard.number)) as stream:
        stream.write(json.dumps(rows).encode())
    return Done(number=task.shard.number, counts={"places": len(rows)})


def choose_sample(plan: WeighPlan, task: Task) -> Done:
    """By month the places that are counted, as ``learn`` draws them of all places, in its order: so no partition counts a place in vain."""
    country, ground = country_of(plan.folder, plan.laid, two_sides(checked_pack(task)))
    folder, points = Folder(plan.folder), ground.points
    firsts: dict[int, str] = {}
    for number in range(plan.partitions):
        with folder.reading(bundle_name(FIRSTS, number)) as stream:
            firsts.update(json.load(stream))
    order = sorted(firsts, key=lambda number: (points[number].name, points[number].latitude, points[number].longitude, number))
    by_hash = sorted(order, key=lambda number: hash_of(points[number]))
    sample = {}
    for month in map(date.isoformat, map(month_after, country.months)):
        chosen = set([number for number in by_hash if firsts[number] < month][:MOST_PLACES])
        sample[month] = [number for number in order if number in chosen]
    with folder.writing(SAMPLE) as stream:
        stream.write(json.dumps(sample).encode())
    return Done(number=task.shard.number, counts={"places": len(firsts)})


def _sample_of(folder: Folder, month: date) -> list[int]:
    with folder.reading(SAMPLE) as stream:
        found: list[int] = json.load(stream)[month.isoformat()]
    return found


@_on_one_thread
def learn_partition(plan: WeighPlan, task: Task) -> Done:
    """What the places of the partition teach for one month: how the settled news of each source fared, and the counts of those in the sample."""
    assert plan.month is not None
    weighing, folder, as_of = _ready(plan, task, plan.month), Folder(plan.folder), plan.month - timedelta(1)
    country, _ = country_of(plan.folder, plan.laid, weighing.sides)
    before = _before(weighing, country, plan.month)
    begin = before.until or min(country.months)
    ends = begin, max(begin, month_of(as_of))
    told = _own_told(weighing, country, task.shard.number)
    grades = grade_all(one for number in told for one in settled_at(weighing, number, as_of, before))
    chosen = set(_sample_of(folder, plan.month))
    counted = {number: count_place(weighing, number, as_of, ends, before) for number in told if number in chosen}
    row = {
        "settled": [[source, *standing] for source, grade in grades.items() for standing in _sums(grade.by_standing())],
        "counted": [[number, dataclasses.asdict(for_good), dataclasses.asdict(so_far)] for number, (for_good, so_far) in counted.items()],
    }
    written = json.dumps(row).encode()
    with folder.writing(bundle_name(f"lessons-{plan.month}", task.shard.number)) as stream:
        stream.write(written)
    reckoned = [number for number in told if number in chosen or news_of(weighing, number, as_of)]
    days = sum(len(weighing.track_on(number, as_of).views) for number in reckoned)
    own_words = sum(len(weighing.own_words(number, as_of)) for number in told)
    counts = {
        "settled": sum(grade.count for grade in grades.values()),
        "bytes": len(written),
        "place-days": days,
        "own-words": own_words,
        "counted": len(counted),
    }
    return Done(number=task.shard.number, counts=counts)


def _sums(by_standing: dict[str, tuple[int, int]]) -> list[tuple[str, int, int]]:
    return sorted((name, settled, right) for name, (settled, right) in by_standing.items())


def _before(weighing: Weighing, country: Country, month: date) -> Learned:
    earlier = _month_before(country, month)
    return weighing.lessons[earlier] if earlier else NOTHING


def _month_before(country: Country, month: date) -> date | None:
    return max((other for other in map(month_after, country.months) if other < month), default=None)


def conclude(plan: WeighPlan, task: Task) -> Done:
    """The lessons of all partitions put together as ``learn`` puts those of all places together, and written down for all."""
    assert plan.month is not None
    folder = Folder(plan.folder)
    country, _ = country_of(plan.folder, plan.laid, two_sides(checked_pack(task)))
    settled, right = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    counted: dict[int, tuple[Counts, Counts]] = {}
    for number in range(plan.partitions):
        with folder.reading(bundle_name(f"lessons-{plan.month}", number)) as stream:
            row = json.load(stream)
        for source, standing, count, so in row["settled"]:
            settled[source, standing] += count
            right[source, standing] += so
        counted.update({place: (_counts_of(for_good), _counts_of(so_far)) for place, for_good, so_far in row["counted"]})
    order = _sample_of(folder, plan.month)
    earlier = _month_before(country, plan.month)
    before = _read_learned(folder, earlier) if earlier else NOTHING
    begin = before.until or min(country.months)
    counts = sum((counted[number][0] for number in order), before.counts)
    whole = sum((counted[number][1] for number in order), counts)
    until = max(begin, month_of(plan.month - timedelta(1)))
    sums = [[*key, settled[key], right[key]] for key in sorted(settled)]
    learned = {"settled": sums, "counts": dataclasses.asdict(counts), "whole": dataclasses.asdict(whole), "until": until.isoformat()}
    written = json.dumps(learned).encode()
    with folder.writing(f"learned-{plan.month}") as stream:
        stream.write(written)
    return Done(number=task.shard.number, counts={"bytes": len(written), "sources": len(sums)})


def _read_learned(folder: Folder, month: date) -> Learned:
    with folder.reading(f"learned-{month}") as stream:
        row = json.load(stream)
    sums: dict[str, list[tuple[str, int, int]]] = {}
    for source, standing, settled, right in row["settled"]:
        sums.setdefault(source, []).append((standing, settled, right))
    grades = {source: SummedGrade(source, (), tuple(each)) for source, each in sums.items()}
    return Learned(grades, estimate(_counts_of(row["whole"]), grades), _counts_of(row["counts"]), date.fromisoformat(row["until"]))


@_on_one_thread
def answer_partition(plan: WeighPlan, task: Task) -> Done:
    """The answers to the questions on the partition's places, each with its place among all questions."""
    weighing, folder = _ready(plan, task, None), Folder(plan.folder)
    lines = []
    for stretch in iter_stretches(folder, "questions", 1, task.shard.number):
        for line in stretch.splitlines():
            place, point, (day, as_of), row = json.loads(line)
            question = Question(point=point_from(point), day=date.fromisoformat(day), as_of=date.fromisoformat(as_of))
            lines.append(json.dumps([place, belief_line(weighing.belief(question), row)]))
    with folder.writing(bundle_name("answers", task.shard.number)) as stream:
        stream.writelines(line.encode() + b"\n" for line in lines)
    return Done(number=task.shard.number, counts={"answers": len(lines)})


def _counts_of(row: dict[str, Any]) -> Counts:
    """Counts as they were written down."""
    lists = {"said": tuple(row["said"]), "signs": {name: tuple(shares) for name, shares in row["signs"].items()}}
    return Counts(**(row | lists))
