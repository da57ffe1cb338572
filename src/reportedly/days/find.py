"""sentences ─find→ time expressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.records import Found

if TYPE_CHECKING:
    from reportedly.core.records import Document, Sentence
    from reportedly.packs.load import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A stretch of text that speaks of time, before it is placed on the calendar."""

    start: int
    end: int
    text: str


def find_time_expressions(
    document: Document,
    sentences: tuple[Sentence, ...],
    pack: Pack,
) -> Found[tuple[TimeExpression, ...]]:
    """Time expressions in text order."""
    return Found(())
