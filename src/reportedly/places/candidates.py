"""A name's letters -> the places that may carry it, with how the letters led there.

The rule that must not be broken: real names come before slips. Only a form that no place carries is taken for a slip.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.core.records import PlaceBasis, PlaceKind
from reportedly.places.form_costs import Way, form_costs
from reportedly.places.gazetteer import NameStatus
from reportedly.places.inflection import dictionary_forms
from reportedly.places.letters import fold, has_cyrillic, readings, romanised_forms, skeletons
from reportedly.places.name_index import AFTER_COMMA, abbreviation_key
from reportedly.places.sister import russian_forms
from reportedly.places.spelling import is_near, letters_cost, near_names
from reportedly.places.translated import translated_names

if TYPE_CHECKING:
    from reportedly.places.form_costs import FormCosts
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


def find_matches(gazetteer: Gazetteer, text: str, language: str, *, slips: bool = True, nearest: float = math.inf) -> tuple[Match, ...]:
    """Places the form may name, cheapest way first; empty when none is near enough. ``slips=False`` leaves misspellings out.

    ``nearest`` is what the cheapest slip may cost for any to be found: that none is so near is sooner told than what is near at all.
    """
    found = _real_names(gazetteer, text, language)
    if found or not slips or (nearest < WORST_COST and not _is_near(gazetteer, text, language, nearest)):
        return found
    return _slips(gazetteer, text, language)


@functools.lru_cache(maxsize=8192)  # names come back from report to report
def _real_names(gazetteer: Gazetteer, text: str, language: str) -> tuple[Match, ...]:
    return _cheapest(real_names(gazetteer, text, language, form_costs()).matches)


class Ways:
    """The places a form may name, by row, and the way that led to each."""

    def __init__(self, costs: FormCosts) -> None:
        self.costs = costs
        self.matches: dict[int, Match] = {}
        self.ways: dict[int, Way] = {}

    def keep(self, named: Named, basis: PlaceBasis, way: Way) -> None:
        """Put the row in, unless a cheaper way led to it."""
        cost = self.costs.of(way)
        known = self.matches.get(named.row)
        if known is None or cost < known.cost:
            self.matches[named.row] = Match(named.row, named.status, basis, cost)
            self.ways[named.row] = way

    def own(self, named: Named) -> None:
        """An alias that is the main name as another alphabet or the sister language writes it is as good as the main name."""
        known = self.matches.get(named.row)
        if known is not None and known.status is NameStatus.ALIAS and named.status is NameStatus.MAIN:
            self.matches[named.row] = replace(known, status=NameStatus.MAIN)


def real_names(gazetteer: Gazetteer, text: str, language: str, costs: FormCosts) -> Ways:
    """The places whose name the form is, in any case, alphabet or romanisation, with the cheapest way to each."""
    folded = fold(text)
    found = Ways(costs)
    cyrillic = has_cyrillic(text)
    own_letters = False
    for named in gazetteer.named(_key(gazetteer, text, folded)):
        foreign = cyrillic and language == "ru" and named.status is NameStatus.MAIN and _is_other_languages(gazetteer, named.row, folded)
        found.keep(named, PlaceBasis.NAME if named.status is NameStatus.MAIN else PlaceBasis.ALIAS, FOREIGN if foreign else AS_WRITTEN)
        own_letters |= not foreign
    if cyrillic and len(folded) > SHORT_FORM:
        for form in dictionary_forms(folded, language)[1:]:
            for named in gazetteer.named(form) if gazetteer.knows(form) else ():
                found.keep(named, PlaceBasis.INFLECTED, IN_A_CASE)
                own_letters = True
    keep_romanised(gazetteer, found, folded, language, cyrillic=cyrillic, real=own_letters)
    if cyrillic:  # the list of the world has its names in Latin letters; those of countries in others are as much their own
        for row, match in found.matches.items():
            if gazetteer.place(row).kind is PlaceKind.COUNTRY:
                found.matches[row] = replace(match, status=NameStatus.MAIN)
    return found


def _is_other_languages(gazetteer: Gazetteer, row: int, folded: str) -> bool:
    """Whether Russian writes the place's own name otherwise: its report means a case of another name ("во Львове" the city of Львов, no village Львове)."""
    if row >= gazetteer.own or gazetteer.place(row).country != gazetteer.home:
        return False
    local = gazetteer.local_name(row)
    return bool(local) and fold(local) == folded and folded not in map(fold, russian_forms(local))


@functools.lru_cache(maxsize=8192)
def _is_near(gazetteer: Gazetteer, text: str, language: str, nearest: float) -> bool:
    return is_near(gazetteer, text, language, nearest) or any(True for _ in translated_names(gazetteer, fold(text)))


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


AS_WRITTEN: Way = ((), 0.0)
IN_A_CASE: Way = (("inflected",), 0.0)
ALPHABET: Way = (("alphabet",), 0.0)
ALPHABET_IN_A_CASE: Way = (("alphabet", "inflected"), 0.0)
FOREIGN: Way = (("alphabet", "another"), 0.0)  # as the sister language writes it, where the report's own has another form
DERIVED: Way = (("derived",), 0.0)
DERIVED_IN_A_CASE: Way = (("derived", "inflected"), 0.0)
DERIVED_IN_LATIN: Way = (("derived_latin",), 0.0)
READ_AS: tuple[str, ...] = ("reading",)
AFFRICATES = "цч"  # the same letters in both languages
CASES = frozenset({"uk", "ru"})  # languages whose letters are told without looking at the form
SHORT_FORM = 3  # letters: no case ending can be told from a stem in a form of this length


def _key(gazetteer: Gazetteer, text: str, folded: str) -> str:
    """Acronyms are indexed in capitals, so that "US" is found and "us" is not; abbreviations with their full stops."""
    if text.startswith(AFTER_COMMA) or (text.endswith(".") and gazetteer.knows(abbreviation_key(text))):
        return abbreviation_key(text)
    letters = text.replace(".", "")
    return folded.upper() if letters.isupper() and 2 <= len(letters) <= 4 and letters.isalpha() else folded


def keep_romanised(gazetteer: Gazetteer, found: Ways, folded: str, language: str, *, cyrillic: bool, real: bool | None = None) -> None:
    """Names of the same skeleton: other romanisations and, for Cyrillic, the other language's form.

    ``real``: the form is a name as its language writes it; without it, whether any was found.
    """
    cases = dictionary_forms(folded, language) if cyrillic and len(folded) > SHORT_FORM else (folded,)
    real = bool(found.matches) if real is None else real
    known, read = _read(gazetteer, cases, language, cyrillic=cyrillic, real=real)
    for number, reading, bones in zip(known, read, skeletons(read), strict=True):
        inflected = cyrillic and number > 0
        for named in gazetteer.with_skeleton(bones) if number == 0 or not real else ():
            if named.row in found.matches:
                found.own(named)
            elif cyrillic and real and language == "uk" and gazetteer.local_name(named.row):
                continue  # a report names few places as the sister language writes them, and none whose form it has itself
            elif cyrillic and not _has_its_affricates(gazetteer, named.row, cases[number]):
                continue
            elif cyrillic:
                found.keep(named, *((PlaceBasis.INFLECTED, ALPHABET_IN_A_CASE) if inflected else (PlaceBasis.TRANSLITERATED, ALPHABET)))
            else:
                found.keep(named, PlaceBasis.TRANSLITERATED, (READ_AS if number else (), letters_cost(gazetteer, reading, named)))
        if (number == 0 or cyrillic) and not (real and language == "uk"):
            for named in gazetteer.with_sister(bones):
                found.own(named)
                found.keep(named, PlaceBasis.TRANSLITERATED, (DERIVED_IN_A_CASE if inflected else DERIVED) if cyrillic else DERIVED_IN_LATIN)


def _read(gazetteer: Gazetteer, cases: tuple[str, ...], language: str, *, cyrillic: bool, real: bool) -> tuple[list[int], tuple[str, ...]]:
    """The forms in Latin letters that are looked up by their skeletons, with the number of each."""
    if real:  # then the form as it stands, and the dictionary form of what was found, are all that other names may share
        known = [number for number, form in enumerate(cases) if number == 0 or (cyrillic and gazetteer.knows(form))]
    elif cyrillic:
        known = _that_open_names(gazetteer, cases, language)
    else:
        read = readings(cases[0])
        return list(range(len(read))), read
    forms = tuple(cases[number] for number in known)
    return known, romanised_forms(forms, language) if cyrillic else forms


def _that_open_names(gazetteer: Gazetteer, cases: tuple[str, ...], language: str) -> list[int]:
    """Numbers of the forms that may have the skeleton of a name: of several words, those whose first one begins such a name.

    A name of three words has a thousand forms, and the bones of a word are its own, whatever follows; where each form's letters tell its language they are not.
    """
    if " " not in cases[0] or language not in CASES:
        return list(range(len(cases)))
    firsts = tuple(dict.fromkeys([form.partition(" ")[0] for form in cases]))
    bones = zip(firsts, skeletons(romanised_forms(firsts, language)), strict=True)
    known = {first for first, opener in bones if opener in gazetteer.skeleton_openers or opener in gazetteer.sister_openers}
    return [number for number, form in enumerate(cases) if form.partition(" ")[0] in known]


def _has_its_affricates(gazetteer: Gazetteer, row: int, form: str) -> bool:
    """Whether a Cyrillic name of the row has as many of these letters as the form: skeletons lose them before к ("Вільцьк", "Вілька")."""
    own = [tuple(map(name.lower().count, AFFRICATES)) for name in gazetteer.aliases(row) if has_cyrillic(name)]
    return not own or tuple(map(form.count, AFFRICATES)) in own


def _keep(found: dict[int, Match], named: Named, basis: PlaceBasis, cost: float, *, translated: bool = False) -> None:
    known = found.get(named.row)
    if known is None or cost < known.cost:
        found[named.row] = Match(named.row, named.status, basis, cost, translated)
