"""What the ledger costs beside reading, how large it gets, and how soon it answers: ``python -m bench.ledger [--fast] [--db postgresql://…]``.

Some hundred short reports of the control benchmark's stream are read once; then they are posted again and again under other ids and days until the ledger
holds 100,000 (5,000 with ``--fast``), so that parsing, which takes ten times as long, is not repeated. Costs are seconds of the processor, which a busy
machine changes little; each store is filled in a process of its own, whose largest memory is told.

The rule that must not be broken: reading and storing are measured in one run, on the same reports, and preparing is part of storing.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from typing import Any

from bench.ledger_readings import as_posting, iter_varied
from eval.tasks import BENCH

from reportedly.core.day_range import DayRange
from reportedly.ledger.ledger import POSTINGS, Ledger
from reportedly.ledger.prepare import pack_version
from reportedly.ledger.questions import Question
from reportedly.packs.load import load_pack

PACK = "russia_ukraine_2022"
RECORDED = datetime(2023, 5, 1, tzinfo=UTC)
SAMPLE = {True: 300, False: 1500}
REPORTS = {True: 5_000, False: 100_000}
ROUNDS = 7
LISTED = 50
"""Claims on a page of answers: what ``reportedly claims`` shows at first."""
DAY = date(2023, 3, 1)
QUESTIONS: dict[str, Question] = {
    "newest claims": Question(),
    "claims at a place": Question(place="Kherson"),
    "claims in a region": Question(area="Donetsk Oblast"),
    "who holds: territory at a place, as of a day": Question(place="Mariupol", event=("capture", "withdraw", "hold", "encircle", "transfer"), as_of=DAY),
    "claims by a speaker": Question(speaker="ru-mod"),
    "claims by a side": Question(actor="RU"),
    "strikes in a week": Question(event="strike", days=DayRange(date(2023, 2, 20), date(2023, 2, 26))),
    "an outlet's claims": Question(outlet="reuters.com"),
    "words in quotes": Question(text="nuclear plant"),
    "a day, as of another": Question(days=DayRange.on(date(2022, 12, 24)), as_of=DAY),
}


def main() -> int:
    """Prints the figures as JSON lines: the costs, then one line a store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--db", action="append", default=[], help="an empty database to fill beside the SQLite file")
    parser.add_argument("--inner", nargs=2, metavar=("PICKLE", "DB"), help="(inner) fill one store in this process")
    options = parser.parse_args()
    if options.inner:
        print(json.dumps(fill(Path(options.inner[0]), options.inner[1], REPORTS[options.fast])))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        readings = Path(folder) / "readings.pickle"
        print(json.dumps(costs(readings, SAMPLE[options.fast])), flush=True)
        for where in (f"{folder}/war.db", *options.db):
            command = [sys.executable, "-m", "bench.ledger", "--inner", str(readings), where, *(["--fast"] if options.fast else [])]
            print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip(), flush=True)
    return 0


def costs(kept: Path, count: int) -> dict[str, Any]:
    """Milliseconds of the processor a report: reading it into a line of JSON, and reading it into a ledger."""
    import reportedly  # noqa: PLC0415
    from reportedly.formats.wire import to_line  # noqa: PLC0415

    rows = _rows(count)
    pack = load_pack(PACK)
    list(reportedly.read_many(rows[:20], pack=pack))
    began = time.process_time()
    readings = list(reportedly.read_many(rows, pack=pack))
    reading = time.process_time() - began
    began = time.process_time()
    lines = [to_line(one) for one in readings]
    writing = time.process_time() - began
    storing, _ = _store(readings, f"{kept.parent}/costs.db")
    kept.write_bytes(pickle.dumps(readings))
    return {
        "reports": len(lines),
        "read_ms": _ms(reading, count),
        "line_ms": _ms(writing, count),
        "store_ms": _ms(storing, count),
        "store_over_read": round((reading + storing) / (reading + writing) - 1, 3),
    }


def fill(kept: Path, where: str, count: int) -> dict[str, Any]:
    """One store with so many reports: its size, memory and answers."""
    readings = pickle.loads(kept.read_bytes())  # noqa: S301  our own file
    pack = load_pack(PACK)
    reader = pack_version(pack)
    posting = 0.0
    with Ledger.open(where, create=True) as ledger:
        postings = (as_posting(one, pack, reader) for one in iter_varied(readings, count))
        began = time.process_time(), time.perf_counter()
        while batch := list(itertools.islice(postings, POSTINGS)):
            start = time.process_time()
            ledger.post_many(batch, recorded=RECORDED)
            posting += time.process_time() - start
        spent = time.process_time() - began[0], time.perf_counter() - began[1]
        ledger.store.tune()
        claims = ledger.count("claim")
        size = Path(where).stat().st_size if ledger.store.is_sqlite else None
        return {
            "store": "sqlite" if ledger.store.is_sqlite else "postgresql",
            "reports": ledger.count("report"),
            "claims": claims,
            "reports_a_second": round(count / spent[1]),
            "prepare_ms": _ms(spent[0] - posting, count),
            "post_ms": _ms(posting, count),
            "bytes_a_report": size and size // count,
            "bytes_a_claim": size and claims and size // claims,
            "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "answers_ms": {name: _answer(ledger, question) for name, question in QUESTIONS.items()} | {"search": _search(ledger)},
        }


def _answer(ledger: Ledger, question: Question) -> list[float | int]:
    """Median milliseconds to the first page of answers, on the clock and of this process' processor, and how many stood on it."""
    clock, processor, found = [], [], 0
    for _ in range(ROUNDS):
        began = time.perf_counter(), time.process_time()
        found = sum(1 for _ in ledger.iter_claims(question, newest_first=True, limit=LISTED))
        clock.append(time.perf_counter() - began[0])
        processor.append(time.process_time() - began[1])
    return [round(median(clock) * 1000, 1), round(median(processor) * 1000, 1), found]


def _search(ledger: Ledger) -> list[float | int]:
    """The same for reports by their words."""
    return _answer(ledger, Question(text="grain deal"))


def _store(readings: list[Any], where: str) -> tuple[float, int]:
    pack = load_pack(PACK)
    reader = pack_version(pack)
    with Ledger.open(where, create=True) as ledger:
        began = time.process_time()
        for first in range(0, len(readings), POSTINGS):
            ledger.post_many([as_posting(one, pack, reader) for one in readings[first : first + POSTINGS]], recorded=RECORDED)
        return time.process_time() - began, ledger.count("claim")


def _rows(count: int) -> list[dict[str, Any]]:
    """Every so manieth report of the stream, to have all its months."""
    with gzip.open(BENCH / "control" / "inputs.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return rows[:: max(1, len(rows) // count)][:count]


def _ms(seconds: float, count: int) -> float:
    return round(seconds / count * 1000, 2)


if __name__ == "__main__":
    sys.exit(main())
