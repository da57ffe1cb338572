"""Draws how beliefs on who holds what compare with maps, into ``docs/decisions/control.md``: ``python -m eval.calibration [ANSWERS]``.

The rule that must not be broken: the drawing is made of the scorer's own figures, from answers that a command of the program wrote.

A reliability diagram (Murphy and Winkler 1977): beliefs in tenths, and how often the first side held the place. Over it stands the balanced accuracy on the
places that changed hands, with the 95 % interval of a bootstrap by place (Efron 1979): the days of one place hang together.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from eval.tasks import ROOT, TASKS

DOCUMENT = ROOT / "docs" / "decisions" / "control.md"
BEGIN, END = "<!-- calibration: written by `python -m eval.calibration` -->", "<!-- end of calibration -->"
COLUMNS = 40
EIGHTHS = " ▏▎▍▌▋▊▉█"
FIRST, OTHERS = "RU", ("UA", "contested")
SEED, RESAMPLES = 2022, 5000
Counts = list[tuple[int, int, int, int]]
"""By place: days that the first side held, and of them those answered so; the other days, and of them those answered so."""


def main() -> int:
    """Exit status 0 when the drawing was written."""
    task = next(task for task in TASKS if task.name == "control")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", nargs="?", default=str(task.out.with_suffix(".jsonl")), help="answers to the benchmark; default: those of eval.run")
    answers = Path(parser.parse_args().answers)
    if not answers.exists():
        print(f"expected answers at {answers}, found none: run python -m eval.run --tasks control")
        return 1
    _, gold, scorer = task.paths
    done = subprocess.run([sys.executable, str(scorer), str(answers), "--gold", str(gold), "--json"], capture_output=True, text=True, check=True)
    tree, _ = json.JSONDecoder().raw_decode(done.stdout.lstrip())
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        print(f"expected {BEGIN} and {END} in {DOCUMENT.name}, found no such marks")
        return 1
    live = tree["results"][0]
    told = balanced(counted(Path(gold), answers), live["bal_acc_changed"])
    DOCUMENT.write_text(f"{before}{BEGIN}\n{told}\n\n{drawn(live)}{END}{after}", encoding="utf-8")
    print(told)
    print(f"wrote {DOCUMENT.relative_to(ROOT)}")
    return 0


def counted(gold: Path, answers: Path) -> Counts:
    """The days of each place of the live set that changed hands, counted as the scorer counts them; a day without an answer is a wrong one."""
    said = {}
    for line in answers.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["as_of"][:10] == row["date"]:
            said[row["geonameid"], row["date"]] = row["holder"]
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        places = [json.loads(line) for line in lines]
    return [_days(place, said) for place in places if (place["set"], place["class"]) == ("main", "changed")]


def _days(place: dict[str, Any], said: dict[tuple[int, str], str]) -> tuple[int, int, int, int]:
    counts = [0, 0, 0, 0]
    for first, last, holder in place["runs"]:
        day, is_first = date.fromisoformat(first), holder == FIRST
        while day <= date.fromisoformat(last):
            answer = said.get((place["geonameid"], str(day)))
            counts[0 if is_first else 2] += 1
            counts[1 if is_first else 3] += answer == FIRST if is_first else answer in OTHERS
            day += timedelta(1)
    return counts[0], counts[1], counts[2], counts[3]


def balanced(counts: Counts, scored: float) -> str:
    """The balanced accuracy and its interval in words. Raises ``ValueError`` where it is not the scorer's figure: the two then count differently."""
    table = np.array(counts, dtype=np.float64).reshape(-1, 4)
    figure = _accuracy(table.sum(axis=0))
    if abs(figure - scored) > 1e-9:
        message = f"expected the scorer's {scored:.4f}, found {figure:.4f}"
        raise ValueError(message)
    chosen = np.random.Generator(np.random.PCG64(SEED)).integers(0, len(table), size=(RESAMPLES, len(table)))
    low, high = np.percentile([_accuracy(table[rows].sum(axis=0)) for rows in chosen], [2.5, 97.5])
    return f"Balanced accuracy on the {len(table)} places that changed hands: {figure:.3f} (95 % interval {low:.3f} to {high:.3f}, bootstrap by place)."


def _accuracy(row: Any) -> float:
    return float((row[1] / row[0] + row[3] / row[2]) / 2)


def drawn(result: dict[str, Any]) -> str:
    """The diagram as lines of text, with the expected calibration error over it."""
    lines = [f"Expected calibration error {result['ece_ru_all']:.3f}.", "", "```text", f"believed  0{'held by the first side':^39}100 %      days"]
    for tenth in result["bins"]:
        if tenth["n"]:
            low, high = (round(100 * float(end)) for end in tenth["p"].split("-"))
            lines.append(f"{low:2}–{high:3} %  {_bar(tenth['share_ru'])} {tenth['share_ru']:4.0%} {tenth['n']:9,}")
    return "\n".join([*lines, "```", ""])


def _bar(share: float) -> str:
    whole, eighth = divmod(round(share * COLUMNS * 8), 8)
    return ("█" * whole + (EIGHTHS[eighth] if eighth else "")).ljust(COLUMNS)


if __name__ == "__main__":
    raise SystemExit(main())
