"""How an event is asserted: its polarity, its mode, its certainty.

The rule that must not be broken: mode and certainty are the event's own, read from the verbs that govern it up to the words of
its source; what a source thinks of another source's words is the chain's business.
Certainty is FactBank's scale (Saurí and Pustejovsky 2009); an order, a request, an offer, a plan are modes, not certainties.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.claims.clause import read_clause
from reportedly.claims.lexicon import VerbFrame, forms
from reportedly.core.records import Certainty, Mode
from reportedly.sentences.tree import children

if TYPE_CHECKING:
    from reportedly.claims.events import Trigger
    from reportedly.core.records import Sentence, Token
    from reportedly.packs.load import Pack

VERBAL = frozenset({"VERB", "AUX"})
MODES = {
    "ordered": Mode.ORDERED,
    "asked": Mode.ASKED,
    "offered": Mode.OFFERED,
    "planned": Mode.PLANNED,
    "predicted": Mode.PREDICTED,
    "ongoing": Mode.ONGOING,
}
SURE = {"possible": Certainty.POSSIBLE, "probable": Certainty.PROBABLE, "unknown": Certainty.UNKNOWN}
GOALS = frozenset({"capture", "withdraw", "advance", "encircle", "hold", "transfer"})
"""Events that one may try and not reach: "tried to take" is a plan; "tried to shell" was shelling."""
STATES = frozenset({"hold", "encircle", "clash"})
HEIGHT = 8
COMMAND = frozenset({"commander", "command", "general", "leadership", "superior", "headquarters", "officer", "commander-in-chief"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality:
    """Polarity (``positive``), mode and certainty of one event."""

    positive: bool
    mode: Mode
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalityWords:
    """The compiled table: what each governing word does, and the closed classes."""

    controls: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    elided: Mapping[str, str]
    reports: frozenset[str]
    demands: frozenset[str]

    def elided_act(self, token: Token) -> str | None:
        """ "deny", "confirm" or "reject" for a verb whose claim may stand before it."""
        return self.elided.get(token.lemma.lower())


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
class _State:
    event: str
    head: int
    positive: bool = True
    mode: Mode | None = None
    certainty: Certainty = Certainty.CERTAIN
    is_asserted: bool = True
    is_asked: bool = False

    def turn(self, mode: Mode) -> None:
        """The mode nearest to the event stands."""
        if self.mode is None:
            self.mode = mode

    def hedge(self, certainty: Certainty) -> None:
        if self.certainty is Certainty.CERTAIN:
            self.certainty = certainty


def read_modality(trigger: Trigger, words: ModalityWords) -> Modality | None:
    """How the event is asserted; ``None`` for a question or a bare hypothetical, which give no claim."""
    sentence = trigger.sentence
    if trigger.frame is None and not trigger.is_news:
        return Modality(positive=True, mode=Mode.ONGOING, certainty=Certainty.CERTAIN)
    state = _State(trigger.event, trigger.head)
    if isinstance(trigger.frame, VerbFrame) and trigger.frame.negative:
        state.positive = False
    node = sentence.tokens[trigger.head]
    if trigger.head != trigger.governor or node.pos not in VERBAL:
        _noun_effects(sentence, node, words, state)
    height = 0
    while height < HEIGHT:
        if node.pos in VERBAL or node.tag in {"VBN", "VBG"}:
            _verb_effects(sentence, node, words, state)
        step = _climb(sentence, node, trigger, words, state)
        if step is None or step.index == node.index:
            break
        node = step
        height += 1
    if not state.is_asserted and not state.is_asked:
        return None
    mode = Mode.ASKED if not state.is_asserted else state.mode or _tense(trigger)
    return Modality(positive=state.positive, mode=mode, certainty=state.certainty)


def _noun_effects(sentence: Sentence, node: Token, words: ModalityWords, state: _State) -> None:
    for kid in children(sentence, node.index, {"det", "neg", "amod", "advmod"}):
        lower = kid.text.lower()
        if lower in words.words["none"] or lower in words.words["negative"]:
            state.positive = not state.positive
        effect = words.controls.get(lower)
        if effect in SURE:
            state.hedge(SURE[effect])
        elif lower in {"planned", "imminent", "upcoming", "forthcoming", "future", "proposed"}:
            state.turn(Mode.PLANNED)


def _verb_effects(sentence: Sentence, node: Token, words: ModalityWords, state: _State) -> None:
    """Auxiliaries, negation and adverbs of one verb."""
    table = words.words
    for kid in children(sentence, node.index):
        lower = kid.text.lower()
        if (
            kid.relation in {"neg"}
            or (kid.relation in {"advmod", "preconj", "cc"} and lower in table["negative"] and lower != "nor")
            or (kid.relation == "advmod" and lower == "longer" and any(inner.text.lower() == "no" for inner in children(sentence, kid.index)))
        ):
            state.positive = not state.positive
        elif kid.relation == "aux":
            if lower in table["future"]:
                state.turn(Mode.PLANNED)
            elif lower in table["possible"]:
                _may(sentence, node, state, lower)
            elif lower in table["asked"]:
                state.turn(Mode.ASKED)
            elif lower == "would":
                state.turn(Mode.PLANNED)
        elif kid.relation in {"advmod", "acomp", "amod"}:
            effect = words.controls.get(lower)
            if effect in SURE:
                state.hedge(SURE[effect])
            elif effect == "prevented":
                state.positive = not state.positive
        elif kid.relation == "mark" and lower in table["hypothetical"]:
            state.is_asserted = False
        elif (
            kid.relation in {"nsubj", "nsubjpass", "dobj", "attr"}
            and kid.index != state.head
            and any(inner.text.lower() in table["none"] for inner in children(sentence, kid.index, {"det", "neg"}))
        ):
            state.positive = not state.positive


def _may(sentence: Sentence, node: Token, state: _State, auxiliary: str) -> None:
    """ "may have left" is a hedge on the past, "may leave" on the future; "could not" is plain inability."""
    kids = [kid.text.lower() for kid in children(sentence, node.index)]
    if auxiliary == "could" and ("not" in kids or "n't" in kids or "longer" in kids):
        return
    state.hedge(Certainty.POSSIBLE)
    if "have" not in kids:
        state.turn(Mode.PREDICTED)


def _climb(sentence: Sentence, node: Token, trigger: Trigger, words: ModalityWords, state: _State) -> Token | None:
    """The next word up that governs the event, after its effect; ``None`` at the top of what governs it."""
    if node.head == node.index:
        _root_effects(sentence, node, trigger, state)
        return None
    head = sentence.tokens[node.head]
    if node.relation == "conj":
        kids = {kid.relation for kid in children(sentence, node.index)}
        own = kids & {"nsubj", "nsubjpass", "aux"} if node.pos in VERBAL else set()
        return None if own else head
    if node.relation in {"prep", "pcomp", "pobj", "agent"}:
        if node.relation == "prep" and (
            head.pos not in VERBAL | {"NOUN", "ADJ"} or node.text.lower() not in {"for", "of", "on", "to", "with", "about", "against", "from", "at", "in"}
        ):
            return None
        if node.relation == "prep":
            return _controlled(sentence, node, head, words, state)
        return head
    if node.relation in {"xcomp", "ccomp", "acl", "dobj", "nsubjpass", "attr", "oprd", "acomp", "compound", "dep", "amod", "nsubj"}:
        return _controlled(sentence, node, head, words, state)
    if node.relation in {"advcl"}:
        if any(kid.text.lower() == "to" and kid.relation == "aux" for kid in children(sentence, node.index)):
            effect = next((words.controls[form] for form in forms(head) if form in words.controls), None)
            if effect in {None, "planned"}:
                state.turn(Mode.PLANNED)
                return None
            return _controlled(sentence, node, head, words, state)
        if any(kid.text.lower() in words.words["hypothetical"] for kid in children(sentence, node.index, {"mark"})):
            return head
    return None


def _root_effects(sentence: Sentence, node: Token, trigger: Trigger, state: _State) -> None:
    """A headline's bare infinitive is a plan: "Ministry to send guns"."""
    kids = [kid for kid in children(sentence, node.index, {"aux"})]
    if node.pos in VERBAL and node.tag == "VB" and any(kid.text.lower() == "to" for kid in kids):
        state.turn(Mode.PLANNED)


def _controlled(sentence: Sentence, node: Token, head: Token, words: ModalityWords, state: _State) -> Token | None:
    effect = next((words.controls[form] for form in forms(head) if form in words.controls), None)
    infinitive = any(kid.text.lower() == "to" for kid in children(sentence, node.index, {"aux"}))
    is_subject = node.relation in {"nsubj"}
    negated = any(kid.relation == "neg" for kid in children(sentence, head.index))
    if effect is None and head.lemma in {"be", "seem", "become", "remain", "look"} and node.relation in {"ccomp", "csubj", "xcomp", "advcl"}:
        quality = next((words.controls[kid.text.lower()] for kid in children(sentence, head.index, {"acomp"}) if kid.text.lower() in words.controls), None)
        if quality == "prevented":
            state.positive = not state.positive
            state.hedge(Certainty.PROBABLE)
        elif quality in SURE:
            state.hedge(SURE[quality])
        elif negated:
            state.hedge(Certainty.UNKNOWN)
    if effect is None or is_subject:
        if (head.lemma == "go" and infinitive and head.tag == "VBG") or (head.lemma == "be" and infinitive):
            state.turn(Mode.PLANNED)
        elif head.lemma.lower() in words.words["verify"] and node.relation in {"ccomp", "csubj", "advcl"}:
            if negated:
                state.hedge(Certainty.UNKNOWN)
            return None
        if head.lemma.lower() == "have" and infinitive:
            state.turn(Mode.ASKED)
        # a finite complement of a verb that changes nothing is what a source says: its words end here
        if node.relation == "ccomp" and not infinitive:
            return None
        return head
    return _apply(sentence, node, head, effect, state, infinitive=infinitive)


def _apply(sentence: Sentence, node: Token, head: Token, effect: str, state: _State, *, infinitive: bool) -> Token | None:
    finite = node.relation == "ccomp" and not infinitive
    event_like = infinitive or node.relation in {"dobj", "nsubjpass", "pobj", "prep", "pcomp", "xcomp", "acl", "compound", "ccomp", "amod"}
    if effect in {"ordered", "asked", "offered"} and event_like:
        if not (finite and head.lemma in {"tell", "suggest", "insist", "advise"}):
            by_command = effect == "asked" and any(
                form in COMMAND for subject in read_clause(sentence, head.index).subjects for form in forms(sentence.tokens[subject])
            )
            state.turn(Mode.ORDERED if by_command else MODES[effect])
        state.is_asked |= effect == "asked"
        return None if finite else head
    if effect in {"planned", "predicted"} and event_like and node.relation not in {"amod"}:
        state.turn(MODES[effect])
    elif effect in {"refused", "failed", "prevented"} and event_like and not finite:
        state.positive = not state.positive
        if effect == "failed":
            state.turn(Mode.HAPPENED)
    elif effect == "tried" and infinitive:
        state.turn(Mode.PLANNED if state.event in GOALS else Mode.HAPPENED)
    elif effect == "tried":
        state.turn(Mode.HAPPENED)
    elif effect == "ongoing" and node.relation in {"xcomp", "dobj", "ccomp", "prep"}:
        state.turn(Mode.ONGOING)
    elif effect == "denied" and node.relation in {"ccomp", "dobj", "prep", "pobj", "pcomp", "xcomp", "acl", "nsubjpass", "advcl"}:
        state.positive = not state.positive
        return None
    elif effect in SURE and node.relation in {"xcomp", "ccomp", "acl", "prep", "acomp"}:
        state.hedge(SURE[effect])
    return None if finite else head


def _tense(trigger: Trigger) -> Mode:
    """Happened or ongoing, by the verb's form; states go on."""
    sentence = trigger.sentence
    verb = sentence.tokens[trigger.governor]
    relations = {kid.relation for kid in children(sentence, verb.index)}
    if verb.tag == "VB" and "nsubj" in relations and any(kid.text.lower() == "to" for kid in children(sentence, verb.index, {"aux"})):
        return Mode.PLANNED  # a headline's "ministry to send guns"
    if verb.tag == "VBG" and verb.relation in {"pcomp", "advcl"} and "nsubj" not in relations:
        return Mode.HAPPENED
    if verb.tag == "VBG" and ("nsubj" in relations or trigger.event == "clash"):
        return Mode.ONGOING
    kids = {kid.text.lower() for kid in children(sentence, verb.index)}
    frame = trigger.frame
    if frame is not None and frame.state:
        return Mode.ONGOING
    progressive = verb.tag == "VBG" and any(kid.relation == "aux" and kid.lemma == "be" for kid in children(sentence, verb.index))
    if progressive or (verb.tag == "VBG" and verb.head == verb.index) or (verb.tag == "VBG" and verb.relation == "conj") or "still" in kids:
        return Mode.ONGOING
    if trigger.event in STATES and verb.tag in {"VBZ", "VBP"}:
        return Mode.ONGOING
    if (
        trigger.event in STATES
        and trigger.clause.passive
        and any(kid.relation == "auxpass" and kid.tag in {"VBZ", "VBP"} for kid in children(sentence, verb.index))
    ):
        return Mode.ONGOING
    if trigger.is_noun and trigger.event == "clash":
        return Mode.ONGOING
    return Mode.HAPPENED
