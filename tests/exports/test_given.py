from __future__ import annotations

from tests.exports.made import claim, given, hop, number, party

from reportedly.core.records import ActorKind, Mode
from reportedly.exports.given import Tally, counted, hits_civilians, not_an_event


def test_names_come_from_the_pack_and_words_from_the_report() -> None:
    names = given().names
    known = next(iter(names.speakers))
    assert names.speaker(known) == next(iter(names.speakers[known].names["en"]))
    assert names.speaker("a fisherman") == "a fisherman"
    assert names.side("nobody's") == "nobody's"
    assert names.country("nobody's") is None
    assert names.country(None) is None
    assert names.party(party("some soldiers")) == "some soldiers"


def test_the_voice_is_the_chain_else_the_outlet() -> None:
    names = given().names
    assert names.voice(claim(chain=(hop("the mayor"), hop(None))).testimony) == "the mayor > *"
    assert names.voice(claim().testimony) == "The Harbour Post"
    assert names.voice(claim(outlet=None).testimony) == "the report itself"


def test_what_is_no_event_says_why() -> None:
    assert not_an_event(claim().testimony) is None
    assert not_an_event(claim(mode=Mode.ONGOING).testimony) is None
    assert not_an_event(claim(mode=Mode.ORDERED).testimony) == "only ordered"
    assert not_an_event(claim(positive=False).testimony) == "denied, or said not to have happened"


def test_civilians_are_named_or_counted() -> None:
    assert hits_civilians(claim(event="shell", targets=(party(kind=ActorKind.CIVILIANS),)).testimony)
    assert hits_civilians(claim(event="kill", quantities=(number(3, 3, "children"),)).testimony)
    assert not hits_civilians(claim(event="aid", quantities=(number(3, 3, "children"),)).testimony)


def test_claims_are_counted_as_they_come() -> None:
    told: list[int] = []
    tally = Tally()
    assert len(list(counted([claim()] * 5, tally, told.append, every=2))) == 5
    assert (tally.came, told) == (5, [2, 4, 5])
