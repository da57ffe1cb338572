"""What slips cost was learned from slips that are made here, and the making is the same every time."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools.gazetteer.slips import CHANNELS, misspell, typed

from reportedly.places.spelling import slip_cost, slip_costs, slip_kinds

WORDS = st.text(alphabet="abcdefghiklmnoprstuvyz", min_size=3, max_size=14)


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311  slips, not secrets


@given(WORDS, st.integers(0, 1000))
def test_the_same_seed_makes_the_same_slip(word: str, seed: int) -> None:
    assert misspell(word, chance(seed)) == misspell(word, chance(seed))


@given(WORDS, st.integers(0, 1000))
def test_a_slip_is_small(word: str, seed: int) -> None:
    slip = misspell(word, chance(seed))
    assert abs(len(slip) - len(word)) <= 6
    assert slip_cost(slip, word) <= 2 * max(len(word), 4)


@given(st.integers(0, 300))
def test_typing_changes_a_letter_or_two_side_by_side(seed: int) -> None:
    assert len(slip_kinds(typed("oststrand", chance(seed)), "oststrand", slip_costs())) <= 2


def test_the_channels_are_all_there_is() -> None:
    assert sum(share for share, _ in CHANNELS) == pytest.approx(1)


def test_what_was_learned_makes_sense() -> None:
    costs = slip_costs()
    assert costs.edits["unlike"] == 1
    assert max(costs.edits.values()) == 1, "nothing is less likely than a letter that is nothing like it"
    assert costs.edits["double"] < costs.edits["consonant"]
    assert 3 < costs.weight < 8
    assert costs.is_meant(0.3, 9) > costs.is_meant(0.9, 9) > costs.is_meant(0.9, 5)
    assert costs.is_meant(0.9, 6, support=3.0) > costs.is_meant(0.9, 6)


@pytest.mark.parametrize(
    ("written", "meant", "kinds"),
    [
        ("velmroa", "velmora", ["swapped"]),
        ("vellmora", "velmora", ["double"]),
        ("velmoro", "velmora", ["sound"]),
        ("velmra", "velmora", ["vowel"]),
        ("velora", "velmora", ["consonant"]),
        ("xelmora", "velmora", ["first", "unlike"]),
        ("velmora", "velmora", []),
    ],
)
def test_slips_are_told_by_kind(written: str, meant: str, kinds: list[str]) -> None:
    assert slip_kinds(written, meant, slip_costs()) == kinds
