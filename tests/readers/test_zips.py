"""WACZ by Webrecorder's own tool, folders packed by the standard library, and archives made to hurt."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportedly.core.errors import PageError
from reportedly.core.settings import Settings
from reportedly.readers.choose import iter_reports
from reportedly.readers.seam import ReadOptions, source_of_bytes

if TYPE_CHECKING:
    from reportedly.readers.seam import Intake

SAMPLES = Path(__file__).parent / "samples"
WORDS = "The ferry at Tarnwick does not run on Sunday, its owner said."


def packed(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def read(data: bytes, **limits: int) -> list[Intake]:
    return list(iter_reports(source_of_bytes("saved.zip", data), ReadOptions(settings=Settings(**limits))))  # type: ignore[arg-type]


def codes(intakes: list[Intake]) -> list[str]:
    return [issue.code for intake in intakes for issue in intake.issues]


def test_a_wacz_gives_the_pages_on_its_list_also_behind_redirects() -> None:
    intakes = list(iter_reports(SAMPLES / "py-wacz.wacz"))
    assert [intake.page.url for intake in intakes] == ["https://tarn.example/bridge", "https://tarn.example/fair"]


def test_a_wacz_without_a_list_gives_all_its_pages() -> None:
    archive = (SAMPLES / "warcio.warc.gz").read_bytes()
    assert len(read(packed({"datapackage.json": "{}", "archive/data.warc.gz": archive, "pages/pages.jsonl": "rubbish\n"}, zipfile.ZIP_STORED))) == 6


def test_a_packed_folder_gives_what_is_in_it() -> None:
    members = {
        "b.txt": WORDS,
        "a/report.html": f"<html><body><p>{WORDS}</p></body></html>",
        "a/style.css": "p {}",
        ".hidden.txt": WORDS,
        "__MACOSX/b.txt": WORDS,
    }
    table = "title,text,url\nFerry,It does not run,https://tarn.example/1\n"
    intakes = read(packed({**members, "c.csv": table, "d.warc.gz": (SAMPLES / "wget.warc.gz").read_bytes()}))
    assert [intake.page.path or intake.page.url for intake in intakes][:3] == ["saved.zip/a/report.html", "saved.zip/b.txt", "https://tarn.example/1"]
    assert len(intakes) == 9


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b.txt", "..\\..\\b.txt", "C:\\b.txt"])
def test_a_name_that_leads_out_is_told_and_not_read(name: str) -> None:
    intakes = read(packed({name: WORDS, "z.txt": WORDS}))
    assert sorted(codes(intakes)) == ["item-unreadable"]
    assert [intake.page.path for intake in intakes if intake.readable] == ["saved.zip/z.txt"]


def test_a_bomb_is_not_unpacked() -> None:
    intakes = read(packed({"bomb.txt": bytes(60_000_000), "z.txt": WORDS}), max_page_bytes=1_000_000)
    assert codes(intakes) == ["source-unreadable"]
    assert "at most 1,000,000 bytes" in intakes[0].issues[0].message


def test_archives_in_archives_have_an_end() -> None:
    data = packed({"report.txt": WORDS})
    for _ in range(8):
        data = packed({"inner.zip": data})
    intakes = read(data)
    assert codes(intakes) == ["source-unreadable"]
    assert "containers in one another" in intakes[0].issues[0].message


def test_a_damaged_member_is_told_and_the_others_are_read() -> None:
    data = bytearray(packed({"a.txt": WORDS * 50, "b.txt": WORDS}))
    data[60:70] = b"\xff" * 10
    intakes = read(bytes(data))
    assert [intake.readable for intake in intakes] == [False, True]


def test_an_encrypted_member_is_told() -> None:
    data = bytearray(packed({"a.txt": WORDS}))
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flag] |= 1
    assert codes(read(bytes(data))) == ["item-unreadable"]


def test_an_office_document_is_no_folder() -> None:
    with pytest.raises(PageError, match="office document"):
        read(packed({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}))


def test_half_a_zip_is_told() -> None:
    with pytest.raises(PageError, match="expected a zip archive"):
        read(packed({"a.txt": WORDS})[:40])


def test_an_empty_zip_is_told() -> None:
    assert codes(read(packed({}))) == ["no-reports"]
