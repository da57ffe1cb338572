"""Columns of the forms that are tables, and how their cells are written.

The rule that must not be broken: a file is read back cell for cell by any reader of RFC 4180; nothing in a report can add a row or a column.
"""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING

from reportedly.formats.claim_columns import Column
from reportedly.ledger.blobs import storable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reportedly.formats.claim_columns import Value

__all__ = ["Column", "cell", "row_writer"]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet takes for a formula (OWASP, CSV Injection), or that hides one behind white space."""


def row_writer(stream: IO[str], columns: Sequence[Column], *, spreadsheet_safe: bool) -> Callable[[Mapping[str, Value]], object]:
    """What writes a row under the columns' names, which are written at once. A key that is no column is an error; one that is missing is empty."""
    writer = csv.writer(stream, lineterminator="\r\n")  # RFC 4180
    names = [column.name for column in columns]
    known = set(names)
    writer.writerow(names)

    def write(row: Mapping[str, Value]) -> object:
        if not row.keys() <= known:
            message = f"a row has keys that are no columns: {sorted(row.keys() - known)}"
            raise ValueError(message)
        return writer.writerow([cell(row.get(name), spreadsheet_safe=spreadsheet_safe) for name in names])

    return write


def cell(value: Value, *, spreadsheet_safe: bool = False) -> Value:
    r"""The value as a cell: NUL and lone surrogates, which many readers stop at, as escapes.

    >>> cell("=1+1", spreadsheet_safe=True), cell(-1.5, spreadsheet_safe=True), cell("a\x00b")
    ("'=1+1", -1.5, 'a\\x00b')
    """
    if not isinstance(value, str):
        return value
    text = storable(value)
    return f"'{text}" if spreadsheet_safe and text.startswith(FORMULA) else text
