"""rows ─write→ a table for the screen, CSV or JSON lines: lists that need no form of their own.

The rule that must not be broken: every row has the same keys; they are the columns.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
from typing import IO, TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table

from reportedly.formats.list_format import ListFormat
from reportedly.formats.words import plural, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Row = Mapping[str, str | int | float | bool | None]

SCREENFUL = 2_000
"""Rows a table may have: it is measured as a whole before its first line is drawn."""


def write_list(
    rows: Iterable[Row], form: ListFormat, stream: IO[str], *, noun: str, left_out: frozenset[str] = frozenset(), width: int = 100, color: bool = False
) -> int:
    """Write the rows in the form asked for, and give their number. ``noun`` is what a row is called; a table does without the columns ``left_out``."""
    if form is ListFormat.TABLE:
        short = ({name: value for name, value in row.items() if name not in left_out} for row in rows)
        return _write_table(short, stream, noun, width, color=color)
    count = 0
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        count += 1
        if form is ListFormat.JSONL:
            stream.write(json.dumps(dict(row), ensure_ascii=False, separators=(",", ":")) + "\n")
            continue
        if writer is None:
            writer = csv.DictWriter(stream, list(row), lineterminator="\r\n")  # RFC 4180
            writer.writeheader()
        writer.writerow(row)
    return count


def _write_table(rows: Iterator[Row], stream: IO[str], noun: str, width: int, *, color: bool) -> int:
    shown = list(itertools.islice(rows, SCREENFUL))
    more = next(rows, None) is not None
    file = io.StringIO()
    console = Console(file=file, width=max(width, 60), force_terminal=color, color_system="256" if color else None, highlight=False, emoji=False, markup=False)
    if shown:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for name in shown[0]:
            kept = [row[name] for row in shown if row[name] is not None]
            table.add_column(name.replace("_", " "), justify="right" if kept and all(isinstance(value, int | float) for value in kept) else "left")
        for row in shown:
            table.add_row(*("" if value is None else f"{value:,}" if isinstance(value, int) else visible(str(value)) for value in row.values()))
        console.print(table)
    console.print(f"the first {plural(SCREENFUL, noun)}; --format jsonl gives all" if more else plural(len(shown), noun))
    stream.write(file.getvalue() if color else "\n".join(line.rstrip() for line in file.getvalue().split("\n")))
    return len(shown)
