"""Token positions to spans."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.drafts import is_quote, merged, spans_of, to_spans
from reportedly.core.records import RegionKind, Sentence, Token

TEXT = 'He said , " we left . "'


def sentence() -> Sentence:
    tokens = []
    start = 0
    for index, word in enumerate(TEXT.split(" ")):
        pos = "PUNCT" if not word.isalnum() else "NOUN"
        tokens.append(Token(index, start, start + len(word), word, word, pos, "", "", index, ()))
        start += len(word) + 1
    return Sentence(0, 0, 0, len(TEXT), RegionKind.BODY, tuple(tokens))


def test_marks_at_the_edges_are_cut_off() -> None:
    assert spans_of(TEXT, sentence(), {1, 2}) == [(3, 7)]


def test_marks_between_two_runs_join_them() -> None:
    assert [TEXT[start:end] for start, end in spans_of(TEXT, sentence(), {1, 4, 5})] == ['said , " we left']


def test_marks_alone_are_no_span() -> None:
    assert spans_of(TEXT, sentence(), {2, 3}) == []


def test_spans_carry_their_text() -> None:
    (span,) = to_spans(TEXT, [(3, 7)])
    assert (span.start, span.end, span.text) == (3, 7, "said")


def test_quotation_marks() -> None:
    assert is_quote("”")
    assert not is_quote(",")


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)).map(lambda pair: (pair[0], sum(pair))), max_size=12))
def test_merged_spans_are_in_order_and_cover_the_same(spans: list[tuple[int, int]]) -> None:
    joined = merged(spans)
    assert all(one[1] < other[0] for one, other in itertools.pairwise(joined))
    covered = {place for start, end in spans for place in range(start, end)}
    assert {place for start, end in joined for place in range(start, end)} == covered
