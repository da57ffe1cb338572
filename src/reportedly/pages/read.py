"""page ─read→ document: the door to the river.

The rule that must not be broken: clean text is kept to the letter, and every run of ``Document.origin`` holds
(``page[run.page:][:run.length] == text[run.clean:][:run.length]``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.core.day_range import DayRange
from reportedly.core.records import Document, Found, Issue, OffsetRun, Page, Published, PublishedBasis, Region, RegionKind
from reportedly.pages.align import align, whole
from reportedly.pages.flattened import Flattened, read_flattened
from reportedly.pages.language import detect_language, language_code
from reportedly.pages.metadata import tidy
from reportedly.pages.phrases import page_phrases

if TYPE_CHECKING:
    from datetime import date

    from reportedly.core.settings import Settings
    from reportedly.packs.load import Pack
    from reportedly.pages.article import Article

# Read by no one and in the way of every lexicon: zero-width characters, soft hyphens, carriage returns, byte order marks, NUL.
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\r\x00]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_document(page: Page, pack: Pack, settings: Settings) -> Found[Document]:
    """The clean text of the page with its regions and metadata; issues say what is missing or was lost."""
    source = page.html if page.html is not None else page.text or ""
    size = len(source)
    if size > settings.max_page_bytes:
        message = f"expected at most {settings.max_page_bytes:,} characters, found {size:,}; nothing was read; raise max_page_bytes to read it"
        return Found(_document(page, page.text or "" if page.clean else "", (), ()), (Issue(code="page-too-large", message=message),))
    if page.html is not None:
        return _read_html(page, page.html, pack)
    if page.clean:
        return _read_clean(page, source)
    return _read_flattened(page, source, pack, settings.max_extract_characters)


def _read_clean(page: Page, text: str) -> Found[Document]:
    line = text.partition("\n")[0]
    headline = len(line) if page.title and line.strip() and tidy(line) == tidy(page.title) else 0
    regions = [Region(start=0, end=headline, kind=RegionKind.HEADLINE)] if headline else []
    if text[headline:].strip():
        start = headline + len(text[headline:]) - len(text[headline:].lstrip()) if headline else 0
        regions.append(Region(start=start, end=len(text), kind=RegionKind.BODY))
    return Found(_document(page, text, tuple(regions), whole(text)), _text_issues(text))


def _read_flattened(page: Page, source: str, pack: Pack, limit: int) -> Found[Document]:
    text, origin = without_invisible(source)
    flattened = read_flattened(text, page_phrases(pack), language=language_code(page.language), limit=limit)
    return Found(_document(page, text, flattened.regions, origin, flattened), _text_issues(text))


def _read_html(page: Page, markup: str, pack: Pack) -> Found[Document]:
    from reportedly.pages.article import read_article  # noqa: PLC0415  its libraries take half as long to load as the parser's model: only markup pays

    article = read_article(page, markup, page_phrases(pack))
    text, regions = _compose(article)
    issues = (*article.issues, *(issue for issue in _text_issues(text) if issue.code != "empty" or not article.issues))
    return Found(_document(page, text, regions, align(text, markup), article), issues)


def _compose(article: Article) -> tuple[str, tuple[Region, ...]]:
    """The clean text, a blank line between blocks, headline first; neighbouring paragraphs are one region."""
    pieces: list[str] = []
    regions: list[Region] = []
    quotes: list[Region] = []
    at = 0
    blocks = [(article.title, RegionKind.HEADLINE, False)] if article.title else []
    for text, kind, quoted in [*blocks, *((block.text, block.kind, block.quoted) for block in article.blocks)]:
        clean = _INVISIBLE.sub("", text)
        start, end = at, at + len(clean)
        pieces.append(clean)
        at = end + 2
        if quoted:
            quotes.append(Region(start=start, end=end, kind=RegionKind.QUOTE))
        if regions and kind is RegionKind.BODY is regions[-1].kind:
            regions[-1] = Region(start=regions[-1].start, end=end, kind=kind)
        else:
            regions.append(Region(start=start, end=end, kind=kind))
    return "\n\n".join(pieces), tuple(sorted([*regions, *quotes], key=lambda region: (region.start, -region.end, region.kind is RegionKind.QUOTE)))


def without_invisible(source: str) -> tuple[str, tuple[OffsetRun, ...]]:
    """The text without characters that no reader sees, and its map back."""
    if not _INVISIBLE.search(source):
        return source, whole(source)
    pieces: list[str] = []
    runs: list[OffsetRun] = []
    clean = start = 0
    for gap in [*_INVISIBLE.finditer(source), None]:
        end = gap.start() if gap else len(source)
        if end > start:
            pieces.append(source[start:end])
            runs.append(OffsetRun(clean=clean, page=start, length=end - start))
            clean += end - start
        start = gap.end() if gap else end
    return "".join(pieces), tuple(runs)


def _text_issues(text: str) -> tuple[Issue, ...]:
    issues = []
    if not text.strip():
        issues.append(Issue(code="empty", message="expected text, found none"))
    if match := _SURROGATE.search(text):
        message = f"found half a character (U+{ord(match.group()):04X}) with no other half; it was kept, and is written as an escape"
        issues.append(Issue(code="lone-surrogate", message=message, start=match.start(), end=match.end()))
    return tuple(issues)


def _document(page: Page, text: str, regions: tuple[Region, ...], origin: tuple[OffsetRun, ...], found: Article | Flattened | None = None) -> Document:
    """The document; what the caller gave wins over what the page says."""
    article = None if isinstance(found, Flattened) else found
    sample = " ".join(text[region.start : region.end][:4_000] for region in regions[:40] if region.kind is RegionKind.BODY) or text
    return Document(
        text=text,
        title=page.title or (found.title if found else None),
        outlet=page.outlet or (article.outlet if article else None),
        url=page.url or (article.url if article else None),
        authors=page.authors or (article.authors if article else ()),
        language=language_code(page.language) or detect_language(sample) or (article.language if article else None),
        published=_published(page.published, found.published if found else None, found.published_why if found else ""),
        regions=regions,
        origin=origin,
    )


def _published(given: date | None, found: date | None, why: str) -> Published:
    if given:
        return Published(days=DayRange.on(given), basis=PublishedBasis.GIVEN, why="given by the caller")
    if found:
        return Published(days=DayRange.on(found), basis=PublishedBasis.METADATA, why=why)
    return Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="the page gives no day of publication")
