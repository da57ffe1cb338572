"""The other commands, and the door itself."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from reportedly.cli.errors import describe
from reportedly.cli.main import app
from reportedly.core.errors import PageError

SMALL = str(Path(__file__).resolve().parent.parent / "data/packs/two_rivers")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200"})


def test_version() -> None:
    assert run("version").stdout == f"reportedly {version('reportedly')} (reportedly/1)\n"


def test_schema_is_a_schema() -> None:
    schema = json.loads(run("schema").stdout)
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["format"] == {"const": "reportedly/1"}


def test_packs_are_listed_and_shown() -> None:
    assert "russia_ukraine_2022  " in run("pack", "list").stdout
    shown = run("pack", "show", SMALL).stdout
    for words in ("version", "fingerprint", "sides", "speakers", "anchors", "examples"):
        assert words in shown


def test_a_pack_is_checked(tmp_path: Path) -> None:
    result = run("pack", "check", SMALL)
    assert (result.exit_code, result.stdout.splitlines()[-1].split(": ")[-1]) == (0, "sound")
    (tmp_path / "pack.toml").write_text('name = "torn"\nversion = "1.0"\ntitle = "Torn"\n')
    (tmp_path / "sides.toml").write_text("[[side]]\n")
    result = run("pack", "check", str(tmp_path))
    assert result.exit_code == 1
    assert "sides.toml" in result.stdout
    assert "faults" in result.stderr
    result = run("pack", "check", "no-such-pack")
    assert result.exit_code == 1
    assert result.stderr.startswith("reportedly: expected the name or folder of a pack")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["read", "--help"], ["pack", "--help"], ["schema", "-h"], ["version", "--help"], ["pack", "check", "--help"]]
)
def test_every_command_has_help(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert "Usage" in result.stdout


def test_help_teaches_with_examples() -> None:
    shown = run("read", "--help").stdout
    for words in ("reportedly read page.html", "--jsonl reports.jsonl.gz", "--example messy", "Exit status"):
        assert words in shown


def test_help_loads_nothing_that_reads() -> None:
    probe = (
        "import sys; sys.argv = ['reportedly', '--help']\n"
        "from reportedly.cli.main import app\n"
        "try: app()\nexcept SystemExit: pass\n"
        "print(sorted({'spacy', 'trafilatura', 'httpx', 'numpy', 'jinja2', 'lxml', 'htmldate'} & set(sys.modules)), file=sys.stderr)"
    )
    assert subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stderr.strip() == "[]"


def test_python_dash_m_is_the_same_door() -> None:
    done = subprocess.run([sys.executable, "-m", "reportedly", "version"], capture_output=True, text=True, check=True)
    assert done.stdout == run("version").stdout


def test_errors_are_described_in_one_line() -> None:
    assert describe(PageError("expected a\n page")) == "expected a page"
    assert describe(OSError(28, "No space left on device")).startswith("the system said: ")
    assert "--traceback" in describe(ZeroDivisionError("division by zero"))
