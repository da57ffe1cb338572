"""Judging at the desk, and taking away what is on the screen."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from tests.desk.conftest import TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desk.conftest import Running
    from tests.desk_browser.conftest import Reader


def test_a_judgement_needs_the_token_and_stands_with_its_reason(judging_desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(judging_desk)
    reader.visit("#/report/kherson-2")
    reader.page.get_by_role("link", name="Judge this report").click()
    page = reader.page
    assert page.get_by_label("Id of the report or claim").input_value() == "kherson-2"
    page.locator(".judge select").first.select_option("retracted")
    page.get_by_label("Reason, for others to read").fill("the sheet took it back <b>today</b>")
    page.get_by_label("Your name").fill("A. Reader")
    page.get_by_label("Token").fill("a wrong token")
    page.get_by_role("button", name="Judge").click()
    assert "not the token" in page.get_by_role("alert").inner_text()
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Judge").click()
    page.get_by_text("the sheet took it back <b>today</b>").wait_for()
    judged = [each for each in judging_desk.json("/api/judgements")["items"] if each["subject"] == "kherson-2"]
    assert [(each["kind"], each["by"]) for each in judged] == [("retracted", "A. Reader")]
    assert TOKEN not in page.url
    assert page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])").count(TOKEN) == 0
    page.locator("li", has_text="kherson-2").get_by_role("link", name="Take back").click()
    assert page.get_by_label("Id of the judgement").input_value() == judged[0]["id"]
    reader.expected = ("401",)
    assert reader.trouble() == []


def test_without_the_token_there_is_no_form(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    reader.visit("#/judgements")
    reader.page.get_by_text("withdrawn by the paper").wait_for()
    assert reader.page.locator("form").count() == 0
    reader.visit("#/report/kherson-2")
    assert reader.page.get_by_role("link", name="Judge this report").count() == 0


@pytest.mark.parametrize(("where", "name"), [("happenings", "happenings"), ("disputes", "contradictions"), ("reports", "reports")])
def test_a_list_is_saved_whole(where: str, name: str, desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    reader.visit(f"#/{where}")
    reader.page.locator(".entries li").first.wait_for()
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="CSV").click()
    assert download.value.suggested_filename == f"{name}.csv"
    rows = list(csv.DictReader(download.value.path().read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == desk.json(f"/api/{where}?limit=200")["total"]


def test_happenings_and_the_day_are_saved_with_their_places(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    reader.visit("#/happenings")
    reader.page.locator(".entries li").first.wait_for()
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="GeoJSON").click()
    told = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert all(-90 <= each["geometry"]["coordinates"][1] <= 90 and each["properties"]["place"] for each in told["features"])
    reader.visit("#/map?on=2022-10-01")
    reader.page.locator(".place-rows a").first.wait_for()
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(download.value.path().read_text(encoding="utf-8-sig").splitlines()))
    shown = {each["id"]: each["properties"] for each in desk.json("/api/places?on=2022-10-01")["features"]}
    assert {row["id"] for row in rows} == shown.keys()
    assert all(row["state"] == shown[row["id"]]["state"] and row["day"] == "2022-10-01" for row in rows)
    assert reader.trouble() == []
