"""The map: words before it, the slider and its keys, what one could know then, and a browser that cannot draw it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desk.conftest import Running
    from tests.desk_browser.conftest import Reader


def heading_of(reader: Reader) -> str:
    """The heading, with plain spaces: a day's number stays with its month by one that does not break."""
    return reader.page.locator("h1").inner_text().replace("\u00a0", " ")


def test_the_slider_changes_the_day_by_keys(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    reader.visit("#/map?on=2022-10-01")
    slider = reader.page.get_by_role("slider")
    slider.focus()
    reader.page.keyboard.press("ArrowRight")
    assert heading_of(reader).replace(",", "") == "Sunday 2 October 2022"
    reader.page.wait_for_url("**on=2022-10-02*")  # written when the day has come to rest
    assert "2\u00a0October 2022" in (slider.get_attribute("aria-valuetext") or "")
    reader.page.keyboard.press("PageUp")
    reader.page.wait_for_url("**on=2022-10-09*")
    reader.page.keyboard.press("Home")
    reader.page.get_by_role("button", name="Day after").click()
    reader.map_is_drawn()
    assert reader.trouble() == []


def test_a_change_of_day_asks_the_server_nothing(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    with reader.page.expect_response("**/api/runs*"), reader.page.expect_response("**/api/shapes*"):  # the last that the map asks for
        reader.visit("#/map?on=2022-10-01")
    reader.map_is_drawn()
    reader.page.locator(".place-rows a").first.wait_for()
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url) if not request.url.startswith("blob:") else None)
    for _ in range(5):
        reader.page.get_by_role("button", name="Day after").click()
    assert asked == []


def test_the_way_back_leads_to_the_day_that_was_shown(desk: Running, sit_down: Callable[..., Reader]) -> None:
    """Also where one goes elsewhere before the day has come to rest, and the address bar still says another."""
    reader = sit_down(desk)
    reader.visit("#/map?on=2022-10-01")
    reader.map_is_drawn()
    reader.page.evaluate(
        """() => {
  [...document.querySelectorAll('.day-buttons button')].at(-1).click();
  document.querySelector('.masthead nav li:nth-child(2) a').click();
}"""
    )
    reader.page.wait_for_url("**#/reports*")
    reader.page.wait_for_timeout(400)
    assert "#/reports" in reader.page.url
    reader.page.go_back()
    reader.page.locator(".day-bar").wait_for()
    assert "on=2022-10-02" in reader.page.url
    assert heading_of(reader).replace(",", "") == "Sunday 2 October 2022"
    assert reader.page.locator('.day-bar input[type="date"]').input_value() == "2022-10-02"
    assert reader.trouble() == []


def test_play_stops_at_the_last_day(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    reader.visit("#/map")
    last = reader.page.locator("h1").inner_text()
    reader.page.get_by_role("button", name="Day before").click()
    reader.page.get_by_role("button", name="Play").click()
    reader.until("day => document.querySelector('h1').innerText === day", last)
    reader.page.get_by_role("button", name="Play").wait_for()


def test_what_one_could_know_then(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    reader.visit("#/map?on=2022-09-30")
    lyman = reader.page.locator(".place-rows a", has_text="Lyman").first
    lyman.wait_for()
    reader.page.get_by_label("By what one could know on that day").check()
    assert "as_of=each" in reader.page.url
    reader.until("() => [...document.querySelectorAll('.place-rows a')].some(row => row.innerText.includes('Lyman') && row.innerText.includes('not known'))")
    reader.page.get_by_label("By all that is known now").check()
    assert "as_of" not in reader.page.url
    reader.page.get_by_label("By what was public on a day of your choice").first.check()
    assert "as_of=2022-09-30" in reader.page.url
    assert reader.trouble() == []


def test_words_stand_before_the_map_and_without_it(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    reader.page.route(re.compile("maplibre-gl-csp.js"), lambda route: route.abort())
    reader.visit("#/map")
    reader.page.locator(".place-rows a").first.wait_for()
    reader.page.locator(".plain-map a").first.wait_for()
    assert reader.page.locator(".tally").inner_text().startswith("Of ")


def test_a_click_on_the_map_opens_the_story(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    reader.visit("#/map?on=2022-10-01")
    reader.map_is_drawn()
    reader.page.wait_for_timeout(500)
    box = reader.page.locator(".map-canvas").bounding_box()
    assert box is not None
    # Places are looked for from left to right, as somebody with a mouse would: the pointer says where one is.
    canvas = reader.page.locator(".maplibregl-canvas")
    found = None
    for row in range(3, 30):
        for column in range(2, 40):
            x, y = box["x"] + box["width"] * column / 42, box["y"] + box["height"] * row / 32
            reader.page.mouse.move(x, y)
            if canvas.evaluate("canvas => canvas.style.cursor") == "pointer":
                found = (x, y)
                break
        if found:
            break
    assert found is not None
    assert reader.page.locator(".maplibregl-popup strong").inner_text()
    reader.page.mouse.click(*found)
    reader.page.get_by_role("heading", name="Who says what").wait_for()
    assert "#/place/" in reader.page.url


def test_the_map_as_a_picture(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    reader.visit("#/map?on=2022-10-01")
    reader.map_is_drawn()
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="PNG").click()
    path = download.value.path()
    assert download.value.suggested_filename == "reportedly-2022-10-01.png"
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.stat().st_size > 10_000
