"""The memory of the copy index."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reports import carriers as module
from reportedly.reports.carriers import HASH_BITS, LEAST_BITS, CompactTally, Crossings, Postings, SparseTally, Sum, Tally, bits_for
from reportedly.reports.profile import profile_of
from reportedly.reports.terms import Vocabulary


def hashes(*values: int) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    return np.array(sorted(values), np.uint32)


def test_a_tally_counts_carriers_and_never_gives_zero() -> None:
    tally = Tally()
    tally.add(hashes(1 << 10, 5 << 20))
    tally.add(hashes(5 << 20))
    assert tally.of(hashes(1 << 10, 5 << 20, 7 << 20)).tolist() == [1.0, 2.0, 1.0]


def test_carriers_that_are_one_count_once() -> None:
    tally, plain = Tally(), Tally()
    many = [hashes(1 << 10, 5 << 20), hashes(5 << 20, 7 << 20), hashes(5 << 20)]
    for one in (*many, hashes(5 << 20, 9 << 20)):
        tally.add(one)
    whole = Sum()
    for one in many:
        tally.take_back(one)
        whole.add(one)
    tally.add(whole.whole())
    plain.add(hashes(1 << 10, 5 << 20, 7 << 20))
    plain.add(hashes(5 << 20, 9 << 20))
    assert [array.tolist() for array in tally.counted()] == [array.tolist() for array in plain.counted()]


def test_twice_the_texts_have_twice_the_buckets() -> None:
    assert [bits_for(texts) for texts in (0, 1, 1 << 19, (1 << 19) + 1, 1 << 20, 1 << 27, 1 << 40)] == [24, 24, 24, 25, 25, HASH_BITS, HASH_BITS]


@given(st.lists(st.tuples(st.booleans(), st.sets(st.integers(0, 2**32 - 1), max_size=5)), max_size=12), st.integers(0, 9), st.sampled_from([8, LEAST_BITS]))
@settings(deadline=None)
def test_a_sparse_tally_counts_what_a_table_counts(texts: list[tuple[bool, set[int]]], summed_from: int, bits: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SUMMED_FROM", summed_from)
        sparse, table = SparseTally(bits), Tally(bits=bits)
        for is_back, text in texts:
            for tally in (sparse, table):
                (tally.take_back if is_back else tally.add)(hashes(*text))
        assert [array.tolist() for array in sparse.counted()] == [array.tolist() for array in table.counted()]


@given(st.lists(st.tuples(st.booleans(), st.sets(st.integers(0, 5), min_size=1)), max_size=30), st.sampled_from([2, 3, module.MANY]))
@settings(deadline=None)
def test_a_tally_counts_as_exactly_past_what_its_table_holds(changes: list[tuple[bool, set[int]]], many: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MANY", many)
        tally, plain = CompactTally(), Counter[int]()
        for is_added, places in changes:
            some = {place for place in places if is_added or plain[place]}
            plain.update(dict.fromkeys(some, 1 if is_added else -1))
            (tally.add if is_added else tally.take_back)(hashes(*(place << 8 for place in some)))
            assert tally.of(hashes(*(place << 8 for place in range(6)))).tolist() == [max(1, plain[place]) for place in range(6)]
        buckets, amounts = tally.counted()
        assert dict(zip(buckets.tolist(), amounts.tolist(), strict=True)) == {place: count for place, count in plain.items() if count}
        tally.take(buckets, amounts)
        assert tally.counted()[1].tolist() == (2 * amounts).tolist()


def test_a_compact_tally_counts_a_hundred_thousand() -> None:
    tally = CompactTally()
    for _ in range(2):
        tally.take(hashes(3), np.array([50_000], np.uint32))
    assert tally.of(hashes(3 << 8)).tolist() == [100_000.0]
    tally.take_back(hashes(3 << 8))
    assert tally.counted()[1].tolist() == [99_999]
    assert tally.counted()[1].dtype == np.uint32


def test_differences_are_right_when_they_are_summed() -> None:
    counted, difference = Tally(), Tally()
    for _ in range(3):
        counted.add(hashes(3 << 8))
    for _ in range(2):
        difference.take_back(hashes(3 << 8))
    counted.take(*difference.counted())
    assert counted.of(hashes(3 << 8)).tolist() == [1.0]


@given(st.lists(st.sets(st.integers(0, 2**32 - 1), max_size=5), max_size=12), st.integers(0, 9))
@settings(deadline=None)
def test_a_sum_has_each_hash_once(texts: list[set[int]], summed_from: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SUMMED_FROM", summed_from)
        whole = Sum()
        for text in texts:
            whole.add(hashes(*text))
        found = whole.whole()
        assert found.tolist() == sorted(set().union(*texts))
        assert found.dtype == "uint32"
        assert whole.whole().tolist() == found.tolist()


def test_postings_give_who_shares_how_much() -> None:
    postings = Postings(kept=4)
    assert [postings.add(hashes(1, 2, 3), "a"), postings.add(hashes(2, 3, 4), "b"), postings.add(hashes(9), "c")] == [0, 1, 2]
    assert dict(postings.shared(hashes(2, 3, 9, 11))) == {0: 2, 1: 2, 2: 1}
    assert not postings.shared(hashes())


@given(st.permutations(["a", "b", "c", "d", "e", "f"]))
@settings(deadline=None)
def test_who_is_remembered_does_not_depend_on_the_order(keys: list[str]) -> None:
    postings = Postings(kept=3)
    for key in keys:
        postings.add(hashes(42), key)
    assert {keys[number] for number in postings.shared(hashes(42))} == {"a", "b", "c"}


def test_a_link_of_a_thousand_costs_as_much_as_one_of_three() -> None:
    postings = Postings(kept=3)
    for number in range(1_000):
        postings.add(hashes(42, 1_000_000 + number), f"{number:04}")
    assert len(postings.shared(hashes(42))) == 3
    assert list(itertools.islice(postings.shared(hashes(1_000_500)), 2)) == [500]


def test_crossings_are_between_languages_and_wait_for_the_second() -> None:
    plain = Vocabulary(frozenset())
    latin = [profile_of(text, plain) for text in ("Halaniuk, Brodivka, Terniv: 14 and 26", "Voloshko, Terniv")]
    cyrillic = profile_of("Галанюк, Бродівка, Тернів: 14, 26", plain)
    crossings = Crossings(kept=4)
    for number, profile in enumerate(latin):
        crossings.add(profile, number)
        assert not crossings.shared(cyrillic)
    crossings.add(cyrillic, 2)
    assert crossings.shared(cyrillic)[0] >= 5
    assert set(crossings.shared(latin[0])) == {2}
    assert not crossings.shared(latin[1]).keys() - {2}


def test_crossings_forget_nobody_who_waited() -> None:
    plain = Vocabulary(frozenset())
    waited = [profile_of(f"Halaniuk, Brodivka, Terniv: {number} and 26" if number % 3 else "", plain) for number in range(200)]
    crossings = Crossings(kept=300)
    for number, profile in enumerate(waited):
        crossings.add(profile, 2 * number)
    third = profile_of("Галанюк, Бродівка, Тернів: 14, 26", plain)
    crossings.add(third, 1)
    crossings.add(waited[1], 999)
    expected = {2 * number: n for number, profile in enumerate(waited) if (n := len(np.intersect1d(profile.bridges, third.bridges)))}
    assert crossings.shared(third) == expected | {999: expected[2]}
    assert len(expected) > 100


@given(st.lists(st.sets(st.integers(1, 30), max_size=8), max_size=25), st.integers(1, 4), st.integers(0, 20))
@settings(deadline=None)
def test_sorted_or_not_the_same_are_remembered(texts: list[set[int]], kept: int, sorted_at: int) -> None:
    """Asking, and sorting half way, change nothing; the plain way counts it out."""
    keys = [f"{number * 7 % 25:02}" for number in range(len(texts))]
    postings = Postings(kept=kept)
    for number, links in enumerate(texts):
        postings.add(hashes(*links), keys[number])
        if number == sorted_at:
            postings.carriers()
        postings.shared(hashes(1, 2))
    carriers = {link: sorted((keys[number], number) for number, links in enumerate(texts) if link in links)[:kept] for link in range(1, 31)}
    counted = Counter(number for known in carriers.values() for _, number in known)
    assert postings.shared(hashes(*range(1, 31))) == counted
    all_links, numbers = postings.carriers()
    assert sorted(zip(all_links.tolist(), numbers.tolist(), strict=True)) == sorted((link, number) for link, known in carriers.items() for _, number in known)
