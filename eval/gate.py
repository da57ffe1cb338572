"""Holds the last figures of ``eval.run`` against ``floors.toml``: ``python -m eval.gate [--short] [--update [--allow-regression REASON]]``.

The rule that must not be broken: a floor is lowered only with a reason, which is kept in the file.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from typing import Any

from eval.tasks import ROOT, SCORES, TASKS, Figure, Task

FLOORS = ROOT / "eval" / "floors.toml"
# Two runs on one machine are equal; the rest is leave for another processor, where the parser's sums may round differently.
EPSILON = 0.003
Table = dict[str, Any]


def main() -> int:
    """Exit status 0 when no figure is under its floor and every floor has a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="raise the floors to the last figures")
    parser.add_argument("--allow-regression", metavar="REASON", default="", help="with --update: lower floors too, and keep the reason")
    parser.add_argument("--short", action="store_true", help="leave out the tasks that take many minutes")
    arguments = parser.parse_args()
    if not SCORES.exists():
        print("expected figures in out/eval/scores.json, found none. Try: python -m eval.run")
        return 1
    scores: Table = json.loads(SCORES.read_text())
    floors: Table = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    if arguments.update:
        return update(scores, floors, arguments.allow_regression)
    faults = compare(scores, floors, short=arguments.short)
    for fault in faults:
        print(f"GATE {fault}")
    print(f"gate: {'failed' if faults else 'passed'}, {sum(len(floors[task.name]['floors']) for task in TASKS if task.name in floors)} floors")
    return 1 if faults else 0


def compare(scores: Table, floors: Table, *, short: bool = False) -> list[str]:
    """What is wrong, one line a fault; empty when all floors hold. A task with floors and no figures is a fault; a long one is none where ``short``."""
    faults: list[str] = []
    for task in TASKS:
        if short and task.long:
            continue
        floor = floors.get(task.name)
        if task.skip or floor is None:
            if not task.skip:
                faults.append(f"{task.name}: no floors; try: python -m eval.gate --update")
            continue
        score = scores.get(task.name)
        if score is None:
            faults.append(f"{task.name}: no figures; try: python -m eval.run --tasks {task.name}")
        elif score["corpus"] != floor["corpus"]:
            faults.append(f"{task.name}: the corpus is not the one of the floors ({score['corpus']}); figures cannot be compared")
        else:
            faults += [fault for figure in task.figures if (fault := _fault(task, figure, score, floor))]
    return faults


def update(scores: Table, floors: Table, reason: str) -> int:
    """Floors become the last figures. Lower ones are refused without a reason."""
    lowered = [fault for fault in compare(scores, floors) if "under its floor" in fault]
    if lowered and not reason:
        print("\n".join(lowered))
        print("refused: floors are lowered only with --allow-regression REASON")
        return 1
    reasons = [*floors.get("lowered", []), *([{"figures": lowered, "reason": reason}] if lowered else [])]
    FLOORS.write_text(_toml(scores, reasons), encoding="utf-8")
    print(f"wrote {FLOORS.relative_to(ROOT)}")
    return 0


def _fault(task: Task, figure: Figure, score: Table, floor: Table) -> str | None:
    held = floor["floors"].get(figure.name)
    if held is None:
        return f"{task.name} {figure.name}: no floor; try: python -m eval.gate --update"
    here = score["figures"][figure.name]
    worse = here - held["floor"] if figure.lower_is_better else held["floor"] - here
    return f"{task.name} {figure.name}: {here:.4f} is under its floor {held['floor']:.4f} (n = {held['n']})" if worse > EPSILON else None


def _toml(scores: Table, reasons: list[Table]) -> str:
    lines = [
        "# Floors of the gate, written by `python -m eval.gate --update`. A figure may fall short of its floor by the epsilon in eval/gate.py;",
        "# where lower is better the floor is a ceiling. `n` is the number of items a figure is counted over.",
    ]
    for task in TASKS:
        if task.name not in scores or task.skip:
            continue
        lines += ["", f"[{task.name}]", f'corpus = "{scores[task.name]["corpus"]}"', "", f"[{task.name}.floors]"]
        lines += [f"{figure.name} = {{ floor = {scores[task.name]['figures'][figure.name]:.4f}, n = {figure.items} }}" for figure in task.figures]
    for entry in reasons:
        lines += ["", "[[lowered]]", f"reason = {json.dumps(entry['reason'])}", f"figures = {json.dumps(entry['figures'])}"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
