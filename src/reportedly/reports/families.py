"""Reports that come from one text, put together carefully.

Single link would chain: one report pieced together from two others would make one family of both, and bulletins in a fixed form a family of all.
So two groups become one only when their members hang together on average (UPGMA, Sokal & Michener 1958), strongest ties first.

The rule that must not be broken: the groups do not depend on the order of the members or of the ties.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

WITNESSES = 6
"""Members of a group, the first by rank, whose ties to another group's decide. All pairs of two groups of a thousand are a million."""
TIES_HELD = 100_000
"""Ties that are there as Python's numbers at a time."""


class Unions:
    """Disjoint groups of numbers (union–find, Tarjan 1975); the least number of a group stands for it."""

    def __init__(self, size: int) -> None:
        """``size`` groups of one."""
        self._parent = list(range(size))

    def find(self, member: int) -> int:
        """The number that stands for the member's group."""
        parent = self._parent
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def join(self, one: int, other: int) -> None:
        """Make their groups one."""
        one, other = self.find(one), self.find(other)
        self._parent[max(one, other)] = min(one, other)

    def groups(self) -> list[list[int]]:
        """All groups, each in rising order, by their least member."""
        found: dict[int, list[int]] = {}
        for member in range(len(self._parent)):
            found.setdefault(self.find(member), []).append(member)
        return list(found.values())


def group(size: int, ties: Iterable[tuple[float, int, int]], ranks: Sequence[str], tie: Callable[[int, int], float], least: float) -> list[list[int]]:
    """Groups of the numbers below ``size``; those without ties are alone.

    ``ties`` are (score, one, other), each pair once; ``tie`` gives the score of any pair; ``ranks`` are the members' keys, which decide between
    equals; two groups are joined while the mean score between their first members is at least ``least``.
    """
    members = {number: [number] for number in range(size)}
    unions = Unions(size)
    for one, other in _strongest_first(ties, ranks):
        first, second = unions.find(one), unions.find(other)
        if first == second:
            continue
        pairs = [(left, right) for left in members[first][:WITNESSES] for right in members[second][:WITNESSES]]
        if math.fsum(tie(left, right) for left, right in pairs) / len(pairs) >= least:
            unions.join(first, second)
            joined = sorted(members.pop(first) + members.pop(second), key=lambda number: ranks[number])
            members[unions.find(first)] = joined
    return unions.groups()


def _strongest_first(ties: Iterable[tuple[float, int, int]], ranks: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs by falling score, then by the ranks of both; as arrays, for a million ties sorted as tuples take 400 MB."""
    known = np.fromiter(ties, np.dtype([("score", np.float64), ("one", np.int32), ("other", np.int32)]))
    order = np.array(sorted(range(len(ranks)), key=ranks.__getitem__), np.int32)
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    one, other = place[known["one"]], place[known["other"]]
    by_score = np.lexsort((np.maximum(one, other), np.minimum(one, other), -known["score"]))
    for first in range(0, len(by_score), TIES_HELD):
        some = known[by_score[first : first + TIES_HELD]]
        yield from zip(some["one"].tolist(), some["other"].tolist(), strict=True)
