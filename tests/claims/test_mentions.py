"""Looking mentions up by position agrees with looking at all of them."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.mentions import Mentions


class Stretch(NamedTuple):
    start: int
    end: int


STRETCHES = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda pair: Stretch(pair[0], pair[0] + pair[1])), max_size=15)


@given(stretches=STRETCHES, start=st.integers(0, 60), length=st.integers(1, 20))
def test_lookups_agree_with_a_full_scan(stretches: list[Stretch], start: int, length: int) -> None:
    mentions: Mentions[Stretch] = Mentions(stretches)
    end = start + length
    assert list(mentions.touching(start, end)) == [item for item in mentions.all if item.start < end and start < item.end]
    assert list(mentions.within(start, end)) == [item for item in mentions.all if start <= item.start < end and item.end <= end]
