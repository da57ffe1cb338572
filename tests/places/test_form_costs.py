"""What it costs that a name does not stand as the place's own was learned from forms that are made here, and the making is the same every time."""

from __future__ import annotations

import dataclasses
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools.gazetteer.forms import LANGUAGES, WAYS, names_of, write

from reportedly.packs.load import load_pack
from reportedly.places.candidates import find_matches, real_names
from reportedly.places.form_costs import form_costs
from reportedly.places.gazetteer import load_gazetteer

NAMES = names_of("Dovha Luka", "Довга Лука", ("Долгая Лука", "Травневе", "Long Bow"))


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311  forms, not secrets


def test_names_are_sorted_by_what_they_are() -> None:
    assert NAMES.russian == ("Долгая Лука",)
    assert NAMES.others == ("Травневе", "Long Bow"), "what is neither the name, nor romanised, nor the sister language's"
    assert names_of("Soniachne", "Сонячне", ()).russian[0] == "солнечное", "derived where no list has it"


@given(st.integers(0, 2000))
def test_the_same_seed_writes_the_same_form(seed: int) -> None:
    form = write(NAMES, chance(seed))
    assert form == write(NAMES, chance(seed))
    assert form.text
    assert form.language in {"en", "uk", "ru"}


def test_every_way_is_taken() -> None:
    written = {write(NAMES, chance(seed)).text for seed in range(3000)}
    assert {"Dovha Luka", "Dolhaya Luka", "Dolgaya Luka"} & written
    assert {"Долгая Лука", "Довга Лука", "Травневе", "Long Bow"} <= written
    assert {"травневого", "долгой луке"} <= written
    assert "dowha luka" in written, "as German has it"
    for shares in (LANGUAGES, WAYS):
        assert sum(share for _, share in shares) == pytest.approx(1)


def test_what_was_learned_makes_sense() -> None:
    costs = form_costs()
    prices = [getattr(costs, field.name) for field in dataclasses.fields(costs)][:7]
    assert all(0 < price < 1 for price in prices), "dearer than the name itself, cheaper than a letter that is nothing like it"
    assert costs.is_meant(0.1, 9) > costs.is_meant(0.6, 9) > costs.is_meant(0.6, 5)


@pytest.mark.parametrize(
    ("form", "language", "kinds"),
    [
        ("Краматорськ", "uk", ()),
        ("Краматорську", "uk", ("inflected",)),
        ("Краматорська", "uk", ("inflected",)),
        ("Kramatorsk", "en", ()),
    ],
)
def test_the_way_to_a_name_is_told_by_kind(form: str, language: str, kinds: tuple[str, ...]) -> None:
    gazetteer = load_gazetteer(load_pack("russia_ukraine_2022"))
    found = real_names(gazetteer, form, language, form_costs())
    assert [found.ways[row][0] for row in found.matches if gazetteer.place(row).name == "Kramatorsk"] == [kinds]


def test_a_dearer_kind_makes_a_dearer_match_and_finds_the_same_places() -> None:
    gazetteer = load_gazetteer(load_pack("russia_ukraine_2022"))
    costs = form_costs()
    dear = dataclasses.replace(costs, inflected=costs.inflected + 0.5)
    cheap_matches = real_names(gazetteer, "Краматорську", "uk", costs).matches
    dear_matches = real_names(gazetteer, "Краматорську", "uk", dear).matches
    assert cheap_matches.keys() == dear_matches.keys()
    assert all(dear_matches[row].cost >= match.cost for row, match in cheap_matches.items())
    assert {match.row for match in find_matches(gazetteer, "Краматорську", "uk", slips=False)} == set(cheap_matches)
