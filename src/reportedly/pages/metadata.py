"""What a page's markup says about itself: title, authors, outlet, day of publication, and whether it is free to read.

The rule that must not be broken: nothing is made up and no clock is asked; what the page does not say is ``None``.
"""

from __future__ import annotations

import json
import re
from collections import deque
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    HtmlElement = Any  # lxml ships no types

# schema.org types that are a report; "WebPage" and "Organization" speak of the site.
_ARTICLE_TYPES = re.compile(r"(?:Article|Posting|Report|Recipe|Review|Event)$")
_WORD = re.compile(r"\w+")
# What sites put between a headline and their own name.
_SEPARATOR = re.compile(r"\s+[|•·»«›–—/:-]+\s+|\s*[|•»›]\s*|:\s+")
# Pages have one to three of each; a page made to hurt has ten thousand, and each heading is compared with each title.
_MOST_TITLES = 20
_LONGEST_TITLE = 1_000  # characters
_ISO_DAY = re.compile(r"^\s*((?:19|20)\d\d-\d\d-\d\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the markup says; the empty value where it is silent. ``url`` is the page's address in its own words.

    ``free`` is ``None`` when nothing is said of a paywall.
    """

    headings: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    window_title: str | None = None
    site_name: str | None = None
    url: str | None = None
    published: date | None = None
    published_why: str = ""
    language: str | None = None
    free: bool | None = None
    captions: frozenset[str] = field(default_factory=frozenset)


def read_metadata(tree: HtmlElement) -> Metadata:
    """The page's own words on itself, from JSON-LD, ``meta``, ``time``, ``title`` and headings."""
    articles = list(islice((node for node in _linked_data(tree) if _is_article(node)), _MOST_TITLES))
    meta = _meta(tree)
    published, why = _published(articles, meta, tree)
    headlines = [text for node in articles if (text := tidy(node.get("headline") or node.get("name")))]
    titles = [text for name in ("og:title", "twitter:title", "dc.title", "citation_title", "title") if (text := tidy(meta.get(name)))]
    free = [node.get("isAccessibleForFree") for node in articles if "isAccessibleForFree" in node]
    root_language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return Metadata(
        headings=tuple(islice((text for heading in tree.iter("h1") if (text := tidy(heading.text_content()))), _MOST_TITLES)),
        titles=(*headlines, *titles),
        window_title=next((text for title in tree.iter("title") if (text := tidy(title.text_content()))), None),
        site_name=tidy(meta.get("og:site_name")) or None,
        url=_address(tree, meta),
        published=published,
        published_why=why,
        language=root_language.strip().lower().replace("_", "-").split("-")[0] or None,
        free=None if not free else str(free[0]).lower() not in {"false", "no"},
        captions=frozenset(text for caption in _captions(tree) if (text := tidy(caption.text_content()))),
    )


def _address(tree: HtmlElement, meta: dict[str, str]) -> str | None:
    """The page's own address for itself (RFC 6596, Open Graph). A site's front page is none: careless sites give it for all their articles."""
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").strip().lower() == "canonical")
    for written in islice((*links, meta.get("og:url")), _MOST_TITLES):
        address = (written or "").strip()
        try:
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in {"http", "https"} and parts.hostname and (parts.path.strip("/") or parts.query):
            return address
    return None


def tidy(value: object) -> str:
    """A string with its white space evened out; "" for anything else."""
    return " ".join(value.replace("\u00ad", "").split()) if isinstance(value, str) else ""


def choose_title(metadata: Metadata, fallback: str | None) -> str | None:
    """The headline a reader sees, or the nearest thing the markup has to one.

    A first-level heading wins when the page's other titles speak of the same thing (they differ by the site's name, or are
    the version written for search engines); without one, the best of those titles without the site's name.
    """
    others = [title for title in (*metadata.titles, metadata.window_title) if title and len(title) <= _LONGEST_TITLE]
    headings = [heading for heading in metadata.headings if len(heading) <= _LONGEST_TITLE and len(_WORD.findall(heading)) > 1]
    if headings and others:
        heading = max(headings, key=lambda heading: max(_shared(heading, other) for other in others))
        if max(_shared(heading, other) for other in others) >= 0.4:
            return _embedded(heading, others)
    if others:
        return min((without_site(title, metadata) for title in others[:3]), key=lambda title: (len(title) < 12, len(title))) or others[0]
    return next(iter(metadata.headings), None) or tidy(fallback) or None


def without_site(title: str, metadata: Metadata, whole: str = "") -> str:
    """The title without a leading or trailing name of the site. The longest piece is the title, when the rest is short or names the site."""
    whole = whole or title
    site = set(_WORD.findall((metadata.site_name or "").casefold()))
    says_site = bool(site) and (metadata.site_name or "").casefold() in whole.casefold()
    for gap in [*_SEPARATOR.finditer(title)][::-1]:
        head, tail = title[: gap.start()], title[gap.end() :]
        short, rest = (tail, head) if len(tail) <= len(head) else (head, tail)
        words = set(_WORD.findall(short.casefold()))
        names_site = bool(site) and (words <= site or site <= words)
        # A colon belongs to headlines; elsewhere up to four words beside a longer piece are a site's name or section.
        is_short = not says_site and ":" not in gap.group() and len(words) <= 5 and len(_WORD.findall(rest)) >= 2
        if names_site or is_short:
            return without_site(rest, metadata, whole) if short == tail else rest
    return title


def _embedded(heading: str, titles: list[str]) -> str:
    """The heading without a section name before it or a second line after it, when one of the titles is the rest."""
    parts = [title for title in titles if len(title) >= 12 and (heading.endswith(title) or heading.startswith(title))]
    return min(parts, key=len, default=heading)


def _shared(one: str, other: str) -> float:
    """Dice coefficient of the two titles' words, or 0.9 of the share of the shorter one when it is a part of the other."""
    first, second = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    both = len(first & second)
    dice = 2 * both / max(1, len(first) + len(second))
    return max(dice, 0.9 * both / max(1, min(len(first), len(second))) if min(len(first), len(second)) > 2 else 0.0)


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, outer ones first; broken JSON is passed over."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        waiting: deque[Any] = deque([data])
        while waiting:
            node = waiting.popleft()
            if isinstance(node, list):
                waiting.extendleft(reversed(node[:200]))
            elif isinstance(node, dict):
                yield node
                waiting.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if isinstance(node.get(key), dict | list))


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(isinstance(kind, str) and _ARTICLE_TYPES.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _meta(tree: HtmlElement) -> dict[str, str]:
    """First content of each ``meta`` name or property, in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        found.setdefault(name.lower(), element.get("content") or "")
    return found


def _published(articles: list[dict[str, Any]], meta: dict[str, str], tree: HtmlElement) -> tuple[date | None, str]:
    for node in articles:
        if day := read_day(node.get("datePublished")):
            return day, "the page's JSON-LD, datePublished"
    for name in ("article:published_time", "datepublished", "citation_online_date", "citation_publication_date", "dc.date.issued"):
        if day := read_day(meta.get(name)):
            return day, f"the page's meta tag {name}"
    for element in tree.iter("time", "span", "meta"):
        if element.get("itemprop") == "datePublished" and (day := read_day(element.get("datetime") or element.get("content"))):
            return day, "the page's datePublished mark"
    return None, ""


def read_day(value: object) -> date | None:
    """The calendar day as written in an ISO or e-mail date-time; ``None`` when it is neither."""
    if not isinstance(value, str):
        return None
    try:
        if match := _ISO_DAY.match(value):
            return date.fromisoformat(match[1])
        return parsedate_to_datetime(value).date() if "," in value else datetime.fromisoformat(value.strip()).date()
    except (ValueError, IndexError, OverflowError):
        return None


def _captions(tree: HtmlElement) -> Iterator[HtmlElement]:
    yield from tree.iter("figcaption")
    for element in tree.iter("p", "div", "span"):
        if "caption" in (element.get("class") or "").lower():
            yield element
