from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import PlaceMention

    Read = Callable[..., tuple[PlaceMention, ...]]


def texts(read: Read, sentence: str, language: str = "en") -> list[str]:
    return [mention.text for mention in read(sentence, language)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rain fell on Kharkiv, Sumy and Poltava.", ["Kharkiv", "Sumy", "Poltava"]),
        ("KHERSON MARKET HIT, MAYOR SAYS", ["KHERSON"]),
        ("Market In Kherson Hit, Mayor Says", ["Kherson"]),
        ("The Antonivka Bridge was closed to lorries.", ["Antonivka Bridge"]),
        ("Trucks crossed the Siversky Donets before noon.", ["Siversky Donets"]),
        ("Kharkiv's schools stay shut.", ["Kharkiv"]),
        ("The U.S. sent blankets.", ["U.S."]),
        ("Ships left Snake Island at night.", ["Snake Island"]),
        ("Homes in Malaya Rohan burned.", ["Malaya Rohan"]),
        ("The Ivano-Frankivsk theatre reopened.", ["Ivano-Frankivsk"]),
        ("Soledar in other hands", ["Soledar"]),  # the tagger takes the name for a common noun
    ],
)
def test_place_names_are_found_whole(read: Read, sentence: str, expected: list[str]) -> None:
    assert texts(read, sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "In layman's terms, the gun is old.",
        "The Azov Regiment gave a concert.",
        "Mr Kharkiv declined to comment.",
        "The cruiser Moskva was old.",
        "Ukrainian and Russian delegations were tired.",
        "He read it in the Kyiv Independent.",
        "They ate chicken Kyiv.",
        "He told us to wait, and us to leave.",
        "Human rights matter.",
        "Volodymyr Zelensky thanked the doctors.",
        "Dynamo Kyiv lost at home.",
        "Marine in other hands",
        "Victory in sight",
    ],
)
def test_what_only_bears_a_places_name_is_no_place(read: Read, sentence: str) -> None:
    assert texts(read, sentence) == []


def test_small_letters_need_the_name_elsewhere(read: Read) -> None:
    assert texts(read, "Tanks are near Bakhmut. People left the bakhmut region.") == ["Bakhmut", "bakhmut region"]
    assert texts(read, "People left the school district early.") == []


def test_a_capital_government_is_still_a_place_mention(read: Read) -> None:
    assert texts(read, "Kyiv said it would answer.") == ["Kyiv"]


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("Возле Купянска горит склад.", "ru", ["Купянска"]),
        ("Мер Луцька подякував людям.", "uk", ["Луцька"]),
        ("Бійці полку Азов вийшли з оточення.", "uk", []),
        ("Крейсер Москва стояв у порту.", "uk", []),
        ("Пожежа у Кременчуці та Полтаві.", "uk", ["Кременчуці", "Полтаві"]),
    ],
)
def test_cyrillic_names(read: Read, sentence: str, language: str, expected: list[str]) -> None:
    assert texts(read, sentence, language) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Both Yaltta and nearby Alushta came under fire.", ["Yaltta", "Alushta"]),  # the capital of "Both" is the sentence's
        ("Izzyum and other towns of the east lost power.", ["Izzyum"]),
        ("Guards stood at Kup1ansk all night.", ["Kup1ansk"]),  # as scanning reads "l"
        ("They want to free Russian-occupied Kherson by spring.", ["Kherson"]),
        ("Guards stood at K9ansk and T72 all night.", []),
        ("Trucks rolled into Nowa Majatschka at dawn.", ["Nowa Majatschka"]),  # read as Germans and Poles write it
    ],
)
def test_what_stands_around_a_misspelt_name_makes_it_a_place(read: Read, sentence: str, expected: list[str]) -> None:
    assert texts(read, sentence) == expected


def test_a_list_of_names_is_no_title_where_titles_have_small_letters(read: Read) -> None:
    texts = {mention.text for mention in read("Освобождены Ямполь, Новосёловка, Шандриголово, Дробышево.", "ru")}
    assert {"Ямполь", "Новосёловка", "Шандриголово", "Дробышево"} <= texts
