"""The words around place names, per language, out of the tables ``words/<language>/places.toml`` of engine and pack.

The rule that must not be broken: classes of words only; what a place is called is the gazetteer's to say.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.places.letters import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.packs.load import Pack

TABLE, DERIVED = "places", "place_names"
FORMS = ("one_class", "many_classes")  # forms of class words, by what they are in the dictionary: of one unit of land, and of several
_WORDS_TOO = frozenset({"miss", "mass", "wash", "ill", "ind", "ore", "ark", "del", "man", "la", "pa", "me", "mo", "ga", "va", "md", "que", "cal", "tex"})


@dataclass(frozen=True)
class PlaceWords:
    """Word classes of one language, in small letters (see the tables for what each is for)."""

    language: str
    settlement: frozenset[str]
    region: frozenset[str]
    district: frozenset[str]
    around: frozenset[str]
    site: frozenset[str]
    locative: frozenset[str]
    of: frozenset[str]
    title: frozenset[str]
    first_name: frozenset[str]
    unit_name: frozenset[str]
    unit_after: frozenset[str]
    unit_people: frozenset[str]
    ship_before: frozenset[str]
    ship_after: frozenset[str]
    organisation_before: frozenset[str]
    organisation_after: frozenset[str]
    not_place: frozenset[str]
    stop: frozenset[str]
    common: frozenset[str]
    frequent: frozenset[str]
    given_name: frozenset[str]
    nearby: frozenset[str]
    taking: frozenset[str]
    leaving: frozenset[str]
    government_acts: frozenset[str]
    government_between: frozenset[str]
    struck: frozenset[str]
    listed: frozenset[str]
    water_names: frozenset[str]
    water_before: frozenset[str]
    water_over: frozenset[str]
    water_crossing: frozenset[str]
    one_class: Mapping[str, str] = field(default_factory=dict)
    many_classes: Mapping[str, str] = field(default_factory=dict)

    @functools.cached_property
    def acts_whole(self) -> frozenset[str]:
        """Words by which a government acts, as they stand."""
        return frozenset(word for word in self.government_acts if not word.endswith("*"))

    @functools.cached_property
    def acts_begun(self) -> tuple[str, ...]:
        """Beginnings of such words."""
        return _begun(self.government_acts)

    def is_struck(self, word: str) -> bool:
        """Whether what stands right after the word, in small letters, is a place that an army does this to."""
        return word in self.struck or word.startswith(self._struck_begun)

    def is_listed(self, word: str) -> bool:
        """Whether the word, in small letters, says that what is listed after a colon are places."""
        return word in self.settlement or word in self.listed or word.startswith(self._listed_begun) or self.is_struck(word)

    @functools.cached_property
    def _struck_begun(self) -> tuple[str, ...]:
        return _begun(self.struck)

    @functools.cached_property
    def _listed_begun(self) -> tuple[str, ...]:
        return _begun(self.listed)

    def is_water_before(self, word: str) -> bool:
        """Whether what stands right after the word, in small letters, is a river where it may be one."""
        return word in self.water_before or word.startswith(self._waters_begun)

    def is_crossing(self, word: str) -> bool:
        """Whether the word, in small letters, is for what leads over a river."""
        return word in self.water_crossing or word.startswith(self._crossings_begun)

    @functools.cached_property
    def _waters_begun(self) -> tuple[str, ...]:
        return _begun(self.water_before)

    @functools.cached_property
    def _crossings_begun(self) -> tuple[str, ...]:
        return _begun(self.water_crossing)

    @functools.cached_property
    def regional(self) -> frozenset[str]:
        """Words for regions and districts."""
        return self.region | self.district

    @functools.cached_property
    def classes(self) -> frozenset[str]:
        """Words for stretches of land of any kind."""
        return self.regional | self.around

    @functools.cached_property
    def things(self) -> frozenset[str]:
        """Words for land, and for what stands on it."""
        return self.classes | self.site

    @functools.cached_property
    def holders(self) -> frozenset[str]:
        """Words before "of" or a name that say what kind of place it is."""
        return self.regional | self.settlement

    @functools.cached_property
    def no_slip(self) -> frozenset[str]:
        """What is taken for no misspelt name."""
        return self.stop | self.frequent

    @functools.cached_property
    def never_first(self) -> frozenset[str]:
        """What is no first name, though it stands with a capital before a name."""
        return self.no_slip | self.things | self.locative | self.settlement | self.of | self.title

    @functools.cached_property
    def never_surname(self) -> frozenset[str]:
        """What is no surname, though it stands with a capital after a name."""
        return self.title | self.organisation_after | self.of | self.no_slip

    @functools.cached_property
    def never_unknown(self) -> frozenset[str]:
        """What no unlisted name begins with."""
        return self.locative | self.no_slip | self.settlement

    @functools.cached_property
    def never_short(self) -> frozenset[str]:
        """What is an abbreviation of a region only after a comma: "Miss." may be a person, "Mass." a word that ends a sentence."""
        return self.title | self.stop | self.first_name | _WORDS_TOO

    @functools.cached_property
    def never_small(self) -> frozenset[str]:
        """What is no name in small letters before "region"."""
        return self.stop | self.site | self.settlement | self.of


def _begun(words: frozenset[str]) -> tuple[str, ...]:
    """Beginnings of words, marked by a star."""
    return tuple(sorted(word[:-1] for word in words if word.endswith("*")))


@functools.cache
def place_words(pack: Pack, language: str) -> PlaceWords:
    """The language's word classes; empty classes where neither engine nor pack has any."""
    table = {**pack.words(language, DERIVED), **pack.words(language, TABLE)}
    fields = [name for name in PlaceWords.__dataclass_fields__ if name not in {"language", *FORMS}]
    one, many = ({form: name for name, forms in table.get(field, {}).items() for form in forms} for field in FORMS)
    classes = {name: frozenset(fold(word) for word in table.get(name, ())) for name in fields}
    return PlaceWords(language=language, one_class=one, many_classes=many, **classes)


@functools.cache
def people_named(pack: Pack, language: str) -> frozenset[str]:
    """First names of the language's table, and the surnames and first names of the pack's persons."""
    words = place_words(pack, language)
    names = set(words.first_name | words.given_name)
    for speaker in pack.speakers:
        if speaker.kind == "person":
            names.update(parts[-1] for name in speaker.names.get(language, ()) if "of" not in (parts := fold(name).split(" ")))  # "Patriarch of …"
    return frozenset(names)


@functools.cache
def side_adjectives(pack: Pack, language: str) -> frozenset[str]:
    """What may stand with a capital before a place without being a first name: the sides' adjectives."""
    return frozenset(fold(word) for side in pack.sides for word in side.adjectives.get(language, ()))
