"""Kinds of clause that were misread in whole articles: who speaks at a sentence's end, what a semicolon sets apart, whose town "the town" is, and more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.core.records import Certainty, FindingKind, Mode

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Claim, Reading

    Read = Callable[..., Reading]


def sources(reading: Reading, claim: Claim) -> list[str]:
    known = {one.id: one for one in reading.attributions}
    return [" ".join(span.text for span in known[ref].source) for ref in claim.said_by]


def one(reading: Reading, event: str) -> Claim:
    (claim,) = (claim for claim in reading.claims if claim.event == event)
    return claim


def where(reading: Reading, claim: Claim) -> list[str]:
    names = {mention.id: mention.text for mention in reading.places}
    return [names[place.ref] for place in claim.places]


def sides(reading: Reading, claim: Claim) -> set[str | None]:
    return {actor.side for actor in reading.actors if actor.id in claim.actor}


def hands(reading: Reading) -> list[tuple[str, str | None, str | None]]:
    names = {mention.id: mention.text for mention in reading.places}
    return [(names[claim.control.place], claim.control.before, claim.control.after) for claim in reading.claims if claim.control]


@pytest.mark.parametrize(
    ("text", "event", "source"),
    [
        (
            "Bellmere is in ruins but Karvelian soldiers still hold its eastern edge, a press officer of the 4th Brigade told us.",
            "hold",
            "a press officer of the 4th Brigade",
        ),
        (
            "Tolmari forces may be preparing an attack on Bellmere, the head of the local council has warned, once the river freezes.",
            "attack",
            "the head of the local council",
        ),
        (
            "A woman has been killed by Tolmari shelling near the market of Bellmere, the regional prosecutor's office reports.",
            "kill",
            "the regional prosecutor's office",
        ),
        (
            'Orla Fenn, the head of the council, said earlier that Tolmari troops were attacking Bellmere "from all sides".',
            "attack",
            "Orla Fenn, the head of the council",
        ),
    ],
)
def test_who_speaks_at_the_end_or_behind_earlier(read: Read, text: str, event: str, source: str) -> None:
    reading = read(text)
    assert sources(reading, one(reading, event)) == [source]


@pytest.mark.parametrize(
    "text", ["Bread, wine, the oven said.", "After the Tolmari attack, the mayor.", "The mayor, the governor and the colonel said.", ", said."]
)
def test_no_words_before_the_comma_are_no_words_said(read: Read, text: str) -> None:
    assert not read(text).attributions


def test_what_stands_before_a_semicolon_is_not_said_by_who_speaks_behind_it(read: Read) -> None:
    reading = read("A Tolmari missile hit a substation in Bellmere; the mayor said that repairs would take a week.")
    assert sources(reading, one(reading, "strike")) == []
    reading = read("Tolmari forces shelled Bellmere; the fires are out, the mayor said.")
    assert sources(reading, one(reading, "shell")) == ["the mayor"]


def test_a_denial_behind_a_semicolon_denies_and_leaves_the_claim(read: Read) -> None:
    reading = read("Tolmari general Ilvar Brandt claims the capture of Bellmere; Karvelia denies it.")
    assert [(claim.positive, sources(reading, claim)) for claim in reading.claims if claim.event == "capture"] == [
        (True, ["Tolmari general Ilvar Brandt"]),
        (False, ["Karvelia"]),
    ]


def test_who_claims_a_breakthrough_is_its_source_and_its_actor(read: Read) -> None:
    reading = read("Karvelian troops leave Bellmere as Tolmar claims breakthrough in Serre Province")
    claim = one(reading, "advance")
    assert sources(reading, claim) == ["Tolmar"]
    assert sides(reading, claim) == {"TO"}


def test_the_town_is_the_one_that_the_report_called_a_town(read: Read) -> None:
    text = "Karvelian forces left the town of Bellmere on Monday. Shelling was heard as far as Orvane. A soldier said Tolmari troops had entered the town at night."
    reading = read(text)
    assert where(reading, one(reading, "advance")) == ["Bellmere"]


def test_the_town_is_not_where_a_staff_sits(read: Read) -> None:
    reading = read("Tolmari forces shelled Bellmere, the defence ministry in Orvane said. They also attacked the town with drones.")
    assert where(reading, one(reading, "attack")) == ["Bellmere"]


def test_a_place_of_the_next_clause_is_not_this_ones(read: Read) -> None:
    reading = read("For a week the Karvelian brigade held the far bank, and a Tolmari raid near Stonegate was beaten off.")
    assert where(reading, one(reading, "hold")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tolmari forces hold two thirds of Bellmere.", [("Bellmere", None, "contested")]),
        ("Bellmere is now Tolmari, the general staff said.", [("Bellmere", None, "TO")]),
        ("Bellmere is Karvelian, the minister said, and nobody will change that.", []),
        ("Bellmere, the mayor said, is in danger. Karvelia says it holds the steel plant.", []),
        ("The withdrawal of Tolmari troops from Bellmere has been completed, the general said.", [("Bellmere", "TO", None)]),
        ("Bellmere: Tolmari soldiers have gone, residents say", [("Bellmere", "TO", None)]),
        ("The last Tolmari paratroopers drove out of Bellmere at dawn.", [("Bellmere", "TO", None)]),
        ("A Tolmari company left Bellmere on Sunday night.", []),
        ("Two Tolmari brigades bypassed Bellmere, leaving it to be dealt with later.", []),
    ],
)
def test_whose_hands(read: Read, text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert hands(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "event", "mode"),
    [
        ("Further Tolmari strikes on Bellmere are likely.", "strike", Mode.PREDICTED),
        ("Karvelia rejected a proposal under which Tolmar would cede Bellmere.", "transfer", Mode.OFFERED),
        ("There would be no Tolmari retreat from Stonegate until Bellmere was taken.", "capture", Mode.PREDICTED),
        ("Karvelia has promised Tolmar two howitzers.", "aid", Mode.PLANNED),
        ("Fierce fighting rages in Bellmere", "clash", Mode.ONGOING),
        ("A Tolmari missile hit a house in Bellmere, killing two people and wounding six.", "injure", Mode.HAPPENED),
        ("On the morning of 6 April the Tolmaris struck.", "attack", Mode.HAPPENED),
        ("Karvelian troops in Bellmere got more drones on Monday.", "supply", Mode.HAPPENED),
    ],
)
def test_mode(read: Read, text: str, event: str, mode: Mode) -> None:
    assert one(read(text), event).mode is mode


def test_whether_it_fell_is_disputed(read: Read) -> None:
    assert one(read("Whether Bellmere has fallen to Tolmari forces is disputed."), "capture").certainty is Certainty.UNKNOWN


def test_any_car_that_comes_near_has_not_come(read: Read) -> None:
    reading = read("The Tolmari colonel ordered his men to open fire on any tank that entered Bellmere.")
    assert [claim.event for claim in reading.claims if claim.event == "advance"] == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Hardly any Tolmari troops are left in Bellmere.", "hold"),
        ("Not a metre has been given up near Bellmere, a Karvelian officer said.", "transfer"),
        ("Tolmar denied that its soldiers killed anyone in Bellmere.", "kill"),
        ("Tolmari units near Bellmere are not receiving ammunition.", "supply"),
    ],
)
def test_what_did_not_happen(read: Read, text: str, event: str) -> None:
    assert not one(read(text), event).positive


def test_it_that_speaks_is_nobody_else(read: Read) -> None:
    reading = read("Tolmar launched thirty drones at Bellmere, the mission said. It claimed to have shot down twenty of the drones.")
    assert one(reading, "repel").actor == ()


def test_they_are_the_troops_named_last_though_no_side_is_told(read: Read) -> None:
    reading = read("Tolmar announced an offensive. Two brigades advanced on Bellmere. By evening they had reached Stonegate.")
    (claim,) = (claim for claim in reading.claims if claim.trigger.text == "reached")
    assert sides(reading, claim) == {None}


def test_its_troops_are_those_of_the_ministry_in_a_capital(read: Read) -> None:
    reading = read("Karvelian forces attacked Bellmere. The ministry in Dunmarsh announced that its troops had withdrawn from Stonegate.")
    assert sides(reading, one(reading, "withdraw")) == {"TO"}


def test_two_sides_joined_are_neither(read: Read) -> None:
    reading = read("Karvelian and Tolmari forces are fighting for Bellmere.")
    assert sides(reading, one(reading, "clash")) == {None}


def test_who_kills_by_a_sides_shelling_is_no_person_of_that_side(read: Read) -> None:
    reading = read("Tolmari troops attacked Stonegate. Ilvar Brandt said nothing. A woman was killed by Tolmari shelling in Bellmere.")
    actors = {actor.id: actor.text for actor in reading.actors}
    assert "Ilvar Brandt" not in {actors[ref] for ref in one(reading, "kill").actor}


@pytest.mark.parametrize("stamp", ["18:20 ", "6.05 ", "07:15 - "])
def test_the_time_of_an_entry_is_no_part_of_a_name(read: Read, stamp: str) -> None:
    reading = read(f"{stamp}Tolmari troops enter Bellmere, residents say")
    claim = one(reading, "advance")
    assert {actor.text for actor in reading.actors if actor.id in claim.actor} == {"Tolmari troops"}


def test_a_capital_that_is_accused_is_no_place(read: Read) -> None:
    reading = read("The mission accuses Dunmarsh of a war crime.")
    assert where(reading, one(reading, "accuse")) == []


def test_how_many_live_in_a_town_needs_no_witness(read: Read) -> None:
    kinds = [finding.kind for finding in read("Tolmari forces took Bellmere, home to some 10,000 people before the war.").findings]
    assert FindingKind.NUMBER_UNSUPPORTED not in kinds
    kinds = [finding.kind for finding in read("Tolmari forces killed some 10,000 people in Bellmere.").findings]
    assert FindingKind.NUMBER_UNSUPPORTED in kinds


PIECES = [
    "Tolmari troops",
    "left",
    "Bellmere",
    ";",
    ",",
    "the mayor",
    "of Stonegate",
    "has",
    "warned",
    "said",
    "earlier",
    "that",
    "it",
    "is",
    "now",
    "Tolmari",
    ".",
]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), min_size=3, max_size=14))
def test_any_order_of_these_words_is_read(read: Read, words: list[str]) -> None:
    reading = read(" ".join(words) + ".")
    assert not [issue for issue in reading.issues if issue.code == "step-failed"]
    for claim in reading.claims:
        assert reading.document.text[claim.start : claim.end] == claim.quote


@pytest.mark.parametrize(
    ("text", "event", "polarity"),
    [
        ("Tolmari troops near Bellmere had no success and retreated with losses.", "withdraw", "+"),
        ("Tolmari troops did not attack Stonegate and did not take Bellmere.", "capture", "-"),
        ("Nobody has left Stonegate and taken Bellmere.", "capture", "-"),
        ("Reports that Tolmari troops are inside Bellmere are premature.", "hold", "-"),
        ("Karvelian officials deny that an evacuation of Bellmere is under way.", "displace", "-"),
    ],
)
def test_a_negation_stays_with_its_own_clause(read: Read, text: str, event: str, polarity: str) -> None:
    assert one(read(text), event).positive is (polarity == "+")


def test_what_hangs_on_a_condition_is_to_come(read: Read) -> None:
    assert one(read("If Stonegate falls, Bellmere is surrounded by Tolmari troops."), "encircle").mode is Mode.PREDICTED


def test_a_condition_in_the_past_is_a_habit(read: Read) -> None:
    assert one(read("If they were tired, Tolmari troops attacked Bellmere at night."), "attack").mode is Mode.HAPPENED


def test_should_at_the_head_is_a_condition(read: Read) -> None:
    reading = read("Should Bellmere fall, Tolmari troops would have a free road to Stonegate.")
    assert [claim for claim in reading.claims if claim.event == "capture"] == []


def test_who_is_expected_to_deny_has_not_denied(read: Read) -> None:
    reading = read("Karvelian troops left Bellmere on Monday. We expect the ministry to deny it.")
    assert [claim.positive for claim in reading.claims] == [True]
    reading = read("Karvelian troops left Bellmere on Monday. The ministry denied it.")
    assert [claim.positive for claim in reading.claims] == [True, False]


def test_our_army_is_not_the_enemy_named_before(read: Read) -> None:
    reading = read("Tolmari missiles hit Bellmere. Our troops attacked Stonegate.")
    assert "TO" not in sides(reading, one(reading, "attack"))


def test_them_whom_a_sides_drones_hit_are_the_others(read: Read) -> None:
    reading = read("Tolmari infantry reached the mill in Bellmere. Karvelian drones hit them there.")
    targets = {actor.id: actor.side for actor in reading.actors}
    assert [targets[ref] for ref in one(reading, "strike").target] == ["TO"]


def test_occupiers_and_the_enemy_are_one(read: Read) -> None:
    reading = read("Karvelian troops left Stonegate. The occupiers shelled Bellmere. The enemy attacked Stonegate.")
    assert [sides(reading, claim) for claim in reading.claims if claim.event in {"shell", "attack"}] == [{"TO"}, {"TO"}]


def test_a_power_line_is_no_line_of_defence(read: Read) -> None:
    assert hands(read("Bellmere was shelled and Karvelia lost its last power line there.")) == []


def test_whoever_claims_control_is_the_source(read: Read) -> None:
    reading = read("Tolmar claims full control of Bellmere")
    claim = one(reading, "capture")
    assert sources(reading, claim) == ["Tolmar"]
    assert hands(reading) == [("Bellmere", None, "TO")]
