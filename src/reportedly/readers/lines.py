"""Lines of a stream, each within a limit: what breaks off or never ends is told and passed over.

The rule that must not be broken: at most one line is held, and never more than the limit of it.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

BROKEN = (OSError, EOFError, zlib.error)
"""What reading a file raises that is cut off, or packed and damaged."""


class Line(NamedTuple):
    """``data`` with its line end, or ``None`` and what is wrong with it. Numbers begin with 1."""

    number: int
    data: bytes | None
    fault: str = ""


def iter_lines(stream: BinaryIO, limit: int) -> Iterator[Line]:
    """The lines of the stream; the last is one with a fault where the stream breaks off. A byte order mark is passed over."""
    number = 0
    try:
        while data := stream.readline(limit + 1):
            number += 1
            if number == 1:
                data = data.removeprefix(b"\xef\xbb\xbf")
            if len(data) <= limit or data.endswith(b"\n"):
                yield Line(number, data)
                continue
            while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                pass
            yield Line(number, None, f"expected a line of at most {limit:,} bytes, found a longer one; raise max_page_bytes to read it")
    except BROKEN as error:
        yield Line(number + 1, None, f"expected lines to the end of the file, found: {error or type(error).__name__}")
