"""Web archives: WARC 1.0 and 1.1 (ISO 28500), packed record by record or not, as wget, Heritrix, Browsertrix and warcio write them.

The rule that must not be broken: a record that is cut off or damaged is told, and the records after it are read; memory is that of one record
and, for each page, where its bytes are.
"""

from __future__ import annotations

import dataclasses
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urljoin, urlsplit

from reportedly.core.errors import PageError
from reportedly.core.records import Issue
from reportedly.pages.decode import looks_like_html
from reportedly.pages.sources import parse_content_type
from reportedly.readers.bodies import unpack_body
from reportedly.readers.lines import BROKEN
from reportedly.readers.seam import GZIP, Inside, Intake, Reader, ReadOptions, Source, read_bytes, snapshot_of, unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastwarc.warc import WarcRecord

_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_NO_REPORTS = ("/robots.txt", "/ads.txt", "/app-ads.txt", "/humans.txt", "/security.txt", "/.well-known/")
_MARK = b"WARC/1."
_BLOCK = 1 << 20
_MOST_MENDED = 10_000  # places to go on from after damage, in one file

Wanted = Callable[[str, str | None], bool]
"""Whether a page is wanted: asked with its address, and with where it leads when it is a redirect."""


class _Cut(str):
    """What is told of an archive that breaks off in its last record."""

    __slots__ = ()


def read_archive(source: Source, options: ReadOptions, inside: Inside) -> Iterator[Intake]:  # noqa: ARG001  records hold pages
    """The pages of the archive in its order: answers with status 200 that are HTML or plain text."""
    yield from iter_pages(source, options)


def iter_pages(source: Source, options: ReadOptions, wanted: Wanted = lambda address, leads_to: True) -> Iterator[Intake]:  # noqa: ARG005
    """As ``read_archive``, for the pages whose addresses are wanted."""
    seen: dict[str, int] = {}
    is_told = False
    for place in _records(source):
        if isinstance(place, str):
            if isinstance(place, _Cut) and is_told:
                continue
            yield unread(source.name, Issue(code="archive-broken", message=place))
            continue
        offset, record = place
        is_told = False
        try:
            intake = _read_record(record, offset, source, options, seen, wanted)
        except (PageError, *BROKEN, ValueError) as error:
            is_told = True
            yield unread(
                f"{source.name}#{offset}", Issue(code="item-unreadable", message=f"record at byte {offset} of {source.name}: {error}"), url=_address(record)
            )
            continue
        if intake is not None:
            yield intake


def _read_record(record: WarcRecord, offset: int, source: Source, options: ReadOptions, seen: dict[str, int], wanted: Wanted) -> Intake | None:
    """The intake of a record; ``None`` for what is no page. ``seen`` keeps where each payload lies, for records that say "as before"."""
    address = _address(record)
    kind = str(record.record_type).rpartition(".")[2]
    header = record.http_headers.get if record.http_headers is not None else record.headers.get
    status = record.http_headers.status_code if record.http_headers is not None else None
    leads_to = header("Location")
    if address is None or (kind in {"response", "revisit"} and status != 200) or not _is_page(kind, header("Content-Type"), address):
        if address is not None and leads_to:
            wanted(address, urljoin(address, leads_to))
        return None
    if not wanted(address, None):
        return None
    digest = record.headers.get("WARC-Payload-Digest")
    if kind == "revisit":
        return _as_before(record, address, seen.get(digest or ""), source, options)
    body = _body(record, options.settings.max_page_bytes)
    if header("Content-Type") is None and not looks_like_html(body[:4096].decode("latin-1")):
        return None
    if digest:
        seen.setdefault(digest, offset)
    return _intake(body, header("Content-Type"), address, _date(record), options)


def _as_before(record: WarcRecord, address: str, offset: int | None, source: Source, options: ReadOptions) -> Intake:
    """A revisit: the page of the record it refers to, seen at another time or address."""
    if offset is None:
        message = (
            f"expected the page that {address} was the same as, found it in no record before; read the archives of one crawl in the order they were written"
        )
        raise PageError(message)
    _, body, content_type = _payload_at(source, offset, options)
    return dataclasses.replace(_intake(body, content_type, address, _date(record), options), notes=(("revisit", "same as before"),))


def read_page_at(source: Source, offset: int, options: ReadOptions) -> Intake:
    """The page of the record that begins at this byte. Raises ``PageError`` when there is none."""
    try:
        record, body, content_type = _payload_at(source, offset, options)
        return _intake(body, content_type, _address(record) or "", _date(record), options)
    except (*BROKEN, ValueError, StopIteration) as error:
        raise PageError(f"expected a record at byte {offset} of {source.name}, found: {error or type(error).__name__}") from error


def _payload_at(source: Source, offset: int, options: ReadOptions) -> tuple[WarcRecord, bytes, str | None]:
    from fastwarc.warc import ArchiveIterator  # noqa: PLC0415

    with source.open_raw() as stream:
        stream.seek(offset)
        record = next(iter(ArchiveIterator(stream)))
        header = record.http_headers.get if record.http_headers is not None else record.headers.get
        return record, _body(record, options.settings.max_page_bytes), header("Content-Type")


def _intake(body: bytes, content_type: str | None, address: str, retrieved: datetime | None, options: ReadOptions) -> Intake:
    found = read_bytes(body, options, url=address, content_type=content_type)
    return Intake(page=found.records, issues=found.issues, snapshot=snapshot_of(body, options, media_type=content_type, url=address, retrieved=retrieved))


def _body(record: WarcRecord, limit: int) -> bytes:
    """The payload, unpacked. Raises ``PageError`` for one that is cut off or too large."""
    reader = record.reader
    expected = record.content_length
    data = reader.read(limit + 1) if reader is not None else b""
    if len(data) > limit:
        raise PageError(f"expected at most {limit:,} bytes, found {expected:,}; raise max_page_bytes to read it")
    if len(data) < expected:
        raise PageError(f"expected {expected:,} bytes, found {len(data):,}: the archive breaks off")
    if record.http_headers is None:
        return data
    return unpack_body(data, transfer=record.http_headers.get("Transfer-Encoding"), coding=record.http_headers.get("Content-Encoding"), limit=limit)


def _is_page(kind: str, content_type: str | None, address: str) -> bool:
    media_type, _ = parse_content_type(content_type)
    try:
        path = urlsplit(address).path
    except ValueError:  # an address that cannot be taken apart ("http://[::1") is that of a page all the same
        path = ""
    if path.startswith(_NO_REPORTS):
        return False
    if media_type is None:
        return kind == "response"
    return media_type in _PAGES


def _address(record: WarcRecord) -> str | None:
    """The page's address; wget writes it in angle brackets, as WARC 1.0 shows it. ``None`` for what lies nowhere (``urn:``, ``metadata:``)."""
    address = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")
    return address if address.lower().startswith(("http://", "https://")) else None


def _date(record: WarcRecord) -> datetime | None:
    try:
        date = record.record_date
    except (ValueError, OSError):
        return None
    return None if date is None else (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)


def _records(source: Source) -> Iterator[tuple[int, WarcRecord] | str]:
    """Each record that may hold a page, with its offset; a sentence for each stretch that is damaged."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415  as fast as a few imports together

    types = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.revisit | WarcRecordType.conversion
    start: int | None = 0
    fault = ""
    for _ in range(_MOST_MENDED):
        if start is None:
            break
        at = start
        with source.open_raw() as stream:
            stream.seek(start)
            try:
                for record in ArchiveIterator(stream, record_types=types):
                    at = start + record.stream_pos
                    if fault:
                        yield f"{fault}; reading went on at byte {at:,}"
                        fault = ""
                    yield at, record
            except (*BROKEN, ValueError) as error:
                fault = fault or f"expected WARC records, found damage after byte {at:,} of {source.name} ({error})"
            else:
                # Packed in one piece, against the standard, records have no place of their own.
                last = at if not source.packed or _begins_record(stream, at, at) else start
                if not ends_whole(stream, last, packed=source.packed):
                    yield _Cut(f"expected a whole record at the end of {source.name}, found that it breaks off after byte {at:,}; what stood before was read")
                break
            start = find_record(stream, at + 1, packed=source.packed)
    if fault:
        yield f"{fault}; nothing after it could be read"


def ends_whole(stream: BinaryIO, start: int, *, packed: bool) -> bool:
    """Whether the records from ``start`` to the end are all whole: the parser takes one that breaks off before its page for the end of the file."""
    stream.seek(start)
    try:
        return _members_end(stream) if packed else _lengths_end(stream)
    except (*BROKEN, ValueError):
        return False


def _members_end(stream: BinaryIO) -> bool:
    """Whether every packed member to the end has its end; a block is unpacked at a time."""
    unpacker, is_open, left = zlib.decompressobj(16 + zlib.MAX_WBITS), False, b""
    while data := left or stream.read(_BLOCK):
        unpacker.decompress(data, _BLOCK)
        is_open, left = not unpacker.eof, unpacker.unconsumed_tail
        if unpacker.eof:
            unpacker, left = zlib.decompressobj(16 + zlib.MAX_WBITS), unpacker.unused_data
    return not is_open


def _lengths_end(stream: BinaryIO) -> bool:
    """Whether every record to the end has as many bytes as its header says."""
    while line := stream.readline(_BLOCK):
        if not line.strip():
            continue
        length = -1
        while line.strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.strip().lower() == b"content-length" else length
            line = stream.readline(_BLOCK)
        if not line or length < 0:  # the header has no end, or no length
            return False
        if length and (not stream.seek(length - 1, 1) or not stream.read(1)):
            return False
    return True


def find_record(stream: BinaryIO, start: int, *, packed: bool) -> int | None:
    """Where the next whole record begins, at ``start`` or after it; ``None`` where there is none."""
    needle = GZIP + b"\x08" if packed else b"\n" + _MARK
    overlap = len(needle) - 1
    stream.seek(start)
    at, tail = start, b""
    while block := stream.read(_BLOCK):
        window = tail + block
        base = at - len(tail)
        found = window.find(needle)
        while found >= 0:
            if not packed:
                return base + found + 1
            if _begins_record(stream, base + found, at + len(block)):
                return base + found
            found = window.find(needle, found + 1)
        at += len(block)
        tail = window[-overlap:]
    return None


def _begins_record(stream: BinaryIO, offset: int, back_to: int) -> bool:
    """True when what is packed at the offset begins as a record does. The stream is put back."""
    stream.seek(offset)
    data = stream.read(512)
    stream.seek(back_to)
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(data, len(_MARK)) == _MARK
    except zlib.error:
        return False


READER = Reader("web archive", True, lambda source: source.head.startswith(_MARK) or source.suffix == ".warc", read_archive)  # noqa: FBT003
