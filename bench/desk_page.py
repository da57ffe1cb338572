"""How soon the desk's page is there, and another day on it: ``python -m bench.desk_page LEDGER [--rounds 7] [--days 40] [--copies FILE]``.

One browser (Chromium, drawing without a graphics card) opens by turns the desk and a page with nothing but MapLibre and an empty style, each in a context
of its own, from the same server. Then the desk's day is changed as a reader does: by the arrow keys, one at a time and held down, by clicks on the slider, and
by *Play*. The browser says itself how long it was from the key to the picture on the screen (Event Timing, in steps of 8 ms); two frames counted in the page
are over long before it: at 20 ms by that count the picture came at 176.

The rules that must not be broken: both pages are opened in the same run, by turns, and counted from the same moment: the start of the navigation. Keys and
clicks are the browser's own, and beside them stands the least that any picture takes in the same run: a key that draws a dot on the map and nothing else.
"""

from __future__ import annotations

import argparse
import itertools
import json
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import httpx
from bench.desk import DESK, Server
from playwright.sync_api import sync_playwright

from reportedly.desk.page import FOLDER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Page

FLAGS = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-sandbox")
EMPTY = """<!doctype html>
<html lang="en"><head><meta charset="utf-8" /><title>Empty</title><link rel="stylesheet" href="maplibre-gl.css" />
<script defer src="maplibre-gl-csp.js"></script><script defer src="empty.js"></script></head>
<body><div id="map" class="map-canvas"></div></body></html>
"""
EMPTY_SCRIPT = """
const frame = document.getElementById("map");
frame.style.cssText = "position:absolute;inset:0";
maplibregl.setWorkerUrl(new URL("maplibre-gl-csp-worker.js", document.baseURI).href);
const map = new maplibregl.Map({container: frame, style: {version: 8, sources: {}, layers: []}, attributionControl: false, fadeDuration: 0});
map.on("load", () => { frame.dataset.ready = "true"; });
"""
WATCH = """
window.seen = {};
const wanted = {heading: ".map-side h1", list: ".place-rows a", map: '.map-canvas[data-drawn="true"]', moving: '.map-canvas[data-ready="true"]'};
const look = () => {
  for (const [name, selector] of Object.entries(wanted)) {
    if (name in window.seen || document.querySelector(selector) === null) continue;
    window.seen[name] = null;
    // The frame after the one in which it came: by then it is on the screen.
    requestAnimationFrame(() => requestAnimationFrame(() => { window.seen[name] = performance.now(); }));
  }
};
new MutationObserver(look).observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ["data-ready", "data-drawn"]});
"""
# What a reader does, and what the browser says of it. The ninth function key draws a dot.
TIME = """
window.timed = {keydown: [], pointerdown: []};
window.days = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.timed[entry.name]?.push(entry.duration);
}).observe({type: "event", durationThreshold: 16});
addEventListener("keydown", (event) => {
  if (event.key === "F9") document.querySelector(".map-signs").getContext("2d").fillRect(3, 3, 2, 2);
});
"""
FOLLOW = """
() => {
  window.days.length = 0;
  const note = () => requestAnimationFrame((at) => window.days.push(at));
  new MutationObserver(note).observe(document.querySelector("h1"), {subtree: true, characterData: true});
}
"""
APART = 400
"""Milliseconds between two keys of somebody who looks at each day."""
HELD = 33
"""Milliseconds between two keys where one is held down."""
KEYS = (
    ("a dot on the map", "F9", APART),
    ("a day by key", "ArrowRight", APART),
    ("a dot by a held key", "F9", HELD),
    ("days by a held key", "ArrowRight", HELD),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures as JSON lines; 1 where the map took more than half as long again as the empty one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--days", type=int, default=40)
    parser.add_argument("--copies", default="")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        page = with_empty_page(Path(folder) / "page")
        with Server(DESK, [options.ledger, options.copies, str(page)]) as desk:
            places = _warm(desk.address)
            opened, changed = _look(desk.address, options.rounds, options.days)
    told = told_openings(opened)
    print(json.dumps({"what": "opened by turns", "rounds": options.rounds, "places": places, **told}))
    for what, took in changed.items():
        print(json.dumps({"what": what, **told_changes(took)}))
    least = median(changed["a dot on the map"])
    print(json.dumps({"what": "a day by key / a dot on the map", "times": round(median(changed["a day by key"]) / least, 2)}))
    return 0 if told["map / empty map"] <= 1.5 else 1


def with_empty_page(folder: Path) -> Path:
    """A copy of the built page with ``empty.html`` beside it."""
    shutil.copytree(FOLDER, folder)
    (folder / "empty.html").write_text(EMPTY, encoding="utf-8")
    (folder / "empty.js").write_text(EMPTY_SCRIPT, encoding="utf-8")
    return folder


def _warm(address: str) -> int:
    """Wait until the beliefs are weighed and kept, as for the second visitor; how many places there are."""
    with httpx.Client(base_url=address, timeout=1200) as client:
        places = client.get("/api/places").raise_for_status().json()
        on = places["on"]
        for path in ("about", f"places?on={on}", "runs", "days", "areas", "base"):
            client.get(f"/api/{path}")
        return len(places["features"])


def _look(address: str, rounds: int, days: int) -> tuple[list[dict[str, float]], dict[str, list[float]]]:
    opened, changed = [], {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        for turn in range(rounds + 1):
            empty, page = _open(browser, f"{address}/empty.html", ("moving",))
            page.context.close()
            desk, page = _open(browser, f"{address}/#/map", ("heading", "list", "map", "moving"))
            if turn:  # the first round warms the browser
                opened.append({"empty map": empty["moving"], **desk})
            if turn == rounds:
                page.wait_for_load_state("networkidle")
                changed = _change(page, days)
            page.context.close()
        browser.close()
    return opened, changed


def _change(page: Page, days: int) -> dict[str, list[float]]:
    """Milliseconds until the picture, for what a reader does; for *Play*, from one day's picture to the next."""
    slider = page.locator('.day-bar input[type="range"]')
    slider.focus()
    page.keyboard.press("Home")
    for _ in range(10):  # into the middle of the ledger, where days differ
        page.keyboard.press("PageUp")
    page.evaluate(TIME)
    found = {}
    for what, key, apart in KEYS:
        page.wait_for_timeout(1000)
        page.evaluate("timed.keydown.splice(0)")
        for _ in range(days):
            page.keyboard.press(key)
            page.wait_for_timeout(apart)
        page.wait_for_timeout(1000)
        found[what] = page.evaluate("timed.keydown.splice(0)")
    box = slider.bounding_box()
    assert box is not None
    for turn in range(days // 2):
        share = 0.1 + 0.8 * (turn * 0.618 % 1)
        page.mouse.click(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
        page.wait_for_timeout(APART)
    page.wait_for_timeout(1000)
    found["a jump on the slider"] = page.evaluate("timed.pointerdown.splice(0)")
    page.evaluate(FOLLOW)
    page.get_by_role("button", name="Play").click()
    page.wait_for_timeout(350 * days // 2)
    shown = page.evaluate("days")
    found["from day to day while it plays"] = [later - sooner for sooner, later in itertools.pairwise(shown)]
    return found


def _open(browser: Browser, where: str, wanted: Sequence[str]) -> tuple[dict[str, float], Page]:
    """Milliseconds from the start of the navigation until each was on the screen."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(where)
    for _ in range(1200):
        seen: dict[str, Any] = page.evaluate("window.seen")
        if all(seen.get(name) is not None for name in wanted):
            return {name: float(seen[name]) for name in wanted}, page
        page.wait_for_timeout(50)
    raise TimeoutError(where)


def told_openings(opened: Sequence[dict[str, float]]) -> dict[str, float]:
    """Medians in milliseconds, and how the desk's map compares with the empty one of the same round."""
    found = {f"{name} ms": round(median(one[name] for one in opened), 1) for name in opened[0]}
    for name in ("map", "moving"):
        ratios = [one[name] / one["empty map"] for one in opened]
        found |= {f"{name} / empty map": round(median(ratios), 2), f"{name} least": round(min(ratios), 2), f"{name} most": round(max(ratios), 2)}
    return found


def told_changes(took: Sequence[float]) -> dict[str, float]:
    """How many there were, and their milliseconds."""
    ordered = sorted(took)
    late = ordered[int(0.95 * (len(ordered) - 1))]
    return {"count": len(ordered), "p50 ms": round(median(ordered), 1), "p95 ms": round(late, 1), "max ms": round(ordered[-1], 1)}


if __name__ == "__main__":
    sys.exit(main())
