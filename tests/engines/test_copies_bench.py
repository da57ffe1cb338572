"""Copies by partitions on real texts, where the benchmark's are there."""

from __future__ import annotations

import gzip
import itertools
from pathlib import Path

import pytest
from tests.engines.deadly import SMALL
from tests.engines.test_copies import lines_of, tasks_of
from tests.engines.test_parts import Here

from reportedly.copies import find_copies
from reportedly.engines.copies import compare_shards
from reportedly.engines.folder import Folder
from reportedly.formats.copies import family_line, pair_line
from reportedly.pages.sources import iter_rows

SOURCE = Path("../shared/bench/copies/inputs.jsonl.gz")

REPORTS = 150


@pytest.mark.skipif(not SOURCE.exists(), reason="needs ../shared")
def test_a_slice_of_the_benchmark_gives_the_lines_of_comparing_in_one_go(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    with gzip.open(SOURCE) as lines:
        path.write_bytes(b"".join(itertools.islice(lines, REPORTS)))
    with path.open("rb") as stream:
        index = find_copies([row for _, row in iter_rows(stream)], settings=SMALL)  # type: ignore[misc]
    found = compare_shards(Here(), tasks_of(path, 60_000), Folder(str(tmp_path / "parts")), 3)
    told = [pair_line(pair) for pair in index.dependences()]
    assert told
    assert lines_of(found) == (told, [family_line(*row) for row in index.families().items()])
