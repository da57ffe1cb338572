"""A list of addresses in a text file: each is fetched, politely, and read as what it is.

The rule that must not be broken: nothing is fetched but the addresses on the list, one after the other, each once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.core.errors import PageError
from reportedly.core.records import Issue
from reportedly.readers.lines import iter_lines
from reportedly.readers.polite import PoliteClient
from reportedly.readers.seam import Inside, Intake, Reader, ReadOptions, Source, unread

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS = re.compile(rb"https?://[^\s<>\"]+\s*", re.IGNORECASE)
_LONGEST = 20_000  # bytes of a line; browsers stop at about 2,000 characters of an address


def tells(source: Source) -> bool:
    """True for a text whose lines are addresses (one in ten may be a slip), but for blank ones and comments (``#``). What was fetched is no list."""
    if source.url is not None:
        return False
    lines = source.head.removeprefix(b"\xef\xbb\xbf").split(b"\n")[:50]
    said = [line.strip() for line in (lines[:-1] if len(lines) > 1 else lines) if line.strip() and not line.lstrip().startswith(b"#")]
    found = [bool(_ADDRESS.fullmatch(line)) for line in said]
    return bool(found) and found[0] and sum(found) >= 0.9 * len(found)


def read_addresses(source: Source, options: ReadOptions, inside: Inside) -> Iterator[Intake]:
    """The reports at each address in turn. One that cannot be had is answered under the address."""
    client = PoliteClient(options)
    seen: set[str] = set()
    with source.open() as stream:
        for number, data, fault in iter_lines(stream, _LONGEST):
            if options.meter is not None:
                options.meter.pass_line(len(data or b""))
            line = (data or b"").decode("utf-8", "replace").strip()
            if data is None or (line and not line.startswith("#") and not _ADDRESS.fullmatch(line.encode())):
                yield unread(
                    f"{source.name}#{number}", Issue(code="line-unreadable", message=f"line {number}: {fault or f'expected an address, found {line[:200]!r}'}")
                )
            elif line and not line.startswith("#") and line not in seen:
                seen.add(line)
                yield from _fetched(client, line, source.depth, inside)


def _fetched(client: PoliteClient, address: str, depth: int, inside: Inside) -> Iterator[Intake]:
    try:
        found = client.fetch_source(address, depth=depth + 1, as_robot=True)
    except PageError as error:
        yield unread(address, Issue(code="source-unreadable", message=str(error)), url=address)
        return
    yield from inside(found)


READER = Reader("list of addresses", True, tells, read_addresses)  # noqa: FBT003
