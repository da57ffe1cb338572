from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.records import Place, PlaceKind, Precision
from reportedly.places.rank import contains, kilometres, shares


def place(name: str, kind: PlaceKind = PlaceKind.SETTLEMENT, country: str = "QQ", admin1: str | None = None, at: tuple[float, float] = (0.0, 0.0)) -> Place:
    return Place(
        id=f"pack:{name}",
        geonameid=None,
        name=name,
        kind=kind,
        precision=Precision.POINT,
        country=country,
        admin1=admin1,
        admin2=None,
        latitude=at[0],
        longitude=at[1],
        population=0,
    )


@given(st.lists(st.integers(-50, 50).map(float), min_size=1, max_size=20))
def test_shares_sum_to_one_and_keep_the_order(logits: list[float]) -> None:
    found = shares(logits)
    assert sum(found) == pytest.approx(1)
    assert found.index(max(found)) == logits.index(max(logits))


def test_no_candidates_have_no_shares() -> None:
    assert shares([]) == []


def test_a_region_contains_by_code_by_name_and_a_country_by_its_code() -> None:
    village = place("Velmora", admin1="Greater Marl")
    assert contains(place("Greater Marl", PlaceKind.REGION), "", village, "")
    assert contains(place("The Two Marls", PlaceKind.AREA), "M1|M2", village, "M101")
    assert not contains(place("Lesser Marl", PlaceKind.REGION), "M2", village, "M101")
    assert contains(place("Qualand", PlaceKind.COUNTRY), "", village, "M101")
    assert not contains(place("Greater Marl", PlaceKind.REGION, country="ZZ"), "", village, "")


def test_distance_is_on_the_sphere() -> None:
    assert kilometres(place("a", at=(0, 0)), place("b", at=(0, 1))) == pytest.approx(111.2, abs=0.1)
    assert kilometres(place("a", at=(50, 179.5)), place("b", at=(50, -179.5))) < 75
    assert kilometres(place("a"), place("a")) == 0
