"""Copies from Python."""

from __future__ import annotations

from datetime import date

import pytest

import reportedly
from reportedly.copies import text_of
from reportedly.core.records import Page
from reportedly.core.settings import Settings
from reportedly.packs.load import load_pack

TOLD = "Two missiles hit the bridge at Oldford at dawn and tore up the rails. Nobody was hurt, the mayor Per Linde wrote to the council."


def test_pages_and_rows_go_in_and_an_index_comes_out() -> None:
    rows: list[Page | dict[str, object]] = [
        Page(id="a", text=TOLD, clean=True, published=date(2023, 5, 2)),
        {"id": "b", "text": f"{TOLD} More soon.", "clean": True, "published": "2023-05-03"},
    ]
    index = reportedly.find_copies(rows)
    (found,) = index.dependences()
    assert (found.a, found.b, found.relation, found.source) == ("a", "b", "copy", "a")
    assert isinstance(found, reportedly.Dependence)
    assert len(set(index.families().values())) == 1


def test_a_row_that_is_no_report_is_told() -> None:
    with pytest.raises(reportedly.PageError, match="exactly one of"):
        reportedly.find_copies([{"id": "a"}])


def test_the_default_id_is_that_of_read() -> None:
    page = Page(text=TOLD, clean=True, url="https://example.org/bridge")
    report, text, published = text_of(page, load_pack("russia_ukraine_2022"), Settings())
    assert (report, text, published) == (reportedly.read(page).id, TOLD, None)


def test_furniture_of_a_flattened_page_is_left_out() -> None:
    page = Page(id="a", text=f"Bridge hit\n\n{TOLD}\n\nShare this article\nRead More\nLeave a Reply\nYour email address will not be published.\n")
    _, text, _ = text_of(page, load_pack("russia_ukraine_2022"), Settings())
    assert TOLD in text
    assert "Leave a Reply" not in text
