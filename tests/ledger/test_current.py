"""Which text of a report counts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from reportedly.ledger.current import end_of


@pytest.mark.parametrize(
    ("day", "moment"),
    [(date(2031, 5, 4), datetime(2031, 5, 5, tzinfo=UTC)), (date(2031, 12, 31), datetime(2032, 1, 1, tzinfo=UTC)), (date.min, datetime(1, 1, 2, tzinfo=UTC))],
)
def test_a_day_ends_where_the_next_begins(day: date, moment: datetime) -> None:
    assert end_of(day) == moment


def test_the_last_day_of_the_calendar_ends_too() -> None:
    assert end_of(date.max).date() == date.max
