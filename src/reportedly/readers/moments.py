"""Days and moments as containers write them: ISO, RFC 5322, epoch seconds, digits in a row, English words, numbers with slashes.

The rule that must not be broken: a day that can be read in two ways is not known, and neither is one that stands for "no day" (1970-01-01) or
cannot be (before the World Wide Web, after 2090).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from reportedly.core.records import Issue

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2090, 1, 1)
_EPOCH = re.compile(r"[+-]?\d{9,10}(?:\.\d+)?|\d{12,13}")
_ROW = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:\D.*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?:\D.*)?")
_MONTHS = {name: number for number, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1)}
_WORDS = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(?:(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?|([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?),?\s+(\d{4})(?:\D.*)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FoundDay:
    """The calendar day as written, or an issue that says why there is none; neither for an empty value."""

    day: date | None = None
    issues: tuple[Issue, ...] = ()


def find_day(written: str | None, *, day_first: bool | None = None) -> FoundDay:
    """The calendar day in these words, in the writer's own zone.

    >>> find_day("Sat, 01 Oct 2022 00:30:00 +0300").day, find_day("1664582400").day, find_day("13/04/2022").day
    (datetime.date(2022, 10, 1), datetime.date(2022, 10, 1), datetime.date(2022, 4, 13))
    >>> find_day("03/04/2022").issues[0].code
    'published-unclear'
    """
    text = (written or "").strip()[:100]
    if not text:
        return FoundDay()
    try:
        day = _find(text, day_first=day_first)
    except (ValueError, TypeError, OverflowError, OSError, IndexError):
        day = None
    if day is None:
        message = f"expected a day such as 2022-10-01, found {text[:60]!r}, which cannot be read or can be read in two ways; the day is left open"
        return FoundDay(None, (Issue(code="published-unclear", message=message),))
    return check_day(day)


def check_day(day: date) -> FoundDay:
    """The day, if a report can be of it."""
    if FIRST_DAY <= day < LAST_DAY:
        return FoundDay(day)
    message = f"expected a day of publication from {FIRST_DAY.year} to {LAST_DAY.year - 1}, found {day}; the day is left open"
    return FoundDay(None, (Issue(code="published-implausible", message=message),))


def find_moment(written: str | None) -> datetime | None:
    """The moment in these words in UTC, ``None`` where they give none. What names no zone is taken for UTC."""
    text = (written or "").strip()
    try:
        moment = parsedate_to_datetime(text) if "," in text[:5] or ":" not in text else datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _find(text: str, *, day_first: bool | None) -> date | None:
    if _EPOCH.fullmatch(text):
        number = float(text)
        return datetime.fromtimestamp(number / 1000 if number > 1e11 else number, tz=UTC).date()
    if match := _ROW.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_FIRST.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(text):
        return _of_numbers(int(match[1]), int(match[2]), int(match[3]), day_first=day_first if "." not in text[:6] else True)
    if match := _WORDS.fullmatch(text):
        month = _MONTHS.get((match[2] or match[3])[:3].lower())
        return date(int(match[5]), month, int(match[1] or match[4])) if month else None
    return parsedate_to_datetime(text).date()


def _of_numbers(first: int, second: int, year: int, *, day_first: bool | None) -> date | None:
    """Day and month in numbers: told by the one that is no month, else by the caller. With full stops the day comes first everywhere."""
    if first > 12 or second > 12 or first == second:
        day_first = first > 12 or first == second
    if day_first is None:
        return None
    return date(year, second, first) if day_first else date(year, first, second)
