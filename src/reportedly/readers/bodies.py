"""An HTTP body as an archive keeps it, made into the bytes that the server meant: chunks joined, packing undone.

The rule that must not be broken: nothing is unpacked past the limit, whatever the body claims to be.
"""

from __future__ import annotations

import re
import zlib

from reportedly.core.errors import PageError

_CHUNK = re.compile(rb"[0-9a-fA-F]{1,8}(?:;[^\r\n]{0,200})?\r?\n")
_MOST_CODINGS = 3


def unpack_body(body: bytes, *, transfer: str | None, coding: str | None, limit: int) -> bytes:
    """The body without chunks and packing. Archives often keep the headers of what they have unpacked already: such a body comes back as it is.

    Raises ``PageError`` for a coding that is not known, and for more than ``limit`` bytes.
    """
    if "chunked" in (transfer or "").lower():
        body = join_chunks(body)
    codings = [name.strip().lower() for name in (coding or "").split(",") if name.strip().lower() not in {"", "identity", "none"}]
    if len(codings) > _MOST_CODINGS:
        raise PageError(f"expected a body packed once, found it packed {len(codings)} times")
    for name in reversed(codings):
        body = _unpacked(body, name, limit)
        if len(body) > limit:
            raise PageError(f"expected at most {limit:,} bytes, found more when unpacked ({name}); raise max_page_bytes to read it")
    return body


def join_chunks(body: bytes) -> bytes:
    """The body without the chunks of HTTP/1.1 (RFC 9112, 7.1); a body that is not in chunks comes back as it is, one that breaks off as far as it goes."""
    pieces: list[bytes] = []
    at = 0
    while match := _CHUNK.match(body, at):
        size = int(match.group().split(b";")[0], 16)
        pieces.append(body[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1 if body[at : at + 1] == b"\n" else 0
        if size == 0:
            return b"".join(pieces)
    return b"".join(pieces) if pieces and at >= len(body) else body


def _unpacked(body: bytes, name: str, limit: int) -> bytes:
    if name in {"gzip", "x-gzip"}:
        return _inflated(body, limit, 16 + zlib.MAX_WBITS) if body.startswith(b"\x1f\x8b") else body
    if name == "deflate":
        # The standard means zlib's format; some servers send the bare stream (RFC 9110, 8.4.1.2).
        return _inflated(body, limit, zlib.MAX_WBITS if body[:1] and body[0] & 0x0F == 8 and int.from_bytes(body[:2]) % 31 == 0 else -zlib.MAX_WBITS)
    if name == "br":
        return _unbrotlied(body, limit)
    raise PageError(f"expected a body in gzip, deflate or br, found {name[:40]!r}")


def _inflated(body: bytes, limit: int, window: int) -> bytes:
    unpacker = zlib.decompressobj(window)
    try:
        return unpacker.decompress(body, limit + 1)
    except zlib.error:
        return body  # unpacked by who made the archive, who left the header as it was


def _unbrotlied(body: bytes, limit: int) -> bytes:
    import brotli  # noqa: PLC0415  comes with fastwarc, and few archives need it

    unpacker = brotli.Decompressor()
    found = bytearray()
    try:
        found += unpacker.process(body, output_buffer_limit=limit + 1)
        while len(found) <= limit and not unpacker.can_accept_more_data() and not unpacker.is_finished():
            found += unpacker.process(b"", output_buffer_limit=limit + 1 - len(found))
    except brotli.error:
        return bytes(found) or body
    return bytes(found)
