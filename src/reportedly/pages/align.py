"""Where the clean text of a page stands in its markup.

The rule that must not be broken: for every run, the page and the text agree letter for letter:
``page[run.page : run.page + run.length] == text[run.clean : run.clean + run.length]``. What cannot be placed has no run.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.records import OffsetRun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GRAM = 3  # words looked up together; two put one headline word in the menu, four lose short cells
_TOKEN = re.compile(r"\w+|[^\w\s]")
_TAG = re.compile(r"<[!/?a-zA-Z]")
_HIDDEN = re.compile(r"<(script|style|noscript|template)\b", re.IGNORECASE)
_HIDDEN_END = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style", "noscript", "template")}
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


class Word(NamedTuple):
    """A word or mark of the page as a reader sees it; ``offset`` is -1 when its letters are not the source's own (an entity)."""

    text: str
    offset: int


def align(text: str, page: str) -> tuple[OffsetRun, ...]:
    """Runs of ``text`` that stand unchanged in the markup ``page``, in the order of the text. Time grows with the length of both."""
    if not text:
        return ()
    words = list(_page_words(page))
    grams: dict[tuple[str, ...], list[int]] = {}
    for size in (GRAM, GRAM - 1):
        for index in range(len(words) - size + 1):
            grams.setdefault(tuple(word.text for word in words[index : index + size]), []).append(index)
    return merge_runs(_matches(list(_TOKEN.finditer(text)), words, grams), text, page)


def whole(text: str) -> tuple[OffsetRun, ...]:
    """The map of a text that is its page, letter for letter."""
    return (OffsetRun(clean=0, page=0, length=len(text)),) if text else ()


def merge_runs(pairs: Iterable[tuple[int, int, int]], text: str, page: str) -> tuple[OffsetRun, ...]:
    """Runs from (offset in the text, offset in the page, length), joined where both go on with the same letters."""
    runs: list[OffsetRun] = []
    for clean, there, length in pairs:
        last = runs[-1] if runs else None
        gap = clean - last.clean if last else 0
        if last and gap == there - last.page and text[last.clean + last.length : clean] == page[last.page + last.length : there]:
            runs[-1] = OffsetRun(clean=last.clean, page=last.page, length=gap + length)
        else:
            runs.append(OffsetRun(clean=clean, page=there, length=length))
    return tuple(runs)


def _matches(tokens: list[re.Match[str]], words: list[Word], grams: dict[tuple[str, ...], list[int]]) -> Iterator[tuple[int, int, int]]:
    """Each token of the text at its place in the page: the next word if that goes on, else the next place where three words do, or two."""
    at, following = 0, False
    for index, token in enumerate(tokens):
        if not (following and at < len(words) and words[at].text == token.group()):
            coming = tuple(token.group() for token in tokens[index : index + GRAM])
            places = grams.get(coming) or grams.get(coming[: GRAM - 1])
            following = bool(places)
            if not places:
                continue
            after = bisect_left(places, at)
            at = places[after] if after < len(places) else places[0]
        if words[at].offset >= 0:
            yield token.start(), words[at].offset, token.end() - token.start()
        at += 1


def _page_words(page: str) -> Iterator[Word]:
    start = 0
    for tag in [*_iter_tags(page), None]:
        end = tag[0] if tag else len(page)
        if start < end:
            yield from _segment_words(page, start, end)
        start = tag[1] if tag else end


def _iter_tags(page: str) -> Iterator[tuple[int, int]]:
    """Start and end of every tag, comment and script. An end that is nowhere ahead is looked for once, not at every opening."""
    at = 0
    missing: set[str] = set()
    while match := _TAG.search(page, at):
        begin = match.start()
        inner = begin
        if page.startswith("<!--", begin) and "-->" not in missing:
            end = page.find("-->", begin + 4)
            if end >= 0:
                yield begin, (at := end + 3)
                continue
            missing.add("-->")
        elif (hidden := _HIDDEN.match(page, begin)) and (name := hidden[1].lower()) not in missing:
            closing = _HIDDEN_END[name].search(page, begin)
            if closing:
                inner = closing.start()
            else:
                missing.add(name)
        end = page.find(">", inner)
        at = end + 1 if end >= 0 else len(page)
        yield begin, at


def _segment_words(page: str, start: int, end: int) -> Iterator[Word]:
    segment = page[start:end]
    if "&" not in segment:
        for token in _TOKEN.finditer(segment):
            yield Word(token.group(), start + token.start())
        return
    pieces: list[str] = []
    places: list[int] = []  # source offset of each letter, -1 inside what an entity became
    last = 0
    for entity in [*_ENTITY.finditer(segment), None]:
        stop = entity.start() if entity else len(segment)
        pieces.append(segment[last:stop])
        places.extend(range(start + last, start + stop))
        if entity:
            letters = html.unescape(entity.group())
            pieces.append(letters)
            places.extend([-1] * len(letters))
            last = entity.end()
    for token in _TOKEN.finditer("".join(pieces)):
        inside = places[token.start() : token.end()]
        yield Word(token.group(), -1 if -1 in inside else inside[0])
