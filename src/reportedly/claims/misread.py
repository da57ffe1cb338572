"""Verbs that the tagger took for nouns, as it does in headlines: "Separatists attack checkpoint", "Explosions rock the port".

The rule that must not be broken: a word is read against its tag only where English leaves no other reading: it is in no list of nouns and the tree
has no verb, or it agrees with a subject right before it that no compound could hold (modifiers in compounds are singular: Quirk et al. 1985, 17.104).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.clause import Clause, Phrase, read_clause
from reportedly.claims.lexicon import forms
from reportedly.claims.trigger import NOMINAL, VERBAL

if TYPE_CHECKING:
    from reportedly.claims.scene import Scene
    from reportedly.core.records import Sentence, Token

LONGEST_HEADLINE = 30
STOPS = frozenset({",", ".", ";", ":", "-", "–", "—", "!", "?"})
WHO = frozenset({"force", "people", "side", "military", "weapon"})
THINGS = frozenset({"force", "people", "place", "site", "position", "land", "equipment", "weapon", "military", "home", "side"})
AGENTS = frozenset({"force", "side", "military", "weapon", "equipment", "blast", "people", "number"})
PLURAL = frozenset({"NNS", "NNPS"})
SINGULAR = frozenset({"NN", "NNP"})
MANDATE = 14
"""How many words before its verb a clause of demand may open."""
MANDATED = frozenset({"force", "side", "pronoun", "people", "military"})
CLOSING = frozenset({"PUNCT", "ADP", "CCONJ", "SCONJ", "ADV", "PART"})
OPENING = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "ADP", "PRON", "ADV"})
"""What may follow a verb that the tagger took for a noun; after a verb it would be that verb's subject."""


def misread_clause(scene: Scene, sentence: Sentence, token: Token, *, may_be: bool) -> Clause | None:
    """The clause of a noun that must be a verb, read from left to right, for its tree cannot be trusted; ``None`` where the noun may be one."""
    subject = _demanded_of(scene, sentence, token)
    if subject is not None:
        prepositions = read_clause(sentence, token.index).prepositions
        return Clause(verb=token.index, passive=False, subjects=(subject,), objects=(), prepositions=prepositions)
    if _agrees(scene, sentence, token):
        clause = linear_clause(scene, sentence, token.index)
        return Clause(verb=clause.verb, passive=False, subjects=(token.index - 1,), objects=clause.objects, prepositions=clause.prepositions)
    return linear_clause(scene, sentence, token.index) if may_be or _is_no_noun(scene, sentence, token) else None


def _demanded_of(scene: Scene, sentence: Sentence, token: Token) -> int | None:
    """Who is to surrender in "demanded that the garrison of the town surrender", whose bare verb was taken for a noun; ``None`` in any other clause.

    It is the mandative subjunctive (Quirk and others 1985, 16.30-16.32), and the clause must have no other verb.
    """
    tokens = sentence.tokens
    if token.tag != "NN" or not token.text.islower():
        return None
    start = next((index for index in range(token.index - 1, max(0, token.index - MANDATE), -1) if tokens[index].text.lower() == "that"), None)
    if start is None or not any(form in scene.lexicon.mandative for form in forms(tokens[start - 1])):
        return None
    between = tokens[start + 1 : token.index]
    ends = not token.index + 1 < len(tokens) or tokens[token.index + 1].pos in CLOSING
    if not ends or any(word.pos in VERBAL or word.text in STOPS for word in between):
        return None
    return next(
        (word.index for word in between if scene.classes(sentence, word.index) & MANDATED and tokens[word.index + 1].pos not in NOMINAL - {"PRON"}), None
    )


def _is_no_noun(scene: Scene, sentence: Sentence, token: Token) -> bool:
    """A word that can only be a verb, in a headline whose tree took it for a noun: "Residents from the port flee shelters"."""
    lexicon = scene.lexicon
    if token.pos not in NOMINAL | {"ADJ"} or any(form in lexicon.nouns or form in lexicon.classes for form in forms(token)):
        return False
    top = next((word for word in sentence.tokens if word.head == word.index), token)
    return token.text.islower() and top.pos not in VERBAL and len(sentence.tokens) <= LONGEST_HEADLINE


def _agrees(scene: Scene, sentence: Sentence, token: Token) -> bool:
    """True for a bare form after a plural that acts ("Separatists attack checkpoint"), and for a form in -s after a side's name ("Tolmar sinks ship")."""
    tokens = sentence.tokens
    if token.pos not in NOMINAL or not token.text.islower() or not 0 < token.index < len(tokens) - 1 or len(tokens) > LONGEST_HEADLINE:
        return False
    before, after = tokens[token.index - 1], tokens[token.index + 1]
    if after.pos not in OPENING or after.text.lower() in {"on", "in", "by", "of", "against", "at"} or _is_verb_soon(sentence, token.index):
        return False
    classes = scene.classes(sentence, before.index)
    if before.tag in PLURAL:
        return token.tag in SINGULAR and bool(classes & AGENTS)
    return token.tag in PLURAL and before.tag == "NNP" and bool(classes & {"side", "state"})


def _is_verb_soon(sentence: Sentence, start: int) -> bool:
    """True when a verb follows before any comma: "Tolmar strikes near the port kill five" has its verb in "kill"."""
    for word in sentence.tokens[start + 1 :]:
        if word.text in STOPS or word.text.lower() in {"as", "after", "while", "and", "before", "amid"}:
            return False
        if word.pos in VERBAL and word.tag in {"VBP", "VBZ", "VBD", "MD", "VB"}:
            return True
    return False


def linear_clause(scene: Scene, sentence: Sentence, verb: int) -> Clause:
    """The nearest actors before the verb and the nearest thing after it."""
    tokens = sentence.tokens
    subjects = [index for index in range(verb - 1, -1, -1) if scene.classes(sentence, index) & WHO][:1]
    objects: list[int] = []
    prepositions: list[Phrase] = []
    word = ""
    for index in range(verb + 1, len(tokens)):
        if tokens[index].text in STOPS or tokens[index].tag in {"VBP", "VBZ", "VBD", "MD"}:
            break
        if tokens[index].pos == "ADP":
            word = tokens[index].text.lower()
        elif (scene.classes(sentence, index) & THINGS or tokens[index].pos in NOMINAL) and not (index + 1 < len(tokens) and tokens[index + 1].pos in NOMINAL):
            if word:
                prepositions.append(Phrase(word, index, verb))
            elif not objects:
                objects.append(index)
    return Clause(verb=verb, passive=False, subjects=tuple(subjects), objects=tuple(objects), prepositions=tuple(prepositions))
