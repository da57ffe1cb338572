from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.records import Place, PlaceKind, Precision
from reportedly.places.rank import Anchor, Context, contains, kilometres, shares


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


CODES = st.sampled_from(["", "M", "M1", "M10", "M1|N", "N2"])
UNITS = st.sampled_from(["Greater Marl", "Lesser Marl"])
OUTER = st.builds(
    lambda name, kind, country, code: Anchor(place(name, kind, country), code, 0.9, name),
    UNITS,
    st.sampled_from([PlaceKind.REGION, PlaceKind.AREA, PlaceKind.DISTRICT, PlaceKind.COUNTRY]),
    st.sampled_from(["QQ", "ZZ"]),
    CODES,
)


@given(anchors=st.lists(OUTER, max_size=8), country=st.sampled_from(["QQ", "ZZ"]), admin1=st.none() | UNITS, code=st.sampled_from(["", "M", "M101", "N2", "X"]))
def test_what_takes_a_place_in_is_what_contains_it(anchors: list[Anchor], country: str, admin1: str | None, code: str) -> None:
    village = place("Velmora", country=country, admin1=admin1)
    assert Context(anchors=anchors).around(1, village, code) == tuple(anchor for anchor in anchors if contains(anchor.place, anchor.code, village, code))


def test_what_lies_beside_a_river_lies_not_beside_its_middle() -> None:
    village = place("Velmora", at=(48.0, 36.0))
    river = place("Marl River", PlaceKind.SITE, at=(48.0, 36.01))
    for precision, speaks in ((Precision.POINT, True), (Precision.REGION, False)):
        anchor = Anchor(dataclasses.replace(river, precision=precision), "", 0.9, "Marl River")
        assert (Context(anchors=[anchor]).neighbour(village, "Velmora")[0] > 1) is speaks
