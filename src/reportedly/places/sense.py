"""What a place name stands for where it stands: the place, the government that sits there, or (by the name they have from it) its people.

A government is meant where a capital, a country, or what the pack says stands for a side's government does what governments do by word or decision
("the capital rejected the offer"), and nothing before it says where ("in the capital"). In a palace nobody else sits: "they said in the palace" means it too.
The people of a place are told by a pack in ``words/<language>/demonyms.toml``, ``[people]``: name of the place -> beginnings of the words for them.

The rule that must not be broken: a sense never changes which place a name is resolved to; where no word says otherwise a name is a place.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from reportedly.core.halves import without_halves
from reportedly.core.records import Candidate, PlaceBasis, PlaceKind, PlaceMention, PlaceSense, PlaceStatus
from reportedly.places.gazetteer import load_gazetteer
from reportedly.places.letters import fold_word, has_cyrillic
from reportedly.places.lexicon import place_words
from reportedly.places.regions import find_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.core.records import Place
    from reportedly.core.settings import Settings
    from reportedly.packs.load import Pack
    from reportedly.places.gazetteer import Gazetteer
    from reportedly.places.lexicon import PlaceWords

PEOPLE = "demonyms"
SURE = 0.95  # that the people of this place are meant, and no word or person that is called so
LONGEST_ENDING = 3  # letters after the beginning of a word for people
MOST_BETWEEN = 2  # words between a government and what it does
_AFTER = re.compile(r"[ \u00a0]([^\W\d_]+)")
_BEFORE = re.compile(r"([^\W\d_]+)[ \u00a0]$")
_AND = re.compile(r"[ \u00a0](?:and|та|і|й|и)[ \u00a0](?:the[ \u00a0])?")
REACH = 30  # characters before a name that are looked at
APOSTROPHES = ("'", "’", "ʼ")


def mark_senses(text: str, mentions: Sequence[PlaceMention], pack: Pack, language: str, settings: Settings | None = None) -> tuple[PlaceMention, ...]:
    """The mentions with what each stands for, and those of peoples among them, in text order with ids of their own."""
    words = place_words(pack, language)
    gazetteer = load_gazetteer(pack, settings.gazetteer if settings else None)
    seats = _seats(pack, gazetteer)
    marked: list[PlaceMention] = []
    for mention in reversed(mentions):  # "A and B agreed": B first
        after = marked[-1] if marked else None
        marked.append(replace(mention, sense=PlaceSense.GOVERNMENT) if _is_government(text, mention, after, words, seats) else mention)
    marked.reverse()
    resolved = [mention for mention in marked if mention.place is not None]
    found = [people for people in _peoples(text, pack, language, settings) if not _is_in(people, resolved)]  # a town may be called after the people of another
    if not found:
        return tuple(marked)
    together = sorted((*(mention for mention in marked if not _is_in(mention, found)), *found), key=lambda mention: mention.start)
    return tuple(replace(mention, id=f"p{number}") for number, mention in enumerate(together, start=1))


def _is_in(mention: PlaceMention, found: Sequence[PlaceMention]) -> bool:
    """Whether the mention shares letters with one of those found, which stand in text order."""
    number = bisect_left(found, mention.end, key=lambda other: other.start)
    return number > 0 and found[number - 1].end > mention.start


def _is_government(text: str, mention: PlaceMention, after: PlaceMention | None, words: PlaceWords, seats: frozenset[str]) -> bool:
    place = mention.place
    if place is None or not (place.kind is PlaceKind.COUNTRY or place.id in seats):
        return False
    if place.kind is not PlaceKind.SITE and _says_where(text, mention.start, words):
        return False
    if after is not None and after.sense is PlaceSense.GOVERNMENT and _AND.fullmatch(text, mention.end, after.start):
        return True
    return _acts_after(text, mention.end, words)


def _says_where(text: str, start: int, words: PlaceWords) -> bool:
    """Whether the word before speaks of the place itself: "in the capital said" is no capital that says something."""
    before = _BEFORE.search(text, max(start - REACH, 0), start)
    word = fold_word(before[1]) if before is not None else ""
    return word in words.of or word == "of" or word in words.locative


def _acts_after(text: str, at: int, words: PlaceWords) -> bool:
    """Whether what follows is a word by which governments act, but for a word or two between."""
    for _ in range(MOST_BETWEEN + 1):
        following = _AFTER.match(text, at)
        if following is None:
            return False
        folded = fold_word(following[1])
        if _is_act(folded, words):
            return True
        if folded not in words.government_between:
            return False
        at = following.end()
    return False


def _is_act(folded: str, words: PlaceWords) -> bool:
    return folded in words.acts_whole or bool(words.acts_begun and folded.startswith(words.acts_begun))


@functools.cache
def _seats(pack: Pack, gazetteer: Gazetteer) -> frozenset[str]:
    """Ids of the capitals, and of the settlements and sites that stand for a side's government."""
    found = (find_place(name, gazetteer) for side in pack.sides for names in side.governments.values() for name in names)
    return gazetteer.capitals | {place.id for place in found if place is not None and place.kind in {PlaceKind.SETTLEMENT, PlaceKind.SITE}}


class _Peoples(NamedTuple):
    """The words for the people of places: a search for their beginnings, and the place of each."""

    search: AhoCorasick
    beginnings: tuple[str, ...]
    places: tuple[str, ...]


@functools.cache
def _words_for_people(pack: Pack, language: str) -> _Peoples | None:
    table = pack.words(language, PEOPLE).get("people", {})
    written = [(word.replace("'", mark), place) for place, words in table.items() for word in words for mark in APOSTROPHES]
    pairs = list(dict.fromkeys((form, place) for word, place in written for form in (word, word[:1].upper() + word[1:])))
    if not pairs:
        return None
    beginnings, places = zip(*pairs, strict=True)
    return _Peoples(AhoCorasick(beginnings, matchkind=MatchKind.LeftmostLongest), beginnings, places)


def _peoples(text: str, pack: Pack, language: str, settings: Settings | None) -> Iterator[PlaceMention]:
    """Mentions of the people of a place; nothing where the pack has no words for any."""
    known = _words_for_people(pack, language)
    if known is None:
        return
    for number, start, end in known.search.find_matches_as_indexes(without_halves(text)):
        if start and (text[start - 1].isalnum() or text[start - 1] in "-'’"):
            continue
        whole = end
        while whole < len(text) and text[whole].isalpha():
            whole += 1
        if whole - end > (LONGEST_ENDING if has_cyrillic(known.beginnings[number]) else 1):
            continue
        place = _place_of(pack, settings.gazetteer if settings else None, known.places[number])
        if place is not None:
            yield _people(text[start:whole], start, whole, place)


@functools.lru_cache(maxsize=1024)
def _place_of(pack: Pack, gazetteer: str | None, name: str) -> Place | None:
    return find_place(name, load_gazetteer(pack, gazetteer))


def _people(text: str, start: int, end: int, place: Place) -> PlaceMention:
    why = f"{text!r} are the people of {place.name}"
    candidate = Candidate(place=place, basis=PlaceBasis.ALIAS, score=SURE, why=why)
    return PlaceMention(
        id="p0",
        start=start,
        end=end,
        text=text,
        status=PlaceStatus.RESOLVED,
        place=place,
        basis=PlaceBasis.ALIAS,
        score=SURE,
        why=why,
        candidates=(candidate,),
        sense=PlaceSense.PEOPLE,
    )
