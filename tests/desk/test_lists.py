"""Lists: everything once, whatever the page's length; filters as the command line has them; days that cut."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from reportedly.ledger.ledger import Ledger
from reportedly.ledger.questions import Question

if TYPE_CHECKING:
    from tests.desk.conftest import Running


def walk(desk: Running, path: str, limit: int) -> list[dict]:  # type: ignore[type-arg]
    found, cursor = [], None
    for _ in range(500):
        joint = "&" if "?" in path else "?"
        page = desk.json(f"{path}{joint}limit={limit}" + (f"&cursor={quote(cursor)}" if cursor else ""))
        found += page["items"]
        assert len(page["items"]) <= limit
        cursor = page["next"]
        if cursor is None:
            return found
        assert len(page["items"]) == limit
    raise AssertionError(path)


LISTS = ("reports", "claims?place=Lyman", "claims?newest_first=false&place=Lyman", "speakers", "outlets", "happenings", "disputes")


@pytest.mark.parametrize("path", [f"/api/{name}" for name in LISTS])
def test_cursors_walk_everything_exactly_once(desk: Running, path: str) -> None:
    whole = walk(desk, path, 200)
    assert len(whole) >= 2 or "happenings" in path or "disputes" in path
    for limit in (1, 3):
        assert walk(desk, path, limit) == whole
    total = desk.json(path)["total"]
    assert total is None or total == len(whole)


def test_claims_are_those_of_the_ledger(desk: Running) -> None:
    with Ledger.open(desk.where) as ledger:
        known = [stored.testimony.id for stored in ledger.iter_claims(Question())]
        newest = [stored.testimony.id for stored in ledger.iter_claims(Question(), newest_first=True)]
        lyman = {stored.testimony.id for stored in ledger.iter_claims(Question(place="Lyman", event=("withdraw", "capture")))}
    assert [one["id"] for one in walk(desk, "/api/claims?newest_first=false", 7)] == known
    assert [one["id"] for one in walk(desk, "/api/claims", 7)] == newest
    assert {one["id"] for one in walk(desk, "/api/claims?place=Lyman&event=withdraw&event=capture", 7)} == lyman
    assert lyman


def test_as_of_cuts_every_list(desk: Running) -> None:
    before = desk.json("/api/reports?as_of=2022-09-30&limit=200")["items"]
    assert {one["id"] for one in before} == {"izium"}
    claims = desk.json("/api/claims?as_of=2022-09-30&limit=200")["items"]
    assert {one["report"] for one in claims} == {"izium"}
    assert desk.json("/api/about?as_of=2022-09-30")["counts"]["reports"] == 1
    assert {one["day"] for one in desk.json("/api/days?as_of=2022-09-30")["items"]} <= {"2022-09-10", "2022-09-11", "2022-09-12"}


def test_what_was_retracted_counts_until_the_day_it_was(desk: Running) -> None:
    now = {one["report"] for one in walk(desk, "/api/claims", 200)}
    then = {one["report"] for one in walk(desk, "/api/claims?as_of=2022-10-19", 200)}
    assert "strike-2" in then
    assert "strike-2" not in now


def test_the_report_list_is_newest_first_and_finds_words(desk: Running) -> None:
    days = [one["public"] or "" for one in walk(desk, "/api/reports", 200)]
    assert days == sorted(days, reverse=True)
    found = desk.json("/api/reports?q=advantageous lines")["items"]
    assert {one["id"] for one in found} == {"liman-left", "liman-copy"}
    assert all("advantageous" in one["excerpt"] for one in found)
    assert [one["id"] for one in desk.json("/api/reports?outlet=the harbour post&limit=200")["items"]] == ["strike-1", "liman-taken", "izium"]


def test_search_finds_reports_places_and_speakers(desk: Running) -> None:
    found = desk.json("/api/search?q=Lyman")
    assert {"liman-taken", "liman-left"} <= {one["id"] for one in found["reports"]["items"]}
    assert (found["places"][0]["name"], found["places"][0]["meant"]) == ("Lyman", False)
    for words in ("Лиман", "Красный Лиман", "лима"):
        assert desk.json(f"/api/search?q={words}")["places"][0]["name"] == "Lyman", words
        assert desk.json(f"/api/claims?place={words}")["total"] == (0 if words == "лима" else desk.json("/api/claims?place=Lyman")["total"]), words
    slip = desk.json("/api/search?q=Kramatrosk")["places"]
    assert [(one["name"], one["meant"]) for one in slip] == [("Kramatorsk", True)]
    assert desk.json("/api/search?q=defence")["speakers"]


def test_days_count_claims_and_reports(desk: Running) -> None:
    counted = desk.json("/api/days")
    claims = walk(desk, "/api/claims", 200)
    assert sum(one["claims"] for one in counted["items"]) + counted["wide"] == len(claims)
    assert sum(one["reports"] for one in counted["items"]) >= 10
    narrow = desk.json("/api/days?place=Lyman")
    assert 0 < sum(one["claims"] for one in narrow["items"]) < sum(one["claims"] for one in counted["items"])


def test_an_outlets_story_has_its_own_voice_and_whom_it_carries(desk: Running) -> None:
    for item in walk(desk, "/api/outlets", 200):
        story = desk.json(f"/api/outlets/{quote(item['name'], safe='')}")
        assert story["outlet"] == item
        assert all(one["chain"] == [] and one["outlet"] == item["name"] for one in story["claims"])
        assert len(story["claims"]) <= item["own"]
        for carried in story["carries"]:
            assert desk.json(f"/api/speakers/{quote(carried['id'], safe='')}")["speaker"]["claims"] >= carried["claims"]
    post = desk.json("/api/outlets/The%20Harbour%20Post")
    assert any("Ministry" in one["name"] for one in post["carries"])
    early = desk.json("/api/outlets/The%20Harbour%20Post?as_of=2022-09-30")
    assert early["outlet"]["reports"] < post["outlet"]["reports"]
    assert desk.get("/api/outlets/No%20such%20paper").status_code == 404


def test_disputes_and_happenings_name_their_claims(desk: Running) -> None:
    dispute = next(one for one in walk(desk, "/api/disputes", 200) if one["place_name"] == "Lyman")
    assert {dispute["first"]["report"], dispute["second"]["report"]} & {"liman-denied"}
    assert walk(desk, "/api/disputes?place=Kherson", 200) == [one for one in walk(desk, "/api/disputes", 200) if one["place_name"] == "Kherson"]
    for one in walk(desk, "/api/happenings", 200):
        assert len(one["reports"]) > 1
        assert one["witnesses"]


def test_exports_have_a_row_for_every_claim(desk: Running) -> None:
    import csv
    import io

    claims = walk(desk, "/api/claims?place=Lyman", 200)
    answer = desk.get("/api/export.csv?place=Lyman")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["claim"] for row in rows} == {one["id"] for one in claims}
    features = desk.json("/api/export.geojson?place=Lyman")["features"]
    assert {one["id"] for one in features} == {one["id"] for one in claims}


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/api/claims?cursor=nonsense",
            "/api/claims?cursor=W10",
            "/api/reports?cursor=WyJjbGFpbXMiLDEsMl0",
            "/api/claims?day=tomorrow",
            "/api/claims?as_of=0001-01-01",
        ),
        *("/api/places?on=2023-02-01", "/api/claims?limit=201", "/api/claims?limit=0", "/api/search?q=", "/api/search?q=!!", "/api/places?on=yesterday"),
        *("/api/claims?day=2022-10-02..2022-10-01", "/api/claims?place=%00", "/api/reports?q=%22%22", "/api/claims?area=nan,1,2,3", "/api/claims?area=5,1,2,3"),
    ],
)
def test_odd_questions_are_told_as_problems(desk: Running, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code in {400, 422}, (path, answer.status_code)
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["type"].startswith("urn:reportedly:")
    assert problem["detail"]


@pytest.mark.parametrize("path", ["/api/reports/nobody", "/api/places/geonames:1", "/api/speakers/nobody", "/api/nothing", "/nothing.js", "/../pyproject.toml"])
def test_what_is_not_there_is_a_404(desk: Running, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
