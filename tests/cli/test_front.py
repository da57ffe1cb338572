"""The front page: the same from both doors, true to the commands, at once, and fit for any screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools.build_reference import NOTE, front_rows
from typer.testing import CliRunner

from reportedly.cli import front
from reportedly.cli.main import app

QUICK, WHOLE = "reportedly.cli.front import main", "reportedly.cli.main import app as main"


def run(door: str, *arguments: str, **environment: str) -> tuple[int, str, str]:
    code = f"import sys; sys.argv = ['reportedly', *{list(arguments)}]; from {door}; main()"
    surroundings = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR"}} | {"PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=surroundings | environment, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(("arguments", "columns"), [(("--help",), ""), (("-h",), "200"), ((), "57")])
def test_both_doors_show_the_same(arguments: tuple[str, ...], columns: str) -> None:
    quick = run(QUICK, *arguments, COLUMNS=columns)
    assert quick == run(WHOLE, *arguments, COLUMNS=columns)
    assert quick[0] == (0 if arguments else 2)
    assert "Try it: reportedly read --example messy" in quick[1]


def test_other_words_go_to_the_commands() -> None:
    assert run(QUICK, "version") == run(WHOLE, "version")
    status, _, errors = run(QUICK, "no-such-command")
    assert status == 2
    assert "no-such-command" in errors


@pytest.mark.parametrize("name", front.VERSION_NAMES)
def test_both_doors_say_which_release_this_is(name: str) -> None:
    assert run(QUICK, name) == run(WHOLE, name) == run(QUICK, "version") == (0, f"{front.version_line()}\n", "")


def test_the_page_says_what_the_commands_say_of_themselves() -> None:
    assert Path(front.ROWS).read_text(encoding="utf-8") == f"{NOTE}\n{front_rows()}\n", "run: make docs"
    shown = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "300"}).stdout
    for _, name, summary in front.read_rows():
        assert name in shown
        assert summary in shown


def test_nothing_is_loaded_for_it() -> None:
    code = "import sys; before = set(sys.modules); sys.argv = ['reportedly', '--help']\n"
    code += "from reportedly.cli.front import main\ntry: main()\nexcept SystemExit: pass\nprint(sorted(set(sys.modules) - before), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "['__future__', 'reportedly', 'reportedly.cli', 'reportedly.cli.front']"


def test_a_completing_shell_is_left_to_the_commands() -> None:
    status, shown, _ = run(QUICK, _REPORTEDLY_COMPLETE="complete_bash", COMP_WORDS="reportedly hap", COMP_CWORD="1", _TYPER_COMPLETE_ARGS="reportedly hap")
    assert (status, shown.split()) == (0, ["happenings"])


@given(width=st.integers(1, 300), color=st.booleans())
def test_no_line_is_wider_than_the_screen_and_panels_are_straight(width: int, *, color: bool) -> None:
    plain = front.page(width, color=color)
    for mark in (front.BOLD, front.DIM, front.NAME, front.PLAIN):
        plain = plain.replace(mark, "")
    framed = [line for line in plain.split("\n") if line and line[0] in front.CORNERS]
    assert {len(line) for line in framed} == {max(width, front.LEAST_WIDTH)}
    assert plain == front.page(width, color=False)


@given(st.text(alphabet="ab ,ц-", max_size=200), st.integers(1, 30))
def test_wrapping_loses_no_word(text: str, room: int) -> None:
    lines = front.wrapped(text, room)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(len(line) <= room for line in lines)
    assert lines


def test_a_screen_without_the_letters_gets_others(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(front.fitting(front.page(80, color=False), "ascii")) <= {chr(code) for code in range(32, 127)} | {"\n"}
    assert front.fitting("╭─╮", "utf-8") == "╭─╮"
    monkeypatch.setenv("COLUMNS", "wide")
    assert front.screen_width() >= 1
    monkeypatch.setenv("COLUMNS", "64")
    assert front.screen_width() == 64


def test_files_get_no_color(tmp_path: Path) -> None:
    with (tmp_path / "help.txt").open("w") as target:
        subprocess.run([sys.executable, "-m", "reportedly", "--help"], stdout=target, check=True)
    assert "\x1b" not in (tmp_path / "help.txt").read_text()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("read", "--help"), ("version",), ()])
def test_a_full_disk_behind_the_output_is_told_in_one_line(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as target:
        done = subprocess.run([sys.executable, "-m", "reportedly", *arguments], stdout=target, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["reportedly: the system said: [Errno 28] No space left on device"]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes the streams")
@pytest.mark.parametrize(
    ("closing", "arguments", "status", "told"),
    [
        (">&-", ("--version",), 1, "the system said: [Errno 9] Bad file descriptor"),
        (">&-", ("read", "--example", "wire"), 1, "the system said: [Errno 9] Bad file descriptor"),
        ("2>&-", ("--version",), 0, ""),
        ("2>&-", ("read", "no-such-file"), 1, ""),
        ("<&-", ("--version",), 0, ""),
        ("<&-", ("read", "-", "--format", "text"), 0, ""),
    ],
)
def test_streams_that_the_caller_closed(closing: str, arguments: tuple[str, ...], status: int, told: str) -> None:
    line = f'exec "$0" -m reportedly {" ".join(arguments)} {closing}'
    done = subprocess.run(["/bin/sh", "-c", line, sys.executable], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (status, told and f"reportedly: {told}")
