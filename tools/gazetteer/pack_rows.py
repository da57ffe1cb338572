"""The rows of the pack's places: the whole codifier, and the neighbours' places of at least 500 people.

The rule that must not be broken: a GeoNames id stands only where the join found one; the others carry their KATOTTH code.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tools.gazetteer.councils import adjectives
from tools.gazetteer.join import Settled, join, sort_aliases
from tools.gazetteer.sources import SETTLEMENTS
from tools.gazetteer.world_rows import english_region

from reportedly.places.letters import fold, romanise, skeleton

if TYPE_CHECKING:
    from tools.gazetteer.sources import City, Division, Unit

HOME = "UA"
NEIGHBOURS = frozenset({"RU", "BY", "MD", "PL", "RO", "HU", "SK"})
SOUTH, NORTH, WEST, EAST = 43.0, 56.0, 20.0, 43.0
"""Degrees; what reporting on the war mentions of the neighbours."""
LARGE = 100_000  # people: what GeoNames lists within some 13 km of such a city and the codifier does not is one of its districts
BIG = 10_000  # people: a smaller place's stray alias never takes a name from a place of this size
KINDS = {"O": "region", "P": "district", "H": "district", "B": "district"}


def pack_rows(units: list[Unit], cities: list[City], divisions: list[Division]) -> list[tuple[str, ...]]:
    """All rows, in order of code, then of GeoNames id."""
    home = [city for city in cities if city.country == HOME]
    settled, left = join(units, home)
    regions = {unit.code[2:4]: region_name(unit) for unit in settled if unit.level == 1}
    raions = {unit.code[2:6]: raion_name(unit) for unit in settled if unit.level == 2}
    by_code = {division.code: division for division in divisions}
    taken = _big_names(settled)
    seats = _seats(settled)
    rows = [
        _unit_row(unit, regions, raions, taken, seats.get(unit.code, ""))
        for unit in settled
        if (unit.point is not None and unit.level > 1) or unit.category == "K"
    ]
    admin1 = {unit.city.admin1: regions[unit.code[2:4]] for unit in settled if unit.city is not None}
    cities_near = [unit.city for unit in settled if unit.city is not None and unit.city.population >= LARGE]
    for city in left:
        inside = any(abs(large.latitude - city.latitude) < 0.12 and abs(large.longitude - city.longitude) < 0.18 for large in cities_near)
        rows.append(_city_row(city, admin1.get(city.admin1, ""), taken, "district" if inside else "settlement"))
    for city in cities:
        if city.country in NEIGHBOURS and SOUTH <= city.latitude <= NORTH and WEST <= city.longitude <= EAST:
            division = by_code.get(f"{city.country}.{city.admin1}")
            rows.append(_city_row(city, english_region(division) if division else "", taken, code=division.code if division else ""))
    return rows


def region_name(unit: Unit | Settled) -> str:
    """English name of a first-level unit: "Донецька" -> "Donetsk Oblast" where its hand-written name is not taken instead."""
    return _OBLASTS.get(unit.code[2:4], romanise(unit.name))


def raion_name(unit: Unit | Settled) -> str:
    """English name of a raion, from its Ukrainian adjective."""
    return f"{romanise(unit.name)} Raion"


def _big_names(settled: list[Settled]) -> dict[str, str]:
    """Skeleton of a big place's name -> its code."""
    return {skeleton(fold(romanise(unit.name))): unit.code for unit in settled if unit.city is not None and unit.city.population >= BIG}


def _seats(settled: list[Settled]) -> dict[str, str]:
    """Code of a raion or hromada -> name in Latin letters of the place in it that gave it its name: reports write "Town district", not the adjective."""
    inside: dict[str, list[Settled]] = defaultdict(list)
    for unit in settled:
        if unit.category in SETTLEMENTS:
            inside[unit.code[:6]].append(unit)
            inside[unit.code[:9]].append(unit)
    seats = {}
    for unit in settled:
        digits, ending = {"P": (6, "ий"), "H": (9, "а")}.get(unit.category, (0, ""))
        stem = _hard(unit.name).removesuffix(ending)
        named = [one for one in inside[unit.code[:digits]] if digits and _gives(one, stem)]
        if named:
            seat = max(named, key=lambda one: (one.city.population if one.city else 0, one.category in "MTK", one.code))
            seats[unit.code] = romanise(seat.name)
    return seats


def _gives(seat: Settled, stem: str) -> bool:
    """Whether an adjective of this stem may be made from the place's name; of towns, also in ways that no rule covers."""
    name = _hard(seat.name)
    alike = seat.category in "MT" and stem.startswith(name[: max(len(name) - 3, 4)]) and len(name) >= 5
    return alike or name == stem or any(_hard(form).removesuffix("а") == stem for form in adjectives(seat.name))


def _hard(name: str) -> str:
    """The name in small letters, without apostrophes and soft signs."""
    return fold(name).replace("'", "").replace("ь", "")


def _unit_row(unit: Settled, regions: dict[str, str], raions: dict[str, str], taken: dict[str, str], seat: str) -> tuple[str, ...]:
    assert unit.point is not None
    city = unit.city
    cyrillic, latin = sort_aliases((*city.aliases, city.name), unit.name) if city else ([], [])
    aliases = [*cyrillic, *(alias for alias in latin if taken.get(_bone(alias), unit.code) == unit.code)]
    kind = KINDS.get(unit.category, "settlement")
    if seat:
        aliases.append(f"{seat} {'Raion' if unit.category == 'P' else 'Hromada'}")
    return (
        f"geonames:{city.geonameid}" if city else f"katotth:{unit.code}",
        unit.code[: 6 if unit.category == "P" else 9],
        kind if unit.category in KINDS else "settlement",
        unit.precision if unit.category in SETTLEMENTS else {2: "raion", 3: "hromada"}.get(unit.level, unit.precision),
        HOME,
        regions[unit.code[2:4]],
        raions.get(unit.code[2:6], "") if unit.level > 2 else "",
        *_position(*unit.point),
        str(city.population if city else 0),
        {"P": raion_name(unit), "H": f"{romanise(unit.name)} Hromada"}.get(unit.category, ""),
        unit.name + {"P": " район", "H": " громада"}.get(unit.category, ""),
        "|".join(aliases),
    )


def _city_row(city: City, admin1: str, taken: dict[str, str], kind: str = "settlement", code: str = "") -> tuple[str, ...]:
    cyrillic, latin = sort_aliases(city.aliases, city.name)
    aliases = [*cyrillic, *(alias for alias in latin if _bone(alias) not in taken)]
    return (
        f"geonames:{city.geonameid}",
        code,
        kind,
        "point",
        city.country,
        admin1,
        "",
        *_position(city.latitude, city.longitude),
        str(city.population),
        city.name.replace("’", ""),
        "",
        "|".join(aliases[:12]),
    )


def _bone(name: str) -> str:
    return skeleton(fold(romanise(name)))


def _position(latitude: float, longitude: float) -> tuple[str, str]:
    return f"{latitude:.3f}", f"{longitude:.3f}"


_OBLASTS = {
    "01": "Autonomous Republic of Crimea", "05": "Vinnytsia Oblast", "07": "Volyn Oblast", "12": "Dnipropetrovsk Oblast", "14": "Donetsk Oblast",
    "18": "Zhytomyr Oblast", "21": "Zakarpattia Oblast", "23": "Zaporizhzhia Oblast", "26": "Ivano-Frankivsk Oblast", "32": "Kyiv Oblast",
    "35": "Kirovohrad Oblast", "44": "Luhansk Oblast", "46": "Lviv Oblast", "48": "Mykolaiv Oblast", "51": "Odesa Oblast", "53": "Poltava Oblast",
    "56": "Rivne Oblast", "59": "Sumy Oblast", "61": "Ternopil Oblast", "63": "Kharkiv Oblast", "65": "Kherson Oblast", "68": "Khmelnytskyi Oblast",
    "71": "Cherkasy Oblast", "73": "Chernivtsi Oblast", "74": "Chernihiv Oblast", "80": "Kyiv", "85": "Sevastopol",
}  # fmt: skip
