"""JSON: objects line by line, and arrays of objects.

The rule that must not be broken: an object in our own input format is read as that page says (docs/reference/format.md); any other by its columns.
One line, one item, is held at a time.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from reportedly.core.errors import PageError
from reportedly.core.records import Found, Issue, Page
from reportedly.pages.sources import RowError, is_reading, page_from_row
from reportedly.readers.columns import find_columns, page_of_row
from reportedly.readers.items import Fault, iter_items
from reportedly.readers.lines import iter_lines
from reportedly.readers.moments import FoundDay, check_day
from reportedly.readers.seam import Inside, Intake, Reader, ReadOptions, Source, snapshot_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDINGS = frozenset({".jsonl", ".ndjson", ".jsonlines", ".json"})
_OBJECT = re.compile(rb"\s*\{\s*(?:\"|\})")
_ARRAY = re.compile(rb"\s*\[\s*(?:\{\s*\"|\]\s*$)")


def tells(source: Source) -> bool:
    """True for lines that begin with JSON objects, and for an array of them."""
    head = source.head.removeprefix(b"\xef\xbb\xbf")
    if _ARRAY.match(head):
        return True
    if not _OBJECT.match(head):
        return False
    return source.suffix in _ENDINGS or _is_object(head.lstrip().partition(b"\n")[0], whole=b"\n" in head.lstrip())


def read_rows(source: Source, options: ReadOptions, inside: Inside) -> Iterator[Intake]:  # noqa: ARG001  rows hold no sources
    """A report for each line or item; one that is none is answered under its id, or as ``NAME#N``."""
    if _ARRAY.match(source.head.removeprefix(b"\xef\xbb\xbf")):
        with source.open() as stream:
            for number, item in enumerate(iter_items(stream, (), limit=_limit(options)), start=1):
                yield _intake(item.value, item.data, source, number, options) if not isinstance(item, Fault) else _broken(source, number, item.message)
        return
    with source.open() as stream:
        for number, data, fault in iter_lines(stream, _limit(options)):
            if data is None:
                yield _broken(source, number, fault)
            elif data.strip():
                value = _parsed(data)
                if isinstance(value, RowError):
                    yield _broken(source, number, str(value))
                else:
                    yield _intake(value, data.strip(), source, number, options)


def _limit(options: ReadOptions) -> int:
    return 3 * options.settings.max_page_bytes  # for JSON's escapes


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return RowError(f"expected UTF-8, found {error.object[error.start : error.end]!r} at byte {error.start} of the line")
    except RecursionError:
        return RowError("expected a JSON object, found one nested too deep")
    except ValueError as error:
        return RowError(f"expected JSON, found: {error}")


def _intake(value: object, data: bytes, source: Source, number: int, options: ReadOptions) -> Intake:
    try:
        found = _page(value, f"{source.name}#{number}", options)
    except PageError as error:
        known = error.report_id if isinstance(error, RowError) else None
        return _broken(source, number, str(error), known)
    snapshot = snapshot_of(data, options, media_type="application/json", url=found.records.url, retrieved=source.retrieved)
    return Intake(page=found.records, issues=found.issues, snapshot=snapshot)


def _page(value: object, name: str, options: ReadOptions) -> Found[Page]:
    if not isinstance(value, Mapping):
        raise RowError(f"expected a JSON object, found {type(value).__name__}")
    if not options.columns and (is_reading(value) or isinstance(value.get("text"), str) != isinstance(value.get("html"), str)):
        try:
            page = page_from_row(value)
        except RowError:
            page = None
        if page is not None:
            day = check_day(page.published) if page.published else FoundDay()
            return Found(dataclasses.replace(page, published=day.day), day.issues)
    return page_of_row(value, find_columns(list(value), options), options, name)


def _broken(source: Source, number: int, message: str, known: str | None = None) -> Intake:
    issue = Issue(code="line-unreadable", message=f"line {number}: {message}")
    return Intake(page=Page(id=known or f"{source.name}#{number}"), issues=(issue,), readable=False)


def _is_object(line: bytes, *, whole: bool) -> bool:
    """True for a line that is a JSON object, or the cut-off beginning of one."""
    if not whole:
        return bool(re.match(rb'\s*\{\s*"[^"\\]{1,60}"\s*:', line))
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


READER = Reader("JSON rows", True, tells, read_rows)  # noqa: FBT003
