"""Which column of a table is what, and a row made into a page.

The rule that must not be broken: a column is guessed by its name alone, the caller's word wins, and what a report says is never thrown away:
title, summary and text are joined, each once; of text and html, which say the same, the html is read, and that is told.
"""

from __future__ import annotations

import functools
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from reportedly.core.errors import PageError
from reportedly.core.records import Found, Issue, Page
from reportedly.pages.decode import looks_like_html
from reportedly.readers.fragments import text_of_markup
from reportedly.readers.moments import find_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportedly.readers.seam import ReadOptions

# Names that exports of news services, scrapers, fact-checkers and media monitors give their columns; the first that is there is taken.
GUESSES: dict[str, tuple[str, ...]] = {
    "id": ("id", "guid", "uuid", "articleid", "reportid", "docid", "documentid"),
    "title": ("title", "headline", "heading", "articletitle", "subject", "name"),
    "summary": ("description", "summary", "abstract", "snippet", "lead", "lede", "standfirst", "excerpt", "teaser", "subtitle", "deck"),
    "text": ("text", "fulltext", "articletext", "body", "bodytext", "content", "maintext", "article", "story", "message", "post", "notes", "transcript"),
    "html": ("html", "bodyhtml", "contenthtml", "rawhtml", "markup"),
    "url": ("url", "link", "permalink", "articleurl", "sourceurl", "href", "address", "uri", "webpage", "loc", "canonicalurl", "pageurl"),
    "published": (
        "published",
        "publishedat",
        "publicationdate",
        "publisheddate",
        "datepublished",
        "pubdate",
        "publishdate",
        "publicationday",
        "articledate",
        "date",
        "datetime",
        "timestamp",
        "seendate",
        "createdat",
        "created",
        "time",
        "day",
    ),
    "outlet": ("outlet", "source", "sourcename", "publisher", "publication", "newspaper", "media", "medium", "site", "sitename", "channel", "domain", "feed"),
    "authors": ("authors", "author", "byline", "creator", "writer", "journalist", "by"),
    "language": ("language", "lang", "languagecode", "locale"),
}
WORDS = ("title", "summary", "text", "html")
_PLAIN = re.compile(r"[\W_]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def plain_name(column: str) -> str:
    """A column's name without marks and capitals: "Published_At" and "published at" are one.

    >>> plain_name("Published_At")
    'publishedat'
    """
    return _PLAIN.sub("", column).lower()


def find_columns(names: Iterable[str], options: ReadOptions) -> Mapping[str, str]:
    """Which of these columns holds which field. Raises ``PageError`` when the caller names a column or a field that there is not, or no column holds words."""
    return _find_columns(tuple(name for name in names if name), options.columns)


@functools.lru_cache(maxsize=64)
def _find_columns(present: tuple[str, ...], asked: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    by_name = {plain_name(name): name for name in reversed(present)}
    found: dict[str, str] = {}
    for field, column in asked:
        if field not in GUESSES:
            raise PageError(f"expected a field among {', '.join(GUESSES)}, found {field!r}; write --column title=Headline")
        if column not in present and plain_name(column) not in by_name:
            raise PageError(f"expected a column {column!r} for {field}, found {', '.join(present)[:300]}")
        found[field] = column if column in present else by_name[plain_name(column)]
    taken = set(found.values())
    for field, guesses in GUESSES.items():
        if field == "html" and "text" in dict(asked):
            continue  # whoever says where the text is wants it read
        if field not in found and (guess := next((by_name[name] for name in guesses if name in by_name and by_name[name] not in taken), None)):
            found[field] = guess
            taken.add(guess)
    if not found.keys() & set(WORDS):
        raise PageError(f"expected a column with the words of the reports, found {', '.join(present)[:300] or 'none'}; say which, as in --column text=Story")
    return MappingProxyType(found)


def page_of_row(row: Mapping[str, Any], columns: Mapping[str, str], options: ReadOptions, name: str) -> Found[Page]:
    """The page of one row; ``name`` stands for where it is, when the row has no address. Raises ``PageError`` for a row without words."""
    cell = {field: _words(row.get(column)) for field, column in columns.items()}
    text = join_words(cell.get("title"), cell.get("summary"), cell.get("text"))
    html = cell.get("html") or None
    if not (text or html):
        raise PageError("expected a title, a summary or a text, found none in this row")
    issues: list[Issue] = []
    day = find_day(cell.get("published"), day_first=options.day_first)
    issues.extend(day.issues)
    if html and cell.get("text"):
        message = "expected the words of the report once, found both text and html; the html was read: name the text's column to read that"
        issues.append(Issue(code="text-passed-over", message=message))
    url = cell.get("url") or None
    page = Page(
        id=cell.get("id") or None,
        text=None if html else text,
        html=html,
        url=url if url and "://" in url else None,
        path=None if url else name,
        outlet=cell.get("outlet") or None,
        title=cell.get("title") or None,
        authors=tuple(_names(row.get(columns["authors"]))) if "authors" in columns else (),
        language=_language(cell.get("language")),
        published=day.day,
    )
    return Found(page, tuple(issues))


def join_words(title: str | None, summary: str | None, text: str | None) -> str:
    """Title, summary and text as one report, a blank line between them; what a later piece begins with or holds is not said twice.

    >>> join_words("Bridge falls", "A bridge fell.", "Bridge falls. A bridge fell. Nobody was hurt.")
    'Bridge falls. A bridge fell. Nobody was hurt.'
    """
    pieces = [_as_text(piece) for piece in (title, summary, text)]
    head, lead, body = pieces
    if lead and body and (_even(lead) in _even(body) or _without_dots(lead) in _even(body)):
        lead = ""
    rest = [piece for piece in (lead, body) if piece]
    if head and rest and _even(rest[0]).startswith(_even(head)):
        head = ""
    return "\n\n".join(piece for piece in (head, *rest) if piece)


def _as_text(piece: str | None) -> str:
    text = (piece or "").strip()
    return text_of_markup(text) if "<" in text and (looks_like_html(text) or "</" in text or "<br" in text.lower()) else text


def _even(text: str) -> str:
    return " ".join(text.split()).casefold()


def _without_dots(text: str) -> str:
    """A teaser without the dots it was cut off with."""
    return re.sub(r"(?:\s*\[?(?:…|\.\.\.)\]?)$", "", _even(text))


def _words(value: object) -> str:
    """A cell as words; a list's words one after the other, nothing for what holds none."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)
    if isinstance(value, dict):
        return next((words for key in ("name", "title", "text", "value", "url") if (words := _words(value.get(key)))), "")
    return ", ".join(words for item in value if (words := _words(item))) if isinstance(value, list | tuple) else ""


def _names(value: object) -> list[str]:
    """The names in a cell: a list's items, or what stands between semicolons or "|"."""
    if isinstance(value, list | tuple):
        return [words for item in value if (words := _words(item))]
    return [name for piece in re.split(r"[;|]", _words(value)) if (name := piece.strip())]


def _language(value: str | None) -> str | None:
    code = re.split(r"[-_]", (value or "").strip().lower())[0]
    return code if _LANGUAGE.fullmatch(code) else None
