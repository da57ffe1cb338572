"""Every page of the desk: it is there, it is accessible, it asks nobody else, and nothing of it fails."""

from __future__ import annotations

import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from tests.desk.conftest import FixedClock
from tests.desk_browser.conftest import PAGE, ROOT

from reportedly.desk.desk import Desk, DeskSettings
from reportedly.desk.site import write_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Route
    from tests.desk.conftest import Running
    from tests.desk_browser.conftest import Reader

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
LYMAN = "geonames%3A702320"
PAGES = {
    "map": "#/map",
    "map-each": "#/map?as_of=each&on=2022-10-01",
    "reports": "#/reports",
    "claims": "#/claims?event=withdraw",
    "happenings": "#/happenings",
    "disputes": "#/disputes",
    "sources": "#/sources",
    "source": "#/source/ru-mod",
    "outlet": "#/outlet/The%20Harbour%20Post",
    "judgements": "#/judgements",
    "drop": "#/drop",
    "report": "#/report/liman-left",
    "edited": "#/report/izium",
    "copy": "#/report/liman-copy",
    "retracted": "#/report/strike-2",
}
MOST_BYTES = 600_000


def axe(reader: Reader) -> list[str]:
    """Serious and critical faults that axe finds, each with the elements it is about."""
    reader.page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = reader.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{each['id']}: {each['help']}: {[node['target'] for node in each['nodes']][:5]}"
        for each in found["violations"]
        if each["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_every_page(name: str, look: str, desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk, color_scheme=look)
    reader.visit(PAGES[name])
    if name.startswith("map"):
        reader.map_is_drawn()
    reader.page.wait_for_load_state("load")
    reader.until("() => document.querySelector('main').textContent.trim().length > 40")
    assert axe(reader) == []
    assert reader.trouble() == []


def test_the_page_of_a_place(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    reader.visit("#/map?on=2022-10-01")
    reader.page.get_by_role("link", name="Lyman").first.click()
    heading = reader.page.get_by_role("heading", level=1)
    reader.page.get_by_role("heading", name="Who says what").wait_for()
    assert heading.inner_text() == "Lyman"
    assert "on=2022-10-01" in reader.page.url
    marks = reader.page.locator(".band a.mark")
    assert marks.count() >= 3
    marks.first.focus()
    assert reader.page.locator(".picked-claim q").inner_text()
    assert axe(reader) == []
    assert reader.trouble() == []


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_in_other_languages(language: str, desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk, locale=language)
    reader.visit("#/sources")
    words = json.loads((ROOT / "frontend" / "words" / f"{language}.json").read_text(encoding="utf-8"))
    assert reader.page.locator("h1").inner_text() == words["sources.title"]
    assert reader.page.locator("html").get_attribute("lang") == language
    reader.page.get_by_label(words["choice.language"]).select_option("en")
    assert reader.page.locator("h1").inner_text() == "Sources"
    assert reader.trouble() == []


STICKS_OUT = """() => [...document.querySelectorAll('main *, header *')].filter((each) => {
  const { right, width } = each.getBoundingClientRect();
  return width > 1 && right > innerWidth + 1 && each.closest('svg, .table-frame, .unseen, .maplibregl-map') === null;
}).map((each) => `${each.tagName}: ${each.textContent.slice(0, 40)}`)"""


@pytest.mark.parametrize(("size", "language"), [((360, 740), "en"), ((390, 844), "uk"), ((390, 844), "ru"), ((768, 1024), "uk"), ((2560, 1440), "en")])
def test_from_phone_to_wall(size: tuple[int, int], language: str, desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk, viewport={"width": size[0], "height": size[1]}, locale=language)
    for where in ("#/map", "#/claims", "#/sources", "#/report/liman-left", "#/place/geonames%3A704204", "#/drop"):
        reader.visit(where)
        reader.page.wait_for_timeout(150)
        assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{where} is wider than {size[0]} pixels"
        assert reader.page.evaluate(STICKS_OUT) == [], where


def test_the_page_says_that_the_ledger_is_being_weighed(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    stages = iter([(False, False), (True, False)])

    def earlier(route: Route) -> None:
        """The server's answer, as it was while it weighed."""
        given = route.fetch()
        ready, compared = next(stages, (True, True))
        route.fulfill(response=given, json={**given.json(), "ready": ready, "compared": compared})

    reader.page.route("**/api/about*", earlier)
    reader.visit("#/sources")
    reader.page.get_by_text("The ledger is being weighed").wait_for()
    reader.until("() => document.querySelector('.news') === null")
    assert reader.page.locator(".source-name").count() > 3
    assert reader.trouble() == []


def test_the_story_of_a_place_says_that_disputes_are_on_their_way(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    stories = iter([{"disputes": None}])

    def earlier(route: Route) -> None:
        """The server's answer, as it was while it compared."""
        given = route.fetch()
        route.fulfill(response=given, json={**given.json(), **next(stories, {})})

    reader.visit("#/map?on=2022-10-01")
    reader.page.route("**/api/places/*", earlier)
    reader.page.get_by_role("link", name="Lyman").first.click()
    reader.page.get_by_text("still being compared with one another").wait_for()
    reader.page.locator(".dispute").first.wait_for()
    assert reader.page.get_by_text("still being compared with one another").count() == 0
    assert reader.trouble() == []


SITE_PAGES = ("#/map?on=2022-10-01", "#/place/geonames%3A704204?on=2022-10-01", "#/report/izium?on=2022-10-01", "#/claims", "#/source/ru-mod?on=2022-10-01")


def test_a_written_site_opens_from_disk(desk: Running, built_page: Path, tmp_path: Path, sit_down: Callable[..., Reader]) -> None:
    settings = DeskSettings(page_folder=built_page, requests_a_second=1e9, request_burst=10**9, seconds_to_wait=600, seconds_for_disputes=600)
    with ThreadPoolExecutor() as beside:  # the browser's driver has an event loop on this thread
        assert beside.submit(write_site, Desk(desk.where, settings, FixedClock()), tmp_path / "site").result()
    reader = sit_down(desk)
    for where in SITE_PAGES:
        reader.page.goto("about:blank")
        reader.page.goto((tmp_path / "site" / "index.html").as_uri() + where)
        reader.page.locator("h1").first.wait_for()
        reader.until("() => document.querySelector('main').textContent.trim().length > 120")
        assert reader.page.locator(".trouble").count() == 0, where
    assert reader.trouble() == []


def test_nothing_of_the_page_is_heavy(built_page: Path) -> None:
    weights = {
        path.name: len(path.read_bytes() if path.suffix == ".woff2" else gzip.compress(path.read_bytes())) for path in built_page.rglob("*") if path.is_file()
    }
    weights.pop("licences.txt")
    assert sum(weights.values()) <= MOST_BYTES, weights


def test_the_page_names_its_licences() -> None:
    text = (PAGE / "licences.txt").read_text(encoding="utf-8")
    assert all(name in text for name in ("MapLibre", "Preact", "SIL OPEN FONT LICENSE"))
