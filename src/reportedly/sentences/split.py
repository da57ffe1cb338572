"""document ─split→ sentences: paragraphs first, then the parser's sentences with their tokens and tree.

The rule that must not be broken: token offsets are the document's; ``chrome`` is never split, so nothing is ever found in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.records import Document, Found, Issue, RegionKind, Sentence, Token
from reportedly.pages.language import paragraph_language
from reportedly.sentences.cyrillic import iter_sentences, iter_words
from reportedly.sentences.foreign_quotes import iter_by_language
from reportedly.sentences.lists import join_lists
from reportedly.sentences.parse import english_trees
from reportedly.sentences.recase import recase
from reportedly.sentences.russian import parse_russian
from reportedly.sentences.ukrainian import parse_ukrainian

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportedly.core.settings import Settings

PARSED_LANGUAGES = frozenset({"en", "ru", "uk"})
_CYRILLIC = frozenset({"uk", "ru"})
_LAYOUT = {ord(mark): " " for mark in "\n\r\t\v\f\u00a0\u2028\u2029"}
# Half a pair of surrogates is no character, and the parser refuses the whole text for it; JSON can carry one.
_LAYOUT |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_BLANK = r"\n[^\S\n]*(?:\n[^\S\n]*)+"
_BREAK = re.compile(rf"{_BLANK}|\n(?![^\S\n]*[a-zа-яєіїґё,;.)])")
_BREAK_IN_WRAPPED = re.compile(rf"{_BLANK}|(?<=[.!?:…”»\"])[^\S\n]*\n(?![^\S\n]*[a-zа-яєіїґё,;.)])")
_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")
_LINE_END_INSIDE = re.compile(r"(?<!\n)\n(?=[^\S\n]*[a-zа-яєіїґё,;)])")
_WRAPPED_SHARE = 0.2
_DATELINE = re.compile(
    r"\s*(?P<town>[^\W\d_][^()\[\]\n,/–—.!?;:]{1,30}?)(?:[,/][^()\n–—!?;:]{1,45}?)?(?P<agency>\s*\([^()\n]{2,40}\)(?:,?\s(?=[^()\n–—]{0,25}\d)[^()\n–—!?;:]{3,25}?)?)?\s*(?:\s--?|—|–)\s+(?=[\w\"'“‘«(])",
)
# Agencies write no town where there is none to name: "May 4 (Tarn Wire) - ". The agency in brackets decides.
_DATED = re.compile(
    r"\s*(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s(?:[A-Z][a-z]{2,8}\.?|[^\W\d_]{3,10}(?=\s\d{4})))(?:,?\s\d{4})?,?\s?"
    r"\([^()\n]{2,40}\)\s*(?:\s--?|—|–)\s+(?=[\w\"'“‘«(])",
)
# Alliances and their like open sentences before a dash; few towns have so short a name.
_SHORT_NAME = 4
_WORD_OR_MARK = re.compile(r"\w+(?:['’ʼ-]\w+)*|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[»”\"']?\s+(?=[\"«“(—–-]?\s?[A-ZА-ЯЄІЇҐЁ0-9])")


class Paragraph(NamedTuple):
    """A stretch of text with no paragraph break in it, and the kind of region it lies in."""

    start: int
    end: int
    kind: RegionKind


class Piece(NamedTuple):
    """What is parsed at a time: a paragraph, or a part of one too long for the parser."""

    start: int
    words: str
    paragraph: int
    kind: RegionKind
    parsed: bool
    language: str | None


def split_sentences(document: Document, settings: Settings, worth: tuple[tuple[int, int], ...] | None = None) -> Found[tuple[Sentence, ...]]:
    """Sentences in text order, outside ``chrome``; one issue where the text goes past the limit.

    With ``worth``, only what lies in these stretches is parsed; the rest becomes plain words, as in languages without a parser.
    """
    return split_many([document], settings, [worth])[0]


def split_many(
    documents: Sequence[Document], settings: Settings, worths: Sequence[tuple[tuple[int, int], ...] | None] | None = None
) -> list[Found[tuple[Sentence, ...]]]:
    """The sentences of each document, parsed together: the parser is faster on many paragraphs, and each parse is the same bits either way."""
    worths = worths or [None] * len(documents)
    pieces = [list(_iter_pieces(document, settings, worth)) for document, worth in zip(documents, worths, strict=True)]
    by_language: dict[str, list[Piece]] = defaultdict(list)
    for parts in pieces:
        for piece in parts:
            if piece.parsed and piece.language is not None:
                by_language[piece.language].append(piece)
    parsed = {language: _parse(language, wanted, settings) for language, wanted in by_language.items()}
    found: list[Found[tuple[Sentence, ...]]] = []
    for document, parts in zip(documents, pieces, strict=True):
        tokens = (
            (piece, tokens)
            for piece in parts
            for tokens in (next(parsed[piece.language]) if piece.parsed and piece.language is not None else _plain_tokens(document.text, piece))
        )
        found.append(Found(tuple(_number(tokens, document.language)), _too_long(document, settings.max_extract_characters)))
    return found


def iter_paragraphs(document: Document) -> Iterator[Paragraph]:
    """Paragraphs of every region that is not ``chrome``; quotes lie inside other regions and add none."""
    line_break = _paragraph_break(document.text)
    for region in document.regions:
        if region.kind in {RegionKind.CHROME, RegionKind.QUOTE}:
            continue
        start = region.start
        for gap in [*line_break.finditer(document.text, region.start, region.end), None]:
            end = gap.start() if gap else region.end
            if document.text[start:end].strip():
                yield Paragraph(start, end, region.kind)
            start = gap.end() if gap else end


def _paragraph_break(text: str) -> re.Pattern[str]:
    """What ends a paragraph here: a blank line always; a single line end too, unless the lines are wrapped or cut at links.

    They are taken for wrapped when a fifth of them go on with a small letter.
    """
    ends = len(_LINE_END.findall(text))
    wrapped = len(_LINE_END_INSIDE.findall(text))
    return _BREAK_IN_WRAPPED if wrapped >= max(1, ends * _WRAPPED_SHARE) else _BREAK


def _number(found: Iterable[tuple[Piece, tuple[Token, ...]]], language: str | None) -> Iterator[Sentence]:
    for index, (piece, tokens) in enumerate(found):
        own = piece.language if piece.language != language else None
        yield Sentence(index, piece.paragraph, tokens[0].start, tokens[-1].end, piece.kind, tokens, own)


def _too_long(document: Document, limit: int) -> tuple[Issue, ...]:
    if len(document.text) <= limit:
        return ()
    message = f"the text has {len(document.text)} characters; nothing was extracted past {limit}"
    return (Issue(code="text-too-long", message=message, start=limit, end=len(document.text)),)


def _iter_pieces(document: Document, settings: Settings, worth: tuple[tuple[int, int], ...] | None) -> Iterator[Piece]:
    for number, paragraph in enumerate(iter_paragraphs(document)):
        if paragraph.start >= settings.max_extract_characters:
            return
        # Line ends inside a paragraph are layout; as SPACE tokens they would bend the tree. Offsets stay as they are.
        words = document.text[paragraph.start : min(paragraph.end, settings.max_extract_characters)].translate(_LAYOUT)
        language = paragraph_language(words, document.language)
        parsed = language in PARSED_LANGUAGES and worth is None
        opening = dateline_length(words)
        if opening:
            yield from _cut(Piece(paragraph.start, words[:opening], number, paragraph.kind, parsed, language), worth)
        for offset, piece in _pieces(words[opening:], settings.max_sentence_tokens):
            for start, part, own in iter_by_language(piece, language):
                yield from _cut(Piece(paragraph.start + opening + offset + start, part, number, paragraph.kind, parsed, own), worth)


def _cut(piece: Piece, worth: tuple[tuple[int, int], ...] | None) -> Iterator[Piece]:
    """The piece whole, or cut where what is worth parsing begins and ends."""
    if worth is None:
        yield piece
        return
    end = piece.start + len(piece.words)
    done = piece.start
    for start, stop in worth[max(0, bisect_right(worth, (piece.start, piece.start)) - 1) :]:
        if start >= end:
            break
        first, last = max(start, done), min(stop, end)
        if last <= first:
            continue
        for begin, close, parsed in ((done, first, False), (first, last, piece.language in PARSED_LANGUAGES)):
            words = piece.words[begin - piece.start : close - piece.start]
            if words.strip():
                yield piece._replace(start=begin, words=words, parsed=parsed)
        done = last
    if piece.words[done - piece.start :].strip():
        yield piece._replace(start=done, words=piece.words[done - piece.start :], parsed=False)


def dateline_length(words: str) -> int:
    """How far the dateline reaches with which a dispatch opens ("ARVENNA, 4 May (Tarn Wire) - "), its dash included; 0 where there is none.

    Parsed with the sentence behind it, the town becomes its subject. The forms are those of the Associated Press Stylebook and of agencies that
    set the town in small letters before their name.
    """
    dated = _DATED.match(words)
    if dated is not None:
        return dated.end()
    match = _DATELINE.match(words)
    if match is None:
        return 0
    town = match["town"].strip()
    named = bool(match["agency"]) and all(word[0].isupper() for word in town.split())
    return match.end() if named or (town.isupper() and len(town) > _SHORT_NAME) else 0


def _parse(language: str, pieces: list[Piece], settings: Settings) -> Iterator[Iterable[tuple[Token, ...]]]:
    """The sentences of each piece, in order. A parser is loaded when the first of its language comes."""
    if language in _CYRILLIC:
        parse = parse_russian if language == "ru" else parse_ukrainian
        yield from parse(((piece.words, piece.start) for piece in pieces), settings.max_sentence_tokens)
    else:
        parsed = english_trees().parse((recase(piece.words), piece.words, piece.start) for piece in pieces)
        yield from map(join_lists, parsed)


def _plain_tokens(text: str, piece: Piece) -> Iterator[tuple[Token, ...]]:
    """Sentences and words without a parse: of languages that have none, and of what the fast path leaves out."""
    stop = piece.start + len(piece.words)
    if piece.language in _CYRILLIC:
        for start, end in iter_sentences(text, piece.start, stop):
            yield tuple(_plain(position, word.start, word.end, word.text) for position, word in enumerate(iter_words(text, start, end)))
        return
    for start, end in iter_sentence_spans(text, piece.start, stop):
        tokens = tuple(_plain(position, word.start(), word.end(), word.group()) for position, word in enumerate(_WORD_OR_MARK.finditer(text, start, end)))
        if tokens:
            yield tokens


def _plain(position: int, start: int, end: int, text: str) -> Token:
    return Token(position, start, end, text, text.lower(), "", "", "", position, ())


def iter_sentence_spans(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a stretch, told by marks alone: a light split for what is not parsed."""
    for gap in [*_SENTENCE_END.finditer(text, start, stop), None]:
        yield start, gap.start() if gap else stop
        start = gap.end() if gap else stop


def _pieces(words: str, max_tokens: int) -> Iterator[tuple[int, str]]:
    """The paragraph whole when it is of human size; else cut after a sentence end, or anywhere, every ``max_tokens`` words."""
    size = max_tokens * 6  # characters: an English word and its space
    start = 0
    while len(words) - start > size:
        ends = [match.end() for match in _SENTENCE_END.finditer(words, start, start + size)]
        space = words.rfind(" ", start + 1, start + size)
        cut = ends[-1] if ends else space + 1 if space > start else start + size
        yield start, words[start:cut]
        start = cut
    if words[start:].strip():
        yield start, words[start:]
