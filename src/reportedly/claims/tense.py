"""Whether an event is told as done or as going on, by the form of its verb, where nothing above it says more.

The rule that must not be broken: a state goes on, an infinitive behind its subject is a plan, and everything else that nobody hedges has happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.ahead import is_over
from reportedly.core.records import Mode
from reportedly.sentences.tree import children

if TYPE_CHECKING:
    from reportedly.claims.trigger import Trigger
    from reportedly.core.records import Sentence, Token

ABLE = frozenset({"able", "manage"})
MOVES = frozenset({"withdraw", "advance", "attack", "shell", "strike", "clash", "deploy", "displace"})
"""Events that go on for a while: "troops leaving the town" are on their way."""
TAKING_PLACE = frozenset({"occur", "happen", "record", "register"})
GOING_ON = frozenset({"continue", "proceed"})
STATES = frozenset({"hold", "encircle", "clash"})


def read_tense(trigger: Trigger) -> Mode:
    """Happened or ongoing, by the verb's form; states go on."""
    sentence = trigger.sentence
    verb = sentence.tokens[trigger.governor]
    kids = list(children(sentence, verb.index))
    has_subject = any(kid.relation == "nsubj" for kid in kids)
    is_for = any(kid.relation == "mark" and kid.text.lower() == "for" for kid in kids)  # "good news for X to have taken"
    is_titled = verb.relation == "acl" and sentence.tokens[verb.head].relation == "ROOT" and sentence.tokens[verb.head].pos == "PROPN"
    if verb.tag == "VB" and (has_subject or is_titled) and not is_for and is_infinitive(sentence, verb):
        return Mode.PLANNED  # "US to send guns, official says"
    first = sentence.tokens[verb.head] if verb.relation == "conj" else verb  # "killing two and wounding six"
    if verb.tag == first.tag == "VBG" and first.relation in {"pcomp", "advcl"} and not has_subject and trigger.event != "clash":
        return Mode.HAPPENED
    if _was_able(sentence, verb):
        return Mode.HAPPENED
    told = _noun_mode(trigger)
    if told is not None:
        return told
    if _goes_on(trigger, verb, kids, has_subject=has_subject):
        return Mode.ONGOING
    return Mode.HAPPENED


def _noun_mode(trigger: Trigger) -> Mode | None:
    """What the verb of an event's noun says: "clashes took place" are over, "the evacuation continues" goes on; ``None`` for any other."""
    noun = trigger.sentence.tokens[trigger.head]
    if not trigger.is_noun or noun.relation not in {"nsubj", "nsubjpass"}:
        return None
    verb = trigger.sentence.tokens[noun.head]
    kids = list(children(trigger.sentence, verb.index))
    is_past = verb.tag == "VBD" or any(kid.relation == "auxpass" and kid.tag == "VBD" for kid in kids)
    takes_place = verb.lemma == "take" and any(kid.relation == "dobj" and kid.lemma == "place" for kid in kids)
    if is_past and (verb.lemma in TAKING_PLACE or takes_place):
        return Mode.HAPPENED
    is_under_way = verb.lemma == "be" and any(kid.lemma in {"way", "underway"} or kid.text.lower() == "under" for kid in kids)
    return Mode.ONGOING if verb.tag in {"VBZ", "VBP"} and (verb.lemma in GOING_ON or is_under_way) else None


def _was_able(sentence: Sentence, verb: Token) -> bool:
    """True for "were able to hold", "managed to hold": in the past, ability is said of what was done once (Bhatt 1999)."""
    head = sentence.tokens[verb.head]
    if verb.relation != "xcomp" or head.lemma.lower() not in ABLE:
        return False
    return "VBD" in {head.tag, sentence.tokens[head.head].tag}


def _goes_on(trigger: Trigger, verb: Token, kids: list[Token], *, has_subject: bool) -> bool:
    if trigger.frame is not None and trigger.frame.state:
        return not is_over(trigger.sentence, verb)
    if verb.tag == "VBG":
        is_progressive = any(kid.relation == "aux" and kid.lemma == "be" for kid in kids)
        if (
            is_progressive
            or has_subject
            or trigger.event == "clash"
            or verb.head == verb.index
            or verb.relation == "conj"
            or (verb.relation == "acl" and trigger.event in MOVES)
        ):
            return True
    if trigger.event in STATES:
        is_present = verb.tag in {"VBZ", "VBP"} or any(kid.relation == "auxpass" and kid.tag in {"VBZ", "VBP"} for kid in kids)
        if is_present and (verb.tag in {"VBZ", "VBP"} or trigger.clause.passive):
            return True
    return any(kid.text.lower() == "still" for kid in kids) or (trigger.is_noun and trigger.event == "clash")


def is_infinitive(sentence: Sentence, node: Token) -> bool:
    """True for a verb with "to"."""
    return any(kid.text.lower() == "to" for kid in children(sentence, node.index, {"aux"}))


def is_past_of_subject(sentence: Sentence, node: Token, noun: Token) -> bool:
    """True for "hit" in "houses hit in the attack will be torn down": what is still to come is not what the subject has been through."""
    if node.relation != "acl" or node.tag != "VBN" or noun.relation not in {"nsubj", "nsubjpass"} or noun.head == noun.index:
        return False
    is_ahead = any(kid.tag in {"MD", "TO"} for kid in children(sentence, noun.head, {"aux"}))
    is_clause = any(kid.index < node.index for kid in children(sentence, node.index, {"aux", "auxpass", "mark", "nsubj", "nsubjpass"}))
    return is_ahead and not is_clause  # "reports that they had taken it cannot be verified" is a clause of its own
