from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.places.gazetteer import load_gazetteer
from reportedly.places.spelling import is_near, near_names, slip_cost, slip_costs

if TYPE_CHECKING:
    from reportedly.packs.load import Pack

WORDS = st.text(alphabet="abcdefghiklmnoprstuvyz", min_size=1, max_size=14)


@given(WORDS)
def test_a_name_costs_nothing_to_write_as_itself(word: str) -> None:
    assert slip_cost(word, word) == 0


@given(WORDS, WORDS)
def test_every_other_form_costs_something(written: str, meant: str) -> None:
    assert (slip_cost(written, meant) > 0) == (written != meant)


@pytest.mark.parametrize(
    ("likely", "unlikely", "meant"),
    [
        ("bakhmmut", "bakhzmut", "bakhmut"),  # a letter doubled; a strange letter put in
        ("bakhnut", "bakhxut", "bakhmut"),  # one shape or sound for another; nothing alike
        ("khersan", "khersqn", "kherson"),  # a vowel for a vowel
        ("kremenna", "kremxnna", "kreminna"),
        ("bahkmut", "bazkxut", "bakhmut"),  # two letters in the wrong order
    ],
)
def test_likely_slips_cost_less(likely: str, unlikely: str, meant: str) -> None:
    assert slip_cost(likely, meant) < slip_cost(unlikely, meant)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Layman", "Lyman"), ("Dombas", "Donbas"), ("Bakmut", "Bakhmut"), ("Kershon", "Kherson"), ("Vuledar", "Vuhledar"), ("Rabotino", "Robotyne")],
)
def test_the_meant_name_is_near(war: Pack, written: str, meant: str) -> None:
    places = load_gazetteer(war)
    near = sorted((cost, places.main_name(named.row)) for named, cost in near_names(places, written, "en"))
    assert meant in {name for _, name in near[:12]}


def test_too_short_a_form_is_near_to_nothing(war: Pack) -> None:
    assert not list(near_names(load_gazetteer(war), "Abc", "en"))


@given(st.integers(min_value=3, max_value=40), st.floats(min_value=0.01, max_value=0.99))
def test_the_most_a_slip_may_cost_is_where_it_is_no_surer(length: int, sureness: float) -> None:
    costs = slip_costs()
    assert costs.is_meant(costs.most_meant(length, sureness), length) == pytest.approx(sureness)


@pytest.mark.parametrize("most", [0.5, 0.7, 0.95, 1.5])
@pytest.mark.parametrize("written", ["Layman", "Dombas", "Bakmut", "Kershon", "Vuledar", "Rabotino", "Wheelbarrow", "Toaster", "Old Harbour Club", "Кремінни"])
def test_near_is_what_a_name_is_near_to(war: Pack, written: str, most: float) -> None:
    places = load_gazetteer(war)
    language = "en" if written.isascii() else "uk"
    assert is_near(places, written, language, most) == any(cost <= most for _, cost in near_names(places, written, language))


@given(WORDS)
def test_nothing_is_nearer_than_a_slip(war: Pack, word: str) -> None:
    assert not is_near(load_gazetteer(war), word, "en", slip_costs().least_slip - 0.01)


def test_a_first_letter_may_be_the_wrong_one(war: Pack) -> None:
    places = load_gazetteer(war)
    tails: dict[str, list[str]] = {}
    for bones in places.skeletons:
        tails.setdefault(bones[1:], []).append(bones)
    assert all(sorted(places.with_tail(tail)) == sorted(found) for tail, found in tails.items() if tail)
