"""The desk as files: what is written is what the desk answers, and texts go out only when asked for."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.desk.conftest import SCRIPT, FixedClock

from reportedly.core.errors import FormatError
from reportedly.desk.desk import Desk, DeskSettings
from reportedly.desk.site import write_site

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk.conftest import Running


def make_page(folder: Path) -> Path:
    page = folder / "built"
    page.mkdir()
    (page / "index.html").write_text('<!doctype html><script defer src="./desk.js"></script>', encoding="utf-8")
    (page / "desk.js").write_text("'use strict';", encoding="utf-8")
    return page


def write(where: str, folder: Path, page: Path, **options: Any) -> dict[str, Any]:
    """The answers of a site by the path the page asks for."""
    settings = DeskSettings(page_folder=page, requests_a_second=1e9, request_burst=10**9, seconds_to_wait=600, seconds_for_disputes=600)
    count = write_site(Desk(where, settings, FixedClock()), folder, **options)
    told = re.fullmatch(r"window\.reportedlySite=(.*);\n", (folder / "site.js").read_text(encoding="utf-8"), re.DOTALL)
    assert told is not None
    files = json.loads(told[1])["files"]
    assert len(files) == count == len(list((folder / "data").iterdir()))
    answers = {}
    for path, name in files.items():
        found = re.fullmatch(r"reportedlyData\((\".*?\"),(.*)\);\n", (folder / name).read_text(encoding="utf-8"), re.DOTALL)
        assert found is not None, name
        assert json.loads(found[1]) == path
        answers[path] = json.loads(found[2])
    return answers


def test_a_site_has_the_desks_answers(copied: str, tmp_path: Path, desk: Running) -> None:
    page = make_page(tmp_path)
    answers = write(copied, tmp_path / "public", page, full_text=True)
    assert {"about", "days", "places", "runs", "runs?each=1", "areas", "reports", "claims", "speakers", "judgements"} <= answers.keys()
    for path in ("places", "runs?each=1", "reports/liman-left", "speakers/ru-mod", "happenings"):
        if not desk.desk.ledger.store.is_sqlite:
            break
        assert answers[path] == desk.json(f"/api/{path}"), path
    index = (tmp_path / "public" / "index.html").read_text(encoding="utf-8")
    assert index.index("site.js") < index.index("desk.js")
    assert "base" not in answers or answers["base"]["type"] == "FeatureCollection"
    assert any(path.startswith("reports/hostile%2F..%252f%3Fa%3Db%23c") for path in answers)


def test_without_leave_no_text_goes_out(copied: str, tmp_path: Path) -> None:
    page = make_page(tmp_path)
    answers = write(copied, tmp_path / "public", page, as_of=date(2022, 10, 3))
    assert answers["about"]["full_text"] is False
    story = answers["reports/liman-left"]
    assert story["reading"]["report"]["text"] == ""
    assert story["reading"]["claims"][0]["quote"]
    assert answers["about"]["as_of"] == "2022-10-03"
    assert "reports/kherson-1" not in answers
    whole = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "public" / "data").iterdir())
    assert whole.count("Snow fell on the hill") < 20
    assert SCRIPT in whole  # a title is a title; scripts hand it over as data
    assert f"<{SCRIPT}" not in (tmp_path / "public" / "index.html").read_text(encoding="utf-8")


def test_only_a_site_is_written_over(copied: str, tmp_path: Path) -> None:
    page = make_page(tmp_path)
    other = tmp_path / "mine"
    other.mkdir()
    (other / "notes.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(FormatError, match="nothing in it was changed"):
        write(copied, other, page)
    assert (other / "notes.txt").read_text(encoding="utf-8") == "keep"
    with pytest.raises(FormatError, match="no "):
        write(copied, tmp_path / "no" / "such", page)


def test_filters_choose_what_is_written_and_not_what_is_believed(copied: str, tmp_path: Path) -> None:
    page = make_page(tmp_path)
    whole = write(copied, tmp_path / "whole", page)
    answers = write(copied, tmp_path / "public", page, filters=[("place", "Lyman"), ("event", "withdraw")])
    claims = answers["claims"]["items"]
    assert claims
    assert {one["event"] for one in claims} == {"withdraw"}
    assert answers["about"]["counts"]["claims"] == len(claims) < whole["about"]["counts"]["claims"]
    (lyman,) = [one for one in answers["places"]["features"] if one["properties"]["name"] == "Lyman"]
    assert lyman in whole["places"]["features"]
    assert 0 < len(answers["places"]["features"]) < len(whole["places"]["features"])
    assert {one["id"] for one in answers["runs"]["items"]} == {one["id"] for one in answers["places"]["features"]}
    story = answers[f"places/{lyman['id'].replace(':', '%3A')}"]
    assert story == whole[f"places/{lyman['id'].replace(':', '%3A')}"]
    listed = {one["id"] for one in answers["reports"]["items"]}
    assert {one["report"] for one in claims} | {one["report"] for one in story["claims"]} <= listed
    assert answers["reports"]["total"] == len(listed) < whole["reports"]["total"]
    assert all(f"reports/{name}" in answers for name in listed if "/" not in name)
    assert {one["id"] for one in answers["speakers"]["items"]} <= {hop["source"] for one in claims for hop in one["chain"]}
    assert all("outlets/" + one["name"].replace(" ", "%20") in answers for one in answers["outlets"]["items"] if one["name"].isalpha())


def test_a_site_of_no_claims_is_told(copied: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="found none"):
        write(copied, tmp_path / "public", make_page(tmp_path), filters=[("place", "Nowhere at all")])
    assert not (tmp_path / "public").exists()
