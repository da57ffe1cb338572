"""The day of publication, inferred where the page does not give it.

Every relative expression beside an event whose day is known is a constraint on the day the report speaks ("yesterday" beside a rally of
30 September: it speaks on 1 October); so are the days and events it tells as past. The answer is the interval that satisfies them all.

The rule that must not be broken: no answer without a proof. When constraints clash the answer is ``unknown``; where only what is surely over
bounds it, the interval is open and ``why`` says so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.day_range import DayRange
from reportedly.core.records import Found, Issue, Published, PublishedBasis
from reportedly.days.anchors import MAX_SCANNED, WAR_START, AnchorMention, event_counted_from, likely_phrases, lowered, match_anchors, shifted_from_event
from reportedly.days.context import Context
from reportedly.days.dateline import is_dateline
from reportedly.days.lexer import lexicon
from reportedly.days.place import place
from reportedly.days.tense import Tense, is_told_as_over
from reportedly.days.timex import days_of, shift_day, unit_timex
from reportedly.days.values import Calendar, Length, Origin, Shift, Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.core.records import Document, Sentence
    from reportedly.days.find import TimeExpression
    from reportedly.days.lexer import Lexicon
    from reportedly.packs.load import Pack

# Two weeks: past that, "last week" and "on Friday" no longer name one week, so a wider answer would place nothing.
WIDEST_ANSWER = 14
_DATELINE = 10  # letters beside the date: "Published", "Updated:"; more is a caption or a sentence
_HEAD = 6  # sentences from either end in which such a line is looked for
_BESIDE = 4  # characters between "yesterday" and the date that says which day that was: ", " or " ("
_SLACK = {"D": 0, "W": 3, "M": 15, "Y": 183}  # days either side of "two weeks ago": half of the unit


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


def infer_published(
    document: Document,
    sentences: tuple[Sentence, ...],
    expressions: tuple[TimeExpression, ...],
    pack: Pack,
) -> Found[Published]:
    """The document's own day when it has one, else the interval that satisfies what the text says, with the proof; else ``unknown``.

    The interval may have no later end: then the text only proves before which day it was not written.
    A day from the page's metadata stays, with an issue where the text tells of later days; a day that heads one row of a table does not.
    """
    published = document.published
    if published.basis not in {PublishedBasis.UNKNOWN, PublishedBasis.METADATA}:
        return Found(published)
    if published.basis is PublishedBasis.METADATA and _is_day_of_a_row(document, expressions):
        why = f"{published.days} is the day of one row of several, and no day of publication"
        published = Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why=why)
    constraints = list(_iter_constraints(document, sentences, expressions, pack))
    if published.basis is PublishedBasis.METADATA:
        return Found(published, tuple(_too_early(published, constraints)))
    if not constraints:
        return Found(published)
    constraints += _with_years(document, sentences, expressions, _allowed(constraints))
    return solve(constraints)


def _is_day_of_a_row(document: Document, expressions: tuple[TimeExpression, ...]) -> bool:
    """True for a day read off the visible page that heads one row of a table or a chronicle, and not the last of its days."""
    published = document.published
    if not published.why.startswith(_VISIBLE):
        return False
    rows: dict[date, bool] = {}
    for expression in expressions:
        value = expression.value
        if not isinstance(value, Calendar) or value.year is None or value.day is None or not _heads_line(document.text, expression.start):
            continue
        day = place(replace(expression, modifier=None), _OPEN).days.day
        if day is not None:
            rows[day] = rows.get(day, False) or document.text[expression.end : expression.end + 2].strip()[:1] in _SEPARATORS
    if len(rows) < 2 or published.days.day not in rows:
        return False
    return all(rows.values()) or published.days.day < max(rows)


def _heads_line(text: str, start: int) -> bool:
    before = text[max(0, start - _INDENT) : start].rpartition("\n")
    return not before[2].strip() and (bool(before[1]) or start <= _INDENT)


_INDENT = 40  # letters: no line of a table is set in deeper
_VISIBLE = ("a date in the page", "the page's line")  # how the reading of pages names days that the page shows but does not declare
_SEPARATORS = frozenset({",", ";", "|", "\t"})


def _too_early(published: Published, constraints: list[Constraint]) -> Iterator[Issue]:
    """An issue where the text cannot have been written by the day that its page names; a day's slack for time zones."""
    after, until = published.days.shift(2).latest, published.days.shift(_PAGES_AGE).latest
    if after is None or until is None:
        return
    for constraint in constraints:
        first = constraint.days.earliest
        if constraint.firm and first is not None and after <= first <= until:
            message = f"the page names {published.days} as the day of publication, but {constraint.why}"
            yield Issue(code="published-conflict", message=message, start=constraint.start, end=constraint.end)
            return


_PAGES_AGE = 730  # days: past that a day "told of" is a due date misread (3 of 256 news texts) more often than a page misdated


def _allowed(constraints: list[Constraint]) -> DayRange:
    """What all constraints together allow; open where they clash."""
    days: DayRange | None = DayRange()
    for constraint in constraints:
        days = days & constraint.days if days is not None else None
    return days or DayRange()


def solve(constraints: list[Constraint]) -> Found[Published]:
    """The intersection of the constraints, of the firm ones alone where that is wide; ``unknown`` with an issue when they clash."""
    used: list[Constraint] = []
    days = DayRange()
    for constraint in sorted(constraints, key=lambda row: (row.told, row.days.width or 0, row.start)):
        both = days & constraint.days
        if both is None:
            return _clash(constraint, days, used)
        if both != days or (not constraint.told and len(used) < 6):
            used.append(constraint)
        days = both
    proof = "; ".join(dict.fromkeys(constraint.why for constraint in used))
    if days.width is None or days.width > WIDEST_ANSWER:
        return Found(_wide(constraints, days, proof))
    return Found(Published(days=days, basis=PublishedBasis.INFERRED, why=proof))


def _wide(constraints: list[Constraint], allowed: DayRange, proof: str) -> Published:
    """What the firm constraints leave, mostly with an open end: no day before the last that the text surely tells as over; else ``unknown``."""
    days = _allowed([constraint for constraint in constraints if constraint.firm])
    if days.earliest is None:
        return Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why=f"the text allows {allowed}, and nothing in it is surely over: {proof}")
    wide = f"not before {days.earliest}, and no later end is known" if days.latest is None else f"some time in {days}, too wide to count from"
    return Published(days=days, basis=PublishedBasis.INFERRED, why=f"{wide}: {proof}")


def _clash(constraint: Constraint, days: DayRange, used: list[Constraint]) -> Found[Published]:
    message = f"no day of publication satisfies the text: {constraint.why}, but {'; '.join(row.why for row in used)} ({days})"
    issue = Issue(code="published-conflict", message=message, start=constraint.start, end=constraint.end)
    return Found(Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why=message), (issue,))


# ── constraints ─────────────────────────────────────────────────────────────────────────────────────────


def _iter_constraints(document: Document, sentences: tuple[Sentence, ...], expressions: tuple[TimeExpression, ...], pack: Pack) -> Iterator[Constraint]:
    by_sentence: dict[int, list[TimeExpression]] = {}
    for expression in expressions:
        by_sentence.setdefault(expression.sentence, []).append(expression)
    war = next((anchor.days for anchor in pack.anchors if anchor.id == WAR_START), DayRange())
    clause_words = lexicon(pack, document.language or "").names("clause_words")
    low = lowered(document.text[: 2 * MAX_SCANNED])
    phrases = likely_phrases(low, pack, document.language or "")
    for sentence in sentences:
        if sentence.start > MAX_SCANNED:
            return
        here = by_sentence.get(sentence.index, [])
        anchors = match_anchors(low[sentence.start : min(sentence.end, sentence.start + MAX_SCANNED)], sentence.start, phrases) if phrases else []
        yield from _told_events(document.text, sentence, anchors, lexicon(pack, document.language or ""))
        for expression in here:
            yield from _counted_from_war(expression, war)
            yield from _beside_events(document.text, expression, anchors, clause_words)
            yield from _after_event(document.text, expression, anchors, pack, document.language or "")
        yield from _written(document, sentence, here, len(sentences))


def _quote(text: str, start: int, end: int) -> str:
    words = " ".join(text[start:end].split())
    return f"“{words}”" if len(words) <= 70 else f"“{words[:34]} … {words[-34:]}”"


def _told_events(text: str, sentence: Sentence, anchors: list[AnchorMention], words: Lexicon) -> Iterator[Constraint]:
    """A report cannot come before an event it tells; that is firm where the telling is in the past and nothing in the sentence lies ahead."""
    for mention in anchors:
        first = mention.anchor.days.earliest
        if first is not None:
            why = f"{_quote(text, mention.start, mention.end)} was on {mention.anchor.days} (event:{mention.anchor.id}), so not before that"
            firm = is_told_as_over(sentence, mention.start, mention.end, words)
            yield Constraint(DayRange(first, None), why, told=True, start=mention.start, end=mention.end, firm=firm)


def _counted_from_war(expression: TimeExpression, war: DayRange) -> Iterator[Constraint]:
    """The words "after seven months of war": seven months on, and not yet eight."""
    value = expression.value
    if not isinstance(value, Shift) or value.origin is not Origin.WAR or value.amount is None or war.earliest is None or war.latest is None:
        return
    if expression.governor in _PLANNED:
        return  # "a plan for 120 days of war" counts what is to come
    amount = int(value.amount)
    slack = _SLACK.get(value.unit, 0) // 2
    # "After five days of war" is said on the fifth day, too: the day it began counts for one.
    early = max(slack, value.unit == "D" and value.counted)
    first = DayRange.on(shift_day(war.earliest, value.unit, amount)).shift(-early).earliest
    last = DayRange.on(shift_day(war.latest, value.unit, amount + 1)).shift(slack).latest
    why = f"“{expression.text}” counts from {war} (event:{WAR_START}) to {first}..{last}"
    # "The first day of the war" is remembered for years; only a high count is the reporter's own.
    # So are its first hours.
    is_memory = value.unit in {"TH", "TM", "TS"} or (not value.counted and amount * _DAYS.get(value.unit, 30) < _REMEMBERED)
    days = DayRange(first, None) if is_memory else DayRange(first, last)
    yield Constraint(days, why, told=is_memory, start=expression.start, end=expression.end)


_PLANNED = frozenset({"for", "на"})
_DAYS = {"D": 1, "W": 7}
_REMEMBERED = 60


def _beside_events(text: str, expression: TimeExpression, anchors: list[AnchorMention], clause_words: frozenset[str]) -> Iterator[Constraint]:
    """A relative expression in the same clause as an event of a known day."""
    beside = [mention for mention in anchors if _same_clause(text, expression, mention, clause_words)]
    if not beside:
        return
    mention = min(beside, key=lambda row: (_gap(expression, row), row.start))
    days = _speech_days(expression, mention.anchor.days)
    if days is not None:
        event = f"{_quote(text, mention.start, mention.end)}, which was on {mention.anchor.days} (event:{mention.anchor.id})"
        why = f"“{expression.text}” beside {event}, gives {days}"
        yield Constraint(days, why, told=False, start=expression.start, end=expression.end)


def _gap(expression: TimeExpression, mention: AnchorMention) -> int:
    return max(0, expression.start - mention.end, mention.start - expression.end)


def _same_clause(text: str, expression: TimeExpression, mention: AnchorMention, clause_words: frozenset[str]) -> bool:
    if _gap(expression, mention) == 0:
        return True
    between = text[mention.end : expression.start] if mention.end <= expression.start else text[expression.end : mention.start]
    words = between.lower().replace(",", " , ").split()
    return not clause_words.intersection(words) and not any(mark in between for mark in ",;:.—–()")


def _speech_days(expression: TimeExpression, event: DayRange) -> DayRange | None:
    """On which days a report can say "yesterday" (…) of an event of these days; ``None`` where the expression fixes nothing."""
    value, first, last = expression.value, event.earliest, event.latest
    if first is None or last is None:
        return None
    if isinstance(value, Shift) and value.origin is Origin.SPEECH and value.amount is not None and value.then is None:
        amount = round(value.sign * value.amount) if value.counted else round(value.amount)
        if value.counted or value.unit == "D":
            slack = _SLACK.get(value.unit, 0) if value.counted else 0
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


def _after_event(text: str, expression: TimeExpression, anchors: list[AnchorMention], pack: Pack, language: str) -> Iterator[Constraint]:
    """The words "24 hours after …": what is told happened then, so the report is no earlier."""
    mention = event_counted_from(text, expression, anchors, pack, language)
    if mention is None or mention.anchor.days.earliest is None:
        return
    days = shifted_from_event(expression, mention.anchor.days)
    # "A hundred days after" is said on the hundredth day, too, the day of the event counting for one.
    value = expression.value
    early = days.shift(-1 if isinstance(value, Length) and value.unit == "D" and (value.amount or 0) > 2 else 0).earliest
    if early is not None:
        why = f"{_quote(text, expression.start, mention.end)} is {days} (event:{mention.anchor.id}), so not before that"
        yield Constraint(DayRange(early, None), why, told=True, start=expression.start, end=mention.end)


def _is_line(text: str, sentence: Sentence) -> bool:
    """True when the sentence stands alone on its line, or is known to have no verb (flattened pages run lines together)."""
    if sentence.tokens[0].pos and not any(token.pos in {"VERB", "AUX"} for token in sentence.tokens):
        return True
    start = text.rfind("\n", 0, sentence.start) + 1
    stop = text.find("\n", sentence.end)
    return not text[start : sentence.start].strip() and not text[sentence.end : len(text) if stop < 0 else stop].strip()


def _letters(text: str) -> int:
    return sum(letter.isalpha() for letter in text)


def _written(document: Document, sentence: Sentence, expressions: list[TimeExpression], count: int) -> Iterator[Constraint]:
    """Days written in full, and months and years that are told as past."""
    for position, expression in enumerate(expressions):
        value = expression.value
        if not isinstance(value, Calendar) or value.year is None or value.before_christ:
            continue
        if value.month is not None and value.day is not None:
            yield from _dated(document, sentence, expressions, position, count, value)
        elif expression.tense is Tense.PAST and expression.governor in _PLACING and value.part is None:
            first = place(expression, _OPEN).days.earliest
            if first is not None:
                why, firm = f"{expression.text} is told of", value.month is not None
                yield Constraint(DayRange(first, None), why, told=True, start=expression.start, end=expression.end, firm=firm)


_OPEN = Context(speech=DayRange(), narrative=True, war=DayRange(), war_anchor=None)
_PLACING = frozenset({"in", "since", "у", "в", "с", "з"})


def _dated(
    document: Document, sentence: Sentence, expressions: list[TimeExpression], position: int, count: int, value: Calendar, note: str = ""
) -> Iterator[Constraint]:
    """A day: as a line of its own it is the report's; told as past it is a lower bound, told as ahead an upper bound."""
    expression = expressions[position]
    day = place(replace(expression, value=value, modifier=None), _OPEN).days
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
        days = _speech_days(other, day) if gap <= _BESIDE and isinstance(other.value, Shift) else None
        if days is not None:
            yield Constraint(days, f"“{other.text}” is said of {expression.text}{note}", told=False, start=start, end=end)
    if expression.tense is Tense.FUTURE and expression.governor not in {"since", "after"}:
        yield Constraint(DayRange(None, day.latest), f"{expression.text}{note} still lies ahead", told=False, start=start, end=end)
    else:
        firm = expression.tense is Tense.PAST and expression.governor not in _LIMITS
        yield Constraint(DayRange(day.earliest, None), f"{expression.text}{note} is told of", told=True, firm=firm, start=start, end=end)


_LIMITS = frozenset({"due", "until", "till", "through", "by", "to", "before", "for", "до", "на", "к"})


# ── dates without a year ────────────────────────────────────────────────────────────────────────────────


def _with_years(document: Document, sentences: tuple[Sentence, ...], expressions: tuple[TimeExpression, ...], allowed: DayRange) -> list[Constraint]:
    """Days of a month without a year, where the other constraints, or the weekday beside the date, leave just one year for it."""
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
            year = _only_year(value, allowed)
            if year is not None:
                note = f" of {year}, the one year that the rest allows{' and the weekday fits' if value.weekday else ''},"
                found += _dated(document, sentences[index], here, position, len(sentences), replace(value, year=year), note)
    return found


# The same date falls on the same weekday again after five years at the soonest, and news that leaves out the year is not that much older than what it tells.
_WEEKDAY_RETURNS = 5


def _only_year(value: Calendar, allowed: DayRange) -> int | None:
    """The one year in which the date lies within what is allowed, and on its weekday; a weekday also does without an upper bound."""
    first, last = allowed.earliest, allowed.latest
    if first is None or (last is None and not value.weekday):
        return None
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
