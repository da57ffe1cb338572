"""Beliefs against a map: agreement, differences with their words, lags."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.beliefs.words import SIDES, START, prior, said, village, war_pack, weigh
from tests.maps.drawn import front, series

from reportedly.beliefs.control import Weighing
from reportedly.beliefs.ground import Ground
from reportedly.core.errors import MapError
from reportedly.maps.compare import Comparison, Match, Turn, compare, interval, lags_of
from reportedly.maps.layers import read_reference
from reportedly.maps.legend import legend_of
from reportedly.reports.independence import Origins

if TYPE_CHECKING:
    from pathlib import Path

LEGEND = legend_of(war_pack(), SIDES)
BEFORE_K, AFTER_K = 30.76, 30.84
"""Edges west and east of Vale K, the tenth village, the first behind TO's line."""
CAPTURE = said("capture", 10, by="KA", day=20, source="the marshal", side="TO")


def iso(day: int) -> str:
    return (START + timedelta(day)).isoformat()


def against(weighing: Weighing, path: Path, **options: object) -> Comparison:
    return compare(weighing, read_reference(path, LEGEND), **options)  # type: ignore[arg-type]


def test_beliefs_that_are_as_the_map_agree(tmp_path: Path) -> None:
    (tmp_path / f"m-{iso(25)}.geojson").write_bytes(front(AFTER_K))
    found = against(weigh(CAPTURE), tmp_path, every=True)
    assert (found.agreement().part, found.differences, found.turns, found.apart) == (1.0, (), (), ())
    assert len(found.compared) == 20
    assert {one.day for one in found.compared} == {START + timedelta(25)}
    assert sum(share.of for _, share in found.bands()) == 20


def test_places_of_which_nothing_was_said_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    (tmp_path / f"m-{iso(25)}.geojson").write_bytes(front(AFTER_K))
    assert [one.point for one in against(weigh(CAPTURE), tmp_path).compared] == [village(10)]


def test_a_difference_has_its_words_and_is_no_lag(tmp_path: Path) -> None:
    (tmp_path / f"m-{iso(25)}.geojson").write_bytes(front(BEFORE_K))
    found = against(weigh(CAPTURE), tmp_path)
    (one,) = found.differences
    assert (one.first.holder, one.first.drawn, one.first.match, one.lag) == ("KA", "TO", Match.OPPOSITE, -6)
    assert one.moved[0].statement.testimony == CAPTURE.id
    assert one.kilometres == pytest.approx(2.9, abs=0.2)


def test_a_difference_that_is_a_lag_says_by_how_much(tmp_path: Path) -> None:
    (tmp_path / f"m-{iso(15)}.geojson").write_bytes(front(AFTER_K))
    weighing = weigh(said("shell", 10, by="KA", day=1), CAPTURE)
    (one,) = against(weighing, tmp_path).differences
    assert (one.first.holder, one.first.drawn, one.lag) == ("TO", "KA", 5)


def test_a_place_on_no_polygon_and_one_of_no_sure_position_stand_apart(tmp_path: Path) -> None:
    (tmp_path / f"m-{iso(25)}.geojson").write_bytes(front(AFTER_K))
    far = said("shell", 40, by="KA", day=20)
    vague = dataclasses.replace(prior()[3], point=dataclasses.replace(village(3), geonameid=900, name="Somewhere", latitude=50.9, error_km=20.0))
    weighing = Weighing(Ground([*prior(), vague], SIDES), Origins(war_pack()), lambda _: None)
    weighing.add([CAPTURE, far])
    found = against(weighing, tmp_path, every=True)
    assert [point.name for point in found.apart] == [village(40).name]
    assert [point.name for point in found.unsure] == ["Somewhere"]
    assert len(found.compared) == 20


def test_a_series_gives_lags(tmp_path: Path) -> None:
    series(tmp_path, {iso(10): BEFORE_K, iso(17): AFTER_K, iso(24): AFTER_K, iso(31): BEFORE_K})
    back = said("capture", 10, by="TO", day=27, source="the colonel", side="KA")
    found = against(weigh(said("shell", 10, by="KA", day=1), CAPTURE, back, said("shell", 3, by="TO", day=40)), tmp_path)
    turns = [turn for turn in found.turns if turn.point == village(10)]
    assert [(turn.side, turn.after, turn.by, turn.lag) for turn in turns] == [
        ("KA", START + timedelta(10), START + timedelta(17), 3),
        ("TO", START + timedelta(24), START + timedelta(31), 0),
    ]
    assert lags_of(found.turns) == [0, 3]


def test_a_change_that_only_one_has(tmp_path: Path) -> None:
    series(tmp_path, {iso(10): BEFORE_K, iso(30): BEFORE_K})
    found = against(weigh(said("shell", 10, by="KA", day=1), CAPTURE, said("shell", 3, by="TO", day=40)), tmp_path)
    (turn,) = [turn for turn in found.turns if turn.point == village(10)]
    assert (turn.by, turn.ours, turn.lag) == (None, START + timedelta(20), None)


def test_days_after_the_last_word_are_left_out_and_told(tmp_path: Path) -> None:
    series(tmp_path, {iso(10): BEFORE_K, iso(20): AFTER_K, iso(90): AFTER_K})
    found = against(weigh(CAPTURE), tmp_path)
    assert found.days == (START + timedelta(10), START + timedelta(20))
    assert "1 day after" in found.troubles[-1]


def test_on_a_day_the_last_map_before_it_holds(tmp_path: Path) -> None:
    series(tmp_path, {iso(10): BEFORE_K, iso(20): AFTER_K})
    found = against(weigh(CAPTURE), tmp_path, day=START + timedelta(25))
    assert [(one.day, one.drawn) for one in found.compared] == [(START + timedelta(25), "KA")]
    assert "5 days before" in found.troubles[-1]
    with pytest.raises(MapError, match="of 2031-05-06 or before"):
        against(weigh(CAPTURE), tmp_path, day=START + timedelta(5))


def test_a_map_without_a_day_is_of_the_last_day_of_news(tmp_path: Path) -> None:
    (tmp_path / "m.geojson").write_bytes(front(AFTER_K))
    found = against(weigh(CAPTURE), tmp_path / "m.geojson")
    assert found.days == (START + timedelta(20),)
    with pytest.raises(MapError, match="--on"):
        against(weigh(), tmp_path / "m.geojson", every=True)


def test_in_hindsight_the_same_day_knows_more(tmp_path: Path) -> None:
    (tmp_path / f"m-{iso(20)}.geojson").write_bytes(front(AFTER_K))
    late = said("capture", 10, by="KA", day=19, public=26, source="the marshal", side="TO")
    weighing = weigh(said("shell", 10, by="KA", day=1), late)
    assert against(weighing, tmp_path).agreement().count == 0
    assert against(weighing, tmp_path, as_of=START + timedelta(30)).agreement().count == 1


def test_nothing_known_is_neither_right_nor_wrong(tmp_path: Path) -> None:
    bare = Weighing(Ground((), SIDES), Origins(war_pack()), lambda _: None)
    bare.add([CAPTURE])
    (tmp_path / f"m-{iso(1)}.geojson").write_bytes(front(AFTER_K))
    found = against(bare, tmp_path)
    assert found.count(Match.UNKNOWN) == 1
    assert (found.agreement().of, found.agreement().part, found.differences) == (0, None, ())


@pytest.mark.parametrize(("after", "by", "ours", "lag"), [(10, 17, 20, 3), (10, 17, 17, 0), (10, 17, 11, 0), (10, 17, 10, -1), (10, 17, 8, -3)])
def test_the_lag_of_a_turn(after: int, by: int, ours: int, lag: int) -> None:
    days = [date(2031, 5, 1) + timedelta(day) for day in (after, by, ours)]
    assert Turn(point=village(1), side="KA", after=days[0], by=days[1], ours=days[2]).lag == lag


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=30))
def test_the_interval_is_around_the_share_and_the_same_every_time(rows: list[tuple[int, int]]) -> None:
    table = np.array([(right, right + wrong + 1) for right, wrong in rows], dtype=np.int64)
    low, high = interval(table)
    assert interval(table) == (low, high)
    if len(table) < 2:
        assert (low, high) == (None, None)
        return
    assert low is not None
    assert high is not None
    assert 0 <= low <= high <= 1
    parts = table[:, 0] / table[:, 1]
    assert parts.min() - 1e-9 <= low
    assert high <= parts.max() + 1e-9
