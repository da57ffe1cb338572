"""rows × weights: the networks' multiplications by NumPy's own library, two to four times as fast as the one that comes with spaCy.

Such libraries add up in an order that depends on where a row stands in its batch, so that a tree could depend on its neighbours. Here every
multiplication is of the same shape, sixteen rows that stand in the same sixteen places, on one thread; and whether a row's bits are then its own
is tried out where it runs, with rows in every place, before it is used at all. Where they are not, spaCy's library stays.

The rule that must not be broken: what a row gives is a function of the row and the weights, to the last bit, whatever stands beside it.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

BLOCK = 16
"""Rows at a time. With 32 a row's bits depend on its half (OpenBLAS 0.3.31 on AMD Zen), and it is no faster."""
TOGETHER = 8 * BLOCK
"""Rows for which what is found stays near the processor until it is put in its place."""
TRIED = ((96, 50), (96, 1024), (288, 288), (384, 288))
"""Widths of rows, and how many columns of weights: those of the English model's layers."""


def in_blocks(rows: Any, weights: Any, out: Any = None) -> Any:
    """``rows`` times the transposed ``weights``, in single precision: one row of numbers a row, in ``out`` where one is given (rows one after another)."""
    count, width = rows.shape
    columns = weights.shape[0]
    found = np.empty((count, columns), dtype=np.float32) if out is None else out
    whole = count - count % BLOCK
    for start in range(0, whole, TOGETHER):
        stop = min(start + TOGETHER, whole)
        part = rows[start:stop].reshape(-1, BLOCK, width).transpose(0, 2, 1)
        found[start:stop].reshape(-1, BLOCK, columns)[:] = np.matmul(weights, part).transpose(0, 2, 1)
    if whole != count:
        filled = np.zeros((BLOCK, width), dtype=np.float32)
        filled[: count - whole] = rows[whole:]
        found[whole:] = np.matmul(weights, filled.T).T[: count - whole]
    return found


@functools.cache
def one_thread() -> Callable[[], AbstractContextManager[Any]]:
    """What makes NumPy's library work on one thread while it is entered: of short multiplications two cost more than one, and order differs."""
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]  # noqa: PLC0415  looks through all that is loaded

    libraries = ThreadpoolController().select(user_api="blas")
    return lambda: libraries.limit(limits=1)


@functools.cache
def rows_are_their_own() -> bool:
    """Whether, on this machine, a row's bits depend neither on its place nor on its neighbours."""
    order = np.random.default_rng(0)
    with one_thread()():
        return all(_is_own(order, width, columns) for width, columns in TRIED)


def _is_own(order: np.random.Generator, width: int, columns: int) -> bool:
    weights, rows = (order.standard_normal((count, width)).astype(np.float32) for count in (columns, 3 * BLOCK))
    alone = np.concatenate([in_blocks(row[None], weights) for row in rows])
    turned = [np.roll(in_blocks(np.roll(rows, turn, axis=0), weights), -turn, axis=0) for turn in range(BLOCK)]
    return all(np.array_equal(alone, each) for each in turned)


def multiply_in_blocks(networks: list[Any]) -> None:
    """Makes these networks (thinc's) multiply so, where rows are their own here; else leaves them as they are."""
    if not rows_are_their_own():
        return
    from thinc.api import NumpyOps  # noqa: PLC0415  comes with spaCy, which takes half a second

    class InBlocks(NumpyOps):  # type: ignore[misc]
        """spaCy's operations, with another multiplication."""

        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:  # noqa: FBT001, FBT002  as thinc has it
            """``x`` times ``y``, either of them transposed where so said."""
            if trans1 or not trans2 or x.dtype != np.float32 or not len(x):
                return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            if out is None or out.flags.c_contiguous:
                return in_blocks(x, y, out)
            out[:] = in_blocks(x, y)
            return out

    operations = InBlocks()
    for network in networks:
        for node in network.walk():
            node.ops = operations
