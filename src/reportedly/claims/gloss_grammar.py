"""The grammar that English puts into words of its own: auxiliaries, infinitives, agents, genitives, prepositions, the copula.

The rule that must not be broken: what is added has no width; what the report's words say is only named anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.gloss_base import NOMINAL, REFLEXIVE, SUBJECTS, VERBAL, first_of, is_infinitive
from reportedly.claims.gloss_trees import TreeMender

if TYPE_CHECKING:
    from reportedly.claims.glossed_words import Word

OF_THE_CLAUSE = SUBJECTS | {"csubj", "advmod", "neg", "mark", "punct", "cc", "aux", "auxpass", "npadvmod", "advcl", "parataxis", "conj", "dative"}
"""What hangs on the copula where there is one."""
POSITIVE = {"nobody": "person", "nothing": "anything", "no": "any", "never": "ever", "neither": "either"}
HANDS = frozenset({"control", "occupation", "encirclement", "siege"})
"""What a place or force is under or in, with no verb between."""
SURROUNDING = frozenset({"encirclement", "siege"})
HARMED = {"injury": "injure", "wound": "injure", "casualty": "kill", "dead": "kill"}
"""People told by what was done to them, and the verb of it."""
UTILITIES = frozenset({"electricity", "power", "water", "gas", "heating", "communication", "connection", "light", "internet"})
EXCHANGED = frozenset({"swap", "exchange"})
"""What is exchanged stands in the instrumental: "обмін полоненими"."""
PERCEIVED = frozenset({"hear", "see"})
ALONE = frozenset({"ROOT", "conj", "ccomp", "parataxis"})
LINKING_SEEMS = frozenset({"clear", "known", "unknown", "obvious", "likely", "unlikely", "possible", "evident"})


class Grammar(TreeMender):
    """Brings verbs, nouns, prepositions and clauses without a verb to English."""

    def lift_modal(self, word: Word) -> None:
        """Make the modal an auxiliary of its infinitive: "могут взять" is "may take", "не могут" is "cannot"."""
        groups = self.glosses
        is_must, is_can = groups.is_of("must", word.original, word.text.lower()), groups.is_of("can", word.original)
        infinitive = next((kid for kid in word.kids({"xcomp", "ccomp", "csubj", "acl", "advcl"}) if is_infinitive(kid)), None)
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

    def read_verb(self, word: Word) -> None:
        """Passives, infinitives, futures and conditionals in English's own words."""
        if word.pos not in VERBAL and word.tag not in {"VB", "VBN", "VBD", "VBZ", "VBP", "VBG"}:
            return
        aux = list(word.kids({"aux"}))
        self._agree_in_negation(word)
        if self._is_perceived(word) or self._is_lacking(word):
            return
        self._read_passive(word)
        if is_infinitive(word) and not any(kid.tag == "MD" or self.glosses.is_of("will", kid.original, kid.text.lower()) for kid in aux):
            mark = next((kid for kid in word.kids({"mark", "advmod"}) if self.glosses.is_of("purpose", kid.original)), None)
            if mark is not None:
                mark.become("to", "PART", "TO")
                mark.relation = "aux"
            else:
                to = self.words.before(word, "to", "PART", "TO", "aux")
                to.hang(word, "aux")
        self._read_auxiliaries(word, aux)
        self._take_object(word)

    def _is_perceived(self, word: Word) -> bool:
        """Make "було чути вибухи", "видно дим" a passive: an infinitive of hearing that stands by itself tells what was heard."""
        if word.lemma not in PERCEIVED or not is_infinitive(word) or word.relation not in ALONE or word.kid(SUBJECTS) is not None:
            return False
        aux = word.kid({"aux"})
        if aux is not None and aux.lemma != "be":
            return False
        if aux is not None:
            aux.relation, aux.tag = "auxpass", "VBD"
        else:
            self._make_passive(word)
        word.tag = "VBN"
        for kid in word.kids({"dobj"}):
            kid.relation = "nsubjpass"
        return True

    def _is_lacking(self, word: Word) -> bool:
        """Read "постраждалих немає" as "nobody was injured", "немає води" as "is without water", and any other lack as "there is no"."""
        negation = word.kid({"neg"})
        is_lack = self.glosses.is_of("lacking", word.original, word.text.lower()) or (word.lemma == "be" and negation is not None)
        thing = next((kid for kid in word.kids({"nsubj", "dobj"}) if kid.pos in NOMINAL and kid.features.get("Case") in {"Gen", None}), None)
        if not is_lack or thing is None or (negation is not None and thing.features.get("Case") != "Gen"):
            return False
        if negation is not None:
            negation.hang(word, "dep")
        if thing.lemma in HARMED:
            word.become(HARMED[thing.lemma], "VERB", "VBN")
            self._make_passive(word)
            thing.become("nobody", "PRON", "NN")
            thing.relation = "nsubjpass"
            return True
        word.become("be", "AUX", "VBZ")
        if thing.lemma in UTILITIES:
            without = self.words.before(first_of(thing), "without", "ADP", "IN", "prep")
            without.hang(word, "prep")
            thing.hang(without, "pobj")
            self.done.add(id(without))
            return True
        no = self.words.before(first_of(thing), "no", "DET", "DT", "det")
        no.hang(thing, "det")
        thing.relation = "attr"
        return True

    def _read_auxiliaries(self, word: Word, aux: list[Word]) -> None:
        """Futures, conditionals, and "that" for the conjunction of wishes."""
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
        elif word.tag in {"VBZ", "VBP"} and word.lemma in self.glosses.english["going_on"] and not aux:
            be = self.words.before(word, "are", "AUX", "VBP", "aux")  # what these languages say in the present goes on: "are storming the city"
            be.lemma = "be"
            be.hang(word, "aux")
            word.tag = "VBG"
        for kid in word.kids({"mark"}):
            if self.glosses.is_of("purpose", kid.original) and kid.tag != "TO":
                kid.become("that", "SCONJ", "IN")

    def _agree_in_negation(self, word: Word) -> None:
        """Leave one of the negatives that go with a negated verb: "ніхто не постраждав" is "nobody", said once."""
        if word.kid({"neg"}) is None:
            return
        below = [inner for kid in word.kids() for inner in kid.kids({"det", "amod", "neg", "nummod"})]
        for kid in (*word.kids(), *below):
            if kid.relation != "neg" and kid.lemma in POSITIVE:
                kid.become(POSITIVE[kid.lemma])

    def _read_passive(self, word: Word) -> None:
        if word.kid({"auxpass"}) is not None or word.pos not in VERBAL:
            return
        reflexive = word.original.endswith(REFLEXIVE) and self.glosses.is_of("passive", word.original) and word.kid({"nsubj"}) not in self.speakers
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
            if verbs and thing is not None and set(word.english) & verbs and not self._is_kind(thing, "time"):
                thing.hang(word, "dobj")
                preposition.relation = "dep"
                self.done.add(id(preposition))
                return

    def read_noun(self, word: Word) -> None:
        """Genitives and agents in English's own prepositions."""
        if word.relation == "poss" and word.tag != "PRP$" and word.start > word.head.start and word.pos in NOMINAL:
            tells = word.pos == "PROPN" or word.features.get("Animacy") == "Anim" or word.lemma in self.cues.speakers
            of = self.words.before(first_of(word), "by" if tells and word.head.lemma in self.cues.nouns else "of", "ADP", "IN", "prep")
            of.hang(word.head, "prep")
            word.hang(of, "pobj")
        elif word.head.lemma in EXCHANGED and word.relation in {"npadvmod", "agent"} and word.features.get("Case") == "Ins":
            if word.head.pos in VERBAL:
                word.relation = "dobj"
                return
            kind = self.words.before(word.head, word.lemma, "NOUN", "NN", "compound")
            kind.hang(word.head, "compound")  # "prisoner swap"
        elif word.relation == "agent" and word.pos in NOMINAL:
            by = self.words.before(first_of(word), "by", "ADP", "IN", "agent")
            by.hang(word.head, "agent")
            word.hang(by, "pobj")

    def read_preposition(self, word: Word) -> None:
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

    def _seem(self, word: Word) -> None:
        """Put "it" into "стало известно, что"."""
        quality = word.kid({"acomp", "attr", "advmod"})
        if quality is None or quality.lemma not in LINKING_SEEMS or word.lemma not in {"be", "become"} or word.kid(SUBJECTS) is not None:
            return
        clause = word.kid({"ccomp"}) or quality.kid({"ccomp"})
        if clause is not None:
            quality.relation, quality.pos, quality.tag = "acomp", "ADJ", "JJ"
            it = self.words.before(word, "it", "PRON", "PRP", "nsubj")
            it.hang(word, "nsubj")

    def _part_predicate(self, word: Word) -> None:
        """Part "город под контролем": a name or noun that opens a sentence, and what hands it is in."""
        if word.head is not word or word.pos not in {"NOUN", "PROPN"} or word.kid(SUBJECTS) is not None:
            return
        for preposition in word.kids({"prep"}):
            thing = preposition.kid({"pobj"})
            if thing is not None and thing.lemma in HANDS and preposition.start > word.start:
                rest = [kid for kid in word.kids({"punct", "parataxis", "conj", "cc", "advmod"}) if kid.start > preposition.start]
                preposition.take_place(word)
                word.hang(preposition, "nsubj")
                for kid in rest:
                    kid.hang(preposition, kid.relation)
                self.link(preposition)
                return

    def _part_clause(self, word: Word) -> None:
        """Part "город под контролем, идут бои", where the parser gave the clause without a verb to the verb behind the comma."""
        held = next((kid for kid in word.kids({"prep"}) if kid.end < word.start and any(thing.lemma in HANDS for thing in kid.kids({"pobj"}))), None)
        if held is None or not any(mark.text == "," and held.end <= mark.start < word.start for mark in self.words.all):
            return
        subject = next((kid for kid in word.kids({"dobj", "nsubj", "npadvmod"}) if kid.start < held.start and kid.pos in {"PROPN", "NOUN"}), None)
        if subject is not None:
            held.hang(word, "conj")
            subject.hang(held, "nsubj")
            self.link(held)

    def _is_surrounded(self, word: Word, subject: Word) -> bool:
        """Make "войска в окружении" a passive: English says it by the verb alone."""
        thing = word.kid({"pobj"})
        if word.pos != "ADP" or thing is None or thing.lemma not in SURROUNDING:
            return False
        thing.take_place(word)
        word.hang(thing, "dep")
        for kid in word.kids(OF_THE_CLAUSE):
            kid.hang(thing, kid.relation)
        thing.become("encircle", "VERB", "VBZ")
        subject.relation = "nsubj"
        self._make_passive(thing)
        return True

    def link(self, word: Word) -> None:
        """Put "is" where a clause has a subject and no verb: "город под контролем", "он уверен, что"; "it is" before "известно, что"."""
        if word.pos in VERBAL or word.tag in {"VBN", "VBG", "MD"} or word.relation in {"aux", "auxpass"}:
            self._seem(word)
            self._part_clause(word)
            return
        self._part_predicate(word)
        subject = word.kid(SUBJECTS)
        seems = word.lemma in LINKING_SEEMS and word.kid({"ccomp"}) is not None and word.head is word
        if subject is None and not seems:
            return
        if word.relation == "pobj" and subject is not None:
            subject.hang(word.head, "nsubj")  # "под завалами люди"
            word.head.relation = "conj" if word.head.relation == "prep" else word.head.relation
            self.link(word.head)
            return
        if subject is None or not self._is_surrounded(word, subject):
            self._put_copula(word, subject)

    def _put_copula(self, word: Word, subject: Word | None) -> None:
        """Put "is" above the predicate, which keeps what is its own."""
        be = self.words.before(first_of(word) if word.pos == "ADP" else word, "is", "AUX", "VBZ", "ROOT")
        be.lemma = "be"
        be.take_place(word)
        for kid in word.kids(OF_THE_CLAUSE):
            kid.hang(be, kid.relation)
        for kid in word.kids({"prep"}):
            if subject is not None and kid.start < subject.start:
                kid.hang(be, "prep")  # "по его словам, раскол неизбежен"
        word.hang(be, "prep" if word.pos == "ADP" else "acomp" if word.pos in {"ADJ", "ADV"} else "attr")
        if word.pos == "ADV":
            word.pos, word.tag = "ADJ", "JJ"
        if be.relation == "parataxis" and word.lemma in self.cues.adjectives:
            above = be.head
            be.take_place(above)
            above.hang(word, "ccomp")  # "мы победим, уверен полковник"
        if subject is None:
            it = self.words.before(be, "it", "PRON", "PRP", "nsubj")
            it.hang(be, "nsubj")
