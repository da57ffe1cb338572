"""Days in addresses."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.days.address import _EPOCH, MAX_ADDRESS, day_of_address


@pytest.mark.parametrize(
    ("address", "days"),
    [
        ("https://courier.example/2031/05/15/mill-burns", "2031-05-15"),
        ("https://courier.example/news/2031/5/3/mill", "2031-05-03"),
        ("https://courier.example/mill-burns-2031-05-15/", "2031-05-15"),
        ("https://courier.example/2031/may/15/mill", "2031-05-15"),
        ("https://courier.example/a/20310515-mill.html", "2031-05-15"),
        ("https://courier.example/live-news-05-15-31/index.html", "2031-05-15"),
        ("https://courier.example/mill-15-05-2031", "2031-05-15"),
        ("https://courier.example/2031/05/15/as-told-2031-05-15", "2031-05-15"),
        ("https://courier.example/2031/05/mill", "2031-05-01..2031-05-31"),
    ],
)
def test_a_day_in_the_path(address: str, days: str) -> None:
    found = day_of_address(address)
    assert found is not None
    assert str(found.days) == days
    assert found.text in address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "not an address",
        "https://[broken",
        "https://courier.example/news/20315",
        "https://courier.example/2031/13/45/mill",
        "https://courier.example/1234567890",
        "https://courier.example/152-mm-777",
        "https://courier.example/?day=2031-05-15",
        "https://courier.example/2031/05/15/back-to-2030-01-01",
        "https://x.com/someone/with/2031/05/15",
        "https://x.com/someone/status/99",
        "https://courier.example/" + "2031/05/15/" * MAX_ADDRESS,
    ],
)
def test_no_day_or_several(address: str | None) -> None:
    assert day_of_address(address) is None


@given(st.integers(10 * 86_400, 50 * 365 * 86_400).map(lambda seconds: _EPOCH + timedelta(seconds=seconds)))
def test_the_number_of_a_post_holds_its_moment(moment: datetime) -> None:
    number = ((moment - _EPOCH) // timedelta(milliseconds=1)) << 22
    found = day_of_address(f"https://twitter.com/someone/status/{number}?s=20")
    assert found is not None
    assert found.days.day == moment.date()


@given(st.text(max_size=200))
def test_any_text_is_an_address_without_a_crash(text: str) -> None:
    found = day_of_address(text)
    assert found is None or isinstance(found.days.earliest, date)
