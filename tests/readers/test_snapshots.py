"""What a watch keeps: read back by our own reader, by the standard library, and checked against the standard's fields."""

from __future__ import annotations

import gzip
import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reportedly.core.errors import PageError
from reportedly.pages.fetch import Fetched
from reportedly.readers import snapshots
from reportedly.readers.choose import iter_reports
from reportedly.readers.seam import ReadOptions
from reportedly.readers.snapshots import Kept, SnapshotArchive

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2031, 5, 2, 12, 0, tzinfo=UTC)
PAGE = "<html><body><p>The bridge is closed — до осени.</p></body></html>".encode()
HEADERS = (("Content-Type", "text/html; charset=utf-8"), ("Transfer-Encoding", "chunked"), ("ETag", '"x"'))


def fetched(data: bytes = PAGE, url: str = "https://tarn.example/1", *, packed: bool = False) -> Fetched:
    headers = (*HEADERS, ("Content-Encoding", "gzip")) if packed else HEADERS
    return Fetched(data=data, url=url, content_type="text/html; charset=utf-8", headers=headers, sent=gzip.compress(data) if packed else data)


def test_what_is_kept_can_be_read_back(tmp_path: Path) -> None:
    archive = SnapshotArchive(tmp_path / "kept")
    places = [archive.keep(fetched(PAGE + bytes([65 + number]), packed=number == 1), NOW) for number in range(3)]
    for number, place in enumerate(places):
        intake = archive.read(place, ReadOptions(keep_bodies=True))
        assert intake is not None
        assert intake.snapshot is not None
        assert intake.snapshot.body == PAGE + bytes([65 + number])
        assert (intake.page.url, intake.snapshot.retrieved) == ("https://tarn.example/1", NOW)
    assert len(list(iter_reports(tmp_path / "kept" / places[0].archive))) == 3


def test_the_fields_of_the_standard_are_there(tmp_path: Path) -> None:
    kept = SnapshotArchive(tmp_path).keep(fetched(packed=True), NOW)
    data = gzip.decompress((tmp_path / kept.archive).read_bytes())
    assert data.startswith(b"WARC/1.1\r\nWARC-Type: warcinfo\r\n")
    record = data[data.index(b"WARC/1.1", 10) :]
    head, _, block = record.partition(b"\r\n\r\n")
    fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    block = block[: int(fields["Content-Length"])]
    assert fields["WARC-Type"] == "response"
    assert fields["WARC-Target-URI"] == "https://tarn.example/1"
    assert fields["WARC-Date"] == "2031-05-02T12:00:00Z"
    assert fields["Content-Type"] == "application/http; msgtype=response"
    assert fields["WARC-Block-Digest"] == f"sha256:{hashlib.sha256(block).hexdigest()}"
    http, _, body = block.partition(b"\r\n\r\n")
    assert http.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"X-Archive-Orig-Transfer-Encoding: chunked" in http
    assert gzip.decompress(body) == PAGE
    assert fields["WARC-Payload-Digest"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
    assert fields["WARC-Record-ID"].startswith("<urn:uuid:")


def test_a_file_of_an_earlier_run_is_never_written_to(tmp_path: Path) -> None:
    first = SnapshotArchive(tmp_path).keep(fetched(), NOW)
    half = (tmp_path / first.archive).read_bytes()[:-20]
    (tmp_path / first.archive).write_bytes(half)
    second = SnapshotArchive(tmp_path).keep(fetched(), NOW)
    assert (first.archive, second.archive) == ("reportedly-00001.warc.gz", "reportedly-00002.warc.gz")
    assert (tmp_path / first.archive).read_bytes() == half
    assert SnapshotArchive(tmp_path).read(first, ReadOptions()) is None


def test_a_full_file_is_followed_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "MOST_BYTES", 1_000)
    archive = SnapshotArchive(tmp_path)
    assert len({archive.keep(fetched(), NOW).archive for _ in range(4)}) > 1


def test_the_same_moment_gives_the_same_bytes(tmp_path: Path) -> None:
    names = [SnapshotArchive(tmp_path / name).keep(fetched(), NOW).archive for name in ("a", "b")]
    assert (tmp_path / "a" / names[0]).read_bytes() == (tmp_path / "b" / names[1]).read_bytes()


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(PageError, match="expected to keep a snapshot"):
        SnapshotArchive(tmp_path / "file").keep(fetched(), NOW)
    assert SnapshotArchive(tmp_path).read(Kept("missing.warc.gz", 0), ReadOptions()) is None
