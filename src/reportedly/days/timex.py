"""TIMEX3 values and the calendar days they stand for (TimeML annotation guidelines 1.2.1; ISO 8601 weeks).

The rule that must not be broken: a value that names no one stretch of calendar days gives an open range, never a guess.
"""

from __future__ import annotations

import calendar
import re
from datetime import MAXYEAR, date, timedelta

from reportedly.core.day_range import DayRange

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?\Z")
_MONTH = re.compile(r"(\d{4})-(\d\d)\Z")
_YEARS = re.compile(r"(\d{2,4})\Z")
_PART_OF_YEAR = re.compile(r"(\d{4})-([QH])([1-4])\Z")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?\Z")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)\Z")
# Meteorological seasons of the northern hemisphere: first month, number of months. TIMEX3's winter of a year is taken as the one that begins in it.
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def days_of(timex: str) -> DayRange:
    """The days a TIMEX3 date value names; open for durations, sets, references and values with unfilled parts.

    >>> str(days_of("2022-W39"))
    '2022-09-26..2022-10-02'
    """
    try:
        return _days_of(timex)
    except (ValueError, OverflowError):
        return DayRange()


def _days_of(timex: str) -> DayRange:  # noqa: PLR0911  one return a form of value
    if match := _DAY.match(timex):
        return DayRange.on(date(int(match[1]), int(match[2]), int(match[3])))
    if match := _MONTH.match(timex):
        return months(int(match[1]), int(match[2]), 1)
    if match := _YEARS.match(timex):
        span = 10 ** (4 - len(match[1]))
        first = int(match[1]) * span
        return DayRange(date(first, 1, 1), date(first + span - 1, 12, 31))
    if match := _PART_OF_YEAR.match(timex):
        size = 3 if match[2] == "Q" else 6
        return months(int(match[1]), (int(match[3]) - 1) * size + 1, size)
    if match := _WEEK.match(timex):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return DayRange(monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6))
    if match := _SEASON.match(timex):
        return months(int(match[1]), SEASON_MONTHS[match[2]], 3)
    return DayRange()


def months(year: int, month: int, count: int) -> DayRange:
    """``count`` whole months from the first of ``month``; raises ``ValueError`` for a month that is none."""
    first = date(year, month, 1)
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    return DayRange(first, date(last_year, last_month + 1, calendar.monthrange(last_year, last_month + 1)[1]))


def add_months(day: date, count: int) -> date:
    """The same day of the month ``count`` months on, or the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 1 <= year <= MAXYEAR:
        raise OverflowError(f"expected a year from 1 to {MAXYEAR}, found {year}")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift_day(day: date, unit: str, amount: int) -> date:
    """``day`` moved by ``amount`` units; raises ``OverflowError`` past the calendar's ends. Units shorter than a day do not move it."""
    if unit in _MONTHS_IN:
        return add_months(day, _MONTHS_IN[unit] * amount)
    return day + timedelta(days=_DAYS_IN.get(unit, 0) * amount)


# From fine to coarse: a day cannot be counted from a month.
UNIT_ORDER = {"TS": 0, "TM": 0, "TH": 0, "D": 0, "W": 1, "WE": 1, "FN": 1, "M": 2, "SEASON": 3, "Q": 3, "H": 3, "Y": 4, "DE": 5, "CE": 6}
_MONTHS_IN = {"M": 1, "Q": 3, "H": 6, "Y": 12, "SEASON": 12, "DE": 120, "CE": 1200}
_DAYS_IN = {"D": 1, "W": 7, "WE": 7, "FN": 14}


def unit_timex(day: date, unit: str) -> str:
    """The value of the unit that holds ``day``: ``2022-W39`` for a week, ``2022-10`` for a month, the day for shorter units."""
    if unit in {"W", "FN", "WE"}:
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    return {
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "H": f"{day.year:04d}-H{(day.month + 5) // 6}",
        "Y": f"{day.year:04d}",
        "DE": f"{day.year // 10:03d}",
        "CE": f"{day.year // 100:02d}",
    }.get(unit, day.isoformat())


def length_timex(amount: float | None, unit: str, minutes: int = 0) -> str:
    """``P7M``, ``PT24H``, ``PXD`` where the number is not given. Decades and centuries are given in years, a year and a half in months."""
    if unit in {"DE", "CE"}:
        amount, unit = (None if amount is None else amount * (10 if unit == "DE" else 100)), "Y"
    if unit == "FN":
        amount, unit = (None if amount is None else amount * 2), "W"
    number = "X" if amount is None else f"{amount:g}" if amount % 1 else f"{amount:.0f}"
    if unit == "TH" and amount == 0 and minutes:
        return f"PT{minutes}M"
    if unit in {"TH", "TM", "TS"}:
        return f"PT{number}{unit[1]}" + (f"{minutes}{'M' if unit == 'TH' else 'S'}" if minutes else "")
    if amount is not None and amount % 1 == 0.5 and unit == "Y":
        return f"P{int(amount)}Y6M" if amount >= 2 else f"P{12 * amount:g}M"
    return f"P{number}{ {'WE': 'W', 'H': 'X', 'SEASON': 'X'}.get(unit, unit) }"


def unfilled_timex(days: DayRange, unit: str) -> str | None:
    """The value of one day or week somewhere in the stretch, as far as it is known: ``2031-03-XX``, ``2031-XX-XX``, ``2031-WXX``; ``None`` across two years."""
    first, last = days.earliest, days.latest
    if first is None or last is None or first.year != last.year or unit not in {"D", "W"}:
        return None
    if unit == "W":
        return f"{first.year:04d}-WXX"
    return f"{first.year:04d}-{first.month:02d}-XX" if first.month == last.month else f"{first.year:04d}-XX-XX"
