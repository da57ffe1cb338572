from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.errors import PageError
from reportedly.pages.decode import decode, looks_like_html

RUSSIAN = "Губернатор сообщил, что войска отошли от города. Об этом говорится в сводке за понедельник."
UKRAINIAN = "Губернатор повідомив, що війська відійшли від міста. Її м'яч лежить біля річки."
FRENCH = "Le maire a déclaré que l’armée s’était retirée du village à l’été."
POLISH = "Burmistrz powiedział, że wojsko wycofało się z miasta. Zażółć gęślą jaźń."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8_u", "cp866"])
def test_russian_in_every_encoding_it_comes_in(encoding: str) -> None:
    found = decode(RUSSIAN.encode(encoding))
    assert found.records == RUSSIAN
    assert found.issues == ()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(UKRAINIAN, "cp1251"), (UKRAINIAN, "koi8_u"), (FRENCH, "cp1252"), (POLISH, "cp1250"), ("“Quoted” — it’s naïve", "cp1252")],
)
def test_old_code_pages_are_told_by_their_letters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).records == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding: str) -> None:
    text = "The army left the town. The mayor said so."
    assert decode(text.encode(encoding)).records == text


def test_what_the_page_declares_beats_the_guess() -> None:
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head><p>Да'
    assert decode(page.encode("cp1251")).records == page


def test_what_the_server_declares_beats_the_page() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><p>Да</p>'
    assert decode(page.encode("koi8_r"), charset="koi8-r").records == page


def test_utf8_beats_a_wrong_declaration() -> None:
    assert decode(RUSSIAN.encode(), charset="windows-1252").records == RUSSIAN


@pytest.mark.parametrize("charset", ["no-such-charset", "hex", "utf-16", ""])
def test_a_charset_that_is_none_is_passed_over(charset: str) -> None:
    assert decode(b"plain words", charset=charset).records == "plain words"


def test_broken_utf8_is_replaced_and_counted() -> None:
    found = decode(RUSSIAN.encode() + b"\xff and \xfe")
    assert found.records == RUSSIAN + "\ufffd and \ufffd"
    (issue,) = found.issues
    assert issue.code == "broken-encoding"
    assert "found 2 places" in issue.message


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 rest", "PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x1f\x8b\x08rest", "gzip"),
        (b"\x00\x00\x00\x20ftypisom", "film"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x00\x01\x02" * 500, "binary"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, what: str) -> None:
    with pytest.raises(PageError, match=what):
        decode(data)


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(PageError, match="at most 10 bytes"):
        decode(b"x" * 11, max_bytes=10)


def test_no_bytes_are_no_text() -> None:
    assert decode(b"").records == ""


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_page_error(data: bytes) -> None:
    try:
        found = decode(data)
    except PageError:
        return
    assert isinstance(found.records, str)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    data = b"\xef\xbb\xbf" + text.encode()
    assert decode(data).records == text


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("<!DOCTYPE html><p>x", True),
        ("  <html>", True),
        ("<div>a</div><p>b</p><p>c</p>", True),
        ("<p>one</p>", True),
        ("The army < the navy, and 3 > 2.", False),
        ("He wrote <b> in the margin.", False),
        ("", False),
    ],
)
def test_markup_is_told_from_text(text: str, *, markup: bool) -> None:
    assert looks_like_html(text) is markup
