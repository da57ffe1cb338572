"""Second looks over all expressions of a text: which way round its slash dates are, and clock times that run over midnight.

The rule that must not be broken: one date that can be read only one way decides for those that could be read both ways; where none does, the reason says so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.core.records import DayBasis, Issue
from reportedly.days.tense import Tense
from reportedly.days.values import Calendar

if TYPE_CHECKING:
    from reportedly.core.records import DayMention
    from reportedly.days.find import TimeExpression

_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/\d{2,4}\b")
_MONTHS = 12
_CLOCK = re.compile(r"T(\d\d:\d\d|MO|AF|EV|NI)\Z")
_PARTS = {"MO": "08:00", "AF": "15:00", "EV": "19:00", "NI": "23:00"}
_LASTING = frozenset({"until", "till", "до"})  # "on Tuesday night and lasted until dawn"
_CLAUSE = 4  # words
_TIMES = frozenset({"clock", "bare part", "the part"})
_WEEK = 7
UNTIL = frozenset({"to", "until", "till", "through", "and", "-", "–", "—", "до", "по"})


def with_one_order(expressions: tuple[TimeExpression, ...]) -> tuple[TimeExpression, ...]:
    """Slash dates that could be read both ways, read as those of the same text that cannot; unchanged where those disagree."""
    slashed = {position: match for position, expression in enumerate(expressions) if (match := _SLASHED.match(expression.text))}
    orders = {int(match[1]) > _MONTHS for match in slashed.values() if (int(match[1]) > _MONTHS) != (int(match[2]) > _MONTHS)}
    if orders != {True}:
        return expressions  # the reading of the language's own order stands
    read = list(expressions)
    for position, match in slashed.items():
        value = read[position].value
        if isinstance(value, Calendar) and int(match[1]) <= _MONTHS and int(match[2]) <= _MONTHS:
            read[position] = replace(read[position], value=replace(value, day=int(match[1]), month=int(match[2])))
    return tuple(read)


def unsure_orders(expressions: tuple[TimeExpression, ...]) -> tuple[Issue, ...]:
    """An issue for the first slash date of a text that can be read both ways, where no other date of the text decides."""
    slashed = [(expression, match) for expression in expressions if (match := _SLASHED.match(expression.text))]
    if any((int(match[1]) > _MONTHS) != (int(match[2]) > _MONTHS) for _, match in slashed):
        return ()
    for expression, match in slashed:
        if match[1].lstrip("0") != match[2].lstrip("0"):
            message = f"{expression.text} can be read with the day or the month first, and no other date of the text decides"
            return (Issue(code="date-order", message=message, start=expression.start, end=expression.end),)
    return ()


def weekdays_in_turn(text: str, expressions: tuple[TimeExpression, ...], mentions: list[DayMention]) -> list[DayMention]:
    """The mentions, with "from Monday to Wednesday" in that order: where the second lies before the first, the first is of the week before."""
    for position in range(1, len(mentions)):
        first, last = mentions[position - 1], mentions[position]
        values = [expression.value for expression in expressions[position - 1 : position + 1]]
        if not all(isinstance(value, Calendar) and value.weekday and not value.day and not value.which for value in values):
            continue
        between = " ".join(text[first.end : last.start].lower().split())
        if between == "and" and expressions[position - 1].governor != "between":
            continue  # a list: "on Friday and Thursday"
        if first.days.day is None or last.days.day is None or between not in UNTIL or not 0 < (first.days.day - last.days.day).days < _WEEK:
            continue
        days = first.days.shift(-_WEEK)
        timex = f"{days.earliest}{first.timex[10:]}" if first.timex else None
        mentions[position - 1] = replace(first, days=days, timex=timex, why=f"{first.why}; before {last.text}, which ends the stretch")
    return mentions


def _clock(timex: str) -> str:
    """The time of day of a value, for comparing: that of a part of the day is about its middle; "" where it has none."""
    match = _CLOCK.search(timex)
    return _PARTS.get(match[1], match[1]) if match else ""


def over_midnight(text: str, expressions: tuple[TimeExpression, ...], mentions: list[DayMention]) -> list[DayMention]:
    """The mentions, with "from 23:00 to 02:00" on two days.

    The first is moved back where the times hang on the day of publication and are told as past, else the second is moved on.
    """
    for position in range(1, len(mentions)):
        first, last = mentions[position - 1], mentions[position]
        if expressions[position].rule not in _TIMES or first.days.day is None or first.days != last.days or last.timex is None:
            continue
        began = _clock(first.timex or "") or ("21:00" if expressions[position - 1].modifier == "END" else "")  # "late on Tuesday"
        ended = _clock(last.timex)
        between = text[first.end : last.start].lower().split()
        is_stretch = " ".join(between) in UNTIL or (between[-1:] and between[-1] in _LASTING and len(between) <= _CLAUSE)
        if not (began and ended and is_stretch) or ended >= began:
            continue
        is_of_report = first.basis is DayBasis.PUBLISHED and expressions[position - 1].rule in _TIMES and expressions[position].tense is not Tense.FUTURE
        moved, index, step = (first, position - 1, -1) if is_of_report else (last, position, 1)
        days = moved.days.shift(step)
        timex = f"{days.earliest}{(moved.timex or '')[10:]}"
        mentions[index] = replace(moved, days=days, timex=timex, why=f"{moved.why}; the times run over midnight")
    return mentions
