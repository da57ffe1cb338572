"""Arrays inside JSON of any size: the same as the standard library's parser, piece by piece."""

from __future__ import annotations

import io
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from reportedly.readers.items import Fault, Item, iter_items

VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(), inner, max_size=4),
    max_leaves=12,
)


class Drip(io.BytesIO):
    """A stream that gives a few bytes at a time, whatever it is asked for."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(7, size) if size and size > 0 else 7)


def values(data: bytes, *path: str, limit: int = 10_000) -> list[Any]:
    return [item.value if isinstance(item, Item) else item for item in iter_items(Drip(data), path, limit=limit)]


@settings(deadline=None)
@given(rows=some.lists(VALUES, max_size=6), ascii_only=some.booleans(), indent=some.sampled_from([None, 1]))
def test_items_are_what_the_standard_library_reads(rows: list[Any], *, ascii_only: bool, indent: int | None) -> None:
    assert values(json.dumps(rows, ensure_ascii=ascii_only, indent=indent).encode("utf-8", "replace")) == json.loads(
        json.dumps(rows, ensure_ascii=ascii_only).encode("utf-8", "replace")
    )


def test_a_path_leads_through_objects_and_arrays() -> None:
    data = json.dumps({"about": {"messages": [0]}, "chats": {"n": 1, "list": [{"name": "a", "messages": [1, 2]}, {"name": "b", "messages": [3]}]}}).encode()
    assert values(data, "chats", "list", "*", "messages") == [1, 2, 3]
    besides = [item.beside["name"] for item in iter_items(io.BytesIO(data), ("chats", "list", "*", "messages"), limit=999) if isinstance(item, Item)]
    assert besides == ["a", "a", "b"]


def test_the_bytes_of_an_item_are_its_own() -> None:
    items = list(iter_items(io.BytesIO(b'[ {"a":  1} , "\xd0\xb6" ]'), (), limit=99))
    assert [item.data for item in items if isinstance(item, Item)] == [b'{"a":  1}', '"ж"'.encode()]


@settings(deadline=None)
@given(some.integers(min_value=1, max_value=60))
def test_what_breaks_off_gives_what_is_whole_and_a_fault(cut: int) -> None:
    data = json.dumps([{"number": number} for number in range(5)]).encode()
    found = values(data[: len(data) - cut])
    assert isinstance(found[-1], Fault)
    assert found[:-1] == [{"number": number} for number in range(len(found) - 1)]


def test_an_item_past_the_limit_and_what_is_no_json_end_the_reading() -> None:
    assert [type(value) for value in values(json.dumps([1, "x" * 100_000]).encode())] == [int, Fault]
    assert [type(value) for value in values(b"[1, what]")] == [int, Fault]
    assert [type(value) for value in values(b"[" * 100_000)] == [Fault]
    assert values(b"") != []
