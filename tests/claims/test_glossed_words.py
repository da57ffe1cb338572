"""Moving the words of a tree: whatever is hung where, it stays a tree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.glossed_words import Words
from reportedly.core.records import Token


def chain(length: int) -> Words:
    """Words each of which hangs on the one before."""
    return Words(
        tuple(
            Token(place, place, place + 1, "w", "w", "NOUN", "NN", "dep" if place else "ROOT", max(0, place - 1), (place + 1,) if place + 1 < length else ())
            for place in range(length)
        )
    )


@given(
    st.integers(2, 7).flatmap(
        lambda length: st.tuples(st.just(length), st.lists(st.tuples(st.integers(0, length - 1), st.integers(0, length - 1)), max_size=12))
    )
)
def test_no_ring_closes_wherever_words_are_hung(case: tuple[int, list[tuple[int, int]]]) -> None:
    length, moves = case
    words = chain(length)
    for moved, head in moves:
        words.all[moved].hang(words.all[head], "dep")
    tokens = words.tokens()
    for token in tokens:
        above, steps = token, 0
        while above.head != above.index:
            above, steps = tokens[above.head], steps + 1
            assert steps < length
        assert all(tokens[kid].head == token.index for kid in token.children)


def test_a_word_hung_under_its_own_descendant_lets_that_one_rise() -> None:
    words = chain(3)
    words.all[0].hang(words.all[2], "dep")
    assert [token.head for token in words.tokens()] == [2, 0, 2]
