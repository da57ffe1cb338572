"""Families hang together on average, not by a chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reports.families import Unions, group

if TYPE_CHECKING:
    from collections.abc import Callable


def tie_of(ties: dict[tuple[int, int], float]) -> Callable[[int, int], float]:
    return lambda one, other: ties.get((min(one, other), max(one, other)), 0.0)


def grouped(size: int, ties: dict[tuple[int, int], float], ranks: list[str] | None = None) -> list[list[int]]:
    known = ((score, *pair) for pair, score in ties.items())
    return group(size, known, ranks or [f"{number:04}" for number in range(size)], tie_of(ties), 0.4)


def test_who_has_no_tie_is_alone() -> None:
    assert grouped(3, {}) == [[0], [1], [2]]


def test_two_texts_and_what_was_pieced_together_from_both_are_not_one_family() -> None:
    ties = {(0, 1): 1.0, (2, 3): 1.0, (0, 4): 0.7, (1, 4): 0.7, (2, 4): 0.6, (3, 4): 0.6}
    assert grouped(5, ties) == [[0, 1, 4], [2, 3]]


def test_a_chain_is_not_a_family() -> None:
    chain = {(number, number + 1): 0.9 for number in range(9)}
    assert max(map(len, grouped(10, chain))) <= 3


def test_a_dense_family_is_whole() -> None:
    dense = {(one, other): 0.8 for one in range(20) for other in range(one + 1, 20)}
    assert grouped(21, dense) == [list(range(20)), [20]]


@given(st.permutations(list(range(6))), st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.floats(0.5, 1.0), max_size=12))
@settings(deadline=None)
def test_names_of_the_members_do_not_matter(order: list[int], raw: dict[tuple[int, int], float]) -> None:
    ties = {(one, other): score for (one, other), score in raw.items() if one < other}
    renamed = {(min(order[one], order[other]), max(order[one], order[other])): score for (one, other), score in ties.items()}
    ranks = [f"{number}" for number in range(6)]
    new_ranks = [""] * 6
    for number in range(6):
        new_ranks[order[number]] = ranks[number]
    first = {frozenset(order[member] for member in members) for members in grouped(6, ties, ranks)}
    assert first == {frozenset(members) for members in grouped(6, renamed, new_ranks)}


def test_unions_are_by_the_least_number() -> None:
    unions = Unions(5)
    unions.join(4, 2)
    unions.join(2, 3)
    assert (unions.find(3), unions.groups()) == (2, [[0], [1], [2, 3, 4]])
