"""TIMEX3 values and their days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.days.timex import add_months, days_of, length_timex, shift_day, unit_timex

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))


@pytest.mark.parametrize(
    ("timex", "days"),
    [
        ("2031-10-01", "2031-10-01"),
        ("2031-10-01TNI", "2031-10-01"),
        ("2031-02", "2031-02-01..2031-02-28"),
        ("2031", "2031-01-01..2031-12-31"),
        ("203", "2030-01-01..2039-12-31"),
        ("19", "1900-01-01..1999-12-31"),
        ("2031-Q3", "2031-07-01..2031-09-30"),
        ("2031-H2", "2031-07-01..2031-12-31"),
        ("2022-W39", "2022-09-26..2022-10-02"),
        ("2022-W39-WE", "2022-10-01..2022-10-02"),
        ("2031-WI", "2031-12-01..2032-02-29"),
    ],
)
def test_a_value_gives_its_days(timex: str, days: str) -> None:
    assert str(days_of(timex)) == days


@pytest.mark.parametrize("timex", ["P7M", "PT24H", "PXD", "PAST_REF", "XXXX-10-01", "2031-02-30", "2031-W60", "2031-13", "BC0241", "", "0000"])
def test_a_value_with_no_stretch_of_days_is_open(timex: str) -> None:
    assert days_of(timex).is_open


@given(DAYS, st.sampled_from(["D", "W", "WE", "M", "Q", "H", "Y", "DE", "CE"]))
def test_the_unit_of_a_day_parses_back_and_holds_the_day(day: date, unit: str) -> None:
    days = days_of(unit_timex(day, unit))
    assert days.width is not None
    if unit != "WE":
        assert days.earliest is not None
        assert days.latest is not None
        assert days.earliest <= day <= days.latest


@given(DAYS, st.integers(-600, 600))
def test_months_come_back_but_for_days_the_month_has_not(day: date, count: int) -> None:
    moved = add_months(day, count)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == count
    if day.day <= 28:
        assert add_months(moved, -count) == day


@given(DAYS, st.integers(-500, 500))
def test_days_and_weeks_are_exact(day: date, count: int) -> None:
    assert (shift_day(day, "W", count) - day).days == 7 * count
    assert (shift_day(day, "D", count) - day).days == count
    assert shift_day(day, "TH", count) == day


def test_the_calendar_ends() -> None:
    with pytest.raises(OverflowError):
        add_months(date(9999, 12, 1), 1)
    with pytest.raises(OverflowError):
        shift_day(date(1, 1, 1), "CE", -1)


@pytest.mark.parametrize(
    ("amount", "unit", "timex"),
    [
        (7, "M", "P7M"),
        (24, "TH", "PT24H"),
        (None, "D", "PXD"),
        (2, "DE", "P20Y"),
        (2.5, "Y", "P2Y6M"),
        (0.5, "Y", "P6M"),
        (2, "FN", "P4W"),
        (None, "TM", "PTXM"),
    ],
)
def test_lengths(amount: float | None, unit: str, timex: str) -> None:
    assert length_timex(amount, unit) == timex
