"""Surnames in other Latin letters than the pack's find their person; nothing else does."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.packs.load import load_pack
from reportedly.speakers.registry import registry_of
from reportedly.speakers.romanised import SHORTEST, romanised_key

TWO_RIVERS = Path(__file__).parents[1] / "data" / "packs" / "two_rivers"


@pytest.mark.parametrize(
    "spellings",
    [
        ("Morozhnyi", "Morozhny", "Morozhniy", "Morozhnij", "Morojny"),
        ("Haranskyi", "Garansky", "Haranskiy", "Garanskyy"),
        ("Tkachenko", "Tkatchenko"),
        ("Lyashkov", "Liashkov", "Ljashkov"),
        ("Budanov", "Boudanov", "Budanow"),
        ("Karassov", "Karasov", "Karasow"),
    ],
)
def test_ways_to_write_one_surname_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({romanised_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("Morozov", "Marozov"), ("Petrenko", "Petrenka"), ("Sorokin", "Sorokina"), ("Danilov", "Vavilov")])
def test_other_names_keep_other_keys(one: str, other: str) -> None:
    assert romanised_key(one) != romanised_key(other)


@pytest.mark.parametrize("word", ["", "Brand", "brandts", "Брандт", "O'Brandt", "Brandt-Ilvar", "Brandt2"])
def test_what_is_no_long_plain_name_has_no_key(word: str) -> None:
    assert romanised_key(word) == ""


@given(st.text(alphabet=string.ascii_lowercase, min_size=SHORTEST, max_size=20))
def test_a_key_is_never_longer_and_never_empty(word: str) -> None:
    key = romanised_key(word.capitalize())
    assert 0 < len(key) <= len(word) + 2


def test_a_surname_spelt_otherwise_names_the_person_of_the_pack() -> None:
    registry = registry_of(load_pack(str(TWO_RIVERS)), "en")
    assert [match.speaker.id for match in registry.find(["General", "Brandtt", "said"])] == ["to-general"]
    assert registry.find(["Brander", "said"]) == []
    assert registry.find(["brandtt", "said"]) == []
