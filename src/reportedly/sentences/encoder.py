"""vectors of words alone → vectors of words in their sentences: the model's layers of convolution, worked out in a few steps of NumPy's.

A layer of spaCy's encoder looks at a word and its two neighbours, multiplies, takes the greatest of three and evens out what it found (Maxout,
layer normalisation, a residual). spaCy works through whole batches, step by step; here 256 rows go through all steps while they are near the
processor, and of the four rows of padding around a text only those are worked out on which a word's vector depends.

The rule that must not be broken: a word's vector is a function of its text alone, to the last bit; where the model's layers are not those named
here, the model works them out itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from reportedly.sentences.multiply import BLOCK, one_thread, rows_are_their_own

if TYPE_CHECKING:
    from collections.abc import Sequence

LAYERS = 4
"""As many as the rows of padding between two texts: a row reaches no farther."""
PIECES = 3
ROWS = 16 * BLOCK
"""Rows that go through a layer together: 300 kB."""
EVEN = np.float32(1e-8)
"""What thinc adds to the variance."""
_BESIDE = np.array([-1, 0, 1])


class Layer(NamedTuple):
    """One layer: weights of the three pieces one after the other, their bias, and gain and bias of the normalisation."""

    weights: Any
    bias: Any
    gain: Any
    shift: Any


class Encoder:
    """What ``network.predict`` gives of a batch of texts, up to the order of sums."""

    def __init__(self, network: Any) -> None:
        """Takes the network's weights; keeps the network where it is not as expected, or rows are not their own on this machine."""
        self._network = network
        self._layers = _layers_of(network) if rows_are_their_own() else []
        if self._layers:
            none = np.zeros((3, len(self._layers[0].gain)), dtype=np.float32)
            with one_thread()():
                self._nothing = _worked_out(none, none.copy(), np.array([1]), self._layers[0])[1]

    def predict(self, texts: Sequence[Any]) -> list[Any]:
        """One array a text: a row a word, as ``texts`` has them."""
        if not self._layers:
            return list(self._network.predict(list(texts)))
        ends = np.cumsum([len(text) + LAYERS for text in texts])
        starts = ends - [len(text) for text in texts]
        own = np.concatenate([np.arange(start, end) for start, end in zip(starts, ends, strict=True)])
        near = np.concatenate([starts - 1, ends])
        far = np.concatenate([starts - 2, ends + 1])
        before = np.zeros((int(ends[-1]) + LAYERS, len(self._layers[0].gain)), dtype=np.float32)
        before[own] = np.concatenate(texts)
        after = np.tile(self._nothing, (len(before), 1))  # what padding comes to where no word is in sight
        for layer, rows in zip(self._layers, ((own, near), (own, near, far), (own, near), (own,)), strict=True):
            after = _worked_out(before, after, np.concatenate(rows), layer)
            before, after = after, before
        return [before[start:end] for start, end in zip(starts, ends, strict=True)]


def _worked_out(before: Any, after: Any, rows: Any, layer: Layer) -> Any:
    """``after`` with these rows as the layer makes them of ``before``."""
    size = len(layer.gain)
    whole = np.concatenate([rows, np.repeat(rows[:1], -len(rows) % BLOCK)])
    for start in range(0, len(whole), ROWS):
        some = whole[start : start + ROWS]
        seen = before.take((some[:, None] + _BESIDE).ravel(), axis=0).reshape(-1, BLOCK, 3 * size)
        pieces = np.matmul(layer.weights, seen.transpose(0, 2, 1))
        pieces += layer.bias
        found = np.maximum(pieces[:, :size], pieces[:, size : 2 * size])
        np.maximum(found, pieces[:, 2 * size :], out=found)
        found -= np.add.reduce(found, axis=1, keepdims=True) / np.float32(size)
        spread = np.add.reduce(found * found, axis=1, keepdims=True) / np.float32(size)
        found *= np.float32(1.0) / np.sqrt(spread + EVEN)
        found *= layer.gain
        found += layer.shift
        after[some] = found.transpose(0, 2, 1).reshape(-1, size) + before[some]
    return after


def _layers_of(network: Any) -> list[Layer]:
    """The layers' weights; none where the network is another than the one described above."""
    if network.name.partition("(")[0] != "with_array" or network.attrs.get("pad") != LAYERS or len(network.layers[0].layers) != LAYERS:
        return []
    found = []
    for residual in network.layers[0].layers:
        nodes = {node.name: node for node in residual.walk()}
        if not residual.name.startswith("residual") or not {"expand_window", "maxout", "layernorm"} <= set(nodes):
            return []
        maxout, norm = nodes["maxout"], nodes["layernorm"]
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        size, pieces, width = weights.shape
        if nodes["expand_window"].attrs["window_size"] != 1 or pieces != PIECES or width != 3 * size or weights.dtype != np.float32:
            return []
        ordered = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * size, width))
        found.append(Layer(ordered, bias.T.reshape(-1, 1).copy(), norm.get_param("G")[:, None].copy(), norm.get_param("b")[:, None].copy()))
    return found
