"""Whose content an attribution stands in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.nesting import parents_of

SPAN = st.tuples(st.integers(0, 40), st.integers(1, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def test_the_innermost_holder_is_the_parent() -> None:
    cues = [[(0, 4)], [(10, 14)], [(20, 24)]]
    contents = [[(5, 40)], [(15, 40)], [(25, 40)]]
    assert parents_of(cues, contents) == [None, 0, 1]


def test_neighbours_are_no_parents() -> None:
    assert parents_of([[(0, 4)], [(20, 24)]], [[(5, 18)], [(25, 40)]]) == [None, None]


def test_a_cue_behind_its_content() -> None:
    assert parents_of([[(10, 14)], [(30, 34)]], [[(15, 28)], [(0, 29)]]) == [1, None]


def test_two_that_hold_each_other_make_no_circle() -> None:
    parents = parents_of([[(0, 4)], [(10, 14)]], [[(5, 20)], [(0, 9), (15, 18)]])
    assert None in parents


def test_content_in_pieces() -> None:
    assert parents_of([[(10, 14)], [(22, 25)]], [[(0, 9), (20, 40)], [(26, 40)]]) == [None, 0]


def test_nothing() -> None:
    assert parents_of([], []) == []


@given(st.lists(st.tuples(SPAN, st.lists(SPAN, min_size=1, max_size=3)), max_size=8))
def test_parents_make_a_forest(drafts: list[tuple[tuple[int, int], list[tuple[int, int]]]]) -> None:
    parents = parents_of([[cue] for cue, _ in drafts], [content for _, content in drafts])
    for start in range(len(drafts)):
        seen = set()
        current: int | None = start
        while current is not None:
            assert current not in seen
            seen.add(current)
            current = parents[current]
