from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportedly.core.errors import PackError
from reportedly.core.records import PlaceKind, Precision
from reportedly.packs.load import load_pack
from reportedly.places.gazetteer import COLUMNS, NameStatus, load_gazetteer

if TYPE_CHECKING:
    from reportedly.packs.load import Pack
    from reportedly.places.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def places(war: Pack) -> Gazetteer:
    return load_gazetteer(war)


def test_every_row_is_a_place_with_numbers_for_its_position(places: Gazetteer) -> None:
    for row in range(0, len(places), 97):
        place = places.place(row)
        assert -90 <= place.latitude <= 90
        assert -180 <= place.longitude <= 180
        assert place.id.startswith(("geonames:", "katotth:", "pack:"))
        assert (place.geonameid is not None) == place.id.startswith("geonames:")
        assert place.name


def test_ids_are_unique(places: Gazetteer) -> None:
    ids = [places.place(row).id for row in range(len(places))]
    assert len(ids) == len(set(ids))


def test_namesakes_are_all_found(places: Gazetteer) -> None:
    lymans = [places.place(named.row) for named in places.named("lyman") if named.status is NameStatus.MAIN]
    assert len(lymans) >= 8
    assert {place.admin1 for place in lymans} >= {"Donetsk Oblast", "Kharkiv Oblast", "Odesa Oblast"}
    assert any(place.geonameid == 704204 for place in lymans)


def test_a_village_nobody_has_measured_says_so(places: Gazetteer) -> None:
    villages = [places.place(named.row) for named in places.named("robotyne")]
    assert villages
    assert all(village.precision is not Precision.POINT or village.geonameid for village in villages)


def test_hand_written_places_have_names_in_three_languages(places: Gazetteer) -> None:
    for name in ("donbas", "донбас", "донбасс", "snake island", "острів зміїний", "остров змеиный", "kharkiv region", "харківщина", "харьковская область"):
        assert places.named(name), name
    assert places.place(places.named("donbas")[0].row).kind is PlaceKind.AREA


def test_old_names_lead_to_the_place(places: Gazetteer) -> None:
    for old, geonameid in (("artemivsk", 713174), ("severodonetsk", 691999), ("krasny liman", 704204), ("dnipropetrovsk", 709930)):
        assert geonameid in {places.place(named.row).geonameid for named in places.named(old)}, old


def test_acronyms_are_indexed_in_capitals_alone(places: Gazetteer) -> None:
    assert places.named("US")
    assert not places.knows("us")


def test_a_pack_without_places_has_the_world(bare: Pack) -> None:
    world = load_gazetteer(bare)
    assert world.own == 0
    assert {world.place(named.row).country for named in world.named("paris")} >= {"FR", "US"}


def test_a_plain_table_and_hand_written_places(tiny: Pack) -> None:
    small = load_gazetteer(tiny)
    assert small.home == "QQ"
    assert small.own == 4
    assert [small.place(named.row).id for named in small.named("velmora")] == ["pack:velmora"]
    assert small.named("old velmora")[0].status is NameStatus.ALIAS
    assert small.place(small.named("marl province")[0].row).kind is PlaceKind.REGION


def test_a_table_with_a_wrong_line_is_refused_with_its_number(tmp_path: Path) -> None:
    Path(tmp_path, "pack.toml").write_text('name = "x"\nversion = "1"\ntitle = "x"\n', encoding="utf-8")
    Path(tmp_path, "places.tsv").write_text("\t".join(COLUMNS) + "\npack:a\ttoo\tfew\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"expected 13 columns in line 2 .* found 3"):
        load_gazetteer(load_pack(str(tmp_path)))


def test_a_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    Path(tmp_path, "pack.toml").write_text('name = "x"\nversion = "1"\ntitle = "x"\n', encoding="utf-8")
    Path(tmp_path, "places.tsv").write_text("name\tlat\nA\t1\n", encoding="utf-8")
    with pytest.raises(PackError, match="expected the columns id, code"):
        load_gazetteer(load_pack(str(tmp_path)))


def test_an_alias_for_no_place_is_refused(tmp_path: Path, tiny: Pack) -> None:
    shutil.copytree(str(tiny.folder), tmp_path / "copy")
    extra = tmp_path / "copy" / "places_extra.toml"
    extra.write_text(extra.read_text(encoding="utf-8") + "\n[[alias]]\nid = 'pack:nowhere'\nnames = { en = ['Nowhere'] }\n", encoding="utf-8")
    with pytest.raises(PackError, match="pack:nowhere"):
        load_gazetteer(load_pack(str(tmp_path / "copy")))
