"""Mouths in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.formats.mouths import mouth_in_words


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        ("ka-mod", "ka-mod"),
        ("outlet:dalepost", "dalepost itself"),
        ("outlet:4f1a9c0012ab34cd", "4f1a9c0012ab34cd itself"),
        ("unnamed:KA", "KA (unnamed)"),
        ("unnamed:a harbour pilot", "a harbour pilot (unnamed)"),
        (":the pilots: old and young", "the pilots: old and young"),
        ("KA:the harbour board", "the harbour board (KA)"),
        ("KA:", "KA:"),
        ("", ""),
    ],
)
def test_the_marks_of_an_id_become_words(origin: str, words: str) -> None:
    assert mouth_in_words(origin) == words


@given(st.text(max_size=40))
def test_nothing_that_a_terminal_obeys_is_left(name: str) -> None:
    assert mouth_in_words(f"unnamed:{name}").isprintable()
