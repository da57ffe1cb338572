"""What auxiliaries, doubts, "without" and "rather than" say of an event: polarity, mode and certainty, kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.core.records import Certainty, Mode

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading

    Read = Callable[..., Reading]

SURE, PROBABLE, POSSIBLE = Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("Karvelian troops must have left Bellmere by now.", "withdraw", (True, Mode.HAPPENED, PROBABLE)),
        ("Karvelian troops must leave Bellmere by noon.", "withdraw", (True, Mode.ASKED, SURE)),
        ("It is almost certain that Karvelian troops captured Bellmere.", "capture", (True, Mode.HAPPENED, PROBABLE)),
        ("Karvelian troops almost certainly captured Bellmere.", "capture", (True, Mode.HAPPENED, PROBABLE)),
        ("It is certain that Karvelian troops captured Bellmere.", "capture", (True, Mode.HAPPENED, SURE)),
        ("Tolmar doubts that Karvelian troops captured Bellmere.", "capture", (False, Mode.HAPPENED, PROBABLE)),
        ("There is no doubt that Karvelian troops captured Bellmere.", "capture", (True, Mode.HAPPENED, SURE)),
        ("It is doubtful that Karvelian troops captured Bellmere.", "capture", (False, Mode.HAPPENED, PROBABLE)),
        ("Karvelian troops are likely to attack Bellmere.", "attack", (True, Mode.PREDICTED, PROBABLE)),
        ("Karvelian troops are likely to have left Bellmere.", "withdraw", (True, Mode.HAPPENED, PROBABLE)),
        ("Bellmere is bound to fall to the Karvelian army.", "capture", (True, Mode.PREDICTED, SURE)),
        ("Karvelian troops will probably attack Bellmere.", "attack", (True, Mode.PREDICTED, PROBABLE)),
        ("Karvelian troops will attack Bellmere.", "attack", (True, Mode.PLANNED, SURE)),
        ("Bellmere will fall to the Karvelian army.", "capture", (True, Mode.PREDICTED, SURE)),
        ("Analysts expect that Karvelian troops will take Bellmere.", "capture", (True, Mode.PREDICTED, SURE)),
        ("Karvelia may be planning to withdraw from Bellmere.", "withdraw", (True, Mode.PLANNED, POSSIBLE)),
    ],
)
def test_mode_and_certainty(read: Read, text: str, event: str, expected: tuple[bool, Mode, Certainty]) -> None:
    assert expected in [(claim.positive, claim.mode, claim.certainty) for claim in read(text).claims if claim.event == event]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The Karvelian garrison left Bellmere without being surrounded.", "encircle"),
        ("Karvelian forces stopped short of taking Bellmere.", "capture"),
        ("Instead of retreating from Bellmere, Karvelian troops dug in.", "withdraw"),
        ("Karvelian troops chose to flee Bellmere rather than surrender.", "transfer"),
        ("Karvelian forces are nowhere near encircling Bellmere.", "encircle"),
        ("Karvelian forces are far from encircling Bellmere.", "encircle"),
        ("It is not true that Karvelian forces are encircled in Bellmere.", "encircle"),
        ("No Karvelian soldier has set foot in Bellmere.", "advance"),
    ],
)
def test_what_is_told_as_not_so(read: Read, text: str, event: str) -> None:
    assert [(claim.positive, claim.mode in {Mode.HAPPENED, Mode.ONGOING}) for claim in read(text).claims if claim.event == event] == [(False, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Karvelian troops should have left Bellmere by now.",
        "The reporter asked whether Karvelian troops had left Bellmere.",
        "Had Karvelian troops left Bellmere, they would have escaped.",
    ],
)
def test_what_nobody_says_is_no_claim(read: Read, text: str) -> None:
    assert not [claim for claim in read(text).claims if claim.event == "withdraw"]


def test_who_asks_if_they_could_leave_asks_for_leave(read: Read) -> None:
    assert [claim.mode for claim in read("The troops asked if they could retreat from Bellmere.").claims if claim.event == "withdraw"] == [Mode.ASKED]


def test_a_verb_joined_behind_what_is_to_stop_is_not_stopped(read: Read) -> None:
    claims = read("Karvelian headquarters had ordered its soldiers to stop fighting and surrender.").claims
    assert [(claim.positive, claim.mode) for claim in claims if claim.event == "transfer"] == [(True, Mode.ORDERED)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The general forbade his troops to leave Bellmere.", [(False, Mode.ORDERED)]),
        ("The general allowed his troops to leave Bellmere.", [(True, Mode.PLANNED)]),
    ],
)
def test_what_is_forbidden_is_ordered_not_to_be(read: Read, text: str, expected: list[tuple[bool, Mode]]) -> None:
    assert [(claim.positive, claim.mode) for claim in read(text).claims if claim.event == "withdraw"] == expected


@pytest.mark.parametrize("text", ["Bellmere almost fully under Karvelian control", "Bellmere is mostly in Karvelian hands."])
def test_a_place_that_is_nearly_held_is_not_held(read: Read, text: str) -> None:
    assert [claim.control for claim in read(text).claims if claim.event == "hold"] == [None]


def test_a_subject_that_the_tree_gives_to_the_auxiliary(read: Read) -> None:
    reading = read("The institute has seen no indication that Karvelian troops in Bellmere are encircled, contrary to what the minister said.")
    assert [(claim.event, claim.positive) for claim in reading.claims] == [("encircle", False)]
