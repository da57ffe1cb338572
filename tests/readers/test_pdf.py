"""PDFs by reportlab, fpdf2 and pypdf; scans, locks and breakage."""

from __future__ import annotations

import importlib.util
import random
from contextlib import suppress
from pathlib import Path

import pytest

from reportedly.core.errors import PageError
from reportedly.readers.choose import choose_reader, iter_reports
from reportedly.readers.pdf import _join_words
from reportedly.readers.seam import source_of_bytes

SAMPLES = Path(__file__).parent / "samples"


def test_a_report_of_two_pages() -> None:
    (intake,) = iter_reports(SAMPLES / "reportlab.pdf")
    page = intake.page
    assert page.title == "Situation report of the district council"
    assert (page.text or "").count("after the engineers found cracks") == 2
    assert page.published is None
    assert intake.snapshot is not None
    assert intake.snapshot.media_type == "application/pdf"


def test_another_writer() -> None:
    (intake,) = iter_reports(SAMPLES / "fpdf2.pdf")
    assert "closed on Friday after engineers found cracks" in " ".join((intake.page.text or "").split())


def test_a_document_that_only_forbids_printing_is_read() -> None:
    (intake,) = iter_reports(SAMPLES / "restricted.pdf")
    assert "The bridge at Oldmark" in (intake.page.text or "")


@pytest.mark.parametrize(("name", "message"), [("locked.pdf", "locked with a password"), ("scan.pdf", "a scan; run OCR")])
def test_what_cannot_be_read_is_told(name: str, message: str) -> None:
    with pytest.raises(PageError, match=message):
        list(iter_reports(SAMPLES / name))


def test_a_cipher_needs_its_package() -> None:
    if importlib.util.find_spec("cryptography"):
        (intake,) = iter_reports(SAMPLES / "aes.pdf")
        assert "The bridge at Oldmark" in (intake.page.text or "")
    else:
        with pytest.raises(PageError, match="install the package cryptography"):
            list(iter_reports(SAMPLES / "aes.pdf"))


@pytest.mark.parametrize("seed", range(15))
def test_a_broken_document_gives_an_answer(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    data = bytearray((SAMPLES / "reportlab.pdf").read_bytes())
    for _ in range(40):
        data[chance.randrange(10, len(data))] = chance.randrange(256)
    with suppress(PageError):
        assert len(list(iter_reports(source_of_bytes("x.pdf", bytes(data[: chance.randrange(500, len(data))]))))) == 1


def test_words_broken_at_the_line_are_made_whole() -> None:
    assert _join_words("the engin-\neers left") == "the engineers left"
    assert _join_words("a cease-\nfire held; the cease-fire was long") == "a cease-fire held; the cease-fire was long"
    assert _join_words("the Tarn-\nOldmark line") == "the Tarn-Oldmark line"
    assert _join_words("a - \nlist") == "a - \nlist"


def test_a_text_that_speaks_of_pdf_is_a_text() -> None:
    assert choose_reader(source_of_bytes("x", b"A file begins with\n%PDF- and that is that.")).name == "page"
