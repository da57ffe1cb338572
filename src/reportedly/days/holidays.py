"""Days known by name, in a given year.

The rule that must not be broken: a name whose rule is not known gives ``None``.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta


def holiday_on(rule: str, year: int) -> date | None:
    """The day of the rule in the year: ``12-25`` fixed, ``11-4-4`` the 4th Thursday of November, ``easter-2``, ``orthodox``; else ``None``."""
    if match := re.fullmatch(r"(\d\d)-(\d\d)", rule):
        return date(year, int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d\d?)-(\d)-(\d)", rule):
        month, number, weekday = (int(part) for part in match.groups())
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    if match := re.fullmatch(r"easter([+-]\d+)?", rule):
        return _easter(year) + timedelta(days=int(match[1] or 0))
    if match := re.fullmatch(r"orthodox([+-]\d+)?", rule):
        return _orthodox_easter(year) + timedelta(days=int(match[1] or 0))
    if rule == "memorial":  # the last Monday of May
        last = date(year, 5, calendar.monthrange(year, 5)[1])
        return last - timedelta(days=last.weekday())
    return None


def _easter(year: int) -> date:
    """Western Easter: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    return date(year, month, (h + m - 7 * n + 33 * month + 19) % 32)


def _orthodox_easter(year: int) -> date:
    """Orthodox Easter: Meeus's Julian computus, moved to the Gregorian calendar (13 days in 1900–2099)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)
