"""Opening a store, SQLite or PostgreSQL, and its two kinds of transaction.

The rule that must not be broken: one writer at a time, and a transaction is all there or not there;
nothing in a damaged store is put right by leaving rows out.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from reportedly.core.errors import LedgerError
from reportedly.ledger.schema import HEAD, VERSION_TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

APPLICATION_ID = 0x52507464
"""``RPtd`` in the head of the SQLite file, so that `file` and we can tell a ledger from another database."""
APPLICATION_ID_AT = 68
"""The byte of the file at which SQLite keeps it."""
BUSY_MILLISECONDS = 120_000
"""How long a writer waits for the others: a batch holds the lock for some 50 ms."""
WRITER_LOCK = 0x52507464
"""The advisory lock of PostgreSQL that writers hold in turn."""
SQLITE_HEAD = b"SQLite format 3\x00"
HEAD_BYTES = 100


_NO_ROOM = "expected room on the disk, found none; what was said to be stored is stored, nothing of the last batch is: make room and run it again"
DAMAGED = "expected a sound ledger, found damage; nothing was changed: run `reportedly check` to see it all, and go back to a back-up"
TROUBLES = (
    ("disk is full", _NO_ROOM),
    ("no space left", _NO_ROOM),
    ("malformed", DAMAGED),
    ("could not decode", DAMAGED),
    ("not a database", "expected a ledger, found a file of another kind"),
    ("readonly", "expected a ledger that may be written, found a read-only one; check the rights of the file and its folder"),
    ("read-only", "expected a ledger that may be written, found a read-only one"),
    ("is locked", "expected to write in turn, found another program holding the ledger for too long; end it, or try again"),
    ("i/o error", "expected to read and write the file and its journal, found that the system could not (a full disk?); nothing of the last batch is stored"),
)
"""What stores say, and what it means for whoever asked."""
NO_DAY = "Invalid isoformat string"
"""What is said of a column of days or moments that holds something else."""
PAGES_HELD = 65_536
PAGES_HELD_PASSING = 4_096
"""KiB of a SQLite file's pages that a connection holds, and while it goes through a table once: it needs none of them again."""
PRAGMAS = (
    f"busy_timeout={BUSY_MILLISECONDS}",
    "foreign_keys=ON",
    "synchronous=FULL",
    "secure_delete=ON",
    f"cache_size=-{PAGES_HELD}",
    "temp_store=MEMORY",
)


class Store:
    """An open store. ``where`` is what to call it in a message: never with a password."""

    def __init__(self, engine: Engine, where: str, *, path: Path | None) -> None:
        self.engine = engine
        self.where = where
        self.path = path

    @property
    def is_sqlite(self) -> bool:
        """True for the one-file store."""
        return self.path is not None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the store as it is at the first question, whatever is written meanwhile. Raises ``LedgerError``."""
        options: dict[str, Any] = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self._speaking(), self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def passing(self) -> Iterator[Connection]:
        """As ``reading``, for whoever goes through a large table once: a SQLite file's pages do not stay in memory after it."""
        with self.reading() as connection:
            self._hold_pages(connection, PAGES_HELD_PASSING)
            try:
                yield connection
            finally:
                self._hold_pages(connection, PAGES_HELD)

    def _hold_pages(self, connection: Connection, kibibytes: int) -> None:
        if self.is_sqlite:
            connection.exec_driver_sql(f"PRAGMA cache_size=-{kibibytes}")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that is the only writer until the end, when all it wrote is kept, or, after an error, nothing. Raises ``LedgerError``."""
        with self._speaking(), self.engine.connect().execution_options(reportedly_write=True) as connection, connection.begin():
            if not self.is_sqlite:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITER_LOCK)))
            yield connection

    def tune(self) -> None:
        """Let the store look at its tables, so that it knows which index to take: 50 ms for 30,000 reports, and questions take half as long after it."""
        with self._speaking(), self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("PRAGMA analysis_limit=1000")
            connection.exec_driver_sql("ANALYZE")

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            raise LedgerError(describe(error, self.where)) from error
        except ValueError as error:  # SQLite checks no value when it reads one
            if not isinstance(error, UnicodeDecodeError) and not str(error).startswith(NO_DAY):
                raise
            message = f"{DAMAGED} ({self.where}: {error})"
            raise LedgerError(message) from error


def open_store(where: str | Path, *, create: bool = False, read_only: bool = False) -> Store:
    """The store at a path or address, its schema brought up to date. With ``create`` it is made where there is none.

    Raises ``LedgerError`` for what is no ledger, for one of a newer Reportedly, and for one that cannot be reached.
    """
    store = _open_server(str(where)) if "://" in str(where) and not str(where).startswith("sqlite:") else _open_file(_path(where), create, read_only=read_only)
    try:
        _bring_up_to_date(store, create=create, read_only=read_only)
    except BaseException:
        store.close()
        raise
    return store


def describe(error: DBAPIError | sqlite3.Error, where: str) -> str:
    """What went wrong in the store, in a line: what was expected, what was found, what to try."""
    reason = " ".join(str(getattr(error, "orig", None) or error).split())
    lower = reason.lower()
    for words, told in TROUBLES:
        if words in lower:
            return f"{told} ({where}: {reason})"
    return f"the store {where} said: {reason}"


def _path(where: str | Path) -> Path:
    return Path(str(where).removeprefix("sqlite:///"))


def _open_server(address: str) -> Store:
    try:
        url = sa.make_url(address)
        if url.drivername in {"postgresql", "postgres"}:
            url = url.set(drivername="postgresql+psycopg")
        if url.drivername != "postgresql+psycopg":
            message = f"expected a path or postgresql://…, found {url.drivername}://…"
            raise LedgerError(message)
        engine = sa.create_engine(url, connect_args={"application_name": "reportedly"})
    except (ArgumentError, NoSuchModuleError) as error:
        message = f"expected a path or an address such as postgresql://user@host/database, found {address.rsplit('@', maxsplit=1)[-1]!r}"
        raise LedgerError(message) from error
    except ImportError as error:
        message = "expected the PostgreSQL driver, found none; install it: pip install 'reportedly[postgresql]'"
        raise LedgerError(message) from error
    return Store(engine, url.render_as_string(hide_password=True).replace("+psycopg", ""), path=None)


def _open_file(path: Path, create: bool, *, read_only: bool) -> Store:  # noqa: FBT001
    _check_file(path, create=create)
    address = path.resolve().as_uri()
    if read_only or (path.exists() and not _may_write(path)):
        address += "?mode=ro" if _has_journal(path) else "?mode=ro&immutable=1"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=BUSY_MILLISECONDS / 1000, check_same_thread=False)

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.QueuePool)
    sa.event.listen(engine, "connect", _prepare_connection)
    sa.event.listen(engine, "begin", _begin)
    return Store(engine, str(path), path=path)


def _may_write(path: Path) -> bool:
    """Whether the file may be written to, and the folder, where SQLite puts the journal beside it."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def _has_journal(path: Path) -> bool:
    journal = path.with_name(path.name + "-wal")
    return journal.exists() and journal.stat().st_size > 0


def _check_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        message = f"expected a ledger, found the folder {path}; name a file in it, as in {path / 'reportedly.db'}"
        raise LedgerError(message)
    head = None
    try:
        if path.exists():
            with path.open("rb") as stream:
                head = stream.read(HEAD_BYTES)
    except OSError as error:
        message = f"expected a ledger that can be read at {path}, found: {error.strerror or error}"
        raise LedgerError(message) from error
    if head is None or not head:
        if not create:
            message = f"expected a ledger at {path}, found {'no such file' if head is None else 'an empty file'}; make one: reportedly add REPORT… --db {path}"
            raise LedgerError(message)
        if not path.resolve().parent.is_dir():
            message = f"expected a folder for the ledger {path}, found none; make it first"
            raise LedgerError(message)
        return
    if not head.startswith(SQLITE_HEAD):
        message = f"expected a ledger, found a file of another kind at {path}; nothing in it was changed"
        raise LedgerError(message)
    _check_whole(path, head)


def _check_whole(path: Path, head: bytes) -> None:
    """The file has as many pages as its head says; SQLite finds out only when it comes to the page that is cut. Raises ``LedgerError``."""
    if len(head) < HEAD_BYTES or _has_journal(path) or head[24:28] != head[92:96]:
        return  # too short is SQLite's to say; the journal may hold the rest; an old writer did not keep the count
    size = int.from_bytes(head[16:18], "big")
    wanted = (65_536 if size == 1 else size) * int.from_bytes(head[28:32], "big")
    found = path.stat().st_size
    if found < wanted:
        message = f"expected a whole ledger of {wanted:,} bytes at {path}, found {found:,}: it was cut off; nothing was changed: go back to a back-up"
        raise LedgerError(message)


def _prepare_connection(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin in _begin, not behind our back
    cursor = connection.cursor()
    try:
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
    finally:
        cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("reportedly_write") else "BEGIN")


def _bring_up_to_date(store: Store, *, create: bool, read_only: bool) -> None:
    found = _found_version(store)
    if found == HEAD:
        return
    from reportedly.ledger.migrate import known_versions, upgrade  # noqa: PLC0415  Alembic takes a third of a second, and is seldom needed

    if found is not None and found not in known_versions():
        message = f"expected a ledger of schema {HEAD} or older in {store.where}, found schema {found} of a newer Reportedly; upgrade Reportedly to use it"
        raise LedgerError(message)
    if read_only or (found is None and not create):
        what = "no ledger" if found is None else f"schema {found}, older than {HEAD}"
        message = f"expected a ledger of schema {HEAD} in {store.where}, found {what}; open it for writing once to bring it up to date"
        raise LedgerError(message)
    if found is None and store.is_sqlite:
        _mark_new_file(store)
    with store.writing() as connection:
        upgrade(connection)


def _mark_new_file(store: Store) -> None:
    with store._speaking(), store.engine.connect() as connection:  # noqa: SLF001  this module's own
        raw = connection.connection.cursor()
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
        raw.close()


def _found_version(store: Store) -> str | None:
    """The schema's revision, ``None`` for a store with nothing in it. Raises ``LedgerError`` for one with other things in it."""
    with store.reading() as connection:
        names = set(sa.inspect(connection).get_table_names())
        if VERSION_TABLE in names:
            return connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608  a constant
    if store.is_sqlite and names:
        message = f"expected a ledger, found a database of another program in {store.where} (tables {', '.join(sorted(names)[:3])} …); nothing was changed"
        raise LedgerError(message)
    return None
