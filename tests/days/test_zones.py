"""Clock times of named zones: the day moves where midnight lies between the zones, and the reason says so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.days.conftest import document_of, sentences_of

from reportedly.core.day_range import DayRange
from reportedly.core.records import DayBasis, DayKind
from reportedly.days.context import Placed
from reportedly.days.find import find_time_expressions
from reportedly.days.resolve import resolve_days
from reportedly.days.values import Calendar
from reportedly.days.zones import Home, in_home_time, last_sunday
from reportedly.packs.load import Pack

if TYPE_CHECKING:
    from pathlib import Path

WORDS = """
home_zone = 2
home_summer_time = true
[zone]
"oster time" = 2
"marland time" = 3
"""


@pytest.fixture(scope="module")
def zoned(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    folder: Path = tmp_path_factory.mktemp("zoned")
    (folder / "words" / "en").mkdir(parents=True)
    (folder / "pack.toml").write_text('name = "zoned"\nversion = "1"\ntitle = "The war of Oster"\n', encoding="utf-8")
    (folder / "words" / "en" / "days.toml").write_text(WORDS, encoding="utf-8")
    return Pack(folder)


@pytest.mark.parametrize(
    ("text", "day", "why"),
    [
        ("The mill burned at 23:30 UTC on 3 July 2031.", "2031-07-04", "the time of the war's country"),
        ("The mill burned at 21:30 UTC on 3 January 2031.", "2031-01-03", "a date as written"),
        ("The mill burned at 22:30 UTC on 3 January 2031.", "2031-01-04", "the time of the war's country"),
        ("The mill burned at 12:20 a.m. Marland time on 3 January 2031.", "2031-01-02", "the time of the war's country"),
        ("The mill burned at 00:20 Marland time on 3 January 2031.", "2031-01-02", "the time of the war's country"),
        ("The mill burned at 00:20 Marland time on 3 July 2031.", "2031-07-03", "a date as written"),
        ("The mill burned at 23:30 Oster time on 3 July 2031.", "2031-07-03", "a date as written"),
        ("The mill burned at 11:30 p.m. EST on 3 July 2031.", "2031-07-03", "a date as written"),
        ("The mill burned at 23:30 local time on 3 July 2031.", "2031-07-03", "a date as written"),
        ("The mill burned at 23:30 on 3 July 2031.", "2031-07-03", "a date as written"),
    ],
)
def test_near_midnight(text: str, day: str, why: str, zoned: Pack) -> None:
    document = document_of(text)
    sentences = sentences_of(document)
    found = resolve_days(document, sentences, find_time_expressions(document, sentences, zoned).records, document.published, zoned).records
    assert [str(mention.days) for mention in found] == [day]
    assert found[0].why.endswith(why)
    assert (found[0].timex or "").startswith("2031-0")


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 23), st.integers(0, 59), st.integers(-12, 14))
def test_a_zone_moves_a_day_by_one_at_most(day: date, hour: int, minute: int, zone: int) -> None:
    placed = Placed(timex=day.isoformat(), days=DayRange.on(day), kind=DayKind.DAY, basis=DayBasis.WRITTEN, why="as written")
    moved = in_home_time(placed, Calendar(clock=f"{hour:02d}:{minute:02d}", zone=zone), Home(hours=2, summer_time=True))
    assert moved.days.earliest is not None
    assert abs(moved.days.earliest - day) <= timedelta(days=1)
    assert moved.timex == placed.timex


@given(st.integers(1950, 2150), st.sampled_from([3, 10]))
def test_last_sunday(year: int, month: int) -> None:
    day = last_sunday(year, month)
    assert day.isoweekday() == 7
    assert (day + timedelta(days=7)).month != month
