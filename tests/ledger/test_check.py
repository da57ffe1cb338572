from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

import reportedly
from reportedly.core.errors import LedgerError
from reportedly.ledger.check import iter_faults, iter_replayed
from reportedly.ledger.ledger import Ledger
from reportedly.ledger.prepare import pack_version

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.core.records import Page, Reading
    from reportedly.packs.load import Pack

RECORDED = datetime(2023, 5, 1, 12, 30, tzinfo=UTC)


def kinds(ledger: Ledger) -> set[str]:
    return {fault.kind for fault in iter_faults(ledger.store)}


def test_a_sound_ledger_has_no_faults(filled: Ledger) -> None:
    assert list(iter_faults(filled.store)) == []


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        ("UPDATE claim SET quote = 'something else' WHERE pk = 1", "span"),
        ("UPDATE claim SET event = 'advance' WHERE pk = 1", "reading"),
        ("DELETE FROM claim_hop; DELETE FROM claim_place; DELETE FROM claim_party; DELETE FROM claim_quantity; DELETE FROM claim", "reading"),
        ("UPDATE report_text SET text_hash = 'sha256:00' WHERE pk = 1", "text"),
        ("UPDATE report_text SET body = NULL WHERE pk = 1", "forgotten"),
        ("UPDATE reading SET content_hash = '00' WHERE pk = 1", "reading"),
        ("INSERT INTO judgement VALUES (1, 'x', 'retracted', 'nobody', NULL, 'me', 'so', NULL, '2023-01-01 00:00:00')", "judgement"),
        ("UPDATE reading SET ordinal = 2 WHERE pk = 1", "missing"),
        ("UPDATE claim SET public = NULL WHERE pk = 1", "day"),
        ("UPDATE place SET latitude = 1.5 WHERE pk = 1", "shared"),
        ("UPDATE source SET name = 'another' WHERE pk = 1", "shared"),
        ("UPDATE claim SET mode = 'sung' WHERE pk = 1", "reading"),
        ("DELETE FROM claim_place WHERE claim = 1", "reading"),
        ("DELETE FROM claim_hop", "reading"),
        ("DELETE FROM claim_party", "reading"),
        ("DELETE FROM claim_quantity", "reading"),
        ("DELETE FROM claim_hop; DELETE FROM attribution", "reading"),
        ("UPDATE pack_version SET engine = 'another' WHERE pk = 1", "shared"),
        ("UPDATE page SET digest = '00' WHERE pk = 1", "page"),
        ("UPDATE page SET body = report_text.body FROM report_text WHERE report_text.pk = 1 AND page.pk = 1", "page"),
    ],
)
def test_each_kind_of_damage_is_told(filled: Ledger, damage: str, kind: str) -> None:
    with filled.store.engine.begin() as connection:
        for statement in damage.split("; "):
            connection.execute(sa.text(statement))
    assert kind in kinds(filled)


def test_a_text_that_the_search_lost_is_told(filled: Ledger) -> None:
    lost = "DELETE FROM report_words_docsize WHERE id = 1" if filled.store.is_sqlite else "DELETE FROM report_words WHERE text = 1"
    with filled.store.engine.begin() as connection:
        if filled.store.is_sqlite:
            connection.exec_driver_sql("PRAGMA writable_schema=ON")
        connection.execute(sa.text(lost))
    assert "words" in kinds(filled)


def test_reading_again_gives_the_same_and_what_does_not_is_told(filled: Ledger, pages: tuple[Page, ...], readings: tuple[Reading, ...], pack: Pack) -> None:
    left: list[int] = []

    def read(again: object) -> list[Reading]:
        return [readings[pages.index(page)] for page in again]  # type: ignore[attr-defined]

    assert list(iter_replayed(filled.store, pack_version(pack), read, left.append)) == [None] * 4
    assert left == [0]
    other = reportedly.read(text="Snow fell.")
    faults = [fault for fault in iter_replayed(filled.store, pack_version(pack), lambda again: [other for _ in again], left.append) if fault]
    assert {fault.kind for fault in faults} == {"replay"}
    assert len(faults) == 4
    assert list(iter_replayed(filled.store, pack_version(pack, "other"), read, left.append)) == []
    assert left[-1] == 4


def test_a_damaged_file_is_told_and_not_put_right(made_file: Path, tmp_path: Path, pages: tuple[Page, ...], readings: tuple[Reading, ...], pack: Pack) -> None:
    path = tmp_path / "war.db"
    path.write_bytes(made_file.read_bytes())
    with Ledger.open(path) as ledger:
        for page, reading in zip(pages, readings, strict=True):
            ledger.post(reading, pack=pack, recorded=RECORDED, page=page)
        with sqlite3.connect(path) as connection:
            root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'claim'").fetchone()[0]
            size = connection.execute("PRAGMA page_size").fetchone()[0]
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
    data = bytearray(path.read_bytes())
    data[(root - 1) * size : root * size] = b"\xa5" * size
    path.write_bytes(data)
    with Ledger.open(path) as damaged:
        found = kinds(damaged)
        assert found & {"file", "unreadable"}
        with pytest.raises(LedgerError, match="found damage"):
            list(damaged.iter_testimonies())
    assert path.read_bytes() == data
