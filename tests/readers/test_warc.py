"""Web archives by wget and warcio, and broken ones built to the standard by hand."""

from __future__ import annotations

import gzip
import random
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.settings import Settings
from reportedly.readers.choose import iter_reports
from reportedly.readers.seam import ReadOptions, source_of_bytes
from reportedly.readers.warc import find_record

if TYPE_CHECKING:
    from reportedly.readers.seam import Intake

SAMPLES = Path(__file__).parent / "samples"
PAGE = b"<html><head><title>Bridge closed</title></head><body><p>The bridge is closed.</p></body></html>"


def record(number: int, http: bytes, *, kind: str = "response", url: str | None = None, more: str = "") -> bytes:
    """A record as ISO 28500 shows it."""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url or f'https://tarn.example/{number}'}\r\nWARC-Date: 2031-05-02T08:00:0{number % 10}Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{number}>\r\n{more}Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def answer(body: bytes, *, status: str = "200 OK", content_type: str = "text/html; charset=utf-8", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{more}\r\n".encode() + body


def read(data: bytes, **limits: int) -> list[Intake]:
    options = ReadOptions(settings=Settings(**limits), keep_bodies=True)  # type: ignore[arg-type]
    return list(iter_reports(source_of_bytes("crawl.warc", data), options))


def urls(intakes: list[Intake]) -> list[str | None]:
    return [intake.page.url for intake in intakes if intake.readable]


def codes(intakes: list[Intake]) -> list[str]:
    return [issue.code for intake in intakes for issue in intake.issues]


def test_wget() -> None:
    intakes = list(iter_reports(SAMPLES / "wget.warc.gz"))
    paths = [(intake.page.url or "").removeprefix("http://127.0.0.1:8765") for intake in intakes]
    assert paths == ["/", "/bridge.html", "/fair.html", "/note.txt", "/fair.html", "/cyrillic.html"]
    assert [intake.page.html is None for intake in intakes].count(True) == 1
    assert "Мост закрыт" in (intakes[-1].page.html or "")
    assert all(intake.snapshot is not None and str(intake.snapshot.retrieved).startswith("2026-11-22 23:02") for intake in intakes)
    assert codes(intakes) == []


def test_warcio() -> None:
    intakes = list(iter_reports(SAMPLES / "warcio.warc.gz", ReadOptions(keep_bodies=True)))
    assert [(intake.page.url or "").removeprefix("https://tarn.example/") for intake in intakes] == [
        "bridge",
        "fair",
        "fair-br",
        "ad",
        "cyrillic",
        "bridge?again",
    ]
    packed, brotli = intakes[1], intakes[2]
    assert packed.page.html == brotli.page.html
    assert "Fair opens in snow" in (packed.page.html or "")
    again = intakes[-1]
    assert again.page.html == intakes[0].page.html
    assert again.notes == (("revisit", "same as before"),)
    assert again.snapshot is not None
    assert intakes[0].snapshot is not None
    assert again.snapshot.sha256 == intakes[0].snapshot.sha256
    assert again.snapshot.retrieved != intakes[0].snapshot.retrieved


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_is_cut_off_says_so(*, packed: bool) -> None:
    records = [record(number, answer(PAGE * 40)) for number in range(3)]
    data = b"".join(gzip.compress(each) if packed else each for each in records)
    intakes = read(data[:-60])
    assert urls(intakes) == ["https://tarn.example/0", "https://tarn.example/1"]
    assert codes(intakes) == ["item-unreadable"]
    assert "breaks off" in intakes[-1].issues[0].message


@pytest.mark.parametrize("packed", [False, True])
def test_damage_is_told_and_what_comes_after_is_read(*, packed: bool) -> None:
    noise = random.Random(7).randbytes(70_000)  # noqa: S311
    records = [record(number, answer(PAGE)) for number in range(4)]
    pieces = [gzip.compress(each) if packed else each for each in records]
    intakes = read(b"".join([*pieces[:2], b"\n" + noise + b"\n", *pieces[2:]]))
    assert urls(intakes) == [f"https://tarn.example/{number}" for number in range(4)]
    assert codes(intakes) == ["archive-broken"]
    assert "went on at byte" in intakes[2].issues[0].message


def test_damage_at_the_end_is_told() -> None:
    intakes = read(record(0, answer(PAGE)) + b"rubbish " * 1000)
    assert urls(intakes) == ["https://tarn.example/0"]
    assert codes(intakes) == ["archive-broken"]


def test_only_pages_that_were_there_are_reports() -> None:
    kept = [
        record(0, answer(b"gone", status="404 Not Found")),
        record(1, answer(b"\x89PNG", content_type="image/png")),
        record(2, answer(b"User-agent: *", content_type="text/plain"), url="https://tarn.example/robots.txt"),
        record(3, b"", kind="request"),
        record(4, answer(b"The ferry does not run.", content_type="text/plain")),
        record(5, answer(PAGE), url="<https://tarn.example/angle>"),
        record(6, answer(PAGE), url="urn:text:https://tarn.example/"),
        record(7, b"HTTP/1.1 200 OK\r\n\r\n" + PAGE),
        record(8, b"HTTP/1.1 200 OK\r\n\r\n{}"),
    ]
    assert urls(read(b"".join(kept))) == ["https://tarn.example/4", "https://tarn.example/angle", "https://tarn.example/7"]


def test_a_body_keeps_the_charset_of_its_header() -> None:
    words = "Мост у Олдмарка закрыт с пятницы."
    (intake,) = read(record(0, answer(words.encode("koi8-r"), content_type="text/plain; charset=koi8-r")))
    assert intake.page.text == words


def test_chunks_are_joined_also_where_there_are_none() -> None:
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    data = record(0, answer(chunked, more="Transfer-Encoding: chunked\r\n")) + record(1, answer(PAGE, more="Transfer-Encoding: chunked\r\n"))
    assert [intake.page.html for intake in read(data)] == [PAGE.decode()] * 2


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    packed_body = record(0, answer(bomb, more="Content-Encoding: gzip\r\n"))
    huge = record(1, answer(b"x" * 3_000_000, content_type="text/plain"))
    intakes = read(packed_body + huge + record(2, answer(PAGE)), max_page_bytes=1_000_000)
    assert urls(intakes) == ["https://tarn.example/2"]
    assert codes(intakes) == ["item-unreadable"] * 2
    assert all("at most 1,000,000 bytes" in intake.issues[0].message for intake in intakes[:2])


def test_a_page_that_refers_to_nothing_is_told() -> None:
    more = "WARC-Payload-Digest: sha1:AAAA\r\nWARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n"
    intakes = read(record(0, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", kind="revisit", more=more))
    assert codes(intakes) == ["item-unreadable"]
    assert intakes[0].page.url == "https://tarn.example/0"


def test_nothing_in_it_is_told() -> None:
    assert codes(read(record(0, b"", kind="request"))) == ["no-reports"]


@pytest.mark.parametrize("seed", range(12))
def test_any_damage_gives_an_answer(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    data = bytearray(b"".join(gzip.compress(record(number, answer(PAGE)), mtime=0) for number in range(6)))
    for _ in range(8):
        data[chance.randrange(20, len(data))] = chance.randrange(256)
    intakes = read(bytes(data))
    assert len(intakes) >= 1
    assert len(set(urls(intakes))) + len(codes(intakes)) >= 1


def test_the_next_record_is_found_across_blocks() -> None:
    stream = source_of_bytes("x", b"a" * ((1 << 20) - 4) + b"\nWARC/1.1\r\n").open()
    assert find_record(stream, 0, packed=False) == (1 << 20) - 3
    assert find_record(stream, (1 << 20) - 2, packed=False) is None


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_breaks_off_in_what_is_no_page_says_so(*, packed: bool) -> None:
    records = [record(0, answer(PAGE)), record(1, b"GET / HTTP/1.1\r\nHost: tarn.example\r\n\r\n", kind="request")]
    pieces = [gzip.compress(each) if packed else each for each in records]
    assert codes(read(b"".join(pieces))) == []
    for cut in range(1, len(pieces[1]) - 4):
        intakes = read(pieces[0] + pieces[1][:cut])
        assert urls(intakes) == ["https://tarn.example/0"]
        assert codes(intakes) == ["archive-broken"], cut


@given(st.integers(min_value=0))
def test_wherever_an_archive_is_cut_off_it_is_told(place: int) -> None:
    data = (SAMPLES / "wget.warc.gz").read_bytes()
    ends, left = [0], data
    while left:
        member = zlib.decompressobj(31)
        member.decompress(left)
        left = member.unused_data
        ends.append(len(data) - len(left))
    cut = place % len(data)
    intakes = read(data[:cut]) if cut else []
    assert bool(set(codes(intakes)) - {"no-reports"}) == (cut not in ends)


def test_an_archive_packed_in_one_piece_is_cut_off_or_whole() -> None:
    noise = random.Random(7).randbytes(300_000).hex().encode()  # noqa: S311
    whole = gzip.compress(b"".join(record(number, answer(PAGE + noise)) for number in range(5)))
    assert codes(read(whole)) == []
    intakes = read(whole[:-9])
    assert urls(intakes)[:4] == [f"https://tarn.example/{number}" for number in range(4)]
    assert codes(intakes)[-1:] in (["archive-broken"], ["item-unreadable"])


def test_a_page_whose_address_cannot_be_taken_apart_is_read() -> None:
    intakes = read(record(1, answer(PAGE), url="http://[::1"))
    assert codes(intakes) == []
    assert urls(intakes) == ["http://[::1"]
