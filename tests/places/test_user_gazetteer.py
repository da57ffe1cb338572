from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from reportedly.core.errors import GazetteerError
from reportedly.places.imports import UserName, UserPlace, iter_lines
from reportedly.places.user_gazetteer import Source, add_source, list_sources, read_user_places, remove_source

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.core.records import Issue

TABLE = b"id,name,lat,lon,country,aliases\nuser:ford,Ford,10,20,QQ,Furt|Vad\nuser:mill,Mill,11,21,QQ,\nuser:ford,Ford again,12,22,QQ,\nbad,,1,2,QQ,\n"


def add(path: Path, name: str = "mine.csv", table: bytes = TABLE) -> tuple[Source, list[Issue]]:
    told: list[Issue] = []
    format_name, records = iter_lines(table.splitlines(keepends=True), name)
    return add_source(path, name, format_name, records, told.append), told


def test_what_is_added_is_read_back_once_an_id(tmp_path: Path) -> None:
    source, told = add(tmp_path / "new" / "own.sqlite")
    places, names = read_user_places(tmp_path / "new" / "own.sqlite")
    assert [(place.name, place.aliases) for place in places] == [("Ford", ("Furt", "Vad")), ("Mill", ())]
    assert (names, len(told)) == ([], 2)
    assert "'Ford' and again for 'Ford again'; kept the first" in told[0].message
    assert list_sources(tmp_path / "new" / "own.sqlite") == (source,)


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    row = "QQ\t100{}\tОстрів\tMarlska\t01\tMarl\t\t\t\t10.1\t20.1\t{}\n"
    table = "".join(row.format(*cells) for cells in ((0, 4), (1, 4), (2, 1), (3, 1), (4, 3))).encode() + b"QQ\tshort\n"
    source, told = add(tmp_path / "own.sqlite", "codes.txt", table)
    assert (source.places, source.faults, len(told)) == (1, 1, 1)
    assert dict(source.left_out) == {"that give a place again": 1, "whose position is only estimated": 3}
    with pytest.raises(GazetteerError, match="2 whose position is only estimated"):
        add(tmp_path / "own.sqlite", "codes.txt", "".join(row.format(*cells) for cells in ((2, 1), (3, 1))).encode())


def test_one_id_for_two_names_is_told_whatever_their_letters(tmp_path: Path) -> None:
    table = "id,name,lat,lon\nuser:1,Острів,10,20\nuser:1,Острів,10,20\nuser:1,Брід,10,20\nuser:1,Ford,10,20\n"
    source, told = add(tmp_path / "own.sqlite", table=table.encode())
    assert source.left_out == (("that give a place again", 1),)
    assert ["for 'Острів' and again for 'Брід'" in told[0].message, "for 'Острів' and again for 'Ford'" in told[1].message] == [True, True]


def test_adding_again_leaves_what_adding_once_left(tmp_path: Path) -> None:
    path = tmp_path / "own.sqlite"
    add(path)
    once = read_user_places(path), list_sources(path)
    add(path)
    assert (read_user_places(path), list_sources(path)) == once
    add(path, table=b"name,lat,lon\nFerry,1,2\n")
    assert [place.name for place in read_user_places(path)[0]] == ["Ferry"]


def test_the_first_source_by_name_wins_and_a_source_can_be_removed(tmp_path: Path) -> None:
    path = tmp_path / "own.sqlite"
    add(path, "b.csv")
    add(path, "a.csv", b"id,name,lat,lon\nuser:ford,Other Ford,1,2\n")
    assert read_user_places(path)[0][0].name == "Other Ford"
    remove_source(path, "a.csv")
    assert read_user_places(path)[0][0].name == "Ford"
    with pytest.raises(GazetteerError, match=r"there are: b\.csv"):
        remove_source(path, "a.csv")


def test_a_source_that_gives_nothing_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "own.sqlite"
    add(path)
    with pytest.raises(GazetteerError, match="nothing was changed"):
        add(path, table=b"name,lat,lon\n,1,2\n")
    assert len(read_user_places(path)[0]) == 2


def test_a_reader_that_fails_half_way_leaves_nothing_half_added(tmp_path: Path) -> None:
    path = tmp_path / "own.sqlite"
    add(path)
    place = read_user_places(path)[0][0]

    def torn() -> object:
        yield place
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_source(path, "mine.csv", "table", torn(), lambda issue: None)  # type: ignore[arg-type]  # noqa: ARG005
    assert len(read_user_places(path)[0]) == 2


def test_names_are_kept_beside_places(tmp_path: Path) -> None:
    path = tmp_path / "own.sqlite"
    add_source(path, "alternates", "alternates", [UserName("geonames:1", "Vad"), UserName("geonames:1", "Vad")], lambda issue: None)  # noqa: ARG005
    assert read_user_places(path) == ([], [UserName("geonames:1", "Vad")])


def test_other_files_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="found no file"):
        read_user_places(tmp_path / "none")
    assert list_sources(tmp_path / "none") == ()
    (tmp_path / "text").write_text("hello, this is no database at all\n" * 40)
    with pytest.raises(GazetteerError, match="expected a gazetteer of Reportedly"):
        read_user_places(tmp_path / "text")
    connection = sqlite3.connect(tmp_path / "other")
    connection.execute("CREATE TABLE x (y)")
    connection.commit()
    connection.close()
    with pytest.raises(GazetteerError, match="found another file"):
        add(tmp_path / "other")


def test_places_are_plain_records(tmp_path: Path) -> None:
    add(tmp_path / "own.sqlite")
    assert all(isinstance(place, UserPlace) for place in read_user_places(tmp_path / "own.sqlite")[0])


def test_a_place_that_stands_twice_under_one_name_is_no_fault(tmp_path: Path) -> None:
    row = b"user:ford,Ford,10,20,QQ,\n"
    _, told = add(tmp_path / "own.sqlite", table=b"id,name,lat,lon,country,aliases\n" + row + row)
    assert told == []
