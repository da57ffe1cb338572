"""What grammar alone sets ahead: temporal clauses, lists of purposes, aims; and what it leaves as done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.core.records import Mode

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading

    Read = Callable[..., Reading]


def captured(read: Read, text: str) -> list[tuple[bool, Mode]]:
    return [(claim.positive, claim.mode) for claim in read(text).claims if claim.event == "capture"]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The port stays shut until control over Bellmere is regained.", Mode.PREDICTED),
        ("As soon as Tolmari troops liberate Bellmere, the port will open.", Mode.PREDICTED),
        ("The charity will help rebuild Bellmere after it is liberated from Karvelian troops.", Mode.PREDICTED),
        ("Karvelia plans to besiege Harrow, seize Bellmere, and hold the bridge.", Mode.PLANNED),
        ("Karvelian forces continue operations in order to defeat the garrison, establish full control over Bellmere, and hold it.", Mode.PLANNED),
        ("The capture of Bellmere is a priority for the Karvelian army.", Mode.PLANNED),
        ("Why capturing Bellmere is important for Karvelia", Mode.PREDICTED),
        ("Karvelian forces are focusing their efforts on capturing Bellmere.", Mode.PLANNED),
        ("Karvelian troops are trying to cut off the province by seizing control of Bellmere.", Mode.PLANNED),
        ("Karvelia is desperate to take Bellmere.", Mode.PLANNED),
        ("Karvelia throws all its forces into capturing Bellmere by June", Mode.PLANNED),
        ("Guns that reach far would allow the Tolmari army to clear Bellmere of Karvelian troops.", Mode.PLANNED),
    ],
)
def test_it_is_yet_to_come(read: Read, text: str, mode: Mode) -> None:
    reading = read(text)
    assert (True, mode) in captured(read, text)
    assert all(claim.control is None for claim in reading.claims if claim.event == "capture")


@pytest.mark.parametrize(
    "text",
    [
        "Hundreds flee after Karvelian troops take Bellmere.",
        "Tolmari troops went on to besiege Harrow, and captured Bellmere.",
        "Karvelian forces cut off the province by seizing Bellmere.",
        "The town was quiet after Tolmari troops had taken Bellmere.",
    ],
)
def test_what_may_be_done_is_done(read: Read, text: str) -> None:
    assert (True, Mode.HAPPENED) in captured(read, text)


@pytest.mark.parametrize("text", ["Karvelia is unlikely to capture Bellmere.", "Karvelian forces not able to take Bellmere, says mayor"])
def test_it_is_said_not_to_come(read: Read, text: str) -> None:
    assert captured(read, text) == [(False, Mode.PREDICTED)]


def test_a_case_provided_for_is_no_claim(read: Read) -> None:
    assert not captured(read, "He was promised a job in case Bellmere is captured by Karvelian troops.")


def test_whether_or_not_leaves_it_open(read: Read) -> None:
    assert captured(read, "The offensive will stall, whether or not Karvelian forces capture Bellmere.") == []
    assert captured(read, "Whether or not the talks go on, Karvelian forces captured Bellmere.") == [(True, Mode.HAPPENED)]
    assert captured(read, "Karvelian forces captured Bellmere, whether or not Tolmar admits it.") == [(True, Mode.HAPPENED)]
