"""What a ledger teaches: month by month, from what was public, in whatever order it came, and from each word once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.beliefs.words import START, holder, said, share, weigh

from reportedly.beliefs import learning, track
from reportedly.beliefs.line import CELLS
from reportedly.beliefs.rates import JUDGED, Rates
from reportedly.beliefs.track import Track
from reportedly.core.records import Mode

if TYPE_CHECKING:
    from reportedly.beliefs.control import Weighing
    from reportedly.core.entries import Testimony


def _war(months: int) -> list[Testimony]:
    """Villages change hands every nine days, attacked before and shelled by who lost them."""
    words = []
    for turn in range(months * 3):
        day, where, by = 2 + 9 * turn, 9 + turn % 4, ("KA", "TO")[turn // 4 % 2]
        other = "TO" if by == "KA" else "KA"
        words.append(said("attack", where, by=by, day=day - 1, mode=Mode.ONGOING))
        words.append(said("capture", where, by=by, day=day, source="the marshal", side=other))
        words.append(said("capture", where, by=by, day=day, public=day + 1, outlet="Hill Gazette"))
        words.append(said("shell", where, by=other, day=day + 3))
    return words


def _rates(weighing: Weighing, day: int) -> Rates:
    return weighing.rates(START + timedelta(day))


def test_before_the_first_month_is_over_all_is_judged() -> None:
    assert _rates(weigh(*_war(2)), 20) == JUDGED


def test_a_war_of_motion_is_learned() -> None:
    learned = _rates(weigh(*_war(10)), 300)
    assert learned.motion.jumps > JUDGED.motion.jumps
    assert learned.days > 1_000
    assert {rate.of for rate in learned.table if rate.count} == {"place-days", "moves", "changes", "words", "settled news"}


def test_every_day_is_counted_once() -> None:
    weighing = weigh(*_war(10))
    assert [_rates(weighing, day).days for day in (31, 61, 92)] == [4 * 30, 4 * 60, 4 * 91]


def test_rates_of_a_month_know_nothing_that_came_later() -> None:
    words = _war(10)
    early = [word for word in words if word.public is not None and word.public < START + timedelta(92)]
    for day in (31, 61, 92, 110):
        assert _rates(weigh(*words), day) == _rates(weigh(*early), day)
    assert _rates(weigh(*words), 200) != _rates(weigh(*early), 200)


@settings(max_examples=5, deadline=None)
@given(st.permutations(_war(5)))
def test_what_is_learned_is_the_same_in_whatever_order_it_came(shuffled: list[Testimony]) -> None:
    words = _war(5)
    one, other, grown = weigh(*words), weigh(*shuffled), weigh()
    for word in shuffled[:40]:
        grown.add([word])
        holder(grown, 10, 90)
    grown.add(shuffled[40:])
    assert _rates(one, 150) == _rates(other, 150) == _rates(grown, 150)
    assert all(share(one, number, 140) == share(other, number, 140) == share(grown, number, 140) for number in range(8, 14))


def test_a_thousand_copies_teach_what_one_report_does() -> None:
    words = _war(3)
    flood = [said("attack", 10, by="KA", day=40, outlet=f"Echo {number}", report=f"c{number}") for number in range(1_000)]
    families = {testimony.report: "family" for testimony in flood}
    assert _rates(weigh(*words, *flood, families=families), 100) == _rates(weigh(*words, flood[0], families=families), 100)


def test_without_the_report_that_was_retracted_nothing_of_it_is_known() -> None:
    words = _war(3)
    lie = said("shell", 12, by="KA", day=21, report="lie")
    assert _rates(weigh(*words), 100) != _rates(weigh(*words, lie), 100)
    kept = [testimony for testimony in (*words, lie) if testimony.report != "lie"]
    assert _rates(weigh(*kept), 100) == _rates(weigh(*words), 100)


def test_of_many_places_the_same_few_are_counted_in_whatever_order_they_came(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "MOST_PLACES", 2)
    words = _war(4)
    assert _rates(weigh(*words), 100) == _rates(weigh(*reversed(words)), 100)
    assert _rates(weigh(*words), 61).days == 2 * 60


def test_months_in_which_nothing_was_public_are_counted_by_the_next() -> None:
    words = [*_war(1), said("attack", 10, by="KA", day=200)]
    weighing = weigh(*words)
    places = len({one.places[0].place.id for one in _war(1)})
    assert _rates(weighing, 250).days == pytest.approx(places * (_first_after(200) - 1), abs=1)


def _first_after(day: int) -> int:
    """Days from the start to the first of the month after the day."""
    month = ((START + timedelta(day)).replace(day=1) + timedelta(31)).replace(day=1)
    return (month - START).days


@pytest.mark.parametrize("days_held", [1, 700])
def test_however_few_tracks_are_held_the_same_is_learned_and_believed(monkeypatch: pytest.MonkeyPatch, days_held: int) -> None:
    def found() -> tuple[object, ...]:
        weighing = weigh(*_war(6))
        last = START + timedelta(200)
        shares = [weighing.track(number, last - timedelta(back))[1:] for back in (40, 0) for number in weighing.told_of()]
        return _rates(weighing, 200), [states.tobytes() for both in shares for states in both], weighing.grades(last)

    freely = found()
    monkeypatch.setattr(track, "DAYS_HELD", days_held)
    assert found() == freely


def test_tracks_that_nobody_asked_for_longest_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(track, "DAYS_HELD", 25)
    held, made = track.Tracks(), Track((), START, np.zeros((10, CELLS)), {}, np.zeros((10, CELLS)), is_told=False)
    for number in (1, 2, 2):
        held.put(number, made)
    assert held.get(1) is made
    held.put(3, made)
    assert [held.get(number) for number in (1, 2, 3)] == [made, None, made]
    held.put(4, Track((), START, np.zeros((30, CELLS)), {}, np.zeros((30, CELLS)), is_told=False))
    assert [held.get(number) is None for number in (1, 3, 4)] == [True, True, False]
    held.clear()
    assert held.get(4) is None
