"""Rates: what the ledger says moves what is judged, silence and a lone word move nothing, and one who never tires counts for one."""

from __future__ import annotations

import dataclasses
import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.beliefs.words import START, said, village, weigh

from reportedly.beliefs import line, weights
from reportedly.beliefs.hearing import view_of
from reportedly.beliefs.rates import JUDGED, SIGNS, Counts, Stretch, count_days, count_words, estimate
from reportedly.beliefs.reliability import Grade, Settled
from reportedly.beliefs.track import Track
from reportedly.beliefs.weights import CLAIM

AMOUNTS = st.floats(0.0, 1e6, allow_nan=False)


def _track(views: line.Array, motion: line.Motion = line.JUDGED) -> Track:
    return Track((), date(2031, 5, 1), views, {}, line.forward(views, motion=motion), is_told=False, motion=motion)


def _whole(track: Track) -> Counts:
    return count_days(Stretch.of(track, 0), 0, len(track.views))


def test_a_ledger_that_says_nothing_keeps_what_is_judged() -> None:
    assert JUDGED.motion == line.JUDGED
    assert all(rate.used == rate.judged for rate in JUDGED.table)
    assert JUDGED.days == 0


def test_silence_is_counted_as_it_was_expected_and_moves_no_rate() -> None:
    counts = _whole(_track(np.zeros((400, line.CELLS))))
    assert counts.days == 399
    assert counts.jumps / counts.days == pytest.approx(line.JUMPS_A_DAY, rel=1e-6)
    assert counts.collapses / counts.days == pytest.approx(line.COLLAPSES_A_DAY, rel=1e-6)
    assert counts.jumped / counts.jumps == pytest.approx(line.JUMP_KM, rel=1e-6)


def _walk(jumps: float, kilometres: float, days: int) -> line.Array:
    """What is seen, to the kilometre, of a line that moves so."""
    chance = np.random.Generator(np.random.PCG64(7))
    where, views = 0.0, np.zeros((days, line.CELLS))
    for day in range(days):
        if chance.random() < jumps:
            where = float(np.clip(where + np.round(chance.laplace(0.0, kilometres)), -40, 40))
        views[day] = -0.5 * ((line.KM - where) / 0.4) ** 2
    return views


def test_repeating_finds_the_rates_that_made_the_days() -> None:
    views, motion = _walk(0.1, 8.0, 3_000), line.JUDGED
    for _ in range(12):
        counts = _whole(_track(views, motion))
        motion = dataclasses.replace(motion, jumps=counts.jumps / counts.days, kilometres=counts.jumped / counts.jumps)
    assert motion.jumps == pytest.approx(0.1, rel=0.2)
    assert motion.kilometres == pytest.approx(8.0, rel=0.2)


def test_a_stretch_sees_its_days_as_the_whole_track_does() -> None:
    track = _track(_walk(0.05, 5.0, 200))
    whole = track.smoothed()
    assert np.allclose(Stretch.of(track, 150).seen, whole[149:], atol=1e-9)
    parts = count_days(Stretch.of(track, 0), 0, 90), count_days(Stretch.of(track, 90), 90, 200)
    assert (parts[0] + parts[1]).jumps == pytest.approx(_whole(track).jumps, rel=1e-6)


def test_small_ledgers_keep_what_is_judged_and_large_ones_speak() -> None:
    few, many = (estimate(Counts(days=days, jumps=0.1 * days, jumped=0.8 * days), {}).motion for days in (100.0, 10_000_000.0))
    assert few.jumps == pytest.approx(line.JUMPS_A_DAY, rel=0.05)
    assert many.jumps == pytest.approx(0.1, rel=0.01)
    assert many.kilometres == pytest.approx(8.0, rel=0.01)


def test_a_word_on_which_nothing_else_bears_moves_nothing() -> None:
    weighing = weigh(said("attack", 10, by="KA", day=3))
    (heard,) = weighing.own_words(weighing.ground.number(village(10)), START.replace(day=20))
    trust = heard.statement.standing.trust
    view = view_of(heard, trust, trust, heard.statement.rule.strength)
    view = np.where(line.KM == 0, -50.0, view)  # a place held by one or the other
    state = np.exp(view) * (np.abs(line.KM) <= weights.NEAR_KM)
    counts = count_words([(heard, trust, state / state.sum())], JUDGED)
    so, not_so = counts.signs["attack"][:2]
    assert math.log(so / not_so) == pytest.approx(SIGNS["attack"].strength, abs=1e-6)


@pytest.mark.parametrize(("shares", "is_more"), [((400.0, 4.0, 0.0, 0.0), True), ((100.0, 300.0, 0.0, 0.0), False)])
def test_signs_are_worth_more_where_they_turn_out_so(shares: tuple[float, float, float, float], is_more: bool) -> None:  # noqa: FBT001
    rates = estimate(Counts(said=(500.0, 0.0, 500.0), signs={"attack": shares}), {})
    assert (rates.strength(SIGNS["attack"]) > SIGNS["attack"].strength) is is_more
    assert rates.strength(SIGNS["attack"]) >= 0
    assert rates.strength(SIGNS["shell"]) == SIGNS["shell"].strength


def test_places_that_are_told_more_of_are_told_more_of_everything() -> None:
    """Nine of ten words are of the second side's places: that nine of ten attacks of the first are there says nothing of attacks."""
    common = estimate(Counts(said=(1_000.0, 0.0, 9_000.0), signs={"attack": (900.0, 100.0, 0.0, 0.0)}), {}).strength(SIGNS["attack"])
    even = estimate(Counts(said=(5_000.0, 0.0, 5_000.0), signs={"attack": (900.0, 100.0, 0.0, 0.0)}), {}).strength(SIGNS["attack"])
    assert common < SIGNS["attack"].strength < even


def _record(source: str, count: int, right: float) -> Grade:
    weighing = weigh(said("capture", 10, by="KA", day=3, source="the herald", side="KA"))
    (heard,) = weighing.own_words(weighing.ground.number(village(10)), START.replace(day=20))
    assert heard.statement.standing == CLAIM
    return Grade(source, tuple(Settled(heard.statement, right) for _ in range(count)))


def test_a_liar_who_never_tires_speaks_for_himself_alone() -> None:
    worth = int(weights.SOURCE_WORTH)
    few, many = (estimate(Counts(), {"liar": _record("liar", count, 0.0)}).trust(CLAIM) for count in (worth, 1_000))
    assert few == many < CLAIM.trust
    crowd = estimate(Counts(), {f"liar {number}": _record(f"liar {number}", worth, 0.0) for number in range(20)}).trust(CLAIM)
    assert crowd < few


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS), min_size=2, max_size=4))
def test_counts_add_in_any_order(amounts: list[tuple[float, float, float, float]]) -> None:
    parts = [Counts(days=one, jumps=other, said=(one, other, third), signs={"shell": (one, other, third, fourth)}) for one, other, third, fourth in amounts]
    forth, back = sum(parts, Counts()), sum(reversed(parts), Counts())
    assert forth.days == pytest.approx(back.days)
    assert forth.said == pytest.approx(back.said)
    assert forth.signs["shell"] == pytest.approx(back.signs["shell"])
