from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from reportedly.core.errors import PageError
from reportedly.readers.columns import find_columns, join_words, page_of_row
from reportedly.readers.seam import ReadOptions

NONE = ReadOptions()


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Title", "Full Text", "Published_At", "Source"], {"title": "Title", "text": "Full Text", "published": "Published_At", "outlet": "Source"}),
        (["url", "date", "body"], {"url": "url", "published": "date", "text": "body"}),
        (["seendate", "date", "title", "domain"], {"title": "title", "published": "date", "outlet": "domain"}),
        (["description", "text"], {"summary": "description", "text": "text"}),
        (["name", "notes"], {"title": "name", "text": "notes"}),
    ],
)
def test_guesses(names: list[str], found: dict[str, str]) -> None:
    assert dict(find_columns(names, NONE)) == found


def test_a_column_is_taken_once_and_the_callers_word_wins() -> None:
    assert dict(find_columns(["a", "title", "text"], ReadOptions(columns=(("title", "text"), ("id", "A"))))) == {"title": "text", "id": "a"}


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        (("Bridge closed", "It fell.", "It fell. Nobody was hurt."), "Bridge closed\n\nIt fell. Nobody was hurt."),
        (("Bridge closed", "It fell and nobody …", "It fell and nobody was hurt."), "Bridge closed\n\nIt fell and nobody was hurt."),
        (("Bridge closed", None, "Bridge closed. It fell."), "Bridge closed. It fell."),
        (("Bridge closed", "BRIDGE CLOSED today", None), "BRIDGE CLOSED today"),
        (("Bridge closed", None, None), "Bridge closed"),
        ((None, None, None), ""),
        ((None, "5 < 6 and 7 > 6", None), "5 < 6 and 7 > 6"),
    ],
)
def test_nothing_is_said_twice_and_nothing_is_lost(pieces: tuple[str | None, str | None, str | None], joined: str) -> None:
    assert join_words(*pieces) == joined


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ({"text": "x", "author": ["A", {"name": "B"}]}, "authors", ("A", "B")),
        ({"text": "x", "author": "A | B"}, "authors", ("A", "B")),
        ({"text": "x", "id": 12.0}, "id", "12"),
        ({"text": "x", "url": "not an address"}, "url", None),
        ({"text": "x", "lang": "Ukrainian"}, "language", None),
        ({"text": "x", "lang": "uk-UA"}, "language", "uk"),
        ({"text": "x", "source": None}, "outlet", None),
        ({"text": ["a", "b"]}, "text", "a, b"),
    ],
)
def test_cells_of_every_kind(row: dict[str, Any], field: str, value: object) -> None:
    assert getattr(page_of_row(row, find_columns(list(row), NONE), NONE, "t#1").records, field) == value


def test_html_goes_in_as_html() -> None:
    row = {"title": "Bridge", "html": "<p>Closed.</p>"}
    page = page_of_row(row, find_columns(list(row), NONE), NONE, "t#1").records
    assert (page.html, page.text, page.title, page.path) == ("<p>Closed.</p>", None, "Bridge", "t#1")


def test_of_text_and_html_the_html_is_read_and_that_is_told() -> None:
    row = {"text": "Closed.", "html": "<p>Closed.</p>"}
    found = page_of_row(row, find_columns(list(row), NONE), NONE, "t#1")
    assert (found.records.html, found.records.text) == ("<p>Closed.</p>", None)
    assert [issue.code for issue in found.issues] == ["text-passed-over"]


def test_whoever_names_the_texts_column_has_the_text() -> None:
    row = {"text": "Closed.", "html": "<p>Closed.</p>"}
    options = dataclasses.replace(NONE, columns=(("text", "text"),))
    found = page_of_row(row, find_columns(list(row), options), options, "t#1")
    assert (found.records.html, found.records.text) == (None, "Closed.")
    assert not found.issues


def test_a_row_without_words_is_none() -> None:
    with pytest.raises(PageError, match="expected a title"):
        page_of_row({"title": " ", "url": "https://tarn.example"}, {"title": "title"}, NONE, "t#1")
