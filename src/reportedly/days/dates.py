"""Placing written dates: from their parts, with what is missing taken from the context.

The rule that must not be broken: a part that is neither written nor known from the context leaves the date open, with the reason.
"""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reportedly.core.day_range import DayRange
from reportedly.core.records import DayBasis, DayKind
from reportedly.days.context import Placed, base_of, each, on, relative, unresolved
from reportedly.days.holidays import holiday_on
from reportedly.days.tense import Tense
from reportedly.days.timex import days_of
from reportedly.days.values import REPORTED, Origin
from reportedly.days.years import THAT, against, year_of
from reportedly.days.zones import in_home_time

if TYPE_CHECKING:
    from reportedly.days.context import Context
    from reportedly.days.find import TimeExpression
    from reportedly.days.values import Calendar


def place_date(value: Calendar, expression: TimeExpression, context: Context) -> Placed:
    """The days of a date by its parts, and of a clock time by its zone."""
    return in_home_time(_place(value, expression, context), value, context.home)


def _place(value: Calendar, expression: TimeExpression, context: Context) -> Placed:  # noqa: PLR0911  one return a shape of date
    if value.before_christ:
        return _before_christ(value)
    if value.year is None and (value.month or value.season) and (era := _era_year(context)) is not None:
        return _before_christ(replace(value, year=era))
    whole = _whole(value)
    if whole is not None:
        return _half_of_decade(on(*whole, DayBasis.WRITTEN, "as written"), value)
    if value.holiday:
        return _with_week_or_part(_holiday(value, expression, context), value)
    if value.quarter:
        return _quarter(value, expression, context)
    if value.weekday and value.day is None and value.month is None:
        return _weekday(value, expression, context)
    if value.day is None and value.month is None and value.season is None and value.year is None:
        return _clock(value, expression, context)
    return _in_year(_with_month(value, context), expression, context)


def _whole(value: Calendar) -> tuple[str, str] | None:
    """(value, unit) of a century, decade or half-year; these need no context."""
    if value.century is not None:
        return f"{value.century:02d}", "CE"
    if value.decade is not None:
        return f"{value.decade:03d}", "DE"
    if value.half and value.year and not value.month:
        return f"{value.year:04d}-H{value.half}", "H"
    return None


def _with_month(value: Calendar, context: Context) -> Calendar:
    """A bare day takes the month of the date it is joined to ("28 to 30 May"), the one before it when the days run over ("28 to 3 May")."""
    ahead = context.ahead
    if value.day is None or value.month is not None or ahead is None or ahead.month is None or ahead.day is None:
        return value
    return replace(value, month=(ahead.month - 2) % 12 + 1 if value.day > ahead.day else ahead.month)


def _in_year(value: Calendar, expression: TimeExpression, context: Context) -> Placed:  # noqa: PLR0911  one return a shape of date
    year, basis, why, mention = year_of(value, expression, context)
    if year is None:
        return unresolved(why, _unfilled(value))
    if value.season:
        return on(f"{year:04d}-{value.season}", "SEASON", basis, why, mention)
    month = value.month
    if month is None and value.day is not None:
        if context.focus is None or context.focus.days.earliest is None:
            return unresolved("no month was named before this day", f"XXXX-XX-{value.day:02d}")
        month, mention = context.focus.days.earliest.month, context.focus.mention
    if month is None:
        return on(f"{year:04d}", "Y", basis, why, mention)
    if value.day is None:
        placed = on(f"{year:04d}-{month:02d}", "M", basis, why, mention)
        return _in_month(placed, value, year, month)
    placed = on(date(year, month, value.day).isoformat() + time_of(value), "D", basis, why, mention)
    if value.week:
        return relative(placed.days, "W", basis, f"{why}; the week that holds that day", mention)
    if value.eve:
        return _night_before(placed)
    if value.overnight:
        return replace(placed, days=DayRange(placed.days.earliest, placed.days.shift(1).latest), why=f"{why}; the night from that day to the next")
    return placed


def _in_month(placed: Placed, value: Calendar, year: int, month: int) -> Placed:
    """The month, its half, or the weekday of it: "the first Sunday of October" (-1: the last); raises ``ValueError`` where the month has no such day."""
    if value.half:
        return _half_of_month(placed, value.half)
    if value.nth is None or value.weekday is None:
        return placed
    last = calendar.monthrange(year, month)[1]
    days = [day for day in range(1, last + 1) if date(year, month, day).isoweekday() == value.weekday]
    if value.nth > len(days):
        raise ValueError(f"expected a weekday that {placed.timex} has {value.nth} of, found {len(days)}")
    day = date(year, month, days[value.nth if value.nth < 0 else value.nth - 1])
    return on(day.isoformat(), "D", placed.basis, f"the weekday of {placed.timex}: {placed.why}", placed.anchor)


def _half_of_month(placed: Placed, half: int) -> Placed:
    first, last = placed.days.earliest, placed.days.latest
    assert first is not None
    days = DayRange(first, first.replace(day=_MIDDLE)) if half == 1 else DayRange(first.replace(day=_MIDDLE + 1), last)
    return replace(placed, days=days, why=f"{placed.why}; the {'first' if half == 1 else 'second'} half of it")


_MIDDLE = 15  # day of the month


def _half_of_decade(placed: Placed, value: Calendar) -> Placed:
    first, last = placed.days.earliest, placed.days.latest
    if value.decade is None or value.half is None or first is None or last is None:
        return placed
    days = DayRange(first, date(first.year + 4, 12, 31)) if value.half == 1 else DayRange(date(first.year + 5, 1, 1), last)
    return replace(placed, days=days, why=f"{placed.why}; the {'first' if value.half == 1 else 'second'} half of it")


def _night_before(placed: Placed) -> Placed:
    return replace(placed, days=DayRange(placed.days.shift(-1).earliest, placed.days.latest), why=f"{placed.why}; the night before that day")


def _unfilled(value: Calendar) -> str:
    if value.season:
        return f"XXXX-{value.season}"
    month = f"{value.month:02d}" if value.month else "XX"
    return f"XXXX-{month}" if value.day is None else f"XXXX-{month}-{value.day:02d}"


def time_of(value: Calendar) -> str:
    """The part of day or clock time, as TIMEX3 writes it after the day; "" where there is none."""
    if value.clock:
        return f"T{value.clock}"
    return value.part or ""


def _before_christ(value: Calendar) -> Placed:
    timex = f"BC{value.year:04d}" if value.year is not None else f"BC{value.decade:03d}" if value.decade is not None else f"BC{value.century:02d}"
    if value.season:
        timex += f"-{value.season}"
    elif value.month:
        timex += f"-{value.month:02d}" + (f"-{value.day:02d}" if value.day else "")
    return Placed(timex=timex, days=DayRange(), kind=DayKind.SPAN, basis=DayBasis.WRITTEN, why="before the year 1: no day of this calendar", unit=None)


def _era_year(context: Context) -> int | None:
    """The year before Christ of a date that is written without one: that of the date it is joined to, or where the story stands."""
    if context.ahead is not None and context.ahead.year is not None:
        return context.ahead.year if context.ahead.before_christ else None
    return context.before_christ if context.narrative else None


def _quarter(value: Calendar, expression: TimeExpression, context: Context) -> Placed:
    if value.year and value.quarter == REPORTED:
        if context.quarter is None:
            return on(f"{value.year:04d}", "Y", DayBasis.WRITTEN, "some quarter of that year")
        return on(f"{value.year:04d}{context.quarter.timex[4:]}", "Q", DayBasis.ANCHOR, "that year's quarter like the one reported on", context.quarter.mention)
    if value.year:
        return on(f"{value.year}-Q{value.quarter}", "Q", DayBasis.WRITTEN, "a quarter as written")
    day = context.speech.latest
    if context.narrative or day is None:
        if context.focus is None or context.focus.days.earliest is None:
            return unresolved("a quarter of a year that is not named", f"XXXX-Q{value.quarter}")
        return on(f"{context.focus.days.earliest.year}-Q{value.quarter}", "Q", DayBasis.ANCHOR, "the year last spoken of", context.focus.mention)
    year = day.year
    if expression.tense is not Tense.FUTURE and days_of(f"{year}-Q{value.quarter}").earliest > day:  # type: ignore[operator]
        year -= 1
    return on(f"{year}-Q{value.quarter}", "Q", DayBasis.PUBLISHED, f"the last such quarter by the day of publication ({context.speech})")


def _holiday(value: Calendar, expression: TimeExpression, context: Context) -> Placed:
    name = value.holiday or ""
    if len(name) == 10:
        return on(name, "D", DayBasis.WRITTEN, "a day known by its name")
    latest = context.speech.latest
    if value.year is None and not context.narrative and latest is not None:
        days = [day for year in (latest.year - 1, latest.year, latest.year + 1) if (day := holiday_on(name, year))]
        if not days:
            return unresolved("a holiday whose day is not known")
        day = _which_holiday(days, value.which or 0, latest, expression)
        return on(day.isoformat(), "D", DayBasis.PUBLISHED, f"the holiday nearest to the day of publication ({context.speech}), as the tense has it")
    year = year_of(value, expression, context)
    day_of = holiday_on(name, year.year) if year.year else None
    return on(day_of.isoformat(), "D", year.basis, year.why, year.mention) if day_of else unresolved("a holiday of a year that is not known")


def _with_week_or_part(placed: Placed, value: Calendar) -> Placed:
    """The week that holds the holiday ("Easter week"), or a part of its day."""
    if placed.days.width != 1 or placed.timex is None or not (value.week or value.part):
        return placed
    if value.week:
        return relative(placed.days, "W", placed.basis, f"{placed.why}; the week that holds that day", placed.anchor)
    return replace(placed, timex=placed.timex + time_of(value))


def _which_holiday(days: list[date], which: int, latest: date, expression: TimeExpression) -> date:
    """The day of one of several years: "last" and "next" as they say, else the nearest on the side that the tense speaks for."""
    if which > 0:
        return next((day for day in days if day >= latest), days[0])
    if which < 0:
        return next((day for day in reversed(days) if day <= latest), days[-1])
    return min(days, key=lambda day: against(DayRange.on(day), latest, expression))


def _weekday(value: Calendar, expression: TimeExpression, context: Context) -> Placed:
    placed = _on_weekday(value, expression, context)
    return _night_before(placed) if value.eve and placed.days.width is not None else placed


def _on_weekday(value: Calendar, expression: TimeExpression, context: Context) -> Placed:
    weekday, timex = value.weekday or 1, f"XXXX-WXX-{value.weekday}"
    if value.which == THAT or context.narrative:
        if context.focus is None or context.focus.unit != "D":
            return unresolved("a weekday, with no day spoken of before it that it could be counted from", timex)
        days = each(context.focus.days, lambda day: day + timedelta(days=(weekday - day.isoweekday()) % 7))
        return relative(
            days, "D", DayBasis.ANCHOR, f"the weekday on or after {context.focus.timex}, the day last spoken of", context.focus.mention, time_of(value)
        )
    if context.speech.width is None:
        return unresolved("a weekday, and the day of publication is not known", timex)
    which = value.which
    if which == -2 and context.focus is not None and context.focus.unit == "D":
        days = each(context.focus.days, lambda day: day - timedelta(days=(day.isoweekday() - weekday - 1) % 7 + 1))
        return relative(days, "D", DayBasis.ANCHOR, f"the weekday before {context.focus.timex}", context.focus.mention, time_of(value))
    is_bound = expression.governor in _BOUNDS and expression.tense in {Tense.NONE, Tense.PRESENT}  # "closed until Tuesday"
    ahead = (which or 0) > 0 or (which in {None, 0} and (expression.tense is Tense.FUTURE or is_bound))
    strict = 1 if (which or 0) != 0 else 0
    if ahead:
        days = each(context.speech, lambda day: day + timedelta(days=(weekday - day.isoweekday() - strict) % 7 + strict))
    else:
        days = each(context.speech, lambda day: day - timedelta(days=(day.isoweekday() - weekday - strict) % 7 + strict))
    side = "on or after" if ahead else "on or before"
    return relative(days, "D", DayBasis.PUBLISHED, f"the weekday {side} the day of publication ({context.speech}), as the tense has it", None, time_of(value))


_BOUNDS = frozenset({"until", "till", "through", "by", "до", "к", "ко"})


def _clock(value: Calendar, expression: TimeExpression, context: Context) -> Placed:
    """A clock time or a part of the day: of the day last spoken of, else of the report's; a night of the report's is the one before it."""
    is_told = context.narrative or (context.focus is not None and context.focus.unit == "D")
    base = base_of(Origin.FOCUS if is_told else Origin.SPEECH, context)
    time = time_of(value)
    if not time:
        return unresolved("a time with no day")
    if base.days is None or base.days.width != 1:
        return unresolved("a time of day, and the day is not known", f"XXXX-XX-XX{time if time.startswith('T') else ''}", DayKind.DAY)
    placed = relative(base.days, "D", base.basis, "a time on the day spoken of", base.mention, time)
    return _night_before(placed) if value.part == "TNI" and not is_told and expression.tense is not Tense.FUTURE else placed
