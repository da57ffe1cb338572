"""Who holds what, from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from reportedly.cli.main import app

if TYPE_CHECKING:
    from pathlib import Path

PACK = "tests/data/packs/two_rivers"
REPORTS = (
    {"id": "r1", "text": "Karvelian troops captured Harrowford on Tuesday.", "clean": True, "published": "2031-05-20", "outlet": "Dale Post"},
    {"id": "r2", "text": "Tolmari forces shelled Stonegate.", "clean": True, "published": "2031-05-21", "outlet": "Hill Gazette"},
    {"id": "r3", "text": "Tolmari forces recaptured Harrowford.", "clean": True, "published": "2031-06-20", "outlet": "Hill Gazette"},
)
HARROWFORD = {"geonameid": None, "name": "Harrowford", "lat": 41.18, "lon": -30.55}
PRIOR = (
    HARROWFORD | {"date": "2031-05-01", "holder": "TO"},
    {"name": "Bellmere", "lat": 41.05, "lon": -30.62, "date": "2031-05-01", "holder": "TO"},
    {"name": "Stonegate", "lat": 41.15, "lon": -30.62, "date": "2031-05-01", "holder": "KA"},
)
ASKED = [HARROWFORD | {"date": day, "as_of": day} for day in ("2031-05-19", "2031-05-20", "2031-06-25")]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["holds", "--pack", PACK, *arguments], env={"COLUMNS": "200"})


def written(path: Path, rows: Any) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    return {
        "reports": written(tmp_path / "reports.jsonl", REPORTS),
        "prior": written(tmp_path / "prior.jsonl", PRIOR),
        "questions": written(tmp_path / "questions.jsonl", ASKED),
    }


def test_questions_are_answered_by_what_was_public(files: dict[str, str], tmp_path: Path) -> None:
    output = tmp_path / "answers.jsonl"
    result = run("--jsonl", files["reports"], "--prior", files["prior"], "--questions", files["questions"], "--output", str(output))
    assert result.exit_code == 0, result.output
    answers = [json.loads(line) for line in output.read_text().splitlines()]
    assert [answer["holder"] for answer in answers] == ["TO", "KA", "TO"]
    assert all(abs(sum(answer["probability"].values()) - 1) < 0.01 for answer in answers)
    assert [answer["date"] for answer in answers] == [row["date"] for row in ASKED]
    assert list(answers[0]) == ["geonameid", "name", "lat", "lon", "date", "as_of", "holder", "probability", "since"]


def test_reports_already_read_give_the_same_answers(files: dict[str, str], tmp_path: Path) -> None:
    read = tmp_path / "read.jsonl"
    CliRunner().invoke(app, ["read", "--pack", PACK, "--jsonl", files["reports"], "--output", str(read), "-q"])
    beside = ("--prior", files["prior"], "--questions", files["questions"])
    assert run("--readings", str(read), *beside).stdout == run("--jsonl", files["reports"], *beside).stdout


def test_a_place_is_told_with_the_words_for_and_against(files: dict[str, str], tmp_path: Path) -> None:
    drawing = tmp_path / "drawing.svg"
    result = run("Harrowford", "--jsonl", files["reports"], "--prior", files["prior"], "--as-of", "2031-05-25", "--svg", str(drawing))
    assert result.exit_code == 0, result.output
    assert "Harrowford on 2031-05-25" in result.stdout
    assert "captured Harrowford" in result.stdout
    assert "[r3]" not in result.stdout
    assert drawing.read_text().startswith("<svg")


def test_a_place_is_drawn_as_a_picture(files: dict[str, str], tmp_path: Path) -> None:
    picture = tmp_path / "drawing.png"
    asked = ("--jsonl", files["reports"], "--prior", files["prior"], "--as-of", "2031-05-25", "--png", str(picture))
    assert run("Harrowford", *asked).exit_code == 0
    assert picture.read_bytes().startswith(b"\x89PNG")
    told = run("--area", "Serre Province", *asked)
    assert told.exit_code == 2
    assert "a drawing is of one place" in told.output


def test_an_area_lists_its_places(files: dict[str, str]) -> None:
    result = run("--area", "Serre Province", "--jsonl", files["reports"], "--prior", files["prior"], "--on", "2031-05-25")
    assert result.exit_code == 0, result.output
    assert "Harrowford" in result.stdout
    assert "places of which something was said" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((), 2),
        (("Harrowford",), 2),
        (("Harrowford", "--area", "Serre", "--readings", "x"), 2),
        (("Harrowford", "--readings", "no-such-file"), 1),
        (("Harrowford", "--readings", "no-such-file", "--on", "yesterday"), 2),
    ],
)
def test_a_bad_call_is_told_in_a_line(arguments: tuple[str, ...], status: int) -> None:
    result = CliRunner().invoke(app, ["holds", "--pack", PACK, *arguments], env={"REPORTEDLY_DB": ""})
    assert result.exit_code == status
    assert "Traceback" not in result.output


def test_as_of_a_day_that_has_not_come_all_that_is_known_counts(tmp_path: Path) -> None:
    reports = written(tmp_path / "reports.jsonl", [row | {"published": str(row["published"]).replace("2031", "2021")} for row in REPORTS])
    database = str(tmp_path / "war.db")
    assert CliRunner().invoke(app, ["add", "--pack", PACK, "--jsonl", reports, "--db", database]).exit_code == 0
    far, farther = (run("Harrowford", "--db", database, "--as-of", day) for day in ("2098-12-31", "9999-12-31"))
    assert far.exit_code == 0, far.output
    assert far.stdout == farther.stdout
    assert "9999" not in far.stdout


def test_an_unknown_place_and_a_bad_prior_are_errors(files: dict[str, str], tmp_path: Path) -> None:
    assert "does not know" in run("Nowherewick", "--jsonl", files["reports"]).output
    bad = written(tmp_path / "bad.jsonl", [HARROWFORD | {"date": "2031-05-01", "holder": "nobody"}])
    result = run("Harrowford", "--jsonl", files["reports"], "--prior", bad)
    assert result.exit_code == 1
    assert "holder" in result.output


def test_rates_are_shown_beside_what_is_judged(files: dict[str, str]) -> None:
    result = run("--jsonl", files["reports"], "--prior", files["prior"], "--rates", "--quiet")
    assert result.exit_code == 0, result.output
    assert "by what was public on 2031-06-20" in result.output
    rows = {line[:60].strip(): line[60:].split() for line in result.output.splitlines()[2:]}
    assert rows["moves of the line a day"][0] == "0.02"
    assert rows["moves of the line a day"][2:] == ["60", "place-days"]  # May's thirty days of the two places that were told of
    assert rows["trust: nobody knows who"] == ["0.6", "0.6", "0", "settled", "news"]
    assert run("--jsonl", files["reports"], "--rates", "Harrowford").exit_code == 2
