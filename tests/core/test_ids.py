"""Ids come from content alone, and no two different contents run together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.ids import content_id, text_hash

PARTS = st.lists(st.none() | st.text(), max_size=4).map(tuple)


@given(PARTS, PARTS)
def test_equal_ids_mean_equal_parts(first: tuple[str | None, ...], second: tuple[str | None, ...]) -> None:
    assert (content_id(*first) == content_id(*second)) == (first == second)


@given(PARTS, st.integers(1, 64))
def test_ids_are_hexadecimal_of_the_length_asked_for(parts: tuple[str | None, ...], length: int) -> None:
    found = content_id(*parts, length=length)
    assert len(found) == length
    assert set(found) <= set("0123456789abcdef")


def test_parts_do_not_run_together() -> None:
    assert content_id("ab", "c") != content_id("a", "bc")
    assert content_id("", "") != content_id("")
    assert content_id("+1:a") != content_id("a")


def test_lone_surrogates_have_ids_too() -> None:
    assert content_id("\ud800") != content_id("\ud801")
    assert text_hash("\ud800").startswith("sha256:")


def test_the_hash_of_a_text_is_of_its_bytes_in_utf_8() -> None:
    assert text_hash("") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert text_hash("é") != text_hash("e\u0301"), "nothing is normalised: spans count code points of the text as it is"
