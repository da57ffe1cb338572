"""Claims as a whole: what is one, what is none, and what every one must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading

REPORT = (
    "Karvelian forces captured Bellmere on 10 April, the Karvelian Defence Ministry said. Tolmari troops had withdrawn from the town. Two soldiers were killed."
)


@pytest.mark.parametrize(
    "text",
    [
        "Only two bridges were left in Bellmere after the shelling.",
        "Not one house was left standing in Bellmere.",
        "Only one road was left out of Stonegate.",
        "Three tanks were left behind by Tolmari troops in Bellmere.",
    ],
)
def test_what_was_left_remained(read: Callable[..., Reading], text: str) -> None:
    assert [claim for claim in read(text).claims if claim.event in {"withdraw", "displace"}] == []


@pytest.mark.parametrize("text", ["A storm hit Bellmere after the war.", "The film captures Bellmere before the war.", "The director captures Stonegate."])
def test_weather_and_the_arts_wage_no_war(read: Callable[..., Reading], text: str) -> None:
    assert read(text + " Karvelian troops shelled Stonegate.").claims[0].event == "shell"


def events(reading: Reading) -> list[tuple[str, str]]:
    return [(claim.event, claim.trigger.text) for claim in reading.claims]


@pytest.mark.parametrize(
    ("text", "event", "trigger"),
    [
        ("Karvelian forces captured Bellmere.", "capture", "captured"),
        ("Bellmere was captured by Karvelian forces.", "capture", "captured"),
        ("Tolmari troops took their leave from Bellmere.", "withdraw", "took their leave"),
        ("Tolmari troops pulled out of Bellmere.", "withdraw", "pulled out"),
        ("Karvelian troops raised the flag over Bellmere.", "ceremony", "raised the flag"),
        ("Stonegate remains under the control of Tolmari forces.", "hold", "remains under the control"),
        ("Karvelian troops surrounded Stonegate.", "encircle", "surrounded"),
        ("Tolmari forces laid siege to Stonegate.", "encircle", "laid siege"),
        ("Karvelian troops advanced towards Stonegate.", "advance", "advanced"),
        ("Tolmari commanders surrendered the town of Stonegate.", "transfer", "surrendered"),
        ("Tolmari troops attacked Bellmere.", "attack", "attacked"),
        ("Tolmari artillery shelled Bellmere.", "shell", "shelled"),
        ("A missile hit a hospital in Bellmere.", "strike", "hit"),
        ("Fierce fighting continues near Stonegate.", "clash", "fighting"),
        ("Karvelian forces repelled an attack near Bellmere.", "repel", "repelled"),
        ("Tolmari drones destroyed three tanks near Bellmere.", "destroy", "destroyed"),
        ("Twelve civilians were killed in Bellmere.", "kill", "killed"),
        ("Tolmari soldiers detained the mayor of Bellmere.", "detain", "detained"),
        ("Hundreds of residents were evacuated from Bellmere.", "displace", "evacuated"),
        ("Shelling cut off water in Bellmere.", "deprive", "cut off"),
        ("Tolmar sent reinforcements to Stonegate.", "deploy", "sent"),
        ("Tolmar announced mobilisation on Monday.", "mobilise", "announced mobilisation"),
        ("Tolmar annexed Serre Province.", "annex", "annexed"),
        ("Tolmari authorities held a referendum in Bellmere.", "vote", "held a referendum"),
        ("Karvelia and Tolmar signed a ceasefire.", "agree", "signed a ceasefire"),
        ("Karvelian soldiers drove the enemy out of Bellmere.", "capture", "drove the enemy out"),
        ("Tolmari troops were knocked out of Stonegate.", "capture", "knocked out"),
        ("Karvelian soldiers pushed the enemy back.", "repel", "pushed the enemy back"),
        ("Karvelian gunners knocked out two tanks.", "destroy", "knocked out"),
        ("Tolmari police drove protesters from the square in Bellmere.", "displace", "drove"),
        ("Tolmari troops evacuated 40,000 Karvelians from Bellmere.", "displace", "evacuated"),
        ("Three million Karvelians were forced to leave for Orvane.", "displace", "leave"),
        ("Tolmari forces control part of Bellmere.", "hold", "control"),
        ("Tolmari forces have struck Bellmere, leaving seven people wounded.", "injure", "wounded"),
    ],
)
def test_events_are_read_from_their_clauses(read: Callable[..., Reading], text: str, event: str, trigger: str) -> None:
    assert (event, trigger) in events(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Karvelian troops took part in the parade of nations last spring.",
        "Union bosses and the Karvelian railway struck a deal over pay.",
        "The Karvelian striker attacked well and the goalkeeper was beaten twice before the league match ended.",
        "She lost her long battle with cancer on Friday.",
        "Melt the butter, fold in the flour and beat the eggs.",
        "Will Tolmari troops leave Bellmere?",
        "If Tolmari troops attack Bellmere, the bridge will matter.",
        "The minister faced a storm of criticism over the budget.",
        "What we know about the war in Karvelia",
        "Satellite pictures of the plant in Bellmere taken by Karvelian drones were published.",
        "The border between Karvelia and Tolmar is secured.",
        "A destroyed Tolmari tank stood near Bellmere.",
        "The tobacco company left Tolmar and its shareholders were glad.",
        "The soldiers of Karvelia left their families at home.",
        "The Tolmari side violated the ceasefire.",
        "",
    ],
)
def test_figures_of_speech_questions_and_hypotheticals_give_no_claim(read: Callable[..., Reading], text: str) -> None:
    assert events(read(text)) == []


def test_two_verbs_are_two_claims_and_two_places_are_one(read: Callable[..., Reading]) -> None:
    assert [event for event, _ in events(read("Karvelian forces attacked and took Bellmere."))] == ["attack", "capture"]
    reading = read("Karvelian forces took Bellmere and Stonegate.")
    assert [len(claim.places) for claim in reading.claims] == [2]


def test_a_claim_has_its_source_its_day_and_its_words(read: Callable[..., Reading]) -> None:
    reading = read(REPORT)
    first = reading.claims[0]
    sources = {item.id: item for item in reading.attributions}
    assert [sources[ref].source_id for ref in first.said_by] == ["ka-ministry"]
    assert str(first.day.days) == "2031-04-10"
    assert "Ministry" not in first.quote
    assert "captured" in first.quote


def test_reading_twice_gives_the_same_keys(read: Callable[..., Reading]) -> None:
    assert [claim.key for claim in read(REPORT).claims] == [claim.key for claim in read(REPORT).claims]


def test_keys_differ_by_polarity(read: Callable[..., Reading]) -> None:
    keys = {read(text).claims[0].key for text in ("Karvelian forces captured Bellmere.", "Karvelian forces did not capture Bellmere.")}
    assert len(keys) == 2


@pytest.mark.parametrize("text", ["\u200bKarvelian\u200b forces", "كارفيليا", "\u202eKarvelian forces took Bellmere", "a|b|c\n1|2|3\n" * 20, "war " * 3000])
def test_odd_texts_do_no_harm(read: Callable[..., Reading], text: str) -> None:
    assert not [issue for issue in read(text).issues if issue.code == "step-failed"]


PIECES = [
    "Karvelian forces",
    "Tolmari troops",
    "Bellmere",
    "captured",
    "did not leave",
    "said that",
    "was denied by",
    "which",
    "on 10 April",
    "5,000 soldiers",
    "were killed",
    ",",
    ".",
    "“",
    "”",
    "the city",
    "and",
    "to",
    "?",
    "\n\n",
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(PIECES), max_size=25))
def test_every_claim_quotes_the_text_and_points_at_what_is_there(read: Callable[..., Reading], words: list[str]) -> None:
    reading = read(" ".join(words))
    text = reading.document.text
    known = {item.id for items in (reading.attributions, reading.places, reading.quantities, reading.actors) for item in items}
    assert not [issue for issue in reading.issues if issue.code == "step-failed"]
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)
    for claim in reading.claims:
        assert text[claim.start : claim.end] == claim.quote
        assert text[claim.trigger.start : claim.trigger.end] == claim.trigger.text
        assert claim.start <= claim.trigger.start < claim.trigger.end <= claim.end
        assert {*claim.said_by, *claim.actor, *claim.target, *claim.quantities, *(place.ref for place in claim.places)} <= known
        assert claim.control is None or claim.positive


def test_what_is_said_twice_in_the_same_words_is_one_claim(read: Callable[..., Reading]) -> None:
    reading = read("Explosions were heard in Bellmere. The mayor spoke. Explosions were heard in Bellmere.")
    keys = [claim.key for claim in reading.claims]
    assert keys
    assert len(keys) == len(set(keys))


def test_what_is_said_by_two_sources_is_two_claims(read: Callable[..., Reading]) -> None:
    reading = read("The mayor said that Tolmari troops took Bellmere. The ministry said that Tolmari troops took Bellmere.")
    assert len([claim for claim in reading.claims if claim.event == "capture"]) == 2
