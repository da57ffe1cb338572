"""Setting right, between the drafts of one sentence, whose words stand in whose: asides, "…, X said, according to Y", "X, citing Y, said".

The rule that must not be broken: only drafts of one sentence are compared, so the cost grows with the text and not with its square.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from reportedly.claims.drafts import Draft, is_quote
from reportedly.claims.said_instead import opening_instead
from reportedly.claims.subjects import governor_of_aside
from reportedly.core.records import Act
from reportedly.sentences.tree import ancestors, child, subtree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.claims.cues import Cues

_CONTRASTS = frozenset({"while", "whereas", "whilst", "but"})
_TOLD = frozenset({Act.SAY, Act.CONFIRM, Act.CLAIM, Act.DENY, Act.ADMIT})
_SOON = frozenset({"shortly", "soon", "immediately", "just", "long", "right"})
_MEASURES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "moment"})
_SPEAKABLE = frozenset({"PROPN", "NOUN", "PRON"})
_SAME = frozenset({"he", "she", "they", "it"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def mend(drafts: list[Draft], cues: Cues) -> list[Draft]:
    """Drafts that the others call for ("citing Y" makes Y a source); the given ones are changed where they stand wrong."""
    added: list[Draft] = []
    for _, group in itertools.groupby(drafts, key=lambda draft: draft.sentence.index):
        members = list(group)
        _set_asides_apart(members)
        _set_contrasts_apart(members)
        _lift_according(members)
        _set_relays_outside(members, cues)
        added.extend(_iter_instead(members))
        added.extend(_iter_cited(members, cues))
        added.extend(_iter_opening_citation(members, cues))
    return added


def _iter_instead(drafts: list[Draft]) -> Iterator[Draft]:
    """In 'X denied it: "We hold the town"' X says what is quoted behind the colon, in place of what is denied."""
    for denial in drafts:
        if denial.act is not Act.DENY or not denial.content:
            continue
        opening = opening_instead(denial.sentence, denial.head)
        if opening is None:
            continue
        said = {position for position in denial.content if position > opening}
        denied = {position for position in denial.content if position < opening}
        if not said:
            continue
        if not denied:
            denial.act = Act.SAY
            continue
        denial.content = denied
        yield Draft(denial.sentence, opening, Act.SAY, set(denial.source), set(denial.cue), said, frame="clause")


def _set_asides_apart(drafts: list[Draft]) -> None:
    """Take ", which was denied by X" out of the content it stands behind: it is the report's own, about what was said."""
    for aside in drafts:
        tokens = aside.sentence.tokens
        if aside.act not in {Act.CONFIRM, Act.DENY} or tokens[aside.head].relation not in {"relcl", "advcl"} or not aside.source:
            continue
        inside = subtree(aside.sentence, aside.head)
        if tokens[inside[0]].tag != "WDT" or inside[0] == 0 or tokens[inside[0] - 1].text != ",":
            continue
        for draft in drafts:
            if draft.head not in inside:
                draft.content.difference_update(inside)


def _set_contrasts_apart(drafts: list[Draft]) -> None:
    """Take ", while Y said …" out of what X said: the report sets the two beside each other."""
    for other in drafts:
        tokens = other.sentence.tokens
        token = tokens[other.head]
        if other.frame == "clause" and token.relation == "ROOT" and _is_set_in_time(other, 0):
            other.content = {position for position in other.content if position > other.head}  # "X claimed this, days before Y reported that …"
        if other.frame not in {"clause", "object"} or token.relation not in {"advcl", "conj"} or child(other.sentence, other.head, {"nsubj"}) is None:
            continue
        inside = subtree(other.sentence, other.head)
        before = tokens[inside[0] - 1].text.lower() if inside[0] else ""
        mark = tokens[inside[0]].text.lower()
        absolute = token.tag == "VBG" and before == ","
        if mark in _CONTRASTS or absolute or _is_set_in_time(other, inside[0]) or (token.relation == "conj" and before in {";", "while", "whereas", "but"}):
            for draft in drafts:
                if draft is not other and draft.head not in inside:
                    draft.content.difference_update(inside)


def _is_set_in_time(other: Draft, first: int) -> bool:
    """True for ", hours after Y said …": the report dates X's words by Y's; without a comma or a measure ("left after Y said so") X may do it."""
    tokens = other.sentence.tokens
    mark = child(other.sentence, other.head, {"mark"})
    if other.act not in _TOLD or mark is None or mark.text.lower() not in {"after", "before"} or mark.index == 0:
        return False
    before = tokens[mark.index - 1]
    measured = before.relation == "npadvmod" or before.text.lower() in _SOON or before.lemma in _MEASURES
    return measured or before.text == "," or (first > 0 and tokens[first - 1].text == ",")


def share_speakers(drafts: list[Draft]) -> None:
    """Change the sources of second cues in each sentence; wants all the drafts of a report, those of quotations too, in any order."""
    for _, group in itertools.groupby(sorted(drafts, key=lambda draft: draft.sentence.index), key=lambda draft: draft.sentence.index):
        _share_speakers(list(group))


def _share_speakers(drafts: list[Draft]) -> None:
    """Give "X said he had won, adding that …" and "X said she was sorry and promised …" to X, where the parser hangs the second cue on what was said."""
    by_head = {draft.head: draft for draft in drafts}
    for second in drafts:
        tokens = second.sentence.tokens
        governor = governor_of_aside(second.sentence, second.head)
        if governor is not None:
            _take_out_aside(second, governor, by_head)
            continue
        said = tokens[second.head].head
        first = by_head.get(tokens[said].head)
        if tokens[said].relation != "ccomp" or first is None or first.head == said or not first.source:
            continue
        aside = _is_aside(second) and said not in by_head  # what a cue stands on by itself is that cue's: "denied it, adding that …"
        if first.frame != "clause" or not first.head < said < second.head or not (aside or _is_next_deed(second, first, said)):
            continue
        marks = sum(is_quote(token.text) for token in tokens[first.head : second.head])
        if marks % 2:
            continue  # both stand in the words that are quoted
        own = set(subtree(second.sentence, second.head))
        second.source = set(first.source)
        first.content -= own
        second.content -= second.source


def _take_out_aside(second: Draft, governor: int, by_head: dict[int, Draft]) -> None:
    """Take "…, adding that …" out of what is said by the cues between it and the verb it goes with, that verb's own included."""
    own = set(subtree(second.sentence, second.head))
    for above in ancestors(second.sentence, second.head):
        if above.index in by_head:
            by_head[above.index].content -= own
        if above.index == governor:
            break


def _is_aside(draft: Draft) -> bool:
    """A participle behind a comma: "…, adding that"."""
    token = draft.sentence.tokens[draft.head]
    return token.tag == "VBG" and token.relation == "advcl" and draft.sentence.tokens[min(draft.cue) - 1].text == "," and min(draft.cue) > 0


def _is_next_deed(second: Draft, first: Draft, said: int) -> bool:
    """The second of two verbs of the report's own tense, after a clause about the speaker ("said she was sorry and promised …")."""
    tokens = second.sentence.tokens
    token = tokens[second.head]
    if token.relation != "conj" or child(second.sentence, second.head, _SUBJECTS) is not None or tokens[first.head].tag != "VBD":
        return False
    past = token.tag == "VBD" or any(tokens[position].text.lower() == "did" for position in second.cue)
    subject = child(second.sentence, said, _SUBJECTS)
    # "said the plan would fail and called …": two verbs of one subject share their tense, so the second is not the plan's.
    return past and subject is not None and (subject.text.lower() in _SAME or tokens[said].tag == "VB")


def _lift_according(drafts: list[Draft]) -> None:
    """In "…, X said, according to Y" the whole is Y's, though the parser hangs "according" on what X said."""
    for outer in drafts:
        if outer.frame != "according":
            continue
        own = outer.source | outer.cue
        for inner in drafts:
            said_before = inner.frame in {"clause", "parenthesis", "quote"} and inner.content and min(inner.content) < inner.head < outer.head
            behind = (position for position in inner.content - own if position > inner.head)
            if said_before and outer.cue <= inner.content and all(outer.sentence.tokens[position].pos == "PUNCT" for position in behind):
                inner.content -= own
                outer.content = inner.content | inner.source | inner.cue


def _set_relays_outside(drafts: list[Draft], cues: Cues) -> None:
    """In "according to a pilot quoted by the Tide" the pilot's words reach us through the Tide: a hop around the pilot's, and no part of the pilot's name."""
    for relay in drafts:
        tokens = relay.sentence.tokens
        cue = cues.verbs.get(tokens[relay.head].lemma.lower())
        if relay.frame != "passive" or not relay.source or tokens[relay.head].relation != "acl" or cue is None or "relay" not in cue.frames:
            continue
        own = set(subtree(relay.sentence, relay.head))
        for inner in drafts:
            if inner is not relay and relay.head in inner.source and inner.source - own:
                inner.source -= own
                inner.inside = relay
                relay.content |= (inner.content | inner.source | inner.cue) - own


def _iter_opening_citation(drafts: list[Draft], cues: Cues) -> Iterator[Draft]:
    """For "Quoting unnamed aides, X said …", where the parser took the participle for an adjective: the aides say it, inside X's words."""
    sentence = drafts[0].sentence
    opening = sentence.tokens[0]
    cue = cues.verbs.get(opening.lemma.lower())
    if cue is None or "relay" not in cue.frames or opening.tag != "VBG" or opening.relation != "amod":
        return
    saying = next((draft for draft in drafts if draft.frame == "clause" and draft.head > opening.head and draft.source), None)
    if saying is not None:
        source = {position for position in subtree(sentence, opening.head) if 0 < position < min(saying.source)}
        content = saying.content - source
        yield Draft(sentence, 0, Act.SAY, source=source, cue={0}, content=content, frame="cited", inside=saying)


def _iter_cited(drafts: list[Draft], cues: Cues) -> Iterator[Draft]:
    """For "X, citing Y, said …": Y says it, inside X's words."""
    by_head = {draft.head: draft for draft in drafts}
    for citing in drafts:
        sentence = citing.sentence
        token = sentence.tokens[citing.head]
        cue = cues.verbs.get(token.lemma.lower())
        if cue is None or "relay" not in cue.frames:
            continue
        cited = child(sentence, citing.head, {"dobj"})
        if citing.frame == "clause" and cited is not None and cited.pos in _SPEAKABLE and cited.index < min(citing.content):
            source = set(subtree(sentence, cited.index)) - citing.content
            yield Draft(sentence, citing.head, Act.SAY, source, set(citing.cue), set(citing.content), frame="cited", inside=citing)
            citing.content |= source
            continue
        if token.tag != "VBG" or token.relation not in {"advcl", "acl", "prep"}:
            continue
        saying = by_head.get(token.head)
        if saying is None:
            saying = next((draft for draft in drafts if draft.frame == "clause" and citing.head in draft.content | draft.source), None)
        if saying is None:
            saying = next((draft for draft in drafts if draft.frame == "clause" and draft is not citing and draft.head > citing.head), None)
        if cited is None or saying is None or saying is citing or cited.pos not in _SPEAKABLE or not saying.content:
            continue
        own = set(subtree(sentence, citing.head))
        saying.content -= own
        saying.source -= own
        yield Draft(
            sentence,
            citing.head,
            Act.SAY,
            source=set(subtree(sentence, cited.index)),
            cue=set(citing.cue),
            content=saying.content - own,
            frame="cited",
            inside=saying,
        )
