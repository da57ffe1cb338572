from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.pages.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Army retakes town after a week of shelling", "en"),
        ("Rail strike", "en"),
        ("Президент сообщил об отходе", "ru"),
        ("Президент повідомив про відхід", "uk"),
        ("Город взят", "ru"),
        ("Місто взято", "uk"),
        ("Die Armee hat die Stadt verlassen", "de"),
        ("L'armée a quitté la ville", "fr"),
        ("قال الجيش إنه انسحب من المدينة", "ar"),
        ("军队已经撤出这座城市", "zh"),
    ],
)
def test_headlines(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "   ", "123 456", "https://north.example/a/b", "@north #war", "Oldmark", "…"])
def test_what_says_too_little(text: str) -> None:
    assert detect_language(text) is None


def test_a_quotation_does_not_change_the_language() -> None:
    text = "Міністр повідомив, що війська відійшли. «Мы вышли из города», — сказал он. Її слова підтвердили в уряді."
    assert detect_language(text) == "uk"


@given(st.text(max_size=100))
def test_any_text(text: str) -> None:
    found = detect_language(text)
    assert found is None or found.isalpha()
