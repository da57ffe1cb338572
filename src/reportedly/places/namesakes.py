"""The places that one name may stand for, each with what speaks for it whatever else a report names.

Half of all villages share their names, some with two hundred others, so a namesake is no more than what its log-odds are made of: the record of a place
is put together when it is shown.

The rule that must not be broken: what stands here is of the place, the name's letters and the line of contact alone, so that it holds in every report.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.records import PlaceKind
from reportedly.places.form_costs import form_costs
from reportedly.places.gazetteer import KINDS, NameStatus
from reportedly.places.rank import CAPITAL, CONTACT, CONTACT_KM, KIND_PRIOR, PEOPLE, UNKNOWN_PEOPLE, Parts, Units, units_in
from reportedly.places.spelling import slip_costs

if TYPE_CHECKING:
    from reportedly.core.records import Place
    from reportedly.places.candidates import Match
    from reportedly.places.contact import ContactLine
    from reportedly.places.gazetteer import Gazetteer

FINENESS = {"": 0, "point": 0, "hromada": 1, "raion": 2, "region": 3}


class Namesake(NamedTuple):
    """A place that a name may stand for. ``parts`` speak for it in any report; ``fineness`` is that of its position, 0 the finest."""

    match: Match
    id: str
    code: str
    kind: PlaceKind
    fineness: int
    country: str | None
    admin1: str | None
    admin2: str | None
    latitude: float
    longitude: float
    at_home: bool
    units: Units
    parts: Parts


@dataclass(frozen=True, eq=False)
class Namesakes:
    """All of a name's, beside one line of contact: made once, and known by being the same object."""

    gazetteer: Gazetteer
    matches: tuple[Match, ...]
    line: ContactLine | None

    @functools.cached_property
    def places(self) -> tuple[Namesake, ...]:
        """One for each match, in their order."""
        return tuple([_namesake(self.gazetteer, match, self.line) for match in self.matches])

    @functools.cached_property
    def ids(self) -> frozenset[str]:
        """Ids of the places."""
        return frozenset([one.id for one in self.places])

    def record(self, number: int) -> Place:
        """The record of the place of that number."""
        return self.gazetteer.place(self.matches[number].row)


@functools.lru_cache(maxsize=2048)  # lists of three places in the middle, of two hundred at most
def namesakes(gazetteer: Gazetteer, matches: tuple[Match, ...], line: ContactLine | None) -> Namesakes:
    """The places that the matches are of."""
    return Namesakes(gazetteer, matches, line)


@functools.lru_cache(maxsize=16384)
def _namesake(gazetteer: Gazetteer, match: Match, line: ContactLine | None) -> Namesake:
    identifier, code, kind_name, precision, country, admin1, admin2, latitude, longitude, people, *_ = gazetteer.cells(match.row)
    kind = KINDS[kind_name]
    at_home = bool(gazetteer.home) and country == gazetteer.home
    north, east = float(latitude), float(longitude)
    costs = slip_costs()
    if kind is PlaceKind.SETTLEMENT:
        parts = [("people", PEOPLE * math.log10(max(int(people or 0), UNKNOWN_PEOPLE)))]
    else:
        parts = [(f"kind: {kind.value}", KIND_PRIOR.get(kind, 5.0))]
    if match.cost:
        parts.append(("spelling", -costs.weight * match.cost))
    if match.status is NameStatus.ALIAS and kind is not PlaceKind.COUNTRY:
        parts.append(("another name", -costs.weight * form_costs().another))
    if identifier in gazetteer.capitals:
        parts.append(("capital", CAPITAL))
    if at_home:
        parts += _of_the_war(gazetteer.nearness.get(admin1, 0.0), line.kilometres(north, east) if line is not None and kind is PlaceKind.SETTLEMENT else None)
    unit = gazetteer.place(match.row).name if kind is PlaceKind.REGION else admin1
    units = units_in(country or None, unit)
    return Namesake(
        match, identifier, code, kind, FINENESS[precision], country or None, admin1 or None, admin2 or None, north, east, at_home, units, tuple(parts)
    )


def _of_the_war(nearness: float, kilometres: float | None) -> list[tuple[str, float]]:
    """What it is worth that fighting is near: small places are named for what is fought over there."""
    found = []
    if nearness:
        found.append(("near the fighting", nearness))
    if kilometres is not None:
        found.append(("line of contact", CONTACT * math.exp(-kilometres / CONTACT_KM)))
    return found
