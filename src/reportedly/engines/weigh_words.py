"""Weighing by partitions, first steps: readings become statements, each once, and copies learn which family they are of.

What a line of a reading says of who holds what is a few hundred bytes of it; only that goes on, parted by the report that said it. A word of a report's own
is that of its family of copies, so families go the same way, by report.

The rule that must not be broken: the statements that go on are those that weighing all in one go makes, and those of one report keep their order.
"""

from __future__ import annotations

import dataclasses
import json
import zlib
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from reportedly.beliefs.control import two_sides
from reportedly.beliefs.evidence import Statement, iter_statements
from reportedly.beliefs.prior import Point
from reportedly.beliefs.reliability import month_of
from reportedly.beliefs.rereading import testimonies_of_line
from reportedly.beliefs.weights import RULES, START, TURNED
from reportedly.beliefs.wording import wording_of
from reportedly.core.errors import PageError
from reportedly.engines.bundles import Bundle, bundle_name, iter_stretches
from reportedly.engines.folder import Folder
from reportedly.engines.parts import checked_pack
from reportedly.engines.seam import Done
from reportedly.engines.shards import iter_lines_of
from reportedly.reports.independence import Origin, Origins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.engines.seam import Task
    from reportedly.packs.load import Pack

ROWS = (*RULES, START, TURNED)
"""The rows of the table, by number where a statement is written down: rows are told apart by what they are and not by what they say."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WeighPlan:
    """What every task of a weighing knows beside its number. ``families`` is how many shards the file of families has, 0 where there is none.

    ``laid`` tells the country from that of another run in the same folder, ``heard`` what its partitions hear. ``month`` is the one that is learned for.
    """

    folder: str
    shards: int
    partitions: int
    families: int = 0
    laid: str = ""
    heard: str = ""
    month: date | None = None


class Trouble(NamedTuple):
    """A line that is set aside: the number of its shard, of the line in its file, and what is wrong with it."""

    shard: int
    line: int
    message: str


def by_report(report: str, partitions: int) -> int:
    """The partition in which what a report says and the family it is of come together."""
    return zlib.crc32(report.encode("utf-8", "surrogatepass")) % partitions


def read_words(plan: WeighPlan, task: Task) -> Done:
    """One shard of readings: its statements, for who knows their families; lines that are no readings are set aside, and named.

    Beside them the places it tells of, in the order of the first word, with how many words, and the months in which these were public.
    """
    pack, folder, number = checked_pack(task), Folder(plan.folder), task.shard.number
    points: Counter[Point] = Counter()
    months: set[date] = set()
    said, troubles, lines, made = Bundle(plan.partitions), Bundle(1), 0, 0

    def set_aside(line: int, error: PageError) -> None:
        troubles.put(0, json.dumps(Trouble(number, line, str(error))).encode() + b"\n")

    try:
        for place, line in iter_lines_of(task.shard):
            lines += 1
            try:
                statements = list(_statements(line, pack))
            except PageError as error:
                set_aside(place, error)
                continue
            made += len(statements)
            for one in statements:
                months.add(month_of(one.public))
                if one.point is not None:
                    points[one.point] += 1
                said.put(by_report(one.report, plan.partitions), statement_line(one))
    except PageError as error:  # the file breaks off; one that cannot be opened at all is no line of it
        if not lines:
            raise
        set_aside(lines, error)
    row = {"points": [[*dataclasses.astuple(point), count] for point, count in points.items()], "months": sorted(month.isoformat() for month in months)}
    with folder.writing(bundle_name("places", number)) as stream:
        stream.write(json.dumps(row).encode())
    sent = said.write(folder, "said", number)
    troubles.write(folder, "said-troubles", number)
    return Done(number=number, counts={"lines": lines, "statements": made, "bytes": sent})


def _statements(line: bytes, pack: Pack) -> Iterator[Statement]:
    """What the line says of which place. Of whose family the word is, is not known here."""
    origins, wording, sides = Origins(pack), wording_of(pack), two_sides(pack)
    for testimony in testimonies_of_line(line, pack):
        yield from iter_statements(testimony, origins, sides, wording)


def troubles_of(plan: WeighPlan) -> list[Trouble]:
    """The lines that were set aside, in the order of the input."""
    stretches = iter_stretches(Folder(plan.folder), "said-troubles", plan.shards, 0)
    return [Trouble(*json.loads(line)) for stretch in stretches for line in stretch.splitlines()]


def statement_line(one: Statement) -> bytes:
    """The statement as a line of JSON, but for its words: no answer hangs on them."""
    point = one.point and dataclasses.astuple(one.point)
    days = one.day.isoformat(), one.public.isoformat()
    rule = next(place for place, rule in enumerate(ROWS) if rule is one.rule)
    said = one.side, one.sureness, one.whole, one.gains, one.own_voice, one.part
    return json.dumps([one.testimony, one.report, point, one.region, *days, dataclasses.astuple(one.origin), one.family, rule, *said]).encode() + b"\n"


def statement_of(row: list[Any]) -> Statement:
    """The statement that was written down."""
    testimony, report, point, region, day, public, origin, family, rule, side, sureness, whole, gains, own_voice, part = row
    return Statement(
        testimony=testimony,
        report=report,
        point=point and point_from(point),
        region=region and tuple(region),
        day=date.fromisoformat(day),
        public=date.fromisoformat(public),
        origin=Origin(*origin),
        family=family,
        rule=ROWS[rule],
        side=side,
        sureness=sureness,
        whole=whole,
        gains=gains,
        quote="",
        own_voice=own_voice,
        part=part,
    )


def point_from(fields: list[Any]) -> Point:
    """The point whose fields these are, in their order."""
    geonameid, name, latitude, longitude, error_km = fields
    return Point(geonameid=geonameid, name=name, latitude=latitude, longitude=longitude, error_km=error_km)


# ── families ────────────────────────────────────────────────────────────────────────────────────────


def read_kin(plan: WeighPlan, task: Task) -> Done:
    """One shard of ``reportedly copies --output-clusters``: each report with its family. Raises ``PageError`` for a line that is none."""
    bundle = Bundle(plan.partitions)
    for number, line in iter_lines_of(task.shard):
        try:
            row = json.loads(line)
            report, family = row["id"], row["cluster"]
        except (ValueError, KeyError, TypeError):
            report = family = None
        if not isinstance(report, str) or not isinstance(family, str):
            message = f'expected {{"id": "…", "cluster": "…"}} in line {number} of {task.shard.source}'
            raise PageError(message)
        bundle.put(by_report(report, plan.partitions), _kin(report, family))
    return Done(number=task.shard.number, counts={"bytes": bundle.write(Folder(plan.folder), "kin-read", task.shard.number)})


def send_kin(plan: WeighPlan, task: Task) -> Done:
    """The reports of one partition, the last line on each: to where the members of its family are counted."""
    folder, bundle = Folder(plan.folder), Bundle(plan.partitions)
    known = dict(_iter_kin(folder, "kin-read", plan.families, task.shard.number))
    for report, family in known.items():
        bundle.put(by_report(family, plan.partitions), _kin(report, family))
    return Done(number=task.shard.number, counts={"bytes": bundle.write(folder, "kin-sent", task.shard.number)})


def count_kin(plan: WeighPlan, task: Task) -> Done:
    """The families of one partition that have several members: back to where their reports are."""
    folder, bundle = Folder(plan.folder), Bundle(plan.partitions)
    known = list(_iter_kin(folder, "kin-sent", plan.partitions, task.shard.number))
    sizes = Counter(family for _, family in known)
    for report, family in known:
        if sizes[family] > 1:
            bundle.put(by_report(report, plan.partitions), _kin(report, family))
    return Done(number=task.shard.number, counts={"bytes": bundle.write(folder, "kin", task.shard.number)})


def families_of(plan: WeighPlan, partition: int) -> dict[str, str]:
    """The families of the partition's reports that have several members."""
    return dict(_iter_kin(Folder(plan.folder), "kin", plan.partitions, partition)) if plan.families else {}


def _iter_kin(folder: Folder, step: str, tasks: int, partition: int) -> Iterator[tuple[str, str]]:
    for stretch in iter_stretches(folder, step, tasks, partition):
        for line in stretch.splitlines():
            report, family = json.loads(line)
            yield report, family


def _kin(report: str, family: str) -> bytes:
    return json.dumps([report, family]).encode() + b"\n"
