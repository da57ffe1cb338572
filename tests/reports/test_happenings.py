from __future__ import annotations

import dataclasses
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reports.told import TOWNS, mouth, told

from reportedly.core.day_range import DayRange
from reportedly.core.entries import Judgement, JudgementKind, Testimony
from reportedly.core.records import Mode, PlaceRole
from reportedly.reports.happenings import group_claims, numbers_apart, place_of

if TYPE_CHECKING:
    import random

MAY_3 = date(2024, 5, 3)


def groups(*testimonies: Testimony, judgements: tuple[Judgement, ...] = ()) -> list[tuple[str, ...]]:
    return [tuple(claim.partition("/")[0] for claim in one.claims) for one in group_claims(testimonies, mouth, judgements)]


def judged(kind: JudgementKind, first: Testimony, second: Testimony) -> Judgement:
    return Judgement(id=f"{kind}", kind=kind, subject=first.id, object=second.id, by="A. Checker", why="seen", since=None)


def test_two_reports_of_one_strike_are_one_happening() -> None:
    (one,) = group_claims([told("a", "strike", by="N", who="mayor"), told("b", "strike", who="mayor"), told("c", "strike", who="ministry")], mouth)
    assert one.claims == ("a/0000aaaa", "b/0000aaaa", "c/0000aaaa")
    assert one.origins == ("mayor", "ministry")
    assert one.sides == ("N",)
    assert one.days == DayRange.on(MAY_3)
    assert one.why[0] == "strike at Oldmark on 2024-05-03, done by N"
    assert "on the word of 2" in one.why[1]


@pytest.mark.parametrize(
    "other",
    [
        told("b", "shell"),
        told("b", "strike", "Varnik"),
        told("b", "strike", None),
        told("b", "strike", day=date(2024, 5, 4)),
        told("b", "strike", by="S"),
        told("b", "strike", positive=False),
        told("b", "strike", mode=Mode.PLANNED),
        told("b", "strike", day=DayRange(date(2024, 4, 20), date(2024, 5, 10))),
        told("b", "strike", day=DayRange(None, MAY_3)),
        told("b", "strike", role=PlaceRole.IN),
        told("b", "strike", count=(50, 50, "people")),
    ],
)
def test_what_differs_in_a_slot_stays_apart(other: Testimony) -> None:
    assert groups(told("a", "strike", by="N", count=(4, 4, "people")), other) == []


def headline(testimony: Testimony) -> Testimony:
    """Another claim of the same report."""
    return dataclasses.replace(testimony, id=testimony.report + "/1111bbbb", claim="1111bbbb")


def test_a_headline_adds_no_mouth_to_its_body() -> None:
    own, passed_on = headline(told("a", "strike")), told("a", "strike", who="mayor")
    other = told("b", "strike", who="mayor")
    (one,) = group_claims([own, passed_on, other], mouth)
    assert one.origins == ("mayor",)
    (one,) = group_claims([own, other], mouth)
    assert one.origins == ("a", "mayor")
    (one,) = group_claims([own, passed_on, told("c", "strike")], mouth)
    assert one.origins == ("c", "mayor")


def test_a_headline_without_a_day_is_of_the_day_of_its_body() -> None:
    day = date(2024, 5, 4)
    bare = headline(told("a", "strike", day=day, published=day))
    assert groups(bare, told("a", "strike", published=day), told("b", "strike"), told("c", "strike", day=day, published=day)) == [("a", "a", "b")]
    # Three days before it is another event, as at another place, by another side, or with a count far off.
    for body in (
        told("a", "strike", day=date(2024, 5, 1), published=day),
        told("a", "strike", "Varnik", published=day),
        told("a", "strike", by="S", published=day),
        told("a", "strike", count=(90, 90, "soldiers"), published=day),
    ):
        named = headline(told("a", "strike", day=day, published=day, by="N", count=(4, 4, "people")))
        assert groups(named, body, told("c", "strike", day=day, published=day)) == [("a", "c")]


def test_who_is_not_said_to_have_done_it_joins_neither_of_two_sides() -> None:
    north, south = (told("a", "shell", by="N"), told("b", "shell", by="N")), (told("c", "shell", by="S"), told("d", "shell", by="S"))
    assert groups(*north, told("e", "shell")) == [("a", "b", "e")]
    assert sorted(groups(*north, *south, told("e", "shell"), told("f", "shell"))) == [("a", "b"), ("c", "d"), ("e", "f")]


def test_people_are_counted_whatever_they_are_called() -> None:
    assert groups(told("a", "kill", count=(4, 4, "people")), told("b", "kill", count=(90, 90, "soldiers"))) == []
    assert groups(told("a", "kill", count=(4, 4, "people")), told("b", "kill", count=(3, 3, "civilians"))) == [("a", "b")]
    assert groups(told("a", "kill", count=(4, 4, "people")), told("b", "kill", count=(90, 90, "tanks"))) == [("a", "b")]


def test_near_places_and_wider_days_that_meet_are_one() -> None:
    assert groups(told("a", "strike"), told("b", "strike", "Oldmark Station"), told("c", "strike", day=DayRange(MAY_3, date(2024, 5, 5)))) == [("a", "b", "c")]


def test_all_members_agree_on_a_day() -> None:
    first, bridge, last = (
        told("a", "strike"), told("b", "strike", day=DayRange(MAY_3, date(2024, 5, 4))), told("c", "strike", day=date(2024, 5, 4)),
    )  # fmt: skip
    assert groups(first, bridge, last) == [("a", "b")]


def test_one_report_alone_is_no_group() -> None:
    assert groups(told("a", "strike"), dataclasses.replace(told("a", "strike"), id="a/1111bbbb", claim="1111bbbb")) == []


def test_a_state_is_no_happening() -> None:
    assert groups(told("a", "hold", by="N"), told("b", "hold", by="N")) == []


def test_a_person_goes_before_the_machine() -> None:
    first, second, far = told("a", "strike"), told("b", "strike"), told("c", "strike", "Orvesa")
    assert groups(first, second, judgements=(judged(JudgementKind.NOT_SAME, second, first),)) == []
    (one,) = group_claims([first, second, far], mouth, [judged(JudgementKind.SAME_AS, far, first)])
    assert one.reports == ("a", "b", "c")
    assert one.why[-1] == "A. Checker judged c/0000aaaa and a/0000aaaa the same: seen"
    assert groups(first, far, judgements=(judged(JudgementKind.SAME_AS, first, far),)) == [("a", "c")]


def test_numbers_apart() -> None:
    assert numbers_apart(told("a", "kill", count=(4, 4, "people")), told("b", "kill", count=(5, None, "people"))) == "4 and 5.. people"
    assert numbers_apart(told("a", "kill", count=(4, 4, "people")), told("b", "kill", count=(None, 4, "people"))) is None
    assert numbers_apart(told("a", "kill", count=(4, 4, "people")), told("b", "kill", count=(9, 9, "tanks"))) is None


def test_the_place_of_an_event_is_not_what_it_leads_to() -> None:
    assert place_of(told("a", "advance", role=PlaceRole.TOWARD)) is None
    near = place_of(told("a", "clash", role=PlaceRole.NEAR))
    assert near is not None
    assert near.name == "Oldmark"


SOME = st.builds(
    lambda number, event, place, day, width, side: told(f"r{number}", event, place, DayRange(MAY_3 + timedelta(day), MAY_3 + timedelta(day + width)), by=side),
    st.integers(0, 10**9), st.sampled_from(["strike", "shell"]), st.sampled_from(sorted(TOWNS)), st.integers(0, 3), st.integers(0, 2), st.sampled_from([None, "N", "S"]),
)  # fmt: skip


@given(st.lists(SOME, max_size=12, unique_by=lambda one: one.id), st.randoms(use_true_random=False))
def test_the_order_of_testimonies_does_not_matter(testimonies: list[Testimony], shuffler: random.Random) -> None:
    shuffled = list(testimonies)
    shuffler.shuffle(shuffled)
    happenings = group_claims(testimonies, mouth)
    assert group_claims(shuffled, mouth) == happenings
    members = [claim for one in happenings for claim in one.claims]
    assert len(members) == len(set(members))
    by_id = {one.id: one for one in testimonies}
    for one in happenings:
        assert all((by_id[claim].days & one.days) == one.days for claim in one.claims)


def test_grouping_is_near_linear() -> None:
    def seconds(number: int) -> float:
        testimonies = [told(f"r{place}", "strike", day=MAY_3 + timedelta(place // 4)) for place in range(number)]
        began = time.process_time()
        assert len(group_claims(testimonies, mouth)) == number // 4
        return time.process_time() - began

    seconds(400)
    assert seconds(4_000) < 60 * max(seconds(400), 0.002)


def test_a_flood_of_one_event_is_near_linear() -> None:
    def seconds(number: int) -> float:
        flood = [told(f"r{place}", "kill", count=(4, 4 + place % 3, "people")) for place in range(number)]
        began = time.process_time()
        (one,) = group_claims(flood, mouth)
        assert len(one.origins) == number
        return time.process_time() - began

    seconds(200)
    assert seconds(4_000) < 60 * max(seconds(400), 0.002)
