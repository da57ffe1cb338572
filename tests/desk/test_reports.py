"""The story of a report and of a source; reports that mean harm."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from tests.desk.conftest import HOSTILE, LONG, SCRIPT

from reportedly.ledger.ledger import Ledger

if TYPE_CHECKING:
    from tests.desk.conftest import Running


def test_the_story_of_a_report(desk: Running) -> None:
    story = desk.json("/api/reports/liman-left")
    reading = story["reading"]
    text = reading["report"]["text"]
    assert reading["format"] == "reportedly/1"
    for claim in reading["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["quote"]
    assert [one["ref"] for one in story["claims"]] == [one["id"] for one in reading["claims"]]
    assert {one["counts"] for one in story["claims"]} == {True}
    assert story["snapshots"][0]["sha256"] == "ab" * 32
    assert [one["report"] for one in story["copies"]] == ["liman-copy"]
    assert story["copies"][0]["relation"] == "copy"
    assert story["first"] is None
    assert desk.json("/api/reports/liman-copy")["first"] == "liman-left"


def test_texts_that_were_changed_stand_beside_one_another(desk: Running) -> None:
    story = desk.json("/api/reports/izium")
    assert [one["ordinal"] for one in story["texts"]] == [1, 2]
    assert story["differences"][0]["lines"] == [{"sign": "+", "text": "Nobody was hurt."}]
    assert story["reading"]["report"]["text"].endswith("Nobody was hurt.")
    before = desk.json("/api/reports/izium?as_of=2022-09-11")["reading"]
    assert before is None or not before["report"]["text"].endswith("Nobody was hurt.")


def test_a_retracted_report_says_so(desk: Running) -> None:
    story = desk.json("/api/reports/strike-2")
    assert story["judgements"][0]["kind"] == "retracted"
    assert {one["counts"] for one in story["claims"]} == {False}


@pytest.mark.parametrize("page", HOSTILE, ids=lambda page: str(page.id))
def test_hostile_reports_leave_as_json_to_the_letter(desk: Running, page: object) -> None:
    known = next(one for one in HOSTILE if one is page)
    answer = desk.get(f"/api/reports/{quote(str(known.id), safe='')}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    with Ledger.open(desk.where) as ledger:
        reading = ledger.reading(str(known.id))
    assert reading is not None
    report = answer.json()["reading"]["report"]
    assert (report["text"], report["title"]) == (reading.document.text, reading.document.title)


def test_a_report_of_two_megabytes_is_listed_in_a_line(desk: Running) -> None:
    item = next(one for one in desk.json("/api/reports?limit=200")["items"] if one["id"] == "hostile-long")
    assert len(item["excerpt"]) < 400
    assert len(desk.json("/api/reports/hostile-long")["reading"]["report"]["text"]) > len(LONG)


def test_no_answer_is_html_but_the_page(desk: Running) -> None:
    assert SCRIPT in desk.get("/api/reports?limit=200").text
    for path in ("/api/reports?limit=200", "/api/outlets", f"/api/{quote(SCRIPT)}", f"/{quote(SCRIPT)}", f"/api/reports/{quote(SCRIPT)}", "/api/export.csv"):
        answer = desk.get(path)
        assert "html" not in answer.headers["content-type"], path


def test_the_story_of_a_source(desk: Running) -> None:
    speakers = desk.json("/api/speakers")["items"]
    assert speakers[0]["claims"] >= speakers[-1]["claims"]
    ministry = next(one for one in speakers if one["id"] == "ru-mod")
    assert ministry["known"]
    story = desk.json("/api/speakers/ru-mod")
    assert story["speaker"]["name"] == ministry["name"]
    assert {one["report"] for one in story["claims"]} >= {"liman-left"}
    for settled in story["evidence"]:
        assert 0 <= settled["right"] <= 1
    outlets = {one["name"]: one for one in desk.json("/api/outlets")["items"]}
    assert outlets["The Harbour Post"]["reports"] == 3


def test_judgements_in_force_are_listed(desk: Running) -> None:
    assert [(one["kind"], one["subject"]) for one in desk.json("/api/judgements")["items"]] == [("retracted", "strike-2")]
    assert desk.json("/api/judgements?as_of=2022-10-19")["items"] == []
