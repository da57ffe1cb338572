"""The line of contact, as it was known on a day: reporting names the small places near it, and seldom their namesakes far behind.

A pack writes it in ``places_extra.toml``, one ``[[contact]]`` for each stretch of the war: ``from``, ``until`` (days, both inclusive; the
last may leave ``until`` out) and ``points``, positions along the line, some 25 km apart. It says where fighting was, never who stood where.

The rule that must not be broken: a report whose day is not known, or that no stretch covers, has no line; none is guessed.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from reportedly.core.errors import PackError
from reportedly.places.distance import great_circle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.day_range import DayRange

FAR_DEGREES = 1.5  # of latitude, some 165 km: from here on the line says nothing
FLATNESS = 1.15  # so much two squares of distances on a flat map may differ, within those degrees, and be in the wrong order


@dataclass(frozen=True, slots=True, eq=False)
class ContactLine:
    """Where fighting was from ``first`` to ``last`` (both inclusive, None open): positions in degrees along the line."""

    first: date
    last: date | None
    points: tuple[tuple[float, float], ...]

    def kilometres(self, latitude: float, longitude: float) -> float | None:
        """Distance to the nearest of its points; None where that is too far to say anything."""
        return _kilometres(self, latitude, longitude)


@functools.lru_cache(maxsize=16384)  # a line stands for weeks, in which the same names are read in report after report
def _kilometres(line: ContactLine, latitude: float, longitude: float) -> float | None:
    around = _around(line, math.floor(latitude), math.floor(longitude))
    if not around:
        return None
    narrow = math.cos(math.radians(latitude)) ** 2  # degrees of longitude, squared, in degrees of latitude: so near, the sphere is flat
    near, least = [], math.inf
    for point in around:
        north, east = point[0] - latitude, point[1] - longitude
        if -FAR_DEGREES < north < FAR_DEGREES and -2 * FAR_DEGREES < east < 2 * FAR_DEGREES:
            square = north * north + narrow * east * east
            if square <= least * FLATNESS:
                near.append((square, point))
                least = min(least, square)
    return min((great_circle(latitude, longitude, *point) for square, point in near if square <= least * FLATNESS), default=None)


@functools.lru_cache(maxsize=4096)
def _around(line: ContactLine, south: int, west: int) -> tuple[tuple[float, float], ...]:
    """The line's points that are near enough to say something of a place in the square degree; most places of a country are near none."""
    return tuple(
        point
        for point in line.points
        if south - FAR_DEGREES < point[0] < south + 1 + FAR_DEGREES and west - 2 * FAR_DEGREES < point[1] < west + 1 + 2 * FAR_DEGREES
    )


def read_contact_lines(extra: dict[str, Any], where: str) -> tuple[ContactLine, ...]:
    """The pack's lines in order of days; empty when it has none. Raises ``PackError``."""
    found = []
    for entry in extra.get("contact", ()):
        first, last, points = entry.get("from"), entry.get("until"), entry.get("points") or ()
        days = isinstance(first, date) and (last is None or (isinstance(last, date) and first <= last))
        if not days or not points or any(len(point) != 2 or abs(point[0]) > 90 or abs(point[1]) > 180 for point in points):
            message = f"expected [[contact]] in {where} to have the days from and until and points [latitude, longitude], found {str(entry)[:80]}"
            raise PackError(message)
        found.append(ContactLine(first, last, tuple((float(latitude), float(longitude)) for latitude, longitude in points)))
    return tuple(sorted(found, key=lambda line: line.first))


def line_on(lines: Iterable[ContactLine], days: DayRange | None) -> ContactLine | None:
    """The line of the report's day (of an interval, its last): None when the day is open or no line covers it."""
    day = days and (days.latest or days.earliest)
    if not day:
        return None
    return next((line for line in lines if line.first <= day and (line.last is None or day <= line.last)), None)
