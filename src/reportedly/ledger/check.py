"""Is the ledger sound: hashes, references, spans, the search's index, and whether reading again gives the same.

The rule that must not be broken: a check changes nothing, and goes on after a fault as far as the store can be read at all.
"""

from __future__ import annotations

import dataclasses
import hashlib
import sqlite3
from collections import Counter
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from reportedly.core.entries import Hop
from reportedly.core.ids import text_hash
from reportedly.core.records import Page, Reading
from reportedly.ledger import schema
from reportedly.ledger.blobs import bytes_of, storable, text_of
from reportedly.ledger.codec import decode, encode_reading, hash_of_reading
from reportedly.ledger.post import AGAIN
from reportedly.ledger.prepare import digest_of, page_bytes, page_digest
from reportedly.ledger.rulings import REPLACED, iter_judgements
from reportedly.ledger.store import describe
from reportedly.ledger.testimony import iter_testimonies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sqlalchemy.engine import Connection

    from reportedly.core.entries import Judgement
    from reportedly.ledger.prepare import PackVersion
    from reportedly.ledger.store import Store

BATCH = 100
PARTS = (schema.claim_hop, schema.claim_place, schema.claim_party, schema.claim_quantity, schema.claim_also)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something in the ledger that is not as it was stored. ``where`` is a table or the id of a report."""

    kind: str
    where: str
    message: str


def iter_faults(store: Store) -> Iterator[Fault]:
    """What is wrong, the file first; nothing for a sound ledger."""
    for look in (_file, _references, _days, _shared, _texts, _pages, _readings, _snapshots, _words, _index, _judgements):
        try:
            with store.engine.connect() as connection, connection.begin():
                yield from look(connection)
        except (DBAPIError, sqlite3.Error) as error:
            yield Fault(kind="unreadable", where=look.__name__.strip("_"), message=describe(error, store.where))
        except (ValueError, KeyError) as error:
            yield Fault(kind="unreadable", where=look.__name__.strip("_"), message=f"a value is none of its column's: {error}")


def iter_replayed(
    store: Store, reader: PackVersion, read: Callable[[Iterable[Page]], Iterable[Reading]], left_out: Callable[[int], None]
) -> Iterator[Fault | None]:
    """Read again what this reader read: a fault for each report that gives something else now, ``None`` for each that gives the same.

    ``left_out`` is told how many readings are by other readers, and so cannot be replayed by this one.
    """
    with store.reading() as connection:
        pack, read_as = schema.pack_version, schema.page_reading
        left_out(connection.scalar(sa.select(sa.func.count()).select_from(read_as).join(pack).where(pack.c.digest != reader.digest)) or 0)
        wanted = (
            sa.select(schema.page.c.body, schema.report_text.c.body.label("text"), schema.reading.c.body.label("stored"), schema.report.c.id)
            .select_from(read_as)
            .join(schema.page, read_as.c.page == schema.page.c.pk)
            .join(pack, read_as.c.pack_version == pack.c.pk)
            .join(schema.reading, read_as.c.reading == schema.reading.c.pk)
            .join(schema.report_text, schema.reading.c.text == schema.report_text.c.pk)
            .join(schema.report, schema.reading.c.report == schema.report.c.pk)
            .where(pack.c.digest == reader.digest, schema.page.c.body.is_not(None), schema.report_text.c.body.is_not(None))
            .order_by(schema.report.c.id, schema.page.c.pk)
            .execution_options(yield_per=BATCH)
        )
        for rows in connection.execute(wanted).partitions(BATCH):
            pages = [decode(Page, page_bytes(row.body, row.text)) for row in rows]
            for row, reading in zip(rows, read(pages), strict=True):
                same = _content(reading) == _content(decode(Reading, bytes_of(row.stored), text_of(row.text)))
                yield None if same else Fault(kind="replay", where=row.id, message="reading the same page again gives something else than what is stored")


def _content(reading: Reading) -> str:
    """A hash of what was read. Issues are left out: those of the container (an ambiguous date of a table) came with the page, not with the reading."""
    return encode_reading(dataclasses.replace(reading, issues=()))[1]


def _file(connection: Connection) -> Iterator[Fault]:
    if connection.dialect.name != "sqlite":
        return
    for (found,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if found != "ok":
            yield Fault(kind="file", where="file", message=str(found))


def _references(connection: Connection) -> Iterator[Fault]:
    """PostgreSQL never lets a reference hang; SQLite is asked, since another program may have written with its checks off."""
    if connection.dialect.name == "sqlite":
        for table, row, target, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(20):
            yield Fault(kind="reference", where=str(table), message=f"row {row} points at a row of {target} that is not there")
    for table, parent in ((schema.report_text, schema.report), (schema.reading, schema.report_text)):
        column = table.c.report if table is schema.report_text else table.c.text
        gaps = (
            sa.select(parent.c.pk).join_from(parent, table, column == parent.c.pk).group_by(parent.c.pk).having(sa.func.count() != sa.func.max(table.c.ordinal))
        )
        for pk in connection.scalars(gaps.limit(20)):
            yield Fault(kind="missing", where=table.name, message=f"of row {pk} of {parent.name} some are gone: their numbers have a gap")


def _days(connection: Connection) -> Iterator[Fault]:
    """The public day stands with the reading and, for every question "as of" a day, with each of its claims."""
    claim, reading = schema.claim, schema.reading
    wrong = sa.select(claim.c.pk).join_from(claim, reading, claim.c.reading == reading.c.pk).where(claim.c.public.is_distinct_from(reading.c.public))
    for pk in connection.scalars(wrong.order_by(claim.c.pk).limit(20)):
        yield Fault(kind="day", where=f"claim {pk}", message="its public day is not that of its reading")


def _shared(connection: Connection) -> Iterator[Fault]:
    """Sources, places and actors, which many claims share, go by what they are made of; so does who read."""
    for table in (schema.pack_version, schema.source, schema.place, schema.actor):
        names = [column.name for column in table.columns if column.name not in {"pk", "digest"}]
        for row in connection.execute(sa.select(table).order_by(table.c.pk).execution_options(yield_per=BATCH)):
            if digest_of(table.name, tuple(getattr(row, name) for name in names)) != row.digest:
                yield Fault(kind="shared", where=f"{table.name} {row.pk}", message="it is not what was stored: its digest is another")


def _texts(connection: Connection) -> Iterator[Fault]:
    text, report = schema.report_text, schema.report
    wanted = sa.select(text, report.c.id, schema.forgotten.c.report.label("erased")).join_from(text, report, text.c.report == report.c.pk)
    wanted = wanted.outerjoin(schema.forgotten, schema.forgotten.c.report == report.c.pk).order_by(text.c.pk)
    for row in connection.execute(wanted.execution_options(yield_per=BATCH)):
        if (row.body is None) != (row.erased is not None):
            found = "its text is gone, and nobody had it forgotten" if row.body is None else "it was to be forgotten, and its text is still there"
            yield Fault(kind="forgotten", where=row.id, message=found)
        elif row.body is not None:
            yield from _damage(row.id, "text", _is_that_text, row.body, row.text_hash)


def _pages(connection: Connection) -> Iterator[Fault]:
    """What went into the readings, where this release read it: another's pages may have had fewer fields, and so other digests."""
    page, text, report, read_as, pack = schema.page, schema.report_text, schema.report, schema.page_reading, schema.pack_version
    ours = sa.select(read_as.c.page).join_from(read_as, pack, read_as.c.pack_version == pack.c.pk)
    release = version("reportedly")
    ours = ours.where((pack.c.engine == release) | pack.c.engine.startswith(f"{release}+", autoescape=True))
    wanted = (
        sa.select(page.c.body, page.c.digest, text.c.body.label("text"), report.c.id, page.c.pk.in_(ours).label("ours"))
        .join_from(page, text, page.c.text == text.c.pk)
        .join(report, text.c.report == report.c.pk)
        .where(page.c.body.is_not(None), text.c.body.is_not(None))
        .order_by(page.c.pk)
    )
    for row in connection.execute(wanted.execution_options(yield_per=BATCH)):
        yield from _damage(row.id, "page", _is_that_page, row)


def _readings(connection: Connection) -> Iterator[Fault]:
    reading, text, report = schema.reading, schema.report_text, schema.report
    wanted = (
        sa.select(reading.c.pk, reading.c.body, reading.c.content_hash, text.c.body.label("text"), report.c.id)
        .join_from(reading, text, reading.c.text == text.c.pk)
        .join(report, reading.c.report == report.c.pk)
        .where(reading.c.body.is_not(None), text.c.body.is_not(None))
        .order_by(reading.c.pk)
        .execution_options(yield_per=BATCH)
    )
    for rows in connection.execute(wanted).partitions(BATCH):
        pks = [row.pk for row in rows]
        claims, parts = _claims(connection, pks), _parts(connection, pks)
        for row in rows:
            yield from _damage(row.id, "reading", _is_whole, row, claims.get(row.pk, []), parts)
            yield from _spans(row, claims.get(row.pk, []))


def _claims(connection: Connection, readings: Sequence[int]) -> dict[int, list[Any]]:
    claim = schema.claim
    found: dict[int, list[Any]] = {}
    names = ("pk", "reading", "key", "event", "start", "end", "quote", "positive", "mode", "certainty", "day_earliest", "day_latest")
    columns = [claim.c[name] for name in names]
    for row in connection.execute(sa.select(*columns).where(claim.c.reading.in_(readings)).order_by(claim.c.reading, claim.c.ordinal)):
        found.setdefault(row.reading, []).append(row)
    return found


def _parts(connection: Connection, readings: Sequence[int]) -> Counter[tuple[str, int]]:
    """How many rows each claim of these readings has in each table of parts, and each reading among the attributions."""
    claim, attribution = schema.claim, schema.attribution
    asked = [sa.select(part.c.claim).join_from(part, claim, part.c.claim == claim.c.pk).where(claim.c.reading.in_(readings)) for part in PARTS]
    found = Counter((part.name, pk) for part, one in zip(PARTS, asked, strict=True) for pk in connection.scalars(one))
    found.update((attribution.name, pk) for pk in connection.scalars(sa.select(attribution.c.reading).where(attribution.c.reading.in_(readings))))
    return found


def _parts_of(reading: Reading) -> Iterator[tuple[int, ...]]:
    """The same for each claim as the whole reading has it, in the order of ``PARTS``."""
    hops = {one.id: Hop(source=None, kind=one.source_kind, act=one.act, side=None) for one in reading.attributions}
    for one in iter_testimonies(reading, hops=hops):
        yield len(one.chain), len(one.places), len(one.actors) + len(one.targets), len(one.quantities), len(one.control.also) if one.control else 0


def _is_whole(row: Any, claims: list[Any], parts: Counter[tuple[str, int]]) -> bool:
    """The stored reading has its hash, the rows of its claims are the claims in it, and none of their parts is lost."""
    body = bytes_of(row.body)
    made = decode(Reading, body, text_of(row.text))
    told = [
        (one.key, one.event, one.start, one.end, one.positive, one.mode.value, one.certainty.value, one.day.days.earliest, one.day.days.latest)
        for one in made.claims
    ]
    same = told == [(one.key, one.event, one.start, one.end, one.positive, one.mode, one.certainty, one.day_earliest, one.day_latest) for one in claims]
    stored = [tuple(parts[part.name, one.pk] for part in PARTS) for one in claims]
    has_parts = stored == list(_parts_of(made)) and parts[schema.attribution.name, row.pk] == len(made.attributions)
    return same and has_parts and hash_of_reading(body) == row.content_hash.partition(AGAIN)[0]


def _spans(row: Any, claims: list[Any]) -> Iterator[Fault]:
    try:
        text = text_of(row.text)
    except ValueError:
        return  # told already
    for claim in claims:
        if claim.quote != storable(text[claim.start : claim.end]):
            yield Fault(kind="span", where=f"{row.id}/{claim.key}", message=f"the quote is not the text from {claim.start} to {claim.end}")


def _snapshots(connection: Connection) -> Iterator[Fault]:
    snapshot, text, report = schema.snapshot, schema.report_text, schema.report
    wanted = sa.select(snapshot.c.body, snapshot.c.sha256, report.c.id).join_from(snapshot, text, snapshot.c.text == text.c.pk).join(report)
    for row in connection.execute(wanted.where(snapshot.c.body.is_not(None)).order_by(snapshot.c.pk).execution_options(yield_per=10)):
        yield from _damage(row.id, "snapshot", _are_those_bytes, row.body, row.sha256)


def _words(connection: Connection) -> Iterator[Fault]:
    texts = sa.select(schema.report_text.c.pk).where(schema.report_text.c.body.is_not(None))
    if connection.dialect.name == "sqlite":
        indexed = sa.select(sa.column("id", sa.BigInteger)).select_from(sa.table(f"{schema.WORDS}_docsize"))
    else:
        indexed = sa.select(sa.column("text", sa.BigInteger)).select_from(sa.table(schema.WORDS))
    for question, what in (
        (texts.except_(indexed), "cannot be found by its words"),
        (indexed.except_(texts), "is found by words of a text that is not there"),
    ):
        for pk in connection.scalars(question.limit(20)):
            yield Fault(kind="words", where=f"report_text {pk}", message=what)


def _index(connection: Connection) -> Iterator[Fault]:
    """SQLite's own check of the search's index, which it takes for a write."""
    if connection.dialect.name != "sqlite":
        return
    try:
        connection.execute(sa.text(f"INSERT INTO {schema.WORDS}({schema.WORDS}) VALUES ('integrity-check')"))  # noqa: S608  a constant
    except DBAPIError as error:
        if "readonly" not in str(error):
            yield Fault(kind="words", where=schema.WORDS, message=f"the search's index is damaged: {error.orig}")


def _judgements(connection: Connection) -> Iterator[Fault]:
    """Judgements about what is not there: nothing counts wrong for them, but somebody's work is lost."""
    known = set(connection.scalars(sa.select(schema.report.c.id)))
    ids = set(connection.scalars(sa.select(schema.judgement.c.id)))
    for judgement in iter_judgements(connection, every=True):
        if _report_of(judgement, known) is None and judgement.subject not in ids:
            yield Fault(kind="judgement", where=judgement.id, message=f"it is about {judgement.subject}, which is not in this ledger")


def _report_of(judgement: Judgement, known: set[str]) -> str | None:
    match = REPLACED.fullmatch(judgement.subject)
    name = match["claim"] if match else judgement.subject
    return next((one for one in (name, name.rpartition("/")[0]) if one in known), None)


def _is_that_text(body: bytes, wanted: str) -> bool:
    return text_hash(text_of(body)) == wanted


def _is_that_page(row: Any) -> bool:
    return page_digest(decode(Page, page_bytes(row.body, row.text))) == row.digest or not row.ours


def _are_those_bytes(body: bytes, wanted: str) -> bool:
    return hashlib.sha256(bytes_of(body)).hexdigest() == wanted.removeprefix("sha256:")


def _damage(where: str, what: str, holds: Callable[..., bool], *given: object) -> Iterator[Fault]:
    try:
        sound = holds(*given)
    except (ValueError, KeyError, TypeError) as error:
        yield Fault(kind=what, where=where, message=f"the {what} is damaged: {error}")
    else:
        if not sound:
            yield Fault(kind=what, where=where, message=f"the {what} is not what was stored: its hash is another")
