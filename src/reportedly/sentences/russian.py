"""Russian text → sentences of tokens with their trees, in the labels of docs/decisions/trees.md.

The rule that must not be broken: a sentence is analysed by itself, so what stands around it never changes its tree.
"""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING

from reportedly.sentences.cyrillic import iter_sentences, iter_words
from reportedly.sentences.leads import parse_with_leads
from reportedly.sentences.nodes import Node, Tree
from reportedly.sentences.recase_cyrillic import recase_words
from reportedly.sentences.russian_lemmas import russian_lemma
from reportedly.sentences.russian_network import Analysis, russian_parser
from reportedly.sentences.tokens import tokens_of
from reportedly.sentences.universal import to_clear

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.core.records import Token
    from reportedly.sentences.cyrillic import Word

_BATCH = 256  # sentences: at most 256 * 400 words, whose states take 100 MB; the common batch of 5,000 words takes 5
_BATCH_WORDS = 8_000


def parse_russian(stretches: Iterable[tuple[str, int]], max_tokens: int) -> Iterator[list[tuple[Token, ...]]]:
    """For each stretch (its text, and where it begins in the document) its sentences, none of more than ``max_tokens`` words."""
    for batch in iter_batches(stretches, max_tokens):
        flat = [sentence for sentences in batch for sentence in sentences]
        analyses = parse_with_leads([_shown(sentence) for sentence in flat], russian_parser().parse)
        for sentences in batch:
            yield [_tokens(sentence, next(analyses)) for sentence in sentences]


def iter_batches(stretches: Iterable[tuple[str, int]], max_tokens: int) -> Iterator[list[list[list[Word]]]]:
    """Stretches whose sentences are parsed at once."""
    batch: list[list[list[Word]]] = []
    size = 0
    for text, offset in stretches:
        batch.append(cut_sentences(text, offset, max_tokens))
        size += sum(len(sentence) for sentence in batch[-1])
        if size > _BATCH_WORDS or len(batch) >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def cut_sentences(text: str, offset: int, max_tokens: int) -> list[list[Word]]:
    """The stretch's sentences as words with the document's offsets; one of inhuman length is cut every ``max_tokens`` words."""
    found: list[list[Word]] = []
    for start, end in iter_sentences(text, 0, len(text)):
        words = (word._replace(start=word.start + offset, end=word.end + offset) for word in iter_words(text, start, end))
        while part := list(itertools.islice(words, max_tokens)):
            found.append(part)
    return found


def _shown(words: list[Word]) -> list[str]:
    """The words as the parser is shown them: without ё, which the news it was trained on hardly prints ("передаёт" came out a noun)."""
    return [word.replace("ё", "е").replace("Ё", "Е") for word in recase_words([word.clean for word in words])]


def _tokens(words: list[Word], analysis: Analysis) -> tuple[Token, ...]:
    nodes = []
    for index, (word, head, relation, tag) in enumerate(zip(words, analysis.heads, analysis.relations, analysis.tags, strict=True)):
        node = Node(index, word.start, word.end, word.text)
        node.head, node.relation = head, relation
        node.pos, features = read_tag(tag)
        node.features = dict(features)
        node.lemma = russian_lemma(word.clean, tag)
        nodes.append(node)
    tree = Tree(nodes)
    to_clear(tree)
    return tokens_of(tree)


@functools.cache
def read_tag(tag: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Part of speech and features of one of the model's 752 tags."""
    pos, *features = tag.split("|")
    return pos, tuple((name, value) for name, _, value in (feature.partition("=") for feature in features))
