"""What "the city" means, and where a clause without a place plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading


def held(reading: Reading) -> list[str]:
    names = {mention.id: mention.text for mention in reading.places}
    return [names[place.ref] for claim in reading.claims if claim.event == "hold" for place in claim.places]


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        ("Shelling hit Bellmere.", ["Bellmere"]),
        ("Shelling hit Bellmere. In Stonegate it was quiet.", ["Stonegate"]),
        ("Shelling hit Bellmere. Stonegate's mayor slept.", ["Stonegate"]),
        ("Shelling hit Bellmere. Serre Province was quiet.", ["Bellmere"]),
        ("Shelling hit Karvelia.", []),
        ("Shelling went on.", []),
        ("Shelling hit Bellmere. In the town of Wendlemoor the shops are open.", []),
    ],
)
def test_the_town_is_the_settlement_named_last(read: Callable[..., Reading], before: str, meant: list[str]) -> None:
    assert held(read(f"{before} This town is held by Tolmari troops.")) == meant


def test_the_town_is_never_one_that_follows(read: Callable[..., Reading]) -> None:
    assert held(read("The town is held by Tolmari troops. Bellmere and Stonegate are quiet.")) == []


def test_the_province_is_the_region_named_last(read: Callable[..., Reading]) -> None:
    assert held(read("Shelling hit Bellmere in Serre Province. The province is held by Tolmari troops.")) == ["Serre Province"]


def test_they_are_whoever_left_before(read: Callable[..., Reading]) -> None:
    reading = read("Residents are leaving Bellmere. They are leaving it on foot, fearing Tolmari shelling.")
    assert [claim.event for claim in reading.claims if claim.trigger.text == "leaving"] == ["displace", "displace"]


def test_a_clause_without_a_place_plays_where_its_sentence_does(read: Callable[..., Reading]) -> None:
    reading = read("In Bellmere, a missile hit a school and two people were killed.")
    names = {mention.id: mention.text for mention in reading.places}
    assert [[names[place.ref] for place in claim.places] for claim in reading.claims] == [["Bellmere"], ["Bellmere"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two people were killed and five were injured when a missile hit Bellmere.", ["Bellmere", "Bellmere"]),
        ("Two people were killed and five were injured in Bellmere.", ["Bellmere", "Bellmere"]),
        ("Two people were killed in Bellmere and five were injured in Stonegate.", ["Bellmere", "Stonegate"]),
    ],
)
def test_harm_counted_out_in_one_breath_was_done_in_one_place(read: Callable[..., Reading], text: str, expected: list[str]) -> None:
    reading = read(text)
    names = {mention.id: mention.text for mention in reading.places}
    assert [names[place.ref] for claim in reading.claims if claim.event in {"kill", "injure"} for place in claim.places] == expected
