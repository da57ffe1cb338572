from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ledger.blobs import bytes_blob, bytes_of, storable, text_blob, text_of

TEXTS = st.text(st.characters(), max_size=600)


@given(text=TEXTS, context=TEXTS)
def test_a_text_comes_back(text: str, context: str) -> None:
    assert text_of(text_blob(text)) == text
    assert text_of(text_blob(text, context), context) == text


@given(data=st.binary(max_size=2000))
def test_bytes_come_back_and_never_grow_by_more_than_their_mark(data: bytes) -> None:
    assert bytes_of(bytes_blob(data)) == data
    assert len(bytes_blob(data)) <= len(data) + 1


def test_what_resembles_its_context_is_small() -> None:
    text = " ".join(f"Sentence number {number} of a long report." for number in range(200))
    assert len(text_blob(text + "!", text)) < 200 < len(text_blob(text + "!"))


def test_a_megabyte_comes_back() -> None:
    text = "слово word " * 100_000
    assert text_of(text_blob(text)) == text


@given(text=TEXTS)
def test_what_is_storable_is_utf_8_without_nul_and_stays_as_it_is(text: str) -> None:
    once = storable(text)
    assert b"\x00" not in once.encode("utf-8")
    assert storable(once) == once


@pytest.mark.parametrize("damaged", [b"", b"x123", b"z\xff\xff\xff"])
def test_damage_is_a_value_error(damaged: bytes) -> None:
    with pytest.raises(ValueError, match="expected"):
        bytes_of(damaged)
