"""What is kept of a report."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reports.profile import Profile, mixed, profile_of
from reportedly.reports.terms import Vocabulary

PLAIN = Vocabulary(frozenset({"the", "of", "a"}))


def profile(text: str) -> Profile:
    return profile_of(text, PLAIN)


def test_links_are_neighbours_in_either_order_one_word_apart_at_most() -> None:
    assert len(profile("soldiers left Marrow").links) == 3
    assert len(profile("soldiers left Marrow yesterday").links) == 5
    assert set(profile("Marrow left soldiers").links) == set(profile("soldiers left Marrow").links)
    assert set(profile("the soldiers left a Marrow").links) == set(profile("soldiers left Marrow").links)


def test_links_do_not_cross_sentences() -> None:
    apart = set(profile("Soldiers left. Marrow burned.").links)
    assert len(apart) == 2
    assert apart == set(profile("Marrow burned.\nSoldiers left.").links)


def test_runs_keep_the_order_and_stop_at_sentences() -> None:
    runs = profile("one two three four. five six seven. eight nine. ten.").runs.tolist()
    assert [index for index, run in enumerate(runs) if run == 0] == [2, 4, 6, 8]
    assert len(runs) == 9


def test_the_key_is_of_words_in_order() -> None:
    assert profile("Soldiers LEFT,  Marrow!").key == profile("soldiers left Marrow").key
    assert profile("soldiers left Marrow").key != profile("Marrow left soldiers").key
    assert profile("a. b").key != profile("a b").key


def test_an_empty_text_has_an_empty_profile() -> None:
    empty = profile("😀")
    assert empty.words == 0
    assert not any(len(array) for array in (empty.links, empty.terms, empty.slots, empty.runs))


@given(st.text(max_size=300))
@settings(deadline=None)
def test_arrays_are_sorted_and_hold_no_zero(text: str) -> None:
    found = profile(text)
    for array in (found.links, found.terms, found.slots):
        assert array.dtype == np.uint32
        assert (np.diff(array.astype(np.int64)) > 0).all()
        assert (array != 0).all()


@given(st.text(max_size=200), st.text(max_size=200))
@settings(deadline=None)
def test_two_texts_a_line_apart_have_the_links_of_both(one: str, other: str) -> None:
    both = profile(f"{one}\n{other}")
    assert set(both.links) == set(profile(one).links) | set(profile(other).links)


def test_mixing_spreads_and_minds_the_order() -> None:
    one, other = np.arange(1, 50_001, dtype=np.uint32), np.full(50_000, 7, np.uint32)
    assert len(np.unique(mixed(one, other))) > 49_990
    assert (mixed(one, other) != mixed(other, one)).mean() > 0.99
    assert mixed(one, other).min() > 0


def test_a_megabyte_on_one_line_is_linear_work() -> None:
    text = "shells fell near Marrow on day 17 and "
    assert len(profile(text * 27_000).links) == len(profile(text * 3).links)
