"""The lines of a plain text as units of reading, each with the few measures that tell prose from furniture.

The rule that must not be broken: units follow each other, do not overlap, and are the text's own letters; nothing is quadratic.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from reportedly.pages.phrases import bare, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.pages.phrases import Phrases

SHORT = 14  # words: a line no longer than this and without a full stop may be a heading, a menu item, a link
WORDS_LOOKED_AT = 300  # of one unit, for the share of function words
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+(?:['’ʼ-]\w+)*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Inside a line "26.", "St." and initials end no sentence: three letters before the full stop, and no small letter after it.
_SENTENCE_END = re.compile(
    r"(?<=[^\W\d_]{3})[\"'”’»)\]]*+[.!?…]++[\"'”’»)\]]*+(?=\s+[^a-zà-öø-ÿа-я])"
    r"|(?<!\b\d)(?<!\b\d\d)(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s*+$|[!?…](?=\s)|[。！？]"
)
_CREDIT = re.compile(
    r"(?:©|\(c\)\s|getty images|shutterstock|istock|adobe ?stock|stock\.adobe|unsplash|pixabay|pexels|wikimedia|flickr|ap photo|/ap\b|/afp\b|/epa\b|/reuters)"
    r"[^.!?]{0,40}\W*$"
    r"|[(\[]\s?(?:photo|foto|fot|bild|image|imagen|picture|pic|credit|crédit|grafik|quelle|source|фото|джерело|источник)s?\b\s?(?:\.|:|/|by|von|de|di)"
    r"[^)\]]{0,60}[)\]]\W*$"
    r"|(?:^|[.!?\s])(?:photo|foto|fot|bild|image|imagen|picture|grafik|фото|credit|crédit)s?\s?[:/©][^.!?]{2,40}\.{0,3}[^.!?]{0,20}$"
)
_TERMINAL = (".", "!", "?", "…", "。", "！", "？", ":", ";")
_CLOSERS = "\"'”’»)]*"
_CONTINUES = re.compile(r"[a-zà-öø-ÿа-яёєіїґα-ω,.;:!?)\]%»”…]")
_BULLET = re.compile(r"(?:[-–—•·*▪►‣○●✓➤]|\d{1,3}[.)]|\(?[a-z]\))\s+\S")


class Line(NamedTuple):
    """One line that is not blank, without the white space at its ends; ``after_blank`` when a blank line stands before it."""

    start: int
    end: int
    after_blank: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A line, or the lines that one sentence was broken over. ``stops`` is the share of function words."""

    start: int
    end: int
    text: str
    folded: str
    words: int
    stops: float
    sentences: int
    terminal: bool
    bullet: bool
    after_blank: bool
    furniture: bool
    ends_article: bool
    caption: bool
    byline: bool
    repeats: int

    @property
    def is_short(self) -> bool:
        """True when it may be a heading, a menu item or a link."""
        return self.words <= SHORT and not self.terminal

    @property
    def is_prose(self) -> bool:
        """True for running text: a sentence of some length."""
        return self.words >= 9 and self.sentences > 0 and not self.furniture and not self.caption


class Judged(TypedDict):
    """What is told from a line's letters alone."""

    words: int
    stops: float
    sentences: int
    terminal: bool
    bullet: bool
    furniture: bool
    ends_article: bool
    caption: bool
    byline: bool


def read_units(text: str, phrases: Phrases) -> tuple[Unit, ...]:
    """The units of the text in order; empty for a text of white space."""
    lines = list(iter_lines(text))
    spans = list(_join(text, lines, phrases))
    folded = [fold(text[start:end]) if end - start <= 600 else text[start:end] for start, end, _ in spans]
    bares = [bare(line) if len(line) <= 600 else None for line in folded]
    counts = Counter(line for line in bares if line is not None)
    judged: dict[str, Judged] = {}
    return tuple(
        _unit(text, start, end, after_blank=after_blank, folded=line, repeats=1 if core is None else counts[core], judged=judged, phrases=phrases)
        for (start, end, after_blank), line, core in zip(spans, folded, bares, strict=True)
    )


def iter_lines(text: str) -> Iterator[Line]:
    """Every line that is not blank."""
    last_end, first = 0, True
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if not stripped:
            continue
        start = match.start() + len(line) - len(line.lstrip())
        end = start + len(stripped)
        yield Line(start, end, not first and text.count("\n", last_end, start) > 1)
        last_end, first = end, False


def _join(text: str, lines: list[Line], phrases: Phrases) -> Iterator[tuple[int, int, bool]]:
    """Lines put together where a sentence goes on: dumps that break at links, letters wrapped at 72 columns."""
    index = 0
    while index < len(lines):
        first = last = lines[index]
        index += 1
        while index < len(lines) and not lines[index].after_blank:
            after = lines[index + 1] if index + 1 < len(lines) and not lines[index + 1].after_blank else None
            if not _goes_on(text, first.start, last, lines[index], after, phrases):
                break
            last = lines[index]
            index += 1
        yield first.start, last.end, first.after_blank


def _goes_on(text: str, begun: int, line: Line, following: Line, after: Line | None, phrases: Phrases) -> bool:
    """True when ``following`` is the same sentence: it begins in small letters, or the line ends in the middle of one."""
    if text[line.end - 1] in ".!?…。" or text.startswith(("- ", "• "), following.start):
        return False
    size = line.end - begun
    if _CONTINUES.match(text, following.start):
        if size <= 12 or text[following.start] in ",.;:)":
            return text[following.start] in ",.;:)"
        return not (line.start == begun and size < 40 and phrases.is_furniture(text[begun : line.end]))
    if size <= 20:  # most lines of a menu; the looks below are the dear ones
        return False
    tail = text[max(line.start, line.end - 40) : line.end]
    words = tail.split()
    if words and (tail[-1] in ",(«„“-–—" or words[-1].casefold() in phrases.stopwords):
        return True
    # A link in mid-sentence: the line before is long, the link short, and what comes after goes on in small letters.
    return (
        after is not None
        and size > 40
        and following.end - following.start <= 60
        and _CONTINUES.match(text, after.start) is not None
        and text[following.end - 1] not in ".!?…"
    )


def _unit(text: str, start: int, end: int, *, after_blank: bool, folded: str, repeats: int, judged: dict[str, Judged], phrases: Phrases) -> Unit:
    words = text[start:end]
    judgement = judged.get(words)
    if judgement is None:
        judgement = _judge(words, folded, phrases)
        if end - start <= 80:  # menus say the same again and again
            judged[words] = judgement
    return Unit(start=start, end=end, text=words, folded=folded, after_blank=after_blank, repeats=repeats, **judgement)


def _judge(words: str, folded: str, phrases: Phrases) -> Judged:
    """The measures of a line that depend on its letters alone."""
    size = len(words)
    tokens = _WORD.findall(words[: 8 * WORDS_LOOKED_AT])[:WORDS_LOOKED_AT]
    stops = sum(token.casefold() in phrases.stopwords for token in tokens)
    count = words.count(" ") + words.count("\n") + 1 if size > 8 * WORDS_LOOKED_AT else len(tokens)
    ideographs = len(_CJK.findall(words[:2000]))
    short = size <= 600
    return Judged(
        words=max(count, ideographs // 2),
        stops=0.3 if ideographs > 4 else stops / max(1, len(tokens)),
        sentences=sum(1 for _ in _SENTENCE_END.finditer(words)),
        terminal=words[-12:].rstrip(_CLOSERS).endswith(_TERMINAL),
        bullet=_BULLET.match(words) is not None,
        furniture=(short and phrases.is_furniture(words, folded)) or _asks_for_cookies(words),
        ends_article=short and phrases.is_after(words, folded),
        caption=short and (phrases.is_caption(words, folded) or _CREDIT.search(folded[-90:]) is not None),
        byline=short and phrases.is_byline(words, folded),
    )


def _asks_for_cookies(words: str) -> bool:
    """True for the long texts of consent boxes; a report on cookies is not a paragraph that names them three times."""
    return len(words) <= 2_000 and words.count("ookie") >= 3
