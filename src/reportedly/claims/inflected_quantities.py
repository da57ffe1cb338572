"""Numbers of Ukrainian and Russian text with their bounds and units: "понад 5 тис. солдатів", "от сорока до пятидесяти машин", "кілька сотень".

The rule that must not be broken: what ``quantities`` says of numbers holds here too: none inside a time expression, a name or an ordinal.
Words are looked up in the sentence as it is written; a counted noun stands behind its number, in any case, with adjectives between.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reportedly.speakers.word_keys import plain, word_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reportedly.core.records import Sentence, Token
    from reportedly.packs.load import Pack

FIGURE = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d{1,15}(?:[.,]\d{1,2})?")
SPAN = re.compile(r"(\d{1,9})[-‑–—](\d{1,9})")
GROUPED = re.compile(r"\d{3}")
YEARS = range(1900, 2100)
THOUSAND = 1_000
HUNDRED = 100
OPEN_ENDED = 20
"""From here on a vague word is a plural that runs up to the next order: "десятки тысяч" is 20,000 to 99,999."""
FEW_TIMES = 10
"""Up to here "чотири рази" is how, from here on "обстріляли 120 разів" is a count that a bulletin reports."""
REACH = 5
"""How many words behind a number its noun may stand: "5 новых российских боевых машин"."""
AROUND = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class InflectedNumberWords:
    """The compiled table of ``quantities.toml`` of one language."""

    values: Mapping[str, float]
    factors: Mapping[str, float]
    scales: Mapping[str, float]
    vague: Mapping[str, tuple[float, float]]
    formations: Mapping[str, tuple[float, float]]
    before: tuple[tuple[tuple[str, ...], str], ...]
    after: tuple[tuple[tuple[str, ...], str], ...]
    range_from: frozenset[str]
    range_to: frozenset[str]
    units: Mapping[str, str]
    keys: Mapping[str, frozenset[str]]
    harm: tuple[str, ...]
    signs: frozenset[str]

    def is_of(self, group: str, token: Token) -> bool:
        """Whether the token is a case form of a word of the group."""
        return any(key in self.keys[group] for key in word_keys(token.text))

    def unit_of(self, token: Token) -> str | None:
        """The unit that the token is a case form of."""
        return next((self.units[key] for key in word_keys(token.text) if key in self.units), None)


class InflectedNumber(NamedTuple):
    """First and last token of a number, its least and greatest value (``None`` is open), and its unit."""

    first: int
    last: int
    lower: float | None
    upper: float | None
    unit: str


class _Value(NamedTuple):
    end: int
    low: float
    high: float


@functools.cache
def inflected_number_words(pack: Pack, language: str) -> InflectedNumberWords | None:
    """The language's number words, compiled; ``None`` for a language without a table of this form."""
    table = pack.words(language, "quantities")
    if "values" not in table:
        return None
    words = table["words"]
    groups = ("percent", "labels", "years", "ages", "acts", "uncounted")
    return InflectedNumberWords(
        values={plain(word): float(value) for value, forms in table["values"].items() for word in forms},
        factors={plain(word): float(value) for value, forms in table["factors"].items() for word in forms},
        scales={plain(word): float(value) for value, forms in table["scales"].items() for word in forms},
        vague={plain(word): (low, high) for word, (low, high) in table["vague"].items()},
        formations={key: (low, high) for word, (low, high) in table["formations"].items() for key in word_keys(word)[:1]},
        before=_phrases(table["before"]),
        after=_phrases(table["after"]),
        range_from=frozenset(table["ranges"]["from"]),
        range_to=frozenset(table["ranges"]["to"]),
        units={word_keys(word)[0]: unit for unit, list_ in reversed(list(table["units"].items())) for word in list_},
        keys={group: frozenset(word_keys(word)[0] for word in words[group]) for group in groups},
        harm=tuple(plain(stem) for stem in words["harm"]),
        signs=frozenset(words["money_signs"]),
    )


def _phrases(table: Mapping[str, Iterable[str]]) -> tuple[tuple[tuple[str, ...], str], ...]:
    found = [(tuple(plain(phrase).replace(",", " ,").split()), kind) for kind, phrases in table.items() for phrase in phrases]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def iter_inflected_numbers(sentence: Sentence, words: InflectedNumberWords) -> Iterator[InflectedNumber]:
    """Numbers of the sentence that count something, from the left, not overlapping."""
    reader = _Reader(sentence, words)
    position = 0
    while position < len(reader.tokens):
        value = reader.value(position)
        if value is None:
            position += 1
            continue
        number = None if reader.is_name(position, value) else reader.bounded(position, value)
        if number is not None:
            yield number
        position = max(value.end, number.last + 1 if number is not None else 0)


class _Reader:
    """The tokens of one sentence, and their plain forms."""

    def __init__(self, sentence: Sentence, words: InflectedNumberWords) -> None:
        self.tokens = sentence.tokens
        self.plain = [plain(token.text) for token in sentence.tokens]
        self.words = words
        self._free = 0

    # ── values ──

    def value(self, position: int) -> _Value | None:
        """The number that starts at this token."""
        words, lower = self.words, self.plain[position]
        span = SPAN.fullmatch(lower)
        if span is not None:
            return self._scaled(position + 1, float(span[1]), float(span[2]))
        if lower in words.factors:
            found = self._scaled(position + 1, words.factors[lower], words.factors[lower])
            return found if found.end > position + 1 else None
        if lower in words.vague:
            return self._vague(position)
        if lower[:1].isdigit() or lower in words.values:
            return self._exact(position)
        formation = self._formation(position)
        return _Value(position + 1, *formation) if formation is not None else None

    def _vague(self, position: int) -> _Value:
        low, high = self.words.vague[self.plain[position]]
        following = self.plain[position + 1] if position + 1 < len(self.plain) else ""
        scale = self.words.scales.get(following)
        if scale is None:
            return _Value(position + 1, low, high)
        return _Value(position + 2, low * scale, (high + 1) * scale - 1 if low >= OPEN_ENDED else high * scale)

    def _exact(self, position: int) -> _Value | None:
        figure = self._figure(position)
        if figure is not None:
            return self._scaled(figure.end, figure.low, figure.low)
        total = 0.0
        end = position
        least = float("inf")
        while end < len(self.plain) and self.plain[end] in self.words.values:
            value = self.words.values[self.plain[end]]
            if value and value >= least:
                break  # "двадцять п'ять" is one number, "п'ять двадцять" are two
            total, end, least = total + value, end + 1, _step_below(value)
        return self._scaled(end, total, total) if end > position else None

    def _figure(self, position: int) -> _Value | None:
        """A number in figures: "5", "1,5", "10 000"."""
        text = self.plain[position]
        match = FIGURE.fullmatch(text)
        if match is None or len(text) > 18:
            return None
        digits = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", text).replace(",", ".")
        end = position + 1
        while end < len(self.tokens) and len(digits) < 13 and digits.isdigit() and GROUPED.fullmatch(self.plain[end]) and self._is_next(end) and len(text) <= 3:
            digits += self.plain[end]
            end += 1
        return _Value(end, float(digits), float(digits))

    def _is_next(self, position: int) -> bool:
        """One space or hard space parts the token from the one before."""
        return self.tokens[position].start == self.tokens[position - 1].end + 1

    def _scaled(self, end: int, low: float, high: float) -> _Value:
        """The number times the thousand or million behind it, and what is added to that: "дві тисячі триста"."""
        scale = self.words.scales.get(self.plain[end]) if end < len(self.plain) else None
        if scale is None:
            return _Value(end, low, high)
        end += 1
        if end + 1 < len(self.plain) and self.plain[end] == "." and self.tokens[end].start == self.tokens[end - 1].end:
            end += 1  # "тис." in the middle of a sentence
        low, high = low * scale, high * scale
        rest = self._exact(end) if end < len(self.plain) and self.plain[end] in self.words.values and scale >= THOUSAND else None
        if rest is not None and rest.high < scale:
            return _Value(rest.end, low + rest.low, high + rest.high)
        return _Value(end, low, high)

    def _formation(self, position: int) -> tuple[float, float] | None:
        """The strength of a unit that is named as a measure, "до роти": behind a word of bounds, and with no name or number of its own."""
        key = word_keys(self.tokens[position].text)[0] if self.tokens[position].text[:1].isalpha() else ""
        strength = self.words.formations.get(key)
        if strength is None or self._modifier(position)[1] is None:
            return None
        following = self.tokens[position + 1] if position + 1 < len(self.tokens) else None
        return None if following is not None and (following.text[:1].isdigit() or following.text[:1].isupper()) else strength

    # ── bounds ──

    def bounded(self, first: int, value: _Value) -> InflectedNumber:
        """The number with what stands before and after it, and its unit."""
        tokens, words = self.tokens, self.words
        end, low, high = value
        second = self._second(first, end)
        if second is not None:
            end, low, high = second.end, min(low, second.low), max(high, second.high)
            if first and self.plain[first - 1] in words.range_from:
                first -= 1
        if first and tokens[first - 1].text in words.signs:
            first -= 1
        start, kind = (first, None) if second is not None else self._modifier(first)
        for phrase, after in words.after:
            if tuple(self.plain[end : end + len(phrase)]) == phrase:
                kind, end = after, end + len(phrase)
                break
        if kind is None and end < len(tokens) and tokens[end].text == "+":
            kind, end = "least", end + 1
        return InflectedNumber(start, end - 1, *_limits(kind, low, high), self._unit(start, end - 1, value))

    def _second(self, first: int, end: int) -> _Value | None:
        """The second number of "від 40 до 50", "40–50", "40-50 тисяч"."""
        if end >= len(self.plain) - 1:
            return None
        mark = self.plain[end]
        before = self.plain[first - 1] if first else ""
        is_span = mark in {"-", "–", "—"} and self.tokens[end].start - self.tokens[end - 1].end <= 1
        if is_span or (mark in self.words.range_to and before in self.words.range_from):
            second = self.value(end + 1)
            return second if second is not None and second.high >= 1 else None
        return None

    def _modifier(self, first: int) -> tuple[int, str | None]:
        for phrase, kind in self.words.before:
            begin = first - len(phrase)
            if begin >= 0 and tuple(self.plain[begin:first]) == phrase:
                return begin, kind
        return first, None

    # ── names and units ──

    def is_name(self, first: int, value: _Value) -> bool:
        """True for years, ages, labels ("школа 5"), times how often, and "один" that counts nothing."""
        tokens, words, last = self.tokens, self.words, value.end - 1
        text = tokens[first].text
        before = tokens[first - 1] if first else None
        after = tokens[last + 1] if last + 1 < len(tokens) else None
        is_figure = first == last and text.isdigit()
        if is_figure and self._is_year(text, after):
            return True
        if after is not None and after.start == tokens[last].end and (after.text[:1].isalpha() or after.text in {":", "/"}) and words.unit_of(after) is None:
            return True
        if before is not None and self._is_label(before, first, after, is_figure=is_figure):
            return True
        if after is not None and words.is_of("uncounted", after):
            return value.high < FEW_TIMES
        if value.low == value.high == 1 and not is_figure and self.plain[first] in words.values:
            return self._noun(last) is None
        return value.high == 0

    def _is_year(self, text: str, after: Token | None) -> bool:
        """A year, or a figure with a nought before it: a time, a code."""
        if len(text) > 1 and text.startswith("0"):
            return True
        words = self.words
        return int(text) in YEARS and (after is None or words.is_of("years", after) or words.unit_of(after) in {None, "days"})

    def _is_label(self, before: Token, first: int, after: Token | None, *, is_figure: bool) -> bool:
        if before.text in {"#", "№", "/", ":"} and before.end >= self.tokens[first].start - 1 and before.text != ":":
            return True
        if after is not None and self.words.is_of("ages", after) and (before.text == "," or plain(before.text).startswith(("вік", "возраст"))):
            return True
        return is_figure and self.words.is_of("labels", before) and (after is None or self.words.unit_of(after) is None)

    def _unit(self, first: int, last: int, value: _Value) -> str:
        tokens, words = self.tokens, self.words
        if any(token.text in words.signs for token in tokens[max(0, first - 1) : last + 2]):
            return "money"
        after = tokens[last + 1] if last + 1 < len(tokens) else None
        if after is not None and (after.text == "%" or words.is_of("percent", after)):
            return "percent"
        if self._formation(value.end - 1) is not None:
            return "soldiers"
        found = self._noun(last)
        if found is not None:
            return found
        around = self.plain[max(0, first - AROUND) : last + AROUND]
        return "people" if any(word.startswith(words.harm) for word in around) and not self._counts_thing(last) else "other"

    def _noun(self, last: int) -> str | None:
        """The unit of the noun behind the number; "other" where a deed is counted ("41 авіаудар"); ``None`` where no noun of the table follows."""
        unit = None
        for token in self.tokens[last + 1 : last + 1 + REACH]:
            if token.pos in {"ADP", "SCONJ"} or (token.pos == "PUNCT" and token.text not in {"«", "»", '"', "“", "„"}):
                break
            if token.pos == "VERB" and "Case=" not in token.features:  # with a case it is a participle that stands as a noun: "троє полонених"
                break
            if self.words.is_of("acts", token):
                return unit or "other"
            unit = self.words.unit_of(token) or unit
            if unit is not None and token.pos not in {"ADJ", "VERB"}:
                return unit
        return unit

    def _counts_thing(self, last: int) -> bool:
        """Whether the word behind the number is a noun of no unit: "5 домов", so that "destroyed" near by makes them no people."""
        for token in self.tokens[last + 1 : last + 3]:
            if token.pos in {"NOUN", "PROPN"}:
                return True
            if token.pos != "ADJ":
                return False
        return False


def _step_below(value: float) -> float:
    """What a word that joins this one must stay below: after "двадцять" units, after "двісті" tens and units."""
    if value >= HUNDRED:
        return HUNDRED
    return 10 if value >= 20 else 0


def _limits(kind: str | None, low: float, high: float) -> tuple[float | None, float | None]:
    """docs/reference/format.md's bounds of a number with its modifier."""
    bounds: dict[str, tuple[float | None, float | None]] = {
        "over": (low + 1, None),
        "least": (low, None),
        "under": (None, high - 1),
        "most": (None, high),
        "about": (low * 0.9, high * 1.1),
        "nearly": (low * 0.9, high),
    }
    return bounds.get(kind or "", (low, high))
