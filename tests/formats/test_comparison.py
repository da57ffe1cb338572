"""A comparison in words and in rows."""

from __future__ import annotations

import json
from datetime import date

import pytest

from reportedly.beliefs.prior import Point
from reportedly.formats.comparison import comparison_geojson, comparison_rows, comparison_text, lag_words
from reportedly.maps.compare import Compared, Comparison, Difference, Turn

DAY = date(2031, 5, 20)
HARROW = Point(geonameid=7, name="Harrow\u202e", latitude=41.2, longitude=-30.6)
FIRST = Compared(point=HARROW, day=DAY, as_of=DAY, holder="KA", share=0.97, drawn="TO")


def found(**changed: object) -> Comparison:
    difference = Difference(first=FIRST, last=DAY, moved=(), lag=-2, kilometres=3.14159)
    agreeing = Compared(point=Point(geonameid=8, name="Ash", latitude=41, longitude=-30), day=DAY, as_of=DAY, holder="TO", share=0.7, drawn="TO")
    known = {
        "name": "m", "days": (DAY,), "compared": (FIRST, agreeing), "differences": (difference,), "turns": (), "apart": (HARROW,), "unsure": (), "troubles": ("x",),
    }  # fmt: skip
    return Comparison(**(known | changed))  # type: ignore[arg-type]


def test_the_text_has_the_share_of_how_many_and_the_difference() -> None:
    text = "".join(comparison_text(found()))
    assert "m: 2 places on 2031-05-20" in text
    assert " 50.0%  [0.0% to 100.0%]  of 2" in text
    assert "we say KA (97%), the map TO; 3.1 km from the map's nearest edge" in text
    assert "a lag: we say so 2 days earlier" in text
    assert "1 place on no polygon" in text
    assert "note: x" in text
    assert "\u202e" not in text


def test_lags_are_told_with_their_middle() -> None:
    days = [date(2031, 5, day) for day in (10, 17, 20, 17, 11)]
    turns = tuple(Turn(point=HARROW, side="KA", after=days[0], by=days[1], ours=ours) for ours in (*days[2:], None))
    alone = Turn(point=HARROW, side="TO", after=None, by=None, ours=DAY)
    text = "".join(comparison_text(found(turns=(*turns, alone))))
    assert "4 on the map, of which we have 3; 1 of ours the map has not" in text
    assert "median 0, quarter 0 to 3, within 0 2, within 1 2, within 3 3, within 7 3" in text
    assert "we on 2031-05-20  (+3)" in text
    assert "the map has none, we on 2031-05-20" in text


@pytest.mark.parametrize(("lag", "explained", "words"), [(3, True, "3 days later"), (None, True, "not a matter of days"), (None, False, "too many")])
def test_whether_it_is_a_lag(lag: int | None, explained: bool, words: str) -> None:  # noqa: FBT001
    assert words in lag_words(Difference(first=FIRST, last=DAY, moved=(), lag=lag, kilometres=None, is_explained=explained))


def test_long_lists_are_cut_in_the_text_and_whole_in_the_rows() -> None:
    many = tuple(Difference(first=FIRST, last=DAY, moved=(), lag=None, kilometres=None) for _ in range(60))
    assert "… and 20 more" in "".join(comparison_text(found(differences=many, apart=(HARROW,) * 60)))
    rows = list(comparison_rows(found(apart=(HARROW,) * 60)))
    assert sum(row["row"] == "apart" for row in rows) == 60
    assert rows[0] | {"why": ""} == rows[0] | {"match": "opposite", "lag": -2, "kilometres": 3.1, "claims": [], "why": ""}


def test_nothing_at_all_is_written_too() -> None:
    empty = found(compared=(), differences=(), apart=())
    assert "nothing to compare" in "".join(comparison_text(empty))
    assert json.loads(comparison_geojson(empty))["features"] == []
