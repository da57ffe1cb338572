"""Claims, what several reports tell together, what cannot all be so."""

from __future__ import annotations

# ruff: noqa: TC001, TC003  pydantic reads the annotations
from datetime import date

from reportedly.core.records import Act, ActorKind, Certainty, Interest, Mode, PlaceKind, PlaceRole, Precision, SourceKind
from reportedly.desk.answers.base import Answer, Days
from reportedly.desk.answers.place_about import PlaceAbout
from reportedly.reports.disputes import DisputeKind


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
