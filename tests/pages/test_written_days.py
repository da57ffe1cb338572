from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reportedly.pages.written_days import find_written_days

if TYPE_CHECKING:
    from reportedly.pages.phrases import Phrases


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2024-05-31", date(2024, 5, 31)),
        ("Published 31.05.2024, 14:09", date(2024, 5, 31)),
        ("31/05/2024", date(2024, 5, 31)),
        ("May 31, 2024 at 2:30 pm", date(2024, 5, 31)),
        ("Fri, 31st of May 2024", date(2024, 5, 31)),
        ("31. Mai 2024", date(2024, 5, 31)),
        ("le 1er mai 2024", date(2024, 5, 1)),
        ("31 de mayo de 2024", date(2024, 5, 31)),
        ("31 мая 2024 года", date(2024, 5, 31)),
        ("31 травня 2024, 10:00", date(2024, 5, 31)),
        ("2024年5月31日", date(2024, 5, 31)),
    ],
)
def test_days(phrases: Phrases, line: str, day: date) -> None:
    assert [found.day for found in find_written_days(line, phrases)] == [day]


@pytest.mark.parametrize("line", ["5000 soldiers", "31 May", "2024", "32.13.2024", "call 31 05 2024 555", "version 1.2.3", "12:30", ""])
def test_no_days(phrases: Phrases, line: str) -> None:
    assert find_written_days(line, phrases) == ()


def test_month_first_where_asked(phrases: Phrases) -> None:
    assert find_written_days("05/06/2024", phrases)[0].day == date(2024, 6, 5)
    assert find_written_days("05/06/2024", phrases, month_first=True)[0].day == date(2024, 5, 6)
    assert find_written_days("31/05/2024", phrases, month_first=True)[0].day == date(2024, 5, 31)


def test_offsets(phrases: Phrases) -> None:
    line = "Posted on 31 May 2024 by A. Writer"
    (found,) = find_written_days(line, phrases)
    assert line[found.start : found.end] == "31 May 2024"
