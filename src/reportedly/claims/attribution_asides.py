"""Speakers set between commas inside what they say: "the bridge, the colonel told reporters, was hit, and the ferry, according to the port, sank".

The parser often takes such an aside for a relative clause or a second subject and finds no words for its verb, so it is read from left to right.

The rule that must not be broken: an aside has a comma on either side, one speaker and one verb of saying; its words are the clause around it, cut where
the next clause begins, and only a verb that the tree left without words is read so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.cues import can_speak
from reportedly.claims.drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.claims.cues import Cues
    from reportedly.core.records import Sentence, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_PHRASE = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM", "ADV", "PART"})
_JOINS = frozenset({"and", "but", "while", "though", "although", "whereas"})
_LONGEST = 8
_LONGEST_HEARER = 4
_LONGEST_CLAUSE = 120
"""Words on either side of an aside at most, so that a page without full stops costs no more than its length."""


def iter_asides(sentence: Sentence, cues: Cues, drafts: list[Draft]) -> Iterator[Draft]:
    """Drafts of asides whose verb has none yet. Where a sentence has several asides, ``drafts`` of its own among them, each has its own clause only."""
    if sum(token.text == "," for token in sentence.tokens) < 2:
        return
    heads = {draft.head for draft in drafts}
    taken = {position for draft in drafts for position in draft.cue}
    asides = []
    for token in sentence.tokens:
        if token.tag in _FINITE and token.pos == "VERB" and token.index not in heads | taken:
            aside = _aside(sentence, token, cues)
            if aside is not None:
                asides.append(aside)
    yield from asides
    known = [draft for draft in drafts if draft.frame in {"according", "parenthesis", "clause"} and _bounds(draft) is not None]
    for draft in known:
        _set_clause(draft, is_alone=len(known) + len(asides) == 1)


def _aside(sentence: Sentence, verb: Token, cues: Cues) -> Draft | None:
    """The aside around this verb; ``None`` where it is none."""
    tokens = sentence.tokens
    cue = cues.verbs.get(verb.lemma.lower())
    act = cue.act("clause", "quote") if cue is not None else None
    first = verb.index
    while first > 0 and verb.index - first < _LONGEST and tokens[first - 1].pos in _PHRASE:
        first -= 1
    last = verb.index
    if cue is not None and "hearer" in cue.frames:
        while last + 1 < len(tokens) and last - verb.index < _LONGEST_HEARER and tokens[last + 1].pos in _PHRASE:
            last += 1
    speakers = [token for token in tokens[first : verb.index] if token.pos in {"PROPN", "NOUN", "PRON"}]
    is_set_off = 1 < first < verb.index and tokens[first - 1].text == "," and last + 2 < len(tokens) and tokens[last + 1].text == ","
    if act is None or not is_set_off or not speakers or not can_speak(speakers[-1], cues) or not _goes_on(tokens[last + 2]):
        return None
    source = {token.index for token in tokens[first : verb.index] if token.pos != "ADV"}
    content = _clause_around(sentence, first - 1, last + 1)
    return Draft(sentence, verb.index, act, source, {verb.index}, content, frame="parenthesis") if content else None


def _goes_on(token: Token) -> bool:
    """True for the verb that takes the clause up again: "…, he said, was hit"."""
    return token.tag in _FINITE | {"MD"}


def _clause_around(sentence: Sentence, opening: int, closing: int) -> set[int]:
    """Positions of the clause that the commas at these positions interrupt, without the marks at its edges."""
    tokens = sentence.tokens
    farthest, nearest = max(0, opening - _LONGEST_CLAUSE), min(len(tokens), closing + _LONGEST_CLAUSE)
    first = next((position + 1 for position in range(opening - 1, farthest - 1, -1) if _parts(sentence, position)), farthest)
    while first < opening and tokens[first].text.lower() in _JOINS | {","}:
        first += 1
    end = next((position for position in range(closing + 1, nearest) if _parts(sentence, position)), nearest)
    inside = {*range(first, opening), *range(closing + 1, end)}
    return inside - {position for position in (max(inside, default=0),) if tokens[position].pos == "PUNCT"}


def _parts(sentence: Sentence, position: int) -> bool:
    """True for a mark between two clauses: a semicolon, a comma with "and" or "but" behind it."""
    tokens = sentence.tokens
    if tokens[position].text == ";":
        return True
    return tokens[position].text == "," and position + 1 < len(tokens) and tokens[position + 1].text.lower() in _JOINS


def _bounds(draft: Draft) -> tuple[int, int] | None:
    """The commas around an aside; ``None`` where the draft is none."""
    tokens = draft.sentence.tokens
    own = draft.source | draft.cue
    opening, closing = min(own) - 1, max(own) + 1
    is_set_off = opening > 0 and closing + 1 < len(tokens) and tokens[opening].text == tokens[closing].text == ","
    return (opening, closing) if draft.source and is_set_off and _goes_on(tokens[closing + 1]) else None


def _set_clause(draft: Draft, *, is_alone: bool) -> None:
    """Give the aside the clause around it; one that is alone in its sentence keeps what the tree gives it beyond that."""
    bounds = _bounds(draft)
    clause = _clause_around(draft.sentence, *bounds) if bounds is not None else set()
    draft.content = clause if clause and (not is_alone or draft.content < clause) else draft.content
