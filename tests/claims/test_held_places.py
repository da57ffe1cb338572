"""Which places a phrase stands for: lists behind a plural, "which" behind a region, roads named after towns, addresses, towns that only locate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.core.records import PlaceRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading

    Read = Callable[..., Reading]


def held(reading: Reading) -> list[str]:
    """The names of the places that change hands, in the order of the text."""
    names = {mention.id: mention for mention in reading.places}
    refs = [ref for claim in reading.claims if claim.control for ref in (claim.control.place, *claim.control.also)]
    return [names[ref].text for ref in sorted(refs, key=lambda ref: names[ref].start)]


def roles(reading: Reading, event: str) -> dict[str, PlaceRole]:
    names = {mention.id: mention.text for mention in reading.places}
    return {names[place.ref]: place.role for claim in reading.claims if claim.event == event for place in claim.places}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Tolmari troops liberated three towns in Serre Province: Lissett, Stonegate and Quillbrook.", ["Lissett", "Stonegate", "Quillbrook"]),
        ("Tolmari troops regained control over two towns of Serre Province, namely Lissett and Stonegate.", ["Lissett", "Stonegate"]),
        ("Tolmari troops have liberated two towns in Serre Province - Lissett and Quillbrook.", ["Lissett", "Quillbrook"]),
        ("Tolmari troops liberated several towns in Serre Province.", []),
        ("Tolmari troops liberated three towns: the governor spoke of Lissett.", []),
    ],
)
def test_a_list_behind_a_plural_is_what_was_taken(read: Read, text: str, places: list[str]) -> None:
    assert held(read(text)) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Bodies lay in the town of Lissett in Serre Province, which had been liberated by Tolmari troops.", ["Lissett"]),
        ("He went to the towns of Lissett and Stonegate in Serre Province, which were liberated by Tolmari troops.", ["Lissett", "Stonegate"]),
        ("He flew over Serre Province, which was liberated by Tolmari troops.", ["Serre Province"]),
        ("The town of Lissett, Serre Province, was liberated by Tolmari troops.", ["Lissett"]),
        ("Karvelia said that it took the Bellmere village of Lissett.", ["Lissett"]),
    ],
)
def test_a_region_that_says_where_is_not_what_was_taken(read: Read, text: str, places: list[str]) -> None:
    assert held(read(text)) == places


def test_a_road_between_two_towns_is_neither(read: Read) -> None:
    reading = read("Karvelian troops seized control of the Bellmere - Stonegate highway.")
    assert held(reading) == []
    assert set(roles(reading, "capture").values()) == {PlaceRole.NEAR}


FROM, TOWARD, NEAR = PlaceRole.FROM, PlaceRole.TOWARD, PlaceRole.NEAR


@pytest.mark.parametrize(
    ("text", "event", "told"),
    [
        ("Tolmari troops stopped an attack in the direction of Lissett - Stonegate.", "repel", {"Lissett": FROM, "Stonegate": TOWARD}),
        ("Karvelian troops are advancing in the Bellmere - Stonegate direction.", "advance", {"Bellmere": FROM, "Stonegate": TOWARD}),
        (
            "Tolmari troops repelled attacks along Bellmere – Stonegate and Lissett – Quillbrook.",
            "repel",
            {"Bellmere": FROM, "Stonegate": TOWARD, "Lissett": FROM, "Quillbrook": TOWARD},
        ),
        ("Karvelian troops attacked along the Bellmere – Stonegate highway.", "attack", {"Bellmere": NEAR, "Stonegate": NEAR}),
    ],
)
def test_an_axis_begins_at_its_first_town_and_leads_to_its_second(read: Read, text: str, event: str, told: dict[str, PlaceRole]) -> None:
    assert {place: role for place, role in roles(read(text), event).items() if place in told} == told


def test_guns_stand_where_they_fire_from(read: Read) -> None:
    assert roles(read("Karvelian troops shelled Stonegate from Bellmere."), "shell") == {"Stonegate": PlaceRole.AT, "Bellmere": FROM}
    assert roles(read("Karvelian troops shelled Stonegate."), "shell") == {"Stonegate": PlaceRole.AT}


def test_the_towns_of_joined_regions_are_regions(read: Read) -> None:
    reading = read("Karvelian troops withdrew from the Bellmere and Stonegate regions.")
    assert held(reading) == []
    assert roles(reading, "withdraw").get("Bellmere") is PlaceRole.IN


@pytest.mark.parametrize(
    "text",
    [
        "The town of Stonegate, near Bellmere, was shelled. Karvelian troops took the town on Friday.",
        "Three people died in Stonegate, a suburb of Bellmere, after Karvelian troops took the town.",
    ],
)
def test_the_town_is_not_the_one_that_only_says_where(read: Read, text: str) -> None:
    assert held(read(text)) == ["Stonegate"]
