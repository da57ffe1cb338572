"""The laws of day ranges."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.day_range import DayRange

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@st.composite
def ranges(draw: st.DrawFn) -> DayRange:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return DayRange(draw(st.sampled_from([first, None])), draw(st.sampled_from([last, None])))


def test_a_range_never_ends_before_it_starts() -> None:
    with pytest.raises(ValueError, match="must not end before"):
        DayRange(date(2031, 5, 2), date(2031, 5, 1))


def test_one_day_is_its_own_day() -> None:
    day = date(2031, 5, 2)
    assert DayRange.on(day).day == day
    assert DayRange.on(day).width == 1
    assert str(DayRange.on(day)) == "2031-05-02"


def test_an_open_range_has_no_width() -> None:
    assert DayRange().is_open
    assert DayRange(date(2031, 5, 2), None).width is None
    assert str(DayRange(date(2031, 5, 2), None)) == "2031-05-02.."


def test_a_shift_off_the_calendar_is_open() -> None:
    assert DayRange.on(date.max).shift(1).is_open


@given(ranges(), ranges())
def test_meeting_is_commutative(one: DayRange, other: DayRange) -> None:
    assert (one & other) == (other & one)


@given(ranges(), ranges(), ranges())
def test_meeting_is_associative(one: DayRange, other: DayRange, third: DayRange) -> None:
    left = (one & other) and ((one & other) & third)  # type: ignore[operator]
    right = (other & third) and (one & (other & third))  # type: ignore[operator]
    assert left == right


@given(ranges())
def test_meeting_itself_or_everything_changes_nothing(one: DayRange) -> None:
    assert (one & one) == one
    assert (one & DayRange()) == one
    assert one.hull(one) == one


@given(ranges(), ranges())
def test_the_hull_contains_both_and_both_contain_what_they_share(one: DayRange, other: DayRange) -> None:
    hull = one.hull(other)
    assert hull.contains(one)
    assert hull.contains(other)
    both = one & other
    if both is not None:
        assert one.contains(both)
        assert other.contains(both)


@given(ranges(), ranges())
def test_absorption(one: DayRange, other: DayRange) -> None:
    assert (one & one.hull(other)) == one


@given(ranges(), st.integers(-1000, 1000))
def test_a_shift_is_undone_by_its_opposite(one: DayRange, days: int) -> None:
    assert one.shift(days).shift(-days) == one
    assert one.shift(days).width == one.width


@given(DAYS, st.integers(1, 400))
def test_the_width_counts_both_ends(day: date, size: int) -> None:
    assert DayRange(day, day + timedelta(days=size - 1)).width == size
