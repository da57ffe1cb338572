"""Attributions whose cue is a verb: said that, promised to, was told by, …, X said.

The rule that must not be broken: one verb is at most one cue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.content import Content, content_of, is_infinitive
from reportedly.claims.cues import can_speak
from reportedly.claims.drafts import Draft, is_quote
from reportedly.claims.sources import (
    agent_of,
    heard_from,
    inverted_aside,
    is_passive,
    passive_subject,
    source_phrase,
    subject_before,
)
from reportedly.claims.subjects import subject_above, subject_of
from reportedly.sentences.tree import ancestors, child, children, subtree

if TYPE_CHECKING:
    from reportedly.claims.cues import Cue, Cues
    from reportedly.core.records import Sentence, Token

_AROUND = frozenset({"aux", "auxpass", "neg", "prt"})
_WORDS_OF_QUESTION = frozenset({"WRB", "WP", "WDT"})
_EXPLETIVES = frozenset({"it", "there"})
_MAX_CHAIN = 3
_LONGEST_ASIDE = 8


def verb_draft(sentence: Sentence, token: Token, cue: Cue, cues: Cues) -> Draft | None:
    """The attribution this verb makes; ``None`` where it has no content, or no source where it needs one."""
    verb = token.index
    tokens = sentence.tokens
    if is_passive(sentence, verb):
        return _passive(sentence, token, cue)
    content = content_of(sentence, verb, cue)
    if content is None or _concedes(sentence, verb):
        return None
    top = _top_of_chain(sentence, verb, cues)
    heard = heard_from(sentence, verb) if "from-source" in cue.frames and content.frame == "clause" else None
    subject = heard if heard is not None else _found_subject(sentence, verb, top, content, cue, cues)
    impersonal = subject is not None and tokens[subject].text.lower() == "there"
    if subject is None and content.frame in {"object", "preposition", "infinitive", "gerund", "as"} and token.relation not in {"xcomp", "ROOT"}:
        return None
    if content.frame == "object" and not _may_judge(sentence, verb, subject):
        return None
    source = set() if subject is None or impersonal else source_phrase(sentence, subject, top if heard is None else verb)
    aside = _aside(sentence, verb) if content.frame in {"clause", "parenthesis"} else set()
    if not aside and "quote" in cue.frames and token.tag != "VBG":
        aside = inverted_aside(sentence, verb)
    if aside and not aside & source:
        content = content._replace(positions=content.positions | source)
        source = aside
    if subject is None:
        source = subject_before(sentence, _cue_positions(sentence, verb, top))
        above = subject_above(sentence, verb) if not source else None
        source = source_phrase(sentence, above, verb) if above is not None else source
    positions = content.positions - source
    cue_positions = {position for position in _cue_positions(sentence, verb, top) if tokens[position].text.lower() not in cues.adverbs} | content.cue
    positions -= cue_positions
    if not positions:
        return None
    return Draft(
        sentence=sentence,
        head=verb,
        act=content.act,
        source=source - cue_positions,
        cue=cue_positions,
        content=positions,
        frame=content.frame,
        impersonal=impersonal,
    )


def _concedes(sentence: Sentence, verb: int) -> bool:
    """True for "whatever the other side writes": that clause says nothing, and what it hangs on is not what they write."""
    return sentence.tokens[verb].relation == "advcl" and sentence.tokens[subtree(sentence, verb)[0]].text.lower() == "whatever"


def _found_subject(sentence: Sentence, verb: int, top: int, content: Content, cue: Cue, cues: Cues) -> int | None:
    """The subject before the verb, else behind it; ``None`` where it names no speaker."""
    subject = _subject(sentence, verb, top, cue, cues)
    if subject is None:
        return _inverted_subject(sentence, verb, content, cue)
    return None if _is_quoted_name(sentence, verb, subject, content) else subject


def _subject(sentence: Sentence, verb: int, top: int, cue: Cue, cues: Cues) -> int | None:
    """The subject of the verb that carries the cue; nobody for "it" that only carries it; whoever can speak for a second verb of saying."""
    tokens = sentence.tokens
    subject = subject_of(sentence, top)
    if top != verb and subject is not None and tokens[subject].text.lower() == "it":
        return subject_of(sentence, verb)
    borrowed = subject is not None and tokens[verb].relation == "conj" and tokens[subject].head not in {verb, subject}
    if subject is not None and borrowed and "quote" in cue.frames and (_is_told_of(sentence, verb, subject) or not can_speak(tokens[subject], cues)):
        return _speaker_above(sentence, verb, subject, cues)
    return subject


def _is_told_of(sentence: Sentence, verb: int, subject: int) -> bool:
    """True for the town in "X said that the town was encircled but denied that it had fallen": of what is only in a state "it" then tells on."""
    tokens = sentence.tokens
    state = tokens[tokens[subject].head]
    if tokens[subject].relation != "nsubjpass" and state.lemma != "be":
        return False
    clauses = children(sentence, verb, {"ccomp"})
    return state.relation == "ccomp" and any(kid.text.lower() == "it" for clause in clauses for kid in children(sentence, clause.index, {"nsubj", "nsubjpass"}))


def _speaker_above(sentence: Sentence, verb: int, subject: int, cues: Cues) -> int:
    """For "X said the move was wrong and called …": X, for a move calls nothing; ``subject`` itself where nobody above can speak."""
    for above in ancestors(sentence, sentence.tokens[verb].head):
        if above.relation == "relcl":
            break
        own = child(sentence, above.index, {"nsubj"}) if above.pos in {"VERB", "AUX"} else None
        if own is not None and own.index < subject and can_speak(own, cues) and own.tag not in {"WP", "WDT"}:
            return own.index
    return subject


def _passive(sentence: Sentence, token: Token, cue: Cue) -> Draft | None:
    """For "It is noted that …", "X is expected to …", "was told by X that …", "the claim was denied by X"."""
    verb = token.index
    agent = agent_of(sentence, verb)
    clauses = _clauses_of(sentence, verb)
    if agent is None and not _hidden_speaker(sentence, token, cue, with_clause=bool(clauses)):
        return None
    may_hang_behind = not clauses and ("hearer" in cue.frames or _has_expletive(sentence, verb))
    behind = _clause_behind(sentence, agent) if agent is not None and may_hang_behind else set()
    clauses |= behind
    act = cue.act("clause", "infinitive", "passive", "as") if clauses else cue.act("reported", "object", "accuse", "as", "clause")
    if act is None:
        return None
    cue_positions = _cue_positions(sentence, verb, verb)
    thing, expletive = _passive_thing(sentence, verb)
    cue_positions |= expletive
    hears = "hearer" in cue.frames
    content = clauses if hears and clauses else thing | clauses
    if not clauses and hears:
        content, word = _asked_about(sentence, verb, cue)
        cue_positions |= word
    elif not clauses:
        content |= _complement(sentence, verb)
    source: set[int] = set()
    if agent is not None:
        source = source_phrase(sentence, agent, verb) - behind
        content = content - (set(subtree(sentence, sentence.tokens[agent].head)) - behind)
        cue_positions.add(sentence.tokens[agent].head)
    content = content - cue_positions - source
    if not content:
        return None
    return Draft(sentence, verb, act, source, cue_positions, content, frame="passive", impersonal=agent is None)


def _clauses_of(sentence: Sentence, verb: int) -> set[int]:
    """The clauses that a passive verb brings: "is noted that …", "was asked to …"."""
    positions: set[int] = set()
    for clause in children(sentence, verb, {"ccomp", "xcomp"}):
        if clause.index > verb or clause.relation == "ccomp":
            positions.update(subtree(sentence, clause.index))
    return positions


def _has_expletive(sentence: Sentence, verb: int) -> bool:
    """Whether a passive's subject is the "it" that stands for a clause to come."""
    subject = passive_subject(sentence, verb)
    return subject is not None and _is_expletive(sentence, subject)


def _clause_behind(sentence: Sentence, agent: int) -> set[int]:
    """For "it was reported by X that …": the clause that the parser took for a relative clause on X."""
    tokens = sentence.tokens
    for position in subtree(sentence, agent):
        if tokens[position].relation in {"relcl", "acl", "ccomp"}:
            inside = subtree(sentence, position)
            if tokens[inside[0]].text.lower() == "that":
                return set(inside)
    return set()


def _passive_thing(sentence: Sentence, verb: int) -> tuple[set[int], set[int]]:
    """The passive's subject, which is part of the content; and the "it" that stands for a clause, which is part of the cue."""
    subject = passive_subject(sentence, verb)
    if subject is None:
        return set(), set()
    if _is_expletive(sentence, subject):
        return set(), {subject} if subject < verb else set()
    thing = source_phrase(sentence, subject, verb)
    for clause in children(sentence, subject, {"ccomp"}):  # "the claim that it fell was denied"
        inside = subtree(sentence, clause.index)
        if inside[-1] < verb and sentence.tokens[inside[0]].text.lower() == "that":
            thing |= set(inside)
    return thing, set()


def _complement(sentence: Sentence, verb: int) -> set[int]:
    """What a passive says of its subject: "was described as …", "is accused of …"."""
    positions: set[int] = set()
    for token in children(sentence, verb, {"oprd", "prep"}):
        if token.relation == "oprd" or token.text.lower() in {"as", "of", "for"}:
            positions.update(subtree(sentence, token.index))
    return positions


def _asked_about(sentence: Sentence, verb: int, cue: Cue) -> tuple[set[int], set[int]]:
    """The content of "asked about X", "told of X", and its preposition; empty where there is none."""
    for token in children(sentence, verb, {"prep"}):
        if token.text.lower() in cue.prepositions:
            return set(subtree(sentence, token.index)) - {token.index}, {token.index}
    return set(), set()


def _hidden_speaker(sentence: Sentence, token: Token, cue: Cue, *, with_clause: bool) -> bool:
    """Whether the passive without "by" still tells that someone spoke or thought: "is expected to", "it was noted that", "was reported"."""
    if token.relation == "amod":
        return False
    if token.relation == "acl":
        return "reported" in cue.frames and not with_clause  # "fighting reported in the north"
    if with_clause:
        return "passive" in cue.frames or "hearer" in cue.frames
    if "hearer" in cue.frames:
        return True
    return "reported" in cue.frames or "accuse" in cue.frames or any(child.text.lower() == "as" for child in children(sentence, token.index, {"prep"}))


def _inverted_subject(sentence: Sentence, verb: int, content: Content, cue: Cue) -> int | None:
    """For inverted speech ("…", said the minister): what the parser took for an object after the verb, where the content stands before it."""
    if content.frame not in {"clause", "parenthesis"} or min(content.positions) > verb:
        return None
    hears = "hearer" in cue.frames and sentence.tokens[verb - 1].text == ","  # "…, X, mayor of Y, told a briefing"
    for token in children(sentence, verb, {"dobj", "attr", "oprd", "npadvmod", "dative"} if not hears else {"oprd", "npadvmod"}):
        if token.index > verb and token.index not in content.positions and token.pos in {"PROPN", "NOUN", "PRON"}:
            return token.index
    return None


def _is_quoted_name(sentence: Sentence, verb: int, subject: int, content: Content) -> bool:
    """For '"…," X said on "The Morning Hour"', where the parser took the name of the show, in marks behind the verb, for who speaks."""
    first = subtree(sentence, subject)[0]
    return first > verb + 1 and min(content.positions) < verb and is_quote(sentence.tokens[first - 1].text)


def _aside(sentence: Sentence, verb: int) -> set[int]:
    """The subject of ", X said," inside a clause that goes on around it; empty where the verb is no such aside."""
    tokens = sentence.tokens
    if verb + 1 >= len(tokens) or tokens[verb + 1].text != "," or verb < 2:
        return set()
    position = verb - 1
    while position > 0 and verb - position <= _LONGEST_ASIDE and tokens[position].pos in {"PROPN", "NOUN", "PRON", "DET", "ADJ", "ADV", "AUX", "PART", "CCONJ"}:
        position -= 1
    if tokens[position].text != "," or position == verb - 1 or position == 0:
        return set()
    between = range(position + 1, verb)
    return (
        {index for index in between if tokens[index].pos not in {"AUX", "ADV"}}
        if any(tokens[index].pos in {"PROPN", "NOUN", "PRON"} for index in between)
        else set()
    )


def _may_judge(sentence: Sentence, verb: int, subject: int | None) -> bool:
    """An object is content only for a source that can speak: no gerunds without a subject, no clauses as subject."""
    return subject is not None and sentence.tokens[subject].pos in {"PROPN", "NOUN", "PRON", "ADJ", "NUM", "DET"} and subject != verb


def _is_expletive(sentence: Sentence, subject: int) -> bool:
    return sentence.tokens[subject].text.lower() in _EXPLETIVES


def _top_of_chain(sentence: Sentence, verb: int, cues: Cues) -> int:
    """The first verb of "went on to say", "refused to comment"; the verb itself where it stands alone."""
    tokens = sentence.tokens
    top = verb
    for _ in range(_MAX_CHAIN):
        token = tokens[top]
        if token.relation not in {"xcomp", "advcl"} or tokens[token.head].lemma not in cues.chains or token.head > top or top - token.head > 5:
            break
        if token.relation == "advcl" and not is_infinitive(sentence, top):
            break
        if token.tag == "VBG" and any(token.head < kid.index < top for kid in children(sentence, token.head, {"dobj"})):
            break  # "uses footage of X asking": X asks
        top = token.head
    return top


def _cue_positions(sentence: Sentence, verb: int, top: int) -> set[int]:
    """The verb with its auxiliaries, negation, particles, the adverbs next to it, and the verbs that only carry it."""
    tokens = sentence.tokens
    positions = {verb}
    chain = verb
    while True:
        first = last = chain
        for token in children(sentence, chain):
            if token.relation in _AROUND:
                positions.add(token.index)
                first, last = min(first, token.index), max(last, token.index)
        for token in children(sentence, chain, {"advmod"}):
            if first - 1 <= token.index <= last + 1 and token.tag not in _WORDS_OF_QUESTION and not token.children:
                positions.add(token.index)
        if chain == top:
            return positions
        upper = tokens[chain].head
        positions.update(position for position in range(upper, chain) if tokens[position].pos in {"PART", "ADV", "ADP", "VERB", "AUX"})
        chain = upper
