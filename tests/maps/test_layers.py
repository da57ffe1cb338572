"""Layers of a map: which day, and whose a place is on it."""

from __future__ import annotations

import gzip
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.beliefs.words import SIDES, village, war_pack
from tests.maps.drawn import box, collection, front, layer, polygon, series

from reportedly.beliefs.prior import Point
from reportedly.core.errors import MapError
from reportedly.maps.layers import check_order, day_of_name, read_reference
from reportedly.maps.legend import legend_of

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.maps.layers import Reference

LEGEND = legend_of(war_pack(), SIDES)


def read(path: Path, day_field: str | None = None) -> Reference:
    return read_reference(path, LEGEND, day_field=day_field)


def at(longitude: float, latitude: float = 50.0) -> Point:
    return Point(geonameid=None, name="x", latitude=latitude, longitude=longitude)


def test_a_place_is_of_the_polygon_it_lies_on() -> None:
    found = layer(front(30.5, polygon(box(32, 49, 32.5, 51), side="contested")))
    assert found.sides([at(30.1), at(31), at(30.5), at(32.2), at(40)]) == ["KA", "TO", "contested", "contested", None]
    assert found.sides([]) == []


@pytest.mark.parametrize("order", [1, -1])
def test_two_sides_on_one_place_make_it_contested_in_any_order(order: int) -> None:
    features = [polygon(box(30, 49, 31, 51), side="KA"), polygon(box(30.5, 49, 31.5, 51), side="TO")][::order]
    assert layer(collection(*features)).sides([at(30.2), at(30.7), at(31.2)]) == ["KA", "contested", "TO"]


def test_how_far_from_the_edge() -> None:
    found = layer(front(30.5))
    assert found.kilometres_to_border(at(30.6)) == pytest.approx(7.15, abs=0.1)  # a tenth of a degree of longitude at 50 degrees
    assert found.kilometres_to_border(at(60)) == pytest.approx(1930, rel=0.03)
    assert layer(collection()).kilometres_to_border(at(30)) is None
    assert layer(collection()).box() is None


@given(st.floats(29.01, 32.99), st.floats(49.01, 50.99))
def test_every_place_of_a_whole_map_is_somebodys(longitude: float, latitude: float) -> None:
    (side,) = layer(front(30.5)).sides([at(longitude, latitude)])
    assert side == ("KA" if longitude < 30.5 else "TO" if longitude > 30.5 else "contested")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("MAP-2022-10-01.geojson", date(2022, 10, 1)),
        ("deepmap_data_20240708.geojson", date(2024, 7, 8)),
        ("2022_10_01.geojson", date(2022, 10, 1)),
        ("1664655468.geojson", date(2022, 10, 1)),
        ("1664655468123.geojson", date(2022, 10, 1)),
        ("front.geojson", None),
        ("v3-1234.geojson", None),
        ("map-2022-02-30.geojson", None),
        ("99999999999999.geojson", None),
        ("9999999999.geojson", None),
    ],
)
def test_days_of_names(name: str, day: date | None) -> None:
    assert day_of_name(name) == day


def test_a_folder_is_a_series_in_order_of_days(tmp_path: Path) -> None:
    series(tmp_path, {"2031-05-20": 30.8, "2031-05-02": 30.5})
    (tmp_path / "readme.txt").write_text("no map")
    (tmp_path / "legend.geojson").write_bytes(front(30.1))
    (tmp_path / "front-2031-06-01.geojson.gz").write_bytes(gzip.compress(front(30.9)))
    found = read(tmp_path)
    assert [one.day for one in found.layers] == [date(2031, 5, 2), date(2031, 5, 20), date(2031, 6, 1)]
    assert found.is_series
    assert "1 file without a day" in found.troubles[0]


def test_of_one_day_the_last_map_counts(tmp_path: Path) -> None:
    for second, edge in ((1664582400, 30.1), (1664640000, 30.5), (1664625000, 30.3)):
        (tmp_path / f"{second}.geojson").write_bytes(front(edge))
    (only,) = read(tmp_path).layers
    assert only.sides([at(30.4)]) == ["KA"]


def test_a_property_may_carry_the_day(tmp_path: Path) -> None:
    days = ("2031-05-02", "2031-05-20T12:00:00Z")
    features = [polygon(box(29, 49, edge, 51), side="KA", date=day) for day, edge in zip(days, (30.5, 30.8), strict=True)]
    (tmp_path / "all.geojson").write_bytes(collection(*features))
    assert [one.day for one in read(tmp_path / "all.geojson").layers] == [date(2031, 5, 2), date(2031, 5, 20)]
    (tmp_path / "ms.geojson").write_bytes(collection(polygon(box(29, 49, 30, 51), side="KA", edited=1_936_483_200_000)))
    assert read(tmp_path / "ms.geojson", "edited").layers[0].day == date(2031, 5, 14)
    with pytest.raises(MapError, match=r"a day in the property 'edited' of every feature, found none in feature 1 of all"):
        read(tmp_path / "all.geojson", "edited")


def test_one_feature_without_a_day_makes_the_map_one_of_no_day(tmp_path: Path) -> None:
    (tmp_path / "m.geojson").write_bytes(collection(polygon(box(29, 49, 30, 51), side="KA", date="2031-05-02"), polygon(box(30, 49, 31, 51), side="TO")))
    assert [one.day for one in read(tmp_path / "m.geojson").layers] == [None]


def test_what_nobody_explained_is_told(tmp_path: Path) -> None:
    (tmp_path / "m.geojson").write_bytes(front(30.5, polygon(box(31, 49, 32, 51), side="moon"), polygon(box(31, 49, 32, 51))))
    assert "'moon' (1), 'no value' (1)" in read(tmp_path / "m.geojson").troubles[-1]
    (tmp_path / "n.geojson").write_bytes(collection(polygon(box(31, 49, 32, 51), side="moon")))
    with pytest.raises(MapError, match=r"'moon'.*--side-field"):
        read(tmp_path / "n.geojson")


def test_what_is_not_there_or_broken_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MapError, match="found nothing"):
        read(tmp_path / "none")
    (tmp_path / "cut.geojson").write_bytes(gzip.compress(front(30.5))[:40])
    with pytest.raises(MapError, match="can be read"):
        read(tmp_path / "cut.geojson")
    with pytest.raises(MapError, match=r"no day|cut"):
        read(tmp_path)
    (tmp_path / "b.geojson").write_text("{}")
    with pytest.raises(MapError, match="found 2 files and no day"):
        read(tmp_path)


def test_latitude_first_is_told_by_where_the_places_lie() -> None:
    places = [village(number) for number in range(3)]
    check_order([layer(front(30.5))], places)
    swapped = json.loads(front(30.5))
    for feature in swapped["features"]:
        feature["geometry"]["coordinates"] = [[[latitude, longitude] for longitude, latitude in ring] for ring in feature["geometry"]["coordinates"]]
    with pytest.raises(MapError, match="longitude before latitude"):
        check_order([layer(json.dumps(swapped).encode())], places)
    check_order([layer(front(30.5))], [at(100, -20)])
    check_order([], places)
