"""Whether a form is a place's name at all: as it stands, in a case, or in another romanisation or the sister language's writing.

The rule that must not be broken: what is asked here is of letters alone; whether a place is meant is told by the words around (``find``).
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from reportedly.core.records import PlaceKind
from reportedly.places.candidates import ALPHABET_IN_A_CASE, find_matches
from reportedly.places.form_costs import form_costs
from reportedly.places.gazetteer import NameStatus
from reportedly.places.inflection import dictionary_forms, word_forms
from reportedly.places.letters import fold_word, readings, romanised_forms, skeletons

if TYPE_CHECKING:
    from reportedly.places.gazetteer import Gazetteer

CASES = frozenset({"uk", "ru"})  # languages whose names stand in cases
LARGE = 15_000  # people: a place so large is meant wherever its name stands with a capital
SHORTEST_LARGE = 4  # letters of such a name in another writing than the one that is listed


@functools.lru_cache(maxsize=32768)
def opens_in_cases(gazetteer: Gazetteer, word: str, language: str) -> int:
    """Words of the longest name that begins with the word, in any case of the language."""
    return max(gazetteer.opens(form) for form in word_forms(word, language))


def is_known(gazetteer: Gazetteer, text: str, language: str) -> bool:
    """Whether a place carries the form, in any case of the language."""
    return knows_form(gazetteer, text, fold_word(text), language if language in CASES else "")


@functools.lru_cache(maxsize=32768)
def knows_form(gazetteer: Gazetteer, text: str, folded: str, language: str) -> bool:
    """Whether a place carries the form, in any case of the language ("": none has cases); capitals up to four may be an acronym."""
    letters = text.replace(".", "")
    if letters.isupper() and 2 <= len(letters) <= 4 and gazetteer.knows(letters):
        return True
    if len(folded) < 3:
        return False
    return any(gazetteer.knows(form) for form in dictionary_forms(folded, language)) if language else gazetteer.knows(folded)


@functools.lru_cache(maxsize=32768)  # names and capitalised words come back from report to report
def is_written(gazetteer: Gazetteer, folded: str, language: str) -> bool:
    """Whether a folded form has the skeleton of one of the pack's names, in any case of the language ("": none has cases).

    A name of several words is also read as Germans, Frenchmen or Poles write: one word has too many chances to be a name.
    """
    if " " in folded and not _opens_written(gazetteer, folded.partition(" ")[0], language):
        return False
    read = readings(folded) if " " in folded else (folded,)
    forms = romanised_forms(dictionary_forms(folded, language), language) if language else read
    return any(bones in gazetteer.skeletons or (language and bones in gazetteer.sisters) for bones in skeletons(forms))


@functools.lru_cache(maxsize=32768)
def _opens_written(gazetteer: Gazetteer, word: str, language: str) -> bool:
    """Whether one of the pack's names of several words begins with the folded word in any romanisation or case: its bones are its own, whatever follows."""
    bones = skeletons(romanised_forms(word_forms(word, language), language) if language else readings(word))
    return not gazetteer.skeleton_openers.isdisjoint(bones) or (bool(language) and not gazetteer.sister_openers.isdisjoint(bones))


@functools.lru_cache(maxsize=32768)
def is_large_written(gazetteer: Gazetteer, text: str, language: str) -> bool:
    """Whether the form is the main name of a large place, a region or a country as the language writes it, in any case.

    Lists keep one writing of a name where the others follow from it: a capital's Russian name may stand in none.
    """
    if len(text) < SHORTEST_LARGE or not is_written(gazetteer, fold_word(text), language):
        return False
    dearest = form_costs().of(ALPHABET_IN_A_CASE)  # no slip, and no name read as another language's
    for match in find_matches(gazetteer, text, language, slips=False):
        place = gazetteer.place(match.row)
        wide = place.kind in {PlaceKind.REGION, PlaceKind.COUNTRY}
        if match.cost <= dearest and match.status is NameStatus.MAIN and (wide or (place.kind is PlaceKind.SETTLEMENT and place.population >= LARGE)):
            return True
    return False
