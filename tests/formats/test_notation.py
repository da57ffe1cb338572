"""The one-line notation prints and parses back, whatever the words."""

from __future__ import annotations

import math
import string
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.core.day_range import DayRange
from reportedly.core.errors import NotationError
from reportedly.core.records import Act, Certainty, Mode, PlaceBasis, PlaceRole, SourceKind
from reportedly.formats.notation import ActorWord, ClaimLine, ControlWord, Hop, PlaceWord, QuantityWord, escape, quoted, unescape, unquoted

LINE = (
    "clm 4f1a  2022-09-30..2022-10-01  @Velm(704204)?spelling  withdraw  by=N:troops  said=state media > ministry of war(confirmed)  "
    'sure=certain  "have taken their leave from Velmm"'
)
FULL = (
    "clm 00ff  2022-10-01  @Velm(704204)  in@Oru(704204|pack:oru)?none  from@Tarn()?none  not withdraw/ordered  by=N:troops[n-army], commanders  on=S:the town's people  "
    'many=200..999 soldiers, 5001.. people, ..200 km, 12 tanks  control=Velm:N>?  said=?a senior official > *(believed) > He[n-mod](denied)  sure=unknown  media=video, photo  "“We \\"left\\”, he said"'
).replace("\\”", '\\"')

ANY_TEXT = st.text(st.characters(), max_size=20) | st.text(alphabet=string.punctuation + " \n\t\u200b\u202e", max_size=20)
EVENT = st.from_regex(r"[a-z][a-z-]{0,11}", fullmatch=True)
NUMBERS = st.none() | st.integers(-(10**9), 10**12) | st.floats(allow_nan=False, allow_infinity=False)
PLACES = st.builds(
    PlaceWord, name=ANY_TEXT, ids=st.lists(ANY_TEXT, max_size=3).map(tuple), role=st.sampled_from(PlaceRole), basis=st.none() | st.sampled_from(PlaceBasis)
)
ACTORS = st.builds(ActorWord, text=ANY_TEXT, side=st.none() | ANY_TEXT, id=st.none() | ANY_TEXT)
QUANTITIES = st.builds(QuantityWord, lower=NUMBERS, upper=NUMBERS, unit=ANY_TEXT)
CONTROLS = st.builds(ControlWord, place=ANY_TEXT, before=st.none() | ANY_TEXT, after=st.none() | ANY_TEXT)
SPOKEN = st.builds(Hop, text=ANY_TEXT, act=st.sampled_from(Act), kind=st.sampled_from([SourceKind.NAMED, SourceKind.UNNAMED]), id=st.none() | ANY_TEXT)
HOPS = SPOKEN | st.builds(Hop, text=st.just(""), act=st.sampled_from(Act), kind=st.just(SourceKind.IMPERSONAL))


@st.composite
def day_ranges(draw: st.DrawFn) -> DayRange:
    ends = sorted([draw(st.dates()), draw(st.dates())])
    return DayRange(draw(st.sampled_from([None, ends[0]])), draw(st.sampled_from([None, ends[1]])))


CLAIM_LINES = st.builds(
    ClaimLine,
    key=ANY_TEXT,
    days=day_ranges(),
    event=EVENT,
    certainty=st.sampled_from(Certainty),
    quote=ANY_TEXT,
    places=st.lists(PLACES, max_size=3).map(tuple),
    positive=st.booleans(),
    mode=st.sampled_from(Mode),
    by=st.lists(ACTORS, max_size=2).map(tuple),
    on=st.lists(ACTORS, max_size=2).map(tuple),
    many=st.lists(QUANTITIES, max_size=2).map(tuple),
    control=st.none() | CONTROLS,
    said=st.lists(HOPS, max_size=3).map(tuple),
    media=st.lists(ANY_TEXT, max_size=2).map(tuple),
)


@pytest.mark.parametrize("line", [LINE, FULL])
def test_a_line_parses_and_prints_back(line: str) -> None:
    assert str(ClaimLine.from_text(line)) == line


def test_fields_mean_what_the_grammar_says() -> None:
    claim = ClaimLine.from_text(FULL)
    assert claim.places[1] == PlaceWord(name="Oru", ids=("704204", "pack:oru"), role=PlaceRole.IN, basis=None)
    assert claim.places[2].ids == ()
    assert (claim.positive, claim.event, claim.mode) == (False, "withdraw", Mode.ORDERED)
    assert claim.by == (ActorWord(side="N", text="troops", id="n-army"), ActorWord(text="commanders"))
    assert [(quantity.lower, quantity.upper) for quantity in claim.many] == [(200, 999), (5001, None), (None, 200), (12, 12)]
    assert claim.control == ControlWord(place="Velm", before="N", after=None)
    assert [hop.kind for hop in claim.said] == [SourceKind.UNNAMED, SourceKind.IMPERSONAL, SourceKind.NAMED]
    assert claim.said[2] == Hop(text="He", id="n-mod", act=Act.DENY)
    assert claim.days == DayRange.on(date(2022, 10, 1))


@given(CLAIM_LINES)
@settings(max_examples=300, deadline=None)
def test_any_value_survives(claim: ClaimLine) -> None:
    line = str(claim)
    assert len(line.splitlines()) == 1
    assert all(char == " " or char.isprintable() for char in line)
    assert ClaimLine.from_text(line) == claim


@given(st.text(st.characters(), max_size=60))
def test_escapes_survive(text: str) -> None:
    assert unescape(escape(text)) == text
    assert unquoted(quoted(text)) == text
    assert "  " not in escape(text)


@given(st.text(max_size=200) | st.lists(st.sampled_from(LINE.split("  ")), max_size=9).map("  ".join))
def test_what_is_no_line_is_refused_or_prints_back(line: str) -> None:
    try:
        claim = ClaimLine.from_text(line)
    except NotationError:
        return
    assert str(claim) == line


@pytest.mark.parametrize(
    ("damage", "hint"),
    [
        (("clm", "claim"), "clm KEY"),
        (("sure=certain", "sure=quite"), "one of certain, probable"),
        (("withdraw", "With Draw"), "an event"),
        (("2022-09-30", "2022-19-30"), "a day as"),
        (("2022-09-30", "2022-11-30"), "a day as"),
        (("?spelling", "?guess"), "one of name, alias"),
        (("(confirmed)", "(shouted)"), "an act, one of"),
        (("by=", "to="), "a field by="),
        (('Velmm"', "Velmm"), "a quote between"),
        (("Velmm", "Velmm\\q"), "an escape"),
        (("Velmm", "Velmm\\u{ffffff}"), "10ffff"),
        (("by=N:troops  said=", "by=  said="), "an actor"),
    ],
)
def test_a_refusal_says_what_was_expected(damage: tuple[str, str], hint: str) -> None:
    with pytest.raises(NotationError, match=r"expected .*; found") as caught:
        ClaimLine.from_text(LINE.replace(*damage))
    assert hint in str(caught.value)


def test_whole_numbers_print_without_a_fraction() -> None:
    assert str(QuantityWord(lower=4500.0, upper=5500.0, unit="people")) == "4500..5500 people"
    assert str(QuantityWord(lower=2.5, upper=2.5, unit="km")) == "2.5 km"
    assert not math.isnan(QuantityWord.from_text("1e+30 km").lower or 0)


def test_a_hostile_line_is_read_in_linear_time() -> None:
    with pytest.raises(NotationError):
        ClaimLine.from_text("clm 1  ..  @" + "\\(" * 200_000)
