"""Ordinary ways in which reports of war put an event: nouns, light verbs, idioms of control, headlines without a verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.core.records import Mode

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading

    Read = Callable[..., Reading]


def control(reading: Reading) -> set[tuple[str, str | None, str | None]]:
    names = {place.id: place.text for place in reading.places}
    return {(names[claim.control.place], claim.control.before, claim.control.after) for claim in reading.claims if claim.control}


@pytest.mark.parametrize(
    ("text", "event", "hands"),
    [
        ("Karvelian troops took their leave of Bellmere in the night.", "withdraw", {("Bellmere", "KA", None)}),
        ("Tolmari forces completed the liberation of Bellmere.", "capture", {("Bellmere", None, "TO")}),
        ("The Karvelian ministry credited a motor brigade with the seizure of Bellmere.", "capture", {("Bellmere", None, "KA")}),
        ("The Tolmari army confirmed the loss of Bellmere.", "capture", {("Bellmere", "TO", None)}),
        ("Bellmere is once more under the Tolmari flag.", "hold", {("Bellmere", None, "TO")}),
        ("Karvelia: Bellmere fully under our control", "hold", {("Bellmere", None, "KA")}),
        ("Bellmere changed hands for the third time, the army said.", "capture", set()),
        ("Karvelian troops took the centre of Bellmere.", "capture", set()),
        ("Karvelian troops have semi-encircled Bellmere.", "encircle", set()),
        ("Karvelian garrison in Bellmere semi-encircled, spokesman admits", "encircle", set()),
        ("The Tolmari flag flies over Bellmere again.", "ceremony", {("Bellmere", None, "TO")}),
        ("The Karvelian authorities no longer run Bellmere.", "hold", {("Bellmere", "KA", None)}),
        ("The de-occupied town of Bellmere was shelled by the Karvelian army.", "shell", set()),
    ],
)
def test_whose_hands_it_is_in(read: Read, text: str, event: str, hands: set[tuple[str, str | None, str | None]]) -> None:
    reading = read(text)
    assert event in {claim.event for claim in reading.claims}
    assert control(reading) == hands


@pytest.mark.parametrize(
    ("text", "event", "mode"),
    [
        ("The commander ordered his men to leave Bellmere.", "withdraw", Mode.ORDERED),
        ("Karvelia is about to send 20,000 men to Bellmere.", "deploy", Mode.PLANNED),
        ("Karvelia pulled its men out of Bellmere.", "withdraw", Mode.HAPPENED),
        ("The enemy is moving reserves to Bellmere.", "deploy", Mode.ONGOING),
        ("Bellmere came under tank and artillery fire.", "shell", Mode.HAPPENED),
        ("Karvelian forces lost forty tanks near Bellmere.", "destroy", Mode.HAPPENED),
        ("Tolmar appealed for more air defence systems.", "aid", Mode.ASKED),
        ("The mission called for a ceasefire around the plant.", "agree", Mode.ASKED),
        ("Tolmar proposed an exchange of prisoners.", "detain", Mode.OFFERED),
        ("Tolmar offered to host talks with Karvelia.", "negotiate", Mode.OFFERED),
        ("The Karvelian garrison of Bellmere is gone.", "withdraw", Mode.HAPPENED),
        ("The general instructed the Karvelian army to step up strikes on Bellmere.", "strike", Mode.ORDERED),
        ("The occupiers continue the forced removal of residents from Bellmere.", "displace", Mode.ONGOING),
        ("The arrival of two Karvelian battalions in Bellmere was reported.", "deploy", Mode.HAPPENED),
    ],
)
def test_what_happens_and_how(read: Read, text: str, event: str, mode: Mode) -> None:
    assert (event, mode) in {(claim.event, claim.mode) for claim in read(text).claims}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Two boys fled Bellmere during the shelling by the army.", "withdraw"),
        ("Karvelia claims full control of Bellmere.", "annex"),
        ("The officials took part in talks with the Karvelian army.", "capture"),
        ("Heavy losses in Bellmere, the Karvelian army said.", "capture"),
    ],
)
def test_what_it_is_not(read: Read, text: str, event: str) -> None:
    assert event not in {claim.event for claim in read(text).claims}


@pytest.mark.parametrize(
    ("text", "event", "positive"),
    [
        ("The Karvelian army carried out ten artillery attacks on Bellmere.", "shell", True),
        ("Tolmari forces launched drone attacks on Bellmere.", "strike", True),
        ("Tolmari forces launched an attack on Bellmere.", "attack", True),
        ("Karvelian losses near Bellmere totalled 90 soldiers.", "kill", True),
        ("The 14th has trudged out of Bellmere.", "withdraw", True),
        ("Tolmari volunteer snatched by Karvelian troops near Bellmere", "detain", True),
        ("One more armoured thrust at Bellmere by the Karvelian army this evening.", "attack", True),
        ("A grandmother and a toddler die in Karvelian shelling of Bellmere.", "kill", True),
        ("Disregard the reports that Karvelian troops have taken Bellmere.", "capture", False),
        ("Forget the rumours that Karvelian troops have left Bellmere.", "withdraw", False),
        ("At no stage was Bellmere fully encircled by the Karvelian army.", "encircle", False),
    ],
)
def test_wording_of_other_trades(read: Read, text: str, event: str, positive: bool) -> None:  # noqa: FBT001  a label of the row
    assert (event, positive) in {(claim.event, claim.positive) for claim in read(text).claims}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The company made a push into Bellmere's bakery trade, the army paper said.", "attack"),
        ("On the 14th the shop in Bellmere left the market.", "withdraw"),
    ],
)
def test_the_same_words_elsewhere(read: Read, text: str, event: str) -> None:
    assert event not in {claim.event for claim in read(text).claims}
