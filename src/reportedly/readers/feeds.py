"""Feeds: RSS 0.9x to 2.0, Atom, RDF (by feedparser) and JSON Feed 1 and 1.1: each entry's own words, as a report.

The rule that must not be broken: a feed is read as it is, and nothing that it links to is fetched here (a watch does that, ``watch.py``).
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from html.entities import html5
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from xml.parsers import expat

from reportedly.core.errors import PageError
from reportedly.core.records import Issue, Page
from reportedly.pages.decode import decode
from reportedly.pages.sources import parse_content_type
from reportedly.readers.columns import join_words
from reportedly.readers.fragments import text_of_markup
from reportedly.readers.moments import find_day
from reportedly.readers.seam import Inside, Intake, Reader, ReadOptions, Source, snapshot_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ROOT = re.compile(
    rb"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:rss|feed|rdf:RDF|\w{1,20}:feed|channel)[\s>]", re.DOTALL | re.IGNORECASE
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_MOST_NESTED = 256
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')
_SITE_SUFFIX = re.compile(r"\s+[-|–—:»]\s+(?:rss|feed|news feed|latest|all|home|top stories)\b.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed. ``key`` is what the feed calls it (guid, id), else its address, else its title; ``published`` and ``updated`` are as written."""

    key: str
    url: str | None
    title: str
    summary: str
    text: str
    outlet: str | None
    authors: tuple[str, ...]
    language: str | None
    published: str | None
    updated: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed's entries in its order, what went wrong with it (empty where nothing did), and how long it may be kept, in minutes, where it says so."""

    title: str | None
    entries: tuple[Entry, ...]
    fault: str = ""
    minutes: float | None = None


def tells(source: Source) -> bool:
    """True for XML whose first element is a feed's."""
    head = source.head[:8192].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    return bool(_ROOT.match(head))


def tells_json(source: Source) -> bool:
    """True for a JSON object that says it is a JSON Feed."""
    return source.head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") and bool(_JSON_FEED.search(source.head))


def read_feed(source: Source, options: ReadOptions, inside: Inside) -> Iterator[Intake]:  # noqa: ARG001  nothing is fetched
    """A report for each entry, in the feed's order; entries said twice in the same words are one. Raises ``PageError`` for a feed too large."""
    data = source.read_whole(options.settings.max_page_bytes)
    feed = parse_feed(data, source.url, source.content_type)
    seen: set[tuple[str, str]] = set()
    for number, entry in enumerate(feed.entries, start=1):
        intake = entry_intake(entry, f"{source.name}#{number}", source, options)
        words = (entry.key, intake.page.text or "")
        if words not in seen:
            seen.add(words)
            yield intake
    if feed.fault:
        yield Intake(
            page=Page(id=source.name, url=source.url), issues=(Issue(code="container-broken", message=f"{source.name}: {feed.fault}"),), readable=False
        )


def entry_intake(entry: Entry, name: str, source: Source, options: ReadOptions) -> Intake:
    """The report that an entry is: its title, summary and text, markup made into words. One without words is unreadable."""
    text = join_words(entry.title, _words(entry.summary), _words(entry.text))
    day = find_day(entry.published or entry.updated)
    page = Page(
        id=None if text else name,
        text=text or None,
        url=entry.url,
        path=None if entry.url else name,
        outlet=entry.outlet,
        title=entry.title or None,
        authors=entry.authors,
        language=entry.language,
        published=day.day,
        excerpt=entry.url is not None,
    )
    if not text:
        issue = Issue(code="item-unreadable", message=f"expected a title, a summary or a text, found none in {name}")
        return Intake(page=page, issues=(issue,), readable=False)
    snapshot = snapshot_of(text.encode("utf-8", "surrogatepass"), options, media_type="text/plain; charset=utf-8", url=entry.url, retrieved=source.retrieved)
    notes = tuple((name, value) for name, value in (("entry", entry.key), ("edited", entry.updated if entry.updated != entry.published else None)) if value)
    return Intake(page=page, issues=day.issues, snapshot=snapshot, notes=notes)


def parse_feed(data: bytes, url: str | None = None, content_type: str | None = None) -> Feed:
    """The feed in these bytes; one that is broken is mended as far as it goes, and says so."""
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return _parse_json(data, url)
    import feedparser  # noqa: PLC0415  a tenth of a second that only feeds cost

    headers = {"content-location": url or "", "content-type": "application/xml; charset=utf-8"}
    try:
        # feedparser takes what is in no declared encoding for windows-1252; ours tells the Cyrillic code pages.
        text = _DECLARATION.sub("", decode(data, charset=parse_content_type(content_type)[1]).records, count=1)
        whole, fault = _mended(text.encode("utf-8", "replace"))
        found = feedparser.parse(io.BytesIO(whole), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except (PageError, ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError) as error:
        return Feed(title=None, entries=(), fault=f"expected a feed, found what cannot be read: {error or type(error).__name__}")
    feed = found.feed
    title = _string(feed.get("title"))
    language = _language(feed.get("language"))
    entries = tuple(_entry(entry, title, language, url) for entry in found.entries)
    return Feed(title=title or None, entries=entries, fault=fault, minutes=_minutes(feed))


def _mended(data: bytes) -> tuple[bytes, str]:
    """The feed as well-formed XML, and what was wrong with it.

    feedparser's own way with what is not well-formed, or has elements in one another without end, takes time by the square of its length:
    9 s for 300 kB made to hurt, where this takes 0.1 s.
    """
    try:
        _check_whole(data)
    except (expat.ExpatError, PageError) as error:
        fault = f"expected a feed that is whole, found: {error}; what could be read was"
    else:
        return data, ""
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415  comes with trafilatura, and broken feeds alone need it

    named = _ENTITY.sub(_character, data)
    tree = etree.fromstring(named, etree.XMLParser(recover=True, resolve_entities=False, no_network=True, encoding="utf-8"))
    return (etree.tostring(tree, encoding="utf-8") if tree is not None else b"<rss/>"), fault


def _check_whole(data: bytes) -> None:
    """Raises ``ExpatError`` for what is not well-formed, ``PageError`` for more than 256 elements in one another (libxml2's limit too)."""
    depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:  # noqa: ARG001
        nonlocal depth
        depth += 1
        if depth > _MOST_NESTED:
            raise PageError(f"more than {_MOST_NESTED} elements in one another")

    def closed(name: str) -> None:  # noqa: ARG001
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.Parse(data, True)  # noqa: FBT003


def _character(match: re.Match[bytes]) -> bytes:
    """HTML's named characters, which XML does not know, as themselves."""
    found = html5.get(match[1].decode("ascii") + ";", "")
    return found.encode() if found and match[1] not in {b"amp", b"lt", b"gt", b"quot", b"apos"} else match.group()


def _entry(entry: dict[str, Any], outlet: str, language: str | None, base: str | None) -> Entry:
    contents = [content for content in entry.get("content") or () if isinstance(content, dict)]
    text = next((_markup(content) for content in contents if content.get("value")), "")
    summary = _markup(entry.get("summary_detail") or {}) or _string(entry.get("summary"))
    title = text_of_markup(_markup(entry.get("title_detail") or {}) or _string(entry.get("title"))).replace("\n", " ")
    link = _string(entry.get("link"))
    source = entry.get("source")
    return Entry(
        key=_string(entry.get("id")) or link or title,
        url=_web(urljoin(base or "", link)) if link else None,
        title=title,
        summary="" if summary == text else summary,
        text=text,
        outlet=(_string(source.get("title")) if isinstance(source, dict) else "") or _SITE_SUFFIX.sub("", text_of_markup(outlet)) or None,
        authors=tuple(dict.fromkeys(name for author in entry.get("authors") or () if (name := _string(author.get("name"))))),
        language=_language(contents[0].get("language") if contents else None) or language,
        published=_string(entry.get("published")) or None,
        updated=_string(dict.get(entry, "updated")) or None,
    )


def _markup(detail: Mapping[str, Any]) -> str:
    """A value as markup: what is said to be plain text has its angle brackets kept as words."""
    value = _string(detail.get("value"))
    if detail.get("type") == "text/plain" and "</" not in value:
        return value.replace("&", "&amp;").replace("<", "&lt;")
    return value


def _parse_json(data: bytes, base: str | None) -> Feed:
    try:
        feed = json.loads(data)
        items = feed.get("items") if isinstance(feed, dict) else None
        if not isinstance(items, list):
            raise PageError("no list of items")  # noqa: TRY301  said below, with what was expected
    except (ValueError, RecursionError, PageError) as error:
        return Feed(title=None, entries=(), fault=f"expected a JSON Feed, found: {error}")
    title, language = _string(feed.get("title")), _language(feed.get("language"))
    entries = tuple(_json_entry(item, title, language, base) for item in items if isinstance(item, dict))
    lost = len(items) - len(entries)
    return Feed(title=title or None, entries=entries, fault=f"expected each item to be an object, found {lost} that are none" if lost else "")


def _json_entry(item: Mapping[str, Any], outlet: str, language: str | None, base: str | None) -> Entry:
    url = _string(item.get("url")) or _string(item.get("external_url"))
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    title = " ".join(_string(item.get("title")).split())
    text = _string(item.get("content_html")) or _string(item.get("content_text")).replace("&", "&amp;").replace("<", "&lt;")
    return Entry(
        key=str(item.get("id") or url or title),
        url=_web(urljoin(base or "", url)) if url else None,
        title=title,
        summary=_string(item.get("summary")).replace("&", "&amp;").replace("<", "&lt;"),
        text=text,
        outlet=outlet or None,
        authors=tuple(name for author in authors or () if isinstance(author, dict) and (name := _string(author.get("name")))),
        language=_language(item.get("language")) or language,
        published=_string(item.get("date_published")) or None,
        updated=_string(item.get("date_modified")) or None,
    )


def _words(markup: str) -> str:
    return text_of_markup(markup) if markup else ""


def _web(url: str) -> str | None:
    return url if url.lower().startswith(("http://", "https://")) else None


def _language(value: object) -> str | None:
    code = re.split(r"[-_]", _string(value).lower())[0]
    return code if re.fullmatch(r"[a-z]{2,3}", code) else None


def _minutes(feed: Mapping[str, Any]) -> float | None:
    """RSS's ``ttl``."""
    written = _string(feed.get("ttl"))
    return float(written) if written.isascii() and written.isdigit() and len(written) < 7 else None


def _string(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


JSON_FEED = Reader("JSON Feed", True, tells_json, read_feed)  # noqa: FBT003
READER = Reader("feed", True, tells, read_feed)  # noqa: FBT003
