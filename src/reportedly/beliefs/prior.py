"""Who held what on a day before the reports begin: a file of claims like any other, with its source.

The rule that must not be broken: the prior is a claim, not a truth: enough testimony moves it, and every answer it moved says so.

A line is a JSON object: ``name``, ``lat``, ``lon``, ``date`` and ``holder`` (a side's code, ``contested`` or ``unknown``) must be there;
``geonameid`` helps to find the place; ``source`` says where the line comes from (default: the file's name).
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from reportedly.core.errors import PageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

CONTESTED, UNKNOWN = "contested", "unknown"
FIRST_DAY, LAST_DAY = date(1970, 1, 2), date(2098, 12, 31)
"""Days that beliefs are kept for: every day between the first word and the last has a state, so that one wrong date of year 1 or 9999 took 5 GB. The
first and the last day of computers' calendars stand for dates that are not known."""
REACH = timedelta(days=3_653)
"""How far before the first and behind the last day known of days are reckoned one by one: past that nothing moves, and asking for year 1 never ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place as a question or a prior names it. Degrees are WGS 84; ``error_km`` is how far off the position may be."""

    geonameid: int | None
    name: str
    latitude: float
    longitude: float
    error_km: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorClaim:
    """``source`` says that ``holder`` held the place on the day."""

    point: Point
    day: date
    holder: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Asks who held the place on ``day``, by what was public on ``as_of``."""

    point: Point
    day: date
    as_of: date

    def near(self, known: Sequence[date]) -> Question:
        """The question for the nearest days within ``REACH`` of those on which something is known; where nothing is, of the day asked about."""
        first, last = min(known, default=self.day), max(known, default=self.day)
        low = first - REACH if first - date.min > REACH else date.min
        high = last + REACH if date.max - last > REACH else date.max
        return replace(self, day=min(max(self.day, low), high), as_of=min(max(self.as_of, low), high))


def read_prior(path: Path, sides: tuple[str, ...]) -> tuple[PriorClaim, ...]:
    """The claims of a prior file, in its order; ``sides`` are the codes it may use. Raises ``PageError`` for a line that is none."""
    allowed = {*sides, CONTESTED, UNKNOWN}
    found = []
    for where, row in _rows(path):
        if row.get("holder") not in allowed:
            message = f"expected holder to be one of {', '.join(sorted(allowed))} in {where}, found {row.get('holder')!r}"
            raise PageError(message)
        source = row.get("source") or path.name
        found.append(PriorClaim(point=_point(row, where), day=_day(row, "date", where), holder=row["holder"], source=str(source)))
    return tuple(found)


def iter_questions(path: Path) -> Iterator[tuple[Question, dict[str, Any]]]:
    """Each question with its line as it was, to be echoed. Without ``as_of`` it is asked as of its own day."""
    for where, row in _rows(path):
        day = _day(row, "date", where)
        as_of = _day(row, "as_of", where) if row.get("as_of") else day
        yield Question(point=_point(row, where), day=day, as_of=as_of), row


def read_families(path: Path) -> dict[str, str]:
    """The family of copies of each report, from a file of ``reportedly copies --output-clusters``; reports alone in theirs are left out."""
    families: dict[str, str] = {}
    for where, row in _rows(path):
        if not isinstance(row.get("id"), str) or not isinstance(row.get("cluster"), str):
            message = f'expected {{"id": "…", "cluster": "…"}} in {where}'
            raise PageError(message)
        families[row["id"]] = row["cluster"]
    sizes = Counter(families.values())
    return {report: family for report, family in families.items() if sizes[family] > 1}


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        data = path.read_bytes()
        lines = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8").splitlines()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        message = f"expected a file of JSON lines at {path}, found: {error}"
        raise PageError(message) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"line {number} of {path}"
        try:
            row = json.loads(line)
        except ValueError as error:
            message = f"expected JSON in {where}, found: {error}"
            raise PageError(message) from error
        if not isinstance(row, dict):
            message = f"expected a JSON object in {where}, found {type(row).__name__}"
            raise PageError(message)
        yield where, row


def _point(row: dict[str, Any], where: str) -> Point:
    try:
        geonameid = None if row.get("geonameid") is None else int(row["geonameid"])
        point = Point(geonameid=geonameid, name=_name(row["name"]), latitude=float(row["lat"]), longitude=float(row["lon"]))
        if not (abs(point.latitude) <= 90 and abs(point.longitude) <= 180):
            outside = f"a position that is not on the globe: {point.latitude}, {point.longitude}"
            raise ValueError(outside)  # noqa: TRY301  told with the others, just below
        return point  # noqa: TRY300  the check above is part of what is tried
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        message = f"expected name, lat and lon (and geonameid, a number, if any) in {where}, found: {error}"
        raise PageError(message) from error


def _name(value: object) -> str:
    if not isinstance(value, str):
        message = f"a name that is no string: {value!r}"
        raise TypeError(message)
    return value


def _day(row: dict[str, Any], key: str, where: str) -> date:
    try:
        day = date.fromisoformat(str(row.get(key))[:10])
        if not FIRST_DAY <= day <= LAST_DAY:
            outside = f"expected a day from {FIRST_DAY} to {LAST_DAY}"
            raise ValueError(outside)  # noqa: TRY301  told with the others, just below
        return day  # noqa: TRY300  the check above is part of what is tried
    except ValueError as error:
        message = f"expected {key} as an ISO date in {where}, found {row.get(key)!r}"
        raise PageError(message) from error
