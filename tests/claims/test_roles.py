"""Who acts, on whom, where, and whose hands the place is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading


class Told(NamedTuple):
    actor: set[str | None]
    target: set[str | None]
    places: list[tuple[str, str]]
    control: tuple[str, str | None, str | None] | None


def told(reading: Reading, event: str) -> Told:
    claim = next(claim for claim in reading.claims if claim.event == event)
    actors = {actor.id: actor.side for actor in reading.actors}
    places = {place.id: place.text for place in reading.places}
    control = claim.control
    return Told(
        {actors[ref] for ref in claim.actor},
        {actors[ref] for ref in claim.target},
        [(places[place.ref], place.role.value) for place in claim.places],
        (places[control.place], control.before, control.after) if control else None,
    )


@pytest.mark.parametrize(
    ("text", "event", "actor"),
    [
        ('"They attacked Bellmere at dawn," said a Karvelian army spokesman.', "attack", set()),
        ('Tolmari troops were near. "They shelled Bellmere all day," said the Karvelian governor.', "shell", {"TO"}),
        ("The Karvelian army said they had withdrawn from Bellmere.", "withdraw", {"KA"}),
        ('"We attacked Stonegate at dawn," said a Karvelian army spokesman.', "attack", {"KA"}),
        ("Tolmari troops trapped as Karvelia takes back Stonegate", "capture", {"KA"}),
    ],
)
def test_they_are_not_the_one_who_speaks(read: Callable[..., Reading], text: str, event: str, actor: set[str]) -> None:
    assert told(read(text), event).actor == actor


@pytest.mark.parametrize(
    ("text", "event", "actor", "target"),
    [
        ("Karvelian forces attacked Tolmari troops near Stonegate.", "attack", {"KA"}, {"TO"}),
        ("Tolmari troops were attacked by Karvelian forces.", "attack", {"KA"}, {"TO"}),
        ("Karvelian forces, who captured Stonegate, rested.", "capture", {"KA"}, set()),
        ("Karvelian forces forced Tolmari troops from Stonegate.", "capture", {"KA"}, {"TO"}),
        ("Tolmar withdrew its troops from Stonegate.", "withdraw", {"TO"}, set()),
        ("Tolmari troops were withdrawn from Stonegate.", "withdraw", {"TO"}, set()),
        ("Tolmari troops lost control of Stonegate.", "capture", set(), {"TO"}),
        ("Stonegate fell to Tolmari troops.", "capture", {"TO"}, set()),
        ("Stonegate is under the control of Tolmari troops.", "hold", {"TO"}, set()),
    ],
)
def test_sides_of_actors_and_targets(read: Callable[..., Reading], text: str, event: str, actor: set[str], target: set[str]) -> None:
    found = told(read(text), event)
    assert (found.actor, found.target) == (actor, target)


@pytest.mark.parametrize(
    ("text", "event", "places"),
    [
        ("Tolmari troops withdrew from Bellmere to Stonegate.", "withdraw", [("Bellmere", "from"), ("Stonegate", "to")]),
        ("Karvelian troops advanced towards Stonegate.", "advance", [("Stonegate", "toward")]),
        ("Fighting continues near Stonegate.", "clash", [("Stonegate", "near")]),
        ("Karvelian forces took a village in Serre Province.", "capture", [("Serre Province", "in")]),
        ("The mayor of Quillbrook said Tolmari troops had shelled Bellmere.", "shell", [("Bellmere", "at")]),
        ("Bellmere residents say Karvelian forces have entered Stonegate.", "advance", [("Stonegate", "to")]),
    ],
)
def test_places_and_their_parts(read: Callable[..., Reading], text: str, event: str, places: list[tuple[str, str]]) -> None:
    assert told(read(text), event).places == places


def test_the_town_is_the_one_told_of(read: Callable[..., Reading]) -> None:
    reading = read("Karvelian troops reached Bellmere on Monday. They captured the town a day later.")
    assert told(reading, "capture").control == ("Bellmere", None, "KA")


@pytest.mark.parametrize(
    ("text", "event", "control"),
    [
        ("Karvelian forces captured Bellmere.", "capture", ("Bellmere", None, "KA")),
        ("Tolmari forces hold Bellmere.", "hold", ("Bellmere", None, "TO")),
        ("Tolmari troops withdrew from Bellmere.", "withdraw", ("Bellmere", "TO", None)),
        ("Karvelian forces did not capture Bellmere.", "capture", None),
        ("Karvelian forces plan to capture Bellmere.", "capture", None),
        ("Karvelian forces captured a village in Serre Province.", "capture", None),
        ("Karvelian forces surrounded Bellmere.", "encircle", None),
        ("Tolmari troops withdrew from positions near Bellmere.", "withdraw", None),
    ],
)
def test_control_only_of_what_is_named_and_true(
    read: Callable[..., Reading], text: str, event: str, control: tuple[str, str | None, str | None] | None
) -> None:
    assert told(read(text), event).control == control


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("58 people have died in the shelling of Bellmere.", "58 people"),
        ("Between five and seven people died in the air strike.", "Between five and seven people"),
        ("Soldiers perished in the strike on Bellmere.", "Soldiers"),
        ("At least three civilians have been killed by shelling.", "At least three civilians"),
    ],
)
def test_who_dies_has_killed_nobody(read: Callable[..., Reading], text: str, victims: str) -> None:
    reading = read(text)
    names = {actor.id: actor.text for actor in reading.actors}
    killed = [claim for claim in reading.claims if claim.event == "kill"]
    assert killed
    assert all(not claim.actor and [names[ref] for ref in claim.target] == [victims] for claim in killed)
