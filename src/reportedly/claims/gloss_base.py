"""What the parts of the glosser share: the sentence's words, the tables, and which words are read already.

The rule that must not be broken: the parts work on one sentence, one after the other, and keep nothing beyond it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.claims.cues import Cues
    from reportedly.claims.glossed_words import Word, Words
    from reportedly.claims.glosses import Glosses

VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
REFLEXIVE = ("ся", "сь")


class GlossBase:
    """One sentence on its way into English."""

    def __init__(self, words: Words, glosses: Glosses, cues: Cues) -> None:
        """Take the sentence, its language's tables and the lexicon of cues."""
        self.words = words
        self.glosses = glosses
        self.cues = cues
        self.done: set[int] = set()
        self.speakers: list[Word | None] = []

    def _make_passive(self, word: Word) -> None:
        is_past = word.tag not in {"VBZ", "VBP"}
        word.tag = "VBN"
        be = self.words.before(word, "was" if is_past else "is", "AUX", "VBD" if is_past else "VBZ", "auxpass")
        be.lemma = "be"
        be.hang(word, "auxpass")
        self.done.add(id(be))
        for subject in word.kids({"nsubj"}):
            subject.relation = "nsubjpass"


def is_infinitive(word: Word) -> bool:
    """True for an infinitive of the report's language."""
    return word.features.get("VerbForm") == "Inf"


def first_of(word: Word) -> Word:
    """The first word of the phrase in front of which a word without width is put."""
    found = word
    for kid in word.kids({"det", "amod", "compound", "nummod", "poss", "nmod"}):
        inner = first_of(kid)
        if inner.start < found.start:
            found = inner
    return found
