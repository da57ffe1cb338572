from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from reportedly.readers.moments import FIRST_DAY, LAST_DAY, find_day, find_moment

DAY = date(2031, 5, 2)


@pytest.mark.parametrize(
    "written",
    [
        "2031-05-02",
        "2031-05-02T23:59:59-07:00",
        "2031-05-02 23:59",
        "20310502",
        "20310502T101500Z",
        "20310502101500",
        "2031/05/02",
        "2031.5.2",
        "2.5.2031",
        "02.05.2031 14:00",
        "Fri, 02 May 2031 00:30:00 +0300",
        "Fri May  2 12:00:00 2031",
        "2 May 2031",
        "May 2, 2031",
        "Friday, May 2nd, 2031",
        "2 may 2031 at noon",
        "1935489600",
        "1935489600000",
        "1935489600.5",
    ],
)
def test_ways_to_write_a_day(written: str) -> None:
    assert find_day(written).day == DAY
    assert find_day(written).issues == ()


@pytest.mark.parametrize(
    "written", ["03/04/2031", "yesterday", "2031-13-45", "99/99/2031", "12345678901234567890", "2031", "May 2031", "²⁰³¹-05-02", "31/31/2031"]
)
def test_what_cannot_be_told_is_open(written: str) -> None:
    found = find_day(written)
    assert found.day is None
    assert [issue.code for issue in found.issues] == ["published-unclear"]


@pytest.mark.parametrize("written", ["1970-01-01", "Thu, 01 Jan 1970 00:00:00 GMT", "2099-01-01", "0001-01-01", "100000000"])
def test_what_cannot_be_is_open(written: str) -> None:
    assert [issue.code for issue in find_day(written).issues] == ["published-implausible"]


def test_nothing_is_no_trouble() -> None:
    assert find_day(None) == find_day("  ") == find_day("")
    assert find_day("").issues == ()


def test_the_callers_word_settles_slashes_only() -> None:
    assert find_day("03/04/2031", day_first=True).day == date(2031, 4, 3)
    assert find_day("03/04/2031", day_first=False).day == date(2031, 3, 4)
    assert find_day("13/04/2031", day_first=False).day == date(2031, 4, 13)
    assert find_day("03.04.2031", day_first=False).day == date(2031, 4, 3)
    assert find_day("2031-03-04", day_first=True).day == date(2031, 3, 4)


@settings(deadline=None)
@given(some.dates(FIRST_DAY, date(2089, 12, 31)))
def test_iso_days_come_back(day: date) -> None:
    assert find_day(day.isoformat()).day == day
    assert day < LAST_DAY


@settings(deadline=None)
@given(some.text(max_size=40))
def test_any_words_give_an_answer(words: str) -> None:
    found = find_day(words)
    assert found.day is None or not found.issues
    assert find_moment(words) is None or find_moment(words) is not None


def test_moments() -> None:
    assert find_moment("Fri, 02 May 2031 00:30:00 +0300") == datetime(2031, 5, 1, 21, 30, tzinfo=UTC)
    assert find_moment("2031-05-02T00:30:00Z") == datetime(2031, 5, 2, 0, 30, tzinfo=UTC)
    assert find_moment("soon") is None
    assert find_moment(None) is None
