"""Written days as evidence of the day of publication: datelines, lines of their own, days told as past or still ahead.

The rule that must not be broken: a date without a year counts only where the rest of the text, or the weekday beside it, leaves it one year.
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reportedly.core.day_range import DayRange
from reportedly.days.anchors import MAX_SCANNED
from reportedly.days.constraint import Constraint, speech_days
from reportedly.days.context import Context
from reportedly.days.dateline import is_dateline
from reportedly.days.place import place
from reportedly.days.tense import Tense
from reportedly.days.values import Calendar, Shift

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.core.records import Document, Sentence
    from reportedly.days.find import TimeExpression
    from reportedly.packs.load import Pack

_DATELINE = 10  # letters beside the date: "Published", "Updated:"; more is a caption or a sentence
_HEAD = 6  # sentences from either end in which such a line is looked for
_BESIDE = 4  # characters between "yesterday" and the date that says which day that was: ", " or " ("


def _is_line(text: str, sentence: Sentence) -> bool:
    """True when the sentence stands alone on its line, or is known to have no verb (flattened pages run lines together)."""
    if sentence.tokens[0].pos and not any(token.pos in {"VERB", "AUX"} for token in sentence.tokens):
        return True
    start = text.rfind("\n", 0, sentence.start) + 1
    stop = text.find("\n", sentence.end)
    return not text[start : sentence.start].strip() and not text[sentence.end : len(text) if stop < 0 else stop].strip()


def _letters(text: str) -> int:
    return sum(letter.isalpha() for letter in text)


def written_days(document: Document, sentence: Sentence, expressions: list[TimeExpression], count: int) -> Iterator[Constraint]:
    """Days written in full, and months and years that are told as past."""
    for position, expression in enumerate(expressions):
        value = expression.value
        if not isinstance(value, Calendar) or value.year is None or value.before_christ:
            continue
        if value.month is not None and value.day is not None:
            yield from _dated(document, sentence, expressions, position, count, value)
        elif expression.tense is Tense.PAST and expression.governor in _PLACING and value.part is None:
            first = place(expression, OPEN).days.earliest
            if first is not None:
                why, firm = f"{expression.text} is told of", value.month is not None
                yield Constraint(DayRange(first, None), why, told=True, start=expression.start, end=expression.end, firm=firm)


OPEN = Context(speech=DayRange(), narrative=True, war=DayRange(), war_anchor=None)
_PLACING = frozenset({"in", "since", "у", "в", "с", "з"})


def _dated(
    document: Document, sentence: Sentence, expressions: list[TimeExpression], position: int, count: int, value: Calendar, note: str = ""
) -> Iterator[Constraint]:
    """A day: as a line of its own it is the report's; told as past it is a lower bound, told as ahead an upper bound."""
    expression = expressions[position]
    day = place(replace(expression, value=value, modifier=None), OPEN).days
    if day.width != 1:
        return
    start, end = expression.start, expression.end
    if sentence.index < _HEAD and is_dateline(document.text, start, end):
        # Filed that day; in print then or on the morrow.
        filed = DayRange(day.earliest, day.shift(1).latest)
        yield Constraint(filed, f"the dateline says {expression.text}{note}", told=False, start=start, end=end)
        return
    at_edge = sentence.index < _HEAD or sentence.index >= count - _HEAD
    line = document.text[sentence.start : sentence.end]
    if at_edge and _is_line(document.text, sentence) and len(expressions) == 1 and _letters(line) - _letters(expression.text) <= _DATELINE:
        # Page and reader may stand in different time zones: 5 of 26 such lines were a day off the publisher's own date.
        near = DayRange(day.shift(-1).earliest, day.shift(1).latest)
        yield Constraint(near, f"“{line}”{note} stands as a line of its own (a day's slack for time zones)", told=False, start=start, end=end)
        return
    for other in (*expressions[max(0, position - 1) : position], *expressions[position + 1 : position + 2]):
        gap = max(other.start - expression.end, expression.start - other.end)
        days = speech_days(other, day) if gap <= _BESIDE and isinstance(other.value, Shift) else None
        if days is not None:
            yield Constraint(days, f"“{other.text}” is said of {expression.text}{note}", told=False, start=start, end=end)
    if expression.tense is Tense.FUTURE and expression.governor not in _SINCE:
        if any(token.tag == "VBD" and token.relation in _AUXILIARY for token in sentence.tokens):
            return  # "was to start on 26 March": ahead of then, not of now
        yield Constraint(DayRange(None, day.latest), f"{expression.text}{note} still lies ahead", told=False, start=start, end=end)
    elif expression.tense is Tense.PAST and expression.governor not in _LIMITS and note and value.weekday:
        # News names the weekday beside the date only of the days around it: 17 of 17 posts were of that day or the next.
        week = DayRange(day.earliest, day.shift(_WEEK - 1).latest)
        yield Constraint(week, f"{expression.text}{note} is told of by its weekday", told=False, start=start, end=end)
    else:
        firm = expression.tense is Tense.PAST and expression.governor not in _LIMITS
        yield Constraint(DayRange(day.earliest, None), f"{expression.text}{note} is told of", told=True, firm=firm, start=start, end=end)


_WEEK = 7
_SINCE = frozenset({"since", "after", "from", "з", "із", "зі", "від", "після", "с", "со", "от", "после"})
_AUXILIARY = frozenset({"aux", "auxpass"})
_LIMITS = frozenset({"due", "until", "till", "through", "by", "to", "before", "for", "до", "на", "к"})


# ── dates without a year ────────────────────────────────────────────────────────────────────────────────


def names_the_war(text: str, pack: Pack, language: str) -> bool:
    """True for a text that names a side of the pack's war."""
    head = text[:_HEAD_LETTERS]
    return sum(pattern.search(head) is not None for pattern in _side_names(pack, language)) > 0


@functools.cache
def _side_names(pack: Pack, language: str) -> tuple[re.Pattern[str], ...]:
    """One pattern a side: its names, adjectives and governments, by their stems where the language declines them."""
    rows = [[*side.names.get(language, ()), *side.adjectives.get(language, ()), *side.governments.get(language, ())] for side in pack.sides]
    cut = 0 if language == "en" else _ENDING
    return tuple(re.compile(r"\b(?:" + "|".join(re.escape(name[: max(_STEM, len(name) - cut)]) for name in names) + ")") for names in rows if names)


_HEAD_LETTERS = 20_000  # characters: who fights whom is said before that
_ENDING, _STEM = 2, 4  # letters


def with_years(
    document: Document, sentences: tuple[Sentence, ...], expressions: tuple[TimeExpression, ...], allowed: DayRange, war: DayRange
) -> list[Constraint]:
    """Days of a month without a year, where the other constraints, or the weekday beside the date, leave just one year for it.

    ``war`` is the start of the war that the text tells of, open when that is not known: a day told of with its weekday is taken to be of the war.
    """
    found: list[Constraint] = []
    by_sentence: dict[int, list[TimeExpression]] = {}
    for expression in expressions:
        by_sentence.setdefault(expression.sentence, []).append(expression)
    for index, here in by_sentence.items():
        if sentences[index].start > MAX_SCANNED:
            break
        for position, expression in enumerate(here):
            value = expression.value
            if not isinstance(value, Calendar) or value.year is not None or value.month is None or value.day is None or value.which is not None:
                continue
            year = _only_year(value, allowed if allowed.earliest or not value.weekday else DayRange(war.earliest, allowed.latest))
            if year is not None:
                note = f" of {year}, the one year that the rest allows{' and the weekday fits' if value.weekday else ''},"
                found += _dated(document, sentences[index], here, position, len(sentences), replace(value, year=year), note)
    return found


# The same date falls on the same weekday again after five years at the soonest, and news that leaves out the year is not that much older than what it tells.
_WEEKDAY_RETURNS = 5
_NEAR_ANSWER, _HALF_YEAR = 14, 180  # days: where the answer is as good as known, a date without a year is the one next to it


def _only_year(value: Calendar, allowed: DayRange) -> int | None:
    """The one year in which the date lies within what is allowed, and on its weekday; a weekday also does without an upper bound."""
    first, last = allowed.earliest, allowed.latest
    if first is None or (last is None and not value.weekday):
        return None
    if last is not None and (last - first).days < _NEAR_ANSWER:
        first, last = first - timedelta(days=_HALF_YEAR), last + timedelta(days=_HALF_YEAR)
        allowed = DayRange(first, last)
    until = first.year + _WEEKDAY_RETURNS - 1
    fitting = [year for year in range(first.year, (until if last is None else min(last.year, until)) + 1) if _fits(value, year, allowed)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(value: Calendar, year: int, allowed: DayRange) -> bool:
    try:
        day = date(year, value.month or 1, value.day or 1)
    except ValueError:
        return False
    if value.weekday:
        return day.isoweekday() == value.weekday
    return (DayRange.on(day) & allowed) is not None
