"""Checking the places of a pack: ``places.tsv`` (or ``.gz``) and ``places_extra.toml``.

The rule that must not be broken: every row is looked at, and a table that is wrong throughout is told in a few lines, not in thirty thousand.
"""

from __future__ import annotations

import gzip
import re
import tomllib
import zlib
from typing import TYPE_CHECKING, Any

from reportedly.core.records import Issue, PlaceKind, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

Row = dict[str, Any]
TABLES = ("places.tsv", "places.tsv.gz")
EXTRA = "places_extra.toml"
REQUIRED = ("id", "kind", "latitude", "longitude")
MOST_SHOWN = 20
_ID = re.compile(r"[a-z]+:[\w-]+")
_KINDS = frozenset(kind.value for kind in PlaceKind)
_PRECISIONS = frozenset(precision.value for precision in Precision) | {""}


def fault(code: str, file: str, entry: str, expected: str) -> Issue:
    """An issue that says in which file, at which entry, what was expected."""
    return Issue(code=code, message=f"{file}: {entry}: expected {expected}")


def check_places(folder: Traversable) -> Iterator[Issue]:
    """Faults of the pack's places; none when it has no places at all."""
    seen: set[str] = set()
    for file in TABLES:
        if (folder / file).is_file():
            yield from _few(file, _check_table(folder, file, seen))
    if (folder / EXTRA).is_file():
        yield from _few(EXTRA, _check_extra(folder, seen))


def _few(file: str, issues: Iterator[Issue]) -> Iterator[Issue]:
    found = list(issues)
    yield from found[:MOST_SHOWN]
    if len(found) > MOST_SHOWN:
        yield fault("pack-entry", file, "further rows", f"no faults, found {len(found) - MOST_SHOWN} more")


def _check_table(folder: Traversable, file: str, seen: set[str]) -> Iterator[Issue]:
    try:
        data = (folder / file).read_bytes()
        lines = (gzip.decompress(data) if file.endswith(".gz") else data).decode("utf-8").splitlines()
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        yield fault("pack-file", file, "file", f"a table in UTF-8, found: {error}")
        return
    columns = lines[0].split("\t") if lines else []
    missing = [column for column in REQUIRED if column not in columns]
    if missing:
        yield fault("pack-entry", file, "head line", f"the columns {', '.join(REQUIRED)}, found no {', '.join(missing)}")
        return
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            yield fault("pack-entry", file, f"line {number}", f"{len(columns)} cells, found {len(cells)}")
            continue
        yield from _check_place(dict(zip(columns, cells, strict=True)), file, f"line {number}", seen)


def _check_place(row: Row, file: str, entry: str, seen: set[str]) -> Iterator[Issue]:
    """One place, from the table or from the file written by hand."""
    place_id = str(row.get("id") or "")
    if not _ID.fullmatch(place_id):
        yield fault("pack-entry", file, entry, f'an id such as "geonames:123" or "pack:the-river", found {place_id!r}')
    elif place_id in seen:
        yield fault("pack-duplicate", file, entry, f"the id {place_id} to be given once")
    seen.add(place_id)
    if row.get("kind") not in _KINDS:
        yield fault("pack-entry", file, entry, f"kind to be one of {', '.join(sorted(_KINDS))}, found {row.get('kind')!r}")
    if row.get("precision", "") not in _PRECISIONS:
        yield fault("pack-entry", file, entry, f"precision to be one of {', '.join(sorted(_PRECISIONS - {''}))}, found {row.get('precision')!r}")
    for key, limit in (("latitude", 90), ("longitude", 180)):
        value = _number(row.get(key))
        if value is None or not -limit <= value <= limit:
            yield fault("pack-entry", file, entry, f"{key} in degrees, -{limit} to {limit}, found {row.get(key)!r}")
    population = _number(row.get("population") or 0)
    if population is None or population < 0:
        yield fault("pack-entry", file, entry, f"population as a number of people, found {row.get('population')!r}")
    if not (row.get("name") or row.get("local") or row.get("names")):
        yield fault("pack-entry", file, entry, "a name")


def _check_extra(folder: Traversable, seen: set[str]) -> Iterator[Issue]:
    try:
        table = tomllib.loads((folder / EXTRA).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        yield fault("pack-file", EXTRA, "file", f"TOML in UTF-8, found: {error}")
        return
    for number, row in enumerate(table.get("place", []), start=1):
        yield from _check_place(row, EXTRA, str(row.get("id") or f"place {number}"), seen)
    for number, row in enumerate(table.get("alias", []), start=1):
        place_id = str(row.get("id") or "")
        # A GeoNames id may be of the engine's own table of the world, which is no file of the pack.
        if place_id not in seen and not place_id.startswith("geonames:"):
            yield fault("pack-reference", EXTRA, f"alias {number}", f"the id of a place of this pack, found {place_id!r}")
        if not row.get("names"):
            yield fault("pack-entry", EXTRA, f"alias {number}", "at least one name")


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None
