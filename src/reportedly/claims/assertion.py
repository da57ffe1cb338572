"""The state of an event while the words above it are read: polarity, mode, certainty; and the table of such words.

The rule that must not be broken: the mode and the hedge nearest to the event stand; every negation turns the polarity once.
Certainty is FactBank's scale (Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.claims.lexicon import forms
from reportedly.claims.negation import negates
from reportedly.core.records import Certainty, Mode
from reportedly.sentences.tree import children

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.core.records import Sentence, Token
    from reportedly.packs.load import Pack

MODES = {
    "ordered": Mode.ORDERED,
    "asked": Mode.ASKED,
    "offered": Mode.OFFERED,
    "planned": Mode.PLANNED,
    "predicted": Mode.PREDICTED,
    "ongoing": Mode.ONGOING,
}
SURE = {"possible": Certainty.POSSIBLE, "probable": Certainty.PROBABLE, "unknown": Certainty.UNKNOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalityWords:
    """The compiled table of ``modality.toml``: what each governing word does, and the closed classes."""

    controls: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    elided: Mapping[str, str]
    reports: frozenset[str]
    demands: frozenset[str]

    def effect(self, token: Token) -> str | None:
        """What the word does to an event below it; ``None`` when nothing."""
        return next((self.controls[form] for form in forms(token) if form in self.controls), None)

    def elided_act(self, token: Token) -> str | None:
        """One of "deny", "confirm" and "reject", for a verb whose claim may stand before it."""
        return self.elided.get(token.lemma.lower())

    def has(self, table: str, word: str) -> bool:
        """True when the word is in the closed class."""
        return word in self.words.get(table, ())


@functools.cache
def modality_words(pack: Pack) -> ModalityWords:
    """The pack's English table of modality, compiled; a word in two rows keeps the first."""
    table = pack.words("en", "modality")
    controls: dict[str, str] = {}
    for effect, words in table.get("controls", {}).items():
        for word in words:
            controls.setdefault(word, effect)
    rows = table.get("elided", {})
    return ModalityWords(
        controls=controls,
        words={name: frozenset(words) for name, words in table.get("words", {}).items()},
        elided={word: act for act in ("deny", "confirm", "reject") for word in rows.get(act, ())},
        reports=frozenset(rows.get("reports", ())),
        demands=frozenset(rows.get("demands", ())),
    )


@dataclass(slots=True)
class Assertion:
    """What has been read so far of how one event (``event``, at the word ``head``) is asserted."""

    event: str
    head: int
    positive: bool = True
    mode: Mode | None = None
    certainty: Certainty = Certainty.CERTAIN
    is_hypothetical: bool = False
    is_asked: bool = False
    by_future: bool = False
    """Whether the mode is that of "will" or "would"."""
    read: int = -1
    """The last word above whose effect was counted, so that it is not counted again as a predicate ("is unlikely to leave")."""
    joined: int = -1
    """The verb above that the event's verb is joined to."""
    passed: int = -1
    """The verb above whose auxiliaries are its own and not the event's."""

    def turn(self, mode: Mode) -> None:
        """The mode nearest to the event stands."""
        if self.mode is None:
            self.mode = mode

    def hedge(self, certainty: Certainty) -> None:
        """The hedge nearest to the event stands."""
        if self.certainty is Certainty.CERTAIN:
            self.certainty = certainty

    def negate(self) -> None:
        """Turn the polarity."""
        self.positive = not self.positive


def read_noun(sentence: Sentence, node: Token, words: ModalityWords, state: Assertion) -> None:
    """What stands before the event's noun: "no attack", "a planned withdrawal", "the alleged strike"."""
    for kid in children(sentence, node.index, {"det", "neg", "amod", "advmod"}):
        lower = kid.text.lower()
        effect = words.controls.get(lower)
        if words.has("none", lower) or words.has("negative", lower):
            state.negate()
        elif effect in SURE:
            state.hedge(SURE[effect])
        elif words.has("to_come", lower):
            state.turn(Mode.PLANNED)
    _read_prospect(sentence, node, words, state)


def _read_prospect(sentence: Sentence, node: Token, words: ModalityWords, state: Assertion) -> None:
    """The mode in "further strikes are likely": what is not yet there, and said to be likely, is to come."""
    copula = sentence.tokens[node.head]
    is_said = node.relation == "nsubj" and copula.lemma == "be" and copula.tag in {"VBZ", "VBP", "VB"}
    if is_said and any(words.has("bound", kid.text.lower()) for kid in children(sentence, copula.index, {"acomp"})):
        state.turn(Mode.PREDICTED)


def read_verb(sentence: Sentence, node: Token, words: ModalityWords, state: Assertion) -> None:
    """Auxiliaries, negation, adverbs and conjunction of one verb."""
    for kid in children(sentence, node.index):
        lower = kid.text.lower()
        if negates(sentence, kid, words, state):
            state.negate()
        elif kid.relation == "aux":
            _read_auxiliary(sentence, node, lower, words, state)
        elif kid.relation == "advmod" and words.has("condition", lower) and sentence.tokens[kid.index - 1].text.lower() == "only":
            state.is_hypothetical = True  # "only when the troops have left"
        elif kid.relation in {"advmod", "acomp", "amod"}:
            _read_adverb(sentence, kid, words, state)
        elif kid.relation == "mark" and words.has("hypothetical", lower):
            state.is_hypothetical = True


def _read_adverb(sentence: Sentence, word: Token, words: ModalityWords, state: Assertion) -> None:
    """What "probably", "almost certainly", "is unlikely", "is inevitable" say of the event."""
    effect = words.controls.get(word.text.lower()) if word.index != state.read else None
    if effect in SURE:
        state.hedge(SURE[effect])
    elif is_nearly_sure(sentence, word, words):
        state.hedge(Certainty.PROBABLE)
    elif effect == "prevented":
        state.negate()
    elif effect == "predicted" and word.relation == "acomp":
        state.turn(Mode.PREDICTED)


def is_nearly_sure(sentence: Sentence, word: Token, words: ModalityWords) -> bool:
    """True for "almost certainly", "all but certain"."""
    before = {kid.text.lower() for kid in children(sentence, word.index, {"advmod"})}
    return words.has("sure", word.text.lower()) and any(words.has("nearly_sure", other) for other in before)


def _read_obligation(sentence: Sentence, node: Token, auxiliary: str, state: Assertion) -> None:
    """What is asked for in "must leave"; "must have left" infers it, "should have left" says that it was not done (Palmer 2001, 3.2)."""
    if node.tag != "VBN" or not any(kid.text.lower() == "have" for kid in children(sentence, node.index, {"aux"})):
        state.turn(Mode.ASKED)
    elif auxiliary == "must":
        state.hedge(Certainty.PROBABLE)
    else:
        state.is_hypothetical = True


def _read_auxiliary(sentence: Sentence, node: Token, auxiliary: str, words: ModalityWords, state: Assertion) -> None:
    """Future, obligation, and "may": a hedge on the past in "may have left", on the future in "may leave"; "could not" and "cannot" are inability."""
    if auxiliary == "would" and node.tag == "VBN" and any(kid.text.lower() == "have" for kid in children(sentence, node.index, {"aux"})):
        state.is_hypothetical = True  # "would have been taken": it was not
    elif words.has("future", auxiliary):
        state.by_future |= state.mode is None
        state.turn(Mode.PLANNED)
    elif words.has("asked", auxiliary):
        _read_obligation(sentence, node, auxiliary, state)
    elif words.has("possible", auxiliary):
        kids = {kid.text.lower() for kid in children(sentence, node.index)}
        if auxiliary in {"could", "can"} and kids & {"not", "n't", "longer"}:
            return
        state.hedge(Certainty.POSSIBLE)
        if "have" not in kids:
            state.turn(Mode.PREDICTED)
