"""The items of an array inside a JSON file of any size, one at a time.

The rule that must not be broken: at most one item (and one buffer) is held; a file that breaks off gives the items before the break, then a fault.
"""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from reportedly.readers.lines import BROKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

_BUFFER = 1 << 16
_SPACE = re.compile(r"[ \t\r\n,]*")
_AFTER = " \t\r\n,:]}"
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the array: what it is, the bytes it stands in (as UTF-8), and the simple values that stood beside the array before it."""

    value: Any
    data: bytes
    beside: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the file stops being JSON."""

    message: str


class _BrokenError(Exception):
    """The text ended or went wrong. Never leaves this file."""


def iter_items(stream: BinaryIO, path: tuple[str, ...], *, limit: int) -> Iterator[Item | Fault]:
    """The items of the array at the end of ``path`` (keys of objects, ``*`` for each item of an array on the way); ``()`` is the array the file is.

    Values that stand before the array in its object come with each item as ``beside``. An item longer than ``limit`` characters ends the reading.
    """
    text = _Text(stream, limit)
    try:
        yield from _walk(text, path, {})
    except _BrokenError as error:
        yield Fault(str(error))


class _Text:
    """A window over the file's text."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self.stream = stream
        self.limit = limit
        self.decode = codecs.getincrementaldecoder("utf-8-sig")(errors="replace")
        self.buffer = ""
        self.at = 0
        self.ended = False

    def more(self) -> bool:
        """Reads on; False at the end of the file. The window doubles, so that a long item costs a few tries and not one for each block."""
        if self.ended:
            return False
        try:
            data = self.stream.read(max(_BUFFER, len(self.buffer) - self.at))
        except BROKEN as error:
            self.ended = True
            raise _BrokenError(f"expected JSON to the end of the file, found: {error or type(error).__name__}") from error
        self.buffer = self.buffer[self.at :] + self.decode.decode(data, final=not data)
        self.at = 0
        self.ended = not data
        return bool(data)

    def peek(self) -> str:
        """The next character that is no space or comma."""
        while True:
            self.at = _end(_SPACE, self.buffer, self.at)
            if self.at < len(self.buffer):
                return self.buffer[self.at]
            if not self.more():
                raise _BrokenError("expected JSON to the end of the file, found that it breaks off")

    def take(self, mark: str) -> None:
        """Passes over one character. Raises when another stands there."""
        if (found := self.peek()) != mark:
            raise _BrokenError(f"expected {mark!r}, found {found!r}")
        self.at += 1

    def value(self) -> tuple[Any, str]:
        """The next value and its text."""
        self.peek()
        while True:
            try:
                found, end = _DECODER.raw_decode(self.buffer, self.at)
            except RecursionError:
                raise _BrokenError("expected JSON, found it nested too deep") from None
            except ValueError as error:
                if len(self.buffer) - self.at > self.limit:
                    raise _BrokenError(f"expected an item of at most {self.limit:,} characters, found a longer one or what is no JSON: {error}") from None
                if not self.more():
                    raise _BrokenError(f"expected JSON, found: {error}") from None
                continue
            if (end == len(self.buffer) or self.buffer[end] not in _AFTER) and self.more():
                continue  # a number may go on: "0", and then ".5"
            text = self.buffer[self.at : end]
            self.at = end
            return found, text


def _walk(text: _Text, path: tuple[str, ...], beside: dict[str, Any]) -> Iterator[Item | Fault]:
    if not path:
        text.take("[")
        while text.peek() != "]":
            value, written = text.value()
            yield Item(value, written.encode("utf-8", "surrogatepass"), beside)
        text.at += 1
    elif path[0] == "*":
        text.take("[")
        while text.peek() != "]":
            yield from _walk(text, path[1:], beside)
        text.at += 1
    else:
        yield from _walk_object(text, path, beside)


def _walk_object(text: _Text, path: tuple[str, ...], outside: dict[str, Any]) -> Iterator[Item | Fault]:
    text.take("{")
    beside = dict(outside)
    while text.peek() != "}":
        key, _ = text.value()
        text.take(":")
        if key == path[0] and text.peek() in "[{":
            yield from _walk(text, path[1:], beside)
        else:
            value, _ = text.value()
            if isinstance(key, str) and isinstance(value, str | int | float | bool):
                beside[key] = value
    text.at += 1


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
