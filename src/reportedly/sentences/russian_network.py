"""The Russian parser: slovnet's news models for morphology and syntax, run by numpy alone, loaded once a process.

The two networks are those of the natasha project (slovnet 0.6, navec 0.10; MIT): a word's vector and shape, three convolutions over its neighbours,
and a classifier; for syntax a biaffine scorer of arcs (Dozat and Manning 2017). They are run here and not through slovnet's own loop: that pads
a batch to its longest sentence and works the first layer for every word, this lays the sentences end to end and works it once for each different
word (2.4 times as fast at one sentence, 1.3 times at a batch of 32).

The rule that must not be broken: a sentence's parse is a tree with one root, and never depends on the sentences that are parsed with it.
"""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from reportedly.core.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.intp]

_VECTORS = "navec_news_v1_1B_250K_300d_100q.tar"
_MORPHOLOGY = "slovnet_morph_news_v1.tar"
_SYNTAX = "slovnet_syntax_news_v1.tar"
_MOST_KEPT = 50_000  # shapes of words kept by their text; a stream has ever new ones


class Analysis(NamedTuple):
    """One sentence as the networks see it, a value for each word: position of the head (its own for the root), UD relation, UD tag ("NOUN|Case=Gen")."""

    heads: list[int]
    relations: list[str]
    tags: list[str]


class _Layer(NamedTuple):
    """One convolution over a word and its two neighbours, with what batch normalisation does after it."""

    weight: Floats
    bias: Floats
    scale: Floats
    shift: Floats


class _Encoder(NamedTuple):
    """Vectors of shapes, the first layer's weights (input by three places), and the other layers."""

    shapes: Floats
    first: Floats
    layers: tuple[_Layer, ...]


class _Scorer(NamedTuple):
    """One half of the biaffine scorer: projections of head and dependant, the root's vector, the kernel between them."""

    head: tuple[Floats, Floats]
    tail: tuple[Floats, Floats]
    root: Floats
    kernel: Floats


class RussianParser:
    """Both networks and their vocabularies. Immutable once made, so threads may share it."""

    def __init__(self) -> None:
        """Loads about 35 MB from the natasha package; raises ``ModelError`` when it is not there."""
        navec, morphology, syntax = _load()
        self._codes = np.ascontiguousarray(navec.pq.codes)
        self._indexes = navec.pq.indexes
        vocabulary = syntax.infer.encoder.words_vocab
        self._words: dict[str, int] = vocabulary.item_ids
        self._unknown: int = vocabulary.unk_id
        self._shapes: dict[str, int] = syntax.infer.encoder.shapes_vocab.item_ids
        self._tags: list[str] = morphology.infer.decoder.tags_vocab.items
        self._relations: list[str] = syntax.infer.decoder.rels_vocab.items
        self._morphology = _encoder(morphology.infer.model)
        self._syntax = _encoder(syntax.infer.model)
        head = morphology.infer.model.head.proj
        self._tag_weight, self._tag_bias = head.weight.array, head.bias.array
        self._arcs = _scorer(syntax.infer.model.head)
        self._labels = _scorer(syntax.infer.model.rel)
        self._shape = functools.lru_cache(_MOST_KEPT)(self._shape_of)

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """The analysis of each sentence (words and marks as tokens); an empty sentence has an empty one."""
        full = [sentence for sentence in sentences if sentence]
        if not full:
            return [Analysis([], [], []) for _ in sentences]
        kinds: dict[tuple[int, int], int] = {}
        rows: list[int] = [0]
        starts: list[int] = []
        for sentence in full:
            starts.append(len(rows))
            for word in sentence:
                kind = (self._words.get(word.lower(), self._unknown), self._shape(word))
                rows.append(kinds.setdefault(kind, len(kinds) + 1))
            rows.append(0)
        places = np.array(rows)
        ends = [start + len(sentence) for start, sentence in zip(starts, full, strict=True)]
        ids = np.array(list(kinds))
        vectors = self._codes[np.arange(self._codes.shape[0]), self._indexes[ids[:, 0]]].reshape(len(ids), -1)
        tags = (_encode(self._morphology, vectors, ids[:, 1], places) @ self._tag_weight + self._tag_bias).argmax(-1)
        states = _encode(self._syntax, vectors, ids[:, 1], places)
        answers = iter([self._read(states[start:end], tags[start:end]) for start, end in zip(starts, ends, strict=True)])
        return [next(answers) if sentence else Analysis([], [], []) for sentence in sentences]

    def _read(self, states: Floats, tags: Integers) -> Analysis:
        heads = tree_of(_arc_scores(self._arcs, states))
        labels = _best_labels(self._labels, states, heads)
        relations = [self._relations[label] for label in labels]
        heads_here = [position if head == 0 else int(head) - 1 for position, head in enumerate(heads)]
        return Analysis(heads_here, relations, [self._tags[tag] for tag in tags])

    def _shape_of(self, word: str) -> int:
        from slovnet.shape import word_shape  # noqa: PLC0415  the package is there once the models are loaded

        return self._shapes[word_shape(word)]


@functools.cache
def russian_parser() -> RussianParser:
    """The loaded parser. Raises ``ModelError`` when a package is missing."""
    return RussianParser()


def _load() -> tuple[Any, Any, Any]:
    """The vectors and both models from natasha's files, by path: importing natasha itself would import pymorphy2, which newer Pythons break."""
    try:
        from navec import Navec  # noqa: PLC0415  only who reads Russian pays for it
        from slovnet import Morph, Syntax  # noqa: PLC0415

        found = importlib.util.find_spec("natasha")
        if found is None or found.origin is None:
            raise ModuleNotFoundError(name="natasha")
        data = Path(found.origin).parent / "data"
        navec = Navec.load(str(data / "emb" / _VECTORS))
        return navec, Morph.load(str(data / "model" / _MORPHOLOGY)), Syntax.load(str(data / "model" / _SYNTAX))
    except (ImportError, OSError) as error:
        message = f"expected the models of the package 'natasha', found none: {error}. Try: pip install natasha==1.6.0"
        raise ModelError(message) from error


def _encoder(model: Any) -> _Encoder:
    layers = []
    for layer in model.encoder.layers:
        scale = layer.norm.weight.array / layer.norm.std.array
        shift = layer.norm.bias.array - layer.norm.mean.array * scale
        # filters by inputs by places, to places by inputs by filters: the three neighbours side by side
        weight = np.ascontiguousarray(layer.conv.weight.array.transpose(2, 1, 0))
        layers.append(_Layer(weight, layer.conv.bias.array, scale, shift))
    first = layers[0].weight
    return _Encoder(model.emb.shape.weight.array, np.ascontiguousarray(np.concatenate(list(first), axis=1)), tuple(layers))


def _scorer(part: Any) -> _Scorer:
    head, tail = part.head.proj, part.tail.proj
    return _Scorer((head.weight.array, head.bias.array), (tail.weight.array, tail.bias.array), part.root.array, part.kernel.array)


def _encode(encoder: _Encoder, vectors: Floats, shapes: Integers, places: Integers) -> Floats:
    """A state for each place. Place 0 of the vocabulary is the gap before, between and after sentences, which stays zero in every layer."""
    kinds = np.concatenate((vectors, encoder.shapes[shapes]), axis=1) @ encoder.first
    kinds = np.concatenate((np.zeros((1, kinds.shape[1]), kinds.dtype), kinds))
    gaps = places == 0
    size = encoder.layers[0].bias.shape[0]
    found = kinds[places, size : 2 * size]
    found[1:] += kinds[places[:-1], :size]
    found[:-1] += kinds[places[1:], 2 * size :]
    states = _finish(found, encoder.layers[0], gaps)
    for layer in encoder.layers[1:]:
        found = states @ layer.weight[1]
        found[1:] += states[:-1] @ layer.weight[0]
        found[:-1] += states[1:] @ layer.weight[2]
        states = _finish(found, layer, gaps)
    return states


def _finish(found: Floats, layer: _Layer, gaps: NDArray[np.bool_]) -> Floats:
    found += layer.bias
    np.maximum(found, 0, out=found)
    found *= layer.scale
    found += layer.shift
    found[gaps] = 0
    return found


def _project(states: Floats, weights: tuple[Floats, Floats]) -> Floats:
    weight, bias = weights
    found: Floats = np.maximum(states @ weight + bias, 0)
    return found


def _arc_scores(scorer: _Scorer, states: Floats) -> Floats:
    """Row: the word (from 0); column: its head, 0 for the root."""
    with_root = np.concatenate((scorer.root[np.newaxis], states))
    scores: Floats = np.asarray(_project(with_root, scorer.head) @ scorer.kernel @ _project(with_root, scorer.tail).T, np.float32)[1:]
    return scores


def _best_labels(scorer: _Scorer, states: Floats, heads: Integers) -> Integers:
    with_root = np.concatenate((scorer.root[np.newaxis], states))
    above, below = _project(with_root[heads], scorer.head), _project(states, scorer.tail)
    size = below.shape[1]
    scores = np.matmul((above @ scorer.kernel).reshape(len(states), -1, size), below[:, :, np.newaxis])[:, :, 0]
    best: Integers = scores.argmax(-1)
    return best


def tree_of(scores: Floats) -> Integers:
    """The head of each word (0 is the root, words count from 1) so that all hang together under one root.

    Every word takes its best head; where that makes a ring or leaves several roots, the arc that loses least is changed: the greedy half of
    Chu and Liu (1965). Nearly all sentences are trees at once.
    """
    scores = scores.copy()
    count = len(scores)
    scores[np.arange(count), np.arange(1, count + 1)] = -np.inf
    heads: Integers = scores.argmax(-1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) != 1:
        top = int(scores[:, 0].argmax()) if not len(roots) else int(roots[scores[roots, 0].argmax()])
        scores[:, 0] = -np.inf
        for word in roots:
            heads[word] = scores[word].argmax() if count > 1 else 0
        heads[top] = 0
    else:
        top = int(roots[0])
    for _ in range(count):
        ring = _ring(heads, top)
        if not ring:
            break
        below = _below(heads, ring)
        free = np.setdiff1d(np.arange(count), below)
        options = scores[np.ix_(np.array(ring), free + 1)]
        loss = scores[np.array(ring), heads[ring]] - options.max(-1)
        least = int(loss.argmin())
        heads[ring[least]] = int(free[options[least].argmax()]) + 1
    return heads


def _ring(heads: Integers, top: int) -> list[int]:
    """Words of one ring, in order of position; empty where all hang from the top."""
    state = [0] * len(heads)
    state[top] = 2
    for start in range(len(heads)):
        path: list[int] = []
        word = start
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = int(heads[word]) - 1
        if state[word] == 1:
            return sorted(path[path.index(word) :])
        for passed in path:
            state[passed] = 2
    return []


def _below(heads: Integers, ring: list[int]) -> list[int]:
    """Words that hang from the ring, the ring itself included."""
    inside = set(ring)
    outside: set[int] = set()
    for start in range(len(heads)):
        path: list[int] = []
        word = start
        while word >= 0 and word not in inside and word not in outside and len(path) <= len(heads):
            path.append(word)
            word = int(heads[word]) - 1
        (inside if word >= 0 and word in inside else outside).update(path)
    return sorted(inside)
