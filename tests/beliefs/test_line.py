"""The line's laws: chances stay chances, hindsight ends where foresight does."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.beliefs import line


def test_a_day_moves_the_line_and_loses_nothing() -> None:
    assert np.allclose(line.transition().sum(axis=1), 1.0)
    assert np.allclose(line.HOLDERS.sum(axis=0), 1.0)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(-line.REACH, line.REACH), st.floats(0.1, 5.0)), max_size=6))
def test_states_are_shares_and_the_last_day_is_the_same_both_ways(words: list[tuple[int, int, float]]) -> None:
    views = np.zeros((10, line.CELLS))
    for day, kilometres, strength in words:
        views[day] -= strength * (kilometres < line.KM)
    states = line.forward(views)
    smoothed = line.smooth(views, states)
    assert np.allclose(states.sum(axis=1), 1.0)
    assert np.allclose(smoothed.sum(axis=1), 1.0)
    assert np.allclose(states[-1], smoothed[-1])


def test_going_on_from_a_day_is_beginning_anew() -> None:
    views = np.zeros((12, line.CELLS))
    views[2] -= 3.0 * (line.KM > 0)
    before = line.forward(views[:8])
    views[9] -= 2.0 * (line.KM < 0)
    assert np.array_equal(line.forward(views, since=8, before=before), line.forward(views))


def test_a_view_shifted_beyond_its_edges_keeps_them() -> None:
    view = np.arange(line.CELLS, dtype=np.float64)
    padded = line.padded(view)
    assert np.array_equal(line.shifted(padded, 0), view)
    assert line.shifted(padded, 3)[0] == 3
    assert set(line.shifted(padded, 1000)) == {view[-1]}
    assert set(line.shifted(padded, -1000)) == {view[0]}
