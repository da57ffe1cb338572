"""The year in which a thing was made dates nothing that becomes of it, in the three languages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reportedly.core.records import Page
from reportedly.core.settings import Settings
from reportedly.flow import read_page
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading

PACK = load_pack(Settings().pack)
TOLD = "2031-04-12"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A 2010 Lada hit a mine near Bellmere.", TOLD),
        ("A car, a 2010 Lada Priora, hit a mine near Bellmere.", TOLD),
        ("A car built in 1987 hit a mine near Bellmere.", TOLD),
        ("They were killed in a 2010 Lada in Bellmere on Monday.", "2031-04-07"),
        ("Karvelian troops fired from a 2010 Lada. They shelled Bellmere.", TOLD),
        ("A 2029 Karvelian offensive killed hundreds of people in Bellmere.", "2029-01-01..2029-12-31"),
        ("The 2029 Battle of Bellmere killed hundreds of people.", "2029-01-01..2029-12-31"),
    ],
)
def test_a_model_year_is_not_the_day(text: str, day: str, read: Callable[..., Reading]) -> None:
    assert {str(claim.day.days) for claim in read(text).claims} == {day}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Автомобіль Lada 2010 року випуску підірвався на міні поблизу Ізюма."),
        ("ru", "Автомобиль Lada 2010 года выпуска подорвался на мине под Изюмом."),
    ],
)
def test_nor_is_the_year_of_manufacture(language: str, text: str) -> None:
    reading = read_page(Page(text=text, clean=True, language=language, published=date(2031, 4, 12)), PACK)
    assert [str(claim.day.days) for claim in reading.claims] == [TOLD]
