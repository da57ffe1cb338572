"""Words that bear on who holds a place and stand in no record."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.beliefs.words import war_pack

from reportedly.beliefs.wording import wording_of


@pytest.mark.parametrize(
    ("quote", "share"),
    [
        ("their forces cleared most of Harrow", 0.75),
        ("about 80% of Harrow is occupied", 0.8),
        ("62.5 per cent of the town", 0.625),
        ("almost the entire town", 0.95),
        ("контролює 70 % міста", 0.7),
        ("дві третини міста", 0.75),
        ("большую часть города", 0.75),
        ("holding out in the last pocket of resistance in Harrow", 0.1),
        ("Harrow is the last eastern stronghold under their control", None),
        ("20 % of the north, half of the south", None),
        ("took Harrow, 100 km from here", None),
        ("", None),
    ],
)
def test_how_much_of_a_place_is_meant(quote: str, share: float | None) -> None:
    assert wording_of(war_pack()).share(quote) == share


def test_stretches_of_the_front_and_works_are_named_by_whole_words() -> None:
    wording = wording_of(war_pack())
    assert wording.names_axis("attacks in the Harrow direction")
    assert not wording.names_axis("the directional antenna")
    assert wording.names_site("the Harrow oil refinery")
    assert not wording.names_site("they planted a flag in Harrow")


@given(st.text(max_size=400))
def test_a_share_is_a_share_of_whatever_is_written(quote: str) -> None:
    share = wording_of(war_pack()).share(quote)
    assert share is None or 0 <= share <= 1


@given(st.floats(min_value=0.1, max_value=99.9))
def test_percentages_are_read_as_written(number: float) -> None:
    assert wording_of(war_pack()).share(f"they hold {number:.1f} % of the town") == pytest.approx(float(f"{number:.1f}") / 100)


def test_long_quotes_take_no_time() -> None:
    assert wording_of(war_pack()).share("in the last " * 50_000) is None
