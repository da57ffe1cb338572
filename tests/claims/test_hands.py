"""Flags over a place, holds that are no more, fights that go on for a place: whose hands it is in, and when nothing is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.core.records import Interest

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading

    Read = Callable[..., Reading]

NOBODY = None


def hands(reading: Reading) -> list[tuple[str, str | None, str | None]]:
    """Each place whose hands are told of, with the states before and after."""
    names = {place.id: place.text for place in reading.places}
    controls = [claim.control for claim in reading.claims if claim.control]
    return [(names[place], control.before, control.after) for control in controls for place in (control.place, *control.also)]


@pytest.mark.parametrize(
    "text",
    [
        "Tolmari troops no longer control Bellmere.",
        "Bellmere is no longer controlled by Tolmari troops.",
        "Bellmere is no longer under Tolmari control, the mayor said.",
        "Tolmari forces no longer have control of Bellmere.",
        "Tolmari forces are no longer in control of Bellmere.",
        "Tolmari troops do not control Bellmere any more.",
        "Tolmari troops don't hold Bellmere anymore.",
        "Tolmari forces are no longer in Bellmere.",
        "Bellmere is no longer occupied.",
    ],
)
def test_a_hold_that_is_no_more_tells_who_lost_the_place(read: Read, text: str) -> None:
    reading = read(text)
    assert hands(reading) == [("Bellmere", "TO", None)]
    assert [claim.positive for claim in reading.claims] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "Tolmari troops do not control Bellmere.",
        "Tolmari troops never controlled Bellmere.",
        "Tolmari forces no longer hold positions in Bellmere.",
        "Bellmere is no longer contested.",
        "The mayor said it was not clear whether Tolmari troops no longer control Bellmere.",
    ],
)
def test_a_hold_that_never_was_or_was_in_a_part_tells_nobody_lost_it(read: Read, text: str) -> None:
    assert hands(read(text)) == []


def test_who_says_that_his_own_side_holds_a_place_no_longer_admits_it(read: Read) -> None:
    assert [claim.interest for claim in read("The Tolmari army no longer controls Bellmere, the Tolmari army said.").claims] == [Interest.AGAINST]
    assert [claim.interest for claim in read("The Tolmari army no longer controls Bellmere, the Karvelian army said.").claims] == [Interest.FOR]


@pytest.mark.parametrize(
    "text",
    [
        "Karvelian troops raised the flag over Bellmere.",
        "Karvelian troops raised their flag over Bellmere.",
        "Karvelian troops planted a flag above Bellmere.",
        "The Karvelian flag was raised over Bellmere.",
        "Karvelian flag raised over Bellmere",
        "The Karvelian flag flies over Bellmere.",
        "The Karvelian flag is flying over Bellmere again, the mayor said.",
        "The flag of Karvelia is flying over Bellmere.",
        '"Our flag flies over Bellmere," the Karvelian army said.',
    ],
)
def test_a_flag_over_a_town_tells_whose_it_is(read: Read, text: str) -> None:
    assert hands(read(text)) == [("Bellmere", None, "KA")]


@pytest.mark.parametrize(
    "text",
    [
        "Karvelian soldiers hoisted the Karvelian flag in the centre of Bellmere.",
        "Karvelian troops raised their flag at the entrance to Bellmere.",
        "The Karvelian flag flies over the town hall in Bellmere.",
        "Karvelian troops lowered the Tolmari flag over Bellmere.",
        "Karvelian troops took down the Tolmari flag over Bellmere.",
        "A white flag was raised over Bellmere, where Karvelian troops are surrounded.",
        "Karvelian soldiers will raise the flag over Bellmere.",
        "No Karvelian flag was raised over Bellmere.",
    ],
)
def test_other_flags_tell_nothing(read: Read, text: str) -> None:
    assert hands(read(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Fighting for Bellmere continues, the Karvelian army said.",
        "Fierce fighting for Bellmere is under way.",
        "Fighting continues in Bellmere.",
        "The fighting in Bellmere goes on.",
        "The battle for Bellmere goes on.",
        "Karvelian and Tolmari troops are fighting for Bellmere.",
        "Bellmere is contested by Karvelian and Tolmari troops.",
    ],
)
def test_a_town_that_is_fought_for_is_contested(read: Read, text: str) -> None:
    reading = read(text)
    assert hands(reading) == [("Bellmere", None, "contested")]
    assert [claim.interest for claim in reading.claims] == [NOBODY]


@pytest.mark.parametrize(
    "text",
    [
        "Fighting near Bellmere continues.",
        "The fighting for Bellmere is over.",
        "The fighting in Bellmere has ended.",
        "Fighting for Bellmere has not begun.",
        "The army fought for Bellmere in March.",
        "Clashes broke out in Bellmere.",
        "Fighting is expected in Bellmere.",
        "Karvelian troops entered the outskirts of Bellmere.",
        "Karvelian troops have entered Bellmere.",
        "Karvelian forces have semi-encircled Bellmere.",
        "Bellmere changed hands.",
    ],
)
def test_what_leaves_open_who_holds_the_town(read: Read, text: str) -> None:
    assert hands(read(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tolmari troops regrouped from Bellmere to Dunmarsh.", ("Bellmere", "TO", None)),
        ("Karvelian troops lost Bellmere to the Tolmari army.", ("Bellmere", "KA", "TO")),
        ("The Tolmari army lost Bellmere.", ("Bellmere", "TO", None)),
        ("Tolmari troops were pushed out of Bellmere.", ("Bellmere", "TO", None)),
        ("Karvelian troops pushed Tolmari forces out of Bellmere.", ("Bellmere", "TO", "KA")),
        ("Tolmari troops have ceded Bellmere to Karvelia.", ("Bellmere", "TO", "KA")),
    ],
)
def test_wording_that_names_both_or_one(read: Read, text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert hands(read(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Tolmari forces hold half of Bellmere.",
        "Tolmari forces control most of Bellmere.",
        "Tolmari troops control the eastern part of Bellmere.",
        "Tolmari troops control about 60 percent of Bellmere.",
        "Tolmari troops captured half of Bellmere.",
        "Half of Bellmere is under Tolmari control.",
        "Part of Bellmere is held by Tolmari forces.",
    ],
)
def test_a_town_of_which_a_side_has_a_share_is_contested(read: Read, text: str) -> None:
    assert hands(read(text)) == [("Bellmere", None, "contested")]


@pytest.mark.parametrize(
    "text",
    [
        "Tolmari troops hold the town hall of Bellmere.",
        "Tolmari troops do not hold half of Bellmere.",
        "Tolmari troops plan to take half of Bellmere.",
        "Half of the people of Bellmere are under Tolmari control.",
    ],
)
def test_a_share_of_something_else_or_one_not_had_tells_nothing(read: Read, text: str) -> None:
    assert hands(read(text)) == []
