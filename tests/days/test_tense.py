"""The tense of the verb an expression hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.days.tense import Tense

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.days.conftest import Read


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("They left on Friday.", Tense.PAST),
        ("They have left on Friday.", Tense.PAST),
        ("They were seen on Friday.", Tense.PAST),
        ("They will leave on Friday.", Tense.FUTURE),
        ("They plan to leave on Friday.", Tense.FUTURE),
        ("They were said to have left on Friday.", Tense.PAST),
        ("They planned a march on Friday.", Tense.FUTURE),
        ("They had planned a march on Friday.", Tense.PAST),
        ("A vote set for Friday was called off.", Tense.FUTURE),
        ("They are to leave on Friday.", Tense.FUTURE),
        ("They had been scheduled to leave on Friday.", Tense.PAST),
        ("She said they would leave on Friday.", Tense.FUTURE),
        ("They would leave on Friday.", Tense.NONE),
        ("They might leave on Friday.", Tense.NONE),
        ("Prices have climbed, rising to a peak on Friday.", Tense.PAST),
        ("They vowed to appeal against Friday's ruling.", Tense.NONE),
        ("On Friday.", Tense.NONE),
    ],
)
def test_tense(text: str, tense: Tense, read: Callable[..., Read]) -> None:
    assert read(text).expressions[-1].tense is tense


@pytest.mark.parametrize(
    ("text", "language", "tense"),
    [
        ("Вони пішли в суботу.", "uk", Tense.PAST),
        ("Вибори відбудуться в суботу.", "uk", Tense.FUTURE),
        ("Виставка триватиме до суботи.", "uk", Tense.FUTURE),
        ("В субботу прошли выборы.", "ru", Tense.PAST),
        ("Выборы состоятся в субботу.", "ru", Tense.FUTURE),
        ("У суботу.", "uk", Tense.NONE),
    ],
)
def test_without_a_parse_the_endings_tell(text: str, language: str, tense: Tense, read: Callable[..., Read]) -> None:
    assert read(text, language=language).expressions[0].tense is tense
