"""Datelines."""

from __future__ import annotations

import pytest

from reportedly.core.day_range import DayRange
from reportedly.core.records import Page, PublishedBasis
from reportedly.days.dateline import is_dateline
from reportedly.flow import read_page
from reportedly.packs.load import load_pack

DATE = "September 9, 2031"


@pytest.mark.parametrize(
    "head",
    [
        "ARVENNA, Norland, September 9, 2031 (Northgate Wire) - Snow fell.",
        "ARVENNA, September 9, 2031 — Snow fell.",
        "September 9, 2031 (Northgate Wire) - Snow fell.",
        "Snow falls\n\nSeptember 9, 2031 (Northgate Wire) — Snow fell.",
        "Snow falls\n\nARVENNA/BELMORA, September 9, 2031 [Tarn] -- Snow fell.",
    ],
)
def test_a_town_in_capitals_a_date_and_a_dash(head: str) -> None:
    start = head.index(DATE)
    assert is_dateline(head, start, start + len(DATE))


@pytest.mark.parametrize(
    "text",
    [
        "Snow fell on September 9, 2031 - the first of the year.",
        "ARVENNA, September 9, 2031, saw snow.",
        "The UN met on September 9, 2031 - in vain.",
        "September 9, 2031 - snow",
        "September 9, 2031 (the first of the year) saw snow.",
        "NATO, whose members met in the mountains north of the old capital on September 9, 2031 - said no.",
    ],
)
def test_other_dates_are_not_in_a_dateline(text: str) -> None:
    start = text.index(DATE)
    assert not is_dateline(text, start, start + len(DATE))


def test_a_dispatch_is_published_on_the_day_of_its_dateline_or_the_next() -> None:
    text = "Rebels leave Arvenna\n\nARVENNA, Norland, September 9, 2023 (Northgate Wire) - Rebels left the town of Arvenna on Friday, the governor said."
    published = read_page(Page(text=text, clean=True, language="en"), load_pack("russia_ukraine_2022")).document.published
    assert published.basis is PublishedBasis.INFERRED
    assert str(published.days) == "2023-09-09..2023-09-10"
    assert published.days != DayRange()
    assert "dateline" in published.why
