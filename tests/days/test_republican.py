"""The French Republican calendar: single days by the concordance, dates in three languages, years that are told beside them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.records import DayBasis
from reportedly.days.republican import republican_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.days.conftest import Read


@pytest.mark.parametrize(
    ("year", "month", "day", "ours"),
    [
        (1, 1, 1, date(1792, 9, 22)),
        (2, 2, 14, date(1793, 11, 4)),
        (4, 7, 21, date(1796, 4, 10)),
        (8, 2, 18, date(1799, 11, 9)),
        (12, 8, 28, date(1804, 5, 18)),
        (14, 4, 10, date(1805, 12, 31)),
    ],
)
def test_days_of_the_concordance(year: int, month: int, day: int, ours: date) -> None:
    assert republican_day(year, month, day) == ours


@pytest.mark.parametrize(("year", "month", "day"), [(0, 1, 1), (15, 1, 1), (14, 4, 11), (3, 13, 1), (3, 2, 31), (3, 0, 1)])
def test_no_day_outside_the_calendar(year: int, month: int, day: int) -> None:
    assert republican_day(year, month, day) is None


@given(st.integers(1, 13), st.integers(1, 12), st.integers(1, 29))
def test_days_of_a_month_follow_each_other(year: int, month: int, day: int) -> None:
    first, second = republican_day(year, month, day), republican_day(year, month, day + 1)
    assert first is not None
    assert second == first + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "language", "marked", "ours"),
    [
        ("The mill burned on 3 Frimaire, Year VI, and the inn with it.", "en", "3 Frimaire, Year VI", date(1797, 11, 23)),
        ("The mill burned on the 3rd of Frimaire of the Year VI.", "en", "the 3rd of Frimaire of the Year VI", date(1797, 11, 23)),
        ("Млин згорів 3 фрімера шостого року.", "uk", "3 фрімера шостого року", date(1797, 11, 23)),
        ("Млин згорів 3-го фрімера VI року.", "uk", "3-го фрімера VI року", date(1797, 11, 23)),
        ("Мельница сгорела 3 фримера VI года.", "ru", "3 фримера VI года", date(1797, 11, 23)),
    ],
)
def test_a_written_year(read: Callable[..., Read], text: str, language: str, marked: str, ours: date) -> None:
    day = read(text, language=language).day(marked)
    assert (day.days.earliest, day.days.latest, day.timex, day.basis) == (ours, ours, ours.isoformat(), DayBasis.WRITTEN)


def test_the_date_in_brackets_gives_the_year(read: Callable[..., Read]) -> None:
    days = read("In 1801 the guild was closed. It had met on 3 Frimaire (23 November 1797) for the last time.").days
    assert [day.timex for day in days] == ["1801", "1797-11-23", "1797-11-23"]


def test_else_the_time_told_of_gives_it(read: Callable[..., Read]) -> None:
    days = read("In 1799 the guild was closed. It met on 3 Frimaire for the last time.").days
    assert [day.timex for day in days] == ["1799", "1799-11-24"]


def test_without_either_it_has_no_day(read: Callable[..., Read]) -> None:
    day = read("The guild met on 3 Frimaire.").day("3 Frimaire")
    assert day.days.is_open
    assert day.basis is DayBasis.UNRESOLVED
    assert "no day is told of" in day.why


def test_a_year_in_which_it_was_not_kept_has_no_day(read: Callable[..., Read]) -> None:
    assert read("The guild met on 31 Frimaire, Year II.").days == ()
    assert read("The guild met on 12 Germinal, Year XIV.").day("12 Germinal, Year XIV").days.is_open
