from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.exports import acled, datasette, ftm, ucdp
from reportedly.exports.columns import Column, cell, row_writer
from reportedly.ledger.blobs import storable

TWO = (Column("a", "text", "One."), Column("b", "number", "Two."))


def test_a_row_has_the_columns_in_order_and_empty_where_nothing_is_known() -> None:
    stream = io.StringIO()
    write = row_writer(stream, TWO, spreadsheet_safe=False)
    write({"b": -1.5})
    assert stream.getvalue() == "a,b\r\n,-1.5\r\n"
    with pytest.raises(ValueError, match="no columns: \\['c'\\]"):
        write({"c": 1})


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a"])
def test_formulas_are_defused_on_demand_only(text: str) -> None:
    assert cell(text, spreadsheet_safe=True) == "'" + text
    assert cell(text) == text
    assert cell(-1.5, spreadsheet_safe=True) == -1.5
    assert cell("1=1", spreadsheet_safe=True) == "1=1"


@settings(max_examples=200)
@given(st.lists(st.one_of(st.text(st.characters()), st.none()), min_size=2, max_size=2))
def test_what_is_written_is_read_back(values: list[str | None]) -> None:
    stream = io.StringIO(newline="")
    row_writer(stream, TWO, spreadsheet_safe=False)({"a": values[0], "b": values[1]})
    stream.seek(0)
    _, row = csv.reader(stream)
    assert row == [storable(value or "") for value in values]


@pytest.mark.parametrize("columns", [acled.COLUMNS, ucdp.COLUMNS, ftm.STATEMENT_COLUMNS, *datasette.TABLES.values()])
def test_columns_have_names_of_their_own_and_say_what_stands_in_them(columns: tuple[Column, ...]) -> None:
    assert len({column.name for column in columns}) == len(columns)
    assert all(column.about.endswith(".") for column in columns)
