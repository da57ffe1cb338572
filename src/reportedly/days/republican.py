"""Dates of the French Republican calendar ("9 Thermidor, Year II"), which histories write beside ours.

A year began on the day of the autumn equinox in Paris and had twelve months of thirty days and five or six days more (decree of the
Convention of 4 Frimaire II, 24 November 1793); the calendar was kept to 31 December 1805. Beginnings of years are those that were kept.

The rule that must not be broken: only the fourteen years in which the calendar was kept have days here.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from reportedly.core.records import DayBasis
from reportedly.days.context import Placed, on, unresolved

if TYPE_CHECKING:
    from reportedly.core.day_range import DayRange
    from reportedly.days.context import Focus
    from reportedly.days.values import Calendar

# The day of September on which each of the years I to XIV began; Year I was that of 1792.
_BEGINS = (22, 22, 22, 23, 22, 22, 22, 23, 23, 23, 23, 24, 23, 23)
_FIRST_YEAR = 1792
_DAYS_IN_MONTH = 30
_LAST_DAY = date(1805, 12, 31)


def republican_day(year: int, month: int, day: int) -> date | None:
    """The day of our calendar; ``None`` outside the years in which the calendar was kept.

    >>> republican_day(2, 11, 9)
    datetime.date(1794, 7, 27)
    """
    if not (1 <= year <= len(_BEGINS) and 1 <= month <= 12 and 1 <= day <= _DAYS_IN_MONTH):
        return None
    begins = date(_FIRST_YEAR + year - 1, 9, _BEGINS[year - 1])
    found = begins + timedelta(days=(month - 1) * _DAYS_IN_MONTH + day - 1)
    return found if found <= _LAST_DAY else None


def place_republican(value: Calendar, beside: DayRange, told: Focus | None) -> Placed:
    """The date's day: by its own year, else the one nearest to the date ``beside`` it in brackets, else to the time last spoken of."""
    year, month = value.republican or (None, 0)
    day = value.day or 0
    if year is not None:
        found = republican_day(year, month, day)
        return _on(found, DayBasis.WRITTEN, "a date of the Republican calendar as written") if found else unresolved("no such day of the Republican calendar")
    near = beside.earliest or (told.days.earliest if told is not None else None)
    days = [each for number in range(1, len(_BEGINS) + 1) if (each := republican_day(number, month, day))]
    if near is None or not days:
        return unresolved("a date of the Republican calendar without its year, and no day is told of beside it")
    source = "the date in brackets" if beside.earliest else "the time last spoken of"
    mention = told.mention if told is not None and not beside.earliest else None
    last = near if beside.earliest or told is None else told.days.latest or near
    nearest = min(days, key=lambda each: max((near - each).days, (each - last).days, 0))
    return _on(nearest, DayBasis.ANCHOR, f"a date of the Republican calendar without its year; the one nearest to {source} ({near})", mention)


def _on(day: date, basis: DayBasis, why: str, mention: str | None = None) -> Placed:
    return on(day.isoformat(), "D", basis, why, mention)
