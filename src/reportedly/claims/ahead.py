"""What grammar alone says is yet to come: temporal clauses under a future, the later verbs of a list of purposes, aims that are subjects.

The rule that must not be broken: only what no reader could take for done is set ahead; where the grammar leaves both open, it happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.assertion import MODES
from reportedly.claims.lexicon import VerbFrame
from reportedly.core.records import Certainty, Mode
from reportedly.sentences.tree import child, children

if TYPE_CHECKING:
    from reportedly.claims.assertion import Assertion, ModalityWords
    from reportedly.claims.trigger import Trigger
    from reportedly.core.records import Sentence, Token

PRESENT = frozenset({"VBZ", "VBP"})
PAST = frozenset({"VBD", "VBZ"})
"""Forms with which a bare verb cannot be joined: they agree with another subject, or tell of another time."""
BARE = frozenset({"VB", "VBP"})
OWN_FORMS = frozenset({"aux", "auxpass", "nsubj", "nsubjpass", "mark"})
HEIGHT = 3
LONGEST_SUBJECT = 12
"""How many words before its verb a clause may open with "whether or not"."""
ANY = frozenset({"any", "every", "whichever", "whatever"})
"""Of which no one is meant (Lyons 1999, 1.2)."""
FORMERLY = frozenset({"formerly", "previously", "once", "earlier", "recently", "then"})
"""Adverbs with which a state is over: "previously occupied"."""
AIMING = frozenset({"planned", "ordered", "asked", "offered", "tried"})


def read_temporal(sentence: Sentence, node: Token, head: Token, words: ModalityWords, state: Assertion) -> None:
    """What a clause in the present tells after "until", or after "once" and its like where the clause above is yet to come."""
    verbs = (node, *children(sentence, node.index, {"aux", "auxpass"}))
    openers = {kid.text.lower() for kid in children(sentence, node.index, {"mark", "advmod"}) if kid.index < node.index}
    if not any(verb.tag in PRESENT for verb in verbs):
        if any(words.has("until", word) for word in openers) and _is_ahead(sentence, head, words):
            state.turn(Mode.PREDICTED)  # "there would be no truce until the deal was signed"
        return
    if any(is_in_case(sentence, noun, words) for kid in children(sentence, node.index, {"prep"}) for noun in children(sentence, kid.index, {"pobj"})):
        state.is_hypothetical = True
    is_until = any(words.has("until", word) for word in openers)
    if is_until or (any(words.has("upon", word) for word in openers) and _is_ahead(sentence, head, words)):
        state.turn(Mode.PREDICTED)


def _is_ahead(sentence: Sentence, verb: Token, words: ModalityWords) -> bool:
    """True for "will open", "will help open", "must open", and a headline's "to open"; the clause may hang on an adverb ("as soon as")."""
    for _ in range(HEIGHT):
        helpers = tuple(children(sentence, verb.index, {"aux"}))
        if any(words.has(table, kid.text.lower()) for kid in helpers for table in ("future", "asked", "possible")):
            return True
        if verb.tag == "VB" and any(kid.text.lower() == "to" for kid in helpers):
            return True
        if verb.pos != "ADV" and not (verb.tag == "VB" and verb.relation in {"xcomp", "ccomp", "conj"}):
            return False
        verb = sentence.tokens[verb.head]
    return False


def partner_in_list(sentence: Sentence, node: Token, head: Token, words: ModalityWords) -> Token:
    """What a verb is really joined to: in "plans to besiege the town, cut the road and hold it" the infinitive, not "plans".

    A bare verb is no partner of a singular or of a past. Of a plural it may be ("they plan to attack and hold the town"); a list with "and" goes on.
    """
    above = sentence.tokens[head.head]
    if node.tag in BARE and head.tag == "VBG" and head.relation == "xcomp" and above.tag in BARE:
        return above  # "to stop fighting and surrender": a bare verb is joined to a bare verb
    if node.tag not in BARE or head.tag not in PRESENT | PAST or any(kid.relation in OWN_FORMS for kid in children(sentence, node.index)):
        return head
    between = sentence.tokens[head.index + 1 : node.index]
    infinitives = [verb for verb in between if verb.tag == "VB" and any(kid.text.lower() == "to" for kid in children(sentence, verb.index, {"aux"}))]
    if not infinitives:
        return head
    joins = {token.text.lower() for token in sentence.tokens[infinitives[0].index : node.index + 1] if token.relation == "cc"}
    joins |= {kid.text.lower() for kid in children(sentence, node.index, {"cc"})}
    is_list = "and" in joins and "but" not in joins
    return infinitives[0] if head.tag in PAST or node.tag == "VB" or (is_list and words.effect(head) in AIMING | {None}) else head


def read_aim(sentence: Sentence, node: Token, head: Token, words: ModalityWords, state: Assertion) -> None:
    """The mode of a subject that is called an aim ("taking it is the goal"), and of a deed that is weighed and not told ("taking it is important")."""
    called = tuple(children(sentence, head.index, {"attr", "oprd"}))
    if node.relation in {"nsubj", "csubj", "dobj", "nsubjpass"} and any(words.effect(kid) == "planned" and kid.pos == "NOUN" for kid in called):
        state.turn(Mode.PLANNED)
    elif node.relation == "csubj" and node.tag == "VBG" and head.lemma == "be" and (head.tag in PRESENT or _is_ahead(sentence, head, words)):
        state.turn(Mode.PREDICTED)


def read_bound(sentence: Sentence, node: Token, head: Token, words: ModalityWords, state: Assertion) -> None:
    """The mode of "is likely to leave", "is bound to fall"; not of "is likely to have left", which is done or not."""
    helpers = [kid.text.lower() for kid in children(sentence, node.index, {"aux"})]
    if "to" in helpers and "have" not in helpers and words.has("bound", head.text.lower()):
        state.turn(Mode.PREDICTED)


def read_relative(sentence: Sentence, node: Token, noun: Token, words: ModalityWords, state: Assertion) -> None:
    """What a relative clause tells: of "a proposal under which A cedes B" what is offered, of "any car that comes near" nothing that happened."""
    if any(kid.text.lower() in ANY for kid in children(sentence, noun.index, {"det"})):
        state.is_hypothetical = True
    openers = (kid for kid in children(sentence, node.index, {"prep", "advmod"}) if kid.index < node.index)
    is_term = any(kid.text.lower() == "whereby" or any(inner.tag == "WDT" for inner in children(sentence, kid.index, {"pobj"})) for kid in openers)
    mode = MODES.get(words.effect(noun) or "") if is_term else None
    if mode is not None:
        state.mode, state.by_future = mode, False


def is_inverted_should(sentence: Sentence, node: Token) -> bool:
    """True for "should the town fall, …": a condition without "if" (Quirk and others 1985, 15.36)."""
    if node.relation not in {"advcl", "ccomp"} or node.head < node.index:
        return False
    first = next(children(sentence, node.index), None)
    return first is not None and first.index < node.index and first.relation == "aux" and first.text.lower() == "should"


def is_whether_or_not(sentence: Sentence, node: Token) -> bool:
    """True for the verb behind "whether or not": both are left open, wherever the tree hung "not"."""
    before = sentence.tokens[max(0, node.index - LONGEST_SUBJECT) : node.index]
    words = [token.text.lower() for token in before]
    opened = next((index for index in range(len(words) - 3, -1, -1) if words[index : index + 3] == ["whether", "or", "not"]), None)
    if opened is None:
        return False
    between = before[opened + 3 :]
    return not any(token.tag in PRESENT | PAST or token.text == "," for token in between if token.relation not in {"aux", "auxpass"})


def is_conditioned(sentence: Sentence, node: Token, words: ModalityWords) -> bool:
    """True for what holds only under a condition before it: "if the bridge goes, the town is surrounded"; in the past such words tell of habits."""
    helpers = tuple(children(sentence, node.index, {"aux", "auxpass"}))
    if not ({node.tag} | {kid.tag for kid in helpers}) & PRESENT or any(kid.lemma == "have" for kid in helpers):
        return False
    for clause in children(sentence, node.index, {"advcl", "ccomp"}):
        if clause.index < node.index:
            marks = [kid for kid in children(sentence, clause.index, {"mark"}) if words.has("hypothetical", kid.text.lower())]
            if any(sentence.tokens[mark.index - 1].text.lower() not in {"even", "as"} for mark in marks) or is_inverted_should(sentence, clause):
                return True
    return False


def is_left_unclear(sentence: Sentence, node: Token) -> bool:
    """True for "whether it fell" as what something is said of: "… is disputed", "… remains unclear"."""
    above = sentence.tokens[node.head]
    is_subject = node.relation in {"csubj", "csubjpass"}
    if not is_subject and (node.relation != "advcl" or node.index > above.index or child(sentence, above.index, {"nsubj", "nsubjpass"}) is not None):
        return False
    return any(kid.text.lower() == "whether" and kid.index < node.index for kid in children(sentence, node.index, {"mark", "advmod"}))


def is_asked_whether(sentence: Sentence, node: Token, head: Token, words: ModalityWords) -> bool:
    """True for "asked whether they had left": a question that somebody put, and nothing told. "Asked if they could leave" asks for leave."""
    if node.relation != "ccomp" or not words.has("inquiring", head.lemma.lower()):
        return False
    if any(kid.tag == "MD" for kid in children(sentence, node.index, {"aux"})):
        return False
    return any(kid.text.lower() in {"whether", "if"} and kid.index < node.index for kid in children(sentence, node.index, {"mark"}))


def is_undone(sentence: Sentence, node: Token, preposition: Token, words: ModalityWords) -> bool:
    """True for what is told as not done: "without being surrounded", "instead of retreating", "stopped short of taking it", "rather than surrender"."""
    before = [token.text.lower() for token in sentence.tokens[max(0, node.index - 3) : node.index] if token.text.lower() != "to"]
    if node.tag in {"VB", "VBG"} and before[-2:] == ["rather", "than"]:
        return True
    if node.relation != "pcomp":
        return False
    word = preposition.text.lower()
    opener = sentence.tokens[preposition.index - 1].text.lower() if preposition.index else ""
    return words.has("undoing", word) or words.has("undoing", f"{opener} {word}")


def is_forecast(trigger: Trigger, state: Assertion) -> bool:
    """True for a future that nobody can mean to bring about: "will fall", "will probably be taken"; a plan is one's own (Palmer 2001, 4.5)."""
    if not state.by_future:
        return False
    agentless = isinstance(trigger.frame, VerbFrame) and trigger.frame.agent in {"to", "none", "victim", "loser"} and not trigger.clause.passive
    return agentless or state.certainty in {Certainty.PROBABLE, Certainty.POSSIBLE}


def is_in_case(sentence: Sentence, head: Token, words: ModalityWords) -> bool:
    """True for "in case …", "in the event that …"."""
    before = sentence.tokens[head.head]
    return words.has("case", head.text.lower()) and before.text.lower() == "in" and child(sentence, head.index, {"amod"}) is None


def is_over(sentence: Sentence, verb: Token) -> bool:
    """True for a state that is told as past: "had been occupied", "used to be held", "previously occupied"."""
    kids = tuple(children(sentence, verb.index))
    above = sentence.tokens[verb.head]
    used = verb.relation == "xcomp" and above.lemma == "use" and above.tag == "VBD"
    return used or any((kid.relation == "aux" and kid.text.lower() == "had") or kid.text.lower() in FORMERLY for kid in kids)
