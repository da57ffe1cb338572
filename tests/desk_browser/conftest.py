"""The desk's page in Debian's Chromium, on the ledger of the desk's tests and on one of the shipped examples. Without Chromium or the built page they fail."""

from __future__ import annotations

import dataclasses
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route, sync_playwright
from tests.desk.conftest import RECORDED, TOKEN, Running, fill, filled_file, made_file, new_database, pack, running, server, told_pages, told_readings

import reportedly
from reportedly.core.records import Page as ReportPage
from reportedly.desk.desk import DeskSettings
from reportedly.examples import find_examples
from reportedly.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportedly.packs.load import Pack

__all__ = ["fill", "filled_file", "made_file", "new_database", "pack", "server", "told_pages", "told_readings"]

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "src" / "reportedly" / "desk" / "page"
# WebGL without a graphics card.
FLAGS = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-sandbox")
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective}: ${event.blockedURI}`));
"""


@dataclass
class Reader:
    """Somebody at the desk: a browser page, and what went wrong in it."""

    page: Page
    address: str
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    def visit(self, where: str) -> None:
        """Go to a page of the desk and wait until it has a heading."""
        self.page.goto(f"{self.address}/{where}")
        self.page.locator("h1").first.wait_for()

    def map_is_drawn(self) -> None:
        self.page.locator('.map-canvas[data-ready="true"]').wait_for(timeout=60_000)

    def until(self, expression: str, given: object = None) -> None:
        """Wait until a function is true in the page. Playwright's own wait evaluates text in the page, which its policy forbids, as it should."""
        for _ in range(900):
            if self.page.evaluate(expression, given):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(expression)

    def trouble(self) -> list[str]:
        """Console errors, uncaught exceptions, requests to other machines, violations of the content security policy."""
        violations: list[str] = self.page.evaluate("window.violations")
        return [each for each in self.errors if not any(known in each for known in self.expected)] + self.elsewhere + violations


@pytest.fixture(scope="session")
def built_page() -> Path:
    assert (PAGE / "index.html").is_file(), "the desk's page is not built: make desk (needs Node 20.19 or later)"
    return PAGE


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "these tests look at the desk in Chromium, which is not on PATH (Debian: apt-get install chromium)"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield found
        found.close()


def _settings(built_page: Path) -> DeskSettings:
    return DeskSettings(
        requests_a_second=10_000,
        request_burst=10_000,
        reads_a_minute=1000,
        page_folder=built_page,
        seconds_between_looks=0.2,
        seconds_to_wait=300,
        seconds_for_disputes=300,
    )


@pytest.fixture(scope="session")
def desk(filled_file: Path, built_page: Path) -> Iterator[Running]:
    """The desk on the ledger of the desk's tests: copies, contradictions, an edited and a retracted report, hostile ones."""
    with running(str(filled_file), _settings(built_page)) as found:
        yield found


@pytest.fixture
def judging_desk(filled_file: Path, built_page: Path, tmp_path: Path) -> Iterator[Running]:
    """A desk on a ledger of one's own, at which whoever has the token may judge."""
    path = tmp_path / "war.db"
    shutil.copyfile(filled_file, path)
    with running(str(path), dataclasses.replace(_settings(built_page), token=TOKEN)) as found:
        yield found


@pytest.fixture(scope="session")
def examples_desk(tmp_path_factory: pytest.TempPathFactory, made_file: Path, pack: Pack, built_page: Path) -> Iterator[Running]:
    """The desk on a ledger of nothing but the examples that ship."""
    path = tmp_path_factory.mktemp("examples") / "examples.db"
    shutil.copyfile(made_file, path)
    pages = [
        ReportPage(id=name, html=file.read_text(encoding="utf-8"))
        if file.name.endswith(".html")
        else ReportPage(id=name, text=file.read_text(encoding="utf-8"))
        for name, file in find_examples(pack).items()
    ]
    with Ledger.open(str(path)) as ledger:
        for page, reading in zip(pages, reportedly.read_many(pages), strict=True):
            ledger.post(reading, pack=pack, recorded=RECORDED, page=page, retrieved=datetime(2023, 2, 13, 8, tzinfo=UTC))
    with running(str(path), _settings(built_page)) as found:
        yield found


@pytest.fixture
def sit_down(browser: Browser) -> Iterator[Callable[..., Reader]]:
    """Opens a page at a desk, with a browser's own choices: size, look, language, motion."""
    contexts: list[BrowserContext] = []

    def open_page(desk: Running, **choices: object) -> Reader:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 860}, "locale": "en-GB", "reduced_motion": "reduce", **choices})  # type: ignore[arg-type]
        contexts.append(context)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.set_default_timeout(90_000)
        reader = Reader(page, desk.address)
        own = urlsplit(desk.address).netloc

        def note(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                reader.errors.append(f"{message.type}: {message.text} {message.location.get('url', '')}")

        def keep_in(route: Route, request: Request) -> None:
            if urlsplit(request.url).netloc == own:
                route.continue_()
                return
            reader.elsewhere.append(request.url)
            route.abort()

        page.on("console", note)
        page.on("pageerror", lambda error: reader.errors.append(str(error)))
        context.route(lambda url: url.startswith(("http", "ws")), keep_in)
        return reader

    yield open_page
    for context in contexts:
        context.close()
