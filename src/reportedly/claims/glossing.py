"""sentences ─gloss→ sentences as the claim reader reads them: Ukrainian and Russian words and trees brought to English ones.

The trees have English labels already (docs/decisions/trees.md). Here words are given their English ones by the tables, and what English says by a word
of its own is given a word without width: "of" before a genitive, "by" before an agent, "to" before an infinitive, "will" before a future, "is" where there
is no copula. Modal words become auxiliaries, prepositions of hitting give up their object, ways to name a source become "according to" and "citing".

The rule that must not be broken: offsets are the document's, so that what is found in the glossed sentence is found in the report; the text of a glossed
word is never shown. English sentences, and those without a parse, pass as they are.
"""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.claims.cues import cues_of
from reportedly.claims.glossed_words import Word, Words, is_under_any
from reportedly.claims.glosses import Glosses, glosses_of
from reportedly.core.records import Found

if TYPE_CHECKING:
    from reportedly.claims.glosses import Meaning
    from reportedly.core.records import Document, Sentence
    from reportedly.packs.load import Pack

VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
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
    "PART": ("adverbs", "conjunctions"),
    "INTJ": ("adverbs",),
    "SCONJ": ("conjunctions", "adverbs"),
    "CCONJ": ("conjunctions", "adverbs"),
    "X": ("nouns", "adverbs"),
}
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OF_THE_CLAUSE = SUBJECTS | {"csubj", "advmod", "neg", "mark", "punct", "cc", "aux", "auxpass", "npadvmod", "advcl", "parataxis", "conj", "dative"}
"""What hangs on the copula where there is one."""
BEHIND = frozenset({"poss", "pobj", "appos", "nmod", "dep", "npadvmod", "dobj", "compound", "nummod"})
"""As what the object of a phrase that is read as a preposition may hang on it."""
DEPTH = 3
"""How far below its verb the word of a fixed phrase is looked for: "перейти под полный контроль"."""
REACH = 5
"""How many words after a verb of saying those who say it may begin: "сообщили в воскресенье в штабе"."""
BETWEEN = 2
"""How many words may stand inside a way to name a source: "по последним данным"."""
REFLEXIVE = ("ся", "сь")
ACCORDING, CITING = "according", "citing"
LINKING_SEEMS = frozenset({"clear", "known", "unknown", "obvious", "likely", "unlikely", "possible", "evident"})
CONJUNCTIONS = frozenset({"because", "while", "after", "before", "if"})


def gloss_sentences(document: Document, sentences: tuple[Sentence, ...], pack: Pack) -> Found[tuple[Sentence, ...]]:
    """The sentences, each as the claim reader reads it; those of English and of languages without a table as they are."""
    speech = _speech(pack)
    return Found(tuple(gloss(sentence, glosses_of(pack, sentence.language or document.language or ""), speech) for sentence in sentences))


def gloss(sentence: Sentence, glosses: Glosses | None, speech: frozenset[str]) -> Sentence:
    """The sentence in English words on its own offsets; itself where there is nothing to gloss it by, or no tree.

    ``speech`` are the English verbs that may carry direct speech.
    """
    if glosses is None or not any(token.relation for token in sentence.tokens):
        return sentence
    words = Words(sentence.tokens)
    _Glosser(words, glosses, speech).run()
    return replace(sentence, tokens=words.tokens())


@functools.cache
def _speech(pack: Pack) -> frozenset[str]:
    return frozenset(verb for verb, cue in cues_of(pack).verbs.items() if "quote" in cue.frames or "reported" in cue.frames)


class _Glosser:
    """Glosses one sentence: phrases first, then words, then the tree."""

    def __init__(self, words: Words, glosses: Glosses, speech: frozenset[str]) -> None:
        self.words = words
        self.glosses = glosses
        self.speech = speech
        self.done: set[int] = set()

    def run(self) -> None:
        """All the steps, in their order."""
        self._read_phrases()
        for word in tuple(self.words.all):
            if id(word) not in self.done:
                self._read_word(word)
        for word in tuple(self.words.all):
            self._mend(word)
        for word in tuple(self.words.all):
            if word.pos in VERBAL or word.tag in {"VBN", "VBG"} or self.glosses.is_of("must", word.original):
                self._lift_modal(word)
        for word in tuple(self.words.all):
            self._read_verb(word)
        for word in tuple(self.words.all):
            self._read_noun(word)
        for word in tuple(self.words.all):
            self._read_preposition(word)
        for word in tuple(self.words.all):
            self._link(word)

    # ── words ──

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
            cue.relation = "advcl"
            self._give_object(cue, "dobj")
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
        """Make what hangs on the phrase from behind its object."""
        for kid in cue.kids():
            if kid.start >= cue.end and kid.pos in NOMINAL and kid.relation in BEHIND:
                kid.hang(cue, relation)
                return

    def _read_according(self, parts: list[Word]) -> None:
        """Make "по данным X" the "according to X" of the English trees: a participle, "to" on it, and the source on that."""
        first, last = parts[0], parts[-1]
        owner = last.kid({"poss"}) or next((kid for kid in last.kids({"appos", "nmod", "compound"}) if kid.start > last.start), None)
        if len(parts) > 1 and first.head is last:
            first.take_place(last)
            last.hang(first, "pobj")
        for middle in parts[1:-1]:
            if middle.head is first or last.is_below(middle):
                middle.hang(last, "dep")
        first.become(ACCORDING, "VERB", "VBG")
        first.relation = "prep" if first.head is not first else first.relation
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
                if len(meanings) > 1 and name == "verbs":
                    word.text = meanings[1]
                return

    def _meanings(self, word: Word, lower: str, name: str) -> list[str]:
        """What the word means where it stands: rows whose word stands below it, else rows that ask for none."""
        if name == "verbs" and self._is_patient(word, lower):
            return list(word.english)
        found: tuple[Meaning, ...] = self.glosses.rows[name].find(word.original, lower)
        fixed = [meaning.english for meaning in found if meaning.below and is_under_any(word, (meaning.below,), DEPTH)]
        word.fixed = bool(fixed)
        return fixed or [meaning.english for meaning in found if not meaning.below]

    def _is_patient(self, word: Word, lower: str) -> bool:
        """True for "попали в окружение": the subject is who it was done to, so the verb is read as a passive."""
        for meaning in self.glosses.rows["patients"].find(word.original, lower):
            if not meaning.below or is_under_any(word, (meaning.below,), DEPTH):
                word.english = (meaning.english,)
                self._make_passive(word)
                return True
        return False

    def _make_passive(self, word: Word) -> None:
        is_past = word.tag not in {"VBZ", "VBP"}
        word.tag = "VBN"
        be = self.words.before(word, "was" if is_past else "is", "AUX", "VBD" if is_past else "VBZ", "auxpass")
        be.lemma = "be"
        be.hang(word, "auxpass")
        self.done.add(id(be))
        for subject in word.kids({"nsubj"}):
            subject.relation = "nsubjpass"

    # ── trees that the parser gets wrong, or builds otherwise ──

    def _mend(self, word: Word) -> None:
        if word.pos == "ADP" and self.glosses.is_of("about", word.text.lower()):
            self._count(word)
        if word.relation == "parataxis" and word.pos == "ADV":
            word.relation = "advmod"
        elif word.relation == "dative" and word.features.get("Case") == "Ins":
            word.relation = "npadvmod"
        elif word.relation == "amod" and word.tag in {"VBN", "VBG"} and word.kid({"agent", "prep", "npadvmod", "dobj"}) is not None:
            word.relation = "acl"  # "захваченный войсками город": a clause, though it stands before its noun
        if word.pos not in VERBAL:
            return
        if word.english and word.english[0] in self.speech:
            self._name_speaker(word)
            self._part_content(word)
        if word.kid({"dobj", "nsubjpass"}) is None:
            self._free_object(word)

    def _count(self, word: Word) -> None:
        """Make "около" before a number its adverb: "около 5 тысяч солдат" are soldiers, about so many."""
        thing, above = word.kid({"pobj"}), word.head
        if thing is None or above is word:
            return
        if _is_number(above) and not _is_number(thing):
            thing.hang(above.head if above.head is not above else thing, above.relation)
            above.hang(thing, "nummod")
            number = above
        elif _is_number(thing) and above.pos in {"NOUN", "PROPN"}:
            thing.hang(above, "nummod")
            number = thing
        elif thing.kid({"nummod"}) is not None or _is_number(thing):
            if above.pos not in VERBAL:
                return
            thing.hang(above, "dobj" if above.kid(SUBJECTS) is not None else "nsubjpass" if above.tag == "VBN" else "nsubj")
            number = thing.kid({"nummod"}) or thing
        else:
            return
        word.become("about", "ADV", "RB")
        word.hang(number, "advmod")
        self.done.add(id(word))

    def _name_speaker(self, word: Word) -> None:
        """Make the subject of "сообщили в штабе": the plural without a subject tells that people there did."""
        if word.features.get("Number") != "Plur" or word.kid(SUBJECTS) is not None or word.tag not in {"VBD", "VBP"}:
            return
        position = self.words.all.index(word)
        for preposition in self.words.all[position + 1 : position + 1 + REACH]:
            if preposition.pos in VERBAL | {"PUNCT"}:
                return
            place = preposition.kid({"pobj"}) if preposition.pos == "ADP" else None
            if place is not None and preposition.text.lower() in self.glosses.english["places"] and place.features.get("Case") == "Loc":
                place.hang(word, "nsubj")
                preposition.hang(word, "dep")
                self.done.add(id(preposition))
                return

    def _part_content(self, word: Word) -> None:
        """Part "город под контролем, заявил мэр", where the parser gave both nouns to the verb: what is said has no verb of its own."""
        subjects = sorted(word.kids(SUBJECTS), key=lambda kid: kid.start)
        if len(subjects) < 2 or not subjects[0].start < word.start < subjects[-1].start:
            return
        said = subjects[0]
        predicate = next((kid for kid in said.kids({"prep", "acl", "amod"}) if kid.start > said.start), None)
        if predicate is None:
            return
        predicate.hang(word, "ccomp")
        said.hang(predicate, "nsubj")

    def _free_object(self, word: Word) -> None:
        """Give the verb the name that the parser took for an apposition: "взяли под контроль Лиман", "отбили у противника Лиман"."""
        for noun in [inner for kid in word.kids({"prep"}) for inner in kid.kids({"pobj"})]:
            for name in noun.kids({"appos", "poss", "compound", "nmod"}):
                is_object = name.features.get("Case") in {"Acc", "Nom"} and noun.features.get("Case") in {"Gen", "Loc", "Ins", "Dat"}
                if name.start > noun.start and (is_object or (word.fixed and name.relation == "appos")):
                    name.hang(word, "dobj")
                    return

    # ── verbs ──

    def _lift_modal(self, word: Word) -> None:
        """Make the modal an auxiliary of its infinitive: "могут взять" is "may take", "не могут" is "cannot"."""
        groups = self.glosses
        is_must, is_can = groups.is_of("must", word.original, word.text.lower()), groups.is_of("can", word.original)
        infinitive = next((kid for kid in word.kids({"xcomp", "ccomp", "csubj", "acl", "advcl"}) if _is_infinitive(kid)), None)
        if infinitive is None:
            return
        if is_must or is_can:
            negated = word.kid({"neg"}) is not None
            is_past = word.features.get("Tense") == "Past"
            infinitive.take_place(word)
            for kid in word.kids():
                if kid is not infinitive:
                    kid.hang(infinitive, "nsubj" if kid.relation == "dative" and infinitive.kid(SUBJECTS) is None else kid.relation)
            english = "must" if is_must else ("could" if is_past else "can") if negated else ("could" if is_past else "may")
            word.become(english, "AUX", "MD")
            word.hang(infinitive, "aux")
            self.done.add(id(word))
            return
        recipient = word.kid({"dative"})
        if recipient is not None and word.lemma == "manage" and word.kid(SUBJECTS) is None:
            recipient.relation = "nsubj"
        elif recipient is not None and set(word.english) & groups.english["addressing"] and word.kid({"dobj"}) is None:
            recipient.relation = "dobj"

    def _read_verb(self, word: Word) -> None:
        """Passives, infinitives, futures and conditionals in English's own words."""
        if word.pos not in VERBAL and word.tag not in {"VB", "VBN", "VBD", "VBZ", "VBP", "VBG"}:
            return
        aux = list(word.kids({"aux"}))
        self._read_passive(word)
        if _is_infinitive(word) and not any(kid.tag == "MD" or self.glosses.is_of("will", kid.original, kid.text.lower()) for kid in aux):
            mark = next((kid for kid in word.kids({"mark", "advmod"}) if self.glosses.is_of("purpose", kid.original)), None)
            if mark is not None:
                mark.become("to", "PART", "TO")
                mark.relation = "aux"
            else:
                to = self.words.before(word, "to", "PART", "TO", "aux")
                to.hang(word, "aux")
        for kid in aux:
            if self.glosses.is_of("will", kid.original, kid.text.lower()):
                kid.become("will", "AUX", "MD")
                word.tag = "VB"
            elif self.glosses.is_of("subjunctive", kid.original):
                kid.become("if", "SCONJ", "IN")
                kid.relation = "mark"
        if word.features.get("Tense") == "Fut" and word.pos in VERBAL and word.tag in {"VBZ", "VBP"}:
            will = self.words.before(word, "will", "AUX", "MD", "aux")
            will.hang(word, "aux")
            word.tag = "VB"
        for kid in word.kids({"mark"}):
            if self.glosses.is_of("purpose", kid.original) and kid.tag != "TO":
                kid.become("that", "SCONJ", "IN")
        self._take_object(word)

    def _read_passive(self, word: Word) -> None:
        if word.kid({"auxpass"}) is not None or word.pos not in VERBAL:
            return
        reflexive = word.original.endswith(REFLEXIVE) and self.glosses.is_of("passive", word.original)
        is_participle = word.tag == "VBN" and word.relation not in {"amod", "acl"}
        if is_participle or word.kid({"nsubjpass"}) is not None or (reflexive and word.kid({"dobj"}) is None):
            self._make_passive(word)

    def _take_object(self, word: Word) -> None:
        """Make what is hit the object: "ударили по мосту" is "struck the bridge"."""
        if word.kid({"dobj"}) is not None or word.kid({"nsubjpass"}) is not None:
            return
        means = [inner for kid in word.kids({"npadvmod"}) for inner in kid.kids({"prep"})]
        for preposition in (*word.kids({"prep"}), *means):
            verbs = self.glosses.objects.get(preposition.text.lower())
            thing = preposition.kid({"pobj"})
            if verbs and thing is not None and set(word.english) & verbs:
                thing.hang(word, "dobj")
                preposition.relation = "dep"
                self.done.add(id(preposition))
                return

    # ── nouns ──

    def _read_noun(self, word: Word) -> None:
        """Genitives and agents in English's own prepositions."""
        if word.relation == "poss" and word.tag != "PRP$" and word.start > word.head.start and word.pos in NOMINAL:
            of = self.words.before(_first(word), "of", "ADP", "IN", "prep")
            of.hang(word.head, "prep")
            word.hang(of, "pobj")
        elif word.relation == "agent" and word.pos in NOMINAL:
            by = self.words.before(_first(word), "by", "ADP", "IN", "agent")
            by.hang(word.head, "agent")
            word.hang(by, "pobj")

    def _read_preposition(self, word: Word) -> None:
        """The English preposition, by the case and the word behind it and the word it hangs on."""
        if word.pos != "ADP" or id(word) in self.done or word.start == word.end:
            return
        thing = word.kid({"pobj"})
        above = word.head
        for row in self.glosses.prepositions.get(word.text.lower(), ()):
            if row.case is not None and (thing is None or thing.features.get("Case") != row.case):
                continue
            if row.behind is not None and (thing is None or not self._is_kind(thing, row.behind)):
                continue
            if row.after is not None and not {above.lemma, *above.english} & row.after:
                continue
            word.become(row.english)
            return

    def _is_kind(self, thing: Word, kind: str) -> bool:
        if kind == "time":
            near = (thing, *thing.kids({"nummod", "amod", "compound", "poss", "npadvmod"}))
            return any(self.glosses.is_of("time", word.original) for word in near)
        return thing.pos == "PROPN" or any(kid.pos == "PROPN" for kid in thing.kids({"appos", "compound"}))

    # ── clauses without a verb ──

    def _link(self, word: Word) -> None:
        """Put "is" where a clause has a subject and no verb: "город под контролем", "он уверен, что"; "it is" before "известно, что"."""
        if word.pos in VERBAL or word.tag in {"VBN", "VBG", "MD"} or word.relation in {"aux", "auxpass"}:
            return
        subject = word.kid(SUBJECTS)
        seems = word.lemma in LINKING_SEEMS and word.kid({"ccomp"}) is not None and word.head is word
        if subject is None and not seems:
            return
        if word.relation == "pobj" and subject is not None:
            subject.hang(word.head, "nsubj")  # "под завалами люди"
            word.head.relation = "conj" if word.head.relation == "prep" else word.head.relation
            self._link(word.head)
            return
        be = self.words.before(_first(word) if word.pos == "ADP" else word, "is", "AUX", "VBZ", "ROOT")
        be.lemma = "be"
        be.take_place(word)
        for kid in word.kids(OF_THE_CLAUSE):
            kid.hang(be, kid.relation)
        word.hang(be, "prep" if word.pos == "ADP" else "acomp" if word.pos in {"ADJ", "ADV"} else "attr")
        if word.pos == "ADV":
            word.pos, word.tag = "ADJ", "JJ"
        if subject is None:
            it = self.words.before(be, "it", "PRON", "PRP", "nsubj")
            it.hang(be, "nsubj")


def _is_infinitive(word: Word) -> bool:
    return word.features.get("VerbForm") == "Inf"


def _is_number(word: Word) -> bool:
    return word.pos == "NUM" or word.lemma in {"dozen", "hundred", "thousand", "million"}


def _first(word: Word) -> Word:
    """The first word of the phrase in front of which a word without width is put."""
    found = word
    for kid in word.kids({"det", "amod", "compound", "nummod", "poss", "nmod"}):
        inner = _first(kid)
        if inner.start < found.start:
            found = inner
    return found
