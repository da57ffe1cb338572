"""sentences ─find→ time expressions.

The rule that must not be broken: a number is a year or a day only where the words around it make it one ("5000 soldiers" is no date).
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.records import Found
from reportedly.days.grammar import rules
from reportedly.days.lexer import TRIGGERS, lexicon, may_speak_of_time, read_lexemes, with_ranges
from reportedly.days.order import unsure_orders, with_one_order
from reportedly.days.papers import names_a_paper
from reportedly.days.stands import stands
from reportedly.days.tense import Tense, tense_at, tense_by_endings
from reportedly.days.values import Length, Reference, Shift
from reportedly.days.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    found = tuple(
        expression
        for first, last in _unbroken(document.text, sentences, words)
        for expression in _in_stretch(document.text, first.start, last.end, (first, last), words)
    )
    return Found(with_one_order(found), unsure_orders(found))


def find_in_title(title: str, pack: Pack, language: str) -> tuple[TimeExpression, ...]:
    """Time expressions of a title that stands outside the text; offsets are the title's own."""
    words = lexicon(pack, language)
    return tuple(_in_stretch(title, 0, len(title), None, words)) if words.words else ()


def _unbroken(text: str, sentences: tuple[Sentence, ...], words: Lexicon) -> Iterator[tuple[Sentence, Sentence]]:
    """Each sentence twice; but two of them where one was split in a time of day: before the zone of "3 a.m. Capital City time" or the like, in "о 6. 15"."""
    skipped = False
    for sentence, following in zip(sentences, (*sentences[1:], None), strict=False):
        if skipped:
            skipped = False
            continue
        last = sentence
        if following is not None and _is_in_clock(text, sentence, following, words):
            last, skipped = following, True
        elif following is not None and text[sentence.end - 3 : sentence.end].lower() == ".m." and following.start - sentence.end <= 1:
            opening = read_lexemes(text, following.start, min(following.end, following.start + _ZONE), words)
            if opening and opening[0].kind == "z":
                last, skipped = following, True
        yield sentence, last


def _is_in_clock(text: str, sentence: Sentence, following: Sentence, words: Lexicon) -> bool:
    """True where the sentence was split inside a time of day written with a stop and a space: "о 6. 15"."""
    before, after = text[max(sentence.start, sentence.end - 8) : sentence.end].split(), text[following.start : following.start + 3]
    is_end = len(before) > 1 and before[-1][:-1].isdecimal() and before[-1][-1] == "." and after[:2].isdecimal() and not after[2:].isalnum()
    return is_end and before[-2].lower() in words.names("clock_prepositions")


_CLOCK_FIGURES = re.compile("e(?:D|d;[dD])")  # "о 14.30", "о 6. 15": figures that only a preposition makes a time
_ZONE = 40  # characters: more than the longest name of a zone


def _read(text: str, start: int, end: int, words: Lexicon) -> tuple[list[Lexeme], str]:
    """The lexemes of the stretch and the string of their classes."""
    lexemes = read_lexemes(text, start, end, words)
    kinds = "".join([lexeme.kind for lexeme in lexemes])
    if "w-w" not in kinds:
        return lexemes, kinds
    lexemes = with_ranges(lexemes)
    return lexemes, "".join([lexeme.kind for lexeme in lexemes])


def _in_stretch(text: str, start: int, end: int, within: tuple[Sentence, Sentence] | None, words: Lexicon) -> Iterator[TimeExpression]:
    if not may_speak_of_time(text[start:end], words):
        return
    lexemes, kinds = _read(text, start, end, words)
    if TRIGGERS.isdisjoint(kinds) and not (_CLOCK_FIGURES.search(kinds) and words.names("clock_prepositions")):
        return
    reached = 0
    for first, last, rule in sorted(_matches(kinds, words), key=lambda row: (row[0], -row[1])):
        if first < reached:
            continue
        matched = lexemes[first:last]
        if (rule.name == "aged" and not _is_of_a_thing(lexemes, last, words)) or _is_of_a_street(lexemes, first, words):
            reached = last
            continue
        value = _meant(rule, lexemes, first, last, words)
        is_paper = rule.name == "repeated" and names_a_paper(_sentence_at(within, matched[0].start), matched[0].start)
        if value is None or is_paper or not stands(rule.name, value, lexemes, first, last, text, words):
            continue
        reached = last
        while matched[-1].kind in "'," or _is_idle_year_word(matched, words):
            matched.pop()
        sentence = _sentence_at(within, matched[0].start)
        if matched[0].kind == "-" or _is_article_of_more(sentence, matched):
            del matched[0]
        begin, stop = matched[0].start, matched[-1].end
        tense = _tense_near(sentence, lexemes, (first, last), (begin, stop), words)
        if tense is Tense.FUTURE and text[begin:stop].lower() in words.names("some_day"):
            value = Reference(timex="FUTURE_REF")
        yield TimeExpression(
            start=begin,
            end=stop,
            text=text[begin:stop],
            sentence=sentence.index if sentence is not None else 0,
            rule=rule.name,
            value=value,
            modifier=_modifier(matched) if rule.name != "war" else None,
            governor=lexemes[first - 1].text if first else "",
            tense=tense,
        )


def _sentence_at(within: tuple[Sentence, Sentence] | None, start: int) -> Sentence | None:
    """The one of the two sentences that the offset stands in; ``None`` for a title outside the text."""
    return within and within[within[1].start <= start]


def _meant(rule: Rule, lexemes: list[Lexeme], first: int, last: int, words: Lexicon) -> Value | None:
    """What the rule makes of the lexemes; a length in "через місяць після …", as what it is counted from follows."""
    matched = lexemes[first:last]
    if rule.name == "length head":
        matched = [*matched, *[lexeme for lexeme in lexemes[last : last + _TO_UNIT] if lexeme.kind in "UG"][:1]]
    value = rule.build(Words(matched, words))
    if rule.name in _FROM_NOW and isinstance(value, Shift) and last < len(lexemes) and lexemes[last].text in words.names("after"):
        return Length(amount=value.amount, unit=value.unit)
    return value


_TO_UNIT = 4  # lexemes from the first number of "12 to 18-month" to its unit
_FROM_NOW = frozenset({"hence", "hence range", "fused ago"})


def _is_earliest(lexemes: list[Lexeme], first: int, words: Lexicon) -> bool:
    """True after "as early as", "as soon as": the first day on which something may come."""
    before = [lexeme.text for lexeme in lexemes[max(0, first - 3) : first]]
    return len(before) == _AS_EARLY_AS and before[0] == before[2] == "as" and before[1] in words.names("earliest_words")


_AS_EARLY_AS = 3  # words


def _is_of_a_thing(lexemes: list[Lexeme], last: int, words: Lexicon) -> bool:
    """True for "the two-year-old truce": how long something has lasted is a time, the age of a person is none."""
    return last < len(lexemes) and lexemes[last].text.removesuffix("s") in words.names("lasting_nouns")


def _is_of_a_street(lexemes: list[Lexeme], first: int, words: Lexicon) -> bool:
    """True after a word for a street or a square: "площа 1 Травня" is a name."""
    before = [lexeme.text for lexeme in lexemes[max(0, first - 2) : first]]
    return bool(before) and ("".join(before) if before[-1] == "." else before[-1]) in words.names("street_words")


def _is_article_of_more(sentence: Sentence | None, matched: list[Lexeme]) -> bool:
    """The article of "the Tuesday deadline", "the two-day rally" belongs to what the time describes (TimeML 1.2.1: the extent is that of the modifier)."""
    if sentence is None or len(matched) < 2 or matched[0].kind != "t" or not sentence.tokens[0].tag:
        return False
    index = bisect_right(sentence.tokens, matched[0].start, key=lambda token: token.start) - 1
    head = sentence.tokens[sentence.tokens[max(index, 0)].head]
    return head.start >= matched[-1].end


def _is_idle_year_word(matched: list[Lexeme], words: Lexicon) -> bool:
    """A word for "year" after a date that has its month, or in the locative, is no part of the expression (as annotators of Slavic languages do)."""
    if len(matched) < 2 or matched[-1].kind != "G" or matched[-2].kind != "y":
        return False
    return matched[-1].text in words.names("idle_year_words") or any(lexeme.kind in "MS" for lexeme in matched)


_KINDS_OF_SENTENCES = 4096  # kept: sentences differ less in their classes than in their words


def _matches(kinds: str, words: Lexicon) -> Iterator[tuple[int, int, Rule]]:
    """Every match of every rule; an edge without its "of", where the language has one, is a verb: "to close Monday", "start Friday"."""
    has_of = bool(words.names("of_words"))
    there = frozenset(kinds)
    for rule in _rules_for(there):
        for match in rule.pattern.finditer(kinds):
            first, last = match.span()
            yield first + (has_of and last - first > 1 and kinds[first] == "6" and kinds[first + 1] not in "f-"), last, rule


@functools.lru_cache(maxsize=_KINDS_OF_SENTENCES)
def _rules_for(there: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that sentences of these classes may match: running all would cost more than all that follows."""
    return tuple(rule for rule in rules() if all(any(there.issuperset(need) for need in needs) for needs in rule.needs))


def _modifier(matched: list[Lexeme]) -> str | None:
    for lexeme in matched:
        if lexeme.kind in "E6x3":
            return str(lexeme.value)
    if matched[0].kind in "RF" and len(matched) > 1:
        return "END" if matched[0].kind == "R" else "START"
    return None


def _tense_near(sentence: Sentence | None, lexemes: list[Lexeme], place: tuple[int, int], span: tuple[int, int], words: Lexicon) -> Tense:
    """The tense by the parse, else by the endings of the verbs near; ahead after "as early as", where no past tense speaks against it."""
    parsed = Tense.NONE if words.names("future_words") else _tense(sentence, *span)  # Slavic languages: by endings, with a parse or without
    tense = parsed or tense_by_endings(lexemes, *place, words)
    return Tense.FUTURE if tense in {Tense.NONE, Tense.PRESENT} and _is_earliest(lexemes, place[0], words) else tense


def _tense(sentence: Sentence | None, start: int, end: int) -> Tense:
    if sentence is None or not sentence.tokens[0].tag:
        return Tense.NONE
    index = bisect_right(sentence.tokens, start, key=lambda token: token.start) - 1
    return tense_at(sentence, max(index, 0), end)
