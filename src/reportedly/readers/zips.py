"""Zip archives: WACZ (a web archive with its index, Webrecorder's specification 1.1.1), and folders that somebody packed.

The rule that must not be broken: nothing is written to disk, so no name in an archive can lead anywhere; what is encrypted, damaged or named to hurt
is told, and the other members are read.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from reportedly.core.errors import PageError
from reportedly.core.records import Issue
from reportedly.readers.folders import may_hold_reports
from reportedly.readers.lines import iter_lines
from reportedly.readers.seam import Inside, Intake, Reader, ReadOptions, Source, open_source, unread
from reportedly.readers.warc import Wanted, iter_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_MEMBERS = 1_000_000
_BROKEN = (zipfile.BadZipFile, OSError, EOFError, zlib.error, RuntimeError, NotImplementedError, ValueError)  # RuntimeError: encrypted
_DOCUMENTS = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})
_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")


def read_zip(source: Source, options: ReadOptions, inside: Inside) -> Iterator[Intake]:
    """The pages of a WACZ, else the reports in each member, by name. Raises ``PageError`` when it cannot be opened as a zip."""
    with source.open() as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except _BROKEN as error:
            raise PageError(f"expected a zip archive at {source.name}, found: {error}") from error
        with archive:
            members = sorted((member for member in archive.infolist() if not member.is_dir()), key=lambda member: member.filename)
            if len(members) > _MOST_MEMBERS:
                raise PageError(f"expected at most {_MOST_MEMBERS:,} files in {source.name}, found {len(members):,}; unpack it and give the folder")
            names = {member.filename for member in members}
            if names & _DOCUMENTS:
                raise PageError(f"expected a zip of reports, found an office document or a book at {source.name}; save it as PDF or HTML")
            archives = [member for member in members if member.filename.startswith("archive/") and ".warc" in member.filename]
            wanted = _wanted(archive, names & set(_LISTS)) if archives and "datapackage.json" in names else None
            for member in archives if wanted is not None else members:
                yield from _read_member(archive, member, source, options, inside, wanted)


def _read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: Source, options: ReadOptions, inside: Inside, wanted: Wanted | None
) -> Iterator[Intake]:
    name = f"{source.name}/{member.filename}"
    parts = member.filename.replace("\\", "/").split("/")
    if ".." in parts or member.filename.startswith(("/", "\\")) or ":" in parts[0]:
        yield unread(
            name,
            Issue(
                code="item-unreadable", message=f"expected a name inside the archive, found {member.filename[:200]!r}, which leads out of it; it was not read"
            ),
        )
        return
    if wanted is None and not may_hold_reports(member.filename):
        return
    try:
        found = open_source(name, lambda: cast("BinaryIO", archive.open(member)), depth=source.depth + 1)
        yield from inside(found) if wanted is None else iter_pages(found, options, wanted)
    except (PageError, *_BROKEN) as error:
        yield unread(name, Issue(code="item-unreadable", message=f"expected to read {member.filename[:200]!r} in {source.name}, found: {error}"))


def _wanted(archive: zipfile.ZipFile, lists: set[str]) -> Wanted:
    """Asks whether an address is one of the pages that somebody archived, and not a frame or an advertisement inside one; without a list all are."""
    pages: set[str] = set()
    for name in sorted(lists):
        try:
            with archive.open(name) as stream:
                pages |= {address for line in iter_lines(cast("BinaryIO", stream), 1_000_000) if (address := _listed(line.data))}
        except _BROKEN:
            continue

    def wanted(address: str, leads_to: str | None) -> bool:
        if leads_to is not None and _plain(address) in pages:
            pages.add(_plain(leads_to))
        return not pages or _plain(address) in pages

    return wanted


def _listed(line: bytes | None) -> str | None:
    try:
        row = json.loads(line or b"")
    except (ValueError, RecursionError):
        return None
    address = row.get("url") if isinstance(row, dict) else None
    return _plain(address) if isinstance(address, str) else None


def _plain(address: str) -> str:
    return address.partition("#")[0].rstrip("/")


READER = Reader("zip", True, lambda source: source.head.startswith((b"PK\x03\x04", b"PK\x05\x06")), read_zip)  # noqa: FBT003
