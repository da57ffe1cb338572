"""sentences ─find→ place names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.records import Found

if TYPE_CHECKING:
    from reportedly.core.records import Document, Sentence
    from reportedly.packs.load import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """A stretch of text that may name a place, before it is resolved."""

    start: int
    end: int
    text: str


def find_place_names(
    document: Document,
    sentences: tuple[Sentence, ...],
    pack: Pack,
) -> Found[tuple[PlaceName, ...]]:
    """Place names in text order."""
    return Found(())
