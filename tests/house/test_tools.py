"""What a newcomer types first ends in words, not in a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def unread(*arguments: str) -> tuple[int, str]:
    """Exit status and errors of a command whose reader goes away at once."""
    with subprocess.Popen([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        return process.wait(), process.stderr.read()


def test_walking_what_is_not_there_says_what_there_is() -> None:
    done = run("tools/walk.py", "nope", "regions")
    assert done.returncode == 1
    assert "nope is no file here" in done.stderr
    assert "messy" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_ends_walk_and_help_quietly() -> None:
    assert unread("tools/walk.py", "no-war", "places") == (141, "")
    assert unread("-m", "reportedly", "--help") == (141, "")
