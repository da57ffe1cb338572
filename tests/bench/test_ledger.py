"""The ledger's benchmarks in short: what they measure is there, and a second run goes on from what is kept."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING

import pytest
from bench.ledger_kill import PAGES
from bench.ledger_questions import OTHERS, QUESTIONS, as_lines, time_questions
from bench.postgresql import open_server

import reportedly
from bench import ledger as bench
from reportedly.ledger.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 120


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "readings.pickle"
    path.write_bytes(pickle.dumps(list(reportedly.read_many(PAGES))))
    return path


def test_both_stores_are_filled_and_asked(readings: Path, tmp_path: Path) -> None:
    with open_server(tmp_path / "postgresql") as find:
        assert find("war") == find("war"), "a database is made once"
        rows = [bench.fill(readings, where, COUNT) for where in (str(tmp_path / "war.db"), find("war"))]
    assert [row["store"] for row in rows] == ["sqlite", "postgresql"]
    assert [(row["reports"], row["claims"]) for row in rows] == [(COUNT, rows[0]["claims"])] * 2
    for row in rows:
        assert row["bytes_a_report"] > 0
        assert list(row["answers_ms"]) == [*QUESTIONS, *OTHERS]
    found = [{name: answer[2] for name, answer in row["answers_ms"].items()} for row in rows]
    assert found[0] == found[1], "one question has one answer"


def test_a_ledger_that_is_kept_is_asked_again(readings: Path, tmp_path: Path) -> None:
    bench.fill(readings, str(tmp_path / "war.db"), COUNT)
    with Ledger.open(tmp_path / "war.db") as ledger:
        lines = as_lines("sqlite", time_questions(ledger, rounds=1))
    assert len(lines) == len(QUESTIONS) + len(OTHERS)
    assert all(line.startswith("| ") and line.count("|") == 6 for line in lines)


def test_what_was_measured_is_not_measured_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"reports": 1, "answers_ms": {"newest claims": [1.0, 1.0, 50]}}
    (tmp_path / "figures.jsonl").write_text("".join(json.dumps({"what": what, **row}) + "\n" for what in ("costs", "sqlite", "postgresql")))
    bench.readings_file(tmp_path).write_bytes(b"")
    bench.measure(tmp_path, fast=True, db=None)
    assert "| newest claims | postgresql | 1.0 | 1.0 | 50 |" in capsys.readouterr().out
    assert len((tmp_path / "figures.jsonl").read_text().splitlines()) == 3
