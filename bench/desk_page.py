"""How soon the desk's page is there, beside an empty map: ``python -m bench.desk_page LEDGER [--rounds 7] [--days 40] [--copies FILE]``.

One browser (Chromium, drawing without a graphics card) opens by turns the desk and a page with nothing but MapLibre and an empty style, each in a context
of its own, from the same server. Then the desk's day is changed, day by day, and the time until the frame that shows it is taken.

The rule that must not be broken: both pages are opened in the same run, by turns, and counted from the same moment: the start of the navigation.
"""

from __future__ import annotations

import argparse
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
CHANGE = """
async (days) => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))));
  const slider = document.querySelector('.day-bar input[type="range"]');
  const took = [], work = [];
  slider.value = String(Number(slider.max) - days - 1);
  slider.dispatchEvent(new Event("input", {bubbles: true}));
  await frame();
  for (let day = 0; day < days; day += 1) {
    const heading = document.querySelector("h1").textContent;
    await frame();
    const begun = performance.now();
    slider.value = String(Number(slider.value) + 1);
    slider.dispatchEvent(new Event("input", {bubbles: true}));
    let shown = await frame();
    while (document.querySelector("h1").textContent === heading) shown = await frame();
    took.push(shown - begun);
  }
  return took;
}
"""
IDLE = """
async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))));
  const took = [];
  for (let turn = 0; turn < 20; turn += 1) { const begun = performance.now(); took.push((await frame()) - begun); }
  return took;
}
"""


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
            opened, changed, idle = _look(desk.address, options.rounds, options.days)
    told = told_openings(opened)
    print(json.dumps({"what": "opened by turns", "rounds": options.rounds, "places": places, **told}))
    print(json.dumps({"what": "a change of day", **told_changes(changed, idle)}))
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


def _look(address: str, rounds: int, days: int) -> tuple[list[dict[str, float]], list[float], list[float]]:
    opened, changed, idle = [], [], []
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
                idle = page.evaluate(IDLE)
                changed = page.evaluate(CHANGE, days)
            page.context.close()
        browser.close()
    return opened, changed, idle


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


def told_changes(changed: Sequence[float], idle: Sequence[float]) -> dict[str, float]:
    """Milliseconds from the slider's event to the second frame after it; two frames in which nothing happens stand beside them."""
    ordered = sorted(changed)
    return {
        "days": len(ordered), "p50 ms": round(median(ordered), 1), "p95 ms": round(ordered[int(0.95 * (len(ordered) - 1))], 1), "max ms": round(ordered[-1], 1),
        "two frames at rest ms": round(median(idle), 1),
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
