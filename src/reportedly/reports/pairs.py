"""Pairs of texts by their numbers, as arrays: a million of them take 16 MB, and 250 MB in a dictionary.

The rule that must not be broken: what is left out of a crowd does not depend on the order in which texts came.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from reportedly.reports.weights import Limits

    Codes = NDArray[np.uint64]
    Mask = NDArray[np.bool_]

NUMBER_BITS = 32
NUMBER = (1 << NUMBER_BITS) - 1
PAIRS_HELD = 100_000
"""Pairs that are there as Python's numbers at a time."""
NEVER = np.uint8(255)
STRETCHES, LEAST_STRETCH = 16, 4_096
"""Into how many stretches of texts the pairs of many are parted where they are sorted, and of how many texts at least."""


def code_of(one: int, other: int) -> int:
    """Both numbers as one, the lesser above the other."""
    return one << NUMBER_BITS | other if one < other else other << NUMBER_BITS | one


def each_pair(codes: Codes) -> Iterator[tuple[int, int]]:
    """The two numbers of each pair, the lesser first."""
    return ((code >> NUMBER_BITS, code & NUMBER) for first in range(0, len(codes), PAIRS_HELD) for code in codes[first : first + PAIRS_HELD].tolist())


def by_story(codes: Codes, story: NDArray[np.int32]) -> Codes:
    """The same pairs, those of one story together: whoever looks at them needs the texts of a few stories at a time."""
    return codes[np.argsort(story[(codes >> np.uint64(NUMBER_BITS)).astype(np.int64)], kind="stable")]


class Scores:
    """How sure it is of each two texts that one depends on the other, as far as it was worked out."""

    def __init__(self, scored: Iterable[tuple[int, int, float]] = ()) -> None:
        """Each pair once, in any order."""
        codes, scores = array("Q"), array("d")
        for one, other, score in scored:
            codes.append(code_of(one, other))
            scores.append(score)
        order = np.argsort(np.frombuffer(codes, np.uint64))
        self._codes, self._scores = np.frombuffer(codes, np.uint64)[order], np.frombuffer(scores, np.float64)[order]
        self._plain: memoryview[int] = self._codes.data
        self._later: dict[int, float] = {}

    def __len__(self) -> int:
        """How many pairs."""
        return len(self._codes) + len(self._later)

    def get(self, one: int, other: int) -> float | None:
        """The score of the two; ``None`` where it was not worked out."""
        code = code_of(one, other)
        place = bisect_left(self._plain, code)  # a seventh of what numpy takes for one
        return float(self._scores[place]) if place < len(self._plain) and self._plain[place] == code else self._later.get(code)

    def put(self, one: int, other: int, score: float) -> None:
        """Keep the score of two that had none."""
        self._later[code_of(one, other)] = score

    def codes(self, *, least: float, among: Codes) -> Codes:
        """The pairs of ``among`` with at least this score, in rising order."""
        codes, scores = self._sorted()
        return codes[(scores >= least) & np.isin(codes, among, assume_unique=True)]

    def each(self, *, least: float = 0.0, but: Codes | None = None) -> Iterator[tuple[float, int, int]]:
        """Score and numbers of every pair with at least this score, by the numbers; ``but`` for these."""
        codes, scores = self._sorted()
        enough = scores >= least
        if but is not None:
            enough &= np.isin(codes, but, assume_unique=True, invert=True)
        codes, scores = codes[enough], scores[enough]
        for first in range(0, len(codes), PAIRS_HELD):
            some = slice(first, first + PAIRS_HELD)
            yield from ((score, *pair) for score, pair in zip(scores[some].tolist(), each_pair(codes[some]), strict=True))

    def _sorted(self) -> tuple[Codes, NDArray[np.float64]]:
        codes = np.concatenate((self._codes, np.array(list(self._later), np.uint64)))
        scores = np.concatenate((self._scores, np.array(list(self._later.values()), np.float64)))
        order = np.argsort(codes)
        return codes[order], scores[order]


def last_of_each(codes: array[int], found: array[float], size: int) -> tuple[Codes, NDArray[np.float64]]:
    """Each pair of texts with numbers below ``size`` once, in rising order, and what was found of it last: of two texts both may find the other."""
    whole, values = np.frombuffer(codes, np.uint64), np.frombuffer(found, np.float64)
    pieces: list[tuple[Codes, NDArray[np.float64]]] = [(np.zeros(0, np.uint64), np.zeros(0, np.float64))]
    for low, high in _stretches(size):
        here = np.flatnonzero((whole >= np.uint64(low << NUMBER_BITS)) & (whole < np.uint64(high << NUMBER_BITS)))[::-1]
        pairs, last = np.unique(whole[here], return_index=True)
        pieces.append((pairs, values[here[last]]))
    return np.concatenate([pairs for pairs, _ in pieces]), np.concatenate([of for _, of in pieces])


def thin(codes: Codes, parts: NDArray[np.float64], story: NDArray[np.int32], rank: NDArray[np.int32], limits: Limits) -> tuple[Mask, Mask]:
    """Which pairs are compared in full, and of which it is told why they depend on one another.

    ``parts`` is how much the two of each pair share, ``story`` the least number of the texts that tell the same story as each text, ``rank`` the place of
    each by key. All pairs are both, but for those with a crowd: a story that more than ``limits.crowd`` texts tell. Of a crowd each text is compared with the
    ``limits.crowd_compared`` nearest, and the ``limits.crowd_told`` nearest of them are told.
    """
    is_crowded = (np.bincount(story, minlength=len(story)) > limits.crowd)[story]
    one, other = (codes >> np.uint64(NUMBER_BITS)).astype(np.int32), (codes & np.uint64(NUMBER)).astype(np.int32)
    in_crowd = is_crowded[one] | is_crowded[other]
    place = np.where(in_crowd, NEVER, np.uint8(0))
    for low, high in _stretches(len(story)):  # each text's pairs by themselves: sorting takes ten times their place
        here, there = (np.flatnonzero(in_crowd & (side >= low) & (side < high)).astype(np.int32) for side in (one, other))
        whose, others = np.concatenate((one[here], other[there])), np.concatenate((other[here], one[there]))
        found = place_among(whose, others, np.concatenate((parts[here], parts[there])), story, rank, is_crowded)
        place[here] = np.minimum(place[here], found[: len(here)])
        place[there] = np.minimum(place[there], found[len(here) :])
    return place < limits.crowd_compared, place < limits.crowd_told


def _stretches(size: int) -> Iterator[tuple[int, int]]:
    """The numbers below ``size`` in a few stretches, each with the first number past it."""
    step = max(LEAST_STRETCH, size // STRETCHES + 1)
    return ((low, min(low + step, size)) for low in range(0, size, step))


def place_among(
    whose: NDArray[np.int32], other: NDArray[np.int32], parts: NDArray[np.float64], story: NDArray[np.int32], rank: NDArray[np.int32], is_crowded: Mask
) -> NDArray[np.uint8]:
    """For each pair the place of the other among those of its crowd, as the one sees them, the nearest first; ``NEVER`` where it is in none."""
    found = np.full(len(whose), NEVER, np.uint8)
    some = np.flatnonzero(is_crowded[other])
    whose, crowd = whose[some], story[other[some]]
    order = np.lexsort((rank[other[some]], -parts[some], crowd, whose))
    whose, crowd = whose[order], crowd[order]
    begins = np.ones(len(order), bool)
    begins[1:] = (whose[1:] != whose[:-1]) | (crowd[1:] != crowd[:-1])
    starts = np.flatnonzero(begins)
    place = np.arange(len(order)) - np.repeat(starts, np.diff(starts, append=len(order)))
    found[some[order]] = np.minimum(place, NEVER).astype(np.uint8)
    return found
