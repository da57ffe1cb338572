"""What a testimony says of a place, and what it does not."""

from __future__ import annotations

import dataclasses

import pytest
from tests.beliefs.words import SIDES, place, said, war_pack

from reportedly.beliefs import weights
from reportedly.beliefs.evidence import Statement, iter_statements
from reportedly.beliefs.weights import Says
from reportedly.beliefs.wording import wording_of
from reportedly.core.day_range import DayRange
from reportedly.core.entries import Party, Testimony
from reportedly.core.entries import TestimonyPlace as Part
from reportedly.core.records import ActorKind, Mode, PlaceKind, PlaceRole, SourceKind
from reportedly.reports.independence import Origins


def read(testimony: Testimony) -> list[Statement]:
    return list(iter_statements(testimony, Origins(war_pack()), SIDES))


def worded(testimony: Testimony) -> list[Statement]:
    return list(iter_statements(testimony, Origins(war_pack()), SIDES, wording_of(war_pack())))


def holding(quote: str, by: str = "TO") -> Testimony:
    return dataclasses.replace(said("hold", 3, by=by, day=4, mode=Mode.ONGOING), control=None, quote=quote)


def test_a_capture_says_that_the_side_holds_the_place() -> None:
    (one,) = read(said("capture", 3, by="TO", day=4))
    assert (one.rule.says, SIDES[one.side], one.whole, one.gains) == (Says.HOLDS, "TO", 1.0, None)


def test_what_is_planned_or_shelled_is_in_other_hands() -> None:
    for word in (said("capture", 3, by="TO", day=4, mode=Mode.PLANNED), said("shell", 3, by="TO", day=4)):
        (one,) = read(word)
        assert (one.rule.says, SIDES[one.side]) == (Says.NOT, "TO")


def test_civilians_who_leave_say_nothing() -> None:
    word = said("withdraw", 3, by="TO", day=4)
    civilians = (Party(actor_id=None, side="TO", kind=ActorKind.CIVILIANS, text="residents"),)
    assert read(dataclasses.replace(word, actors=civilians)) == []


def test_an_actor_of_no_side_says_nothing_but_fighting_does() -> None:
    assert read(said("hold", 3, by=None, day=4, mode=Mode.ONGOING)) == []
    assert len(read(said("clash", 3, by=None, day=4, mode=Mode.ONGOING))) == 1


def test_where_only_the_sufferer_is_known_the_other_side_acts() -> None:
    word = dataclasses.replace(said("shell", 3, by=None, day=4), targets=(Party(actor_id=None, side="KA", kind=ActorKind.FORCE, text="lines"),))
    (one,) = read(word)
    assert SIDES[one.side] == "TO"


def test_interest_is_for_or_against_the_speaker() -> None:
    (claim,) = read(said("capture", 3, by="TO", day=4, source="the colonel", side="TO"))
    (admission,) = read(said("withdraw", 3, by="TO", day=4, source="the colonel", side="TO"))
    assert claim.standing == weights.CLAIM
    assert admission.standing == weights.ADMISSION


def test_several_places_are_each_said_of_and_one_that_is_not_held_whole_only_in_part() -> None:
    word = said("capture", 3, by="TO", day=4)
    more = (*word.places, Part(place=place(4), role=PlaceRole.AT))
    assert [one.whole for one in read(dataclasses.replace(word, places=more, control=None))] == [weights.UNSURE_PLACE, weights.UNSURE_PLACE]
    assert [one.whole for one in read(dataclasses.replace(word, places=more))] == [1.0, weights.UNSURE_PLACE]
    assert word.control is not None
    both = dataclasses.replace(word.control, also=(place(4).id,))
    assert [one.whole for one in read(dataclasses.replace(word, places=more, control=both))] == [1.0, 1.0]
    assert [one.whole for one in read(dataclasses.replace(word, control=None))] == [weights.UNSURE_PLACE]


def test_a_region_that_changed_hands_is_said_of_its_places() -> None:
    region = place(3, PlaceKind.REGION)
    word = said("capture", 3, by="TO", day=4)
    (one,) = read(dataclasses.replace(word, places=(Part(place=region, role=PlaceRole.AT),)))
    assert (one.point, one.region) == (None, (region.name, region.country))
    assert read(dataclasses.replace(said("shell", 3, by="TO", day=4), places=(Part(place=region, role=PlaceRole.AT),))) == []


def test_nothing_holds_of_a_day_after_it_was_public() -> None:
    word = said("capture", 3, by="TO", day=4)
    (one,) = read(dataclasses.replace(word, days=DayRange(word.days.earliest, None)))
    assert one.day == word.public
    assert read(dataclasses.replace(word, public=None)) == []


@pytest.mark.parametrize("rule", weights.RULES, ids=lambda rule: rule.name)
def test_every_row_is_in_bounds(rule: weights.Rule) -> None:
    assert 0 <= rule.strength <= 7
    assert 0 < rule.noise < 1
    assert (rule.says is Says.NOTHING) == (rule.strength == 0)


def test_a_fall_without_a_winner_says_that_the_place_changed_hands() -> None:
    (one,) = read(said("capture", 3, by=None, day=4))
    assert one.rule is weights.TURNED
    civilians = (Party(actor_id=None, side=None, kind=ActorKind.CIVILIANS, text="residents"),)
    assert read(dataclasses.replace(said("capture", 3, by=None, day=4), actors=civilians)) == []


def test_a_stretch_of_the_front_is_not_the_town_it_is_named_after() -> None:
    word = dataclasses.replace(said("attack", 3, by="TO", day=4), quote="attacks in the Vale D direction")
    assert worded(word) == []
    taken = dataclasses.replace(said("capture", 3, by="TO", day=4), quote="took Vale D in the Vale E direction")
    assert len(worded(taken)) == 1


def test_who_surrendered_holds_nothing() -> None:
    assert read(said("transfer", 3, by="TO", day=4)) == []


@pytest.mark.parametrize(
    ("quote", "holder", "part"),
    [
        ("they control 80 % of Vale D", "TO", 0.8),
        ("most of Vale D is under their control", "TO", 0.75),
        ("they hold half of Vale D", "TO", 0.5),
        ("they hold only 20 percent of Vale D", "KA", 0.8),
        ("they are holding out in the last pocket of resistance in Vale D", "KA", 0.9),
    ],
)
def test_who_has_a_part_of_a_town_leaves_the_rest_to_the_other(quote: str, holder: str, part: float) -> None:
    (one,) = worded(holding(quote))
    assert SIDES[one.side] == holder
    assert one.part == pytest.approx(part)
    assert one.whole == pytest.approx(2 * part - 1)


def test_a_part_of_unknown_size_or_of_several_towns_is_no_share() -> None:
    (one,) = worded(holding("they control part of Vale D"))
    assert (one.part, one.whole) == (None, weights.UNSURE_PLACE)
    word = holding("they control 80 % of Vale D and Vale E")
    several = dataclasses.replace(word, places=(*word.places, Part(place=place(4), role=PlaceRole.AT)))
    assert {one.part for one in worded(several)} == {None}


def test_a_fifth_taken_leaves_the_town_as_it_was() -> None:
    (one,) = worded(dataclasses.replace(said("capture", 3, by="TO", day=4), control=None, quote="retook 20 % of Vale D"))
    assert (SIDES[one.side], one.part, one.whole) == ("TO", None, weights.UNSURE_PLACE)


def test_what_has_been_occupied_was_taken_and_what_is_occupied_lasts() -> None:
    held = said("hold", 3, by="TO", day=4, mode=Mode.ONGOING)
    (fresh,) = worded(dataclasses.replace(held, quote="yesterday Vale D has been occupied by the enemy"))
    assert (fresh.rule.event, fresh.rule.is_change) == ("capture", True)
    for quote in ("temporarily occupied Vale D", "Vale D has been occupied since March"):
        (lasting,) = worded(dataclasses.replace(held, quote=quote))
        assert lasting.rule.event == "hold"


def test_works_named_after_a_town_are_not_the_town() -> None:
    (town,) = worded(dataclasses.replace(said("attack", 3, by="TO", day=4), quote="an assault on Vale D"))
    (works,) = worded(dataclasses.replace(said("attack", 3, by="TO", day=4), quote="an assault on the Vale D thermal power plant"))
    assert (town.whole, works.whole) == (1.0, weights.UNSURE_PLACE)


def test_an_admission_counts_more_though_its_speaker_has_no_name() -> None:
    boast = dataclasses.replace(said("capture", 3, by="TO", day=4, source="officials", side="TO"))
    owned = dataclasses.replace(said("capture", 3, by="TO", day=4, source="officials", side="KA"))
    nameless = [dataclasses.replace(word, chain=tuple(dataclasses.replace(hop, kind=SourceKind.UNNAMED) for hop in word.chain)) for word in (boast, owned)]
    assert [read(word)[0].standing for word in nameless] == [weights.UNNAMED, weights.UNNAMED_ADMISSION]


def marching(event: str, by: str | None, *roles: PlaceRole, quote: str = "in the Vale D – Vale E direction", source: str | None = None) -> Testimony:
    """``by`` does it on the way between the fourth village and the fifth, each with its part; ``source`` of the second side says so."""
    word = said(event, 3, by=by, day=4, source=source, side="TO" if source else None)
    return dataclasses.replace(word, places=tuple(Part(place=place(3 + at), role=role) for at, role in enumerate(roles)), quote=quote)


@pytest.mark.parametrize(("event", "by", "attacker"), [("attack", "KA", "KA"), ("advance", "KA", "KA"), ("repel", "TO", "KA"), ("repel", "KA", "TO")])
def test_who_sets_out_from_a_town_holds_it(event: str, by: str, attacker: str) -> None:
    heard = {one.point.name: one for one in worded(marching(event, by, PlaceRole.FROM, PlaceRole.TOWARD)) if one.point}
    begins = heard["Vale D"]
    assert (begins.rule, SIDES[begins.side], begins.rule.is_change) == (weights.START, attacker, False)
    if event != "advance":  # a march forward says nothing yet of where it leads
        assert SIDES[heard["Vale E"].favoured] != attacker


def test_a_way_back_begins_nowhere() -> None:
    assert [one.rule for one in read(marching("advance", "TO", PlaceRole.FROM))] == []
    assert [one.rule for one in read(marching("attack", None, PlaceRole.FROM, PlaceRole.TOWARD))] == []


def test_who_says_that_an_attack_was_beaten_back_beat_it_back() -> None:
    (one,) = read(dataclasses.replace(marching("repel", None, PlaceRole.NEAR, source="general staff"), quote="the assault was repelled"))
    assert SIDES[one.side] == "TO"
    assert read(marching("repel", None, PlaceRole.NEAR)) == []
