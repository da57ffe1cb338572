"""Quotations in the other of two neighbouring languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.sentences.foreign_quotes import iter_by_language


@pytest.mark.parametrize(
    ("text", "language", "languages"),
    [
        ("Мер сказав: «Мы отошли из города ещё вчера вечером», і поїхав.", "uk", ["uk", "ru", "uk"]),
        ("Мэр сказал: «Наші війська відійшли з міста ще вчора».", "ru", ["ru", "uk", "ru"]),
        ("Мэр сказал: «Войска отошли из города ещё вчера».", "ru", ["ru"]),
        ("Мер назвав це «Мы победим».", "uk", ["uk"]),
        ("«Мы отошли из города ещё вчера вечером»", "uk", ["ru"]),
        ("The mayor said: «Мы отошли из города ещё вчера».", "en", ["en"]),
        ("", "uk", ["uk"]),
    ],
)
def test_which_stretches_are_whose(text: str, language: str, languages: list[str]) -> None:
    assert [own for _, _, own in iter_by_language(text, language)] == languages


@given(st.text(alphabet="аіыє «»x", max_size=120), st.sampled_from(["uk", "ru", "en"]))
def test_stretches_lie_in_the_text_in_order(text: str, language: str) -> None:
    end = 0
    for offset, part, _ in iter_by_language(text, language):
        assert text[offset : offset + len(part)] == part
        assert offset >= end
        end = offset + len(part)
    assert not text[end:].strip()
