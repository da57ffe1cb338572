"""The joined places that are kept beside a user's gazetteer."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from reportedly.core.errors import GazetteerError
from reportedly.core.records import PlaceKind
from reportedly.packs.load import load_pack
from reportedly.places import gazetteer as module
from reportedly.places.gazetteer import load_gazetteer
from reportedly.places.imports import UserPlace
from reportedly.places.joined_cache import cache_key, cache_path, read_cache, write_cache
from reportedly.places.name_index import NameIndex, to_columns
from reportedly.places.user_gazetteer import add_source

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.packs.load import Pack
    from reportedly.places.gazetteer import Gazetteer

INDEX = NameIndex({"marl": 0}, to_columns({"marl": 0}))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    add_village(tmp_path / "own.sqlite", "Quarrby")
    return tmp_path / "own.sqlite"


def add_village(path: Path, name: str) -> None:
    village = UserPlace(
        id=f"user:{name}",
        kind=PlaceKind.SETTLEMENT,
        country="QQ",
        code="",
        admin1="",
        latitude=10.3 + len(name) / 10,
        longitude=20.2,
        population=0,
        name=name,
        local="",
        aliases=(),
    )
    add_source(path, f"{name} list", "table", [village], lambda _: None)


def rows(places: Gazetteer) -> list[tuple[object, ...]]:
    return [(places.place(row), places.aliases(row), places.code(row)) for row in range(len(places))]


def load_anew(pack: Pack, path: Path) -> Gazetteer:
    module._load.cache_clear()
    return load_gazetteer(pack, str(path))


def test_what_is_read_back_is_what_joining_gives(tiny: Pack, own: Path) -> None:
    joined = load_anew(tiny, own)
    assert cache_path(own, "tiny").is_file()
    read = load_anew(tiny, own)
    assert joined is not read
    assert rows(joined) == rows(read)
    assert list(joined.skeletons.items()) == list(read.skeletons.items())
    assert (joined.own, joined.named("quarrby")) == (read.own, read.named("quarrby"))
    assert read.knows("quarrby")


def test_the_same_places_leave_the_same_bytes(tiny: Pack, own: Path) -> None:
    load_anew(tiny, own)
    first = cache_path(own, "tiny").read_bytes()
    cache_path(own, "tiny").unlink()
    load_anew(tiny, own)
    assert cache_path(own, "tiny").read_bytes() == first
    assert [path.name for path in own.parent.iterdir() if path.suffix == ".part"] == []


def test_a_place_added_later_is_found(tiny: Pack, own: Path) -> None:
    load_anew(tiny, own)
    add_village(own, "Lutherby")
    assert load_anew(tiny, own).knows("lutherby")


@pytest.mark.parametrize("damage", [b"", b"not an index", None])
def test_a_damaged_file_is_made_again(tiny: Pack, own: Path, damage: bytes | None) -> None:
    load_anew(tiny, own)
    kept = cache_path(own, "tiny")
    sound = kept.read_bytes()
    kept.write_bytes(sound[: len(sound) // 2] if damage is None else damage)
    assert load_anew(tiny, own).knows("quarrby")
    assert kept.read_bytes() == sound


def test_where_nothing_can_be_written_it_is_done_without(tiny: Pack, own: Path) -> None:
    cache_path(own, "tiny").mkdir()  # neither read nor replaced, whoever runs this
    assert load_anew(tiny, own).knows("quarrby")
    assert not write_cache(cache_path(own, "tiny"), "key", INDEX, ["one"], [])
    assert [path.name for path in own.parent.iterdir() if path.suffix == ".part"] == []


def test_packs_do_not_share_what_is_kept(tiny: Pack, own: Path, tmp_path: Path) -> None:
    load_anew(tiny, own)
    folder = tmp_path / "changed"
    shutil.copytree(str(tiny.folder), folder)
    with (folder / "places_extra.toml").open("a", encoding="utf-8") as extra:
        extra.write("\n[[alias]]\nid = 'pack:velmora'\nnames = { en = ['Velmoor'] }\n")
    assert load_anew(load_pack(str(folder)), own).knows("velmoor")


def test_a_file_that_is_not_there_is_told(tiny: Pack, tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="expected a gazetteer at"):
        load_anew(tiny, tmp_path / "none.sqlite")


def test_lines_come_back_as_they_were(tmp_path: Path) -> None:
    assert write_cache(tmp_path / "kept", "key", INDEX, ["one", "two"], [])
    assert read_cache(tmp_path / "kept", "key") == (INDEX, ["one", "two"], [])
    assert read_cache(tmp_path / "kept", "other") is None
    assert read_cache(tmp_path / "absent", "key") is None


def test_the_key_is_of_the_content(own: Path, tmp_path: Path) -> None:
    shutil.copy(own, tmp_path / "copy.sqlite")
    assert cache_key("a", own) == cache_key("a", tmp_path / "copy.sqlite") != cache_key("b", own)
