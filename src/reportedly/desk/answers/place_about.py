"""An entry of the gazetteer."""

from __future__ import annotations

# ruff: noqa: TC001  pydantic reads the annotations
from reportedly.core.records import PlaceKind, Precision
from reportedly.desk.answers.base import Answer


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
