"""A stored index answers as the one that is made, and is not read when it is of something else or damaged."""

from __future__ import annotations

import gzip
import shutil
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from reportedly.packs.load import load_pack
from reportedly.places.gazetteer import INDEX, load_gazetteer, pack_index
from reportedly.places.name_index import Ends, NameIndex, from_columns, index_key, make_bones, make_ends, make_names, numbers, recall, store, to_columns

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from reportedly.packs.load import Pack
    from reportedly.places.name_index import Index

FORMS = st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=8)
ROWS = st.integers(0, 200_000)
INDEX_OF_FORMS = st.dictionaries(FORMS, st.one_of(ROWS, st.lists(ROWS, min_size=2, max_size=4).map(tuple)), max_size=6)
MARL = "pack:marl\tM1\tsettlement\tpoint\tQQ\tMarl\t\t1.000\t2.000\t0\t\tМарль\tOld Marl|=Marle|MRL"
FAR = "geonames:7\tN1\tsettlement\tpoint\tNN\tNorth\t\t1.000\t2.000\t900\tFarsted\t\t"


def test_the_stored_index_of_each_pack_is_what_the_code_makes_of_its_places(war: Pack) -> None:
    stored = (war.folder / INDEX).read_bytes()
    assert gzip.decompress(stored) == gzip.decompress(pack_index(war)), "run tools/build_place_index.py and commit the file"


def test_the_same_places_give_the_same_bytes(tiny: Pack) -> None:
    assert pack_index(tiny) == pack_index(tiny)


@given(INDEX_OF_FORMS, INDEX_OF_FORMS, st.lists(FORMS, min_size=1, max_size=4))
def test_what_is_stored_comes_back_in_the_same_order(names: Index, bones: Index, lines: list[str]) -> None:
    index = NameIndex(names, to_columns(bones), ends=make_ends(names, 9))
    read = recall(store("key", index, lines), "key")
    assert read is not None
    assert (list(read[0].names.items()), list(from_columns(read[0].bones).items())) == (list(names.items()), list(bones.items()))
    assert read[0].ends == index.ends
    assert read[1] == (lines,)


def test_no_index_is_read_under_another_key() -> None:
    assert recall(store("one", NameIndex({"a": 0})), "other") is None


@given(st.data())
def test_damage_is_seen(data: st.DataObject) -> None:
    index = NameIndex({"marl": 0, "old marl": (1, 3)}, to_columns({"marl": 0}), ends=Ends({"old": 2}, frozenset({"marl"})))
    stored = bytearray(store("key", index))
    where = data.draw(st.integers(0, len(stored) - 1))
    assert recall(bytes(stored[:where]), "key") is None
    stored[where] ^= data.draw(st.integers(1, 255))
    read = recall(bytes(stored), "key")
    assert read is None or read[0] == index  # a byte that gzip does not use


def test_parts_cannot_be_taken_for_each_other() -> None:
    assert index_key(b"ab", b"c") != index_key(b"a", b"bc")


def test_main_names_come_before_aliases_and_an_acronym_keeps_its_capitals() -> None:
    names = make_names([MARL, FAR])
    assert [(form, numbers(packed)) for form, packed in names.items()] == [
        ("marl", (0,)),
        ("farsted", (2,)),
        ("марль", (0,)),
        ("old marl", (1,)),
        ("marle", (0,)),
        ("MRL", (0,)),
    ]


def test_a_small_place_abroad_is_found_by_its_exact_name_alone() -> None:
    assert set(make_bones([MARL, FAR], "QQ", 2)) == {"marl", "old marl", "marle", "mrl"}
    assert "farsted" in make_bones([MARL, FAR], None, 2)
    assert make_bones([], "QQ", 0) == make_names([]) == {}


def test_the_ends_of_names_of_several_words() -> None:
    ends = make_ends({"old marl": (3,), "old marl on sea": 2, "old": 0, "far ness": 8, "стара марль": 4}, 3)
    assert ends == Ends({"old": 4, "far": 2, "стара": 2}, frozenset({"marl", "sea"}))
    assert make_ends({}, 0) == Ends({}, frozenset())


def test_a_stored_pack_is_read_as_one_that_is_made(war: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "copy"
    shutil.copytree(str(war.folder), folder)
    (folder / INDEX).unlink()
    made, read = load_gazetteer(load_pack(str(folder))), load_gazetteer(war)
    assert (len(made), made.own, made.home, made.nearness) == (len(read), read.own, read.home, read.nearness)
    assert [(line.first, line.last, line.points) for line in made.contact] == [(line.first, line.last, line.points) for line in read.contact]
    assert all(made.place(row) == read.place(row) and made.aliases(row) == read.aliases(row) for row in range(0, len(made), 17))
    assert made.skeletons == read.skeletons
    assert made.sisters == read.sisters


def test_a_changed_pack_does_without_the_stored_index(war: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "copy"
    shutil.copytree(str(war.folder), folder)
    table = gzip.decompress((folder / "places.tsv.gz").read_bytes()).decode()
    (folder / "places.tsv.gz").write_bytes(gzip.compress("\n".join([*table.split("\n")[:3000], MARL]).encode()))
    extra = (folder / "places_extra.toml").read_text(encoding="utf-8")
    (folder / "places_extra.toml").write_text(extra.partition("[[alias]]")[0], encoding="utf-8")
    assert load_gazetteer(load_pack(str(folder))).knows("old marl")
