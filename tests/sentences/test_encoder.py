"""vectors of words in their sentences: the model's own, but for rounding, and each text's whatever stands beside it."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.sentences import encoder
from reportedly.sentences.encoder import LAYERS, Encoder
from reportedly.sentences.model import english_parser
from reportedly.sentences.multiply import one_thread, rows_are_their_own

WIDTH = 96


@functools.cache
def network() -> Any:
    model: Any = english_parser().get_pipe("tok2vec")
    return model.model.layers[1]


@functools.cache
def ours() -> Encoder:
    return Encoder(network())


def texts(seed: int, *lengths: int) -> list[Any]:
    order = np.random.default_rng(seed)
    return [order.standard_normal((length, WIDTH)).astype(np.float32) for length in lengths]


@pytest.mark.parametrize("lengths", [(1,), (2, 1, 3), (16,), (17, 4), (300, 1, 1, 40), (5,) * 60])
def test_vectors_are_the_networks_but_for_rounding(lengths: tuple[int, ...]) -> None:
    given = texts(1, *lengths)
    found, meant = ours().predict(given), network().predict(given)
    assert [each.shape for each in found] == [(length, WIDTH) for length in lengths]
    assert all(np.allclose(one, other, atol=1e-4) for one, other in zip(found, meant, strict=True))


@settings(max_examples=40, deadline=None)
@given(lengths=st.lists(st.integers(1, 40), min_size=1, max_size=12), seed=st.integers(0, 1000))
def test_a_text_has_the_same_bits_whatever_stands_beside_it(lengths: list[int], seed: int) -> None:
    if not rows_are_their_own():
        return  # this machine's library cannot promise it, so spaCy's is used
    given = texts(seed, *lengths)
    with one_thread()():
        together, turned = ours().predict(given), ours().predict(given[::-1])[::-1]
        alone = [ours().predict([each])[0] for each in given]
    assert all(np.array_equal(one, other) for one, other in zip(together, alone, strict=True))
    assert all(np.array_equal(one, other) for one, other in zip(together, turned, strict=True))


def test_what_is_given_stays_as_it_was() -> None:
    given = texts(3, 5, 9)
    copies = [each.copy() for each in given]
    ours().predict(given)
    assert all(np.array_equal(one, other) for one, other in zip(given, copies, strict=True))


def test_another_network_is_asked_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    given = texts(4, 3, 8)
    meant = network().predict(given)
    monkeypatch.setattr(encoder, "LAYERS", LAYERS + 1)  # a model with another number of layers
    assert all(np.array_equal(one, other) for one, other in zip(Encoder(network()).predict(given), meant, strict=True))
    monkeypatch.setattr(encoder, "LAYERS", LAYERS)
    monkeypatch.setattr(encoder, "PIECES", 2)
    assert all(np.array_equal(one, other) for one, other in zip(Encoder(network()).predict(given), meant, strict=True))


def test_where_rows_are_not_their_own_the_network_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "rows_are_their_own", lambda: False)
    given = texts(5, 7)
    assert all(np.array_equal(one, other) for one, other in zip(Encoder(network()).predict(given), network().predict(given), strict=True))
