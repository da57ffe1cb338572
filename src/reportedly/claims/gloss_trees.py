"""Mending a Slavic tree before it is read as an English one: counts, speakers told by their place, what a verb tells of, objects gone astray.

The rule that must not be broken: a tree is changed only where the language leaves no other reading, or where case and agreement speak against the parser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.gloss_base import REFLEXIVE, SUBJECTS, VERBAL, GlossBase
from reportedly.core.records import Act

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.claims.cues import Cue
    from reportedly.claims.glossed_words import Word

REACH = 5
"""How many words after a verb of saying those who say it may begin: "сообщили в воскресенье в штабе"."""
TELLING = frozenset({Act.SAY, Act.CONFIRM, Act.CLAIM, Act.DENY, Act.ADMIT})
DIRECT = frozenset({"quote", "reported"})
ASIDE = frozenset({",", "-", "–", "—"})
THIS = frozenset({"this", "it", "that"})
DESTROYING, KILLING = "destroy", "kill"
COMPASS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})
NUMBERS = frozenset({"dozen", "hundred", "thousand", "million"})


class TreeMender(GlossBase):
    """Mends the tree word by word."""

    def mend(self, word: Word) -> None:
        """Set right what hangs on this word, or where it hangs."""
        self._name_anew(word)
        if word.relation == "advcl" and word.start > word.head.start:
            self._complete(word)
        if word.pos not in VERBAL:
            return
        self._choose_speech(word)
        self._set_aside(word)
        self._raise_subject(word)
        if self._tells(word.lemma):
            self._name_speaker(word)
            self._part_content(word)
            self._take_topic(word, self.cues.verbs[word.lemma])
        self._choose_subject(word)
        self._take_up_subject(word)
        if word.kid({"dobj", "nsubjpass"}) is None:
            self._free_object(word)
        self._turn_acronym(word)
        self._choose_harm(word)

    def _name_anew(self, word: Word) -> None:
        """Give a word another relation where its case, its form or its place says that the parser's is wrong."""
        if word.pos == "ADP" and self.glosses.is_of("about", word.text.lower()):
            self._count(word)
        elif word.pos == "ADP" and word.relation == "prep":
            self._reckon(word)
        elif word.lemma == "our":
            self._claim_as_ours(word)
        if word.relation == "parataxis" and word.pos == "ADV":
            word.relation = "advmod"
        elif word.relation in {"attr", "npadvmod", "acomp"} and word.features.get("Case") == "Ins" and self._names(word.head):
            word.relation = "oprd"  # "назвал санкции ошибкой"
        elif word.pos == "PRON" and word.relation == "dobj" and self.glosses.is_of("owner", word.original):
            self._own(word)
        elif word.relation in {"nsubjpass", "nsubj", "dobj"} and self.glosses.is_of("numerals", word.text.lower()):
            self._number(word)
        elif word.relation == "dative" and word.features.get("Case") == "Ins":
            word.relation = "npadvmod"
        elif word.relation == "amod" and word.tag in {"VBN", "VBG"} and word.kid({"agent", "prep", "npadvmod", "dobj"}) is not None:
            word.relation = "acl"  # "захваченный войсками город": a clause, though it stands before its noun

    def _reckon(self, word: Word) -> None:
        """Hang "від" in "просунулися на захід від міста" on the direction: it says of what, not from where they came."""
        position = self.words.all.index(word)
        before = self.words.all[position - 1] if position else word
        if before.lemma in COMPASS and not word.is_below(before) and not before.is_below(word):
            word.hang(before, "prep")

    def _claim_as_ours(self, word: Word) -> None:
        """Read "город наш" as "is ours", and "наші зайшли" as our troops: the word stands without a noun."""
        owned = word.head
        if word.relation == "poss" and owned.pos == "PROPN" and word.start > owned.start:
            word.take_place(owned)  # behind a name it says whose the place is
            owned.hang(word, "nsubj")
        if word.kid({"nsubj"}) is not None:
            word.become("ours", "PRON", "PRP")
        elif word.relation == "nsubj" and word.features.get("Number") == "Plur":
            our = self.words.before(word, "our", "PRON", "PRP$", "poss")
            word.become("troops", "NOUN", "NNS")
            our.hang(word, "poss")
            self.done.add(id(our))

    def _tells(self, verb: str) -> bool:
        """True for an English verb that may carry direct speech, or brings news."""
        cue = self.cues.verbs.get(verb)
        return cue is not None and bool(DIRECT & cue.frames.keys())

    def _names(self, verb: Word) -> bool:
        """True for a verb by which its object is called something."""
        cue = self.cues.verbs.get(verb.lemma)
        return cue is not None and "as" in cue.frames and verb.kid({"dobj"}) is not None

    def _own(self, word: Word) -> None:
        """Give "её" to the noun behind it where the parser made it an object: "её адвокат настаивает"."""
        position = self.words.all.index(word)
        for noun in self.words.all[position + 1 : position + 2]:
            if noun.relation in SUBJECTS and noun.head is word.head and noun.pos == "NOUN":
                word.hang(noun, "poss")
                word.tag = "PRP$"

    def _number(self, word: Word) -> None:
        """Hang a numeral that the parser took for a noun on the noun behind it: "поранено шістьох мешканців"."""
        position = self.words.all.index(word)
        for noun in self.words.all[position + 1 : position + 2]:
            if noun.pos == "NOUN" and noun.head is word.head:
                word.hang(noun, "nummod")
                word.pos, word.tag = "NUM", "CD"

    def _complete(self, word: Word) -> None:
        """Make a clause with "that" what is said, not when: "сподівається, що"; one with "how" too where it is perceived: "чули, як"."""
        mark = word.kid({"mark"})
        if mark is None:
            return
        perceived = mark.lemma == "as" and word.head.lemma in self.glosses.english["perceiving"]
        if mark.lemma == "that" or perceived:
            word.relation = "ccomp"

    def _choose_speech(self, word: Word) -> None:
        """Of a verb that has several meanings take that of saying where it stands beside what is said: "агентство передаёт, что"."""
        if self._tells(word.lemma) or not (word.relation == "parataxis" or word.kid({"ccomp"}) is not None or _is_as(word)):
            return
        said = next((english for english in word.english if self._tells(english)), None)
        if said is not None:
            word.become(said)

    def _set_aside(self, word: Word) -> None:
        """Make "…, понимали защитники" the aside that it is, where the parser joined it to the clause before: no conjunction, and its subject behind it.

        "…, йдеться у зведенні" has no subject at all.
        """
        subject = word.kid({"nsubj"})
        position = self.words.all.index(word)
        before = self.words.all[position - 1] if position else word
        is_behind = subject.start > word.start if subject is not None else word.original.endswith(REFLEXIVE)
        if word.relation == "conj" and is_behind and before.text in ASIDE and self._tells(word.lemma):
            word.relation = "parataxis"
        elif word.relation == "parataxis" and "clause" not in getattr(self.cues.verbs.get(word.lemma), "frames", {}):
            word.relation = "conj"  # two clauses side by side: English joins them

    def _raise_subject(self, word: Word) -> None:
        """Make what comes about the subject of "пролунали вибухи", where the parser took it for an object."""
        thing = word.kid({"dobj"})
        if thing is not None and word.lemma in self.glosses.english["arising"] and word.kid(SUBJECTS) is None:
            thing.relation = "nsubj"

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
        # "говорится в заявлении", "сказано в отчёте"
        states = word.original.endswith(REFLEXIVE) or (word.tag == "VBN" and word.relation not in {"amod", "acl"})
        if word.kid(SUBJECTS) is not None or not (states or (word.features.get("Number") == "Plur" and word.tag in {"VBD", "VBP"})):
            return
        for preposition in self._around(word):
            place = preposition.kid({"pobj"}) if preposition.pos == "ADP" else None
            is_place = place is not None and preposition.text.lower() in self.glosses.english["places"] and not self.glosses.is_of("time", place.original)
            if place is not None and is_place and (not states or place.lemma in self.cues.statements):
                self.speakers.append(place)
                place.hang(word, "nsubj")
                preposition.hang(word, "dep")
                self.done.add(id(preposition))
                if states or _is_as(word):
                    word.tag = "VBZ"  # "as reported" would be a passive
                return

    def _around(self, word: Word) -> Iterator[Word]:
        """The words behind a verb of saying up to a mark or verb; then those right before it."""
        position = self.words.all.index(word)
        for step, reach in ((1, REACH), (-1, REACH)):
            for offset in range(1, reach + 1):
                place = position + step * offset
                if not 0 <= place < len(self.words.all) or self.words.all[place].pos in VERBAL | {"PUNCT"}:
                    break
                yield self.words.all[place]

    def _take_topic(self, word: Word, cue: Cue) -> None:
        """Make "заявил о захвате" what English says with an object: "announced the capture"."""
        if word.kid({"dobj", "ccomp", "nsubjpass"}) is not None:
            return
        brings_news = "about" not in cue.prepositions and cue.frames.get("clause") in TELLING
        for preposition in word.kids({"prep"}):
            topic = preposition.kid({"pobj"})
            if topic is None or not self.glosses.is_of("topic", preposition.text.lower()) or not (brings_news or _is_this(topic)):
                continue
            topic.hang(word, "dobj")
            preposition.relation = "prt"
            if "object" not in cue.frames or word.lemma == "state" or not brings_news:
                word.become("announce" if word.lemma == "state" else "report")
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

    def _choose_subject(self, word: Word) -> None:
        """Leave the verb the subject that agrees with it: another is its object, or the subject of the verb before, if that one has none."""
        subjects = list(word.kids({"nsubj"}))
        agreeing = [kid for kid in subjects if kid in self.speakers or _agrees(kid, word)]
        if len(subjects) < 2 or not agreeing:
            return
        named = [kid for kid in agreeing if not _is_this(kid) and not (_is_number(kid) and word.features.get("Gender") in {"Masc", "Fem"})]
        kept = (named or agreeing)[0]
        for kid in subjects:
            if kid is kept or kid in named:
                continue
            above = word.head
            if above.pos in VERBAL and above.kid(SUBJECTS) is None and above.start < kid.start < word.start and _agrees(kid, above):
                kid.hang(above, "nsubj")  # "загинув один цивільний, ще четверо дістали поранення"
            elif word.kid({"dobj"}) is None:
                kid.relation = "dobj"  # "командування відправило до міста 10 тисяч солдатів", "речник це заперечив"

    def _take_up_subject(self, word: Word) -> None:
        """Put "they" before "Відійшов на попередні позиції": a past of one man or force whose subject is the one of the sentence before."""
        is_past = word.tag == "VBD" and word.features.get("Gender") == "Masc" and word.features.get("Number") == "Sing"
        is_speech = self._tells(word.lemma) and word.lemma not in self.glosses.english["going_on"]
        if not is_past or word.head is not word or is_speech or word.kid(SUBJECTS | {"csubj", "agent"}) is not None:
            return
        they = self.words.before(word, "they", "PRON", "PRP", "nsubj")
        they.hang(word, "nsubj")

    def _choose_harm(self, word: Word) -> None:
        """Read "ліквідовано 40 окупантів" as killing: of people these languages say so, and of things "destroy"."""
        if word.lemma != DESTROYING:
            return
        patient = word.kid({"nsubjpass", "dobj"}) or (word.kid({"nsubj"}) if word.tag == "VBN" else None)
        if patient is not None and patient.lemma in self.glosses.english["persons"]:
            word.become(KILLING)

    def _turn_acronym(self, word: Word) -> None:
        """Make an acronym before its verb the subject where the verb has none: it has no cases, and the parser took it for the object."""
        if word.tag not in {"VBD", "VBP", "VBZ"} or word.kid(SUBJECTS) is not None:
            return
        objects = list(word.kids({"dobj"}))
        for kid in word.kids({"dobj", "npadvmod", "dative"}):
            is_acronym = kid.pos == "PROPN" and kid.text.isupper() and len(kid.text) > 1
            is_first = len(objects) > 1 and kid is objects[0] and kid.features.get("Case") in {"Nom", "Acc", None}
            if kid.start < word.start and (is_acronym or is_first):
                kid.relation = "nsubj"
                return
        position = self.words.all.index(word)
        before = self.words.all[position - 1] if position else word
        if before.pos == "PROPN" and before.text.isupper() and len(before.text) > 1 and before.relation in {"poss", "appos"} and not before.down:
            before.hang(word, "nsubj")  # "на півдні ЗСУ знищили"

    def _free_object(self, word: Word) -> None:
        """Give the verb the name that the parser took for an apposition: "взяли под контроль Тарн", "отбили у противника Тарн"."""
        for noun in [inner for kid in word.kids({"prep"}) for inner in kid.kids({"pobj"})]:
            for name in noun.kids({"appos", "poss", "compound", "nmod"}):
                is_object = name.features.get("Case") in {"Acc", "Nom"} and noun.features.get("Case") in {"Gen", "Loc", "Ins", "Dat"}
                if name.start > noun.start and (is_object or (word.fixed and name.relation == "appos")):
                    name.hang(word, "dobj")
                    return


def _is_as(word: Word) -> bool:
    """True for the verb of "как сообщил мэр"."""
    return word.relation == "advcl" and any(kid.lemma == "as" for kid in word.kids({"mark", "advmod"}))


def _is_this(word: Word) -> bool:
    """True for the pronoun that stands for what was said before: "це", "это"."""
    return word.lemma in THIS and word.pos in {"PRON", "DET"}


def _agrees(subject: Word, verb: Word) -> bool:
    """False where number or, in the past, gender says that this is no subject of the verb; a counted noun goes with both numbers."""
    number, wanted = subject.features.get("Number"), verb.features.get("Number")
    if subject.kid({"nummod"}) is not None or _is_number(subject):
        return subject.features.get("Case") in {"Nom", "Acc", None} or wanted == "Plur" or verb.features.get("Gender") == "Neut"
    if subject.features.get("Case") not in {"Nom", None} or (number and wanted and number != wanted and subject.kid({"conj"}) is None):
        return False
    gender, told = subject.features.get("Gender"), verb.features.get("Gender")
    return not (wanted == "Sing" and told and gender and told != gender)


def _is_number(word: Word) -> bool:
    return word.pos == "NUM" or word.lemma in NUMBERS
