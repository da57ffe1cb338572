"""Placing one symbolic value on the calendar, given what is known at that point of the text.

The rule that must not be broken: what cannot be placed is left open with a reason; no day is ever made up from the day of publication by default.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reportedly.core.day_range import DayRange
from reportedly.core.records import DayBasis, DayKind
from reportedly.days.context import Base, Context, Placed, base_of, each, relative, unresolved
from reportedly.days.dates import place_date
from reportedly.days.tense import Tense
from reportedly.days.timex import UNIT_ORDER, length_timex, months, shift_day, unfilled_timex
from reportedly.days.values import TOLD, Calendar, Length, Origin, Portion, Reference, Repeat, Shift, Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.days.find import TimeExpression
    from reportedly.days.values import Value


def place(expression: TimeExpression, context: Context) -> Placed:
    """The expression's days, or an open range with the reason."""
    value = expression.value
    try:
        placed = _PLACERS[type(value)](value, expression, context)
    except (ValueError, OverflowError) as error:
        return unresolved(f"there is no such day: {error}")
    return _modified(placed, expression.modifier)


# ── shifts ──────────────────────────────────────────────────────────────────────────────────────────────


def _shift(value: Shift, expression: TimeExpression, context: Context) -> Placed:  # noqa: PLR0911  one return for each way it stays open
    if context.narrative and value.origin is Origin.SPEECH and value.unit == "D" and not value.amount and not value.part:
        return unresolved("the narrator's own time, which the text does not give", "PRESENT_REF")
    if value.origin is Origin.WAR and _is_of_another_war(value, expression, context):
        return _length(Length(amount=value.amount, unit=value.unit), expression, context)
    if context.narrative and context.before_christ is not None and value.origin is not Origin.WAR:
        return _before_christ_shift(value, context.before_christ)
    base, is_quarter = _base(value, expression, context)
    if base.days is None:
        return unresolved(f"counted from {base.source}, which is not known", _vague_shift(value))
    if value.amount is None:
        return _vague_direction(value, base.days, base)
    amount = round(value.sign * value.amount) if value.counted else round(value.amount)
    if value.unit == "Q" and value.origin is Origin.TOPIC and base.basis is DayBasis.PUBLISHED:
        amount -= 1  # a report on "the quarter" that names none tells of the last one that is over
    days = _moved(value, base, amount, expression.tense).hull(_moved(value, base, _most(value, amount), expression.tense))
    why = f"{amount:+d} {value.unit} from {base.source} ({base.days})" if amount else f"the {value.unit} of {base.source} ({base.days})"
    if value.then is not None:
        if value.then.weekday and value.unit == "W":
            return _on_day_of_week(value, base, days, why)
        return replace(_inside(value.then, days, base, expression, context), basis=base.basis, why=why, anchor=base.mention)
    unit = "Q" if is_quarter else value.of_unit or value.unit
    if not is_quarter and UNIT_ORDER[base.unit] > UNIT_ORDER[unit]:
        return Placed(timex=unfilled_timex(days, unit), days=days, kind=DayKind.SPAN, basis=base.basis, why=why, anchor=base.mention)
    return relative(days, unit, base.basis, why, base.mention, value.part or "")


def _base(value: Shift, expression: TimeExpression, context: Context) -> tuple[Base, bool]:
    """What the shift is counted from, and whether that is the quarter reported on."""
    topic = context.quarter if _is_about_quarter(value) else None
    if topic is not None:
        return Base(days=topic.days, unit="Q", source="the quarter reported on", mention=topic.mention, basis=DayBasis.ANCHOR), True
    base = base_of(value.origin, context)
    if context.narrative or value.origin is not Origin.FOCUS or not value.counted:
        return base, False
    is_from_now = expression.rule in {"hence", "hence range", "fused ago"} and expression.tense is Tense.FUTURE  # "talks begin in two days"
    if is_from_now or (base.days is None and UNIT_ORDER[value.unit] > 0):  # "a year earlier" in a text that names no day is a year before it
        return base_of(Origin.SPEECH, context), False
    return base, False


def _most(value: Shift, amount: int) -> int:
    return amount if value.most is None else round(value.sign * value.most)


def _on_day_of_week(value: Shift, base: Base, week: DayRange, why: str) -> Placed:
    """The weekday of the week moved to ("Wednesday of last week"), or so many of them back ("three Saturdays ago")."""
    weekday, time = (value.then.weekday or 1, value.then.part or "") if value.then is not None else (1, "")
    if not value.counted:
        return relative(each(week, lambda day: day + timedelta(days=weekday - day.isoweekday())), "D", base.basis, why, base.mention, time)
    assert base.days is not None
    back = 7 * (round(value.amount or 1) - 1)
    days = each(base.days, lambda day: day - timedelta(days=(day.isoweekday() - weekday - 1) % 7 + 1 + back))
    return relative(days, "D", base.basis, f"so many of these weekdays before {base.source} ({base.days})", base.mention, time)


def _inside(then: Calendar, days: DayRange, base: Base, expression: TimeExpression, context: Context) -> Placed:
    """The part of the year moved to; of the year before where it is "since" a day that would still lie ahead: what lasts since then has begun."""
    assert days.earliest is not None
    inner = place_date(replace(then, year=days.earliest.year), expression, context)
    first, latest = inner.days.earliest, base.days.latest if base.days is not None else None
    if expression.governor == "since" and first is not None and latest is not None and first > latest:
        return place_date(replace(then, year=days.earliest.year - 1), expression, context)
    return inner


def _before_christ_shift(value: Shift, year: int) -> Placed:
    """Years before and after one before the year 1; finer units have no days to be counted from."""
    years = {"Y": 1, "DE": 10, "CE": 100}.get(value.unit)
    if years is None or value.amount is None:
        return unresolved("counted from a day before the year 1", _vague_shift(value))
    year -= years * (round(value.sign * value.amount) if value.counted else round(value.amount))
    if year < 1:
        return unresolved("counted from a year before the year 1 into ours", _vague_shift(value))
    timex = {"DE": f"BC{year // 10:03d}", "CE": f"BC{year // 100:02d}"}.get(value.unit if not value.counted else "Y", f"BC{year:04d}")
    return unresolved("before the year 1: no day of this calendar", timex, DayKind.SPAN)


def _moved(value: Shift, base: Base, amount: int, tense: Tense) -> DayRange:
    """The base moved by so many units; "the weekend" that is not ahead is the last one that has begun."""
    days = base.days
    assert days is not None
    if base.unit == "SEASON" and days.earliest:
        days = DayRange.on(days.earliest)  # a winter belongs to the year it begins in
    if value.unit == "WE" and value.origin is Origin.TOPIC and tense is not Tense.FUTURE:
        return each(days, lambda day: day - timedelta(days=(day.isoweekday() - 6) % 7))
    return each(days, lambda day: shift_day(day, value.unit, amount))


def _is_of_another_war(value: Shift, expression: TimeExpression, context: Context) -> bool:
    """Of a text on another war, or of more than has passed of this one: "eight years of war", said in its first, are of one that began before."""
    begin, latest = context.war.earliest, context.speech.latest
    if is_another_war(context):
        return True
    if not value.counted or value.amount is None or begin is None or latest is None or expression.tense is Tense.FUTURE:
        return False
    return shift_day(begin, value.unit, round(value.amount)) > latest


def is_another_war(context: Context) -> bool:
    """A text whose first year, or own day, lies before the pack's war tells of another one: "after two years of the war" is a length there."""
    start, spoken = context.war.earliest, context.speech.latest
    if start is None or (spoken is not None and spoken < start):
        return True
    return context.first_year is not None and context.first_year < start.year - 1


def _is_about_quarter(value: Shift) -> bool:
    """In a report on a quarter's results, "the quarter" is that one and "a year earlier" the same quarter of the year before."""
    if value.unit == "Q":
        return value.origin is Origin.TOPIC and not value.amount
    return value.unit == "Y" and value.counted and value.amount == 1 and value.sign < 0 and value.then is None


def _vague_shift(value: Shift) -> str | None:
    if value.part:
        return f"XXXX-XX-XX{value.part}"
    return None if value.amount is not None else ("PAST_REF" if value.sign < 0 else "FUTURE_REF")


def _vague_direction(value: Shift, days: DayRange, base: Base) -> Placed:
    side, word = (DayRange(None, days.latest), "before") if value.sign < 0 else (DayRange(days.earliest, None), "after")
    why = f"some time {word} {base.source} ({days})"
    return Placed(timex=_vague_shift(value), days=side, kind=DayKind.VAGUE, basis=base.basis, why=why, anchor=base.mention)


# ── windows, lengths, sets, references ──────────────────────────────────────────────────────────────────


def _window(value: Window, expression: TimeExpression, context: Context) -> Placed:
    timex = length_timex(value.amount, value.unit)
    base = base_of(value.origin, context)
    if value.origin is Origin.WAR and is_another_war(context):
        return unresolved("a stretch of another war", timex, DayKind.DURATION)
    if expression.rule == "day over" and expression.tense is Tense.FUTURE:
        value = replace(value, sign=1)
    if base.days is None or base.days.earliest is None or base.days.latest is None:
        return unresolved("a stretch counted from a day that is not known", timex, DayKind.DURATION)
    # "Recent weeks" gives no number.
    amount = _RECENT.get(value.unit, 5) if value.amount is None else max(1, round(value.amount))
    if value.unit in {"TH", "TM", "TS"}:
        hours = amount if value.unit == "TH" else 1
        reach, unit = -(-hours // 24), "D"
    else:
        reach, unit = amount - value.is_counted_in, value.unit
    earliest, latest, word = base.days.earliest, base.days.latest, "from"
    if value.sign < 0:
        earliest, word = shift_day(earliest, unit, -reach), "up to"
    else:
        latest = shift_day(latest, unit, reach)
    why = f"the stretch {word} {base.days}"
    return Placed(timex=timex, days=DayRange(earliest, latest), kind=DayKind.DURATION, basis=base.basis, why=why, anchor=base.mention)


# What "recent" reaches back to, in each unit: the most that reports still call so.
_RECENT = {"D": 10, "W": 8, "M": 8, "Y": 10}


_WITHIN = frozenset({"within", "in", "за", "течение", "протягом", "впродовж", "упродовж"})


def _length(value: Length, expression: TimeExpression, context: Context) -> Placed:
    timex = length_timex(value.amount, value.unit, value.minutes)
    if expression.governor in _WITHIN and expression.tense is Tense.FUTURE and not context.narrative and context.speech.latest and context.speech.earliest:
        reach = shift_day(context.speech.latest, value.unit, _RECENT.get(value.unit, 5) if value.amount is None else max(1, round(value.amount)))
        days = DayRange(context.speech.earliest, reach)
        return Placed(timex=timex, days=days, kind=DayKind.DURATION, basis=DayBasis.PUBLISHED, why=f"from the day of publication ({context.speech}) on")
    return Placed(timex=timex, days=DayRange(), kind=DayKind.DURATION, basis=DayBasis.UNRESOLVED, why="a length of time, with no place on the calendar")


def _portion(value: Portion, expression: TimeExpression, context: Context) -> Placed:
    """Part of a stretch; its TIMEX3 value is a length, unless it is a half or a quarter of a year."""
    whole = _shift(value.whole, expression, context) if isinstance(value.whole, Shift) else place_date(value.whole, expression, context)
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
    why = f"part of {whole.timex}: {whole.why}"
    if unit == "D" and inside.width == 1:
        return relative(inside, "D", whole.basis, why, whole.anchor)
    return replace(whole, timex=length_timex(value.amount, unit), days=inside, kind=DayKind.SPAN, why=why, unit=None)


def _repeat(value: Repeat, _expression: TimeExpression, _context: Context) -> Placed:
    return Placed(timex=value.timex, days=DayRange(), kind=DayKind.SET, basis=DayBasis.UNRESOLVED, why="a time that comes again, with no place of its own")


def _reference(value: Reference, _expression: TimeExpression, context: Context) -> Placed:
    if value.timex == TOLD:
        value = Reference(timex="PRESENT_REF" if context.narrative else "PAST_REF")
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
    if last.year - first.year >= _DECADE - 1:
        return _part_of_years(placed, modifier, first.year, last.year)
    if size >= _YEAR and (first.month, first.day) == (1, 1):
        return _part_of_year(placed, modifier, first.year)
    third = 10 if 28 <= size <= 31 else max(1, size // 3)
    if modifier == "START":
        last = first + timedelta(days=third - 1)
    elif modifier == "MID":
        first, last = first + timedelta(days=third), first + timedelta(days=2 * third - 1)
    else:
        first += timedelta(days=2 * third)
    return replace(placed, days=DayRange(first, last), why=f"{placed.why}; {modifier.lower()} of it")


_DECADE = 10  # years
_YEAR = 365  # days


def _part_of_year(placed: Placed, modifier: str, year: int) -> Placed:
    """Early, mid and late in a year: four whole months each."""
    days = months(year, {"START": 1, "MID": 5, "END": 9}[modifier], 4)
    return replace(placed, days=days, why=f"{placed.why}; {modifier.lower()} of it")


def _part_of_years(placed: Placed, modifier: str, first: int, last: int) -> Placed:
    """Early, mid and late in a decade or a century: whole years, a third of them rounded down at either end."""
    third = (last - first + 1) // 3
    start, end = {"START": (first, first + third - 1), "MID": (first + third, last - third), "END": (last - third + 1, last)}[modifier]
    return replace(placed, days=DayRange(date(start, 1, 1), date(end, 12, 31)), why=f"{placed.why}; {modifier.lower()} of it")


_PLACERS: dict[type[Value], Callable[..., Placed]] = {
    Calendar: place_date,
    Shift: _shift,
    Window: _window,
    Length: _length,
    Portion: _portion,
    Repeat: _repeat,
    Reference: _reference,
}
