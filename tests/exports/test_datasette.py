from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from tests.exports.made import HOSTILE, claim, given, hop, hostile, place
from tests.exports.schemas import DATASETTE

from reportedly.core.entries import Judgement, JudgementKind
from reportedly.core.records import ActorKind
from reportedly.exports.datasette import FACETS, INDICES, LABELS, SEARCHED, TABLES, metadata, write_datasette
from reportedly.ledger.blobs import storable

if TYPE_CHECKING:
    from pathlib import Path


def ask(path: Path, question: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(question)]


def judgement(key: str, subject: str) -> Judgement:
    return Judgement(id=key, kind=JudgementKind.VERDICT, subject=subject, object="true", by="A. Checker", why="seen", since=None)


def test_the_tables_point_to_one_another(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    claims = [
        claim(chain=(hop("the mayor"),)),
        claim(id="r1/b", quote="they fled"),
        claim(id="r2/c", report="r2", places=(place(), place(id="geonames:2", name="Tarn"))),
    ]
    write_datasette(claims, path, given(judgements=(judgement("j1", "r1/b"), judgement("j2", "r7/b"), judgement("j3", "r2"))))
    assert ask(path, "PRAGMA foreign_key_check") == []
    assert ask(path, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    assert {row["report"]: row["claims"] for row in ask(path, "SELECT * FROM reports")} == {"r1": 2, "r2": 1}
    assert [row["name"] for row in ask(path, "SELECT * FROM places ORDER BY place_id")] == ["Bellmere", "Tarn"]
    assert ask(path, "SELECT speaker, kind, known FROM speakers") == [{"speaker": "the mayor", "kind": "named", "known": 0}]
    assert [row["judgement"] for row in ask(path, "SELECT * FROM judgements")] == ["j1", "j3"]


def test_columns_and_indices_are_those_documented(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    write_datasette([], path, given())
    for table, columns in TABLES.items():
        assert [row["name"] for row in ask(path, f"PRAGMA table_info({table})")] == [column.name for column in columns]
    indices = {row["name"] for row in ask(path, "SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE 'ix_%'")}
    assert indices == {f"ix_{table}_{column}" for table, columns in INDICES.items() for column in columns}


def test_words_are_found(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    write_datasette([claim(), claim(id="r1/b", quote="вони відступили"), claim(id="r1/c", quote="nothing")], path, given())
    found = "SELECT claim FROM claims WHERE rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH '{}')"
    assert ask(path, found.format("soldiers")) == [{"claim": "r1/0123456789abcdef"}]
    assert ask(path, found.format("відступили")) == [{"claim": "r1/b"}]
    assert ask(path, found.format("falls")) != []


def test_full_texts_only_when_asked_for(tmp_path: Path) -> None:
    write_datasette([claim()], tmp_path / "a.db", given())
    assert ask(tmp_path / "a.db", "SELECT text FROM reports") == [{"text": None}]
    write_datasette([claim()], tmp_path / "b.db", given(text_of=lambda report: f"the whole of {report}"))
    assert ask(tmp_path / "b.db", "SELECT text FROM reports") == [{"text": "the whole of r1"}]


def test_the_same_claims_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.db", "b.db"):
        write_datasette([claim(id=f"r1/{number}", quote=f"quote {number}") for number in range(3000)], tmp_path / name, given())
    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()
    assert ask(tmp_path / "a.db", "SELECT count(*) AS n FROM claims") == [{"n": 3000}]


def test_hostile_texts_come_back(tmp_path: Path) -> None:
    write_datasette(hostile(), tmp_path / "a.db", given())
    assert [row["quote"] for row in ask(tmp_path / "a.db", "SELECT quote FROM claims ORDER BY rowid")] == [storable(text) for text in HOSTILE]


def test_what_the_pack_knows_of_a_speaker(tmp_path: Path) -> None:
    name, known = next((name, one) for name, one in given().names.speakers.items() if one.kind is ActorKind.PERSON)
    write_datasette([claim(chain=(hop(name),))], tmp_path / "a.db", given())
    assert ask(tmp_path / "a.db", "SELECT * FROM speakers") == [
        {"speaker": name, "name": known.names["en"][0], "kind": "person", "side": known.interest, "known": 1}
    ]


@pytest.mark.parametrize("name", ["war", "claims of May"])
def test_metadata_is_datasettes(name: str) -> None:
    found = metadata(name)
    jsonschema.validate(found, DATASETTE)
    tables = found["databases"][name]["tables"]
    assert set(tables) == set(TABLES)
    for table, columns in TABLES.items():
        named = {column.name for column in columns}
        assert set(tables[table]["columns"]) == named
        assert {LABELS[table], *FACETS.get(table, []), *SEARCHED.get(table, ()), *INDICES.get(table, ())} <= named
    assert "GeoNames" in found["license"]
