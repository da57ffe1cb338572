"""What the words of another language mean among the English words of the tables, compiled once a pack and language.

The lexicons of events, cues, modality and war exist once, in English; ``words/<language>/glosses.toml`` says which of their words a word of another
language is read as (docs/decisions/glosses.md). Names of sides are glossed from the pack's own list.

The rule that must not be broken: a word is looked up by its lemma or its letters whole, else by the longest beginning that the table has;
a row that asks for a word below it goes before one that does not.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportedly.packs.load import Pack

ENGLISH = "en"
CLASSES = ("verbs", "patients", "nouns", "adjectives", "adverbs", "pronouns", "conjunctions")
STEM = "-"
SHORTEST_STEM = 2
ENDING = 2
"""Letters of a case's ending: so much longer than a beginning of the table a word may be and still be that word."""
LONGEST_KEPT = 1 << 15


class Meaning(NamedTuple):
    """An English word, and the beginning of a word that must stand below for it ("" when none must)."""

    english: str
    below: str


class Rows:
    """One class of words: what each is read as."""

    def __init__(self, table: Mapping[str, Iterable[str]]) -> None:
        """Take rows of an English word and the words read as it."""
        self._whole: dict[str, list[Meaning]] = defaultdict(list)
        self._stems: dict[str, list[Meaning]] = defaultdict(list)
        for english, entries in table.items():
            for entry in entries:
                word, _, below = entry.partition("+")
                rows = self._stems if word.endswith(STEM) else self._whole
                rows[word.removesuffix(STEM)].append(Meaning(english, below.removesuffix(STEM)))
        self._longest = max((len(stem) for stem in self._stems), default=0)
        self.find = functools.lru_cache(maxsize=LONGEST_KEPT)(self._find)

    def __bool__(self) -> bool:
        return bool(self._whole or self._stems)

    def is_whole(self, *words: str) -> bool:
        """True when one of the words is in the table, or is one of its beginnings and an ending of a case behind it."""
        return any(word in self._whole or any(word[: len(word) - size] in self._stems for size in range(ENDING + 1)) for word in words)

    def _find(self, lemma: str, text: str) -> tuple[Meaning, ...]:
        """Meanings of a word, in the table's order; empty when it has none. Lemma and text are in small letters."""
        found: list[Meaning] = []
        for word in dict.fromkeys((lemma, text)):
            found.extend(self._whole.get(word, ()))
        if not any(not meaning.below for meaning in found):
            found.extend(self._by_stem(lemma) or self._by_stem(text))
        return tuple(dict.fromkeys(found))

    def _by_stem(self, word: str) -> list[Meaning]:
        """Meanings of the longest beginning that means something by itself, and of longer ones that ask for a word below."""
        found: list[Meaning] = []
        for length in range(min(self._longest, len(word)), SHORTEST_STEM - 1, -1):
            meanings = self._stems.get(word[:length], ())
            found.extend(meanings)
            if any(not meaning.below for meaning in meanings):
                break
        return found


class Group:
    """A closed class: words whole and beginnings of words."""

    def __init__(self, entries: Iterable[str]) -> None:
        """Take the entries; one that ends on a hyphen is a beginning."""
        entries = tuple(entries)
        self._whole = frozenset(entry for entry in entries if not entry.endswith(STEM))
        self._stems = tuple(entry.removesuffix(STEM) for entry in entries if entry.endswith(STEM))

    def has(self, *words: str) -> bool:
        """True when one of the words is in the class."""
        return any(word in self._whole or (bool(self._stems) and word.startswith(self._stems)) for word in words)


class Phrase(NamedTuple):
    """Words that are read as one, and what they are read as; ``english`` is "according" or "citing" for ways to name a source."""

    words: tuple[str, ...]
    english: str


@dataclass(frozen=True, slots=True)
class Preposition:
    """What a preposition is read as, where the case behind it, the word behind it and the English word above it fit (``None``: any)."""

    case: str | None
    behind: str | None
    after: frozenset[str] | None
    english: str


@dataclass(frozen=True, slots=True)
class Glosses:
    """All tables of one language."""

    language: str
    rows: Mapping[str, Rows]
    names: Mapping[str, str]
    objects: Mapping[str, frozenset[str]]
    prepositions: Mapping[str, tuple[Preposition, ...]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    groups: Mapping[str, Group]
    english: Mapping[str, frozenset[str]]

    def is_of(self, group: str, *words: str) -> bool:
        """True when one of the words is in the closed class."""
        return group in self.groups and self.groups[group].has(*words)


@functools.cache
def glosses_of(pack: Pack, language: str) -> Glosses | None:
    """The glosses of a language; ``None`` for English and for languages without a table."""
    table = pack.words(language, "glosses") if language != ENGLISH else {}
    if not table:
        return None
    words = table.get("words", {})
    going = frozenset(words.get("going", ()))
    return Glosses(
        language=language,
        rows={name: Rows(table.get(name, {})) for name in CLASSES},
        names=_names(pack, language),
        objects={word: frozenset(verbs) for word, verbs in table.get("objects", {}).items()},
        prepositions=_prepositions(table.get("preposition", ()), going),
        phrases=_phrases(table.get("phrases", {})),
        groups={name: Group(entries) for name, entries in words.items()},
        english={name: frozenset(words.get(name, ())) for name in ("going", "addressing", "places", "arising", "perceiving", "going_on", "persons")},
    )


def _names(pack: Pack, language: str) -> dict[str, str]:
    """Names, adjectives and people of the sides in small letters, with the first English word of their kind."""
    found: dict[str, str] = {}
    for side in pack.sides:
        for names in (side.adjectives, side.names, side.people, side.governments):
            english = next(iter(names.get(ENGLISH, ())), None)
            for name in names.get(language, ()) if english else ():
                found.setdefault(name.lower(), english or name)
    return found


def _prepositions(rows: Iterable[Mapping[str, object]], going: frozenset[str]) -> dict[str, tuple[Preposition, ...]]:
    found: dict[str, tuple[Preposition, ...]] = {}
    for row in rows:
        after = row.get("after")
        above = going if after == "going" else frozenset(str(word) for word in after) if isinstance(after, list) else None
        case, behind, words = row.get("case"), row.get("behind"), row["words"]
        entry = Preposition(str(case) if case else None, str(behind) if behind else None, above, str(row["english"]))
        for word in words if isinstance(words, list) else ():
            found[word] = (*found.get(word, ()), entry)
    return found


def _phrases(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[Phrase, ...]]:
    """Phrases by their first word, the longest first."""
    found: dict[str, list[Phrase]] = defaultdict(list)
    for english, entries in table.items():
        for entry in entries:
            words = tuple(entry.split())
            found[words[0]].append(Phrase(words, english))
    return {first: tuple(sorted(rows, key=lambda row: -len(row.words))) for first, rows in found.items()}
