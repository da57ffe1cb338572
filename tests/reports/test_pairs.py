"""Pairs as arrays, and which of a crowd's are left out."""

from __future__ import annotations

import itertools
from array import array
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reports import pairs as module
from reportedly.reports.pairs import Scores, by_story, code_of, each_pair, last_of_each, thin
from reportedly.reports.weights import Limits

LIMITS = Limits(crowd=4, crowd_compared=2, crowd_told=1)


def codes_of(pairs: list[tuple[int, int]]) -> np.ndarray:
    return np.array(sorted(code_of(*pair) for pair in pairs), np.uint64)


def thinned(pairs: list[tuple[int, int]], story: list[int], parts: list[float] | None = None) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    codes = codes_of(pairs)
    rank = np.arange(len(story), dtype=np.int32)
    compared, told = thin(codes, np.array(parts or [1.0] * len(pairs)), np.array(story, np.int32), rank, LIMITS)
    return list(each_pair(codes[compared])), list(each_pair(codes[told]))


@given(st.dictionaries(st.tuples(st.integers(0, 50), st.integers(51, 2**31 - 1)), st.floats(0, 1), max_size=20))
@settings(deadline=None)
def test_scores_come_back(known: dict[tuple[int, int], float]) -> None:
    first, later = dict(list(known.items())[::2]), dict(list(known.items())[1::2])
    scores = Scores((one, other, score) for (one, other), score in first.items())
    for pair, score in later.items():
        assert scores.get(*pair) is None
        scores.put(*pair, score)
    assert len(scores) == len(known)
    assert all(scores.get(other, one) == score for (one, other), score in known.items())
    assert list(scores.each()) == [(known[pair], *pair) for pair in sorted(known)]
    assert [pair for _, *pair in scores.each(least=0.5)] == [list(pair) for pair in sorted(known) if known[pair] >= 0.5]
    assert [pair for _, *pair in scores.each(but=codes_of(list(first)))] == [list(pair) for pair in sorted(later)]
    assert list(each_pair(scores.codes(least=0.5, among=codes_of(list(first))))) == [pair for pair in sorted(first) if first[pair] >= 0.5]


def test_a_pair_is_one_whichever_comes_first() -> None:
    assert code_of(3, 7) == code_of(7, 3)
    assert list(each_pair(codes_of([(7, 3), (1, 2)]))) == [(1, 2), (3, 7)]


def test_where_few_tell_a_story_nothing_is_left_out() -> None:
    pairs = [*itertools.combinations(range(4), 2), (0, 9), (3, 8)]
    compared, told = thinned(pairs, [0, 0, 0, 0, 4, 5, 6, 7, 8, 9])
    assert compared == told == sorted(pairs)


def test_of_a_crowd_each_is_compared_with_the_nearest_few() -> None:
    pairs = list(itertools.combinations(range(40), 2))
    compared, told = thinned(pairs, [0] * 40)
    assert len(compared) < 2 * 40
    assert len(told) < 40
    seen = Counter(number for pair in compared for number in pair)
    assert min(seen.values()) >= 2
    assert set(told) < set(compared)


def test_the_nearest_are_those_that_share_most() -> None:
    pairs = [(number, 9) for number in range(9)]
    compared, told = thinned(pairs, [0] * 9 + [9], [number / 10 for number in range(9)])
    assert (compared, told) == ([(7, 9), (8, 9)], [(8, 9)])


def test_two_crowds_hang_together_by_few() -> None:
    pairs = [(one, other) for one in range(10) for other in range(10, 20)]
    compared, _ = thinned(pairs, [0] * 10 + [10] * 10)
    assert len(compared) <= 2 * 20


@given(st.permutations(list(range(12))))
@settings(deadline=None)
def test_numbers_do_not_matter_to_what_is_left_out(order: list[int]) -> None:
    pairs = list(itertools.combinations(range(12), 2))
    plain, _ = thinned(pairs, [0] * 12)
    rank = np.empty(12, np.int32)
    rank[order] = np.arange(12)
    codes = codes_of(pairs)
    compared, _ = thin(codes, np.ones(len(pairs)), np.zeros(12, np.int32), rank, LIMITS)
    assert {frozenset(pair) for pair in each_pair(codes[compared])} == {frozenset((order[one], order[other])) for one, other in plain}


@given(st.data())
@settings(deadline=None)
def test_it_does_not_matter_in_how_many_stretches_texts_are_looked_at(data: st.DataObject) -> None:
    size = 24
    pairs = data.draw(st.sets(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(lambda pair: pair[0] < pair[1]), max_size=120))
    story = data.draw(st.lists(st.integers(0, 2), min_size=size, max_size=size))
    parts = data.draw(st.lists(st.sampled_from([0.3, 0.5, 0.9]), min_size=len(pairs), max_size=len(pairs)))
    whole = thinned(sorted(pairs), story, parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LEAST_STRETCH", data.draw(st.integers(1, 7)))
        assert thinned(sorted(pairs), story, parts) == whole


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(10, 2**31 - 1), st.floats(0, 1)), max_size=40), st.integers(1, 12))
@settings(deadline=None)
def test_what_was_found_last_of_a_pair_counts(found: list[tuple[int, int, float]], stretch: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LEAST_STRETCH", stretch)
        codes, parts = last_of_each(array("Q", (code_of(one, other) for one, other, _ in found)), array("d", (part for *_, part in found)), 2**31)
    last = {code_of(one, other): part for one, other, part in found}
    assert list(zip(codes.tolist(), parts.tolist(), strict=True)) == sorted(last.items())


def test_nothing_of_nothing() -> None:
    assert thinned([], [0, 1]) == ([], [])
    assert list(Scores().each()) == []
    assert Scores().get(1, 2) is None


@given(
    st.sets(st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda pair: pair[0] != pair[1])), st.lists(st.integers(0, 3), min_size=13, max_size=13)
)
@settings(deadline=None)
def test_by_story_no_pair_is_lost_and_those_of_a_story_stand_together(pairs: set[tuple[int, int]], stories: list[int]) -> None:
    codes = np.unique(codes_of(list(pairs)))
    found = by_story(codes, np.array(stories, np.int32))
    assert sorted(found.tolist()) == codes.tolist()
    told = [stories[one] for one, _ in each_pair(found)]
    assert told == sorted(told)
