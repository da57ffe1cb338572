"""What is seen afterwards: a change of hands stays on the day on which it is told to have come, and before the first word nothing is known."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.beliefs.words import SIDES, START, holder, prior, said, share, village, war_pack, weigh

from reportedly.beliefs import control
from reportedly.beliefs.control import Weighing
from reportedly.beliefs.ground import Ground
from reportedly.beliefs.prior import Question
from reportedly.beliefs.why import explain
from reportedly.core.records import PlaceKind
from reportedly.reports.independence import Origins

if TYPE_CHECKING:
    from reportedly.core.entries import Testimony


def without_prior(*words: Testimony) -> Weighing:
    weighing = Weighing(Ground((), SIDES), Origins(war_pack()), lambda _: ("Vale Province", "KA"))
    weighing.add(words)
    return weighing


@pytest.mark.parametrize("event", ["capture", "withdraw"])
@pytest.mark.parametrize("day", [20, 60])
def test_a_change_of_hands_is_not_moved_before_the_day_it_is_told_of(event: str, day: int) -> None:
    word = said(event, 10, by="KA" if event == "capture" else "TO", day=day, source="the marshal", side="TO")
    weighing = weigh(word)
    assert [holder(weighing, 10, when, as_of=day + 30) for when in (day - 3, day - 2, day - 1)] == ["TO"] * 3
    assert holder(weighing, 10, day, as_of=day + 30) == "KA"
    assert share(weighing, 10, day - 1, as_of=day + 30) < 0.35


def test_before_the_first_word_nothing_is_known_without_a_prior() -> None:
    weighing = without_prior(said("shell", 10, by="KA", day=10), said("capture", 10, by="KA", day=20))
    assert holder(weighing, 10, 9, as_of=30) == "unknown"
    assert holder(weighing, 10, -500, as_of=30) == "unknown"
    assert share(weighing, 10, -500, as_of=30) == pytest.approx(1 / 3)
    assert holder(weighing, 10, 19, as_of=30) == "TO"
    assert holder(weighing, 10, 20, as_of=30) == "KA"


def test_a_fall_without_a_winner_gives_the_place_to_who_did_not_hold_it() -> None:
    for number, before, after in ((10, "TO", "KA"), (9, "KA", "TO")):
        words = [said("capture", number, by=None, day=20, outlet=outlet) for outlet in ("Dale Post", "Hill Gazette")]
        first = share(weigh(words[0]), number, 20, side=after)
        assert first > share(weigh(), number, 20, side=after)
        assert share(weigh(*words), number, 25, side=after) == pytest.approx(share(weigh(words[0]), number, 25, side=after))
        assert holder(weigh(*words), number, 19, as_of=30) == before


def test_a_neighbours_fall_moves_a_place_on_that_day_not_before() -> None:
    weighing = weigh(said("capture", 11, by="KA", day=20, source="the marshal", side="TO"))
    before, on = (share(weighing, 10, day, as_of=40) for day in (19, 20))
    assert before < 0.5 < on


def test_a_region_that_was_half_lost_is_not_won_whole_by_a_word() -> None:
    village_news = said("capture", 12, by="KA", day=20, source="the marshal", side="TO")
    place = village_news.places[0].place
    region = dataclasses.replace(place, id="region", geonameid=None, name="Vale Province", kind=PlaceKind.REGION)
    places = (dataclasses.replace(village_news.places[0], place=region),)
    control = dataclasses.replace(village_news.control, place="region") if village_news.control else None
    weighing = weigh(dataclasses.replace(village_news, places=places, control=control))
    assert share(weigh(), 12, 20) < share(weighing, 12, 20) < share(weigh(village_news), 12, 20)


def test_the_shares_of_words_with_crossings_are_what_is_lost_without_them() -> None:
    words = (said("capture", 10, by="KA", day=12, report="r1"), said("capture", 11, by="KA", day=13, report="r2"))
    asked = Question(point=village(10), day=START + timedelta(14), as_of=START + timedelta(14))
    told = {one.statement.report: one.share for one in explain(weigh(*words), asked).moved}
    assert told["r1"] == pytest.approx(share(weigh(*words), 10, 14) - share(weigh(words[1]), 10, 14))
    assert told["r2"] == pytest.approx(share(weigh(*words), 10, 14) - share(weigh(words[0]), 10, 14))


def test_the_shares_in_hindsight_are_those_of_the_answer() -> None:
    words = (said("capture", 10, by="KA", day=12, report="r1"), said("attack", 10, by="KA", day=9, report="r2"))
    weighing = weigh(*words)
    asked = Question(point=village(10), day=START + timedelta(11), as_of=START + timedelta(30))
    why = explain(weighing, asked)
    told = {one.statement.report: one.share for one in why.moved}
    assert told["r2"] == pytest.approx(
        share(weighing, 10, 11, side=why.belief.holder, as_of=30) - share(weigh(words[0]), 10, 11, side=why.belief.holder, as_of=30)
    )


def test_news_of_the_place_dates_its_change_and_not_an_earlier_fall_close_by() -> None:
    near, own = said("capture", 11, by="KA", day=10), said("capture", 10, by="KA", day=30, source="the marshal", side="TO")
    assert holder(weigh(near, own), 10, 30, as_of=60) == "KA"
    assert share(weigh(near, own), 10, 29, as_of=60) < share(weigh(near), 10, 29, as_of=60)


def with_towns(reach: float, *words: Testimony) -> Weighing:
    """The same villages, each of which reaches so many kilometres from its middle."""
    weighing = Weighing(Ground(prior(), SIDES), Origins(war_pack()), lambda _: ("Vale Province", "KA"), reach_of=lambda _: reach)
    weighing.add(words)
    return weighing


def test_what_is_said_of_a_town_is_said_of_its_quarters() -> None:
    news = said("capture", 10, by="KA", day=12, source="the marshal", side="TO")
    shares = [share(with_towns(reach, news), 11, 14) for reach in (0.0, 3.0, 5.0, 8.0)]
    assert shares == sorted(shares)
    assert shares[0] < 0.5 < shares[-1]
    assert share(with_towns(8.0, news), 11, 14) > 0.7 * share(with_towns(8.0, news), 10, 14)


def test_a_reach_of_nothing_changes_nothing() -> None:
    news = said("capture", 10, by="KA", day=12, source="the marshal", side="TO")
    assert share(with_towns(0.0, news), 11, 14) == share(weigh(news), 11, 14)


def test_a_fall_far_off_dates_a_change_less_than_one_close_by() -> None:
    own = said("hold", 12, by="KA", day=40, source="the marshal", side="TO")
    rise = []
    for number in (13, 14):
        weighing = weigh(said("capture", number, by="KA", day=20, source="the marshal", side="TO"), own)
        rise.append(share(weighing, 12, 20, as_of=60) - share(weighing, 12, 19, as_of=60))
    assert rise[0] > rise[1] > 0


def test_a_fall_whose_winner_is_named_later_is_no_second_change() -> None:
    fell = said("capture", 10, by=None, day=21)
    told = said("capture", 10, by="KA", day=20, public=40, source="the marshal", side="TO")
    both, one = weigh(fell, told), weigh(told)
    assert share(both, 10, 30, as_of=60) == pytest.approx(share(one, 10, 30, as_of=60), abs=1e-3)  # the month between took it for a change
    assert share(both, 10, 30, as_of=35) == share(weigh(fell), 10, 30, as_of=35)
    asked = [share(both, 10, 30, as_of=as_of) for as_of in (35, 60, 35, 60)]
    assert asked[:2] == asked[2:]


def test_a_change_is_named_sooner_as_it_happens_than_in_hindsight() -> None:
    assert control.SWITCH <= control.SWITCH_BEHIND
