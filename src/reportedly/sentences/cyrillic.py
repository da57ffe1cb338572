"""Sentences and words of Russian and Ukrainian text, told by marks, capitals and abbreviations.

Written for news as it comes: dispatches with "м. Рибне", "в 2022 г.", "5 тыс. человек", initials, and channel posts without a full stop
whose sentences end at a line's end or at a picture sign.

The rule that must not be broken: a word is the document's own letters, from its first to its last; one pass, whatever the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_HIDDEN = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_PICTURE = "\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\U0001f000-\U0001faff"
_WORD = re.compile(
    rf"""
    (?<!\w)н\.\s?п\.(?!\w)
    | (?:https?://|www\.|t\.me/)[^\s<>"«»]+ | @\w+
    | \d+(?:[.,:/]\d+)+(?![^\W\d_])
    | \w+(?:[{_HIDDEN}'’ʼ`‑-]+\w+)*[{_HIDDEN}]*
    | \.{{2,}} | …+ | [!?]{{2,}} | [—–-]{{2,}}
    | [{_PICTURE}][{_PICTURE}\u200d]*
    | [^\w\s{_HIDDEN}]
    """,
    re.VERBOSE,
)
_STRAY = re.compile(rf"[{_HIDDEN}]")
_END = re.compile(rf"(?P<mark>[.!?…]+)[»”\"'’)\]]*(?P<gap>\s+)|(?P<picture>[{_PICTURE}][{_PICTURE}\u200d\s]*)")
_OPENS = re.compile(rf"[«“„\"'(\[]*(?:[—–-]\s)?[«“„\"'(\[]*(?:[A-ZА-ЯЄІЇҐЁ0-9#@{_PICTURE}•▪·*])")
_BEFORE = re.compile(r"(?P<word>[^\W_]+(?:[-'’ʼ][^\W_]+)*)$")
_LOOK_BACK = 30
_SETTLEMENT = 5
"""Letters of "н. п.", which is read as the one word that it is."""


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_BEFORE_NAMES = _words(
    "м с н смт пгт пос дер х ст ул вул просп пр пл наб бул бульв пер пров шосе оз р-н туп",
    "им ім ген полк подп майр кап лейт мл акад проф доц св о тов гр п т см див ред напр стор стр рис мал табл тел вид изд кв корп буд д зав зам нач отв исп",
    "г пп арх митр диак протоиер свящ ген-майор ген-лейтенант генлейт адм экс",
)
"""Abbreviations that stand before a name or a number: the full stop behind them ends no sentence."""
_AFTER_NUMBERS = _words("г гг р рр в вв ст с тыс тис руб грн долл дол коп ч час мин хв сек км м см мм га кг т чел осіб экз прим")
"""Behind a number the same letters are a measure or a year, which may well end one."""
_NEVER = _words("т тобто напр т.е т.к т.н т.зв")


class Word(NamedTuple):
    """A word or mark: offsets, its text as written, and the same without hidden characters (accents, soft hyphens, zero-width marks)."""

    start: int
    end: int
    text: str
    clean: str


def iter_sentences(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of the stretch, without the white space around them; none for a blank one."""
    opened = start
    for match in _END.finditer(text, start, stop):
        end = match.end()
        if end >= stop:
            break
        if match["mark"] is not None:
            is_end = _ends(text, opened, match.start(), match["mark"]) and _OPENS.match(text, end) is not None
            close = match.start("gap")
        else:
            is_end = match.start() - opened > 12 and text[end].isupper() and text[match.start() - 1 : match.start()] not in ",:;—–-("
            close = match.start()
        if is_end:
            yield from _stripped(text, opened, close)
            opened = close
    yield from _stripped(text, opened, stop)


def iter_words(text: str, start: int, stop: int) -> Iterator[Word]:
    """Words and marks of the stretch, in order."""
    for match in _WORD.finditer(text, start, stop):
        written = match.group()
        if written.startswith("н.") and len(written) <= _SETTLEMENT:
            yield Word(match.start(), match.end(), written, "нп")
            continue
        yield Word(match.start(), match.end(), written, written if written.isascii() or not _STRAY.search(written) else _STRAY.sub("", written) or written)


def _stripped(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if start < stop:
        yield start, stop


def _ends(text: str, opened: int, at: int, mark: str) -> bool:
    """False for a full stop that belongs to an abbreviation or an initial."""
    if mark != ".":
        return True
    before = _BEFORE.search(text, max(opened, at - _LOOK_BACK), at)
    if before is None:
        return True
    word = before["word"]
    if len(word) == 1 and word.isupper():
        return False
    lower = word.lower()
    if lower in _NEVER:
        return False
    if lower in _BEFORE_NAMES:
        return lower in _AFTER_NUMBERS and text[max(opened, before.start() - 2) : before.start()].strip()[-1:].isdigit()
    return True
