"""Taking a report's words out of the ledger: a takedown, personal data.

The rule that must not be broken: this is the one act that erases. Every copy of the report's words goes, in tables and in the search's index;
the hash of what was there, who had it erased and why, and the bare trace of its claims stay, and the report is not taken in again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.core.errors import LedgerError
from reportedly.ledger import schema
from reportedly.ledger.blobs import storable, text_of
from reportedly.ledger.copy_rows import drop_texts
from reportedly.ledger.names import resolve_report
from reportedly.ledger.prepare import SPEAKER
from reportedly.ledger.search import remove_words
from reportedly.ledger.store import BUSY_MILLISECONDS

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from reportedly.ledger.store import Store

WAIT_MILLISECONDS = 10_000
"""How long readers are waited for before the journal is left as it is."""
ERASED_FROM = (
    "report", "report_text", "note", "snapshot", "page", "reading", "claim", "claim_party", "attribution", "actor", "source", schema.WORDS,
    *(table.name for table in schema.COPIES),
)  # fmt: skip
"""Tables that words of a report may have stood in."""


def forget_report(connection: Connection, name: str, *, by: str, reason: str, recorded: datetime) -> str:
    """Erase the report's words; its id. Doing it again changes nothing. Raises ``LedgerError`` when there is no such report, or no reason."""
    if not by.strip() or not reason.strip():
        message = f"expected who has the report forgotten and why, found by={by!r}, reason={reason!r}"
        raise LedgerError(message)
    report_id = resolve_report(connection, name)
    report = connection.scalars(sa.select(schema.report.c.pk).where(schema.report.c.id == report_id)).one()
    if connection.scalar(sa.select(schema.forgotten.c.report).where(schema.forgotten.c.report == report)) is not None:
        return report_id
    row = {"report": report, "by": storable(by.strip()), "reason": storable(reason.strip()), "recorded": recorded}
    connection.execute(schema.forgotten.insert(), row)
    _erase_texts(connection, report)
    _erase_claims(connection, report)
    connection.execute(schema.report.update().where(schema.report.c.pk == report).values(url=None))
    return report_id


def wipe(store: Store) -> str | None:
    """Let the erased bytes go from the files too, and say what could not be done about it; ``None`` where all was.

    SQLite has overwritten them in the file (``secure_delete``), and its journal is emptied here. PostgreSQL keeps erased rows until they are vacuumed, which
    frees them, and overwrites them in its own time; its write-ahead log, replicas and back-ups are the server's.
    """
    with store.engine.connect() as connection:
        return _empty_journal(connection) if store.is_sqlite else _vacuum(connection)


def _empty_journal(connection: Connection) -> str | None:
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={WAIT_MILLISECONDS}")
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    busy, *_ = cursor.fetchone() or (0,)
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.close()
    return "another program reads the ledger, so its journal (-wal) still holds them: end it, and forget the report again" if busy else None


def _vacuum(connection: Connection) -> str | None:
    told: list[str] = []
    driver: Any = connection.connection.dbapi_connection

    def hear(notice: Any) -> None:
        told.append(str(notice.message_primary))

    driver.add_notice_handler(hear)
    try:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(sa.text(f"VACUUM {', '.join(ERASED_FROM)}"))
    finally:
        driver.remove_notice_handler(hear)
    refused = [notice for notice in told if "permission denied" in notice]
    return f"the server keeps erased rows until the owner of the tables runs VACUUM ({len(refused)} refused)" if refused else None


def _erase_texts(connection: Connection, report: int) -> None:
    text = schema.report_text
    rows = connection.execute(sa.select(text.c.pk, text.c.title, text.c.body).where(text.c.report == report)).all()
    for row in rows:
        if row.body is not None:
            remove_words(connection, row.pk, row.title or "", storable(text_of(row.body)))
    texts = [row.pk for row in rows]
    drop_texts(connection, texts)
    connection.execute(text.update().where(text.c.pk.in_(texts)).values(title=None, body=None))
    connection.execute(schema.note.update().where(schema.note.c.text.in_(texts)).values(value=None))
    connection.execute(schema.snapshot.update().where(schema.snapshot.c.text.in_(texts)).values(body=None, url=None))
    connection.execute(schema.page.update().where(schema.page.c.text.in_(texts)).values(body=None))
    connection.execute(schema.reading.update().where(schema.reading.c.text.in_(texts)).values(body=None))


def _erase_claims(connection: Connection, report: int) -> None:
    """Quotes, and the words for whoever the pack does not know: who it knows speaks in public."""
    claim, party, actor, attribution, source = schema.claim, schema.claim_party, schema.actor, schema.attribution, schema.source
    connection.execute(claim.update().where(claim.c.report == report).values(quote=None))
    theirs = sa.select(claim.c.pk).where(claim.c.report == report)
    connection.execute(party.delete().where(party.c.claim.in_(theirs)))
    readings = sa.select(schema.reading.c.pk).where(schema.reading.c.report == report)
    strangers = sa.select(source.c.pk).where(source.c.known == sa.false())
    connection.execute(attribution.update().where(attribution.c.reading.in_(readings), attribution.c.source.in_(strangers)).values(source=None))
    # Only words that nobody else used, and that no writer remembers the number of (post.py, Interned).
    connection.execute(actor.delete().where(actor.c.actor_id.is_(None), ~sa.exists().where(party.c.actor == actor.c.pk)))
    unused = ~sa.exists().where(attribution.c.source == source.c.pk)
    connection.execute(source.delete().where(source.c.role == SPEAKER, source.c.known == sa.false(), unused))
