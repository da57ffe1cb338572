"""Weighing by partitions, the country: which places are told of, which partition each belongs to, and which statements each partition has to hear.

A partition is a stretch of country: its own places, and round them, as far as a place hears its neighbours, those of others, of which it hears everything but
judges nothing. Places are few (a gazetteer's), so all of them are known to every task, with the numbers that they have where all is weighed in one go.

The rule that must not be broken: a place has the same number everywhere, and its partition hears every word that a belief on it may hang on.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import zlib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly.beliefs import weights
from reportedly.beliefs.control import two_sides
from reportedly.beliefs.ground import Ground
from reportedly.beliefs.prior import Point, PriorClaim
from reportedly.beliefs.regions import Regions
from reportedly.core.ids import content_id
from reportedly.engines.bundles import Bundle, bundle_name, iter_stretches
from reportedly.engines.folder import Folder
from reportedly.engines.parts import checked_pack
from reportedly.engines.seam import Done
from reportedly.engines.weigh_words import families_of, point_from, statement_line, statement_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.beliefs.evidence import Statement
    from reportedly.beliefs.prior import Question
    from reportedly.engines.seam import Task
    from reportedly.engines.weigh_words import WeighPlan
    from reportedly.packs.load import Pack

    Region = tuple[str, str | None]

GROUND = "ground"


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """All places, in the order in which they are given numbers, and who judges and hears what.

    ``owner`` is the partition of each number, ``hearers`` all that hear it; ``regions`` who hears what is said of a region. ``told`` are the numbers of which
    anything was said, ``months`` those in which anything was public.
    """

    prior: tuple[PriorClaim, ...]
    points: tuple[Point, ...]
    owner: dict[int, int]
    hearers: dict[int, list[int]]
    regions: dict[Region, list[int]]
    told: tuple[int, ...]
    months: tuple[date, ...]

    def ground(self, sides: tuple[str, str]) -> Ground:
        """The places under their numbers."""
        ground = Ground(self.prior, sides)
        for point in self.points:
            ground.number(point)
        return ground


def lay_ground(plan: WeighPlan, pack: Pack, gazetteer: str | None, prior: Sequence[PriorClaim], asked: Iterable[Question]) -> WeighPlan:
    """The country of all shards' places and the questions', in partitions of about as many words each, written down for all tasks; the plan that knows it."""
    folder, sides = Folder(plan.folder), two_sides(pack)
    ground, words = Ground(prior, sides), Counter[int]()
    points: dict[Point, None] = {}
    months: set[str] = set()
    for number in range(plan.shards):
        with folder.reading(bundle_name("places", number)) as stream:
            row = json.load(stream)
        months.update(row["months"])
        for *fields, count in row["points"]:
            point = point_from(fields)
            points.setdefault(point)
            words[ground.number(point)] += count
    told = tuple(sorted(words))
    for question in asked:
        points.setdefault(question.point)
        words[ground.number(question.point)] += 1
    owner = _shared_out(ground, words, plan.partitions)
    hearers: dict[int, set[int]] = {number: {partition} for number, partition in owner.items()}
    by_region: dict[Region, set[int]] = {}
    regions = Regions(pack, gazetteer)
    for number, partition in owner.items():
        for other, _ in ground.within(ground.points[number], weights.NEIGHBOUR_KM):
            if other in words:
                hearers[other].add(partition)
        home = regions.of(ground.points[number])
        if home is not None:
            by_region.setdefault(home, set()).add(partition)
    country = Country(
        prior=tuple(prior),
        points=tuple(points),
        owner=owner,
        hearers={number: sorted(found) for number, found in hearers.items()},
        regions={region: sorted(found) for region, found in by_region.items()},
        told=told,
        months=tuple(date.fromisoformat(month) for month in sorted(months)),
    )
    return dataclasses.replace(plan, laid=_write_country(folder, country))


def _shared_out(ground: Ground, words: Counter[int], partitions: int) -> dict[int, int]:
    """The partition of each place: the country is halved, across where it is wider, so that as much is said on either side; and each half again."""
    numbers = np.array(sorted(words), np.int64)
    where = np.array([(ground.points[number].latitude, ground.points[number].longitude) for number in numbers.tolist()]).reshape(-1, 2)
    weight = np.array([words[number] for number in numbers.tolist()], np.float64)
    owner: dict[int, int] = {}
    waiting = [(np.arange(len(numbers)), 0, partitions)]
    while waiting:
        here, first, count = waiting.pop()
        if count == 1 or len(here) < 2:
            owner.update(dict.fromkeys(numbers[here].tolist(), first))
            continue
        wide = np.ptp(where[here], axis=0) * np.array([1.0, np.cos(np.radians(where[here, 0].mean()))])
        here = here[np.lexsort((numbers[here], where[here, int(wide.argmax())]))]
        left = count // 2
        cut = int(np.searchsorted(np.cumsum(weight[here]), weight[here].sum() * left / count)) + 1
        waiting += [(here[:cut], first, left), (here[cut:], first + left, count - left)]
    return owner


def send_words(plan: WeighPlan, task: Task) -> Done:
    """The statements of one partition of reports, each with its family, to every partition of the country that has to hear it."""
    folder, number = Folder(plan.folder), task.shard.number
    country, ground = country_of(plan.folder, plan.laid, two_sides(checked_pack(task)))
    families = families_of(plan, number)
    bundle, digest, words = Bundle(plan.partitions), number, 0
    for stretch in iter_stretches(folder, "said", plan.shards, number):
        for line in stretch.splitlines(keepends=True):
            one = statement_of(json.loads(line))
            hearers = _hearers_of(one, country, ground)
            family = families.get(one.report) if one.own_voice else None  # whoever names whose word he passes on speaks for that one
            told = line if family is None else statement_line(dataclasses.replace(one, family=family))
            for partition in hearers:
                bundle.put(partition, told)
                digest = zlib.crc32(told, digest ^ partition)
            words += len(hearers)
    return Done(number=number, counts={"bytes": bundle.write(folder, "heard", number), "words": words, "digest": digest})


def _hearers_of(one: Statement, country: Country, ground: Ground) -> Sequence[int]:
    if one.point is not None:
        return country.hearers[ground.number(one.point)]
    return country.regions.get(one.region, ()) if one.region is not None else ()


def _write_country(folder: Folder, country: Country) -> str:
    row: dict[str, Any] = {
        "prior": [[dataclasses.astuple(claim.point), claim.day.isoformat(), claim.holder, claim.source] for claim in country.prior],
        "points": [dataclasses.astuple(point) for point in country.points],
        "owner": list(country.owner.items()),
        "hearers": list(country.hearers.items()),
        "regions": list(country.regions.items()),
        "told": country.told,
        "months": [month.isoformat() for month in country.months],
    }
    written = json.dumps(row)
    with folder.writing(GROUND) as stream:
        stream.write(written.encode())
    return content_id(written)


@functools.lru_cache(maxsize=1)
def country_of(folder: str, laid: str, sides: tuple[str, str]) -> tuple[Country, Ground]:
    """The country as it was written down, and its places under their numbers: once a worker, for thousands of places with a prior take seconds.

    Nobody puts a place into the ground after that: all that are told of or asked about are there.
    """
    del laid  # a part of the key
    country = _read_country(Folder(folder))
    return country, country.ground(sides)


def _read_country(folder: Folder) -> Country:
    with folder.reading(GROUND) as stream:
        row = json.load(stream)
    return Country(
        prior=tuple(
            PriorClaim(point=point_from(point), day=date.fromisoformat(day), holder=holder, source=source) for point, day, holder, source in row["prior"]
        ),
        points=tuple(map(point_from, row["points"])),
        owner=dict(row["owner"]),
        hearers=dict(row["hearers"]),
        regions={(name, country): partitions for (name, country), partitions in row["regions"]},
        told=tuple(row["told"]),
        months=tuple(date.fromisoformat(month) for month in row["months"]),
    )
