from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from tests.exports.made import claim, days, given, hop, number, party, place, written_events
from tests.exports.schemas import PLOVER, TIMEMAP

from reportedly.core.entries import Judgement, JudgementKind
from reportedly.core.errors import FormatError
from reportedly.core.records import Certainty, Mode, PlaceRole
from reportedly.exports.acled import write_acled
from reportedly.exports.events import Together, iter_events, single
from reportedly.exports.export import check_request, export
from reportedly.exports.forms import EVENT_FORMS, Form, Per
from reportedly.exports.plover import write_plover
from reportedly.exports.timemap import write_timemap
from reportedly.exports.ucdp import write_ucdp
from reportedly.reports.happenings import group_claims

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.core.entries import Testimony
    from reportedly.ledger.stored import StoredClaim


def telling(report: str, dead: tuple[float, float] | None, *, outlet: str = "The Harbour Post", **changes: Any) -> StoredClaim:
    """One report's claim of the same killing at Bellmere."""
    quantities = (number(*dead),) if dead else ()
    fields: dict[str, Any] = {"event": "kill", "quantities": quantities, "quote": f"{report} tells it", "url": f"https://harbour.example/{report}"}
    return claim(id=f"{report}/00000000000000aa", report=report, claim="00000000000000aa", outlet=outlet, **(fields | changes))


ALONE = telling("r9", (3, 3), days=days("2023-06-01"))
DENIED = telling("r8", None, positive=False)
TOLD = (
    telling("r1", (12, 12), days=days("2023-05-06", "2023-05-07")),
    telling("r2", (24, 99), actors=(party("the fleet", side="KA"),), chain=(hop("the mayor"),), certainty=Certainty.PROBABLE),
    telling("r3", (12, 12), outlet="Gazette of Tests"),
    telling("r4", None, outlet="Gazette of Tests", mode=Mode.ONGOING),
)


def origin(testimony: Testimony) -> str:
    return testimony.chain[-1].source or "" if testimony.chain else testimony.outlet or ""


def together(*claims: StoredClaim, judgements: tuple[Judgement, ...] = ()) -> Together:
    testimonies = [stored.testimony for stored in claims]
    return Together(happenings=group_claims(testimonies, origin, judgements), origin=origin)


EVERY = (*TOLD, ALONE, DENIED)


def table(write: Any, *claims: StoredClaim) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written_events(write, claims, None, together(*claims)), newline="")))


def test_claims_of_one_happening_are_one_event_and_the_others_their_own() -> None:
    events = list(iter_events(EVERY, together(*EVERY)))
    assert [len(event.claims) for event in events] == [4, 1, 1]
    (event, alone, denied) = events
    assert (alone, denied) == (single(ALONE), single(DENIED))
    assert event.witnesses == 3
    assert event.outlets == ("The Harbour Post", "Gazette of Tests")
    merged = event.merged.testimony
    assert merged.days == days("2023-05-07")
    assert [(bounds.lower, bounds.upper) for bounds in merged.quantities] == [(12, 99)]
    assert (merged.certainty, merged.mode) == (Certainty.CERTAIN, Mode.HAPPENED)
    assert [one.text for one in merged.actors] == ["the fleet"]
    assert merged.quote == "r2 tells it", "it says by whom, and how many"


def test_every_claim_is_in_one_event_in_whatever_order_they_come() -> None:
    for claims in (EVERY, EVERY[::-1], EVERY[3:] + EVERY[:3]):
        events = sorted(iter_events(claims, together(*EVERY)), key=lambda event: event.merged.testimony.id)
        assert events == sorted(iter_events(EVERY, together(*EVERY)), key=lambda event: event.merged.testimony.id)
        assert sorted(stored.testimony.id for event in events for stored in event.claims) == sorted(stored.testimony.id for stored in EVERY)


def test_a_happening_some_of_whose_claims_do_not_come_is_made_of_those_that_do() -> None:
    events = list(iter_events(TOLD[:2], together(*EVERY)))
    assert [[stored.testimony.report for stored in event.claims] for event in events] == [["r1", "r2"]]
    assert list(iter_events(TOLD[:1], together(*EVERY))) == [single(TOLD[0])]


def test_without_happenings_each_claim_is_an_event() -> None:
    assert list(iter_events(EVERY, None)) == [single(stored) for stored in EVERY]


def test_a_persons_judgement_parts_them() -> None:
    apart = tuple(
        Judgement(
            id=f"j{number}", kind=JudgementKind.NOT_SAME, subject=TOLD[0].testimony.id, object=other.testimony.id, by="A. Checker", why="another", since=None
        )
        for number, other in enumerate(TOLD[1:])
    )
    events = list(iter_events(TOLD, together(*TOLD, judgements=apart)))
    assert sorted(len(event.claims) for event in events) == [1, 3]


def test_acled_names_the_claims_and_counts_the_least_dead() -> None:
    row, alone = table(write_acled, *EVERY)
    assert (row["fatalities"], row["source"], row["time_precision"]) == ("12", "The Harbour Post; Gazette of Tests", "1")
    assert "witnesses=3" in row["tags"]
    assert all(f"[{stored.testimony.id}]" in row["notes"] and stored.testimony.quote in row["notes"] for stored in TOLD)
    assert (alone["event_id_cnty"], "witnesses" in alone["tags"]) == (ALONE.testimony.id, False)
    assert row["event_id_cnty"] not in {stored.testimony.id for stored in EVERY}


def test_ucdp_counts_origins_and_takes_the_number_that_most_of_them_give() -> None:
    row, alone = table(write_ucdp, *EVERY)
    assert (row["low"], row["best"], row["high"], row["number_of_sources"]) == ("12", "12", "99", "3")
    assert row["source_article"].count("https://") == 4
    assert (alone["best"], alone["number_of_sources"]) == ("3", "1")
    dozens = [telling(f"d{one}", (24, 99), chain=(hop(f"officer {one}"),)) for one in range(2)]
    (row,) = table(write_ucdp, *dozens, TOLD[2])
    assert (row["low"], row["best"], row["high"]) == ("12", "24", "99")
    (row,) = table(write_ucdp, TOLD[3], telling("r5", None, outlet="Evening Reed"))
    assert (row["low"], row["best"], row["high"]) == ("1", "1", "")


def test_plover_and_timemap_hold_every_claim() -> None:
    events = [json.loads(line) for line in written_events(write_plover, EVERY, None, together(*EVERY)).splitlines()]
    for event in events:
        jsonschema.validate(event, PLOVER)
    assert [len(event["claims"]) for event in events] == [4, 1, 1]
    assert (events[0]["witnesses"], events[0]["killed"]) == (3, {"lower": 12, "upper": 99, "unit": "people"})
    found = json.loads(written_events(write_timemap, EVERY, None, together(*EVERY)))
    jsonschema.validate(found, TIMEMAP)
    assert len(found[0]["sources"]) == 4
    assert "3 independent sources" in found[0]["comments"]
    assert found[0]["description"].count("tells it") == 4


def test_the_place_is_the_happenings() -> None:
    reach = place(PlaceRole.IN, id="pack:reach", geonameid=None, name="Upper Reach")
    other = telling("r7", None, places=(reach, place()), outlet="Evening Reed")
    event = next(iter_events((TOLD[0], other), together(TOLD[0], other)))
    assert [part.place.name for part in event.merged.testimony.places] == ["Bellmere"]


def test_what_has_no_row_is_counted_by_its_claims(tmp_path: Path) -> None:
    with_ = given()
    tally = export(EVERY, Form.UCDP, str(tmp_path / "out"), with_, together=together(*EVERY))
    assert (tally.came, tally.written, sum(tally.left_out.values())) == (6, 2, 1)


def test_happenings_are_for_forms_of_events_alone() -> None:
    for form in Form:
        if form in EVENT_FORMS:
            check_request(form, "out", spreadsheet_safe=False, full_text=False, per=Per.HAPPENING)
        else:
            with pytest.raises(FormatError, match="a form of events"):
                check_request(form, "out", spreadsheet_safe=False, full_text=False, per=Per.HAPPENING)
        check_request(form, "out", spreadsheet_safe=False, full_text=False, per=Per.CLAIM)
