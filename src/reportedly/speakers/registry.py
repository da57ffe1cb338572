"""The pack's speakers and sides, to be looked up by the words that name them.

The rule that must not be broken: the longest name wins, and a name that two records share names neither of them.
Names are looked up in a trie over folded words, so one pass over a sentence costs its length times the longest name.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.core.records import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reportedly.packs.load import Pack
    from reportedly.packs.records import Side, Speaker

# As the English tokeniser cuts: dotted initials stay whole, hyphens and apostrophes part words.
_PIECE = re.compile(r"(?:[^\W\d_]\.){2,}|['’]s\b|\w+|[^\w\s]")
_SAME_WORD = {"defense": "defence", "center": "centre", "organization": "organisation", "’s": "'s", "kiev": "kyiv", "labor": "labour"}
_AREA_WORDS = ("region", "oblast", "province")
_MIN_SURNAME = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A name found: tokens ``first`` to ``last`` (exclusive) name this speaker; ``by_role`` when by an office, not by name."""

    first: int
    last: int
    speaker: Speaker
    by_role: bool


@dataclass(slots=True)
class _Node:
    steps: dict[str, _Node] = field(default_factory=dict)
    speaker: Speaker | None = None
    by_role: bool = False
    spelling: str | None = None
    shared: bool = False


class Registry:
    """Look-up of speakers by name or office, and of sides by country, adjective, people or capital."""

    def __init__(self, pack: Pack, language: str) -> None:
        """Build the tries for one language; names in other languages are added too, for they turn up in quotations."""
        self.speakers: Mapping[str, Speaker] = {speaker.id: speaker for speaker in pack.speakers}
        self.sides: Mapping[str, Side] = {side.code: side for side in pack.sides}
        self._root = _Node()
        self._side_words: dict[str, tuple[str, str]] = {}
        for side in pack.sides:
            self._add_side(side, language)
        for speaker in pack.speakers:
            for name in _iter_names(speaker, self.sides.get(speaker.side or ""), language):
                self._add(name, speaker, by_role=False)
            for role in _iter_roles(speaker, self.sides.get(speaker.side or ""), language):
                self._add(role, speaker, by_role=True)
        self._add_surnames(pack.speakers, language)
        self.by_country = {side.country: side.code for side in pack.sides if side.country}
        self.general = _general_speakers(pack)

    def side_of_word(self, word: str) -> tuple[str, str] | None:
        """The side a single word stands for and how (``name``, ``adjective``, ``people``, ``government``)."""
        return self._side_words.get(fold(word))

    def find(self, words: Sequence[str]) -> list[Match]:
        """Names in a sentence's words, longest first from the left, not overlapping."""
        found: list[Match] = []
        folded = [fold(word) for word in words]
        position = 0
        while position < len(words):
            match = self._longest(words, folded, position)
            if match is None:
                position += 1
            else:
                found.append(match)
                position = match.last
        return found

    def _longest(self, words: Sequence[str], folded: Sequence[str], first: int) -> Match | None:
        node = self._root
        best: Match | None = None
        for position in range(first, len(words)):
            step = node.steps.get(folded[position])
            if step is None:
                break
            node = step
            if node.speaker is not None and not node.shared and _case_fits(words[first], words[position], node):
                best = Match(first, position + 1, node.speaker, node.by_role)
        return best

    def _add(self, name: str, speaker: Speaker, *, by_role: bool) -> None:
        pieces = pieces_of(name)
        if not pieces:
            return
        node = self._root
        for piece in pieces:
            node = node.steps.setdefault(fold(piece), _Node())
        if node.speaker is not None and node.speaker.id != speaker.id:
            # An office that two people held, or a surname two people share, names neither; a name beats an office.
            if node.by_role == by_role:
                node.shared = True
                return
            if by_role:
                return
        node.speaker, node.by_role, node.spelling = speaker, by_role, name

    def _add_surnames(self, speakers: Iterable[Speaker], language: str) -> None:
        """Surnames of persons, where no other record answers to them."""
        owners: dict[str, set[str]] = {}
        for speaker in speakers:
            if speaker.kind is ActorKind.PERSON:
                for name in _all_names(speaker, language):
                    parts = name.split()
                    if len(parts) > 1 and len(parts[-1]) >= _MIN_SURNAME:
                        owners.setdefault(parts[-1], set()).add(speaker.id)
        for surname, ids in owners.items():
            node = self._root.steps.get(fold(surname))
            if len(ids) == 1 and (node is None or node.speaker is None):
                self._add(surname, self.speakers[next(iter(ids))], by_role=False)

    def _add_side(self, side: Side, language: str) -> None:
        for how, names in (("name", side.names), ("adjective", side.adjectives), ("people", side.people), ("government", side.governments)):
            for name in names.get(language, ()):
                word = name.removeprefix("the ")
                if len(word.split()) == 1:
                    self._side_words.setdefault(fold(word), (side.code, how))


@functools.cache
def registry_of(pack: Pack, language: str) -> Registry:
    """The registry of a pack, built once a process."""
    return Registry(pack, language)


def fold(word: str) -> str:
    """The word without case, accents and spelling differences between British and American English."""
    if not word.isascii():
        word = "".join(mark for mark in unicodedata.normalize("NFKD", word) if not unicodedata.combining(mark)).replace("’", "'")
    word = word.lower()
    return _SAME_WORD.get(word, word)


def pieces_of(name: str) -> list[str]:
    """The name cut into words as the parser cuts them."""
    return _PIECE.findall(name)


def _case_fits(first: str, last: str, node: _Node) -> bool:
    """A name begins with a capital where the record has one; an acronym of up to five letters is written as it is."""
    spelling = node.spelling or ""
    if " " not in spelling and spelling.isupper() and len(spelling) <= 5:
        return first == spelling
    if node.by_role:
        return True
    return not spelling[:1].isupper() or first[:1].isupper() or last[:1].isupper()


def _all_names(speaker: Speaker, language: str) -> Iterator[str]:
    yield from speaker.names.get(language, ())
    for other, names in speaker.names.items():
        if other != language:
            yield from names


def _iter_names(speaker: Speaker, side: Side | None, language: str) -> Iterator[str]:
    for name in _all_names(speaker, language):
        yield from _sided(name, side, language)


def _iter_roles(speaker: Speaker, side: Side | None, language: str) -> Iterator[str]:
    for role in speaker.roles.get(language, ()):
        for variant in _of_variants(role):
            yield from _sided(variant, side, language)


def _of_variants(role: str) -> Iterator[str]:
    """The office with its area after "of", before it, as its owner, and with "region" or the like."""
    yield role
    office, of, area = role.partition(" of ")
    if not of or " of " in area:
        return
    area = area.removeprefix("the ")
    yield f"{area} {office}"
    yield f"{area}'s {office}"
    for word in _AREA_WORDS:
        yield f"{office} of {area} {word}"
        yield f"{office} of the {area} {word}"
        yield f"{area} {word} {office}"
        yield f"{area} {word}'s {office}"
    yield f"{area} regional {office}"


def _sided(name: str, side: Side | None, language: str) -> Iterator[str]:
    """A name that begins with its side's adjective also as "X's …" and "… of X"."""
    yield name
    adjectives = side.adjectives.get(language, ()) if side else ()
    first, _, rest = name.partition(" ")
    if side is None or not rest or not adjectives or first != adjectives[0]:
        return
    for country in (*side.names.get(language, ())[:1], *side.governments.get(language, ())[:1]):
        yield f"{country}'s {rest}"
    for country in side.names.get(language, ())[:2]:
        yield f"{rest} of {country}"
        yield f"{rest} of the {country}"


def _general_speakers(pack: Pack) -> dict[tuple[str, ActorKind], str]:
    """For a side and kind, the record that stands for all of it: the first of them in the pack."""
    general: dict[tuple[str, ActorKind], str] = {}
    for speaker in pack.speakers:
        if speaker.side is not None:
            general.setdefault((speaker.side, speaker.kind), speaker.id)
    return {key: value for key, value in general.items() if key[1] in {ActorKind.FORCE, ActorKind.GOVERNMENT, ActorKind.CIVILIANS}}
