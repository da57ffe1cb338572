"""CSV and TSV, as spreadsheets, data portals and scrapers write them.

The rule that must not be broken: a row that cannot be read is answered in its place and the next one is read; a quotation mark that is never closed
costs at most the limit of a page.
"""

from __future__ import annotations

import codecs
import csv
import dataclasses
import io
from typing import TYPE_CHECKING, BinaryIO, cast

from reportedly.core.errors import PageError
from reportedly.core.records import Issue, Page
from reportedly.pages.decode import decode, find_encoding
from reportedly.readers.columns import GUESSES, find_columns, page_of_row, plain_name
from reportedly.readers.lines import BROKEN, iter_lines
from reportedly.readers.seam import HEAD, Inside, Intake, Reader, ReadOptions, Source, snapshot_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDINGS = frozenset({".csv", ".tsv", ".tab"})
_MARKS = ",;\t|"
_KNOWN = frozenset(guess for guesses in GUESSES.values() for guess in guesses)
_MOST_COLUMNS = 2_000


def tells(source: Source) -> bool:
    """True by the name's ending; else when the first line is nothing but names of columns that tables of reports have, two at the least."""
    if source.suffix in _ENDINGS:
        return True
    try:
        header = decode(source.head).records.partition("\n")[0].strip("\r")
    except PageError:
        return False
    names = [plain_name(name) for name in _split(header, _mark(header))]
    return (
        len(names) > 1
        and sum(name in _KNOWN for name in names) >= max(2, 0.6 * len(names))
        and any(name in GUESSES["title"] + GUESSES["text"] for name in names)
    )


def read_table(source: Source, options: ReadOptions, inside: Inside) -> Iterator[Intake]:  # noqa: ARG001  rows hold no sources
    """A report for each row. Raises ``PageError`` when there is no column with words, or the file is no text."""
    if not source.head.strip():
        return
    encoding = find_encoding(source.head)
    mark = "\t" if source.suffix in {".tsv", ".tab"} else _mark(decode(source.head).records.partition("\n")[0])
    with source.open() as stream:
        lines = _Lines(stream, encoding, options.settings.max_page_bytes)
        rows = csv.reader(lines, delimiter=mark)
        names = _next_row(rows, options)
        if not isinstance(names, list) or len(names) > _MOST_COLUMNS:
            raise PageError(f"expected a line with the names of the columns in {source.name}, found {str(names)[:200]}")
        names = [name.strip().lstrip("\ufeff") for name in names]
        columns = find_columns(names, options)
        lines.taken.clear()
        while (row := _next_row(rows, options)) is not None:
            number, data = lines.number, b"".join(lines.taken)
            lines.taken.clear()
            faults, lines.faults = lines.faults, []
            yield from (_broken(source, at, fault) for at, fault in faults)
            if isinstance(row, str):
                yield _broken(source, number, row)
            elif any(cell.strip() for cell in row):
                intake = _intake(dict(zip(names, row, strict=False)), columns, data, source, number, options)
                # Only within quotation marks the parser asks for one more line before it gives the last row.
                yield _unclosed(intake, source, number) if lines.ended else intake
        yield from (_broken(source, at, fault) for at, fault in lines.faults)


def _intake(row: dict[str, str], columns: object, data: bytes, source: Source, number: int, options: ReadOptions) -> Intake:
    try:
        found = page_of_row(row, columns, options, f"{source.name}#{number}")  # type: ignore[arg-type]
    except PageError as error:
        return _broken(source, number, str(error))
    issues = found.issues
    if "\ufffd" in "".join(row.values()):
        issues += (Issue(code="broken-encoding", message=f"line {number} of {source.name} has bytes that cannot be decoded; each is shown as \ufffd"),)
    snapshot = snapshot_of(data, options, media_type="text/csv", url=found.records.url, retrieved=source.retrieved)
    return Intake(page=found.records, issues=issues, snapshot=snapshot)


def _unclosed(intake: Intake, source: Source, number: int) -> Intake:
    """The last row, whose quotation mark is never closed: the file breaks off, or all after the mark was taken for one cell."""
    message = f"expected a closing quotation mark in the last row of {source.name} (line {number}), found the end of the file; what there is was read"
    return dataclasses.replace(intake, issues=(*intake.issues, Issue(code="container-broken", message=message)))


class _Lines:
    """Decoded lines for the standard library's parser, and the bytes it has taken since they were last cleared."""

    def __init__(self, stream: BinaryIO, encoding: str, limit: int) -> None:
        self.lines = iter_lines(stream if not encoding.startswith(("utf-16", "utf-32")) else cast("BinaryIO", _as_utf8(stream, encoding)), limit)
        self.encoding = encoding if not encoding.startswith(("utf-16", "utf-32")) else "utf-8"
        self.number = 0
        self.taken: list[bytes] = []
        self.faults: list[tuple[int, str]] = []
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        for line in self.lines:
            self.number = line.number
            if line.data is None:
                self.faults.append((line.number, line.fault))
                continue
            self.taken.append(line.data)
            return line.data.decode(self.encoding, "replace").replace("\x00", "")
        self.ended = True
        raise StopIteration


class _as_utf8(io.RawIOBase):  # noqa: N801  used as a function
    """UTF-16 or UTF-32 as UTF-8, block by block, for those who look for line ends in bytes."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self.stream = stream
        self.decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self.left = b""

    def readline(self, size: int | None = -1, /) -> bytes:
        limit = size if size is not None and size >= 0 else 1 << 62
        while b"\n" not in self.left[:limit] and len(self.left) < limit and (data := self.stream.read(HEAD)):
            self.left += self.decoder.decode(data).encode("utf-8", "replace")
        end = self.left.find(b"\n", 0, limit) + 1 or limit
        line, self.left = self.left[:end], self.left[end:]
        return line


def _next_row(rows: Iterator[list[str]], options: ReadOptions) -> list[str] | str | None:
    """The next row, what is wrong with it, or ``None`` at the end. The parser's limit on a cell is the whole program's, so it is put back at once."""
    before = csv.field_size_limit(options.settings.max_page_bytes)
    try:
        return next(rows, None)
    except (csv.Error, *BROKEN) as error:
        return f"expected a row of a table, found: {error}"
    finally:
        csv.field_size_limit(before)


def _mark(header: str) -> str:
    """What stands between the columns: the mark that the first line has most of."""
    return max(_MARKS, key=header.count)


def _split(line: str, mark: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        return []


def _broken(source: Source, number: int, message: str) -> Intake:
    issue = Issue(code="line-unreadable", message=f"line {number}: {message}")
    return Intake(page=Page(id=f"{source.name}#{number}"), issues=(issue,), readable=False)


READER = Reader("table", True, tells, read_table)  # noqa: FBT003
