"""The paragraphs of a page that is too short for the finders of articles: what stands in its markup outside menus and footers.

The rule that must not be broken: a paragraph that a reader sees is kept once, in the page's own words and order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_SKIPPED = frozenset({"script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "svg", "iframe", "head", "menu", "h1"})
_INLINE = frozenset({"a", "abbr", "b", "bdi", "big", "cite", "code", "data", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small", "span"})
_ALSO_INLINE = frozenset({"strong", "sub", "sup", "time", "tt", "u", "var", "wbr"})
_LINKED = 0.6  # of a paragraph's letters inside links: more is a menu, a list of further reading
MOST_PARAGRAPHS = 2_000


def read_paragraphs(tree: Any) -> tuple[str, ...]:
    """Visible blocks of text in reading order, white space evened out; without headlines, menus and blocks that are links. May be empty."""
    found: dict[str, None] = {}
    for text, linked in _blocks(tree):
        if linked <= _LINKED * len(text):
            found.setdefault(text, None)
        if len(found) >= MOST_PARAGRAPHS:
            break
    return tuple(found)


def _blocks(tree: Any) -> Iterator[tuple[str, int]]:
    """Each run of inline text with the number of its characters inside links. A walk without recursion: pages nest without end."""
    pieces: list[str] = []
    linked = 0
    steps: list[tuple[str, Any, bool]] = [("open", tree, False)]
    while steps:
        step, node, in_link = steps.pop()
        if step == "text":
            pieces.append(node)
            linked += len(node.strip()) if in_link else 0
            continue
        if step == "cut" or not _is_inline(node):
            if text := " ".join("".join(pieces).split()):
                yield text, linked
            pieces, linked = [], 0
        if step == "cut" or _is_skipped(node):
            continue
        in_link = in_link or node.tag == "a"
        steps.append(("cut", None, in_link) if not _is_inline(node) else ("text", "", in_link))
        for child in reversed(node):
            steps.append(("text", child.tail or "", in_link))
            steps.append(("open", child, in_link))
        steps.append(("text", node.text or "", in_link))
    if text := " ".join("".join(pieces).split()):
        yield text, linked


def _is_inline(node: Any) -> bool:
    return not isinstance(node.tag, str) or node.tag in _INLINE or node.tag in _ALSO_INLINE


def _is_skipped(node: Any) -> bool:
    """True for comments, for what no reader sees, and for menus and footers."""
    if not isinstance(node.tag, str) or node.tag in _SKIPPED:
        return True
    style = (node.get("style") or "").replace(" ", "").lower()
    return node.get("hidden") is not None or node.get("aria-hidden") == "true" or "display:none" in style
