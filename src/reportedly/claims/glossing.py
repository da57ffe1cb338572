"""sentences ─gloss→ sentences as the claim reader reads them: Ukrainian and Russian words and trees brought to English ones.

The trees have English labels already (docs/decisions/trees.md). Here words are given their English ones by the tables, and what English says by a word
of its own is given a word without width: "of" before a genitive, "by" before an agent, "to" before an infinitive, "will" before a future, "is" where there
is no copula. Modal words become auxiliaries, prepositions of hitting give up their object, ways to name a source become "according to" and "citing".

The rule that must not be broken: offsets are the document's, so that what is found in the glossed sentence is found in the report; the text of a glossed
word is never shown. English sentences, and those without a parse, pass as they are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.claims.cues import cues_of
from reportedly.claims.gloss_base import NOMINAL, VERBAL
from reportedly.claims.gloss_grammar import Grammar
from reportedly.claims.glossed_words import Word, Words, has_below
from reportedly.claims.glosses import Glosses, glosses_of
from reportedly.core.records import Found

if TYPE_CHECKING:
    from reportedly.claims.cues import Cues
    from reportedly.claims.glosses import Meaning
    from reportedly.core.records import Document, Sentence
    from reportedly.packs.load import Pack

CLASSES = {
    "VERB": ("verbs",),
    "AUX": ("verbs",),
    "NOUN": ("nouns", "names", "pronouns"),
    "PROPN": ("names",),
    "ADJ": ("adjectives", "names", "pronouns", "verbs"),
    "DET": ("pronouns", "adjectives", "names"),
    "PRON": ("pronouns", "nouns"),
    "NUM": ("nouns", "adjectives"),
    "ADV": ("adverbs", "adjectives", "conjunctions", "pronouns"),
    "PART": ("adverbs", "conjunctions", "nouns"),
    "INTJ": ("adverbs",),
    "SCONJ": ("conjunctions", "adverbs"),
    "CCONJ": ("conjunctions", "adverbs"),
    "X": ("nouns", "adverbs"),
}
LONGEST_BARE = 2
"""Letters of initials, which are no acronym."""
BEHIND = frozenset({"poss", "pobj", "appos", "nmod", "dep", "npadvmod", "dobj", "compound", "nummod"})
"""As what the object of a phrase that is read as a preposition may hang on it."""
DEPTH = 3
"""How far below its verb the word of a fixed phrase is looked for: "перейти под полный контроль"."""
BETWEEN = 2
"""How many words may stand inside a way to name a source: "по последним данным"."""
EDGE_MARKS = frozenset({",", ":", ";", "-", "–", "—"})
ACCORDING, CITING = "according", "citing"
CONJUNCTIONS = frozenset({"because", "while", "after", "before", "if"})


def gloss_sentences(document: Document, sentences: tuple[Sentence, ...], pack: Pack) -> Found[tuple[Sentence, ...]]:
    """The sentences, each as the claim reader reads it; those of English and of languages without a table as they are."""
    cues = cues_of(pack)
    return Found(tuple(gloss(sentence, glosses_of(pack, sentence.language or document.language or ""), cues) for sentence in sentences))


def gloss(sentence: Sentence, glosses: Glosses | None, cues: Cues) -> Sentence:
    """The sentence in English words on its own offsets; itself where there is nothing to gloss it by, or no tree."""
    if glosses is None or not any(token.relation for token in sentence.tokens):
        return sentence
    words = Words(sentence.tokens)
    Glosser(words, glosses, cues).run()
    return replace(sentence, tokens=words.tokens())


class Glosser(Grammar):
    """Glosses one sentence: phrases first, then words, then the tree."""

    def run(self) -> None:
        """All the steps, in their order."""
        self.words.free_marks(EDGE_MARKS)
        self._read_phrases()
        for word in tuple(self.words.all):
            if id(word) not in self.done:
                self._read_word(word)
        for word in tuple(self.words.all):
            self.mend(word)
        for word in tuple(self.words.all):
            if word.pos in VERBAL or word.tag in {"VBN", "VBG"} or self.glosses.is_of("must", word.original):
                self.lift_modal(word)
        for word in tuple(self.words.all):
            self.read_verb(word)
        for word in tuple(self.words.all):
            self.read_noun(word)
        for word in tuple(self.words.all):
            self.read_preposition(word)
        for word in tuple(self.words.all):
            self.link(word)

    def _read_phrases(self) -> None:
        """Words that are read as one."""
        position = 0
        while position < len(self.words.all):
            first = self.words.all[position].text.lower()
            for phrase in self.glosses.phrases.get(first, ()):
                parts = self._matched(position, phrase.words, phrase.english)
                if parts:
                    self._read_phrase(parts, phrase.english, len(phrase.words))
                    break
            position += 1

    def _matched(self, position: int, wanted: tuple[str, ...], english: str) -> list[Word]:
        """The words of a phrase that begins here; a way to name a source may take words in before its last."""
        found = [self.words.all[position]]
        inside = 0
        for word in self.words.all[position + 1 : position + len(wanted) + BETWEEN]:
            if len(found) == len(wanted):
                break
            if word.text.lower() == wanted[len(found)]:
                found.append(word)
            elif english != ACCORDING or inside == BETWEEN or word.pos in VERBAL | {"PUNCT", "ADP"}:
                return []
            else:
                inside += 1
        return found if len(found) == len(wanted) else []

    def _read_phrase(self, parts: list[Word], english: str, _size: int) -> None:
        if english == ACCORDING:
            self._read_according(parts)
            return
        if english == CITING:
            cue = self.words.merge(parts, "citing", "VERB", "VBG")
            cue.lemma = "cite"
            self._give_object(cue, "dobj")
            above = cue.head
            while above.pos not in VERBAL and above.head is not above:
                above = above.head
            if above is not cue:
                cue.hang(above, "advcl")
        elif english in CONJUNCTIONS:
            cue = self.words.merge(parts, english, "SCONJ", "IN")
            cue.relation = "mark" if cue.relation != "prep" else cue.relation
        elif self._is_followed(parts):
            cue = self.words.merge(parts, english, "ADP", "IN")
            cue.relation = "prep"
            self._give_object(cue, "pobj")
        else:
            cue = self.words.merge(parts, english, "ADV", "RB")
            cue.relation = "advmod"
        self.done.add(id(cue))

    def _is_followed(self, parts: list[Word]) -> bool:
        """True where something hangs on the phrase from behind: it is a preposition then."""
        return any(kid.start >= parts[-1].end and kid.pos in NOMINAL for part in parts for kid in part.down if kid not in parts)

    def _give_object(self, cue: Word, relation: str) -> None:
        """Make what hangs on the phrase from behind its object, and further names of a list what is joined to it."""
        behind = sorted((kid for kid in cue.kids(BEHIND) if kid.start >= cue.end and kid.pos in NOMINAL), key=lambda kid: kid.start)
        for kid in behind[:1]:
            kid.hang(cue, relation)
        for kid in behind[1:]:
            kid.hang(behind[0], "conj" if kid.pos == "PROPN" else kid.relation)

    def _read_according(self, parts: list[Word]) -> None:
        """Make "по данным X" the "according to X" of the English trees: a participle, "to" on it, and the source on that."""
        first, last = parts[0], parts[-1]
        owner = last.kid({"poss"}) or (last.kid({"pobj"}) if len(parts) > 1 else None)
        owner = owner or next((kid for kid in last.kids({"appos", "nmod", "compound"}) if kid.start > last.start), None)
        if len(parts) > 1 and first.head is last:
            first.take_place(last)
            last.hang(first, "pobj")
        for middle in parts[1:-1]:
            if middle.head is first or last.is_below(middle):
                middle.hang(last, "dep")
        first.become(ACCORDING, "VERB", "VBG")
        first.relation = "prep" if first.head is not first else first.relation
        while first.head.pos not in VERBAL and first.head.head is not first.head:
            first.hang(first.head.head, "prep")  # it is said of the whole clause
        self.done.add(id(first))
        if last is first:
            owner = first.kid({"pobj"})
        if owner is None:
            to = self.words.after(first, "to", "ADP", "IN", "prep")
            to.hang(first, "prep")
            if last is not first:
                last.hang(to, "pobj")
            self.done.add(id(to))
            return
        if last is first:
            to = self.words.after(first, "to", "ADP", "IN", "prep")
            to.hang(first, "prep")
        else:
            to = last
            to.become("to", "ADP", "IN")
            to.hang(first, "prep")
        owner.hang(to, "pobj")
        if owner.tag == "PRP$":
            owner.pos, owner.tag = "PRON", "PRP"
        self.done.update((id(to),))

    def _read_word(self, word: Word) -> None:
        """The English word of one word, by its part of speech; a name keeps its letters."""
        lower = word.text.lower()
        classes = CLASSES.get(word.pos, ())
        if word.tag in {"VBN", "VBG"} and word.pos in {"ADJ", "VERB"}:
            classes = ("verbs", *classes)
        elif word.pos == "PROPN" and (self._is_noun_in_front(word, lower) or self._is_acronym(word, lower)):
            word.pos, word.tag = "NOUN", word.tag.replace("NNP", "NN")
            classes = ("nouns",)
        for name in dict.fromkeys(classes):
            if name == "names":
                english = self.glosses.names.get(word.original) or self.glosses.names.get(lower)
                if english is not None:
                    word.lemma = word.text = english
                    return
                continue
            meanings = self._meanings(word, lower, name)
            if meanings:
                word.english = tuple(meanings)
                word.become(meanings[0])
                if name == "verbs" and word.pos == "ADJ" and word.tag == "JJ":
                    word.pos, word.tag = "VERB", "VBZ"  # "намерен"
                elif name == "nouns" and word.pos == "PART":
                    word.pos, word.tag = "NOUN", "NN"  # "неправда, что …"
                if len(meanings) > 1 and name == "verbs":
                    word.text = meanings[1]
                return

    def _is_noun_in_front(self, word: Word, lower: str) -> bool:
        """True for a noun that the parser took for a name because it opens the sentence: "Штурм начался"; only words of the table as they stand."""
        first = next((other for other in self.words.all if other.text[:1].isalpha()), None)
        return word is first and not word.text[1:2].isupper() and self.glosses.rows["nouns"].is_whole(word.original, lower)

    def _is_acronym(self, word: Word, lower: str) -> bool:
        """True for "БПЛА", "КАБів", a noun of the table in capitals; its ending may be small."""
        return len(lower) > LONGEST_BARE and word.text[: LONGEST_BARE + 1].isupper() and self.glosses.rows["nouns"].is_whole(lower)

    def _meanings(self, word: Word, lower: str, name: str) -> list[str]:
        """What the word means where it stands: rows whose word stands below it, else rows that ask for none."""
        if name == "verbs" and self._is_patient(word, lower):
            return list(word.english)
        found: tuple[Meaning, ...] = self.glosses.rows[name].find(word.original, lower)
        fixed = [meaning.english for meaning in found if meaning.below and has_below(word, meaning.below, DEPTH)]
        word.fixed = bool(fixed)
        return fixed or [meaning.english for meaning in found if not meaning.below]

    def _is_patient(self, word: Word, lower: str) -> bool:
        """True for "попали в окружение": the subject is who it was done to, so the verb is read as a passive."""
        found = self.glosses.rows["patients"].find(word.original, lower)
        word.english = tuple(meaning.english for meaning in found if not meaning.below or has_below(word, meaning.below, DEPTH))
        if word.english:
            self._make_passive(word)
        return bool(word.english)
