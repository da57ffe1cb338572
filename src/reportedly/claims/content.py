"""What is said: the content of a cue, over the parse.

The rule that must not be broken: content never holds its own cue or source; what interrupts it is left out, so content can come in pieces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportedly.claims.clause import is_apart
from reportedly.claims.drafts import is_quote
from reportedly.sentences.tree import child, children, subtree

if TYPE_CHECKING:
    from reportedly.claims.cues import Cue
    from reportedly.core.records import Act, Sentence, Token

# Phrases behind an object that are more often part of what is said than of the saying.
_PARTS = frozenset({"for", "from", "with", "about", "over", "against", "toward", "towards", "of", "between", "as"})
# What opens a clause that belongs to the content rather than to the telling ("as he left", "while on a visit").
_REASONS = frozenset({"because", "if", "unless", "although", "though", "so", "until", "since", "when", "even", "once"})
_VERBAL = frozenset({"VERB", "AUX"})
_CONCEDING = frozenset({"although", "though", "while", "whereas", "but"})


class Content(NamedTuple):
    """Positions of the content's tokens, the act, the frame that gave it, and cue words it brings along ("as", "for")."""

    positions: set[int]
    act: Act
    frame: str
    cue: set[int]


def content_of(sentence: Sentence, verb: int, cue: Cue) -> Content | None:
    """The active verb's content by the first frame that fits; ``None`` where it has none."""
    return (
        _clause(sentence, verb, cue)
        or _infinitive(sentence, verb, cue)
        or _as(sentence, verb, cue)
        or _accuse(sentence, verb, cue)
        or _parenthesis(sentence, verb, cue)
        or _object(sentence, verb, cue)
        or _preposition(sentence, verb, cue)
        or _as_said(sentence, verb, cue)
    )


def _clause(sentence: Sentence, verb: int, cue: Cue) -> Content | None:
    """For "say (that) …", "want X to …": a clausal complement."""
    act = cue.act("clause", "infinitive-clause", "quote")
    if act is None:
        return None
    positions: set[int] = set()
    for clause in _clauses(sentence, verb):
        if is_infinitive(sentence, clause.index):
            act = cue.act("infinitive", "clause") or act
        positions.update(subtree(sentence, clause.index))
    if positions and max(positions) > verb:
        positions |= _conditions(sentence, verb, max(positions))
        positions |= _also_said(sentence, verb, max(positions))
    if not {"clause", "infinitive-clause"} & cue.frames.keys() and not any(is_quote(sentence.tokens[position].text) for position in positions):
        return None
    return Content(positions, act, "clause", set()) if positions else None


def _clauses(sentence: Sentence, verb: int) -> list[Token]:
    """The clauses under the verb, also under "earlier" in "said earlier that …"; not one before a semicolon where the verb has words of its own behind it."""
    tokens = sentence.tokens
    found = [clause for clause in children(sentence, verb, {"ccomp"}) if not _is_anothers(sentence, verb, clause)]
    behind = tokens[verb + 1] if verb + 1 < len(tokens) else None
    if not found and behind is not None and behind.relation in {"advmod", "npadvmod"} and behind.head == verb:
        found = [clause for clause in children(sentence, behind.index, {"ccomp"}) if tokens[subtree(sentence, clause.index)[0]].text.lower() == "that"]
    is_own = any(clause.index > verb for clause in found) or any(kid.index > verb for kid in children(sentence, verb, {"dobj"}))
    return [clause for clause in found if not is_apart(sentence, clause, tokens[verb])] if is_own else found


def _is_anothers(sentence: Sentence, verb: int, clause: Token) -> bool:
    """True for "…, X said, though Y" and "…, X said; Y said …": behind the words and who says them stands what is no more of them."""
    tokens = sentence.tokens
    first = subtree(sentence, clause.index)[0]
    if clause.index < verb or first < 1 or is_quote(tokens[first].text):
        return False
    if tokens[verb].relation == "parataxis":
        return tokens[first].text.lower() in _CONCEDING and tokens[first - 1].text == ","
    is_told_before = any(other.index < verb for other in children(sentence, verb, {"ccomp"}))
    return is_told_before and tokens[first - 1].text == ";" and any(children(sentence, clause.index, {"nsubj"}))


def _also_said(sentence: Sentence, verb: int, last: int) -> set[int]:
    """The second half of "said that A was lost and (that) B was held", which the parser hangs on the cue; with its own subject, right behind."""
    tokens = sentence.tokens
    for clause in children(sentence, verb, {"conj"}):
        inside = subtree(sentence, clause.index)
        gap = [tokens[position] for position in range(last + 1, inside[0])]
        joined = bool(gap) and all(token.relation in {"cc", "punct"} for token in gap) and any(token.relation == "cc" for token in gap)
        own = any(token.relation in {"nsubj", "nsubjpass"} for token in children(sentence, clause.index))
        if joined and own and (tokens[inside[0]].text.lower() == "that" or gap[0].text != "," or any(is_quote(tokens[one].text) for one in inside)):
            return set(inside)
    return set()


def _conditions(sentence: Sentence, verb: int, last: int) -> set[int]:
    """Clauses of reason and condition right behind the content, which the parser hangs on the cue: "said it fell because …"."""
    positions: set[int] = set()
    for clause in children(sentence, verb, {"advcl"}):
        inside = subtree(sentence, clause.index)
        if inside[0] == last + 1 and sentence.tokens[inside[0]].text.lower() in _REASONS:
            positions.update(inside)
            last = inside[-1]
    return positions


def _infinitive(sentence: Sentence, verb: int, cue: Cue) -> Content | None:
    """For "promise to …", "urge X to …", "suggest doing …"."""
    for clause in children(sentence, verb, {"xcomp", "advcl"}):
        if is_infinitive(sentence, clause.index) and clause.index > verb:
            act = cue.act("infinitive", "infinitive-hearer", "infinitive-clause")
            if act is None or (clause.relation == "advcl" and "hearer" not in cue.frames):
                continue
            asked, linking = _called_on(sentence, verb, clause.index)
            return Content(_object_of(sentence, verb) | asked | set(subtree(sentence, clause.index)), act, "infinitive", linking)
        if clause.relation == "xcomp" and (clause.tag == "VBG" or any(token.tag == "VBG" for token in children(sentence, clause.index, {"aux"}))):
            act = cue.act("gerund")  # "denied leaving", "denied having left"
            if act is not None:
                return Content(set(subtree(sentence, clause.index)), act, "gerund", set())
    return None


def _called_on(sentence: Sentence, verb: int, clause: int) -> tuple[set[int], set[int]]:
    """Whom "called on X to …" calls on, and the preposition."""
    for token in children(sentence, verb, {"prep"}):
        if token.text.lower() in {"on", "upon"} and verb < token.index < clause:
            return set(subtree(sentence, token.index)) - {token.index}, {token.index}
    return set(), set()


def _as(sentence: Sentence, verb: int, cue: Cue) -> Content | None:
    """For "describe X as …", "call X …", "consider X …": object and what is said of it."""
    act = cue.act("as")
    if act is None:
        return None
    thing = _object_of(sentence, verb, reflexive=True)
    for token in children(sentence, verb, {"prep", "oprd", "xcomp"}):
        if token.relation == "prep" and (token.text.lower() != "as" or not thing):
            continue
        if token.relation == "xcomp" and (is_infinitive(sentence, token.index) or token.tag == "VBG"):
            continue
        said = set(subtree(sentence, token.index))
        linking = {token.index} if token.relation == "prep" else set()
        return Content(thing | (said - linking), act, "as", linking)
    return None


def _accuse(sentence: Sentence, verb: int, cue: Cue) -> Content | None:
    """For "accuse X of …", "blame X for …": whom, and for what."""
    act = cue.act("accuse")
    thing = _object_of(sentence, verb)
    if act is None or not thing:
        return None
    for token in children(sentence, verb, {"prep"}):
        if token.text.lower() in cue.prepositions:
            return Content(thing | (set(subtree(sentence, token.index)) - {token.index}), act, "accuse", {token.index})
    return Content(thing, act, "accuse", set())


def _parenthesis(sentence: Sentence, verb: int, cue: Cue) -> Content | None:
    """For "…, he said, …" and "…, the mayor of Orsel said": the verb hangs on the clause it reports, or is strung to it by a comma alone."""
    act = cue.act("clause", "quote")
    token = sentence.tokens[verb]
    if act is None or token.head == verb or not (token.relation == "parataxis" or _is_strung_on(sentence, verb, cue)):
        return None
    return Content(set(subtree(sentence, token.head)) - set(subtree(sentence, verb)), act, "parenthesis", set())


def _is_strung_on(sentence: Sentence, verb: int, cue: Cue) -> bool:
    """For "They left, the head of the port said": a second clause with a subject of its own, only a comma before it, and nothing said behind it."""
    tokens = sentence.tokens
    token = tokens[verb]
    if token.relation != "conj" or tokens[token.head].pos not in _VERBAL or not {"clause", "quote"} <= cue.frames.keys():
        return False
    first = subtree(sentence, verb)[0]
    subject = child(sentence, verb, {"nsubj"})
    if subject is None or first < 1 or tokens[first - 1].text != "," or subtree(sentence, subject.index)[0] != first:
        return False
    is_joined = any(children(sentence, token.head, {"cc"}))
    return not is_joined and not any(children(sentence, verb, {"ccomp", "xcomp", "dobj", "acomp", "attr", "oprd", "neg"}))


def _preposition(sentence: Sentence, verb: int, cue: Cue) -> Content | None:
    """For "call for …", "speak about …"."""
    for token in children(sentence, verb, {"prep", "prt"}):
        act = cue.prepositions.get(token.text.lower())
        if act is not None and token.index > verb and token.relation == "prep":
            return Content(set(subtree(sentence, token.index)) - {token.index}, act, "preposition", {token.index})
    return None


def _as_said(sentence: Sentence, verb: int, cue: Cue) -> Content | None:
    """For "As X told the court, …" and "…, as X reported": the clause that the verb hangs on."""
    act = cue.act("clause", "quote")
    token = sentence.tokens[verb]
    own = subtree(sentence, verb)
    if act is None or token.relation != "advcl" or sentence.tokens[own[0]].text.lower() != "as" or sentence.tokens[own[0]].head != verb:
        return None
    if any(child.relation in {"acomp", "attr", "prt", "xcomp", "ccomp"} for child in children(sentence, verb)):
        return None
    bounded = own[0] == 0 or sentence.tokens[own[0] - 1].text in {",", "-", "–", "—", "(", "--"}
    hears = "hearer" in cue.frames or not any(children(sentence, verb, {"dobj"}))
    positions = set(subtree(sentence, token.head)) - set(own)
    return Content(positions, act, "parenthesis", set()) if bounded and hears and positions else None


def _object(sentence: Sentence, verb: int, cue: Cue) -> Content | None:
    """For "deny the claim", "condemn X for …"."""
    act = cue.act("object")
    if act is None:
        return None
    positions = _object_of(sentence, verb)
    if not positions:
        return None
    linking: set[int] = set()
    for token in children(sentence, verb, {"prep"}):
        relayed = token.text.lower() == "as" and any(sentence.tokens[position].relation == "pcomp" for position in token.children)
        if token.index > max(positions) and (relayed or token.text.lower() in cue.prepositions or token.text.lower() in _PARTS):
            positions |= set(subtree(sentence, token.index))
    return Content(positions, act, "object", linking)


def _object_of(sentence: Sentence, verb: int, *, reflexive: bool = False) -> set[int]:
    """The object's phrase without clauses that only add to it; its antecedent where it is a relative pronoun; empty where there is none."""
    tokens = sentence.tokens
    for token in children(sentence, verb, {"dobj"}):
        if not reflexive and token.text.lower().endswith(("self", "selves")):
            continue
        head = token.index
        if token.tag in {"WDT", "WP"} and tokens[verb].relation == "relcl":
            head = tokens[verb].head
            return set(subtree(sentence, head)) - set(subtree(sentence, verb))
        return set(subtree(sentence, head)) - _added_on(sentence, head)
    return set()


def _added_on(sentence: Sentence, noun: int) -> set[int]:
    """Relative clauses and appositions behind a comma: they tell more of the thing, not what was said of it."""
    tokens = sentence.tokens
    added: set[int] = set()
    for clause in children(sentence, noun, {"relcl", "appos"}):
        inside = subtree(sentence, clause.index)
        if inside[0] > noun and tokens[inside[0] - 1].text in {",", "(", "—", "–", "--"}:
            added.update(inside)
    return added


def is_infinitive(sentence: Sentence, verb: int) -> bool:
    """Whether the verb stands with "to"."""
    return any(token.tag == "TO" for token in children(sentence, verb, {"aux"}))


def is_relative(sentence: Sentence, clause: Token) -> bool:
    """A clause after a noun that is about the noun ("the claim that angered …"), not its content ("the claim that he fled")."""
    words = [sentence.tokens[position] for position in clause.children]
    subjects = [word for word in words if word.relation in {"nsubj", "nsubjpass"}]
    if len(subjects) > 1 and subjects[0].text.lower() == "that":
        return False  # "talk that X had fallen", where the tree made "that" a subject beside X
    return any(word.tag in {"WDT", "WP", "WP$", "WRB"} for word in words)
