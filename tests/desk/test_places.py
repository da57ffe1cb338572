"""Places: what the desk says of them is what the weighing says."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.desk.conftest import running

from reportedly.beliefs.prior import Question
from reportedly.desk.desk import DeskSettings
from reportedly.desk.together import TogetherKept
from reportedly.engines.aside import Aside
from reportedly.holds import weigh_ledger
from reportedly.ledger.ledger import Ledger

if TYPE_CHECKING:
    from tests.desk.conftest import Running

    from reportedly.ledger.questions import Question as Asking


def by_name(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["properties"]["name"]: one for one in answer["features"]}


@pytest.mark.parametrize(("on", "as_of"), [("2022-10-02", "2022-10-02"), ("2022-11-11", "2022-11-20")])
def test_beliefs_are_those_of_the_weighing(desk: Running, on: str, as_of: str | None) -> None:
    answer = desk.json(f"/api/places?on={on}" + (f"&as_of={as_of}" if as_of else ""))
    with Ledger.open(desk.where) as ledger:
        weighing = weigh_ledger(ledger, as_of=date.fromisoformat(as_of) if as_of else None)
    known = date.fromisoformat(answer["as_of"])
    checked = 0
    for number in weighing.told_of():
        point = weighing.ground.points[number]
        belief = weighing.belief(Question(point=point, day=date.fromisoformat(on), as_of=known))
        mark = by_name(answer).get(point.name)
        if mark is None or mark["properties"]["state"] == "unknown":
            continue
        assert mark["properties"]["state"] == belief.holder
        assert mark["properties"]["shares"] == pytest.approx(dict(belief.probability), abs=1e-3)
        checked += 1
    assert checked


def test_places_are_geojson_with_what_is_needed_to_draw_them(desk: Running) -> None:
    answer = desk.json("/api/places?on=2022-11-20")
    assert answer["type"] == "FeatureCollection"
    lyman = by_name(answer)["Lyman"]
    assert lyman["geometry"]["type"] == "Point"
    longitude, latitude = lyman["geometry"]["coordinates"]
    assert 37 < longitude < 38.5
    assert 48.5 < latitude < 49.5
    mark = lyman["properties"]
    assert mark["state"] == "UA"
    assert mark["claims"] >= 4
    assert 2 <= mark["witnesses"] <= mark["claims"]
    assert mark["since"]["latest"] >= "2022-09-30"
    assert sum(mark["shares"].values()) == pytest.approx(1, abs=1e-3)


def test_nothing_is_believed_of_a_day_before_anything_was_said(desk: Running) -> None:
    for one in desk.json("/api/places?on=2021-01-01")["features"]:
        assert one["properties"]["state"] == "unknown"
        assert one["properties"]["p"] == 0
        assert one["properties"]["certainty"] == "unknown"


def test_runs_say_what_places_say(desk: Running) -> None:
    runs = {one["id"]: one["runs"] for one in desk.json("/api/runs")["items"]}
    first, last = date(2022, 9, 8), date(2022, 11, 12)
    for offset in range(0, (last - first).days, 9):
        day = (first + timedelta(offset)).isoformat()
        for feature in desk.json(f"/api/places?on={day}")["features"]:
            told = [run for run in runs[feature["id"]] if run["from"] <= day <= run["to"]]
            state = told[0]["state"] if told else "unknown"
            assert state == feature["properties"]["state"], (day, feature)
            assert len(told) <= 1
            assert not told or abs(told[0]["p"] - feature["properties"]["p"]) <= 0.03


def test_each_day_knows_only_what_was_public_on_it(desk: Running) -> None:
    runs = {one["id"]: one["runs"] for one in desk.json("/api/runs?each=1")["items"]}
    for day in ("2022-10-01", "2022-10-02", "2022-11-12"):
        for feature in desk.json(f"/api/places?on={day}&as_of={day}")["features"]:
            told = [run["state"] for run in runs[feature["id"]] if run["from"] <= day <= run["to"]]
            assert (told or ["unknown"]) == [feature["properties"]["state"]], (day, feature)


def test_as_of_shows_no_place_that_nobody_had_spoken_of(desk: Running) -> None:
    then = by_name(desk.json("/api/places?as_of=2022-09-30"))
    assert "Izium" in then
    assert "Lyman" not in then


def test_the_story_of_a_place(desk: Running) -> None:
    lyman = by_name(desk.json("/api/places"))["Lyman"]["id"]
    story = desk.json(f"/api/places/{lyman}?on=2022-10-03")
    assert story["place"]["name"] == "Lyman"
    assert story["belief"]["state"] in {"UA", "contested", "RU"}
    hindsight = story["in_hindsight"]
    assert hindsight["states"] == ["RU", "contested", "UA"]
    assert len(hindsight["shares"]) == len(hindsight["named"])
    assert len(hindsight["shares"][0]) == 3
    reports = {one["report"] for one in story["claims"]}
    assert {"liman-taken", "liman-left", "liman-denied", "liman-copy"} <= reports
    copied = [one for one in story["claims"] if one["report"] == "liman-copy"]
    assert copied[0]["copy_of"].startswith("liman-left/")
    assert any(one["agrees"] for one in story["words"])
    assert story["words"][0]["origin"]["name"]
    assert story["disputes"]
    assert story["claims_total"] >= len(story["claims"])


def test_a_story_does_not_wait_for_what_is_disputed(copied: str) -> None:
    go = threading.Event()
    with running(copied, DeskSettings(seconds_for_disputes=0.0)) as found:
        lyman = by_name(found.json("/api/places"))["Lyman"]["id"]
        found.desk.together.stop()  # the worker has done what it foresaw
        found.desk.together = TogetherKept(Slow(found.desk.ledger, go), copied, found.desk.pack, found.desk.pack.name, Aside())  # type: ignore[arg-type]
        early = found.get(f"/api/places/{lyman}")
        assert early.json()["disputes"] is None
        assert early.json()["words"]
        go.set()
        found.desk.together.find(found.desk.weighed_for(found.desk.tip(), None), None)
        late = found.get(f"/api/places/{lyman}", headers={"If-None-Match": early.headers["ETag"]})
        assert late.status_code == 200
        assert late.json()["disputes"]
        assert {**late.json(), "disputes": None} == early.json()


class Slow:
    """A ledger whose claims come when they are let."""

    def __init__(self, ledger: Ledger, go: threading.Event) -> None:
        self._ledger, self._go = ledger, go

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)

    def iter_claims(self, question: Asking) -> Any:
        assert self._go.wait(300)
        return self._ledger.iter_claims(question)


def test_neighbours_that_changed_that_week_are_told(desk: Running) -> None:
    lyman = by_name(desk.json("/api/places"))["Lyman"]["id"]
    for one in desk.json(f"/api/places/{lyman}?on=2022-09-11")["neighbours"]:
        assert one["before"] != one["after"]
        assert 0 < one["km"] <= 60
        assert abs((date.fromisoformat(one["day"]) - date(2022, 9, 11)).days) <= 7


def test_areas_are_what_is_no_settlement(desk: Running) -> None:
    areas = by_name(desk.json("/api/areas"))
    assert areas
    assert all(one["properties"]["kind"] != "settlement" for one in areas.values())
