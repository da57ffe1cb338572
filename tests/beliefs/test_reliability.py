"""Sources are judged by what others say, on news alone; who always lies stops counting."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.beliefs.words import START, said, share, weigh

if TYPE_CHECKING:
    from reportedly.core.entries import Testimony

from reportedly.beliefs.reliability import Grade, credibility, trust
from reportedly.beliefs.weights import CLAIM, OBSERVER
from reportedly.core.records import Mode


def _lies(count: int) -> list[Testimony]:
    """Every third day the herald of KA claims a village at the line; two days later TO's own enemies find it in TO's hands."""
    words = []
    for number in range(count):
        day, where = 2 + 3 * number, 10 + number % 3
        words.append(said("capture", where, by="KA", day=day, source="the herald", side="KA"))
        words.append(said("hold", where, by="TO", day=day + 2, source="the marshal", side="KA", mode=Mode.ONGOING))
        words.append(said("hold", where, by="TO", day=day + 2, outlet="Hill Gazette", mode=Mode.ONGOING))
    return words


def test_who_always_lies_ends_at_e_and_stops_counting() -> None:
    weighing = weigh(*_lies(24), said("capture", 10, by="KA", day=100, source="the herald", side="KA"))
    grade = weighing.grades(START + timedelta(100))["KA:the herald"]
    assert grade.letter == "E"
    assert grade.count >= 5
    assert trust(CLAIM, grade) < 0.3
    moved = share(weighing, 10, 100) - share(weighing, 10, 99)
    trusted = weigh(said("capture", 10, by="KA", day=100, source="the herald", side="KA"))
    assert moved < (share(trusted, 10, 100) - share(trusted, 10, 99)) / 2


def test_too_few_settled_news_cannot_be_judged() -> None:
    grades = weigh(*_lies(2)).grades(START + timedelta(40))
    assert all(grade.letter == "F" for grade in grades.values())


def test_grades_of_a_month_know_nothing_that_came_later() -> None:
    words = _lies(24)
    early = [word for word in words if word.public is not None and word.public < START + timedelta(31)]
    day = START + timedelta(40)
    assert {source: grade.record for source, grade in weigh(*words).grades(day).items()} == {
        source: grade.record for source, grade in weigh(*early).grades(day).items()
    }


def test_trust_starts_where_it_was_judged() -> None:
    assert trust(OBSERVER, None) == OBSERVER.trust == pytest.approx(trust(OBSERVER, Grade("x", ())))


def test_nothing_to_judge_by_is_a_six() -> None:
    weighing = weigh(said("capture", 10, by="KA", day=3))
    (heard,) = weighing.heard(weighing.ground.number(weighing.ground.points[10]), START + timedelta(5))
    assert credibility(heard.statement, None) == 6
