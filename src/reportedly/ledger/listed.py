"""A report as lists show it, whether they were asked for words or for a page.

The rule that must not be broken: of a report's text a list shows some words alone: its beginning, or those looked for and those around them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.core.records import PublishedBasis
from reportedly.ledger import schema
from reportedly.ledger.blobs import text_of
from reportedly.ledger.prepare import OUTLET

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from reportedly.ledger.search import Phrase

BEGINNING = 240
"""Characters of a report shown where no words were looked for."""
AROUND = 60
"""Characters of a report shown on each side of the first word found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedReport:
    """A report in a list. ``excerpt`` is its beginning, or the words looked for and those around them; ``claims`` counts what was read in it."""

    report: str
    title: str | None
    outlet: str | None
    url: str | None
    language: str | None
    public: date | None
    published_earliest: date | None
    published_latest: date | None
    published_basis: PublishedBasis
    claims: int
    excerpt: str


def select_listed() -> sa.Select[Any]:
    """The readings with all that a list shows of them. Which of them count is for the caller to say."""
    reading, text, report, source = schema.reading, schema.report_text, schema.report, schema.source
    return (
        sa.select(
            *(report.c.id, report.c.url, text.c.title, text.c.body, source.c.name.label("outlet"), reading.c.pk.label("reading"), reading.c.language),
            *(reading.c.public, reading.c.published_earliest, reading.c.published_latest, reading.c.published_basis),
        )
        .select_from(reading)
        .join(text, reading.c.text == text.c.pk)
        .join(report, reading.c.report == report.c.pk)
        .outerjoin(source, (report.c.outlet == source.c.pk) & (source.c.role == OUTLET))
    )


def tell_listed(connection: Connection, rows: Sequence[Any], phrases: Sequence[Phrase]) -> list[ListedReport]:
    """The reports of rows of ``select_listed``, in their order; ``phrases`` are the words that were looked for, if any."""
    claim = schema.claim
    counted = sa.select(claim.c.reading, sa.func.count().label("number")).where(claim.c.reading.in_([row.reading for row in rows])).group_by(claim.c.reading)
    claims = {row.reading: row.number for row in connection.execute(counted)}
    return [
        ListedReport(
            report=row.id, title=row.title, outlet=row.outlet, url=row.url, language=row.language, public=row.public,
            published_earliest=row.published_earliest, published_latest=row.published_latest, published_basis=PublishedBasis(row.published_basis),
            claims=claims.get(row.reading, 0), excerpt=excerpt(text_of(row.body), phrases) if phrases else beginning(text_of(row.body), row.title),
        )
        for row in rows
    ]  # fmt: skip


def excerpt(text: str, phrases: Sequence[Phrase]) -> str:
    """The text around the first of the words, on one line, cut between words; its beginning where only the title has them.

    >>> from reportedly.ledger.search import parse_question
    >>> excerpt("Snow fell on the hill.", parse_question("hill"))
    'Snow fell on the hill.'
    """
    line = " ".join(text.split())
    folded = line.lower()
    places = [folded.find(phrase.words[0]) for phrase in phrases]
    at = min((place for place in places if place >= 0), default=0)
    start, end = max(at - AROUND, 0), min(at + 2 * AROUND, len(line))
    if start:
        start = line.find(" ", start, at) + 1 or start
    if end < len(line):
        last = line.rfind(" ", at + AROUND, end)
        end = last if last >= 0 else end
    return ("…" if start else "") + line[start:end].strip() + ("…" if end < len(line) else "")


def beginning(text: str, title: str | None) -> str:
    r"""The text's first words behind its title, on one line.

    >>> beginning("Snow falls\n\nIt fell on the hill.", "Snow falls")
    'It fell on the hill.'
    >>> beginning("Snow falls, they say.", "Snow falls")
    'Snow falls, they say.'
    """
    line = " ".join(text[: 4 * BEGINNING + len(title or "")].split())
    head = " ".join((title or "").split())
    if head and line.startswith(head) and line[len(head) : len(head) + 1] in {"", " "}:  # else the title was cut out of the first sentence
        line = line[len(head) :].strip()
    return line if len(line) <= BEGINNING else line[: BEGINNING - 1].rsplit(" ", 1)[0] + "…"
