"""What a user has, made into pages: an input line, bytes, a file, an address, a stream of JSON lines.

The rule that must not be broken: trouble with one page is a ``PageError`` with a message (or an issue beside the page),
never another exception; a stream goes on after a line it could not read, and holds one line in memory.
"""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from reportedly.core.errors import PageError
from reportedly.core.records import Found, Page, PublishedBasis
from reportedly.core.settings import Settings
from reportedly.pages.decode import decode, looks_like_html
from reportedly.pages.language import language_code

if TYPE_CHECKING:
    from pathlib import Path

GZIP = b"\x1f\x8b"
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})


class RowError(PageError):
    """An input line that is no page. ``report_id`` is the caller's id, when the line has a usable one."""

    def __init__(self, message: str, report_id: str | None = None) -> None:
        """``message`` says what was expected, what was found, what to try."""
        super().__init__(message)
        self.report_id = report_id


def page_from_row(row: object) -> Page:
    """The page of one input line (docs/reference/format.md, "Input line"). Raises ``RowError`` that names the field at fault.

    A reading that Reportedly wrote is the report in it. Unknown fields are left alone. ``published`` may be a date or a date-time;
    its calendar day as written is kept.
    """
    if not isinstance(row, Mapping):
        raise RowError(f"expected a JSON object, found {_kind(row)}")
    row = _report_of(row) if is_reading(row) else row
    report_id = row.get("id")
    if isinstance(report_id, int) and not isinstance(report_id, bool):
        report_id = str(report_id)
    known = report_id if isinstance(report_id, str) and report_id else None
    try:
        return _page(row, known)
    except RowError as error:
        raise RowError(str(error), known) from None


def is_reading(row: Mapping[str, Any]) -> bool:
    """Whether the line is what ``reportedly read`` or ``watch`` wrote of a report (docs/reference/format.md)."""
    return str(row.get("format", "")).startswith("reportedly/") and isinstance(row.get("report"), Mapping)


def _report_of(reading: Mapping[str, Any]) -> Mapping[str, Any]:
    """The input line of the report that was read: its clean text, to be kept to the letter; a day that was inferred is inferred anew."""
    report = reading["report"]
    published = report.get("published")
    told = isinstance(published, Mapping) and published.get("basis") in {PublishedBasis.GIVEN.value, PublishedBasis.METADATA.value}
    fields = {name: report.get(name) for name in ("text", "url", "outlet", "title", "authors", "language")}
    # An id that was made of the text would set the report apart from its own address.
    known = {} if fields["url"] else {"id": reading.get("id")}
    return {**fields, **known, "clean": True, "published": published["latest"] if told else None}


def _page(row: Mapping[str, Any], report_id: str | None) -> Page:
    if row.get("id") is not None and report_id is None:
        raise RowError(f'expected "id" to be a string that is not empty, found {"an empty one" if row["id"] == "" else _kind(row["id"])}')
    text, html = _string(row, "text"), _string(row, "html")
    if (text is None) == (html is None):
        found = "both" if text is not None else "neither"
        raise RowError(f'expected exactly one of "text" and "html", found {found}')
    clean, excerpt = _switch(row, "clean"), _switch(row, "excerpt")
    if clean and html is not None:
        raise RowError('expected "clean" with "text", found it with "html"; give the text, or leave "clean" out')
    return Page(
        id=report_id,
        text=text,
        html=html,
        clean=clean,
        url=_string(row, "url") or None,
        outlet=_string(row, "outlet") or None,
        title=_string(row, "title") or None,
        authors=_strings(row, "authors"),
        language=language_code(_string(row, "language")),
        published=_day(row),
        excerpt=excerpt,
    )


def page_from_bytes(data: bytes, settings: Settings, *, url: str | None = None, content_type: str | None = None, published: date | None = None) -> Found[Page]:
    """The page in these bytes, told to be HTML or plain text; issues say what could not be decoded.

    ``content_type`` is the HTTP header's value, charset and all. Raises ``PageError`` for what is no text and for too many bytes.
    """
    media_type, charset = parse_content_type(content_type)
    found = decode(data, charset=charset, max_bytes=settings.max_page_bytes)
    markup = media_type in _HTML_TYPES or looks_like_html(found.records) if media_type != "text/plain" else False
    page = Page(html=found.records, url=url, published=published) if markup else Page(text=found.records, url=url, published=published)
    return Found(page, found.issues)


def page_from_path(path: Path, settings: Settings) -> Found[Page]:
    """The page in this file (gzip is unpacked). Raises ``PageError`` when it cannot be read, is too large, or holds no text."""
    limit = settings.max_page_bytes
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
            if data.startswith(GZIP):
                stream.seek(0)
                data = gzip.GzipFile(fileobj=stream).read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PageError(f"expected a readable file at {path}, found: {reason}") from error
    if len(data) > limit:
        raise PageError(f"expected at most {limit:,} bytes in {path}, found more; raise max_page_bytes to read it")
    return page_from_bytes(data, settings)


def page_from_url(url: str, settings: Settings) -> Found[Page]:
    """The page at this address. Raises ``FetchError`` when it cannot be fetched within the limits, ``PageError`` when it is no text."""
    from reportedly.pages.fetch import fetch  # noqa: PLC0415  what speaks HTTP is loaded by who fetches

    fetched = fetch(url, settings)
    return page_from_bytes(fetched.data, settings, url=fetched.url, content_type=fetched.content_type)


def iter_rows(stream: BinaryIO, settings: Settings | None = None) -> Iterator[tuple[int, Page | PageError]]:
    """``(line number, page or what is wrong with the line)`` for each line that is not blank; numbers begin with 1.

    Gzip is told by its first bytes. A byte order mark and Windows line ends are passed over. A line longer than
    ``max_page_bytes`` (three times over, for JSON's escapes) is skipped without being held. A stream that breaks off ends with an error.
    """
    limit = 3 * (settings or Settings()).max_page_bytes
    number = 0
    try:
        for number, line in _iter_lines(_unpacked(stream), limit):
            if line is None:
                yield number, RowError(f"expected a line of at most {limit:,} bytes, found a longer one; raise max_page_bytes to read it")
            elif line.strip():
                yield number, _row(line)
    except (OSError, EOFError, zlib.error) as error:
        yield number + 1, RowError(f"expected lines to the end of the stream, found: {error}")


def parse_content_type(content_type: str | None) -> tuple[str | None, str | None]:
    """Media type (lower case) and charset of a Content-Type header; ``None`` where it says nothing.

    >>> parse_content_type("Text/HTML; charset=windows-1251")
    ('text/html', 'windows-1251')
    """
    head, *parameters = (content_type or "").split(";")
    charset = None
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip("\"'") or None
    return head.strip().lower() or None, charset


def _row(line: bytes) -> Page | PageError:
    try:
        return page_from_row(json.loads(line.decode("utf-8")))
    except UnicodeDecodeError as error:
        return RowError(f"expected UTF-8, found {error.object[error.start : error.end]!r} at byte {error.start} of the line")
    except RecursionError:
        return RowError("expected a JSON object, found one nested too deep")
    except ValueError as error:
        return RowError(f"expected JSON, found: {error}")
    except PageError as error:
        return error


def _unpacked(stream: BinaryIO) -> BinaryIO:
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))
    if buffered.peek(2)[:2] == GZIP:
        return cast("BinaryIO", gzip.GzipFile(fileobj=buffered))
    return cast("BinaryIO", buffered)


def _iter_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; ``None`` for one past the limit, which is read through and dropped."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
            continue
        while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def _switch(row: Mapping[str, Any], field: str) -> bool:
    value = row.get(field)
    if not isinstance(value, bool | None):
        raise RowError(f'expected "{field}" to be true or false, found {_kind(value)}')
    return bool(value)


def _string(row: Mapping[str, Any], field: str) -> str | None:
    value = row.get(field)
    if value is not None and not isinstance(value, str):
        raise RowError(f'expected "{field}" to be a string, found {_kind(value)}')
    return value


def _strings(row: Mapping[str, Any], field: str) -> tuple[str, ...]:
    value = row.get(field)
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise RowError(f'expected "{field}" to be a list of strings, found {_kind(value)}')
    return tuple(value)


def _day(row: Mapping[str, Any]) -> date | None:
    written = _string(row, "published")
    if not written:
        return None
    try:
        return datetime.fromisoformat(written.strip()).date()
    except ValueError:
        raise RowError(f'expected "published" to be an ISO date or date-time such as 2024-05-31, found {written!r}') from None


def _kind(value: object) -> str:
    """JSON's name for the type of a value."""
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", int: "a number", float: "a number", type(None): "null"}
    return names.get(type(value), type(value).__name__)
