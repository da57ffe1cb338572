"""``reportedly.read`` and ``reportedly.read_many``: the river as two functions."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, cast

from reportedly.batch import answer_chunk, same
from reportedly.batch import read_many as read_pages
from reportedly.core.errors import PageError
from reportedly.core.records import Found, Page, Reading
from reportedly.core.settings import Settings
from reportedly.intake import Intake, Metadata, is_address, read_source
from reportedly.packs.load import Pack, load_pack
from reportedly.pages.sources import page_from_bytes, page_from_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from importlib.resources.abc import Traversable

    Source = Page | str | PathLike[str] | Traversable | bytes


def read(
    source: Source | None = None,
    *,
    text: str | None = None,
    html: str | None = None,
    path: str | PathLike[str] | None = None,
    url: str | None = None,
    published: date | str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    authors: Sequence[str] = (),
    language: str | None = None,
    clean: bool = False,
    id: str | None = None,  # noqa: A002  the name docs/reference/format.md gives it
    pack: Pack | str | None = None,
    settings: Settings | None = None,
) -> Reading:
    """Who says, in this one report, that what happened where and when; what troubled the reading is in ``issues``.

    ``source`` is an address, a path, bytes or a ``Page``; a report's words go in as ``text`` or ``html``. ``url`` alone is fetched, beside
    another source it says where the report stood. ``clean`` keeps ``text`` to the letter. ``published`` is the day, where it is known.
    ``pack`` is a pack, its name, or its folder. Raises ``PageError`` when there is nothing to read, ``PackError`` when there is no such pack.

    >>> import reportedly
    >>> reading = reportedly.read(reportedly.find_example("wire"))
    >>> reading.document.language
    'en'
    >>> all(claim.quote == reading.document.text[claim.start : claim.end] for claim in reading.claims)
    True
    """
    settings = settings or Settings()
    _check_words(text=text, html=html, url=url, title=title, outlet=outlet, language=language, id=id)
    given = {"source": source, "text": text, "html": html, "path": path}
    named = [name for name, value in given.items() if value is not None]
    if len(named) > 1 or not (named or url):
        message = f"expected exactly one of source, text, html, path and url, found {' and '.join(named) or 'none'}"
        raise PageError(message)
    found = _page(text=text, html=html, source=source if source is not None else path if path is not None else url, settings=settings)
    metadata = Metadata(url=url, outlet=outlet, title=title, authors=tuple(authors), language=language, published=_day(published), clean=clean)
    page = metadata.of(dataclasses.replace(found.records, id=id or found.records.id))
    (answer,) = answer_chunk([Intake(page=page, issues=found.issues)], same, _pack(pack, settings), settings)
    return answer.written


def read_many(
    pages: Iterable[Page | Mapping[str, object]], *, pack: Pack | str | None = None, settings: Settings | None = None, processes: int = 1
) -> Iterator[Reading]:
    """The readings of many reports, in order, as they are ready, in constant memory: ``pages`` may be endless.

    Each is a ``Page`` or a mapping with the fields of an input line (docs/reference/format.md). With ``processes`` above one, call it under
    ``if __name__ == "__main__":`` (each process imports the calling script again). Raises ``PageError`` for a mapping that is no report.

    >>> [reading.id for reading in read_many([{"id": "a", "text": "Snow fell."}, {"id": "b", "text": "It melted."}])]
    ['a', 'b']
    """
    settings = settings or Settings()
    rows = (page if isinstance(page, Page) else page_from_row(page) for page in pages)
    return read_pages(rows, pack=_pack(pack, settings), settings=settings, processes=processes)


def _page(*, text: str | None, html: str | None, source: Source | None, settings: Settings) -> Found[Page]:
    if text is not None or html is not None:
        return Found(Page(text=text, html=html))
    if isinstance(source, Page):
        return Found(source)
    if isinstance(source, bytes):
        return page_from_bytes(source, settings)
    if isinstance(source, str):
        if not is_address(source) and (not source or "\n" in source or not Path(source).exists()):
            message = f"expected an address or the path of a file, found {source[:60]!r}; for a report's own words use read(text=…)"
            raise PageError(message)
        return read_source(source, settings)
    if isinstance(source, PathLike):
        return read_source(fspath(source), settings)
    if not hasattr(source, "read_bytes"):
        message = f"expected an address, a path, bytes or a Page, found {type(source).__name__}"
        raise PageError(message)
    return page_from_bytes(cast("Traversable", source).read_bytes(), settings)


def _check_words(**given: object) -> None:
    """Raise ``PageError`` for what is given as words and is none: the bytes of a file opened in binary mode would be a report without a text."""
    for name, value in given.items():
        if value is not None and not isinstance(value, str):
            hint = "; bytes go in as the source: read(data)" if isinstance(value, bytes) else ""
            message = f"expected {name} to be a string, found {type(value).__name__}{hint}"
            raise PageError(message)


def _pack(pack: Pack | str | None, settings: Settings) -> Pack:
    return pack if isinstance(pack, Pack) else load_pack(pack or settings.pack)


def _day(published: date | str | None) -> date | None:
    if isinstance(published, datetime):
        return published.date()
    if published is None or isinstance(published, date):
        return published
    try:
        return datetime.fromisoformat(published).date()
    except (ValueError, TypeError) as error:
        message = f"expected published to be a date or an ISO date such as 2024-05-31, found {published!r}"
        raise PageError(message) from error
