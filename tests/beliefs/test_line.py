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


def _steps(boost: float, *, either: bool = False) -> line.Crossings:
    return {5: (line.Crossing(line.HOLDERS[line.FIRST], boost, either),)}


def test_news_that_the_line_passed_makes_it_likelier_that_it_did_and_on_that_day() -> None:
    views = np.zeros((10, line.CELLS))
    views[0] = np.log(line.prior_view(2.0))
    held = {boost: line.HOLDERS[line.FIRST] @ line.forward(views, crossings=_steps(boost)).T for boost in (0.0, 10.0, 100.0)}
    assert np.allclose(held[0.0], line.HOLDERS[line.FIRST] @ line.forward(views).T)
    assert held[0.0][5] < held[10.0][5] < held[100.0][5]
    assert np.array_equal(held[0.0][:5], held[100.0][:5])
    states = line.forward(views, crossings=_steps(100.0))
    smoothed = line.HOLDERS[line.FIRST] @ line.smooth(views, states, _steps(100.0)).T
    assert smoothed[5] - smoothed[4] > 5 * (smoothed[4] - smoothed[0])


def test_news_without_a_winner_works_both_ways() -> None:
    for depth, row in ((2.0, line.FIRST), (-2.0, line.SECOND)):
        views = np.zeros((10, line.CELLS))
        views[0] = np.log(line.prior_view(depth))
        turned = line.HOLDERS[row] @ line.forward(views, crossings=_steps(100.0, either=True))[9]
        assert turned > 3 * (line.HOLDERS[row] @ line.forward(views)[9])


def test_going_on_over_news_is_beginning_anew() -> None:
    views = np.zeros((12, line.CELLS))
    views[2] -= 3.0 * (line.KM > 0)
    before = line.forward(views[:4], crossings=_steps(50.0))
    assert np.array_equal(line.forward(views, crossings=_steps(50.0), since=4, before=before), line.forward(views, crossings=_steps(50.0)))
