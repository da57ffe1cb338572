"""How likely each place is meant by a name, from the name, the place, and what else the report names.

The rule that must not be broken: every number here is one line of a table that a person can read and dispute.
Weights are natural logarithms of odds, set from what reporting does (large places are named more often, a region named
beside a town contains it), not fitted to a test set.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reportedly.core.records import Place, PlaceBasis, PlaceKind, Precision
from reportedly.places.distance import EARTH_KM, great_circle
from reportedly.places.form_costs import form_costs
from reportedly.places.spelling import slip_costs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.places.candidates import Match
    from reportedly.places.gazetteer import Gazetteer
    from reportedly.places.namesakes import Namesake
    from reportedly.places.scene import Scene

PEOPLE = 1.6  # for each tenfold of people
UNKNOWN_PEOPLE = 160  # a village whose people nobody counts here: some five million live in 23,000 of them; that it has no position of its own says no more
HOME_ABOUT = 2.5  # the pack's country, in a report about it
HOME_UNKNOWN = 2.0  # the same, in a report that says nothing either way
HOME_ABROAD = -1.0  # the same, in a report about elsewhere
CAPITAL = 1.0  # the capital of a country: it is where the country's news comes from, and stands for its government
SENSE = 4.0  # elsewhere in the report the same name stands with its region beside it
KIND_ASKED = 6.0  # "the town of", "region": the kind the words ask for
KIND_PRIOR = {PlaceKind.COUNTRY: 13.0, PlaceKind.REGION: 9.5, PlaceKind.AREA: 9.0, PlaceKind.SITE: 6.0, PlaceKind.DISTRICT: 2.0}
FOCUS = 1.5  # times ln(1 + places of the report that lie in the same first-level region / FEW_REGION)
FOCUS_COUNTRY = 1.0  # the same for its country
FEW_REGION, FEW_COUNTRY = 0.5, 1.0  # places: what chance alone would put there
BESIDE = 9.0  # the region named right beside it contains it; minus the same when it does not
SAME = 5.5  # a region named in the same sentence contains it
CENTRE = 4.0  # the chief town of its region stands right beside it
NAMED = 2.5  # a region named elsewhere in the report contains it
NEAR = 4.0  # another place of the report lies next to it
NEAR_KM = 35.0  # at which distance that is worth a third
UNLISTED = -6.0  # that a name is that of a place no list has: some one village of a hundred is missing, and half of all names are shared
UNLISTED_ABROAD = -4.0  # the same abroad, where the lists begin at 15,000 people
ABOUT_ABROAD = 3.0  # names from which a report is about a country
FEW_OF = 0.25  # names of the place's own country for each of the other, from which it is no stranger in the report
FAR_DEGREES = 2.0  # of latitude, some 220 km: no neighbour
CONTACT = 2.0  # on the line of contact as it was when the report came out
NEWS = 3.5  # a place that the news of these days made known
CONTACT_KM = 20.0  # at which distance from it that is worth a third


WIDE = frozenset({PlaceKind.REGION, PlaceKind.AREA, PlaceKind.DISTRICT, PlaceKind.COUNTRY})
FAR_COSINE = -1.0
ROUNDING = 1e-12


Parts = tuple[tuple[str, float], ...]  # what log-odds are the sum of, each with its name
Units = tuple[tuple[str, str], ...]
Votes = dict[tuple[str, str], float]  # (country, first-level region or "" for the country itself) -> names


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place the report is taken to name, by which name, and how surely."""

    place: Place
    code: str
    weight: float
    head: str


class Located(Protocol):
    """What says where a place lies: of its record, or of a namesake that has none yet."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def country(self) -> str | None:
        """The country it lies in, as a code."""

    @property
    def admin1(self) -> str | None:
        """The first-level region."""

    @property
    def admin2(self) -> str | None:
        """The district."""

    @property
    def latitude(self) -> float:
        """Degrees."""

    @property
    def longitude(self) -> float:
        """Degrees."""


class _Wide:
    """Anchors that take places in, by what a place must have to lie in one: as ``contains`` says, without asking each (half of a table's time)."""

    def __init__(self, anchors: list[Anchor]) -> None:
        self.anchors = anchors
        self._countries: dict[str | None, list[int]] = {}
        self._codes: dict[str, list[int]] = {}
        self._coded: dict[tuple[str | None, str], list[int]] = {}
        self._uncoded: dict[tuple[str | None, str], list[int]] = {}
        for number, anchor in enumerate(anchors):
            place = anchor.place
            if place.kind is PlaceKind.COUNTRY:
                self._countries.setdefault(place.country, []).append(number)
                continue
            named = self._coded if anchor.code else self._uncoded
            named.setdefault((place.country, place.name), []).append(number)
            for code in anchor.code.split("|") if anchor.code else ():
                self._codes.setdefault(code, []).append(number)
        self._lengths = sorted({len(code) for code in self._codes})

    def around(self, place: Located, code: str) -> tuple[Anchor, ...]:
        """Those that contain the place, in their order."""
        found = set(self._countries.get(place.country, ()))
        for length in self._lengths if code else ():
            if length <= len(code):
                found.update(self._codes.get(code[:length], ()))
        for named in (self._uncoded,) if code else (self._coded, self._uncoded):
            for unit in (place.admin1, place.admin2) if named else ():
                if unit is not None:
                    found.update(named.get((place.country, unit), ()))
        return tuple(self.anchors[number] for number in sorted(found))


@dataclass(slots=True)
class Context:
    """What else the report names: places with their weights, and how much of it is about the pack's country (None: nothing says)."""

    anchors: list[Anchor] = field(default_factory=list)
    home_share: float | None = None
    votes: Votes = field(default_factory=dict)  # how many of its names speak for each first-level region and country, in shares
    own_votes: Mapping[str, Votes] = field(default_factory=dict)  # what of them is each name's own: it does not speak for itself
    outer: Mapping[int, frozenset[str]] = field(default_factory=dict)  # ids of the regions and countries named in each sentence
    heads: Mapping[str, Anchor] = field(default_factory=dict)  # the place of each name that is sure
    senses: Mapping[str, str] = field(default_factory=dict)  # id of the place that a name stands for where its region is beside it
    scene: Scene | None = None  # where fighting was when the report came out, and what was in the news
    nowhere: float | None = None  # log-odds of a place that no list has, once asked for
    _around: dict[int, tuple[Anchor, ...]] = field(default_factory=dict)
    _neighbours: dict[tuple[str, str], tuple[float, str | None]] = field(default_factory=dict)
    wide: list[Anchor] = field(default_factory=list)  # of the anchors, those that take places in
    points: list[Anchor] = field(default_factory=list)  # and those that places lie near; a stretch of front is both
    _index: _Wide | None = None
    _positions: list[tuple[float, float, float, float, Anchor]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Anchors by what they can say."""
        for anchor in self.anchors:
            place = anchor.place
            if is_wide := place.kind in WIDE:
                self.wide.append(anchor)
            if _is_sector(place) if is_wide else _is_point(place):
                self.points.append(anchor)
                self._positions.append((place.latitude, *_unit(place.latitude, place.longitude), anchor))
        if self.wide:
            self._index = _Wide(self.wide)

    def around(self, row: int, place: Located, code: str) -> tuple[Anchor, ...]:
        """Regions, districts and countries among the anchors that take in the place of the row."""
        if self._index is None:
            return ()
        if row not in self._around:
            self._around[row] = self._index.around(place, code)
        return self._around[row]

    def neighbour(self, place: Located, head: str) -> tuple[float, str | None]:
        """Worth and name of the town among the anchors that speaks most for the place; a name does not speak for its namesakes."""
        if not self._positions:
            return 0.0, None
        key = (place.id, head)
        if key not in self._neighbours:
            self._neighbours[key] = self._nearest_point(place, head)
        return self._neighbours[key]

    def _nearest_point(self, place: Located, head: str) -> tuple[float, str | None]:
        x, y, z = _unit(place.latitude, place.longitude)
        south, north = place.latitude - FAR_DEGREES, place.latitude + FAR_DEGREES
        best, name = 0.0, None
        least = FAR_COSINE
        for latitude, anchor_x, anchor_y, anchor_z, anchor in self._positions:
            # The cosine of the angle before the distance: most anchors are too far to say more than the best so far, whatever their weight.
            if not south <= latitude <= north or x * anchor_x + y * anchor_y + z * anchor_z < least:
                continue
            other = anchor.place
            if anchor.head == head or other.id == place.id:
                continue
            worth = NEAR * anchor.weight * math.exp(-kilometres(other, place) / NEAR_KM)
            if worth > best:
                best, name = worth, other.name
                least = max(FAR_COSINE, math.cos(NEAR_KM * math.log(NEAR / best) / EARTH_KM) - ROUNDING)
        return best, name


class Scored(NamedTuple):
    """A match with its log-odds and the context that spoke for it."""

    match: Match
    place: Place
    logit: float
    near: str | None
    region: str | None
    elsewhere: str | None = None
    beside: bool = False  # a region, country or chief town right beside it contains it
    parts: Parts = ()

    @property
    def is_supported(self) -> bool:
        """Whether the report puts the place where it is: its region beside it or in the sentence, or a neighbour."""
        return self.region is not None or dict(self.parts).get(f"near {self.near}", 0.0) >= SUPPORT_WORTH


class Light:
    """What a name is seen in: worked out once, for all its namesakes.

    ``beside`` are the regions or countries that stand right beside the name, ``wanted`` the kind that the words ask for, ``sentence`` its number.
    """

    def __init__(self, context: Context, wanted: PlaceKind | None = None, head: str = "", sentence: int = 0, beside: tuple[Anchor, ...] = ()) -> None:
        self.context = context
        self.wanted, self.head, self.beside = wanted, head, beside
        self.news = context.scene.news if context.scene is not None else frozenset()
        self.sense = context.senses.get(head)
        share = context.home_share
        self.home = "the war's country", HOME_UNKNOWN if share is None else HOME_ABROAD + (HOME_ABOUT - HOME_ABROAD) * share
        self.here = context.outer.get(sentence, ())
        self._own = context.own_votes.get(head, {})
        self._focuses: dict[Units, float] = {}

    def score(self, one: Namesake, place: Place) -> Scored:
        """The namesake's log-odds, and what they are the sum of. ``place`` is its record."""
        parts = [*one.parts]
        if one.at_home and one.id in self.news:
            parts.append(IN_THE_NEWS)
        if one.id == self.sense:
            parts.append(SO_CALLED)
        if one.at_home:
            parts.append(self.home)
        if self.wanted is not None:
            parts.append((f"asked for: {self.wanted.value}", asked_for(self.wanted, one.kind)))
        region, elsewhere = self.put_beside(one, parts) if self.beside else (None, None)
        if self.context.votes:
            parts.append(("focus of the report", self.focus(one.units)))
        near, worth = self._nearest(one) if self.context.anchors else (None, 0.0)
        if worth:
            parts.append((f"near {near}" if near else "neighbours", worth))
        return Scored(one.match, place, math.fsum([worth for _, worth in parts]), near, region, elsewhere, region is not None, tuple(parts))

    def put_beside(self, one: Namesake, parts: list[tuple[str, float]]) -> tuple[str | None, str | None]:
        """Where what stands right beside the name puts the place: the region it lies in, and the one it does not lie in. Adds what they are worth."""
        region = elsewhere = None
        for anchor in self.beside:
            if anchor.place.kind is PlaceKind.SETTLEMENT:  # "Village, Town": the town stands for its region
                if anchor.place.admin1 == one.admin1 and anchor.place.id != one.id:
                    parts.append((f"beside {anchor.place.name}", CENTRE))
                    region = anchor.place.admin1
                continue
            inside = contains(anchor.place, anchor.code, one, one.code)
            parts.append((f"beside {anchor.place.name}", BESIDE if inside else -BESIDE))
            region = anchor.place.name if inside else region
            # "Town, Country" of another country, or "Town, X Oblast", is elsewhere; "Town, Area" may be a list of two places.
            foreign = anchor.place.country != one.country and anchor.place.country
            elsewhere = anchor.place.name if not inside and (foreign or anchor.place.kind is PlaceKind.REGION) else elsewhere
        return region, elsewhere

    def focus(self, units: Units) -> float:
        """What it is worth that the report's other names lie in the same country and region: a Dirichlet prior, seen from the names so far."""
        worth = self._focuses.get(units)
        if worth is None:
            worth = 0.0
            for unit in units:
                votes = self.context.votes.get(unit, 0.0) - self._own.get(unit, 0.0)
                worth += FOCUS * math.log1p(max(votes, 0.0) / FEW_REGION) if unit[1] else FOCUS_COUNTRY * math.log1p(max(votes, 0.0) / FEW_COUNTRY)
            self._focuses[units] = worth
        return worth

    def _nearest(self, one: Namesake) -> tuple[str | None, float]:
        """The anchor that speaks most for the place, and its worth."""
        best, name = 0.0, None
        for anchor in self.context.around(one.match.row, one, one.code):
            if anchor.head == self.head or anchor.place.id == one.id:
                continue
            worth = self.taken_in(anchor)
            if worth > best:
                best, name = worth, anchor.place.name
        if best < NEAR:
            worth, neighbour = self.context.neighbour(one, self.head)
            if worth > best:
                best, name = worth, neighbour
        return (name if best > 0.3 else None), best

    def taken_in(self, anchor: Anchor) -> float:
        """What it is worth to a place that the region, district or country takes it in."""
        return (SAME if anchor.place.id in self.here else NAMED) * anchor.weight * (0.6 if anchor.place.kind is PlaceKind.COUNTRY else 1.0)


IN_THE_NEWS = "in the news of the day", NEWS
SO_CALLED = "so called elsewhere in the report", SENSE


def units_of(place: Place) -> Units:
    """The country, and the first-level region, whose focus a place adds to; empty for what lies in none."""
    return units_in(place.country, place.name if place.kind is PlaceKind.REGION else place.admin1)


def units_in(country: str | None, admin1: str | None) -> Units:
    """The same by their names."""
    if country is None:
        return ()
    return ((country, ""), (country, admin1)) if admin1 else ((country, ""),)


def asked_for(wanted: PlaceKind, kind: PlaceKind) -> float:
    """What it is worth that the words ask for a kind."""
    return KIND_ASKED if kind is wanted or (wanted is PlaceKind.REGION and kind is PlaceKind.AREA) else -KIND_ASKED


def contains(outer: Place, outer_code: str, inner: Located, inner_code: str) -> bool:
    """Whether the region, district or country takes in the place."""
    if outer.kind is PlaceKind.COUNTRY:
        return outer.country == inner.country
    if outer_code and inner_code:
        return any(inner_code.startswith(code) for code in outer_code.split("|"))
    return outer.country == inner.country and outer.name in {inner.admin1, inner.admin2}


def _is_point(place: Place) -> bool:
    """Whether what lies next to its position lies next to it: not so with a river or sea, whose position is the middle of a region."""
    return place.kind is not PlaceKind.SITE or place.precision is not Precision.REGION


def _is_sector(place: Place) -> bool:
    """Whether it is an area no larger than a district, as a stretch of a front: what lies next to its middle is meant beside it."""
    return place.kind is PlaceKind.AREA and place.precision is Precision.RAION


@functools.lru_cache(maxsize=16384)
def _unit(latitude: float, longitude: float) -> tuple[float, float, float]:
    """The position, in degrees, on a sphere of radius one."""
    north, east = math.radians(latitude), math.radians(longitude)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def kilometres(one: Located, other: Located) -> float:
    """Kilometres between the two."""
    return great_circle(one.latitude, one.longitude, other.latitude, other.longitude)


def shares(logits: list[float]) -> list[float]:
    """The odds as shares of one."""
    if not logits:
        return []
    top = max(logits)
    weights = [math.exp(logit - top) for logit in logits]
    total = sum(weights)
    return [weight / total for weight in weights]


def unlisted(gazetteer: Gazetteer, context: Context) -> float:
    """Log-odds of a small place that no list has, among the other places of the report: what a namesake far off must outdo.

    Without other places it is as good as nothing beside any place that is listed.
    """
    if context.home_share is None:
        return UNLISTED
    if context.nowhere is None:
        home = HOME_ABROAD + (HOME_ABOUT - HOME_ABROAD) * context.home_share
        context.nowhere = UNLISTED + home + _unlisted_in(gazetteer, context, gazetteer.home or "")
    return context.nowhere


def unlisted_abroad(gazetteer: Gazetteer, context: Context, place: Place, head: str) -> float | None:
    """The same for a report that is about another country than the place's; None where it is not, or names too little to tell."""
    own = context.own_votes.get(head, {})
    countries = {country: votes - own.get((country, admin1), 0.0) for (country, admin1), votes in context.votes.items() if not admin1}
    votes, country = max(((votes, country) for country, votes in countries.items()), default=(0.0, ""))
    if country == gazetteer.home or votes < ABOUT_ABROAD or countries.get(place.country or "", 0.0) > votes * FEW_OF:
        return None
    return UNLISTED_ABROAD + _unlisted_in(gazetteer, context, country)


def _unlisted_in(gazetteer: Gazetteer, context: Context, home: str) -> float:
    """What speaks for an unlisted place in the country: it is small, and where most of the report's places of that country are."""
    regions = [(votes, admin1) for (country, admin1), votes in context.votes.items() if country == home and admin1]
    votes, admin1 = max(regions, default=(0.0, ""))
    worth = FOCUS * math.log1p(votes / FEW_REGION) + FOCUS_COUNTRY * math.log1p(context.votes.get((home, ""), 0.0) / FEW_COUNTRY)
    near = NEAR * (1 - math.exp(-votes))
    return PEOPLE * math.log10(UNKNOWN_PEOPLE) + worth + near + (gazetteer.nearness.get(admin1, 0.0) if home == gazetteer.home else 0.0)


SURENESS = {PlaceBasis.NAME: 0.99, PlaceBasis.ALIAS: 0.97}  # of a name as it is written
SUREST = 0.99  # of any other way of writing one
TRANSLATED = 1.1  # log-odds that a name in English words is meant, and no thing that is called so
SUPPORT = 3.2  # log-odds: a name that was hit by chance lies in the region that the report names once in some 25 times
SUPPORT_WORTH = 1.5  # of a neighbour, from which it says as much


def form_sureness(one: Scored, length: int, *, alone: bool = False) -> float:
    """How sure it is that a form of so many letters stands for this name at all, and not for one that no list has.

    ``alone``: by its letters, whatever the report says; what stands where no place is asked for is too often a word near some name.
    """
    match = one.match
    written = SURENESS.get(match.basis)
    if written is not None:
        return written
    if match.basis is PlaceBasis.SPELLING:
        support = SUPPORT if not alone and one.is_supported else 0.0
        if match.translated:
            return 1.0 / (1.0 + math.exp(-TRANSLATED - support))
        return min(SUREST, slip_costs().is_meant(match.cost, length, support))
    return min(SUREST, form_costs().is_meant(match.cost, length))
