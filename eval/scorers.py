"""The benchmarks' own scorers as modules, so that what is broken down further is matched as it is scored.

The rule that must not be broken: pairs of gold and prediction are the scorer's; nothing here matches anew.
"""

from __future__ import annotations

import importlib.util
import sys
from typing import TYPE_CHECKING, Any

from eval.tasks import SCORES, TASKS, Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

Pair = tuple[Any, Any]


def task_named(name: str) -> Task:
    """The task of that name."""
    return next(task for task in TASKS if task.name == name)


def load_scorer(task: Task) -> ModuleType:
    """The task's scorer, imported from beside its data."""
    name = f"scorer_of_{task.name}"
    spec = importlib.util.spec_from_file_location(name, task.paths[2])
    if spec is None or spec.loader is None:
        message = f"expected a scorer in {task.paths[2]}, found none"
        raise SystemExit(message)
    module = importlib.util.module_from_spec(spec)
    keeps, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    spec.loader.exec_module(module)
    sys.dont_write_bytecode = keeps
    return module


def output_of(task: Task) -> Path:
    """What ``eval.run`` kept of the task's last reading."""
    path = SCORES.parent / f"{task.name}.jsonl"
    if not path.exists():
        message = f"expected readings in out/eval/{path.name}, found none. Try: python -m eval.run --tasks {task.name}"
        raise SystemExit(message)
    return path


def iter_claim_reports(scorer: ModuleType, gold: Path, output: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any], list[tuple[int, int]], Any]]:
    """Each gold report with its prediction, the scorer's pairs (prediction, gold) and its counts."""
    predictions = {row["id"]: scorer.read(row, number) for number, row in scorer.lines(output)}
    matched: list[list[tuple[int, int]]] = []
    assign = scorer.assign

    def noted(weights: list[list[float]]) -> Any:
        matched.append(assign(weights))
        return matched[-1]

    scorer.assign = noted  # type: ignore[attr-defined]
    try:
        for _, row in scorer.lines(gold):
            count = scorer.Count()
            prediction = predictions.get(row["id"], scorer.EMPTY)
            scorer.score_report(row, prediction, count, [])
            yield row, prediction, matched.pop(), count
    finally:
        scorer.assign = assign  # type: ignore[attr-defined]


def iter_attribution_reports(scorer: ModuleType, gold: Path, output: Path) -> Iterator[tuple[dict[str, Any], list[Any], list[Any]]]:
    """Each gold document with its gold and predicted attributions, as sets of tokens."""
    predictions = {row["id"]: row for _, row in scorer.lines(output)}
    for _, row in scorer.lines(gold):
        text = scorer.Text(row["text"])
        wanted = scorer.read_attributions(row, row["text"], text, row["id"])
        found = scorer.read_attributions(predictions[row["id"]], row["text"], text, row["id"]) if row["id"] in predictions else []
        yield row, wanted, found
