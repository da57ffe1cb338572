"""Names that a machine has translated: "White Well" for a village whose name means that, "New" before a name that was left as it sounds.

A pack tells the words in ``words/en/place_translations.toml``: ``[adjectives]`` by stem, ``[nouns]`` as they stand in names, each with the
English words that machines make of it. A name is put together from them word by word, and looked up by its skeleton (``letters``).

The rule that must not be broken: only a form that no place carries is taken for a translation, and only one that gives a name that a place carries.
"""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING

from reportedly.places.letters import fold, romanise, skeletons

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from reportedly.packs.load import Pack
    from reportedly.places.gazetteer import Gazetteer, Named
    from reportedly.places.lexicon import PlaceWords
    from reportedly.places.line import Line

TABLE = "place_translations"
ENDINGS = ("ий", "ій", "а", "я", "е", "є", "і", "ая", "ое")  # of adjectives in names, Ukrainian and Russian, as far as their skeletons differ
WHOLE, PART = 0.6, 0.35  # cost of a name that is all translated, and of one of which a word was left as it sounds
MOST_WORDS = 3
MOST_READINGS = 128  # ways to put a name back together that are looked up

OUT_OF = frozenset({"from", "of"})

Translations = dict[str, tuple[str, ...]]


@functools.cache
def read_translations(pack: Pack) -> Translations:
    """English word -> the skeletons of the words it may stand for; empty where the pack has no such table."""
    table = pack.words("en", TABLE)
    written: dict[str, list[str]] = {}
    for stem, words in table.get("adjectives", {}).items():
        for word in words:
            written.setdefault(fold(word), []).extend(stem + ending for ending in ENDINGS)
    for noun, words in table.get("nouns", {}).items():
        for word in words:
            written.setdefault(fold(word), []).append(noun)
    return {word: tuple(dict.fromkeys(skeletons(tuple(fold(romanise(form, "")) for form in forms)))) for word, forms in written.items()}


def may_be_translated(translations: Container[str], folded_words: Iterable[str]) -> bool:
    """Whether one of the words is a translation of one that stands in names."""
    return any(word in translations for word in folded_words)


def translated_names(gazetteer: Gazetteer, folded: str) -> Iterator[tuple[Named, float]]:
    """Own rows whose name a machine may have turned into this folded form, with the cost; nothing for a form without a translated word."""
    words = folded.split(" ")
    translations = gazetteer.translations
    if len(words) > MOST_WORDS or not may_be_translated(translations, words):
        return
    plain = skeletons(tuple(words))
    choices = [(*((bones, True) for bones in translations.get(word, ())), (sound, False)) for word, sound in zip(words, plain, strict=True)]
    for reading in itertools.islice(itertools.product(*choices), MOST_READINGS):
        if any(translated for _, translated in reading):
            cost = WHOLE if all(translated for _, translated in reading) else PART
            for named in gazetteer.with_skeleton(" ".join(bones for bones, _ in reading)):
                yield named, cost


def translated_size(line: Line, at: int, gazetteer: Gazetteer, more_than: int, *, cued: bool) -> int:
    """Words of a translated name of several that begins here and is longer than ``more_than``; 0 when none does.

    Where each word is an English one ("White Well"), only a cue makes a name of it.
    """
    translations = gazetteer.translations
    most = 1
    while most < MOST_WORDS and at + most < len(line) and line.capitals[at + most] and line[at + most].start == line[at + most - 1].end + 1:
        most += 1
    for size in range(most, more_than, -1):
        words = [line[number].folded for number in range(at, at + size)]
        if may_be_translated(translations, words) and (cued or not all(word in translations for word in words)) and _is_name(gazetteer, " ".join(words)):
            return size
    return 0


@functools.lru_cache(maxsize=8192)
def _is_name(gazetteer: Gazetteer, folded: str) -> bool:
    return any(True for _ in translated_names(gazetteer, folded))


def is_taken(line: Line, at: int, translations: Container[str], words: PlaceWords) -> bool:
    """Whether the noun after "the" stands as a town that is taken, left or lost does, though in small letters: "withdrew from the well".

    A machine that translates a town's name writes it so. Whether a town is meant, the rest of the report must say.
    """
    if at < 2 or line[at].folded not in translations:
        return False
    verb, before = line[at - 2].folded, at - 3
    if verb not in OUT_OF or before < 0:
        return verb in words.taking
    if line[before].folded == "out" and before > 0:
        before -= 1
    return line[before].folded in words.leaving
