"""Which reports carry a link, and how many: the memory of the copy index.

The rule that must not be broken: what it holds does not depend on the order in which reports came.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from reportedly.reports.profile import Hashes, Profile

BUCKETS = 1 << 24


class Tally:
    """How many carry each hash, in a table of fixed size (a count-min sketch of one row, Cormode & Muthukrishnan 2005).

    Hashes that share a bucket count together: with 20 million different links, 100,000 reports' worth, each count is one too high. What it
    is used for, ten against a hundred, does not notice.
    """

    def __init__(self) -> None:
        """Nothing counted; the table takes memory as it fills."""
        self._counts: NDArray[np.uint32] = np.zeros(BUCKETS, np.uint32)

    def add(self, hashes: Hashes) -> None:
        """Count one more carrier of each of these hashes, once a bucket."""
        self._counts[hashes >> np.uint32(8)] += 1

    def counted(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """The buckets that hold anything, in rising order, and how many each."""
        buckets = np.flatnonzero(self._counts).astype(np.uint32)
        return buckets, self._counts[buckets]

    def take(self, buckets: NDArray[np.uint32], amounts: NDArray[np.uint32]) -> None:
        """Add what another tally counted; each bucket once."""
        self._counts[buckets] += amounts

    def of(self, hashes: Hashes) -> NDArray[np.float64]:
        """The counts, at least 1 each."""
        counts: NDArray[np.float64] = np.maximum(self._counts[hashes >> np.uint32(8)], 1).astype(np.float64)
        return counts


class Postings:
    """For each link the few texts with the smallest keys that carry it."""

    def __init__(self, kept: int) -> None:
        """``kept``: how many texts are remembered for one link."""
        self._kept = kept
        self._carriers: dict[int, int | list[tuple[str, int]]] = {}
        self._keys: list[str] = []

    def add(self, links: Hashes, key: str) -> int:
        """The number under which the text is remembered: 0, 1, 2 … in the order they come."""
        number = len(self._keys)
        self._keys.append(key)
        carriers = self._carriers
        for link in links.tolist():
            known = carriers.setdefault(link, number)
            if known == number:
                continue
            if isinstance(known, int):
                carriers[link] = sorted([(self._keys[known], known), (key, number)])
            else:
                insort(known, (key, number))
                del known[self._kept :]
        return number

    def carriers(self) -> Iterator[tuple[int, int]]:
        """Each link with each text that is remembered for it."""
        for link, known in self._carriers.items():
            if isinstance(known, int):
                yield link, known
            else:
                yield from ((link, number) for _, number in known)

    def shared(self, links: Hashes) -> Counter[int]:
        """How many of these links each remembered text carries."""
        found: Counter[int] = Counter()
        for link in links.tolist():
            known = self._carriers.get(link)
            if isinstance(known, int):
                found[known] += 1
            elif known is not None:
                for _, number in known:
                    found[number] += 1
        return found


class Crossings:
    """Who shares bridges with whom over languages. While there is one language only, nothing is looked up and nothing kept but the profiles."""

    def __init__(self, kept: int) -> None:
        """``kept``: how many texts of each language are remembered for one bridge."""
        self._kept = kept
        self._postings: dict[str, Postings] = {}
        self._numbers: dict[str, list[int]] = {}
        self._waiting: list[tuple[Profile, int]] = []

    def add(self, profile: Profile, number: int) -> None:
        """Remember the text under this number."""
        self._waiting.append((profile, number))
        if len(self._postings) > 1 or any(other.language != profile.language for other, _ in self._waiting[:1]):
            for waiting, known in self._waiting:
                self._postings.setdefault(waiting.language, Postings(self._kept)).add(waiting.bridges, waiting.key)
                self._numbers.setdefault(waiting.language, []).append(known)
            self._waiting = []

    def shared(self, profile: Profile) -> Counter[int]:
        """How many of the text's bridges each remembered text of another language carries."""
        found: Counter[int] = Counter()
        for language, postings in self._postings.items():
            if language != profile.language:
                numbers = self._numbers[language]
                found.update({numbers[place]: count for place, count in postings.shared(profile.bridges).items()})
        return found
