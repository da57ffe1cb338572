from __future__ import annotations

import csv
import io
import json

import pytest

from reportedly.formats.list_format import ListFormat
from reportedly.formats.plain_lists import SCREENFUL, write_list

ROWS: list[dict[str, str | int | None]] = [{"name": "Tarn, the old", "count": 1200}, {"name": None, "count": 7}, {"name": "evil \x1b[31m\nline", "count": 0}]


def written(rows: list[dict[str, str | int | None]], form: ListFormat) -> str:
    stream = io.StringIO()
    write_list(rows, form, stream, noun="town")
    return stream.getvalue()


def test_every_form_holds_every_row() -> None:
    assert [json.loads(line) for line in written(ROWS, ListFormat.JSONL).splitlines()] == ROWS
    cells = list(csv.DictReader(io.StringIO(written(ROWS, ListFormat.CSV), newline="")))
    assert [cell["count"] for cell in cells] == ["1200", "7", "0"]
    assert cells[0]["name"] == "Tarn, the old"


def test_a_table_obeys_nothing_in_its_cells() -> None:
    text = written(ROWS, ListFormat.TABLE)
    assert "\x1b" not in text
    assert "1,200" in text
    assert text.strip().endswith("3 towns")


@pytest.mark.parametrize("form", list(ListFormat))
def test_no_rows(form: ListFormat) -> None:
    assert written([], form).strip() in {"", "0 towns"}


def test_a_table_has_an_end() -> None:
    rows: list[dict[str, str | int | None]] = [{"n": number} for number in range(SCREENFUL + 5)]
    assert "--format jsonl gives all" in written(rows, ListFormat.TABLE)
