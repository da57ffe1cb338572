"""GeoJSON as it should be, and as it is."""

from __future__ import annotations

import json
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from tests.maps.drawn import box, collection, polygon

from reportedly.core.errors import MapError
from reportedly.maps.geojson import read_features

SQUARE = box(30, 49, 31, 50)


def covers(data: bytes, longitude: float, latitude: float) -> bool:
    return any(shapely.covers(one.geometry, shapely.Point(longitude, latitude)) for one in read_features(data, "m").features)


def test_a_collection_a_feature_and_a_bare_geometry_are_one() -> None:
    bare = {"type": "Polygon", "coordinates": [SQUARE]}
    for data in (collection(polygon(SQUARE, name="x")), json.dumps(polygon(SQUARE)).encode(), json.dumps(bare).encode()):
        (one,) = read_features(data, "m").features
        assert one.geometry.area == pytest.approx(1)
        assert one.number == 1


def test_heights_a_byte_order_mark_and_either_turning_are_taken() -> None:
    high = [[*corner, 120.5] for corner in SQUARE]
    assert read_features(b"\xef\xbb\xbf" + collection(polygon(high), polygon(SQUARE[::-1])), "m").troubles == ()


def test_what_lies_in_a_hole_lies_on_no_polygon() -> None:
    data = collection(polygon(SQUARE, box(30.4, 49.4, 30.6, 49.6)))
    assert not covers(data, 30.5, 49.5)
    assert covers(data, 30.2, 49.2)


def test_many_polygons_and_collections_of_them_are_one_area() -> None:
    many = {"type": "MultiPolygon", "coordinates": [[SQUARE], [box(32, 49, 33, 50)]]}
    nested = {"type": "GeometryCollection", "geometries": [many, {"type": "Point", "coordinates": [1, 2]}]}
    for geometry in (many, nested):
        (one,) = read_features(json.dumps(geometry).encode(), "m").features
        assert one.geometry.area == pytest.approx(2)


def test_points_and_lines_and_nothing_are_left_out_and_counted() -> None:
    rows = [{"type": "Feature", "properties": None, "geometry": geometry} for geometry in (None, {"type": "Point", "coordinates": [1, 2]})]
    found = read_features(collection(*rows, polygon(SQUARE)), "m")
    assert len(found.features) == 1
    assert found.troubles == ("m: 2 features without an area (points, lines, nothing) left out",)
    assert read_features(collection(), "m").features == ()


def test_a_line_that_crosses_itself_is_mended_and_told() -> None:
    found = read_features(collection(polygon([[30, 49], [31, 50], [31, 49], [30, 50], [30, 49]])), "m")
    assert found.features[0].geometry.area == pytest.approx(0.5)
    assert "feature 1 of m: not a valid polygon (Self-intersection" in found.troubles[0]
    assert "look at it" in found.troubles[0]


def test_a_spike_is_mended_without_doubt() -> None:
    (trouble,) = read_features(collection(polygon([[30, 49], [31, 49], [31, 50], [31.5, 50], [31, 50], [30, 50], [30, 49]])), "m").troubles
    assert "mended" in trouble
    assert "look at it" not in trouble


def test_an_open_ring_is_closed_and_told() -> None:
    found = read_features(collection(polygon(SQUARE[:-1])), "m")
    assert found.features[0].geometry.area == pytest.approx(1)
    assert "closed" in found.troubles[0]


def test_over_the_antimeridian_a_polygon_is_cut() -> None:
    data = collection(
        polygon([[179, 10], [-179, 10], [-179, 11], [179, 11], [179, 10]], [[179.8, 10.4], [-179.8, 10.4], [-179.8, 10.6], [179.8, 10.6], [179.8, 10.4]])
    )
    found = read_features(data, "m")
    assert found.features[0].geometry.area == pytest.approx(2 - 0.08)
    assert "antimeridian" in found.troubles[0]
    assert covers(data, 179.5, 10.5)
    assert covers(data, -179.5, 10.5)
    assert not covers(data, 0, 10.5)
    assert not covers(data, 179.9, 10.5)


def test_a_polygon_cut_at_the_antimeridian_is_left_as_it_is() -> None:
    many = {"type": "MultiPolygon", "coordinates": [[box(179, 10, 180, 11)], [box(-180, 10, -179, 11)]]}
    assert read_features(json.dumps(many).encode(), "m").troubles == ()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "expected GeoJSON in m"),
        (b"\xff\xfe\x00", "expected GeoJSON in m"),
        (b"[" * 100_000, "expected GeoJSON in m"),
        (b'{"type": "Polygon", "coordinates": [[NaN]]}', "NaN, which is no JSON"),
        (b"[1, 2]", "a GeoJSON object"),
        (b'{"type": "FeatureCollection"}', "a GeoJSON FeatureCollection"),
        (b'{"type": "Topology", "objects": {}}', "TopoJSON"),
        (b'{"geometryType": "esriGeometryPolygon", "features": []}', "f=geojson"),
        (collection({"type": "Polygon", "coordinates": [SQUARE]}), "a Feature as feature 1 of m"),
        (collection({"type": "Feature", "geometry": {"type": "Circle"}}), "Polygon or MultiPolygon in feature 1 of m"),
        (collection({"type": "Feature", "geometry": [1]}), "a geometry in feature 1 of m"),
        (collection(polygon([[30, 49], [31, 50], [30, 49]])), "four positions or more in feature 1 of m"),
        (collection(polygon([[30, 49], [31, None], [30, 50], [30, 49]])), "positions [longitude, latitude]"),
        (collection(polygon([[30, 49], [True, 49], [30, 50], [30, 49]])), "positions [longitude, latitude]"),
        (collection(polygon("abcd")), "lists of coordinates"),
        (collection(polygon(box(49, 130, 50, 131))), "latitude stands first"),
        (collection(polygon(box(4_187_591, 6_274_861, 4_187_600, 6_274_900))), "a projection"),
        (collection(polygon(SQUARE), crs={"type": "name", "properties": {"name": "EPSG:3857"}}), "'EPSG:3857'; reproject"),
        (collection(polygon(SQUARE), crs=3), "coordinate system"),
        (collection(polygon([[-120, 80], [0, 80], [120, 80], [-120, 80]])), "around a pole"),
    ],
)  # fmt: skip
def test_what_is_no_map_is_told_by_its_feature(data: bytes, words: str) -> None:
    with pytest.raises(MapError) as raised:
        read_features(data, "m")
    assert words in str(raised.value)


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"])
def test_longitude_and_latitude_may_be_named(name: str) -> None:
    assert read_features(collection(polygon(SQUARE), crs={"type": "name", "properties": {"name": name}}), "m").features


DEGREES = st.tuples(st.floats(-179, 179), st.floats(-89, 89))


@given(st.lists(DEGREES, min_size=3, max_size=9))
def test_any_ring_is_a_valid_area_or_an_error(corners: list[tuple[float, float]]) -> None:
    ring: Any = [list(corner) for corner in corners]
    try:
        found = read_features(collection(polygon(ring)), "m")
    except MapError:
        return
    for one in found.features:
        assert one.geometry.is_valid
        west, _, east, _ = one.geometry.bounds
        assert -180 <= west <= east <= 180
