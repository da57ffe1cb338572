"""The memory of the copy index."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reports.carriers import Crossings, Postings, Tally
from reportedly.reports.profile import profile_of
from reportedly.reports.terms import Vocabulary


def hashes(*values: int) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    return np.array(sorted(values), np.uint32)


def test_a_tally_counts_carriers_and_never_gives_zero() -> None:
    tally = Tally()
    tally.add(hashes(1 << 10, 5 << 20))
    tally.add(hashes(5 << 20))
    assert tally.of(hashes(1 << 10, 5 << 20, 7 << 20)).tolist() == [1.0, 2.0, 1.0]


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
