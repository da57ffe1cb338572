"""Disputes over days that do not meet, by the tables."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.reports.told import mouth, told

from reportedly.core.day_range import DayRange
from reportedly.core.records import Certainty, Mode
from reportedly.packs.load import load_pack
from reportedly.reports.dispute_rules import differ, dispute_rules, gap, is_undated
from reportedly.reports.disputes import find_disputes

if TYPE_CHECKING:
    from reportedly.core.entries import Testimony

PACK = load_pack("tests/data/packs/two_rivers")


def may(day: int) -> date:
    return date(2024, 5, day)


def one(name: str, event: str, day: int, by: str | None = None, *, public: int | None = None, **more: Any) -> Testimony:
    """A claim of a day written out, unless it is that of publication."""
    return told(name, event, day=may(day), by=by, published=may(day + 1 if public is None else public), **more)


def holds(name: str, day: int, by: str, **more: Any) -> Testimony:
    return one(name, "hold", day, by, mode=Mode.ONGOING, public=day, **more)


def kinds(*testimonies: Testimony) -> list[str]:
    return [f"{found.kind}: {found.first[0]}{found.second[0]}" for found in find_disputes(testimonies, PACK, mouth)]


@pytest.mark.parametrize(("day", "expected"), [(3, ["state"]), (4, ["state"]), (6, ["state"]), (7, []), (2, [])])
def test_who_holds_on_disputes_a_capture_for_three_days(day: int, expected: list[str]) -> None:
    assert [kind.partition(":")[0] for kind in kinds(one("a", "capture", 3, "N"), holds("b", day, "S"))] == expected


def test_a_capture_after_the_holding_is_news_not_a_dispute() -> None:
    assert kinds(holds("a", 3, "S"), one("b", "capture", 4, "N")) == []


def test_who_tells_that_it_was_taken_back_in_between_settles_it() -> None:
    taken, held = one("a", "capture", 3, "N"), holds("b", 5, "S")
    assert kinds(taken, held) == ["state: ab"]
    assert kinds(taken, held, one("c", "capture", 5, "S")) == []
    assert kinds(taken, held, one("c", "advance", 4, "S")) == []
    assert kinds(taken, held, one("c", "capture", 1, "S")) == ["state: ab"]
    assert kinds(taken, held, one("c", "capture", 4, "S", mode=Mode.PLANNED)) == ["state: ab"]


def test_gone_and_yet_there_or_yet_surrounded() -> None:
    assert kinds(one("a", "withdraw", 3, "S"), holds("b", 4, "S")) == ["state: ab"]
    assert kinds(one("a", "withdraw", 3, "S"), one("b", "encircle", 4, "N", to="S", mode=Mode.ONGOING)) == ["state: ab"]
    assert kinds(one("a", "encircle", 3, "N", to="S", mode=Mode.ONGOING), one("b", "withdraw", 4, "S")) == []


def test_a_part_of_a_place_is_not_the_place() -> None:
    assert kinds(one("a", "capture", 3, "N", quote="took the eastern part of Oldmark"), holds("b", 4, "S")) == []
    assert kinds(one("a", "capture", 3, "N"), holds("b", 3, "S", quote="hold 20% of it")) == []


def test_a_denial_reaches_back_three_days_and_never_forward() -> None:
    taken = one("a", "capture", 3, "N")
    assert kinds(taken, one("b", "capture", 5, "N", positive=False)) == ["polarity: ab"]
    assert kinds(taken, one("b", "capture", 9, "N", positive=False)) == []
    assert kinds(one("a", "capture", 3, "N", positive=False), one("b", "capture", 5, "N")) == []


def test_words_taken_back_deny_nothing() -> None:
    taken_back = one("b", "capture", 3, "N", positive=False, certainty=Certainty.UNKNOWN)
    assert kinds(one("a", "capture", 3, "N"), taken_back) == []
    assert kinds(one("a", "capture", 3, "N"), one("b", "capture", 3, "N", positive=False)) == ["polarity: ab"]


def test_a_strike_is_denied_by_who_gives_no_day_and_is_named() -> None:
    struck = one("a", "strike", 3, "N")
    assert kinds(struck, one("b", "strike", 4, "N", public=4, positive=False)) == ["polarity: ab"]
    assert kinds(struck, one("b", "strike", 4, "N", public=5, positive=False)) == []  # it was not struck on the 4th
    assert kinds(one("a", "strike", 3), one("b", "strike", 4, "N", public=4, positive=False)) == []


def test_who_gives_no_day_disputes_no_day() -> None:
    written = one("a", "withdraw", 1, "S")
    assert kinds(written, one("b", "withdraw", 3, "S", public=3)) == []
    assert kinds(written, one("b", "withdraw", 3, "S", public=4)) == ["day: ab"]
    assert kinds(one("a", "withdraw", 1, "S", public=1), one("b", "withdraw", 3, "S", public=4)) == ["day: ab"]


def test_who_lost_a_place_in_between_took_it_twice() -> None:
    once, again = one("a", "capture", 1, "S"), one("b", "capture", 4, "S")
    assert kinds(once, again) == ["day: ab"]
    assert kinds(once, again, one("c", "capture", 3, "N")) == []
    assert kinds(once, again, one("c", "withdraw", 2, "S")) == []
    assert kinds(once, again, one("c", "withdraw", 2, "N")) == ["day: ab"]


def test_two_events_told_in_two_orders_are_one_dispute() -> None:
    forward = [one("a", "withdraw", 2, "S"), claim(one("a", "capture", 4, "N", public=3))]
    backward = [claim(one("b", "capture", 4, "N", public=6)), one("b", "withdraw", 5, "S", public=6)]
    assert kinds(*forward, *backward) == ["order: ab"]
    assert kinds(*backward, *forward) == ["order: ab"]
    agreeing = [claim(one("b", "capture", 4, "N", public=6)), one("b", "withdraw", 2, "S", public=6)]
    assert kinds(*forward, *agreeing) == []


def claim(testimony: Testimony) -> Testimony:
    """The second claim of its report."""
    import dataclasses

    return dataclasses.replace(testimony, id=testimony.report + "/1111bbbb", claim="1111bbbb")


def test_who_left_before_they_came() -> None:
    left, came = one("a", "withdraw", 2, "S", public=9), one("b", "capture", 4, "S", public=9)
    assert kinds(left, came) == ["order: ab"]
    assert kinds(left, one("b", "capture", 4, "S", public=4)) == []  # it was then or before
    assert kinds(left, came, one("c", "capture", 1, "S")) == []  # they came before
    assert kinds(left, came, one("c", "capture", 3, "N")) == []  # and came back, for the others took it
    assert kinds(left, one("b", "capture", 20, "S")) == []


def test_a_rising_toll_is_no_dispute() -> None:
    early = one("a", "kill", 3, count=(4, 4, "people"), public=3)
    assert kinds(early, one("b", "kill", 3, count=(9, 9, "people"), public=4)) == []
    assert kinds(one("a", "kill", 3, count=(9, 9, "people"), public=3), one("b", "kill", 3, count=(4, 4, "people"), public=4)) == ["number: ab"]
    assert kinds(early, one("b", "kill", 3, count=(9, 9, "people"), public=3, quote="the toll rose to nine")) == []


def test_each_destroys_the_others() -> None:
    assert kinds(one("a", "destroy", 3, "N", to="S"), one("b", "destroy", 3, "S", to="N")) == []
    assert kinds(one("a", "destroy", 3, "N"), one("b", "destroy", 3, "S")) == ["actor: ab"]


def test_a_flood_hides_no_dispute() -> None:
    flood = [one(f"x{number}", "capture", 3, "N", who="ministry") for number in range(500)]
    last = one("z", "strike", 3, "S", who="mayor")
    struck = one("y", "strike", 3, "N", who="army")
    assert kinds(*flood, struck, last, holds("h", 3, "S", who="mayor")) == ["state: hx", "actor: yz"]


def test_the_table_is_compiled_once_and_without_a_table_nothing_is_found() -> None:
    rules = dispute_rules(PACK)
    assert rules is dispute_rules(PACK)
    assert {rule.is_cause for rule in rules.orders} == {True, False}
    assert rules.once >= {"capture", "withdraw"}


def test_days_between() -> None:
    assert gap(one("a", "strike", 3), one("b", "strike", 5)) == 2
    assert gap(told("a", "strike", day=DayRange(None, may(3))), told("b", "strike", day=DayRange(None, may(5)))) is None
    assert is_undated(one("a", "strike", 3, public=3))
    assert not differ(frozenset(), frozenset({"N"}))
