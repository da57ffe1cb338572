"""Text between quotation marks, and whether it is speech or a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.records import Found

if TYPE_CHECKING:
    from reportedly.core.records import Document, Quotation, Sentence
    from reportedly.packs.load import Pack


def find_quotations(
    document: Document,
    sentences: tuple[Sentence, ...],
    pack: Pack,
) -> Found[tuple[Quotation, ...]]:
    """Quotations in text order."""
    return Found(())
