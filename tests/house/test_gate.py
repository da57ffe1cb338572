"""The gate fails when a figure is under its floor, and a floor is never lowered without a reason."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from eval import gate
from eval.run import BEGIN, END, table
from eval.tasks import BENCH, ROOT, SCORES, TASKS, Figure, Task

if TYPE_CHECKING:
    from pathlib import Path

TASK = Task(name="toy", folder="toy", figures=(Figure(name="f1", items=10), Figure(name="wrong", items=10, lower_is_better=True)))
FLOORS = {"toy": {"corpus": "sha256:a", "floors": {"f1": {"floor": 0.8, "n": 10}, "wrong": {"floor": 0.1, "n": 10}}}}


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(gate, "TASKS", (TASK, Task(name="later", folder="later", skip="not yet")))
    monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors.toml")
    monkeypatch.setattr(gate, "ROOT", tmp_path)


def scores(f1: float, wrong: float, corpus: str = "sha256:a") -> dict[str, Any]:
    return {"toy": {"figures": {"f1": f1, "wrong": wrong}, "corpus": corpus, "seconds": 1.0}}


def test_figures_at_or_above_their_floors_pass() -> None:
    assert gate.compare(scores(0.8, 0.1), FLOORS) == []
    assert gate.compare(scores(0.9, 0.0), FLOORS) == []
    assert gate.compare(scores(0.8 - gate.EPSILON / 2, 0.1 + gate.EPSILON / 2), FLOORS) == []


def test_a_figure_under_its_floor_is_named() -> None:
    (fault,) = gate.compare(scores(0.7, 0.1), FLOORS)
    assert "toy f1: 0.7000 is under its floor 0.8000 (n = 10)" in fault
    (fault,) = gate.compare(scores(0.9, 0.2), FLOORS)
    assert "toy wrong" in fault


def test_other_corpora_missing_figures_and_missing_floors_are_faults() -> None:
    assert "not the one of the floors" in gate.compare(scores(0.9, 0.0, "sha256:b"), FLOORS)[0]
    assert "no figures" in gate.compare({}, FLOORS)[0]
    assert "no floors" in gate.compare(scores(0.9, 0.0), {})[0]
    assert "no floor" in gate.compare(scores(0.9, 0.0), {"toy": {"corpus": "sha256:a", "floors": {"f1": {"floor": 0.8, "n": 10}}}})[0]


def test_floors_are_raised_and_read_back() -> None:
    assert gate.update(scores(0.85, 0.05), FLOORS, "") == 0
    floors = tomllib.loads(gate.FLOORS.read_text(encoding="utf-8"))
    assert floors["toy"]["floors"] == {"f1": {"floor": 0.85, "n": 10}, "wrong": {"floor": 0.05, "n": 10}}
    assert gate.compare(scores(0.85, 0.05), floors) == []


def test_floors_are_lowered_only_with_a_reason_which_is_kept() -> None:
    assert gate.update(scores(0.7, 0.05), FLOORS, "") == 1
    assert not gate.FLOORS.exists()
    assert gate.update(scores(0.7, 0.05), FLOORS, 'the gold was "repaired"') == 0
    floors = tomllib.loads(gate.FLOORS.read_text(encoding="utf-8"))
    assert floors["lowered"][0]["reason"] == 'the gold was "repaired"'
    assert "toy f1" in floors["lowered"][0]["figures"][0]
    assert gate.update(scores(0.75, 0.05), floors, "") == 0
    assert tomllib.loads(gate.FLOORS.read_text(encoding="utf-8"))["lowered"] == floors["lowered"], "reasons stay"


def test_the_floors_that_are_checked_in_are_of_the_figures_that_are_measured() -> None:
    floors = tomllib.loads((ROOT / "eval" / "floors.toml").read_text(encoding="utf-8"))
    for task in TASKS:
        if not task.skip:
            assert floors[task.name]["floors"].keys() == {figure.name for figure in task.figures}
            assert {name: held["n"] for name, held in floors[task.name]["floors"].items()} == {figure.name: figure.items for figure in task.figures}


def test_the_published_table_shows_every_figure() -> None:
    text = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    shown = text[text.index(BEGIN) : text.index(END)]
    for task in TASKS:
        assert all(f"| {task.name} | {figure.name}" in shown for figure in task.figures)
        assert task.skip in shown


def test_a_table_of_figures() -> None:
    figures = {task.name: {"figures": {figure.name: 0.5 for figure in task.figures}, "corpus": "sha256:x"} for task in TASKS if not task.skip}
    lines = table(figures).splitlines()
    assert "| pages | flat_f1 | 100 | 0.500 | 0.900 | 0.869 | rule: best run of long, punctuated lines |" in lines
    assert "| places | ua_wrong ↓ | 1101 | 0.500 | 0.162 | 0.066 | spaCy entities, largest exact match |" in lines


@pytest.mark.bench
@pytest.mark.skipif(not BENCH.is_dir(), reason="no benchmarks beside this checkout")
def test_the_corpora_are_those_of_the_floors() -> None:
    floors = tomllib.loads((ROOT / "eval" / "floors.toml").read_text(encoding="utf-8"))
    assert {task.name: task.corpus_hash() for task in TASKS if not task.skip} == {task.name: floors[task.name]["corpus"] for task in TASKS if not task.skip}


def test_scores_lie_where_they_are_not_checked_in() -> None:
    assert SCORES.relative_to(ROOT).parts[0] == "out"
