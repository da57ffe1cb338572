"""sentences ─find→ time expressions.

The rule that must not be broken: a number is a year or a day only where the words around it make it one ("5000 soldiers" is no date).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.records import Found
from reportedly.days.build import Words
from reportedly.days.grammar import rules
from reportedly.days.lexer import TRIGGERS, lexicon, may_speak_of_time, read_lexemes
from reportedly.days.tense import Tense, tense_at, tense_by_endings
from reportedly.days.values import Reference, Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportedly.core.records import Document, Sentence
    from reportedly.days.grammar import Rule
    from reportedly.days.lexer import Lexeme, Lexicon
    from reportedly.days.values import Value
    from reportedly.packs.load import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A stretch of text that speaks of time, before it is placed on the calendar.

    ``modifier`` is TIMEX3's ``mod`` where the words give one (START, MID, END, APPROX …); ``governor`` the word before it,
    in lower case; ``tense`` that of the verb it hangs on, as far as the parse tells; ``sentence`` the index of its sentence.
    """

    start: int
    end: int
    text: str
    sentence: int
    rule: str
    value: Value
    modifier: str | None
    governor: str
    tense: Tense


def find_time_expressions(
    document: Document,
    sentences: tuple[Sentence, ...],
    pack: Pack,
) -> Found[tuple[TimeExpression, ...]]:
    """Time expressions in text order; none overlap. Empty for a language that has no list of time words."""
    words = lexicon(pack, document.language or "")
    if not words.words:
        return Found(())
    return Found(tuple(expression for sentence in sentences for expression in _in_sentence(document.text, sentence, words)))


def find_in_title(title: str, pack: Pack, language: str) -> tuple[TimeExpression, ...]:
    """Time expressions of a title that stands outside the text; offsets are the title's own."""
    words = lexicon(pack, language)
    return tuple(_in_stretch(title, 0, len(title), 0, words, None)) if words.words else ()


def _in_sentence(text: str, sentence: Sentence, words: Lexicon) -> Iterator[TimeExpression]:
    yield from _in_stretch(text, sentence.start, sentence.end, sentence.index, words, sentence)


def _in_stretch(text: str, start: int, end: int, index: int, words: Lexicon, sentence: Sentence | None) -> Iterator[TimeExpression]:
    if not may_speak_of_time(text[start:end], words):
        return
    lexemes = read_lexemes(text, start, end, words)
    kinds = "".join([lexeme.kind for lexeme in lexemes])
    if TRIGGERS.isdisjoint(kinds):
        return
    reached = 0
    for first, last, rule in sorted(_matches(kinds), key=lambda row: (row[0], -row[1])):
        if first < reached:
            continue
        matched = lexemes[first:last]
        if rule.name == "aged":
            reached = last
            continue
        value = rule.build(Words(matched, words))
        if value is None or not _stands(rule.name, value, lexemes, first, last, text, words):
            continue
        reached = last
        while matched[-1].kind in "'," or _is_idle_year_word(matched, words):
            matched.pop()
        if matched[0].kind == "-":
            del matched[0]
        begin, stop = matched[0].start, matched[-1].end
        tense = _tense(sentence, begin, stop) or tense_by_endings(lexemes, first, last, words)
        if tense is Tense.FUTURE and text[begin:stop].lower() in words.names("some_day"):
            value = Reference(timex="FUTURE_REF")
        yield TimeExpression(
            start=begin,
            end=stop,
            text=text[begin:stop],
            sentence=index,
            rule=rule.name,
            value=value,
            modifier=_modifier(matched) if rule.name != "war" else None,
            governor=lexemes[first - 1].text if first else "",
            tense=tense,
        )


def _is_idle_year_word(matched: list[Lexeme], words: Lexicon) -> bool:
    """A word for "year" after a date that has its month, or in the locative, is no part of the expression (as annotators of Slavic languages do)."""
    if len(matched) < 2 or matched[-1].kind != "G" or matched[-2].kind != "y":
        return False
    return matched[-1].text in words.names("idle_year_words") or any(lexeme.kind in "MS" for lexeme in matched)


def _matches(kinds: str) -> list[tuple[int, int, Rule]]:
    likely = [rule for rule in rules() if not rule.needs or any(map(kinds.__contains__, rule.needs))]
    return [(*match.span(), rule) for rule in likely for match in rule.pattern.finditer(kinds)]


def _modifier(matched: list[Lexeme]) -> str | None:
    for lexeme in matched:
        if lexeme.kind in "E6x3":
            return str(lexeme.value)
    if matched[0].kind in "RF" and len(matched) > 1:
        return "END" if matched[0].kind == "R" else "START"
    return None


def _tense(sentence: Sentence | None, start: int, end: int) -> Tense:
    if sentence is None or not sentence.tokens[0].tag:
        return Tense.NONE
    index = bisect_right(sentence.tokens, start, key=lambda token: token.start) - 1
    return tense_at(sentence, max(index, 0), end)


# ── what stands, given the words around it ──────────────────────────────────────────────────────────────


def _stands(rule: str, value: Value, lexemes: list[Lexeme], first: int, last: int, text: str, words: Lexicon) -> bool:
    check = _CHECKS.get(rule)
    near = Near(
        lexemes[first:last],
        lexemes[first - 1] if first else None,
        lexemes[last] if last < len(lexemes) else None,
        lexemes[last + 1] if last + 1 < len(lexemes) else None,
        value,
        text,
    )
    return check is None or check(near, words)


class Near(NamedTuple):
    """A match, the lexemes on both sides of it, and what it was taken to mean."""

    matched: list[Lexeme]
    before: Lexeme | None
    after: Lexeme | None
    beyond: Lexeme | None
    value: Value
    text: str


def _is_year(near: Near, words: Lexicon) -> bool:  # noqa: PLR0911  one return a kind of neighbour
    """A four-digit number is a year with words of its own, after a preposition of time or in a range; never before something counted."""
    matched, before, after = near.matched, near.before, near.after
    if any(lexeme.kind in "BbG" for lexeme in matched):
        return True
    if after is not None and (after.text in words.names("counted") or after.kind in "Uw" or after.text in _MEASURES):
        return False
    endings = tuple(words.names("counted_endings"))
    if endings and after is not None and after.kind == "." and after.text.endswith(endings) and near.text[after.start].islower():
        return False  # Slavic languages: the genitive plural of what is counted
    if len(matched) > 1 and matched[0].kind in "E6tU":
        return True
    closed = after is None or after.kind in ",-;(" or after.text == ":"
    if matched[0].kind in "x3" or (before is not None and before.kind in "x3"):
        return closed or (after is not None and after.text in words.names("year_prepositions"))
    if near.beyond is not None and after is not None and after.kind in "&-" and near.beyond.kind == "y":
        return True
    if before is None or before.kind == ";":
        return closed or _is_attribute(near, words)
    return _is_year_after(near, before, words)


_MEASURES = frozenset({"%", "°", "mm", "cm", "m", "km", "kg", "g", "t", "kw", "mw", "hp", "ft", "mph"})
_MONEY = frozenset({"$", "€", "£", "#", "№", "%", "/"})


def _is_year_after(near: Near, before: Lexeme, words: Lexicon) -> bool:  # noqa: PLR0911  one return a kind of neighbour
    """Whether the word before makes the number a year."""
    after = near.after
    if before.text in _MONEY:
        return False
    if before.text in words.names("year_prepositions"):
        return True
    is_word = before.kind == "."
    if words.plural_endings and is_word and near.text[before.start].isupper() and after is not None:
        return False  # part of a name: "Resolution 1441"
    if before.text in words.names("year_owners"):
        return before.kind != "a" or _is_attribute(near, words)
    if before.kind in "t'(-,yMS" or (after is not None and after.kind == "'"):
        return True
    if after is None or after.kind in "(;-":
        return True
    return is_word and near.text[before.start].islower() and _is_attribute(near, words)


def _is_attribute(near: Near, words: Lexicon) -> bool:
    """The words "A failed 1996 campaign", not "2000 rounds": only where plurals can be told by their ending."""
    after = near.after
    if after is None or not words.plural_endings or after.kind != ".":
        return False
    return near.text[after.start].isalpha() and not after.text.endswith(words.plural_endings)


def _is_plural_length(near: Near, words: Lexicon) -> bool:
    return near.matched[0].text in words.plural and near.before is not None and near.before.text in words.names("length_prepositions")


def _ends_in_plural(near: Near, words: Lexicon) -> bool:
    is_counted = isinstance(near.value, Window) and near.value.amount is not None
    return is_counted or near.matched[-1].text in words.plural


def _starts_in_plural(near: Near, words: Lexicon) -> bool:
    return near.matched[0].text in words.plural


def _is_length(near: Near, words: Lexicon) -> bool:
    """The words "A quarter", "three-quarters of" are fractions."""
    unit = next(lexeme for lexeme in near.matched if lexeme.kind in "UG")
    if unit.value == "H":
        return False
    if unit.value != "Q":
        return True
    return not any(lexeme.kind in "a-" for lexeme in near.matched) and (near.after is None or near.after.text not in words.names("of_words"))


def _is_month(near: Near, words: Lexicon) -> bool:
    """A month's name that is another word too ("may", "march") needs a preposition before it or more than itself."""
    name = near.matched[-1]
    if name.text in words.names("abbreviated") and len(near.matched) == 1:
        return False
    if name.text not in words.names("capital") or len(near.matched) > 1:
        return True
    if near.after is not None and near.beyond is not None and near.after.kind == "-" and near.beyond.kind == "M":
        return True  # "(May–August)"
    before, after = near.before, near.after
    if before is None:
        return False
    if before.kind in "at":  # "the March attack", not "the march on the town"
        return after is not None and after.kind == "." and len(after.text) > _SHORT_WORD and near.text[after.start].islower()
    return before.text in words.names("year_prepositions")


_SHORT_WORD = 4  # letters: prepositions


def _is_season(near: Near, words: Lexicon) -> bool:
    if near.matched[-1].text not in words.names("doubtful_seasons"):
        return True
    return len(near.matched) > 1 and (near.after is None or near.after.text not in words.names("of_words"))


def _is_whole_unit(near: Near, words: Lexicon) -> bool:
    """The words "The quarter", "the year": the one spoken of; "the day of …", "the hour" tell of something else."""
    unit = str(near.matched[-1].value)
    if unit in {"Y", "Q", "M", "WE", "W"} or any(lexeme.kind in "E6" for lexeme in near.matched):
        return near.after is None or (near.after.text not in words.names("of_words") and near.after.kind != "-")
    return False


def _is_lone_day(near: Near, words: Lexicon) -> bool:
    """The words "On the 12th": digits only, after a preposition of time."""
    day, before, after = near.matched[-1], near.before, near.after
    if before is None or day.kind != "o" or not day.text[0].isdigit():
        return False
    return before.text in words.names("day_prepositions") and (after is None or after.kind in ",;(" or near.text[after.start].islower())


def _is_any_night(near: Near, words: Lexicon) -> bool:
    return near.before is not None and near.before.text in words.names("night_prepositions") and near.matched[0].value == "TNI"


def _is_day_over(near: Near, words: Lexicon) -> bool:
    return near.before is not None and near.before.text in words.names("day_over_prepositions")


def _is_relative_day(near: Near, words: Lexicon) -> bool:
    """A word for "the day before" is one where nothing follows that it could be the eve of."""
    if near.matched[0].text not in words.names("eve_words") or len(near.matched) > 1 or near.after is None:
        return True
    return near.after.kind in ",;(" or near.after.text.endswith(tuple(words.names("past_endings")))


def _is_closed(near: Near) -> bool:
    return near.after is None or near.after.kind in ",;("


def _is_range_tail(near: Near, words: Lexicon) -> bool:
    """The "5" of "May 4 and 5 were quiet", but not of "May 4 and 5 tanks": only where plurals can be told by their ending."""
    after = near.after
    if after is None or len(near.matched) > 1 or _is_closed(near) or after.kind == "f":
        return True
    return bool(words.plural_endings) and after.kind == "." and near.text[after.start].islower() and _is_attribute(near, words)


def _is_year_tail(near: Near, _words: Lexicon) -> bool:
    """The "96" of "1995-96": with no space before it and above the year's own last figures, or at the end of a clause."""
    tail = near.matched[0]
    head = _YEAR_HEAD.search(near.text, max(0, tail.start - 5), tail.start)
    if head is not None and len(tail.text) == len("96") and int(head[1]) < int(tail.value or 0):
        return True
    return _is_closed(near) or (near.after is not None and near.after.kind == "G")


_YEAR_HEAD = re.compile(r"\d\d(\d\d)[-–—]\Z")


_CHECKS: dict[str, Callable[[Near, Lexicon], bool]] = {
    "year": _is_year,
    "month": _is_month,
    "season": _is_season,
    "plural": _is_plural_length,
    "ago bare": _starts_in_plural,
    "recent": _ends_in_plural,
    "whole unit": _is_whole_unit,
    "edge of unit": _is_whole_unit,
    "day": _is_lone_day,
    "length": _is_length,
    "day over": _is_day_over,
    "relative day": _is_relative_day,
    "night": _is_any_night,
    "range tail": _is_range_tail,
    "year tail": _is_year_tail,
}
