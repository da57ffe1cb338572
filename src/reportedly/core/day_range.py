"""Stretches of calendar days: the only kind of time the engine reasons about.

The rule that must not be broken: a range is never empty; both ends are inclusive, ``None`` is open or not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class DayRange:
    """``earliest``..``latest``, both inclusive; ``None`` is an open end.

    >>> str(DayRange(date(2022, 9, 30), date(2022, 10, 1)))
    '2022-09-30..2022-10-01'
    """

    earliest: date | None = None
    latest: date | None = None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            message = f"a day range must not end before it starts, got {self.earliest}..{self.latest}"
            raise ValueError(message)

    @classmethod
    def on(cls, day: date) -> DayRange:
        """The one day."""
        return cls(day, day)

    @property
    def is_open(self) -> bool:
        """True when neither end is known."""
        return self.earliest is None and self.latest is None

    @property
    def day(self) -> date | None:
        """The day, when the range is exactly one."""
        return self.earliest if self.earliest == self.latest else None

    @property
    def width(self) -> int | None:
        """Number of days in the range; ``None`` when an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    def __and__(self, other: DayRange) -> DayRange | None:
        """The days in both ranges, or ``None`` when there are none."""
        earliest = max((day for day in (self.earliest, other.earliest) if day), default=None)
        latest = min((day for day in (self.latest, other.latest) if day), default=None)
        return None if earliest and latest and earliest > latest else DayRange(earliest, latest)

    def hull(self, other: DayRange) -> DayRange:
        """The smallest range that holds both."""
        earliest = None if self.earliest is None or other.earliest is None else min(self.earliest, other.earliest)
        latest = None if self.latest is None or other.latest is None else max(self.latest, other.latest)
        return DayRange(earliest, latest)

    def contains(self, other: DayRange) -> bool:
        """True when every day of ``other`` is in this range."""
        return (self & other) == other

    def shift(self, days: int) -> DayRange:
        """The range moved by so many days; an end that would leave the calendar stays open."""
        return DayRange(_shifted(self.earliest, days), _shifted(self.latest, days))

    def __str__(self) -> str:
        earliest = self.earliest.isoformat() if self.earliest else ""
        latest = self.latest.isoformat() if self.latest else ""
        return earliest if self.day else f"{earliest}..{latest}"


def _shifted(day: date | None, days: int) -> date | None:
    if day is None:
        return None
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
