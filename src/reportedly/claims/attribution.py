"""sentences ─find→ attributions: source, cue, content, and whose content each stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.records import Found

if TYPE_CHECKING:
    from reportedly.core.records import Actor, Attribution, Document, Quotation, Sentence
    from reportedly.packs.load import Pack


def find_attributions(
    document: Document,
    sentences: tuple[Sentence, ...],
    quotations: tuple[Quotation, ...],
    actors: tuple[Actor, ...],
    pack: Pack,
) -> Found[tuple[Attribution, ...]]:
    """Attributions in text order of their cues."""
    return Found(())
