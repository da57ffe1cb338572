"""What the gazetteer adds: names in the reader's language, and the shapes of districts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from shapely.geometry import Point, Polygon

from reportedly.core.records import PlaceKind, Precision
from reportedly.desk.gazetted import Gazetted
from reportedly.places.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from tests.desk.conftest import Running

    from reportedly.core.records import Place
    from reportedly.packs.load import Pack

LYMAN, KHARKIV = "geonames:704204", "geonames:706483"


@pytest.fixture(scope="module")
def gazetted(pack: Pack) -> Gazetted:
    return Gazetted(pack, None)


@pytest.fixture(scope="module")
def hidden(pack: Pack) -> Place:
    """A village that is known only to its municipality."""
    gazetteer = load_gazetteer(pack)
    places = (gazetteer.place(row) for row in range(gazetteer.own))
    return next(one for one in places if one.kind is PlaceKind.SETTLEMENT and one.precision is Precision.HROMADA)


def test_a_place_has_its_own_name_and_the_pack_s_in_another_language(gazetted: Gazetted) -> None:
    assert gazetted.names("uk", [LYMAN, KHARKIV]) == {LYMAN: "Лиман", KHARKIV: "Харків"}
    assert gazetted.names("ru", [KHARKIV]) == {KHARKIV: "Харьков"}
    assert gazetted.names("en", [KHARKIV]) == {}
    assert gazetted.names("uk", ["geonames:0", "nobody"]) == {}


def test_a_name_that_no_table_has_is_the_place_s_own(gazetted: Gazetted, hidden: Place) -> None:
    assert gazetted.names("ru", [hidden.id])[hidden.id] in {gazetted.names("uk", [hidden.id])[hidden.id], *gazetted.names_by_name("ru").values()}


def test_a_place_is_found_by_its_names_in_any_alphabet(gazetted: Gazetted) -> None:
    names = {LYMAN: "Lyman", KHARKIV: "Kharkiv", "geonames:0": "A place that no table has"}
    for words in ("Lyman", "lyma", "Лиман", "Лимані", "лима", "Красный Лиман", " Krasny Liman "):
        assert LYMAN in gazetted.called(words, names), words
    for words in ("Харків", "Харьков", "Харькове", "Kharkov"):
        assert KHARKIV in gazetted.called(words, names), words
    assert gazetted.called("a place that", names) == ["geonames:0"]
    assert gazetted.called("Харків", {LYMAN: "Lyman"}) == []
    assert gazetted.called("  ", names) == gazetted.called("!?", names) == gazetted.called("zzzzz", names) == []


def test_a_slip_is_asked_about_where_no_place_is_called_so(gazetted: Gazetted) -> None:
    names = {LYMAN, KHARKIV}
    assert gazetted.misspelt("Kharkhiv", names) == [KHARKIV]
    assert gazetted.misspelt("Хаокив", names) == [KHARKIV]
    assert gazetted.misspelt("Kharkiv", names) == []  # it is no slip
    assert gazetted.misspelt("Kharkhiv", {LYMAN}) == []  # what is nearer is not in the ledger
    assert gazetted.misspelt("", names) == gazetted.misspelt("qqqqqqq", names) == []


@pytest.mark.parametrize("words", ["\u200b", "(((", "a" * 500, "\u202eman", "Ж", "1", "І" * 200 + " " + "я" * 200])
def test_no_words_break_the_look_up(gazetted: Gazetted, words: str) -> None:
    assert gazetted.called(words, {KHARKIV: "Kharkiv"}) == []
    assert gazetted.misspelt(words, {KHARKIV}) == []


def test_districts_regions_and_large_towns_are_found_by_their_english_name(gazetted: Gazetted) -> None:
    found = gazetted.names_by_name("uk")
    assert found["Kharkiv"] == "Харків"
    assert found["Kharkiv Oblast"] == "Харківська область"
    assert gazetted.names_by_name("ru")["Kharkiv Oblast"] == "Харьковская область"
    assert gazetted.names_by_name("en") == {}


def test_a_district_is_drawn_round_its_settlements(gazetted: Gazetted, pack: Pack) -> None:
    gazetteer = load_gazetteer(pack)
    hidden = [one for one in map(gazetteer.place, range(gazetteer.own)) if one.kind is PlaceKind.SETTLEMENT and one.precision is Precision.HROMADA][:300]
    shapes = [(one, gazetted.shape(unit)) for one in hidden if (unit := gazetted.unit_of(one)) is not None]
    drawn = [(one, shape) for one, shape in shapes if shape is not None]
    assert len(drawn) > 100
    for place, shape in drawn:
        assert isinstance(shape, Polygon)
        assert shape.is_valid
        assert shape.distance(Point(place.longitude, place.latitude)) < 0.5
        assert 0 < shape.area < 2


def test_neighbours_meet_and_hardly_overlap(gazetted: Gazetted, pack: Pack) -> None:
    gazetteer = load_gazetteer(pack)
    units = [one.id for one in map(gazetteer.place, range(gazetteer.own)) if one.kind is PlaceKind.DISTRICT and one.precision is Precision.RAION][:12]
    shapes = [shape for shape in map(gazetted.shape, units) if shape is not None]
    assert len(shapes) > 6
    for at, one in enumerate(shapes):
        for other in shapes[at + 1 :]:
            assert one.intersection(other).area < 0.06 * min(one.area, other.area)  # corners that were smoothed


def test_what_is_known_by_itself_has_no_district_and_what_is_unknown_no_shape(gazetted: Gazetted, pack: Pack) -> None:
    gazetteer = load_gazetteer(pack)
    town = next(gazetteer.place(row) for row in range(gazetteer.own) if gazetteer.place(row).id == LYMAN)
    assert gazetted.unit_of(town) is None
    assert gazetted.shape("nobody") is None


def test_names_over_the_api(desk: Running) -> None:
    answer = desk.json("/api/names?language=uk")
    assert answer["places"][LYMAN] == "Лиман"
    places = {one["id"] for one in desk.json("/api/places")["features"]}
    assert places <= set(answer["places"])
    assert desk.json("/api/names?language=en") == {"language": "en", "places": {}, "units": {}}
    assert desk.get("/api/names?language=Klingon").status_code == 422
    assert desk.get("/api/names").status_code == 422


def test_shapes_over_the_api_are_geojson_of_places_of_the_ledger(desk: Running) -> None:
    answer = desk.json("/api/shapes")
    known = {one["id"] for layer in ("places", "areas") for one in desk.json(f"/api/{layer}")["features"]}
    for feature in answer["features"]:
        ring = feature["geometry"]["coordinates"][0]
        assert ring[0] == ring[-1]
        assert known & set(feature["properties"]["places"])
