"""Noun phrases over the parse: where the mention of an actor or a source begins and ends.

The rule that must not be broken: a phrase is contiguous and holds its head; relative clauses and appositions stay outside
(``flat_phrase``) or are taken in whole (``full_phrase``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.sentences.tree import feature

if TYPE_CHECKING:
    from reportedly.core.records import Sentence

# ClearNLP labels of what stands before a noun and belongs to it.
_BEFORE = frozenset({"det", "predet", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "advmod", "case", "punct", "cc", "conj", "npadvmod", "neg"})
_MARKS_KEPT = frozenset({"-", "–", "'", "’", "/", '"', "“", "”"})

_STAMP = re.compile(r"\d{1,2}[:.]\d{2}")
_BOUNDS = frozenset({("at", "least"), ("at", "most"), ("up", "to"), ("as", "many"), ("no", "fewer"), ("no", "more")})


def phrase_start(sentence: Sentence, head: int) -> int:
    """Position of the first token of what stands before the head and belongs to it; the head's own when nothing does."""
    tokens = sentence.tokens
    start = head
    for child in reversed(tokens[head].children):
        if child >= head:
            continue
        token = tokens[child]
        if token.relation not in _BEFORE or (token.relation == "punct" and token.text not in _MARKS_KEPT):
            break
        if token.relation == "amod" and not _same_case(sentence, head, child):
            break  # "6 лютого ворожа армія": the day's month is no word of the army
        edge = left_edge(sentence, child)
        if right_edge(sentence, child) >= start:
            break
        start = min(start, edge)
    start = behind_stamp(sentence, start, head)
    while start < head and (tokens[start].relation in {"punct", "cc"} or tokens[start].tag in {"RB", ","}):
        if start + 1 < head and (tokens[start].text.lower(), tokens[start + 1].text.lower()) in _BOUNDS:
            break
        start += 1
    return start


def behind_stamp(sentence: Sentence, start: int, head: int) -> int:
    """Position behind the time with which an entry of a live page opens ("18:20 Police say"); ``start`` itself where none does."""
    if start == 0 and head > 0 and _STAMP.fullmatch(sentence.tokens[0].text):
        return 1 + (head > 1 and sentence.tokens[1].pos == "PUNCT")
    return start


def left_edge(sentence: Sentence, index: int) -> int:
    """Leftmost position of the token's subtree."""
    tokens = sentence.tokens
    while tokens[index].children and tokens[index].children[0] < index:
        index = tokens[index].children[0]
    return index


def right_edge(sentence: Sentence, index: int) -> int:
    """Rightmost position of the token's subtree."""
    tokens = sentence.tokens
    while tokens[index].children and tokens[index].children[-1] > index:
        index = tokens[index].children[-1]
    return index


def flat_phrase(sentence: Sentence, head: int) -> tuple[int, int]:
    """First and last (exclusive) token of the phrase with its "of …" part, without relative clauses and appositions.

    In a language with case forms the "of …" part is a genitive behind, and a name behind its office belongs to it ("міністр Дарвай").
    """
    tokens = sentence.tokens
    end = head + 1
    if tokens[head].features:
        return phrase_start(sentence, head), _inflected_end(sentence, head)
    for child in tokens[head].children:
        if child == end and tokens[child].text == "of" and tokens[child].children:
            noun = tokens[child].children[0]
            if phrase_start(sentence, noun) == child + 1 and noun > child:
                end = flat_phrase(sentence, noun)[1]
            break
    return phrase_start(sentence, head), end


def _inflected_end(sentence: Sentence, head: int) -> int:
    """End (exclusive) of a phrase whose genitives and names follow its head without a break."""
    tokens = sentence.tokens
    end = head + 1
    for child in tokens[head].children:
        if child < end:
            continue
        is_name = tokens[child].relation in {"appos", "compound"} and tokens[child].text[:1].isupper() and _same_case(sentence, head, child)
        is_part = tokens[child].relation == "poss" or is_name
        if not is_part or left_edge(sentence, child) > end:
            break
        end = max(_inflected_end(sentence, child), end)
    return end


def _same_case(sentence: Sentence, head: int, child: int) -> bool:
    """Whether a name may belong to the noun before it: in one case with it, or not declined."""
    one, other = feature(sentence.tokens[head], "Case"), feature(sentence.tokens[child], "Case")
    return not one or not other or one == other
