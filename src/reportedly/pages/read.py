"""page ─read→ document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.day_range import DayRange
from reportedly.core.records import Document, Found, OffsetRun, Page, Published, PublishedBasis, Region, RegionKind

if TYPE_CHECKING:
    from reportedly.core.settings import Settings
    from reportedly.packs.load import Pack


def read_document(page: Page, pack: Pack, settings: Settings) -> Found[Document]:
    """The clean text of the page with its regions and metadata."""
    text = page.text or ""
    published = Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="the page gives no day of publication")
    if page.published:
        published = Published(days=DayRange.on(page.published), basis=PublishedBasis.GIVEN, why="given by the caller")
    document = Document(
        text=text,
        title=page.title,
        outlet=page.outlet,
        url=page.url,
        authors=page.authors,
        language=page.language or "en",
        published=published,
        regions=(Region(start=0, end=len(text), kind=RegionKind.BODY),) if text else (),
        origin=(OffsetRun(clean=0, page=0, length=len(text)),) if text else (),
    )
    return Found(document)
