"""Numbers with their bounds and units: "about 5,000 soldiers" is 4500..5500 soldiers, "hundreds" is 200..999.

The rule that must not be broken: a number inside a time expression, a name, an ordinal or a clock is no quantity;
the words stay in ``text``, the bounds are inclusive, ``None`` is open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.claims.inflected_quantities import InflectedNumber, inflected_number_words, iter_inflected_numbers
from reportedly.claims.lexicon import forms
from reportedly.claims.mentions import Mentions
from reportedly.claims.numerals import NumberWords, number_words, read_value
from reportedly.core.records import Found, Quantity
from reportedly.sentences.tree import child, children

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.records import DayMention, Document, Sentence, Token
    from reportedly.packs.load import Pack

YEARS = range(1900, 2100)
MEASURES = frozenset({"km", "m", "kg", "k", "mm", "bn"})
MANY_TIMES = 10
"""From here on "shelled 120 times" is a count that a bulletin reports; "four times" is how."""
OLDEST = 110
PERSONS = frozenset({"people", "soldiers", "civilians", "children", "prisoners"})
DAY_AND_MONTH = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])")
ABOUT = 0.1
"""docs/reference/format.md: "about 5,000" is 4500..5500."""
Bounds = tuple[float | None, float | None]


def find_quantities(
    document: Document,
    sentences: tuple[Sentence, ...],
    days: tuple[DayMention, ...],
    pack: Pack,
) -> Found[tuple[Quantity, ...]]:
    """Quantities in text order; empty where the text counts nothing."""
    times = Mentions(days)
    found: list[Quantity] = []
    for sentence in sentences:
        for first, last, lower, upper, unit in _numbers(sentence, document.language or "en", pack):
            start, end = sentence.tokens[first].start, sentence.tokens[last].end
            if times.touching(start, end):
                continue
            number = f"q{len(found) + 1}"
            found.append(Quantity(id=number, start=start, end=end, text=document.text[start:end], lower=_whole(lower), upper=_whole(upper), unit=unit))
    return Found(tuple(found))


def _numbers(sentence: Sentence, language: str, pack: Pack) -> Iterable[InflectedNumber]:
    """The numbers of a sentence, read as its language writes them."""
    inflected = inflected_number_words(pack, sentence.language or language)
    if inflected is not None:
        return iter_inflected_numbers(sentence, inflected)
    words = number_words(pack)
    if not words.cardinals:
        return ()
    numbers = _iter_numbers(sentence, words)
    return (InflectedNumber(first, last, *bounds, _unit(sentence, first, last, words)) for first, last, bounds in numbers)


def _iter_numbers(sentence: Sentence, words: NumberWords) -> list[tuple[int, int, Bounds]]:
    """First and last token and bounds of each number, left to right."""
    found: list[tuple[int, int, Bounds]] = []
    position = 0
    tokens = sentence.tokens
    while position < len(tokens):
        value = read_value(tokens, position, words) if words.may_start(tokens[position]) else None
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
    """docs/reference/format.md's bounds of a number with its modifier; the number's own without one."""
    return {
        "over": (low + 1, None),
        "least": (low, None),
        "under": (None, high - 1),
        "most": (None, high),
        "about": (low * (1 - ABOUT), high * (1 + ABOUT)),
        "nearly": (low * (1 - ABOUT), high),
    }.get(kind or "", (low, high))


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
        second = read_value(tokens, end + 1, words)
        if second is not None and (lower != "to" or second[1] > 1):
            return second[0], second[2]
    return None


def _repeat(sentence: Sentence, end: int, value: float, words: NumberWords) -> int:
    """Past "(5000)" when it repeats the number in figures."""
    tokens = sentence.tokens
    if end + 2 < len(tokens) and tokens[end].text in {"(", "["} and tokens[end + 2].text in {")", "]"}:
        inner = read_value(tokens, end + 1, words)
        if inner is not None and inner[1] == value:
            return end + 3
    return end


# ── names and units ──


def _is_name(sentence: Sentence, first: int, last: int, value: float, words: NumberWords) -> bool:
    """True for years, clocks, labels ("phase 2"), parts of names, and "one" as a pronoun."""
    tokens = sentence.tokens
    text = tokens[first].text
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if text.isdigit() and first == last and (_is_year(tokens[first], after) or (len(text) > 1 and text.startswith("0"))):
        return True
    if after is not None and after.start == tokens[last].end and (after.text[:1].isalpha() or after.text in {":", "/"}) and after.text.lower() not in MEASURES:
        return True
    if (first and _is_label(sentence, first, last, words)) or _is_age(sentence, first, last, words) or _is_date(tokens, first, last):
        return True
    if after is not None and value < MANY_TIMES and any(form in words.words.get("uncounted", ()) for form in forms(after)):
        return True
    if text.lower() == "one" and first == last:
        return not _is_counted(tokens[last], after)
    return value == 0 and text != "zero"


def _is_year(token: Token, after: Token | None) -> bool:
    counts = after is not None and after.pos in {"NOUN", "ADJ", "PROPN"} and token.relation != "npadvmod"
    return int(token.text) in YEARS and not counts


def _is_label(sentence: Sentence, first: int, last: int, words: NumberWords) -> bool:
    """True where what stands before makes the number a name: "#7", "phase 2", "Brigade 46"."""
    tokens = sentence.tokens
    before, token = tokens[first - 1], tokens[last]
    if before.end == tokens[first].start and before.text in {"#", ":", "/", "-", "№", "."}:
        return True
    hangs_on = token.head == before.index
    return hangs_on and (before.text.lower() in words.words.get("labels", ()) or (before.pos == "PROPN" and token.relation in {"nummod", "appos"}))


def _is_age(sentence: Sentence, first: int, last: int, words: NumberWords) -> bool:
    """True for "a 62-year-old", "aged 7", "9 years old" and the number between commas after a person ("a man, 62, ")."""
    tokens = sentence.tokens
    following = [token.text.lower() for token in tokens[last + 1 : last + 5] if token.text != "-"]
    if len(following) > 1 and following[0].removesuffix("s") in {"year", "month", "week", "day"} and following[1] in {"old", "olds"}:
        return True
    before = tokens[first - 1] if first else None
    if before is None or before.text.lower() in {"aged", "age", "ages"}:
        return before is not None
    is_between = before.text == "," and last + 1 < len(tokens) and tokens[last + 1].text in {",", "."} and first == last
    if not is_between or first < 2 or not tokens[first].text.isdigit() or int(tokens[first].text) > OLDEST:
        return False
    person = tokens[first - 2]
    return person.pos == "PROPN" or any(words.units.get(form) in PERSONS for form in forms(person))


def _is_date(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """True for a day and month alone in brackets, "(10.02)"."""
    in_brackets = 0 < first == last < len(tokens) - 1 and tokens[first - 1].text in {"(", "["} and tokens[last + 1].text in {")", "]"}
    return in_brackets and DAY_AND_MONTH.fullmatch(tokens[first].text) is not None


def _is_counted(token: Token, after: Token | None) -> bool:
    """True when "one" is a number: "one soldier", "kills one", not "one another"."""
    is_number = token.relation in {"nummod", "nsubj", "nsubjpass", "dobj"} and (token.tag == "CD" or token.pos == "NUM")
    return is_number and not (after is not None and after.text.lower() in {"another", "day", "side", "hand"})


def _unit(sentence: Sentence, first: int, last: int, words: NumberWords) -> str:
    """docs/reference/format.md's unit of the number, from its sign, the word after it, or the noun it counts; "other" when none tells."""
    tokens = sentence.tokens
    after = tokens[last + 1].text.lower() if last + 1 < len(tokens) else ""
    if any(token.text in words.words.get("money_signs", ()) for token in tokens[max(0, first - 1) : last + 1]):
        return "money"
    if after in words.words.get("percent", ()):
        return "percent"
    if after in {"square", "sq"}:
        return "km2"
    return _counted_unit(sentence, first, last, words)


def _counted_unit(sentence: Sentence, first: int, last: int, words: NumberWords) -> str:
    """The unit of what is counted: people harmed, the noun, or the deed ("other")."""
    tokens = sentence.tokens
    if any(form in words.words.get("harm", ()) for token in tokens[last + 1 : last + 2] for form in forms(token)) and not _counts_later(tokens, last):
        return "people"
    counted = _nouns(sentence, first, last)
    whole = [counted[0], *([tokens[counted[0].head]] if counted[0].relation == "compound" else [])] if counted else []
    if any(form in words.words.get("acts", ()) for token in whole for form in forms(token)):
        return "other"
    found = (words.units[form] for noun in counted for form in forms(noun) if form in words.units)
    unit = next(found, None)
    if unit is not None:
        return unit
    around = (tokens[tokens[last].head], *tokens[max(0, first - 3) : last + 4])
    is_harm = any(form in words.words.get("harm", ()) for token in around for form in forms(token))
    return "people" if is_harm else "other"


def _counts_later(tokens: tuple[Token, ...], last: int) -> bool:
    """True when a noun right after "wounded", "captured" (…) is what is counted: "28 wounded soldiers"."""
    after = tokens[last + 2] if last + 2 < len(tokens) else None
    return after is not None and after.pos in {"NOUN", "PROPN", "ADJ"}


def _nouns(sentence: Sentence, first: int, last: int) -> list[Token]:
    """Nouns the number may count, the likeliest first: its head, the noun after "of", the next words."""
    tokens = sentence.tokens
    found: list[Token] = []
    for position in range(last, first - 1, -1):
        of = child(sentence, position, {"prep"})
        if of is not None and of.text.lower() == "out":
            of = child(sentence, of.index, {"prep"})
        if of is not None and of.text.lower() == "of":
            found.extend(children(sentence, of.index, {"pobj"}))
        token = tokens[position]
        head = tokens[token.head]
        if head.index > last and head.pos in {"NOUN", "PROPN"}:
            found.append(head)
    for token in tokens[last + 1 : last + 4]:
        if token.pos == "ADP" and token.text.lower() not in {"of", "out"}:
            break  # "28 wounded in strikes" counts no strikes
        if token.pos in {"NOUN", "PROPN", "ADJ"} or token.tag == "NNS":
            found.append(token)
    return found


def _whole(value: float | None) -> float | None:
    """The bound, as a whole number where it is one (4500, not 4500.0)."""
    return int(round(value, 6)) if value is not None and float(round(value, 6)).is_integer() else value
