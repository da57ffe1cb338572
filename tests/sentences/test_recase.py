"""Headlines given back their small letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.sentences.recase import recase


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Northern Soldiers Flee To The Coast As Rebels Retake Harbour", "Northern soldiers flee to the coast as rebels retake harbour"),
        ("NORTHERN TROOPS LEAVE ARVENNA, MINISTRY SAYS", "Northern troops leave Arvenna, Ministry says"),
    ],
)
def test_common_words_get_small_letters_and_names_keep_theirs(headline: str, expected: str) -> None:
    assert recase(headline) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Troops from the north left Arvenna on Monday, the ministry said.",
        "Arvenna, Belmora, Castrin and Dorvale",
        "Read More",
        "",
        "12 345 678",
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert recase(text) == text


@given(st.text(max_size=300))
def test_the_length_never_changes(text: str) -> None:
    assert len(recase(text)) == len(text)
    assert recase(text).casefold() == text.casefold()
