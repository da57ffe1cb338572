from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from tests.exports.made import claim, days, given, hop, hostile, number, party, place, written_events

from reportedly.core.records import ActorKind, Mode, PlaceRole
from reportedly.exports.acled import COLUMNS, event_day, fatalities, write_acled

if TYPE_CHECKING:
    from reportedly.ledger.stored import StoredClaim

# The columns of ACLED's export since March 2023, in its order (acledR's codebook, with disorder_type and civilian_targeting; data_id and iso3 are gone).
BOOK = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]


def rows(*claims: StoredClaim, with_: Any = None) -> list[dict[str, str]]:
    csv.field_size_limit(10_000_000)
    return list(csv.DictReader(io.StringIO(written_events(write_acled, claims, with_), newline="")))


def one(**changes: Any) -> dict[str, str]:
    (row,) = rows(claim(**changes))
    return row


def state() -> tuple[str, str]:
    """A side of the small pack that has a country, and that country."""
    names = given().names
    return next((code, side.country) for code, side in names.sides.items() if side.country)


def test_the_columns_are_the_books() -> None:
    assert [column.name for column in COLUMNS] == BOOK


def test_a_row() -> None:
    row = one(event="shell", chain=(hop("the mayor"),), actors=(party("gunners"), party("their allies")), targets=(party("a bridge", kind=ActorKind.OTHER),))
    wanted = {
        "event_date": "2023-05-07", "year": "2023", "time_precision": "1", "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack", "actor1": "gunners", "assoc_actor_1": "their allies", "actor2": "a bridge", "country": "KA",
        "location": "Bellmere", "longitude": "-37.25", "geo_precision": "1", "source": "The Harbour Post", "fatalities": "0", "iso": "",
        "notes": "the mayor: “the soldiers took Bellmere” (https://harbour.example/a)", "tags": "certainty=certain; mode=happened", "timestamp": "1685622600",
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("first", "last", "day", "precision"),
    [
        ("2023-05-07", "2023-05-07", "2023-05-07", 1),
        ("2023-05-06", "2023-05-07", "2023-05-06", 2),
        ("2023-05-01", "2023-05-07", "2023-05-04", 2),
        ("2023-05-01", "2023-05-08", "2023-05-04", 3),
        ("2023-05-01", "2023-05-31", "2023-05-16", 3),
    ],
)
def test_the_day_is_the_middle_one(first: str, last: str, day: str, precision: int) -> None:
    found = event_day(days(first, last))
    assert found is not None
    assert (found[0].isoformat(), found[1]) == (day, precision)


def test_what_is_no_row_is_counted_by_reason() -> None:
    with_ = given()
    late = days("2023-01-01", "2023-05-07")
    assert rows(claim(positive=False), claim(mode=Mode.PLANNED), claim(places=()), claim(days=late), claim(days=days(None)), with_=with_) == []
    assert dict(with_.tally.left_out) == {
        "denied, or said not to have happened": 1,
        "only planned": 1,
        "without a place that was resolved": 1,
        "whose day is not known to a month": 2,
    }


@pytest.mark.parametrize(
    ("lower", "upper", "dead", "word"),
    [
        (24, 99, 12, "dozens"),
        (200, 999, 100, "hundreds"),
        (20, 99, 10, "tens"),
        (2000, 9999, 1000, "thousands"),
        (12, 12, 12, None),
        (13, None, 13, None),
        (None, 200, None, None),
    ],
)
def test_the_dead_are_counted_as_the_book_counts(lower: float | None, upper: float | None, dead: int | None, word: str | None) -> None:
    assert fatalities(claim(event="kill", quantities=(number(lower, upper),)).testimony) == (dead, word)


def test_the_word_a_number_was_told_in_is_kept() -> None:
    assert one(event="kill", quantities=(number(200, 999),))["tags"].endswith("; fatalities=hundreds")


def test_a_killing_without_a_number_is_left_open_and_other_events_kill_nobody() -> None:
    assert one(event="kill")["fatalities"] == ""
    assert one(event="kill", quantities=(number(3, 3, "tanks"),))["fatalities"] == ""
    assert one(event="shell", quantities=(number(40, 40, "missiles"),))["fatalities"] == "0"


def test_who_regains_and_who_overtakes() -> None:
    side, country = state()
    own = {"actors": (party("troops", side=side),), "places": (place(country=country),)}
    assert one(**own)["sub_event_type"] == "Government regains territory"
    assert one(**own)["inter1"] == "State forces"
    abroad = {**own, "places": (place(country="ZZ"),)}
    assert one(**abroad)["sub_event_type"] == "Non-state actor overtakes territory"
    assert one(**abroad)["inter1"] == "External/Other forces"
    assert one()["sub_event_type"] == "Non-state actor overtakes territory"


@pytest.mark.parametrize("quote", ["a missile hit the depot", "Rockets struck the depot", "ракетний удар по складу"])
def test_missiles_are_told_by_the_quote(quote: str) -> None:
    assert one(event="strike", quote=quote)["sub_event_type"] == "Shelling/artillery/missile attack"
    assert one(event="strike", quote="a drone hit the depot")["sub_event_type"] == "Air/drone strike"


def test_civilians() -> None:
    row = one(event="kill", quantities=(number(2, 2, "civilians"),), actors=(party(kind=ActorKind.FORCE),))
    assert (row["event_type"], row["sub_event_type"], row["civilian_targeting"], row["inter2"]) == (
        "Violence against civilians", "Attack", "Civilian targeting", "Civilians",
    )  # fmt: skip
    assert one(event="kill", targets=(party(),))["event_type"] == "Battles"


def test_protesters_and_interaction() -> None:
    row = one(event="protest", actors=(party("townspeople", kind=ActorKind.CIVILIANS),))
    assert (row["inter1"], row["interaction"], row["disorder_type"]) == ("Protesters", "Protesters only", "Demonstrations")


def test_near_a_place_is_less_precise() -> None:
    assert one(places=(place(PlaceRole.NEAR),))["geo_precision"] == "2"


def test_hostile_texts_neither_break_rows_nor_columns() -> None:
    found = rows(*hostile())
    assert len(found) == len(hostile())
    assert all(None not in row and None not in row.values() for row in found)
