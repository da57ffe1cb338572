"""What is known at a point of the text, and what it means to be placed: the records that placing works on.

The rule that must not be broken: a stretch that is not known is open; nothing here fills it in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.day_range import DayRange
from reportedly.core.records import DayBasis, DayKind
from reportedly.days.timex import days_of, unit_timex
from reportedly.days.values import Calendar, Origin

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from reportedly.days.zones import Home

_DAY_UNITS = frozenset({"D", "TH", "TM", "TS"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """The stretch of time last spoken of: its value, days, unit and the mention it came from."""

    timex: str
    days: DayRange
    unit: str
    mention: str | None


@dataclass(slots=True, kw_only=True)
class Context:
    """What is known where an expression stands. ``speech`` is when the report speaks; open when that is not known.

    ``narrative`` says that the text tells of days long before it was written, so that relative words count from the focus.
    ``told`` is the stretch that the title names, ``ahead`` the date that this one is joined to, ``dated`` the last day or month told of,
    ``span`` the stretch from one date to another ("from May 1940 to March 1941") when that was just spoken of,
    ``home`` the time that the war's country keeps, ``coming`` the next date of the text that is written with its year,
    ``left`` the day or month told of before a written date that lies earlier,
    ``before_christ`` the year where the story stands before the year 1,
    ``aside`` the sentence of a written year that the dates before and after it do not go along with, while it is what was last spoken of.
    """

    speech: DayRange
    narrative: bool
    war: DayRange
    war_anchor: str | None
    focus: Focus | None = None
    ahead: Calendar | None = None
    first_year: int | None = None
    dated: Focus | None = None
    told: DayRange | None = None
    quarter: Focus | None = None
    span: Focus | None = None
    home: Home | None = None
    coming: DayRange | None = None
    before_christ: int | None = None
    left: Focus | None = None
    aside: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A value on the calendar. ``unit`` is how fine it is; ``None`` where it cannot be counted from."""

    timex: str | None
    days: DayRange
    kind: DayKind
    basis: DayBasis
    why: str
    anchor: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The days counted from (``None``: not known), the unit they were given in, their name in words, the mention they come from."""

    days: DayRange | None
    unit: str
    source: str
    mention: str | None
    basis: DayBasis


def unresolved(why: str, timex: str | None = None, kind: DayKind = DayKind.VAGUE) -> Placed:
    """Not placed, and why."""
    return Placed(timex=timex, days=DayRange(), kind=kind, basis=DayBasis.UNRESOLVED, why=why)


def on(timex: str, unit: str, basis: DayBasis, why: str, anchor: str | None = None) -> Placed:
    """A value that names its own days."""
    days = days_of(timex)
    return Placed(timex=timex, days=days, kind=DayKind.DAY if unit == "D" else DayKind.SPAN, basis=basis, why=why, anchor=anchor, unit=unit)


def each(days: DayRange, move: Callable[[date], date]) -> DayRange:
    """The hull of where the two ends of a known stretch go."""
    assert days.earliest is not None
    assert days.latest is not None
    ends = sorted((move(days.earliest), move(days.latest)))
    return DayRange(ends[0], ends[1])


def relative(days: DayRange, unit: str, basis: DayBasis, why: str, anchor: str | None, time: str = "") -> Placed:
    """The stretch of the unit that holds the days; a value only where both ends give the same one."""
    assert days.earliest is not None
    assert days.latest is not None
    first, last = unit_timex(days.earliest, unit), unit_timex(days.latest, unit)
    if unit == "SEASON":
        first = last = unit_timex(days.earliest, "M")
    whole = days if unit in _DAY_UNITS else days_of(first).hull(days_of(last))
    kind = DayKind.DAY if unit in _DAY_UNITS else DayKind.SPAN
    return Placed(
        timex=first + time if first == last else None, days=whole, kind=kind, basis=basis, why=why, anchor=anchor, unit="D" if unit in _DAY_UNITS else unit
    )


def base_of(origin: Origin, context: Context) -> Base:
    """What an expression of this origin is counted from."""
    if origin is Origin.WAR:
        days = context.war if context.war.width else None
        return Base(days=days, unit="D", source="the start of the war", mention=context.war_anchor, basis=DayBasis.ANCHOR)
    if context.narrative or origin is Origin.FOCUS:
        focus, source = context.focus, "the time last spoken of"
        if focus is None or not focus.days.width:
            return Base(days=None, unit="D", source=source, mention=None, basis=DayBasis.UNRESOLVED)
        return Base(days=focus.days, unit=focus.unit, source=source, mention=focus.mention, basis=DayBasis.ANCHOR)
    days = context.speech if context.speech.width else None
    return Base(days=days, unit="D", source="the day of publication", mention=None, basis=DayBasis.PUBLISHED)
