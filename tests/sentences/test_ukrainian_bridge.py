"""What a Ukrainian sentence is shown to the Russian networks as."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.sentences.ukrainian_bridge import show_in_russian

SOME = [
    "Місто",
    "звільнено",
    "військами",
    ",",
    "за",
    "словами",
    "мера",
    "Рибного",
    ",",
    "що",
    "п'ять",
    "солдатів",
    "не",
    "відійшли",
    "з",
    "ЗСУ",
    "у",
    "2",
    "села",
    "«",
    ":",
    "🔥",
    "Telegram",
]


def shown(text: str) -> str:
    return " ".join(one.russian for one in show_in_russian(text.split()))


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [
        ("Село було під контролем противника .", "Село было под контролем противника ."),
        ("Атаки відбито , за словами генерала .", "Атаки отбиты , по словам генерала ."),
        ("Двоє людей поранені .", "Двое людей взяты ."),
        ("Армія має відійти .", "Армия может отойти ."),
        ("Він пішов із села з солдатами .", "Он ушел из села с солдатами ."),
        ("Про це сказав Сергій Іваненко .", "про это сказал Иван Петров ."),
    ],
)
def test_grammar_is_kept(ukrainian: str, russian: str) -> None:
    assert shown(ukrainian) == russian


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SOME), max_size=12))
def test_one_word_is_one_word(words: list[str]) -> None:
    found = show_in_russian(words)
    assert len(found) == len(words)
    assert all(one.russian and " " not in one.russian for one in found)
