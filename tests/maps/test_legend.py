"""Whose a polygon is."""

from __future__ import annotations

import pytest
from tests.beliefs.words import SIDES, war_pack

from reportedly.core.errors import MapError
from reportedly.maps.legend import IGNORED, legend_of
from reportedly.packs.load import load_pack


def test_a_sides_own_code_stands_for_itself() -> None:
    legend = legend_of(war_pack(), SIDES)
    assert [legend.side(legend.value({"status": value})) for value in ("KA", "to ", "Contested", "neither")] == ["KA", "TO", "contested", None]


def test_the_callers_values_go_first_and_letters_may_stand_open() -> None:
    legend = legend_of(war_pack(), SIDES, field="state", values=("Held by * army=TO", "KA=TO", "a=b=KA", "arrow*=ignore"))
    assert legend.value({"status": "KA"}) is None
    told = [legend.side(legend.value({"state": value})) for value in ("held  by the\nfifth army", "KA", "a=b", "Arrow 3", 7)]
    assert told == ["TO", "TO", "KA", IGNORED, None]


def test_a_polygon_without_a_word_has_the_side_inside() -> None:
    assert legend_of(war_pack(), SIDES, inside="KA").side(None) == "KA"
    assert legend_of(war_pack(), SIDES, inside="KA").side("what is this") == "KA"
    assert legend_of(war_pack(), SIDES).side(None) is None
    assert legend_of(war_pack(), SIDES).value({"name": "", "status": None, "title": ["x"]}) == "['x']"


@pytest.mark.parametrize("options", [{"values": ("x",)}, {"values": ("=KA",)}, {"values": ("x=ZZ",)}, {"inside": "ZZ"}, {"outside": "nobody"}])
def test_a_code_that_nobody_has_is_an_error(options: dict[str, str]) -> None:
    with pytest.raises(MapError, match="expected"):
        legend_of(war_pack(), SIDES, **options)


@pytest.mark.parametrize(
    ("value", "side"),
    [
        ("Окуповано /// Occupied /// geoJSON.status.occupied\n", "RU"),
        ("Статус невідомий /// Unknown status\xa0/// geoJSON.status.unknown", "contested"),
        ("Звільнено 25.03 /// Liberated 25.03 /// geoJSON.status.dismissed_at", "UA"),
        ("x /// Liberated 23.03 /// y", "UA"),
        ("Окупований Крим /// Occupied Crimea /// geoJSON.territories.crimea", "RU"),
        ("ОРДЛО /// CADR and CALR /// geoJSON.territories.ordlo", "RU"),
        ("Напрямок удару /// Direction of attack /// geoJSON.status.attack_direction", "ignore"),
        ("x /// geoJSON.territories.elsewhere", "ignore"),
        ("Assess Russian Control", "RU"),
        ("Assessed Russian Advance", "RU"),
        ("Claimed Russian Territory in Ukraine", "ignore"),
        ("Claimed Ukrainian Counteroffensives", "UA"),
        ("some other thing", None),
    ],
)
def test_the_maps_of_the_war_that_ships(value: str, side: str | None) -> None:
    assert legend_of(load_pack("russia_ukraine_2022"), ("RU", "UA")).side(value) == side
