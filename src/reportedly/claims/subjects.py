"""Who is the subject of a verb: its own, one it shares, or one that the parser hung on the wrong verb.

The rule that must not be broken: a verb that names no subject takes one only from a verb or noun above it, and never one behind a later clause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.drafts import is_quote
from reportedly.claims.sources import SPEAKING
from reportedly.sentences.tree import ancestors, child, children, subtree

if TYPE_CHECKING:
    from reportedly.core.records import Sentence, Token

_SUBJECTS = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_VERBAL = frozenset({"VERB", "AUX"})
_NAMING = frozenset({"PROPN", "NOUN", "PRON"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_MAX_STEPS = 6
# Where a verb without a subject takes its head's: "he came and said", "he left, saying", "he wants to say".
_BORROWED = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "ccomp", "ROOT", "acomp"})
# In "an attempt to blame X" the noun is a deed of whoever makes it, and does not speak.
_DEEDS = frozenset(
    {"attempt", "effort", "decision", "plan", "ability", "right", "chance", "opportunity", "exaggeration", "need", "time", "way", "desire", "reason", "refusal"}
)
_NOBODY = frozenset({"it", "there", "this", "that", "what"})
# Verbs whose subject, not object, does what the infinitive says.
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "use", "take", "have", "make", "spend", "hold", "give", "send", "need", "write", "issue", "release"})
# Verbs that bring words before the public: who issues two statements speaks through them.
_ISSUING = frozenset(
    {
        "issue",
        "release",
        "publish",
        "post",
        "launch",
        "plant",
        "place",
        "run",
        "air",
        "circulate",
        "distribute",
        "file",
        "tweet",
        "email",
        "broadcast",
        "deliver",
        "send",
    }
)
_BODIES = frozenset(["organization", "organisation", "administration", "government", "party", "company", "committee", "council", "union", "coalition", "team"])
# "left many wondering", "saw him praising": the object does what the participle says (Levin 1993, 30; Huddleston and Pullum 2002, 14.5).
_SEEING = frozenset({"leave", "see", "hear", "watch", "catch", "find", "feature", "show", "film", "record", "keep", "have", "picture", "depict", "portray"})
# Verbs whose "it" need be nobody: "it means admitting that …".
_EMPTY = frozenset({"be", "mean", "take", "seem", "appear", "involve", "require", "help", "feel"})
# Who is judged "for doing" something did it (Levin 1993, 33).
_JUDGING = frozenset(
    {
        "hold",
        "punish",
        "fine",
        "sue",
        "arrest",
        "jail",
        "fire",
        "sack",
        "dismiss",
        "criticise",
        "criticize",
        "condemn",
        "blame",
        "censure",
        "rebuke",
        "attack",
        "mock",
    }
    | {
        "praise",
        "thank",
        "commend",
        "applaud",
        "hail",
        "pardon",
        "sanction",
        "try",
        "charge",
        "convict",
        "sentence",
        "scold",
        "slam",
        "expel",
        "suspend",
        "chide",
    }
)
_SHOWING = frozenset({"footage", "video", "clip", "recording", "picture", "photo", "photograph", "image", "film", "sight", "tape", "audio"})
_NOMINATIVE = frozenset({"i", "he", "she", "we", "they"})
# Verbs that share a subject share the time they are told in; a past perfect goes back behind a plain past.
_FORMS = {"VBD": "past", "VBZ": "present", "VBP": "present", "MD": "modal", "had": "before", "VBG": "participle"}
_CLAUSES = frozenset({"ccomp", "acl", "xcomp"})
_NOT_BARE = frozenset({"aux", "auxpass", "nsubj", "nsubjpass", "mark"})
_BEFORE = frozenset({"aux", "auxpass", "neg"})


def subject_of(sentence: Sentence, verb: int) -> int | None:
    """Position of the head of the verb's subject, its own or one it shares; ``None`` where there is none."""
    for rule in (nominative_before, _agreeing, _aside_of, _absolute, _of_bare_relative, _before_quotation, _of_series):
        certain = rule(sentence, verb)
        if certain is not None:
            return certain
    current: int | None = verb
    for _ in range(_MAX_STEPS):
        if current is None:
            return None
        own = child(sentence, current, _SUBJECTS)
        if own is None and (current != verb or child(sentence, current, {"auxpass"}) is not None):
            own = child(sentence, current, _PASSIVE_SUBJECTS)
        if own is not None:
            own = _nearest(sentence, current, own)
            return own.index if current == verb else _borrowed(sentence, verb, current, own)
        found, current = _shared(sentence, current)
        if found is not None:
            return found
    return None


def _nearest(sentence: Sentence, verb: int, first: Token) -> Token:
    """Of two subjects that the parser gave one verb ("Correction: the paper said", "His vows notwithstanding, analysts say") the one that ends right before it.

    The first stands where the second is its apposition or its relative pronoun: a comma closes it, or it is "who".
    """
    tokens = sentence.tokens
    for other in children(sentence, verb, _SUBJECTS):
        if not first.index < other.index < verb or other.tag in {"WP", "WDT"}:
            continue
        if any(token.text == ":" for token in tokens[first.index : other.index]):
            return other
        gap = tokens[subtree(sentence, other.index)[-1] + 1 : verb]
        if other.pos in _NAMING and all(token.pos in {"AUX", "ADV", "PART"} for token in gap):
            return other
    return first


def nominative_before(sentence: Sentence, verb: int) -> int | None:
    """Position of a pronoun in the nominative right before the verb and what goes with it, wherever the parser hung it; ``None`` where there is none."""
    tokens = sentence.tokens
    position = verb - 1
    while position >= 0 and tokens[position].head == verb and (tokens[position].relation in _BEFORE or tokens[position].tag == "RB"):
        position -= 1
    if position < 0 or tokens[position].text.lower() not in _NOMINATIVE or tokens[verb].tag in {"VBG", "VBN", "VB"}:
        return None
    return tokens[position].head if tokens[position].relation == "conj" else position


def _agreeing(sentence: Sentence, verb: int) -> int | None:
    """The subject of the nearest verb above that agrees with a second verb, where the one it is coordinated with cannot.

    "She proposed that more forces be left, and pushed …": a finite verb is no partner of "be left". ``None`` where the parse may be right.
    """
    tokens = sentence.tokens
    partner = tokens[verb].head
    form = _form(sentence, verb)
    if form is None and tokens[verb].tag == "VB" and _form(sentence, partner) in _FINITE and child(sentence, verb, _NOT_BARE) is None:
        form = "VBP"  # a base form has no finite partner but one of the present
    if tokens[verb].relation != "conj" or form is None or _agree(sentence, form, partner):
        return None
    if child(sentence, verb, _SUBJECTS | _PASSIVE_SUBJECTS) is not None:
        return None
    for above in ancestors(sentence, partner):
        if above.pos not in _VERBAL or above.index > verb or not _agree(sentence, form, above.index):
            continue
        own = child(sentence, above.index, _SUBJECTS | _PASSIVE_SUBJECTS)
        if form == "VBG":
            return subject_of(sentence, above.index)
        if own is not None and own.index < verb:
            return own.index if own.tag not in {"WP", "WDT"} or above.relation != "relcl" else above.head
    return None


def _aside_of(sentence: Sentence, verb: int) -> int | None:
    """For "X said that Y would win, adding …", where the parser hung the participle behind the comma on the inner clause: X."""
    above = governor_of_aside(sentence, verb)
    return subject_of(sentence, above) if above is not None else None


def governor_of_aside(sentence: Sentence, verb: int) -> int | None:
    """The verb that a participle behind a comma goes with, where that is not the verb that the parser hung it on."""
    tokens = sentence.tokens
    token = tokens[verb]
    if token.tag != "VBG" or token.relation not in {"advcl", "acl"} or child(sentence, verb, _NOT_BARE) is not None:
        return None
    before = verb - 1
    while before > 0 and (tokens[before].tag == "RB" or is_quote(tokens[before].text)):
        before -= 1
    if before < 1 or tokens[before].text != "," or (before - 1 == token.head and _is_inserted(sentence, token.head)):
        return None
    found = _verb_climbed_to(sentence, verb)
    if found is None or sum(is_quote(token.text) for token in tokens[found:verb]) % 2:
        return None
    return found


def _verb_climbed_to(sentence: Sentence, verb: int) -> int | None:
    """The highest verb with a subject before this one that is reached through complements and through relative clauses on "that" and "who"."""
    tokens = sentence.tokens
    found, current = None, tokens[verb].head
    for _ in range(_MAX_STEPS):
        if not _climbs(sentence, current) or tokens[current].head == current:
            break
        current = tokens[current].head
        own = child(sentence, current, _SUBJECTS | _PASSIVE_SUBJECTS) if tokens[current].pos in _VERBAL else None
        if own is not None and own.index < verb and own.text.lower() not in _NOBODY:
            found = current
    return found


def _climbs(sentence: Sentence, position: int) -> bool:
    """Whether a participle that the parser hung on this word may go with what stands above the word."""
    token = sentence.tokens[position]
    if token.pos not in _VERBAL:
        return token.relation not in _SUBJECTS | _PASSIVE_SUBJECTS | {"poss", "appos"}
    if token.relation == "relcl":
        own = child(sentence, position, _SUBJECTS | _PASSIVE_SUBJECTS)
        return own is None or own.tag in {"WP", "WDT"}
    return token.relation in _CLAUSES


def _is_inserted(sentence: Sentence, verb: int) -> bool:
    """Whether the verb is that of ", X recalled," or '…," X recalled,': a comma or a mark stands right before its subject."""
    own = child(sentence, verb, _SUBJECTS)
    first = subtree(sentence, own.index)[0] if own is not None else 0
    return first > 0 and (sentence.tokens[first - 1].text == "," or is_quote(sentence.tokens[first - 1].text))


def _absolute(sentence: Sentence, verb: int) -> int | None:
    """For "… ended with X asking …", "footage of X asking …": X; for "an array of artists writing …" the array."""
    tokens = sentence.tokens
    if tokens[verb].tag != "VBG" or not verb or child(sentence, verb, _NOT_BARE) is not None:
        return None
    noun = tokens[verb - 1]
    if noun.relation != "pobj" or tokens[noun.head].text.lower() not in {"with", "of"}:
        return None
    above = tokens[tokens[noun.head].head]
    if tokens[noun.head].text.lower() == "of" and above.lemma not in _SHOWING:
        return above.index if tokens[verb].head == above.index and noun.tag == "NNS" and above.pos == "NOUN" else None
    return noun.index if noun.pos in {"PROPN", "PRON"} or noun.tag == "NNS" or noun.lemma in SPEAKING else None


def _of_bare_relative(sentence: Sentence, verb: int) -> int | None:
    """For "a part of the sum experts say it costs", which the parser read without its subject: experts."""
    token = sentence.tokens[verb]
    if token.relation != "dep" or token.tag not in _FINITE or not verb or child(sentence, verb, _SUBJECTS) is not None:
        return None
    before = sentence.tokens[verb - 1]
    return before.index if before.relation in {"pobj", "dobj"} and before.tag in {"NNS", "NNP", "NNPS", "PRP"} else None


def _before_quotation(sentence: Sentence, verb: int) -> int | None:
    """For 'X shared the news last week, writing "Feels great"', where the parser made the participle the quoted verb's subject: X."""
    tokens = sentence.tokens
    token = tokens[verb]
    if token.tag != "VBG" or token.relation != "nsubj" or verb < 2 or verb + 1 >= len(tokens):
        return None
    if tokens[verb - 1].text != "," or not is_quote(tokens[verb + 1].text):
        return None
    for above in reversed(tokens[: verb - 1]):
        own = child(sentence, above.index, _SUBJECTS) if above.tag in _FINITE else None
        if own is not None:
            return own.index if own.text.lower() not in _NOBODY else None
    return None


def _of_series(sentence: Sentence, verb: int) -> int | None:
    """For "X supports this, opposes that and …", where the parser made the first verb what the second says: X."""
    token = sentence.tokens[verb]
    if token.relation != "ROOT" or token.tag not in {"VBZ", "VBP"} or child(sentence, verb, _SUBJECTS | _PASSIVE_SUBJECTS) is not None:
        return None
    for first in children(sentence, verb, {"ccomp"}):
        own = child(sentence, first.index, _SUBJECTS)
        if first.index < verb and first.tag == token.tag and own is not None and own.pos == "PROPN":
            return own.index
    return None


def _form(sentence: Sentence, verb: int) -> str | None:
    """Tag of the finite word of a verb's group ("MD" for a modal, "had" for the past perfect), "VBG" for a participle; else ``None``."""
    first = child(sentence, verb, {"aux", "auxpass"})
    if first is None:
        return sentence.tokens[verb].tag if sentence.tokens[verb].tag in _FORMS else None
    if first.tag == "VBD" and first.lemma == "have":
        return "had"
    return first.tag if first.tag in _FORMS else None


def _agree(sentence: Sentence, form: str, partner: int) -> bool:
    """Whether a verb of this form may share the partner's subject: tense against tense, and number against number."""
    other = _form(sentence, partner)
    if other is None:
        bare = child(sentence, partner, {"aux", "auxpass"}) is None
        return bare and sentence.tokens[partner].tag == "VBN" and sentence.tokens[partner].relation not in {"acl", "amod"}
    if _FORMS[form] != _FORMS[other]:
        return form == "VBD" and other in {"VBZ", "VBP"} and _is_perfect(sentence, partner)
    return {form, other} != {"VBZ", "VBP"}


def _is_perfect(sentence: Sentence, verb: int) -> bool:
    """Whether the verb stands with "has" or "have": the next participle looks like a past tense."""
    return any(token.lemma == "have" for token in children(sentence, verb, {"aux"}))


def _borrowed(sentence: Sentence, verb: int, clause: int, subject: Token) -> int | None:
    """The subject that a verb takes from another's clause: for "who" whom it stands for; for "it" nobody ("it means admitting that …")."""
    tokens = sentence.tokens
    if _is_quoted_before(sentence, subject.index, verb):
        told = next((token for token in children(sentence, clause, {"ccomp", "parataxis"}) if token.index < subject.index), None)
        own = child(sentence, told.index, _SUBJECTS) if told is not None else None
        return own.index if own is not None else None
    if subject.tag in {"WP", "WDT"} and tokens[clause].relation == "relcl":
        return tokens[clause].head
    is_aside = tokens[verb - 1].text == "," and tokens[clause].lemma not in _EMPTY  # "it attacked him, saying …"
    return None if subject.text.lower() == "it" and tokens[verb].tag == "VBG" and not is_aside else subject.index


def _is_quoted_before(sentence: Sentence, position: int, verb: int) -> bool:
    """Whether the word stands in a quotation that is closed before the verb: '"That is clever" -- and, when asked, saying'."""
    if position > verb:
        return False
    marks = [token.index for token in sentence.tokens[:verb] if is_quote(token.text) and token.text not in {"'", "’"}]
    before = sum(mark < position for mark in marks)
    return before % 2 == 1 and len(marks) % 2 == 0


def _shared(sentence: Sentence, verb: int) -> tuple[int | None, int | None]:
    """The subject that a verb without one takes from its surroundings, or else the verb whose subject it shares."""
    tokens = sentence.tokens
    token = tokens[verb]
    if token.relation in {"acl", "relcl"} and tokens[token.head].pos not in _VERBAL:
        if token.tag == "VB" and tokens[token.head].lemma in _DEEDS:
            owner = child(sentence, token.head, {"poss"})
            return (owner.index, None) if owner is not None else (None, _deed_of(sentence, token.head))
        upper = _carrier(sentence, token.head)
        return (token.head, None) if upper is None else (None, upper)
    if token.relation not in _BORROWED or token.head == verb:
        return None, None
    if token.relation == "ccomp" and token.tag in _FINITE and tokens[token.head].lemma != "be":
        return None, None  # a finite clause has its own subject, wherever the parser put it
    controller = _quoted_person(sentence, verb) if token.relation == "pcomp" else _controller(sentence, verb)
    return controller, token.head


def _deed_of(sentence: Sentence, noun: int) -> int | None:
    """The verb whose subject does the deed that the noun names: "made an attempt to …"; none for "it is an attempt to …"."""
    token = sentence.tokens[noun]
    return token.head if token.relation == "dobj" else None


def _carrier(sentence: Sentence, noun: int) -> int | None:
    """The verb whose subject speaks through this noun: "he issued a statement saying …"; ``None`` where the noun itself can speak."""
    tokens = sentence.tokens
    token = tokens[noun]
    issued = token.relation == "dobj" and tokens[token.head].lemma in _ISSUING
    if token.pos != "NOUN" or (token.tag == "NNS" and not issued) or token.relation not in {"dobj", "pobj"}:
        return None
    if child(sentence, noun, {"poss"}) is not None or token.lemma in SPEAKING | _BODIES:
        return None
    head = token.head
    while tokens[head].relation in {"prep", "pobj"} and tokens[head].head != head:
        head = tokens[head].head
    return head if tokens[head].pos == "VERB" else None


def _controller(sentence: Sentence, verb: int) -> int | None:
    """The object that is to do what the infinitive says: "urged X to say …"."""
    tokens = sentence.tokens
    token = tokens[verb]
    if token.tag == "VBG" and tokens[token.head].lemma in _SEEING and token.relation in {"xcomp", "advcl", "ccomp"}:
        thing = child(sentence, token.head, {"dobj"})
        if thing is None or not token.head < thing.index < verb or thing.text.lower() == "it" or child(sentence, verb, {"mark"}) is not None:
            return None
        return thing.index if all(between.text != "," for between in tokens[thing.index : verb]) else None
    if token.relation not in {"xcomp", "ccomp", "advcl"} or not any(tokens[position].tag == "TO" for position in token.children):
        return None
    thing = child(sentence, token.head, {"dobj"})
    if thing is None or not token.head < thing.index < verb:
        return None
    if token.relation == "advcl" or tokens[token.head].lemma in _SUBJECT_CONTROL:
        needed = tokens[token.head].lemma == "need" and thing.index == verb - 2 and thing.tag == "NNS"  # "needs voters to judge him"
        return thing.index if needed else None
    named = child(sentence, thing.index, {"appos"})  # "led the writer Ada Lund to fear …"
    is_person = thing.lemma in SPEAKING or (named is not None and named.pos == "PROPN")
    return thing.index if tokens[thing.index].pos in {"PROPN", "PRON"} or tokens[thing.index].tag == "NNS" or is_person else None


def _quoted_person(sentence: Sentence, verb: int) -> int | None:
    """For "quoted X as saying", "punished X for refusing": X."""
    tokens = sentence.tokens
    link = tokens[tokens[verb].head]
    if link.text.lower() == "for":
        judging = next((above for above in ancestors(sentence, link.index) if above.pos in _VERBAL), link)  # "held X in contempt for refusing"
        judged = child(sentence, judging.index, {"dobj"}) if judging.lemma in _JUDGING else None
        return judged.index if judged is not None and judged.index < verb else None
    if link.text.lower() != "as" or link.head == link.index:
        return None
    thing = child(sentence, link.head, {"dobj", "nsubjpass"})
    return thing.index if thing is not None else None


def subject_above(sentence: Sentence, verb: int) -> int | None:
    """Head of the subject of the nearest verb above that has one before it: "went so far as to say"; ``None`` where it names nobody."""
    tokens = sentence.tokens
    current = verb
    for _ in range(_MAX_STEPS):
        if tokens[current].head == current:
            return None
        current = tokens[current].head
        own = child(sentence, current, _SUBJECTS) if tokens[current].pos in _VERBAL else None
        if own is not None:
            names = own.index < verb and own.text.lower() not in _NOBODY and own.tag not in {"WDT", "WP"}
            return own.index if names else None
    return None
