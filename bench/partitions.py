"""Copies by partitions: what a report costs, what it sends, what is stored, and whether small runs foretell large ones: ``python -m bench.partitions``.

Of weighing by partitions ``bench/partitions_weighed.py`` says the same.

The reports are those of ``bench.copies``; each size runs in a process of its own on one core, in as many partitions as keep these of one size. A straight line
through the first two sizes foretells the others, and what it says of 10^7 reports is printed. ``--check`` compares the first size's lines with those of memory.

The rule that must not be broken: the line is drawn before the sizes that it is held against are measured.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.copies import iter_reports
from eval.tasks import ROOT

from reportedly.copies import find_copies
from reportedly.core.settings import Settings
from reportedly.engines.copies import compare_shards
from reportedly.engines.copy_families import FAMILIES, TOLD, iter_written
from reportedly.engines.folder import Folder
from reportedly.engines.parts import line_tasks
from reportedly.formats.copies import family_line, pair_line
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportedly.engines.seam import Done, Task

SIZES = (2_000, 4_000, 8_000, 16_000)
MANY = 10**7
MEASURES = {
    "seconds": "s of the processor",
    "sent": "bytes sent",
    "meetings": "meetings",
    "pairs": "pairs",
    "compared": "pairs compared",
}

STORED = "stored "
"""Before the name of a step, the most that was stored while it ran."""


class OneCore:
    """Tasks one after the other in this process; ``stored`` is the most bytes that the folder held between two of them, by the step's name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stored: dict[str, int] = {}

    def held(self) -> contextlib.nullcontext[None]:
        """Nothing is started."""
        return contextlib.nullcontext()

    def run(self, function: Callable[[Task], Done], tasks: Sequence[Task]) -> Iterator[Done]:
        """See ``Engine.run``."""
        for task in tasks:
            yield function(task)
            stored = sum(path.stat().st_size for path in self.folder.iterdir())
            self.stored[task.part] = max(stored, self.stored.get(task.part, 0))


def main() -> int:
    """Exit status 0 when every size was measured, and the lines were equal where that was asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--a-partition", type=int, default=1_000, help="reports a partition")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.reports[0], arguments.a_partition, check=arguments.check)))
        return 0
    rows: list[dict[str, float]] = []
    for place, size in enumerate(arguments.reports):
        options = ["--one", "--a-partition", str(arguments.a_partition), *(["--check"] if arguments.check and not place else [])]
        command = [sys.executable, "-m", "bench.partitions", *options, "--reports", str(size)]
        row = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
        print(f"{size:,} reports in {row['partitions']} partitions: " + ", ".join(f"{row[name]:,.1f} {words}" for name, words in MEASURES.items()), flush=True)
        print(f"  stored at most {stored_at_most([row], size):,.0f} bytes; memory {row['megabytes']:.0f} MiB; lines {row['lines']}", flush=True)
        if "equal" in row:
            print(f"  as in memory: {row['equal']}", flush=True)
        if len(rows) >= 2:
            foretold = {name: line_through(rows[:2], name)(size) for name in MEASURES}
            print("  foretold: " + ", ".join(f"{foretold[name]:,.1f} ({row[name] / foretold[name] - 1:+.0%})" for name in MEASURES), flush=True)
            stored = stored_at_most(rows[:2], size)
            print(f"  foretold: {stored:,.0f} bytes stored at most ({stored_at_most([row], size) / stored - 1:+.0%})", flush=True)
        rows.append(row)
    if len(rows) >= 2:
        print(f"{MANY:,} reports: " + ", ".join(f"{line_through(rows[-2:], name)(MANY):,.0f} {words}" for name, words in MEASURES.items()))
        print(f"  {stored_at_most(rows[-2:], MANY):,.0f} bytes stored at most")
    return 0 if all(row.get("equal", True) for row in rows) else 1


def line_through(rows: Sequence[dict[str, float]], name: str) -> Callable[[int], float]:
    """The straight line through two sizes."""
    slope = (rows[1][name] - rows[0][name]) / (rows[1]["reports"] - rows[0]["reports"])
    return lambda size: rows[0][name] + slope * (size - rows[0]["reports"])


def stored_at_most(rows: Sequence[dict[str, float]], size: int) -> float:
    """The most that lies in the folder: of the steps' own lines the one that is highest at this size; tables of one height, then meetings that pass them."""
    steps = [name for name in rows[0] if name.startswith(STORED)]
    return max(rows[0][name] if len(rows) == 1 else line_through(rows, name)(size) for name in steps)


def measure(size: int, a_partition: int, *, check: bool) -> dict[str, object]:
    """One size."""
    reports = list(iter_reports(size))
    with tempfile.TemporaryDirectory() as scratch:
        source, parts = Path(scratch) / "reports.jsonl", Path(scratch) / "parts"
        source.write_text("".join(json.dumps({"id": name, "text": text, "clean": True}) + "\n" for name, text, _ in reports))
        settings = Settings()
        tasks = line_tasks([str(source)], settings, load_pack(settings.pack))
        engine, partitions = OneCore(parts), max(1, size // a_partition)
        began = time.process_time()
        found = compare_shards(engine, tasks, Folder(str(parts)), partitions)
        seconds = time.process_time() - began
        lines = [*iter_written(found.plan, TOLD), *iter_written(found.plan, FAMILIES)]
    counted = found.counts
    row: dict[str, object] = {
        "reports": size,
        "partitions": partitions,
        "seconds": seconds,
        "sent": sum(counts["bytes"] for counts in counted.values()),
        "meetings": counted["seen"]["meetings"],
        "pairs": counted["stories"]["pairs"],
        "compared": counted["told"]["compared"],
        "megabytes": most_memory(),
        "lines": hashlib.sha256("".join(lines).encode()).hexdigest()[:16],
    }
    row |= {f"{STORED}{step}": stored for step, stored in engine.stored.items()}
    if check:
        index = find_copies({"id": name, "text": text, "clean": True} for name, text, _ in reports)
        row["equal"] = lines == [*map(pair_line, index.dependences()), *(family_line(*each) for each in index.families().items())]
    return row


def most_memory() -> float:
    """MiB of this process at most, the pages of files that it maps among them."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024


if __name__ == "__main__":
    sys.exit(main())
