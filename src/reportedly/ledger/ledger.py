"""The ledger: the only memory. Reports and judgements go in, nothing is ever edited, every question can be asked as of a day.

The rule that must not be broken: what ``post`` says is stored is stored, once, whatever happens to the process next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from reportedly.ledger.post import Interned, post_batch
from reportedly.ledger.prepare import Posting, page_blob, page_digest, prepare
from reportedly.ledger.questions import Question, iter_claims
from reportedly.ledger.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path
    from types import TracebackType

    from reportedly.core.day_range import DayRange
    from reportedly.core.entries import Snapshot, Testimony
    from reportedly.core.records import Page, Reading
    from reportedly.ledger.post import Posted
    from reportedly.ledger.prepare import PackVersion
    from reportedly.ledger.stored import StoredClaim
    from reportedly.packs.load import Pack


class Ledger:
    """An open ledger; close it, or use it in a ``with`` statement. Several processes and threads may have it open."""

    def __init__(self, store: Store) -> None:
        """``Ledger.open`` is the way to one."""
        self.store = store
        self._interned = Interned()

    @classmethod
    def open(cls, where: str | Path, *, create: bool = False, read_only: bool = False) -> Self:
        """The ledger in a file, or in a PostgreSQL database (``postgresql://user@host/name``); its schema is brought up to date.

        With ``create`` it is made where there is none. Raises ``LedgerError`` for what is no ledger or belongs to a newer Reportedly.
        """
        return cls(open_store(where, create=create, read_only=read_only))

    def close(self) -> None:
        """Let go of the store. What was posted is stored already."""
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
    ) -> Posted:
        """Store one reading, and say what that came to. ``page`` is what was read: with it the reading can be replayed, and need not be read again.

        A report is known by the id its page was given, else by its address, else by its text. Nothing is stored twice.
        """
        entry = prepare(reading, pack, reader=reader, id_given=page is not None and page.id is not None)
        digest, blob = (page_digest(page), page_blob(page, reading.document.text)) if page is not None else (None, None)
        posting = Posting(entry=entry, page_digest=digest, page_blob=blob, snapshot=snapshot, retrieved=retrieved)
        return self.post_many([posting], recorded=recorded)[0]

    def post_many(self, postings: Sequence[Posting], *, recorded: datetime) -> list[Posted]:
        """Store prepared readings in one transaction, in order: all of them, or, when an error is raised, none."""
        if not postings:
            return []
        kept = False
        try:
            with self.store.writing() as connection:
                posted = post_batch(connection, self._interned, postings, recorded)
            kept = True
        finally:
            self._interned.settle(kept=kept)
        return posted

    # ── questions ───────────────────────────────────────────────────────────────────────────────────

    def iter_claims(self, question: Question | None = None, *, newest_first: bool = False, limit: int | None = None) -> Iterator[StoredClaim]:
        """The claims that answer the question, by report and their order in it, or those of the latest days first; every claim that counts without one."""
        with self.store.reading() as connection:
            yield from iter_claims(connection, question or Question(), newest_first=newest_first, limit=limit)

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
