from __future__ import annotations

import json
from typing import Any

import jsonschema
from tests.exports.made import claim, days, given, hop, hostile, written_events
from tests.exports.schemas import TIMEMAP

from reportedly.core.records import Mode
from reportedly.exports.timemap import FIELDS, write_timemap


def events(*claims: Any, with_: Any = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written_events(write_timemap, claims, with_))
    jsonschema.validate(found, TIMEMAP)
    return found


def test_an_event() -> None:
    (event,) = events(claim(chain=(hop("the mayor"),)))
    assert list(event) == [field.name for field in FIELDS]
    assert (event["date"], event["latitude"], event["longitude"], event["category"]) == ("05/07/2023", "48.5", "-37.25", "capture")
    assert event["description"] == "the mayor: “the soldiers took Bellmere”"


def test_what_was_not_done_says_so() -> None:
    (event,) = events(claim(positive=False, mode=Mode.PLANNED))
    assert event["description"] == "The Harbour Post: [not planned] “the soldiers took Bellmere”"


def test_long_stretches_are_told_in_words() -> None:
    (event,) = events(claim(days=days("2022-01-01", "2023-05-07")))
    assert (event["date"], event["time_precision"], event["time_display"]) == ("01/01/2022", "", "1 Jan 2022 – 7 May 2023")


def test_what_timemap_would_stumble_over_is_counted() -> None:
    with_ = given()
    assert events(claim(places=()), claim(days=days(None, "2023-05-07")), with_=with_) == []
    assert dict(with_.tally.left_out) == {"without a place that was resolved": 1, "without a first day": 1}


def test_hostile_texts_make_valid_events() -> None:
    assert len(events(*hostile())) == len(hostile())
