"""The comparison of ways to read: the same bytes by all of them, and a difference named."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from eval.tasks import BENCH

from bench import same

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS = (
    "Troops withdrew from the harbour town of Arvenna on Monday, the ministry said.",
    "ARVENNA, 4 May (Tarn Wire) - The mayor denied it. “Nobody has left,” she said.\n\nShelling went on.",
    "Штурм порту тривав до вечора, повідомили в міністерстві.",
    "",
    "Rain fell over the valley for nine hours.",
)
ROWS = [{"id": f"r{number}", "text": TEXTS[number % len(TEXTS)], "clean": True} for number in range(40)]
DATA = b"".join(json.dumps(row).encode() + b"\n" for row in ROWS) + b"{no json\n"


@pytest.mark.parametrize("way", ["batches", "processes", "engine"])
def test_all_ways_give_the_plain_bytes(way: str) -> None:
    assert same.compare(DATA, [way]) == {way: None}


def test_a_difference_is_named_by_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def otherwise(data: bytes) -> Iterator[str]:
        for number, line in enumerate(same.read_plainly(data)):
            yield line if number != 2 else line.replace('"id":"r2"', '"id":"r3"')

    data = b"\n".join(DATA.split(b"\n")[:4]) + b"\n"
    monkeypatch.setitem(same.WAYS, "batches", otherwise)
    assert same.compare(data, ["batches"]) == {"batches": 3}
    monkeypatch.setitem(same.WAYS, "batches", lambda data: iter(list(same.read_plainly(data))[:-1]))
    assert same.compare(data, ["batches"]) == {"batches": 4}


def test_lines_are_taken_evenly_from_packed_files_too(tmp_path: Path) -> None:
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress(b"".join(b"%d\n" % number for number in range(10)) + b"\n"))
    assert same.some_lines(packed, 5) == b"0\n2\n4\n6\n8\n"
    assert same.some_lines(packed, 0).count(b"\n") == 10


@pytest.mark.bench
def test_benchmarks_are_read_to_the_same_bytes() -> None:
    """A few reports of every input: all of them, by every way, are ``python -m bench.same``."""
    files = sorted({file for pattern in same.INPUTS for file in BENCH.glob(pattern)})
    if not files:
        pytest.skip("no benchmarks beside the checkout")
    data = b"".join(same.some_lines(file, 3) for file in files)
    assert same.compare(data, ["batches", "processes"]) == {"batches": None, "processes": None}
