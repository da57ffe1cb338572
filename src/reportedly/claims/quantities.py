"""Numbers with their bounds and units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.records import Found

if TYPE_CHECKING:
    from reportedly.core.records import DayMention, Document, Quantity, Sentence
    from reportedly.packs.load import Pack


def find_quantities(
    document: Document,
    sentences: tuple[Sentence, ...],
    days: tuple[DayMention, ...],
    pack: Pack,
) -> Found[tuple[Quantity, ...]]:
    """Quantities in text order."""
    return Found(())
