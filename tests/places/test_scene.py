from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.day_range import DayRange
from reportedly.core.errors import PackError
from reportedly.core.settings import Settings
from reportedly.places.explain import explain_name
from reportedly.places.gazetteer import load_gazetteer
from reportedly.places.scene import AFTER, BEFORE, News, Scene, read_news, scene_on

if TYPE_CHECKING:
    from reportedly.packs.load import Pack

DAY = date(2031, 5, 10)
NEWS = (News(DAY, frozenset({"pack:velmora"})), News(DAY + timedelta(days=3), frozenset({"pack:little-oststrand"})))


@given(st.integers(-60, 60))
def test_a_place_is_in_the_news_for_two_weeks(days: int) -> None:
    scene = scene_on((), NEWS, DayRange.on(DAY + timedelta(days=days)))
    assert (scene is not None and "pack:velmora" in scene.news) == (-BEFORE <= timedelta(days=days) <= AFTER)


def test_a_day_that_is_open_has_no_scene() -> None:
    assert scene_on((), NEWS, None) is None
    assert scene_on((), NEWS, DayRange()) is None


def test_days_of_one_scene_share_it() -> None:
    one, other = (scene_on((), NEWS, DayRange.on(DAY + timedelta(days=days))) for days in (4, 9))
    assert one is other
    assert one == Scene(None, frozenset({"pack:velmora", "pack:little-oststrand"}))
    assert one is not None
    assert one.kilometres(10.0, 20.0) is None


def test_news_is_read_in_order_of_days() -> None:
    news = read_news({"news": [{"day": DAY, "places": ["pack:b"]}, {"day": date(2030, 1, 1), "places": ["pack:a"]}]}, "a pack")
    assert [one.places for one in news] == [frozenset({"pack:a"}), frozenset({"pack:b"})]
    assert read_news({}, "a pack") == ()


@pytest.mark.parametrize("entry", [{}, {"day": DAY}, {"day": "soon", "places": ["pack:a"]}, {"day": DAY, "places": []}, {"day": DAY, "places": "pack:a"}])
def test_faulty_news_is_told(entry: dict[str, object]) -> None:
    with pytest.raises(PackError, match=r"expected \[\[news\]\] in a pack"):
        read_news({"news": [entry]}, "a pack")


def test_the_news_of_the_pack_is_of_its_places(war: Pack) -> None:
    gazetteer = load_gazetteer(war)
    known = {gazetteer.place(row).id for row in range(gazetteer.own)}
    assert gazetteer.news
    assert {place for news in gazetteer.news for place in news.places} <= known


def test_the_namesake_in_the_news_is_meant_in_its_days(war: Pack) -> None:
    then, later = (explain_name("Serhiivka", war, Settings(), days=DayRange.on(day)) for day in (date(2022, 7, 2), date(2022, 9, 2)))
    assert then.mention is not None
    assert then.mention.place is not None
    assert then.mention.place.admin1 == "Odesa Oblast"
    assert dict(then.considered[0].parts)["in the news of the day"] > 0
    assert later.mention is not None
    assert later.mention.place is None
