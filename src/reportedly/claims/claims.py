"""sentences ─find→ claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.records import Found

if TYPE_CHECKING:
    from reportedly.core.records import Actor, Attribution, Claim, DayMention, Document, PlaceMention, Published, Quantity, Quotation, Sentence
    from reportedly.packs.load import Pack


def find_claims(
    document: Document,
    sentences: tuple[Sentence, ...],
    quotations: tuple[Quotation, ...],
    published: Published,
    places: tuple[PlaceMention, ...],
    days: tuple[DayMention, ...],
    quantities: tuple[Quantity, ...],
    actors: tuple[Actor, ...],
    attributions: tuple[Attribution, ...],
    pack: Pack,
) -> Found[tuple[Claim, ...]]:
    """Claims in text order of their triggers."""
    return Found(())
