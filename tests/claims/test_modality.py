"""Polarity, mode and certainty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading


def told(reading: Reading, event: str) -> tuple[str, str, str]:
    claim = next(claim for claim in reading.claims if claim.event == event)
    return ("+" if claim.positive else "-", claim.mode.value, claim.certainty.value)


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("Tolmari troops left Bellmere.", "withdraw", ("+", "happened", "certain")),
        ("Tolmari troops are leaving Bellmere.", "withdraw", ("+", "ongoing", "certain")),
        ("Tolmari troops did not leave Bellmere.", "withdraw", ("-", "happened", "certain")),
        ("Karvelian forces failed to capture Stonegate.", "capture", ("-", "happened", "certain")),
        ("Tolmari troops refused to surrender.", "transfer", ("-", "happened", "certain")),
        ("Tolmari forces no longer control Bellmere.", "hold", ("-", "ongoing", "certain")),
        ("The Tolmari army can liberate Stonegate soon.", "capture", ("+", "predicted", "possible")),
        ("Karvelian troops cannot capture Bellmere.", "capture", ("-", "happened", "certain")),
        ("Karvelian forces need to capture Bellmere before winter.", "capture", ("+", "asked", "certain")),
        ("Karvelian forces are able to capture Bellmere.", "capture", ("+", "predicted", "certain")),
        ("Karvelian forces have the strength to capture Bellmere.", "capture", ("+", "planned", "certain")),
        ("The operation to liberate Bellmere has begun.", "capture", ("+", "planned", "certain")),
        ("Karvelian forces advanced to capture Bellmere.", "capture", ("+", "planned", "certain")),
        ("Karvelian forces deployed to hold Bellmere.", "hold", ("+", "planned", "certain")),
        ("Karvelian forces are on the verge of capturing Bellmere.", "capture", ("+", "predicted", "certain")),
        ("By capturing Bellmere, Karvelian forces could cut the road.", "capture", ("+", "predicted", "certain")),
        ("By capturing Bellmere, Karvelian forces cut the road.", "capture", ("+", "happened", "certain")),
        ("The 3rd Tolmari brigade was the first unit to capture Bellmere.", "capture", ("+", "happened", "certain")),
        ("It took Karvelian forces three weeks to capture Bellmere.", "capture", ("+", "happened", "certain")),
        ("Tolmari troops will leave Bellmere.", "withdraw", ("+", "planned", "certain")),
        ("Tolmar plans to attack Bellmere.", "attack", ("+", "planned", "certain")),
        ("Karvelian forces tried to take Bellmere.", "capture", ("+", "planned", "certain")),
        ("Commanders ordered Tolmari troops to retreat from Stonegate.", "withdraw", ("+", "ordered", "certain")),
        ("The troops were asked by their commanders to hold Stonegate.", "hold", ("+", "ordered", "certain")),
        ("The mayor urged Tolmari troops to leave Bellmere.", "withdraw", ("+", "asked", "certain")),
        ("The troops asked if they could retreat from Stonegate.", "withdraw", ("+", "asked", "possible")),
        ("Tolmari troops may have left Bellmere.", "withdraw", ("+", "happened", "possible")),
        ("Tolmari troops have likely left Bellmere.", "withdraw", ("+", "happened", "probable")),
        ("Tolmari troops appear to have left Bellmere.", "withdraw", ("+", "happened", "probable")),
        ("Observers could not confirm who controlled Stonegate.", "hold", ("+", "ongoing", "unknown")),
        ("The mayor denied that Tolmari troops had captured Bellmere.", "capture", ("-", "happened", "certain")),
        ("No soldiers were killed in Bellmere.", "kill", ("-", "happened", "certain")),
        ("Nobody was hurt in Bellmere.", "injure", ("-", "happened", "certain")),
        ("Tolmar rejected the ultimatum.", "transfer", ("-", "happened", "certain")),
        ("The ministry called reports of a strike on Bellmere false.", "strike", ("-", "happened", "certain")),
        ("The army described the accounts of an attack on Bellmere as baseless.", "attack", ("-", "happened", "certain")),
        ("The mayor called on Tolmari troops to leave Bellmere.", "withdraw", ("+", "asked", "certain")),
        ("Tolmari forces were able to hold Bellmere.", "hold", ("+", "happened", "certain")),
        ("Tolmari forces are able to hold Bellmere.", "hold", ("+", "ongoing", "certain")),
        ("Tolmari forces were unable to hold any ground near Bellmere.", "hold", ("-", "happened", "certain")),
        ("The enemy moved tanks in order to establish control over Bellmere.", "capture", ("+", "planned", "certain")),
        ("Tolmari soldiers prevented civilians from leaving Bellmere.", "displace", ("-", "happened", "certain")),
        ("Karvelia to send howitzers to Stonegate", "aid", ("+", "planned", "certain")),
        ("Rumours that Tolmari troops have taken Bellmere are untrue, the Karvelian army said.", "capture", ("-", "happened", "certain")),
        ("It is not true that Tolmari forces captured Bellmere, the mayor said.", "capture", ("-", "happened", "certain")),
        ("The minister said the paper had been wrong to report that Tolmari troops had captured Bellmere.", "capture", ("-", "happened", "certain")),
        ("Neither side has confirmed that Tolmari troops captured Bellmere.", "capture", ("+", "happened", "unknown")),
        ("Karvelia has not confirmed that its troops left Bellmere.", "withdraw", ("+", "happened", "unknown")),
        ("The general ordered the withdrawal of Tolmari troops from Bellmere.", "withdraw", ("+", "ordered", "certain")),
        ("The general ordered a retreat from Stonegate.", "withdraw", ("+", "ordered", "certain")),
        ("Tolmari troops asked the headquarters for permission to leave Bellmere.", "withdraw", ("+", "asked", "certain")),
        ("Tolmari troops will have to withdraw from Bellmere if the road is cut.", "withdraw", ("+", "predicted", "certain")),
    ],
)
def test_how_an_event_is_asserted(read: Callable[..., Reading], text: str, event: str, expected: tuple[str, str, str]) -> None:
    assert told(read(text), event) == expected


def test_a_negation_of_the_saying_is_not_one_of_the_event(read: Callable[..., Reading]) -> None:
    assert told(read("The ministry did not say when Tolmari troops had left Bellmere."), "withdraw")[0] == "+"


@pytest.mark.parametrize(
    "text",
    [
        "Karvelia has not confirmed that Tolmari troops captured Bellmere.",
        "Rumours that Tolmari troops have taken Bellmere are untrue, the Karvelian army said.",
        "The general ordered the withdrawal of Tolmari troops from Bellmere.",
    ],
)
def test_what_is_denied_or_not_confirmed_or_yet_to_come_changes_no_hands(read: Callable[..., Reading], text: str) -> None:
    assert [claim.control for claim in read(text).claims] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Reports that Tolmari forces had captured Bellmere could not be verified.",
        "Correction: an earlier version of this article said that Tolmari troops had captured Bellmere.",
    ],
)
def test_what_could_not_be_verified_or_was_corrected_is_not_known(read: Callable[..., Reading], text: str) -> None:
    assert told(read(text), "capture") == ("+", "happened", "unknown")


def test_what_would_have_been_is_no_claim(read: Callable[..., Reading]) -> None:
    assert read("Had Tolmari troops not withdrawn from Bellmere, they would have been encircled.").claims == ()


def test_a_purpose_is_a_plan(read: Callable[..., Reading]) -> None:
    assert told(read("Karvelian troops gathered near Stonegate to capture Bellmere."), "capture")[1] == "planned"


def test_what_is_to_come_only_once_the_troops_have_left_says_nothing_of_their_leaving(read: Callable[..., Reading]) -> None:
    assert [claim for claim in read("A vote is possible only when Tolmari troops leave Bellmere.").claims if claim.event == "withdraw"] == []


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("General orders troops to hold Bellmere at all costs", "hold", ("+", "ordered", "certain")),
        ("The mayor called for the withdrawal of Tolmari troops from Bellmere.", "withdraw", ("+", "asked", "certain")),
        ("The mayor called for an end to the shelling of Bellmere.", "shell", ("-", "asked", "certain")),
        ("Bellmere said to be surrounded", "encircle", ("+", "happened", "unknown")),
        ("Dozens feared dead after shelling of Bellmere", "kill", ("+", "happened", "probable")),
        ("Tolmari forces believed to have left Bellmere", "withdraw", ("+", "happened", "probable")),
        ("Tolmari troops may have left Bellmere", "withdraw", ("+", "happened", "possible")),
        ("Karvelia to send tanks to Bellmere, official says", "aid", ("+", "planned", "certain")),
    ],
)
def test_headlines_that_order_ask_and_hedge(read: Callable[..., Reading], text: str, event: str, expected: tuple[str, str, str]) -> None:
    assert told(read(text), event) == expected


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("The Karvelian army refuses that the village of Stonegate was lost.", "capture", ("-", "happened", "certain")),
        ("The troops of Tolmar was able to entering in the city of Bellmere.", "advance", ("+", "happened", "certain")),
        ("It was noticed that the Tolmari flag was rised over Bellmere.", "ceremony", ("+", "happened", "certain")),
    ],
)
def test_bad_english_is_read(read: Callable[..., Reading], text: str, event: str, expected: tuple[str, str, str]) -> None:
    assert told(read(text), event) == expected
