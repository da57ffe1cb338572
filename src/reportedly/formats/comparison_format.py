"""The forms a comparison can be written in, apart from what writes them: naming one loads nothing."""

from __future__ import annotations

from enum import StrEnum


class ComparisonFormat(StrEnum):
    """How a comparison is written."""

    TABLE = "table"
    JSONL = "jsonl"
    GEOJSON = "geojson"
