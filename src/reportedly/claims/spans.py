"""The stretch of text that is a claim: the smallest clause with its trigger and arguments, and the numbers in it.

The rule that must not be broken: the trigger lies in the span, and the words of who says so do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.claims.scene import Scene
    from reportedly.claims.trigger import Trigger
    from reportedly.core.records import Sentence

OUTSIDE = frozenset({"punct", "cc", "mark", "parataxis", "advcl", "meta"})
OTHER_CLAUSES = frozenset({"ccomp", "conj", "advcl", "parataxis", "relcl"})


def clause_span(trigger: Trigger) -> tuple[int, int]:
    """Start and end of the clause's words: the trigger's subtree without joined and subordinate clauses."""
    sentence = trigger.sentence
    top = trigger.governor if not trigger.is_noun or _near(sentence, trigger) else trigger.head
    kept = _own_words(sentence, top)
    kept.update(range(trigger.first, trigger.last + 1))
    for head in (*trigger.clause.subjects, *trigger.clause.objects):
        if trigger.is_noun or sentence.tokens[top].relation in {"acl", "relcl"}:
            kept.add(head)
    run = sorted(kept)
    first, last = trigger.first, trigger.last
    present = set(run)
    while first - 1 in present or (first - 2 in present and first >= 2):
        first -= 1
    while last + 1 in present or (last + 2 in present):
        last += 1
    tokens = sentence.tokens
    while first < trigger.first and tokens[first].pos in {"PUNCT", "CCONJ", "SCONJ"}:
        first += 1
    while last > trigger.last and tokens[last].pos in {"PUNCT", "CCONJ"}:
        last -= 1
    return tokens[first].start, tokens[last].end


def _near(sentence: Sentence, trigger: Trigger) -> bool:
    return sentence.tokens[trigger.head].relation in {"nsubj", "nsubjpass", "ROOT"} and trigger.is_news


def _own_words(sentence: Sentence, top: int) -> set[int]:
    """Words of the clause whose head this is; other clauses below it are left out."""
    kept = {top}
    waiting = [top]
    while waiting:
        position = waiting.pop()
        for child in sentence.tokens[position].children:
            token = sentence.tokens[child]
            is_clause = token.relation in OTHER_CLAUSES and token.pos in {"VERB", "AUX"}
            if is_clause or (position == top and token.relation in {"mark", "cc"}):
                continue
            kept.add(child)
            waiting.append(child)
    return kept


def quantities_of(scene: Scene, span: tuple[int, int]) -> tuple[str, ...]:
    """Ids of the quantities in the clause."""
    return tuple(quantity.id for quantity in scene.quantities.within(*span))
