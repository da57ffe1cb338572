"""Leads before a colon: "The mayor: the bridge was blown up"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.sentences.leads import lead_length, parse_with_leads
from reportedly.sentences.russian_network import Analysis, russian_parser

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Мэр : мост взорван ночью", 2),
        ("Глава области Иван Петров : войска вошли в город", 5),
        ("❗ Генштаб : отбиты три атаки", 3),
        ("Мэр сообщил : мост взорван ночью", 0),
        ("Потери за сутки : сорок солдат и два танка", 0),
        ("Мэр : « мост взорван ночью »", 0),
        ("взрывы : мост взорван ночью", 0),
        ("Мост взорван ночью", 0),
        ("Мэр :", 0),
        (":", 0),
        ("", 0),
    ],
)
def test_how_long_a_lead_is(text: str, length: int) -> None:
    assert lead_length(text.split()) == length


def test_the_clause_behind_the_colon_is_the_top() -> None:
    words = ["Генерал", ":", "войска", "уйдут", "на", "левый", "берег"]
    (found,) = parse_with_leads([words], russian_parser().parse)
    (top,) = [position for position, head in enumerate(found.heads) if head == position]
    assert words[top] == "уйдут"
    assert found.heads[0] == top
    assert found.relations[0] == "dep"
    assert words[found.heads[2]] == "уйдут"


def chained(sentences: Sequence[Sequence[str]]) -> list[Analysis]:
    """A parser that hangs each word on the one before it."""
    return [Analysis([max(0, n - 1) for n in range(len(words))], ["x"] * len(words), ["X"] * len(words)) for words in sentences]


@settings(max_examples=40)
@given(st.lists(st.lists(st.sampled_from(["Мэр", "город", "взят", ":", ",", "«", "войска", "вошли"]), min_size=1, max_size=9), max_size=4))
def test_words_keep_their_number_and_every_answer_is_one_tree(sentences: list[list[str]]) -> None:
    answers = list(parse_with_leads(sentences, chained))
    assert [len(answer.heads) for answer in answers] == [len(words) for words in sentences]
    for answer in answers:
        assert sum(head == position for position, head in enumerate(answer.heads)) == 1
