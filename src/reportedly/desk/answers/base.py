"""What all answers share."""

from __future__ import annotations

# ruff: noqa: TC003  pydantic reads the annotations
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

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
