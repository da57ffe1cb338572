"""How an event is asserted: its polarity, its mode, its certainty, read from the verbs that govern it up to the words of its source.

The rule that must not be broken: mode and certainty are the event's own; what a source thinks of another's words is the chain's business.
An order, a request, an offer, a plan are modes, not certainties.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.claims.ahead import (
    is_asked_whether,
    is_conditioned,
    is_forecast,
    is_in_case,
    is_inverted_should,
    is_left_unclear,
    is_undone,
    is_whether_or_not,
    partner_in_list,
    read_aim,
    read_bound,
    read_relative,
    read_temporal,
)
from reportedly.claims.assertion import MODES, SURE, Assertion, ModalityWords, is_nearly_sure, read_noun, read_verb
from reportedly.claims.clause import is_apart, read_clause
from reportedly.claims.lexicon import VerbFrame, forms
from reportedly.claims.negation import is_denied_cleft, is_outside
from reportedly.claims.said_instead import opening_instead
from reportedly.claims.standing import Standing, read_standing
from reportedly.claims.tense import ABLE, is_infinitive, is_past_of_subject, read_tense
from reportedly.claims.unconfirmed import is_negated, is_remarked_on, is_unconfirmed
from reportedly.core.records import Certainty, Mode
from reportedly.sentences.tree import child, children, subtree

if TYPE_CHECKING:
    from reportedly.claims.standing import Judged
    from reportedly.claims.trigger import Trigger
    from reportedly.core.records import Sentence, Token

VERBAL = frozenset({"VERB", "AUX"})
GOALS = frozenset({"capture", "withdraw", "advance", "encircle", "hold", "transfer"})
"""Events that one may try and not reach: "tried to take" is a plan; "tried to shell" was shelling."""
TAKINGS = frozenset({"capture", "encircle", "advance"})
HEIGHT = 8
"""How many words up the tree an event is followed; deeper nesting is a broken parse."""
COMMAND = frozenset({"commander", "command", "general", "leadership", "superior", "headquarters", "officer", "commander-in-chief"})
"""Whose asking is an order."""
PASSING = frozenset({"out", "for", "of", "on", "to", "with", "about", "against", "from", "at", "in"})
GOVERNED = frozenset({"xcomp", "ccomp", "acl", "dobj", "nsubjpass", "attr", "oprd", "acomp", "compound", "dep", "amod", "nsubj", "csubj"})
PREDICATES = frozenset({"oprd", "acomp"})
CONTROLLED = PREDICATES | frozenset({"dobj", "nsubjpass", "pobj", "prep", "pcomp", "xcomp", "acl", "compound", "ccomp", "amod"})
YET_TO_COME = frozenset({"ordered", "asked", "planned", "offered"})
JUDGED = frozenset({"nsubj", "nsubjpass"})
COPULAS = frozenset({"be", "seem", "become", "remain", "look"})
REPORTING = frozenset({"tell", "suggest", "insist", "advise"})
"""With a finite clause these verbs only report: "told reporters that"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality:
    """Polarity (``positive``), mode and certainty of one event."""

    positive: bool
    mode: Mode
    certainty: Certainty


def read_modality(trigger: Trigger, words: ModalityWords) -> Modality | None:
    """How the event is asserted; ``None`` for a bare hypothetical, which gives no claim."""
    sentence = trigger.sentence
    if trigger.frame is None and not trigger.is_news:
        return Modality(positive=True, mode=Mode.ONGOING, certainty=Certainty.CERTAIN)
    state = _opening(trigger, words)
    node = sentence.tokens[trigger.head]
    judged = read_standing(sentence, trigger.head, words)
    for _ in range(HEIGHT):
        if node.index != state.passed and (node.pos in VERBAL or node.tag in {"VBN", "VBG"}):
            read_verb(sentence, node, words, state)
        if judged is not None and _is_held(sentence, node, judged):
            break  # what stands above speaks of the words, not of the event
        above = _climb(sentence, node, words, state)
        if above is None or above.index == node.index:
            break
        node = above
    if judged is not None:
        _read_judged(judged, state)
    if state.is_hypothetical and not state.is_asked:
        return None
    mode = Mode.ASKED if state.is_hypothetical else Mode.PREDICTED if is_forecast(trigger, state) else state.mode or read_tense(trigger)
    return Modality(positive=state.positive, mode=mode, certainty=state.certainty)


def _opening(trigger: Trigger, words: ModalityWords) -> Assertion:
    """What the event's own words say of it."""
    sentence, frame = trigger.sentence, trigger.frame
    node = sentence.tokens[trigger.head]
    state = Assertion(trigger.event, trigger.head)
    if isinstance(frame, VerbFrame) and frame.negative:
        state.positive = False
    tells = isinstance(frame, VerbFrame) and (frame.event == "aid" or (bool(frame.nouns) and frame.event != "agree"))  # "promised guns", "ordered the retreat"
    if tells and words.effect(node) in YET_TO_COME and node.lemma != "set":
        state.turn(MODES[words.effect(node) or ""])  # "ordered the withdrawal": the verb of the event is itself an order
    _read_headline_order(trigger, words, state)
    if trigger.head != trigger.governor or node.pos not in VERBAL:
        read_noun(sentence, node, words, state)
    return state


def _is_held(sentence: Sentence, node: Token, judged: Judged) -> bool:
    """True when the next word up is part of what is said of the words that hold the event, or stands behind them."""
    head = sentence.tokens[node.head]
    return head.index <= judged.last or head.relation == "ROOT" or head.index == node.index


def _read_judged(judged: Judged, state: Assertion) -> None:
    """Words that are denied are not so; words taken back, or for which nothing speaks, are not so and nobody is sure."""
    if judged.is_denial:
        state.negate()
    state.negate()
    if judged.standing is not Standing.DENIED:
        state.certainty = Certainty.UNKNOWN


def _read_headline_order(trigger: Trigger, words: ModalityWords, state: Assertion) -> None:
    """The mode in "General orders troops to hold the town", where the tree took "orders troops" for one noun phrase."""
    sentence = trigger.sentence
    verb = sentence.tokens[trigger.governor]
    if verb.tag != "VB" or not is_infinitive(sentence, verb):
        return
    subject = child(sentence, verb.index, {"nsubj"}) or sentence.tokens[verb.head]
    if subject.tag != "NNS":
        return
    for kid in children(sentence, subject.index, {"compound", "nmod", "amod"}):
        effect = words.effect(kid)
        if kid.tag in {"NNS", "VBZ"} and effect in {"ordered", "asked"} and kid.index == subject.index - 1:
            state.turn(MODES[effect])


def _climb(sentence: Sentence, node: Token, words: ModalityWords, state: Assertion) -> Token | None:
    """The next word up that governs the event, after its effect; ``None`` at the top of what governs it."""
    head = sentence.tokens[node.head]
    above: Token | None = None
    if _is_cut_off(sentence, node, head, words, state) or is_past_of_subject(sentence, node, head):
        return None
    _read_order(sentence, node, head, words, state)
    if node.head == node.index:
        if is_infinitive(sentence, node) and (node.tag == "VB" or child(sentence, node.index, {"auxpass"}) is not None):
            state.turn(Mode.PLANNED)  # a headline's "Ministry to send guns", a list's "Towns to be freed"
    elif node.relation == "conj":
        kids = {kid.relation for kid in children(sentence, node.index)}
        has_own = node.pos in VERBAL and bool(kids & {"nsubj", "nsubjpass", "aux"})
        above = None if has_own else partner_in_list(sentence, node, head, words)
        state.passed = head.index if is_outside(sentence, node, head) else state.passed
        state.joined = head.index if node.index > head.index else state.joined
    elif node.relation == "prep":
        above = _past_preposition(sentence, node, head, words, state)
    elif node.relation in {"pcomp", "pobj", "agent"}:
        _read_means(sentence, node, head, words, state)
        above = head
    elif node.relation in GOVERNED or (node.relation == "relcl" and is_infinitive(sentence, node)):
        above = _controlled(sentence, node, head, words, state)
    elif node.relation == "relcl":
        read_relative(sentence, node, head, words, state)
    elif node.relation == "advcl":
        read_temporal(sentence, node, head, words, state)
        above = _adverbial(sentence, node, head, words, state)
    return above


def _is_cut_off(sentence: Sentence, node: Token, head: Token, words: ModalityWords, state: Assertion) -> bool:
    """True where nothing above governs the event: "without leaving", what a semicolon sets apart, "whether it fell is disputed"."""
    if is_undone(sentence, node, head, words):
        state.negate()
        return True
    is_unclear = is_left_unclear(sentence, node) or is_unconfirmed(sentence, node, head, words)
    if is_unclear:
        state.hedge(Certainty.UNKNOWN)
    return is_unclear or is_remarked_on(node, head, words, state.head) or is_apart(sentence, node, head)


def _read_order(sentence: Sentence, node: Token, head: Token, words: ModalityWords, state: Assertion) -> None:
    """What the order of words says: "it was not they who took it", "had they taken it"."""
    if is_denied_cleft(sentence, node, head):
        state.negate()
    if _is_inverted(sentence, node):
        state.is_hypothetical = True
    if is_conditioned(sentence, node, words):
        state.turn(Mode.PREDICTED)


def _past_preposition(sentence: Sentence, node: Token, head: Token, words: ModalityWords, state: Assertion) -> Token | None:
    """What governs an event inside a prepositional phrase: "efforts on taking it"; "tried to cut it off by taking the town" is no surer of the means."""
    if (head.pos in VERBAL | {"NOUN", "ADJ"} or words.effect(head)) and node.text.lower() in PASSING:
        return _controlled(sentence, node, head, words, state)
    is_gerund = any(kid.tag == "VBG" for kid in children(sentence, node.index, {"pcomp"}))
    if is_gerund and node.text.lower() == "into" and state.event in TAKINGS:
        state.turn(Mode.PLANNED)  # "throws all its forces into taking it"; men are talked into leaving, and leave
    is_means = is_gerund and is_infinitive(sentence, head)
    return head if is_means else None


def _read_means(sentence: Sentence, node: Token, by: Token, words: ModalityWords, state: Assertion) -> None:
    """The mode in "by taking the town they could cut the road": what is thought of as a means has not been done."""
    if by.text.lower() == "by" and node.tag == "VBG" and state.event in GOALS:
        auxiliaries = {kid.text.lower() for kid in children(sentence, by.head, {"aux"})}
        if "have" not in auxiliaries and any(words.has("future", word) or words.has("possible", word) for word in auxiliaries):
            state.turn(Mode.PREDICTED)


def _is_inverted(sentence: Sentence, node: Token) -> bool:
    """True for "had they not withdrawn, …", a condition without "if", where the tree makes "had" the verb or its auxiliary."""
    had = sentence.tokens[node.head]
    if is_inverted_should(sentence, node) or is_whether_or_not(sentence, node):
        return True
    if node.relation == "ccomp" and had.relation == "advcl":
        return node.tag == "VBN" and had.text.lower() == "had" and child(sentence, had.index, JUDGED) is None and had.index < node.index
    if node.relation != "advcl":
        return False
    subject = child(sentence, node.index, JUDGED)
    before = (kid.text.lower() for kid in children(sentence, node.index, {"aux"}) if subject is not None and kid.index < subject.index)
    return any(word in {"had", "should", "were"} for word in before)


def _adverbial(sentence: Sentence, node: Token, head: Token, words: ModalityWords, state: Assertion) -> Token | None:
    """Purposes are plans, unless a verb of trying or ordering took the infinitive; conditions are followed up to who asks."""
    if is_infinitive(sentence, node):
        if _is_reached(sentence, node, head, words, state):
            return head
        if words.effect(head) in {None, "planned"}:
            state.turn(Mode.PLANNED)
            return None
        return _controlled(sentence, node, head, words, state)
    return head if state.is_hypothetical else None


def _controlled(sentence: Sentence, node: Token, head: Token, words: ModalityWords, state: Assertion) -> Token | None:
    """The effect of the word above; then that word, or ``None`` where the words of a source begin."""
    if _is_phrase(sentence, node, head, words, state) or _is_judged(sentence, node, head, words, state) or _is_instead(sentence, node, head, words):
        return None
    if state.event in GOALS:
        read_aim(sentence, node, head, words, state)
    effect = _effect(sentence, node, head, words)
    infinitive = is_infinitive(sentence, node)
    read_bound(sentence, node, head, words, state)
    if infinitive and _is_reached(sentence, node, head, words, state):
        return head
    finite = node.relation == "ccomp" and not infinitive
    if effect is not None:
        if infinitive or node.relation in CONTROLLED:
            state.read = head.index
            _apply(sentence, head, effect, state, infinitive=infinitive or (effect == "tried" and node.relation == "prep"), finite=finite)
            _read_raised(sentence, head, words, state, finite=finite)
        is_over = finite or effect == "doubted" or (effect == "denied" and node.relation != "amod")
        return None if is_over else head
    _read_purpose(sentence, node, head, words, state)
    _read_hearsay(node, head, words, state)
    negated = is_negated(sentence, head, words)
    if head.lemma in COPULAS and node.relation in {"ccomp", "csubj", "xcomp", "advcl"}:
        _read_quality(sentence, head, words, state, negated=negated)
    elif words.has("verify", head.lemma.lower()) and node.relation in {"ccomp", "csubj", "advcl"}:
        if negated:
            state.hedge(Certainty.UNKNOWN)
        return None
    if infinitive:
        _read_being(sentence, head, words, state)
    return None if _is_over(sentence, head, words, state, finite=finite) else head


def _is_left_open(sentence: Sentence, head: Token, words: ModalityWords) -> bool:
    """True for "neither confirmed nor denied that they had left", "would not confirm or deny it": nothing is said either way."""
    return head.relation == "conj" and words.has("verify", sentence.tokens[head.head].lemma.lower())


def _is_instead(sentence: Sentence, node: Token, head: Token, words: ModalityWords) -> bool:
    """True for what is quoted in place of what is denied."""
    return words.effect(head) == "denied" and 0 < (opening_instead(sentence, head.index) or 0) < node.index


def _read_raised(sentence: Sentence, head: Token, words: ModalityWords, state: Assertion, *, finite: bool) -> None:
    """The negation in "do not believe that it fell" and "doubt that it fell", which is the clause's own."""
    if words.effect(head) == "doubted" and not is_negated(sentence, head, words):
        state.negate()
        state.hedge(Certainty.PROBABLE)
    elif finite and words.has("raising", head.lemma.lower()) and is_negated(sentence, head, words):
        state.negate()


def _read_being(sentence: Sentence, head: Token, words: ModalityWords, state: Assertion) -> None:
    """What "is to leave", "was going to leave", "has to leave", "had to leave" and "their answer was to leave" say of an infinitive."""
    subject = child(sentence, head.index, {"nsubj"})
    if head.tag == "VBD" and subject is not None and any(words.has("deeds", form) for form in forms(subject)):
        state.turn(Mode.HAPPENED)
    elif head.lemma == "be" or (head.lemma == "go" and head.tag == "VBG"):
        state.turn(Mode.PLANNED)
    elif head.lemma == "have" and head.tag == "VBD":
        state.turn(Mode.HAPPENED)  # "had to leave" left: in the past, necessity is said of what was done (Bhatt 1999)
    elif head.lemma == "have":
        is_future = any(words.has("future", kid.text.lower()) for kid in children(sentence, head.index, {"aux"}))
        state.turn(Mode.PREDICTED if is_future else Mode.ASKED)


def _read_purpose(sentence: Sentence, node: Token, head: Token, words: ModalityWords, state: Assertion) -> None:
    """The mode of an infinitive that tells what for, or what one could do: neither says that it was done."""
    if node.relation in {"acl", "xcomp", "relcl"} and is_infinitive(sentence, node) and _is_unfulfilled(sentence, head, words, state):
        state.turn(Mode.PREDICTED if head.lemma in ABLE else Mode.PLANNED)
        if head.lemma in ABLE and child(sentence, head.index, {"neg"}) is not None:
            state.negate()  # a headline's "forces not able to take it"


def _is_talked_of(sentence: Sentence, noun: Token, words: ModalityWords) -> bool:
    """True for "permission" in "asked for permission to leave": the verb above says what kind of talk it is."""
    above = sentence.tokens[noun.head]
    if above.relation == "prep":
        above = sentence.tokens[above.head]
    return words.effect(above) in {"asked", "ordered", "offered"}


def _is_unfulfilled(sentence: Sentence, head: Token, words: ModalityWords, state: Assertion) -> bool:
    """True for "the strength to take it", "are able to take it", "advanced to take it"; not for "the first unit to take it", "three weeks to take it"."""
    lemma = head.lemma.lower()
    if state.event not in GOALS:
        return False
    if lemma == "able":
        return state.event != "hold" and sentence.tokens[head.head].tag in {"VBP", "VBZ", "VB"}  # who is able to hold a town holds it
    if head.pos == "VERB":
        return words.has("purposeful", lemma)
    if head.pos != "NOUN" or words.has("spans", lemma) or _is_talked_of(sentence, head, words):
        return False
    return not any(words.has("first", kid.text.lower()) for kid in children(sentence, head.index, {"amod", "nummod"}))


def _is_reached(sentence: Sentence, node: Token, head: Token, words: ModalityWords, state: Assertion) -> bool:
    """True for "went on to take it", which it did, and for "has yet to take it", which it did not."""
    if words.has("reaching", f"{head.lemma.lower()} {_particle(sentence, head)}"):
        state.turn(Mode.HAPPENED)
        return True
    around = (kid.text.lower() for verb in (node.index, head.index) for kid in children(sentence, verb, {"advmod"}))
    if head.lemma in {"have", "be"} and "yet" in around:
        state.negate()
        state.turn(Mode.HAPPENED)
        return True
    return False


def _particle(sentence: Sentence, verb: Token) -> str:
    """The particle right behind the verb, or ""."""
    following = sentence.tokens[verb.index + 1 : verb.index + 2]
    return following[0].text.lower() if following and following[0].head == verb.index and following[0].relation in {"prt", "advmod", "prep"} else ""


def _effect(sentence: Sentence, node: Token, head: Token, words: ModalityWords) -> str | None:
    """What the word above does to the event; "dozens feared dead" is done, and not yet known."""
    if node.relation == "nsubj":
        return None
    effect = words.effect(head)
    if effect is not None and _particle(sentence, head) and words.has("reaching", f"{head.lemma.lower()} {_particle(sentence, head)}"):
        return None  # "ended up leaving": it did
    return "probable" if effect == "predicted" and node.relation in PREDICATES else effect


def _read_hearsay(node: Token, head: Token, words: ModalityWords, state: Assertion) -> None:
    """The hedge in "is said to be surrounded", which is on nobody's word."""
    if node.relation == "xcomp" and words.has("hearsay", head.lemma.lower()):
        state.hedge(Certainty.UNKNOWN)


def _is_over(sentence: Sentence, head: Token, words: ModalityWords, state: Assertion, *, finite: bool) -> bool:
    """True for a clause of its own: nothing past it governs the event but what is said of the talk itself, "reports that … are false"."""
    if finite and head.pos == "NOUN" and head.relation in JUDGED:
        _is_judged(sentence, head, sentence.tokens[head.head], words, state)
    return finite


def _is_judged(sentence: Sentence, node: Token, head: Token, words: ModalityWords, state: Assertion) -> bool:
    """True where the talk that the event stands in is judged: "the reports are false", "could not be verified", "was wrong to report"."""
    if node.relation in JUDGED and node.index != state.head:
        if words.effect(node) == "tried" and words.has("failing", head.lemma.lower()):
            state.negate()
            state.mode = Mode.HAPPENED  # "the attempt to take it failed"
            return True
        if words.has("verify", head.lemma.lower()) and is_negated(sentence, head, words):
            state.hedge(Certainty.UNKNOWN)
            return True
        if head.lemma in COPULAS and is_found_false(sentence, head, words):
            state.negate()
            return True
    if node.relation == "ccomp":
        judged = sentence.tokens[head.head]
        if head.relation in {"xcomp", "acl", "advcl"} and words.has("mistaken", judged.text.lower()):
            state.negate()
            return True
        speakers = children(sentence, head.index, {"nsubj"})  # two where the sentence begins with "Correction:"
        if any(words.has("version", speaker.lemma.lower()) and _is_superseded(sentence, speaker, words) for speaker in speakers):
            state.hedge(Certainty.UNKNOWN)
            return True
    return False


def _is_superseded(sentence: Sentence, version: Token, words: ModalityWords) -> bool:
    return any(words.has("superseded", kid.text.lower()) for kid in children(sentence, version.index, {"amod"}))


def is_found_false(sentence: Sentence, copula: Token, words: ModalityWords) -> bool:
    """True for "are false", "were not true"."""
    negated = is_negated(sentence, copula, words)
    qualities = [kid.text.lower() for kid in children(sentence, copula.index, {"acomp", "attr", "oprd"})]
    return any(words.has("true" if negated else "false", quality) for quality in qualities)


def _is_phrase(sentence: Sentence, node: Token, head: Token, words: ModalityWords, state: Assertion) -> bool:
    """True where several words govern as one: "in order to take the town" is a plan, "called the reports false" a denial."""
    if is_in_case(sentence, head, words) or is_asked_whether(sentence, node, head, words):
        state.is_hypothetical = True
        return True
    if head.text.lower() == "order" and sentence.tokens[head.head].text.lower() == "in":
        state.turn(Mode.PLANNED)
        return True
    if words.effect(head) == "denied" and _is_left_open(sentence, head, words):
        state.hedge(Certainty.UNKNOWN)
        return True
    if words.has("label", head.lemma.lower()) and _is_called_false(sentence, head, words):
        state.negate()
        return True
    return False


def _is_called_false(sentence: Sentence, head: Token, words: ModalityWords) -> bool:
    """True for "called the reports of an attack exaggerated", wherever the tree hung the last word."""
    following = sentence.tokens[head.index + 1 : max(subtree(sentence, head.index)) + 1]
    return any(words.has("false", token.text.lower()) for token in following)


def _read_quality(sentence: Sentence, head: Token, words: ModalityWords, state: Assertion, *, negated: bool) -> None:
    """What "it is likely that", "it was unlikely that", "it was not clear whether" say of the event."""
    found = (words.controls.get(kid.text.lower()) for kid in children(sentence, head.index, {"acomp"}))
    quality = next((effect for effect in found if effect is not None), None)
    if is_found_false(sentence, head, words):
        state.negate()
    elif quality == "prevented":
        state.negate()
        state.hedge(Certainty.PROBABLE)
    elif quality in SURE:
        state.hedge(SURE[quality])
    elif negated:
        state.hedge(Certainty.UNKNOWN)
    elif any(is_nearly_sure(sentence, kid, words) for kid in children(sentence, head.index, {"acomp"})):
        state.hedge(Certainty.PROBABLE)


def _apply(sentence: Sentence, head: Token, effect: str, state: Assertion, *, infinitive: bool, finite: bool) -> None:
    """What a controlling word does: a mode, a negation or a hedge."""
    if effect in {"ordered", "asked", "offered"}:
        state.is_asked |= effect == "asked"
        if not (finite and head.lemma in REPORTING):
            is_order = effect == "asked" and _commands(sentence, head)
            state.turn(Mode.ORDERED if is_order else MODES[effect])
    elif effect == "forbidden":
        state.negate()
        state.turn(Mode.ORDERED)
    elif effect in {"planned", "predicted", "ongoing"}:
        if not (effect == "ongoing" and finite):
            state.turn(MODES[effect])
            state.mode = Mode.PREDICTED if effect == "predicted" and state.by_future else state.mode
    elif effect == "tried":
        state.turn(Mode.PLANNED if infinitive and state.event in GOALS else Mode.HAPPENED)  # "efforts to take it", "efforts on taking it"
    elif effect in {"denied", "refused"} or (effect in {"failed", "prevented"} and not finite):  # "refuses that the village was lost" denies it
        state.negate()
        outcome = {"failed": Mode.HAPPENED, "prevented": Mode.PREDICTED if infinitive else None}.get(effect)  # "unlikely to take it"
        state.mode = state.mode or outcome
    elif effect in SURE:
        state.hedge(SURE[effect])
        if head.lemma == "risk" and not finite:
            state.turn(Mode.PREDICTED)


def _commands(sentence: Sentence, head: Token) -> bool:
    """True when who asks is a commander."""
    askers = list(read_clause(sentence, head.index).subjects)
    if not askers:  # "were asked to stay in their positions by their commanders": the phrase hangs where the parser put it
        below = subtree(sentence, head.index)
        agents = (index for index in below if sentence.tokens[index].text.lower() == "by" and index > head.index)
        askers = [inner.index for agent in agents for inner in children(sentence, agent, {"pobj"})]
    return any(form in COMMAND for asker in askers for form in forms(sentence.tokens[asker]))
