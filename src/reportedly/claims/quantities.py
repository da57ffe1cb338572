"""Numbers with their bounds and units: "about 5,000 soldiers" is 4500..5500 soldiers, "hundreds" is 200..999.

The rule that must not be broken: a number inside a time expression, a name, an ordinal or a clock is no quantity;
the words stay in ``text``, the bounds are inclusive, ``None`` is open.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.claims.lexicon import forms
from reportedly.claims.mentions import Mentions
from reportedly.core.records import Found, Quantity
from reportedly.sentences.tree import child, children

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.core.records import DayMention, Document, Sentence, Token
    from reportedly.packs.load import Pack

DIGITS = re.compile(r"(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?(?P<scale>k|m|bn|mln)?", re.IGNORECASE)
WORD_SCALE = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000, "mln": 1_000_000}
YEARS = range(1900, 2100)
ABOUT = 0.1
"""FORMAT.md: "about 5,000" is 4500..5500."""
LONGEST_NUMBER = 15
"""Digits past this are an identifier, not a count; no war has a quadrillion of anything."""

Bounds = tuple[float | None, float | None]


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


def find_quantities(
    document: Document,
    sentences: tuple[Sentence, ...],
    days: tuple[DayMention, ...],
    pack: Pack,
) -> Found[tuple[Quantity, ...]]:
    """Quantities in text order; empty where the text counts nothing."""
    words = number_words(pack)
    if not words.cardinals:
        return Found(())
    times = Mentions(days)
    found: list[Quantity] = []
    for sentence in sentences:
        for number in _iter_numbers(sentence, words):
            first, last, bounds = number
            start, end = sentence.tokens[first].start, sentence.tokens[last].end
            if times.touching(start, end):
                continue
            unit = _unit(sentence, first, last, words)
            lower, upper = _whole(bounds[0]), _whole(bounds[1])
            found.append(Quantity(id=f"q{len(found) + 1}", start=start, end=end, text=document.text[start:end], lower=lower, upper=upper, unit=unit))
    return Found(tuple(found))


def _iter_numbers(sentence: Sentence, words: NumberWords) -> list[tuple[int, int, Bounds]]:
    """First and last token and bounds of each number, left to right."""
    found: list[tuple[int, int, Bounds]] = []
    position = 0
    tokens = sentence.tokens
    while position < len(tokens):
        value = _value(sentence, position, words)
        if value is None:
            position += 1
            continue
        end, low, high = value
        if _is_name(sentence, position, end - 1, low, words):
            position = end
            continue
        first, end, bounds = _bounded(sentence, position, end, low, high, words)
        if found and first <= found[-1][1]:
            first = position
        found.append((first, end - 1, bounds))
        position = end
    return found


# ── values ──


def _value(sentence: Sentence, position: int, words: NumberWords) -> tuple[int, float, float] | None:
    """The token after a number that starts here, and its least and greatest value; ``None`` when none starts here."""
    tokens = sentence.tokens
    plural = _vague(tokens, position, words)
    if plural is not None:
        return plural
    end, value = position, 0.0
    total, current, seen = 0.0, 0.0, False
    if tokens[position].text.lower() in {"a", "half"} and position + 1 < len(tokens):
        return _article_scale(tokens, position, words)
    while end < len(tokens):
        token = tokens[end]
        lower = token.text.lower()
        digits = DIGITS.fullmatch(token.text)
        if digits and not seen and len(token.text) <= LONGEST_NUMBER:
            current, seen = _parse(digits), True
        elif lower in words.cardinals and not (digits or (seen and current % 10 and words.cardinals[lower] < 10)):
            if seen and current >= 20 and words.cardinals[lower] >= 10 and current % 100:
                break
            current, seen = current + words.cardinals[lower], True
        elif "-" in lower and not seen and all(part in words.cardinals for part in lower.split("-")):
            current, seen = sum(words.cardinals[part] for part in lower.split("-")), True
        elif seen and lower in words.scales:
            scale = words.scales[lower]
            current = max(current, 1) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
        elif (
            seen
            and lower in {"-", "and"}
            and end + 1 < len(tokens)
            and current
            and lower == "and"
            and tokens[end + 1].text.lower() in words.cardinals
            and current % 100 == 0
            and not DIGITS.fullmatch(tokens[end - 1].text)
        ) or (seen and lower == "-" and end + 1 < len(tokens) and tokens[end + 1].text.lower() in words.cardinals and current in range(20, 100, 10)):
            pass
        else:
            break
        end += 1
    if not seen:
        return None
    value = total + current
    return end, value, value


def _vague(tokens: tuple[Token, ...], position: int, words: NumberWords) -> tuple[int, float, float] | None:
    """ "dozens", "several thousand", "tens of thousands", "a few hundred"."""
    lower = tokens[position].text.lower()
    if lower not in words.vague or (lower == "tens" and tokens[position].pos == "VERB"):
        return None
    low, high = words.vague[lower]
    end = position + 1
    following = tokens[end].text.lower() if end < len(tokens) else ""
    if following == "of" and end + 1 < len(tokens) and tokens[end + 1].text.lower() in words.vague:
        scale = {"hundreds": 100, "thousands": 1_000, "millions": 1_000_000, "billions": 1_000_000_000}.get(tokens[end + 1].text.lower())
        if scale:
            first = {"tens": (20, 99), "dozens": (24, 99), "hundreds": (200, 999)}.get(lower, (low, high))
            return end + 2, first[0] * scale, (first[1] + 1) * scale - 1
    if following in words.scales:
        return end + 1, low * words.scales[following], high * words.scales[following]
    if lower in {"few", "couple", "handful"} and (position == 0 or tokens[position - 1].text.lower() != "a"):
        return None
    return end, low, high


def _article_scale(tokens: tuple[Token, ...], position: int, words: NumberWords) -> tuple[int, float, float] | None:
    """ "a dozen", "half a million", "a hundred"."""
    end, factor = position, 1.0
    if tokens[end].text.lower() == "half":
        factor, end = 0.5, end + 1
        if tokens[end].text.lower() == "a":
            end += 1
    elif tokens[end].text.lower() == "a":
        end += 1
    if end < len(tokens) and tokens[end].text.lower() in words.scales and tokens[end].text.lower() not in {"score", "pair"}:
        value = factor * words.scales[tokens[end].text.lower()]
        return end + 1, value, value
    return None


def _parse(match: re.Match[str]) -> float:
    text = re.sub(r"[,\u00a0\u202f]", "", match.group())
    scale = match.group("scale")
    if scale:
        return float(text[: -len(scale)]) * WORD_SCALE[scale.lower()]
    return float(text)


# ── bounds ──


def _bounded(sentence: Sentence, first: int, end: int, low: float, high: float, words: NumberWords) -> tuple[int, int, Bounds]:
    """The number with what stands before and after it: ranges, "more than", a repeat in brackets."""
    tokens = sentence.tokens
    end = _repeat(sentence, end, low, words)
    joined = _range(sentence, first, end, words)
    if joined is not None:
        end, high = joined[0], max(high, joined[1])
        low = min(low, joined[1])
        if first and tokens[first - 1].text.lower() in {"between", "from"}:
            first -= 1
    if first and tokens[first - 1].text in words.words.get("money_signs", ()):
        first -= 1
    first, kind = _modifier(tokens, first, words)
    for phrase, after in words.after:
        if tuple(token.text.lower() for token in tokens[end : end + len(phrase)]) == phrase:
            kind, end = after, end + len(phrase)
            break
    if kind is None and end < len(tokens) and tokens[end].text == "+":
        kind, end = "least", end + 1
    return first, end, _limits(kind, low, high)


def _limits(kind: str | None, low: float, high: float) -> Bounds:
    if kind == "over":
        return low + 1, None
    if kind == "least":
        return low, None
    if kind == "under":
        return None, high - 1
    if kind == "most":
        return None, high
    if kind == "about":
        return low * (1 - ABOUT), high * (1 + ABOUT)
    if kind == "nearly":
        return low * (1 - ABOUT), high
    return low, high


def _modifier(tokens: tuple[Token, ...], first: int, words: NumberWords) -> tuple[int, str | None]:
    start = first
    if start and tokens[start - 1].text.lower() in {"a", "an"}:
        start -= 1
    for phrase, kind in words.before:
        for end in {first, start}:
            begin = end - len(phrase)
            if begin >= 0 and tuple(token.text.lower() for token in tokens[begin:end]) == phrase:
                return begin, kind
    return first, None


def _range(sentence: Sentence, first: int, end: int, words: NumberWords) -> tuple[int, float] | None:
    """Token after, and value of, the second number of "400 to 500", "between 400 and 500", "400-500"."""
    tokens = sentence.tokens
    if end >= len(tokens) - 1:
        return None
    lower = tokens[end].text.lower()
    before = tokens[first - 1].text.lower() if first else ""
    if lower in {"-", "–", "—", "to"} or (lower == "and" and before == "between"):
        second = _value(sentence, end + 1, words)
        if second is not None and (lower != "to" or second[1] > 1):
            return second[0], second[2]
    return None


def _repeat(sentence: Sentence, end: int, value: float, words: NumberWords) -> int:
    """Past "(5000)" when it repeats the number in figures."""
    tokens = sentence.tokens
    if end + 2 < len(tokens) and tokens[end].text in {"(", "["} and tokens[end + 2].text in {")", "]"}:
        inner = _value(sentence, end + 1, words)
        if inner is not None and inner[1] == value:
            return end + 3
    return end


# ── names and units ──


def _is_name(sentence: Sentence, first: int, last: int, value: float, words: NumberWords) -> bool:
    """True for years, clocks, labels ("phase 2"), parts of names, and "one" as a pronoun."""
    tokens = sentence.tokens
    token = tokens[last]
    text = tokens[first].text
    before = tokens[first - 1] if first else None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if text.isdigit() and int(text) in YEARS and first == last and (after is None or after.pos not in {"NOUN", "ADJ", "PROPN"} or token.relation == "npadvmod"):
        return True
    if text.isdigit() and len(text) > 1 and text.startswith("0"):
        return True
    if (
        after is not None
        and after.start == token.end
        and (after.text[:1].isalpha() or after.text in {":", "/"})
        and after.text.lower() not in {"km", "m", "kg", "k", "mm", "bn"}
    ):
        return True
    if before is not None:
        if before.end == tokens[first].start and before.text in {"#", ":", "/", "-", "№", "."}:
            return True
        if before.text.lower() in words.words.get("labels", ()) and token.head == before.index:
            return True
        if before.pos == "PROPN" and token.head == before.index and token.relation in {"nummod", "appos"}:
            return True
    if text.lower() == "one" and first == last:
        counted = token.relation in {"nummod", "nsubj", "nsubjpass", "dobj"} and (token.tag == "CD" or token.pos == "NUM")
        return not counted or (after is not None and after.text.lower() in {"another", "day", "side", "hand"})
    return value == 0 and text != "zero"


def _unit(sentence: Sentence, first: int, last: int, words: NumberWords) -> str:
    tokens = sentence.tokens
    if tokens[first].text in words.words.get("money_signs", ()) or (first and tokens[first - 1].text in words.words.get("money_signs", ())):
        return "money"
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if any(token.text in words.words.get("money_signs", ()) for token in tokens[first : last + 1]):
        return "money"
    if after is not None and after.text.lower() in words.words.get("percent", ()):
        return "percent"
    if after is not None and after.text.lower() in {"square", "sq"}:
        return "km2"
    for noun in _nouns(sentence, first, last):
        for form in forms(noun):
            if form in words.units:
                return words.units[form]
    around = tokens[max(0, first - 3) : last + 4]
    head = tokens[tokens[last].head]
    if any(form in words.words.get("harm", ()) for token in (head, *around) for form in forms(token)):
        return "people"
    return "other"


def _nouns(sentence: Sentence, first: int, last: int) -> list[Token]:
    """Nouns the number may count, the likeliest first: its head, the noun after "of", the next words."""
    tokens = sentence.tokens
    found: list[Token] = []
    for position in range(last, first - 1, -1):
        of = child(sentence, position, {"prep"})
        if of is not None and of.text.lower() == "of":
            found.extend(children(sentence, of.index, {"pobj"}))
        token = tokens[position]
        head = tokens[token.head]
        if head.index > last and head.pos in {"NOUN", "PROPN"}:
            found.append(head)
    found.extend(token for token in tokens[last + 1 : last + 4] if token.pos in {"NOUN", "PROPN", "ADJ"} or token.tag == "NNS")
    return found


def _whole(value: float | None) -> float | None:
    """The bound, as a whole number where it is one (4500, not 4500.0)."""
    return int(round(value, 6)) if value is not None and float(round(value, 6)).is_integer() else value
