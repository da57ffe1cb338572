from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.places.conftest import document_of

from reportedly.core.settings import Settings
from reportedly.places.lexicon import place_words
from reportedly.places.line import Line
from reportedly.places.shared_class import shared_adjectives
from reportedly.sentences.split import split_sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import PlaceMention
    from reportedly.packs.load import Pack

    Read = Callable[..., tuple[PlaceMention, ...]]


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("Shells hit the Kharkiv, Sumy and Chernihiv regions.", "en", ["Kharkiv Oblast", "Sumy Oblast", "Chernihiv Oblast"]),
        ("Fighting goes on in Donetsk and Luhansk oblasts.", "en", ["Donetsk Oblast", "Luhansk Oblast"]),
        ("Attacks in the Lyman and Svatove directions failed.", "en", ["Lyman direction", "Svatove direction"]),
        ("Тихо було лише в Донецькій та Луганській областях.", "uk", ["Donetsk Oblast", "Luhansk Oblast"]),
        ("Обстріли Харківської, Сумської та Чернігівської областей тривали.", "uk", ["Kharkiv Oblast", "Sumy Oblast", "Chernihiv Oblast"]),
        ("Атаки на лиманському, бахмутському й авдіївському напрямках.", "uk", ["Lyman direction", "Bakhmut direction", "Avdiivka direction"]),
        ("Тривога у Нікопольському та Криворізькому районах.", "uk", ["Nikopolskyi Raion", "Kryvorizkyi Raion"]),
        ("На купянском направлении без перемен.", "ru", ["Kupiansk direction"]),
        ("Отбиты атаки на Купянском, Лиманском и Авдеевском направлениях.", "ru", ["Kupiansk direction", "Lyman direction", "Avdiivka direction"]),
        ("Горели поля в Харьковской и Донецкой областях.", "ru", ["Kharkiv Oblast", "Donetsk Oblast"]),
    ],
)
def test_each_name_of_a_list_takes_the_class_word(read: Read, sentence: str, language: str, expected: list[str]) -> None:
    mentions = read(sentence, language)
    assert [mention.place.name for mention in mentions if mention.place] == expected
    assert all(sentence[mention.start : mention.end] == mention.text for mention in mentions)


@pytest.mark.parametrize(
    ("sentence", "language", "absent"),
    [
        ("На східному фронті без змін.", "uk", "східному"),
        ("В сельских районах нет света.", "ru", "сельских"),
        ("Power failed in Lviv and in other regions.", "en", "Lviv Oblast"),
    ],
)
def test_no_unit_is_made_up(read: Read, sentence: str, language: str, absent: str) -> None:
    mentions = read(sentence, language)
    assert absent not in [mention.text for mention in mentions] + [mention.place.name for mention in mentions if mention.place]


@pytest.mark.parametrize("sentence", ["Shells fell along the Svatove-Kreminna highway.", "They hold the Svatove-Kreminna line."])
def test_a_line_between_two_towns_names_both(read: Read, sentence: str) -> None:
    assert [(mention.text, mention.place and mention.place.name) for mention in read(sentence)] == [("Svatove", "Svatove"), ("Kreminna", "Kreminna")]


def test_a_class_word_of_one_unit_is_not_shared(read: Read) -> None:
    town, region = (mention.place for mention in read("They moved from Kherson to the Donetsk region."))
    assert town is not None
    assert region is not None
    assert (town.name, region.name) == ("Kherson", "Donetsk Oblast")


def test_a_village_before_its_district_lies_there(read: Read) -> None:
    village = next(mention for mention in read("Обстріляно село Борівську Андріївку Ізюмського району.", "uk") if mention.place)
    assert village.place is not None
    assert village.place.admin1 == "Kharkiv Oblast"


@settings(deadline=None)
@given(st.text(alphabet="лиманськийтаобястх, иі", max_size=60))
def test_stretches_lie_in_the_text_in_order(war: Pack, text: str) -> None:
    for sentence in split_sentences(document_of(text, "uk"), Settings()).records:
        line = Line(text, sentence, None)
        for number, shared in shared_adjectives(line, place_words(war, "uk")).items():
            assert line.span(number)[0] < shared.end <= len(text)
