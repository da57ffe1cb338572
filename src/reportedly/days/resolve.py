"""time expressions ─resolve→ days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.records import Found

if TYPE_CHECKING:
    from reportedly.core.records import DayMention, Document, Published, Sentence
    from reportedly.days.find import TimeExpression
    from reportedly.packs.load import Pack


def resolve_days(
    document: Document,
    sentences: tuple[Sentence, ...],
    expressions: tuple[TimeExpression, ...],
    published: Published,
    pack: Pack,
) -> Found[tuple[DayMention, ...]]:
    """Every expression with its days, or why it has none."""
    return Found(())
