"""Words as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.packs.load import load_pack
from reportedly.reports.terms import SKELETON_LETTERS, Vocabulary, skeleton, vocabulary

PLAIN = Vocabulary(frozenset({"the", "of"}))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sanders", "Sandars"),
        ("organised", "Organised"),
        ("bridge", "bridges"),
        ("mayor's", "mayor"),
        ("5,000", "5000"),
        ("5\u00a0000", "5000"),
        ("Левандовська", "Lewandowska"),
        ("Шевченка", "Shevchenko"),
        ("Ґонта", "Gonta"),
        ("українського", "український"),
    ],
)
def test_the_same_word_written_otherwise(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("bridge", "barge"), ("5000", "500"), ("3.5", "35"), ("Oldford", "Oldham"), ("capture", "recapture")])
def test_other_words(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(st.text(alphabet=st.characters(categories=["L"]), min_size=1, max_size=40))
@settings(deadline=None)
def test_a_skeleton_is_short_and_there(word: str) -> None:
    assert 1 <= len(skeleton(word)) <= SKELETON_LETTERS


def test_function_words_are_spoken_and_count_for_nothing() -> None:
    (sentence,) = PLAIN.iter_sentences("The fall of Oldford")
    assert (len(sentence.spoken), len(sentence.terms), len(sentence.slots)) == (4, 2, 1)


def test_slots_are_numbers_and_names_but_not_the_first_word() -> None:
    first, second = PLAIN.iter_sentences("Shells hit Marrow at 14:30. Nobody slept.")
    assert len(first.slots) == 2
    assert second.slots == ()


def test_lines_end_sentences_and_closing_quotes_stay_with_theirs() -> None:
    assert len(list(PLAIN.iter_sentences("Fire in Marrow\nIt burned all night. “Nobody came.” They left…  Rain"))) == 5


@pytest.mark.parametrize("text", ["", "   \n\n", "😀😀 🚀", "— … !!!", "\u200b\u200f"])
def test_no_words_no_sentences(text: str) -> None:
    assert list(PLAIN.iter_sentences(text)) == []


def test_what_nobody_sees_does_not_count() -> None:
    assert list(PLAIN.iter_sentences("Mar\u00adrow fell\u200b silent")) == list(PLAIN.iter_sentences("Marrow fell silent"))


def test_scripts_without_spaces_are_taken_by_the_letter() -> None:
    (sentence,) = PLAIN.iter_sentences("橋被毀")
    assert len(sentence.terms) == 3


def test_other_alphabets_have_terms() -> None:
    for text in ("سقطت المدينة ليلا", "העיר נפלה בלילה", "Η πόλη έπεσε", "ქალაქი დაეცა"):
        assert all(sentence.terms for sentence in PLAIN.iter_sentences(text))


@given(st.lists(st.text(max_size=60), max_size=6))
@settings(deadline=None)
def test_what_was_met_before_changes_nothing(texts: list[str]) -> None:
    used = Vocabulary(frozenset({"the", "of"}))
    for text in texts:
        list(used.iter_sentences(text))
    for text in texts:
        assert list(used.iter_sentences(text)) == list(Vocabulary(frozenset({"the", "of"})).iter_sentences(text))


def test_a_pack_gives_the_function_words_of_its_languages() -> None:
    words = vocabulary(load_pack("russia_ukraine_2022"))
    for text in ("the and of", "і та що", "и что как"):
        (sentence,) = words.iter_sentences(text)
        assert sentence.terms == ()
