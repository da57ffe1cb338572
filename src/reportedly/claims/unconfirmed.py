"""What nobody has confirmed: "could not verify the claim that it fell", "no confirmation of reports that it fell", "was unable to confirm the strike".

The rule that must not be broken: who has not confirmed a thing says nothing against it. Its polarity stays, and how sure it is is not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.sentences.tree import child, children

if TYPE_CHECKING:
    from reportedly.claims.assertion import ModalityWords
    from reportedly.core.records import Sentence, Token

_CONFIRMED = frozenset({"dobj", "prep", "acl"})
_LEAVING_UNDONE = frozenset({"unable", "fail", "decline", "refuse", "inability", "failure", "refusal"})


def is_unconfirmed(sentence: Sentence, node: Token, head: Token, words: ModalityWords) -> bool:
    """True where ``node`` is what the word of confirming at ``head`` speaks of, and nobody confirmed it."""
    is_confirmed = node.relation in _CONFIRMED and words.has("confirming", head.lemma.lower())
    return is_confirmed and (is_negated(sentence, head, words) or is_left_undone(sentence, head.index))


def is_remarked_on(node: Token, head: Token, words: ModalityWords, event: int) -> bool:
    """True for what somebody comments on, or does not: "no comment on the claim that it fell"; a deed at ``event`` that is discussed stays as it was."""
    if not words.has("remark", head.lemma.lower()):
        return False
    return (node.relation == "prep" and head.lemma != "discuss") or (node.relation == "dobj" and node.index != event)


def is_left_undone(sentence: Sentence, verb: int) -> bool:
    """True for a verb that is not done: "did not confirm", "was not able to confirm", "declined to confirm"."""
    token = sentence.tokens[verb]
    if child(sentence, verb, {"neg"}) is not None:
        return True
    above = sentence.tokens[token.head]
    if token.relation not in {"xcomp", "acl"} or verb == above.index:
        return False
    denied = above.head if above.lemma == "able" else above.index  # "was not able to", "did not manage to"
    return above.lemma in _LEAVING_UNDONE or child(sentence, denied, {"neg"}) is not None


def is_negated(sentence: Sentence, verb: Token, words: ModalityWords) -> bool:
    """True for "has not confirmed", "neither side has confirmed", "no doubt"."""
    for kid in children(sentence, verb.index, {"neg", "nsubj", "det"}):
        determiners = (inner.text.lower() for inner in children(sentence, kid.index, {"det", "neg"}))
        if kid.relation == "neg" or words.has("none", kid.text.lower()) or any(words.has("none", word) for word in determiners):
            return True
    return False
