"""sentences ─join→ sentences: a list of names goes back to the head that the parser cut it from, "Shelled overnight: | Harrow, Milford".

The rule that must not be broken: only names, commas and "and" are joined, only behind a colon, and only to a head whose top is a verb.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.core.records import Token

_NAMES = frozenset({"PROPN", "PUNCT", "CCONJ"})
_DONE = frozenset({"VBN", "VBD"})


def join_lists(sentences: Iterable[tuple[Token, ...]]) -> Iterator[tuple[Token, ...]]:
    """The sentences of one paragraph, in order, each list of names joined to its head."""
    held: tuple[Token, ...] = ()
    for tokens in sentences:
        if held and _is_list(tokens):
            held = _joined(held, tokens)
            continue
        if held:
            yield held
        held = tokens
        if not _is_head(tokens):
            yield held
            held = ()
    if held:
        yield held


def _is_head(tokens: tuple[Token, ...]) -> bool:
    """True for what ends in a colon and has a verb at its top."""
    return bool(tokens) and tokens[-1].text == ":" and any(token.tag in _DONE for token in tokens if token.head == token.index)


def _is_list(tokens: tuple[Token, ...]) -> bool:
    return any(token.pos == "PROPN" for token in tokens) and all(token.pos in _NAMES for token in tokens)


def _joined(head: tuple[Token, ...], names: tuple[Token, ...]) -> tuple[Token, ...]:
    """One sentence of both: the tops of the list are in apposition to the head's."""
    shift = len(head)
    top = next(token.index for token in head if token.head == token.index)
    below = tuple(
        replace(
            token,
            index=token.index + shift,
            head=top if token.head == token.index else token.head + shift,
            relation="appos" if token.head == token.index else token.relation,
            children=tuple(child + shift for child in token.children),
        )
        for token in names
    )
    added = tuple(token.index for token in below if token.head == top)
    return (*(replace(token, children=(*token.children, *added)) if token.index == top else token for token in head), *below)
