"""Pages saved by Chromium, and one built to RFC 2557 by hand."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from reportedly.core.errors import PageError
from reportedly.readers.choose import choose_reader, iter_reports
from reportedly.readers.seam import ReadOptions, source_of_bytes

SAMPLES = Path(__file__).parent / "samples"
HEAD = "From: <Saved by Blink>\nSnapshot-Content-Location: https://tarn.example/a\nMIME-Version: 1.0\nDate: Fri, 02 May 2031 06:00:00 GMT\n"
PARTS = (
    'Content-Type: multipart/related; type="text/html"; boundary="xx"\n\n'
    "--xx\nContent-Type: text/html; charset=utf-8\nContent-Location: https://ads.example/frame\n\n<html><body><p>Buy now.</p></body></html>\n"
    "--xx\nContent-Type: text/html; charset=utf-8\nContent-Location: https://tarn.example/a\n\n<html><body><p>The bridge is closed.</p></body></html>\n--xx--\n"
)


def test_chromium() -> None:
    (intake,) = iter_reports(SAMPLES / "chromium.mhtml")
    assert intake.page.url == "http://127.0.0.1:8765/bridge.html"
    assert "“Nobody was hurt,” said Mara Venn" in (intake.page.html or "")
    assert intake.snapshot is not None
    assert str(intake.snapshot.retrieved) == "2026-11-22 23:25:25+00:00"


def test_a_saved_page_in_an_old_code_page() -> None:
    (intake,) = iter_reports(SAMPLES / "chromium-cyrillic.mhtml")
    assert "Мост у Олдмарка закрыт с пятницы" in (intake.page.html or "")


def test_the_page_is_read_and_not_the_frame_before_it() -> None:
    (intake,) = iter_reports(source_of_bytes("a.mhtml", (HEAD + PARTS).encode()), ReadOptions(keep_bodies=True))
    assert "The bridge is closed." in (intake.page.html or "")
    assert intake.snapshot is not None
    assert b"Buy now" not in (intake.snapshot.body or b"")


def test_a_saved_page_that_breaks_off_says_so() -> None:
    whole = (SAMPLES / "chromium.mhtml").read_bytes()
    page = whole.index(b"Mara Venn") + 200
    (intake,) = iter_reports(source_of_bytes("a.mhtml", whole[:page]))
    assert "Mara Venn" in (intake.page.html or "")
    assert [issue.code for issue in intake.issues] == ["container-broken"]
    (intake,) = iter_reports(source_of_bytes("a.mhtml", whole))
    assert intake.issues == ()


def test_a_saved_page_without_a_page_is_told() -> None:
    data = HEAD + 'Content-Type: multipart/related; boundary="xx"\n\n--xx\nContent-Type: image/png\n\nx\n--xx--\n'
    with pytest.raises(PageError, match="no HTML among its parts"):
        list(iter_reports(source_of_bytes("a.mhtml", data.encode())))


@pytest.mark.parametrize("length", [150, 300, 400])
def test_half_a_saved_page_gives_an_answer(length: int) -> None:
    source = source_of_bytes("a.mhtml", (HEAD + PARTS).encode()[:length])
    with suppress(PageError):
        assert len(list(iter_reports(source))) == 1


def test_a_letter_with_pictures_is_no_saved_page() -> None:
    data = b"From: a@b\nTo: c\nSubject: d\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=xx\n\n--xx\n"
    assert choose_reader(source_of_bytes("a.eml", data)).name == "mail"
