"""Whose words they are: the source of a cue, over the parse.

The rule that must not be broken: a source is the whole noun phrase with its titles, appositions and relative clauses
(PolNeAR's guideline), and never holds the cue itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.drafts import is_quote
from reportedly.sentences.tree import ancestors, child, children, subtree
from reportedly.speakers.phrases import behind_stamp

if TYPE_CHECKING:
    from reportedly.core.records import Sentence, Token

_SUBJECTS = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_VERBAL = frozenset({"VERB", "AUX"})
_FEARING = frozenset({"fear", "believe", "presume", "suspect", "assume", "think", "report"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_MAX_STEPS = 6
_LONGEST_ASIDE = 10
_LONGEST_INSERTION = 24
_PHRASE = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ", "CCONJ", "ADP", "NUM", "PART"})
# "by the end of the year" names no one.
_TIMES = frozenset(
    {"end", "year", "month", "week", "day", "morning", "night", "time", "summer", "autumn", "winter", "spring", "hour", "date", "noon", "midnight"}
)
# Singular common nouns that speak for themselves.
SPEAKING = frozenset(
    {
        "man",
        "woman",
        "person",
        "official",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "minister",
        "president",
        "governor",
        "mayor",
        "resident",
        "group",
        "ministry",
        "army",
    }
)


def heard_from(sentence: Sentence, verb: int) -> int | None:
    """Position of the head of X in "heard from X that …"."""
    link = next((token for token in _prepositions(sentence, verb) if token.text.lower() == "from"), None)
    noun = child(sentence, link.index, {"pobj"}) if link is not None else None
    return noun.index if noun is not None else None


def inverted_aside(sentence: Sentence, verb: int) -> set[int]:
    """The subject behind the verb in "…, said the mayor, …" and '…," said the mayor.'; empty where the verb is no such aside."""
    tokens = sentence.tokens
    before = tokens[verb - 1].text if verb else ""
    if before != "," and not is_quote(before):
        return set()
    last = verb
    while last + 1 < len(tokens) and last - verb <= _LONGEST_ASIDE and tokens[last + 1].pos in _PHRASE:
        last += 1
    first = tokens[verb + 1] if verb + 1 < len(tokens) else tokens[verb]
    if last == verb or last + 1 >= len(tokens) or not (first.pos in {"PROPN", "DET"} or first.tag in {"NNS", "PRP", "PRP$"}):
        return set()
    after = tokens[last + 1]
    name = next((token.index for token in tokens[last + 2 : last + 6] if token.pos != "PROPN"), last + 2)
    if after.text == "," and name > last + 2 and tokens[name].text == "," and name + 1 < len(tokens) and tokens[name + 1].tag in _FINITE | {"MD"}:
        return set(range(verb + 1, name))  # "…, says the mayor, Ada Lund, were hit"
    goes_on = after.text == "," and last + 2 < len(tokens) and (tokens[last + 2].tag in _FINITE | {"MD"} or is_quote(tokens[last + 2].text))
    ends = after.text == "." and is_quote(before)
    return set(range(verb + 1, last + 1)) if goes_on or ends else set()


def subject_before(sentence: Sentence, cue: set[int]) -> set[int]:
    """The phrase that ends right before a finite cue, where the parser hung it elsewhere: 'X, the mayor of Y, said'."""
    tokens = sentence.tokens
    first = min(cue)
    opening = next((position for position in sorted(cue) if tokens[position].tag != "RB"), first)
    if tokens[opening].tag not in {"VBD", "VBZ", "VBP", "MD"}:
        return set()
    position = first - 1
    while position >= 0 and (tokens[position].pos in {"PUNCT", "ADV"}):
        position = _before_brackets(sentence, position) if tokens[position].text == ")" else position - 1
    if position < 0:
        return set()
    if tokens[first - 1].text == ",":
        position = _before_insertion(sentence, position)
    position = _told_of(sentence, _head_before(sentence, position, first))
    if tokens[position].pos == "ADJ" and position > 0 and tokens[position - 1].pos == "DET":
        return {position - 1, position}  # a noun before a verb, both taken for something else
    if tokens[position].pos not in {"PROPN", "NOUN", "PRON"}:
        return set()
    return {other for other in subtree(sentence, position) if other < first}


def _before_brackets(sentence: Sentence, closing: int) -> int:
    """For the ")" of "Orsel (R-Oldmark)": the position before the "("; before the ")" itself where none is near."""
    for position in range(closing - 1, max(-1, closing - _LONGEST_ASIDE), -1):
        if sentence.tokens[position].text == "(":
            return position - 1
    return closing - 1


def _head_before(sentence: Sentence, position: int, first: int) -> int:
    """Head of the phrase that ends here, without what stands at ``first`` or behind it."""
    tokens = sentence.tokens
    for _ in range(2 * _MAX_STEPS):
        head = tokens[position].head
        if head == position or head >= first or tokens[head].pos in _VERBAL or any(is_quote(token.text) for token in tokens[head:position]):
            break
        if tokens[position].relation == "appos" and tokens[position].pos == tokens[head].pos == "PROPN":
            break  # two names are two people: the nearer one speaks
        if tokens[position].relation in {"appos", "conj"} and tokens[head].relation == "dobj":
            break  # "…, killing 13 people, the governor, Ada Lund, said": who is killed there says nothing here
        if tokens[position].relation == "conj" and tokens[head].pos == "PROPN" and child(sentence, position, {"appos"}) is not None:
            break  # "…, left Tarn, Orsel, chief of police, told": a place and a name with its role
        if tokens[position].relation in {"appos", "pobj"} and tokens[head].pos == "ADP":
            role = tokens[tokens[head].head]
            if role.relation != "appos" or role.pos != "NOUN" or role.index < position - _LONGEST_ASIDE:
                break
            head = role.index  # "Orsel, head of the port, said": the role's own noun
        position = head
    return position


def _before_insertion(sentence: Sentence, position: int) -> int:
    """For the end of "X, through a spokeswoman," or "X, whose firm …,": the end of X; else ``position`` itself."""
    tokens = sentence.tokens
    for comma in range(position, max(0, position - _LONGEST_INSERTION), -1):
        opens = tokens[comma + 1]
        if tokens[comma].text == "," and (opens.pos in {"ADP", "SCONJ"} or opens.tag == "WP$"):
            return comma - 1 if tokens[comma - 1].pos in {"PROPN", "NOUN", "PRON"} else position
    return position


def _told_of(sentence: Sentence, position: int) -> int:
    """For the end of "X, who …," where the parser made X a second subject of the clause: X; else ``position`` itself."""
    for above in ancestors(sentence, position):
        if above.pos in _VERBAL:
            subjects = list(children(sentence, above.index, {"nsubj"}))
            return subjects[0].index if len(subjects) > 1 and subjects[1].tag == "WP" and subjects[0].tag != "WP" else position
    return position


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Whether the verb is in the passive, or a participle after its noun ("the man accused of …")."""
    token = sentence.tokens[verb]
    auxiliary = child(sentence, verb, {"auxpass"})
    if auxiliary is not None and auxiliary.text in {"'s", "’s"} and _is_perfect(sentence, verb):
        return False
    if auxiliary is not None or child(sentence, verb, {"nsubjpass"}) is not None or _is_bare_passive(sentence, token):
        return True
    if _tells_of_itself(sentence, token):
        return False
    if token.relation == "advcl" and verb and sentence.tokens[verb - 1].text.lower() in {"when", "if", "as", "once", "although", "though"}:
        return token.tag in {"VBN", "VBD"}  # "when asked": whoever is meant, it is not the one who asks
    return token.tag == "VBN" and token.relation in {"acl", "amod", "advcl"} and child(sentence, verb, {"aux", "nsubj"}) is None


def _is_perfect(sentence: Sentence, verb: int) -> bool:
    """True for "he's said that …", "he's said the same", "who's called for new taxes": what follows can only be an active verb's."""
    calls = sentence.tokens[verb].lemma == "call" and any(token.text.lower() == "for" for token in children(sentence, verb, {"prep"}))
    return calls or child(sentence, verb, {"ccomp", "dobj"}) is not None


def _tells_of_itself(sentence: Sentence, token: Token) -> bool:
    """True for "Orsel, head of the port, announced that …", where the parser made the verb a participle on the name and left the sentence without a verb."""
    tokens = sentence.tokens
    name = tokens[token.head]
    if token.relation != "acl" or token.index == 0 or tokens[token.index - 1].text not in {",", ")", "-", "–", "—"} or name.index > token.index:
        return False
    has_said = any(kid.index > token.index for kid in children(sentence, token.index, {"ccomp", "dobj"}))
    return (
        has_said and name.relation == "ROOT" and name.pos in {"PROPN", "NOUN"} and child(sentence, name.index, {"appos", "relcl", "nummod", "acl"}) is not None
    )


def _is_bare_passive(sentence: Sentence, token: Token) -> bool:
    """True for "with both men expected to come", "is an ally and considered safe", "a group, called the Lamp,": participles tagged as the past."""
    if token.tag not in {"VBN", "VBD"} or child(sentence, token.index, {"aux", "dobj"}) is not None:
        return False
    tokens = sentence.tokens
    head = tokens[token.head]
    if token.lemma in _FEARING and child(sentence, token.index, {"oprd"}) is not None and token.relation != "acl":
        return True  # a headline's "dozens feared dead"
    if token.relation == "pcomp" and head.text.lower() == "with":
        return child(sentence, token.index, _SUBJECTS) is not None
    if child(sentence, token.index, _SUBJECTS) is not None or child(sentence, token.index, {"oprd"}) is None:
        return False
    if token.relation == "conj":
        return head.lemma == "be" and head.pos == "AUX"
    return token.relation in {"parataxis", "acl"} and tokens[token.index - 1].text == "," and token.index > 0


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
    if by is None:
        by = _agent_in_clause(sentence, verb)
    if by is None:
        by = next((token for token in sentence.tokens[verb + 1 : verb + 12] if token.text == "by" and _under(sentence, token.index, verb)), None)
    noun = child(sentence, by.index, {"pobj"}) if by is not None else None
    return noun.index if noun is not None and noun.pos != "NUM" and noun.lemma.lower() not in _TIMES else None


def _agent_in_clause(sentence: Sentence, verb: int) -> Token | None:
    """For "were asked to stay by their commanders": the parser gives "by" to the infinitive, which has no use for it."""
    for clause in (sentence.tokens[position] for position in sentence.tokens[verb].children):
        if clause.relation == "xcomp" and clause.tag == "VB":
            for token in reversed([sentence.tokens[position] for position in subtree(sentence, clause.index)]):
                if token.text == "by" and token.relation in {"prep", "agent"} and _under(sentence, token.index, clause.index):
                    noun = child(sentence, token.index, {"pobj"})
                    if noun is not None and noun.pos in {"NOUN", "PROPN", "PRON"} and child(sentence, clause.index, {"auxpass"}) is None:
                        return token
    return None


def _under(sentence: Sentence, index: int, verb: int) -> bool:
    """Whether the token hangs on the verb with nothing verbal between."""
    tokens = sentence.tokens
    head = tokens[index].head
    for _ in range(_MAX_STEPS):
        if head == verb:
            return True
        if tokens[head].pos in _VERBAL or tokens[head].head == head:
            return False
        head = tokens[head].head
    return False


def _prepositions(sentence: Sentence, index: int) -> list[Token]:
    return [sentence.tokens[position] for position in sentence.tokens[index].children if sentence.tokens[position].relation == "prep"]


def source_phrase(sentence: Sentence, head: int, without: int) -> set[int]:
    """The whole phrase of the source, cut where it would take in the cue at ``without``."""
    tokens = sentence.tokens
    positions = subtree(sentence, head)
    if without in positions:
        # A verb that only shares the relative clause's subject: "X, who came and said": X and "who", not the clause.
        clause = next((above.index for above in ancestors(sentence, without) if above.head == head and above.relation == "relcl"), without)
        inside = set(subtree(sentence, clause)) - {token.index for token in children(sentence, clause, _SUBJECTS | _PASSIVE_SUBJECTS) if clause != without}
        positions = [position for position in positions if position not in inside]
    # A run around the head: what the parser hangs on beyond the cue is not the source's.
    kept = {position for position in positions if (position < without) == (head < without)}
    stray = {position for position in tokens[head].children if tokens[position].relation in {"parataxis", "ccomp"} and position > head}
    for position in stray:
        kept -= set(subtree(sentence, position))
    return {position for position in kept if position >= behind_stamp(sentence, 0, head)}
