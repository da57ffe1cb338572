"""Bundles: what tasks leave for partitions, in the order of the tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from reportedly.engines.bundles import Bundle, gather_rows, in_partitions, iter_stretches
from reportedly.engines.folder import Folder

if TYPE_CHECKING:
    import pytest

ROW = np.dtype([("key", "<u8"), ("value", "<u4")])


@given(some.lists(some.lists(some.integers(0, 2**64 - 1), max_size=30), min_size=1, max_size=4), some.integers(1, 7))
def test_every_row_comes_to_its_partition_once_and_in_order(tmp_path_factory: pytest.TempPathFactory, tasks: list[list[int]], partitions: int) -> None:
    folder = Folder(str(tmp_path_factory.mktemp("bundles")))
    for number, keys in enumerate(tasks):
        rows = np.zeros(len(keys), ROW)
        rows["key"], rows["value"] = keys, range(len(keys))
        bundle = Bundle(partitions)
        bundle.add(rows, in_partitions(rows["key"], partitions))
        written = bundle.write(folder, "rows", number)
        assert written == 8 * (partitions + 1) + rows.nbytes
    for partition in range(partitions):
        found = gather_rows(folder, "rows", len(tasks), partition, ROW).tolist()
        assert found == [(key, place) for keys in tasks for place, key in enumerate(keys) if key % partitions == partition]


def test_a_partition_that_nobody_told_anything_has_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = Folder(str(tmp_path_factory.mktemp("bundles")))
    bundle = Bundle(3)
    bundle.put(1, b"one")
    bundle.put(1, b" two")
    bundle.write(folder, "words", 0)
    assert [list(iter_stretches(folder, "words", 1, partition)) for partition in range(3)] == [[], [b"one two"], []]
    assert len(gather_rows(folder, "words", 1, 0, ROW)) == 0
