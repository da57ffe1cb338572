"""The line of progress, as somebody at a terminal sees it."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.cli.progress import Pace, Sample, progress_words, show_progress

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL = str(Path(__file__).resolve().parent.parent / "data/packs/two_rivers")
WORDS = "Snow fell on the upper valley all day, and nobody minded, the mayor said on Sunday."
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@contextmanager
def terminal() -> Iterator[tuple[int, list[str]]]:
    """The file descriptor of a terminal, and what was shown on it once the block is left."""
    ours, theirs = pty.openpty()
    shown: list[str] = []
    pieces: list[bytes] = []
    # Read all along: a terminal holds 4,096 bytes, and a slow machine shows more lines than that.
    reader = threading.Thread(target=_read_all, args=(ours, pieces))
    reader.start()
    yield theirs, shown
    os.close(theirs)
    reader.join()
    os.close(ours)
    shown += [line.strip() for line in re.split(r"[\r\n]+", CONTROL.sub("", b"".join(pieces).decode())) if line.strip()]


def _read_all(ours: int, pieces: list[bytes]) -> None:
    while True:
        try:
            piece = os.read(ours, 65_536)
        except OSError:  # Linux says so when the other end is closed
            return
        if not piece:
            return
        pieces.append(piece)


def run(*arguments: str) -> list[str]:
    """What a command shows on a terminal of 160 columns."""
    environment = os.environ | {"COLUMNS": "160", "TERM": "xterm", "REPORTEDLY_PACK": SMALL}
    with terminal() as (theirs, shown):
        done = subprocess.run(
            [sys.executable, "-m", "reportedly", *arguments], stdout=subprocess.DEVNULL, stderr=theirs, stdin=subprocess.DEVNULL, env=environment, check=False
        )
    assert done.returncode == 0, shown
    return shown


def folder_of(tmp_path: Path, number: int) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in range(number):
        (folder / f"report-{name:02}.txt").write_text(f"{WORDS} It was winter {name}.")
    return folder


def test_a_folder_shows_share_rate_and_time_left(tmp_path: Path) -> None:
    shown = run("read", str(folder_of(tmp_path, 40)), "--output", str(tmp_path / "out.jsonl"))
    told = [line for line in shown if "reading" in line]
    assert any(re.search(r"reading (100|\d\d?) %, \d:\d\d:\d\d left: \d+ reports, [\d.]+ a second, \d:\d\d:\d\d gone", line) for line in told), shown
    assert shown[-1] == "reportedly: 40 reports answered"


def test_adding_files_shows_share_and_time_left(tmp_path: Path) -> None:
    files = [str(path) for path in sorted(folder_of(tmp_path, 30).iterdir())]
    shown = run("add", *files, "--db", str(tmp_path / "war.db"))
    assert any(re.search(r"adding \d+ %, \d:\d\d:\d\d left: \d+ reports", line) for line in shown), shown


def test_a_pipe_has_no_end(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps({"id": f"r{number}", "text": WORDS, "clean": True, "language": "en"}) + "\n" for number in range(3)))
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = subprocess.Popen(["/bin/sh", "-c", f"cat {rows} > {pipe}"])
    shown = run("read", "--jsonl", str(pipe), "--output", str(tmp_path / "out.jsonl"))
    writer.wait()
    assert any("reading, end unknown: 0 reports" in line for line in shown), shown


def test_nothing_is_shown_to_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    with show_progress(wanted=True, total=lambda: pytest.fail("nobody would see it")) as advance:
        advance(1)
    with show_progress(wanted=False) as advance:
        advance(1)
    assert capfd.readouterr() == ("", "")


def test_a_number_that_is_known_gives_a_share(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal() as (theirs, shown):
        with os.fdopen(os.dup(theirs), "w") as stream:
            monkeypatch.setattr(sys, "stderr", stream)
            monkeypatch.setenv("COLUMNS", "160")
            with show_progress(wanted=True, total=lambda: 8, doing="exporting", what="claims") as advance:
                advance(2)
        monkeypatch.undo()
    assert any("exporting 25 %" in line and "2 claims" in line for line in shown), shown


def test_the_pace_is_that_of_the_last_samples() -> None:
    pace = Pace()
    for second in range(200):  # a slow start, then ten a second
        done = 0 if second < 100 else 10 * (second - 100)
        pace.note(Sample(float(second), done, done / 2000))
    assert pace.rate(199.0) == pytest.approx(10.0)
    assert pace.seconds_left(199.0) == pytest.approx(101.0)


def test_a_run_that_stands_still_takes_longer_and_longer() -> None:
    pace = Pace()
    pace.note(Sample(0.0, 0, 0.0))
    pace.note(Sample(10.0, 10, 0.5))
    assert pace.seconds_left(10.0) == pytest.approx(10.0)
    assert pace.seconds_left(40.0) == pytest.approx(40.0)


def test_before_anything_is_done_nothing_is_promised() -> None:
    pace = Pace()
    assert "end unknown: 0 reports" in progress_words(pace, 0.0, 5.0, doing="reading", what="reports")
    pace.note(Sample(0.0, 0, 0.0))
    assert "time left not known yet" in progress_words(pace, 0.0, 5.0, doing="reading", what="reports")


@given(st.lists(st.tuples(st.floats(0.01, 100), st.integers(0, 50), st.one_of(st.none(), st.floats(0, 1))), max_size=100))
def test_time_left_and_rate_are_never_negative(steps: list[tuple[float, int, float | None]]) -> None:
    pace, moment, done = Pace(), 0.0, 0
    for wait, more, share in steps:
        moment, done = moment + wait, done + more
        pace.note(Sample(moment, done, share))
        assert pace.rate(moment) >= 0.0
        left = pace.seconds_left(moment)
        assert left is None or left >= 0.0
