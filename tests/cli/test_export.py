"""``reportedly export`` on a ledger of the invented war of the two rivers."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner, Result

import reportedly
from reportedly.cli.main import app
from reportedly.core.entries import JudgementKind
from reportedly.core.errors import LedgerError
from reportedly.core.records import Page
from reportedly.exports.forms import FILES_ONLY, Form
from reportedly.ledger.ledger import Ledger
from reportedly.packs.load import load_pack

SMALL = str(Path(__file__).resolve().parent.parent / "data/packs/two_rivers")
TEXTS = {
    "r1": "Tolmari forces withdrew from Bellmere on Saturday, the Karvelian Ministry of Defence said.",
    "r2": "At least 12 civilians were killed when a missile hit Bellmere on Saturday, officials said. A word nobody quotes: haymaking.",
    "r3": "Karvelian forces shelled Bellmere on Sunday.",
    "r4": "Karvelian forces captured Bellmere on Sunday, Ilvar Brandt said.",
}
WHO: Any = {"by": "A. Checker", "why": "see https://check.example/7", "recorded": datetime(2023, 6, 2, tzinfo=UTC)}
STATE = ("--pack", SMALL)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Four reports, of which r3 was retracted and a claim of r4 misread; r4 was forgotten thereafter."""
    path = tmp_path_factory.mktemp("export") / "war.db"
    pack = load_pack(SMALL)
    pages = [
        Page(id=name, text=text, outlet="The Harbour Post", url=f"https://harbour.example/{name}", published=date(2023, 5, 8)) for name, text in TEXTS.items()
    ]
    with Ledger.open(path, create=True) as ledger:
        for page, reading in zip(pages, reportedly.read_many(pages, pack=pack), strict=True):
            ledger.post(reading, pack=pack, recorded=datetime(2023, 6, 1, 12, 30, tzinfo=UTC), page=page)
        ledger.judge(JudgementKind.RETRACTED, "r3", **WHO)
        ledger.forget("r4", by="A. Checker", reason="asked", recorded=WHO["recorded"])
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["export", *arguments, *STATE], env={"NO_COLOR": "1"})


def test_a_form_to_standard_output(db: str) -> None:
    told = run("acled", "--db", db)
    assert told.exit_code == 0, told.output
    rows = list(csv.DictReader(io.StringIO(told.stdout, newline="")))
    assert {row["event_id_cnty"].partition("/")[0] for row in rows} == {"r1", "r2"}
    assert "reportedly: " in told.stderr
    assert "claims" in told.stderr


def test_a_row_for_each_happening_or_for_each_claim(tmp_path: Path) -> None:
    path, pack = tmp_path / "war.db", load_pack(SMALL)
    with Ledger.open(path, create=True) as ledger:
        for number, outlet in enumerate(("The Harbour Post", "Gazette of Tests")):
            page = Page(id=f"r{number}", text=f"{TEXTS['r2'].split('.')[0]}. Edition {number}.", outlet=outlet, published=date(2023, 5, 8))
            ledger.post(reportedly.read(page, pack=pack), pack=pack, recorded=datetime(2023, 6, 1, tzinfo=UTC), page=page)
    rows = {}
    for per in ("happening", "claim"):
        told = run("ucdp", "--db", str(path), "--per", per, "--no-copies")
        assert told.exit_code == 0, told.output
        rows[per] = list(csv.DictReader(io.StringIO(told.stdout, newline="")))
        assert ("events of" in told.stderr) is (per == "happening")
    assert (len(rows["happening"]), len(rows["claim"])) == (1, 2)
    assert "r0/" in rows["happening"][0]["where_description"]
    assert "r1/" in rows["happening"][0]["where_description"]
    refused = run("csv", "--db", str(path), "--per", "happening")
    assert (refused.exit_code, "form of events" in refused.output) == (1, True)


@pytest.mark.parametrize("form", Form)
def test_what_was_taken_back_or_forgotten_never_comes_out(db: str, form: Form, tmp_path: Path) -> None:
    path = tmp_path / "out"
    assert run(form.value, "--db", db, "-o", str(path), "-q").exit_code == 0
    for file in tmp_path.iterdir():
        data = file.read_bytes()
        assert b"shelled" not in data
        assert b"captured Bellmere" not in data
        assert b"haymaking" not in data, "full texts only by a flag"


def test_the_same_questions_as_claims(db: str) -> None:
    assert [json.loads(line)["id"].partition("/")[0] for line in run("plover", "--db", db, "--event", "withdraw", "-q").stdout.splitlines()] == ["r1"]
    assert run("plover", "--db", db, "--as-of", "2023-05-01", "-q").stdout == ""
    assert len(run("plover", "--db", db, "--limit", "1", "-q").stdout.splitlines()) == 1
    assert {json.loads(line)["id"].partition("/")[0] for line in run("plover", "--db", db, "--report", "r2", "-q").stdout.splitlines()} == {"r2"}
    assert run("plover", "--db", db, "--day", "May").exit_code == 2


def test_parquet_reads_back(db: str, tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    assert run("parquet", "--db", db, "-o", str(path)).exit_code == 0
    assert pl.read_parquet(path)["event"].to_list() == [json.loads(line)["reportedly"]["event"] for line in run("plover", "--db", db, "-q").stdout.splitlines()]


def test_datasette_with_and_without_texts(db: str, tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    assert run("datasette", "--db", db, "-o", str(path), "--full-text").exit_code == 0
    with closing(sqlite3.connect(path)) as connection:
        assert dict(connection.execute("SELECT report, text FROM reports")) == {name: TEXTS[name] for name in ("r1", "r2")}
        assert connection.execute("SELECT count(*) FROM reports_fts WHERE reports_fts MATCH 'haymaking'").fetchone() == (1,)
    assert json.loads((tmp_path / "claims.metadata.json").read_text())["databases"].keys() == {"claims"}


def test_a_review_needs_a_persons_verdict(db: str, tmp_path: Path) -> None:
    path = tmp_path / "review.json"
    told = run("claimreview", "--db", db, "-o", str(path))
    assert (told.exit_code, path.exists(), told.stdout) == (0, False, "")
    assert "nothing written: no person passed a verdict" in told.stderr
    with Ledger.open(db) as ledger:
        claim = next(ledger.iter_claims()).testimony.id
        judged = ledger.judge(JudgementKind.VERDICT, claim[:10], object="mostly-true", since=date(2023, 5, 9), **WHO)
        assert (judged.subject, judged.object) == (claim, "mostly-true")
        with pytest.raises(LedgerError, match="expected a verdict"):
            ledger.judge(JudgementKind.VERDICT, claim, object="r1", **WHO)
    assert run("claimreview", "--db", db, "-o", str(path), "-q").stderr == ""
    (review,) = json.loads(path.read_text())["@graph"]
    assert (review["reviewRating"]["ratingValue"], review["url"], review["itemReviewed"]["identifier"]) == (4, "https://check.example/7", claim)
    assert "nothing written" in run("claimreview", "--db", db, "--as-of", "2023-05-08").stderr
    with Ledger.open(db) as ledger:
        ledger.judge(JudgementKind.TAKEN_BACK, judged.id, **WHO)
    assert "nothing written" in run("claimreview", "--db", db).stderr


@pytest.mark.parametrize("form", sorted(FILES_ONLY))
def test_what_is_no_text_needs_a_file(db: str, form: str) -> None:
    told = run(form, "--db", db)
    assert (told.exit_code, "expected a file" in told.stderr) == (1, True)


@pytest.mark.parametrize("arguments", [("nonsense",), ("csv", "--limit", "0"), ()])
def test_usage(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_options_that_a_form_has_no_room_for(db: str) -> None:
    assert run("geojson", "--db", db, "--spreadsheet-safe").exit_code == 1
    assert run("csv", "--db", db, "--full-text").exit_code == 1
    assert run("csv", "--db", "no-such.db").exit_code == 1


def test_the_dataset_has_the_name_it_was_given(db: str) -> None:
    told = run("ftm", "--db", db, "--dataset", "two-rivers", "-q").stdout
    assert {tuple(json.loads(line)["datasets"]) for line in told.splitlines()} == {("two-rivers",)}


def test_an_earlier_export_is_written_anew_and_a_ledger_is_not(db: str, tmp_path: Path) -> None:
    output = str(tmp_path / "claims.db")
    assert [run("datasette", "--db", db, "--output", output).exit_code for _ in range(2)] == [0, 0]
    told = run("datasette", "--db", db, "--output", db)
    assert told.exit_code == 1
    assert "found a ledger there already" in told.stderr
