"""A finished tree → the tokens of a sentence.

The rule that must not be broken: every word of the tree is a token, in text order, with the document's offsets.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from reportedly.core.records import Token

if TYPE_CHECKING:
    from reportedly.sentences.nodes import Tree

_KEPT = ("Animacy", "Aspect", "Case", "Gender", "Mood", "Number", "Person", "Polarity", "Tense", "VerbForm", "Voice")


def tokens_of(tree: Tree) -> tuple[Token, ...]:
    """The tree's words as records."""
    return tuple(
        Token(
            node.index,
            node.start,
            node.end,
            node.text,
            node.lemma,
            node.pos,
            node.tag,
            node.relation,
            node.head,
            tuple(sorted(node.children)),
            _features(tuple(node.features.items())),
        )
        for node in tree.nodes
    )


@functools.lru_cache(10_000)
def _features(pairs: tuple[tuple[str, str], ...]) -> str:
    """UD's notation, features in the order of the alphabet."""
    return "|".join(f"{name}={value}" for name, value in sorted(pairs) if name in _KEPT)
