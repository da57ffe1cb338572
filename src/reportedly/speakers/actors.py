"""sentences ─find→ actors: who acts and who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.records import Found

if TYPE_CHECKING:
    from reportedly.core.records import Actor, Document, PlaceMention, Quotation, Sentence
    from reportedly.packs.load import Pack


def find_actors(
    document: Document,
    sentences: tuple[Sentence, ...],
    quotations: tuple[Quotation, ...],
    places: tuple[PlaceMention, ...],
    pack: Pack,
) -> Found[tuple[Actor, ...]]:
    """Mentions of actors in text order."""
    return Found(())
