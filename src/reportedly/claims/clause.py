"""A verb's clause: who does it, to what, and with which prepositions, whatever the grammar made of it.

The rule that must not be broken: ``subjects`` are who acts and ``objects`` what is acted on, in passives and relative clauses too.
The relations are ClearNLP's, as the English model gives them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reportedly.sentences.tree import child, children, subtree

if TYPE_CHECKING:
    from reportedly.core.records import Sentence, Token

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
LINKING = frozenset({"as", "while"})
FINITE = frozenset({"VBP", "VBZ", "VBD"})
OBJECTS = frozenset({"dobj", "oprd", "attr"})
DIRECT = frozenset({"dobj"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
PREPOSITIONS = frozenset({"prep", "agent", "dative"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
BORROWING = frozenset({"xcomp", "ccomp", "advcl", "conj", "pcomp", "dep", "acomp", "oprd"})
ADDRESSED = frozenset({"order", "demand", "request", "call", "ultimatum", "appeal", "proposal", "offer", "instruction", "command", "plea"})
"""Nouns whose infinitive is for another to do: "an order to leave"."""
ADDRESSING = {"call": {"on", "upon"}, "appeal": {"to"}, "plead": {"with"}}
TIMES = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "now", "then", "noon", "midnight", "dawn", "dusk", "nightfall", "evening"}
    | {"morning", "afternoon", "night", "end", "time", "midday", "sunset", "sunrise", "weekend", "spring", "summer", "autumn", "winter", "midnight", "daybreak"}
)
LISTED = frozenset({"PROPN", "PUNCT", "CCONJ"})
LIST_BEGINS = 6
"""Words behind the verb in which the colon of its list stands: "Liberated over the past day: …"."""
DEPTH = 5
"""How many heads up a missing subject is looked for; real clauses need two or three."""


class Phrase(NamedTuple):
    """A preposition in lower case, the head of the phrase after it, and the word it hangs on."""

    word: str
    head: int
    owner: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A verb and its arguments: positions of the heads of noun phrases in the sentence."""

    verb: int
    passive: bool
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    prepositions: tuple[Phrase, ...]


def read_clause(sentence: Sentence, verb: int, *, passive: bool | None = None) -> Clause:
    """The clause of the verb at this position; ``passive`` forces a reading (headlines drop the auxiliary)."""
    tokens = sentence.tokens
    reads_passive = is_passive(sentence, verb) if passive is None else passive
    surface = _surface_subject(sentence, verb, DEPTH)
    direct = _with_conjuncts(sentence, [token.index for token in children(sentence, verb, DIRECT)])
    direct = _resolved(sentence, direct, verb)
    if not direct and not reads_passive:
        direct = _shared_object(sentence, verb)
    if not reads_passive and all(index < verb for index in direct):  # "the lie that they have taken Harrow": "that" is no object
        direct = _named_object(sentence, verb) or direct
    if not direct and not surface:
        direct = _listed(sentence, verb)
    prepositions = tuple(_prepositions(sentence, verb))
    if reads_passive:
        agents = tuple(phrase.head for phrase in prepositions if phrase.word == "by" and not _is_time(sentence, phrase.head))
        objects = surface or (() if tokens[verb].relation != "acl" else (tokens[verb].head,))
        return Clause(verb=verb, passive=True, subjects=agents, objects=objects or direct, prepositions=prepositions)
    return Clause(verb=verb, passive=False, subjects=surface, objects=direct, prepositions=prepositions)


def _named_object(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The name right behind a verb without an object, where the parser took it for an adverb: "have taken Harrow"."""
    if not sentence.tokens[verb].text.islower():
        return ()  # in a title any adverb has a capital
    behind = (kid for kid in children(sentence, verb, {"advmod", "npadvmod"}) if kid.index > verb)
    return tuple(kid.index for kid in behind if kid.text[:1].isupper() and kid.lemma.lower() not in TIMES and min(subtree(sentence, kid.index)) == verb + 1)[:1]


def _listed(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The names of a list behind a colon: "Liberated: Harrow, Milford and Weston"; empty unless they are all that stands there."""
    tokens = sentence.tokens
    colon = next((token.index for token in tokens[verb + 1 : verb + LIST_BEGINS] if token.text == ":"), None)
    if colon is None or tokens[verb].relation != "ROOT" or tokens[verb].tag != "VBN":
        return ()
    behind = tokens[colon + 1 :]
    if any(token.pos not in LISTED for token in behind):
        return ()
    names = [token for token in behind if token.pos == "PROPN"]
    return tuple(token.index for token in names if token.relation != "compound")


def is_apart(sentence: Sentence, clause: Token, governor: Token) -> bool:
    """True for the first half of "X claims the town; Y denies it": what stands behind a semicolon governs nothing before it, whatever the tree says."""
    if clause.relation != "ccomp" or clause.index > governor.index:
        return False
    marks = (mark for word in (clause, governor) for mark in children(sentence, word.index, {"punct"}))
    return any(mark.text == ";" and clause.index < mark.index < governor.index for mark in marks)


def _is_time(sentence: Sentence, head: int) -> bool:
    """True for "by 11 May", "by nightfall": until when, not who."""
    token = sentence.tokens[head]
    return token.text.lower() in TIMES and not any(kid.relation in {"det", "poss"} for kid in children(sentence, head) if token.text[:1].isupper())


def is_passive(sentence: Sentence, verb: int) -> bool:
    """True for a passive auxiliary or subject, a bare participle after its noun, and a participle joined to a passive."""
    token = sentence.tokens[verb]
    own = [kid.relation for kid in children(sentence, verb)]
    if "auxpass" in own or "nsubjpass" in own:
        return True
    if (token.tag != "VBN" and not _is_left_over(sentence, token)) or "aux" in own:
        return False
    if token.relation in {"acomp", "oprd"}:
        return True
    if token.relation == "acl" or (token.relation == "advcl" and not SUBJECTS & set(own)):
        return "dobj" not in own
    if token.relation == "conj" and token.head != verb and not SUBJECTS & set(own) and "dobj" not in own:
        return is_passive(sentence, token.head)
    return "agent" in own


def _is_left_over(sentence: Sentence, token: Token) -> bool:
    """True for "left" in "there is one soldier left in the town", which no finite verb can be, whatever its tag."""
    above = sentence.tokens[sentence.tokens[token.head].head]
    return token.tag == "VBD" and token.relation == "acl" and child(sentence, above.index, {"expl"}) is not None


def _surface_subject(sentence: Sentence, verb: int, depth: int) -> tuple[int, ...]:
    """The grammatical subject, own or understood, with what is joined to it."""
    own = _own_subject(sentence, verb)
    if own is not None:
        return _resolved(sentence, _with_conjuncts(sentence, [own.index]), verb)
    token = sentence.tokens[verb]
    if depth == 0 or token.head == verb:
        return ()
    head = sentence.tokens[token.head]
    if token.relation in {"acl", "relcl"} and head.pos in NOMINAL:
        return _subject_of_modifier(sentence, token, head, depth)
    if token.relation in BORROWING:
        return _borrowed(sentence, token, head.head if token.relation == "pcomp" else token.head, depth)
    return ()


def _own_subject(sentence: Sentence, verb: int) -> Token | None:
    """The verb's subject; of two the one after the colon, for a speaker's name stands before it ("Mayor: Three houses were hit")."""
    before = sentence.tokens[verb - 1] if verb else None
    if before is not None and before.relation == "pobj" and sentence.tokens[before.head].text.lower() in LINKING and sentence.tokens[verb].tag in FINITE:
        return before  # "trapped as rebels take the town", where the tree took "as" for a preposition
    found = list(children(sentence, verb, SUBJECTS | PASSIVE_SUBJECTS))
    if not found:  # some trees give the subject to the auxiliary
        helpers = children(sentence, verb, {"aux", "auxpass"})
        found = [kid for helper in helpers for kid in children(sentence, helper.index, SUBJECTS | PASSIVE_SUBJECTS)]
    for kid in found[1:]:
        if kid.index < verb and any(token.text == ":" for token in sentence.tokens[found[0].index : kid.index]):
            return kid
    if (
        not found
        and before is not None
        and before.head == verb
        and before.relation == "amod"
        and before.text[:1].isupper()
        and sentence.tokens[verb].tag == "VBG"
    ):
        return before  # a headline's "Eastern retreating from the town", where the tree took the people for an adjective
    return found[0] if found else _existential_subject(sentence, verb)


def _existential_subject(sentence: Sentence, verb: int) -> Token | None:
    """The troops of "there are troops in the town", what the sentence is about (the notional subject of Quirk and others 1985, 18.45)."""
    return child(sentence, verb, {"attr"}) if child(sentence, verb, {"expl"}) is not None else None


def _subject_of_modifier(sentence: Sentence, token: Token, noun: Token, depth: int) -> tuple[int, ...]:
    """Who acts in a clause that hangs on a noun: the noun; for "the attempt to take" whose attempt; for "an order to leave" nobody named."""
    if not any(kid.text.lower() == "to" for kid in children(sentence, token.index, {"aux"})):
        return (noun.index,)
    return () if noun.lemma.lower() in ADDRESSED else _owner(sentence, noun.index, depth)


def _borrowed(sentence: Sentence, token: Token, governor: int, depth: int) -> tuple[int, ...]:
    """The subject that a clause takes from the word that governs it: its object ("told them to leave"), else its subject."""
    if sentence.tokens[governor].pos in {"VERB", "AUX"}:
        takes_object = token.relation in {"xcomp", "ccomp", "oprd"}
        takes_object |= token.relation == "pcomp" and sentence.tokens[token.head].text.lower() in {"of", "for", "from"}  # "accused them of", "kept them from"
        controlled = _addressed(sentence, token, governor) or (child(sentence, governor, DIRECT) if takes_object else None)
        if controlled is not None:
            return _with_conjuncts(sentence, [controlled.index])
        return _surface_subject(sentence, governor, depth - 1)
    if token.relation == "pcomp" and sentence.tokens[governor].relation == "dobj" and sentence.tokens[token.head].text.lower() in {"of", "from"}:
        return _with_conjuncts(sentence, [governor])  # "accused the rebels of shelling", hung on the rebels
    if sentence.tokens[governor].pos in {"ADJ", "NOUN"}:
        beside = child(sentence, governor, SUBJECTS)
        if beside is not None:
            return _with_conjuncts(sentence, [beside.index])
        return _surface_subject(sentence, sentence.tokens[governor].head, depth - 1)
    return ()


def _addressed(sentence: Sentence, token: Token, governor: int) -> Token | None:
    """Who is to act where a verb addresses them through a preposition: "called on the troops to leave"."""
    prepositions = ADDRESSING.get(sentence.tokens[governor].lemma.lower())
    if prepositions is None or not any(kid.text.lower() == "to" for kid in children(sentence, token.index, {"aux"})):
        return None
    for kid in children(sentence, governor, {"prep", "prt"}):
        if kid.text.lower() in prepositions and kid.index < token.index:
            return child(sentence, kid.index, {"pobj"})
    return None


def _owner(sentence: Sentence, noun: int, depth: int) -> tuple[int, ...]:
    """Whose attempt or order it is: the possessor, an adjective of a side, else the subject of the verb above."""
    for kid in children(sentence, noun, {"poss", "amod", "compound", "nmod"}):
        if kid.text[:1].isupper() or kid.relation == "poss":
            return (kid.index,)
    head = sentence.tokens[noun].head
    return _surface_subject(sentence, head, depth - 1) if head != noun and sentence.tokens[head].pos in {"VERB", "AUX"} else ()


def _resolved(sentence: Sentence, heads: tuple[int, ...], verb: int) -> tuple[int, ...]:
    """Relative pronouns replaced by the noun they stand for."""
    token = sentence.tokens[verb]
    hops = 0
    while token.relation == "conj" and hops < DEPTH:
        token = sentence.tokens[token.head]
        hops += 1
    antecedent = token.head if token.relation == "relcl" else None
    return tuple(antecedent if antecedent is not None and sentence.tokens[head].text.lower() in RELATIVES else head for head in heads if head != antecedent)


def _shared_object(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The object that a verb shares with the verb joined to it ("attacked and took the town"), or that a relative clause leaves out."""
    token = sentence.tokens[verb]
    for kid in children(sentence, verb, {"conj"}):
        if kid.pos == "VERB" and kid.tag == token.tag and child(sentence, verb, PREPOSITIONS) is None:
            return _with_conjuncts(sentence, [found.index for found in children(sentence, kid.index, DIRECT)])
    hops = 0
    while token.relation == "xcomp" and hops < DEPTH:
        token = sentence.tokens[token.head]
        hops += 1
    if token.relation == "relcl":
        subject = child(sentence, token.index, SUBJECTS)
        if subject is not None and subject.text.lower() not in RELATIVES:
            return (token.head,)
    return ()


def _with_conjuncts(sentence: Sentence, heads: list[int]) -> tuple[int, ...]:
    found = list(heads)
    for position in found:
        found.extend(kid.index for kid in children(sentence, position, {"conj"}) if kid.pos not in {"VERB", "AUX"})
    return tuple(found)


def _prepositions(sentence: Sentence, verb: int) -> list[Phrase]:
    """Preposition phrases of the verb, of its object, and of phrases inside them ("out of the town", "from positions near it")."""
    found: list[Phrase] = []
    starts = [verb, *(kid.index for kid in children(sentence, verb, OBJECTS | {"prt", "advmod", "npadvmod"}))]
    for start in starts:
        for kid in children(sentence, start, PREPOSITIONS):
            found.extend(_phrase(sentence, kid, 3))
    if child(sentence, verb, {"expl"}) is not None:  # "there are troops left in the town"
        left = (kid for owner in children(sentence, verb, {"attr"}) for kid in children(sentence, owner.index, {"acl"}))
        found.extend(phrase for word in left for kid in children(sentence, word.index, PREPOSITIONS) for phrase in _phrase(sentence, kid, 3))
    return found


def _phrase(sentence: Sentence, preposition: Token, depth: int) -> list[Phrase]:
    word = "by" if preposition.relation == "agent" else preposition.text.lower()
    found: list[Phrase] = []
    for kid in children(sentence, preposition.index):
        if kid.relation == "pobj":
            for head in _with_conjuncts(sentence, [kid.index]):
                found.append(Phrase(word, head, preposition.head))
                if depth:
                    for inner in children(sentence, head, {"prep"}):
                        found.extend(_phrase(sentence, inner, depth - 1))
        elif kid.relation == "prep" and depth:
            inner_phrases = _phrase(sentence, kid, depth - 1)
            found.extend(Phrase(f"{word} of" if inner.word == "of" else inner.word, inner.head, preposition.head) for inner in inner_phrases)
    return found
