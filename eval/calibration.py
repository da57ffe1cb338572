"""Draws how beliefs on who holds what compare with maps, into ``docs/decisions/control.md``: ``python -m eval.calibration [ANSWERS]``.

The rule that must not be broken: the drawing is made of the scorer's own figures, from answers that a command of the program wrote.

A reliability diagram (Murphy and Winkler 1977): beliefs in tenths, and how often the first side held the place.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from eval.tasks import ROOT, TASKS

DOCUMENT = ROOT / "docs" / "decisions" / "control.md"
BEGIN, END = "<!-- calibration: written by `python -m eval.calibration` -->", "<!-- end of calibration -->"
COLUMNS = 40
EIGHTHS = " ▏▎▍▌▋▊▉█"


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
    DOCUMENT.write_text(f"{before}{BEGIN}\n{drawn(tree['results'][0])}{END}{after}", encoding="utf-8")
    print(f"wrote {DOCUMENT.relative_to(ROOT)}")
    return 0


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
