"""What a caller names — files, folders, archives, feeds, addresses, standard input, JSON lines — into reports to read, one at a time.

The rule that must not be broken: what cannot be read becomes an intake that says why, in its place; only one report asked for by name raises.
"""

from __future__ import annotations

import dataclasses
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from reportedly.core.errors import PageError
from reportedly.core.records import Found, Issue, Page
from reportedly.pages.sources import RowError, iter_rows, page_from_bytes, page_from_path, page_from_url
from reportedly.readers.choose import holds_many, is_address, iter_reports
from reportedly.readers.seam import Intake, ReadOptions, open_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from reportedly.core.settings import Settings

__all__ = ["Intake", "Metadata", "ReadOptions", "holds_many", "is_address", "iter_lines", "iter_reports", "iter_sources", "read_source"]

SPOOLED = 1 << 25
"""Bytes of standard input that are held in memory; more go to a file that is gone with the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the caller knows of the reports. A value that comes with a report itself wins."""

    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: date | None = None
    clean: bool = False

    def of(self, page: Page) -> Page:
        """The page with what it does not say itself filled in. ``clean`` takes the page's bytes for text, whatever they look like."""
        known = {field.name: getattr(page, field.name) or getattr(self, field.name) for field in dataclasses.fields(self)}
        if known["clean"] and page.html is not None:
            known |= {"text": page.html, "html": None}
        return dataclasses.replace(page, **known)


def read_source(source: str, settings: Settings, standard_input: BinaryIO | None = None) -> Found[Page]:
    """The page at an address, in a file, or in standard input (``-``). Raises ``PageError`` when it is no page that can be read."""
    if is_address(source):
        return page_from_url(source, settings)
    if source == "-" and standard_input is not None:
        return page_from_bytes(standard_input.read(settings.max_page_bytes + 1), settings)
    path = Path(source)
    if path.is_dir():
        message = f"expected a file, found the folder {source}; name its files, as in {path / '*.html'}"
        raise PageError(message)
    found = page_from_path(path, settings)
    return Found(dataclasses.replace(found.records, path=path.as_posix()), found.issues)


def iter_sources(
    sources: Sequence[str], metadata: Metadata, settings: Settings, standard_input: BinaryIO | None = None, options: ReadOptions | None = None
) -> Iterator[Intake]:
    """The named reports in order, each read when its turn comes; a source that holds many gives them all.

    A single one that cannot be read raises ``PageError``; one of many is answered.
    """
    options = dataclasses.replace(options or ReadOptions(), settings=settings)
    for source in sources:
        try:
            for intake in _iter_source(source, options, standard_input):
                yield dataclasses.replace(intake, page=metadata.of(intake.page)) if intake.readable else intake
        except PageError as error:
            if len(sources) == 1:
                raise
            yield Intake(page=Page(id=source), issues=(Issue(code="source-unreadable", message=str(error)),), readable=False)


def _iter_source(source: str, options: ReadOptions, standard_input: BinaryIO | None) -> Iterator[Intake]:
    if source != "-" or standard_input is None:
        yield from iter_reports(source, options)
        return
    with tempfile.SpooledTemporaryFile(max_size=SPOOLED) as spool:
        while block := standard_input.read(1 << 20):
            spool.write(block)

        def again() -> BinaryIO:
            spool.seek(0)
            return cast("BinaryIO", _Kept(spool))

        for intake in iter_reports(open_source("-", again), options):
            page = intake.page
            yield dataclasses.replace(intake, page=dataclasses.replace(page, path=None)) if page.path == "-" else intake


class _Kept(io.RawIOBase):
    """A file that its reader may close, and that stays open."""

    def __init__(self, file: tempfile.SpooledTemporaryFile[bytes]) -> None:
        self.file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        return self.file.read(-1 if size is None else size)

    def readline(self, size: int | None = -1, /) -> bytes:
        return self.file.readline(-1 if size is None else size)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        return self.file.tell()


def iter_lines(stream: BinaryIO, metadata: Metadata, settings: Settings, *, before: int = 0) -> Iterator[Intake]:
    """The reports of JSON lines in order. A line that is no report is answered under its id, or as ``line-N``; ``before`` lines went before the stream."""
    for within, row in iter_rows(stream, settings):
        number = before + within
        if isinstance(row, PageError):
            known = row.report_id if isinstance(row, RowError) else None
            issue = Issue(code="line-unreadable", message=f"line {number}: {row}")
            yield Intake(page=Page(id=known or f"line-{number}"), issues=(issue,), readable=False)
        else:
            yield Intake(page=metadata.of(row))
