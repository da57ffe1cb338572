"""Texts and bytes in the form the tables keep them: small, exact, and safe for either store.

The rule that must not be broken: ``text_of(text_blob(text)) == text`` for every string, lone surrogates and NUL included.
"""

from __future__ import annotations

import re
import zlib

PLAIN, DEFLATED = b"t", b"z"
WORTH_DEFLATING = 200
"""Below this many bytes deflating saves nothing: the median headline of 90 bytes grows by 3."""
LEVEL = 6
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def text_blob(text: str, context: str = "") -> bytes:
    """The text in UTF-8, deflated where that is smaller. ``context`` is a text that resembles it, needed again to read it."""
    return bytes_blob(text.encode("utf-8", "surrogatepass"), context)


def text_of(blob: bytes, context: str = "") -> str:
    """The text. Raises ``ValueError`` for damaged bytes."""
    return bytes_of(blob, context).decode("utf-8", "surrogatepass")


def bytes_blob(data: bytes, context: str = "") -> bytes:
    """The bytes, deflated where that is smaller."""
    if len(data) < WORTH_DEFLATING:
        return PLAIN + data
    near = _context(context)
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -15, 8, zlib.Z_DEFAULT_STRATEGY, near) if near else zlib.compressobj(LEVEL, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    return DEFLATED + packed if len(packed) < len(data) else PLAIN + data


def bytes_of(blob: bytes, context: str = "") -> bytes:
    """The bytes. Raises ``ValueError`` for damaged ones."""
    head, rest = bytes(blob[:1]), bytes(blob[1:])
    if head == PLAIN:
        return rest
    if head != DEFLATED:
        message = f"expected a blob of kind t or z, found {head!r}"
        raise ValueError(message)
    near = _context(context)
    unpacker = zlib.decompressobj(-15, near) if near else zlib.decompressobj(-15)
    try:
        return unpacker.decompress(rest) + unpacker.flush()
    except zlib.error as error:
        message = f"expected deflated bytes, found damaged ones: {error}"
        raise ValueError(message) from error


def storable(text: str) -> str:
    r"""The text as a text column can hold it: NUL and lone surrogates, which neither store takes, are written as escapes.

    >>> storable("a\x00b")
    'a\\x00b'
    """
    return _UNSTORABLE.sub(lambda found: f"\\x{ord(found[0]):02x}" if found[0] == "\x00" else f"\\u{ord(found[0]):04x}", text)


def _context(text: str) -> bytes:
    """The last 32 KB of the text: deflate looks back no further."""
    return text[-16_000:].encode("utf-8", "surrogatepass")[-32_000:]
