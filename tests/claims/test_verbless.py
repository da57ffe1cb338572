"""Headlines without a verb, demands whose verb was taken for a noun, offers of passage, cut roads: that they are claims, and of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.core.records import Mode

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading

    Read = Callable[..., Reading]


def told(reading: Reading) -> list[tuple[str, bool, Mode]]:
    return [(claim.event, claim.positive, claim.mode) for claim in reading.claims]


def hands(reading: Reading) -> list[tuple[str, str | None, str | None]]:
    names = {place.id: place.text for place in reading.places}
    return [(names[claim.control.place], claim.control.before, claim.control.after) for claim in reading.claims if claim.control]


@pytest.mark.parametrize(
    "text",
    [
        "Bellmere: Tolmari troops gone, say residents",
        "Tolmari troops gone from Bellmere",
        "Tolmari troops gone from Bellmere, mayor says",
        "Bellmere: Tolmari troops out, mayor says",
        "Tolmari troops out of Bellmere",
        "Tolmari troops out of Bellmere, mayor says",
        "Bellmere: last Tolmari troops leave, mayor says",
    ],
)
def test_troops_that_are_gone_have_left(read: Read, text: str) -> None:
    reading = read(text)
    assert told(reading) == [("withdraw", True, Mode.HAPPENED)]
    assert hands(reading) == [("Bellmere", "TO", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Tolmari troops have gone to Bellmere.",
        "Tolmari soldiers had gone hungry near Bellmere.",
        "Karvelian troops out in force near Bellmere",
        "Bellmere: some Tolmari troops gone, say residents",
        "Bellmere: 20 civilians out, mayor says",
    ],
)
def test_who_went_somewhere_or_in_part_gave_nothing_up(read: Read, text: str) -> None:
    assert hands(read(text)) == []


@pytest.mark.parametrize("text", ["Bellmere under Tolmari control", "Bellmere back in Tolmari hands", "Ministry: Bellmere under Tolmari control"])
def test_a_place_in_hands_is_held(read: Read, text: str) -> None:
    assert hands(read(text)) == [("Bellmere", None, "TO")]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The Tolmari army demanded that Karvelian troops in Bellmere surrender.", "transfer"),
        ("The Tolmari army demanded that the defenders of Bellmere surrender by noon.", "transfer"),
        ("The Tolmari army demanded that the garrison of Bellmere retreat from the plant.", "withdraw"),
        ("The mayor asked that all units withdraw from Bellmere.", "withdraw"),
        ("The Tolmari army asked that the Karvelian garrison of Bellmere lay down its arms.", "transfer"),
    ],
)
def test_what_is_demanded_of_a_garrison(read: Read, text: str, event: str) -> None:
    assert told(read(text)) == [(event, True, Mode.ASKED)]


def test_a_surrender_that_is_spoken_of_is_no_demand(read: Read) -> None:
    assert Mode.ASKED not in {mode for _, _, mode in told(read("The Tolmari army said that the surrender of Bellmere was near."))}


@pytest.mark.parametrize(
    "text",
    [
        "Tolmar offered the defenders of Bellmere safe passage if they laid down their arms.",
        "Tolmar offered safe passage to Karvelian troops in Bellmere if they surrendered.",
        "The Karvelian troops were promised safe passage out of Bellmere if they laid down their arms.",
        "Karvelian troops were guaranteed safe passage from Bellmere.",
    ],
)
def test_safe_passage_is_offered(read: Read, text: str) -> None:
    assert [(event, positive, mode in {Mode.OFFERED, Mode.PLANNED}) for event, positive, mode in told(read(text))] == [("withdraw", True, True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tolmari forces aim to cut the road from Bellmere to Orvane.", ("encircle", True, Mode.PLANNED)),
        ("Tolmari forces have cut the road between Bellmere and Orvane.", ("encircle", True, Mode.HAPPENED)),
        ("Tolmari troops took up positions near Bellmere.", ("deploy", True, Mode.HAPPENED)),
        ("Karvelian units have taken up positions near Bellmere, the Karvelian army said.", ("deploy", True, Mode.HAPPENED)),
    ],
)
def test_roads_and_positions(read: Read, text: str, expected: tuple[str, bool, Mode]) -> None:
    assert told(read(text)) == [expected]


@pytest.mark.parametrize("text", ["Tolmari troops seized the road from Bellmere to Orvane.", "Tolmari forces cut the road from Bellmere to Orvane."])
def test_a_road_is_neither_town_that_it_joins(read: Read, text: str) -> None:
    reading = read(text)
    assert hands(reading) == []
    assert {place.role.value for claim in reading.claims for place in claim.places} == {"near"}
