"""Reports, their texts, snapshots, copies and judgements."""

from __future__ import annotations

# ruff: noqa: TC001, TC003  pydantic reads the annotations
from datetime import date, datetime
from typing import Literal

from reportedly.core.entries import JudgementKind
from reportedly.core.records import PublishedBasis
from reportedly.desk.answers.base import Answer, Days, ReportedlyJson
from reportedly.desk.answers.claims import Mouth
from reportedly.reports.records import Relation


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
