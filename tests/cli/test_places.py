"""Why this place: from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from reportedly.cli.main import app

SMALL = str(Path(__file__).resolve().parent.parent / "data/packs/two_rivers")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["places", *arguments, "--pack", SMALL], env={"COLUMNS": "180"})


def test_a_table_and_a_line_of_json(tmp_path: Path) -> None:
    result = run("Vienna")
    assert result.exit_code == 0
    assert "log-odds" in result.stdout
    assert "spellings tried: vienna" in result.stdout
    line = json.loads(run("Vienna", "--region", "Austria", "--format", "jsonl").stdout)
    assert (line["status"], line["candidates"][0]["country"]) == ("resolved", "AT")
    (tmp_path / "report.txt").write_text("Talks were held in Vienna on Monday, officials said.\n")
    assert run("Vienna", "--text", str(tmp_path / "report.txt")).exit_code == 0
    result = run("Graz", "--text", str(tmp_path / "report.txt"))
    assert (result.exit_code, result.stderr.startswith("reportedly: expected 'Graz' as the name of a place")) == (1, True)


def test_options_that_do_not_go_together(tmp_path: Path) -> None:
    assert run("Vienna", "--text", str(tmp_path), "--near", "Graz").exit_code == 2
    assert run(" ").exit_code == 2
    assert run("Vienna", "--gazetteer", str(tmp_path / "none.sqlite")).exit_code == 1


def test_a_name_cannot_move_the_cursor() -> None:
    assert "\x1b" not in run("\x1b[2JVienna").stdout
