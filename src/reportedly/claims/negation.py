"""Which words beside a verb say that it did not come about: "not", "never", "no longer", and quantifiers before its subject ("not all", "few", "hardly any").

The rule that must not be broken: each word that denies the clause is counted once, wherever the tree hung it; "not only" denies nothing.
A denied quantifier denies the clause (Quirk and others 1985, 10.54-10.60; Horn 1989, 7.3): "not all units have left" says that the leaving is not done,
and by no means that nobody left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.sentences.tree import child, children

if TYPE_CHECKING:
    from reportedly.claims.assertion import Assertion, ModalityWords
    from reportedly.core.records import Sentence, Token

ADVERBIAL = frozenset({"advmod", "preconj", "cc"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "attr"})
FLOATING = frozenset({"dobj", "npadvmod"})
QUANTIFYING = frozenset({"det", "neg", "preconj", "predet", "advmod", "amod", "nummod", "quantmod"})
DENYING = frozenset({"det", "neg", "preconj", "advmod", "predet"})
ARTICLES = frozenset({"a", "an", "the", "these", "those"})
COUNTED = frozenset({"capture", "withdraw", "advance", "encircle", "hold", "transfer"})
"""Events that few do not bring about. Of harm and fire few is a number: "few were hurt" tells of some who were."""
FINITE = frozenset({"VBD", "VBZ", "VBP"})
BARE = frozenset({"VB", "VBN", "VBG"})


def negates(sentence: Sentence, kid: Token, words: ModalityWords, state: Assertion) -> bool:
    """True for a word under the verb by which the clause is denied: an adverb, a phrase ("by no means"), a quantifier in a subject or object."""
    lower = kid.text.lower()
    if kid.relation == "neg":
        return not (_is_added_to(sentence, kid, words) or _is_only_delayed(sentence, kid))
    if kid.relation in ADVERBIAL:
        return _is_adverb(sentence, kid, lower, words, state)
    if kid.relation == "prep":
        return _is_phrase(sentence, kid, lower, words)
    if kid.relation == "aux":
        return any(_hangs_on_auxiliary(sentence, inner, words) for inner in children(sentence, kid.index))
    is_anothers = kid.head == state.joined and kid.relation not in SUBJECTS  # "had no success and retreated": they did retreat
    return kid.relation in ARGUMENTS and kid.index != state.head and not is_anothers and _is_none(sentence, kid, words, state)


def is_outside(sentence: Sentence, node: Token, head: Token) -> bool:
    """True for the second verb of "did not take the town but shelled it", "will fight and holds the road": a finite verb shares no auxiliary."""
    return node.tag in FINITE and head.tag in BARE and any(kid.relation == "aux" and kid.tag != "TO" for kid in children(sentence, head.index))


def is_denied_cleft(sentence: Sentence, node: Token, head: Token) -> bool:
    """True for "took" in "it was not the rebels who took the town": it was taken, and not by them (Quirk and others 1985, 18.25-18.28)."""
    copula = sentence.tokens[head.head]
    if node.relation != "relcl" or head.relation != "attr" or copula.lemma != "be":
        return False
    kids = tuple(children(sentence, copula.index))
    return any(kid.text.lower() == "it" for kid in kids) and any(kid.relation == "neg" for kid in kids)


def _is_added_to(sentence: Sentence, negation: Token, words: ModalityWords) -> bool:
    """True for the "not" of "not only" and "not just", to which something is added, and the "no" of "no fewer than", which counts."""
    following = [token.text.lower() for token in sentence.tokens[negation.index + 1 : negation.index + 3]]
    if not following:
        return False
    return words.has("only", following[0]) or (following[1:] == ["than"] and words.has("bounds", following[0]))


def _is_only_delayed(sentence: Sentence, negation: Token) -> bool:
    """True for "did not leave until Tuesday", "not until Tuesday did they leave": they left (Quirk and others 1985, 8.56)."""
    verb = sentence.tokens[negation.head]
    past = any(kid.text.lower() == "did" for kid in children(sentence, verb.index, {"aux"}))
    limits = (kid for kid in children(sentence, verb.index, {"prep"}) if kid.text.lower() == "until")
    return past and any(child(sentence, kid.index, {"pobj"}) is not None for kid in limits)


def _is_adverb(sentence: Sentence, kid: Token, lower: str, words: ModalityWords, state: Assertion) -> bool:
    if lower == "longer" and any(inner.text.lower() == "no" for inner in children(sentence, kid.index)):
        return True
    if state.event == "capture" and kid.head == state.head and words.has("nearly", lower):
        return True  # "nearly took it" did not
    if lower == "far":
        beyond = (token for inner in children(sentence, kid.index, {"prep"}) for token in children(sentence, inner.index, {"pobj"}))
        return any(words.has("universal", token.text.lower()) for token in beyond)
    return words.has("negative", lower) and lower != "nor" and not _is_added_to(sentence, kid, words)


def _is_phrase(sentence: Sentence, preposition: Token, lower: str, words: ModalityWords) -> bool:
    """True for "by no means", "at no point"."""
    for noun in children(sentence, preposition.index, {"pobj"}):
        if any(words.has("negating", f"{lower} {kid.text.lower()} {noun.text.lower()}") for kid in children(sentence, noun.index, {"det"})):
            return True
    return False


def _hangs_on_auxiliary(sentence: Sentence, word: Token, words: ModalityWords) -> bool:
    """True for "have by no means left", "have not yet all left", where the tree hangs the phrase on "have"."""
    if word.relation == "prep":
        return _is_phrase(sentence, word, word.text.lower(), words)
    is_all = word.relation in FLOATING and words.has("universal", word.text.lower())
    return is_all and child(sentence, word.index, {"neg"}) is not None


def _is_none(sentence: Sentence, noun: Token, words: ModalityWords, state: Assertion) -> bool:
    """True for "no troops", "none of them", "not all", "not one", "hardly any", "not many", and for "few" where few are too few."""
    if words.has("none", noun.text.lower()):
        return True
    kids = tuple(children(sentence, noun.index, QUANTIFYING))
    if not kids and not words.has("scanty", noun.text.lower()):
        return False
    around = [*kids, *(inner for kid in kids for inner in children(sentence, kid.index, QUANTIFYING))]
    if any(_denies(sentence, word, words) for word in around):
        return True
    return state.event in COUNTED and _is_scanty(noun, around, words, state)


def _denies(sentence: Sentence, word: Token, words: ModalityWords) -> bool:
    lower = word.text.lower()
    is_denial = word.relation == "neg" or words.has("none", lower) or (word.relation in DENYING and words.has("negative", lower))
    return is_denial and not _is_added_to(sentence, word, words)


def _is_scanty(noun: Token, around: list[Token], words: ModalityWords, state: Assertion) -> bool:
    """True for "few troops", "few of them", "made little progress"; "a few" and "the few" are some."""
    if any(word.text.lower() in ARTICLES or word.relation == "poss" for word in around):
        return False
    if noun.relation not in SUBJECTS and state.event != "advance":
        return False
    return any(words.has("scanty", word.text.lower()) for word in (noun, *around))
