"""Newspapers called by how often they come out: that their name is no set of days, and that what comes daily stays one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.days.conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "The Russian daily Kommersant reported that troops left Lyman.",
        "The Communist Party daily Granma said that talks failed.",
        "The daily Izvestia reported that troops left Lyman.",
        "The weekly Der Spiegel said that troops left Lyman.",
        "According to the daily Le Monde, the talks failed.",
        "In an interview with German daily Die Welt, he said so.",
        "Kommersant daily reported that troops left.",
        "The Daily Mail said it.",
        "The daily was closed by the police.",
    ],
)
def test_a_paper_is_no_set_of_days(read: Callable[..., Read], text: str) -> None:
    assert read(text).expressions == ()


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("The city is under daily Russian shelling.", "P1D"),
        ("Passengers took daily Kyiv trains.", "P1D"),
        ("On weekly Moscow flights, people smoked.", "P1W"),
        ("Weekly Reuters polls show it.", "P1W"),
        ("They shell Kherson daily.", "P1D"),
        ("They visit daily Kharkiv and Sumy.", "P1D"),
        ("The rate rose to 40 daily.", "P1D"),
    ],
)
def test_what_comes_daily_is_one(read: Callable[..., Read], text: str, timex: str) -> None:
    assert [day.timex for day in read(text).days] == [timex]


@pytest.mark.parametrize(
    ("language", "text"),
    [("uk", "Щоденна газета «Дзеркало» повідомила про відхід військ."), ("ru", "Ежедневная газета «Коммерсантъ» сообщила об отходе войск.")],
)
def test_nor_is_a_paper_of_the_other_languages(read: Callable[..., Read], language: str, text: str) -> None:
    assert read(text, language=language).expressions == ()
