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
from reportedly.speakers.romanised import romanised_key
from reportedly.speakers.variants import iter_variants, same_words
from reportedly.speakers.word_keys import is_cyrillic, word_key, word_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reportedly.packs.load import Pack
    from reportedly.packs.records import Side, Speaker

# As the English tokeniser cuts: dotted initials stay whole, hyphens and apostrophes part words.
_PIECE = re.compile(r"(?:[^\W\d_]\.){2,}|['’]s\b|\w+|[^\w\s]")
_SAME_WORD = {"defense": "defence", "center": "centre", "organization": "organisation", "’s": "'s", "kiev": "kyiv", "labor": "labour"}
_AREA_WORDS = ("region", "oblast", "province")
_MIN_SURNAME = 4
_MIN_SURNAME_CYRILLIC = 3
# Marks that names stand in within names: the regiment «Falcon» is the regiment Falcon. English sets them as it sets speech, so they part names there.
_INNER_MARKS = {language: frozenset('«»„“”"') for language in ("uk", "ru")}


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
        self._skipped = _INNER_MARKS.get(language, frozenset())
        self._side_words: dict[str, tuple[str, str]] = {}
        for side in pack.sides:
            self._add_side(side, language)
        same = same_words(pack, language)
        for speaker in pack.speakers:
            for name in _iter_names(speaker, self.sides.get(speaker.side or ""), language):
                for variant in iter_variants(name, self.sides.get(speaker.side or ""), language, same):
                    self._add(variant, speaker, by_role=False)
            for role in _iter_roles(speaker, self.sides.get(speaker.side or ""), language):
                for variant in iter_variants(role, self.sides.get(speaker.side or ""), language, same):
                    self._add(variant, speaker, by_role=True)
        self._add_surnames(pack.speakers, language)
        self._romanised = _romanised_surnames(pack.speakers)
        self.by_country = {side.country: side.code for side in pack.sides if side.country}
        self.general = _general_speakers(pack)

    def side_of_word(self, word: str) -> tuple[str, str] | None:
        """The side a single word stands for and how (``name``, ``adjective``, ``people``, ``government``), in any of its case forms."""
        if not is_cyrillic(word):
            return self._side_words.get(_keys(word)[0])
        found = next((self._side_words[key] for key in word_keys(word) if key in self._side_words), None)
        is_name = found is not None and found[1] in {"name", "government"}
        return None if is_name and word[:1].islower() else found

    def find(self, words: Sequence[str]) -> list[Match]:
        """Names in a sentence's words, longest first from the left, not overlapping."""
        found: list[Match] = []
        pieces = _cut(words)
        keys = [_keys(piece) for piece, _ in pieces]
        position = 0
        steps = self._root.steps
        while position < len(pieces):
            begins = any(key in steps for key in keys[position])
            match = (self._longest(pieces, keys, position) if begins else None) or self._by_other_spelling(pieces, position)
            if match is None:
                position += 1
            else:
                found.append(Match(pieces[match.first][1], pieces[match.last - 1][1] + 1, match.speaker, match.by_role))
                position = match.last
        return found

    def _longest(self, pieces: Sequence[tuple[str, int]], keys: Sequence[tuple[str, ...]], first: int) -> Match | None:
        """The longest name that begins with this piece. Several nodes are walked at once where a word has two keys."""
        nodes = [self._root]
        best: Match | None = None
        for position in range(first, len(pieces)):
            word = pieces[position][0]
            if position > first and word in self._skipped and position + 1 < len(pieces):
                continue
            nodes = [node.steps[key] for node in nodes for key in keys[position] if key in node.steps]
            if not nodes:
                break
            ends = [node for node in nodes if node.speaker is not None and not node.shared and _case_fits(pieces[first][0], word, node)]
            if ends and ends[0].speaker is not None:
                best = Match(first, position + 1, ends[0].speaker, ends[0].by_role)
        return best

    def _by_other_spelling(self, pieces: Sequence[tuple[str, int]], position: int) -> Match | None:
        """The person whose surname this is in other Latin letters than the pack's."""
        speaker = self._romanised.get(romanised_key(pieces[position][0]))
        return Match(position, position + 1, speaker, by_role=False) if speaker is not None else None

    def _add(self, name: str, speaker: Speaker, *, by_role: bool) -> None:
        pieces = pieces_of(name)
        if not pieces:
            return
        node = self._root
        for piece in pieces:
            node = node.steps.setdefault(_key(piece), _Node())
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
        owners: dict[str, dict[str, str]] = {}
        for speaker in speakers:
            if speaker.kind is ActorKind.PERSON:
                for name in _all_names(speaker, language):
                    parts = name.split()
                    if len(parts) > 1 and len(parts[-1]) >= _shortest_surname(parts[-1]):
                        owners.setdefault(_key(parts[-1]), {}).setdefault(speaker.id, parts[-1])
        for key, surnames in owners.items():
            node = self._root.steps.get(key)
            if len(surnames) == 1 and (node is None or node.speaker is None):
                ((owner, surname),) = surnames.items()
                self._add(surname, self.speakers[owner], by_role=False)

    def _add_side(self, side: Side, language: str) -> None:
        for how, names in (("name", side.names), ("adjective", side.adjectives), ("people", side.people), ("government", side.governments)):
            for name in names.get(language, ()):
                word = name.removeprefix("the ")
                if len(word.split()) == 1:
                    self._side_words.setdefault(_key(word), (side.code, how))


@functools.cache
def registry_of(pack: Pack, language: str) -> Registry:
    """The registry of a pack, built once a process."""
    return Registry(pack, language)


def speakers_named(pack: Pack, name: str) -> set[str]:
    """Ids of the speakers whom the words name as a whole, by name or office, in any case form and any language of the pack."""
    languages = sorted({language for speaker in pack.speakers for language in speaker.names})
    pieces = pieces_of(name)
    found: set[str] = set()
    for language in languages:
        matches = registry_of(pack, language).find(pieces)
        found.update(match.speaker.id for match in matches if (match.first, match.last) == (0, len(pieces)))
    return found


def fold(word: str) -> str:
    """The word without case, accents and spelling differences between British and American English."""
    if not word.isascii():
        word = "".join(mark for mark in unicodedata.normalize("NFKD", word) if not unicodedata.combining(mark)).replace("’", "'")
    word = word.lower()
    return _SAME_WORD.get(word, word)


def _shortest_surname(surname: str) -> int:
    """Three letters are enough where few other words are so short and bear a capital."""
    return _MIN_SURNAME_CYRILLIC if is_cyrillic(surname) else _MIN_SURNAME


def _key(piece: str) -> str:
    """Under what a name's word is kept."""
    return word_key(piece) if is_cyrillic(piece) else fold(piece)


@functools.lru_cache(maxsize=1 << 16)
def _keys(piece: str) -> tuple[str, ...]:
    """Under what a report's word is looked up: any of these."""
    return word_keys(piece) if is_cyrillic(piece) else (fold(piece),)


def _cut(words: Sequence[str]) -> list[tuple[str, int]]:
    """The words with their positions; Cyrillic ones are cut further, as names are, for tokenisers differ in hyphens and apostrophes."""
    pieces: list[tuple[str, int]] = []
    for position, word in enumerate(words):
        if word.isalnum() or not is_cyrillic(word):
            pieces.append((word, position))
        else:
            pieces.extend((piece, position) for piece in pieces_of(word))
    return pieces


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


def _romanised_surnames(speakers: Iterable[Speaker]) -> dict[str, Speaker]:
    """Persons by the key of their surname; a key that two share is nobody's."""
    owners: dict[str, dict[str, Speaker]] = {}
    for speaker in speakers:
        if speaker.kind is ActorKind.PERSON:
            for name in speaker.names.get("en", ()):
                key = romanised_key(name.rpartition(" ")[2]) if " " in name else ""
                if key:
                    owners.setdefault(key, {})[speaker.id] = speaker
    return {key: next(iter(found.values())) for key, found in owners.items() if len(found) == 1}


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
