from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from tests.exports.made import HOSTILE, claim, given, hostile, place, written
from tests.exports.schemas import GEOJSON

from reportedly.core.records import PlaceKind, PlaceRole, Precision
from reportedly.exports.geojson import MEMBERS, caveat, write_geojson


def collection(*claims: Any, with_: Any = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written(write_geojson, claims, with_))
    jsonschema.validate(found, GEOJSON)
    return found


def test_a_feature_stands_at_the_place() -> None:
    (feature,) = collection(claim())["features"]
    assert feature["id"] == "r1/0123456789abcdef"
    assert feature["geometry"] == {"type": "Point", "coordinates": [-37.25, 48.5]}
    assert list(feature["properties"]) == [column.name for column in MEMBERS]
    assert feature["properties"]["quote"] == "the soldiers took Bellmere"


def test_the_box_holds_all_points() -> None:
    found = collection(claim(), claim(places=(place(latitude=-1.0, longitude=40.0),)), claim(places=(place(latitude=2.0, longitude=3.0),)))
    assert found["bbox"] == [-37.25, -1.0, 40.0, 48.5]


def test_claims_without_a_place_are_counted_and_none_gives_no_box() -> None:
    with_ = given()
    assert collection(claim(places=()), with_=with_) == {"type": "FeatureCollection", "features": []}
    assert dict(with_.tally.left_out) == {"without a place that was resolved": 1}


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (place(), "the settlement's own point; the event was at it, not at this spot"),
        (place(precision=Precision.RAION), "a point inside the raion; where in it the settlement lies is not known"),
        (place(kind=PlaceKind.AREA, precision=Precision.REGION), "a point inside the area; the event may have been anywhere in it"),
        (place(PlaceRole.NEAR), "the settlement's own point; the event was at it, not at this spot (near it)"),
    ],
)
def test_every_feature_says_how_far_to_trust_its_point(part: Any, words: str) -> None:
    assert caveat(part) == words
    assert collection(claim(places=(part,)))["features"][0]["properties"]["precision_caveat"] == words


def test_hostile_texts_come_back() -> None:
    assert [feature["properties"]["quote"] for feature in collection(*hostile())["features"]] == list(HOSTILE)
