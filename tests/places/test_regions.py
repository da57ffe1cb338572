"""The region that a bare name may mean."""

from __future__ import annotations

import pytest

from reportedly.core.records import PlaceKind
from reportedly.packs.load import load_pack
from reportedly.places.gazetteer import load_gazetteer
from reportedly.places.regions import find_country, find_place, find_region


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("Serre Province", "Serre Province"),
        ("serre province", "Serre Province"),
        ("Serre", "Serre Province"),  # its own other name
        (" Serre ", "Serre Province"),
        ("Bellmere", None),  # a town after which no region is called
        ("Karvelia", None),  # a country is no region
        ("", None),
    ],
)
def test_a_region_by_name(name: str, region: str | None) -> None:
    pack = load_pack("tests/data/packs/two_rivers")
    found = find_region(name, pack, load_gazetteer(pack))
    assert (found.name if found else None) == region


@pytest.mark.parametrize("name", ["Kherson", "Kherson Oblast", "Херсонська область"])
def test_a_town_and_its_region_share_a_name(name: str) -> None:
    pack = load_pack("russia_ukraine_2022")
    found = find_region(name, pack, load_gazetteer(pack))
    assert found is not None
    assert (found.name, found.kind) == ("Kherson Oblast", PlaceKind.REGION)


def test_a_country_is_no_region() -> None:
    gazetteer = load_gazetteer(load_pack("tests/data/packs/two_rivers"))
    found = find_country("Karvelia", gazetteer)
    assert found is not None
    assert found.country == "KA"
    assert find_country("Serre Province", gazetteer) is None
    assert find_country("", gazetteer) is None


def test_a_place_in_any_language_of_the_gazetteer() -> None:
    gazetteer = load_gazetteer(load_pack("russia_ukraine_2022"))
    named = [find_place(name, gazetteer) for name in ("Балаклія", "Балаклея", "Balakliia")]
    assert {place.name for place in named if place is not None} == {"Balakliia"}
    assert find_place("no such place", gazetteer) is None
