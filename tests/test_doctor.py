"""What ``reportedly doctor`` finds, on this very installation."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from reportedly.cli.main import app
from reportedly.core.settings import Settings
from reportedly.doctor import State, examine, is_sound
from reportedly.ledger.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path


def test_this_installation_is_sound_and_every_needed_package_is_named() -> None:
    found = list(examine(Settings(), itertools.count().__next__))
    assert is_sound(found)
    names = {(one.part, one.name) for one in found}
    assert {("package", "spacy"), ("package", "sqlalchemy"), ("model", "english"), ("pack", "gazetteer"), ("speed", "reading")} <= names
    (model,) = (one for one in found if one.part == "model")
    assert len(model.detail.partition("sha256 ")[2].partition(",")[0]) == 16


def test_a_clock_that_runs_away_makes_the_gazetteer_slow_and_says_why() -> None:
    ticks = itertools.count(0, 10)
    (gazetteer,) = (one for one in examine(Settings(), lambda: float(next(ticks))) if one.name == "gazetteer")
    assert gazetteer.state is State.SLOW
    assert "indexed anew" in gazetteer.detail


def test_what_is_broken_is_told_and_the_rest_is_looked_at(tmp_path: Path) -> None:
    damaged = tmp_path / "war.db"
    damaged.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    result = CliRunner().invoke(app, ["doctor", "--pack", "no-such-pack", "--db", str(damaged), "--format", "jsonl"])
    states = {row["part"]: row["state"] for row in map(json.loads, result.stdout.splitlines())}
    assert (result.exit_code, states["pack"], states["ledger"], states["model"]) == (1, "broken", "broken", "sound")


def test_a_ledger_is_looked_at(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "war.db", create=True).close()
    found = list(examine(Settings(), itertools.count().__next__, str(tmp_path / "war.db")))
    assert found[-1].detail.startswith("0 reports, 0 claims")
