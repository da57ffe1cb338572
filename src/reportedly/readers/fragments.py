"""Markup of a few lines — a feed's entry, a table's cell, a message — made into text.

The rule that must not be broken: the words come out in their order and once; nothing that a reader would not see comes out at all; a megabyte made
to hurt takes no longer than another.
"""

from __future__ import annotations

import re
from html import unescape

# The standard library's HTMLParser takes minutes for "<a " a hundred thousand times (Python 3.11), and libxml2 stops at 256 open tags.
_TOKEN = re.compile(r"""<!--.*?(?:-->|\Z)|<[!?][^<>]*>|<(?P<end>/?)(?P<tag>[a-zA-Z][^\s/<>"']{0,40})(?:(?:[^<>"']|"[^"]*"|'[^']*')*|[^<>]*)>""", re.DOTALL)
_PARAGRAPHS = frozenset(("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table", "pre", "article", "section", "figure"))
_LINES = frozenset(("br", "hr", "li", "tr", "td", "th", "dd", "dt", "dl", "address", "aside", "figcaption", "footer", "header", "main", "nav", "body"))
_RAW = frozenset(("script", "style", "title"))  # what is inside is no markup
_UNSEEN = _RAW | {"template", "noscript", "svg", "iframe", "object"}
_SPACES = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def text_of_markup(markup: str) -> str:
    r"""The words of a piece of markup, blocks as paragraphs; "" when nothing in it is seen.

    >>> text_of_markup("<p>Snow&nbsp;fell.</p><script>x()</script><p>It <b>melted</b>.</p>")
    'Snow fell.\n\nIt melted.'
    """
    hides = _UNSEEN
    while True:
        pieces, open_tag = _seen(markup, hides)
        if open_tag is None:
            break
        hides = hides - {open_tag}  # a tag that hides the rest was never closed: then it hides nothing
    text = _SPACES.sub(" ", unescape("".join(pieces)).replace("\u00a0", " "))
    return _EMPTY_LINES.sub("\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()


def _seen(markup: str, hides: frozenset[str]) -> tuple[list[str], str | None]:
    """What is seen, with line ends for blocks, and the tag that was open at the end and hid the rest."""
    pieces: list[str] = []
    hidden: list[str] = []
    at = 0
    for token in _TOKEN.finditer(markup):
        if not hidden:
            pieces.append(markup[at : token.start()].replace("\n", " "))
        at = token.end()
        tag = (token["tag"] or "").lower()
        if hidden:
            if token["end"] and tag == hidden[-1]:
                hidden.pop()
            elif not token["end"] and tag in hides and hidden[-1] not in _RAW and not token.group().endswith("/>"):
                hidden.append(tag)
        elif tag in hides and not token["end"] and not token.group().endswith("/>"):
            hidden.append(tag)
        elif tag in _PARAGRAPHS:
            pieces.append("\n\n")
        elif tag in _LINES:
            pieces.append("\n")
    if not hidden:
        pieces.append(markup[at:].replace("\n", " "))
    return pieces, hidden[0] if hidden else None
