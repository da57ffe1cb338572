"""Does a verb that many trades share tell of a war here? Signs of war against signs of peace, in the report and in the sentence.

"Captured", "hit", "stormed" and "held" are said of markets, goals, weather and films. A trigger is believed only where the report as a whole and
its own sentence speak of war more than of something else; words that only war has are enough by themselves.

The rule that must not be broken: no single word of peace silences a report that speaks of war throughout, and no verb that many trades
share speaks for itself: armies, arms, sides and their places do. The words stand in ``words/<language>/war.toml``.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.claims.lexicon import forms
from reportedly.core.records import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportedly.core.records import Actor, PlaceMention, Sentence, Token
    from reportedly.packs.load import Pack

PLAIN, LIKELY = 2.0, 1.0
SIDED, OWN_PLACE = 1.0, 1.0
"""What a side's name or land adds; its forces add ``PLAIN``."""
OF_SIDE = 0.5
"""What a side's adjective adds where it names nobody who acts: "a Western town"."""
ENOUGH = 0.75
"""Least sum of the report's tone (-2..2) and the sentence's (-2..2)."""
MOST = 2.0
DILUTION = 60.0
SPOKEN_TO = -1.5
NOUNS = frozenset({"NOUN", ""})
"""The empty one is of sentences that the fast path did not parse."""


@dataclass(frozen=True, slots=True)
class SignTable:
    """Weights of lemmas and of two-word phrases (by their first word): above zero of war, below of peace."""

    words: Mapping[str, float]
    nouns: Mapping[str, float]
    phrases: Mapping[str, Mapping[str, float]]


@functools.cache
def sign_table(pack: Pack) -> SignTable:
    """The pack's English table of signs, compiled; a word in two lists keeps the first."""
    table = pack.words("en", "war")
    words: dict[str, float] = {}
    nouns = dict.fromkeys(table.get("war", {}).get("nouns", ()), LIKELY)
    phrases: dict[str, dict[str, float]] = {}
    for entry, weight in _entries(table):
        first, _, second = entry.partition(" ")
        if second:
            phrases.setdefault(first, {}).setdefault(second, weight)
        else:
            words.setdefault(entry, weight)
    return SignTable(words, nouns, phrases)


def _entries(table: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, float]]:
    for side, sign in (("war", 1.0), ("peace", -1.0)):
        for name, words in table.get(side, {}).items():
            if name == "nouns":
                continue
            weight = sign * (PLAIN if name == "plain" else LIKELY)
            yield from ((word, SPOKEN_TO if name == "spoken_to" else weight) for word in words)


@functools.cache
def side_words(pack: Pack) -> Mapping[str, str]:
    """Adjectives and names of the sides in lower case, with the side's code; words of two sides are left out."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for side in pack.sides:
        for names in (side.adjectives, side.names, side.people):
            for word in {name.lower() for name in names.get("en", ())}:
                if found.setdefault(word, side.code) != side.code:
                    twice.add(word)
    return {word: code for word, code in found.items() if word not in twice}


@dataclass(frozen=True, slots=True)
class WarSigns:
    """The tones of one report and of its sentences, -2 (peace) to 2 (war); 0 where nothing tells."""

    report: float
    sentences: tuple[float, ...]

    @property
    def silent(self) -> bool:
        """True when not even the most warlike sentence of the report would be believed."""
        return self.report + max(self.sentences, default=0.0) < ENOUGH

    def believes(self, sentence: Sentence) -> bool:
        """True when a shared verb of this sentence may be an event of a war."""
        return self.report + self.sentences[sentence.index] >= ENOUGH


def weigh_signs(sentences: tuple[Sentence, ...], actors: tuple[Actor, ...], places: tuple[PlaceMention, ...], pack: Pack) -> WarSigns:
    """The signs of a report. Each sentence's own words, actors and places count for it; the report's tone is of all of them."""
    table = sign_table(pack)
    countries = {side.country for side in pack.sides if side.country}
    war, peace = [0.0] * len(sentences), [0.0] * len(sentences)
    marks = [(actor.start, PLAIN if actor.kind is ActorKind.FORCE else SIDED) for actor in actors if actor.side]
    marks.extend((mention.start, OWN_PLACE) for mention in places if mention.place is not None and mention.place.country in countries)
    for start, weight in sorted(marks):
        war[_sentence_at(sentences, start)] += weight
    named = {actor.start for actor in actors}
    adjectives = side_words(pack)
    for position, sentence in enumerate(sentences):
        war[position] += sum(OF_SIDE for token in sentence.tokens if token.text.lower() in adjectives and token.start not in named)
        for weight in _weights(sentence.tokens, table):
            if weight > 0:
                war[position] += weight
            else:
                peace[position] -= weight
    tones = tuple(max(-MOST, min(MOST, own - other)) for own, other in zip(war, peace, strict=True))
    return WarSigns(tone(sum(war), sum(peace), sum(len(sentence.tokens) for sentence in sentences)), tones)


def _sentence_at(sentences: tuple[Sentence, ...], offset: int) -> int:
    return max(0, bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1)


def tone(war: float, peace: float, tokens: float) -> float:
    """The tone of these sums of weights in a text of so many tokens: between -2 and 2.

    By shares; one is added below, and one for every ``DILUTION`` tokens: a soldier in a headline is a sign of war, in a long article none.
    """
    return MOST * (war - peace) / (war + peace + 1.0 + tokens / DILUTION)


def _weights(tokens: tuple[Token, ...], table: SignTable) -> Iterator[float]:
    """Weights of the sentence's words and phrases; a phrase goes before its parts."""
    words, nouns, phrases = table.words, table.nouns, table.phrases
    used = -1
    for token in tokens:
        if token.index <= used:
            continue
        for form in forms(token):
            following = phrases.get(form)
            if following and token.index + 1 < len(tokens):
                found = next((following[after] for after in forms(tokens[token.index + 1]) if after in following), None)
                if found is not None:
                    used = token.index + 1
                    yield found
                    break
            weight = words.get(form) or (nouns.get(form) if token.pos in NOUNS else None)
            if weight:
                if weight > 0 or token.pos != "PROPN" or token.index == 0:  # "Cold Ferry" is no boat
                    yield weight
                break
