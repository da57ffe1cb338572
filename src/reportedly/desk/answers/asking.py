"""Search, and what visitors send: reports to read, judgements to make."""

from __future__ import annotations

# ruff: noqa: TC001, TC003  pydantic reads the annotations
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from reportedly.core.entries import JudgementKind
from reportedly.core.records import PlaceKind
from reportedly.desk.answers.base import Answer, ReportedlyJson
from reportedly.desk.answers.reports import Reports


class PlaceFound(Answer):
    """A place of the ledger that the words call or begin to call; ``meant`` says that they are none of its names, and may be a slip for one."""

    id: str
    name: str
    kind: PlaceKind
    admin1: str | None
    claims: int
    meant: bool


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
