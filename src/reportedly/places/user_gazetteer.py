"""A user's own gazetteer: one SQLite file, made by ``reportedly gazetteer add``.

The rule that must not be broken: a source is added whole or not at all, and adding it again leaves what adding it once left.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.errors import GazetteerError
from reportedly.core.records import Issue, PlaceKind
from reportedly.places.imports import LeftOut, UserName, UserPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from reportedly.places.imports import Imported

VERSION = 1
AGAIN = "that give a place again"
APPLICATION = 0x52507464  # "RPtd": marks the file as ours, in the head of every SQLite file
_TABLES = """
CREATE TABLE source (name TEXT PRIMARY KEY, format TEXT NOT NULL, places INTEGER NOT NULL, names INTEGER NOT NULL, faults INTEGER NOT NULL);
CREATE TABLE place (
  source TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, country TEXT NOT NULL, code TEXT NOT NULL, admin1 TEXT NOT NULL,
  latitude REAL NOT NULL, longitude REAL NOT NULL, population INTEGER NOT NULL, name TEXT NOT NULL, local TEXT NOT NULL, aliases TEXT NOT NULL,
  PRIMARY KEY (source, id)
) WITHOUT ROWID;
CREATE TABLE name (source TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (source, id, name)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Source:
    """A source in a gazetteer: its name and format, the places and names it gave, and how many of its rows were faulty.

    ``left_out`` counts the rows that were left out by intent, by why; it is told when a source is added, and not kept.
    """

    name: str
    format: str
    places: int
    names: int
    faults: int
    left_out: tuple[tuple[str, int], ...] = ()


def add_source(path: Path, name: str, format_name: str, records: Iterable[Imported], tell: Callable[[Issue], None]) -> Source:
    """Put the source's places and names into the file, in place of what it gave before; the file is made when there is none.

    Of several rows with one id the first is kept. Each issue goes to ``tell``. Raises ``GazetteerError`` when nothing is left to add.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(_open(path, create=True)) as connection:
        try:
            with connection:
                _delete(connection, name)
                faults, left_out = _insert(connection, name, records, tell)
                places, names = (_count(connection, table, name) for table in ("place", "name"))
                if not places and not names:
                    other = "".join(f", {count:,} {why}" for why, count in left_out.items())
                    message = f"expected places or names in {name}, found none that could be used ({faults:,} faulty rows{other}); nothing was changed"
                    raise GazetteerError(message)
                source = Source(name, format_name, places, names, faults, tuple(left_out.items()))
                connection.execute("INSERT INTO source VALUES (?, ?, ?, ?, ?)", (name, format_name, places, names, faults))
        except sqlite3.Error as error:
            message = f"expected to write {path}, found: {error}"
            raise GazetteerError(message) from error
    return source


def _insert(connection: sqlite3.Connection, source: str, records: Iterable[Imported], tell: Callable[[Issue], None]) -> tuple[int, Counter[str]]:
    """How many rows were faulty, and how many were left out by intent, by why."""
    faults, left_out = 0, Counter[str]()
    for record in records:
        if isinstance(record, Issue):
            faults += 1
            tell(record)
        elif isinstance(record, LeftOut):
            left_out[record.why] += 1
        elif isinstance(record, UserName):
            connection.execute("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", (source, record.id, record.name))
        else:
            place = record
            fields = (place.kind.value, place.country, place.code, place.admin1, place.latitude, place.longitude, place.population, place.name, place.local)
            values = (source, place.id, *fields, "|".join(alias for alias in place.aliases if "|" not in alias))
            done = connection.execute("INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
            if done.rowcount:
                continue
            other = _other_name(connection, source, place)
            if other is None:
                left_out[AGAIN] += 1
            else:
                faults += 1
                again = place.name or place.local
                message = f"{source}: expected every id once, found {place.id!r} for {other!r} and again for {again!r}; kept the first"
                tell(Issue(code="gazetteer-row", message=message))
    return faults, left_out


def _other_name(connection: sqlite3.Connection, source: str, place: UserPlace) -> str | None:
    """The name that the source's place of this id has, where it is another one. A list of post codes has a place once for each code."""
    kept = connection.execute("SELECT name, local FROM place WHERE source = ? AND id = ?", (source, place.id)).fetchone()
    return None if kept is None or kept == (place.name, place.local) else kept[0] or kept[1]


def remove_source(path: Path, name: str) -> None:
    """Take the source out. Raises ``GazetteerError`` that names the sources there are."""
    with closing(_open(path, mode="rw")) as connection, connection:
        if not _delete(connection, name):
            known = ", ".join(row[0] for row in connection.execute("SELECT name FROM source ORDER BY name")) or "none"
            message = f"expected the name of a source in {path}, found {name!r}; there are: {known}"
            raise GazetteerError(message)


def list_sources(path: Path) -> tuple[Source, ...]:
    """The sources by name; empty when the file is not there yet."""
    if not path.exists():
        return ()
    with closing(_open(path)) as connection:
        return tuple(Source(*row) for row in connection.execute("SELECT name, format, places, names, faults FROM source ORDER BY name"))


def read_user_places(path: Path) -> tuple[list[UserPlace], list[UserName]]:
    """Every place once an id (the first source by name wins) and every name, in order of source and id. Raises ``GazetteerError``."""
    with closing(_open(path)) as connection:
        columns = ", ".join(UserPlace.__dataclass_fields__)
        rows = connection.execute(f"SELECT {columns} FROM place ORDER BY source, id")  # noqa: S608  the names of our own record's fields
        places: dict[str, UserPlace] = {}
        for row in rows:
            fields = dict(zip(UserPlace.__dataclass_fields__, row, strict=True))
            fields |= {"kind": PlaceKind(fields["kind"]), "aliases": tuple(filter(None, fields["aliases"].split("|")))}
            places.setdefault(fields["id"], UserPlace(**fields))
        names = [UserName(*row) for row in connection.execute("SELECT id, name FROM name ORDER BY source, id, name")]
    return list(places.values()), names


def _delete(connection: sqlite3.Connection, source: str) -> bool:
    connection.execute("DELETE FROM place WHERE source = ?", (source,))
    connection.execute("DELETE FROM name WHERE source = ?", (source,))
    return connection.execute("DELETE FROM source WHERE name = ?", (source,)).rowcount > 0


def _count(connection: sqlite3.Connection, table: str, source: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table} WHERE source = ?", (source,)).fetchone()[0])  # noqa: S608  one of two words


def _open(path: Path, *, create: bool = False, mode: str = "ro") -> sqlite3.Connection:
    """The file, checked to be ours; made when it may be and is not there. ``mode`` is SQLite's, for a file that is there."""
    if not create and not path.is_file():
        message = f"expected a gazetteer at {path}, found no file; make one: reportedly gazetteer add FILE --gazetteer {path}"
        raise GazetteerError(message)
    try:
        connection = sqlite3.connect(path if create else f"{path.absolute().as_uri()}?mode={mode}", uri=not create)
        version, application = (connection.execute(f"PRAGMA {what}").fetchone()[0] for what in ("user_version", "application_id"))
        empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if empty and create:
            connection.executescript(f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};{_TABLES}")
        elif (version, application) != (VERSION, APPLICATION):
            connection.close()
            message = f"expected a gazetteer of Reportedly (version {VERSION}) at {path}, found another file; give --gazetteer a new name"
            raise GazetteerError(message)
    except sqlite3.Error as error:
        message = f"expected a gazetteer of Reportedly at {path}, found: {error}"
        raise GazetteerError(message) from error
    return connection
