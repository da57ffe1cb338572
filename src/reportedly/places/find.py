"""sentences ─find→ place names: the gazetteer goes first, the words around decide what is no place.

The rule that must not be broken: a name is a stretch of the text as it stands; whether it means a place, and which, is resolved later.
The parser's name tagger is not asked (it takes towns for people); its parts of speech are, where the language has them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.records import Found, PlaceKind
from reportedly.places.gazetteer import NameStatus, load_gazetteer
from reportedly.places.inflection import dictionary_forms
from reportedly.places.known import CASES, LARGE, is_large_written, is_written, knows_form, opens_in_cases
from reportedly.places.letters import fold_word
from reportedly.places.lexicon import people_named, place_words, side_adjectives
from reportedly.places.line import Line
from reportedly.places.listed import lists_places
from reportedly.places.name_index import AFTER_COMMA, abbreviation_key
from reportedly.places.shared_class import class_kind, share_class, shared_adjectives, two_ends, unit_name
from reportedly.places.translated import is_taken, translated_size
from reportedly.places.waters import water_name

if TYPE_CHECKING:
    from reportedly.core.records import Document, Sentence
    from reportedly.core.settings import Settings
    from reportedly.packs.load import Pack
    from reportedly.places.gazetteer import Gazetteer
    from reportedly.places.lexicon import PlaceWords
    from reportedly.places.line import Word
    from reportedly.places.shared_class import Shared

_JOINS = re.compile(r"(?:['’]s)?[ \u00a0]|\n(?!\s)|\s?[-–]\s?|\. ")
LONGEST_UNKNOWN = 3  # words of a name that no list has
LEAST_UNKNOWN = 3  # letters of such a name
SHORT_CLASS = 3  # letters of an abbreviated class word
LONGEST_SHORT = 7  # characters of an abbreviation, full stops and all
LONG = 6  # letters: a form no shorter is no common word by chance
KNOWN = 500_000  # people: a place abroad so large is meant even where a person could be
NEVER_NAMES = frozenset({"DET", "CCONJ", "PRON", "ADP", "SCONJ", "ADV"})  # parts of speech
OPENERS = frozenset({"VERB", "AUX", "ADV", "ADP", "SCONJ"})  # what stands with a capital only because a sentence begins there
COMMON_WORD = 100_000  # people: so large a place is meant by a word after "in", though the word is a common one
TOWN = 1_000  # people: at home a long name of a place so large is meant where it opens a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """A stretch of text that may name a place, before it is resolved.

    ``wanted`` is the kind the words around ask for ("the town of …"); ``cued`` says that they speak of a place at all;
    ``known`` that some place carries this form; ``head`` is the part of ``text`` without a class word ("Oblast"). ``small``: ``translated.is_taken``.
    """

    start: int
    end: int
    text: str
    head: str = ""
    wanted: PlaceKind | None = None
    cued: bool = False
    known: bool = True
    small: bool = False


def find_place_names(document: Document, sentences: tuple[Sentence, ...], pack: Pack, settings: Settings | None = None) -> Found[tuple[PlaceName, ...]]:
    """Place names in text order; they do not overlap. Empty where nothing reads like one."""
    gazetteer = load_gazetteer(pack, settings.gazetteer if settings else None)
    language = document.language or ""
    words = place_words(pack, language)
    scan = _Scan(document.text, gazetteer, words, people_named(pack, language), side_adjectives(pack, language))
    names = [name for sentence in sentences for name in scan.names(sentence)]
    heads = {name.head for name in names if name.head[:1].isupper()}
    return Found(tuple(name for name in names if name.small or name.text[:1].isupper() or " " in name.head or name.head.capitalize() in heads))


class _Scan:
    """One document's scan; holds what the decisions share."""

    def __init__(self, text: str, gazetteer: Gazetteer, words: PlaceWords, people: frozenset[str], adjectives: frozenset[str]) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.words = words
        self.cyrillic = words.language in CASES
        self.people = people
        self.adjectives = adjectives
        self._known_well: dict[str, int] = {}
        self._weak: dict[str, bool] = {}
        self._shared: dict[int, Shared] = {}  # of the sentence that is read

    def names(self, sentence: Sentence) -> list[PlaceName]:
        """Names of one sentence."""
        line = Line(self.text, sentence, None if self.cyrillic else self._knows)
        titled = line.is_shouted() if self.cyrillic else line.is_titled()  # only English writes titles in capitals
        found: list[PlaceName] = []
        at, end, capitals = 0, len(line), line.capitals
        shared = self._shared = shared_adjectives(line, self.words) if self.cyrillic else {}
        while at < end:
            unit = self._unit(line, at, shared[at]) if at in shared else None
            if unit is not None:
                found.append(unit)
                at += 2 if unit.end > line.span(at)[1] else 1
                continue
            if not capitals[at] and (at == 0 or not (capitals[at - 1] or line.raw(at - 1) == "the")):
                at += 1
                continue
            name, at = self._name_at(line, at, found, titled=titled)
            if name is not None:
                found.append(name)
                while at < end and line[at].start < name.end:  # a class word that the name has taken in
                    at += 1
        return found if self.cyrillic or not found else share_class(found, self.text, self.words, self._knows_form, self._is_region)

    def _unit(self, line: Line, at: int, shared: Shared) -> PlaceName | None:
        """The region, district or stretch of front that an adjective before a class word means; None where it is read as other names are."""
        found = unit_name(line, at, shared, self._knows_form, self._is_written)
        if found is None:
            return None
        start, end, head, known = found
        return PlaceName(start=start, end=end, text=self.text[start:end], head=head, wanted=class_kind(self.words, shared.name), cued=True, known=known)

    def _knows_form(self, text: str) -> bool:
        """Whether a place carries the form as it stands, in any case of the language."""
        return self._knows(text, fold_word(text))

    def _is_region(self, text: str) -> bool:
        """Whether a region is called so."""
        return any(self.gazetteer.place(named.row).kind is PlaceKind.REGION for named in self.gazetteer.named(fold_word(text))[:20])

    def _name_at(self, line: Line, at: int, found: list[PlaceName], *, titled: bool) -> tuple[PlaceName | None, int]:
        """The name that begins at this word, if one does, and where to look next."""
        word = line[at]
        if not word.capital:
            return self._small_letters(line, at)
        short = self._abbreviation(line, at)
        if short is not None:
            return short, at + 1
        size = self._longest_known(line, at)
        cued = self._is_cued(line, at, found)
        longer = self._longer(line, at, size)
        cued = cued or self._is_beside(line, at + max(longer, size))
        if longer and self._is_place(line, at, longer, cued=cued or longer > 1, titled=titled):
            return self._make(line, at, longer, cued=cued, known=True), at + longer
        english = 0 if self.cyrillic else translated_size(line, at, self.gazetteer, max(size, longer, 1), cued=cued and not titled)
        if english and self._may_be_unknown(line, at, english, cued=cued, translated=True):
            return self._make(line, at, english, cued=cued, known=False), at + english
        if not size and (at == 0 or line.capitals[at - 1]):  # where a capital makes no name of a word by itself
            size = int(self._is_large_written(word))
        known = size > 0
        if known:
            meant = self._is_place(line, at, size, cued=cued, titled=titled)
        else:
            ends = two_ends(line, at, self.words, self._knows_form) if "-" in word.text else None
            if ends is not None:  # the line between two towns names both
                first, second = (
                    PlaceName(start=start, end=end, text=self.text[start:end], head=self.text[start:end], cued=True)
                    for start, end in ((ends[0], ends[1]), (ends[1] + 1, ends[2]))
                )
                found.append(first)
                return second, at + 1
            size = self._unknown_size(line, at)
            cued = cued or self._is_beside(line, at + size)
            meant = size > 0 and (cued or not titled) and self._may_be_unknown(line, at, size, cued=cued)
        name = self._make(line, at, size, cued=cued, known=known) if meant else None
        return name, at + (size if known or meant else self._known_after(line, at, size))

    def _longest_known(self, line: Line, at: int) -> int:
        """Words of the longest known name that begins here; 0 when there is none."""
        first = line[at]
        # "На …" that is listed with its preposition is found by what follows (``_with_words_before``).
        most = 1 if self.cyrillic and first.folded in self.words.locative else min(self._opens(first.folded.partition(" ")[0]), len(line) - at)
        ends, last = [first.end], first
        while len(ends) < most:
            following = line[at + len(ends)]
            if not _JOINS.fullmatch(self.text, last.end, following.start):
                break
            ends.append(following.end)
            last = following
        for size in range(len(ends), 1, -1):
            text = self.text[first.start : ends[size - 1]]
            if self._knows(text, fold_word(text)):
                return size
        return 1 if self._knows(first.text, first.folded) else 0

    def _abbreviation(self, line: Line, at: int) -> PlaceName | None:
        """The region that newspapers abbreviate: "Fla.", after a comma also "FL"."""
        word = line[at]
        if self.cyrillic or len(word.text) > LONGEST_SHORT:
            return None
        after_comma = at > 0 and line[at - 1].capital and self.text[line[at - 1].end : word.start].strip() == ","
        end = word.end + (self.text[word.end : word.end + 1] == "." and not word.text.endswith("."))
        written = self.text[word.start : end]
        if len(word.text) == 2 and word.text.isupper():
            key = AFTER_COMMA + word.text if after_comma else ""
        else:
            key = written if written.endswith(".") and (after_comma or "." in word.text or word.folded not in self.words.never_short) else ""
        if not key or not self.gazetteer.knows(abbreviation_key(key)):
            return None
        return PlaceName(start=word.start, end=end, text=written, head=key, wanted=PlaceKind.REGION, cued=True)

    def _opens(self, word: str) -> int:
        """Words of the longest name that begins with this word, in any case; 1 when none of several words does."""
        return opens_in_cases(self.gazetteer, word, self.words.language) if self.cyrillic else self.gazetteer.opens(word)

    def _longer(self, line: Line, at: int, size: int) -> int:
        """Words of a name in another romanisation ("Malaya Rohan") that begins here and is longer than the known one; 0 when there is none."""
        if self.gazetteer.own == 0 or (self.cyrillic and line[at].folded in self.words.locative):
            return 0
        most, end = 1, min(LONGEST_UNKNOWN, len(line) - at)
        while most < end and line.capitals[at + most] and _JOINS.fullmatch(self.text, line[at + most - 1].end, line[at + most].start):
            most += 1
        for words in range(most, max(size, 1 if self.cyrillic else 0), -1):
            if self._is_written(self.text[line[at].start : line[at + words - 1].end]):
                return words
        return 0

    def _knows(self, text: str, folded: str) -> bool:
        """Whether a place carries the form, in any case."""
        return knows_form(self.gazetteer, text, folded, self.words.language if self.cyrillic else "")

    def _is_cued(self, line: Line, at: int, found: list[PlaceName]) -> bool:
        """Whether the words before speak of a place: "in", "north of", "the town of", a list that has begun."""
        words = self.words
        number, least = at - 1, max(at - 4, 0)
        start = line[at].start
        while number >= least and line[number].folded in _BETWEEN and not line[number].capital:
            start = line[number].start
            number -= 1
        if number < least:
            return False
        last = line[number]
        second = line[number - 1] if number > least else None
        gap = self.text[last.end : start]
        if found and found[-1].cued and found[-1].end == (second.end if last.folded in _AND and second is not None else last.end):
            return gap.strip() in {"", ","} or last.folded in _AND
        if gap.strip():
            short = gap.strip() == "." and len(last.folded) <= SHORT_CLASS and last.folded in words.settlement  # "с. …", "н. п. …"
            return short or (gap.strip() == ":" and lists_places(words, line, number))
        if last.folded in words.settlement or last.folded in words.locative:
            return not (last.capital and last.folded in words.locative and self.cyrillic is False and last.start != line[0].start)
        return words.is_struck(last.folded) or (last.folded == "of" and second is not None and second.folded in words.of)

    def _is_beside(self, line: Line, after: int) -> bool:
        """Whether the words after the name make a place of it: "and nearby …", "and other towns"."""
        if after + 1 >= len(line) or line.raw(after) not in _AND:
            return False
        word = line[after + 1].folded
        return word in self.words.nearby or (after + 2 < len(line) and f"{word} {line[after + 2].folded}" in self.words.nearby)

    def _is_place(self, line: Line, at: int, size: int, *, cued: bool, titled: bool) -> bool:
        """Whether a known form is meant as a place here."""
        first, last = line[at], line[at + size - 1]
        folded = fold_word(self.text[first.start : last.end])
        before = line[at - 1] if at and not self.text[line[at - 1].end : first.start].strip() else None
        after = line[at + size] if at + size < len(line) and not self.text[last.end : line[at + size].start].strip() else None
        third = line[at + size + 1] if after is not None and at + size + 1 < len(line) else None
        longer = third is not None and third.capital and self.text[line[at + size].end : third.start] == " " and self._is_main(folded)
        if self._is_person(before, after, folded, size, cued=cued, longer=longer) or self._is_other(before, after, folded, cued=cued):
            return False
        asked = after is not None and (after.folded in self.words.region or after.folded in self.words.district)
        entitled = self.cyrillic and before is not None and before.folded in self.words.settlement  # "село Веселе"
        said = cued and not titled
        closed = after is None or after.folded in _AND
        if folded in self.words.stop and not (asked or entitled) and not (said and closed and self._is_well_known(folded, 1, shortest=LEAST_UNKNOWN)):
            return False
        inside = self.cyrillic and at > 0 and not titled  # where a capital makes a name of any word
        if folded in self.words.common and not (asked or entitled or inside) and not (said and self._is_large(folded)):
            return False
        no_tagger = titled or self.cyrillic or not first.pos
        if size > 1 or asked or cued or no_tagger or (len(folded) >= LONG and at > 0 and self._is_written(folded)):
            return True
        return first.pos == "PROPN" or first.tag.startswith("NNP") or self._is_well_known(folded, at)

    def _is_well_known(self, folded: str, at: int, shortest: int = LONG) -> bool:
        """A main name of the pack's own, too long to be a word by chance, or of a place large enough to be meant: then the part of speech is not asked."""
        if folded not in self._known_well:
            own = [
                self.gazetteer.place(named.row)
                for named in self.gazetteer.named(folded)[:20]
                if named.row < self.gazetteer.own and named.status is NameStatus.MAIN
            ]
            large = any(place.population >= LARGE for place in own)
            town = any(place.population >= TOWN and place.country == self.gazetteer.home for place in own)
            self._known_well[folded] = 3 if large else 2 if town else 1 if own else 0
        return self._known_well[folded] >= (3 if len(folded) < shortest else 2 if at == 0 else 1)

    def _is_large(self, folded: str) -> bool:
        """Whether a place of this name is large enough to be meant though the name is a common word; at home, any main name."""
        places = [(self.gazetteer.place(named.row), named.status) for named in self.gazetteer.named(folded)[:20]]
        return any(place.population >= COMMON_WORD or (place.country == self.gazetteer.home and status is NameStatus.MAIN) for place, status in places)

    def _is_written(self, text: str) -> bool:
        """Whether the form is another romanisation of a name of the pack's own."""
        if len(text) < LONG - self.cyrillic:
            return False
        return is_written(self.gazetteer, fold_word(text), self.words.language if self.cyrillic else "")

    def _is_large_written(self, word: Word) -> bool:
        """Whether it is a large place's name in the other alphabet or the sister language, in any case."""
        return self.cyrillic and is_large_written(self.gazetteer, word.text, self.words.language)

    def _is_person(self, before: Word | None, after: Word | None, folded: str, size: int, *, cued: bool, longer: bool = False) -> bool:
        """A first name or title stands before, or the name is a first name with a surname after it.

        ``longer``: a third capital follows, as in the names of clubs and offices ("Town Riding Club"), seldom in persons'.
        """
        words = self.words
        if size > 1 and folded not in self.people:
            return False
        if before is not None and before.capital and (before.folded in self.people or (before.folded in words.title and before.folded not in words.settlement)):
            return True
        if before is not None and before.folded in words.title and not (after is not None and after.folded in words.title):
            return True
        if before is not None and self._reads_like_first_name(before):
            return True
        surname = after is not None and after.capital and after.folded not in self.words.things
        if folded in self.people:
            return surname or before is None or not cued
        return not cued and size == 1 and surname and not longer and after is not None and after.pos == "PROPN" and self._is_obscure(folded, after)

    def _is_main(self, folded: str) -> bool:
        return any(named.status is NameStatus.MAIN for named in self.gazetteer.named(folded))

    def _is_obscure(self, folded: str, after: Word) -> bool:
        """A small place abroad before a capitalised word that is no place and no class word: "Gary Smith"."""
        if after.folded in self.words.never_surname or self._knows(after.text, after.folded) or not after.text.isalpha():
            return False
        return self._is_weak(folded)

    def _is_weak(self, folded: str) -> bool:
        """Whether every place of this name lies abroad and is of middling size, or bears it as another name only."""
        if folded not in self._weak:
            rows = [named.row for named in self.gazetteer.named(folded)]
            places = [self.gazetteer.place(row) for row in rows[:40]]
            self._weak[folded] = bool(places) and all(
                place.country != self.gazetteer.home and place.kind is PlaceKind.SETTLEMENT and place.population < KNOWN for place in places
            )
            self._weak[folded] |= bool(rows) and all(named.status is NameStatus.ALIAS for named in self.gazetteer.named(folded))
        return self._weak[folded]

    def _reads_like_first_name(self, word: Word) -> bool:
        """A capitalised word that is nothing we know, hard before a name: "Anton …". Without a parse nothing reads so."""
        return (
            word.capital
            and word.pos == "PROPN"
            and not word.text.isupper()
            and word.text.isalpha()
            and len(word.text) > 2
            and not self._knows(word.text, word.folded)
            and word.folded not in self.words.never_first
        )

    def _is_other(self, before: Word | None, after: Word | None, folded: str, *, cued: bool) -> bool:
        """A unit, ship, club, company or paper that bears a place's name."""
        words = self.words
        if after is not None:
            if after.folded in words.unit_after or after.folded in words.ship_after:
                return True
            if after.folded in words.organisation_after and (after.capital or after.folded in words.unit_after):
                return True
            if after.folded in words.not_place:
                return True
        if before is not None and (before.folded in words.ship_before or before.folded in words.organisation_before):
            return True
        if folded not in words.unit_name:
            return False
        return not cued or (after is not None and after.folded not in words.site | words.region | words.around)

    def _unknown_size(self, line: Line, at: int) -> int:
        size = 0
        described = line[at].text.rpartition("-")[2].islower() and "-" in line[at].text  # "Enemy-held X": the name is what follows
        told = not self.cyrillic and line[at].folded in self.words.of and at + 1 < len(line) and line.raw(at + 1) == "of"  # "the Siege of X"
        if described or told or line[at].folded in self.words.never_unknown or (at == 0 and self._only_opens(line)):  # "Both X …"
            return 0
        while size < LONGEST_UNKNOWN and at + size < len(line) and line[at + size].capital:
            if size and (at + size in self._shared or not _JOINS.fullmatch(self.text, line[at + size - 1].end, line[at + size].start)):
                break
            if size and (line[at + size].folded in self.words.regional or (self._longest_known(line, at + size) and not self._may_close(line, at + size))):
                break
            size += 1
        return size

    def _is_stopped(self, word: Word) -> bool:
        """Whether the word is on the stop-list, in any case of the language."""
        if word.folded in self.words.no_slip:
            return True
        return self.cyrillic and not self.words.stop.isdisjoint(dictionary_forms(word.folded, self.words.language))

    def _known_after(self, line: Line, at: int, size: int) -> int:
        """Where in so many words that are no name together the first begins that is one by itself; all of them, and at least one, where none does."""
        return next((words for words in range(1, size) if self._longest_known(line, at + words) or self._is_large_written(line[at + words])), max(size, 1))

    def _only_opens(self, line: Line) -> bool:
        """Whether the sentence's first word has its capital only because it is the first."""
        return line.part_of_speech(0) in (OPENERS if self.cyrillic else NEVER_NAMES)

    def _may_close(self, line: Line, at: int) -> bool:
        """Whether the word, a name itself, may be the end of a longer name whose beginning is misspelt ("Nvoa Luka")."""
        word = line[at]
        return not self.cyrillic and self.gazetteer.closes(word.folded) and self.text[line[at - 1].end : word.start] == " "

    def _may_be_unknown(self, line: Line, at: int, size: int, *, cued: bool, translated: bool = False) -> bool:
        """Whether a form that no place carries may still be a place's name, misspelt or unlisted."""
        first, last = line[at], line[at + size - 1]
        before = line[at - 1] if at and not self.text[line[at - 1].end : first.start].strip() else None
        after = line[at + size] if at + size < len(line) and not self.text[last.end : line[at + size].start].strip() else None
        folded = fold_word(self.text[first.start : last.end])
        not_a_name = (
            len(folded) < LEAST_UNKNOWN
            or first.text.isupper()
            or any(character.isdigit() for character in _SCANNED_DIGIT.sub("", first.text if size == 1 else folded))
        )
        known_word = any(
            self._is_stopped(word) or word.folded in self.people or word.folded in self.words.title for word in map(line.__getitem__, range(at, at + size))
        )
        opening = at == 1 and before is not None and self._only_opens(line)
        after_capital = before is not None and before.capital and not cued and not opening and before.folded not in self.adjectives
        if not_a_name or (known_word and not translated) or after_capital:
            return False
        if self._is_person(before, after, folded, size, cued=cued) or self._is_other(before, after, folded, cued=cued):
            return False
        if after is not None and (after.folded in self.words.region or after.folded in self.words.district or after.folded in self.words.around):
            return True
        if translated:
            return True
        if cued:
            return not (first.tag == "JJ" and size == 1 and after is not None)
        return first.pos == "PROPN" or (self.cyrillic and (at > 0 or self._is_written(self.text[first.start : last.end])))

    def _small_letters(self, line: Line, at: int) -> tuple[PlaceName | None, int]:
        """The name in "the … region" in small letters, kept only when the same word stands with a capital elsewhere as a name."""
        if at == 0 or at + 1 == len(line):
            return None, at + 1
        word, before = line[at], line[at - 1]
        if before.capital and self.text[before.end : word.start].strip() in _GENITIVE:
            size = self._longest_known(line, at)
            if size > 1:
                return self._make(line, at, size, cued=True, known=True), at + size
        if self.cyrillic or before.folded != "the":
            return None, at + 1
        if line[at + 1].folded not in self.words.classes:
            taken = is_taken(line, at, self.gazetteer.translations, self.words)
            return (PlaceName(start=word.start, end=word.end, text=word.text, head=word.text, known=False, small=True) if taken else None), at + 1
        if len(word.folded) < LEAST_UNKNOWN + 1 or word.folded in self.words.never_small:
            return None, at + 1
        return self._make(line, at, 1, cued=True, known=self._knows(word.text, word.folded)), at + 1

    def _with_words_before(self, line: Line, at: int, size: int, head: str) -> tuple[PlaceKind | None, str]:
        """The kind and the name to look up where the words before ask for what is called so with them: a river, or a region after "on"."""
        water = water_name(self.gazetteer, self.words, line, at, size)
        if water is not None:
            return PlaceKind.SITE, water
        if self.cyrillic and at and line.raw(at - 1).lower() in self.words.locative:
            whole = f"{line.raw(at - 1).lower()} {fold_word(head)}"  # "на …": the region, where lists have it with the word
            if self.gazetteer.knows(whole):
                return PlaceKind.REGION, whole
        return None, head

    def _make(self, line: Line, at: int, size: int, *, cued: bool, known: bool) -> PlaceName:
        first, last = line[at], line[at + size - 1]
        words = self.words
        start, end = first.start, last.end
        head = self.text[start:end]
        wanted: PlaceKind | None = None
        after = line[at + size] if at + size < len(line) and not self.text[end : line[at + size].start].strip() else None
        before = line[at - 1] if at else None
        if before is not None and before.folded == "of" and at > 1:
            before = line[at - 2]
        if after is not None and after.folded in words.region:
            wanted, end = PlaceKind.REGION, after.end
        elif after is not None and after.folded in words.district:
            wanted, end = PlaceKind.DISTRICT, after.end
        elif before is not None and fold_word(head).rpartition(" ")[2] not in words.region and before.folded in words.holders:
            wanted = PlaceKind.SETTLEMENT if before.folded in words.settlement else PlaceKind.REGION
        else:
            wanted, head = self._with_words_before(line, at, size, head)
        return PlaceName(
            start=start,
            end=end,
            text=self.text[start:end],
            head=head,
            wanted=wanted,
            cued=cued or wanted is not None or (after is not None and after.folded in (words.around if self.cyrillic else words.settlement | words.around)),
            known=known,
        )


_BETWEEN = frozenset({
    "the", "a", "nearby", "occupied", "besieged", "central", "downtown", "northern", "southern", "eastern", "western",
    "neighbouring", "neighboring", "liberated",
})  # fmt: skip
_SCANNED_DIGIT = re.compile(r"(?<=[a-z])[015](?=[a-z])")  # o, l and s as scanning reads them
_GENITIVE = frozenset({"'s", "’s"})
_AND = frozenset({"and", "or", "&", "та", "і", "й", "и", "или", "або"})
