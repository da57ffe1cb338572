"""Markup of a few lines — a feed's entry, a table's cell, a message — made into text.

The rule that must not be broken: the words come out in their order and once; nothing that a reader would not see comes out at all.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "svg", "head", "title", "iframe", "object"})
_PARAGRAPHS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table", "pre", "article", "section", "figure"})
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\n{3,}")


class _Text(HTMLParser):
    """Collects what is seen. The parser of the standard library: it never raises, and needs no tree."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _UNSEEN:
            self.unseen.append(tag)
        elif tag in _BLOCKS:
            self.pieces.append("\n\n" if tag in _PARAGRAPHS else "\n")

    def handle_endtag(self, tag: str) -> None:
        if self.unseen and tag == self.unseen[-1]:
            self.unseen.pop()
        elif tag in _PARAGRAPHS:
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.pieces.append(data if "\n" not in data else " ".join(data.split("\n")))


def text_of_markup(markup: str) -> str:
    r"""The words of a piece of markup, blocks as paragraphs; "" when nothing in it is seen.

    >>> text_of_markup("<p>Snow&nbsp;fell.</p><script>x()</script><p>It <b>melted</b>.</p>")
    'Snow fell.\n\nIt melted.'
    """
    parser = _Text()
    parser.feed(markup)
    parser.close()
    if parser.unseen and not "".join(parser.pieces).strip():  # a tag that hides the rest was never closed
        return " ".join(re.sub(r"<[^>]*>", " ", markup).split())
    text = _SPACES.sub(" ", "".join(parser.pieces).replace("\u00a0", " "))
    return _LINES.sub("\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()
