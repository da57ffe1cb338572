"""Every record of the river, in flow order: who reads this file knows the system.

The rule that must not be broken: offsets are Unicode code points into ``Document.text``, end exclusive,
and ``document.text[span.start:span.end] == span.text`` for every span in every record.
Records are frozen; absence is ``None`` (with a reason beside it where the format asks for one), never a stand-in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from datetime import date

    from reportedly.core.day_range import DayRange

Records_co = TypeVar("Records_co", covariant=True)

# ── page ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A report as it came in: exactly one of ``text`` and ``html`` is set.

    ``clean`` says that ``text`` is already the clean text, to be kept to the letter.
    ``published`` is the calendar day as the caller wrote it; ``path`` the file's, as the caller named it. ``excerpt`` says that the words are
    somebody's summary of the page at ``url`` (an entry of a feed), and not that page.
    """

    id: str | None = None
    text: str | None = None
    html: str | None = None
    clean: bool = False
    url: str | None = None
    path: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: date | None = None
    excerpt: bool = False


# ── document ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the document's text, in code points, end exclusive."""

    start: int
    end: int
    text: str


class RegionKind(StrEnum):
    """What a stretch of a page is (docs/reference/format.md, ``regions.kind``)."""

    HEADLINE = "headline"
    SUBHEADING = "subheading"
    BODY = "body"
    CAPTION = "caption"
    QUOTE = "quote"
    CHROME = "chrome"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A stretch of the document of one kind. Regions do not overlap, but for ``quote`` inside another."""

    start: int
    end: int
    kind: RegionKind


class PublishedBasis(StrEnum):
    """Where the day of publication comes from."""

    GIVEN = "given"
    METADATA = "metadata"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The day of publication as an interval, with its proof. ``UNKNOWN`` goes with an open range."""

    days: DayRange
    basis: PublishedBasis
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OffsetRun:
    """``length`` code points of clean text at ``clean`` that stand unchanged in the page at ``page``."""

    clean: int
    page: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The clean text of one report, its regions and metadata, and the map back to the page."""

    text: str
    title: str | None
    outlet: str | None
    url: str | None
    authors: tuple[str, ...]
    language: str | None
    published: Published
    regions: tuple[Region, ...]
    origin: tuple[OffsetRun, ...]


# ── sentences ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark. ``head`` and ``children`` are positions in ``Sentence.tokens``; the root is its own head.

    ``pos`` is the universal part of speech, ``tag`` the Penn Treebank tag, ``relation`` the ClearNLP dependency
    label of the English model, which every language's trees use (docs/decisions/trees.md). Words that were not parsed carry "" in all three
    and are their own heads. ``features`` are those of Universal Dependencies ("Case=Gen|Number=Plur"); empty in English.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    relation: str
    head: int
    children: tuple[int, ...]
    features: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and its tokens; ``kind`` is the region it stands in, ``language`` its own where a report has several (``None``: the report's)."""

    index: int
    paragraph: int
    start: int
    end: int
    kind: RegionKind
    tokens: tuple[Token, ...]
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Text between quotation marks: ``start`` and ``end`` take in the marks, the inner offsets leave them out."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    is_speech: bool
    why: str


# ── places ──────────────────────────────────────────────────────────────────────────────────────────────


class Precision(StrEnum):
    """How well a place's position is known: a point, or somewhere in a hromada, raion or region."""

    POINT = "point"
    HROMADA = "hromada"
    RAION = "raion"
    REGION = "region"


class PlaceKind(StrEnum):
    """docs/reference/format.md, ``place.kind``."""

    SETTLEMENT = "settlement"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    AREA = "area"
    SITE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of the gazetteer. ``latitude`` and ``longitude`` are WGS 84 degrees."""

    id: str
    geonameid: int | None
    name: str
    kind: PlaceKind
    precision: Precision
    country: str | None
    admin1: str | None
    admin2: str | None
    latitude: float
    longitude: float
    population: int


class PlaceStatus(StrEnum):
    """Whether a mention was given one place, kept several, or has none."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


class PlaceBasis(StrEnum):
    """How the mention's letters led to the place's name."""

    NAME = "name"
    ALIAS = "alias"
    INFLECTED = "inflected"
    TRANSLITERATED = "transliterated"
    SPELLING = "spelling"
    CONTEXT = "context"


class PlaceSense(StrEnum):
    """docs/reference/format.md, ``places.sense``."""

    PLACE = "place"
    GOVERNMENT = "government"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place a mention may mean, with its score in 0..1 and how the name matched."""

    place: Place
    basis: PlaceBasis
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """One place name in the text; ``place`` is set exactly when ``status`` is resolved. ``sense`` is what the name stands for where it stands."""

    id: str
    start: int
    end: int
    text: str
    status: PlaceStatus
    place: Place | None
    basis: PlaceBasis | None
    score: float | None
    why: str
    candidates: tuple[Candidate, ...]
    sense: PlaceSense = PlaceSense.PLACE


# ── days ────────────────────────────────────────────────────────────────────────────────────────────────


class DayKind(StrEnum):
    """docs/reference/format.md, ``days.kind``."""

    DAY = "day"
    SPAN = "span"
    DURATION = "duration"
    SET = "set"
    VAGUE = "vague"


class DayBasis(StrEnum):
    """What fixed the expression on the calendar."""

    WRITTEN = "written"
    PUBLISHED = "published"
    ANCHOR = "anchor"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMention:
    """One time expression, its TIMEX3 value and the calendar days it may mean."""

    id: str
    start: int
    end: int
    text: str
    kind: DayKind
    days: DayRange
    timex: str | None
    basis: DayBasis
    anchor: str | None
    why: str


# ── quantities, actors ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its bounds (inclusive; ``None`` is open) and its unit (docs/reference/format.md's list)."""

    id: str
    start: int
    end: int
    text: str
    lower: float | None
    upper: float | None
    unit: str


class ActorKind(StrEnum):
    """docs/reference/format.md, ``actors.kind``."""

    FORCE = "force"
    GOVERNMENT = "government"
    PERSON = "person"
    MEDIA = "media"
    CIVILIANS = "civilians"
    ORGANISATION = "organisation"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A mention of someone who acts or speaks. ``actor_id`` and ``side`` are the pack's own codes."""

    id: str
    start: int
    end: int
    text: str
    actor_id: str | None
    side: str | None
    kind: ActorKind


# ── attributions ────────────────────────────────────────────────────────────────────────────────────────


class SourceKind(StrEnum):
    """A named source, an unnamed one ("a senior official"), or none at all ("it is noted")."""

    NAMED = "named"
    UNNAMED = "unnamed"
    IMPERSONAL = "impersonal"


class Act(StrEnum):
    """What the source did with its words (docs/reference/format.md, ``attributions.act``)."""

    SAY = "say"
    CONFIRM = "confirm"
    CLAIM = "claim"
    DENY = "deny"
    ADMIT = "admit"
    ORDER = "order"
    ASK = "ask"
    REFUSE = "refuse"
    PLAN = "plan"
    BELIEVE = "believe"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A source–cue–content relation; ``parent`` is the id of the attribution whose content it stands in."""

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    source_id: str | None
    source_kind: SourceKind
    act: Act
    parent: str | None


# ── claims ──────────────────────────────────────────────────────────────────────────────────────────────


class Mode(StrEnum):
    """Whether it happened, goes on, or was only ordered, asked, offered, planned or predicted."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    ORDERED = "ordered"
    ASKED = "asked"
    OFFERED = "offered"
    PREDICTED = "predicted"


class Certainty(StrEnum):
    """The innermost source's own certainty, after FactBank's scale."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Interest(StrEnum):
    """Whether a claim serves the side of whose word it stands on, or costs it (an admission)."""

    FOR = "for"
    AGAINST = "against"


class PlaceRole(StrEnum):
    """docs/reference/format.md, ``claims.places.role``."""

    AT = "at"
    FROM = "from"
    TO = "to"
    TOWARD = "toward"
    NEAR = "near"
    IN = "in"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPlace:
    """A place mention (by id) and its part in the claim."""

    ref: str
    role: PlaceRole


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDay:
    """The day of the event; ``ref`` is the id of the time expression that governs it, if one does."""

    days: DayRange
    ref: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Whose hands the place (a mention's id) was in before and is in after; sides are the pack's codes. ``also``: other places of the same list."""

    place: str
    before: str | None
    after: str | None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One event, or state of control, that someone asserts, denies, orders, asks, offers, plans or predicts.

    ``said_by`` lists attribution ids, outermost first; empty is the report's own voice.
    ``key`` is a hash of what makes the claim itself, so that reading the same text again gives it again.
    ``interest`` is ``None`` where the speaker's side or who gains is not known, or neither does; ``interest_why`` says which.
    """

    id: str
    key: str
    start: int
    end: int
    quote: str
    event: str
    trigger: Span
    said_by: tuple[str, ...]
    actor: tuple[str, ...]
    target: tuple[str, ...]
    places: tuple[ClaimPlace, ...]
    day: ClaimDay
    quantities: tuple[str, ...]
    positive: bool
    certainty: Certainty
    mode: Mode
    control: Control | None
    media: tuple[str, ...]
    interest: Interest | None
    interest_why: str


# ── findings, issues, reading ───────────────────────────────────────────────────────────────────────────


class FindingKind(StrEnum):
    """What a copy desk would query (docs/reference/format.md, ``findings``)."""

    PLACE_MISSPELT = "place-misspelt"
    PLACE_KIND = "place-kind"
    CONTRADICTION = "contradiction"
    NUMBER_UNSUPPORTED = "number-unsupported"
    SOURCE_IMPERSONAL = "source-impersonal"
    DATE_MISSING = "date-missing"
    NAME_AS_QUOTATION = "name-as-quotation"
    CHROME = "chrome"
    HEADLINE_UNSUPPORTED = "headline-unsupported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One query of the copy desk; ``spans`` is empty where nothing can be pointed at."""

    kind: FindingKind
    spans: tuple[Span, ...]
    message: str
    suggestion: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What the program could not do with this report. ``code`` is listed in ``docs/reference/issues.md``."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read in one report: the record behind one line of Reportedly JSON."""

    id: str
    document: Document
    attributions: tuple[Attribution, ...]
    places: tuple[PlaceMention, ...]
    days: tuple[DayMention, ...]
    quantities: tuple[Quantity, ...]
    actors: tuple[Actor, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Found(Generic[Records_co]):
    """What a step returns: what it found, and what troubled it."""

    records: Records_co
    issues: tuple[Issue, ...] = ()
