"""Mail written by the standard library's own writers, and rubbish."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from reportedly.core.settings import Settings
from reportedly.readers.choose import choose_reader, iter_reports
from reportedly.readers.mail import read_message
from reportedly.readers.seam import Intake, ReadOptions, source_of_bytes

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "The bridge at Oldmark was closed on Friday."


def letter(subject: str = "Bridge closed", text: str = WORDS, html: str | None = None, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Tarn Morning <morning@tarn.example>"
    message["To"] = "reader@north.example"
    message["Subject"] = subject
    message["Date"] = "Fri, 02 May 2031 00:30:00 +0300"
    message["Message-ID"] = "<1@tarn.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def read(data: bytes, name: str = "letter.eml", **limits: int) -> list[Intake]:
    return list(iter_reports(source_of_bytes(name, data), ReadOptions(settings=Settings(**limits))))  # type: ignore[arg-type]


def test_a_newsletter() -> None:
    html = f"<html><body><p>{WORDS}</p></body></html>"
    (intake,) = read(bytes(letter(html=html, Archived_At="<https://tarn.example/letters/1>")))
    page = intake.page
    assert (page.outlet, page.title, str(page.published), page.url) == ("Tarn Morning", "Bridge closed", "2031-05-02", "https://tarn.example/letters/1")
    assert WORDS in (page.html or "")
    assert ("message_id", "<1@tarn.example>") in intake.notes


def test_plain_words_and_a_subject_in_another_script() -> None:
    (intake,) = read(bytes(letter(subject="Мост закрыт до осени", text="Мост закрыт.")))
    assert (intake.page.title, (intake.page.text or "").strip(), intake.page.path) == ("Мост закрыт до осени", "Мост закрыт.", "letter.eml")


def test_when_it_came_is_when_it_was_retrieved() -> None:
    data = b"Received: from a by b; Fri, 02 May 2031 06:00:00 +0000\nReceived: from c by a; Thu, 01 May 2031 06:00:00 +0000\n" + bytes(letter())
    (intake,) = read(data)
    assert intake.snapshot is not None
    assert str(intake.snapshot.retrieved) == "2031-05-02 06:00:00+00:00"


def test_an_attachment_is_told_and_not_read() -> None:
    message = letter()
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="report.pdf")
    (intake,) = read(bytes(message))
    assert [issue.code for issue in intake.issues] == ["attachment-unread"]
    assert "report.pdf" in intake.issues[0].message


def test_a_letter_without_words_is_told() -> None:
    message = letter(text="")
    message.clear_content()
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="x.png")
    (intake,) = read(bytes(message))
    assert (intake.readable, intake.issues[0].code) == (False, "item-unreadable")


def test_a_mailbox(tmp_path: Path) -> None:
    path = tmp_path / "box.mbox"
    box = mailbox.mbox(path)
    for number in range(3):
        box.add(letter(subject=f"Letter {number}", text=f"From the start, number {number}.\n\nFrom here on it rains.\n"))
    box.close()
    intakes = list(iter_reports(path))
    assert [intake.page.title for intake in intakes] == ["Letter 0", "Letter 1", "Letter 2"]
    assert "From here on it rains." in (intakes[1].page.text or "")
    assert ">From" not in (intakes[1].page.text or "")
    assert intakes[2].page.path == f"{path.as_posix()}#3"


@pytest.mark.parametrize("end", [30, 60, 200])
def test_a_letter_that_breaks_off_says_so(end: int) -> None:
    whole = letter(html=f"<p>{WORDS}</p>" * 20).as_bytes()
    (intake,) = read(whole)
    assert intake.issues == ()
    (cut,) = read(whole[:-end])
    assert WORDS in (cut.page.html or "")
    assert [issue.code for issue in cut.issues] == ["container-broken"]


def test_a_mailbox_of_rubbish_gives_answers() -> None:
    data = (
        b"From x@y Fri May  2 00:00:00 2031\nFrom: a\nTo: b\nSubject: c\n\n"
        + bytes(range(256)) * 40
        + b"\n\nFrom q@r Fri May  2 00:00:00 2031\n\n\n"
        + b"\xff\xfe" * 99
    )
    intakes = read(data, "box")
    assert [intake.readable for intake in intakes] == [False, False]


def test_a_letter_too_large_is_told_and_the_next_is_read() -> None:
    start = b"From x@y Fri May  2 00:00:00 2031\n"
    data = start + bytes(letter(text="x" * 70 + "\n" + ("y" * 70 + "\n") * 400)) + b"\n" + start + bytes(letter())
    intakes = read(data, "box", max_page_bytes=10_000)
    assert [intake.readable for intake in intakes] == [False, True]
    assert "at most 10,000 bytes" in intakes[0].issues[0].message


@pytest.mark.parametrize("header", ["=?utf-8?b?!!!?=", "=?no-such-charset?q?x?=", "\xff\xfe", "=?utf-8?q?=FF?=", "x" * 5000])
def test_headers_of_every_kind(header: str) -> None:
    data = f"From: {header}\nTo: b\nSubject: {header}\nDate: {header}\nMessage-ID: x\n\n{WORDS}\n".encode("latin-1")
    (intake,) = read(data)
    assert WORDS in (intake.page.text or "")


@pytest.mark.parametrize("charset", ["no-such-charset", "utf-7", "'", "koi8-r", "unicode-1-1-utf-7"])
def test_charsets_of_every_kind(charset: str) -> None:
    data = f'From: a\nTo: b\nSubject: c\nContent-Type: text/plain; charset="{charset}"\n\n{WORDS}\n'.encode()
    (intake,) = read(data)
    assert WORDS in (intake.page.text or "")


def test_parts_in_parts_without_end() -> None:
    lines = [f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n' for number in range(300)]
    (intake,) = read(("From: a\nTo: b\nSubject: c\n" + "".join(lines) + f"\n{WORDS}").encode())
    assert len(intake.issues) <= 1


def test_a_text_that_begins_with_names_and_colons_is_no_letter() -> None:
    assert choose_reader(source_of_bytes("x.txt", b"Mara: it rains.\nJon: it does.\nFrom: nobody\n\nEnd.")).name == "page"


@settings(deadline=None)
@given(some.binary(max_size=400))
def test_any_bytes_after_a_letters_head_give_an_answer(rubbish: bytes) -> None:
    head = b'From: a\nTo: b\nSubject: c\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n'
    assert isinstance(read_message(head + rubbish, "x", ReadOptions()), Intake)
    assert isinstance(read_message(rubbish, "x", ReadOptions()), Intake)
