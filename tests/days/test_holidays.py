"""Days known by name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.days.holidays import holiday_on


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("12-25", 2022, date(2022, 12, 25)),
        ("11-4-4", 2022, date(2022, 11, 24)),
        ("9-1-1", 2022, date(2022, 9, 5)),
        ("easter", 2022, date(2022, 4, 17)),
        ("easter", 2000, date(2000, 4, 23)),
        ("easter-2", 2022, date(2022, 4, 15)),
        ("orthodox", 2022, date(2022, 4, 24)),
        ("orthodox", 2023, date(2023, 4, 16)),
        ("memorial", 2022, date(2022, 5, 30)),
    ],
)
def test_rules(rule: str, year: int, day: date) -> None:
    assert holiday_on(rule, year) == day


def test_a_rule_that_is_none_gives_nothing() -> None:
    assert holiday_on("independence", 2022) is None


@given(st.integers(1900, 2099))
def test_both_easters_are_sundays_of_spring(year: int) -> None:
    for rule in ("easter", "orthodox"):
        day = holiday_on(rule, year)
        assert day is not None
        assert day.isoweekday() == 7
        assert date(year, 3, 22) <= day <= date(year, 5, 8)
