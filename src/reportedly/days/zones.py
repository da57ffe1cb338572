"""Clock times of named zones on the calendar of the war: near midnight the day changes with the zone.

The rule that must not be broken: the written value stays; only the days move, and the reason says from what to what.
Summer time is that of the European Union: from the last Sunday of March to the last Sunday of October (Directive 2000/84/EC).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.day_range import DayRange

if TYPE_CHECKING:
    from reportedly.days.context import Placed
    from reportedly.days.values import Calendar


class Home(NamedTuple):
    """The time that the pack's reports keep: hours from UTC in winter, and whether clocks go forward in summer."""

    hours: int
    summer_time: bool

    def on(self, day: date) -> int:
        """Hours from UTC on that day."""
        return self.hours + (self.summer_time and last_sunday(day.year, 3) <= day < last_sunday(day.year, 10))


def last_sunday(year: int, month: int) -> date:
    """The last Sunday of a month of 31 days.

    >>> str(last_sunday(2022, 10))
    '2022-10-30'
    """
    last = date(year, month, 31)
    return last - timedelta(days=last.isoweekday() % 7)


def in_home_time(placed: Placed, value: Calendar, home: Home | None) -> Placed:
    """The day by the pack's own time; unchanged where no zone is written, it is the pack's own, or the day stays the same.

    Zones west of UTC are left as they are: who writes "5 p.m. EST" mostly tells of what happened there, not in the war's country.
    """
    day = placed.days.earliest
    if home is None or value.zone is None or value.zone == home.hours or value.zone < 0 or value.clock is None or day is None or placed.days.width != 1:
        return placed
    hour, minute = (int(part) for part in value.clock.split(":"))
    written = datetime(day.year, day.month, day.day) + timedelta(hours=hour, minutes=minute)  # noqa: DTZ001  the zone is the value's own
    local = written + timedelta(hours=home.on(day) - value.zone)
    if local.date() == day:
        return placed
    why = f"{placed.why}; {value.clock} at UTC{value.zone:+d} is {local:%H:%M} of {local.date()} at UTC{home.on(day):+d}, the time of the war's country"
    return replace(placed, days=DayRange.on(local.date()), why=why)
