"""What a copy desk would query in this one report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.records import Found

if TYPE_CHECKING:
    from reportedly.core.records import Actor, Attribution, Claim, DayMention, Document, Finding, PlaceMention, Published, Quantity, Quotation, Sentence
    from reportedly.packs.load import Pack


def find_findings(
    document: Document,
    sentences: tuple[Sentence, ...],
    quotations: tuple[Quotation, ...],
    published: Published,
    places: tuple[PlaceMention, ...],
    days: tuple[DayMention, ...],
    quantities: tuple[Quantity, ...],
    actors: tuple[Actor, ...],
    attributions: tuple[Attribution, ...],
    claims: tuple[Claim, ...],
    pack: Pack,
) -> Found[tuple[Finding, ...]]:
    """Findings in text order."""
    return Found(())
