"""What a time expression says before it is placed: symbolic values that ``resolve`` puts on the calendar.

The rule that must not be broken: a value holds only what the words say; nothing in it depends on the day of publication.
Names of units, parts of day and references are those of TIMEX3 (TimeML 1.2.1 annotation guidelines).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TOLD = "TOLD"  # the reference of words for the time that a story is at: its present in a narrative, the past in news
REPORTED = -1  # the ``quarter`` of "the 1988 quarter": like the one that the report is on
BEFORE_LAST = -10  # the value of words for "the one before the last" among those for "last" (-1) and "previous" (-2)


class Origin(StrEnum):
    """From which day a shift is counted: when the report speaks, the time last spoken of, what the whole report is about, the start of the war."""

    SPEECH = "speech"
    FOCUS = "focus"
    TOPIC = "topic"
    WAR = "war"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A date by the parts that are written; what is ``None`` is taken from the context.

    ``which`` is the last, this or the next such day (``BEFORE_LAST`` the one before the last); ``eve`` says that it is the night before the day,
    ``overnight`` the night from the day to the next, ``week`` the week that holds it; ``nth`` is which of the month's weekdays
    (-1 the last); ``republican`` is the year (``None`` where it is not written) and the month of the French Republican calendar.
    """

    before_christ: bool = False
    century: int | None = None
    decade: int | None = None
    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    season: str | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    weekend: bool = False
    part: str | None = None
    clock: str | None = None
    zone: int | None = None
    holiday: str | None = None
    nth: int | None = None
    which: int | None = None
    eve: bool = False
    overnight: bool = False
    week: bool = False
    republican: tuple[int | None, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """So many units before or after an origin ("last week", "two days later"), narrowed by ``part`` or ``then``.

    ``amount`` is ``None`` when the words give no number ("days later"); ``sign`` then says the direction. ``most`` is the
    greater amount of "two or three days ago"; ``of_unit`` the unit that is moved where it is not the one counted: the month of "ten years ago this month".
    """

    unit: str
    amount: float | None
    sign: int
    origin: Origin
    counted: bool = False
    most: float | None = None
    part: str | None = None
    of_unit: str | None = None
    then: Calendar | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A stretch of so many units, with no place on the calendar."""

    amount: float | None
    unit: str
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The stretch that ends (``sign`` -1) or begins (+1) at the origin: "the past 24 hours", "the next few days".

    ``is_counted_in`` says that the origin's own unit is one of them: "for the third day in a row".
    """

    amount: float | None
    unit: str
    sign: int
    origin: Origin = Origin.SPEECH
    is_counted_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """``amount`` units of ``whole``: the ``first``-th such stretch of it, or the last one (-1)."""

    amount: float
    unit: str
    first: int
    whole: Calendar | Shift


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A set of times; ``timex`` is its TIMEX3 value."""

    timex: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """``PAST_REF``, ``PRESENT_REF`` or ``FUTURE_REF``."""

    timex: str


Value = Calendar | Shift | Length | Window | Portion | Repeat | Reference
