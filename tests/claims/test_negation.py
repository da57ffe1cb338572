"""Scope of negation: quantifiers before the subject, adverbs and phrases that deny, "not only" and "until", which do not; and what then stays of who holds a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.core.records import Certainty

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading

    Read = Callable[..., Reading]


def polarity(reading: Reading, event: str) -> list[bool]:
    return [claim.positive for claim in reading.claims if claim.event == event]


def changes_hands(reading: Reading) -> bool:
    return any(claim.control for claim in reading.claims)


@pytest.mark.parametrize(
    "text",
    [
        "Not all Tolmari units have left Bellmere.",
        "Not every soldier has withdrawn from Bellmere, the Karvelian army said.",
        "Not a single Tolmari soldier has left Bellmere.",
        "Not one of the Tolmari units withdrew from Bellmere.",
        "Not many Tolmari soldiers left Bellmere.",
        "None of the Tolmari brigades left Bellmere.",
        "Neither of the two Tolmari brigades has left Bellmere.",
        "Nobody has left Bellmere.",
        "Few of the Tolmari soldiers have left Bellmere.",
        "Tolmari forces have not all left Bellmere.",
        "Tolmari troops have not yet all left Bellmere.",
        "By no means all of the Tolmari troops have left Bellmere.",
        "Far from all of the Tolmari troops have left Bellmere.",
        "Tolmari troops have by no means left Bellmere.",
        "Tolmari troops never left Bellmere.",
        "Tolmari troops have yet to leave Bellmere.",
        "It is not the case that Tolmari troops left Bellmere.",
        "Not everyone has left Bellmere, said the commander of the Tolmari garrison.",
    ],
)
def test_a_withdrawal_that_is_not_done_takes_no_place_away(read: Read, text: str) -> None:
    reading = read(text)
    assert polarity(reading, "withdraw") == [False]
    assert not changes_hands(reading)


@pytest.mark.parametrize(
    "text",
    [
        "Few Tolmari troops remain in Bellmere.",
        "Very few Tolmari soldiers remain in Bellmere.",
        "Hardly any Tolmari troops remain in Bellmere.",
        "No Tolmari troops remain in Bellmere.",
        "Tolmari troops hardly hold Bellmere.",
        "At no point did Tolmari forces control Bellmere.",
        "Karvelian forces never controlled Bellmere.",
        "There are no Tolmari troops in Bellmere.",
        "There are no Tolmari troops left in Bellmere.",
        "There is not one Tolmari soldier left in Bellmere.",
    ],
)
def test_a_place_that_is_not_held(read: Read, text: str) -> None:
    assert polarity(read(text), "hold") == [False]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Not all of Bellmere has been captured by Tolmari troops.", "capture"),
        ("Little of Bellmere has been captured by Tolmari troops.", "capture"),
        ("It was not Tolmari troops who took Bellmere.", "capture"),
        ("Karvelian troops failed to take Bellmere.", "capture"),
        ("Karvelian troops are yet to take Bellmere.", "capture"),
        ("Tolmari troops have scarcely advanced toward Bellmere.", "advance"),
        ("Tolmari troops made little progress near Bellmere.", "advance"),
        ("Nowhere did Tolmari troops break through near Bellmere.", "advance"),
        ("Not all of the Tolmari drones were shot down over Bellmere.", "repel"),
        ("Not all the Tolmari soldiers of the garrison surrendered.", "transfer"),
    ],
)
def test_other_events_under_a_denied_quantifier(read: Read, text: str, event: str) -> None:
    reading = read(text)
    assert polarity(reading, event) == [False]
    assert not changes_hands(reading)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Tolmari troops not only took Bellmere but also shelled Orvane.", "capture"),
        ("Tolmari troops not only took Bellmere but also shelled Orvane.", "shell"),
        ("Not only did Tolmari troops take Bellmere, they also shelled Orvane.", "capture"),
        ("Not just the Tolmari brigade but also the militia left Bellmere.", "withdraw"),
        ("Tolmari troops did not leave Bellmere until Tuesday.", "withdraw"),
        ("Not until Tuesday did Tolmari troops leave Bellmere.", "withdraw"),
        ("No fewer than 200 Tolmari soldiers were killed near Bellmere.", "kill"),
        ("Not fewer than 200 Tolmari soldiers were killed near Bellmere.", "kill"),
        ("Tolmari troops did not take Bellmere but shelled it.", "shell"),
        ("Quite a few Tolmari soldiers have left Bellmere.", "withdraw"),
        ("The few remaining Tolmari troops have left Bellmere.", "withdraw"),
        ("A few Tolmari troops remain in Bellmere.", "hold"),
        ("There are Tolmari troops in Bellmere.", "hold"),
        ("Few Tolmari soldiers were killed near Bellmere.", "kill"),
    ],
)
def test_what_denies_nothing(read: Read, text: str, event: str) -> None:
    assert polarity(read(text), event) == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Some Tolmari troops remain in Bellmere.",
        "Only a handful of Tolmari soldiers remain in Bellmere.",
        "Most of the Tolmari garrison has left Bellmere.",
        "Nearly all Tolmari troops have left Bellmere.",
        "At least some Tolmari troops have left Bellmere.",
        "Tolmari troops have all but left Bellmere.",
        "Bellmere has all but fallen to Tolmari troops.",
    ],
)
def test_what_is_true_of_some_or_nearly_so_says_nothing_of_who_holds_the_place(read: Read, text: str) -> None:
    reading = read(text)
    assert [claim.positive for claim in reading.claims] == [True]
    assert not changes_hands(reading)


@pytest.mark.parametrize("text", ["All Tolmari troops have left Bellmere.", "The last Tolmari soldiers have left Bellmere.", "Tolmari troops left Bellmere."])
def test_who_leaves_as_a_whole_gives_the_place_up(read: Read, text: str) -> None:
    assert [(claim.positive, claim.control.before if claim.control else None) for claim in read(text).claims] == [(True, "TO")]


@pytest.mark.parametrize("verbs", ["has neither confirmed nor denied", "would not confirm or deny", "can neither confirm nor deny"])
def test_what_is_neither_confirmed_nor_denied_is_left_open(read: Read, verbs: str) -> None:
    found = [claim for claim in read(f"The Tolmari army {verbs} that its troops left Bellmere.").claims if claim.event == "withdraw"]
    assert [(claim.certainty, claim.control) for claim in found] == [(Certainty.UNKNOWN, None)]


@settings(max_examples=25, deadline=None)
@given(
    quantifier=st.sampled_from(["Not all", "Not every one of the", "None of the", "Hardly any", "No"]),
    who=st.sampled_from(["Tolmari units", "Tolmari soldiers", "Karvelian troops"]),
    verb=st.sampled_from(["have left", "have withdrawn from", "have taken", "have captured"]),
)
def test_a_denied_quantifier_never_moves_a_place(read: Read, quantifier: str, who: str, verb: str) -> None:
    reading = read(f"{quantifier} {who} {verb} Bellmere.")
    assert not changes_hands(reading)
    assert all(not claim.positive for claim in reading.claims)
