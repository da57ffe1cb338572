"""The seam between what people have and what is read: a source goes in, intakes come out.

The rule that must not be broken: a source is bytes with a name, opened anew by whoever reads it; what one item of it lacks or breaks
becomes an intake that says why, in its place, and the items after it are read all the same.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol, cast

from reportedly.core.entries import Snapshot
from reportedly.core.errors import PageError
from reportedly.core.records import Found, Issue, Page
from reportedly.core.settings import Settings
from reportedly.pages.sources import page_from_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from reportedly.readers.difference import Change
    from reportedly.readers.meter import Meter

GZIP = b"\x1f\x8b"
_STEP = 256  # bytes unpacked at once: a damaged byte costs what is in its step
HEAD = 65_536  # bytes a reader is chosen by
MOST_NESTED = 4  # a mailbox in an archive in a folder; what lies deeper was made to hurt


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """One report to read, and what troubled it on the way in. Not ``readable``: it is answered by its issues alone.

    ``snapshot`` is what was seen, ``notes`` what the container says that a page has no place for (``forwarded_from``, ``reply_to``, ``edited``),
    as name and value; ``change`` how the page differs from its snapshot before, where a watch found that it does.
    """

    page: Page
    issues: tuple[Issue, ...] = ()
    readable: bool = True
    snapshot: Snapshot | None = None
    notes: tuple[tuple[str, str], ...] = ()
    change: Change | None = None


class Clock(Protocol):
    """The time, and waiting: given by who runs the program, so that nothing here asks for the hour by itself."""

    def now(self) -> datetime:
        """This moment, in UTC, with its zone."""

    def sleep(self, seconds: float) -> None:
        """Comes back after that many seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What a caller may ask of the readers beside the limits of ``settings``.

    ``columns`` says which column a field is in (``title``, ``summary``, ``text``, ``html``, ``url``, ``published``, ``outlet``, ``authors``, ``language``,
    ``id``). ``day_first`` settles 03/04/2022 for a whole table; ``None`` leaves such days unknown. ``keep_bodies`` keeps the bytes of each
    snapshot, not their hash alone. Without a ``clock`` nothing waits between requests and no time of retrieval is known. ``meter`` counts the bytes
    that are read.
    """

    settings: Settings = field(default_factory=Settings)
    columns: tuple[tuple[str, str], ...] = ()
    day_first: bool | None = None
    keep_bodies: bool = False
    clock: Clock | None = None
    obey_robots: bool = True
    seconds_between: float = 1.0
    meter: Meter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Bytes with a name. ``open_raw`` opens them from their beginning, as often as it is called; ``head`` is their unpacked beginning.

    ``name`` is what the caller would call them (a path, an address, ``archive.zip/mail.eml``); ``url`` and ``content_type`` come with what was fetched.
    """

    name: str
    open_raw: Callable[[], BinaryIO]
    head: bytes
    packed: bool = False
    path: Path | None = None
    url: str | None = None
    content_type: str | None = None
    retrieved: datetime | None = None
    depth: int = 0

    def open(self) -> BinaryIO:
        """The bytes, unpacked where they are gzip."""
        raw = self.open_raw()
        if not self.packed:
            return raw
        unpacked = gzip.GzipFile(fileobj=raw)
        unpacked.myfileobj = raw  # type: ignore[assignment]  # closed with it, as where gzip opened the file itself
        return cast("BinaryIO", unpacked)

    @property
    def suffix(self) -> str:
        """The ending of the name in small letters, ``.gz`` taken off: ``.csv``."""
        name = self.name.rpartition("/")[2].lower().removesuffix(".gz")
        return name[name.rfind(".") :] if "." in name else ""

    def read_whole(self, limit: int) -> bytes:
        """All the bytes. Raises ``PageError`` for what cannot be read, or is more than ``limit``."""
        try:
            with self.open() as stream:
                data = stream.read(limit + 1)
        except (OSError, EOFError, zlib.error) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise PageError(f"expected a readable file at {self.name}, found: {reason}") from error
        if len(data) > limit:
            raise PageError(f"expected at most {limit:,} bytes in {self.name}, found more; raise max_page_bytes to read it")
        return data


class Inside(Protocol):
    """Reads what a source holds inside: trouble comes back as an intake, never as an error."""

    def __call__(self, source: Source) -> Iterator[Intake]:
        """The intakes of a source found in another."""


class Reader(NamedTuple):
    """One format: ``tells`` looks at the head (magic bytes first, the name's ending second), ``read`` gives the reports in order.

    ``read`` raises ``PageError`` when the source as a whole cannot be read; ``many`` says that a source of this kind holds reports, and is not one.
    """

    name: str
    many: bool
    tells: Callable[[Source], bool]
    read: Callable[[Source, ReadOptions, Inside], Iterator[Intake]]


def source_of_bytes(name: str, data: bytes, *, url: str | None = None, content_type: str | None = None, retrieved: datetime | None = None) -> Source:
    """A source that lies in memory."""
    return open_source(name, lambda: io.BytesIO(data), url=url, content_type=content_type, retrieved=retrieved)


def open_source(
    name: str,
    open_raw: Callable[[], BinaryIO],
    *,
    path: Path | None = None,
    url: str | None = None,
    content_type: str | None = None,
    retrieved: datetime | None = None,
    depth: int = 0,
) -> Source:
    """The source with its head read. Raises ``PageError`` for what cannot be opened."""
    try:
        with open_raw() as stream:
            head = stream.read(HEAD)
        packed = head.startswith(GZIP)
        if packed:
            head = _unpacked_head(head)
    except OSError as error:
        raise PageError(f"expected a readable file at {name}, found: {error.strerror or error}") from error
    return Source(name=name, open_raw=open_raw, head=head, packed=packed, path=path, url=url, content_type=content_type, retrieved=retrieved, depth=depth)


def _unpacked_head(packed: bytes) -> bytes:
    """What the first packed bytes hold; cut off or damaged, as much as can be had."""
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    head = bytearray()
    left = packed
    try:
        while left and len(head) < HEAD:
            head += unpacker.decompress(left[:_STEP], HEAD - len(head))
            left = unpacker.unused_data + left[_STEP:]
            if unpacker.eof:  # WARC files pack each record by itself
                unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    except zlib.error:
        pass
    return bytes(head)


def snapshot_of(data: bytes, options: ReadOptions, *, media_type: str | None = None, url: str | None = None, retrieved: datetime | None = None) -> Snapshot:
    """The snapshot of these bytes; its body is kept only where the options ask for it."""
    body = data if options.keep_bodies else None
    return Snapshot(sha256=hashlib.sha256(data).hexdigest(), body=body, media_type=media_type, url=url, retrieved=retrieved)


def unread(name: str, issue: Issue, *, url: str | None = None) -> Intake:
    """The answer to what cannot be read, under its name."""
    return Intake(page=Page(id=name, url=url), issues=(issue,), readable=False)


def read_bytes(data: bytes, options: ReadOptions, *, url: str | None = None, content_type: str | None = None) -> Found[Page]:
    """The page in these bytes. Raises ``PageError`` for what is no text."""
    return page_from_bytes(data, options.settings, url=url, content_type=content_type)
