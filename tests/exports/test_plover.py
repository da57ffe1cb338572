from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from tests.exports.made import HOSTILE, claim, days, given, hop, hostile, number, party, written_events
from tests.exports.schemas import PLOVER

from reportedly.core.day_range import DayRange
from reportedly.core.records import Act, Mode
from reportedly.exports.plover import FIELDS, write_plover
from reportedly.formats.schema import EVENTS


def events(*claims: Any) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in written_events(write_plover, claims).splitlines()]
    for event in found:
        jsonschema.validate(event, PLOVER)
    return found


def one(**changes: Any) -> dict[str, Any]:
    (event,) = events(claim(**changes))
    return event


def test_an_event() -> None:
    known = next(iter(given().names.speakers))
    event = one(event="withdraw", actors=(party("troops", actor_id=known, side="KA"),), chain=(hop("the mayor"),))
    assert (event["event_type"], event["event_mode"], event["event_context"], event["of"]) == ("RETREAT", ["withdraw"], ["military"], None)
    assert event["attributes"]["ACTOR"][0]["country"] == "KA"
    assert event["attributes"]["ACTOR"][0]["name"] == given().names.speaker(known)
    assert event["attributes"]["DATE"] == [{"earliest": "2023-05-07", "latest": "2023-05-07"}]
    assert (event["said_by"], event["intensity"], event["pub_date"]) == ("the mayor", 7.6, "2023-05-08")


def test_the_fields_are_documented() -> None:
    names = [field.name for field in FIELDS]
    assert [name for name in names if "." not in name] == list(one())
    assert [name.partition(".")[2] for name in names if name.startswith("attributes.")] == list(one()["attributes"])


@pytest.mark.parametrize("name", EVENTS)
def test_every_event_type_fits_the_schema(name: str) -> None:
    assert (one(event=name)["event_type"] is None) == (name == "other")


@pytest.mark.parametrize(
    ("changes", "kind", "of", "added"),
    [
        ({"mode": Mode.ORDERED}, "REQUEST", "ASSAULT", []),
        ({"mode": Mode.ASKED}, "REQUEST", "ASSAULT", []),
        ({"mode": Mode.OFFERED}, "AGREE", "ASSAULT", []),
        ({"mode": Mode.PLANNED}, "ASSAULT", None, ["future"]),
        ({"mode": Mode.PREDICTED}, "ASSAULT", None, ["future", "hypothetical"]),
        ({"positive": False}, "ASSAULT", None, ["negation"]),
        ({"positive": False, "chain": (hop("the mayor", act=Act.REFUSE),)}, "REJECT", "ASSAULT", ["negation"]),
        ({"days": days("2020-05-07")}, "ASSAULT", None, ["historical"]),
        ({"days": DayRange()}, "ASSAULT", None, []),
    ],
)
def test_what_was_not_done_says_so(changes: dict[str, Any], kind: str, of: str | None, added: list[str]) -> None:
    event = one(**changes)
    assert (event["event_type"], event["of"], event["event_context"]) == (kind, of, ["military", "resource", *added])


def test_the_dead_keep_their_bounds() -> None:
    assert one(event="kill", quantities=(number(200, 999),))["killed"] == {"lower": 200, "upper": 999, "unit": "people"}
    assert one(event="shell", quantities=(number(2, 2, "missiles"),))["killed"] is None


def test_hostile_texts_come_back() -> None:
    assert [event["event_text"] for event in events(*hostile())] == list(HOSTILE)
