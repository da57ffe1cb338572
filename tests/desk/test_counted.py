"""What is counted once is what the ledger counts each time, and a grown ledger is counted anew."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.desk.counted import KEPT, Counted
from reportedly.ledger import counting
from reportedly.ledger.questions import Question

if TYPE_CHECKING:
    from tests.desk.conftest import Running

DAYS = st.none() | st.dates(date(2022, 9, 1), date(2022, 11, 30))


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.lists(DAYS, min_size=1, max_size=KEPT + 2))
def test_it_counts_as_the_ledger_does(desk: Running, asked: list[date | None]) -> None:
    ledger, tip = desk.desk.ledger, desk.desk.tip()
    counted = Counted(ledger)
    for as_of in asked:
        assert counted.speakers(tip, as_of) == ledger.count_speakers(Question(as_of=as_of))
        with ledger.store.reading() as connection:
            assert counted.outlets(tip, as_of) == counting.count_outlets(connection, as_of=as_of)
        assert len(counted._kept) <= KEPT


def test_it_counts_once_for_a_tip(desk: Running) -> None:
    counted, tip = Counted(desk.desk.ledger), desk.desk.tip()
    assert counted.speakers(tip, None) is counted.speakers(tip, None)
    assert counted.outlets(tip, None) is counted.outlets(tip, None)
    assert counted.speakers("another", None) is not counted.speakers(tip, None)
