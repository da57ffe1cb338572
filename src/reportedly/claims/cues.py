"""The lexicon of cues: which words give something to a source, by what act, with what around them.

The rule that must not be broken: what a cue does is data (``words/<language>/cues.toml``); no verb is named in the rules.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.core.records import Act

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.core.records import Token
    from reportedly.packs.load import Pack


_PERSONS = frozenset({"i", "we", "you", "he", "she", "they", "who", "him", "her", "them", "us", "me"})
_OF_PEOPLE = ("ist", "ian", "man", "woman", "eer")


@dataclass(slots=True)
class Cue:
    """What one word can do: per frame, and per preposition that brings the content, the act."""

    frames: dict[str, Act] = field(default_factory=dict)
    prepositions: dict[str, Act] = field(default_factory=dict)
    factive: bool = False

    def act(self, *frames: str) -> Act | None:
        """The act of the first of these frames that the word has; ``None`` when it has none."""
        return next((self.frames[frame] for frame in frames if frame in self.frames), None)


@dataclass(frozen=True, slots=True)
class Cues:
    """The compiled lexicon of one pack and language."""

    verbs: Mapping[str, Cue]
    lemmas: Mapping[str, str]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    adverbs: Mapping[str, Act]
    chains: frozenset[str]
    seeming_verbs: frozenset[str]
    seeming_adjectives: frozenset[str]
    source_prepositions: frozenset[str]
    statements: frozenset[str]
    showing: frozenset[str]
    unnamed: frozenset[str]
    speakers: frozenset[str]
    accordance: frozenset[str]
    remarks: frozenset[str]


@functools.cache
def cues_of(pack: Pack, language: str = "en") -> Cues:
    """The lexicon, compiled once a process. A word in several classes has the frames of all; the first class wins a shared frame."""
    table = pack.words(language, "cues")
    impersonal, prepositions = table.get("impersonal", {}), table.get("prepositions", {})
    return Cues(
        verbs=_classes(table.get("verbs", ())),
        lemmas={str(word): str(lemma) for word, lemma in table.get("lemmas", {}).items()},
        nouns=_classes(table.get("nouns", ())),
        adjectives=_classes(table.get("adjectives", ())),
        adverbs={word: Act(act) for word, act in impersonal.get("adverbs", {}).items()},
        chains=frozenset(table.get("chains", {}).get("words", ())),
        seeming_verbs=frozenset(impersonal.get("verbs", ())),
        seeming_adjectives=frozenset(impersonal.get("adjectives", ())),
        source_prepositions=frozenset(prepositions.get("sources", ())),
        accordance=frozenset(prepositions.get("accordance", ())),
        remarks=frozenset(pack.words(language, "modality").get("words", {}).get("remark", ())),
        statements=frozenset(prepositions.get("statement", ())),
        showing=frozenset(table.get("showing", {}).get("sources", ())),
        unnamed=frozenset(table.get("unnamed", {}).get("words", ())),
        speakers=frozenset(word for words in pack.words(language, "speakers").get("heads", {}).values() for word in words),
    )


def can_speak(token: Token, cues: Cues) -> bool:
    """Whether this head of a phrase names someone who can speak, as far as its form tells: a name, a person's pronoun, or a noun of people."""
    if token.pos == "PROPN" or token.text.lower() in _PERSONS:
        return True
    word = token.lemma.lower()
    return word in cues.speakers or word in cues.unnamed or word.endswith(_OF_PEOPLE)


def _classes(rows: list[Mapping[str, object]]) -> Mapping[str, Cue]:
    cues: dict[str, Cue] = {}
    for row in rows:
        act = Act(str(row["act"]))
        for word in _texts(row["words"]):
            cue = cues.setdefault(word, Cue())
            cue.factive = cue.factive or bool(row.get("factive"))
            for frame in _texts(row.get("frames")):
                cue.frames.setdefault(frame, act)
            for preposition in _texts(row.get("prepositions")):
                cue.prepositions.setdefault(preposition, act)
            cue.frames.setdefault("any", act)
    return cues


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
