"""Calendar days as pages write them beside a headline: 2024-05-31, 31.05.2024, May 31, 2024, 31 мая 2024.

The rule that must not be broken: a day is read only where day, month and year are all written; a number alone is never a year.
The days that an article speaks of are the business of ``reportedly.days``; this is only for the page's own date line.
"""

from __future__ import annotations

import functools
import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.pages.phrases import Phrases

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WITH_YEAR = re.compile(r"(?:19|20)\d\d|\d\s?[./-]\s?\d\d(?!\d)")
_ISO = re.compile(rf"(?<!\d){_YEAR}[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)")
_NUMBERS = re.compile(r"(?<![\d.,/])(?P<first>\d\d?)\s?(?P<mark>[./-])\s?(?P<second>\d\d?)\s?(?P=mark)\s?(?P<year>(?:19|20)\d\d|\d\d)(?![\d])")
_IDEOGRAPHS = re.compile(rf"{_YEAR}\s?[年년]\s?(?P<month>\d\d?)\s?[月월]\s?(?P<day>\d\d?)\s?[日일]")


class WrittenDay(NamedTuple):
    """A day with its offsets in the line it stands in."""

    start: int
    end: int
    day: date


def find_written_days(line: str, phrases: Phrases, *, month_first: bool = False) -> tuple[WrittenDay, ...]:
    """Days written out in the line, in order. ``month_first`` decides 05/06/2024, which otherwise is the fifth of June."""
    if not _WITH_YEAR.search(line):
        return ()
    found = [*_numeric(line, month_first=month_first), *_named(line, phrases)]
    return tuple(sorted(set(found)))


def _numeric(line: str, *, month_first: bool) -> Iterator[WrittenDay]:
    for pattern in (_ISO, _IDEOGRAPHS):
        for match in pattern.finditer(line):
            yield from _day(match, int(match["year"]), int(match["month"]), int(match["day"]))
    for match in _NUMBERS.finditer(line):
        first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
        if match["mark"] != "/" and len(match["year"]) == 2 and match["mark"] == "-":
            continue
        swap = second > 12 or (month_first and match["mark"] == "/" and first <= 12)
        day, month = (second, first) if swap else (first, second)
        yield from _day(match, year if year > 99 else 2000 + year, month, day)


def _named(line: str, phrases: Phrases) -> Iterator[WrittenDay]:
    folded = line.casefold()
    if len(folded) != len(line):
        folded = line.lower()
    if len(folded) != len(line):
        return
    for pattern in _month_patterns(phrases):
        for match in pattern.finditer(folded):
            yield from _day(match, int(match["year"]), phrases.months[match["month"]], int(match["day"]))


@functools.cache
def _month_patterns(phrases: Phrases) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(re.escape(name) for name in sorted(phrases.months, key=lambda name: (-len(name), name)))
    month = rf"(?P<month>{names})\b\.?"
    day = r"(?<!\d)(?P<day>\d\d?)(?:st|nd|rd|th|er|º|°|ª|-го|\.)?"
    between = r"[\s,/-]{1,3}(?:(?:de|del|of|the|d')\s{1,2})?"
    return (
        re.compile(rf"{day}{between}{month}{between}{_YEAR}(?!\d)"),
        re.compile(rf"\b{month}{between}{day},?\s{{0,2}}(?:at\s|,)?\s{{0,2}}{_YEAR}(?!\d)"),
    )


def _day(match: re.Match[str], year: int, month: int, day: int) -> Iterator[WrittenDay]:
    try:
        yield WrittenDay(match.start(), match.end(), date(year, month, day))
    except ValueError:
        return
