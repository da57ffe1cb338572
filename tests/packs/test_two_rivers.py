"""A war that never was, read end to end: what works only for the first pack fails here."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly import read
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from reportedly.core.records import Claim, Reading

TWO_RIVERS = str(Path(__file__).parent.parent / "data" / "packs" / "two_rivers")
REPORT = """Tolmari troops leave Bellmere, ministry says

Tolmari troops withdrew from Bellmere on Sunday, the Karvelian Defence Ministry said. Karvelian forces captured Stonegate on 12 April 2031, it added.

Ilvar Brandt denied that Harrow Ford had fallen. The River Observers' Mission said that shelling of Lissett had killed at least three civilians.

Karvelian officials said that Belmeer was quiet on Monday.
"""


@cache
def reading() -> Reading:
    return read(text=REPORT, published=date(2031, 4, 14), outlet="River Post", pack=TWO_RIVERS)


def claims(event: str, quote: str) -> list[Claim]:
    return [claim for claim in reading().claims if claim.event == event and quote in claim.quote]


def said_by(claim: Claim) -> list[str | None]:
    return [attribution.source_id for attribution in reading().attributions if attribution.id in claim.said_by]


def place_ids(claim: Claim) -> list[str]:
    mentions = {mention.id: mention for mention in reading().places}
    return [place.id for each in claim.places if (place := mentions[each.ref].place)]


def test_nothing_failed() -> None:
    assert [issue.message for issue in reading().issues] == []


def test_places_are_the_packs_own_misspelt_or_not() -> None:
    found = {mention.text: mention.place.id for mention in reading().places if mention.place}
    expected = {
        "Bellmere": "pack:bellmere",
        "Stonegate": "pack:stonegate",
        "Harrow Ford": "pack:harrowford",
        "Lissett": "pack:lissett",
        "Belmeer": "pack:bellmere",
    }
    assert expected.items() <= found.items()


def test_sides_and_speakers_are_the_packs_own() -> None:
    found = {actor.text.removeprefix("the ").removeprefix("The "): (actor.side, actor.actor_id) for actor in reading().actors}
    assert found["Tolmari troops"] == ("TO", "to-forces")
    assert found["Karvelian forces"] == ("KA", "ka-forces")
    assert found["Karvelian Defence Ministry"] == ("KA", "ka-ministry")
    assert found["Ilvar Brandt"] == ("TO", "to-general")


def test_a_withdrawal_on_the_other_sides_word() -> None:
    (claim,) = claims("withdraw", "withdrew from Bellmere")
    assert said_by(claim) == ["ka-ministry"]
    assert place_ids(claim) == ["pack:bellmere"]
    assert (claim.day.days.earliest, claim.day.days.latest) == (date(2031, 4, 13), date(2031, 4, 13)), "the Sunday before publication"
    assert claim.control is not None
    assert claim.control.before == "TO"


def test_a_capture_with_its_day_and_a_pronoun_for_a_source() -> None:
    (claim,) = claims("capture", "captured Stonegate")
    assert said_by(claim) == ["ka-ministry"]
    assert claim.day.days.earliest == claim.day.days.latest == date(2031, 4, 12)
    assert claim.control is not None
    assert claim.control.after == "KA"


def test_a_denial() -> None:
    (claim,) = claims("capture", "fallen")
    assert not claim.positive
    assert said_by(claim) == ["to-general"]


def test_numbers_keep_their_bounds() -> None:
    (claim,) = claims("kill", "three civilians")
    quantities = {quantity.id: quantity for quantity in reading().quantities}
    assert [(quantities[each].lower, quantities[each].upper, quantities[each].unit) for each in claim.quantities] == [(3, None, "civilians")]


def test_other_wars_are_not_known_here() -> None:
    """The first pack's own sides and speakers mean nothing under another pack."""
    first = load_pack("russia_ukraine_2022")
    names = [side.names["en"][0] for side in first.sides]
    elsewhere = read(text=f"{names[0]} said that its troops had left the town. {names[1]} denied it.", clean=True, language="en", pack=TWO_RIVERS)
    assert {actor.side for actor in elsewhere.actors} <= {None}
    assert {actor.actor_id for actor in elsewhere.actors} <= {None}
