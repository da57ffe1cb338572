"""Values of written numbers: "5,000", "five thousand", "half a million", "dozens", "tens of thousands".

The rule that must not be broken: a value starts at one token and takes the longest run of number words after it; nothing else is skipped.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.core.records import Token
    from reportedly.packs.load import Pack

DIGITS = re.compile(r"(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?(?P<scale>k|m|bn|mln)?", re.IGNORECASE)
WORD_SCALE = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000, "mln": 1_000_000}
PLURAL_SCALE = {"hundreds": 100, "thousands": 1_000, "millions": 1_000_000, "billions": 1_000_000_000}
LONGEST_NUMBER = 15
"""Characters past which a figure is an identifier, not a count; no war has a quadrillion of anything."""
THOUSAND = 1_000
HUNDRED = 100
TENS = frozenset({20, 30, 40, 50, 60, 70, 80, 90})


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """The compiled table of ``quantities.toml``."""

    cardinals: Mapping[str, float]
    scales: Mapping[str, float]
    vague: Mapping[str, tuple[float, float]]
    before: tuple[tuple[tuple[str, ...], str], ...]
    after: tuple[tuple[tuple[str, ...], str], ...]
    units: Mapping[str, str]
    words: Mapping[str, frozenset[str]]

    def may_start(self, token: Token) -> bool:
        """False for the many words that begin no number: the cheap look before the full one."""
        first = token.text[0]
        if first.isdigit():
            return True
        lower = token.text.lower()
        return lower in self.cardinals or lower in self.vague or lower in {"a", "half"} or "-" in lower


@functools.cache
def number_words(pack: Pack) -> NumberWords:
    """The pack's English number words, compiled; longer phrases come first."""
    table = pack.words("en", "quantities")
    return NumberWords(
        cardinals=dict(table.get("cardinals", {})),
        scales=dict(table.get("scales", {})),
        vague={word: (low, high) for word, (low, high) in table.get("vague", {}).items()},
        before=_phrases(table.get("before", {})),
        after=_phrases(table.get("after", {})),
        units={word: unit for unit, words in reversed(list(table.get("units", {}).items())) for word in words},
        words={name: frozenset(words) for name, words in table.get("words", {}).items()},
    )


def _phrases(table: Mapping[str, list[str]]) -> tuple[tuple[tuple[str, ...], str], ...]:
    found = [(tuple(phrase.split()), kind) for kind, phrases in table.items() for phrase in phrases]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


class Value(NamedTuple):
    """A number in the text: the position after its last token, its least and its greatest value."""

    end: int
    low: float
    high: float


def read_value(tokens: tuple[Token, ...], position: int, words: NumberWords) -> Value | None:
    """The number that starts at this token; ``None`` when none does."""
    if tokens[position].text.lower() in {"a", "half"}:
        return _article_scale(tokens, position, words)
    return _vague(tokens, position, words) or _exact(tokens, position, words)


class _Sum:
    """A cardinal number while its words are read."""

    def __init__(self) -> None:
        self.total = 0.0
        self.current = 0.0
        self.is_begun = False
        self.is_figure = False

    def take(self, lower: str, words: NumberWords) -> bool:
        """Take the next word into the number; false when it does not belong to it."""
        figure = DIGITS.fullmatch(lower) if len(lower) <= LONGEST_NUMBER else None
        if figure is not None:
            return not self.is_begun and self._begin(_parse(figure), is_figure=True)
        if lower in words.cardinals:
            return self._add(words.cardinals[lower])
        parts = lower.split("-")
        if len(parts) > 1 and not self.is_begun and all(part in words.cardinals for part in parts):
            return self._begin(sum(words.cardinals[part] for part in parts), is_figure=False)
        if self.is_begun and lower in words.scales:
            self.current = max(self.current, 1) * words.scales[lower]
            if words.scales[lower] >= THOUSAND:
                self.total, self.current = self.total + self.current, 0.0
            return True
        return False

    def _begin(self, value: float, *, is_figure: bool) -> bool:
        self.current, self.is_begun, self.is_figure = value, True, is_figure
        return True

    def _add(self, value: float) -> bool:
        """Whether a cardinal fits on: "twenty" + "five", "two hundred" + "fifty", but not "five" + "ten"."""
        if self.is_begun and (self.is_figure or not (self.current % HUNDRED == 0 or (self.current % HUNDRED in TENS and value < min(TENS) // 2))):
            return False
        self.current += value
        self.is_begun = True
        return True


def _exact(tokens: tuple[Token, ...], position: int, words: NumberWords) -> Value | None:
    number = _Sum()
    end = position
    while end < len(tokens):
        lower = tokens[end].text.lower()
        if not number.take(lower, words):
            following = tokens[end + 1].text.lower() if end + 1 < len(tokens) else ""
            joins = (lower == "-" and number.current in TENS) or (lower == "and" and number.current and number.current % HUNDRED == 0)
            if not (joins and not number.is_figure and following in words.cardinals):
                break
        end += 1
    value = number.total + number.current
    return Value(end, value, value) if number.is_begun else None


def _vague(tokens: tuple[Token, ...], position: int, words: NumberWords) -> Value | None:
    """Orders of size: "dozens", "several thousand", "tens of thousands", "a few hundred"."""
    lower = tokens[position].text.lower()
    if lower not in words.vague:
        return None
    low, high = words.vague[lower]
    following = tokens[position + 1].text.lower() if position + 1 < len(tokens) else ""
    second = tokens[position + 2].text.lower() if position + 2 < len(tokens) else ""
    if following == "of" and second in PLURAL_SCALE:
        scale = PLURAL_SCALE[second]
        return Value(position + 3, low * scale, (high + 1) * scale - 1)
    if following in words.scales:
        return Value(position + 2, low * words.scales[following], high * words.scales[following])
    if lower in {"few", "couple", "handful"} and (position == 0 or tokens[position - 1].text.lower() != "a"):
        return None
    return Value(position + 1, low, high)


def _article_scale(tokens: tuple[Token, ...], position: int, words: NumberWords) -> Value | None:
    """A number that an article begins: "a dozen", "half a million", "a hundred"."""
    end, factor = position, 1.0
    if tokens[end].text.lower() == "half":
        factor, end = 0.5, end + 1
    if end < len(tokens) and tokens[end].text.lower() == "a":
        end += 1
    if end < len(tokens) and tokens[end].text.lower() in words.scales and tokens[end].text.lower() not in {"score", "pair"}:
        value = factor * words.scales[tokens[end].text.lower()]
        return Value(end + 1, value, value)
    return None


def _parse(match: re.Match[str]) -> float:
    text = re.sub(r"[,\u00a0\u202f]", "", match.group())
    scale = match.group("scale")
    if scale:
        return float(text[: -len(scale)]) * WORD_SCALE[scale.lower()]
    return float(text)
