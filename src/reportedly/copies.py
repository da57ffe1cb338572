"""Reports as they come in, into an index of copies: the Python door to ``reports/copies.py``.

The rule that must not be broken: what is compared is what a reader reads; menus, share buttons and comment boxes, which a site's pages share, are not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.records import Page, RegionKind
from reportedly.core.settings import Settings
from reportedly.flow import report_id
from reportedly.packs.load import Pack, load_pack
from reportedly.pages.read import read_document
from reportedly.pages.sources import page_from_row
from reportedly.reports.copies import CopyIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from reportedly.core.records import Document


def find_copies(reports: Iterable[Page | Mapping[str, object]], *, pack: Pack | str | None = None, settings: Settings | None = None) -> CopyIndex:
    """The reports by what they share: ``dependences()`` lists who copies whom, ``families()`` who belongs together, ``judge(a, b)`` answers for two.

    Each report is a ``Page`` or a mapping with the fields of an input line (docs/reference/format.md). Raises ``PageError`` for a mapping that is no
    report, and for an id that comes again with another text.

    >>> told = "Two missiles hit the bridge at Oldford at dawn. Nobody was hurt, the mayor wrote."
    >>> copies = find_copies([
    ...     {"id": "a", "published": "2023-05-02", "clean": True, "text": told},
    ...     {"id": "b", "published": "2023-05-03", "clean": True, "text": f"BREAKING. {told}"},
    ... ])
    >>> [(pair.a, pair.relation.value, pair.b, pair.source) for pair in copies.dependences()]
    [('a', 'copy', 'b', 'a')]
    """
    settings = settings or Settings()
    loaded = pack if isinstance(pack, Pack) else load_pack(pack or settings.pack)
    index = CopyIndex(loaded)
    index.extend(iter_texts((report if isinstance(report, Page) else page_from_row(report) for report in reports), loaded, settings))
    return index


def iter_texts(pages: Iterable[Page], pack: Pack, settings: Settings) -> Iterator[tuple[str, str, date | None]]:
    """Id, text to compare and day of publication of each page, in their order."""
    for page in pages:
        yield text_of(page, pack, settings)


def text_of(page: Page, pack: Pack, settings: Settings) -> tuple[str, str, date | None]:
    """Id, text to compare and day of publication of the page; the id is its own or the hash that ``read`` would give it."""
    if page.id and page.clean and page.text is not None:
        return page.id, page.text, page.published
    document = read_document(page, pack, settings).records
    days = document.published.days
    return page.id or report_id(page, document), _without_chrome(document), page.published or (days.earliest if days.earliest == days.latest else None)


def _without_chrome(document: Document) -> str:
    chrome = [region for region in document.regions if region.kind is RegionKind.CHROME]
    pieces, at = [], 0
    for region in chrome:
        pieces.append(document.text[at : region.start])
        at = max(at, region.end)
    return "\n".join([*pieces, document.text[at:]])
