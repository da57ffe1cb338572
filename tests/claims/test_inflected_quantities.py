"""Numbers of Ukrainian and Russian text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.claims.inflected_quantities import inflected_number_words, iter_inflected_numbers
from reportedly.claims.quantities import find_quantities
from reportedly.core.day_range import DayRange
from reportedly.core.records import Document, Published, PublishedBasis, Region, RegionKind
from reportedly.core.settings import Settings
from reportedly.packs.load import load_pack
from reportedly.sentences.split import split_sentences

PACK = load_pack("tests/data/packs/two_rivers")
UNKNOWN = Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="not given")
Row = tuple[str, float | None, float | None, str]


def read(text: str, language: str) -> list[Row]:
    regions = (Region(start=0, end=len(text), kind=RegionKind.BODY),) if text else ()
    document = Document(text=text, title=None, outlet=None, url=None, authors=(), language=language, published=UNKNOWN, regions=regions, origin=())
    sentences = split_sentences(document, Settings()).records
    return [(each.text, each.lower, each.upper, each.unit) for each in find_quantities(document, sentences, (), PACK).records]


UKRAINIAN: list[tuple[str, list[Row]]] = [
    ("Знищено понад 5 тис. солдатів і 12 танків.", [("понад 5 тис.", 5001, None, "soldiers"), ("12", 12, 12, "tanks")]),
    ("Близько 1,5 тис. людей вивезено.", [("Близько 1,5 тис.", 1350, 1650, "people")]),
    ("До роти піхоти пішли на штурм.", [("До роти", None, 150, "soldiers")]),
    ("Рота стояла під містом.", []),
    ("Загинули двоє, поранено дев'ятеро людей.", [("двоє", 2, 2, "people"), ("дев'ятеро", 9, 9, "people")]),
    ("Пошкоджено від 40 до 50 машин.", [("від 40 до 50", 40, 50, "vehicles")]),
    ("Кілька сотень ворожих солдатів загинули.", [("Кілька сотень", 300, 900, "soldiers")]),
    ("Десятки тисяч жителів сиділи без світла.", [("Десятки тисяч", 20000, 99999, "civilians")]),
    ("Понад півсотні дітей.", [("Понад півсотні", 51, None, "children")]),
    ("Дві тисячі триста людей.", [("Дві тисячі триста", 2300, 2300, "people")]),
    ("Пів мільйона людей.", [("Пів мільйона", 500000, 500000, "people")]),
    ("Серед них 10 000 осіб.", [("10 000", 10000, 10000, "people")]),
    ("Майже тисяча полонених.", [("Майже тисяча", 900, 1000, "prisoners")]),
    ("Там сорок п’ять військових.", [("сорок п’ять", 45, 45, "soldiers")]),
    ("Завдано 5 авіаударів.", [("5", 5, 5, "other")]),
    ("Зруйновано п'ять будинків.", [("п'ять", 5, 5, "other")]),
    ("Один із них пішов, одна людина загинула.", [("одна", 1, 1, "people")]),
    ("У 2022 році школа №5 працювала о 14:30.", []),
    ("Атакували двічі, тобто чотири рази.", []),
    ("Обстріляли 120 разів.", [("120", 120, 120, "other")]),
]
RUSSIAN: list[tuple[str, list[Row]]] = [
    ("Около 2 тыс. человек вывезли.", [("Около 2 тыс.", 1800, 2200, "people")]),
    ("Двое жителей ранены.", [("Двое", 2, 2, "civilians")]),
    ("Погибли не менее 13 человек, десятки ранены.", [("не менее 13", 13, None, "people"), ("десятки", 20, 99, "people")]),
    ("Трёх человек нашли.", [("Трёх", 3, 3, "people")]),
    ("Повреждены от сорока до пятидесяти машин.", [("от сорока до пятидесяти", 40, 50, "vehicles")]),
    ("Полторы тысячи солдат.", [("Полторы тысячи", 1500, 1500, "soldiers")]),
    ("До взвода противника отошло.", [("До взвода", None, 40, "soldiers")]),
    ("Занято 60% города.", [("60", 60, 60, "percent")]),
    ("Мужчина, 62 года, вышел.", []),
    ("Свыше 3,5 млн рублей.", [("Свыше 3,5 млн", 3500001, None, "money")]),
    ("Сбито 20–30 беспилотников.", [("20–30", 20, 30, "drones")]),
    ("Потеряно 5-6 тысяч солдат и более.", [("5-6 тысяч", 5000, 6000, "soldiers")]),
    ("В 2022 году 15-летний юноша из дома 7 видел 16-й танк.", []),
]


@pytest.mark.parametrize(("text", "expected"), UKRAINIAN, ids=lambda value: value if isinstance(value, str) else "")
def test_ukrainian(text: str, expected: list[Row]) -> None:
    assert read(text, "uk") == expected


@pytest.mark.parametrize(("text", "expected"), RUSSIAN, ids=lambda value: value if isinstance(value, str) else "")
def test_russian(text: str, expected: list[Row]) -> None:
    assert read(text, "ru") == expected


def test_other_languages_have_no_such_table() -> None:
    assert inflected_number_words(PACK, "en") is None
    assert inflected_number_words(PACK, "de") is None


@given(
    st.lists(
        st.sampled_from(
            [
                "понад",
                "5",
                "10",
                "000",
                "тис",
                ".",
                "двадцять",
                "п'ять",
                "солдатів",
                "від",
                "до",
                "–",
                "сотні",
                "кілька",
                "1,5",
                "млн",
                "%",
                "роти",
                "2022",
                "року",
            ]
        ),
        max_size=12,
    )
)
@settings(deadline=None, max_examples=60)
def test_numbers_lie_in_the_text_in_order_with_bounds_in_order(words: list[str]) -> None:
    text = " ".join(words)
    found = read(text, "uk")
    assert all(lower is None or upper is None or lower <= upper for _, lower, upper, _ in found)
    assert all(each in text for each, *_ in found)


def test_a_long_row_of_figures_is_read_in_linear_time() -> None:
    words = inflected_number_words(PACK, "uk")
    assert words is not None
    text = "100 " * 3000
    regions = (Region(start=0, end=len(text), kind=RegionKind.BODY),)
    document = Document(text=text, title=None, outlet=None, url=None, authors=(), language="uk", published=UNKNOWN, regions=regions, origin=())
    sentences = split_sentences(document, Settings()).records
    began = time.process_time()
    assert sum(len(list(iter_inflected_numbers(sentence, words))) for sentence in sentences) > 0
    assert time.process_time() - began < 2
