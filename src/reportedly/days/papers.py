"""Newspapers that are called by how often they come out: "the daily Courier" is a paper, "daily Harrow trains" run every day.

The rule that must not be broken: the tree decides, by what the word hangs on; without a parse the word stays a set.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reportedly.sentences.tree import child

if TYPE_CHECKING:
    from reportedly.core.records import Sentence, Token

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_DESCRIBING = frozenset({"compound", "nmod", "amod"})
_OWN = frozenset({"det", "compound", "poss"})
_OF_A_NOUN = frozenset({"nsubj", "nsubjpass", "pobj", "poss"})


def names_a_paper(sentence: Sentence | None, start: int) -> bool:
    """True where the word at ``start`` ("daily", "weekly") is part of a paper's name, stands before one, or is itself the noun: "Courier daily said"."""
    index = bisect_left(sentence.tokens, start, key=lambda token: token.start) if sentence is not None else 0
    if sentence is None or index >= len(sentence.tokens) or not sentence.tokens[index].tag:
        return False
    tokens = sentence.tokens
    token, head = tokens[index], _topmost(tokens, tokens[index])
    if token.text[0].isupper():
        return head.pos == "PROPN" and tokens[index + 1 : index + 2] != () and tokens[index + 1].pos == "PROPN"
    if token.relation in _OF_A_NOUN:
        return child(sentence, index, _OWN) is not None
    return index > 0 and tokens[index - 1].pos not in _VERBAL and _is_before_its_name(tokens, token, head)


def _topmost(tokens: tuple[Token, ...], token: Token) -> Token:
    """The noun of the phrase that the word stands in: above names that only describe it."""
    head = tokens[token.head]
    while head.relation in _DESCRIBING and tokens[head.head].index > head.index:
        head = tokens[head.head]
    return head


def _is_before_its_name(tokens: tuple[Token, ...], token: Token, head: Token) -> bool:
    """True for "the Russian daily Courier", where the word hangs on the name, or with the name on the party whose paper it is."""
    named = next(iter(tokens[token.index + 1 : token.index + 2]), None)
    if named is None or not named.text[:1].isupper():
        return False
    if head.index > token.index:
        return head.pos == "PROPN"
    return head.pos in _NOMINAL and named.pos == "PROPN" and head.index in {named.head, tokens[named.head].head}
