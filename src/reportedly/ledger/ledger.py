"""The ledger: the only memory. Reports and judgements go in, nothing is ever edited, every question can be asked as of a day.

The rule that must not be broken: what ``post`` says is stored is stored, once, whatever happens to the process next.
"""

from __future__ import annotations

import itertools
import threading
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import sqlalchemy as sa

from reportedly.core.errors import LedgerError
from reportedly.core.progress import tell_nobody
from reportedly.ledger import schema
from reportedly.ledger.answers import count_speakers, find_reports, iter_changes, iter_texts
from reportedly.ledger.counting import count_claims
from reportedly.ledger.forget import forget_report, wipe
from reportedly.ledger.history import iter_edits, load_history, load_reading
from reportedly.ledger.judge import iter_misread, post_judgement
from reportedly.ledger.merge import back_up_file, copy_judgements, iter_erased, iter_postings, post_erased, seal_file
from reportedly.ledger.names import resolve_claim
from reportedly.ledger.near import iter_unknown
from reportedly.ledger.post import Interned, post_batch, unread
from reportedly.ledger.prepare import Posting, name_entry, page_blob, page_digest, prepare
from reportedly.ledger.questions import Question, iter_claims
from reportedly.ledger.rulings import iter_judgements
from reportedly.ledger.sightings import post_sightings, unseen
from reportedly.ledger.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path
    from types import TracebackType

    from reportedly.core.day_range import DayRange
    from reportedly.core.entries import Judgement, JudgementKind, Snapshot, Testimony
    from reportedly.core.records import Page, Place, Reading
    from reportedly.ledger.answers import Change, SpeakerCount
    from reportedly.ledger.history import Edit, History
    from reportedly.ledger.listed import ListedReport
    from reportedly.ledger.post import Posted, PostedKind
    from reportedly.ledger.prepare import PackVersion
    from reportedly.ledger.sightings import Sighting
    from reportedly.ledger.stored import StoredClaim
    from reportedly.packs.load import Pack


WORTH_TUNING = 1000
"""Postings after which the store looks at its tables again."""
POSTINGS = 64
"""Reports a transaction: past this a transaction's own cost is lost in that of its rows, and a writer's turn stays short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge came to: postings by what became of them, judgements that were new, reports that the other had forgotten."""

    counts: dict[PostedKind, int]
    judgements: int
    forgotten: int


class Ledger:
    """An open ledger; close it, or use it in a ``with`` statement. Several processes and threads may have it open."""

    def __init__(self, store: Store) -> None:
        """``Ledger.open`` is the way to one."""
        self.store = store
        self._interned = Interned()
        self._turn = threading.Lock()
        self._posted = 0
        self.not_wiped: str | None = None

    @classmethod
    def open(cls, where: str | Path, *, create: bool = False, read_only: bool = False) -> Self:
        """The ledger in a file, or in a PostgreSQL database (``postgresql://user@host/name``); its schema is brought up to date.

        With ``create`` it is made where there is none. Raises ``LedgerError`` for what is no ledger or belongs to a newer Reportedly.
        """
        return cls(open_store(where, create=create, read_only=read_only))

    def close(self) -> None:
        """Let go of the store. What was posted is stored already."""
        if self._posted >= WORTH_TUNING:
            with suppress(LedgerError):  # others may be writing: they will tune it
                self.store.tune()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def post(
        self,
        reading: Reading,
        *,
        pack: Pack,
        recorded: datetime,
        snapshot: Snapshot | None = None,
        page: Page | None = None,
        retrieved: date | None = None,
        reader: PackVersion | None = None,
        notes: Sequence[tuple[str, str]] = (),
    ) -> Posted:
        """Store one reading, and say what that came to. ``page`` is what was read: with it the reading can be replayed, and need not be read again.

        A report is known by the id its page was given, else by its address, else by its text; a feed's words about an article are a report beside it.
        Nothing is stored twice. ``notes`` are what the container says of the page, as name and value (``forwarded_from``, ``edited``).
        """
        entry = prepare(reading, pack, reader=reader)
        entry = name_entry(entry, page) if page is not None else entry
        digest, blob = (page_digest(page), page_blob(page, reading.document.text)) if page is not None else (None, None)
        posting = Posting(entry=entry, page_digest=digest, page_blob=blob, snapshot=snapshot, retrieved=retrieved, notes=tuple(notes))
        return self.post_many([posting], recorded=recorded)[0]

    def post_many(self, postings: Sequence[Posting], *, recorded: datetime) -> list[Posted]:
        """Store prepared readings in one transaction, in order: all of them, or, when an error is raised, none."""
        if not postings:
            return []
        kept = False
        with self._turn:
            try:
                with self.store.writing() as connection:
                    posted = post_batch(connection, self._interned, postings, recorded)
                kept = True
            finally:
                self._interned.settle(kept=kept)
            self._posted += len(posted)
        return posted

    def see_again(self, sightings: Sequence[Sighting], *, recorded: datetime) -> list[Posted]:
        """Note that pages which were read before were seen again; what that came to, for those that tell the ledger something.

        A report whose earlier text is seen again, later than any other, has that text again.
        """
        if not sightings:
            return []
        with self.store.reading() as connection:
            news = unseen(connection, sightings)
        if not news:
            return []
        with self._turn, self.store.writing() as connection:
            return post_sightings(connection, news, recorded)

    # ── questions ───────────────────────────────────────────────────────────────────────────────────

    def iter_claims(self, question: Question | None = None, *, newest_first: bool = False, limit: int | None = None) -> Iterator[StoredClaim]:
        """The claims that answer the question, by report and their order in it, or those of the latest days first; every claim that counts without one."""
        with self.store.reading() as connection:
            yield from iter_claims(connection, question or Question(), newest_first=newest_first, limit=limit)

    def count_claims(self, question: Question | None = None) -> int:
        """How many claims answer; with ``text``, those of the reports that have the words, wherever in them."""
        with self.store.reading() as connection:
            return count_claims(connection, question or Question())

    def unknown_names(self, question: Question) -> tuple[str, ...]:
        """What to tell about a question without answers: each name in it that no claim here has, and what is written nearly so."""
        with self.store.reading() as connection:
            return tuple(iter_unknown(connection, question))

    def iter_testimonies(
        self,
        *,
        as_of: date | None = None,
        recorded_by: datetime | None = None,
        place: str | None = None,
        area: str | None = None,
        event: str | Sequence[str] | None = None,
        days: DayRange | None = None,
        speaker: str | None = None,
        outlet: str | None = None,
        text: str | None = None,
        actor: str | None = None,
    ) -> Iterator[Testimony]:
        """What the weighing takes: the testimonies that count, by id of their reports; what was retracted, misread or forgotten by then is left out."""
        question = Question(
            as_of=as_of, recorded_by=recorded_by, place=place, area=area, event=event, days=days, speaker=speaker, outlet=outlet, text=text, actor=actor
        )
        return (stored.testimony for stored in self.iter_claims(question))

    def iter_judgements(self, *, as_of: date | None = None, recorded_by: datetime | None = None, every: bool = False) -> list[Judgement]:
        """The judgements in force, by id; with ``every`` also those taken back, and those that took them back."""
        with self.store.reading() as connection:
            return list(iter_judgements(connection, as_of=as_of, recorded_by=recorded_by, every=every))

    def reading(self, report: str, *, as_of: date | None = None, recorded_by: datetime | None = None) -> Reading | None:
        """The whole reading of a report that counts; ``None`` where none did by then. Raises ``LedgerError`` for no such report, or a forgotten one."""
        with self.store.reading() as connection:
            return load_reading(connection, report, as_of=as_of, recorded_by=recorded_by)

    def claim_id(self, name: str) -> str:
        """``report/key`` of the claim so called, both of which may be shortened. Raises ``LedgerError``."""
        with self.store.reading() as connection:
            return resolve_claim(connection, name)

    def history(self, report: str) -> History:
        """What is known of a report: its texts, snapshots and judgements. Raises ``LedgerError`` when there is no such report."""
        with self.store.reading() as connection:
            return load_history(connection, report)

    def iter_edits(self, *, report: str | None = None, as_of: date | None = None, recorded_by: datetime | None = None) -> Iterator[Edit]:
        """The reports whose text was changed, each change with the sentences that went and came: stealth edits are among them. ``report`` is the id of one."""
        with self.store.reading() as connection:
            yield from iter_edits(connection, report=report, as_of=as_of, recorded_by=recorded_by)

    def iter_reports(self, words: str, *, as_of: date | None = None, recorded_by: datetime | None = None, limit: int | None = None) -> Iterator[ListedReport]:
        """The reports whose title or text holds all the words, last public first. Raises ``LedgerError`` when there is no word in the question."""
        with self.store.reading() as connection:
            yield from find_reports(connection, words, as_of=as_of, recorded_by=recorded_by, limit=limit)

    def iter_texts(self, *, as_of: date | None = None, recorded_by: datetime | None = None) -> Iterator[tuple[str, str, date | None]]:
        """Id, text and day of publication of every report that counts, by id."""
        with self.store.reading() as connection:
            yield from iter_texts(connection, as_of=as_of, recorded_by=recorded_by)

    def count_speakers(self, question: Question | None = None) -> list[SpeakerCount]:
        """Whose word stands behind the claims that answer, the most often heard first."""
        with self.store.reading() as connection:
            return count_speakers(connection, question or Question())

    def iter_changes(self, before: Question, after: Question) -> Iterator[Change]:
        """What the second question's answer has that the first's had not, then what it has no longer."""
        with self.store.reading() as connection:
            yield from iter_changes(connection, before, after)

    def unread(self, digests: Sequence[str], reader: PackVersion) -> set[str]:
        """Those of the pages' digests that this reader has not read into this ledger."""
        with self.store.reading() as connection:
            return unread(connection, digests, reader)

    def iter_misread(self) -> Iterator[dict[str, Any]]:
        """The misread claims as test cases: an input line each, and the claim that is not to be read in it."""
        with self.store.reading() as connection:
            yield from iter_misread(connection)

    def count(self, table: str) -> int:
        """The number of rows of a table of ``schema.py``."""
        with self.store.reading() as connection:
            return int(connection.execute(sa.select(sa.func.count()).select_from(schema.metadata.tables[table])).scalar_one())

    # ── judgements, forgetting ──────────────────────────────────────────────────────────────────────

    def judge(
        self,
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
        """Store a judgement, once; ids may be shortened. Raises ``LedgerError`` when what it is about is not there.

        ``place`` is the record behind ``object`` for a place that no claim of this ledger names yet.
        """
        with self.store.writing() as connection:
            return post_judgement(connection, kind, subject, by=by, why=why, recorded=recorded, object=object, since=since, place=place)

    def forget(self, report: str, *, by: str, reason: str, recorded: datetime) -> str:
        """Erase a report's words for good, and give its id; hash, reason and trace stay. Raises ``LedgerError`` when there is no such report.

        Where bytes could not be wiped from the files yet, ``not_wiped`` says why.
        """
        with self.store.writing() as connection:
            forgotten = forget_report(connection, report, by=by, reason=reason, recorded=recorded)
        self.not_wiped = wipe(self.store)
        return forgotten

    # ── whole ledgers ───────────────────────────────────────────────────────────────────────────────

    def merge(self, other: Ledger, *, recorded: datetime, advance: Callable[[int], None] = tell_nobody) -> Merged:
        """Take in all that another ledger holds, with its moments; what either had forgotten stays forgotten. Doing it again adds nothing."""
        with other.store.reading() as source:
            erased = list(iter_erased(source))
            with self.store.writing() as target:
                known = [one for one in erased if not post_erased(target, one)]
            for one in known:
                self.forget(one.report, by=one.by, reason=one.reason, recorded=one.recorded)
            counts: Counter[PostedKind] = Counter()
            for batch in _batched(iter_postings(source), POSTINGS):
                counts.update(posted.kind for posted in self.post_many(batch, recorded=recorded))
                advance(counts.total())
            with self.store.writing() as target:
                judged = copy_judgements(source, target)
        return Merged(counts=dict(counts), judgements=judged, forgotten=len(erased))

    def back_up(self, target: Path, *, recorded: datetime, advance: Callable[[int], None] = tell_nobody) -> None:
        """A whole copy in a new SQLite file, while others go on writing. Raises ``LedgerError`` when the file is there, or this ledger is damaged."""
        if self.store.path is not None:
            back_up_file(self.store.path, target)
            return
        if target.exists():
            message = f"expected a new file for the back-up, found {target} there already; name another"
            raise LedgerError(message)
        partial = target.with_name(target.name + ".partial")
        with Ledger.open(partial, create=True) as copy:
            copy.merge(self, recorded=recorded, advance=advance)
        seal_file(partial)
        partial.replace(target)


def _batched(postings: Iterable[Posting], size: int) -> Iterator[list[Posting]]:
    rest = iter(postings)
    while batch := list(itertools.islice(rest, size)):
        yield batch
