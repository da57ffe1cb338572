"""time expressions ─resolve→ days.

The rule that must not be broken: expressions are placed in text order, each from what stands before it and the day of publication,
never silently: what cannot be placed is ``unresolved``, with null ends and a reason.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.core.day_range import DayRange
from reportedly.core.records import DayBasis, DayKind, DayMention, Found
from reportedly.days.anchors import WAR_START, event_counted_from, find_anchors, shifted_from_event
from reportedly.days.context import Context, Focus, Placed, on, unresolved
from reportedly.days.find import find_in_title
from reportedly.days.lexer import lexicon
from reportedly.days.order import UNTIL, over_midnight, weekdays_in_turn
from reportedly.days.place import is_another_war, place
from reportedly.days.publication import WIDEST_ANSWER
from reportedly.days.reference_works import is_reference_work
from reportedly.days.republican import place_republican
from reportedly.days.timex import SEASON_MONTHS, UNIT_ORDER, days_of, length_timex, shift_day, unit_timex
from reportedly.days.values import Calendar, Length, Origin, Shift
from reportedly.days.years import is_soon

if TYPE_CHECKING:
    from reportedly.core.records import Document, Published, Sentence
    from reportedly.days.find import TimeExpression
    from reportedly.days.values import Value
    from reportedly.packs.load import Pack

_JOINED = 14  # characters between two dates that share a year: " and the ", " through ", " – "
_OLD = 2  # years before publication from which a written year speaks of history
_HISTORY = 60  # days from a date in the title to publication: from there the title names the past, not the news
_MANY = 5  # written years: fewer say nothing of what kind of text it is


def resolve_days(
    document: Document,
    sentences: tuple[Sentence, ...],
    expressions: tuple[TimeExpression, ...],
    published: Published,
    pack: Pack,
) -> Found[tuple[DayMention, ...]]:
    """Every expression with its days, or why it has none."""
    if not expressions:
        return Found(())
    context = start_context(document, expressions, published.days, pack)
    idle = _idle_rules(context)
    expressions = tuple(expression for expression in expressions if expression.rule not in idle)
    after = (*expressions[1:], None)
    expressions = tuple(each for each, following in zip(expressions, after, strict=False) if each.rule != BESIDE or _counts_on(document, each, following, pack))
    coming, asides = _coming_dates(expressions), _looks_aside(expressions)
    mentions = []
    for position, expression in enumerate(expressions):
        following = expressions[position + 1] if position + 1 < len(expressions) else None
        context.ahead = _ahead(document.text, expression, following)
        context.coming = coming[position]
        placed = _placed(document, sentences, expression, following, context, pack, position)
        mention = _mention(f"d{position}", expression, placed)
        mentions.append(mention)
        before, dated, left = context.focus, context.dated, context.left
        _remember(mention, placed, context)
        if position in asides or _is_back(expression, placed, dated, coming[position]):
            context.dated, context.left, context.aside = dated, left, expression.sentence
        elif context.focus is not before:
            context.aside = None
        if context.narrative and before is not None and _is_bracketed(document.text, expression):
            context.focus, context.dated, context.left = before, dated, left
        _remember_span(document.text, mentions, before, context)
    return Found(tuple(over_midnight(document.text, expressions, weekdays_in_turn(document.text, expressions, mentions))))


def _placed(
    document: Document,
    sentences: tuple[Sentence, ...],
    expression: TimeExpression,
    following: TimeExpression | None,
    context: Context,
    pack: Pack,
    position: int,
) -> Placed:
    """The expression's days: from the event or the date beside it where it counts from one, else from the context."""
    try:
        return (
            _from_event(document, sentences, expression, pack)
            or _from_date(document, expression, following, context, pack, f"d{position + 1}")
            or _apposed(document, expression, following, context, pack)
            or _ended(document, expression, following, context, pack)
            or _republican(document, expression, following, context)
            or place(expression, context)
        )
    except OverflowError as error:  # "the year ended 31 December 9999"
        return unresolved(f"there is no such day: {error}")


def _is_back(expression: TimeExpression, placed: Placed, dated: Focus | None, coming: DayRange | None) -> bool:
    """True for a date that was found to lie a year before the story's, between what was told and what comes: the story does not go there."""
    value = expression.value
    if dated is None or placed.days.latest is None or dated.days.earliest is None or not isinstance(value, Calendar) or value.year is not None:
        return False
    return placed.days.latest.year < dated.days.earliest.year and is_soon(dated, coming)


def _is_bracketed(text: str, expression: TimeExpression) -> bool:
    """True for a date told inside brackets beside other words: "(he had been moved there on 2 July)" is a look aside, "(3–5 July)" is none."""
    opened = text.rfind("(", max(0, expression.start - _LONG_BRACKET), expression.start)
    if opened < 0 or ")" in text[opened : expression.start]:
        return False
    return len(text[opened : expression.start].split()) > _WORDS_BESIDE


_LONG_BRACKET = 200  # characters
_WORDS_BESIDE = 3


def _idle_rules(context: Context) -> set[str]:
    """Rules whose matches date nothing here.

    "The former mayor" in news (in a narrative annotators take it for a time: TIDES 2003, section 2), a bare "at night" in a narrative,
    "since the start of the war" where that is not the pack's war, words like "at the same time" in news, where they only join what is told.
    """
    idle = {"bare part"} if context.narrative else {"state", "told"}
    return idle | {"war start"} if is_another_war(context) else idle


def _coming_dates(expressions: tuple[TimeExpression, ...]) -> list[DayRange | None]:
    """For each expression the next one that is a day or a month written with its year; ``None`` where none follows."""
    found: list[DayRange | None] = []
    coming: DayRange | None = None
    for expression in reversed(expressions):
        found.append(coming)
        value = expression.value
        if isinstance(value, Calendar) and value.year is not None and value.year >= _FOUR_FIGURES and value.month is not None and not value.before_christ:
            days = days_of(f"{value.year:04d}-{value.month:02d}" + (f"-{value.day:02d}" if value.day else ""))
            coming = days if days.width else coming
    return found[::-1]


_FOUR_FIGURES = 1000


def _looks_aside(expressions: tuple[TimeExpression, ...]) -> frozenset[int]:
    """Places of the dates whose year is neither of the written years on both sides, which agree within one: a look aside, not the story."""
    dates = ((position, expression.value) for position, expression in enumerate(expressions))
    written = [(position, date.year) for position, date in dates if isinstance(date, Calendar) and date.year and not date.before_christ]
    found: list[int] = []
    told: int | None = None
    for (position, year), (_, coming) in pairwise(written):
        if told is not None and abs(coming - told) <= _GOES_ON and year not in {told, coming}:
            found.append(position)
        else:
            told = year
    return frozenset(found)


_GOES_ON = 1  # years


def _from_event(document: Document, sentences: tuple[Sentence, ...], expression: TimeExpression, pack: Pack) -> Placed | None:
    """The length of "24 hours after …", counted from the event of the pack that follows; ``None`` for anything else."""
    if not isinstance(expression.value, Length):
        return None
    language = document.language or ""
    following = document.text[expression.end : expression.end + 24].split(maxsplit=1)
    if not following or following[0].lower() not in lexicon(pack, language).names("after"):
        return None
    end = sentences[expression.sentence].end
    mention = event_counted_from(document.text, expression, find_anchors(document.text, expression.end, end, pack, language), pack, language)
    if mention is None:
        return None
    days = shifted_from_event(expression, mention.anchor.days)
    return Placed(
        timex=length_timex(expression.value.amount, expression.value.unit),
        days=days,
        kind=DayKind.DAY if days.width == 1 else DayKind.SPAN,
        basis=DayBasis.ANCHOR,
        why=f"counted from “{document.text[mention.start : mention.end]}”, which was on {mention.anchor.days}",
        anchor=f"event:{mention.anchor.id}",
    )


def _from_date(document: Document, expression: TimeExpression, following: TimeExpression | None, context: Context, pack: Pack, name: str) -> Placed | None:
    """The length of "a week after the vote on 1 October", "two days before it", counted from that day, which is called ``name``; else ``None``."""
    value = expression.value
    sign = _counts_on(document, expression, following, pack)
    if sign == 0 or following is None:
        return None
    start = place(following, context)
    if start.days.width != 1:
        return None
    amount, unit = (value.amount, value.unit) if isinstance(value, Length | Shift) else (None, "D")
    counted = replace(expression, value=Length(amount=sign * abs(amount or 1), unit=unit))
    days = shifted_from_event(counted, start.days)
    is_length = isinstance(value, Length) and expression.rule != BESIDE
    timex = length_timex(amount, unit) if is_length else unit_timex(days.earliest, unit) if days.earliest else None
    return Placed(
        timex=timex,
        days=days if is_length or timex is None else days_of(timex),
        kind=DayKind.DAY if days.width == 1 else DayKind.SPAN,
        basis=start.basis,
        why=f"counted from “{following.text}” ({start.days})",
        anchor=name,
    )


def _counts_on(document: Document, expression: TimeExpression, following: TimeExpression | None, pack: Pack) -> int:
    """1 where the expression is a length after the date that follows, or the day after it; -1 for before; 0 for anything else."""
    value = expression.value
    is_next = isinstance(value, Shift) and value.origin is Origin.FOCUS and value.amount == 1 and not value.counted and not value.part
    if not (is_next or (isinstance(value, Length) and value.amount is not None)) or following is None or following.sentence != expression.sentence:
        return 0
    if not isinstance(value, Length | Shift) or value.unit not in UNIT_ORDER:
        return 0
    between = document.text[expression.end : following.start].lower().split()
    words = lexicon(pack, document.language or "")
    if " ".join(between) in words.names("counted_from_clauses"):
        return 1
    if not 0 < len(between) <= _CLAUSE or words.names("clause_words").intersection(between[1:]) or any(mark in word for word in between for mark in ",;:"):
        return 0
    if between[0] in words.names("after") or (len(between) == 1 and between[0] in words.names("counted_from")):
        return 1
    starts = words.names("before_starts")
    is_before = between[0] in words.names("counted_before") and not is_next
    return -1 if is_before and (not starts or expression.governor in starts or expression.text.split()[0].lower() in starts) else 0


def _apposed(document: Document, expression: TimeExpression, following: TimeExpression | None, context: Context, pack: Pack) -> Placed | None:
    """The day of "two days later, on 3 May", the month of "three months later, in May 1922": that of the date beside it; ``None`` for anything else."""
    value = expression.value
    if following is None or not isinstance(value, Shift) or not value.counted or not isinstance(following.value, Calendar):
        return None
    date = following.value
    written = {"D": date.month and date.day, "M": date.month and not date.day, "Y": date.year and not date.month and not date.season}
    if not written.get(value.unit) or not (date.month or date.year):
        return None
    words = lexicon(pack, document.language or "")
    before, *prepositions = document.text[expression.end : following.start].lower().split() or [""]
    if before.strip(",-–—()") or not before or not words.names("year_prepositions").union(words.names("day_prepositions")).issuperset(prepositions):
        return None
    placed = place(following, context)
    if placed.timex is None or placed.unit != value.unit or placed.days.width is None:
        return None
    return replace(placed, why=f"the same as “{following.text}” beside it: {placed.why}")


BESIDE = "beside"  # the rule of "the day" in "the day after the vote"


_CLAUSE = 10  # words


def _ended(document: Document, expression: TimeExpression, following: TimeExpression | None, context: Context, pack: Pack) -> Placed | None:
    """The words "the year ended 30 June" are a length that lies before that day, "the quarter ended 31 July" the quarter that most of it is in."""
    value = expression.value
    if following is None or not isinstance(value, Shift) or value.origin is not Origin.TOPIC or value.unit not in {"Q", "Y", "W"}:
        return None
    between = " ".join(document.text[expression.end : following.start].lower().split())
    words = lexicon(pack, document.language or "")
    is_first = value.unit == "W" and between in words.names("begun")
    if not is_first and between not in words.names("ended"):
        return None
    last = place(following, context).days.latest
    if last is None:
        return None
    if value.unit == "W":
        days = DayRange(last, shift_day(last, "D", 6)) if is_first else DayRange(shift_day(last, "D", -6), last)
        timex = unit_timex(last, "W")
        why = f"the week that {'begins' if is_first else 'ends'} on {last}"
        return Placed(timex=timex if days_of(timex) == days else "P1W", days=days, kind=DayKind.SPAN, basis=DayBasis.WRITTEN, why=why)
    if value.unit == "Q":
        return on(unit_timex(shift_day(last, "D", -_HALF_QUARTER), "Q"), "Q", DayBasis.WRITTEN, "the quarter that most of it is in")
    days = DayRange(shift_day(shift_day(last, "D", 1), "Y", -1), last)
    return Placed(timex="P1Y", days=days, kind=DayKind.SPAN, basis=DayBasis.WRITTEN, why=f"the year that ends on {last}")


_HALF_QUARTER = 45  # days


def _republican(document: Document, expression: TimeExpression, following: TimeExpression | None, context: Context) -> Placed | None:
    """A date of the French Republican calendar; its year may be that of a date in brackets right behind it. ``None`` for any other expression."""
    if not isinstance(expression.value, Calendar) or expression.value.republican is None:
        return None
    beside = DayRange()
    if following is not None and isinstance(following.value, Calendar) and following.value.year and following.value.republican is None:
        beside = place(following, context).days if document.text[expression.end : following.start].strip() == "(" else beside
    return place_republican(expression.value, beside, context.focus)


def start_context(document: Document, expressions: tuple[TimeExpression, ...], published: DayRange, pack: Pack) -> Context:
    """What is known before the first expression: when the report speaks, whether it is a narrative, and a date in its title."""
    war = next((anchor for anchor in pack.anchors if anchor.id == WAR_START), None)
    title, told = _title_focus(document, pack) if document.title else (None, None)
    dates = [value for expression in expressions if isinstance(value := expression.value, Calendar) and value.year]
    years = [value.year or 0 for value in dates]
    # An answer as wide as a season, or with an open end, is one for the reader; nothing can be counted from it.
    can_count = published.width is not None and published.width <= WIDEST_ANSWER
    context = Context(
        speech=published if can_count else DayRange(),
        narrative=is_reference_work(document, pack) or is_narrative(years, published, title, sum(_is_deictic(expression.value) for expression in expressions)),
        war=war.days if war else DayRange(),
        war_anchor=f"event:{war.id}" if war else None,
        focus=title,
        told=told,
        first_year=next((year for year, value in zip(years, dates, strict=True) if not value.before_christ), None),
        home=lexicon(pack, document.language or "").home,
    )
    if not context.narrative:
        context.focus = None
    return context


def is_narrative(years: list[int], published: DayRange, title: Focus | None, deictic: int) -> bool:
    """True when the text tells of days long gone: a title with a date well before publication, or mostly years well before it.

    Without a day of publication: more years written than words like "yesterday" and "on Friday" that only a reader of the day can place.
    """
    if published.latest is None:
        return len(years) > deictic
    if title is not None and title.days.latest is not None and (published.latest - title.days.latest).days > _HISTORY:
        return True
    old = [year for year in years if year <= published.latest.year - _OLD]
    return len(years) >= _MANY and len(old) >= 0.6 * len(years) and deictic <= 0.2 * len(years)


def _is_deictic(value: Value) -> bool:
    if isinstance(value, Shift):
        return value.origin is Origin.SPEECH and value.unit in {"D", "W", "WE"}
    return isinstance(value, Calendar) and value.weekday is not None and value.day is None


def _title_focus(document: Document, pack: Pack) -> tuple[Focus | None, DayRange | None]:
    """The first date of the title and the stretch that all its dates span; ``None`` where it has none."""
    focus: Focus | None = None
    told: DayRange | None = None
    context = Context(speech=DayRange(), narrative=True, war=DayRange(), war_anchor=None)
    found = find_in_title(document.title or "", pack, document.language or "")
    for position, expression in enumerate(found):
        following = found[position + 1] if position + 1 < len(found) else None
        context.ahead = _ahead(document.title or "", expression, following)
        placed = place(expression, context)
        if placed.timex and placed.unit and placed.days.width:
            focus = focus or Focus(timex=placed.timex, days=placed.days, unit=placed.unit, mention=None)
            told = placed.days if told is None else told.hull(placed.days)
    return focus, told


def _ahead(text: str, expression: TimeExpression, following: TimeExpression | None) -> Calendar | None:
    """The next date where this one is joined to it: "from May to June 1940", "3–5 July 2022"."""
    if following is None or following.start - expression.end > _JOINED:
        return None
    here, there = expression.value, following.value
    if (
        not isinstance(here, Calendar)
        or not isinstance(there, Calendar)
        or here.year
        or not (there.year or there.month)
        or not (here.month or here.day or here.season)
    ):
        return None
    between = text[expression.end : following.start]
    if any(mark in between for mark in ".;()\n") or ("," in between and following.modifier in {"START", "MID", "END"} and not there.month):
        return None  # "at the end of August, in the middle of 2021" are two times
    if between.split()[:1] and between.split()[0].lower() in _SINCE:
        return None  # "the driest December since 1961"
    is_stretch = between.strip().lower() in UNTIL - {"and"}
    if is_stretch and there.year and _month_of(here) > _month_of(there) > 0:  # "from November to March 1920" begins in 1919
        return replace(there, year=there.year - 1)
    return there


_SINCE = frozenset({"since", "before", "after", "з", "із", "с", "перед", "після", "после"})


def _month_of(date: Calendar) -> int:
    return date.month or (SEASON_MONTHS[date.season] if date.season and date.season != "WI" else 0)


def _mention(name: str, expression: TimeExpression, placed: Placed) -> DayMention:
    return DayMention(
        id=name,
        start=expression.start,
        end=expression.end,
        text=expression.text,
        kind=placed.kind,
        days=placed.days,
        timex=placed.timex,
        basis=placed.basis,
        anchor=placed.anchor,
        why=placed.why,
    )


_BEFORE_CHRIST = re.compile(r"BC(\d{4})")


def _remember_span(text: str, mentions: list[DayMention], before: Focus | None, context: Context) -> None:
    """Two dates with a dash or little else between them span a stretch; it lasts until the next date."""
    focus = context.focus
    if len(mentions) < 2 or before is None or focus is None or before.mention != mentions[-2].id or focus.mention != mentions[-1].id:
        return
    first, last = before.days.earliest, focus.days.latest
    between = text[mentions[-2].end : mentions[-1].start]
    if len(between) <= _JOINED and "\n" not in between and first is not None and last is not None and first.year < last.year:
        context.span = Focus(timex=focus.timex, days=before.days.hull(focus.days), unit=focus.unit, mention=focus.mention)


def _is_within(dated: Focus | None, days: DayRange) -> bool:
    return dated is not None and dated.unit == "D" and (dated.days & days) == dated.days


def _remember(mention: DayMention, placed: Placed, context: Context) -> None:
    """The time just spoken of becomes what the next expression may count from."""
    if placed.timex is not None and (match := _BEFORE_CHRIST.match(placed.timex)):
        context.before_christ = int(match[1])
    if placed.unit is None or placed.timex is None or placed.days.width is None:
        return
    context.before_christ = None
    if context.narrative and placed.unit == "M" and _is_within(context.dated, placed.days):
        return  # "in July there were seven prisoners", told of the 14th: the story stays on its day
    spoken, ended = context.speech.latest, placed.days.latest
    # Results are reported of quarters that are over, forecasts of others; the first one named may be one of a year that ends in September.
    is_over = context.quarter is None or spoken is None or (ended is not None and ended < spoken)
    if placed.unit == "Q" and placed.basis is not DayBasis.ANCHOR and not context.narrative and is_over:
        context.quarter = Focus(timex=placed.timex, days=placed.days, unit="Q", mention=mention.id)
    if placed.unit in {"D", "M"}:
        dated, last = context.dated, placed.days.latest
        is_back = placed.basis is DayBasis.WRITTEN and dated is not None and dated.days.earliest is not None and last is not None and last < dated.days.earliest
        context.left = dated if is_back else None
        context.dated = Focus(timex=placed.timex, days=placed.days, unit=placed.unit, mention=mention.id)
    context.focus = Focus(timex=placed.timex, days=placed.days, unit=placed.unit, mention=mention.id)
