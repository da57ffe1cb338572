"""Whose hands a place is in: sides named, sides that the word itself tells, lists, and what is left unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading

    Read = Callable[..., Reading]


def hands(reading: Reading) -> list[tuple[str, str | None, str | None]]:
    """Each place that changes hands, with the sides before and after."""
    names = {place.id: place.text for place in reading.places}
    controls = [claim.control for claim in reading.claims if claim.control]
    return [(names[place], control.before, control.after) for control in controls for place in (control.place, *control.also)]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Bellmere has been liberated, the Karvelian army said.", "KA"),
        ("The Karvelian army announced the liberation of Bellmere.", "KA"),
        ("The Tolmari army said Bellmere had been liberated.", "TO"),
        ("Bellmere has been cleared, the Karvelian army said.", "KA"),
        ("Bellmere is under the control of Karvelia.", "KA"),
        ("Bellmere is now under Karvelian control, the mayor said.", "KA"),
        ("Bellmere is back in Karvelian hands.", "KA"),
        ("Bellmere is in the hands of the Tolmari army.", "TO"),
        ("Bellmere back in Karvelian hands after two months", "KA"),
        ("Bellmere under Tolmari control, general says", "TO"),
        ("The Tolmari army announced the capture of Bellmere.", "TO"),
        ("The Karvelian army claimed the recapture of Bellmere.", "KA"),
        ("Bellmere returned to Karvelian control on Saturday.", "KA"),
        ("Bellmere has returned to the control of Karvelia.", "KA"),
        ("Bellmere came under Tolmari control in March.", "TO"),
        ("Bellmere passed into Tolmari hands in March.", "TO"),
        ("Bellmere has fallen to Tolmari troops.", "TO"),
        ("Tolmari troops stormed Bellmere for weeks. Bellmere has fallen.", "TO"),
        ('"Bellmere is ours," the Karvelian army said.', "KA"),
        ('"We have taken Bellmere," the Karvelian army said.', "KA"),
    ],
)
def test_who_holds_it_then(read: Read, text: str, after: str) -> None:
    assert hands(read(text)) == [("Bellmere", None, after)]


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Karvelia has lost Bellmere.", "KA"),
        ("Karvelia lost control of Bellmere.", "KA"),
        ("Bellmere was lost, the Karvelian army admitted.", "KA"),
        ("Bellmere was cleared of Tolmari troops on Saturday.", "TO"),
        ("Bellmere has been liberated from Tolmari occupation.", "TO"),
        ("The Tolmari troops have been driven out of Bellmere.", "TO"),
    ],
)
def test_who_held_it_before(read: Read, text: str, before: str) -> None:
    assert hands(read(text)) == [("Bellmere", before, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Bellmere was liberated on Saturday.",
        "Bellmere falls.",
        "Bellmere has fallen, the mayor said.",
        "Tolmari troops stormed Bellmere, then Karvelian troops stormed Bellmere. Bellmere has fallen.",
        "The observers said Bellmere had been lost.",
        "The papers fell into Tolmari hands near Bellmere.",
        "Tolmari troops came under control in Bellmere.",
        "Bellmere has not been liberated, the Karvelian army said.",
    ],
)
def test_nobody_says_whose_it_is(read: Read, text: str) -> None:
    assert hands(read(text)) == []


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Karvelian troops captured Bellmere, Harrow Ford and Orvane.", (None, "KA")),
        ("The Karvelian army said Bellmere, Harrow Ford and Orvane had been liberated.", (None, "KA")),
        ("Bellmere, Harrow Ford and Orvane are under Karvelian control.", (None, "KA")),
        ("Tolmari troops withdrew from Bellmere, Harrow Ford and Orvane.", ("TO", None)),
        ("The towns of Bellmere, Harrow Ford and Orvane were retaken by Karvelian forces.", (None, "KA")),
        ("Tolmari forces control the towns of Bellmere, Harrow Ford and Orvane.", (None, "TO")),
    ],
)
def test_every_place_of_a_list_changes_hands(read: Read, text: str, side: tuple[str | None, str | None]) -> None:
    assert hands(read(text)) == [(name, *side) for name in ("Bellmere", "Harrow Ford", "Orvane")]


def test_what_is_left_out_of_a_list(read: Read) -> None:
    assert hands(read("Tolmari troops captured Bellmere but not Harrow Ford.")) == [("Bellmere", None, "TO")]
    assert hands(read("Tolmari troops hold neither Bellmere nor Harrow Ford.")) == []
    assert hands(read("Tolmari troops captured two districts of Bellmere and Harrow Ford.")) == []


def test_who_holds_a_place_is_no_place(read: Read) -> None:
    reading = read("Bellmere is under the control of Karvelia.")
    assert [place.ref for claim in reading.claims for place in claim.places] == [reading.places[0].id]


def test_the_town_is_not_the_capital_that_speaks(read: Read) -> None:
    assert hands(read("Tolmar denied losing Bellmere, while Orvane said its troops had captured the town.")) == [("Bellmere", None, "KA")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Residents of occupied Bellmere are without water and Karvelian troops are near.", [("Bellmere", None, "TO")]),
        ("Bellmere has been occupied since March, the Karvelian army said.", [("Bellmere", None, "TO")]),
        ("Dunmarsh has been occupied since March, the Karvelian army said.", [("Dunmarsh", None, "KA")]),
        ("Bellmere, which had been occupied for a year, was shelled by Tolmari troops.", []),
        ("He was seized by Tolmari troops in previously occupied Bellmere.", []),
    ],
)
def test_who_occupies_a_place_is_foreign_there(read: Read, text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert hands(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Residents of Bellmere celebrated the capture of the town by Tolmari troops.", [("Bellmere", None, "TO")]),
        ("The Karvelian army celebrated the liberation of Bellmere on Friday.", [("Bellmere", None, "KA")]),
        ("The Karvelian army will celebrate the liberation of Bellmere.", []),
        ("Bellmere marked the anniversary of its liberation by Karvelian troops.", []),
    ],
)
def test_what_is_celebrated_came_about_before(read: Read, text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    reading = read(text)
    assert hands(reading) == expected
    assert all(claim.day.days.earliest is None for claim in reading.claims if claim.control)


@pytest.mark.parametrize(
    "text",
    [
        "Most houses were destroyed in Bellmere, which used to be occupied by Tolmari troops.",
        "Bellmere, which Tolmari troops had held since January, was shelled.",
    ],
)
def test_a_state_that_is_over_says_nothing_of_who_holds_the_place(read: Read, text: str) -> None:
    assert hands(read(text)) == []


def test_who_speaks_of_a_retreat_in_a_headline_does_not_retreat(read: Read) -> None:
    assert hands(read("Karvelian military says Tolmari retreating from Bellmere")) == [("Bellmere", "TO", None)]


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("The Karvelian Defence Ministry said troops had been pulled out of Bellmere.", "KA"),
        ("The mayor said troops had been pulled out of Bellmere.", None),
    ],
)
def test_bare_troops_are_those_of_the_ministry_that_tells_of_them(read: Callable[..., Reading], text: str, before: str | None) -> None:
    (claim,) = (claim for claim in read(text).claims if claim.event == "withdraw")
    assert (claim.control.before if claim.control else None) == before
