"""Figures by outlet, article and kind of report: ``python -m eval.leave_out [--documents N]``.

The rule that must not be broken: groups are formed by where a report comes from, never by how well it was read.
Nothing is trained, so nothing can be left out of training: what is asked is whether some outlets, articles or kinds are read much better
than others, as they would be if the rules had been fitted to them. The training part is sampled by a hash of each document's id;
with ``--unread`` none of the sample was read while the rules were written.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import statistics
import sys
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from eval.run import _call
from eval.scorers import iter_claim_reports, load_scorer, output_of, task_named
from eval.tasks import SCORES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FOLDER = SCORES.parent / "leave_out"
READ_STEP, READ_DOCUMENTS = 4, 170
"""Every fourth line of the training part, 170 in all, is what the errors of attribution were read on."""
FEW = 3
"""Groups with fewer required claims than this are put together: one claim would be a third of the figure."""


def main() -> int:
    """Prints the tables; exit status 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=8, help="documents of the training part for each outlet")
    parser.add_argument("--seed", default="", help="put before each id that is hashed: another sample")
    parser.add_argument("--unread", action="store_true", help="leave out the documents of the training part whose errors were read")
    arguments = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    attribution_by_outlet(arguments.documents, arguments.seed, unread=arguments.unread)
    claims_by_group()
    return 0


def attribution_by_outlet(documents: int, seed: str = "", *, unread: bool = False) -> None:
    """Overlap F1, content token F1 and sources given the cue of each outlet, on the development part and on a sample of the training part."""
    task = task_named("attribution")
    scorer = load_scorer(task)
    train = [FOLDER / name for name in ("inputs.jsonl", "gold.jsonl", "output.jsonl")]
    write_sample(task.paths[0].with_name("inputs.train.jsonl.gz"), task.paths[1].with_name("gold.train.jsonl.gz"), train, documents, seed, unread=unread)
    _call([sys.executable, "-m", "reportedly", "read", "--jsonl", train[0], "--format", "jsonl", "--output", train[2]])
    measured = "documents | overlap F1 | content token F1 | source given the cue"
    print(f"| outlet | dev: {measured} | train sample: {measured} |")
    print("|---" + "|---:" * 8 + "|")
    parts = [by_outlet(task.paths[1], output_of(task)), by_outlet(train[1], train[2])]
    figures: list[list[tuple[float, ...]]] = [[], []]
    for outlet in sorted({*parts[0], *parts[1]}):
        cells = [outlet]
        for number, part in enumerate(parts):
            gold, output = part[outlet]
            result = scorer.score(write_rows(FOLDER / "one.gold.jsonl", gold), write_rows(FOLDER / "one.jsonl", output))
            pair = (result["overlap"]["f1"], result["tokens"]["content"]["f1"], result["source_given_cue"])
            figures[number].append(pair)
            cells += [str(len(gold)), *(f"{figure:.3f}" for figure in pair)]
        print("| " + " | ".join(cells) + " |")
    spread = [f"{statistics.pstdev(column):.3f}" for part in figures for column in zip(*part, strict=True)]
    print(f"| standard deviation | | {' | '.join(spread[:3])} | | {' | '.join(spread[3:])} |\n")


def write_sample(inputs: Path, gold: Path, out: list[Path], documents: int, seed: str = "", *, unread: bool = False) -> None:
    """Writes the inputs and gold of the documents of each outlet whose ids hash lowest."""
    chosen: set[str] = set()
    seen = {row["id"] for row in read_rows(inputs)[::READ_STEP][:READ_DOCUMENTS]} if unread else set()
    rows = {row["id"]: row for row in read_rows(gold) if row["id"] not in seen}
    for group in _grouped(rows, outlet_of).values():
        chosen.update(sorted(group, key=lambda key: hashlib.sha256((seed + key).encode()).hexdigest())[:documents])
    write_rows(out[0], (row for row in read_rows(inputs) if row["id"] in chosen))
    write_rows(out[1], (row for row in rows.values() if row["id"] in chosen))


def outlet_of(document: str) -> str:
    """The outlet, from an id like ``outlet_day_title``."""
    return document.split("_", 1)[0]


def by_outlet(gold: Path, output: Path) -> dict[str, tuple[list[Any], list[Any]]]:
    """Gold and output rows of each outlet."""
    read = {row["id"]: row for row in read_rows(output)}
    wanted = {row["id"]: row for row in read_rows(gold)}
    return {outlet: ([wanted[key] for key in keys], [read[key] for key in keys]) for outlet, keys in _grouped(wanted, outlet_of).items()}


def claims_by_group() -> None:
    """Claim F1, strict F1 and chains of each article, each source of headlines and each kind of report."""
    task = task_named("claims")
    scorer = load_scorer(task)
    about = {row["id"]: row for row in read_rows(task.paths[0])}
    counts: dict[tuple[str, str], Any] = defaultdict(scorer.Count)
    sizes: dict[tuple[str, str], int] = defaultdict(int)
    for row, _, _, count in iter_claim_reports(scorer, task.paths[1], output_of(task)):
        source = str(about[row["id"]].get("outlet") or "unknown") if row["kind"] == "headline" else str(about[row["id"]].get("url") or "").rsplit("/", 1)[-1]
        for group in (("kind", row["kind"]), (row["kind"], source)):
            sizes[group] += 1
            for key, number in count.n.items():
                counts[group].add(key, number)
    print("| kind | group | reports | required claims | claim F1 | strict F1 | chains |\n|---|---|---:|---:|---:|---:|---:|")
    for (kind, source), count in sorted(counts.items()):
        if count["typed.gold"] >= FEW:
            cells = [kind, source.replace("_", " "), sizes[kind, source], count["typed.gold"], f"{count.prf('typed')[2]:.3f}", f"{count.prf('strict')[2]:.3f}"]
            print("| " + " | ".join(map(str, [*cells, f"{count.rate('chain'):.3f}"])) + " |")
    for kind in ("excerpt", "headline"):
        strict = [count.prf("strict")[2] for (name, _), count in counts.items() if name == kind and count["typed.gold"] >= FEW]
        print(f"{kind}: strict F1 of {len(strict)} groups from {min(strict):.3f} to {max(strict):.3f}, standard deviation {statistics.pstdev(strict):.3f}")


def read_rows(path: Path) -> list[Any]:
    """The JSON objects of a file of lines, gzip or plain."""
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def write_rows(path: Path, rows: Iterable[Any]) -> Path:
    """The path, with one JSON object a line."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _grouped(rows: Iterable[str], group_of: Any) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for key in rows:
        groups[group_of(key)].append(key)
    return groups


if __name__ == "__main__":
    raise SystemExit(main())
