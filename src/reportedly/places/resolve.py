"""place names ─resolve→ places, or an honest no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.records import Found

if TYPE_CHECKING:
    from reportedly.core.records import Document, PlaceMention, Sentence
    from reportedly.packs.load import Pack
    from reportedly.places.find import PlaceName


def resolve_places(
    document: Document,
    sentences: tuple[Sentence, ...],
    place_names: tuple[PlaceName, ...],
    pack: Pack,
) -> Found[tuple[PlaceMention, ...]]:
    """Every name with its place, its candidates, or neither."""
    return Found(())
