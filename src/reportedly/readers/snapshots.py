"""What a watch has seen, kept as WARC 1.1 (ISO 28500): the evidence stays when the page changes.

The rule that must not be broken: files only grow; a file that an earlier run left half-written is never written to again.
"""

from __future__ import annotations

import hashlib
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.errors import PageError
from reportedly.core.ids import content_id
from reportedly.readers.seam import ReadOptions, open_source
from reportedly.readers.warc import read_page_at

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from reportedly.pages.fetch import Fetched
    from reportedly.readers.seam import Intake

MOST_BYTES = 1_000_000_000  # of one file, as crawlers have it
_NAME = re.compile(r"reportedly-(\d{5,})\.warc\.gz")
_REASONS = {200: "OK", 203: "Non-Authoritative Information", 206: "Partial Content"}


class Kept(NamedTuple):
    """Where a snapshot lies: the file's name and the byte at which its record begins."""

    archive: str
    offset: int


class SnapshotArchive:
    """A folder of WARC files; a new one for each run, once there is something to keep."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is made when the first snapshot is."""
        self.folder = folder
        self.path: Path | None = None

    def keep(self, fetched: Fetched, retrieved: datetime) -> Kept:
        """Writes what was fetched, and comes back when it is on the disk. Raises ``PageError`` when it cannot be written."""
        try:
            path = self._current(retrieved)
            offset = path.stat().st_size
            with path.open("ab") as stream:
                stream.write(_record(_response(fetched, retrieved)))
                stream.flush()
        except OSError as error:
            self.path = None
            raise PageError(f"expected to keep a snapshot in {self.folder}, found: {error.strerror or error}") from error
        return Kept(path.name, offset)

    def read(self, kept: Kept, options: ReadOptions) -> Intake | None:
        """The page of a snapshot; ``None`` when the file is gone or damaged."""
        path = self.folder / kept.archive
        try:
            return read_page_at(open_source(path.as_posix(), lambda: path.open("rb"), path=path), kept.offset, options)
        except PageError:
            return None

    def _current(self, now: datetime) -> Path:
        if self.path is None or self.path.stat().st_size >= MOST_BYTES:
            self.folder.mkdir(parents=True, exist_ok=True)
            last = max((int(match[1]) for child in self.folder.iterdir() if (match := _NAME.fullmatch(child.name))), default=0)
            self.path = self.folder / f"reportedly-{last + 1:05}.warc.gz"
            with self.path.open("xb") as stream:
                stream.write(_record(_information(self.path.name, now)))
        return self.path


class _Block(NamedTuple):
    kind: str
    headers: dict[str, str]
    content_type: str
    http: bytes
    payload: bytes


def _information(name: str, now: datetime) -> _Block:
    text = b"software: reportedly\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
    return _Block("warcinfo", {"WARC-Filename": name, "WARC-Date": _date(now)}, "application/warc-fields", b"", text)


def _response(fetched: Fetched, retrieved: datetime) -> _Block:
    """The server's answer. Its chunks are joined already, so the header that speaks of them is renamed, as other archivers do."""
    lines = [f"HTTP/1.1 {fetched.status} {_REASONS.get(fetched.status, '')}".rstrip()]
    for name, value in fetched.headers:
        lines.append(f"{'X-Archive-Orig-' if name.lower() in {'transfer-encoding', 'connection'} else ''}{name}: {value}")
    body = fetched.sent or fetched.data
    headers = {"WARC-Target-URI": fetched.url, "WARC-Date": _date(retrieved), "WARC-Payload-Digest": _digest(body)}
    return _Block("response", headers, "application/http; msgtype=response", "\r\n".join([*lines, "", ""]).encode("latin-1", "replace"), body)


def _record(block: _Block) -> bytes:
    """The record, packed by itself."""
    from fastwarc.stream_io import GzipWriter  # noqa: PLC0415
    from fastwarc.warc import WarcRecord, WarcRecordType  # noqa: PLC0415

    content = block.http + block.payload
    record = WarcRecord()
    name = content_id(block.headers.get("WARC-Target-URI"), block.headers["WARC-Date"], _digest(content), length=32)
    urn = f"{name[:8]}-{name[8:12]}-{name[12:16]}-{name[16:20]}-{name[20:]}"
    record.init_headers(getattr(WarcRecordType, block.kind), f"uuid:{urn}".encode())
    record.set_bytes_content(content)
    for header, value in {**block.headers, "WARC-Block-Digest": _digest(content), "Content-Type": block.content_type}.items():
        record.headers[header] = value
    out = io.BytesIO()
    writer = GzipWriter(out)
    record.write(writer)
    writer.finish()
    return out.getvalue()


def _date(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
