"""What a report's day says of places before it names any: where the line of contact was, and which places were in the news.

A pack writes the news in ``places_extra.toml``, one ``[[news]]`` for each happening that many reports told: its ``day`` and the ids of its ``places``.
They are the claims of other reports of the day as far as a pack can know them: a report is read by itself, never in the light of others.

The rule that must not be broken: a report whose day is not known has no scene; being in the news is worth something, never everything.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from reportedly.core.errors import PackError
from reportedly.places.contact import ContactLine, line_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.day_range import DayRange

BEFORE, AFTER = timedelta(days=1), timedelta(days=14)  # of the happening, in which its places are in the news


@dataclass(frozen=True, slots=True, eq=False)
class News:
    """A happening's day, and the ids of the places it made known."""

    day: date
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scene:
    """The line of contact of a day (None where none is known) and the ids of the places in its news."""

    line: ContactLine | None
    news: frozenset[str]

    def kilometres(self, latitude: float, longitude: float) -> float | None:
        """Distance to the line; None where there is none, or it is too far to say anything."""
        return None if self.line is None else self.line.kilometres(latitude, longitude)


def read_news(extra: dict[str, Any], where: str) -> tuple[News, ...]:
    """The pack's news in order of days; empty when it has none. Raises ``PackError``."""
    found = []
    for entry in extra.get("news", ()):
        day, places = entry.get("day"), entry.get("places")
        if not isinstance(day, date) or not isinstance(places, list) or not places or not all(isinstance(place, str) for place in places):
            message = f"expected [[news]] in {where} to have a day and the ids of places, found {str(entry)[:80]}"
            raise PackError(message)
        found.append(News(day, frozenset(places)))
    return tuple(sorted(found, key=lambda news: news.day))


def scene_on(lines: Iterable[ContactLine], news: Iterable[News], days: DayRange | None) -> Scene | None:
    """The scene of the report's day (of an interval, its last): None when the day is open, or nothing is known of it."""
    return _scene_on(tuple(lines), tuple(news), days)


@functools.lru_cache(maxsize=1024)
def _scene_on(lines: tuple[ContactLine, ...], news: tuple[News, ...], days: DayRange | None) -> Scene | None:
    day = days and (days.latest or days.earliest)
    if not day:
        return None
    line = line_on(lines, days)
    known = frozenset[str]().union(*(one.places for one in news if one.day - BEFORE <= day <= one.day + AFTER))
    return _scene(line, known) if line is not None or known else None


@functools.lru_cache(maxsize=1024)  # days of one scene share what is kept under it
def _scene(line: ContactLine | None, news: frozenset[str]) -> Scene:
    return Scene(line, news)
