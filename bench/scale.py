"""How cost grows, and what more processes bring: ``python -m bench.scale WHAT [--reports N]``.

WHAT is one of

``processes``  two worker processes against one, beside two bare parses against one
``engines``    the Dask cluster against plain processes, over the same shards
``memory``     resident memory over a stream of reports that are all different
``length``     seconds for reports of doubled length
``cold``       how long the program takes to start

Reports are made from words, with numbers for names, so that no two are alike and none is anybody's.

The rule that must not be broken: what is compared is measured in the same run, over the same reports, after everything is loaded.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from bench.speed import bare_parse
from eval.tasks import ROOT

from reportedly.batch import answer_many
from reportedly.core.records import Page
from reportedly.core.settings import Settings
from reportedly.engines.cluster import DaskEngine
from reportedly.engines.parts import LINES, part_name, read_part, reader_of
from reportedly.engines.processes import ProcessEngine
from reportedly.engines.seam import Task
from reportedly.engines.shards import cut
from reportedly.formats.names import write_line
from reportedly.intake import Metadata
from reportedly.packs.load import load_pack
from reportedly.readers.seam import ReadOptions
from reportedly.sentences.model import ENGLISH_MODEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.engines.seam import Engine

WARM = 96
SHARDS = 16
QUIET_CYCLE = 200
"""In the stream of ``memory`` one report in this many is about a war; the rest is what a fast reading answers at once."""
QUIET = (
    "The council of district {n} votes on the budget next week.",
    "Rain fell over valley {n} for {m} hours.",
    "The bakery of street {n} opens at {m}.",
    "Tickets for match {n} cost {m} crowns.",
)
PACE = (
    "Troops entered village {n} on Monday, the ministry said, and {m} people left for the town across the river.",
    "A spokesman denied that unit {n} had lost the hill near point {m}; a resident confirmed that shelling went on all night.",
    "The council of district {n} will vote on the budget of {m} thousand next week, and the mayor hopes for a quiet winter.",
    "Rain fell over valley {n} for {m} hours, the bakery stayed open, and the match between the two schools was put off again.",
)


def main() -> int:
    """Prints what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("processes", "engines", "memory", "length", "cold"))
    parser.add_argument("--reports", type=int, default=400)
    arguments = parser.parse_args()
    globals()[f"measure_{arguments.what}"](arguments.reports)
    return 0


def made_text(number: int, sentences: int = 8) -> str:
    """A report of its own."""
    return " ".join(PACE[(number + turn) % len(PACE)].format(n=number * 31 + turn, m=(number * 7 + turn) % 900 + 2) for turn in range(sentences))


def made_pages(count: int, start: int = 0, sentences: int = 8) -> Iterator[Page]:
    """That many reports, no two alike."""
    return (Page(id=f"r{number}", text=made_text(number, sentences), clean=True, language="en") for number in range(start, start + count))


def measure_processes(reports: int) -> None:
    """Gains of a second process: of reading, and of the bare parse."""
    alone, both = (_parse_seconds(reports, processes) for processes in (1, 2))
    one, two = (_read_seconds(reports, processes) for processes in (1, 2))
    print(f"bare parse: {alone:.1f} s alone, {both:.1f} s by two: gain {alone / both:.2f}")
    print(f"reading: {one:.1f} s alone, {two:.1f} s by two: gain {one / two:.2f}, which is {one / two / (alone / both):.2f} of the parse's")


def _parse_seconds(reports: int, processes: int) -> float:
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(processes + 1)
    share = reports // processes
    workers = [context.Process(target=_parse_share, args=(ready, share, share * number)) for number in range(processes)]
    for worker in workers:
        worker.start()
    ready.wait()
    began = time.perf_counter()
    for worker in workers:
        worker.join()
    return time.perf_counter() - began


def _parse_share(ready: Any, share: int, start: int) -> None:
    rows: list[dict[str, Any]] = [{"text": page.text} for page in made_pages(share, start)]
    bare_parse([{"text": made_text(10**6 + number)} for number in range(WARM)])
    ready.wait()
    bare_parse(rows)


def _read_seconds(reports: int, processes: int) -> float:
    # The window in front is read before the clock starts; the models are loaded by then.
    warm = WARM * processes
    pages = (page for start, count in ((10**6, warm), (0, reports)) for page in made_pages(count, start))
    began = 0.0
    for number, _ in enumerate(answer_many(pages, write_line, processes=processes), start=1):
        if number == warm:
            began = time.perf_counter()
    return time.perf_counter() - began


def measure_engines(reports: int) -> None:
    """Reports a second of both engines, from the first shards' end to the last's, and what a report costs of the processor, engine and all.

    On a machine that does other things besides, the processor's time is the fairer figure.
    """
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "reports.jsonl"
        source.write_text("".join(json.dumps({"id": page.id, "text": page.text, "clean": True, "language": "en"}) + "\n" for page in made_pages(reports)))
        rates: dict[str, float] = {}
        costs: dict[str, float] = {}
        for name, engine in (("processes", ProcessEngine(2)), ("dask", DaskEngine(None, 2)), ("processes again", ProcessEngine(2))):
            rates[name], costs[name] = _rate(engine, source, Path(scratch) / name)
            print(f"{name}: {rates[name]:.1f} reports a second, {1000 / rates[name]:.2f} ms a report, {1000 * costs[name]:.2f} ms of the processor", flush=True)
    print(f"dask / processes: {rates['dask'] / max(rates['processes'], rates['processes again']):.2f} by the clock")
    print(f"dask / processes: {min(costs['processes'], costs['processes again']) / costs['dask']:.2f} by the processor")


def _rate(engine: Engine, source: Path, folder: Path) -> tuple[float, float]:
    """Reports a second, and seconds of the processor a report."""
    settings = Settings()
    shards = cut([str(source)], lines=True, shard_bytes=max(1, source.stat().st_size // SHARDS))
    reader = reader_of(load_pack(settings.pack))
    options = ReadOptions(settings=settings)
    tasks = [
        Task(shard=shard, settings=settings, metadata=Metadata(), options=options, reader=reader, output=str(folder), part=part_name(shard, LINES))
        for shard in shards
    ]
    began, counted, spent = 0.0, 0, 0.0
    for number, done in enumerate(engine.run(read_part, tasks), start=1):
        counted += done.reports if began else 0
        ended = time.perf_counter()
        if number == 2:  # each worker has read one, and so has loaded everything
            began, spent = ended, _processor_seconds()
        elif number == len(tasks):
            spent = _processor_seconds() - spent
    return counted / (ended - began), spent / counted


def _processor_seconds() -> float:
    """What this process and all below it that are alive have had of the processor so far."""
    rows = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended since
            name, _, rest = file.read_text().rpartition(")")
            fields = rest.split()
            rows[int(name.split(" ", 1)[0])] = (int(fields[1]), int(fields[11]) + int(fields[12]))
    family, found = [os.getpid()], 0
    for member in family:
        found += rows[member][1]
        family.extend(process for process, (parent, _) in rows.items() if parent == member)
    return found / os.sysconf("SC_CLK_TCK")


def measure_memory(reports: int) -> None:
    """Resident memory as the stream goes on: of the fast path over all reports, and of full reading over a hundredth of them."""
    marks = {start * 10**power for power in range(3, 8) for start in (1, 3)}
    for name, settings, most in (("full", Settings(), reports // 100), ("fast", Settings(fast=True), reports)):
        pages = made_pages(most, sentences=2) if name == "full" else quiet_pages(most)
        for number, _ in enumerate(answer_many(pages, write_line, settings=settings), start=1):
            if number in marks or number == most:
                print(f"{name}: {number:,} reports, {_resident():.0f} MiB", flush=True)


def quiet_pages(count: int) -> Iterator[Page]:
    """That many short reports, no two alike, one in ``QUIET_CYCLE`` about a war."""
    for number in range(count):
        text = QUIET[number % len(QUIET)].format(n=number, m=number % 97) if number % QUIET_CYCLE else PACE[0].format(n=number, m=number % 97)
        yield Page(id=f"r{number}", text=text, clean=True, language="en")


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def measure_length(reports: int) -> None:
    """Microseconds a character, for one report of doubled length each time."""
    del reports
    whole = "\n\n".join(made_text(number) for number in range(1_400))
    for settings in (Settings(), Settings(fast=True)):
        list(answer_many(made_pages(8), write_line, settings=settings))
        for size in (62_500, 125_000, 250_000, 500_000, 1_000_000):
            began = time.process_time()
            list(answer_many([Page(id="long", text=whole[:size], clean=True, language="en")], write_line, settings=settings))
            print(f"{'fast' if settings.fast else 'full'}: {size:,} characters, {(time.process_time() - began) / size * 1e6:.1f} µs a character", flush=True)


def measure_cold(reports: int) -> None:
    """Least processor seconds of some starts, in turns: of the help page against Python, of reading a line against loading the model as spaCy does.

    As installed: pip compiles what it installs, so each is started once before it is timed, and may keep its bytecode. Compiling our sources anew
    takes .35 s of the 1.2 that the model takes.
    """
    del reports
    program = shutil.which("reportedly", path=str(Path(sys.executable).parent)) or "reportedly"
    line = json.dumps({"id": "a", "text": "Troops entered the village on Monday, the ministry said.", "language": "en"}) + "\n"
    load = f"import spacy; spacy.load({ENGLISH_MODEL!r})"
    for turns, name, command, other, bare in (
        (20, "reportedly --help", [program, "--help"], "bare interpreter", [sys.executable, "-c", "pass"]),
        (3, "one line read", [program, "read", "--jsonl", "-", "--output", os.devnull], "model loaded", [sys.executable, "-c", load]),
    ):
        pairs = [(_seconds(command, line), _seconds(bare)) for _ in range(turns + 1)][1:]
        ours, theirs = (min(pair[place] for pair in pairs) for place in (0, 1))
        ratio = median(one / two for one, two in pairs)
        print(f"{name}: {ours:.3f} s, {other}: {theirs:.3f} s, {ours / theirs:.2f} (median of {turns} turns {ratio:.2f})")


def _seconds(command: list[str], text: str = "") -> float:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, input=text, text=True, cwd=ROOT, capture_output=True, check=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
