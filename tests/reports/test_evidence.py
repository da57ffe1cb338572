"""What two texts share, and what it says."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reports.carriers import Tally
from reportedly.reports.evidence import Evidence, Scales, changes, gather, is_same_story, relation_of, score_of
from reportedly.reports.profile import Profile, profile_of
from reportedly.reports.records import Relation
from reportedly.reports.terms import Vocabulary
from reportedly.reports.weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Callable

PLAIN = Vocabulary(frozenset({"the", "of", "a", "and"}))
TEXT = "Shells hit the old granary of Marrow on day 17 and burned its roof. Forty families fled by boat to Oldford before the second barrage began."


def profile(text: str) -> Profile:
    return profile_of(text, PLAIN)


def scales(*texts: str) -> Scales:
    links, terms, senses = Tally(), Tally(), Tally()
    for text in texts:
        links.add(profile(text).links)
        terms.add(profile(text).terms)
        senses.add(profile(text).senses)
    return Scales(WEIGHTS, links, terms, senses, len(texts))


def evidence(one: str, other: str, *others: str) -> Evidence:
    known = scales(one, other, *others)
    return gather(known.weigh(profile(one)), known.weigh(profile(other)), WEIGHTS)


def test_a_text_is_nearly_all_of_itself_and_nothing_of_another() -> None:
    whole = evidence(TEXT, f"{TEXT} Read more.")
    assert whole.part > 0.9
    assert whole.slots == 1.0
    assert evidence(TEXT, "Nothing of the sort was ever heard in Quillby.").part == 0.0


@given(st.text(max_size=200), st.text(max_size=200))
@settings(deadline=None)
def test_the_order_of_the_two_does_not_matter(one: str, other: str) -> None:
    assert evidence(one, other) == evidence(other, one)
    assert changes(profile(one), profile(other)) == changes(profile(other), profile(one))


@given(st.text(max_size=200), st.text(max_size=200))
@settings(deadline=None)
def test_figures_stay_within_bounds(one: str, other: str) -> None:
    found = evidence(one, other)
    assert 0 <= found.part < 1
    assert 0 <= found.formula <= 1
    assert 0 < score_of(found, WEIGHTS) < 1
    known = scales(one, other)
    assert 0 <= known.likeness(profile(one), profile(other)) <= 1


def test_what_many_carry_counts_little(daily: Callable[[int], str]) -> None:
    two = evidence(daily(1), daily(2))
    among_many = evidence(*(daily(day) for day in range(1, 40)))
    assert two.raw > 0.2
    assert among_many.part < two.part / 3
    assert among_many.formula > 0.6


def test_one_exchanged_word_is_one_change() -> None:
    words = ["".join(letters) for letters in itertools.islice(itertools.product("bcdfgk", "aeiou", "lmnprt"), 101)]
    other = [*words[:50], "another", *words[51:]]
    assert changes(profile(" ".join(words)), profile(" ".join(other))) == pytest.approx(100 / 96)


def test_a_sentence_more_is_no_change() -> None:
    assert changes(profile(TEXT), profile(f"Quite another thing was said first. {TEXT} And one more came last.")) == 0
    first, second = TEXT.split(". ")
    assert changes(profile(TEXT), profile(f"{second} {first}.")) == 0
    assert changes(profile(TEXT), profile("Nothing here.")) == 100


def test_a_form_filled_in_otherwise_is_no_copy(daily: Callable[[int], str]) -> None:
    assert not is_same_story(evidence(daily(1), daily(2)), WEIGHTS)
    strange = Evidence(links=50, raw=0.8, part=0.8, slots=0.1)
    assert score_of(strange, WEIGHTS) < 0.05
    assert score_of(Evidence(links=50, raw=0.8, part=0.8, slots=0.9), WEIGHTS) > 0.95


def test_the_score_rises_with_what_is_shared() -> None:
    scores = [score_of(Evidence(links=10, raw=part, part=part, slots=None), WEIGHTS) for part in np.linspace(0, 1, 21)]
    assert scores == sorted(scores)
    assert scores[5] == pytest.approx(0.5)


def test_relations() -> None:
    assert relation_of(0.9, 1.0, 0.9, WEIGHTS) is Relation.COPY
    assert relation_of(0.9, 20.0, 0.9, WEIGHTS) is Relation.REWRITE
    assert relation_of(0.1, 100.0, 0.5, WEIGHTS) is Relation.SAME_EVENT
    assert relation_of(0.1, 100.0, 0.01, WEIGHTS) is Relation.UNRELATED


def test_names_and_numbers_tell_the_event() -> None:
    one = "Two shells hit the granary of Marrow on day 17, said Ilona Brandt, and nobody was hurt."
    same = "In Marrow a granary took 2 hits on day 17; none injured, according to Ilona Brandt of the district."
    sort = "Two shells hit the granary of Quillby on day 93, said Per Okonski, and nobody was hurt."
    known = scales(one, same, sort)
    assert known.sameness(profile(one), profile(same)) > known.sameness(profile(one), profile(sort))
