"""Sources into shards, and the reports of a shard.

The rule that must not be broken: the shards of the same input hold its reports once each, in its order, with the names and line numbers that
reading it in one go gives them.
"""

from __future__ import annotations

import dataclasses
import gzip
import io
import json
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from reportedly.core.errors import FormatError, PageError
from reportedly.core.records import Issue
from reportedly.engines.seam import Shard, Task
from reportedly.intake import Intake, iter_lines, iter_reports
from reportedly.pages.sources import RowError, page_from_row
from reportedly.readers.choose import is_address
from reportedly.readers.folders import iter_files
from reportedly.readers.seam import GZIP, open_source, unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SHARD_BYTES = 4_000_000
"""Of JSON lines: some thousand reports, some minutes of one core; a worker that dies costs no more than that."""
SHARD_ROWS = 1_000
_BLOCK = 1 << 20


def cut(sources: Sequence[str], *, lines: bool = False, shard_bytes: int = SHARD_BYTES) -> list[Shard]:
    """The shards in order. A folder gives its files; a local file of JSON lines (``lines``) that is not compressed and a Parquet file are cut.

    Names with ``://`` are opened by fsspec; with ``*`` they stand for all that match, sorted. Raises ``PageError`` for what cannot be opened.
    """
    found: list[Shard] = []
    names = [name for source in sources for name in _names(source)]
    for name in names:
        shards = _rows(name) if _is_parquet(name) else _stretches(name, shard_bytes) if lines else [Shard(number=0, source=name)]
        found += shards
    alone = len(found) == 1 and list(names) == list(sources)
    return [dataclasses.replace(shard, number=number, lines=lines, is_only=alone) for number, shard in enumerate(found)]


def _names(source: str) -> list[str]:
    if source == "-":
        raise PageError("expected files, folders or addresses for an engine, found standard input; write it to a file first")
    if is_address(source):
        return [source]
    if "://" in source:
        return [source] if "*" not in source else sorted(_fsspec().open_files(source).fs.unstrip_protocol(path) for path in _expanded(source))
    path = Path(source)
    if path.is_dir():
        return [each.as_posix() for each in iter_files(path)]
    if "*" in source and not path.exists():
        return sorted(each.as_posix() for each in Path(path.anchor).glob(str(path.relative_to(path.anchor))) if each.is_file())
    return [source]


def _expanded(source: str) -> list[str]:
    filesystem, path = _fsspec().core.url_to_fs(source)
    return list(filesystem.glob(path))


def _fsspec() -> Any:
    try:
        import fsspec  # noqa: PLC0415  an optional extra
    except ImportError as error:
        message = "expected fsspec to open addresses of storage, found it missing; install it: pip install 'reportedly[dask]'"
        raise FormatError(message) from error
    return fsspec


@contextmanager
def open_bytes(name: str) -> Iterator[BinaryIO]:
    """The bytes of a file here, or of one that fsspec reaches. Raises ``PageError`` for what cannot be opened."""
    try:
        stream = _fsspec().open(name, "rb").open() if "://" in name else Path(name).open("rb")  # noqa: SIM115  closed below
    except (OSError, ImportError, ValueError) as error:
        raise PageError(f"expected a readable file at {name}, found: {getattr(error, 'strerror', None) or error}") from error
    with stream:
        yield stream


def _is_parquet(name: str) -> bool:
    return name.lower().endswith((".parquet", ".pq"))


def _rows(name: str) -> list[Shard]:
    import polars as pl  # noqa: PLC0415  an optional extra, and slow to import

    with open_bytes(name) as stream:
        rows = int(pl.scan_parquet(cast("Any", stream)).select(pl.len()).collect().item())
    return [Shard(number=0, source=name, start=start, stop=min(start + SHARD_ROWS, rows)) for start in range(0, rows, SHARD_ROWS)]


def _stretches(name: str, size: int) -> list[Shard]:
    """Cut before the first line that begins after each ``size`` bytes. One pass over the file, to count its lines."""
    with open_bytes(name) as stream:
        if "://" in name or stream.read(2) == GZIP:
            return [Shard(number=0, source=name)]
        stream.seek(0)
        cuts, lines, at, wanted = [(0, 0)], 0, 0, size
        while block := stream.read(_BLOCK):
            start = 0
            while at + len(block) >= wanted:
                end = block.find(b"\n", max(start, wanted - at - 1))
                if end < 0:
                    break
                lines += block.count(b"\n", start, end + 1)
                start = end + 1
                cuts.append((at + start, lines))
                wanted = at + start + size
            lines += block.count(b"\n", start)
            at += len(block)
    stops = [*(start for start, _ in cuts[1:]), None]
    return [
        Shard(number=0, source=name, start=start, stop=stop, before=before) for (start, before), stop in zip(cuts, stops, strict=True) if start < at or not at
    ]


def iter_shard(task: Task) -> Iterator[Intake]:
    """The reports of the shard in order, as reading the whole input gives them."""
    shard = task.shard
    if _is_parquet(shard.source):
        yield from _iter_rows(task)
    elif shard.lines:
        with open_bytes(shard.source) as stream:
            part = stream if shard.start == 0 and shard.stop is None else io.BufferedReader(_Stretch(stream, shard.start, shard.stop))
            yield from iter_lines(part, task.metadata, task.settings, before=shard.before)
    else:
        try:
            for intake in _iter_source(task):
                yield dataclasses.replace(intake, page=task.metadata.of(intake.page)) if intake.readable else intake
        except PageError as error:
            if shard.is_only:
                raise
            yield unread(shard.source, Issue(code="source-unreadable", message=str(error)))


def iter_lines_of(shard: Shard) -> Iterator[tuple[int, bytes]]:
    """The lines of a shard of JSON lines that are not blank, each with its number in the file; packed by gzip or not.

    Raises ``PageError`` for what cannot be opened, and where a packed file breaks off.
    """
    with open_bytes(shard.source) as stream:
        is_packed = stream.read(2) == GZIP
        stream.seek(0)
        whole: Iterable[bytes] = io.BufferedReader(_Stretch(stream, shard.start, shard.stop))
        number = shard.before
        try:
            for number, line in enumerate(gzip.GzipFile(fileobj=stream) if is_packed else whole, start=shard.before + 1):
                if line.strip():
                    yield number, line
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise PageError(f"expected a whole file, found it broken after line {number}: {error}") from error


def _iter_source(task: Task) -> Iterator[Intake]:
    name = task.shard.source
    if "://" in name and not is_address(name):
        yield from iter_reports(open_source(name, lambda: cast("BinaryIO", _fsspec().open(name, "rb").open())), task.options)
    else:
        yield from iter_reports(name, task.options)


def _iter_rows(task: Task) -> Iterator[Intake]:
    import polars as pl  # noqa: PLC0415

    shard = task.shard
    with open_bytes(shard.source) as stream:
        table = pl.scan_parquet(cast("Any", stream)).slice(shard.start, (shard.stop or 0) - shard.start).collect()
    for number, row in enumerate(table.iter_rows(named=True), start=shard.start + 1):
        # As the line of JSON that it would be: a day becomes text, and what is not there is left out.
        known = json.loads(json.dumps({name: value for name, value in row.items() if value is not None}, default=str))
        try:
            page = page_from_row(known)
        except PageError as error:
            found = error.report_id if isinstance(error, RowError) else None
            yield unread(found or f"row-{number}", Issue(code="line-unreadable", message=f"row {number}: {error}"))
        else:
            yield Intake(page=task.metadata.of(page))


class _Stretch(io.RawIOBase):
    """The bytes of a stream from ``start`` to ``stop``."""

    def __init__(self, stream: BinaryIO, start: int, stop: int | None) -> None:
        self._stream = stream
        self._left = None if stop is None else stop - start
        stream.seek(start)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        wanted = len(buffer) if self._left is None else min(len(buffer), self._left)
        data = self._stream.read(wanted)
        buffer[: len(data)] = data
        if self._left is not None:
            self._left -= len(data)
        return len(data)
