"""A desk on a real server over a real ledger: the shipped examples, reports of invented outlets, and hostile ones; on SQLite and on PostgreSQL."""

from __future__ import annotations

import dataclasses
import shutil
import socket
import threading
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import uvicorn
from tests.ledger.conftest import made_file, new_database, pack, server

import reportedly
from reportedly.core.entries import JudgementKind, Snapshot
from reportedly.core.records import Page
from reportedly.core.settings import Settings
from reportedly.desk.app import make_app
from reportedly.desk.desk import Desk, DeskSettings
from reportedly.examples import find_examples
from reportedly.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reportedly.core.records import Reading
    from reportedly.packs.load import Pack

__all__ = ["made_file", "new_database", "pack", "server"]

RECORDED = datetime(2023, 1, 30, 12, tzinfo=UTC)
TODAY = datetime(2023, 2, 1, 9, tzinfo=UTC)
TOKEN = "a-token-for-tests-only-0123456789"  # noqa: S105
SCRIPT = "<script>alert('desk')</script>"
RIGHT_TO_LEFT = "قالت الوزارة إن القوات انسحبت من المدينة"
LONG = "Snow fell on the hill all night, and nobody went out. " * 38_000  # 2 MB
TOLD = (
    ("liman-taken", "The Harbour Post", "2022-10-01", "Ukrainian forces have taken Lyman, the Ukrainian defence ministry said on Saturday."),
    (
        "liman-left",
        "Gazette of Tests",
        "2022-10-01",
        "The Russian defence ministry said its troops had withdrawn from Lyman to more advantageous lines on Saturday.",
    ),
    (
        "liman-copy",
        "Copy Herald",
        "2022-10-02",
        "The Russian defence ministry said its troops had withdrawn from Lyman to more advantageous lines on Saturday.",
    ),
    ("liman-denied", "Northern Sheet", "2022-10-02", "Russian forces still hold Lyman, the head of the Russian-installed administration said on Sunday."),
    ("izium", "The Harbour Post", "2022-09-11", "Ukrainian forces entered Izium on Saturday, the governor said. Russian forces shelled Kharkiv."),
    (
        "kherson-1",
        "Gazette of Tests",
        "2022-11-11",
        "Russian troops have left Kherson, the Russian defence ministry confirmed on Friday. Ukrainian forces entered the city.",
    ),
    ("kherson-2", "Northern Sheet", "2022-11-12", "Residents of Kherson greeted Ukrainian soldiers who took the city on Friday."),
    ("strike-1", "The Harbour Post", "2022-10-11", "At least 12 civilians were killed when a missile hit Kramatorsk on Monday, the governor said."),
    ("strike-2", "Northern Sheet", "2022-10-11", "Seven people died in a missile strike on Kramatorsk on Monday, the mayor said."),
    ("region", "Copy Herald", "2022-10-05", "Fighting goes on in Donetsk Oblast, the general staff said."),
)
HOSTILE = (
    Page(
        id="hostile-script",
        title=SCRIPT,
        outlet=f"Outlet {SCRIPT}",
        text=f"Ukrainian forces have taken Lyman, {SCRIPT} said. </script><img src=x onerror=alert(1)>",
    ),
    Page(
        id="hostile-right-to-left", title=f"{RIGHT_TO_LEFT} \u202e", text=f"{RIGHT_TO_LEFT}. Russian troops left Lyman on Saturday, officials said. \u202etxet"
    ),
    Page(id="hostile-emoji", title="🚀🔥 Breaking 🇺🇦", text="🚀🔥 Ukrainian forces have taken Kupiansk on Saturday 👩‍👩‍👧‍👦, officials said 🎉."),
    Page(id="hostile/..%2f?a=b#c", title="An id that looks like a path", text="Russian forces shelled Bakhmut on Saturday, officials said."),
    Page(id="hostile-long", title="Long " * 400, text=f"Russian forces shelled Bakhmut on Saturday, officials said. {LONG}"),
)


def seen(day: date | None) -> datetime:
    assert day is not None
    return datetime(day.year, day.month, day.day, 20, tzinfo=UTC)


class FixedClock:
    def now(self) -> datetime:
        return TODAY

    def sleep(self, seconds: float) -> None:
        raise AssertionError(seconds)


@dataclasses.dataclass(frozen=True)
class Running:
    """A desk that answers at an address."""

    desk: Desk
    address: str
    where: str
    client: httpx.Client

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.client.get(f"{self.address}{path}", **options)

    def json(self, path: str) -> dict[str, Any]:
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:500])
        found: dict[str, Any] = answer.json()
        return found

    def post(self, path: str, **options: Any) -> httpx.Response:
        return self.client.post(f"{self.address}{path}", **options)


@contextmanager
def running(where: str, settings: DeskSettings) -> Iterator[Running]:
    """A desk on a real uvicorn, at a free port."""
    desk = Desk(where, settings, FixedClock())
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        config = uvicorn.Config(make_app(desk), log_level="error", ws="none", timeout_graceful_shutdown=1)
        served = uvicorn.Server(config)
        thread = threading.Thread(target=served.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not served.started:
            assert thread.is_alive()
            time.sleep(0.01)
        # One client: each makes a TLS context, which costs more than the answer.
        with httpx.Client(timeout=120, trust_env=False) as client:
            yield Running(desk, f"http://127.0.0.1:{bound.getsockname()[1]}", where, client)
        served.should_exit = True
        thread.join(timeout=90)  # a weighing that was begun is waited for
        assert not thread.is_alive()


@pytest.fixture(scope="session")
def told_pages(pack: Pack) -> tuple[Page, ...]:
    pages = [
        Page(id=name, outlet=outlet, text=text, url=f"https://{name}.example/", title=text.split(",")[0], published=date.fromisoformat(day))
        for name, outlet, day, text in TOLD
    ]
    examples = [
        Page(id=f"example-{name}", text=file.read_text(encoding="utf-8"), published=date(2022, 10, 2))
        for name, file in find_examples(pack).items()
        if file.name.endswith(".txt")
    ]
    hostile = [dataclasses.replace(page, published=date(2022, 10, 3)) for page in HOSTILE]
    return (*pages, *examples, *hostile)


@pytest.fixture(scope="session")
def told_readings(told_pages: tuple[Page, ...]) -> tuple[Reading, ...]:
    return tuple(reportedly.read_many(told_pages, settings=Settings(max_extract_characters=5000)))


@pytest.fixture(scope="session")
def fill(pack: Pack, told_pages: tuple[Page, ...], told_readings: tuple[Reading, ...]) -> Callable[[str], None]:
    """What posts all reports into the ledger at a place, edits one, and retracts one."""

    def post(where: str) -> None:
        with Ledger.open(where) as ledger:
            for page, reading in zip(told_pages, told_readings, strict=True):
                snapshot = Snapshot(sha256="ab" * 32, body=None, media_type="text/html", url=page.url, retrieved=seen(page.published))
                ledger.post(reading, pack=pack, recorded=RECORDED, page=page, snapshot=snapshot)
            edited = dataclasses.replace(told_pages[4], text=f"{told_pages[4].text} Nobody was hurt.", published=date(2022, 9, 12))
            (again,) = reportedly.read_many([edited])
            snapshot = Snapshot(sha256="cd" * 32, body=None, media_type="text/html", url=edited.url, retrieved=seen(edited.published))
            ledger.post(again, pack=pack, recorded=RECORDED, page=edited, snapshot=snapshot)
            ledger.judge(JudgementKind.RETRACTED, "strike-2", by="A. Checker", why="withdrawn by the paper", recorded=RECORDED, since=date(2022, 10, 20))

    return post


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def told_where(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, made_file: Path, fill: Callable[[str], None]) -> str:
    """Where a ledger of all the reports is; it is not to be written to."""
    if request.param == "postgresql":
        where = str(request.getfixturevalue("new_database")(True))  # noqa: FBT003
    else:
        where = str(tmp_path_factory.mktemp("desk") / "war.db")
        shutil.copyfile(made_file, where)
    fill(where)
    return where


@pytest.fixture(scope="session")
def desk(told_where: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A desk over it, with no more than the defaults allow (but for the rate, which tests would use up)."""
    settings = DeskSettings(
        requests_a_second=10_000, request_burst=10_000, page_folder=tmp_path_factory.mktemp("page"), seconds_between_looks=0.2, seconds_for_disputes=300
    )
    with running(told_where, settings) as found:
        yield found


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory, made_file: Path, fill: Callable[[str], None]) -> Path:
    """A SQLite ledger of all the reports, to copy."""
    path = tmp_path_factory.mktemp("desk-file") / "war.db"
    shutil.copyfile(made_file, path)
    fill(str(path))
    return path


@pytest.fixture
def copied(filled_file: Path, tmp_path: Path) -> str:
    """A ledger of one's own, to write to."""
    path = tmp_path / "war.db"
    shutil.copyfile(filled_file, path)
    return str(path)
