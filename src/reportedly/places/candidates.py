"""A name's letters -> the places that may carry it, with how the letters led there.

The rule that must not be broken: real names come before slips. Only a form that no place carries is taken for a slip.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.core.records import PlaceBasis, PlaceKind
from reportedly.places.gazetteer import NameStatus
from reportedly.places.inflection import dictionary_forms
from reportedly.places.letters import fold, has_cyrillic, readings, romanised_forms, skeletons
from reportedly.places.name_index import AFTER_COMMA, abbreviation_key
from reportedly.places.spelling import letters_cost, near_names
from reportedly.places.translated import translated_names

if TYPE_CHECKING:
    from reportedly.places.gazetteer import Gazetteer, Named

WORST_COST = 2.0  # the costliest slip that is kept as a candidate
MOST = 200  # namesakes of one form


@dataclass(frozen=True, slots=True)
class Match:
    """A place a form may name: ``cost`` is 0 for its own names, more the less likely the form is to be a way of writing one.

    ``translated``: a machine has turned words of the name into English ones.
    """

    row: int
    status: NameStatus
    basis: PlaceBasis
    cost: float
    translated: bool = False

    def __hash__(self) -> int:
        """The row's: matches are looked up in memos by the thousand, and a hash of two enumerations takes longer than what is kept."""
        return self.row


def find_matches(gazetteer: Gazetteer, text: str, language: str, *, slips: bool = True) -> tuple[Match, ...]:
    """Places the form may name, cheapest way first; empty when none is near enough. ``slips=False`` leaves misspellings out."""
    return _real_names(gazetteer, text, language) or (_slips(gazetteer, text, language) if slips else ())


@functools.lru_cache(maxsize=8192)  # names come back from report to report
def _real_names(gazetteer: Gazetteer, text: str, language: str) -> tuple[Match, ...]:
    folded = fold(text)
    found: dict[int, Match] = {}
    for named in gazetteer.named(_key(gazetteer, text, folded)):
        _keep(found, named, PlaceBasis.NAME if named.status is NameStatus.MAIN else PlaceBasis.ALIAS, 0.0)
    cyrillic = has_cyrillic(text)
    if cyrillic and len(folded) > SHORT_FORM:
        for form in dictionary_forms(folded, language)[1:]:
            for named in gazetteer.named(form):
                _keep(found, named, PlaceBasis.INFLECTED, 0.1)
    _keep_romanised(gazetteer, found, folded, language, cyrillic=cyrillic)
    if cyrillic:  # the list of the world has its names in Latin letters; those of countries in others are as much their own
        found = {row: replace(match, status=NameStatus.MAIN) if gazetteer.place(row).kind is PlaceKind.COUNTRY else match for row, match in found.items()}
    return _cheapest(found)


@functools.lru_cache(maxsize=8192)
def _slips(gazetteer: Gazetteer, text: str, language: str) -> tuple[Match, ...]:
    found: dict[int, Match] = {}
    for named, cost in near_names(gazetteer, text, language):
        if cost <= WORST_COST:
            _keep(found, named, PlaceBasis.SPELLING, max(cost, 0.3))
    for named, cost in translated_names(gazetteer, fold(text)):
        _keep(found, named, PlaceBasis.SPELLING, cost, translated=True)
    return _cheapest(found)


def _cheapest(found: dict[int, Match]) -> tuple[Match, ...]:
    return tuple(sorted(found.values(), key=lambda match: (match.cost, match.status, match.row))[:MOST])


SISTER, SISTER_IN_LATIN = 0.1, 0.15  # cost of a name derived by rule; in Latin letters it was derived and then romanised
SHORT_FORM = 3  # letters: no case ending can be told from a stem in a form of this length


def _key(gazetteer: Gazetteer, text: str, folded: str) -> str:
    """Acronyms are indexed in capitals, so that "US" is found and "us" is not; abbreviations with their full stops."""
    if text.startswith(AFTER_COMMA) or (text.endswith(".") and gazetteer.knows(abbreviation_key(text))):
        return abbreviation_key(text)
    letters = text.replace(".", "")
    return folded.upper() if letters.isupper() and 2 <= len(letters) <= 4 and letters.isalpha() else folded


def _keep_romanised(gazetteer: Gazetteer, found: dict[int, Match], folded: str, language: str, *, cyrillic: bool) -> None:
    """Names of the same skeleton: other romanisations and, for Cyrillic, the other language's form."""
    cases = dictionary_forms(folded, language) if cyrillic and len(folded) > SHORT_FORM else (folded,)
    read = romanised_forms(cases, language) if cyrillic else readings(folded)
    real = bool(found)
    if real:  # then the form as it stands, and the dictionary form of what was found, are all that other names may share
        known = [number for number, form in enumerate(cases) if number == 0 or (cyrillic and gazetteer.knows(form))]
        read = tuple(read[number] for number in known)
    else:
        known = list(range(len(read)))
    for number, reading, bones in zip(known, read, skeletons(read), strict=True):
        inflected = cyrillic and number > 0
        for named in gazetteer.with_skeleton(bones) if number == 0 or not real else ():
            if named.row in found:
                _own(found, named)
            else:
                cost = 0.2 if cyrillic else 0.15 * (number > 0) + 0.25 * letters_cost(gazetteer, reading, named)
                _keep(found, named, PlaceBasis.INFLECTED if inflected else PlaceBasis.TRANSLITERATED, cost + (0.1 if inflected else 0.0))
        if (number == 0 or cyrillic) and not (real and language == "uk"):
            for named in gazetteer.with_sister(bones):
                _own(found, named)
                _keep(found, named, PlaceBasis.TRANSLITERATED, (SISTER if cyrillic else SISTER_IN_LATIN) + (0.1 if inflected else 0.0))


def _own(found: dict[int, Match], named: Named) -> None:
    """An alias that is the main name as another alphabet or the sister language writes it is as good as the main name."""
    known = found.get(named.row)
    if known is not None and known.status is NameStatus.ALIAS and named.status is NameStatus.MAIN:
        found[named.row] = replace(known, status=NameStatus.MAIN)


def _keep(found: dict[int, Match], named: Named, basis: PlaceBasis, cost: float, *, translated: bool = False) -> None:
    known = found.get(named.row)
    if known is None or cost < known.cost:
        found[named.row] = Match(named.row, named.status, basis, cost, translated)
