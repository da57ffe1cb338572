from __future__ import annotations

import csv
import io

from tests.exports.made import HOSTILE, claim, given, hostile, written

from reportedly.exports.flat import write_flat
from reportedly.formats.claim_columns import NAMES
from reportedly.ledger.blobs import storable


def test_every_claim_has_a_row_under_the_documented_columns() -> None:
    with_ = given()
    rows = list(csv.DictReader(io.StringIO(written(write_flat, [claim(), claim(places=())], with_), newline="")))
    assert [list(row) for row in rows] == [list(NAMES)] * 2
    assert (rows[0]["place"], rows[1]["place"], rows[0]["longitude"]) == ("Bellmere", "", "-37.25")
    assert with_.tally.written == 2


def test_hostile_texts_come_back_to_the_letter() -> None:
    csv.field_size_limit(10_000_000)
    rows = list(csv.DictReader(io.StringIO(written(write_flat, hostile()), newline="")))
    assert [row["quote"] for row in rows] == [storable(text) for text in HOSTILE]


def test_safe_for_spreadsheets() -> None:
    csv.field_size_limit(10_000_000)
    rows = list(csv.DictReader(io.StringIO(written(write_flat, hostile(), given(spreadsheet_safe=True)), newline="")))
    assert rows[0]["quote"] == "'" + HOSTILE[0]
    assert rows[0]["longitude"] == "-37.25"
    assert not any(value.startswith(("=", "+", "@")) for row in rows for value in row.values())
