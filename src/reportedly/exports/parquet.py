"""claims ─write→ Parquet: the columns of ``formats/claim_columns.py``, typed, one row group after another.

The rule that must not be broken: memory does not grow with the claims; the same claims give the same bytes under the same release of polars.
"""

from __future__ import annotations

import itertools
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from reportedly.core.errors import FormatError
from reportedly.exports.columns import cell
from reportedly.formats.claim_columns import COLUMNS, claim_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import polars as pl

    from reportedly.exports.given import Given
    from reportedly.formats.claim_columns import Value
    from reportedly.ledger.stored import StoredClaim

ROW_GROUP = 10_000
"""Rows a group: 30,000 claims of headlines peak at 187 MB with 20,000, where the ledger alone takes 82; a reader skips groups of this size well enough."""


def write_parquet(claims: Iterable[StoredClaim], path: Path, given: Given) -> None:
    """Write every claim. Raises ``FormatError`` where polars (the extra ``tables``) is not installed."""
    try:
        import polars as pl  # noqa: PLC0415  an optional extra, and slow to import
        from polars.io.plugins import register_io_source  # noqa: PLC0415
    except ImportError as error:
        message = "expected polars for Parquet, found it missing; install it: pip install 'reportedly[tables]'"
        raise FormatError(message) from error
    types: dict[str, Any] = {
        "text": pl.String, "day": pl.Date, "time": pl.Datetime(time_zone="UTC"), "number": pl.Float64, "whole": pl.Int64,
        "yes-no": pl.Boolean,
    }  # fmt: skip
    schema = {column.name: types[column.type] for column in COLUMNS}
    rest = iter(claims)

    def frames(_columns: object, _predicate: object, _rows: object, _size: object) -> Iterator[pl.DataFrame]:
        while rows := [_typed(claim_row(stored)) for stored in itertools.islice(rest, ROW_GROUP)]:
            given.tally.written += len(rows)
            yield pl.DataFrame(rows, schema=schema, orient="row")

    lazy = register_io_source(frames, schema=schema)
    lazy.sink_parquet(path, compression="zstd", statistics=True, row_group_size=ROW_GROUP, maintain_order=True)


def _typed(row: dict[str, Value]) -> tuple[Any, ...]:
    return tuple(_value(row[column.name], column.type) for column in COLUMNS)


def _value(value: Value, kind: str) -> Any:
    if value is None or kind not in {"day", "time", "text"}:
        return value
    if kind == "text":
        return cell(value)
    return date.fromisoformat(str(value)) if kind == "day" else datetime.fromisoformat(str(value))
