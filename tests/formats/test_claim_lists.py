from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

import reportedly
from reportedly.formats.claim_columns import NAMES
from reportedly.formats.claim_lists import to_frame, write_claims
from reportedly.formats.list_format import ListFormat
from reportedly.ledger.ledger import Ledger
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.ledger.stored import StoredClaim

TEXT = "The Russian defence ministry confirmed that Russian troops had withdrawn from Lyman on Saturday.\nUkrainian forces shelled “Izium”, officials said."


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> list[StoredClaim]:
    path: Path = tmp_path_factory.mktemp("ledger") / "war.db"
    pack = load_pack("russia_ukraine_2022")
    with Ledger.open(path, create=True) as ledger:
        ledger.post(reportedly.read(text=TEXT, published="2022-10-02"), pack=pack, recorded=datetime(2023, 5, 1, tzinfo=UTC))
        return list(ledger.iter_claims())


def written(claims: list[StoredClaim], form: ListFormat, width: int = 100) -> str:
    stream = io.StringIO()
    assert write_claims(iter(claims), form, stream, width=width) == len(claims)
    return stream.getvalue()


def test_csv_and_json_lines_say_the_same(claims: list[StoredClaim]) -> None:
    rows = [json.loads(line) for line in written(claims, ListFormat.JSONL).splitlines()]
    table = list(csv.DictReader(io.StringIO(written(claims, ListFormat.CSV))))
    assert len(rows) == len(table) == 2
    assert tuple(table[0]) == NAMES
    for row, cells in zip(rows, table, strict=True):
        assert {name: "" if value is None else str(value) for name, value in row.items()} == cells


def test_a_csv_without_claims_has_its_columns() -> None:
    assert written([], ListFormat.CSV).strip().split(",") == list(NAMES)


def test_the_table_shows_who_and_against_whose_interest(claims: list[StoredClaim]) -> None:
    text = written(claims, ListFormat.TABLE, width=160)
    assert "ru-mod (against own" in text
    assert "RU → ?" in text
    assert "2 claims" in text
    assert "\x1b" not in text
    assert max(len(line) for line in text.splitlines()) <= 160
    assert written([], ListFormat.TABLE).strip() == "0 claims"


def test_a_frame_is_typed_also_when_empty(claims: list[StoredClaim]) -> None:
    frame = to_frame(claims)
    assert frame.columns == list(NAMES)
    assert frame["public"].to_list() == [date(2022, 10, 2)] * 2
    assert frame["recorded"][0] == datetime(2023, 5, 1, tzinfo=UTC)
    assert to_frame([]).schema == frame.schema
