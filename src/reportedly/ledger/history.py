"""What a ledger holds of one report: its texts, how they differ, its readings, its snapshots, what was judged of it.

The rule that must not be broken: a text that was changed is shown beside what it was before; nothing is smoothed over.
"""

from __future__ import annotations

import difflib
import itertools
import re
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.core.errors import LedgerError
from reportedly.core.records import Reading
from reportedly.ledger import schema
from reportedly.ledger.blobs import bytes_of, text_of
from reportedly.ledger.codec import decode
from reportedly.ledger.current import NEVER, current_reading
from reportedly.ledger.names import resolve_report
from reportedly.ledger.rulings import iter_judgements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from sqlalchemy.engine import Connection

    from reportedly.core.entries import Judgement

PIECE = re.compile(r"[^.!?\n]*[.!?\n]*\s*")
"""A sentence as far as its marks tell: what two texts are compared by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextVersion:
    """One text that a report had. ``public`` is the day from which it could be known, ``claims`` those of its last reading; ``readings`` counts them all.

    ``current`` says that it is the text that counts: the one seen last. ``notes`` are what containers said of it, as name and value.
    """

    ordinal: int
    text_hash: str
    title: str | None
    characters: int
    retrieved: date | None
    public: date | None
    recorded: datetime
    readings: int
    claims: int
    current: bool = False
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotSeen:
    """Bytes that were seen of a report. ``kept`` says that they are still there."""

    text: int
    sha256: str
    media_type: str | None
    url: str | None
    retrieved: datetime | None
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """That a report's words were erased, by whom and why."""

    by: str
    reason: str
    recorded: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that is known of a report. ``texts`` are in the order they were stored."""

    report: str
    url: str | None
    outlet: str | None
    recorded: datetime
    texts: tuple[TextVersion, ...]
    snapshots: tuple[SnapshotSeen, ...]
    judgements: tuple[Judgement, ...]
    forgotten: Forgotten | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A report's text that replaced another, be it one that was there before. ``difference`` are the sentences that went (``-``) and came (``+``).

    It is empty once forgotten. ``public`` is the day from which the change could be known.
    """

    report: str
    before: int
    after: int
    public: date | None
    recorded: datetime
    difference: tuple[str, ...]


def load_history(connection: Connection, name: str) -> History:
    """The report's history. Raises ``LedgerError`` when there is no such report."""
    report_id = resolve_report(connection, name)
    report, source, forgotten = schema.report, schema.source, schema.forgotten
    row = connection.execute(
        sa.select(report, source.c.name.label("outlet_name")).outerjoin_from(report, source, report.c.outlet == source.c.pk).where(report.c.id == report_id)
    ).one()
    erased = connection.execute(sa.select(forgotten).where(forgotten.c.report == row.pk)).one_or_none()
    judged = iter_judgements(connection, every=True)
    return History(
        report=report_id,
        url=row.url,
        outlet=row.outlet_name,
        recorded=row.recorded,
        texts=tuple(_texts(connection, row.pk)),
        snapshots=tuple(_snapshots(connection, row.pk)),
        judgements=tuple(judgement for judgement in judged if _is_about(judgement, report_id)),
        forgotten=Forgotten(by=erased.by, reason=erased.reason, recorded=erased.recorded) if erased else None,
    )


def load_reading(connection: Connection, name: str, *, as_of: date | None = None, recorded_by: datetime | None = None) -> Reading | None:
    """The reading that counts, whole; ``None`` where none did by then. Raises ``LedgerError`` for a report that is not there, or forgotten."""
    report_id = resolve_report(connection, name)
    reading, report, text = schema.reading, schema.report, schema.report_text
    row = connection.execute(
        sa.select(reading.c.body, text.c.body.label("text_body"))
        .join_from(reading, report, reading.c.report == report.c.pk)
        .join(text, reading.c.text == text.c.pk)
        .where(report.c.id == report_id, *current_reading(as_of, recorded_by))
    ).one_or_none()
    if row is None:
        return None
    if row.body is None or row.text_body is None:
        message = f"expected a report that is still there, found that {report_id} was forgotten; its trace is in `reportedly report {report_id}`"
        raise LedgerError(message)
    try:
        return decode(Reading, bytes_of(row.body), text_of(row.text_body))
    except ValueError as error:
        message = f"expected a sound reading of report {report_id}, found damage: {error}; run `reportedly check`"
        raise LedgerError(message) from error


def iter_edits(connection: Connection, *, report: str | None = None, as_of: date | None = None, recorded_by: datetime | None = None) -> Iterator[Edit]:
    """Every change of a report's text, by report; those of which nobody was told are among them, and those back to an earlier text."""
    text, other = schema.report_text, schema.report_text.alias("other")
    wanted = sa.select(schema.report.c.id, text).join_from(text, schema.report, text.c.report == schema.report.c.pk)
    wanted = wanted.where(text.c.report.in_(sa.select(other.c.report).where(other.c.ordinal > 1))).order_by(schema.report.c.id, text.c.ordinal)
    if report is not None:
        wanted = wanted.where(schema.report.c.id == report)
    for _, texts in itertools.groupby(connection.execute(wanted), key=attrgetter("id")):
        yield from _edits(connection, list(texts), as_of, recorded_by)


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A text that was there at a moment; its first is told by the text's own place in the order."""

    moment: datetime
    text: Any
    public: date | None
    recorded: datetime


def _edits(connection: Connection, texts: list[Any], as_of: date | None, recorded_by: datetime | None) -> Iterator[Edit]:
    """The changes of one report: its texts in the order they were seen in, each told once until another takes its place."""
    before: Any = None
    for seen in _sightings(connection, texts):
        if recorded_by is not None and seen.recorded > recorded_by:
            continue
        if before is not None and before.pk != seen.text.pk and (as_of is None or (seen.public is not None and seen.public <= as_of)):
            kept = before.body is not None and seen.text.body is not None
            lines = difference(text_of(before.body), text_of(seen.text.body)) if kept else ()
            yield Edit(report=before.id, before=before.ordinal, after=seen.text.ordinal, public=seen.public, recorded=seen.recorded, difference=lines)
        before = seen.text


def _sightings(connection: Connection, texts: list[Any]) -> list[_Sighting]:
    reading, snapshot = schema.reading, schema.snapshot
    by_pk = {text.pk: text for text in texts}
    last = sa.select(reading.c.text, sa.func.max(reading.c.public).label("public")).where(reading.c.text.in_(by_pk)).group_by(reading.c.text)
    public = {row.text: row.public for row in connection.execute(last)}
    found = [_Sighting(schema.to_second(text.seen or NEVER), text, public.get(text.pk), text.recorded) for text in texts]
    again = sa.select(snapshot.c.text, snapshot.c.retrieved, snapshot.c.recorded).where(snapshot.c.text.in_(by_pk), snapshot.c.retrieved.is_not(None))
    found += [
        _Sighting(row.retrieved, by_pk[row.text], row.retrieved.date(), row.recorded)
        for row in connection.execute(again)
        if row.retrieved > (by_pk[row.text].seen or NEVER)
    ]
    return sorted(found, key=lambda one: (one.moment, one.text.ordinal))


def difference(before: str, after: str) -> tuple[str, ...]:
    """The sentences that went, with ``-``, and that came, with ``+``, in the order of the text.

    >>> difference("Snow fell. It melted.", "Snow fell. It stayed.")
    ('-It melted.', '+It stayed.')
    """
    old, new = ([piece.strip() for piece in PIECE.findall(text) if piece.strip()] for text in (before, after))
    lines: list[str] = []
    for tag, old_start, old_end, new_start, new_end in difflib.SequenceMatcher(a=old, b=new).get_opcodes():
        if tag != "equal":
            lines += [f"-{piece}" for piece in old[old_start:old_end]] + [f"+{piece}" for piece in new[new_start:new_end]]
    return tuple(lines)


def _texts(connection: Connection, report: int) -> Iterator[TextVersion]:
    text, reading, claim, note = schema.report_text, schema.reading, schema.claim, schema.note
    current = connection.scalar(sa.select(reading.c.text).where(reading.c.report == report, *current_reading(None, None)))
    for row in connection.execute(sa.select(text).where(text.c.report == report).order_by(text.c.ordinal)):
        readings = connection.execute(sa.select(reading.c.pk, reading.c.public).where(reading.c.text == row.pk).order_by(reading.c.ordinal)).all()
        claims = connection.scalar(sa.select(sa.func.count()).where(claim.c.reading == readings[-1].pk)) if readings else 0
        yield TextVersion(
            ordinal=row.ordinal,
            text_hash=row.text_hash,
            title=row.title,
            characters=row.characters,
            retrieved=row.retrieved,
            public=readings[-1].public if readings else None,
            recorded=row.recorded,
            readings=len(readings),
            claims=claims or 0,
            current=row.pk == current,
            notes=tuple((said.name, said.value or "") for said in connection.execute(sa.select(note).where(note.c.text == row.pk).order_by(note.c.ordinal))),
        )


def _snapshots(connection: Connection, report: int) -> Iterator[SnapshotSeen]:
    snapshot, text = schema.snapshot, schema.report_text
    wanted = (
        sa.select(snapshot.c.sha256, snapshot.c.media_type, snapshot.c.url, snapshot.c.retrieved, snapshot.c.body.is_not(None).label("kept"), text.c.ordinal)
        .join_from(snapshot, text, snapshot.c.text == text.c.pk)
        .where(text.c.report == report)
        .order_by(snapshot.c.retrieved, snapshot.c.digest)
    )
    rows = connection.execute(wanted).all()
    kept = {(row.ordinal, row.sha256) for row in rows if row.kept}  # the same bytes are kept once
    for row in rows:
        is_kept = (row.ordinal, row.sha256) in kept
        yield SnapshotSeen(text=row.ordinal, sha256=row.sha256, media_type=row.media_type, url=row.url, retrieved=row.retrieved, kept=is_kept)


def _is_about(judgement: Judgement, report: str) -> bool:
    return any(name == report or name.startswith(f"{report}/") for name in (judgement.subject, judgement.object or ""))
