"""Amounts in unusual forms: halves, rates, "a day or two", years ago this month, parts of a stretch counted from now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.days.timex import length_timex

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.days.conftest import Read

WEDNESDAY = date(2028, 11, 29)


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("half an hour", "PT30M"),
        ("half a day", "PT12H"),
        ("a half-century", "P50Y"),
        ("half a decade", "P5Y"),
    ],
)
def test_a_half_is_given_in_the_finer_unit(text: str, timex: str, read: Callable[..., Read]) -> None:
    assert [mention.timex for mention in read(f"The talks took {text}.", WEDNESDAY).days] == [timex]


def test_half_a_year_back_and_on(read: Callable[..., Read]) -> None:
    found = read("He came half a year ago. The town fell on 1 March 2028 and half a year later it was rebuilt.", WEDNESDAY)
    assert found.day("half a year ago").timex == "2028-05"
    assert found.day("half a year later").timex == "2028-09"


@pytest.mark.parametrize(("text", "timex"), [("24 hours a day", "P1D"), ("three days each month", "P1M"), ("two weeks a year", "P1Y")])
def test_a_rate_is_one_set(text: str, timex: str, read: Callable[..., Read]) -> None:
    assert [(mention.text, mention.timex) for mention in read(f"They train {text}.", WEDNESDAY).days] == [(text, timex)]


def test_a_rate_is_none_where_the_second_unit_lies_back(read: Callable[..., Read]) -> None:
    assert [mention.timex for mention in read("He spent ten days a year ago in jail.", WEDNESDAY).days] == ["P10D", "2027"]


def test_one_or_two_of_a_unit(read: Callable[..., Read]) -> None:
    found = read("It took a week or two. The shed burned a day or two ago, or a month or so ago.", WEDNESDAY)
    assert found.day("a week or two").timex == "PXW"
    assert str(found.day("a day or two ago").days) == "2028-11-27..2028-11-28"
    assert found.day("a month or so ago").timex == "2028-10"


def test_two_lengths_are_not_one_or_two(read: Callable[..., Read]) -> None:
    assert [mention.timex for mention in read("It took a year and two months.", WEDNESDAY).days] == ["P1Y", "P2M"]


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("Ten years ago this month", "2018-11"),
        ("A year ago today", "2027-11-29"),
        ("Five years ago this week", "2023-W48"),
        ("A month ago today", "2028-10-29"),
    ],
)
def test_the_same_month_or_day_years_ago(text: str, timex: str, read: Callable[..., Read]) -> None:
    assert [mention.timex for mention in read(f"{text} the bridge fell.", WEDNESDAY).days] == [timex]


def test_counted_on_from_now(read: Callable[..., Read]) -> None:
    found = read("The vote is two weeks from today and the census six months from now.", WEDNESDAY)
    assert [mention.timex for mention in found.days] == ["2028-W50", "2029-05"]


def test_parts_of_a_stretch_that_hangs_on_the_report(read: Callable[..., Read]) -> None:
    found = read("He left on the last day of the month, and sales fell in the second half of last year and the first two months of this year.", WEDNESDAY)
    assert found.day("the last day of the month").timex == "2028-11-30"
    assert found.day("the second half of last year").timex == "2027-H2"
    two = found.day("the first two months of this year")
    assert (two.timex, str(two.days)) == ("P2M", "2028-01-01..2028-02-29")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("the first Sunday in October", "2028-10-01"),
        ("the last Friday of May 2027", "2027-05-28"),
        ("the fifth Monday of February", ".."),
    ],
)
def test_a_weekday_of_a_month(text: str, days: str, read: Callable[..., Read]) -> None:
    assert str(read(f"The fair opened on {text}.", WEDNESDAY).day(text).days) == days


def test_an_age_is_a_length_only_of_a_thing(read: Callable[..., Read]) -> None:
    found = read("The 46-year-old lawyer broke the eight-month-old truce.", WEDNESDAY)
    assert [(mention.text, mention.timex) for mention in found.days] == [("eight-month-old", "P8M")]


def test_the_morning_after_ends_a_night(read: Callable[..., Read]) -> None:
    found = read("The fire began late Monday and burned until dawn. The guns fired from 9 p.m. on Tuesday until 4 a.m.", WEDNESDAY)
    assert found.day("dawn").timex == "2028-11-28TMO"
    assert found.day("4 a.m.").timex == "2028-11-29T04:00"


EXTREME = (
    "On Saturday the town fell. Two days later, 5000 years ago, half a century ago, the last day of the month, a year ago today, next week, "
    "three Saturdays ago, the next 9000 years, 900 decades from now, Feb. 29, the first nine months of next year, a day or two ago, the year "
    "ended 31 December, the week of Dec. 31, tomorrow, the weekend, 31 December 9999, 11 p.m. EST on Dec. 31, from 11 p.m. until 2 a.m."
)


@given(st.sampled_from([date.min, date(1, 1, 7), date(1, 12, 31), date(9999, 1, 1), date(9999, 12, 25), date.max]))
def test_the_ends_of_the_calendar_break_nothing(read: Callable[..., Read], published: date) -> None:
    for mention in read(EXTREME, published).days:
        ends = [end for end in (mention.days.earliest, mention.days.latest) if end is not None]
        assert ends == sorted(ends)


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from(["D", "W", "M", "Y"]))
def test_a_length_is_written_in_whole_figures(amount: int, unit: str) -> None:
    assert length_timex(float(amount), unit) == f"P{amount}{unit}"
