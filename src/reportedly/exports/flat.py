"""claims ─write→ CSV: the columns of ``formats/claim_columns.py``, one row a claim.

The rule that must not be broken: every claim has a row, whatever is known of it.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from reportedly.exports.columns import row_writer
from reportedly.formats.claim_columns import COLUMNS, claim_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.exports.given import Given
    from reportedly.ledger.stored import StoredClaim


def write_flat(claims: Iterable[StoredClaim], stream: IO[str], given: Given) -> None:
    """Write every claim as it comes."""
    write = row_writer(stream, COLUMNS, spreadsheet_safe=given.spreadsheet_safe)
    for stored in claims:
        write(claim_row(stored))
        given.tally.written += 1
