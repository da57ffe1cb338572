"""JSON: objects line by line, arrays of objects, and the answers of news services, which are arrays with a few words around them.

The rule that must not be broken: an object in our own input format is read as that page says (docs/reference/format.md); any other by its columns.
One line, one item, is held at a time.
"""

from __future__ import annotations

import dataclasses
import io
import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from reportedly.core.errors import PageError
from reportedly.core.records import Found, Issue, Page
from reportedly.pages.sources import RowError, is_reading, page_from_row
from reportedly.readers.columns import GUESSES, find_columns, page_of_row, plain_name
from reportedly.readers.items import Fault, iter_items
from reportedly.readers.lines import iter_lines
from reportedly.readers.moments import FoundDay, check_day
from reportedly.readers.seam import Inside, Intake, Reader, ReadOptions, Source, snapshot_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ENDINGS = frozenset({".jsonl", ".ndjson", ".jsonlines", ".json"})
_OBJECT = re.compile(rb"\s*\{\s*(?:\"|\})")
_ARRAY = re.compile(rb"\s*\[\s*(?:\{\s*\"|\]\s*$)")
AROUND = ("articles", "results", "items", "data", "docs", "documents", "records", "entries", "posts", "news", "stories", "hits")
"""What news services and archives call the array of reports in what they answer; the first that is there is taken."""
_AROUND = re.compile(rb'"(' + "|".join(AROUND).encode() + rb')"\s*:\s*\[\s*(?:\{|\])')


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
    head = source.head.removeprefix(b"\xef\xbb\xbf")
    path = () if _ARRAY.match(head) else _path_inside(head)
    if path is not None:
        with source.open() as stream:
            yield from _of_array(stream, path, source, "", options)
        return
    with source.open() as stream:
        for number, data, fault in iter_lines(stream, _limit(options)):
            if data is None:
                yield _broken(source, f"{number}", fault)
            elif data.strip():
                yield from _of_line(data.strip(), source, number, options)


def _path_inside(head: bytes) -> tuple[str, ...] | None:
    """Where the array of reports is in an object that is written over several lines; ``None`` where each line is an object of its own, or none is known."""
    first, end, _ = head.lstrip().partition(b"\n")
    found = _AROUND.search(head)
    if not end or found is None or _is_object(first, whole=True):
        return None
    return None if _has_words(re.findall(rb'"([^"\\]{1,60})"\s*:\s*"', head[: found.start()])) else (found[1].decode(),)


def _has_words(keys: Iterable[bytes | str]) -> bool:
    """Whether one of these is the name of a column with the words of a report; a title or a description may be that of the whole."""
    names = {plain_name(key.decode("utf-8", "replace") if isinstance(key, bytes) else key) for key in keys}
    return not names.isdisjoint((*GUESSES["text"], *GUESSES["html"]))


def _of_line(data: bytes, source: Source, number: int, options: ReadOptions) -> Iterator[Intake]:
    """The report of a line, or, where the line is what a service answered, the reports in it."""
    value = _parsed(data)
    if isinstance(value, RowError):
        yield _broken(source, f"{number}", str(value))
        return
    name = _inside(value)
    if name is None:
        yield _intake(value, data, source, f"{number}", options)
    else:
        yield from _of_array(io.BytesIO(data), (name,), source, f"{number}.", options)


def _of_array(stream: BinaryIO, path: tuple[str, ...], source: Source, before: str, options: ReadOptions) -> Iterator[Intake]:
    for number, item in enumerate(iter_items(stream, path, limit=_limit(options)), start=1):
        place = f"{before}{number}"
        yield _broken(source, place, item.message) if isinstance(item, Fault) else _intake(item.value, item.data, source, place, options)


def _inside(value: object) -> str | None:
    """What the array of reports is called in an object that is none itself."""
    if not isinstance(value, Mapping) or is_reading(value) or _has_words(key for key, known in value.items() if isinstance(known, str)):
        return None
    name = next((name for name in AROUND if isinstance(value.get(name), list)), None)
    return name if name is not None and all(isinstance(item, Mapping) for item in value[name]) else None


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


def _intake(value: object, data: bytes, source: Source, number: str, options: ReadOptions) -> Intake:
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


def _broken(source: Source, number: str, message: str, known: str | None = None) -> Intake:
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
