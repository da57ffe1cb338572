"""Speakers set between commas inside what they say: "the bridge, the colonel told reporters, was hit, and the ferry, according to the port, sank".

The parser often takes such an aside for a relative clause or a second subject and finds no words for its verb, so it is read from left to right.
So are speakers behind a last comma ("the bridge was hit, an officer of the port told us"), whom it takes for an apposition.

The rule that must not be broken: an aside has a comma on either side, or a comma and the sentence's end, one speaker and one verb of saying; its words are
the clause around it, cut where the next clause begins, and only a verb that the tree left without words is read so.
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
_TURNS = frozenset({"once", "after", "before", "if", "when", "as", "because", "unless", "until"})
"""What may take a clause up again behind an aside: "will attack, the mayor has warned, once the ground freezes"."""
_OF = frozenset({"of", "for", "at"})
"""What a speaker's office may be of: "an officer of the port", "a spokeswoman for the governor"."""
_LONGEST = 14
_LONGEST_HEARER = 4
_LONGEST_CLAUSE = 120
"""Words on either side of an aside at most, so that a page without full stops costs no more than its length."""


def iter_asides(sentence: Sentence, cues: Cues, drafts: list[Draft]) -> Iterator[Draft]:
    """Drafts of asides whose verb has none yet. Where a sentence has several asides, ``drafts`` of its own among them, each has its own clause only."""
    commas = sum(token.text == "," for token in sentence.tokens)
    if not commas:
        return
    heads = {draft.head for draft in drafts}
    taken = {position for draft in drafts for position in draft.cue}
    asides = []
    for token in sentence.tokens:
        opening = _opening(sentence, token)
        if opening is not None and token.index not in heads | taken:
            aside = (_aside(sentence, token, opening, cues) if commas > 1 else None) or _tail(sentence, token, opening, cues)
            if aside is not None:
                asides.append(aside)
    yield from asides
    if commas < 2:
        return
    known = [draft for draft in drafts if draft.frame in {"according", "parenthesis", "clause"} and _bounds(draft) is not None]
    for draft in known:
        _set_clause(draft, is_alone=len(known) + len(asides) == 1)


def _opening(sentence: Sentence, verb: Token) -> int | None:
    """Where a finite verb begins: at "has" in "has warned", at itself in "warned"; ``None`` for a verb that is not finite."""
    if verb.tag in _FINITE and verb.pos == "VERB":
        return verb.index
    if verb.tag == "NNS" and verb.relation == "appos":
        return verb.index  # "…, the prosecutor's office reports.", taken for some reports
    before = sentence.tokens[verb.index - 1] if verb.index else None
    is_perfect = verb.tag == "VBN" and verb.pos == "VERB" and before is not None and before.pos == "AUX" and before.lemma.lower() == "have"
    return verb.index - 1 if is_perfect else None


def _aside(sentence: Sentence, verb: Token, opening: int, cues: Cues) -> Draft | None:
    """The aside around this verb, which begins at ``opening``; ``None`` where it is none."""
    tokens = sentence.tokens
    cue = cues.verbs.get(verb.lemma.lower())
    act = cue.act("clause", "quote") if cue is not None else None
    first = _phrase_before(sentence, opening)
    last = verb.index
    if cue is not None and "hearer" in cue.frames:
        while last + 1 < len(tokens) and last - verb.index < _LONGEST_HEARER and tokens[last + 1].pos in _PHRASE:
            last += 1
    is_set_off = 1 < first < opening and tokens[first - 1].text == "," and last + 2 < len(tokens) and tokens[last + 1].text == ","
    if act is None or not is_set_off or not _has_speaker(sentence, first, opening, cues):
        return None
    if not _goes_on(tokens[last + 2]) and tokens[last + 2].text.lower() not in _TURNS:
        return None
    source = {token.index for token in tokens[first:opening] if token.pos != "ADV"}
    content = _clause_around(sentence, first - 1, last + 1)
    return Draft(sentence, verb.index, act, source, {*range(opening, verb.index + 1)}, content, frame="parenthesis") if content else None


def _tail(sentence: Sentence, verb: Token, opening: int, cues: Cues) -> Draft | None:
    """For "the bridge was hit, an officer of the port told us.": the speaker behind the last comma, whose words stand before it; ``None`` for all else."""
    tokens = sentence.tokens
    cue = cues.verbs.get(verb.lemma.lower())
    act = cue.act("clause", "quote") if cue is not None else None
    if act is None or cue is None:
        return None
    last = verb.index
    while "hearer" in cue.frames and last + 1 < len(tokens) and last - verb.index < _LONGEST_HEARER and tokens[last + 1].pos in _PHRASE:
        last += 1
    first = _phrase_before(sentence, opening)
    ends = all(token.pos in {"PUNCT", "SPACE"} for token in tokens[last + 1 :])
    if not ends or not 1 < first < opening or tokens[first - 1].text != "," or not _has_speaker(sentence, first, opening, cues):
        return None
    content = _clause_around(sentence, first - 1, len(tokens) - 1, within_commas=False)
    if not any(tokens[position].tag in _FINITE | {"MD"} for position in content):
        return None
    source = {token.index for token in tokens[first:opening] if token.pos != "ADV"}
    return Draft(sentence, verb.index, act, source, {*range(opening, verb.index + 1)}, content, frame="parenthesis")


def _phrase_before(sentence: Sentence, end: int) -> int:
    """Where the noun phrase with its "of …" that ends here begins."""
    tokens = sentence.tokens
    first = end
    while first > 0 and end - first < _LONGEST and (tokens[first - 1].pos in _PHRASE or tokens[first - 1].text.lower() in _OF):
        first -= 1
    return first


def _has_speaker(sentence: Sentence, first: int, end: int, cues: Cues) -> bool:
    """Whether the phrase is of someone who can speak; in "an officer of the port" the officer."""
    nouns = []
    for token in sentence.tokens[first:end]:
        if token.text.lower() in _OF:
            break
        if token.pos in {"PROPN", "NOUN", "PRON"}:
            nouns.append(token)
    return bool(nouns) and can_speak(nouns[-1], cues)


def _goes_on(token: Token) -> bool:
    """True for the verb that takes the clause up again: "…, he said, was hit"."""
    return token.tag in _FINITE | {"MD"}


def _clause_around(sentence: Sentence, opening: int, closing: int, *, within_commas: bool = True) -> set[int]:
    """Positions of the clause that the commas at these positions interrupt, without the marks at its edges; ``within_commas``: no farther than ", but"."""
    tokens = sentence.tokens
    farthest, nearest = max(0, opening - _LONGEST_CLAUSE), min(len(tokens), closing + _LONGEST_CLAUSE)
    marks = (position for position in range(opening - 1, farthest - 1, -1) if _parts(sentence, position))
    first = next((position + 1 for position in marks if within_commas or tokens[position].text == ";"), farthest)
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
