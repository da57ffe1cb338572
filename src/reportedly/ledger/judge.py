"""Judgements into the ledger.

The rule that must not be broken: a judgement names entries that are there, by ids that survive reading again, and is written once however often it is made.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.core.entries import VERDICTS, Judgement, JudgementKind
from reportedly.core.errors import LedgerError
from reportedly.core.ids import content_id
from reportedly.ledger import schema
from reportedly.ledger.blobs import storable
from reportedly.ledger.names import resolve_claim, resolve_entry
from reportedly.ledger.prepare import page_bytes, place_values
from reportedly.ledger.rulings import REPLACED, iter_judgements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from sqlalchemy.engine import Connection

    from reportedly.core.records import Place

PAIRS = frozenset({JudgementKind.SAME_AS, JudgementKind.COPY_OF, JudgementKind.NOT_SAME})
EITHER_WAY = frozenset({JudgementKind.SAME_AS, JudgementKind.NOT_SAME})


def post_judgement(
    connection: Connection,
    kind: JudgementKind,
    subject: str,
    *,
    by: str,
    why: str,
    recorded: datetime,
    object: str | None = None,  # noqa: A002  the record's field
    since: date | None = None,
    place: Place | None = None,
) -> Judgement:
    """Write a judgement, with its names made into ids; the one that is there when it was made before. Raises ``LedgerError``.

    ``place`` is the record behind ``object`` for a place that no claim of this ledger names yet.
    """
    if not by.strip() or not why.strip():
        message = f"expected who judges and why, found by={by!r}, why={why!r}; a judgement without its reason cannot be weighed"
        raise LedgerError(message)
    if kind is JudgementKind.VERDICT and object not in VERDICTS:
        message = f"expected a verdict ({', '.join(VERDICTS)}) after the claim, found {object!r}"
        raise LedgerError(message)
    if (object is None) != (kind not in PAIRS | {JudgementKind.PLACE_IS, JudgementKind.VERDICT}) and kind is not JudgementKind.CORRECTED:
        message = f"expected {'another entry' if object is None else 'no other entry'} with {kind.value}, found {object!r}"
        raise LedgerError(message)
    subject = _subject(connection, kind, subject)
    if object is not None:
        object = _place_id(connection, object, place) if kind is JudgementKind.PLACE_IS else _object(connection, kind, object)  # noqa: A001
        if kind in EITHER_WAY and object < subject:
            subject, object = object, subject  # noqa: A001
        if object == subject:
            message = f"expected two entries, found {subject} twice"
            raise LedgerError(message)
    by, why = storable(by.strip()), storable(why.strip())
    judgement = Judgement(
        id=content_id(kind.value, subject, object, by, why, since.isoformat() if since else None),
        kind=kind,
        subject=subject,
        object=object,
        by=by,
        why=why,
        since=since,
    )
    store_judgement(connection, judgement, recorded)
    return judgement


def store_judgement(connection: Connection, judgement: Judgement, recorded: datetime) -> bool:
    """Write a judgement whose ids are good; false when it was there."""
    table = schema.judgement
    if connection.scalar(sa.select(table.c.pk).where(table.c.id == judgement.id)) is not None:
        return False
    pk = (connection.scalar(sa.select(sa.func.max(table.c.pk))) or 0) + 1
    row = {
        "pk": pk,
        "id": judgement.id,
        "kind": judgement.kind.value,
        "subject": judgement.subject,
        "object": judgement.object,
        "by": judgement.by,
        "why": judgement.why,
        "since": judgement.since,
        "recorded": recorded,
    }
    connection.execute(table.insert(), row)
    return True


def _subject(connection: Connection, kind: JudgementKind, subject: str) -> str:
    if kind in {JudgementKind.MISREAD, JudgementKind.VERDICT}:
        return resolve_claim(connection, subject)
    if kind is JudgementKind.PLACE_IS:
        match = REPLACED.fullmatch(subject)
        if match is None:
            return resolve_claim(connection, subject)
        return f"{resolve_claim(connection, match['claim'])}@{match['place']}"
    if kind is JudgementKind.TAKEN_BACK:
        found = sorted(connection.scalars(sa.select(schema.judgement.c.id).where(schema.judgement.c.id.startswith(subject, autoescape=True))))
        if len(found) != 1:
            message = f"expected the id of one judgement, found {subject!r}, which fits {', '.join(found[:5]) or 'none'}; `reportedly judgements` shows them"
            raise LedgerError(message)
        return str(found[0])
    return resolve_entry(connection, subject)


def _object(connection: Connection, kind: JudgementKind, name: str) -> str:
    """Where a correction stands may be outside the ledger: an address, a note. A verdict is a word."""
    if kind is JudgementKind.VERDICT:
        return name
    if kind is JudgementKind.CORRECTED:
        try:
            return resolve_entry(connection, name)
        except LedgerError:
            return storable(name)
    return resolve_entry(connection, name)


def _place_id(connection: Connection, name: str, place: Place | None) -> str:
    table = schema.place
    if connection.scalar(sa.select(table.c.pk).where(table.c.id == name).limit(1)) is not None:
        return name
    if place is None or place.id != name:
        message = f"expected the id of a place that this ledger or the pack knows, found {name!r}; `reportedly places NAME` shows ids"
        raise LedgerError(message)
    keep_place(connection, place)
    return place.id


def keep_place(connection: Connection, place: Place) -> None:
    """Have the place among those of the ledger."""
    table = schema.place
    digest, values = place_values(place)
    if connection.scalar(sa.select(table.c.pk).where(table.c.digest == digest)) is None:
        pk = (connection.scalar(sa.select(sa.func.max(table.c.pk))) or 0) + 1
        columns = [column.name for column in table.columns if column.name not in {"pk", "digest"}]
        connection.execute(table.insert(), {"pk": pk, "digest": digest, **dict(zip(columns, values, strict=True))})


def iter_misread(connection: Connection) -> Iterator[dict[str, Any]]:
    """The misread claims as test cases, by id: the page as an input line, and the claim that is not to be read in it. Forgotten reports give none."""
    claim, reading, report, text, page, read = schema.claim, schema.reading, schema.report, schema.report_text, schema.page, schema.page_reading
    for judgement in iter_judgements(connection):
        if judgement.kind is not JudgementKind.MISREAD:
            continue
        report_id, _, key = judgement.subject.rpartition("/")
        row = connection.execute(
            sa.select(claim.c.event, claim.c.quote, claim.c.start, claim.c.end, text.c.body, page.c.body.label("page"))
            .join_from(claim, reading, claim.c.reading == reading.c.pk)
            .join(report, claim.c.report == report.c.pk)
            .join(text, reading.c.text == text.c.pk)
            .join(read, read.c.reading == reading.c.pk)
            .join(page, read.c.page == page.c.pk)
            .where(report.c.id == report_id, claim.c.key == key, text.c.body.is_not(None), page.c.body.is_not(None))
            .order_by(reading.c.text_ordinal.desc(), reading.c.ordinal.desc(), page.c.pk)
            .limit(1)
        ).one_or_none()
        if row is not None:
            given = json.loads(page_bytes(row.page, row.body).decode("utf-8", "surrogatepass"))
            misread = {"key": key, "event": row.event, "start": row.start, "end": row.end, "quote": row.quote}
            yield {**given, "misread": misread, "why": judgement.why, "by": judgement.by}
