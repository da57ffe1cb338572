"""Common Russian words that are also names of places: derived, and no names at the head of a sentence unless something makes them one."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tools.build_russian_place_words import HEAD, TARGET, carries

from reportedly.packs.load import load_pack
from reportedly.places.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from tests.places.conftest import Read

WORDS = tomllib.loads(Path(TARGET).read_text(encoding="utf-8"))["common"]


def test_every_word_is_a_place_name_in_some_case() -> None:
    gazetteer = load_gazetteer(load_pack("russia_ukraine_2022"))
    assert Path(TARGET).read_text(encoding="utf-8").startswith(HEAD.partition("{faker}")[0])
    assert sorted(set(WORDS)) == WORDS
    assert all(re.fullmatch("[а-я]{3,}", word) and carries(gazetteer, word, "ru") for word in WORDS)


@pytest.mark.parametrize("name", ["киев", "киева", "донецк", "херсоне", "москвы", "кремль", "россии", "лиман", "днепр"])
def test_what_the_dictionary_has_as_a_name_is_no_word(name: str) -> None:
    assert name not in WORDS


@pytest.mark.parametrize(
    "text", ["Думаю, что это так.", "Берег был пуст.", "Дорога перекрыта, сообщили власти.", "Суммы не называются.", "Агата Орлова приехала к сестре."]
)
def test_a_sentence_may_begin_with_any_word(read: Read, text: str) -> None:
    assert read(text, "ru") == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [("В Золотом слышны взрывы.", "Золотом"), ("Село Долина обстреляли.", "Долина"), ("Вчера обстреляли Золотое и Горское.", "Золотое")],
)
def test_a_word_is_a_name_where_a_cue_or_a_capital_says_so(read: Read, text: str, name: str) -> None:
    assert name in {mention.text for mention in read(text, "ru")}
