"""Events that nouns, adjectives and participles bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading


def events(reading: Reading) -> list[tuple[str, str]]:
    return [(claim.event, claim.trigger.text) for claim in reading.claims]


@pytest.mark.parametrize(
    ("text", "event", "trigger"),
    [
        ("The withdrawal of Tolmari troops from Bellmere was announced on Monday.", "withdraw", "withdrawal"),
        ("Karvelia confirmed the liberation of two villages near Bellmere.", "capture", "liberation"),
        ("Explosions were heard in Bellmere.", "strike", "Explosions"),
        ("Fighting rages around Stonegate.", "clash", "Fighting"),
        ("At least 16 dead in Bellmere, mayor says", "kill", "dead"),
        ("Two Karvelian soldiers remain missing.", "other", "missing"),
        ("Shelling of Bellmere was reported by the mayor.", "shell", "Shelling"),
        ("They gave the Tolmari troops a retreat option.", "withdraw", "retreat"),
        ("Residents of Tolmari-occupied Bellmere spoke.", "hold", "occupied"),
    ],
)
def test_nouns_that_bring_the_news(read: Callable[..., Reading], text: str, event: str, trigger: str) -> None:
    assert (event, trigger) in events(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Two men died in the shelling of Bellmere.",
        "Battle of Bellmere: a look back",
        "The mayor spoke about the withdrawal at length.",
        "It was a dead end for the Karvelian army.",
    ],
)
def test_nouns_taken_for_granted_are_no_claims(read: Callable[..., Reading], text: str) -> None:
    assert not [trigger for event, trigger in events(read(text)) if event in {"shell", "clash", "withdraw"} or trigger == "dead"]


def test_an_offered_retreat_is_an_offer(read: Callable[..., Reading]) -> None:
    assert [claim.mode.value for claim in read("They gave the Tolmari troops a retreat option.").claims] == ["offered"]
