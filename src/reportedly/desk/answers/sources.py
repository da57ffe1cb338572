"""Sources and their records."""

from __future__ import annotations

# ruff: noqa: TC001, TC003  pydantic reads the annotations
from datetime import date

from reportedly.core.records import ActorKind
from reportedly.desk.answers.base import Answer
from reportedly.desk.answers.claims import ClaimAnswer


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


class OutletStory(Answer):
    """All about one outlet: the record of what it says in its own voice, over time, and whose words it carries."""

    outlet: OutletItem
    as_of: date | None
    evidence: list[Settled]
    months: list[MonthGrade]
    admissions: int
    admissions_right: int
    carries: list[Carried]
    claims: list[ClaimAnswer]
