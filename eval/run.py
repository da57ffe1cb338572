"""Runs every benchmark and writes the figures: ``python -m eval.run [--write] [--tasks NAME …]``.

The rule that must not be broken: what is scored is the output of the command a user runs, never of a function called from here.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from eval.tasks import BENCH, ROOT, SCORES, TASKS, Task

DOCUMENT = ROOT / "docs" / "evaluation.md"
BEGIN, END = "<!-- figures: written by `make bench` -->", "<!-- end of figures -->"
Scores = dict[str, dict[str, Any]]


def main() -> int:
    """Exit status 0 when every task asked for was scored, and no step failed on any of their reports."""
    arguments = _arguments()
    if not BENCH.is_dir():
        print(f"expected the benchmarks in {BENCH.relative_to(ROOT.parent)} beside the checkout, found none: nothing to score")
        return 1
    scores: Scores = json.loads(SCORES.read_text()) if SCORES.exists() else {}
    failed = 0
    for task in TASKS:
        if task.skip:
            print(f"{task.name:12} skipped: {task.skip}")
        elif task.long and arguments.short:
            print(f"{task.name:12} left out: it takes many minutes")
        elif not arguments.tasks or task.name in arguments.tasks:
            scores[task.name] = run_task(task, arguments.processes)
            print(f"{task.name:12} {_one_line(task, scores[task.name])}", flush=True)
            failed += _failed_steps(task)
    SCORES.parent.mkdir(parents=True, exist_ok=True)
    SCORES.write_text(json.dumps(scores, indent=1, sort_keys=True) + "\n")
    if arguments.write:
        write_document(scores)
    return int(failed > 0)


def run_task(task: Task, processes: int) -> dict[str, Any]:
    """Runs the task's commands and scores what came out: figures by name, seconds, and the corpus they were measured on."""
    _, gold, scorer = task.paths
    task.out.parent.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    for command in task.commands:
        _call([sys.executable, "-m", "reportedly", *task.filled(command, processes)])
    seconds = time.perf_counter() - began
    output = [Path(name) for name in task.filled(task.predictions)]
    if task.joined:
        output = [_joined(output, task.out.with_suffix(".jsonl"))]
    last = _call([sys.executable, scorer, *output, "--gold", gold]).strip().splitlines()[-1]
    if not last.startswith("SCORE "):
        message = f"expected the last line of {scorer} to begin with SCORE, found {last!r}"
        raise SystemExit(message)
    known = {name: value for name, _, value in (pair.partition("=") for pair in last.split()[1:])}
    if any(figure.path for figure in task.figures):
        full = _call([sys.executable, scorer, *output, "--gold", gold, "--json"])
        tree, _ = json.JSONDecoder().raw_decode(full.lstrip())
        known |= {figure.name: str(_at(tree, figure.path)) for figure in task.figures if figure.path}
    figures = {figure.name: round(float(known[figure.name]), 4) for figure in task.figures}
    return {"figures": figures, "corpus": task.corpus_hash(), "seconds": round(seconds, 1)}


def _failed_steps(task: Task) -> int:
    """How many steps failed on the task's reports: each is a fault of ours that a reading survives, and no score shows."""
    count = 0
    for command in task.commands:
        if command[0] != "read":
            continue
        words = task.filled(command)
        path = Path(words[words.index("--output") + 1])
        found = [line for line in path.read_text(encoding="utf-8").split("\n") if '"code":"step-failed"' in line]
        for line in found:
            print(f"{task.name:12} a step failed on report {json.loads(line)['id']}", flush=True)
        count += len(found)
    return count


def write_document(scores: Scores) -> None:
    """Puts the table between the markers of ``docs/evaluation.md``."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n{table(scores)}{END}{after}", encoding="utf-8")
    print(f"wrote {DOCUMENT.relative_to(ROOT)}")


def table(scores: Scores) -> str:
    """The figures of all tasks as Markdown, one row a figure."""
    lines = [f"reportedly {version('reportedly')}, parts that developers may see.", ""]
    lines += ["| benchmark | figure | items | here | bar | best other | which |", "|---|---|---:|---:|---:|---:|---|"]
    for task in TASKS:
        if task.skip or task.name not in scores:
            lines.append(f"| {task.name} | – | – | – | – | – | {task.skip or 'not run'} |")
            continue
        for figure in task.figures:
            name = f"{figure.name} ↓" if figure.lower_is_better else figure.name
            cells = [task.name, name, str(figure.items), _number(scores[task.name]["figures"][figure.name])]
            lines.append("| " + " | ".join([*cells, _number(figure.bar), _number(figure.peer), figure.peer_name or "–"]) + " |")
    lines += ["", "Corpora (SHA-256 over inputs, gold and scorer):", ""]
    lines += [f"- {task.name}: `{scores[task.name]['corpus']}`" for task in TASKS if task.name in scores]
    return "\n".join(lines) + "\n"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="write docs/evaluation.md")
    parser.add_argument("--short", action="store_true", help="leave out the tasks that take many minutes")
    parser.add_argument("--tasks", nargs="*", choices=[task.name for task in TASKS if not task.skip], help="only these; others keep their last figures")
    return parser.parse_args()


def _call(command: list[str | Path | int]) -> str:
    """Standard output; the run ends here, with what the program said, when it fails."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        print(done.stdout[-2000:], done.stderr[-4000:], sep="\n", file=sys.stderr)
        message = f"exit status {done.returncode}: {' '.join(str(part) for part in command)}"
        raise SystemExit(message)
    return done.stdout


def _joined(parts: list[Path], path: Path) -> Path:
    path.write_bytes(b"".join(part.read_bytes() for part in parts))
    return path


def _at(tree: Any, path: str) -> Any:
    for key in path.split("."):
        tree = tree[key]
    return tree


def _one_line(task: Task, score: dict[str, Any]) -> str:
    return f"{score['seconds']:6.1f} s  " + "  ".join(f"{figure.name}={score['figures'][figure.name]:.3f}" for figure in task.figures)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
