"""One word for a kind of land that several names share: "the A and B regions", "на А-ському та Б-ському напрямках".

In Ukrainian and Russian such names are adjectives, often in small letters, and each stands in the singular beside a class word in the plural.

The rule that must not be broken: a name takes a class word only where the gazetteer has a unit called so; else it stays what it was.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.records import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.places.find import PlaceName
    from reportedly.places.lexicon import PlaceWords
    from reportedly.places.line import Line

# The adjectives that are made from place names, in every case: Ukrainian -ський, -цький, -зький, Russian -ский, -цкий.
_ADJECTIVE = re.compile(r"[\w'’ʼ`-]+(?:[сцз]ь|[сц])к(?:ий|ого|ому|[иі]м|а|ої|ій|у|ою|е|і|их|[иі]ми|ая|ой|ую|ое|ом|ие)", re.IGNORECASE)
_AND = frozenset({"та", "і", "й", "и", "або", "или"})
_COMMA = re.compile(r",\s+")
_SPACE = re.compile(r",?\s+")
_ENGLISH_LIST = re.compile(r"\s*,?\s+(?:and|or|&)\s+(?:the\s+)?|,\s+(?:the\s+)?", re.IGNORECASE)
_NEXT = re.compile(r"\s+([a-z]+)")


class Shared(NamedTuple):
    """What an adjective shares: the class word in the singular, and where its own stretch of text ends."""

    name: str
    end: int


def shared_adjectives(line: Line, words: PlaceWords) -> dict[int, Shared]:
    """By number of the word, the adjectives of the sentence that stand before a class word, alone or in a list; empty where there is none."""
    found: dict[int, Shared] = {}
    one, many = words.one_class, words.many_classes
    for number in range(1, len(line)):
        written = line.raw(number).lower()
        name = many.get(written) or one.get(written)
        start, end = line.span(number - 1)
        if name is None or not _ADJECTIVE.fullmatch(line.text, start, end) or line.text[end : line.span(number)[0]] != " ":
            continue
        found[number - 1] = Shared(name, line.span(number)[1])
        before = _listed_before(line, number - 1) if written in many else None
        while before is not None:
            found[before] = Shared(many[written], line.span(before)[1])
            before = _listed_before(line, before)
    return found


def _listed_before(line: Line, number: int) -> int | None:
    """The adjective that a comma or "and" joins to this one; None where the list begins."""
    before, gap = number - 1, _COMMA
    if before > 0 and line.raw(before).lower() in _AND and line.text[line.span(before)[1] : line.span(number)[0]] == " ":
        before, gap = before - 1, _SPACE
    if before < 0 or not _ADJECTIVE.fullmatch(line.text, *line.span(before)):
        return None
    return before if gap.fullmatch(line.text, line.span(before)[1], line.span(before + 1)[0]) else None


def unit_name(line: Line, number: int, shared: Shared, knows: Callable[[str], bool], is_written: Callable[[str], bool]) -> tuple[int, int, str, bool] | None:
    """Start, end, the name to look up and whether it is known, of what the adjective means with its class word.

    None where it is left to be read as other names are: no unit is called so, and the adjective is in small letters or the last of its list.
    ``knows`` says whether a form is a place's name in any case, ``is_written`` the same of other spellings.
    """
    start, end = line.span(number)
    written = line.text[start : shared.end]
    head = written if shared.end > end and knows(written) else f"{line.text[start:end]} {shared.name}"
    known = knows(head) or is_written(head)
    if not known and (shared.end > end or not line.capitals[number]):
        return None
    return start, shared.end, head, known


def share_class(names: list[PlaceName], text: str, words: PlaceWords, knows: Callable[[str], bool], is_region: Callable[[str], bool]) -> list[PlaceName]:
    """The names of an English sentence, those of a list before "regions", "oblasts" or "directions" as such units.

    ``knows`` says whether a form is a place's name, ``is_region`` whether a region is.
    """
    for number in range(len(names) - 1, -1, -1):
        last = names[number]
        name = words.many_classes.get(last.head.rpartition(" ")[2])
        following = None if name else _NEXT.match(text, last.start + len(last.head))
        if following is not None:
            name = words.many_classes.get(following[1])
        if name is None or last.text[:1].islower():  # "the federal districts"
            continue
        kind = class_kind(words, name)
        if following is not None:
            names[number] = _as_unit(last, name, kind, knows, is_region)
        before = number - 1
        while before >= 0 and _ENGLISH_LIST.fullmatch(text, names[before].end, names[before + 1].start) and names[before].wanted is None:
            unit = _as_unit(names[before], name, kind, knows, is_region)
            if unit is names[before]:
                break
            names[before] = unit
            before -= 1
    return names


def _as_unit(name: PlaceName, singular: str, kind: PlaceKind | None, knows: Callable[[str], bool], is_region: Callable[[str], bool]) -> PlaceName:
    """The name as that of a unit of this class; the very same where there is no such unit."""
    whole = f"{name.head} {singular}"
    if knows(whole):
        return dataclasses.replace(name, head=whole, wanted=kind, cued=True, known=True)
    return dataclasses.replace(name, wanted=kind, cued=True) if kind is PlaceKind.REGION and is_region(name.head) else name


def class_kind(words: PlaceWords, singular: str) -> PlaceKind | None:
    """The kind that a class word in the singular asks for; None for directions and fronts, which are found by their whole names alone."""
    return PlaceKind.REGION if singular in words.region else PlaceKind.DISTRICT if singular in words.district else None


def two_ends(line: Line, number: int, words: PlaceWords, knows: Callable[[str], bool]) -> tuple[int, int, int] | None:
    """Where the first of "Town-Town line" begins and ends, and where the second ends; None where the word is no such pair."""
    if number + 1 >= len(line) or line[number + 1].folded not in words.around:
        return None
    word = line[number]
    first, dash, second = word.text.partition("-")
    if not dash or not (first[:1].isupper() and second[:1].isupper()) or not (knows(first) and knows(second)):
        return None
    return word.start, word.start + len(first), word.end
