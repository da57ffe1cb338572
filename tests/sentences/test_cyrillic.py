"""Sentences and words of Cyrillic text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.sentences.cyrillic import iter_sentences, iter_words


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in iter_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("У м. Рибне тихо. Бої йдуть на півдні.", 2),
        ("Об этом сообщил И. П. Петров. Он ранен.", 2),
        ("В 2022 г. Армия отошла.", 2),
        ("Погибли 5 тыс. человек.", 1),
        ("Обстріляно вул. Садову та ін. об'єкти.", 1),
        ("Командувач ген. Коваль у штабі.", 1),
        ("Вибухи! Що це?! Невідомо… Чекаємо.", 4),
        ("«Ми тут.» — сказав він.", 1),
        ("Бої тривають у передмісті 🔥 Деталі згодом", 2),
        ("Освобождены н.п. Рыбное и н. п. Лесное. Бои идут.", 2),
        ("т. е. не завтра, а в пн. утром", 1),
        ("", 0),
        (" \t ", 0),
    ],
)
def test_how_many_sentences(text: str, count: int) -> None:
    assert len(split(text)) == count, split(text)


def test_words_keep_hyphens_apostrophes_and_decimals() -> None:
    text = "Прес-служба: 1,5 тис. об'єктів, п’ять сіл, Т-72, 20:30, t.me/obriy."
    assert [word.text for word in iter_words(text, 0, len(text))] == [
        "Прес-служба", ":", "1,5", "тис", ".", "об'єктів", ",", "п’ять", "сіл", ",", "Т-72", ",", "20:30", ",", "t.me/obriy.",
    ]  # fmt: skip


def test_hidden_characters_are_in_the_text_and_not_in_the_word() -> None:
    text = "го\u0301род\u200bок взя\u00adт"
    assert [(word.text, word.clean) for word in iter_words(text, 0, len(text))] == [("го\u0301род\u200bок", "городок"), ("взя\u00adт", "взят")]


@given(st.text(alphabet="абвіїГД. !?…«»—-'’\u200b\u0301🔥\n1,", max_size=60))
def test_words_and_sentences_are_the_texts_own(text: str) -> None:
    spans = list(iter_sentences(text, 0, len(text)))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    inside = "".join(text[start:end] for start, end in spans)
    assert "".join(inside.split()) == "".join(text.split())
    assert all(text[word.start : word.end] == word.text for word in iter_words(text, 0, len(text)))


def test_a_settlement_in_short_is_one_word() -> None:
    text = "Взяты н.п. Рыбное и н. п. Лесное."
    assert [(word.text, word.clean) for word in iter_words(text, 0, len(text)) if word.clean == "нп"] == [("н.п.", "нп"), ("н. п.", "нп")]
