"""rows × weights: the plain product, but for rounding, and to the last bit the row's own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thinc.api import Linear, NumpyOps

from reportedly.sentences import multiply
from reportedly.sentences.multiply import BLOCK, in_blocks, multiply_in_blocks, one_thread, rows_are_their_own

WIDTH, COLUMNS = 96, 50


def numbers(seed: int, count: int, width: int = WIDTH) -> Any:
    return np.random.default_rng(seed).standard_normal((count, width)).astype(np.float32)


@pytest.mark.parametrize("count", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK + 3])
def test_the_product_is_the_plain_one_but_for_rounding(count: int) -> None:
    rows, weights = numbers(1, count), numbers(2, COLUMNS)
    found = in_blocks(rows, weights)
    assert found.shape == (count, COLUMNS)
    assert np.allclose(found, rows.astype(np.float64) @ weights.T.astype(np.float64), atol=1e-4)


@settings(max_examples=50, deadline=None)
@given(count=st.integers(1, 70), seed=st.integers(0, 1000))
def test_a_row_is_the_same_to_the_bit_whatever_stands_beside_it(count: int, seed: int) -> None:
    if not rows_are_their_own():
        return  # this machine's library cannot promise it, so it is not used
    rows, weights = numbers(seed, count), numbers(7, COLUMNS)
    order = np.random.default_rng(seed).permutation(count)
    with one_thread()():
        assert np.array_equal(in_blocks(rows[order], weights), in_blocks(rows, weights)[order])
        assert np.array_equal(in_blocks(rows[:1], weights), in_blocks(rows, weights)[:1])


def test_networks_multiply_so_and_otherwise_as_before() -> None:
    ours: Any = Linear(nO=COLUMNS, nI=WIDTH)
    plain: Any = Linear(nO=COLUMNS, nI=WIDTH)
    for network in (ours, plain):
        network.initialize()
        network.set_param("W", numbers(3, COLUMNS))
    multiply_in_blocks([ours])
    assert np.allclose(ours.predict(numbers(4, 20)), plain.predict(numbers(4, 20)), atol=1e-4)
    rows, others = numbers(5, 6, 4), numbers(6, 6, 3)
    assert np.allclose(ours.ops.gemm(rows, others, trans1=True), NumpyOps().gemm(rows, others, trans1=True), atol=1e-5)
    out = np.zeros((6, 6), dtype=np.float32)
    assert ours.ops.gemm(rows, rows, out=out, trans2=True) is out
    assert np.allclose(out, rows @ rows.T, atol=1e-5)


def test_where_rows_are_not_their_own_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiply, "rows_are_their_own", lambda: False)
    network: Any = Linear(nO=COLUMNS, nI=WIDTH)
    before = network.ops
    multiply_in_blocks([network])
    assert network.ops is before


def test_a_row_that_depends_on_its_place_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiply, "in_blocks", lambda rows, weights: rows @ weights.T + np.arange(len(rows), dtype=np.float32)[:, None])
    assert not multiply._is_own(np.random.default_rng(0), WIDTH, COLUMNS)
