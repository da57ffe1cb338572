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
        ("On Friday.", Tense.NONE),
    ],
)
def test_tense(text: str, tense: Tense, read: Callable[..., Read]) -> None:
    assert read(text).expressions[-1].tense is tense


def test_without_a_parse_there_is_none(read: Callable[..., Read]) -> None:
    assert read("Вони пішли в суботу.", language="uk").expressions[0].tense is Tense.NONE
