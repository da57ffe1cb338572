"""What the calibration of places' scores is counted as."""

from __future__ import annotations

import pytest
from eval.place_scores import brier, calibration_error
from hypothesis import given
from hypothesis import strategies as st

SCORED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40)


def test_a_score_that_keeps_its_word_has_no_error() -> None:
    assert calibration_error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == 0
    assert calibration_error([]) == brier([]) == 0


def test_an_error_is_the_distance_from_the_word() -> None:
    assert calibration_error([(0.9, False), (0.1, False)]) == pytest.approx(0.5)
    assert brier([(0.9, False), (0.1, False)]) == pytest.approx(0.41)


@given(SCORED)
def test_errors_lie_between_nothing_and_one(scored: list[tuple[float, bool]]) -> None:
    assert 0 <= brier(scored) <= 1 + 1e-9
    assert 0 <= calibration_error(scored) <= 1 + 1e-9


@given(SCORED)
def test_the_order_does_not_matter(scored: list[tuple[float, bool]]) -> None:
    assert calibration_error(scored) == pytest.approx(calibration_error(scored[::-1]))
