"""Which reader reads a source, and the reports of anything a caller names.

The rule that must not be broken: what the bytes are decides, the name's ending only where bytes cannot tell; every source is answered,
if only by an intake that says why nothing could be read.
"""

from __future__ import annotations

import os
from contextlib import nullcontext
from functools import cache, partial
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.core.errors import PageError
from reportedly.core.records import Issue
from reportedly.readers import addresses, feeds, mail, mhtml, pages, pdf, rows, tables, telegram, warc, zips
from reportedly.readers.folders import iter_files
from reportedly.readers.polite import PoliteClient
from reportedly.readers.seam import MOST_NESTED, Intake, Reader, ReadOptions, Source, open_source, unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.readers.meter import Meter

READERS: tuple[Reader, ...] = (
    warc.READER,
    zips.READER,
    pdf.READER,
    mail.MAILBOX,
    mhtml.READER,
    mail.MESSAGE,
    telegram.READER,
    feeds.JSON_FEED,
    feeds.READER,
    rows.READER,
    addresses.READER,
    tables.READER,
    pages.READER,
)
"""In the order they are asked; the last takes everything."""

ENTRY_POINTS = "reportedly.readers"


@cache
def find_readers() -> tuple[Reader, ...]:
    """The readers that packages installed beside this one offer (entry points ``reportedly.readers``, by name), then our own."""
    found = sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name)
    return (*(point.load() for point in found), *READERS)


def is_address(source: str) -> bool:
    """True for what is to be fetched."""
    return source.lower().startswith(("http://", "https://"))


def choose_reader(source: Source) -> Reader:
    """The first reader that knows this kind of bytes."""
    return next(reader for reader in find_readers() if reader.tells(source))


def holds_many(name: str) -> bool:
    """True when this path or address holds reports and is not one by itself: a folder, an archive, a table. False for what cannot be opened."""
    if is_address(name) or name in {"-", ""}:
        return False
    path = Path(name)
    if path.is_dir():
        return True
    try:
        return choose_reader(source_of_path(path)).many
    except PageError:
        return False


def source_of_path(path: Path, depth: int = 0, meter: Meter | None = None) -> Source:
    """The file as a source. Raises ``PageError`` when it cannot be opened."""
    if path.is_file() or not path.exists():
        if meter is not None:
            meter.begin(path)
        return open_source(path.as_posix(), lambda: meter.open(path) if meter else path.open("rb"), path=path, depth=depth)
    raise PageError(f"expected a file at {path}, found something that is none (a device, a socket)")


def iter_reports(path_or_url: str | os.PathLike[str] | Source, options: ReadOptions | None = None) -> Iterator[Intake]:
    """The reports in a file, in a folder (all of it, in order), at an address, or in a source; each as its turn comes, in constant memory.

    Raises ``PageError`` when nothing at all can be read there; inside of it nothing raises: what is broken is answered by an unreadable
    intake in its place. What holds no report gives one intake that says so.
    """
    options = options or ReadOptions()
    if isinstance(path_or_url, Source):
        yield from _iter_source(path_or_url, options)
        return
    name = os.fspath(path_or_url)
    if not name:
        # Path("") is the folder one stands in: an empty variable of a shell would have all of it read.
        raise PageError("expected a file, a folder or an address, found an empty name")
    if is_address(name):
        yield from _iter_source(PoliteClient(options).fetch_source(name), options)
    elif Path(name).is_dir():
        yield from _iter_folder(Path(name), options)
    else:
        yield from _iter_source(source_of_path(Path(name), meter=options.meter), options)


def _iter_folder(folder: Path, options: ReadOptions) -> Iterator[Intake]:
    empty = True
    for path in iter_files(folder):
        for intake in _iter_path(path, options):
            empty = False
            yield intake
    if empty:
        yield unread(folder.as_posix(), Issue(code="no-reports", message=f"expected reports in the folder {folder}, found no file to read"))


def _iter_path(path: Path, options: ReadOptions) -> Iterator[Intake]:
    try:
        source = source_of_path(path, depth=1, meter=options.meter)
    except PageError as error:
        yield unread(path.as_posix(), Issue(code="source-unreadable", message=str(error)))
        return
    yield from _iter_inside(source, options)


def _iter_inside(source: Source, options: ReadOptions) -> Iterator[Intake]:
    """A source that another holds: what it raises becomes an intake."""
    try:
        yield from _iter_source(source, options)
    except PageError as error:
        yield unread(source.name, Issue(code="source-unreadable", message=str(error)), url=source.url)


def _iter_source(source: Source, options: ReadOptions) -> Iterator[Intake]:
    if source.depth > MOST_NESTED:
        raise PageError(f"expected at most {MOST_NESTED} containers in one another, found more at {source.name}; unpack them and give the folder")
    reader = choose_reader(source)
    empty = True
    with options.meter.fetching() if options.meter and reader is addresses.READER else nullcontext():
        for intake in reader.read(source, options, partial(_iter_inside, options=options)):
            empty = False
            yield intake
    if empty:
        yield unread(source.name, Issue(code="no-reports", message=f"expected reports in {source.name} (read as {reader.name}), found none"))
