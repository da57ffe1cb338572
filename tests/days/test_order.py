"""Second looks: which way round dates in figures are, and times that run over midnight."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.days.conftest import Read

MONDAY = date(2031, 5, 5)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It shut on 1/2/2031.", ["2031-01-02"]),
        ("It shut on 1/2/2031 and opened on 13/2/2031.", ["2031-02-01", "2031-02-13"]),
        ("It shut on 1/2/2031 and opened on 2/13/2031.", ["2031-01-02", "2031-02-13"]),
        ("It shut on 13/2/2031, 2/13/2031 and 1/2/2031.", ["2031-02-13", "2031-02-13", "2031-01-02"]),
        ("It shut on 3/3/2031.", ["2031-03-03"]),
        ("It shut on 1.2.2031.", ["2031-02-01"]),
    ],
)
def test_one_date_decides_for_the_others(text: str, days: list[str], read: Callable[..., Read]) -> None:
    found = read(text, MONDAY)
    assert [str(mention.days) for mention in found.days] == days


def test_a_date_that_nothing_decides_is_an_issue(read: Callable[..., Read]) -> None:
    assert [issue.code for issue in read("It shut on 1/2/2031.", MONDAY).issues] == ["date-order"]
    assert read("It shut on 1/2/2031, not on 13/2/2031.", MONDAY).issues == ()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("From 23:00 to 02:00 the mill was shelled.", ["2031-05-04", "2031-05-05"]),
        ("From 10:00 to 12:00 the mill was shelled.", ["2031-05-05", "2031-05-05"]),
        ("On 1 May the mill was shelled. From 23:00 to 02:00 it burned.", ["2031-05-01", "2031-05-01", "2031-05-02"]),
        ("The mill was shelled from Wednesday to Monday.", ["2031-04-30", "2031-05-05"]),
        ("The mill was shelled between Monday and Wednesday.", ["2031-04-28", "2031-04-30"]),
        ("The mill was shelled between 22:00 on Monday and 4:00 on Tuesday.", ["2031-04-28", "2031-04-29"]),
    ],
)
def test_stretches_run_forward(text: str, days: list[str], read: Callable[..., Read]) -> None:
    assert [str(mention.days) for mention in read(text, MONDAY).days] == days


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A T-72, two F-16s and an M777 fired 152 mm and 155-mm shells."),
        ("en", "Version 2.0.2022 was installed; build 10.15.1 followed."),
        ("en", "The post lies at 48.98, 37.80 and 50°27′N 30°31′E."),
        ("en", "It is open 24/7, as after 9/11."),
        ("en", "Route 2020, room 2031 and flight 1812 were named."),
        ("en", "In the year 0 and the year 9999 nothing stirs."),
        ("en", "Shells of 2022 mm, 2000 t and 1990 kg; 2031 roubles."),
        ("en", "The numbers are 0800-2022-11, 12022 and 20220."),
        ("en", "Muharram 1444, 7 Mehr 1401 and 12 Rajab were named."),
        ("en", "On 00/00/0000 and 99.99.9999 nothing; 192.168.1.1 and 12:34:56:78."),
        ("uk", "Т-72, Ф-16 та М777 били 152-мм снарядами; рахунок 3:1."),
        ("uk", "На 1.5 км далі, на 12.10 метра, на 3.10 грн дорожче, до 10.5 тонн."),
        ("uk", "Серед міст є Жовті Води, Середа, Травневе; площа 1 Травня."),
        ("ru", "Рост на 01.05 процента, калибр 5.45, до 10.12 мм."),
        ("ru", "Это улица 1905 года, площадь 9 мая и проспект 50 лет Октября."),
    ],
)
def test_numbers_that_are_no_times(language: str, text: str, read: Callable[..., Read]) -> None:
    assert read(text, MONDAY, language=language).days == ()


@pytest.mark.parametrize("unit", ["one ", "about ", "1 ", "2022-", "12:34 ", "1 May, ", "the last ", "twenty ", "late "])
def test_a_long_run_of_one_word_is_read_soon(unit: str, read: Callable[..., Read]) -> None:
    read(unit * (10_000 // len(unit)), MONDAY)
