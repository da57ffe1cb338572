"""The benches of the desk: questions come when they are due, errors are counted, medians are of the same rounds."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest
from bench.desk import BARE, DESK, Figures, Server, load, told
from bench.desk import main as bench_desk
from bench.desk_page import APART, EMPTY, HELD, KEYS, told_changes, told_openings, with_empty_page

from reportedly.desk.page import FOLDER

if TYPE_CHECKING:
    from pathlib import Path


def test_every_question_is_asked_at_its_time_and_errors_are_counted() -> None:
    with Server(BARE, []) as bare:
        begun = time.perf_counter()
        found = asyncio.run(load(bare.address, ["/bare", "/missing"], rate=40, seconds=0.5))
        assert time.perf_counter() - begun >= 0.4
    assert len(found.seconds) == 10
    assert found.errors == {"404": 10}
    assert list(found.by_route) == ["/bare"]
    figures = told(found)
    assert figures["asked"] == 20
    first, later, last = (float(str(figures[name])) for name in ("p50 ms", "p95 ms", "max ms"))
    assert 0 < first <= later <= last


def test_a_server_that_does_not_start_is_told() -> None:
    with pytest.raises(RuntimeError, match="ended"), Server("raise SystemExit(3)", []):
        raise AssertionError


def test_nothing_asked_has_no_times() -> None:
    assert told(Figures()) == {"asked": 0, "errors": {}, "megabytes": 0.0}


def test_a_ledger_that_is_missing_ends_the_bench(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ended"):
        bench_desk([str(tmp_path / "no.db"), "--seconds", "0.1"])
    assert "make_app" in DESK


def test_ratios_are_of_pages_opened_in_the_same_round() -> None:
    opened = [
        {"empty map": 100.0, "heading": 50.0, "list": 60.0, "map": 150.0, "moving": 300.0},
        {"empty map": 1000.0, "heading": 50.0, "list": 60.0, "map": 500.0, "moving": 900.0},
    ]
    found = told_openings(opened)
    assert found["empty map ms"] == 550.0
    assert found["map / empty map"] == 1.0
    assert (found["map least"], found["map most"]) == (0.5, 1.5)


def test_changes_of_day_are_told_by_their_middle_and_their_worst() -> None:
    assert told_changes([40.0, 400.0, 60.0, 50.0]) == {"count": 4, "p50 ms": 55.0, "p95 ms": 60.0, "max ms": 400.0}


def test_a_day_is_timed_beside_a_dot_at_the_same_pace() -> None:
    paces = {(key, apart) for _, key, apart in KEYS}
    assert paces == {(key, apart) for key in ("F9", "ArrowRight") for apart in (APART, HELD)}


def test_the_empty_page_stands_beside_the_built_one(tmp_path: Path) -> None:
    assert (FOLDER / "index.html").is_file(), "the desk's page is not built: make desk"
    page = with_empty_page(tmp_path / "page")
    assert (page / "empty.html").read_text(encoding="utf-8") == EMPTY
    for name in ("maplibre-gl-csp.js", "maplibre-gl-csp-worker.js", "maplibre-gl.css", "index.html"):
        assert (page / name).is_file()
    assert "<script>" not in EMPTY
