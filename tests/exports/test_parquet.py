from __future__ import annotations

import hashlib
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import polars as pl
import pytest
from tests.exports.made import HOSTILE, claim, given, hostile, number

from reportedly.core.errors import FormatError
from reportedly.exports import parquet
from reportedly.exports.parquet import write_parquet
from reportedly.formats.claim_columns import COLUMNS, NAMES
from reportedly.ledger.blobs import storable

if TYPE_CHECKING:
    from pathlib import Path


def test_columns_are_typed(tmp_path: Path) -> None:
    with_ = given()
    write_parquet([claim(quantities=(number(12, None),)), claim(places=(), days=claim().testimony.published)], tmp_path / "a.parquet", with_)
    frame = pl.read_parquet(tmp_path / "a.parquet")
    assert tuple(frame.columns) == NAMES
    types = {"text": pl.String, "day": pl.Date, "time": pl.Datetime, "number": pl.Float64, "whole": pl.Int64, "yes-no": pl.Boolean}
    assert all(isinstance(frame.schema[column.name], types[column.type]) for column in COLUMNS)
    first = frame.row(0, named=True)
    assert (first["day_earliest"], first["number_lower"], first["number_upper"], first["positive"]) == (date(2023, 5, 7), 12.0, None, True)
    assert first["recorded"] == datetime(2023, 6, 1, 12, 30, tzinfo=UTC)
    assert with_.tally.written == 2


def test_no_claims_give_the_columns(tmp_path: Path) -> None:
    write_parquet([], tmp_path / "a.parquet", given())
    assert tuple(pl.read_parquet(tmp_path / "a.parquet").columns) == NAMES


def test_hostile_texts_come_back(tmp_path: Path) -> None:
    write_parquet(hostile(), tmp_path / "a.parquet", given())
    assert pl.read_parquet(tmp_path / "a.parquet")["quote"].to_list() == [storable(text) for text in HOSTILE]


def test_many_row_groups_keep_the_order_and_the_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP", 7)
    claims = [claim(id=f"r1/{number:016x}") for number in range(50)]
    for name in ("a", "b"):
        write_parquet(iter(claims), tmp_path / name, given())
    assert pl.read_parquet(tmp_path / "a")["claim"].to_list() == [one.testimony.id for one in claims]
    assert len({hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in ("a", "b")}) == 1


def test_without_polars_there_is_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(FormatError, match=r"pip install 'reportedly\[tables\]'"):
        write_parquet([claim()], tmp_path / "a.parquet", given())
    assert list(tmp_path.iterdir()) == []


def test_an_error_in_the_claims_is_not_swallowed(tmp_path: Path) -> None:
    def broken() -> object:
        yield claim()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_parquet(broken(), tmp_path / "a.parquet", given())  # type: ignore[arg-type]
