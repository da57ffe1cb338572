"""Places of a pack: every row is looked at, and a table that is wrong throughout is told in a few lines."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from reportedly.packs.check_places import MOST_SHOWN, check_places

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "id\tkind\tprecision\tlatitude\tlongitude\tpopulation\tname\n"
GOOD = "pack:a\tsettlement\tpoint\t1.5\t2.5\t10\tAlder\n"


def messages(folder: Path) -> list[str]:
    return [f"{issue.code} {issue.message}" for issue in check_places(folder)]


def test_no_places_are_no_fault(tmp_path: Path) -> None:
    assert messages(tmp_path) == []


def test_a_plain_table_and_a_packed_one(tmp_path: Path) -> None:
    (tmp_path / "places.tsv").write_text(HEAD + GOOD, encoding="utf-8")
    assert messages(tmp_path) == []
    (tmp_path / "places.tsv.gz").write_bytes(gzip.compress((HEAD + GOOD).encode()))
    assert messages(tmp_path) == ["pack-duplicate places.tsv.gz: line 2: expected the id pack:a to be given once"]


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ("a\tsettlement\tpoint\t1\t2\t10\tAlder", "an id such as"),
        ("pack:a\ttown\tpoint\t1\t2\t10\tAlder", "kind to be one of"),
        ("pack:a\tsettlement\texact\t1\t2\t10\tAlder", "precision to be one of"),
        ("pack:a\tsettlement\tpoint\t91\t2\t10\tAlder", "latitude in degrees"),
        ("pack:a\tsettlement\tpoint\t1\teast\t10\tAlder", "longitude in degrees"),
        ("pack:a\tsettlement\tpoint\tnan\t2\t10\tAlder", "latitude in degrees"),
        ("pack:a\tsettlement\tpoint\t1\t2\tmany\tAlder", "population as a number"),
        ("pack:a\tsettlement\tpoint\t1\t2\t10\t", "a name"),
        ("pack:a\tsettlement", "7 cells, found 2"),
    ],
)
def test_faults_of_a_row(tmp_path: Path, row: str, part: str) -> None:
    (tmp_path / "places.tsv").write_text(HEAD + row + "\n", encoding="utf-8")
    found = messages(tmp_path)
    assert len(found) == 1
    assert "places.tsv: line 2" in found[0]
    assert part in found[0]


def test_a_table_without_its_columns(tmp_path: Path) -> None:
    (tmp_path / "places.tsv").write_text("id\tname\n", encoding="utf-8")
    assert messages(tmp_path) == ["pack-entry places.tsv: head line: expected the columns id, kind, latitude, longitude, found no kind, latitude, longitude"]


@pytest.mark.parametrize("data", [b"\xff\xfe", gzip.compress(b"\xff", mtime=0), gzip.compress(b"id\tkind", mtime=0)[:-9], b""])
def test_tables_that_cannot_be_read(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "places.tsv.gz").write_bytes(data)
    assert messages(tmp_path)[0].startswith(("pack-file places.tsv.gz", "pack-entry places.tsv.gz"))


def test_many_faults_are_told_in_few_lines(tmp_path: Path) -> None:
    (tmp_path / "places.tsv").write_text(HEAD + "".join(f"pack:p{number}\ttown\tpoint\t1\t2\t0\tA\n" for number in range(1000)), encoding="utf-8")
    found = messages(tmp_path)
    assert len(found) == MOST_SHOWN + 1
    assert "980 more" in found[-1]


def test_places_written_by_hand(tmp_path: Path) -> None:
    (tmp_path / "places.tsv").write_text(HEAD + GOOD, encoding="utf-8")
    extra = tmp_path / "places_extra.toml"
    extra.write_text('[[place]]\nid = "pack:b"\nkind = "site"\nlatitude = 1\nlongitude = 2\nnames.en = ["Beck"]\n', encoding="utf-8")
    assert messages(tmp_path) == []
    extra.write_text(
        '[[alias]]\nid = "pack:zzz"\nnames.en = ["Z"]\n[[alias]]\nid = "pack:a"\n[[alias]]\nid = "geonames:1"\nnames.en = ["World"]\n', encoding="utf-8"
    )
    found = messages(tmp_path)
    assert len(found) == 2
    assert found[0].startswith("pack-reference places_extra.toml: alias 1")
    assert found[1].startswith("pack-entry places_extra.toml: alias 2")
    extra.write_text("[[place", encoding="utf-8")
    assert messages(tmp_path)[0].startswith("pack-file places_extra.toml")
