"""The terminal report: everything is said, at any width, and nothing in a report moves the cursor."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

import reportedly
from reportedly.core.records import Interest
from reportedly.formats.terminal import to_terminal

if TYPE_CHECKING:
    from reportedly.core.records import Reading


@pytest.mark.parametrize("width", [30, 60, 100, 220])
def test_every_width_says_everything(reading: Reading, width: int) -> None:
    shown = to_terminal(reading, width=width)
    assert all(cell_len(line) <= width for line in shown.splitlines())
    letters = "".join(shown.split())
    for words in (
        "withdraw",
        "(confirmed)",
        "State radio",
        "nobody named",
        "To check",
        "Suggested corrections",
        "Velmm → Velm",
        "place-misspelt",
        "What could not be done",
    ):
        assert "".join(words.split()) in letters, words


def test_the_header_says_what_is_known_of_the_page(reading: Reading) -> None:
    shown = to_terminal(reading, width=120)
    for words in (
        "The Tarn Courier",
        "2–3 May 2023 (inferred)",
        "is the last day named",
        "English",
        "left out as page furniture: 1 passage, 2 words",
        "2 claims",
    ):
        assert words in shown, words


def test_the_table_has_who_what_where_when_and_on_whose_word(reading: Reading) -> None:
    shown = to_terminal(reading, width=160)
    for words in (
        "Who",
        "Where",
        "How sure",
        "[N]",
        "up to 200 soldiers",
        "from Velm (“Velmm”)",
        "Velm (“Velmm”): N → ?",
        "Oru (which of 1?)",
        "Tarn (not known)",
        "not withdraw",
        "2 May 2023",
    ):
        assert words in shown, words


@pytest.mark.parametrize("color", [False, True])
def test_nothing_of_the_report_reaches_the_terminal_as_a_command(reading: Reading, color: bool) -> None:  # noqa: FBT001
    shown = to_terminal(reading, color=color)
    assert "\x1b[31mfoo" not in shown
    assert "\u202e" not in shown
    assert ("\x1b[" in shown) is color
    if not color:
        assert all(char == "\n" or char.isprintable() for char in shown)


@pytest.mark.parametrize("width", [60, 160])
@pytest.mark.parametrize(("interest", "times"), [(Interest.AGAINST, 1), (Interest.FOR, 0), (None, 0)])
def test_an_admission_is_marked(reading: Reading, width: int, interest: Interest | None, times: int) -> None:
    claim = dataclasses.replace(reading.claims[0], interest=interest, interest_why="N speaks; N loses\u202e")
    shown = " ".join(to_terminal(dataclasses.replace(reading, claims=(claim,)), width=width).split())
    assert shown.count("against") == times
    assert shown.count("N speaks; N loses") == times
    assert "\u202e" not in shown


def test_a_report_without_text_says_so_kindly(empty: Reading) -> None:
    assert "There is nothing to read here" in to_terminal(empty)


def test_a_report_without_war_says_so_kindly() -> None:
    shown = to_terminal(reportedly.read(text="The fair in the village drew many people. Scones were sold.", title="A fair", language="en"))
    assert "No claims about a war here" in shown
    assert "To check" not in shown


def test_markup_in_a_report_is_only_words() -> None:
    assert "[bold]Fair[/bold] [/]" in to_terminal(reportedly.read(text="x", title="[bold]Fair[/bold] [/]", language="en"))
