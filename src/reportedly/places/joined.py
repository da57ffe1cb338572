"""A user's places -> the pack's table: positions made sharper, names added, further places.

What is one place: the same id, or the same name nearer than the position allows for — 12 km for a point, 30 km for the middle of a
hromada (99 of 100 of its settlements lie nearer), 70 km for the middle of a raion — each place of the user's taken once, nearest pairs first.

The rule that must not be broken: a row of the pack keeps its id, its name and its region; only a position that is less than a point is
replaced. The same tables in give the same table out, whatever their order on disk.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.records import PlaceKind
from reportedly.places.distance import great_circle
from reportedly.places.letters import fold, has_cyrillic, romanise, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reportedly.places.imports import UserName, UserPlace

REACH = {"": 12.0, "point": 12.0, "hromada": 30.0, "raion": 70.0}  # kilometres, by precision of the pack's position
NEIGHBOURS, NEIGHBOUR_KM = 3, 20.0  # places of the pack that must agree on the region of a place that names none, and how near they must be
CELL = 0.2  # degrees: a place and its neighbours within 20 km lie in cells side by side at European latitudes
KM_PER_DEGREE = 111.19
BOTH_WAYS = (-1, 0, 1)
ID, CODE, KIND, PRECISION, COUNTRY, ADMIN1, ADMIN2, LATITUDE, LONGITUDE, POPULATION, NAME, LOCAL, ALIASES = range(13)
Row = list[str]


@dataclass(frozen=True, slots=True)
class Joined:
    """The pack's own rows with the user's in its country, then the user's elsewhere; and how many positions were made sharper."""

    own: tuple[str, ...]
    further: tuple[str, ...]
    sharpened: int


def join_user_places(pack_lines: Iterable[str], world_lines: Iterable[str], places: Sequence[UserPlace], names: Sequence[UserName], home: str | None) -> Joined:
    """The pack's lines joined with the user's places. ``home`` is the pack's country: elsewhere places are only added, never joined by name."""
    rows = {line.partition("\t")[0]: line.split("\t") for line in pack_lines}
    others = {line.partition("\t")[0]: line.split("\t") for line in world_lines}
    at_home = [place for place in places if home and place.country in {"", home}]
    forms_of = {place.id: forms for place, forms in zip(at_home, _forms(at_home), strict=True)}
    known, sharpened = _join(rows, at_home, forms_of, home)
    regions = _regions([*others.values(), *rows.values()])
    near = _Neighbourhood(rows.values(), home)
    further: list[str] = []
    seen: dict[str, list[UserPlace]] = defaultdict(list)
    for place in places:
        if place.id in rows or place.id in others or place.id in known or not place.country:
            continue
        if place.country != home:
            further.append("\t".join(_row(place, place.code, place.admin1 or regions.get(place.code, ""), "", _certain(place))))
            continue
        forms = forms_of[place.id]
        if any(_km(place, other) < REACH["point"] for form in forms for other in seen[form]):
            continue  # another source has it too
        for form in forms:
            seen[form].append(place)
        code, admin1, admin2 = near.units(place)
        rows[place.id] = _row(place, code, admin1 or place.admin1, admin2, place.aliases)
    _add_names(rows, names)
    return Joined(tuple("\t".join(row) for row in rows.values()), tuple(further), sharpened)


def _join(rows: dict[str, Row], places: Sequence[UserPlace], forms_of: Mapping[str, tuple[str, ...]], home: str | None) -> tuple[set[str], int]:
    """Ids of the user's places that the pack has already, and how many rows got a point."""
    taken: set[str] = set()
    known: set[str] = set()
    for _, identifier, number in sorted(_near_pairs(rows, places, forms_of, home)):
        place, row = places[number], rows[identifier]
        if place.id in known:
            continue
        if identifier not in taken and row[PRECISION] not in {"", "point"}:
            taken.add(identifier)
            row[PRECISION], row[LATITUDE], row[LONGITUDE] = "point", f"{place.latitude:.3f}", f"{place.longitude:.3f}"
        elif great_circle(place.latitude, place.longitude, float(row[LATITUDE]), float(row[LONGITUDE])) > REACH["point"]:
            continue  # a namesake of the place that the row turned out to be
        known.add(place.id)
    return known, len(taken)


def _near_pairs(
    rows: dict[str, Row], places: Sequence[UserPlace], forms_of: Mapping[str, tuple[str, ...]], home: str | None
) -> Iterator[tuple[float, str, int]]:
    """Kilometres, row and place of every pair that have a name in common and lie within reach of each other."""
    index: dict[str, list[Row]] = defaultdict(list)
    pairs = [(row, name) for row in rows.values() if row[KIND] == PlaceKind.SETTLEMENT and row[COUNTRY] == home for name in (row[LOCAL], row[NAME]) if name]
    for (row, _), form in zip(pairs, _bones([name for _, name in pairs]), strict=True):
        index[form].append(row)
    for number, place in enumerate(places):
        namesakes = {row[ID]: row for form in forms_of[place.id] for row in index.get(form, ())} if place.kind is PlaceKind.SETTLEMENT else {}
        for row in namesakes.values():
            reach = REACH.get(row[PRECISION], 0.0)
            latitude = float(row[LATITUDE])
            if abs(place.latitude - latitude) * KM_PER_DEGREE <= reach:  # most namesakes lie far off
                km = great_circle(place.latitude, place.longitude, latitude, float(row[LONGITUDE]))
                if km <= reach:
                    yield km, row[ID], number


def _bones(names: Sequence[str]) -> list[str]:
    """The skeleton of each name, in one pass: a name is the same in both languages and in every romanisation of them."""
    latin = [romanise(name, "") if has_cyrillic(name) else name for name in names]
    return skeleton(fold("\n".join(latin))).split("\n") if latin else []


def _forms(places: Sequence[UserPlace]) -> list[tuple[str, ...]]:
    """The skeletons by which each place may be one of the pack's."""
    pairs = [(number, name) for number, place in enumerate(places) for name in (place.local, place.name, *place.aliases) if name]
    found: list[dict[str, None]] = [{} for _ in places]
    for (number, _), bones in zip(pairs, _bones([name for _, name in pairs]), strict=True):
        if bones:
            found[number][bones] = None
    return [tuple(forms) for forms in found]


def _km(one: UserPlace, other: UserPlace) -> float:
    return great_circle(one.latitude, one.longitude, other.latitude, other.longitude)


def _regions(rows: Iterable[Row]) -> dict[str, str]:
    """First-level regions by code, as the shipped rows name them."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row[CODE].count(".") == 1 and row[ADMIN1]:
            found[row[CODE]][row[ADMIN1]] += 1
    return {code: min(names.items(), key=lambda item: (-item[1], item[0]))[0] for code, names in found.items()}


class _Neighbourhood:
    """The pack's settlements with a point, by where they lie."""

    def __init__(self, rows: Iterable[Row], home: str | None) -> None:
        self._cells: dict[tuple[int, int], list[tuple[float, float, Row]]] = defaultdict(list)
        for row in rows:
            if row[KIND] == PlaceKind.SETTLEMENT and row[COUNTRY] == home and row[PRECISION] in {"", "point"}:
                latitude, longitude = float(row[LATITUDE]), float(row[LONGITUDE])
                self._cells[_cell(latitude, longitude)].append((latitude, longitude, row))

    def units(self, place: UserPlace) -> tuple[str, str, str]:
        """Code, first-level region and district that the nearest places agree on; "" for what they do not."""
        y, x = _cell(place.latitude, place.longitude)
        width = math.cos(math.radians(place.latitude))
        near = sorted(
            ((latitude - place.latitude) ** 2 + ((longitude - place.longitude) * width) ** 2, row[ID], row)
            for up in BOTH_WAYS
            for right in BOTH_WAYS
            for latitude, longitude, row in self._cells.get((y + up, x + right), ())
        )[:NEIGHBOURS]
        rows = [row for degrees, _, row in near if degrees <= (NEIGHBOUR_KM / KM_PER_DEGREE) ** 2]
        if len(rows) < NEIGHBOURS:
            return "", "", ""
        agreed = [rows[0][column] if len({row[column] for row in rows}) == 1 else "" for column in (CODE, ADMIN1, ADMIN2)]
        return agreed[0], agreed[1], agreed[2]


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return int(latitude // CELL), int(longitude // CELL)


def _certain(place: UserPlace) -> tuple[str, ...]:
    """Aliases that a place elsewhere is found by: none of GeoNames', which tag no language and file many a stray word ("Police", "Human")."""
    return () if place.id.startswith("geonames:") else place.aliases


def _row(place: UserPlace, code: str, admin1: str, admin2: str, aliases: tuple[str, ...]) -> Row:
    main = place.name or romanise(place.local)
    others = "|".join(alias for alias in aliases if alias not in {main, place.local})
    position = (f"{place.latitude:.3f}", f"{place.longitude:.3f}")
    fields = (place.id, code, place.kind.value, "point", place.country, admin1, admin2, *position, str(place.population), main, place.local, others)
    return [" ".join(field.split()) for field in fields]


def _add_names(rows: dict[str, Row], names: Sequence[UserName]) -> None:
    for name in names:
        row = rows.get(name.id)
        if row is not None and "|" not in name.name and name.name not in {row[NAME], row[LOCAL]}:
            row[ALIASES] = "|".join(dict.fromkeys([*filter(None, row[ALIASES].split("|")), " ".join(name.name.split())]))
