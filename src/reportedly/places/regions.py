"""The region that somebody means by a name: for questions, where a bare name may stand for the town or for its region.

The rule that must not be broken: a name of a region is that region; only a name that is none is tried with a word for regions behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.records import PlaceKind
from reportedly.places.letters import fold
from reportedly.places.lexicon import place_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.core.records import Place
    from reportedly.packs.load import Pack
    from reportedly.places.gazetteer import Gazetteer

LANGUAGES = ("en", "uk", "ru")
"""Whose words for regions are tried, in this order."""


def find_region(name: str, pack: Pack, gazetteer: Gazetteer) -> Place | None:
    """The region of that name, the pack's own country first; ``None`` where there is none. "Vale" is "Vale Province" where no region is called Vale."""
    for written in _ways(name.strip(), pack) if name.strip() else ():
        named = [gazetteer.place(found.row) for found in gazetteer.named(fold(written))]
        regions = [place for place in named if place.kind is PlaceKind.REGION]
        if regions:
            return min(regions, key=lambda place: (place.country != gazetteer.home, place.id))
    return None


def find_country(name: str, gazetteer: Gazetteer) -> Place | None:
    """The country of that name; ``None`` where there is none."""
    named = [gazetteer.place(found.row) for found in gazetteer.named(fold(name.strip()))]
    return min((place for place in named if place.kind is PlaceKind.COUNTRY), key=lambda place: place.id, default=None)


def find_place(name: str, gazetteer: Gazetteer) -> Place | None:
    """The place of that name: the pack's own country first, then the most people; ``None`` where there is none."""
    named = [gazetteer.place(found.row) for found in gazetteer.named(fold(name.strip()))]
    return min(named, key=lambda place: (place.country != gazetteer.home, -place.population, place.id), default=None)


def _ways(name: str, pack: Pack) -> Iterator[str]:
    yield name
    for language in LANGUAGES:
        yield from (f"{name} {word}" for word in sorted(place_words(pack, language).region))
