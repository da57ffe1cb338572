"""Several speakers set between commas in one sentence: each has its own clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading

    Read = Callable[..., Reading]


def told(reading: Reading) -> set[tuple[str, str]]:
    """Source and content of each attribution that stands in no other."""
    return {(" ".join(span.text for span in one.source), " … ".join(span.text for span in one.content)) for one in reading.attributions if one.parent is None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The bridge, the colonel told reporters, was destroyed on Sunday, and the ferry, according to the harbour master, sank.",
            {("the colonel", "The bridge … was destroyed on Sunday"), ("the harbour master", "the ferry … sank")},
        ),
        (
            "The guests, the mayor believes, have left for good, though some, he fears, will come back.",
            {("the mayor", "The guests … have left for good"), ("he", "some … will come back")},
        ),
        (
            "Seven houses, says the head of the village, Ivo Hart, were hit.",
            {("the head of the village, Ivo Hart", "Seven houses … were hit")},
        ),
        ("The port, the minister said, was closed.", {("the minister", "The port … was closed")}),
    ],
)
def test_each_aside_has_its_clause(read: Read, text: str, expected: set[tuple[str, str]]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize("text", ["The soldiers, tired, cold, slept.", "Bread, the oven told, and salt.", ", , said , ,", "He came, saw, and won."])
def test_other_commas_are_no_asides(read: Read, text: str) -> None:
    assert not [one for one in read(text).attributions if one.source]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([",", "the colonel", "told", "reporters", "was hit", "and", "according to", "said", ";"]), min_size=3, max_size=14))
def test_any_order_of_these_words_is_read(read: Read, words: list[str]) -> None:
    reading = read(" ".join(words) + ".")
    assert not [issue for issue in reading.issues if issue.code == "step-failed"]
    for one in reading.attributions:
        assert one.content
        assert all(reading.document.text[span.start : span.end] == span.text for span in (*one.source, *one.cue, *one.content))
