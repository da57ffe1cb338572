"""claims of the ledger ─write→ a table for the screen, CSV, JSON lines, a data frame.

The rule that must not be broken: claims are written as they come, in constant memory (the data frame aside, which holds them all).
"""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from typing import IO, TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.core.errors import FormatError
from reportedly.formats.claim_columns import COLUMNS, NAMES, chain_in_words, claim_row, places_in_words
from reportedly.formats.list_format import ListFormat
from reportedly.formats.words import days_in_words, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import polars as pl

    from reportedly.ledger.stored import StoredClaim

SCREENFUL = 2_000
"""Claims a table may have: it is measured as a whole before its first line is drawn."""
QUOTED = 90
"""Characters of a quote that a table shows."""


def write_claims(claims: Iterable[StoredClaim], form: ListFormat, stream: IO[str], *, width: int = 100, color: bool = False) -> int:
    """Write the claims in the form asked for, and give their number."""
    if form is ListFormat.TABLE:
        return _write_table(claims, stream, width=width, color=color)
    write = _csv_writer(stream) if form is ListFormat.CSV else _json_writer(stream)
    count = 0
    for stored in claims:
        write(claim_row(stored))
        count += 1
    return count


def to_frame(claims: Iterable[StoredClaim]) -> pl.DataFrame:
    """The claims as a data frame with the columns of ``COLUMNS``, typed; empty, with its columns, where there are none.

    Raises ``FormatError`` where polars (the extra ``tables``) is not installed.
    """
    try:
        import polars as pl  # noqa: PLC0415  an optional extra, and slow to import
    except ImportError as error:
        message = "expected polars for a data frame, found it missing; install it: pip install 'reportedly[tables]'"
        raise FormatError(message) from error
    types: dict[str, Any] = {
        "text": pl.String, "day": pl.Date, "time": pl.Datetime(time_zone="UTC"), "number": pl.Float64, "whole": pl.Int64,
        "yes-no": pl.Boolean,
    }  # fmt: skip
    schema = {column.name: types[column.type] for column in COLUMNS}
    rows = (claim_row(stored) for stored in claims)
    typed = [{column.name: _typed(row[column.name], column.type) for column in COLUMNS} for row in rows]
    return pl.DataFrame(typed, schema=schema)


def _typed(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind == "day":
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if kind == "time" else value


def _csv_writer(stream: IO[str]) -> Callable[[dict[str, Any]], object]:
    writer = csv.DictWriter(stream, NAMES, lineterminator="\r\n")  # RFC 4180
    writer.writeheader()
    return writer.writerow


def _json_writer(stream: IO[str]) -> Callable[[dict[str, Any]], object]:
    return lambda row: stream.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def _write_table(claims: Iterable[StoredClaim], stream: IO[str], *, width: int, color: bool) -> int:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("when", min_width=11)
    table.add_column("where", ratio=2)
    table.add_column("what", ratio=2)
    table.add_column("who says so", ratio=3)
    table.add_column("words", ratio=6)
    table.add_column("claim", no_wrap=True)
    count = more = 0
    for stored in claims:
        if count == SCREENFUL:
            more = 1
            break
        count += 1
        table.add_row(*_cells(stored))
    file = io.StringIO()
    console = Console(file=file, width=max(width, 60), force_terminal=color, color_system="256" if color else None, highlight=False, emoji=False, markup=False)
    if count:
        console.print(table)
    console.print(f"the first {SCREENFUL:,} claims; --format jsonl gives all" if more else f"{count:,} claim{'' if count == 1 else 's'}")
    stream.write(file.getvalue() if color else "\n".join(line.rstrip() for line in file.getvalue().split("\n")))
    return count


def _cells(stored: StoredClaim) -> tuple[str | Text, ...]:
    testimony = stored.testimony
    control = testimony.control
    what = ("" if testimony.positive else "not ") + testimony.event + ("" if testimony.mode.value == "happened" else f" ({testimony.mode.value})")
    if control:
        what += f"\n{control.before or '?'} → {control.after or '?'}"
    voice = chain_in_words(testimony.chain) or f"{testimony.outlet or 'the report'} itself"
    if testimony.interest and testimony.interest.value == "against":
        voice += " (against own interest)"
    quote = visible(testimony.quote)
    words = quote if len(quote) <= QUOTED else quote[: QUOTED - 1].rstrip() + "…"
    report, _, key = testimony.id.rpartition("/")
    return (
        days_in_words(testimony.days),
        visible(places_in_words(testimony) or "–"),
        what,
        visible(voice),
        words,
        Text(f"{visible(report)[:12]}/{key[:8]}", style="dim"),
    )
