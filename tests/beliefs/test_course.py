"""Courses: a day of a course is what the weighing answers for that day."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.beliefs.course import NOBODY, Course, each_day, in_hindsight
from reportedly.beliefs.prior import Question
from reportedly.holds import weighing_of
from reportedly.ledger.testimony import iter_testimonies
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from reportedly.beliefs.control import Weighing

TOLD = (
    ("a", "2022-09-11", "Ukrainian forces have taken Izium, the governor said on Saturday."),
    ("b", "2022-10-01", "The Russian defence ministry said its troops had withdrawn from Lyman on Saturday."),
    ("c", "2022-10-02", "Russian forces still hold Lyman, a Russian-installed official said."),
    ("d", "2022-10-03", "Ukrainian forces have taken Lyman, the Ukrainian defence ministry said."),
    ("e", "2022-11-11", "Russian troops have left Kherson, the Russian defence ministry confirmed."),
)


@pytest.fixture(scope="module")
def weighing() -> Weighing:
    import reportedly

    pack = load_pack("russia_ukraine_2022")
    readings = reportedly.read_many([{"id": name, "text": text, "published": day} for name, day, text in TOLD])
    return weighing_of([one for reading in readings for one in iter_testimonies(reading, pack)], pack=pack)


def test_a_course_is_what_the_weighing_answers(weighing: Weighing) -> None:
    last = date(2022, 11, 20)
    for number in weighing.told_of():
        point = weighing.ground.points[number]
        behind, each = in_hindsight(weighing, number, last), each_day(weighing, number, last)
        for course, known in ((behind, last), (each, None)):
            assert course.last == last
            for index in range(0, len(course.rows), 3):
                day = course.first + timedelta(index)
                belief = weighing.belief(Question(point=point, day=day, as_of=known or day))
                assert course.shares[index] == pytest.approx([share for _, share in belief.probability], abs=1e-5)
                if max(share for _, share in belief.probability) > 0.51:
                    assert course.state(index) == belief.holder, (point.name, day)
        index = len(behind.rows) - 1
        assert behind.since(index) == weighing.belief(Question(point=point, day=last, as_of=last)).since


def test_nothing_is_known_each_day_before_the_first_word(weighing: Weighing) -> None:
    for number in weighing.told_of():
        first = min(one.statement.public for one in weighing.heard(number, date(2022, 12, 31)))
        course = each_day(weighing, number, date(2022, 11, 20))
        assert course.first == first
        assert course.at(first - timedelta(1)) is None
        empty = each_day(weighing, number, first - timedelta(1))
        assert len(empty.rows) == 0
        assert list(empty.runs()) == []


@given(st.lists(st.tuples(st.integers(-1, 2), st.floats(0, 1, width=32)), min_size=1, max_size=60))
def test_runs_cover_every_day_once(days: list[tuple[int, float]]) -> None:
    shares = np.zeros((len(days), 3), np.float32)
    for index, (row, share) in enumerate(days):
        shares[index, max(row, 0)] = share
    course = Course(date(2022, 1, 1), shares, np.array([row for row, _ in days], np.int8), ("A", "contested", "B"))
    runs = list(course.runs())
    assert [index for first, last, _, _ in runs for index in range(first, last + 1)] == list(range(len(days)))
    for first, last, state, share in runs:
        for index in range(first, last + 1):
            assert course.state(index) == state
            assert days[index][0] == NOBODY or abs(days[index][1] - share) <= 0.026
    assert all(one[2:] != other[2:] for one, other in itertools.pairwise(runs))
