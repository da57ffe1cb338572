from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.pages.lines import read_units

if TYPE_CHECKING:
    from reportedly.pages.phrases import Phrases


@given(st.text(st.sampled_from("abZя .,!?\n\t-«»\u00a0"), max_size=120))
def test_units_are_the_texts_own_letters_in_order(phrases: Phrases, text: str) -> None:
    end = 0
    for unit in read_units(text, phrases):
        assert text[unit.start : unit.end] == unit.text
        assert unit.start >= end
        end = unit.end
    assert "".join("".join(unit.text.split()) for unit in read_units(text, phrases)) == "".join(text.split())


def test_a_sentence_wrapped_at_a_link_is_one_unit(phrases: Phrases) -> None:
    text = "The army has left the town of\nOldmark\nafter a week of shelling.\nThe mayor said so."
    assert [unit.text for unit in read_units(text, phrases)] == ["The army has left the town of\nOldmark\nafter a week of shelling.", "The mayor said so."]


def test_a_blank_line_ends_a_unit(phrases: Phrases) -> None:
    assert len(read_units("The army has left the town\n\nand the bridge", phrases)) == 2


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("The army left. The mayor stayed.", 2),
        ("On 26. May it rained", 0),
        ("J. R. Miller of St. Mary", 0),
        ("Who left?", 1),
        ("军队撤退。", 1),
        ("no full stop", 0),
    ],
)
def test_sentences_are_counted_by_their_ends(phrases: Phrases, line: str, sentences: int) -> None:
    (unit,) = read_units(line, phrases)
    assert unit.sentences == sentences


def test_credits_and_repeated_lines(phrases: Phrases) -> None:
    units = read_units("The bridge on Friday (Photo: A. Maker)\n\nmenu\n\nText of another kind.\n\nMENU", phrases)
    assert [unit.caption for unit in units] == [True, False, False, False]
    assert [unit.repeats for unit in units] == [1, 2, 1, 2]


def test_long_consent_boxes_are_furniture(phrases: Phrases) -> None:
    box = "This site stores cookies. " * 3 + "Some cookies are needed, other cookies are not, and you may turn the latter off."
    assert read_units(box, phrases)[0].furniture


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "text",
    [
        "a" + "-" * 590 + "a\n",
        "a" + "(1) " * 140 + "a\n",
        "ab\n",
        "a" + " ." * 290 + "a\n",
        "photo: " + "b" * 80 + "\n",
    ],
)
def test_a_megabyte_of_hostile_lines_takes_seconds(phrases: Phrases, text: str) -> None:
    lines = text * (1_000_000 // len(text))
    started = time.process_time()
    read_units("\n".join(f"{line}{number % 1000}" for number, line in enumerate(lines.splitlines())), phrases)
    assert time.process_time() - started < 15
