"""document ─split→ sentences: paragraphs first, then the parser's sentences with their tokens and tree.

The rule that must not be broken: token offsets are the document's; ``chrome`` is never split, so nothing is ever found in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.records import Document, Found, Issue, RegionKind, Sentence, Token
from reportedly.sentences.model import english_parser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as ParsedSpan
    from spacy.tokens import Token as ParsedToken

    from reportedly.core.settings import Settings

PARSED_LANGUAGES = frozenset({"en"})
_LAYOUT = {ord(mark): " " for mark in "\n\r\t\v\f\u00a0\u2028\u2029"}
_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_WORD_OR_MARK = re.compile(r"\w+(?:['’ʼ-]\w+)*|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[»”\"']?\s+(?=[\"«“(—–-]?\s?[A-ZА-ЯЄІЇҐЁ0-9])")


class Paragraph(NamedTuple):
    """A stretch of text with no blank line in it, and the kind of region it lies in."""

    start: int
    end: int
    kind: RegionKind


def split_sentences(document: Document, settings: Settings) -> Found[tuple[Sentence, ...]]:
    """Sentences in text order, outside ``chrome``; one issue where the text goes past the limit."""
    limit = settings.max_extract_characters
    issues: tuple[Issue, ...] = ()
    if len(document.text) > limit:
        message = f"the text has {len(document.text)} characters; nothing was extracted past {limit}"
        issues = (Issue(code="text-too-long", message=message, start=limit, end=len(document.text)),)
    paragraphs = [paragraph for paragraph in iter_paragraphs(document) if paragraph.start < limit]
    if document.language in PARSED_LANGUAGES:
        return Found(tuple(_parse(document.text, paragraphs, limit, settings.max_sentence_tokens)), issues)
    return Found(tuple(_tokenise(document.text, paragraphs, limit)), issues)


def iter_paragraphs(document: Document) -> Iterator[Paragraph]:
    """Paragraphs of every region that is not ``chrome``; quotes lie inside other regions and add none."""
    for region in document.regions:
        if region.kind in {RegionKind.CHROME, RegionKind.QUOTE}:
            continue
        start = region.start
        for blank in [*_BLANK_LINE.finditer(document.text, region.start, region.end), None]:
            end = blank.start() if blank else region.end
            if document.text[start:end].strip():
                yield Paragraph(start, end, region.kind)
            start = blank.end() if blank else end


def _parse(text: str, paragraphs: list[Paragraph], limit: int, max_tokens: int) -> Iterator[Sentence]:
    parser = english_parser()
    index = 0
    for number, paragraph in enumerate(paragraphs):
        # Line ends inside a paragraph are layout; as SPACE tokens they would bend the tree. Offsets stay as they are.
        words = text[paragraph.start : min(paragraph.end, limit)].translate(_LAYOUT)
        for offset, piece in _pieces(words, max_tokens):
            for parsed in parser(piece).sents:
                tokens = _tokens(parsed, paragraph.start + offset)
                if tokens:
                    yield Sentence(index, number, tokens[0].start, tokens[-1].end, paragraph.kind, tokens)
                    index += 1


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


def _tokens(parsed: ParsedSpan, offset: int) -> tuple[Token, ...]:
    """The sentence's tokens without its white space; heads and children are renumbered to match."""
    kept = [token for token in parsed if not token.is_space]
    place = {token.i: index for index, token in enumerate(kept)}
    heads = [_head(token, place) for token in kept]
    children: list[list[int]] = [[] for _ in kept]
    for index, head in enumerate(heads):
        if head != index:
            children[head].append(index)
    return tuple(
        Token(
            index,
            offset + token.idx,
            offset + token.idx + len(token.text),
            token.text,
            token.lemma_,
            token.pos_,
            token.tag_,
            token.dep_,
            heads[index],
            tuple(children[index]),
        )
        for index, token in enumerate(kept)
    )


def _head(token: ParsedToken, place: dict[int, int]) -> int:
    """Position of the head among the kept tokens; a head that is white space is passed over."""
    head = token.head
    while head.i not in place and head.head.i != head.i:
        head = head.head
    return place.get(head.i, place[token.i])


def _tokenise(text: str, paragraphs: list[Paragraph], limit: int) -> Iterator[Sentence]:
    """Sentences and words without a parse, for languages that have none yet."""
    index = 0
    for number, paragraph in enumerate(paragraphs):
        start, stop = paragraph.start, min(paragraph.end, limit)
        for gap in [*_SENTENCE_END.finditer(text, start, stop), None]:
            end = gap.start() if gap else stop
            tokens = tuple(
                Token(position, word.start(), word.end(), word.group(), word.group().lower(), "", "", "", position, ())
                for position, word in enumerate(_WORD_OR_MARK.finditer(text, start, end))
            )
            if tokens:
                yield Sentence(index, number, tokens[0].start, tokens[-1].end, paragraph.kind, tokens)
                index += 1
            start = gap.end() if gap else stop
