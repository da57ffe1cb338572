"""The article of an HTML page: its headline, subheadings, paragraphs, captions and quotes, and what the page says of itself.

The rule that must not be broken: page furniture is left out; what is kept is kept in the page's own words, white space aside.
Finding the article is trafilatura's work (Barbaresi, ACL 2021 demo); measured choices are in ``docs/decisions/pages.md``.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import trafilatura

from reportedly.core.records import Issue, RegionKind
from reportedly.pages.metadata import Metadata, choose_title, read_day, read_metadata, tidy
from reportedly.pages.paragraphs import read_paragraphs
from reportedly.pages.written_days import find_written_days

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from reportedly.core.records import Page
    from reportedly.pages.phrases import Phrases

MIN_WORDS = 40  # below this many words of running text a page has no article to speak of: a stub, an index, a wall
SHORT_TEXT = 1_000  # characters: below this, the text is asked for again with recall put first
LATEST_DAY = "2099-12-31"  # htmldate's own limit is the clock's today, and the same page must give the same day tomorrow
LEAST_KEPT = 0.7  # of the finder's distinct words: with fewer, the page is laid out otherwise than in blocks
LEAST_SENTENCE = 3  # words: fewer before a full stop may be a label
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")
_BLOCKS = frozenset({"p", "head", "quote", "list", "item", "table", "row", "cell", "div", "code", "ab", "fw"})
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(\d\d)/")
_UNSEEN = frozenset({"script", "style", "template", "head", "noscript"})
_BREAK = "\x1e"  # a line break of the page, told from the markup's own line ends
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, heading, list item, table row or caption. ``quoted`` is true inside a block quotation."""

    text: str
    kind: RegionKind
    quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What was found in the page; ``title`` is ``None`` when it has none, ``blocks`` may be empty."""

    title: str | None
    blocks: tuple[Block, ...]
    authors: tuple[str, ...]
    outlet: str | None
    url: str | None
    published: date | None
    published_why: str
    language: str | None
    issues: tuple[Issue, ...]


def read_article(page: Page, markup: str, phrases: Phrases) -> Article:
    """The article in the markup. Trouble (no article, a paywall, a consent wall) is among its issues."""
    tree = trafilatura.load_html(markup)
    if tree is None and markup.strip():  # a piece of a page, as letters and databases keep it: one paragraph, and no page around it
        markup = f"<html><body>{markup}</body></html>"
        tree = trafilatura.load_html(markup)
    if tree is None:
        issue = Issue(code="no-article", message="expected a page with an article, found markup with no text in it")
        return Article(title=None, blocks=(), authors=(), outlet=None, url=None, published=None, published_why="", language=None, issues=(issue,))
    metadata = read_metadata(tree)
    found = _extract(markup, page.url)
    title = choose_title(metadata, found.title if found else None)
    blocks = tuple(_without_furniture(_iter_blocks(found.body, metadata), phrases)) if found is not None and found.body is not None else ()
    if _words(blocks) < MIN_WORDS:
        blocks = _with_own_paragraphs(blocks, tree, metadata, title, phrases)
    visible = " ".join(trafilatura.html2txt(markup).split()) if _words(blocks) < 8 * MIN_WORDS else ""
    issues = _issues(blocks, visible, metadata, phrases)
    if not _words(blocks) and not visible and (visible := _bare_text(markup)):
        message = "expected markup that a parser can follow, found it nested too deep or broken; the words between its tags were kept"
        issues = (Issue(code="markup-unparsed", message=message),)
    if not _words(blocks):
        blocks = (Block(text=visible, kind=RegionKind.BODY),) if visible else ()
    published, why = _published(page, metadata, found.date if found else None, phrases)
    return Article(
        title=title,
        blocks=_without_title(blocks, title),
        authors=tuple(name for name in (found.author or "").split("; ") if name) if found else (),
        outlet=metadata.site_name or (tidy(found.sitename) or None if found else None),
        url=metadata.url,
        published=published,
        published_why=why,
        language=metadata.language,
        issues=issues,
    )


def _bare_text(markup: str) -> str:
    """The words between the tags, for markup that no parser follows (libxml2 gives up below 256 levels)."""
    words: list[str] = []
    hidden = ""
    for piece in markup.split("<"):
        tag, closed, text = piece.partition(">")
        name = "".join(tag.lower().split(maxsplit=1)[:1])
        if hidden:
            hidden = "" if name == f"/{hidden}" else hidden
        elif name in _UNSEEN:
            hidden = name
        if closed and not hidden:
            words.extend(html.unescape(text).split())
    return " ".join(words)


def _extract(markup: str, url: str | None) -> Any:
    """Trafilatura's document; asked again for more where it gives little. ``None`` when it finds nothing at all."""
    found: Any = _ask(markup, url, favor_recall=False)
    if found is None or len(found.text or "") < SHORT_TEXT:
        more: Any = _ask(markup, url, favor_recall=True)
        if more is not None and len(more.text or "") > 2 * len(found.text or "" if found else ""):
            return more
    return found


def _ask(markup: str, url: str | None, *, favor_recall: bool) -> Any:
    dates = {"original_date": True, "extensive_search": True, "max_date": LATEST_DAY}
    return trafilatura.bare_extraction(markup, url=url, with_metadata=True, include_comments=False, favor_recall=favor_recall, date_extraction_params=dates)


def _iter_blocks(body: Any, metadata: Metadata) -> Iterator[Block]:
    for text, kind, quoted in _walk(body, RegionKind.BODY, quoted=False):
        yield Block(text=text, kind=RegionKind.CAPTION if tidy(text) in metadata.captions else kind, quoted=quoted)


def _walk(element: Any, kind: RegionKind, *, quoted: bool) -> Iterator[tuple[str, RegionKind, bool]]:
    """Text of the element in reading order, cut at its inner blocks. A row of short cells is one line."""
    if element.tag == "head":
        kind = RegionKind.SUBHEADING
    quoted = quoted or element.tag == "quote"
    if element.tag == "row" and (line := _row(element)):
        yield line, kind, quoted
        return
    pieces = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS and not (child.tag == "code" and element.tag in {"p", "item", "head"}):
            yield from _flush(pieces, kind, quoted=quoted)
            yield from _walk(child, kind, quoted=quoted)
            pieces = []
        elif child.tag == "lb":
            pieces.append(_BREAK)
        elif isinstance(child.tag, str):
            pieces.append(_inline(child))
        pieces.append(child.tail or "")
    yield from _flush(pieces, kind, quoted=quoted, code=element.tag == "code")


def _flush(pieces: list[str], kind: RegionKind, *, quoted: bool, code: bool = False) -> Iterator[tuple[str, RegionKind, bool]]:
    joined = "".join(pieces)
    if code:
        text = "\n".join(line.rstrip() for line in joined.replace(_BREAK, "\n").split("\n")).strip("\n")
    else:  # line ends of the markup are spaces; the breaks that a reader sees are marked
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(" ".join(line.split()) for line in joined.split(_BREAK)).strip())
    if text.strip():
        yield text, kind, quoted


def _inline(element: Any) -> str:
    """The text of a link, bold words and the like, with its line breaks."""
    return "".join([element.text or "", *(part for child in element for part in (_BREAK if child.tag == "lb" else _inline(child), child.tail or ""))])


def _row(row: Any) -> str:
    """A table row as one line; "" when a cell holds paragraphs, as the cells of a page laid out by tables do."""
    cells = [" ".join("".join(cell.itertext()).split()) for cell in row]
    if any(len(cell) > 200 for cell in cells) or len(row.findall(".//p")) > 2 * len(cells):
        return ""
    return " | ".join(cell for cell in cells if cell)


def _without_furniture(blocks: Iterator[Block], phrases: Phrases) -> list[Block]:
    """The blocks without the lines that are nothing but furniture, and without headings that nothing follows."""
    kept = [block for block in blocks if not phrases.is_furniture(block.text)]
    while kept and kept[-1].kind is RegionKind.SUBHEADING:
        kept.pop()
    return kept


def _without_title(blocks: tuple[Block, ...], title: str | None) -> tuple[Block, ...]:
    """The blocks without the headline, which the document puts first, where one of the first three repeats it."""
    wanted = tidy(title).casefold()
    return tuple(block for index, block in enumerate(blocks) if index >= 3 or tidy(block.text).casefold() != wanted)


def _with_own_paragraphs(blocks: tuple[Block, ...], tree: Any, metadata: Metadata, title: str | None, phrases: Phrases) -> tuple[Block, ...]:
    """The page's own paragraphs in place of the blocks, where those leave some out or run them together: a short report is no stub."""
    own = [Block(text=text, kind=RegionKind.CAPTION if text in metadata.captions else RegionKind.BODY) for text in read_paragraphs(tree)]
    kept = _without_title(tuple(block for block in own if not phrases.is_furniture(block.text)), title)
    whole = {tidy(block.text) for block in blocks}
    lost = [block for block in kept if block.kind is RegionKind.BODY and len(block.text.split()) > 1 and block.text not in whole]
    wanted, there = _distinct(blocks) - set(tidy(title).split()), _distinct(kept)
    return kept if lost and len(wanted & there) >= LEAST_KEPT * len(wanted) else blocks


def _distinct(blocks: tuple[Block, ...]) -> set[str]:
    return {word for block in blocks for word in block.text.split()}


def _is_brief(blocks: tuple[Block, ...], visible: str) -> bool:
    """True for a short report: whole sentences, and most of what the page shows."""
    told = [block.text for block in blocks if block.kind is RegionKind.BODY and len(block.text.split()) >= LEAST_SENTENCE and _SENTENCE.search(block.text)]
    return bool(told) and 2 * sum(len(text.split()) for text in told) >= len(visible.split())


def _words(blocks: tuple[Block, ...]) -> int:
    return sum(len(block.text.split()) for block in blocks if block.kind is RegionKind.BODY)


def _issues(blocks: tuple[Block, ...], visible: str, metadata: Metadata, phrases: Phrases) -> tuple[Issue, ...]:
    words, seen = _words(blocks), visible.casefold()
    if words < 8 * MIN_WORDS and (metadata.free is False or phrases.paywall.search(seen)):
        return (Issue(code="paywall", message=f"expected a whole article, found {words} words and signs of a paywall; what is free was read"),)
    if words >= MIN_WORDS:
        return ()
    if len(phrases.consent.findall(seen)) >= 2:
        return (Issue(code="consent-wall", message=f"expected an article, found {words} words and a question about cookies; save the page after answering it"),)
    if _is_brief(blocks, visible):
        return ()
    return (Issue(code="no-article", message=f"expected an article, found {words} words of running text; what text there is was kept"),)


def _published(page: Page, metadata: Metadata, guess: str | None, phrases: Phrases) -> tuple[date | None, str]:
    """The day of publication: what the page declares, the address, the visible text, in that order.

    An address gives the day where the outlet is; a declared time in UTC may be the next day's already. So where the two are a
    day apart, the address wins.
    """
    match = _URL_DAY.search(page.url or "")
    there = read_day(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}") if match else None
    if there and (not metadata.published or abs((metadata.published - there).days) <= 1):
        return there, "the page's address"
    if metadata.published:
        return metadata.published, metadata.published_why
    return _checked(read_day(guess), page, phrases), "a date in the page (htmldate)"


def _checked(guess: date | None, page: Page, phrases: Phrases) -> date | None:
    """The guess of htmldate, put right where it read a dotted date month first; ``None`` where the address names another month.

    A year that stands alone ("© 2022") comes back as its first day: a first of January counts where the page writes it.
    """
    if guess is None:
        return None
    markup = page.html or ""
    if (guess.month, guess.day) == (1, 1) and not any(guess in {written.day for written in find_written_days(line, phrases)} for line in markup.split("\n")):
        return None
    if guess.day <= 12 and f"{guess:%m.%d.%Y}" in markup and f"{guess:%d.%m.%Y}" not in markup and f"{guess:%Y-%m-%d}" not in markup:
        guess = guess.replace(month=guess.day, day=guess.month)  # dotted dates are written day first
    month = _URL_MONTH.search(page.url or "")
    if month and 1 <= int(month[2]) <= 12 and (guess.year, guess.month) != (int(month[1]), int(month[2])):
        return None
    return guess
