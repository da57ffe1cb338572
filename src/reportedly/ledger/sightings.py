"""Pages that were read before and are seen again: nothing is read anew, but the ledger learns that their texts were still, or again, there.

The rule that must not be broken: a sighting is told by its bytes' hash, its moment and its address; telling it twice adds nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sa

from reportedly.ledger import schema
from reportedly.ledger.blobs import storable
from reportedly.ledger.post import Batch, Interned, snapshot_digest
from reportedly.ledger.rows import parts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from reportedly.core.entries import Snapshot
    from reportedly.ledger.post import Posted


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A page that was read before, by its digest: the bytes as they were seen now, and what the container says of it."""

    page_digest: str
    snapshot: Snapshot | None = None
    notes: tuple[tuple[str, str], ...] = ()


class _Seen(NamedTuple):
    """A sighting of a text that is in the ledger; ``digest`` is that of its snapshot."""

    report: str
    text: int
    text_hash: str
    digest: str | None
    sighting: Sighting


def unseen(connection: Connection, sightings: Sequence[Sighting]) -> list[Sighting]:
    """Those that tell the ledger something; pages that are not there, or forgotten, are left out."""
    found = _find(connection, sightings)
    snapshot, note = schema.snapshot, schema.note
    digests: set[str] = set()
    for some in parts({seen.digest for seen in found if seen.digest}):
        digests.update(connection.scalars(sa.select(snapshot.c.digest).where(snapshot.c.digest.in_(some))))
    notes: set[tuple[int, str, str]] = set()
    for some in parts({seen.text for seen in found if seen.sighting.notes}):
        rows = connection.execute(sa.select(note.c.text, note.c.name, note.c.value).where(note.c.text.in_(some)))
        notes.update((row.text, row.name, row.value) for row in rows)
    return [
        seen.sighting
        for seen in found
        if (seen.digest is not None and seen.digest not in digests)
        or any((seen.text, storable(name), storable(value)) not in notes for name, value in seen.sighting.notes)
    ]


def post_sightings(connection: Connection, sightings: Sequence[Sighting], recorded: datetime) -> list[Posted]:
    """Store them; what each came to."""
    found = _find(connection, sightings)
    batch = Batch(connection, Interned(), recorded)
    batch.look_up_snapshots({seen.digest for seen in found if seen.digest})
    batch.look_up_reports({seen.report for seen in found})
    posted = [batch.post_sighting(seen.report, seen.text_hash, seen.sighting.snapshot, seen.sighting.notes) for seen in found]
    batch.flush()
    return posted


def _find(connection: Connection, sightings: Sequence[Sighting]) -> list[_Seen]:
    page, text, report = schema.page, schema.report_text, schema.report
    wanted = (
        sa.select(page.c.digest, text.c.pk, text.c.text_hash, report.c.id)
        .join_from(page, text, page.c.text == text.c.pk)
        .join(report, text.c.report == report.c.pk)
        .where(report.c.pk.not_in(sa.select(schema.forgotten.c.report)))
    )
    digests = {sighting.page_digest for sighting in sightings}
    rows = {row.digest: row for some in parts(digests) for row in connection.execute(wanted.where(page.c.digest.in_(some)))}
    return [
        _Seen(row.id, row.pk, row.text_hash, snapshot_digest(row.id, row.text_hash, sighting.snapshot) if sighting.snapshot else None, sighting)
        for sighting in sightings
        if (row := rows.get(sighting.page_digest)) is not None
    ]
