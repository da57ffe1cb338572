"""The one write: postings into rows, many in one transaction.

The rule that must not be broken: what is there is never changed, what was posted before is not posted twice, and a report is there whole or not at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.core.ids import content_id
from reportedly.ledger import schema
from reportedly.ledger.blobs import bytes_blob, storable
from reportedly.ledger.prepare import CLAIM_VALUES, DIGEST, SPEAKER, public_day
from reportedly.ledger.rows import load_claim_rows, parts
from reportedly.ledger.search import add_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date, datetime

    from sqlalchemy.engine import Connection

    from reportedly.core.entries import Snapshot
    from reportedly.ledger.prepare import ClaimRow, Entry, PackVersion, Posting, Values

Row = dict[str, Any]
INTERNED_MOST = 100_000
"""More remembered rows than this are forgotten all at once: some 20 MB, and looking one up again costs a tenth of a millisecond."""
IN_ORDER = (
    schema.pack_version, schema.source, schema.place, schema.actor, schema.report, schema.report_text, schema.snapshot, schema.page, schema.reading,
    schema.page_reading, schema.attribution, schema.claim, schema.claim_hop, schema.claim_place, schema.claim_party, schema.claim_quantity,
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
    REREAD = "reread"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What became of one posting. ``added``, ``gone`` and ``changed`` are keys of claims, against the reading that stood before.

    ``SEEN``: all of it was there. ``NEW_TEXT``: the report was there with another text, which stays beside this one. ``REREAD``: the text was there,
    read by another pack or version. ``FORGOTTEN``: the report is one that was to be forgotten, and nothing was stored.
    """

    report: str
    kind: PostedKind
    claims: int = 0
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
    retrieved: date | None
    readings: dict[str, tuple[int, int]] = field(default_factory=dict)  # content hash → pk, ordinal


@dataclass(slots=True)
class _Report:
    pk: int
    forgotten: bool = False
    texts: dict[str, _Text] = field(default_factory=dict)  # text hash → text


def post_batch(connection: Connection, interned: Interned, postings: Sequence[Posting], recorded: datetime) -> list[Posted]:
    """Write the postings, in order, inside the transaction that is open; ``recorded`` is for those that bring no moment of their own."""
    batch = _Batch(connection, interned, recorded)
    batch.look_up(postings)
    posted = [batch.post(posting) for posting in postings]
    batch.flush()
    return posted


def unread(connection: Connection, digests: Collection[str], reader: PackVersion) -> set[str]:
    """Those of the pages that this reader has not read."""
    page, read, pack = schema.page, schema.page_reading, schema.pack_version
    known = sa.select(page.c.digest).join_from(page, read, read.c.page == page.c.pk).join(pack, read.c.pack_version == pack.c.pk)
    return set(digests) - set(connection.scalars(known.where(page.c.digest.in_(list(digests)), pack.c.digest == reader.digest)))


class _Batch:
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
        by_pk = self._look_up_reports({posting.entry.report for posting in postings})
        texts: dict[int, _Text] = {}
        table = schema.report_text
        for row in self._all(sa.select(table.c.pk, table.c.report, table.c.ordinal, table.c.text_hash, table.c.retrieved), table.c.report, by_pk):
            texts[row.pk] = by_pk[row.report].texts[row.text_hash] = _Text(row.pk, row.ordinal, row.retrieved)
        table = schema.reading
        for row in self._all(sa.select(table.c.pk, table.c.text, table.c.ordinal, table.c.content_hash), table.c.text, texts):
            texts[row.text].readings[row.content_hash] = (row.pk, row.ordinal)
        digests = {posting.page_digest for posting in postings if posting.page_digest}
        for row in self._all(sa.select(schema.page.c.pk, schema.page.c.digest), schema.page.c.digest, digests):
            self.pages[row.digest] = row.pk
        table = schema.page_reading
        self.page_readings = {(row.page, row.pack_version) for row in self._all(sa.select(table), table.c.page, self.pages.values())}
        seen = {_snapshot_digest(posting.entry, posting.snapshot) for posting in postings if posting.snapshot}
        self.snapshots = {row.digest for row in self._all(sa.select(schema.snapshot.c.digest), schema.snapshot.c.digest, seen)}
        for name in ("source", "place", "actor"):
            rows: dict[str, Values] = {}
            for posting in postings:
                rows.update(getattr(posting.entry, f"{name}s"))
            self._intern(name, rows)
        packs = {posting.entry.pack.digest: posting.entry.pack for posting in postings}
        self._intern("pack_version", {digest: _pack_values(pack) for digest, pack in packs.items()})

    def _look_up_reports(self, ids: Collection[str]) -> dict[int, _Report]:
        table = schema.report
        by_pk: dict[int, _Report] = {}
        for row in self._all(sa.select(table.c.pk, table.c.id), table.c.id, ids):
            by_pk[row.pk] = self.reports[row.id] = _Report(row.pk)
        for row in self._all(sa.select(schema.forgotten.c.report), schema.forgotten.c.report, by_pk):
            by_pk[row.report].forgotten = True
        return by_pk

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
        text = report.texts.get(entry.text_hash)
        before = self._last_reading(report, text)
        if text is None:
            kind = PostedKind.NEW if kind is PostedKind.NEW else PostedKind.NEW_TEXT
            text = self._post_text(report, posting, recorded)
        found = text.readings.get(entry.content_hash)
        if found is None:
            kind = PostedKind.REREAD if kind is PostedKind.SEEN else kind
            reading = self._post_reading(report, text, posting, recorded)
        else:
            reading = found[0]
        self._post_evidence(posting, text, reading, recorded)
        added, gone, changed = self._difference(before, entry) if found is None and before is not None else ((), (), ())
        return Posted(report=entry.report, kind=kind, claims=len(entry.claims), added=added, gone=gone, changed=changed)

    def _post_report(self, entry: Entry, recorded: datetime) -> _Report:
        outlet = self.interned.find("source", entry.outlet) if entry.outlet else None
        pk = self._add("report", id=entry.report, known_by=entry.known_by, url=entry.url, outlet=outlet, recorded=recorded)
        self.reports[entry.report] = made = _Report(pk)
        return made

    def _post_text(self, report: _Report, posting: Posting, recorded: datetime) -> _Text:
        entry = posting.entry
        ordinal = len(report.texts) + 1
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
        )
        self.words.append((pk, entry.title or "", entry.text))
        report.texts[entry.text_hash] = text = _Text(pk, ordinal, retrieved)
        return text

    def _post_reading(self, report: _Report, text: _Text, posting: Posting, recorded: datetime) -> int:
        entry = posting.entry
        ordinal = len(text.readings) + 1
        pk = self._add(
            "reading",
            report=report.pk,
            text=text.pk,
            text_ordinal=text.ordinal,
            ordinal=ordinal,
            pack_version=self.interned.find("pack_version", entry.pack.digest),
            content_hash=entry.content_hash,
            body=entry.body,
            language=entry.language,
            published_earliest=entry.published.earliest,
            published_latest=entry.published.latest,
            published_basis=entry.basis,
            public=posting.public or public_day(entry.published, text.retrieved, is_first=text.ordinal == 1, basis=entry.basis),
            recorded=recorded,
        )
        text.readings[entry.content_hash] = (pk, ordinal)
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
            self._post_claim(report.pk, pk, number, row, attributions)
        return pk

    def _post_claim(self, report: int, reading: int, ordinal: int, row: ClaimRow, attributions: list[int]) -> None:
        find = self.interned.find
        control = find("place", row.control_place) if row.control_place else None
        claim = self._add("claim", reading=reading, report=report, ordinal=ordinal, control_place=control, **dict(zip(CLAIM_VALUES, row.values, strict=True)))
        rows = self.rows
        rows["claim_hop"] += [{"claim": claim, "ordinal": number, "attribution": attributions[hop]} for number, hop in enumerate(row.hops)]
        rows["claim_place"] += [
            {"claim": claim, "ordinal": number, "place": find("place", digest), "role": role} for number, (digest, role) in enumerate(row.places)
        ]
        rows["claim_party"] += [
            {"claim": claim, "ordinal": number, "part": part, "actor": find("actor", digest)} for number, (part, digest) in enumerate(row.parties)
        ]
        rows["claim_quantity"] += [
            {"claim": claim, "ordinal": number, "lower": lower, "upper": upper, "unit": unit} for number, (lower, upper, unit) in enumerate(row.quantities)
        ]

    def _post_evidence(self, posting: Posting, text: _Text, reading: int, recorded: datetime) -> None:
        """The bytes as they were seen, what went into the reading, and that this reader has read it."""
        snapshot, entry = posting.snapshot, posting.entry
        if snapshot is not None and (digest := _snapshot_digest(entry, snapshot)) not in self.snapshots:
            self.snapshots.add(digest)
            self._add(
                "snapshot",
                digest=digest,
                text=text.pk,
                sha256=snapshot.sha256,
                body=bytes_blob(snapshot.body) if snapshot.body is not None else None,
                media_type=snapshot.media_type,
                url=storable(snapshot.url) if snapshot.url else None,
                retrieved=snapshot.retrieved,
                recorded=recorded,
            )
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

    def _last_reading(self, report: _Report, text: _Text | None) -> int | None:
        """The reading that stood before: the last one of this text, or of the report's last text."""
        if text is None or not text.readings:
            text = max(report.texts.values(), key=lambda known: known.ordinal, default=None)
        return max(text.readings.values(), key=lambda known: known[1])[0] if text is not None and text.readings else None

    def _difference(self, before: int, entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Keys of claims that are new, that are gone, and that say something else."""
        if any(row["pk"] == before for row in self.rows["reading"]):
            self.flush()
        old, new = _by_key(load_claim_rows(self.connection, before)), _by_key(entry.claims)
        changed = tuple(sorted(key for key in old.keys() & new.keys() if old[key] != new[key]))
        return tuple(sorted(new.keys() - old.keys())), tuple(sorted(old.keys() - new.keys())), changed

    def flush(self) -> None:
        """Write the rows that are waiting, each table after those it points at."""
        for table in IN_ORDER:
            if rows := self.rows.pop(table.name, None):
                self.connection.execute(table.insert(), rows)
        add_words(self.connection, self.words)
        self.words = []


def _by_key(rows: Iterable[ClaimRow]) -> dict[str, Counter[Any]]:
    """What each key's claims say; where in the text they stand does not count."""
    found: dict[str, Counter[Any]] = defaultdict(Counter)
    for row in rows:
        values = tuple(value for name, value in zip(CLAIM_VALUES, row.values, strict=True) if name not in {"start", "end"})
        found[row.key][values, row.places, row.parties, row.quantities, row.control_place] += 1
    return found


def _snapshot_digest(entry: Entry, snapshot: Snapshot) -> str:
    retrieved = snapshot.retrieved.isoformat() if snapshot.retrieved else None
    return content_id(entry.report, entry.text_hash, snapshot.sha256, retrieved, snapshot.url, length=DIGEST)


def _pack_values(pack: PackVersion) -> Values:
    return (pack.name, pack.version, pack.fingerprint, pack.engine)
