"""Readings in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.day_range import DayRange
from reportedly.core.records import Quantity
from reportedly.formats.words import ReadingWords, days_in_words, number_in_words, plural, visible

if TYPE_CHECKING:
    from reportedly.core.records import Reading

FIRST, SECOND = date(2022, 9, 30), date(2022, 10, 1)


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        (FIRST, FIRST, "30 Sep 2022"),
        (FIRST, SECOND, "30 Sep – 1 Oct 2022"),
        (SECOND, date(2022, 10, 4), "1–4 Oct 2022"),
        (date(2021, 12, 31), date(2022, 1, 1), "31 Dec 2021 – 1 Jan 2022"),
        (FIRST, None, "30 Sep 2022 or later"),
        (None, SECOND, "1 Oct 2022 or before"),
        (None, None, "day not known"),
    ],
)
def test_days(earliest: date | None, latest: date | None, words: str) -> None:
    assert days_in_words(DayRange(earliest, latest)) == words


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [
        (5000.0, 5000.0, "5,000"),
        (200, 999, "200–999"),
        (5001, None, "5,001 or more"),
        (None, 200, "up to 200"),
        (2.5, 2.5, "2.5"),
        (None, None, "how many is not known"),
    ],
)
def test_numbers(lower: float | None, upper: float | None, words: str) -> None:
    assert number_in_words(Quantity(id="q", start=0, end=1, text="x", lower=lower, upper=upper, unit="people")) == words


def test_plural() -> None:
    assert (plural(1, "claim"), plural(0, "claim"), plural(1200, "claim")) == ("1 claim", "0 claims", "1,200 claims")


@given(st.text())
def test_what_is_visible_is_one_harmless_line(text: str) -> None:
    shown = visible(text)
    assert all(char.isprintable() or char == "\u00a0" for char in shown)
    assert shown == shown.strip()
    assert visible(shown) == shown


def test_contexts_stand_in_the_text(reading: Reading) -> None:
    words = ReadingWords(reading)
    start = reading.document.text.index("Velmm on")
    before, at, after = words.context(start, start + 5, 12)
    assert (before, at, after) == ("…ldiers left ", "Velmm", " on 2 May 20…")
    assert words.context(0, 6, 12)[0] == ""


def test_corrections_come_once(reading: Reading) -> None:
    assert ReadingWords(reading).corrections == (("Velmm", "Velm"),)
