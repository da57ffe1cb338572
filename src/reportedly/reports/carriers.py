"""Which reports carry a link, and how many: the memory of the copy index.

The rule that must not be broken: what it holds does not depend on the order in which reports came.
"""

from __future__ import annotations

from array import array
from bisect import insort
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from reportedly.reports.profile import Hashes, Profile

    Counts = NDArray[np.unsignedinteger[Any]]

HASH_BITS, LEAST_BITS = 32, 24
"""Bits of a hash, and of the number of the bucket that it is counted in: links in more by how many texts there are, terms and senses, which are few, never."""
FIT_LEAST = 1 << 19
"""Texts whose links fit the least table: their 34 million different links make each count two too high."""
MANY = (1 << 16) - 1
"""In the table of a compact tally: so many, or more; how many is in its dictionary."""
SORTED_FROM = 20_000
"""Links that wait for their first sorting; later a quarter of what is sorted already, so that sorting costs each link a few times its own."""
WAITING = 1_000_000
"""Links that wait at most while many texts come in and none is asked for, or a quarter of what is sorted: their arrays take five times their place sorted."""
SUMMED_FROM = 20_000
"""Hashes of one crowd that wait to be sorted in; later as many as were sorted already."""
PART_BITS = 3
"""Links are sorted in so many parts (2 to the power), by their upper bits: sorting needs several times the memory of what it sorts."""


def bits_for(texts: int) -> int:
    """Bits of the number of a bucket of links, for so many texts: one more for twice as many, so that no more links share a bucket.

    >>> [bits_for(texts) for texts in (0, 500_000, 1_000_000, 10**7, 10**8, 10**9)]
    [24, 24, 25, 29, 32, 32]
    """
    return min(HASH_BITS, LEAST_BITS + (max(texts, FIT_LEAST) - 1).bit_length() - FIT_LEAST.bit_length() + 1)


class Tally:
    """How many carry each hash, in a table of fixed size (a count-min sketch of one row, Cormode & Muthukrishnan 2005).

    Hashes that share a bucket count together: with 34 million different links, 500,000 reports' worth, in 2^24 buckets each count is two too high. What it
    is used for, ten against a hundred, does not notice.
    """

    def __init__(self, counts: Counts | None = None, *, bits: int = LEAST_BITS) -> None:
        """Nothing counted in 2 to the ``bits`` buckets, and the table takes memory as it fills.

        Or the ``counts`` of so many, which may lie in a file if nothing is added.
        """
        self._counts: Counts = np.zeros(1 << bits, np.uint32) if counts is None else counts
        self._shift = np.uint32(HASH_BITS + 1 - len(self._counts).bit_length())

    def add(self, hashes: Hashes) -> None:
        """Count one more carrier of each of these hashes, once a bucket."""
        self._counts[hashes >> self._shift] += 1

    def take_back(self, hashes: Hashes) -> None:
        """Count one carrier less of each, once a bucket. One that was added to another tally makes a difference, right when both are summed."""
        self._counts[hashes >> self._shift] -= 1

    def counted(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """The buckets that hold anything, in rising order, and how many each."""
        buckets = np.flatnonzero(self._counts).astype(np.uint32)
        return buckets, self._of(buckets).astype(np.uint32)

    def take(self, buckets: NDArray[np.uint32], amounts: NDArray[np.uint32]) -> None:
        """Add what another tally counted; each bucket once."""
        self._counts[buckets] += amounts

    def of(self, hashes: Hashes) -> NDArray[np.float64]:
        """The counts, at least 1 each."""
        counts: NDArray[np.float64] = np.maximum(self._of(hashes >> self._shift), 1).astype(np.float64)
        return counts

    def _of(self, buckets: NDArray[np.uint32]) -> Counts:
        return self._counts[buckets]


class CompactTally(Tally):
    """The same in two bytes a bucket: the few that count more than those hold are in a dictionary. What is taken back was added."""

    def __init__(self, *, bits: int = LEAST_BITS) -> None:
        """Nothing counted in 2 to the ``bits`` buckets."""
        super().__init__(np.zeros(1 << bits, np.uint16))
        self._many: dict[int, int] = {}

    def add(self, hashes: Hashes) -> None:
        """Count one more carrier of each of these hashes, once a bucket."""
        buckets = hashes >> self._shift
        counts = self._counts[buckets]
        if counts.max(initial=0) < MANY - 1:
            self._counts[buckets] = counts + 1
        else:
            self._put(buckets, self._of(buckets) + 1)

    def take_back(self, hashes: Hashes) -> None:
        """Count one carrier less of each, once a bucket."""
        buckets = hashes >> self._shift
        counts = self._counts[buckets]
        if counts.max(initial=0) < MANY:
            self._counts[buckets] = counts - 1
        else:
            self._put(buckets, self._of(buckets) - 1)

    def take(self, buckets: NDArray[np.uint32], amounts: NDArray[np.uint32]) -> None:
        """Add what another tally counted; each bucket once."""
        self._put(buckets, self._of(buckets) + amounts)

    def _of(self, buckets: NDArray[np.uint32]) -> Counts:
        counts = self._counts[buckets]
        if not self._many:
            return counts
        whole = counts.astype(np.uint32)
        for place in np.flatnonzero(counts == MANY).tolist():
            whole[place] = self._many[int(buckets[place])]
        return whole

    def _put(self, buckets: NDArray[np.uint32], counts: Counts) -> None:
        """Hold these counts in place of those that were held."""
        for place in np.flatnonzero(self._counts[buckets] == MANY).tolist():
            self._many.pop(int(buckets[place]), None)
        self._counts[buckets] = np.minimum(counts, MANY)
        self._many.update((int(buckets[place]), int(counts[place])) for place in np.flatnonzero(counts >= MANY).tolist())


class SparseTally:
    """What ``Tally`` counts, for who counts a small part of all: it takes memory for what was counted, and not for the whole table.

    A partition's five million links lie on every page of a table of 2^32 buckets, 16 GB.
    """

    def __init__(self, bits: int = LEAST_BITS) -> None:
        """Nothing counted in 2 to the ``bits`` buckets."""
        self._shift = np.uint32(HASH_BITS - bits)
        self._buckets: NDArray[np.uint32] = np.zeros(0, np.uint32)
        self._amounts: NDArray[np.int64] = np.zeros(0, np.int64)
        self._waiting: list[tuple[NDArray[np.uint32], int]] = []
        self._waiting_buckets = 0

    def add(self, hashes: Hashes) -> None:
        """See ``Tally.add``."""
        self._put(hashes, 1)

    def take_back(self, hashes: Hashes) -> None:
        """See ``Tally.take_back``."""
        self._put(hashes, -1)

    def counted(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """The buckets that hold anything, in rising order, and how many each; what was only taken back is there as 2^32 less so many, to be added up."""
        self._bring_in()
        filled = self._amounts != 0
        return self._buckets[filled], (self._amounts[filled] & 0xFFFFFFFF).astype(np.uint32)

    def _put(self, hashes: Hashes, amount: int) -> None:
        buckets = np.unique(hashes >> self._shift)
        self._waiting.append((buckets, amount))
        self._waiting_buckets += len(buckets)
        if self._waiting_buckets > max(SUMMED_FROM, len(self._buckets)):
            self._bring_in()

    def _bring_in(self) -> None:
        if not self._waiting:
            return
        buckets = np.concatenate([self._buckets, *(buckets for buckets, _ in self._waiting)])
        amounts = np.concatenate([self._amounts, *(np.full(len(buckets), amount, np.int64) for buckets, amount in self._waiting)])
        self._waiting, self._waiting_buckets = [], 0
        order = np.argsort(buckets, kind="stable")
        buckets, amounts = buckets[order], amounts[order]
        begins = np.flatnonzero(np.diff(buckets, prepend=buckets[:1] ^ np.uint32(1)))
        self._buckets = buckets[begins]
        self._amounts = np.add.reduceat(amounts, begins) if len(begins) else amounts


class Sum:
    """The hashes of many texts, each once: a crowd of a hundred thousand is never there as so many arrays."""

    def __init__(self) -> None:
        """None yet."""
        self._sorted: Hashes = np.zeros(0, np.uint32)
        self._waiting: list[Hashes] = []
        self._waiting_hashes = 0

    def add(self, hashes: Hashes) -> None:
        """Take in one text's."""
        self._waiting.append(hashes)
        self._waiting_hashes += len(hashes)
        if self._waiting_hashes > max(SUMMED_FROM, len(self._sorted)):
            self.whole()

    def whole(self) -> Hashes:
        """All of them, in rising order."""
        self._sorted = np.unique(np.concatenate([self._sorted, *self._waiting]))
        self._waiting, self._waiting_hashes = [], 0
        return self._sorted


class Postings:
    """For each link the few texts with the smallest keys that carry it.

    Most of it lies in three sorted arrays, some 12 bytes a link where a dictionary takes 130; what came since they were sorted is in a dictionary.
    """

    def __init__(self, kept: int) -> None:
        """``kept``: how many texts are remembered for one link."""
        self._kept = kept
        self._keys: list[str] = []
        self._waiting: list[tuple[Hashes, int]] = []
        self._waiting_links = 0
        self._recent: dict[int, list[tuple[str, int]]] = {}
        self._links: Hashes = np.zeros(0, np.uint32)
        self._starts = np.zeros(1, np.int64)
        self._numbers = np.zeros(0, np.int32)

    def add(self, links: Hashes, key: str) -> int:
        """The number under which the text is remembered: 0, 1, 2 … in the order they come."""
        number = len(self._keys)
        self._keys.append(key)
        self._waiting.append((links, number))
        self._waiting_links += len(links)
        if self._waiting_links > max(WAITING, len(self._numbers) // 4):
            self._sort()
        return number

    def bring_in_all(self) -> None:
        """Sort in whatever waits, before every text is looked up: in the dictionary a link takes ten times as much."""
        if self._waiting or self._recent:
            self._sort()

    def carriers(self) -> tuple[Hashes, NDArray[np.int32]]:
        """Each link with each text that is remembered for it, by link: as two arrays, since 100,000 texts have five million of them."""
        self.bring_in_all()
        return np.repeat(self._links, np.diff(self._starts)), self._numbers

    def shared(self, links: Hashes) -> Counter[int]:
        """How many of these links each remembered text carries."""
        numbers, counts = self.shared_by(links)
        return Counter(dict(zip(numbers.tolist(), counts.tolist(), strict=True)))

    def shared_by(self, links: Hashes) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The same as two arrays: the numbers of the texts, rising, and how many links of each."""
        if self._waiting:
            self._bring_in()
        known = self._places(links)
        if self._recent:
            recent = [link for link in links.tolist() if link in self._recent]
            known = known[~np.isin(self._links[known], np.array(recent, np.uint32))] if recent else known
            found = [np.array([number for link in recent for _, number in self._of(link)], np.int32), self._at(known)]
        else:
            found = [self._at(known)]
        numbers, counts = np.unique(np.concatenate(found), return_counts=True)
        return numbers, counts

    def _places(self, links: Hashes) -> NDArray[np.int64]:
        """Where these links stand among the sorted ones."""
        if not len(self._links):
            return np.zeros(0, np.int64)
        places = np.minimum(np.searchsorted(self._links, links), len(self._links) - 1)
        there: NDArray[np.int64] = places[self._links[places] == links]
        return there

    def _at(self, places: NDArray[np.int64]) -> NDArray[np.int32]:
        """All texts remembered at these places."""
        starts = self._starts[places]
        lengths = self._starts[places + 1] - starts
        ends = np.cumsum(lengths)
        numbers: NDArray[np.int32] = self._numbers[np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - lengths), lengths)]
        return numbers

    def _of(self, link: int) -> list[tuple[str, int]]:
        """The texts with the smallest keys of both parts."""
        sorted_ones = self._at(self._places(np.array([link], np.uint32))).tolist()
        both = sorted([*((self._keys[number], number) for number in sorted_ones), *self._recent[link]])
        return both[: self._kept]

    def _bring_in(self) -> None:
        if self._waiting_links > max(SORTED_FROM, len(self._numbers) // 4):
            self._sort()
            return
        for links, number in self._waiting:
            key = self._keys[number]
            for link in links.tolist():
                known = self._recent.setdefault(link, [])
                insort(known, (key, number))
                del known[self._kept :]
        self._waiting, self._waiting_links = [], 0
        if len(self._recent) > max(SORTED_FROM, len(self._numbers) // 4):
            self._sort()

    def _sort(self) -> None:
        """All in the arrays: by link, and for one link by key, the first few."""
        order = np.array(sorted(range(len(self._keys)), key=self._keys.__getitem__), np.int32)
        rank = np.empty(len(order), np.uint32)
        rank[order] = np.arange(len(order), dtype=np.uint32)
        links, ranks = self._all(rank)
        self._recent, self._waiting, self._waiting_links = {}, [], 0
        sorted_parts = [_first_by_rank(links[here], ranks[here], self._kept) for here in _each_part(links)]
        del links, ranks
        self._links = np.concatenate([part for part, _, _ in sorted_parts])
        self._starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.concatenate([counts for _, counts, _ in sorted_parts]), dtype=np.int64)])
        self._numbers = order[np.concatenate([found for _, _, found in sorted_parts])]

    def _all(self, rank: NDArray[np.uint32]) -> tuple[Hashes, NDArray[np.uint32]]:
        """Every link that is remembered, with the rank of each text that carries it; in no order."""
        recent = [(link, number) for link, known in self._recent.items() for _, number in known]
        links = [np.repeat(self._links, np.diff(self._starts)), np.array([link for link, _ in recent], np.uint32), *(links for links, _ in self._waiting)]
        ranks = [rank[self._numbers], rank[np.array([number for _, number in recent], np.int32)]]
        ranks += [np.full(len(links), rank[number], np.uint32) for links, number in self._waiting]
        return np.concatenate(links), np.concatenate(ranks)


def _each_part(links: Hashes) -> Iterator[NDArray[np.bool_]]:
    """Where the links of each part stand, the smallest links first."""
    parts = (links >> np.uint32(32 - PART_BITS)).astype(np.uint8)
    return (parts == part for part in range(1 << PART_BITS))


def _first_by_rank(links: Hashes, ranks: NDArray[np.uint32], kept: int) -> tuple[Hashes, NDArray[np.int64], NDArray[np.int64]]:
    """Each link once, how many carriers of it are kept, and their ranks: the least few of each."""
    pairs = np.unique((links.astype(np.uint64) << np.uint64(32)) | ranks)
    sorted_links = (pairs >> np.uint64(32)).astype(np.uint32)
    first = np.flatnonzero(np.diff(sorted_links, prepend=sorted_links[:1] ^ np.uint32(1)))
    place = np.arange(len(pairs)) - np.repeat(first, np.diff(first, append=len(pairs)))
    pairs = pairs[place < kept]
    unique, counts = np.unique((pairs >> np.uint64(32)).astype(np.uint32), return_counts=True)
    return unique, counts.astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)


class Crossings:
    """Who shares bridges with whom over languages. While there is one language only, nothing is looked up, and bridges lie one behind the other."""

    def __init__(self, kept: int) -> None:
        """``kept``: how many texts of each language are remembered for one bridge."""
        self._kept = kept
        self._postings: dict[str, Postings] = {}
        self._numbers: dict[str, array[int]] = {}
        self._only: str | None = None
        self._waiting_keys: list[str] = []
        self._waiting_bridges = array("I")
        self._waiting: array[int] = array("i")  # number of the text, how many bridges, and so on

    def add(self, profile: Profile, number: int) -> None:
        """Remember the text under this number."""
        if not self._postings and self._only in {None, profile.language}:
            self._only = profile.language
            self._waiting_keys.append(profile.key)
            self._waiting_bridges.frombytes(profile.bridges.tobytes())
            self._waiting.extend((number, len(profile.bridges)))
            return
        self._bring_in()
        self._put(profile.language, profile.bridges, profile.key, number)

    def shared(self, profile: Profile) -> Counter[int]:
        """How many of the text's bridges each remembered text of another language carries."""
        found: Counter[int] = Counter()
        for language, postings in self._postings.items():
            if language != profile.language:
                numbers = self._numbers[language]
                found.update({numbers[place]: count for place, count in postings.shared(profile.bridges).items()})
        return found

    def _bring_in(self) -> None:
        """Those that waited for a second language."""
        bridges: Hashes = np.array(self._waiting_bridges, np.uint32)
        at = 0
        for key, number, size in zip(self._waiting_keys, self._waiting[::2], self._waiting[1::2], strict=True):
            self._put(self._only or "", bridges[at : at + size], key, number)
            at += size
        self._waiting_keys, self._waiting_bridges, self._waiting = [], array("I"), array("i")

    def _put(self, language: str, bridges: Hashes, key: str, number: int) -> None:
        self._postings.setdefault(language, Postings(self._kept)).add(bridges, key)
        self._numbers.setdefault(language, array("i")).append(number)
