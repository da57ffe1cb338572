from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

import reportedly
from reportedly.core.records import PlaceRole
from reportedly.formats.claim_columns import COLUMNS, NAMES, Row, claim_row, main_place
from reportedly.ledger.stored import StoredClaim
from reportedly.ledger.testimony import iter_testimonies
from reportedly.packs.load import load_pack


def stored(text: str, published: str | None = "2022-10-02") -> list[StoredClaim]:
    reading = reportedly.read(text=text, published=published, outlet="The Harbour Post", url="https://harbour.example/a", title="Troops leave")
    return [
        StoredClaim(
            testimony=testimony,
            reading_id=reading.id,
            url=reading.document.url,
            title=reading.document.title,
            language=reading.document.language,
            text_hash="sha256:0",
            start=claim.start,
            end=claim.end,
            recorded=datetime(2023, 5, 1, tzinfo=UTC),
        )
        for testimony, claim in zip(iter_testimonies(reading, load_pack("russia_ukraine_2022")), reading.claims, strict=True)
    ]


def row(text: str, published: str | None = "2022-10-02") -> Row:
    (one,) = stored(text, published)
    return claim_row(one)


def test_the_keys_are_the_columns_in_order() -> None:
    assert tuple(row("The Russian defence ministry confirmed that Russian troops had withdrawn from Lyman on Saturday.")) == NAMES
    assert len(set(NAMES)) == len(NAMES)
    assert all(column.about.endswith(".") for column in COLUMNS)


def test_a_claim_says_who_where_when_and_on_whose_word() -> None:
    found = row("The Russian defence ministry confirmed that Russian troops had withdrawn from Lyman on Saturday.")
    wanted: Row = {
        "event": "withdraw",
        "positive": True,
        "place": "Lyman",
        "place_role": "from",
        "country": "UA",
        "actor_side": "RU",
        "control_before": "RU",
        "said_by": "ru-mod",
        "speaker": "ru-mod",
        "speaker_side": "RU",
        "act": "confirm",
        "interest": "against",
        "day_earliest": "2022-10-01",
        "public": "2022-10-02",
        "outlet": "The Harbour Post",
    }
    assert {name: found[name] for name in wanted} == wanted
    assert found["control_place_id"] == found["place_id"]


def test_numbers_keep_their_bounds() -> None:
    found = row("Hundreds of Russian soldiers surrendered in Izium, officials said.")
    assert (found["number_lower"], found["number_upper"], found["number_unit"]) == (200, 999, "soldiers")


def test_what_is_not_known_is_none() -> None:
    found = row("Russian forces shelled the village.", None)
    assert [found[name] for name in ("place", "latitude", "said_by", "speaker", "day_earliest", "interest", "number_lower")] == [None] * 7


@pytest.mark.parametrize(
    ("text", "place"), [("Ukrainian forces captured Lyman in the Donetsk region.", "Lyman"), ("Russian troops fled from Izium to Svatove.", "Izium")]
)
def test_the_place_of_the_event_comes_before_what_contains_it(text: str, place: str) -> None:
    (one, *_) = stored(text)
    main = main_place(one.testimony)
    assert main is not None
    assert main.place.name == place
    assert main.role is not PlaceRole.IN
    assert date.fromisoformat(str(claim_row(one)["public"])) == date(2022, 10, 2)
