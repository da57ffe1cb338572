from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given as given_
from hypothesis import strategies as st
from tests.exports.made import claim, days, given, hop, hostile, number, party, place, written_events

from reportedly.core.records import ActorKind, Mode
from reportedly.exports.ucdp import COLUMNS, date_precision, priogrid, write_ucdp

if TYPE_CHECKING:
    from reportedly.ledger.stored import StoredClaim

# The header of UCDP's own files.
BOOK = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]


def rows(*claims: StoredClaim, with_: Any = None) -> list[dict[str, str]]:
    csv.field_size_limit(10_000_000)
    return list(csv.DictReader(io.StringIO(written_events(write_ucdp, claims, with_), newline="")))


def one(**changes: Any) -> dict[str, str]:
    (row,) = rows(claim(event="kill", **changes))
    return row


def test_the_columns_are_the_books() -> None:
    assert [column.name for column in COLUMNS] == BOOK


def test_a_row() -> None:
    row = one(chain=(hop("the mayor"),), quantities=(number(12, 15),), actors=(party("gunners"),))
    wanted = {
        "id": "r1/0123456789abcdef", "year": "2023", "side_a": "gunners", "number_of_sources": "1", "source_office": "The Harbour Post",
        "source_article": '"The Harbour Post", "2023-05-08", "Bellmere falls" https://harbour.example/a', "source_original": "the mayor",
        "where_coordinates": "Bellmere", "where_prec": "1", "geom_wkt": "POINT (-37.25 48.5)", "date_prec": "1", "date_start": "2023-05-07",
        "date_end": "2023-05-07", "best": "12", "low": "12", "high": "15", "deaths_unknown": "12", "deaths_a": "", "deaths_b": "", "conflict_name": "",
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted


def test_only_killings_that_happened_somewhere_some_day() -> None:
    with_ = given()
    wide = days("2022-01-01", "2023-05-07")
    kill = {"event": "kill"}
    assert rows(claim(), claim(**kill, mode=Mode.PLANNED), claim(**kill, places=()), claim(**kill, days=wide), with_=with_) == []
    assert dict(with_.tally.left_out) == {
        "of no killing": 1, "only planned": 1, "without a place that was resolved": 1, "whose day is not known to a year": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("last", "code"), [("2023-01-01", 1), ("2023-01-02", 2), ("2023-01-06", 2), ("2023-01-07", 3), ("2023-01-31", 4), ("2023-02-01", 5), ("2024-01-02", None)]
)
def test_the_precision_of_the_day(last: str, code: int | None) -> None:
    assert date_precision(days("2023-01-01", last)) == code


@pytest.mark.parametrize(
    ("bounds", "low", "high"), [((number(200, 999),), "200", "999"), ((number(13, None),), "13", ""), ((number(None, 20),), "", "20"), ((), "1", "")]
)
def test_bounds_are_kept_and_the_best_is_the_lower(bounds: Any, low: str, high: str) -> None:
    row = one(quantities=bounds)
    assert (row["low"], row["best"], row["high"]) == (low, low, high)


def test_whose_dead_they_are() -> None:
    assert one(quantities=(number(3, 3, "children"),))["deaths_civilians"] == "3"
    assert one(quantities=(number(3, 3, "soldiers"),), targets=(party(side="KA"),))["deaths_b"] == "3"
    assert one(quantities=(number(3, 3),))["deaths_unknown"] == "3"
    assert one(targets=(party("villagers", kind=ActorKind.CIVILIANS),))["side_b"] == "Civilians"


def test_the_type_of_violence() -> None:
    sides = list(given().names.sides)
    first, second = (party(side=code) for code in sides[:2])
    assert one(actors=(first,), targets=(second,))["type_of_violence"] == "1"
    assert one(actors=(party(side="X"),), targets=(party(side="Y"),))["type_of_violence"] == "2"
    assert one(actors=(first,), targets=(party(kind=ActorKind.CIVILIANS),))["type_of_violence"] == "3"
    assert one(actors=(first,))["type_of_violence"] == ""
    assert one(actors=(first,), targets=(first,))["type_of_violence"] == ""


@given_(st.floats(-90, 90), st.floats(-180, 180))
def test_cells_cover_the_globe(latitude: float, longitude: float) -> None:
    assert 1 <= priogrid(latitude, longitude) <= 259_200


def test_hostile_texts_neither_break_rows_nor_columns() -> None:
    found = rows(*hostile())
    assert len(found) == len(hostile())
    assert all(None not in row and None not in row.values() for row in found)


def test_regions_are_coded_as_regions() -> None:
    from reportedly.core.records import PlaceKind, Precision

    assert one(places=(place(kind=PlaceKind.REGION, precision=Precision.REGION),))["where_prec"] == "4"
