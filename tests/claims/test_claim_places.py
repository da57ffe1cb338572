"""Where an event is, with which part, and whose hands it is about."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest

from reportedly.claims.claim_places import last_token
from reportedly.core.records import PlaceMention, PlaceStatus, RegionKind, Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Claim, Reading

SLOW = "Karvelian forces captured Bellmere. "


def places(reading: Reading, claim: Claim) -> list[tuple[str, str]]:
    names = {mention.id: mention.text for mention in reading.places}
    return [(names[place.ref], place.role) for place in claim.places]


def of_event(reading: Reading, event: str) -> list[list[tuple[str, str]]]:
    return [places(reading, claim) for claim in reading.claims if claim.event == event]


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("Tolmari forces shelled Bellmere.", "shell", [("Bellmere", "at")]),
        ("Tolmari forces shelled the town of Bellmere.", "shell", [("Bellmere", "at")]),
        ("Tolmari troops withdrew from Stonegate.", "withdraw", [("Stonegate", "from")]),
        ("Tolmari troops left Stonegate.", "withdraw", [("Stonegate", "from")]),
        ("Tolmari troops pulled out of Stonegate to Lissett.", "withdraw", [("Stonegate", "from"), ("Lissett", "to")]),
        ("Karvelian troops advanced towards Stonegate.", "advance", [("Stonegate", "toward")]),
        ("Karvelian troops entered Stonegate.", "advance", [("Stonegate", "to")]),
        ("Tolmari forces repelled an attack near Lissett.", "repel", [("Lissett", "near")]),
        ("Fierce fighting continues in Serre Province.", "clash", [("Serre Province", "in")]),
        ("Tolmari drones struck Bellmere and Stonegate.", "strike", [("Bellmere", "at"), ("Stonegate", "at")]),
        ("Hundreds of residents were evacuated from Bellmere to Orvane.", "displace", [("Bellmere", "from"), ("Orvane", "to")]),
        ("Civilians are leaving Bellmere by bus.", "displace", [("Bellmere", "from")]),
        ("Karvelian forces captured two villages in Serre Province.", "capture", [("Serre Province", "in")]),
    ],
)
def test_places_have_their_part(read: Callable[..., Reading], text: str, event: str, expected: list[tuple[str, str]]) -> None:
    assert expected in of_event(read(text), event)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Nine civilians were killed in Tolmar's shelling of Stonegate.", "Tolmar"),
        ("Three people died in Tolmar’s air strike on Bellmere.", "Tolmar"),
        ("Dunmarsh conducted airstrikes in response to an attack by rebels.", "Dunmarsh"),
        ("Tolmar deployed tanks near Lissett.", "Tolmar"),
        ("The mayor of Bellmere said troops had shelled Stonegate.", "Bellmere"),
        ("Bellmere residents buried soldiers killed in Stonegate.", "Bellmere"),
        ("Tolmar handed over the town of Stonegate to Karvelia.", "Karvelia"),
    ],
)
def test_owners_actors_and_descriptions_are_no_places(read: Callable[..., Reading], text: str, never: str) -> None:
    reading = read(text)
    assert never not in {name for claim in reading.claims for name, _ in places(reading, claim)}


def test_a_country_is_a_place_where_something_is_done_in_it(read: Callable[..., Reading]) -> None:
    assert of_event(read("Shelling continues in Karvelia."), "shell") == [[("Karvelia", "in")]]


@pytest.mark.parametrize(
    ("text", "control"),
    [
        ("Karvelian forces captured Bellmere.", ("Bellmere", None, "KA")),
        ("Karvelian forces drove Tolmari troops out of Stonegate.", ("Stonegate", "TO", "KA")),
        ("Tolmari troops were pushed out of Stonegate by the Karvelian army.", ("Stonegate", "TO", "KA")),
        ("Tolmari troops withdrew from Bellmere.", ("Bellmere", "TO", None)),
        ("Tolmari forces still hold Stonegate.", ("Stonegate", None, "TO")),
        ("Stonegate is under Tolmari control.", ("Stonegate", None, "TO")),
        ("Karvelian forces captured a village in Serre Province.", None),
        ("Karvelian forces captured a district of Bellmere.", None),
        ("Karvelian forces captured half of Bellmere.", ("Bellmere", None, "contested")),
        ("Karvelian forces captured eastern Bellmere.", None),
        ("Karvelian forces captured the highway to Bellmere.", None),
        ("Karvelian forces captured villages around Bellmere.", None),
        ("Bellmere was partially captured by Karvelian troops.", None),
        ("Karvelian forces captured the city of Bellmere.", ("Bellmere", None, "KA")),
        ("Karvelian forces captured all of Bellmere.", ("Bellmere", None, "KA")),
        ("The Tolmari army withdrew civilians from Bellmere.", None),
        ("The Tolmari army withdrew the wounded from Bellmere.", None),
        ("The Karvelian army withdrew tanks from Bellmere.", None),
        ("Three Karvelian warships withdrew from Bellmere.", None),
        ("The southern town of Bellmere was captured by Karvelian forces.", ("Bellmere", None, "KA")),
        ("Almost all of Bellmere was captured by Karvelian troops.", None),
        ("Part of the Karvelian forces left Bellmere.", None),
        ("Some Karvelian troops withdrew from Bellmere.", None),
        ("Karvelian troops are regrouping in Bellmere.", None),
        ("The Karvelian army withdrew its troops from Bellmere.", ("Bellmere", "KA", None)),
        ("Tolmari troops left Bellmere.", ("Bellmere", "TO", None)),
        ("Karvelian forces did not capture Bellmere.", None),
        ("Karvelian forces will capture Bellmere.", None),
        ("Karvelian forces surrounded Bellmere.", None),
        ("Karvelian forces entered the outskirts of Bellmere.", None),
        ("The enemy was driven out of two villages near Bellmere.", None),
    ],
)
def test_control_is_said_only_of_the_place_that_changes_hands(
    read: Callable[..., Reading], text: str, control: tuple[str, str | None, str | None] | None
) -> None:
    reading = read(text)
    names = {mention.id: mention.text for mention in reading.places}
    found = [(names[claim.control.place], claim.control.before, claim.control.after) for claim in reading.claims if claim.control]
    assert found == ([control] if control else [])


def test_who_lives_in_an_occupied_town_is_not_what_is_held(read: Callable[..., Reading]) -> None:
    reading = read("Residents of the temporarily occupied Bellmere protested against Tolmar.")
    held = next(claim for claim in reading.claims if claim.event == "hold")
    assert held.target == ()
    assert places(reading, held) == [("Bellmere", "at")]


def test_a_capital_is_a_place_when_it_is_taken(read: Callable[..., Reading]) -> None:
    reading = read("Tolmari forces took Orvane.")
    (claim,) = reading.claims
    sides = {actor.id: actor.side for actor in reading.actors}
    assert [mention.text for mention in reading.places if mention.id in {place.ref for place in claim.places}] == ["Orvane"]
    assert [sides[ref] for ref in claim.actor] == ["TO"]
    assert claim.target == ()
    assert claim.control is not None
    assert claim.control.after == "TO"


def test_the_last_word_of_a_mention_is_found_as_by_looking_through_all() -> None:
    text = "Rebels left  New Arvenna, (then) Belmora — and Tarn's port."
    words = [(match.start(), match.end()) for match in re.finditer(r"[\w']+|[^\w\s]", text)]
    tokens = tuple(Token(at, start, end, text[start:end], text[start:end], "", "", "", at, ()) for at, (start, end) in enumerate(words))
    sentence = Sentence(0, 0, 0, len(text), RegionKind.BODY, tokens, None)
    for start, end in itertools.combinations(range(len(text) + 1), 2):
        mention = PlaceMention(id="p1", start=start, end=end, text="", status=PlaceStatus.UNKNOWN, place=None, basis=None, score=None, why="", candidates=())
        looked = [token for token in tokens if token.start < end and token.end > start]
        assert last_token(sentence, mention) == (looked[-1] if looked else None)
