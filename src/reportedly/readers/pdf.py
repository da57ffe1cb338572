"""PDF: the text of its pages, by pypdf.

The rule that must not be broken: a document without text (scanned), locked or broken is told, and never read as an empty report. Its file's date is
no day of publication, so none is taken from it.
"""

from __future__ import annotations

import io
import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reportedly.core.errors import PageError
from reportedly.core.records import Issue, Page
from reportedly.readers.seam import Inside, Intake, Reader, ReadOptions, Source, snapshot_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

_MOST_PAGES = 2_000
_BROKEN = (ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError, ArithmeticError, OSError, NotImplementedError, MemoryError)
_SPLIT_WORD = re.compile(r"([^\W\d_]{2,})[-\u00ad\u2010]\n([^\W\d_]+)")
_SHORT = 20  # letters a page: less is a stamp or a page number on a scan


def read_pdf(source: Source, options: ReadOptions, inside: Inside) -> Iterator[Intake]:  # noqa: ARG001  a PDF's attachments are not read
    """The one report. Raises ``PageError`` for a document that is locked, broken, too large or without text."""
    data = source.read_whole(options.settings.max_page_bytes)
    with _silent():
        title, pages, issues = _read(data, source.name)
    text = _join_words("\n\n".join(page for page in pages if page.strip()))
    letters = sum(letter.isalpha() for letter in text)
    if letters < _SHORT * min(len(pages), 5):
        found = f"{len(pages)} page{'s' if len(pages) != 1 else ''} with {letters} letters"
        raise PageError(f"expected text in {source.name}, found {found}: a scan; run OCR (ocrmypdf) and read the result")
    page = Page(text=text, title=title, url=source.url, path=None if source.url else source.name)
    snapshot = snapshot_of(data, options, media_type="application/pdf", url=source.url, retrieved=source.retrieved)
    yield Intake(page=page, issues=issues, snapshot=snapshot)


def _read(data: bytes, name: str) -> tuple[str | None, list[str], tuple[Issue, ...]]:
    """Title, text of each page, and what could not be read."""
    import pypdf  # noqa: PLC0415  a fifth of a second that only PDFs cost
    from pypdf.errors import DependencyError, PyPdfError  # noqa: PLC0415

    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise PageError(f"expected a PDF that can be opened, found {name} locked with a password; save it without one")
        count = len(document.pages)
        title = _title(document)
    except DependencyError as error:
        raise PageError(f"expected a PDF that can be opened, found {name} encrypted; install the package cryptography, or print it to a new PDF") from error
    except (PyPdfError, *_BROKEN) as error:
        raise PageError(f"expected a PDF at {name}, found one that is broken: {str(error)[:200] or type(error).__name__}") from error
    pages: list[str] = []
    lost: list[int] = []
    for number in range(min(count, _MOST_PAGES)):
        try:
            pages.append(document.pages[number].extract_text())
        except (PyPdfError, *_BROKEN):
            lost.append(number + 1)
    issues = []
    if lost:
        issues.append(Issue(code="pages-unreadable", message=f"{len(lost)} of {count} pages could not be read: {', '.join(map(str, lost[:20]))}"))
    if count > _MOST_PAGES:
        issues.append(Issue(code="pages-unreadable", message=f"expected at most {_MOST_PAGES:,} pages, found {count:,}; those after were not read"))
    return title, pages, tuple(issues)


def _title(document: PdfReader) -> str | None:
    """The title the file gives itself; ``None`` for a file name or a word processor's stand-in."""
    found = document.metadata.title if document.metadata else None
    title = " ".join(str(found or "").split())
    if (
        len(title) < 8
        or " " not in title
        or re.search(r"\.(?:docx?|pdf|indd|odt|pptx?|qxd|tex)$|^(?:microsoft word|untitled|document\d*)\b", title, re.IGNORECASE)
    ):
        return None
    return title


def _join_words(text: str) -> str:
    """Words broken at a line's end made whole: without the hyphen where the text has that word elsewhere or never hyphenates it, else with it."""
    if not _SPLIT_WORD.search(text):
        return text
    words = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))

    def joined(match: re.Match[str]) -> str:
        first, second = match[1], match[2]
        hyphenated = f"{first}-{second}"
        if second[0].isupper() or (hyphenated.lower() in words and (first + second).lower() not in words):
            return hyphenated
        return first + second

    return _SPLIT_WORD.sub(joined, text)


def tells(source: Source) -> bool:
    """True for the mark of a PDF in the first kilobyte (ISO 32000-1, annex H.3.4.1), and not for a text that speaks of it."""
    head = source.head.lstrip()
    return head.startswith(b"%PDF-") or (bool(re.search(rb"(?:^|[\r\n])%PDF-[12]\.\d", head[:1024])) and b" obj" in head)


@contextmanager
def _silent() -> Iterator[None]:
    """What pypdf would say on standard error is in the issues."""
    log = logging.getLogger("pypdf")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)


READER = Reader("PDF", False, tells, read_pdf)  # noqa: FBT003
