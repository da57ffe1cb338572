"""The day in a page's address: /2022/05/15/, 2022-05-15, 05-15-22, and the moment that the number of a post holds.

The rule that must not be broken: an address is evidence, not the answer; who reads it gives it a day's slack and holds it against the text.
The numbers of posts are "snowflakes": their upper bits count milliseconds from a fixed moment (Twitter Engineering, "Announcing Snowflake", 2010).
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from reportedly.core.day_range import DayRange

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_ADDRESS = 2_000  # characters: longer ones carry data, not a path
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PATTERNS = (
    re.compile(rf"(?<!\d){_YEAR}(?P<mark>[/_-])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)(?!\d)"),
    re.compile(rf"/{_YEAR}/(?P<name>[a-z]{{3}})[a-z]*/(?P<day>\d\d?)(?=/|$)"),
    re.compile(rf"(?<!\d){_YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)"),
    re.compile(rf"(?<!\d)(?P<day>[0-3]\d)(?P<mark>[_-])(?P<month>[01]\d)(?P=mark){_YEAR}(?!\d)"),
    # With two figures for the year the order is the American one.
    re.compile(r"(?<!\d)(?<!\d-)(?P<month>[01]\d)-(?P<day>[0-3]\d)-(?P<short>\d\d)(?!-?\d)"),
)
_MONTH = re.compile(rf"/{_YEAR}/(?P<month>[01]?\d)/")
_POST = re.compile(r"/status(?:es)?/(?P<number>\d{15,20})(?!\d)")
_POST_HOSTS = frozenset({"twitter.com", "x.com"})
_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657_000, tzinfo=UTC)  # the moment that the numbers of posts are counted from
_SEQUENCE_BITS = 22


class AddressDay(NamedTuple):
    """The days that an address names, and the part of it that does."""

    days: DayRange
    text: str


def day_of_address(address: str | None) -> AddressDay | None:
    """The day, else the month, in the address's path; ``None`` where it names none, or several.

    >>> day_of_address("https://courier.example/2031/05/15/mill-burns").days.day
    datetime.date(2031, 5, 15)
    >>> day_of_address("https://courier.example/news/20315") is None
    True
    """
    if not address or len(address) > MAX_ADDRESS:
        return None
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("mobile.")
    except ValueError:  # a bracket out of place
        return None
    path = parts.path.lower()
    if host in _POST_HOSTS:
        return _of_post(path)
    found = {day.days: day for day in _written(path)}
    if len(found) == 1:
        return next(iter(found.values()))
    return _month(path) if not found else None


def _of_post(path: str) -> AddressDay | None:
    match = _POST.search(path)
    if match is None:
        return None
    try:
        moment = _EPOCH + timedelta(milliseconds=int(match["number"]) >> _SEQUENCE_BITS)
    except OverflowError:
        return None
    return AddressDay(DayRange.on(moment.date()), match["number"])


def _written(path: str) -> Iterator[AddressDay]:
    """Every day in the path; a stretch of it read one way is not read another."""
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(path):
            parts = match.groupdict()
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            month = _MONTHS.get(parts.get("name") or "", 0) or int(parts.get("month") or 0)
            year = int(parts.get("year") or 2000 + int(parts.get("short") or 0))
            try:
                day = date(year, month, int(parts["day"] or 0))
            except ValueError:
                continue
            taken.append(match.span())
            yield AddressDay(DayRange.on(day), match.group().strip("/"))


def _month(path: str) -> AddressDay | None:
    match = _MONTH.search(path)
    if match is None or not 1 <= int(match["month"]) <= len(_MONTHS):
        return None
    year, month = int(match["year"]), int(match["month"])
    return AddressDay(DayRange(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])), match.group().strip("/"))
