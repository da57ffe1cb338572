"""One key for all case forms of a Cyrillic name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.speakers.word_keys import is_cyrillic, shared_beginning, word_key, word_keys

FORMS = [
    "Дарвай Дарвая Дарваю Дарваєм Дарваєві Дарваї Дарваем",
    "Сергій Сергія Сергієві Сергієм Сергей Сергея Сергеем",
    "Марленський Марленського Марленському Марленським Марленської",
    "Бронів Бронова Бронову Броновом Бронові",
    "Берников Берникова Берниковым Берникове",
    "Кравінець Кравінця Кравінцем Кравінцю",
    "Кулида Кулиди Кулиді Кулидою Кулиду",
    "Марченко Марченка Марченком Марченку",
    "обласна обласної обласній обласною обласну",
    "адміністрація адміністрації адміністрацією адміністрацію",
    "командование командования командованием командованию",
    "війська військ військам військами військах",
    "найманці найманців найманцями найманцям",
    "захватчики захватчиков захватчиками захватчикам",
    "Лядова Лядової Лядову Лядовою Лядовой",
]


@pytest.mark.parametrize("forms", FORMS, ids=lambda forms: forms.split()[0])
def test_every_form_finds_the_first(forms: str) -> None:
    first, *others = forms.split()
    assert all(word_key(first) in word_keys(other) for other in others), [(other, word_keys(other)) for other in others]


def test_neighbours_stay_apart() -> None:
    keys = [word_key(word) for word in ("Дарвай", "Дарвин", "Марленський", "Марленко", "Кулида", "Кулик", "військо", "війна")]
    assert len(set(keys)) == len(keys)


def test_a_short_word_in_capitals_is_not_declined() -> None:
    assert word_keys("ОМА") == ("ома",)
    assert word_keys("СИЛА") == ("сила",)
    assert word_keys("АДМІНІСТРАЦІЇ") == word_keys("адміністрація")


def test_spelling_differences_that_mean_nothing() -> None:
    assert word_keys("Алёшин") == word_keys("Алешин")
    assert word_keys("В’ячин") == word_keys("В'ячин")


def test_only_cyrillic_words_have_keys_of_this_kind() -> None:
    assert is_cyrillic("Дарвай")
    assert is_cyrillic("TV-канал")
    assert not is_cyrillic("Darvai")
    assert not is_cyrillic("Müller")
    assert not is_cyrillic("")
    assert not is_cyrillic("دارفاي")


def test_what_all_forms_begin_with() -> None:
    for form in ("Дарвайськ", "Дарвайська", "Дарвайську"):
        assert shared_beginning(form) == "дарвайськ"
    for form in ("Тарнів", "Тарнова", "Тарнові"):
        assert form.lower().startswith(shared_beginning("Тарнів") or "?")
    assert shared_beginning("ОМА") is None
    assert shared_beginning("рада") is None


@given(st.text(alphabet="абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэъё", min_size=1, max_size=30))
def test_a_word_begins_with_its_beginning(word: str) -> None:
    beginning = shared_beginning(word)
    assert beginning is None or word.lower().startswith(beginning)


@given(st.text(alphabet="абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэъё'’-", min_size=1, max_size=40))
def test_keys_are_never_empty_and_know_no_case(word: str) -> None:
    keys = word_keys(word)
    assert 1 <= len(keys) <= 2
    assert all(keys)
    assert len(set(keys)) == len(keys)
    assert word_keys(word.capitalize()) == keys or len(word) <= 5
