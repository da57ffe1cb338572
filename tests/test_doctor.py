"""What ``reportedly doctor`` finds, on this very installation."""

from __future__ import annotations

import itertools
import json
import os
from typing import TYPE_CHECKING

from tests.engines.conftest import Cluster, cluster
from typer.testing import CliRunner

from reportedly.cli.main import app
from reportedly.core.settings import Settings
from reportedly.doctor import State, examine, is_sound
from reportedly.ledger.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

__all__ = ["cluster"]


def test_this_installation_is_sound_and_every_needed_package_is_named() -> None:
    found = list(examine(Settings(), itertools.count().__next__))
    assert is_sound(found)
    names = {(one.part, one.name) for one in found}
    assert {("package", "spacy"), ("package", "sqlalchemy"), ("model", "english"), ("pack", "gazetteer"), ("speed", "reading")} <= names
    models = {one.name: one.detail for one in found if one.part == "model"}
    assert set(models) == {"english", "russian trees", "russian forms", "languages"}
    assert all(len(detail.partition("sha256 ")[2].partition(",")[0]) == 16 for detail in models.values())


def test_a_clock_that_runs_away_makes_the_gazetteer_slow_and_says_why() -> None:
    ticks = itertools.count(0, 10)
    (gazetteer,) = (one for one in examine(Settings(), lambda: float(next(ticks))) if one.name == "gazetteer")
    assert gazetteer.state is State.SLOW
    assert "indexed anew" in gazetteer.detail


def test_what_is_broken_is_told_and_the_rest_is_looked_at(tmp_path: Path) -> None:
    damaged = tmp_path / "war.db"
    damaged.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    result = CliRunner().invoke(app, ["doctor", "--pack", "no-such-pack", "--db", str(damaged), "--format", "jsonl"])
    states = {row["part"]: row["state"] for row in map(json.loads, result.stdout.splitlines()) if row["name"] != "processors"}
    assert (result.exit_code, states["pack"], states["ledger"], states["model"]) == (1, "broken", "broken", "sound")


def test_a_ledger_is_looked_at(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "war.db", create=True).close()
    found = list(examine(Settings(), itertools.count().__next__, str(tmp_path / "war.db")))
    assert found[-1].detail.startswith("0 reports, 0 claims")


def test_engines_are_named_and_the_speed_says_where_the_time_goes() -> None:
    found = list(examine(Settings(), itertools.count().__next__))
    assert [one.name for one in found if one.part == "engine"] == ["processes", "dask"]
    (speed,) = (one for one in found if one.part == "speed")
    assert speed.detail.count("% to ") == 3


def test_a_slow_model_says_why() -> None:
    ticks = itertools.count(0, 10)
    (model,) = (one for one in examine(Settings(), lambda: float(next(ticks))) if one.name == "english")
    assert (model.state, "not in memory" in model.detail) == (State.SLOW, True)


def test_processors_that_others_want_are_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    for wanted, state in ((0.0, State.SOUND), (4_000.0, State.SLOW)):
        monkeypatch.setattr(os, "getloadavg", lambda wanted=wanted: (wanted, 0.0, 0.0))
        (processors,) = (one for one in examine(Settings(), itertools.count().__next__) if one.name == "processors")
        assert processors.state is state


def test_a_cluster_is_looked_at(cluster: Cluster) -> None:
    for _ in range(20):  # until both workers have come
        (found,) = (one for one in examine(Settings(), itertools.count().__next__, address=cluster.address) if one.name == cluster.address)
        if found.detail.startswith("2 workers"):
            break
        assert found.state in {State.BROKEN, State.SOUND}
    assert (found.state, found.detail) == (State.SOUND, "2 workers, 2 threads")


def test_a_cluster_that_is_not_there_is_broken() -> None:
    (found,) = (one for one in examine(Settings(), itertools.count().__next__, address="tcp://127.0.0.1:9") if one.name == "tcp://127.0.0.1:9")
    assert found.state is State.BROKEN
