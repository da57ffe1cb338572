"""The day of publication, inferred where the page does not give it.

Every relative expression beside an event whose day is known is a constraint on the day the report speaks ("yesterday" beside a rally of
30 September: it speaks on 1 October); so are the days and events it tells as past. The answer is the interval that satisfies them all.

The rule that must not be broken: no answer without a proof. When constraints clash the answer is ``unknown``; where only what is surely over
bounds it, the interval is open and ``why`` says so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.core.day_range import DayRange
from reportedly.core.records import Found, Issue, Published, PublishedBasis
from reportedly.days.address import day_of_address
from reportedly.days.anchors import MAX_SCANNED, WAR_START, AnchorMention, event_counted_from, likely_phrases, lowered, match_anchors, shifted_from_event
from reportedly.days.constraint import SLACK, Constraint, speech_days
from reportedly.days.dated import OPEN, names_the_war, with_years, written_days
from reportedly.days.lexer import lexicon
from reportedly.days.place import place
from reportedly.days.tense import is_told_as_over
from reportedly.days.timex import shift_day
from reportedly.days.values import Calendar, Length, Origin, Shift

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from reportedly.core.records import Document, Sentence
    from reportedly.days.find import TimeExpression
    from reportedly.days.lexer import Lexicon
    from reportedly.packs.load import Pack

# Two weeks: past that, "last week" and "on Friday" no longer name one week, so a wider answer would place nothing.
WIDEST_ANSWER = 14


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
    constraints = [*_of_address(document.url), *_iter_constraints(document, sentences, expressions, pack)]
    if published.basis is PublishedBasis.METADATA:
        return Found(published, tuple(_too_early(published, constraints)))
    if not expressions:
        return solve(constraints) if constraints else Found(published)
    war = _war_told_of(expressions, pack) if names_the_war(document.text, pack, document.language or "") else DayRange()
    constraints += with_years(document, sentences, expressions, _allowed(constraints), war)
    return solve(constraints) if constraints else Found(published)


def _of_address(address: str | None) -> Iterator[Constraint]:
    """The day that the page's address names, with a day's slack: the site's clock and the reader's differ."""
    found = day_of_address(address)
    if found is not None:
        near = DayRange(found.days.shift(-1).earliest, found.days.shift(1).latest)
        yield Constraint(near, f"the page's address says {found.text} ({found.days})", told=False, start=0, end=0)


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
        day = place(replace(expression, modifier=None), OPEN).days.day
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
    for constraint in sorted(constraints, key=lambda row: (not row.firm, row.told, row.days.width or 0, row.start)):
        both = days & constraint.days
        if not constraint.firm and (both is None or _is_narrow(days)):
            continue  # what may yet lie ahead proves nothing against the rest, and adds nothing to an answer
        if both is None:
            return _clash(constraint, days, used)
        if both != days or (not constraint.told and len(used) < 6):
            used.append(constraint)
        days = both
    proof = "; ".join(dict.fromkeys(constraint.why for constraint in used))
    if not _is_narrow(days):
        return Found(_wide(constraints, days, proof))
    return Found(Published(days=days, basis=PublishedBasis.INFERRED, why=proof))


def _is_narrow(days: DayRange) -> bool:
    return days.width is not None and days.width <= WIDEST_ANSWER


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
    war = _war_told_of(expressions, pack)
    clause_words = lexicon(pack, document.language or "").names("clause_words")
    low = lowered(document.text[: 2 * MAX_SCANNED])
    names_one = bool(likely_phrases(low, pack, document.language or ""))
    for sentence in sentences:
        if sentence.start > MAX_SCANNED:
            return
        here = by_sentence.get(sentence.index, [])
        stretch = low[sentence.start : min(sentence.end, sentence.start + MAX_SCANNED)] if names_one else ""
        anchors = match_anchors(stretch, sentence.start, likely_phrases(stretch, pack, document.language or "")) if stretch else []
        yield from _told_events(document.text, sentence, anchors, lexicon(pack, document.language or ""))
        for expression in here:
            yield from _counted_from_war(expression, war)
            yield from _beside_events(document.text, expression, anchors, clause_words)
            yield from _after_event(document.text, expression, anchors, pack, document.language or "")
        yield from written_days(document, sentence, here, len(sentences))


def _war_told_of(expressions: tuple[TimeExpression, ...], pack: Pack) -> DayRange:
    """The start of the pack's war; open for a text whose first year lies before it, which tells of another war."""
    war = next((anchor.days for anchor in pack.anchors if anchor.id == WAR_START), DayRange())
    first = next((value.year for expression in expressions if isinstance(value := expression.value, Calendar) and value.year), None)
    return war if war.earliest is None or first is None or first >= war.earliest.year - 1 else DayRange()


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
    if value.counted and value.unit not in {"D", "W", "M"}:
        return  # "eight years of war" may count from where an earlier war began
    amount = int(value.amount)
    slack = SLACK.get(value.unit, 0) // 2
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
    days = speech_days(expression, mention.anchor.days)
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
