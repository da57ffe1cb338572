"""Whether a form is a place's name at all, in a case, another alphabet or the sister language; and what the finder makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.packs.load import load_pack
from reportedly.places.gazetteer import load_gazetteer
from reportedly.places.known import is_known, is_large_written, is_written

if TYPE_CHECKING:
    from tests.places.conftest import Read

    from reportedly.packs.load import Pack


def found(read: Read, text: str, language: str) -> list[tuple[str, str]]:
    return [(mention.text, mention.place.name if mention.place else mention.status.value) for mention in read(text, language)]


@pytest.mark.parametrize(("form", "language"), [("Киев", "ru"), ("Киева", "ru"), ("Сумы", "ru"), ("Минск", "ru"), ("Бєлгороді", "uk"), ("Харьковом", "ru")])
def test_a_large_town_is_known_by_the_sister_languages_name(war: Pack, form: str, language: str) -> None:
    assert is_large_written(load_gazetteer(war), form, language)


@pytest.mark.parametrize(("form", "language"), [("Вчера", "ru"), ("Орловка", "ru"), ("Ива", "ru"), ("Сьогодні", "uk"), ("", "uk")])
def test_a_word_a_village_or_next_to_nothing_is_no_large_towns_name(war: Pack, form: str, language: str) -> None:
    assert not is_large_written(load_gazetteer(war), form, language)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Киев ответил отказом.", "ru", [("Киев", "Kyiv")]),
        (
            "Обстреляны Белгород, Шебекино и Новая Таволжанка.",
            "ru",
            [("Белгород", "Belgorod"), ("Шебекино", "Shebekino"), ("Новая Таволжанка", "Novaya Tavolzhanka")],
        ),
        ("Минск и Москва подписали соглашение.", "ru", [("Минск", "Minsk"), ("Москва", "Moscow")]),
        ("У Суджі та Грайвороні на Бєлгородщині тихо.", "uk", [("Суджі", "Sudzha"), ("Грайвороні", "Grayvoron"), ("Бєлгородщині", "Belgorod Oblast")]),
        ("HARBOUR WORKERS SHELTER IN TOKMAK AS MELITOPOL WAITS", "en", [("TOKMAK", "Tokmak"), ("MELITOPOL", "Melitopol")]),
        ("GUNNERS SHELL TOKMAK AS MELITOPOL WAITS", "en", [("TOKMAK", "Tokmak"), ("MELITOPOL", "Melitopol")]),
    ],
)
def test_a_name_is_found_where_its_capital_says_nothing(read: Read, text: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert found(read, text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Про це сказали у Генштабі та в Полтаві.", "uk", "Генштабі"),
        ("The Battle of Marengo and the Siege of Poltava were recalled.", "en", "Siege"),
        ("The army spared the Bible and the Gate, and left Poltava.", "en", "Bible"),
        ("Серед поранених є мешканці Полтави.", "uk", "Серед"),
        ("Рядом с Полтавой тихо.", "ru", "Рядом"),
    ],
)
def test_a_common_word_is_no_name(read: Read, text: str, language: str, name: str) -> None:
    names = [mention.text for mention in read(text, language)]
    assert name not in names
    assert any(other.startswith("Полтав") or other == "Poltava" for other in names)


@given(st.text(max_size=12), st.sampled_from(["uk", "ru"]))
def test_what_is_large_is_written(form: str, language: str) -> None:
    gazetteer = load_gazetteer(load_pack("russia_ukraine_2022"))
    assert isinstance(is_known(gazetteer, form, language), bool)
    assert not is_large_written(gazetteer, form, language) or is_written(gazetteer, form.lower(), language) or len(form) >= 4
