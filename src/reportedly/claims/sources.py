"""Whose words they are: the source of a cue, over the parse.

The rule that must not be broken: a source is the whole noun phrase with its titles, appositions and relative clauses
(PolNeAR's guideline), and never holds the cue itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.sentences.tree import child, subtree

if TYPE_CHECKING:
    from reportedly.core.records import Sentence

_SUBJECTS = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_VERBAL = frozenset({"VERB", "AUX"})
# Where a verb without a subject takes its head's: "he came and said", "he left, saying", "he wants to say".
_BORROWED = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "ccomp", "ROOT"})
_MAX_STEPS = 6
# Right-hand parts of a subject's subtree that the parser often hangs there by mistake.
_STRAY = frozenset({"parataxis", "ccomp", "advcl", "dep", "punct", "cc"})


def subject_of(sentence: Sentence, verb: int) -> int | None:
    """Position of the head of the verb's subject, its own or one it shares; ``None`` where there is none."""
    tokens = sentence.tokens
    current = verb
    for _ in range(_MAX_STEPS):
        own = child(sentence, current, _SUBJECTS)
        if own is not None:
            return own.index
        if current != verb:
            passive = child(sentence, current, _PASSIVE_SUBJECTS)
            if passive is not None:
                return passive.index
        token = tokens[current]
        if token.relation in {"acl", "relcl"} and tokens[token.head].pos not in _VERBAL:
            return token.head
        if token.relation not in _BORROWED or token.head == current:
            return None
        current = token.head
    return None


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Whether the verb is in the passive, or a participle after its noun ("the man accused of …")."""
    token = sentence.tokens[verb]
    if child(sentence, verb, {"auxpass", "nsubjpass"}) is not None:
        return True
    return token.tag == "VBN" and token.relation in {"acl", "amod"} and child(sentence, verb, {"aux"}) is None


def passive_subject(sentence: Sentence, verb: int) -> int | None:
    """Position of the head of the passive verb's subject."""
    tokens = sentence.tokens
    current = verb
    for _ in range(_MAX_STEPS):
        own = child(sentence, current, _PASSIVE_SUBJECTS | _SUBJECTS)
        if own is not None:
            return own.index
        token = tokens[current]
        if token.relation in {"acl", "amod", "relcl"}:
            return token.head
        if token.relation not in {"conj", "xcomp"}:
            return None
        current = token.head
    return None


def agent_of(sentence: Sentence, verb: int) -> int | None:
    """Position of the head of "by …" after a passive."""
    by = child(sentence, verb, {"agent"})
    if by is None:
        by = next((token for token in _prepositions(sentence, verb) if token.text.lower() == "by"), None)
    noun = child(sentence, by.index, {"pobj"}) if by is not None else None
    return noun.index if noun is not None else None


def _prepositions(sentence: Sentence, index: int) -> list:  # type: ignore[type-arg]
    return [sentence.tokens[position] for position in sentence.tokens[index].children if sentence.tokens[position].relation == "prep"]


def source_phrase(sentence: Sentence, head: int, without: int) -> set[int]:
    """The whole phrase of the source, cut where it would take in the cue at ``without``."""
    tokens = sentence.tokens
    positions = subtree(sentence, head)
    if without in positions:
        inside = set(subtree(sentence, without))
        positions = [position for position in positions if position not in inside]
    # A run around the head: what the parser hangs on beyond the cue is not the source's.
    kept = {position for position in positions if (position < without) == (head < without)}
    stray = {position for position in tokens[head].children if tokens[position].relation in {"parataxis", "ccomp"} and position > head}
    for position in stray:
        kept -= set(subtree(sentence, position))
    return kept
