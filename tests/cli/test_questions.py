"""Questions to a ledger from the command line."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
import typer
from typer.testing import CliRunner, Result

import reportedly
from reportedly.cli.main import app
from reportedly.cli.question import place_name, read_days, read_moment, speaker_id
from reportedly.core.day_range import DayRange
from reportedly.core.records import Page
from reportedly.ledger.ledger import Ledger
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from pathlib import Path

PAGES = (
    Page(
        id="r1",
        text="The Russian defence ministry confirmed that Russian troops had withdrawn from Lyman on Saturday.",
        outlet="The Harbour Post",
        published=date(2022, 10, 2),
    ),
    Page(id="r2", text="Ukrainian forces have captured Izium, officials said.", outlet="Gazette of Tests", published=date(2022, 9, 11)),
    Page(id="r2", text="Ukrainian forces have captured Balakliia, officials said.", outlet="Gazette of Tests", published=date(2022, 9, 12)),
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("ledger") / "war.db"
    pack = load_pack("russia_ukraine_2022")
    with Ledger.open(path, create=True) as ledger:
        for page, reading in zip(PAGES, reportedly.read_many(PAGES), strict=True):
            ledger.post(reading, pack=pack, recorded=datetime(2023, 5, 1, tzinfo=UTC), page=page, retrieved=page.published)
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "200", "NO_COLOR": "1"})


@pytest.mark.parametrize(
    ("area", "answers"), [("Donetsk Oblast", 1), ("Donetsk", 1), ("kharkiv region", 1), ("Харківська область", 1), ("Ukraine", 2), ("Kherson", 0)]
)
def test_an_area_is_named_as_people_name_it(db: str, area: str, answers: int) -> None:
    told = run("claims", "--db", db, "--area", area, "--format", "jsonl")
    assert len(told.stdout.splitlines()) == answers


def test_an_area_may_be_a_box(db: str) -> None:
    assert len(run("claims", "--db", db, "--area", "20,40,42,54", "--format", "jsonl").stdout.splitlines()) == len(
        run("claims", "--db", db, "--area", "Ukraine", "--format", "jsonl").stdout.splitlines()
    )


@pytest.mark.parametrize("area", ["42,40,20,54", "20,54,42,40", "20,40,42,95", "20,40,nan,54", "a,b,c,d"])
def test_a_box_whose_edges_are_out_of_order_is_an_error(db: str, area: str) -> None:
    told = run("claims", "--db", db, "--area", area)
    assert told.exit_code == 2
    assert "WEST,SOUTH,EAST,NORTH" in told.stderr


def test_claims_by_place_and_by_what_was_known(db: str) -> None:
    told = run("claims", "--db", db, "--place", "lyman", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(told.stdout))
    assert (row["event"], row["speaker"], row["interest"]) == ("withdraw", "ru-mod", "against")
    early = run("claims", "--db", db, "--as-of", "2022-09-11", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["place"] for line in early] == ["Izium"]
    assert "2 claims" in run("claims", "--db", db).stdout


def test_a_file_of_claims(db: str, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    assert run("claims", "--db", db, "--event", "capture", "--format", "csv", "-o", str(path)).exit_code == 0
    assert len(path.read_text().splitlines()) == 2


def test_a_report_and_its_history(db: str) -> None:
    assert "Balakliia" in run("report", "r2", "--db", db).stdout
    assert "Izium" in run("report", "r2", "--db", db, "--as-of", "2022-09-11", "--format", "text").stdout
    told = run("report", "r2", "--db", db, "--history").stdout
    assert "edit 1 → 2" in told
    assert "- Ukrainian forces have captured Izium, officials said." in told
    assert run("report", "nowhere", "--db", db).exit_code == 1


def test_search_speakers_diff(db: str) -> None:
    assert "r1" in run("search", "withdrawn", "lyman", "--db", db).stdout
    assert "ru-mod" in run("speakers", "--db", db).stdout
    rows = [json.loads(line) for line in run("diff", "2022-09-11", "2022-10-02", "--db", db, "--format", "jsonl").stdout.splitlines()]
    assert [(row["change"], row["place"]) for row in rows] == [("+", "Lyman"), ("+", "Balakliia"), ("-", "Izium")]


@pytest.mark.parametrize(
    "arguments",
    [
        ("claims", "--as-of", "soon"),
        ("claims", "--day", ".."),
        ("claims", "--day", "2022-10-02..2022-10-01"),
        ("diff", "2022-10-02", "x"),
        ("claims", "--recorded-by", "x"),
    ],
)
def test_what_is_no_day_is_a_usage_error(db: str, arguments: tuple[str, ...]) -> None:
    told = run(*arguments, "--db", db)
    assert told.exit_code == 2
    assert "expected" in told.output


def test_a_ledger_that_is_not_there(tmp_path: Path) -> None:
    told = run("claims", "--db", str(tmp_path / "none.db"))
    assert told.exit_code == 1
    assert "reportedly add" in told.output


def test_days_and_moments() -> None:
    assert read_days("2022-10-01..", "--day") == DayRange(date(2022, 10, 1), None)
    assert read_days("2022-10-01", "--day") == DayRange.on(date(2022, 10, 1))
    assert read_days(None, "--day") is None
    assert read_moment("2023-05-01", "x") == datetime(2023, 5, 1, 23, 59, 59, tzinfo=UTC)
    assert read_moment("2023-05-01T10:00+02:00", "x") == datetime(2023, 5, 1, 8, tzinfo=UTC)
    with pytest.raises(typer.BadParameter):
        read_days("yesterday", "--day")


def test_names_in_other_letters() -> None:
    pack = "russia_ukraine_2022"
    assert place_name("Балаклія", pack) == "Balakliia"
    assert (place_name("Лорн", pack), place_name("Lorn", pack), place_name(None, pack), place_name("Бала*", pack)) == ("Лорн", "Lorn", None, "Бала*")
    assert speaker_id("Гайдая", pack) == "ua-haidai"


@pytest.mark.parametrize("arguments", [("claims", "--output"), ("holds", "Lyman", "--svg"), ("holds", "Lyman", "--png"), ("export", "parquet", "--output")])
def test_an_answer_does_not_take_the_place_of_a_ledger(db: str, arguments: tuple[str, ...]) -> None:
    told = run(*arguments, db, "--db", db)
    assert told.exit_code == 1
    assert "there already, which would be lost" in told.stderr
    assert run("check", db).exit_code == 0


@pytest.mark.parametrize("output", [".", "", "/"])
def test_an_answer_does_not_go_to_a_folder(db: str, output: str) -> None:
    told = run("claims", "--db", db, "--output", output)
    assert told.exit_code == 1
    assert "name a file in a folder that is there" in told.stderr
