from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportedly
from reportedly.core.day_range import DayRange
from reportedly.core.records import Page, Quantity, Reading, Span
from reportedly.ledger.codec import decode, encode, encode_reading, hash_of_reading

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

TEXTS = st.text(st.characters(), max_size=300)  # surrogates and NUL too


@pytest.mark.parametrize("name", reportedly.find_examples())
def test_a_reading_comes_back_whole(name: str) -> None:
    reading = reportedly.read(reportedly.find_example(name))
    body = encode(reading, reading.document.text)
    assert decode(Reading, body, reading.document.text) == reading
    assert encode(decode(Reading, body, reading.document.text), reading.document.text) == body


def test_the_reports_own_words_are_not_stored_twice(readings: Sequence[Reading]) -> None:
    body, _ = encode_reading(readings[0])
    assert b"withdrawn from Lyman" not in body


def test_the_hash_is_of_what_was_read_not_of_where(readings: Sequence[Reading]) -> None:
    reading = readings[0]
    moved = dataclasses.replace(reading, id="other", document=dataclasses.replace(reading.document, url="https://other.example/"))
    other = dataclasses.replace(reading, claims=reading.claims[:1])
    assert encode_reading(moved)[1] == encode_reading(reading)[1] != encode_reading(other)[1]


@given(text=TEXTS, start=st.integers(0, 300), length=st.integers(0, 50), other=TEXTS)
def test_a_span_comes_back_whether_it_is_the_texts_or_not(text: str, start: int, length: int, other: str) -> None:
    for words in (text[start : start + length], other):
        span = Span(start=start, end=start + length, text=words)
        assert decode(Span, encode(span, text), text) == span


@given(
    text=TEXTS,
    days=st.tuples(st.dates() | st.none(), st.dates() | st.none()),
    bounds=st.tuples(st.floats(allow_nan=False) | st.none(), st.integers() | st.none()),
)
def test_pages_days_and_numbers_come_back(text: str, days: tuple[date | None, date | None], bounds: tuple[float | None, int | None]) -> None:
    page = Page(text=text, authors=(text, ""), published=days[0])
    assert decode(Page, encode(page)) == page
    quantity = Quantity(id="q", start=0, end=0, text=text, lower=bounds[0], upper=bounds[1], unit="")
    assert decode(Quantity, encode(quantity)) == quantity
    if not all(days) or days[0] <= days[1]:  # type: ignore[operator]
        assert decode(DayRange, encode(DayRange(*days))) == DayRange(*days)


@pytest.mark.parametrize("name", reportedly.find_examples())
def test_the_hash_is_told_from_what_was_stored(name: str) -> None:
    reading = reportedly.read(reportedly.find_example(name))
    body, hashed = encode_reading(reading)
    assert hash_of_reading(body) == hashed


def test_a_field_that_records_have_today_does_not_change_the_hash_of_what_was_stored() -> None:
    reading = reportedly.read(reportedly.find_example(next(iter(reportedly.find_examples()))))
    plain = json.loads(encode_reading(reading)[0])
    for mention in plain.get("places", ()):
        mention.pop("sense", None)  # as if the record had not had it then
    older = json.dumps(plain, separators=(",", ":"), ensure_ascii=False).encode()
    assert decode(Reading, older, reading.document.text).claims == reading.claims
    renamed = plain | {"id": "other"}
    assert hash_of_reading(json.dumps(renamed).encode()) == hash_of_reading(older)


def test_a_field_that_is_younger_than_what_was_stored_is_empty() -> None:
    @dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
    class Grown:
        id: str
        names: tuple[str, ...]
        note: str | None

    assert decode(Grown, b'{"id":"a"}') == Grown(id="a", names=(), note=None)


@pytest.mark.parametrize("damaged", [b"", b"{", b"[]", b'{"start":1}', b"\xff\xfe", b'{"id":"x","document":3}'])
def test_damage_is_a_value_error(damaged: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode(Reading, damaged)
    with pytest.raises(ValueError, match=r".+"):
        hash_of_reading(damaged)
