"""What a colon lists, and what an army shells, are places: each of them is found, whether a list has it or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.places.conftest import document_of

from reportedly.core.settings import Settings
from reportedly.places.lexicon import place_words
from reportedly.places.line import Line
from reportedly.places.listed import lists_places
from reportedly.sentences.split import split_sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import PlaceMention
    from reportedly.packs.load import Pack

    Read = Callable[..., tuple[PlaceMention, ...]]


def line_of(text: str, language: str) -> Line:
    document = document_of(text, language)
    return Line(text, split_sentences(document, Settings()).records[0], None)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Liberated: Balakliia, Vesele and Kupiansk.", ["Balakliia", "Vesele", "Kupiansk"]),
        ("en", "Towns shelled: Ternova, Vovchansk.", ["Ternova", "Vovchansk"]),
        ("uk", "Звільнено: Балаклія, Веселе та Куп'янськ.", ["Балаклія", "Веселе", "Куп'янськ"]),
        ("uk", "Знеструмлено сьогодні: Ромни, Тернова, Крутогірка.", ["Ромни", "Тернова", "Крутогірка"]),
        ("uk", "Обстріляні населені пункти: Іванівка, Новосілка.", ["Іванівка", "Новосілка"]),
        ("ru", "Обстреляны: Козинка, Кривобродовка, Грайворон.", ["Козинка", "Кривобродовка", "Грайворон"]),
        ("ru", "Список обстрелянных сёл: Козинка, Кривобродовка.", ["Козинка", "Кривобродовка"]),
        ("ru", "Артиллерия обстреляла Козинку.", ["Козинку"]),
    ],
)
def test_each_place_of_a_list_is_found(read: Read, language: str, text: str, expected: list[str]) -> None:
    assert [mention.text for mention in read(text, language)] == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Killed: Ostrenko, Dubrivnyi."), ("uk", "Звільнено з полону: Кривобродов, Перемогенко."), ("ru", "Награждены: Кривобродов, Перемогенко.")],
)
def test_a_list_of_persons_is_none_of_places(war: Pack, language: str, text: str) -> None:
    line = line_of(text, language)
    assert not lists_places(place_words(war, language), line, len(line) - 3)


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="Aа :,зof.", max_size=30), language=st.sampled_from(["en", "uk", "ru"]))
def test_any_line_is_answered(war: Pack, text: str, language: str) -> None:
    document = document_of(text or "a", language)
    for sentence in split_sentences(document, Settings()).records:
        line = Line(document.text, sentence, None)
        for last in range(len(line)):
            assert lists_places(place_words(war, language), line, last) in {True, False}
