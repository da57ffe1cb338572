"""What a watch knows from before: when each feed and article is due, and what was seen there last. One SQLite file beside the list of feeds.

The rule that must not be broken: every change is a transaction that is on the disk before the next thing is fetched; what is stored stays
after a kill at any moment, and one watch at a time holds the file.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from reportedly.core.errors import PageError
from reportedly.readers.feeds import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS feed (
    url TEXT PRIMARY KEY, moved TEXT, etag TEXT, modified TEXT, due REAL, failures INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS article (
    url TEXT PRIMARY KEY, feed TEXT NOT NULL, words TEXT NOT NULL, entry TEXT, due REAL, checks INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0, etag TEXT, modified TEXT, sha256 TEXT, text_sha256 TEXT, retrieved REAL, archive TEXT, place INTEGER);
CREATE INDEX IF NOT EXISTS article_due ON article (due);
"""
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A feed as it was left. ``due`` is the second (of the Unix era, UTC) from which it is asked again, ``None`` never."""

    url: str
    moved: str | None = None
    etag: str | None = None
    modified: str | None = None
    due: float | None = 0.0
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleState:
    """An article as it was left. ``words`` is the hash of what its feed said of it; ``entry`` those words, until the article itself was read."""

    url: str
    feed: str
    words: str
    entry: Entry | None = None
    due: float | None = 0.0
    checks: int = 0
    failures: int = 0
    etag: str | None = None
    modified: str | None = None
    sha256: str | None = None
    text_sha256: str | None = None
    retrieved: float | None = None
    archive: str | None = None
    place: int | None = None


class WatchState:
    """Reads and writes the file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """``open_state`` makes the connection."""
        self.connection = connection

    def feed(self, url: str) -> FeedState:
        """The feed as it was left; one never seen is due at once."""
        row = self.connection.execute("SELECT url, moved, etag, modified, due, failures FROM feed WHERE url = ?", (url,)).fetchone()
        return FeedState(url=row[0], moved=row[1], etag=row[2], modified=row[3], due=row[4], failures=row[5]) if row else FeedState(url=url)

    def article(self, url: str) -> ArticleState | None:
        """The article as it was left."""
        row = self.connection.execute("SELECT * FROM article WHERE url = ?", (url,)).fetchone()
        return _article(row) if row else None

    def next_article(self, now: float) -> ArticleState | None:
        """The article that is due longest, of several the one that was stored first; ``None`` when none is."""
        row = self.connection.execute("SELECT * FROM article WHERE due <= ? ORDER BY due, rowid LIMIT 1", (now,)).fetchone()
        return _article(row) if row else None

    def next_due(self) -> float | None:
        """When the next article is due."""
        row = self.connection.execute("SELECT min(due) FROM article").fetchone()
        return None if row is None else row[0]

    def put(self, *records: FeedState | ArticleState) -> None:
        """Stores the records, all or none; they are on the disk when this comes back."""
        with self.connection:
            for record in records:
                values = asdict(record)
                if isinstance(record, ArticleState):
                    values["entry"] = json.dumps(values["entry"], ensure_ascii=False) if record.entry else None
                marks = ", ".join("?" * len(values))
                table = "feed" if isinstance(record, FeedState) else "article"
                self.connection.execute(f"INSERT OR REPLACE INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))  # noqa: S608


@contextmanager
def open_state(path: Path) -> Iterator[WatchState]:
    """The state in this file, made when there is none. Raises ``PageError`` when it is no such file, or another watch holds it."""
    try:
        connection = sqlite3.connect(path, timeout=1.0)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA synchronous = FULL")
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found not in {0, VERSION}:
            message = f"expected version {VERSION} of a watch's state in {path}, found {found}; it is of a newer Reportedly"
            raise PageError(message)
        connection.executescript(f"BEGIN EXCLUSIVE; {_SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
    except sqlite3.Error as error:
        raise PageError(f"expected the state of a watch that nobody else is running in {path}, found: {error}") from error
    try:
        yield WatchState(connection)
    finally:
        connection.close()


def _article(row: Any) -> ArticleState:
    values = dict(row)
    entry = json.loads(values["entry"]) if values["entry"] else None
    values["entry"] = Entry(**{**entry, "authors": tuple(entry["authors"])}) if entry else None
    return ArticleState(**values)
