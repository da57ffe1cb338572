"""Verbs that the tagger took for nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading


def events(reading: Reading) -> list[tuple[str, str]]:
    return [(claim.event, claim.trigger.text) for claim in reading.claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Separatists attack checkpoint, kill five.", ("attack", "attack")),
        ("Explosions rock Bellmere.", ("strike", "rock")),
        ("Thousands flee Stonegate as shells fall on the market.", ("displace", "flee")),
        ("Tolmar sinks landing ship at Lissett.", ("destroy", "sinks")),
        ("Fierce fighting rages in the suburbs of Bellmere.", ("clash", "fighting")),
        ("Shelling in Bellmere kills two.", ("shell", "Shelling")),
    ],
)
def test_headlines_are_read_where_the_tagger_errs(read: Callable[..., Reading], text: str, expected: tuple[str, str]) -> None:
    assert expected in events(read(text))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Karvelian strikes near the port kill five soldiers.", "near"),
        ("The rebels attack plan was found in a barracks.", "attack"),
        ("Tolmar reports on troops are late.", "reports"),
    ],
)
def test_nouns_stay_nouns(read: Callable[..., Reading], text: str, word: str) -> None:
    assert word not in [trigger for _, trigger in events(read(text))]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Karvelian forces took Ostrivar in November.", "capture"),
        ("Ostrivar was shelled again on Sunday, the army said.", "shell"),
        ("Ostrivar fell to the rebels after a siege.", "capture"),
        ("Karvelian troops were surrounded at Ostrivar.", "encircle"),
        ("Bellmere hit again.", "strike"),
        ("Bellmere came under shelling again at night.", "shell"),
    ],
)
def test_places_that_no_gazetteer_has_are_taken_and_shelled(read: Callable[..., Reading], text: str, event: str) -> None:
    assert [claim.event for claim in read(text).claims] == [event]
