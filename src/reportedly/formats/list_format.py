"""The forms a list can be written in, apart from what writes them: naming one loads nothing."""

from __future__ import annotations

from enum import StrEnum


class ListFormat(StrEnum):
    """How a list is written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
