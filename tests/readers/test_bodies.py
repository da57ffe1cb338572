from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from reportedly.core.errors import PageError
from reportedly.readers.bodies import join_chunks, unpack_body

WORDS = b"The bridge is closed. " * 50


def chunked(*pieces: bytes) -> bytes:
    return b"".join(b"%x;name=value\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\nTrailer: x\r\n\r\n"


def bare(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (gzip.compress(WORDS, mtime=0), "gzip"),
        (gzip.compress(WORDS, mtime=0), " X-GZIP "),
        (zlib.compress(WORDS), "deflate"),
        (bare(WORDS), "deflate"),
        (brotli.compress(WORDS), "br"),
        (gzip.compress(zlib.compress(WORDS), mtime=0), "deflate, gzip"),
        (WORDS, "identity"),
        (WORDS, None),
        (WORDS, "gzip"),  # unpacked by the archiver, who kept the header
        (WORDS, "br"),
        (gzip.compress(WORDS, mtime=0)[:-4], "gzip"),
    ],
)
def test_codings(body: bytes, coding: str | None) -> None:
    assert unpack_body(body, transfer=None, coding=coding, limit=10_000) == WORDS


@pytest.mark.parametrize(
    ("body", "coding"), [(gzip.compress(bytes(10_000_000), mtime=0), "gzip"), (brotli.compress(bytes(10_000_000)), "br"), (bare(bytes(10_000_000)), "deflate")]
)
def test_bombs(body: bytes, coding: str) -> None:
    with pytest.raises(PageError, match="at most 10,000 bytes"):
        unpack_body(body, transfer=None, coding=coding, limit=10_000)


def test_a_coding_nobody_knows_and_too_many() -> None:
    with pytest.raises(PageError, match="found 'zstd'"):
        unpack_body(WORDS, transfer=None, coding="zstd", limit=10_000)
    with pytest.raises(PageError, match="packed 4 times"):
        unpack_body(WORDS, transfer=None, coding="gzip, gzip, gzip, gzip", limit=10_000)


@settings(deadline=None)
@given(some.lists(some.binary(min_size=1, max_size=50), max_size=5))
def test_chunks_are_joined(pieces: list[bytes]) -> None:
    assert join_chunks(chunked(*pieces)) == b"".join(pieces)


def test_what_is_in_no_chunks_stays() -> None:
    assert join_chunks(WORDS) == WORDS
    assert join_chunks(b"") == b""
    assert join_chunks(chunked(b"one", b"two")[:-20]).startswith(b"one")


@settings(deadline=None)
@given(some.binary(max_size=100), some.sampled_from(["gzip", "br", "deflate", None]), some.sampled_from(["chunked", None]))
def test_any_bytes_give_an_answer(body: bytes, coding: str | None, transfer: str | None) -> None:
    assert len(unpack_body(body, transfer=transfer, coding=coding, limit=1_000_000)) < 1_000_000
