"""How well the score of a resolved place is calibrated: ``python -m eval.place_scores [READINGS]``.

Reads what ``eval.run --tasks places`` left (or READINGS), asks the benchmark's gold which resolved mentions are right, and prints for each part the
expected calibration error (the mean distance between score and share of right ones over ten equal bins, weighted by size; Naeini et al. 2015),
the Brier score, and the bins.

The rule that must not be broken: only mentions that were given a place are counted; one left open claims nothing.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.tasks import TASKS

from reportedly.packs.load import load_pack
from reportedly.places.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BINS = 10
PACK = "russia_ukraine_2022"
RADIUS = {"ua-events": 20.0, "cyrillic": 20.0, "spelling": 10.0, "world": 161.0}  # kilometres within which a place is right, as the scorer has it
Scored = tuple[float, bool]


def main(arguments: list[str]) -> int:
    """Prints one line a part and one a bin."""
    task = next(task for task in TASKS if task.name == "places")
    _, gold, scorer = task.paths
    spec = importlib.util.spec_from_file_location("scorer", scorer)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    readings = Path(arguments[0]) if arguments else task.out.with_suffix(".jsonl")
    found = {row["id"]: row["places"] for row in map(json.loads, readings.read_text(encoding="utf-8").splitlines())}
    parts: dict[str, list[Scored]] = {}
    home = load_gazetteer(load_pack(PACK)).home
    with gzip.open(gold, "rt", encoding="utf-8") as file:
        for item in map(json.loads, file):
            for score, right, country in _judged(module, item, found.get(item["id"], [])):
                for part in (item["part"], f"{item['part']}, {'at home' if country == home else 'abroad'}"):
                    parts.setdefault(part, []).append((score, right))
    for part, scored in sorted(parts.items()):
        print(f"{part:18} n {len(scored):5}  ECE {calibration_error(scored):.3f}  Brier {brier(scored):.3f}  {_bins(scored)}")
    return 0


def calibration_error(scored: Iterable[Scored]) -> float:
    """The expected calibration error; 0.0 of nothing."""
    bins = list(_binned(scored))
    total = sum(len(inside) for inside in bins)
    return sum(abs(sum(score for score, _ in inside) - sum(right for _, right in inside)) for inside in bins) / total if total else 0.0


def brier(scored: list[Scored]) -> float:
    """Mean squared distance of score and truth; 0.0 of nothing."""
    return sum((score - right) ** 2 for score, right in scored) / len(scored) if scored else 0.0


def _binned(scored: Iterable[Scored]) -> Iterator[list[Scored]]:
    bins: list[list[Scored]] = [[] for _ in range(BINS)]
    for score, right in scored:
        bins[min(int(score * BINS), BINS - 1)].append((score, right))
    return (inside for inside in bins if inside)


def _bins(scored: list[Scored]) -> str:
    """Each bin's mean score, share of right ones and size."""
    means = ((sum(score for score, _ in inside) / len(inside), sum(right for _, right in inside) / len(inside), len(inside)) for inside in _binned(scored))
    return "  ".join(f"{score:.2f}→{right:.2f} ({size})" for score, right, size in means)


def _judged(scorer: Any, item: dict[str, Any], places: list[dict[str, Any]]) -> Iterator[tuple[float, bool, str | None]]:
    """Score, rightness and country of each gold name that was given a place."""
    radius = RADIUS[item["part"]]
    if item["part"] == "spelling":
        names = [([item["span"]], item["answers"])] if item["want"] == "resolved" else []
    elif item["part"] == "world":
        names = [([(one["start"], one["end"])], [one]) for one in item["toponyms"]]
    else:
        names = [(one["spans"], [one]) for one in item["mentions"]]
    for spans, answers in names:
        best = next((best for span in spans if (best := scorer.best(places, *span)) is not None and best["status"] == "resolved"), None)
        if best is not None:
            yield best["score"], scorer.hit(best["place"], answers, radius), best["place"]["country"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
