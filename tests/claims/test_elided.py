"""Denials and confirmations that leave out what they deny or confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading


def told(reading: Reading) -> list[tuple[str, bool, tuple[str, ...]]]:
    sources = {item.id: " ".join(span.text for span in item.source) for item in reading.attributions}
    return [(claim.event, claim.positive, tuple(sources[ref] for ref in claim.said_by)) for claim in reading.claims]


@pytest.mark.parametrize(
    ("text", "positive"),
    [
        ("The mayor said Tolmari troops had taken Bellmere, which was denied by the Karvelian Defence Ministry.", False),
        ("The mayor said Tolmari troops had taken Bellmere, which was confirmed by the Karvelian Defence Ministry.", True),
        ("The mayor said Tolmari troops had taken Bellmere. The Karvelian Defence Ministry denied the report.", False),
        ("The mayor said Tolmari troops had taken Bellmere. The Karvelian Defence Ministry denied it.", False),
    ],
)
def test_the_denial_takes_over_the_event(read: Callable[..., Reading], text: str, *, positive: bool) -> None:
    found = told(read(text))
    assert [event for event, _, _ in found] == ["capture", "capture"]
    assert found[1][1] is positive
    assert "Ministry" in found[1][2][-1]


def test_a_denial_with_its_own_words_is_one_claim(read: Callable[..., Reading]) -> None:
    assert [event for event, _, _ in told(read("The mayor denied that Tolmari troops had taken Bellmere."))] == ["capture"]


def test_a_denial_of_nothing_told_is_no_claim(read: Callable[..., Reading]) -> None:
    assert told(read("The Karvelian Defence Ministry denied the report.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said Tolmari troops had taken Bellmere. This is untrue, said the governor.",
        "The mayor said Tolmari troops had taken Bellmere. That is not true, the governor said.",
        'Tolmari troops had taken Bellmere, the mayor said. "It is a lie," said the governor.',
    ],
)
def test_who_calls_it_untrue_denies_it(read: Callable[..., Reading], text: str) -> None:
    found = told(read(text))
    assert [(event, positive) for event, positive, _ in found] == [("capture", True), ("capture", False)]
    assert [chain[-1].lower() for _, _, chain in found] == ["the mayor", "the governor"]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said Tolmari troops had taken Bellmere. This is true, said the governor.",
        "The mayor said Tolmari troops had taken Bellmere. The weather is wrong, said the governor.",
        "The mayor said Tolmari troops had taken Bellmere. This is wrong for the river, said the governor.",
        "This is untrue, said the governor.",
    ],
)
def test_what_is_called_something_else_is_not_denied(read: Callable[..., Reading], text: str) -> None:
    assert all(positive for _, positive, _ in told(read(text)))
