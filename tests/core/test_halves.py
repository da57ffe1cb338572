"""Halves of surrogate pairs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.halves import without_halves
from reportedly.core.records import Page
from reportedly.core.settings import Settings
from reportedly.flow import read_page
from reportedly.packs.load import load_pack


@given(st.text(st.characters(categories=("L", "Cs", "P", "Zs")), max_size=30))
def test_the_length_stays_and_utf_8_can_hold_it(text: str) -> None:
    whole = without_halves(text)
    assert len(whole) == len(text)
    assert whole.encode().decode() == whole
    assert all(new in {old, "\ufffd"} for old, new in zip(text, whole, strict=True))


def test_what_is_sound_is_the_same_string() -> None:
    text = "Лиман, café, 🕊"
    assert without_halves(text) is text


@pytest.mark.parametrize("fast", [False, True], ids=["whole", "fast"])
@pytest.mark.parametrize(("language", "words"), [("en", "Ukrainian forces took \ud800 Lyman on Saturday."), ("uk", "ЗСУ звільнили \ud800 Лиман у суботу.")])
def test_no_step_fails_on_a_half(language: str, words: str, fast: bool) -> None:  # noqa: FBT001  a table of cases
    reading = read_page(Page(text=words, language=language), load_pack("russia_ukraine_2022"), Settings(fast=fast))
    assert [issue.code for issue in reading.issues] == ["lone-surrogate"]
    assert reading.claims
