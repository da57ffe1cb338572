"""Places and beliefs."""

from __future__ import annotations

# ruff: noqa: TC001, TC003  pydantic reads the annotations
from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from reportedly.core.records import PlaceKind, Precision
from reportedly.desk.answers.base import Answer, CertaintyWord, Days, Shares, State
from reportedly.desk.answers.claims import DisputeAnswer, Mouth, WitnessClaim
from reportedly.desk.answers.place_about import PlaceAbout


class Belief(Answer):
    """Who holds a place on a day. ``p`` is the share of ``state``, 0 where it is unknown; ``certainty`` says it in a word."""

    state: State
    p: float
    shares: Shares
    certainty: CertaintyWord
    since: Days | None = None


class PlaceMark(Answer):
    """A place on the map. ``radius_km`` is how far off its point may be: 0 for a place known by itself, more for one known only to its district."""

    id: str
    name: str
    kind: PlaceKind
    precision: Precision
    radius_km: float
    admin1: str | None
    country: str | None
    claims: int
    witnesses: int
    state: State
    p: float
    shares: Shares
    certainty: CertaintyWord
    since: Days | None


class Point(Answer):
    """A GeoJSON point: longitude, latitude (WGS 84)."""

    type: Literal["Point"] = "Point"
    coordinates: tuple[float, float]


class PlaceFeature(Answer):
    """A place as a GeoJSON feature."""

    type: Literal["Feature"] = "Feature"
    id: str
    geometry: Point
    properties: PlaceMark


class Places(Answer):
    """Settlements of which something was said, with who holds them on ``on`` by what was public on ``as_of`` (RFC 7946)."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    on: date
    as_of: date
    features: list[PlaceFeature]


class Run(Answer):
    """Days over which a belief stays as it is, ``p`` rounded to a twentieth."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    start: Annotated[date, Field(alias="from")]
    to: date
    state: State
    p: float


class PlaceRuns(Answer):
    """A place's belief over all days; days in no run are unknown."""

    id: str
    runs: list[Run]


class Runs(Answer):
    """Beliefs of all places over all days, for a slider that need not ask. ``each``: each day by what was public on that day itself."""

    as_of: date
    each: bool
    items: list[PlaceRuns]


class AreaMark(Answer):
    """A district, region or area that claims speak of: nothing is believed of it, a claim somewhere in it is all that is known."""

    id: str
    name: str
    kind: PlaceKind
    precision: Precision
    admin1: str | None
    country: str | None
    claims: int


class AreaFeature(Answer):
    """An area as a GeoJSON feature; the point lies inside it."""

    type: Literal["Feature"] = "Feature"
    id: str
    geometry: Point
    properties: AreaMark


class Areas(Answer):
    """Areas that claims public by ``as_of`` speak of (RFC 7946)."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    as_of: date
    features: list[AreaFeature]


class Outline(Answer):
    """A GeoJSON polygon: one ring, longitude and latitude (WGS 84), its first point again at the end."""

    type: Literal["Polygon"] = "Polygon"
    coordinates: list[list[tuple[float, float]]]


class ShapeMark(Answer):
    """``places`` are the ids of the places that stand for the district, or lie somewhere in it."""

    places: list[str]


class ShapeFeature(Answer):
    """A district as a GeoJSON feature: drawn round its settlements, no border."""

    type: Literal["Feature"] = "Feature"
    id: str
    geometry: Outline
    properties: ShapeMark


class Shapes(Answer):
    """Districts in which places of the ledger lie that are known no nearer, and those that claims speak of (RFC 7946)."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    features: list[ShapeFeature]


class Names(Answer):
    """Names in a language: of places by id; of districts, regions and large towns by their English name. A place that is in neither keeps its English name."""

    language: str
    places: dict[str, str]
    units: dict[str, str]


class Prior(Answer):
    """Who held the place before the reports begin, and who says so."""

    holder: State
    day: date
    source: str


class Series(Answer):
    """Belief by day from ``first`` on: for each day the shares in the order of ``states``, and whom to name."""

    first: date
    states: list[str]
    shares: list[list[float]]
    named: list[State]


class Word(Answer):
    """A word that moved the belief.

    ``share`` is the answer's probability less what it would be without the word; ``km`` how far off the place it was said of lies, null for its region.
    ``grade`` A to F and ``credibility`` 1 to 6 are the Admiralty code. ``agrees`` says whether the word itself says what is believed.
    """

    claim: str
    report: str
    day: date
    public: date
    share: float
    agrees: bool
    km: float | None
    of_place: str | None
    origin: Mouth
    grade: str
    credibility: int
    quote: str


class Neighbour(Answer):
    """A place near by that changed hands, or came to be contested, within a week of the day asked about."""

    id: str
    name: str
    km: float
    day: date
    before: State
    after: State


class PlaceStory(Answer):
    """All about one place.

    ``claims`` are the latest (``/api/claims?place=ID`` has all); ``in_hindsight`` is the belief over time as of the day,
    ``each_day`` what was believed on each day by what was public on it. ``disputes`` is null while what a large ledger's reports tell is still being compared.
    """

    place: PlaceAbout
    on: date
    as_of: date
    belief: Belief
    prior: Prior | None
    in_hindsight: Series | None
    each_day: Series | None
    words: list[Word]
    claims: list[WitnessClaim]
    claims_total: int
    disputes: list[DisputeAnswer] | None
    neighbours: list[Neighbour]
