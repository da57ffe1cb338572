"""The words of events, compiled once a pack: what may be a trigger, and what its arguments must be.

The rule that must not be broken: no word of an event stands in code; all of them come from ``words/<language>/events.toml``.
The tables follow the event codebooks of the field (CAMEO, PLOVER, armed-conflict data sets) and VerbNet's classes;
docs/reference/format.md has the list of types.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportedly.core.records import Token
    from reportedly.packs.load import Pack

Lemmas = frozenset[str]
NOTHING: Lemmas = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbFrame:
    """One verb, alone or with its particle, in one meaning, and what must stand beside it (see the head of ``events.toml``)."""

    event: str
    lemma: str
    particle: tuple[str, ...]
    object: Lemmas
    subject: Lemmas
    nouns: Lemmas
    nouns_after: Lemmas
    as_nouns: Lemmas
    without: Lemmas
    not_nouns: Lemmas
    not_subject: Lemmas
    prepositions: Lemmas
    bare: bool
    state: bool
    agent: str
    role: str
    reaches: Lemmas
    negative: bool
    alone: bool
    passive: bool
    active: bool
    sided: bool
    final: bool
    clauseless: bool

    @property
    def weight(self) -> int:
        """How much the frame asks for: frames that ask for more are tried first."""
        nouns = 8 * bool(self.nouns or self.nouns_after or self.without or self.as_nouns or self.sided)
        return nouns + 4 * len(self.particle) + 2 * bool(self.object) + bool(self.subject) + bool(self.prepositions) + bool(self.reaches)


@dataclass(frozen=True, slots=True, kw_only=True)
class NounFrame:
    """A noun that names an event, and the classes of which one must stand beside it, with ``of`` right behind that; ``modifiers`` must stand before it."""

    event: str
    lemma: str
    modifiers: tuple[str, ...]
    demands: Lemmas
    bare: bool
    plural: bool
    state: bool
    of: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All compiled tables; lemmas are lower case."""

    verbs: Mapping[str, tuple[VerbFrame, ...]]
    nouns: Mapping[str, tuple[NounFrame, ...]]
    adjectives: Mapping[str, str]
    classes: Mapping[str, Lemmas]
    teasers: tuple[str, ...]
    occur: Lemmas
    bring: Lemmas
    calling: Lemmas
    carriers: Lemmas
    freeing: Lemmas
    losing: Lemmas
    falling: Lemmas
    occupying: Lemmas
    battling: Lemmas
    lowering: Lemmas
    ending: Lemmas
    mandative: Lemmas
    presuming: Lemmas
    doing: Lemmas
    crediting: Lemmas
    telling: Lemmas
    irregular: Mapping[str, str]

    def classes_of(self, token: Token) -> Lemmas:
        """What the noun is by itself; empty when it is no noun of the tables. Title case hides lemmas, so plain plurals are cut too."""
        for form in forms(token):
            found = self.classes.get(form)
            if found:
                return found
        return NOTHING


def forms(token: Token) -> tuple[str, ...]:
    """The forms under which a token is looked up: its lemma, its letters, its letters without a plural ending."""
    return _forms(token.lemma, token.text)


@functools.lru_cache(maxsize=1 << 16)
def _forms(lemma: str, text: str) -> tuple[str, ...]:
    lemma, text = lemma.lower(), text.lower()
    found = [lemma, text] if text != lemma else [lemma]
    if text.endswith("s"):
        if text.endswith("ies"):
            found.append(text[:-3] + "y")
        if text.endswith("es"):
            found.append(text[:-2])
        found.append(text[:-1])
    return tuple(found)


@functools.cache
def event_lexicon(pack: Pack) -> Lexicon:
    """The pack's English tables of events, compiled; empty tables where it has none."""
    table = pack.words("en", "events")
    verbs: dict[str, list[VerbFrame]] = defaultdict(list)
    for row in table.get("verb", ()):
        for frame in _verb_frames(row):
            verbs[frame.lemma].append(frame)
    nouns: dict[str, list[NounFrame]] = defaultdict(list)
    for row in table.get("noun", ()):
        for noun in _noun_frames(row):
            nouns[noun.lemma].append(noun)
    words = table.get("words", {})
    return Lexicon(
        verbs={lemma: tuple(sorted(frames, key=lambda frame: -frame.weight)) for lemma, frames in verbs.items()},
        nouns={lemma: tuple(sorted(frames, key=lambda frame: -len(frame.modifiers))) for lemma, frames in nouns.items()},
        adjectives={word: row["event"] for row in table.get("adjective", ()) for word in row["words"]},
        classes=_classes(table.get("classes", {})),
        teasers=tuple(words.get("teasers", ())),
        occur=_set(words.get("occur")),
        bring=_set(words.get("bring")),
        calling=_set(words.get("calling")),
        carriers=_set(words.get("carriers")),
        freeing=_set(words.get("freeing")),
        losing=_set(words.get("losing")),
        falling=_set(words.get("falling")),
        occupying=_set(words.get("occupying")),
        battling=_set(words.get("battling")),
        lowering=_set(words.get("lowering")),
        ending=_set(words.get("ending")),
        mandative=_set(words.get("mandative")),
        presuming=_set(words.get("presuming")),
        doing=_set(words.get("doing")),
        crediting=_set(words.get("crediting")),
        telling=_set(words.get("telling")),
        irregular=pack.words("en", "inflections").get("irregular", {}),
    )


def _verb_frames(row: Mapping[str, Any]) -> Iterable[VerbFrame]:
    not_for, bare_for = _set(row.get("not_for")), _set(row.get("bare_for"))
    for word in row["words"]:
        lemma, *particle = word.split()
        yield VerbFrame(
            event=row["event"],
            lemma=lemma,
            particle=tuple(particle),
            object=_set(row.get("object")),
            subject=_set(row.get("subject")),
            nouns=_set(row.get("nouns")),
            nouns_after=_set(row.get("nouns_after")),
            as_nouns=_set(row.get("as_nouns")),
            without=_set(row.get("without")),
            not_nouns=_set(row.get("not_nouns")),
            not_subject=_set(row.get("not_subject")),
            prepositions=NOTHING if word in bare_for else _set(row.get("prepositions")),
            bare=word in bare_for or (row.get("bare", False) and word not in not_for),
            state=row.get("state", False),
            agent=row.get("agent", "subject"),
            role=row.get("role", "at"),
            reaches=_set(row.get("reaches")),
            negative=row.get("negative", False),
            alone=row.get("alone", False),
            passive=row.get("passive", False),
            active=row.get("active", False),
            sided=row.get("sided", False),
            final=row.get("final", False),
            clauseless=row.get("clauseless", False),
        )


def _noun_frames(row: Mapping[str, Any]) -> Iterable[NounFrame]:
    for word in row["words"]:
        *modifiers, lemma = word.split()
        yield NounFrame(
            event=row["event"],
            lemma=lemma,
            modifiers=tuple(modifiers),
            demands=_set(row.get("demands")),
            bare=row.get("bare", False),
            plural=row.get("plural", False),
            of=row.get("of", False),
            state=row.get("state", False),
        )


def _classes(table: Mapping[str, Iterable[str]]) -> dict[str, Lemmas]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, words in table.items():
        for word in words:
            found[word].add(name)
    return {word: frozenset(names) for word, names in found.items()}


def _set(words: Iterable[str] | None) -> Lemmas:
    return frozenset(words or ())
