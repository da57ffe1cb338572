"""Walking a sentence's dependency tree. Every function takes the sentence and a token's position in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from reportedly.core.records import Sentence, Token


def children(sentence: Sentence, index: int, relations: Container[str] | None = None) -> Iterator[Token]:
    """The token's children, left to right, of these relations (all when ``None``)."""
    for child in sentence.tokens[index].children:
        token = sentence.tokens[child]
        if relations is None or token.relation in relations:
            yield token


def child(sentence: Sentence, index: int, relations: Container[str]) -> Token | None:
    """The first child of one of these relations."""
    return next(children(sentence, index, relations), None)


def ancestors(sentence: Sentence, index: int) -> Iterator[Token]:
    """The token's head, its head's head, … up to the root."""
    token = sentence.tokens[index]
    while token.head != token.index:
        token = sentence.tokens[token.head]
        yield token


def subtree(sentence: Sentence, index: int) -> list[int]:
    """Positions of the token and all below it, in text order."""
    found = [index]
    for position in found:
        found.extend(sentence.tokens[position].children)
    return sorted(found)


def token_at(sentence: Sentence, offset: int) -> Token | None:
    """The token that covers this offset of the document."""
    return next((token for token in sentence.tokens if token.start <= offset < token.end), None)
