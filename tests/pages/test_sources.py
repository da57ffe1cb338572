from __future__ import annotations

import gzip
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.errors import PageError
from reportedly.core.records import Page
from reportedly.core.settings import Settings
from reportedly.pages.sources import RowError, iter_rows, page_from_bytes, page_from_path, page_from_row, parse_content_type

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = Settings()


def test_a_full_row() -> None:
    page = page_from_row(
        {
            "id": "r1",
            "text": "The army left.",
            "clean": True,
            "url": "https://north.example/1",
            "outlet": "North Herald",
            "title": "Army leaves",
            "authors": ["A. Writer"],
            "language": "EN-gb",
            "published": "2024-05-31T23:30:00+02:00",
            "unknown": 1,
        }
    )
    assert page == Page(
        id="r1",
        text="The army left.",
        clean=True,
        url="https://north.example/1",
        outlet="North Herald",
        title="Army leaves",
        authors=("A. Writer",),
        language="en",
        published=date(2024, 5, 31),
    )


def test_empty_metadata_is_none() -> None:
    page = page_from_row({"html": "<p>x", "url": "", "title": "", "published": "", "authors": None, "id": 7})
    assert (page.id, page.url, page.title, page.published, page.authors) == ("7", None, None, None, ())


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ([], "expected a JSON object, found a list"),
        ("text", "expected a JSON object, found a string"),
        ({}, 'exactly one of "text" and "html", found neither'),
        ({"text": "a", "html": "b"}, "found both"),
        ({"text": 5}, '"text" to be a string, found a number'),
        ({"text": "a", "clean": "yes"}, '"clean" to be true or false, found a string'),
        ({"html": "a", "clean": True}, 'found it with "html"'),
        ({"text": "a", "published": "yesterday"}, "ISO date"),
        ({"text": "a", "published": 2024}, '"published" to be a string'),
        ({"text": "a", "authors": [1]}, '"authors" to be a list of strings'),
        ({"text": "a", "id": {}}, '"id" to be a string that is not empty, found an object'),
        ({"text": "a", "id": ""}, "found an empty one"),
    ],
)
def test_a_row_at_fault_names_the_field(row: object, message: str) -> None:
    with pytest.raises(RowError, match=message):
        page_from_row(row)


def test_the_error_keeps_the_callers_id() -> None:
    with pytest.raises(RowError) as caught:
        page_from_row({"id": "r9"})
    assert caught.value.report_id == "r9"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["id", "text", "html", "clean", "published", "authors", "language"]), inner, max_size=4)
        ),
        max_leaves=8,
    )
)
def test_any_json_gives_a_page_or_a_row_error(row: Any) -> None:
    try:
        assert isinstance(page_from_row(row), Page)
    except RowError as error:
        message = str(error)
    else:
        message = "expected nothing else"
    assert message.startswith("expected")


def test_rows_of_a_stream() -> None:
    lines = [b'\xef\xbb\xbf{"text": "one"}\r\n', b"\r\n", b"{broken\n", b'{"text": "\xff"}\n', b"[" * 100_000 + b"\n", b'{"text": "last"}']
    rows = list(iter_rows(io.BytesIO(b"".join(lines))))
    assert [number for number, _ in rows] == [1, 3, 4, 5, 6]
    assert [type(row) for _, row in rows] == [Page, RowError, RowError, RowError, Page]
    last = rows[-1][1]
    assert isinstance(last, Page)
    assert last.text == "last"


def test_gzip_is_told_by_its_first_bytes() -> None:
    data = gzip.compress(b'{"text": "one"}\n{"text": "two"}\n')
    assert [number for number, _ in iter_rows(io.BytesIO(data))] == [1, 2]


def test_a_gzip_that_breaks_off_ends_with_an_error() -> None:
    data = gzip.compress(json.dumps({"text": "x" * 100}).encode() + b"\n")[:-12]
    rows = list(iter_rows(io.BytesIO(data)))
    assert isinstance(rows[-1][1], PageError)


def test_a_line_too_long_is_skipped_and_the_next_is_read() -> None:
    data = b'{"text": "' + b"x" * 1_000 + b'"}\n{"text": "next"}\n'
    rows = list(iter_rows(io.BytesIO(data), Settings(max_page_bytes=100)))
    assert [number for number, _ in rows] == [1, 2]
    assert isinstance(rows[0][1], PageError)
    assert isinstance(rows[1][1], Page)


def test_bytes_of_markup_and_of_text() -> None:
    assert page_from_bytes(b"<html><p>x</p>", SETTINGS).records.html == "<html><p>x</p>"
    assert page_from_bytes(b"The army left.", SETTINGS).records.text == "The army left."
    assert page_from_bytes(b"<html>as an example", SETTINGS, content_type="text/plain").records.html is None
    assert page_from_bytes(b"bare words", SETTINGS, content_type="text/html; charset=utf-8").records.html == "bare words"


def test_a_file_plain_and_packed(tmp_path: Path) -> None:
    plain, packed = tmp_path / "page.txt", tmp_path / "page.txt.gz"
    plain.write_bytes("Армия ушла из города.".encode("cp1251"))
    packed.write_bytes(gzip.compress(b"The army left."))
    assert page_from_path(plain, SETTINGS).records.text == "Армия ушла из города."
    assert page_from_path(packed, SETTINGS).records.text == "The army left."


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(PageError, match="readable file"):
        page_from_path(tmp_path / "missing.txt", SETTINGS)
    with pytest.raises(PageError, match="readable file"):
        page_from_path(tmp_path, SETTINGS)


def test_a_file_too_large_even_when_packed(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.gz"
    bomb.write_bytes(gzip.compress(b"x" * 10_000))
    with pytest.raises(PageError, match="max_page_bytes"):
        page_from_path(bomb, Settings(max_page_bytes=1_000))


@pytest.mark.parametrize(
    ("header", "parts"),
    [(None, (None, None)), ("text/html", ("text/html", None)), ('TEXT/Plain; boundary=x; Charset="UTF-8"', ("text/plain", "UTF-8"))],
)
def test_content_type(header: str | None, parts: tuple[str | None, str | None]) -> None:
    assert parse_content_type(header) == parts
