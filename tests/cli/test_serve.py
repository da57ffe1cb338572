"""``reportedly serve`` and ``reportedly site``: what they say when they cannot, and that they answer when they can."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
from typer.testing import CliRunner

from reportedly.cli.main import app
from reportedly.ledger.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def test_what_is_no_ledger_is_told_in_a_line(tmp_path: Path) -> None:
    status, told = run("serve", str(tmp_path / "none.db"))
    assert status == 1
    assert "expected a ledger" in told
    assert run("site", str(tmp_path / "none.db"), "--out", str(tmp_path / "out"))[0] == 1
    assert not (tmp_path / "out").exists()


def test_a_token_must_be_long_enough(tmp_path: Path) -> None:
    for token in ("short", "", "with blanks in it, long enough", "ключ-который-длинный"):
        path = tmp_path / "token"
        path.write_text(token, encoding="utf-8")
        status, told = run("serve", str(tmp_path / "war.db"), "--token-file", str(path))
        assert status == 1
        assert "16 ASCII characters" in told
    assert run("serve", str(tmp_path / "war.db"), "--token-file", str(tmp_path / "none"))[0] == 1


def test_the_desk_answers_until_it_is_told_to_stop(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    Ledger.open(path, create=True).close()
    command = [sys.executable, "-m", "reportedly", "serve", str(path), "--port", "0", "--judge"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        lines = [process.stderr.readline() for _ in range(2)]
        found = re.search(r"war\.db at (http://127\.0\.0\.1:\d+/)", lines[0])
        assert found is not None, lines
        assert re.search(r"token for judgements: \S{30,}", lines[1])
        with httpx.Client(trust_env=False, transport=httpx.HTTPTransport(retries=50), timeout=60) as client:
            about = client.get(f"{found[1]}api/about").json()
        assert (about["ledger"], about["counts"]["reports"], about["may_judge"], about["may_fetch"]) == ("war.db", 0, True, False)
        process.send_signal(signal.SIGINT)
        process.stderr.read()
        assert process.wait(timeout=60) in {0, 130, -signal.SIGINT}
