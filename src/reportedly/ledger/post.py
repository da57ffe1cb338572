"""The one write: postings into rows, many in one transaction.

The rule that must not be broken: what is there is never changed, what was posted before is not posted twice, and a report is there whole or not at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from reportedly.core.ids import content_id
from reportedly.ledger import schema
from reportedly.ledger.blobs import bytes_blob, storable
from reportedly.ledger.current import NEVER
from reportedly.ledger.prepare import CLAIM_VALUES, DIGEST, SPEAKER, public_day
from reportedly.ledger.rows import load_claim_rows, parts
from reportedly.ledger.search import add_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from reportedly.core.entries import Snapshot
    from reportedly.ledger.prepare import ClaimRow, Entry, PackVersion, Posting, Values

Row = dict[str, Any]
INTERNED_MOST = 100_000
"""More remembered rows than this are forgotten all at once: some 20 MB, and looking one up again costs a tenth of a millisecond."""
AGAIN = "@"
"""Stands between a reading's hash and its number, where a reader came back to what an earlier one had read."""
IN_ORDER = (
    schema.pack_version, schema.source, schema.place, schema.actor, schema.report, schema.report_text, schema.note, schema.snapshot, schema.page,
    schema.reading, schema.page_reading, schema.attribution, schema.claim, schema.claim_hop, schema.claim_place, schema.claim_party, schema.claim_quantity,
    schema.claim_also,
)  # fmt: skip
"""Every table after those it points at."""
COLUMNS: dict[str, tuple[str, ...]] = {
    table.name: tuple(column.name for column in table.columns if column.name not in {"pk", "digest"})
    for table in (schema.pack_version, schema.source, schema.place, schema.actor)
}


class PostedKind(StrEnum):
    """What posting a reading came to."""

    NEW = "new"
    SEEN = "seen"
    NEW_TEXT = "new-text"
    RETURNED = "returned"
    REREAD = "reread"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What became of one posting. ``added``, ``gone`` and ``changed`` are keys of claims, against the reading that stood before.

    ``SEEN``: all of it was there. ``NEW_TEXT``: the report was there with another text, which stays beside this one. ``RETURNED``: the report went back
    to a text that it had before. ``REREAD``: the text was there, read by another pack or version. ``FORGOTTEN``: the report is one that was to be
    forgotten, and nothing was stored.
    """

    report: str
    kind: PostedKind
    claims: int = 0
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


class Changes(NamedTuple):
    """Keys of claims, against what stood before."""

    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


class Interned:
    """The numbers of rows that many reports share, by digest. A batch that fails takes its own back.

    Only rows that nobody ever deletes are remembered past a batch: words for strangers may be forgotten by another process, and their numbers used again.
    """

    def __init__(self) -> None:
        self._known: dict[str, dict[str, int]] = defaultdict(dict)
        self._new: dict[str, dict[str, int]] = defaultdict(dict)
        self._passing: dict[str, dict[str, int]] = defaultdict(dict)

    def settle(self, *, kept: bool) -> None:
        """The batch is in (``kept``), or it is not."""
        for name, new in self._new.items():
            known = self._known[name]
            if len(known) > INTERNED_MOST:
                known.clear()
            if kept:
                known.update(new)
        self._new.clear()
        self._passing.clear()

    def find(self, name: str, digest: str) -> int | None:
        """The row's number, ``None`` when it is not remembered."""
        for rows in (self._known, self._new, self._passing):
            if (found := rows[name].get(digest)) is not None:
                return found
        return None

    def learn(self, name: str, digest: str, pk: int, values: Values) -> None:
        """Remember a row that was found or made."""
        stranger = (name == "actor" and values[0] is None) or (name == "source" and values[0] == SPEAKER and not values[2])
        (self._passing if stranger else self._new)[name][digest] = pk


@dataclass(slots=True)
class _Text:
    pk: int
    ordinal: int
    text_hash: str
    retrieved: date | None
    seen: datetime | None  # last, as far as is known
    readings: dict[str, tuple[int, int]] = field(default_factory=dict)  # content hash → pk, ordinal
    kept: set[str] = field(default_factory=set)  # sha256 of the bytes that are there
    notes: list[tuple[str, str]] | None = None  # not looked up yet

    def see(self, moment: datetime | None) -> None:
        """It was there at that moment too."""
        if moment is not None:
            moment = schema.to_second(moment)
            self.seen = max(moment, self.seen or moment)


@dataclass(slots=True)
class _Report:
    pk: int
    forgotten: bool = False
    texts: dict[str, _Text] = field(default_factory=dict)  # text hash → text

    @property
    def current(self) -> _Text | None:
        """The text that counts: the one seen last (``current.py``)."""
        return max(self.texts.values(), key=lambda text: (text.seen or NEVER, text.ordinal), default=None)


def post_batch(connection: Connection, interned: Interned, postings: Sequence[Posting], recorded: datetime) -> list[Posted]:
    """Write the postings, in order, inside the transaction that is open; ``recorded`` is for those that bring no moment of their own."""
    batch = Batch(connection, interned, recorded)
    batch.look_up(postings)
    posted = [batch.post(posting) for posting in postings]
    batch.flush()
    return posted


def unread(connection: Connection, digests: Collection[str], reader: PackVersion) -> set[str]:
    """Those of the pages that this reader has not read."""
    page, read, pack = schema.page, schema.page_reading, schema.pack_version
    known = sa.select(page.c.digest).join_from(page, read, read.c.page == page.c.pk).join(pack, read.c.pack_version == pack.c.pk)
    return set(digests) - set(connection.scalars(known.where(page.c.digest.in_(list(digests)), pack.c.digest == reader.digest)))


class Batch:
    """What is there already, and the rows to add."""

    def __init__(self, connection: Connection, interned: Interned, recorded: datetime) -> None:
        self.connection = connection
        self.interned = interned
        self.recorded = recorded
        self.rows: dict[str, list[Row]] = defaultdict(list)
        self.words: list[tuple[int, str, str]] = []
        self.next: dict[str, int] = {}
        self.reports: dict[str, _Report] = {}
        self.pages: dict[str, int] = {}
        self.page_readings: set[tuple[int, int]] = set()
        self.snapshots: set[str] = set()

    # ── what is there ───────────────────────────────────────────────────────────────────────────────

    def look_up(self, postings: Sequence[Posting]) -> None:
        """One question a table, whatever the number of postings."""
        self.look_up_reports({posting.entry.report for posting in postings})
        digests = {posting.page_digest for posting in postings if posting.page_digest}
        for row in self._all(sa.select(schema.page.c.pk, schema.page.c.digest), schema.page.c.digest, digests):
            self.pages[row.digest] = row.pk
        table = schema.page_reading
        self.page_readings = {(row.page, row.pack_version) for row in self._all(sa.select(table), table.c.page, self.pages.values())}
        self.look_up_snapshots({snapshot_digest(one.entry.report, one.entry.text_hash, one.snapshot) for one in postings if one.snapshot})
        for name in ("source", "place", "actor"):
            rows: dict[str, Values] = {}
            for posting in postings:
                rows.update(getattr(posting.entry, f"{name}s"))
            self._intern(name, rows)
        packs = {posting.entry.pack.digest: posting.entry.pack for posting in postings}
        self._intern("pack_version", {digest: _pack_values(pack) for digest, pack in packs.items()})

    def look_up_reports(self, ids: Collection[str]) -> None:
        """The reports that are there, with their texts and readings."""
        table: Any = schema.report
        by_pk: dict[int, _Report] = {}
        for row in self._all(sa.select(table.c.pk, table.c.id), table.c.id, ids):
            by_pk[row.pk] = self.reports[row.id] = _Report(row.pk)
        for row in self._all(sa.select(schema.forgotten.c.report), schema.forgotten.c.report, by_pk):
            by_pk[row.report].forgotten = True
        texts: dict[int, _Text] = {}
        table = schema.report_text
        columns = (table.c.pk, table.c.report, table.c.ordinal, table.c.text_hash, table.c.retrieved, table.c.seen)
        for row in self._all(sa.select(*columns), table.c.report, by_pk):
            text = _Text(pk=row.pk, ordinal=row.ordinal, text_hash=row.text_hash, retrieved=row.retrieved, seen=row.seen)
            texts[row.pk] = by_pk[row.report].texts[row.text_hash] = text
        table = schema.reading
        for row in self._all(sa.select(table.c.pk, table.c.text, table.c.ordinal, table.c.content_hash), table.c.text, texts):
            texts[row.text].readings[row.content_hash] = (row.pk, row.ordinal)
        table = schema.snapshot
        sightings = sa.select(table.c.text, table.c.sha256, table.c.retrieved, table.c.body.is_not(None).label("kept"))
        for row in self._all(sightings, table.c.text, texts):
            texts[row.text].see(row.retrieved)
            if row.kept:
                texts[row.text].kept.add(row.sha256)

    def look_up_snapshots(self, digests: Collection[str]) -> None:
        """Those of the sightings that are there."""
        self.snapshots = {row.digest for row in self._all(sa.select(schema.snapshot.c.digest), schema.snapshot.c.digest, digests)}

    def _all(self, question: sa.Select[Any], column: sa.Column[Any], values: Iterable[Any]) -> list[sa.Row[Any]]:
        return [row for part in parts(values) for row in self.connection.execute(question.where(column.in_(part)))]

    def _intern(self, name: str, rows: dict[str, Values]) -> None:
        table = schema.metadata.tables[name]
        unknown = [digest for digest in rows if self.interned.find(name, digest) is None]
        for row in self._all(sa.select(table.c.pk, table.c.digest), table.c.digest, unknown):
            self.interned.learn(name, row.digest, row.pk, rows[row.digest])
        for digest in unknown:
            if self.interned.find(name, digest) is None:
                pk = self._add(name, digest=digest, **dict(zip(COLUMNS[name], rows[digest], strict=True)))
                self.interned.learn(name, digest, pk, rows[digest])

    # ── what is added ───────────────────────────────────────────────────────────────────────────────

    def _number(self, name: str) -> int:
        if name not in self.next:
            self.next[name] = (self.connection.execute(sa.select(sa.func.max(schema.metadata.tables[name].c.pk))).scalar() or 0) + 1
        self.next[name] += 1
        return self.next[name] - 1

    def _add(self, name: str, /, **values: Any) -> int:
        pk = self._number(name)
        self.rows[name].append({"pk": pk, **values})
        return pk

    def post(self, posting: Posting) -> Posted:
        """The rows of one posting that are not there yet."""
        entry, recorded = posting.entry, posting.recorded or self.recorded
        report = self.reports.get(entry.report)
        if report is not None and report.forgotten:
            return Posted(report=entry.report, kind=PostedKind.FORGOTTEN)
        kind = PostedKind.SEEN
        if report is None:
            report, kind = self._post_report(entry, recorded), PostedKind.NEW
        text, stood = report.texts.get(entry.text_hash), report.current
        is_known = text is not None
        if text is None:
            kind = PostedKind.NEW if kind is PostedKind.NEW else PostedKind.NEW_TEXT
            text = self._post_text(report, posting, recorded)
        is_back = self.see(entry.report, report, text, posting.snapshot, recorded)
        self._post_notes(text, posting.notes, is_known=is_known, recorded=recorded)
        before = _last_reading(text if is_known and text.readings and not is_back else stood)
        stored_as, found = self._stored_as(posting, text)
        if found is None:
            kind = PostedKind.REREAD if kind is PostedKind.SEEN else kind
            reading = self._post_reading(report, text, posting, recorded, stored_as)
        else:
            reading = found
        self._post_page(posting, text, reading, recorded)
        is_news = is_back or (found is None and (is_known or report.current is text))  # an old copy that comes in late changes nothing
        changes = self._difference(before, entry.claims) if before is not None and is_news else Changes()
        return Posted(report=entry.report, kind=PostedKind.RETURNED if is_back else kind, claims=len(entry.claims), **changes._asdict())

    def see(self, name: str, report: _Report, text: _Text, snapshot: Snapshot | None, recorded: datetime) -> bool:
        """Note that the text was seen; true when the report is back at it. Bytes that are kept of it are not kept again."""
        stood = report.current
        if snapshot is None:
            return False
        digest = snapshot_digest(name, text.text_hash, snapshot)
        if digest not in self.snapshots:
            self.snapshots.add(digest)
            body = None if snapshot.body is None or snapshot.sha256 in text.kept else bytes_blob(snapshot.body)
            if body is not None:
                text.kept.add(snapshot.sha256)
            self._add(
                "snapshot",
                digest=digest,
                text=text.pk,
                sha256=snapshot.sha256,
                body=body,
                media_type=snapshot.media_type,
                url=storable(snapshot.url) if snapshot.url else None,
                retrieved=snapshot.retrieved,
                recorded=recorded,
            )
            text.see(snapshot.retrieved)
        return report.current is text and stood is not text

    def post_sighting(self, name: str, text_hash: str, snapshot: Snapshot | None, notes: Sequence[tuple[str, str]]) -> Posted:
        """The rows of one sighting of a text that is there."""
        report = self.reports[name]
        text, stood = report.texts[text_hash], report.current
        is_back = self.see(name, report, text, snapshot, self.recorded)
        self._post_notes(text, notes, is_known=True, recorded=self.recorded)
        before, now = _last_reading(stood), _last_reading(text)
        changes = self._difference(before, load_claim_rows(self.connection, now)) if is_back and before and now else Changes()
        return Posted(report=name, kind=PostedKind.RETURNED if is_back else PostedKind.SEEN, **changes._asdict())

    def _post_report(self, entry: Entry, recorded: datetime) -> _Report:
        outlet = self.interned.find("source", entry.outlet) if entry.outlet else None
        pk = self._add("report", id=entry.report, known_by=entry.known_by, url=entry.url, outlet=outlet, recorded=recorded)
        self.reports[entry.report] = made = _Report(pk)
        return made

    def _post_text(self, report: _Report, posting: Posting, recorded: datetime) -> _Text:
        entry = posting.entry
        ordinal = len(report.texts) + 1
        seen = posting.seen or _given_moment(posting) or max((text.seen for text in report.texts.values() if text.seen), default=None)
        retrieved = posting.retrieved or (posting.snapshot.retrieved.date() if posting.snapshot and posting.snapshot.retrieved else None)
        pk = self._add(
            "report_text",
            report=report.pk,
            ordinal=ordinal,
            text_hash=entry.text_hash,
            reading_id=entry.reading_id,
            title=entry.title,
            characters=len(entry.text),
            body=entry.text_blob,
            retrieved=retrieved,
            recorded=recorded,
            seen=seen,
        )
        self.words.append((pk, entry.title or "", entry.text))
        report.texts[entry.text_hash] = text = _Text(pk=pk, ordinal=ordinal, text_hash=entry.text_hash, retrieved=retrieved, seen=seen)
        return text

    def _stored_as(self, posting: Posting, text: _Text) -> tuple[str, int | None]:
        """The hash that the reading goes by, and its number where it is there.

        A newer reader may come back to what an older one read, after others had read something else: that counts again, as a reading of its own.
        """
        wanted, known = posting.entry.content_hash, text.readings
        last = max(known, key=lambda one: known[one][1], default=wanted)
        if last.partition(AGAIN)[0] == wanted:
            return wanted, known[last][0] if known else None
        if wanted not in known:
            return wanted, None
        page, pack = self.pages.get(posting.page_digest or ""), self.interned.find("pack_version", posting.entry.pack.digest)
        if AGAIN in wanted or posting.page_digest is None or (page, pack) in self.page_readings:
            return wanted, known[wanted][0]
        return f"{wanted}{AGAIN}{len(known) + 1}", None

    def _post_reading(self, report: _Report, text: _Text, posting: Posting, recorded: datetime, stored_as: str) -> int:
        entry = posting.entry
        ordinal = len(text.readings) + 1
        public = posting.public or public_day(entry.published, text.retrieved, is_first=text.ordinal == 1, basis=entry.basis)
        pk = self._add(
            "reading",
            report=report.pk,
            text=text.pk,
            text_ordinal=text.ordinal,
            ordinal=ordinal,
            pack_version=self.interned.find("pack_version", entry.pack.digest),
            content_hash=stored_as,
            body=entry.body,
            language=entry.language,
            published_earliest=entry.published.earliest,
            published_latest=entry.published.latest,
            published_basis=entry.basis,
            public=public,
            recorded=recorded,
        )
        text.readings[stored_as] = (pk, ordinal)
        attributions = [
            self._add(
                "attribution",
                reading=pk,
                ordinal=number,
                source=self.interned.find("source", row.source) if row.source else None,
                kind=row.kind,
                act=row.act,
                side=row.side,
                parent=row.parent,
            )
            for number, row in enumerate(entry.attributions)
        ]
        for number, row in enumerate(entry.claims):
            self._post_claim((report.pk, pk, public), number, row, attributions)
        return pk

    def _post_claim(self, of: tuple[int, int, date | None], ordinal: int, row: ClaimRow, attributions: list[int]) -> None:
        find = self.interned.find
        report, reading, public = of
        control = find("place", row.control_place) if row.control_place else None
        values = dict(zip(CLAIM_VALUES, row.values, strict=True))
        claim = self._add("claim", reading=reading, report=report, ordinal=ordinal, public=public, control_place=control, **values)
        rows = self.rows
        rows["claim_hop"] += [{"claim": claim, "ordinal": number, "attribution": attributions[hop]} for number, hop in enumerate(row.hops)]
        rows["claim_also"] += [{"claim": claim, "ordinal": number, "place": find("place", digest)} for number, digest in enumerate(row.also)]
        rows["claim_place"] += [
            {"claim": claim, "ordinal": number, "place": find("place", digest), "role": role} for number, (digest, role) in enumerate(row.places)
        ]
        rows["claim_party"] += [
            {"claim": claim, "ordinal": number, "part": part, "actor": find("actor", digest)} for number, (part, digest) in enumerate(row.parties)
        ]
        rows["claim_quantity"] += [
            {"claim": claim, "ordinal": number, "lower": lower, "upper": upper, "unit": unit} for number, (lower, upper, unit) in enumerate(row.quantities)
        ]

    def _post_notes(self, text: _Text, notes: Sequence[tuple[str, str]], *, is_known: bool, recorded: datetime) -> None:
        """What the container says of the text, each once."""
        if not notes:
            return
        if text.notes is None:
            table = schema.note
            rows = self.connection.execute(sa.select(table.c.name, table.c.value).where(table.c.text == text.pk)) if is_known else ()
            text.notes = [(row.name, row.value) for row in rows]
        for name, value in notes:
            given = storable(name), storable(value)
            if given not in text.notes:
                text.notes.append(given)
                row = {"text": text.pk, "ordinal": len(text.notes), "name": given[0], "value": given[1], "recorded": recorded}
                self.rows["note"].append(row)

    def _post_page(self, posting: Posting, text: _Text, reading: int, recorded: datetime) -> None:
        """What went into the reading, and that this reader has read it."""
        entry = posting.entry
        if posting.page_digest is None:
            return
        page = self.pages.get(posting.page_digest)
        if page is None:
            page = self._add("page", digest=posting.page_digest, text=text.pk, body=posting.page_blob, recorded=recorded)
            self.pages[posting.page_digest] = page
        pack = self.interned.find("pack_version", entry.pack.digest)
        assert pack is not None
        if (page, pack) not in self.page_readings:
            self.page_readings.add((page, pack))
            self.rows["page_reading"].append({"page": page, "pack_version": pack, "reading": reading})

    # ── what changed ────────────────────────────────────────────────────────────────────────────────

    def _difference(self, before: int, claims: Sequence[ClaimRow]) -> Changes:
        """Keys of claims that are new, that are gone, and that say something else."""
        if any(row["pk"] == before for row in self.rows["reading"]):
            self.flush()
        old, new = _by_key(load_claim_rows(self.connection, before)), _by_key(claims)
        changed = tuple(sorted(key for key in old.keys() & new.keys() if old[key] != new[key]))
        return Changes(tuple(sorted(new.keys() - old.keys())), tuple(sorted(old.keys() - new.keys())), changed)

    def flush(self) -> None:
        """Write the rows that are waiting, each table after those it points at."""
        for table in IN_ORDER:
            if rows := self.rows.pop(table.name, None):
                self.connection.execute(table.insert(), rows)
        add_words(self.connection, self.words)
        self.words = []


def _given_moment(posting: Posting) -> datetime | None:
    if posting.snapshot is not None and posting.snapshot.retrieved is not None:
        return schema.to_second(posting.snapshot.retrieved)
    return datetime.combine(posting.retrieved, time(), UTC) if posting.retrieved else None


def _by_key(rows: Iterable[ClaimRow]) -> dict[str, Counter[Any]]:
    """What each key's claims say; where in the text they stand does not count."""
    found: dict[str, Counter[Any]] = defaultdict(Counter)
    for row in rows:
        values = tuple(value for name, value in zip(CLAIM_VALUES, row.values, strict=True) if name not in {"start", "end"})
        found[row.key][values, row.places, row.parties, row.quantities, row.control_place, row.also] += 1
    return found


def _last_reading(text: _Text | None) -> int | None:
    return max(text.readings.values(), key=lambda known: known[1])[0] if text is not None and text.readings else None


def snapshot_digest(report: str, text_hash: str, snapshot: Snapshot) -> str:
    """What makes two sightings of a text one."""
    retrieved = snapshot.retrieved.isoformat() if snapshot.retrieved else None
    return content_id(report, text_hash, snapshot.sha256, retrieved, snapshot.url, length=DIGEST)


def _pack_values(pack: PackVersion) -> Values:
    return (pack.name, pack.version, pack.fingerprint, pack.engine)
