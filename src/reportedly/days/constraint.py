"""What a report's words allow its day of publication to be: one stretch of days for each piece of evidence.

The rule that must not be broken: a constraint carries the words that prove it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.day_range import DayRange
from reportedly.days.tense import Tense
from reportedly.days.timex import days_of, shift_day, unit_timex
from reportedly.days.values import Calendar, Origin, Shift, Window

if TYPE_CHECKING:
    from datetime import date

    from reportedly.days.find import TimeExpression

SLACK = {"D": 0, "W": 3, "M": 15, "Y": 183}  # days either side of "two weeks ago": half of the unit


class Constraint(NamedTuple):
    """Days on which the report can have been published, and the words that say so.

    ``told`` marks a mere lower bound; ``firm`` is false for a day of which only the missing future tense says that it is over,
    and for an event that a sentence may name ahead of time (10 of 130 such answers left the true day out, 1 of 94 since).
    """

    days: DayRange
    why: str
    told: bool
    start: int
    end: int
    firm: bool = True


def speech_days(expression: TimeExpression, event: DayRange) -> DayRange | None:
    """On which days a report can say "yesterday" (…) of an event of these days; ``None`` where the expression fixes nothing."""
    value, first, last = expression.value, event.earliest, event.latest
    if first is None or last is None:
        return None
    if isinstance(value, Shift) and value.origin is Origin.SPEECH and value.amount is not None and value.then is None:
        amount = round(value.sign * value.amount) if value.counted else round(value.amount)
        if value.counted or value.unit == "D":
            slack = SLACK.get(value.unit, 0) if value.counted else 0
            days = DayRange(shift_day(first, value.unit, -amount), shift_day(last, value.unit, -amount))
            return DayRange(days.shift(-slack).earliest, days.shift(slack).latest)
        return _same_unit(first, last, value.unit, -amount, expression.tense)
    if isinstance(value, Window) and value.origin is Origin.SPEECH and value.sign < 0 and value.amount is not None:
        unit, amount = ("D", -(-round(value.amount) // 24)) if value.unit == "TH" else (value.unit, round(value.amount))
        return DayRange(first, shift_day(last, unit, amount))
    if isinstance(value, Calendar) and value.weekday and value.month is None and value.year is None and value.which in {None, 0} and first == last:
        return DayRange(first, first).hull(DayRange.on(first).shift(6)) if first.isoweekday() == value.weekday else None
    return None


def _same_unit(first: date, last: date, unit: str, amount: int, tense: Tense) -> DayRange:
    """The week (month, year) so many after that of the event; for "this week" no day before the event, unless it lies ahead."""
    days = days_of(unit_timex(shift_day(first, unit, amount), unit)).hull(days_of(unit_timex(shift_day(last, unit, amount), unit)))
    if amount == 0:
        days = (days & (DayRange(None, last) if tense is Tense.FUTURE else DayRange(first, None))) or days
    return days
