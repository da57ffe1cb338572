"""Placing one symbolic value on the calendar, given what is known at that point of the text.

The rule that must not be broken: what cannot be placed is left open with a reason; no day is ever made up from the day of publication by default.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reportedly.core.day_range import DayRange
from reportedly.core.records import DayBasis, DayKind
from reportedly.days.holidays import holiday_on
from reportedly.days.tense import Tense
from reportedly.days.timex import SEASON_MONTHS, days_of, length_timex, months, shift_day, unit_timex
from reportedly.days.values import Calendar, Length, Origin, Portion, Reference, Repeat, Shift, Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.days.find import TimeExpression
    from reportedly.days.values import Value

_DAY_UNITS = frozenset({"D", "TH", "TM", "TS"})
_ORDER = {"TS": 0, "TM": 0, "TH": 0, "D": 0, "W": 1, "WE": 1, "FN": 1, "M": 2, "SEASON": 3, "Q": 3, "H": 3, "Y": 4, "DE": 5, "CE": 6}


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
    """

    speech: DayRange
    narrative: bool
    war: DayRange
    war_anchor: str | None
    focus: Focus | None = None
    ahead: Calendar | None = None
    first_year: int | None = None
    quarter: Focus | None = None
    recent: list[Focus] = field(default_factory=list)


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


def place(expression: TimeExpression, context: Context) -> Placed:
    """The expression's days, or an open range with the reason."""
    value = expression.value
    try:
        placed = _PLACERS[type(value)](value, expression, context)
    except (ValueError, OverflowError) as error:
        return unresolved(f"there is no such day: {error}")
    return _modified(placed, expression.modifier)


def unresolved(why: str, timex: str | None = None, kind: DayKind = DayKind.VAGUE) -> Placed:
    """Not placed, and why."""
    return Placed(timex=timex, days=DayRange(), kind=kind, basis=DayBasis.UNRESOLVED, why=why)


def _on(timex: str, unit: str, basis: DayBasis, why: str, anchor: str | None = None) -> Placed:
    days = days_of(timex)
    return Placed(timex=timex, days=days, kind=DayKind.DAY if unit == "D" else DayKind.SPAN, basis=basis, why=why, anchor=anchor, unit=unit)


# ── dates ───────────────────────────────────────────────────────────────────────────────────────────────


def _calendar(value: Calendar, expression: TimeExpression, context: Context) -> Placed:
    if value.before_christ:
        return _before_christ(value)
    if value.century is not None:
        return _on(f"{value.century:02d}", "CE", DayBasis.WRITTEN, "a century as written")
    if value.decade is not None:
        return _on(f"{value.decade:03d}", "DE", DayBasis.WRITTEN, "a decade as written")
    if value.holiday:
        return _holiday(value, expression, context)
    if value.quarter:
        return _quarter(value, expression, context)
    if value.weekday and value.day is None and value.month is None:
        return _weekday(value, expression, context)
    if value.day is None and value.month is None and value.season is None and value.year is None:
        return _clock(value, context)
    if value.day is not None and value.month is None and context.ahead is not None and context.ahead.month is not None and context.ahead.day is not None:
        back = value.day > context.ahead.day
        value = replace(value, month=(context.ahead.month - 2) % 12 + 1 if back else context.ahead.month)
    year, basis, why, anchor = _year(value, expression, context)
    if year is None:
        return unresolved(why, _unfilled(value))
    if value.season:
        return _on(f"{year:04d}-{value.season}", "SEASON", basis, why, anchor)
    month = value.month
    if month is None and value.day is not None:
        if context.focus is None or context.focus.days.earliest is None:
            return unresolved("no month was named before this day", f"XXXX-XX-{value.day:02d}")
        month, anchor = context.focus.days.earliest.month, context.focus.mention
    if month is None:
        return _on(f"{year:04d}", "Y", basis, why, anchor)
    if value.day is None:
        return _on(f"{year:04d}-{month:02d}", "M", basis, why, anchor)
    timex = date(year, month, value.day).isoformat() + _time(value)
    return _on(timex, "D", basis, why, anchor)


def _unfilled(value: Calendar) -> str:
    if value.season:
        return f"XXXX-{value.season}"
    month = f"{value.month:02d}" if value.month else "XX"
    return f"XXXX-{month}" if value.day is None else f"XXXX-{month}-{value.day:02d}"


def _time(value: Calendar) -> str:
    if value.clock:
        return f"T{value.clock}"
    return value.part or ""


def _year(value: Calendar, expression: TimeExpression, context: Context) -> tuple[int | None, DayBasis, str, str | None]:
    """(year, basis, why, anchor) of a date: written, or found from the text around it or the day of publication."""
    focus = context.focus
    if value.year is not None:
        if value.year >= 100:
            return value.year, DayBasis.WRITTEN, "a date as written", None
        if focus is None or focus.days.earliest is None:
            return None, DayBasis.UNRESOLVED, "two figures of a year, and no century before them", None
        return focus.days.earliest.year // 100 * 100 + value.year, DayBasis.WRITTEN, "the century is that of the year before it", focus.mention
    if context.ahead is not None and context.ahead.year is not None:
        return context.ahead.year, DayBasis.WRITTEN, "the year is written with the date it is joined to", None
    if value.which == 3 or (value.month is None and value.day is not None):
        if focus is None or focus.days.earliest is None:
            return None, DayBasis.UNRESOLVED, "nothing was spoken of before that it could be counted from", None
        return focus.days.earliest.year, DayBasis.ANCHOR, f"counted from {focus.timex}, the time last spoken of", focus.mention
    if not context.narrative and context.speech.latest is not None:
        near = _near_year(value, expression, context)
        return near, DayBasis.PUBLISHED, f"the year that fits the tense and the day of publication ({context.speech})", None
    if focus is not None and focus.days.earliest is not None and value.which in {-2, 2} and value.month is not None:
        month = focus.days.earliest.month
        year = focus.days.earliest.year + ((value.month <= month) if value.which > 0 else -(value.month >= month))
        return year, DayBasis.ANCHOR, f"the month {'after' if value.which > 0 else 'before'} {focus.timex}, the time last spoken of", focus.mention
    if focus is not None and focus.days.earliest is not None:
        year = _told_year(value, focus.days.earliest, focus.unit)
        return year, DayBasis.ANCHOR, f"no year is written; taken from {focus.timex}, the time last spoken of", focus.mention
    if context.first_year is not None:
        return context.first_year, DayBasis.ANCHOR, "no year is written; taken from the first one the text names", None
    return None, DayBasis.UNRESOLVED, "no year is written, none is named in the text, and the day of publication is not known", None


def _told_year(value: Calendar, focus: date, unit: str) -> int:
    """In a narrative: the year of the time last spoken of; the next one where the story has passed from late in one year to early in the next."""
    month = value.month or (SEASON_MONTHS[value.season] if value.season else None)
    if month is not None and _ORDER[unit] <= _ORDER["M"] and focus.month - month >= _TURN and value.which is None:
        return focus.year + 1
    return focus.year


_TURN = 9  # months back: November to February is a step on into the next year, October to March a step back


def _near_year(value: Calendar, expression: TimeExpression, context: Context) -> int:
    """The year nearest to the day of publication, on the side of it that the words or the tense give."""
    latest = context.speech.latest
    assert latest is not None
    candidates = []
    for year in (latest.year - 1, latest.year, latest.year + 1):
        try:
            days = _part_of_year(value, year)
        except ValueError:
            continue
        candidates.append((year, days))
    assert candidates or value.day == 29
    if value.which in {-1, -2}:
        before = [year for year, days in candidates if days.latest and days.latest < latest.replace(day=1)]
        return before[-1] if before else latest.year - 1
    if value.which in {1, 2}:
        after = [year for year, days in candidates if days.earliest and days.earliest > latest]
        return after[0] if after else latest.year + 1
    if value.which == 0 or not candidates:
        return latest.year
    return min(candidates, key=lambda row: (_against(row[1], latest, expression.tense), -row[0]))[0]


def _against(days: DayRange, latest: date, tense: Tense) -> float:
    """Days from publication, weighed up when they lie on the side that the tense speaks against."""
    ahead = days.earliest is not None and days.earliest > latest
    against = _AGAINST_TENSE if (ahead and tense is Tense.PAST) or (not ahead and tense is Tense.FUTURE) else 1.5 if ahead and tense is not Tense.FUTURE else 1
    return _distance(days, latest) * against


# A month three times nearer wins over the tense: "extended the offer to 20 November", written on 2 November, is ahead.
_AGAINST_TENSE = 3.0


def _distance(days: DayRange, day: date) -> int:
    """Days between ``day`` and the nearest day of the range; 0 inside it."""
    if days.earliest is not None and day < days.earliest:
        return (days.earliest - day).days
    return (day - days.latest).days if days.latest is not None and day > days.latest else 0


def _part_of_year(value: Calendar, year: int) -> DayRange:
    if value.season:
        return months(year, SEASON_MONTHS[value.season], 3)
    if value.month is None:
        return months(year, 1, 12)
    return DayRange.on(date(year, value.month, value.day)) if value.day else months(year, value.month, 1)


def _before_christ(value: Calendar) -> Placed:
    timex = f"BC{value.year:04d}"
    if value.season:
        timex += f"-{value.season}"
    elif value.month:
        timex += f"-{value.month:02d}" + (f"-{value.day:02d}" if value.day else "")
    return Placed(timex=timex, days=DayRange(), kind=DayKind.SPAN, basis=DayBasis.WRITTEN, why="before the year 1: no day of this calendar", unit=None)


def _quarter(value: Calendar, expression: TimeExpression, context: Context) -> Placed:
    if value.year:
        return _on(f"{value.year}-Q{value.quarter}", "Q", DayBasis.WRITTEN, "a quarter as written")
    day = context.speech.latest
    if context.narrative or day is None:
        if context.focus is None or context.focus.days.earliest is None:
            return unresolved("a quarter of a year that is not named", f"XXXX-Q{value.quarter}")
        return _on(f"{context.focus.days.earliest.year}-Q{value.quarter}", "Q", DayBasis.ANCHOR, "the year last spoken of", context.focus.mention)
    year = day.year
    if expression.tense is not Tense.FUTURE and days_of(f"{year}-Q{value.quarter}").earliest > day:  # type: ignore[operator]
        year -= 1
    return _on(f"{year}-Q{value.quarter}", "Q", DayBasis.PUBLISHED, f"the last such quarter by the day of publication ({context.speech})")


def _holiday(value: Calendar, expression: TimeExpression, context: Context) -> Placed:
    name = value.holiday or ""
    if len(name) == 10:
        return _on(name, "D", DayBasis.WRITTEN, "a day known by its name")
    year, basis, why, anchor = (value.year, DayBasis.WRITTEN, "a holiday of the year written", None) if value.year else (None, DayBasis.UNRESOLVED, "", None)
    if year is None and not context.narrative and context.speech.latest:
        latest = context.speech.latest
        days = [day for year in (latest.year - 1, latest.year, latest.year + 1) if (day := holiday_on(name, year))]
        if not days:
            return unresolved("a holiday whose day is not known")
        past, ahead = [day for day in days if day <= latest], [day for day in days if day >= latest]
        day = (ahead or days)[0] if (value.which or 0) > 0 or expression.tense is Tense.FUTURE else (past or days)[-1]
        return _on(day.isoformat(), "D", DayBasis.PUBLISHED, f"the holiday nearest to the day of publication ({context.speech})")
    if year is None and context.focus and context.focus.days.earliest:
        year, basis, why, anchor = context.focus.days.earliest.year, DayBasis.ANCHOR, f"the holiday in the year of {context.focus.timex}", context.focus.mention
    day_of = holiday_on(name, year) if year else None
    return _on(day_of.isoformat(), "D", basis, why, anchor) if day_of else unresolved("a holiday of a year that is not known")


# ── weekdays, clock times ───────────────────────────────────────────────────────────────────────────────


def _each(days: DayRange, move: Callable[[date], date]) -> DayRange:
    """The hull of where the two ends of a known stretch go."""
    assert days.earliest is not None
    assert days.latest is not None
    ends = sorted((move(days.earliest), move(days.latest)))
    return DayRange(ends[0], ends[1])


def _weekday(value: Calendar, expression: TimeExpression, context: Context) -> Placed:
    weekday, timex = value.weekday or 1, f"XXXX-WXX-{value.weekday}"
    if value.which == 3 or context.narrative:
        if context.focus is None or context.focus.unit != "D":
            return unresolved("a weekday, with no day spoken of before it that it could be counted from", timex)
        days = _each(context.focus.days, lambda day: day + timedelta(days=(weekday - day.isoweekday()) % 7))
        return _relative(
            days, "D", DayBasis.ANCHOR, f"the weekday on or after {context.focus.timex}, the day last spoken of", context.focus.mention, _time(value)
        )
    if context.speech.width is None:
        return unresolved("a weekday, and the day of publication is not known", timex)
    which = value.which
    if which == -2 and context.focus is not None and context.focus.unit == "D":
        days = _each(context.focus.days, lambda day: day - timedelta(days=(day.isoweekday() - weekday - 1) % 7 + 1))
        return _relative(days, "D", DayBasis.ANCHOR, f"the weekday before {context.focus.timex}", context.focus.mention, _time(value))
    ahead = (which or 0) > 0 or (which in {None, 0} and expression.tense is Tense.FUTURE)
    strict = 1 if (which or 0) != 0 else 0
    if ahead:
        days = _each(context.speech, lambda day: day + timedelta(days=(weekday - day.isoweekday() - strict) % 7 + strict))
    else:
        days = _each(context.speech, lambda day: day - timedelta(days=(day.isoweekday() - weekday - strict) % 7 + strict))
    side = "on or after" if ahead else "on or before"
    return _relative(days, "D", DayBasis.PUBLISHED, f"the weekday {side} the day of publication ({context.speech}), as the tense has it", None, _time(value))


def _clock(value: Calendar, context: Context) -> Placed:
    base, anchor, basis = _origin(Origin.FOCUS if context.narrative or (context.focus and context.focus.unit == "D") else Origin.SPEECH, context)
    if value.clock is None:
        return unresolved("a time with no day")
    if base is None or base.width != 1:
        return unresolved("a time of day, and the day is not known", f"XXXX-XX-XXT{value.clock}", DayKind.DAY)
    return _relative(base, "D", basis, "a time on the day spoken of", anchor, f"T{value.clock}")


# ── shifts ──────────────────────────────────────────────────────────────────────────────────────────────


def _relative(days: DayRange, unit: str, basis: DayBasis, why: str, anchor: str | None, time: str = "") -> Placed:
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


def _origin(origin: Origin, context: Context) -> tuple[DayRange | None, str | None, DayBasis]:
    """(the days counted from, the mention they came from, basis); ``None`` when they are not known."""
    if origin is Origin.WAR:
        return (context.war if context.war.width else None), context.war_anchor, DayBasis.ANCHOR
    if origin is Origin.TOPIC and not context.narrative:
        return (context.speech if context.speech.width else None), None, DayBasis.PUBLISHED
    if origin is not Origin.SPEECH or context.narrative:
        focus = context.focus
        return (focus.days, focus.mention, DayBasis.ANCHOR) if focus is not None and focus.days.width else (None, None, DayBasis.UNRESOLVED)
    return (context.speech if context.speech.width else None), None, DayBasis.PUBLISHED


def _shift(value: Shift, expression: TimeExpression, context: Context) -> Placed:
    base, anchor, basis = _origin(value.origin, context)
    if context.narrative and value.origin is Origin.SPEECH and value.unit == "D" and not value.amount and not value.part:
        return Placed(
            timex="PRESENT_REF", days=DayRange(), kind=DayKind.VAGUE, basis=DayBasis.UNRESOLVED, why="the narrator's own time, which the text does not give"
        )
    source = {
        Origin.SPEECH: "the day of publication",
        Origin.FOCUS: "the time last spoken of",
        Origin.WAR: "the start of the war",
        Origin.TOPIC: "the day of publication",
    }[value.origin]
    if context.narrative and value.origin is Origin.SPEECH:
        source = "the time last spoken of"
    if (topic := context.quarter) is not None and _is_about_quarter(value):
        base, anchor, basis, source = topic.days, topic.mention, DayBasis.ANCHOR, "the quarter reported on"
    if base is None:
        return unresolved(f"counted from {source}, which is not known", _vague_shift(value))
    if value.amount is None:
        return _vague_direction(value, base, basis, anchor, source)
    amount = round(value.sign * value.amount) if value.counted else round(value.amount)
    focus_unit = context.focus.unit if context.focus and basis is DayBasis.ANCHOR and value.origin is not Origin.WAR else "D"
    unit = value.unit
    days = _each(base, lambda day: shift_day(day, unit, amount))
    if unit == "WE" and value.origin is Origin.TOPIC and expression.tense is not Tense.FUTURE:
        days = _each(base, lambda day: day - timedelta(days=(day.isoweekday() - 6) % 7))
    why = f"{amount:+d} {unit} from {source} ({base})" if amount else f"the {unit} of {source} ({base})"
    if value.then is not None:
        return _then(value.then, expression, context, days, why, basis, anchor)
    if value.counted and unit == "Y" and base is not None and context.quarter is not None and base == context.quarter.days:
        unit = "Q"
    if _ORDER[focus_unit] > _ORDER[unit]:
        return Placed(timex=None, days=days, kind=DayKind.SPAN, basis=basis, why=why, anchor=anchor, unit=None)
    return _relative(days, unit, basis, why, anchor, value.part or "")


def _is_about_quarter(value: Shift) -> bool:
    """In a report on a quarter's results, "the quarter" is that one and "a year earlier" the same quarter of the year before."""
    if value.unit == "Q":
        return value.origin is Origin.TOPIC and not value.amount
    return value.unit == "Y" and value.counted and value.amount == 1 and value.sign < 0 and value.then is None


def _then(then: Calendar, expression: TimeExpression, context: Context, days: DayRange, why: str, basis: DayBasis, anchor: str | None) -> Placed:
    assert days.earliest is not None
    inner = _calendar(replace(then, year=days.earliest.year), expression, context)
    return replace(inner, basis=basis, why=why, anchor=anchor)


def _vague_shift(value: Shift) -> str | None:
    if value.part:
        return f"XXXX-XX-XX{value.part}"
    return None if value.amount is not None else ("PAST_REF" if value.sign < 0 else "FUTURE_REF")


def _vague_direction(value: Shift, base: DayRange, basis: DayBasis, anchor: str | None, source: str) -> Placed:
    days = DayRange(None, base.latest) if value.sign < 0 else DayRange(base.earliest, None)
    why = f"some time {'before' if value.sign < 0 else 'after'} {source} ({base})"
    return Placed(timex=_vague_shift(value), days=days, kind=DayKind.VAGUE, basis=basis, why=why, anchor=anchor)


# ── windows, lengths, sets, references ──────────────────────────────────────────────────────────────────


def _window(value: Window, _expression: TimeExpression, context: Context) -> Placed:
    timex = length_timex(value.amount, value.unit)
    base, anchor, basis = _origin(value.origin, context)
    if base is None or base.earliest is None or base.latest is None:
        return unresolved("a stretch counted from a day that is not known", timex, DayKind.DURATION)
    # "Recent weeks" gives no number.
    amount = _RECENT.get(value.unit, 5) if value.amount is None else max(1, round(value.amount))
    if value.unit in {"TH", "TM", "TS"}:
        hours = amount if value.unit == "TH" else 1
        reach, unit = -(-hours // 24), "D"
    else:
        reach, unit = amount, value.unit
    if value.sign < 0:
        days = DayRange(shift_day(base.earliest, unit, -reach), base.latest)
    else:
        days = DayRange(base.earliest, shift_day(base.latest, unit, reach))
    return Placed(timex=timex, days=days, kind=DayKind.DURATION, basis=basis, why=f"the stretch {'up to' if value.sign < 0 else 'from'} {base}", anchor=anchor)


# What "recent" reaches back to, in each unit: the most that reports still call so.
_RECENT = {"D": 10, "W": 8, "M": 8, "Y": 10}


def _length(value: Length, expression: TimeExpression, context: Context) -> Placed:
    timex = length_timex(value.amount, value.unit, value.minutes)
    if expression.governor == "within" and expression.tense is Tense.FUTURE and not context.narrative and context.speech.latest and context.speech.earliest:
        reach = shift_day(context.speech.latest, value.unit, _RECENT.get(value.unit, 5) if value.amount is None else max(1, round(value.amount)))
        days = DayRange(context.speech.earliest, reach)
        return Placed(timex=timex, days=days, kind=DayKind.DURATION, basis=DayBasis.PUBLISHED, why=f"from the day of publication ({context.speech}) on")
    return Placed(timex=timex, days=DayRange(), kind=DayKind.DURATION, basis=DayBasis.UNRESOLVED, why="a length of time, with no place on the calendar")


def _portion(value: Portion, expression: TimeExpression, context: Context) -> Placed:
    """Part of a stretch; its TIMEX3 value is a length, unless it is a half or a quarter of a year."""
    whole = _calendar(value.whole, expression, context)
    if whole.days.earliest is None or whole.days.latest is None:
        return replace(whole, timex=length_timex(value.amount, value.unit), kind=DayKind.DURATION)
    amount = max(1, round(value.amount))
    unit = value.unit
    if value.first > 0:
        first = shift_day(whole.days.earliest, unit, amount * (value.first - 1))
        days = DayRange(first, shift_day(first, unit, amount) - timedelta(days=1))
    else:
        days = DayRange(shift_day(whole.days.latest + timedelta(days=1), unit, -amount), whole.days.latest)
    inside = days & whole.days
    if inside is None:
        return unresolved(f"the {whole.timex} has no such part", length_timex(value.amount, unit), DayKind.DURATION)
    return replace(whole, timex=length_timex(value.amount, unit), days=inside, kind=DayKind.SPAN, why=f"part of {whole.timex}: {whole.why}", unit=None)


def _repeat(value: Repeat, _expression: TimeExpression, _context: Context) -> Placed:
    return Placed(timex=value.timex, days=DayRange(), kind=DayKind.SET, basis=DayBasis.UNRESOLVED, why="a time that comes again, with no place of its own")


def _reference(value: Reference, _expression: TimeExpression, context: Context) -> Placed:
    base = DayRange() if context.narrative else context.speech
    if base.is_open:
        return unresolved("a vague time, counted from a day that is not known", value.timex)
    days = {"PAST_REF": DayRange(None, base.latest), "FUTURE_REF": DayRange(base.earliest, None)}.get(value.timex, base)
    return Placed(timex=value.timex, days=days, kind=DayKind.VAGUE, basis=DayBasis.PUBLISHED, why=f"seen from the day of publication ({context.speech})")


def _modified(placed: Placed, modifier: str | None) -> Placed:
    """Early, mid and late: days 1–10, 11–20 and 21–end of a month; thirds of anything longer; halves of a week."""
    first, last = placed.days.earliest, placed.days.latest
    if modifier not in {"START", "MID", "END"} or first is None or last is None or first == last or placed.kind is not DayKind.SPAN:
        return placed
    size = (last - first).days + 1
    third = 10 if 28 <= size <= 31 else max(1, size // 3)
    if modifier == "START":
        last = first + timedelta(days=third - 1)
    elif modifier == "MID":
        first, last = first + timedelta(days=third), first + timedelta(days=2 * third - 1)
    else:
        first += timedelta(days=2 * third)
    return replace(placed, days=DayRange(first, last), why=f"{placed.why}; {modifier.lower()} of it")


_PLACERS: dict[type[Value], Callable[..., Placed]] = {
    Calendar: _calendar,
    Shift: _shift,
    Window: _window,
    Length: _length,
    Portion: _portion,
    Repeat: _repeat,
    Reference: _reference,
}
