"""Names that a ledger does not hold are told, with those that are written nearly so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.ledger.questions import Question

if TYPE_CHECKING:
    from reportedly.ledger.ledger import Ledger


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (Question(place="Lymann"), "no place here is called 'Lymann'; near it: Lyman"),
        (Question(area="Kharkiv Oblst"), "no area here is called 'Kharkiv Oblst'; near it: Kharkiv Oblast"),
        (Question(outlet="Harbor Post"), "no outlet here is called 'Harbor Post'; near it: The Harbour Post"),
        (Question(actor="Ukranian forces"), "no actor here is called 'Ukranian forces'; near it: Ukrainian forces"),
        (Question(speaker="the qqqq"), "no speaker here is called 'the qqqq'"),
    ],
)
def test_a_slip_of_the_pen_is_told(filled: Ledger, question: Question, told: str) -> None:
    (line,) = filled.unknown_names(question)
    assert line.startswith(told)


def test_an_event_of_no_claim_is_told_with_those_there_are(filled: Ledger) -> None:
    (line,) = filled.unknown_names(Question(event=("capture", "captured")))
    assert "'captured'" in line
    assert "capture, " in line


def test_names_that_are_there_are_passed_by(filled: Ledger) -> None:
    question = Question(place="lyman", area="30,40,40,50", event="capture", outlet="the harbour*", actor="RU")
    assert filled.unknown_names(question) == ()
