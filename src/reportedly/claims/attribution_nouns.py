"""Attributions whose cue is no verb: "according to X", "the claim that …", "X's call for …", "is sure that …", "reportedly".

The rule that must not be broken: an adverb or an impersonal phrase never gets a source it does not name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.content import is_infinitive, is_relative
from reportedly.claims.cues import can_speak
from reportedly.claims.drafts import Draft
from reportedly.claims.sources import is_passive, source_phrase
from reportedly.claims.subjects import subject_of
from reportedly.claims.unconfirmed import is_left_undone
from reportedly.core.records import Act
from reportedly.sentences.tree import child, children, subtree

if TYPE_CHECKING:
    from reportedly.claims.cues import Cue, Cues
    from reportedly.core.records import Sentence, Token

_OWNERS = frozenset({"by", "from", "of", "among", "within"})
_CARRIERS = frozenset({"in", "with", "without", "by", "under"})
# Who draws, allays or hears a complaint does not make it; a thing that raises a question does not ask it.
_PROVOKING = frozenset(
    {
        "draw",
        "spark",
        "prompt",
        "fuel",
        "provoke",
        "trigger",
        "attract",
        "face",
        "cause",
        "spur",
        "stir",
        "stoke",
        "quash",
        "quell",
        "elicit",
        "generate",
        "arouse",
    }
    | {
        "revive",
        "ignite",
        "dispel",
        "allay",
        "ease",
        "calm",
        "soothe",
        "deflect",
        "answer",
        "hear",
        "meet",
        "receive",
        "get",
        "ignore",
        "force",
        "brush",
        "heed",
        "parse",
    }
)
_HAVING = frozenset({"have", "see", "find", "hear", "hold"})  # "has seen no signs that", "does not have hopes for": theirs all the same
_MAKING = frozenset({"make", "issue", "give", "voice", "express", "raise", "offer", "hold", "repeat"})
_PLACES = frozenset({"city", "town", "village", "settlement", "region", "territory", "area", "province", "oblast", "district", "republic", "land"})
# What follows "to" with these is to whom (Levin 1993, 13 and 37.1).
_GIVING = frozenset(
    {"give", "send", "bring", "offer", "add", "owe", "hand", "lend", "sell", "pay", "write", "say", "tell", "show", "go", "return", "speak", "reply"}
)
# With these a noun of belief needs no owner: "concerns about …", "support for …".
_TOPICS = frozenset({"about", "for"})
# Endings of adjectives of peoples, to tell "Karvelian claims" from "Recent claims" where a sentence begins.
_PEOPLES = ("ian", "ish", "ese", "ean", "can")
_POSSESSIVES = {"i": "my", "he": "his", "she": "her", "it": "its", "we": "our", "you": "your", "they": "their"}
_LINKS = frozenset({"be", "remain", "seem", "become", "feel", "appear"})


def according_draft(sentence: Sentence, token: Token, act: Act) -> Draft | None:
    """For "according to X": the clause it stands in is the content."""
    tokens = sentence.tokens
    to = child(sentence, token.index, {"prep"}) or (tokens[token.index + 1] if token.index + 1 < len(tokens) else None)
    if token.text.lower() == "per" and token.index and tokens[token.index - 1].text.lower() == "as":
        to = token  # "as per the mayor"
    if to is None or to.text.lower() not in {"to", "per"}:
        return None
    noun = child(sentence, to.index, {"pobj"})
    if noun is None:
        return None
    own = set(subtree(sentence, token.index)) | set(subtree(sentence, to.index))
    head = token.head
    while tokens[head].relation in {"prep", "advmod"} and tokens[head].head != head:
        head = tokens[head].head
    source = source_phrase(sentence, noun.index, to.index)
    content = set(subtree(sentence, head)) - own if head != token.index else set()
    if not content:
        content = set(range(len(tokens))) - own
    return Draft(sentence, token.index, act, source, {token.index, to.index}, content, frame="according")


def accordance_draft(sentence: Sentence, token: Token, cues: Cues) -> Draft | None:
    """For "in accordance with X", "in keeping with what X says", as rewriting programs put "according to X"; rules and plans do not speak."""
    tokens = sentence.tokens
    opening = tokens[token.index - 1] if token.index else token
    link = tokens[token.index + 1] if token.index + 1 < len(tokens) else token
    if opening.text.lower() not in {"in", "on"} or link.text.lower() not in {"with", "of"} or opening.head == opening.index:
        return None
    noun = child(sentence, link.index, {"pobj"})
    said = child(sentence, link.index, {"pcomp"})
    speaker = child(sentence, said.index, {"nsubj"}) if said is not None else noun
    if speaker is None or not can_speak(speaker, cues):
        return None
    own = set(subtree(sentence, opening.index))
    content = set(subtree(sentence, opening.head)) - own
    cue = {opening.index, token.index, link.index} | ({said.index} if said is not None else set())
    return Draft(sentence, token.index, Act.SAY, source_phrase(sentence, speaker.index, link.index) - cue, cue, content, frame="according") if content else None


def perspective_draft(sentence: Sentence, token: Token, cues: Cues) -> Draft | None:
    """For "To the junta, the province is lost" and, in rough prose, "these towns to the junta are lost": how things are in X's eyes.

    A place goes to nobody, so "to X" behind a noun of place that is a subject can only say in whose eyes; the same words behind "road" or "letter" cannot.
    """
    noun = child(sentence, token.index, {"pobj"})
    if noun is None or not can_speak(noun, cues):
        return None
    own = subtree(sentence, token.index)
    head = sentence.tokens[token.head]
    top = sentence.tokens[head.head] if head.relation in {"appos", "conj"} else head  # "the port and the fort; these towns to the junta are lost"
    if head.pos == "NOUN" and head.lemma.lower() in _PLACES and top.relation in {"nsubj", "nsubjpass"}:
        head = sentence.tokens[top.head]
    elif token.index or own[-1] + 1 >= len(sentence.tokens) or sentence.tokens[own[-1] + 1].text != ",":
        return None
    if head.pos not in {"VERB", "AUX"} or head.lemma in _GIVING or child(sentence, head.index, {"nsubj", "nsubjpass"}) is None:
        return None
    content = set(subtree(sentence, head.index)) - set(own)
    return Draft(sentence, token.index, Act.BELIEVE, set(own) - {token.index}, {token.index}, content, frame="according")


def noun_draft(sentence: Sentence, token: Token, cue: Cue, cues: Cues) -> Draft | None:
    """For "X's claim that …", "a call by X for …", "made the claim that …", "reports of …"."""
    act = cue.act("any")
    if act is None:
        return None
    owner = _owner(sentence, token.index)
    positions, linking = _that_clause(sentence, token, owned=owner is not None)
    if not positions:
        positions, linking = _news_of(sentence, token, cue) if owner is None else (set(), set())
    if not positions:
        positions, linking = _is_that(sentence, token)
    if not positions:
        positions, linking = _about(sentence, token, cue, owner)
    if not positions:
        return None
    cue_positions = {token.index, *linking}
    speaker = _speaker_of_own(sentence, token, owner[0], cues) if owner is not None else None
    if speaker is not None:
        source = source_phrase(sentence, *speaker)
    elif owner is not None:
        source = source_phrase(sentence, owner[0], token.index)
    else:
        source, carrying = _carrier(sentence, token, cues)
        cue_positions |= carrying
    if source and sentence.tokens[max(source)].tag == "POS":
        source.remove(max(source))
    if positions <= source:
        source -= positions  # "a confession by X that he fled": the clause hangs on X
    positions -= source | cue_positions
    return Draft(sentence, token.index, act, source - cue_positions, cue_positions, positions, frame="noun", impersonal=not source)


def _that_clause(sentence: Sentence, token: Token, *, owned: bool) -> tuple[set[int], set[int]]:
    """The clause that says what the noun holds; an infinitive only where the noun has an owner ("his promise to …")."""
    for clause in children(sentence, token.index, {"acl", "ccomp"}):
        if is_relative(sentence, clause):
            continue
        infinitive = is_infinitive(sentence, clause.index)
        if clause.tag in {"VBG", "VBN"} and not infinitive and child(sentence, clause.index, {"mark", "nsubj"}) is None:
            continue
        return (set(), set()) if infinitive and not owned else (set(subtree(sentence, clause.index)), set())
    return _told_in_relative(sentence, token) or _clause_on_owner(sentence, token), set()


def _told_in_relative(sentence: Sentence, token: Token) -> set[int]:
    """For "a report that the town had fallen", which the parser took for a relative clause; it has a subject of its own and misses nothing."""
    for clause in children(sentence, token.index, {"relcl"}):
        inside = subtree(sentence, clause.index)
        mark = sentence.tokens[inside[0]]
        own = child(sentence, clause.index, {"nsubj", "nsubjpass"})
        is_whole = clause.pos == "VERB" and (child(sentence, clause.index, {"dobj", "auxpass"}) is not None)
        if mark.text.lower() == "that" and mark.relation == "mark" and inside[0] == token.index + 1 and own is not None and is_whole:
            return set(inside)
    return set()


def _clause_on_owner(sentence: Sentence, token: Token) -> set[int]:
    """For "a confession by X that he fled" where the parser hung the clause on X; it has a subject of its own and misses nothing."""
    for by in children(sentence, token.index, {"prep"}):
        owner = child(sentence, by.index, {"pobj"})
        if owner is None or by.text.lower() not in _OWNERS:
            continue
        beside = (clause for clause in children(sentence, token.index, {"relcl"}) if clause.index > owner.index)
        for clause in (*children(sentence, owner.index, {"relcl", "acl", "ccomp"}), *beside):
            inside = subtree(sentence, clause.index)
            own = [kid for kid in children(sentence, clause.index, {"nsubj", "nsubjpass"}) if kid.index > inside[0] and kid.tag not in {"WDT", "WP"}]
            if sentence.tokens[inside[0]].text.lower() == "that" and own:
                return set(inside)
    return set()


def _is_that(sentence: Sentence, token: Token) -> tuple[set[int], set[int]]:
    """The clause of "the hope is that …", "the question was whether …", and the verb between."""
    link = sentence.tokens[token.head]
    if token.relation != "nsubj" or link.lemma != "be":
        return set(), set()
    clause = child(sentence, link.index, {"ccomp"})
    if clause is None or clause.index < link.index or is_infinitive(sentence, clause.index):
        return set(), set()
    return set(subtree(sentence, clause.index)), {link.index}


def _about(sentence: Sentence, token: Token, cue: Cue, owner: tuple[int, int] | None) -> tuple[set[int], set[int]]:
    """The content after a preposition ("X's call for …", "concerns about …"), and the preposition."""
    for preposition in children(sentence, token.index, {"prep"}):
        word = preposition.text.lower()
        if word not in cue.prepositions or (owner is None and word not in _TOPICS):
            continue
        if owner is None or owner[1] != preposition.index:
            return set(subtree(sentence, preposition.index)) - {preposition.index}, {preposition.index}
    return set(), set()


def _carrier(sentence: Sentence, token: Token, cues: Cues) -> tuple[set[int], set[int]]:
    """The subject of the verb that carries the noun ("made the claim", "said in a statement"), and the verb and preposition."""
    tokens = sentence.tokens
    carrier, linking = tokens[token.head], set()
    if token.relation == "pobj" and carrier.text.lower() in _CARRIERS:
        linking = {carrier.index}
        carrier = tokens[carrier.head]
    if carrier.pos != "VERB" or token.relation not in {"dobj", "pobj"} or carrier.relation == "prep" or _suffers(sentence, carrier, linking):
        return set(), set()
    if not linking and carrier.lemma not in _HAVING and is_left_undone(sentence, carrier.index):
        return set(), set()  # "could not verify the claim that", "did not repeat the claim that": who does not did not make it
    subject = subject_of(sentence, carrier.index)
    if subject is None or (not linking and (carrier.lemma in _PROVOKING or (carrier.lemma == "raise" and not can_speak(tokens[subject], cues)))):
        return set(), set()
    return source_phrase(sentence, subject, carrier.index), {carrier.index, *linking}


def _suffers(sentence: Sentence, carrier: Token, linking: set[int]) -> bool:
    """True for "has been dogged by claims", "was accused with claims of": the subject is who is spoken of."""
    return bool(linking) and is_passive(sentence, carrier.index) and any(sentence.tokens[index].text.lower() in {"by", "with", "under"} for index in linking)


def _news_of(sentence: Sentence, token: Token, cue: Cue) -> tuple[set[int], set[int]]:
    """The content of "reports of X", "the news centres on X", and its preposition: somebody told, and is not named."""
    if "reported" not in cue.frames:
        return set(), set()
    places = [token.index]
    if token.relation == "nsubj" and sentence.tokens[token.head].pos == "VERB":
        places.append(token.head)
    for place in places:
        for preposition in children(sentence, place, {"prep"}):
            if preposition.text.lower() in {"of", "about", "on"} and preposition.index > token.index:
                return set(subtree(sentence, preposition.index)) - {preposition.index}, {preposition.index}
    return set(), set()


def _owner(sentence: Sentence, noun: int) -> tuple[int, int] | None:
    """Head of the source inside the noun's phrase, and the word that ties it: "X's", "by X", "from X", "of X"."""
    owner = child(sentence, noun, {"poss"})
    if owner is not None:
        return owner.index, owner.index
    teller = _teller_before(sentence, noun)
    if teller is not None:
        return teller, noun
    for preposition in children(sentence, noun, {"prep"}):
        if preposition.text.lower() in _OWNERS - {"of"}:
            thing = child(sentence, preposition.index, {"pobj"})
            if thing is not None:
                return thing.index, preposition.index
    for clause in children(sentence, noun, {"relcl"}):  # "the claim X made"
        maker = child(sentence, clause.index, {"nsubj"})
        if clause.lemma in _MAKING and maker is not None and maker.tag not in {"WDT", "WP"}:
            return maker.index, clause.index
    return _owner_before(sentence, noun)


def _teller_before(sentence: Sentence, noun: int) -> int | None:
    """For "But Orsel claims that …", "Orsel charges that …" with the verb taken for a noun: Orsel; ``None`` where the noun may be one."""
    tokens = sentence.tokens
    before = tokens[noun - 1] if noun else None
    if before is None or before.pos not in {"PROPN", "NOUN", "PRON"} or not tokens[noun].text.islower():
        return None
    is_subject = before.relation in {"nsubj", "conj"} and tokens[noun].relation == "ROOT"
    heads_it = tokens[noun].relation == "dobj" and tokens[noun].head == before.index
    return before.index if is_subject or heads_it else None


def _speaker_of_own(sentence: Sentence, noun: Token, owner: int, cues: Cues) -> tuple[int, int] | None:
    """For "X repeated his claim that …": X and the verb; ``None`` where the possessive cannot mean the verb's subject."""
    tokens = sentence.tokens
    pronoun = tokens[owner].text.lower()
    verb = tokens[noun.head]
    if noun.relation == "pobj" and verb.text.lower() in {"in", "on", "upon"} and verb.index == owner - 1:
        verb = tokens[verb.head]
    if tokens[owner].tag != "PRP$" or (noun.relation, verb.pos) not in {("dobj", "VERB"), ("pobj", "VERB"), ("pobj", "ADJ"), ("pobj", "AUX")}:
        return None
    subject = subject_of(sentence, verb.index)
    if subject is None or subject > owner or tokens[subject].pos not in {"PROPN", "NOUN", "PRON"}:
        return None
    if pronoun in {"his", "her"} and not can_speak(tokens[subject], cues):
        return None
    return (subject, verb.index) if _may_own(tokens[subject], pronoun) else None


def _may_own(subject: Token, pronoun: str) -> bool:
    """Whether the possessive fits the subject's person, number and gender, as far as its form shows them."""
    word = subject.text.lower()
    if word in _POSSESSIVES:
        return _POSSESSIVES[word] == pronoun
    if pronoun not in _POSSESSIVES.values() or pronoun in {"my", "our", "your"}:
        return False
    return (pronoun == "their") == (subject.tag in {"NNS", "NNPS"}) or subject.tag in {"NN", "NNPS", "WP", "WDT"}


def _owner_before(sentence: Sentence, noun: int) -> tuple[int, int] | None:
    """A proper adjective or name right before the noun: "Karvelian claims that …"."""
    for token in children(sentence, noun, {"amod", "compound", "nmod"}):
        if (
            token.text[:1].isupper()
            and token.index < noun
            and (token.index > 0 or token.pos == "PROPN" or token.text.endswith(_PEOPLES))
            and not token.text.isupper()
        ):
            return token.index, token.index
    return None


def adjective_draft(sentence: Sentence, token: Token, cue: Cue) -> Draft | None:
    """For "X is confident that …", "afraid of …"."""
    tokens = sentence.tokens
    if token.relation not in {"acomp", "ROOT", "conj", "oprd"} and token.tag not in {"VBN", "VBD"}:
        return None
    act = cue.act("any")
    link = token.head if tokens[token.head].lemma in _LINKS else None
    subject = subject_of(sentence, link if link is not None else token.index)
    if act is None or subject is None or tokens[subject].text.lower() in {"it", "there", "this", "that", "what"}:
        return None
    positions: set[int] = set()
    cue_positions = {token.index}
    if link is not None:
        cue_positions.add(link)
        cue_positions.update(aux.index for aux in children(sentence, link, {"aux", "neg"}))
    for clause in children(sentence, token.index, {"ccomp", "xcomp"}):
        positions.update(subtree(sentence, clause.index))
    if not positions:
        for preposition in children(sentence, token.index, {"prep", "agent"}):
            if preposition.text.lower() in cue.prepositions:
                positions.update(set(subtree(sentence, preposition.index)) - {preposition.index})
                cue_positions.add(preposition.index)
                break
    source = source_phrase(sentence, subject, token.index)
    positions -= source | cue_positions
    if not positions:
        return None
    return Draft(sentence, token.index, act, source - cue_positions, cue_positions, positions, frame="adjective")


def impersonal_adjective_draft(sentence: Sentence, token: Token, act: Act) -> Draft | None:
    """For "It is clear that …": nobody says so."""
    tokens = sentence.tokens
    link = token.head
    if token.relation != "acomp" or tokens[link].lemma not in _LINKS:
        return None
    subject = child(sentence, link, {"nsubj"})
    if subject is None or subject.text.lower() != "it":
        return None
    clauses = [*children(sentence, token.index, {"ccomp"}), *children(sentence, link, {"ccomp"})]
    clause = next((clause for clause in clauses if not is_infinitive(sentence, clause.index)), None)
    if clause is None:
        return None
    content = set(subtree(sentence, clause.index)) - {token.index}
    cue_positions = {subject.index, link, token.index} | {aux.index for aux in children(sentence, link, {"aux", "neg"})}
    content -= cue_positions
    return Draft(sentence, token.index, act, set(), cue_positions, content, frame="impersonal", impersonal=True) if content else None


def adverb_draft(sentence: Sentence, token: Token, act: Act) -> Draft | None:
    """For "reportedly": what it qualifies is given to nobody in particular."""
    if token.head == token.index:
        return None
    content = set(subtree(sentence, token.head)) - set(subtree(sentence, token.index))
    return Draft(sentence, token.index, act, set(), {token.index}, content, frame="adverb", impersonal=True) if content else None


def seeming_draft(sentence: Sentence, token: Token, act: Act) -> Draft | None:
    """For "It appears that …", "X appears to …"."""
    clause = child(sentence, token.index, {"ccomp", "xcomp"})
    if clause is None or clause.index < token.index:
        return None
    content = set(subtree(sentence, clause.index))
    subject = child(sentence, token.index, {"nsubj"})
    if subject is not None and subject.text.lower() != "it":
        content |= set(subtree(sentence, subject.index))
    cue_positions = {token.index} | {aux.index for aux in children(sentence, token.index, {"aux", "neg"})}
    return Draft(sentence, token.index, act, set(), cue_positions, content - cue_positions, frame="seeming", impersonal=True)
