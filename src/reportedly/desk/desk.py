"""The desk behind its routes: the ledger it reads, the pack, and what was weighed of them.

The rule that must not be broken: the desk reads; the one thing it can write is a judgement, and only where it was started with a token.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import threading
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.core.settings import Settings
from reportedly.desk.conditional import KEPT_BYTES, Kept
from reportedly.desk.counted import Counted
from reportedly.desk.drop import DropReader
from reportedly.desk.gazetted import Gazetted
from reportedly.desk.limits import Buckets
from reportedly.desk.page import PageFiles
from reportedly.desk.problems import BAD_QUESTION, DeskError
from reportedly.desk.telling import Teller
from reportedly.desk.together import TogetherKept
from reportedly.desk.weighed import Weighed, WeighedLedgers
from reportedly.engines.aside import AFTER_VISITORS, Aside
from reportedly.ledger import listing
from reportedly.ledger.ledger import Ledger
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from reportedly.beliefs.prior import PriorClaim
    from reportedly.readers.seam import Clock

MEBIBYTE = 1024 * 1024
GUESSES_A_MINUTE = 10
"""Wrong tokens from one address; the token has 192 bits, so this is to keep the log of whoever watches short."""

MOST_NAMESAKES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSettings:
    """What a desk may do, and what it takes at most.

    ``token`` lets whoever has it judge; ``allow_fetch`` lets visitors name addresses to read, ``allow_private_addresses`` also those of this machine and
    its network (for tests). ``hosts`` are further names under which the server may be called. ``seconds_to_wait`` is how long a visitor waits for the first
    beliefs, ``seconds_for_disputes`` how long the story of a place waits for what is disputed in it; then it says that this is still being worked out.
    """

    settings: Settings = field(default_factory=Settings)
    token: str | None = None
    allow_fetch: bool = False
    allow_private_addresses: bool = False
    hosts: tuple[str, ...] = ()
    max_read_bytes: int = MEBIBYTE
    max_read_characters: int = 200_000
    max_export_rows: int = 200_000
    requests_a_second: float = 100.0
    request_burst: int = 300
    reads_a_minute: int = 30
    max_streams: int = 50
    seconds_between_looks: float = 5.0
    seconds_to_wait: float = 20.0
    seconds_for_disputes: float = 0.3
    kept_bytes: int = KEPT_BYTES
    page_folder: Path | None = None


class Desk:
    """An open ledger with all that answers are made of. ``clock`` gives the day; close the desk to let the ledger go."""

    def __init__(self, where: str, settings: DeskSettings, clock: Clock, *, prior: tuple[PriorClaim, ...] = (), families: dict[str, str] | None = None) -> None:
        """Opens the ledger. Raises ``LedgerError`` where there is none."""
        self.settings = settings
        self.clock = clock
        self.where = where
        self.pack = load_pack(settings.settings.pack)
        self.ledger = Ledger.open(where)
        if self.ledger.store.is_sqlite:
            sa.event.listen(self.ledger.store.engine, "connect", _only_read)
            self.ledger.store.engine.dispose()  # connections made from now on cannot write
        self._changes = _Changes(self.ledger)
        self._tip: tuple[int | None, str] | None = None
        self.teller = Teller(self.pack)
        self.gazetted = Gazetted(self.pack, settings.settings.gazetteer)
        self.kept = Kept(settings.kept_bytes)
        self.version = version("reportedly")
        aside = Aside(AFTER_VISITORS)
        self.weighed = WeighedLedgers(self.ledger, where, self.pack, settings.settings, prior=prior, families=families, then=self._foresee, aside=aside)
        self.counted = Counted(self.ledger)
        self.together = TogetherKept(self.ledger, where, self.pack, settings.settings.pack, aside)
        self.page = PageFiles(settings.page_folder)
        self.reads = Buckets(settings.reads_a_minute / 60, settings.reads_a_minute)
        self.guesses = Buckets(GUESSES_A_MINUTE / 60, GUESSES_A_MINUTE)
        self.streams = 0
        self.reader = DropReader(
            dataclasses.replace(
                settings.settings,
                max_page_bytes=settings.max_read_bytes,
                max_extract_characters=settings.max_read_characters,
                allow_private_addresses=settings.allow_private_addresses,
            )
        )

    def close(self, *, patient: bool = True) -> None:
        """Let go of the ledger. Without ``patient`` what is being worked out is left to itself: the process is about to end."""
        self.reader.stop()
        self.together.stop(patient=patient)
        self.weighed.stop(patient=patient)
        if not patient:
            return
        self._changes.close()
        self.ledger.close()

    def tip(self) -> str:
        """What changes with every entry of the ledger."""
        version = self._changes.version()
        known = self._tip
        if known is not None and version is not None and known[0] == version:
            return known[1]
        with self.ledger.store.reading() as connection:
            found = listing.tip(connection)
        self._tip = (version, found)  # looked up after the version was asked: at worst it is looked up again
        return found

    def _foresee(self, weighed: Weighed) -> None:
        """Work out what every first visitor of a place asks: the gazetteer, 2 s; for 100,000 reports 18 s of a processor, and 8 s for each day as it was."""
        self.gazetted.warm()
        self.counted.speakers(self.tip(), None)
        self.counted.outlets(self.tip(), None)
        self.together.find(weighed, None)
        if weighed.last_public is not None:
            weighed.courses(min(weighed.last_public, self.last_day()), each=True)

    def place_meant(self, written: str) -> str:
        """The id of the place that is called so in another alphabet, another case or by a former name, the most spoken of; else what was written."""
        with self.ledger.store.reading() as connection:
            if written.endswith("*") or listing.has_place(connection, written):
                return written
            ids = self.gazetted.named(written, listing.place_names(connection))
            found = listing.places_of(connection, ids[:MOST_NAMESAKES])
        return found[0][0].id if found else written

    def has_page(self) -> bool:
        """Whether the page was built."""
        return self.page.is_built()

    @property
    def name(self) -> str:
        """What to call the ledger: a file's name, a database's address without its password."""
        path = self.ledger.store.path
        return path.name if path is not None else self.ledger.store.where

    def last_day(self) -> date:
        """The last day that beliefs are given for: whole days that are over."""
        return self.clock.now().date() - timedelta(days=1)

    def days(self, on: date | None, as_of: date | None, last_public: date | None) -> tuple[date, date]:
        """The day asked about, and the day of what was public. Raises ``DeskError`` for a day that is not over."""
        last = self.last_day()
        if on is not None and on > last:
            message = f"expected a day that is over ({last} or before), found {on}; beliefs are for understanding afterwards"
            raise DeskError(400, BAD_QUESTION, message)
        known = as_of or last_public or last
        day = on or min(known, last)
        return day, max(day, known)

    def weighed_for(self, tip: str, as_of: date | None) -> Weighed:
        """The ledger weighed by what was public on the day. Raises ``DeskError`` (503) where that takes longer than a visitor should wait."""
        return self.weighed.get(tip, as_of, self.settings.seconds_to_wait)

    def tag_parts(self, tip: str) -> tuple[str, ...]:
        """What every answer hangs on beside the question."""
        return (self.version, self.pack.fingerprint, tip, self.last_day().isoformat())

    def judging(self) -> Ledger:
        """The ledger, open for writing. The caller closes it."""
        return Ledger.open(self.where)

    def now(self) -> datetime:
        """This moment."""
        return self.clock.now()


class _Changes:
    """Tells cheaply that a SQLite file was written to, by whomever: every request asks, and the tip itself costs twenty times as much."""

    def __init__(self, ledger: Ledger) -> None:
        self._turn = threading.Lock()
        self._line = ledger.store.engine.raw_connection() if ledger.store.is_sqlite else None

    def version(self) -> int | None:
        """A number that is another after every write; ``None`` where the store has none."""
        if self._line is None:
            return None
        with self._turn:
            cursor = self._line.cursor()
            try:
                cursor.execute("PRAGMA data_version")
                row = cursor.fetchone()
            finally:
                cursor.close()
        return int(row[0]) if row else None

    def close(self) -> None:
        """Give the connection back."""
        if self._line is not None:
            self._line.close()


def _only_read(connection: object, _: object) -> None:
    """SQLite refuses to write over this connection, whatever it is asked."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    try:
        cursor.execute("PRAGMA query_only=ON")
    finally:
        cursor.close()


def token_matches(token: str | None, given: str) -> bool:
    """Whether it is the token; in a time that does not tell how much of it was right."""
    if token is None:
        return False
    return hmac.compare_digest(hashlib.sha256(token.encode()).digest(), hashlib.sha256(given.encode("utf-8", "surrogatepass")).digest())
