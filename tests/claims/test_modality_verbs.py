"""What the verb above an event says of it: that it came about, that it did not, that it is yet to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.core.records import Mode

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading

    Read = Callable[..., Reading]


def asserted(read: Read, text: str, event: str) -> tuple[bool, Mode]:
    return next((claim.positive, claim.mode) for claim in read(text).claims if claim.event == event)


@pytest.mark.parametrize(
    "text",
    [
        "Tolmari troops went on to capture Bellmere.",
        "Tolmari troops managed to capture Bellmere.",
        "Tolmari troops succeeded in capturing Bellmere.",
    ],
)
def test_it_came_about(read: Read, text: str) -> None:
    assert asserted(read, text, "capture") == (True, Mode.HAPPENED)


@pytest.mark.parametrize(
    "text",
    [
        "Tolmari troops had to leave Bellmere.",
        "Tolmari troops ended up leaving Bellmere.",
        "Tolmari troops were forced to withdraw from Bellmere.",
    ],
)
def test_they_left_in_the_end(read: Read, text: str) -> None:
    assert asserted(read, text, "withdraw") == (True, Mode.HAPPENED)


@pytest.mark.parametrize(
    "text",
    [
        "Tolmari troops failed to capture Bellmere.",
        "Tolmari troops have yet to capture Bellmere.",
        "Tolmari troops nearly captured Bellmere.",
        "Tolmar's attempt to capture Bellmere failed.",
        "Tolmar's bid to capture Bellmere has stalled.",
        "The analysts do not believe that Tolmari troops have captured Bellmere.",
        "The observers did not think that Tolmari troops had captured Bellmere.",
    ],
)
def test_it_did_not_come_about(read: Read, text: str) -> None:
    assert asserted(read, text, "capture") == (False, Mode.HAPPENED)


@pytest.mark.parametrize(
    ("text", "hops"),
    [
        ("They lie that they have captured Bellmere.", 0),
        ("The invaders are lying about having captured Bellmere.", 0),
        ("The mayor said that the army had lied that it had captured Bellmere.", 1),
    ],
)
def test_a_lie_is_denied_by_who_calls_it_one(read: Read, text: str, hops: int) -> None:
    assert [(claim.positive, len(claim.said_by)) for claim in read(text).claims if claim.event == "capture"] == [(False, hops)]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Tolmar means to capture Bellmere by the end of the month.", Mode.PLANNED),
        ("The general vowed to capture Bellmere.", Mode.PLANNED),
        ("The commander swore to capture Bellmere.", Mode.PLANNED),
        ("Tolmari troops are set to capture Bellmere.", Mode.PLANNED),
        ("Tolmari troops are about to capture Bellmere.", Mode.PLANNED),
        ("The Tolmari army is bent on capturing Bellmere.", Mode.PLANNED),
        ("Tolmar threatened to capture Bellmere.", Mode.PLANNED),
        ("The Tolmari army came close to capturing Bellmere.", Mode.PREDICTED),
        ("The Karvelian army risks losing Bellmere.", Mode.PREDICTED),
    ],
)
def test_it_is_yet_to_come(read: Read, text: str, mode: Mode) -> None:
    assert asserted(read, text, "capture") == (True, mode)
