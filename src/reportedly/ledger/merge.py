"""One ledger into another, and a copy of a ledger that is in use.

The rule that must not be broken: what either ledger held is held after, with the moments it was recorded at; what either had forgotten stays forgotten.
"""

from __future__ import annotations

import dataclasses
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.core.day_range import DayRange
from reportedly.core.entries import JudgementKind, Snapshot
from reportedly.core.errors import LedgerError
from reportedly.ledger import schema
from reportedly.ledger.blobs import bytes_of, storable, text_of
from reportedly.ledger.judge import keep_place, store_judgement
from reportedly.ledger.post import COLUMNS
from reportedly.ledger.prepare import AttributionRow, Entry, PackVersion, Posting
from reportedly.ledger.rows import load_claim_rows
from reportedly.ledger.rulings import iter_judgements
from reportedly.ledger.stored import to_place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from reportedly.core.entries import Judgement
    from reportedly.ledger.prepare import ClaimRow, Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """A forgotten report, as it passes from ledger to ledger."""

    report: str
    known_by: str
    by: str
    reason: str
    recorded: datetime


def iter_postings(connection: Connection) -> Iterator[Posting]:
    """Everything that was read, in the order it was stored, as it can be posted elsewhere; what was forgotten is left out."""
    reading = schema.reading
    wanted = sa.select(reading.c.pk).where(reading.c.report.not_in(sa.select(schema.forgotten.c.report))).order_by(reading.c.recorded, reading.c.pk)
    for pk in connection.scalars(wanted.execution_options(yield_per=200)):
        yield from _postings(connection, pk)


def iter_erased(connection: Connection) -> Iterator[Erased]:
    """The reports that were forgotten."""
    forgotten, report = schema.forgotten, schema.report
    for row in connection.execute(sa.select(report.c.id, report.c.known_by, forgotten).join_from(forgotten, report).order_by(report.c.id)):
        yield Erased(report=row.id, known_by=row.known_by, by=row.by, reason=row.reason, recorded=row.recorded)


def post_erased(connection: Connection, erased: Erased) -> bool:
    """Note a report as forgotten that was never here; false when it is here, and has to be forgotten."""
    report = schema.report
    if connection.scalar(sa.select(report.c.pk).where(report.c.id == erased.report)) is not None:
        return False
    pk = (connection.scalar(sa.select(sa.func.max(report.c.pk))) or 0) + 1
    connection.execute(report.insert(), {"pk": pk, "id": erased.report, "known_by": erased.known_by, "recorded": erased.recorded})
    connection.execute(schema.forgotten.insert(), {"report": pk, "by": erased.by, "reason": erased.reason, "recorded": erased.recorded})
    return True


def copy_judgements(source: Connection, target: Connection) -> int:
    """Judgements that are new in the target; how many."""
    moments = {row.id: row.recorded for row in source.execute(sa.select(schema.judgement.c.id, schema.judgement.c.recorded))}
    judgements: list[Judgement] = list(iter_judgements(source, every=True))
    wanted = {judgement.object for judgement in judgements if judgement.kind is JudgementKind.PLACE_IS}
    for row in source.execute(sa.select(schema.place).where(schema.place.c.id.in_(sorted(filter(None, wanted))))):
        keep_place(target, to_place(row))
    return sum(store_judgement(target, judgement, moments[judgement.id]) for judgement in judgements)


def back_up_file(source: Path, target: Path) -> None:
    """A whole copy of a SQLite ledger while others write to it. The target has its name only when it is whole. Raises ``LedgerError``."""
    if target.exists():
        message = f"expected a new file for the back-up, found {target} there already; name another"
        raise LedgerError(message)
    partial = target.with_name(target.name + ".partial")
    try:
        partial.unlink(missing_ok=True)
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as opened, closing(sqlite3.connect(partial)) as copy:
            opened.backup(copy)
            found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            message = f"expected a sound ledger to back up, found damage: {found}; run `reportedly check {source}`"
            raise LedgerError(message)
        seal_file(partial)
        partial.replace(target)
    except (sqlite3.Error, OSError) as error:
        message = f"expected to write the back-up {target}, found: {error}"
        raise LedgerError(message) from error


def seal_file(path: Path) -> None:
    """Have all of a closed ledger in its one file, and on the disk."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for rest in ("-wal", "-shm"):
        path.with_name(path.name + rest).unlink(missing_ok=True)
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def load_entry(connection: Connection, reading: int) -> Entry:
    """The entry that a reading was posted as."""
    row = connection.execute(_READING.where(schema.reading.c.pk == reading)).one()
    text = text_of(row.text_body)
    attributions = _attributions(connection, reading)
    claims = load_claim_rows(connection, reading)
    sources = {digest for digest, _ in attributions if digest} | ({row.outlet_digest} if row.outlet_digest else set())
    return Entry(
        report=row.report_id,
        known_by=row.known_by,
        url=row.url,
        outlet=row.outlet_digest,
        reading_id=row.reading_id,
        title=row.title,
        text=storable(text),
        text_hash=row.text_hash,
        text_blob=bytes(row.text_body),
        pack=PackVersion(name=row.name, version=row.version, fingerprint=row.fingerprint, engine=row.engine),
        content_hash=row.content_hash,
        body=bytes(row.body),
        language=row.language,
        published=DayRange(row.published_earliest, row.published_latest),
        basis=row.published_basis,
        attributions=tuple(made for _, made in attributions),
        claims=claims,
        sources=_interned(connection, "source", sources),
        places=_interned(connection, "place", _place_digests(claims)),
        actors=_interned(connection, "actor", {digest for claim in claims for _, digest in claim.parties}),
    )


def _postings(connection: Connection, reading: int) -> Iterator[Posting]:
    """The reading with each page it was read from; a snapshot rides on each."""
    entry = load_entry(connection, reading)
    row = connection.execute(
        sa.select(schema.reading.c.text, schema.reading.c.public, schema.reading.c.recorded, schema.report_text.c.retrieved, schema.report_text.c.seen)
        .join_from(schema.reading, schema.report_text, schema.reading.c.text == schema.report_text.c.pk)
        .where(schema.reading.c.pk == reading)
    ).one()
    page, page_reading, snapshot = schema.page, schema.page_reading, schema.snapshot
    joined = sa.select(page.c.digest, page.c.body, schema.pack_version).join_from(page_reading, page).join(schema.pack_version)
    pages = connection.execute(joined.where(page_reading.c.reading == reading).order_by(page.c.pk, schema.pack_version.c.pk)).all()
    seen = connection.execute(sa.select(snapshot).where(snapshot.c.text == row.text).order_by(snapshot.c.pk)).all()
    note = schema.note
    said = connection.execute(sa.select(note.c.name, note.c.value).where(note.c.text == row.text).order_by(note.c.ordinal)).all()
    for number in range(max(len(pages), len(seen), 1)):
        read = pages[number] if number < len(pages) else None
        reader = PackVersion(name=read.name, version=read.version, fingerprint=read.fingerprint, engine=read.engine) if read else entry.pack
        yield Posting(
            entry=dataclasses.replace(entry, pack=reader),
            page_digest=read.digest if read else None,
            page_blob=bytes(read.body) if read and read.body is not None else None,
            snapshot=_snapshot(seen[number]) if number < len(seen) else None,
            retrieved=row.retrieved,
            notes=tuple((one.name, one.value) for one in said),
            seen=row.seen,
            public=row.public,
            recorded=row.recorded,
        )


def _snapshot(row: Any) -> Snapshot:
    body = bytes_of(row.body) if row.body is not None else None
    return Snapshot(sha256=row.sha256, body=body, media_type=row.media_type, url=row.url, retrieved=row.retrieved)


def _attributions(connection: Connection, reading: int) -> list[tuple[str | None, AttributionRow]]:
    attribution, source = schema.attribution, schema.source
    wanted = (
        sa.select(attribution, source.c.digest)
        .outerjoin_from(attribution, source, attribution.c.source == source.c.pk)
        .where(attribution.c.reading == reading)
        .order_by(attribution.c.ordinal)
    )
    return [(row.digest, AttributionRow(source=row.digest, kind=row.kind, act=row.act, side=row.side, parent=row.parent)) for row in connection.execute(wanted)]


def _place_digests(claims: tuple[ClaimRow, ...]) -> set[str]:
    named = {digest for claim in claims for digest, _ in claim.places}
    return named | {claim.control_place for claim in claims if claim.control_place} | {digest for claim in claims for digest in claim.also}


def _interned(connection: Connection, name: str, digests: set[str]) -> dict[str, Values]:
    if not digests:
        return {}
    table = schema.metadata.tables[name]
    rows = connection.execute(sa.select(table).where(table.c.digest.in_(sorted(digests))))
    return {row.digest: tuple(getattr(row, column) for column in COLUMNS[name]) for row in rows}


_READING = (
    sa.select(
        schema.reading,
        schema.report.c.id.label("report_id"),
        schema.report.c.known_by,
        schema.report.c.url,
        schema.source.c.digest.label("outlet_digest"),
        schema.report_text.c.reading_id,
        schema.report_text.c.title,
        schema.report_text.c.text_hash,
        schema.report_text.c.body.label("text_body"),
        schema.pack_version.c.name,
        schema.pack_version.c.version,
        schema.pack_version.c.fingerprint,
        schema.pack_version.c.engine,
    )
    .select_from(schema.reading)
    .join(schema.report, schema.reading.c.report == schema.report.c.pk)
    .join(schema.report_text, schema.reading.c.text == schema.report_text.c.pk)
    .join(schema.pack_version, schema.reading.c.pack_version == schema.pack_version.c.pk)
    .outerjoin(schema.source, schema.report.c.outlet == schema.source.c.pk)
)
