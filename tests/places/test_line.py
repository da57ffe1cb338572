from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.places.conftest import document_of

from reportedly.core.settings import Settings
from reportedly.places.line import Line
from reportedly.sentences.split import split_sentences

if TYPE_CHECKING:
    from reportedly.core.records import Sentence

PLACES = {"oststrand", "velmora", "saint denis"}


def knows(_text: str, folded: str) -> bool:
    return folded in PLACES


def sentence_of(text: str) -> Sentence:
    return next(iter(split_sentences(document_of(text), Settings()).records))


def words(text: str) -> list[str]:
    line = Line(text, sentence_of(text), knows)
    return [line[number].text for number in range(len(line))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An Oststrand-based firm left.", ["An", "Oststrand", "firm", "left"]),
        ("A Qwert-based firm left.", ["A", "Qwert-based", "firm", "left"]),
        ("Velmora's port burned.", ["Velmora", "port", "burned"]),
        ("Saint-Denis waited.", ["Saint-Denis", "waited"]),
        ("Sen. Ann Lee, R-Velmora, spoke.", ["Sen", "Ann", "Lee", "Velmora", "spoke"]),
    ],
)
def test_words_are_cut_where_a_place_ends(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@settings(deadline=None)
@given(st.text(min_size=1, max_size=80))
def test_every_word_stands_in_the_text(text: str) -> None:
    for sentence in split_sentences(document_of(text), Settings()).records:
        line = Line(text, sentence, knows)
        for number in range(len(line)):
            word = line[number]
            assert text[word.start : word.end] == word.text
            assert word.capital == line.capitals[number]


@pytest.mark.parametrize(
    ("text", "titled"), [("Troops Leave Oststrand After Months Under Fire", True), ("Troops left Oststrand after months under fire", False)]
)
def test_a_title_is_told_by_its_capitals(text: str, *, titled: bool) -> None:
    assert Line(text, sentence_of(text), knows).is_titled() is titled
