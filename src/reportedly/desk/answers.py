"""What the desk answers with, as types: the contract between the server and the page, from which ``/api/openapi.json`` is made.

The rule that must not be broken: answers grow by adding fields. What is not known is null, never a stand-in; every text is plain text, never HTML.
"""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003  pydantic reads the annotations
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from reportedly.core.entries import JudgementKind  # noqa: TC001
from reportedly.core.records import Act, ActorKind, Certainty, Interest, Mode, PlaceKind, PlaceRole, Precision, PublishedBasis, SourceKind  # noqa: TC001
from reportedly.reports.disputes import DisputeKind  # noqa: TC001
from reportedly.reports.records import Relation  # noqa: TC001

CertaintyWord = Literal["unknown", "unsure", "leaning", "likely", "near certain"]
Shares = Annotated[dict[str, float], Field(description="Share of belief by state: each side's code, and contested. They add up to 1.")]
State = Annotated[str, Field(description="A side's code, contested, or unknown.")]
ReportedlyJson = Annotated[dict[str, Any], WithJsonSchema({"type": "object", "description": "One line of Reportedly JSON (reportedly schema)."})]


class Answer(BaseModel):
    """What all answers share: they are made by the server, and never changed."""

    model_config = ConfigDict(frozen=True)


class Days(Answer):
    """Days from the earliest to the latest, both inclusive; null is open or not known."""

    earliest: date | None
    latest: date | None


class Problem(Answer):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None


# ── about ───────────────────────────────────────────────────────────────────────────────────────────────


class SideAbout(Answer):
    """A side of the war, in the order of the pack. ``names``: by language code, the main name first."""

    code: str
    names: dict[str, list[str]]


class Counts(Answer):
    """How much there is as of the day."""

    reports: int
    claims: int
    places: int
    speakers: int
    outlets: int
    judgements: int


class PackAbout(Answer):
    """The pack the desk reads and weighs with."""

    name: str
    title: str
    version: str


class Limits(Answer):
    """What the server takes at most."""

    page: int
    read_bytes: int
    export_rows: int


class About(Answer):
    """The ledger, and what the page may do. ``tip`` changes whenever an entry is added; ``last_day`` is the last day that beliefs are given for.

    ``events`` are the days claims speak of, ``public`` the days reports became public. ``ready`` is false while beliefs are still being weighed, ``compared``
    while the reports of a large ledger are still being compared, so that copies count as witnesses of their own.
    """

    version: str
    ledger: str
    tip: str
    ready: bool
    compared: bool
    pack: PackAbout
    sides: list[SideAbout]
    events: Days
    public: Days
    as_of: date | None
    last_day: date
    on: date | None
    counts: Counts
    event_types: list[str]
    may_judge: bool
    may_fetch: bool
    full_text: bool
    limits: Limits


class DayCount(Answer):
    """Claims about events of the day (the last day each may mean), and reports made public on it."""

    day: date
    claims: int
    reports: int


class DayCounts(Answer):
    """By day, days without either left out. ``wide`` claims fit more than a week, or have no day."""

    as_of: date | None
    items: list[DayCount]
    wide: int


# ── places and beliefs ──────────────────────────────────────────────────────────────────────────────────


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


class PlaceAbout(Answer):
    """An entry of the gazetteer."""

    id: str
    name: str
    kind: PlaceKind
    precision: Precision
    radius_km: float
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float
    lon: float
    population: int


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
    ``each_day`` what was believed on each day by what was public on it.
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
    disputes: list[DisputeAnswer]
    neighbours: list[Neighbour]


# ── claims ──────────────────────────────────────────────────────────────────────────────────────────────


class Mouth(Answer):
    """Whose word it is: equal ids are one witness. ``side`` is the side it is assumed to wish well."""

    id: str
    name: str
    side: str | None
    named: bool


class HopAnswer(Answer):
    """A speaker of a chain: its id in the pack, else its words; null where nobody is named. ``name`` is what to show."""

    source: str | None
    name: str
    kind: SourceKind
    act: Act
    side: str | None


class ClaimPlaceAnswer(Answer):
    """A place of a claim and its part in it."""

    id: str
    name: str
    role: PlaceRole
    kind: PlaceKind
    precision: Precision
    admin1: str | None
    lat: float
    lon: float


class PartyAnswer(Answer):
    """Who did it, or to whom it was done, in the report's words and, where known, by the pack's id."""

    text: str
    id: str | None
    side: str | None
    kind: ActorKind


class NumberAnswer(Answer):
    """A number of a claim with its bounds, both inclusive; null is open."""

    lower: float | None
    upper: float | None
    unit: str


class ControlAnswer(Answer):
    """Whose hands the place was in before and is in after, if the claim is true."""

    place: str
    before: str | None
    after: str | None


class ClaimAnswer(Answer):
    """A claim of the ledger. ``chain`` runs from the outermost speaker to the innermost; empty is the report's own voice.

    ``start`` and ``end`` are offsets, in code points, into the report's text of hash ``text_hash``.
    """

    id: str
    report: str
    title: str | None
    outlet: str | None
    url: str | None
    language: str | None
    published: Days
    public: date | None
    event: str
    positive: bool
    mode: Mode
    certainty: Certainty
    interest: Interest | None
    days: Days
    chain: list[HopAnswer]
    origin: Mouth
    places: list[ClaimPlaceAnswer]
    actors: list[PartyAnswer]
    targets: list[PartyAnswer]
    control: ControlAnswer | None
    numbers: list[NumberAnswer]
    quote: str
    text_hash: str
    start: int
    end: int


class WitnessClaim(ClaimAnswer):
    """A claim with what it counts for: ``copy_of`` is the claim of the same mouth or family that was public first, null where this is that one."""

    copy_of: str | None
    share: float | None
    grade: str | None


class Claims(Answer):
    """A page of claims."""

    items: list[ClaimAnswer]
    next: str | None
    total: int | None


class DisputeAnswer(Answer):
    """Two claims of two mouths that cannot both be so."""

    kind: DisputeKind
    place: str
    place_name: str
    message: str
    first: ClaimAnswer
    second: ClaimAnswer


class Disputes(Answer):
    """A page of disputes."""

    items: list[DisputeAnswer]
    next: str | None
    total: int | None


class HappeningAnswer(Answer):
    """An event that several reports tell of. ``witnesses`` are whose words they are, each once."""

    id: str
    event: str
    place: PlaceAbout
    days: Days
    sides: list[str]
    claims: list[str]
    reports: list[str]
    witnesses: list[Mouth]
    quote: str
    why: list[str]


class Happenings(Answer):
    """A page of happenings."""

    items: list[HappeningAnswer]
    next: str | None
    total: int | None


# ── reports ─────────────────────────────────────────────────────────────────────────────────────────────


class ReportItem(Answer):
    """A report in a list. ``excerpt`` is its beginning, or the words around those looked for."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    language: str | None
    public: date | None
    published: Days
    published_basis: PublishedBasis
    claims: int
    excerpt: str


class Reports(Answer):
    """A page of reports, the last public first."""

    items: list[ReportItem]
    next: str | None
    total: int | None


class TextAnswer(Answer):
    """One text that a report had."""

    ordinal: int
    text_hash: str
    title: str | None
    characters: int
    retrieved: date | None
    public: date | None
    recorded: datetime
    readings: int
    claims: int


class SnapshotAnswer(Answer):
    """Bytes that were seen of a report, and their SHA-256. ``text`` is the ordinal of the text read in them; ``kept`` says that the bytes are there."""

    text: int
    sha256: str
    media_type: str | None
    url: str | None
    retrieved: datetime | None
    kept: bool


class DifferenceLine(Answer):
    """A sentence that went (-) or came (+)."""

    sign: Literal["-", "+"]
    text: str


class DifferenceAnswer(Answer):
    """How one text of a report differs from the one before it."""

    before: int
    after: int
    public: date | None
    lines: list[DifferenceLine]


class CopyAnswer(Answer):
    """Another report of the family. ``source`` is the id of the one that the other depends on, null where that is not known."""

    report: str
    title: str | None
    outlet: str | None
    public: date | None
    relation: Relation
    score: float
    why: str
    source: str | None
    source_why: str


class JudgementAnswer(Answer):
    """What somebody decided over entries of the ledger."""

    id: str
    kind: JudgementKind
    subject: str
    object: str | None
    by: str
    why: str
    since: date | None


class Judgements(Answer):
    """Judgements in force."""

    items: list[JudgementAnswer]


class ForgottenAnswer(Answer):
    """That the report's words were erased, by whom and why."""

    by: str
    reason: str
    recorded: datetime


class ReadClaim(Answer):
    """What the ledger adds to a claim of the reading (``ref`` is its id there): whose word it is, and whether it counts."""

    ref: str
    id: str
    origin: Mouth
    counts: bool


class ReportStory(Answer):
    """All about one report.

    ``reading`` is Reportedly JSON, null once forgotten or where none was public by then; ``first`` the report of its family
    that was public first, null where it is this one or alone.
    """

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    public: date | None
    reading: ReportedlyJson | None
    claims: list[ReadClaim]
    texts: list[TextAnswer]
    snapshots: list[SnapshotAnswer]
    differences: list[DifferenceAnswer]
    copies: list[CopyAnswer]
    first: str | None
    judgements: list[JudgementAnswer]
    forgotten: ForgottenAnswer | None


# ── sources ─────────────────────────────────────────────────────────────────────────────────────────────


class GradeAnswer(Answer):
    """How a source's news fared: ``letter`` A to E by the share that turned out so, F where fewer than five are settled."""

    letter: str
    settled: int
    right: int
    share: float


class SpeakerItem(Answer):
    """Whose word stands behind claims: anywhere in the chain (``claims``), and at its end (``own``). ``known`` says that ``id`` is the pack's."""

    id: str
    name: str
    known: bool
    kind: ActorKind | None
    sides: list[str]
    claims: int
    own: int
    reports: int
    first: date | None
    last: date | None
    grade: GradeAnswer | None


class Speakers(Answer):
    """A page of speakers, the most often heard first. ``graded`` is false while grades are still being worked out."""

    items: list[SpeakerItem]
    next: str | None
    total: int | None
    graded: bool


class OutletItem(Answer):
    """Who publishes: ``own`` claims are in its own voice."""

    id: str
    name: str
    reports: int
    claims: int
    own: int
    first: date | None
    last: date | None
    grade: GradeAnswer | None


class Outlets(Answer):
    """A page of outlets, those with most reports first."""

    items: list[OutletItem]
    next: str | None
    total: int | None
    graded: bool


class Settled(Answer):
    """News of a source that the words of others have settled since: ``right`` is what they make of it, 0 to 1."""

    claim: str
    report: str
    day: date
    public: date
    place: str | None
    quote: str
    right: float
    was_right: bool
    against_interest: bool


class MonthGrade(Answer):
    """The record as it stood on the first of a month."""

    month: date
    grade: GradeAnswer


class Carried(Answer):
    """A source that stands next to this one in chains, and how many claims it does so in."""

    id: str
    name: str
    claims: int


class SpeakerStory(Answer):
    """All about one source: its grade with the news it rests on, its record over time, whom it carries and who carries it."""

    speaker: SpeakerItem
    as_of: date | None
    origin: str
    evidence: list[Settled]
    months: list[MonthGrade]
    admissions: int
    admissions_right: int
    carries: list[Carried]
    carried_by: list[Carried]
    claims: list[ClaimAnswer]


# ── search, reading, judging, events ────────────────────────────────────────────────────────────────────


class PlaceFound(Answer):
    """A place of the ledger whose name begins with the words."""

    id: str
    name: str
    kind: PlaceKind
    admin1: str | None
    claims: int


class SpeakerFound(Answer):
    """A speaker of the ledger whose name has the words."""

    id: str
    name: str
    claims: int


class Search(Answer):
    """Reports that hold all the words, and places and speakers that are called so."""

    reports: Reports
    places: list[PlaceFound]
    speakers: list[SpeakerFound]


class ToRead(BaseModel):
    """A report to read: exactly one of ``text`` and ``html``."""

    model_config = ConfigDict(extra="forbid")

    text: str | None = None
    html: str | None = None
    title: Annotated[str | None, Field(max_length=2000)] = None
    outlet: Annotated[str | None, Field(max_length=500)] = None
    url: Annotated[str | None, Field(max_length=4000)] = None
    language: Annotated[str | None, Field(max_length=20)] = None
    published: date | None = None


class ToFetch(BaseModel):
    """An address to read."""

    model_config = ConfigDict(extra="forbid")

    url: Annotated[str, Field(min_length=1, max_length=4000)]


class ReadAnswer(Answer):
    """What was read; nothing of it is stored. ``more`` says that the file holds further reports, which were not read."""

    readings: list[ReportedlyJson]
    more: bool


class ToJudge(BaseModel):
    """A judgement to make; ids may be shortened."""

    model_config = ConfigDict(extra="forbid")

    kind: JudgementKind
    subject: Annotated[str, Field(min_length=1, max_length=4000)]
    object: Annotated[str | None, Field(max_length=4000)] = None
    by: Annotated[str, Field(min_length=1, max_length=500)]
    why: Annotated[str, Field(min_length=1, max_length=10_000)]
    since: date | None = None


for _model in (Word, PlaceStory, WitnessClaim):
    _model.model_rebuild()
