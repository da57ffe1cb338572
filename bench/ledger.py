"""What the ledger costs beside reading, how large it gets, and how soon it answers.

    python -m bench.ledger [--fast] [--keep FOLDER] [--db postgresql://…]
    python -m bench.ledger --questions-only war.db        # or a database
    python -m bench.ledger --compare-only war.db
    python -m bench.ledger --costs-only [--db postgresql://…]

Some hundred short reports of the control benchmark's stream are read once; then they are posted again and again under other ids and days until the ledger
holds 100,000 (5,000 with ``--fast``), so that parsing, which takes ten times as long, is not repeated. Costs are seconds of the processor, which a busy
machine changes little; each store is filled in a process of its own, whose largest memory is told. SQLite comes first, then PostgreSQL: one of our own,
or the empty database that ``--db`` names. With ``--keep`` everything stays in the folder; run again, it goes on where it stopped.

The rule that must not be broken: reading and storing are measured in one run, on the same reports, and preparing is part of storing.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import itertools
import json
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from bench.ledger_questions import as_lines, server_of, spent_by, time_questions
from bench.ledger_readings import as_posting, iter_varied
from bench.postgresql import open_server
from eval.tasks import BENCH, ROOT

from reportedly.ledger import copy_rows
from reportedly.ledger.ledger import POSTINGS, Ledger
from reportedly.ledger.prepare import pack_version
from reportedly.packs.load import load_pack
from reportedly.reports.kept import KeptCopies

if TYPE_CHECKING:
    from collections.abc import Iterator

PACK = "russia_ukraine_2022"
RECORDED = datetime(2023, 5, 1, tzinfo=UTC)
SAMPLE = {True: 300, False: 1500}
REPORTS = {True: 5_000, False: 100_000}
SAID = 5_000
"""Reports between two words on how far it is."""


def main() -> int:
    """Prints the figures as JSON lines, the costs, then one line a store, and the answers as rows of a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fast", action="store_true", help="5,000 reports")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the ledgers and figures there, and go on from them")
    parser.add_argument("--db", metavar="URL", help="an empty database to fill in place of a server of our own")
    parser.add_argument("--questions-only", metavar="DB", help="a ledger that is filled: time its answers")
    parser.add_argument("--costs-only", action="store_true", help="what storing costs beside reading, in a file or in the empty database of --db")
    parser.add_argument("--compare-only", metavar="DB", help="a ledger that is filled: compare all its texts anew, and tell the memory it takes")
    parser.add_argument("--inner", nargs=3, metavar=("PICKLE", "DB", "COUNT"), help="(inner) fill one store in this process")
    options = parser.parse_args()
    if options.inner:
        print(json.dumps(fill(Path(options.inner[0]), options.inner[1], int(options.inner[2]))))
    elif options.costs_only:
        with tempfile.TemporaryDirectory() as kept:
            print(json.dumps(costs(Path(kept) / "readings.pickle", SAMPLE[options.fast], options.db)))
    elif options.compare_only:
        print(json.dumps(compare(options.compare_only)))
    elif options.questions_only:
        with Ledger.open(options.questions_only) as ledger:
            print("\n".join(as_lines("sqlite" if ledger.store.is_sqlite else "postgresql", time_questions(ledger))))
    else:
        with _folder(options.keep) as folder:
            measure(folder, fast=options.fast, db=options.db)
    return 0


def measure(folder: Path, *, fast: bool, db: str | None) -> None:
    """Costs, then each store; what the folder's ``figures.jsonl`` has already is not measured again."""
    figures = folder / "figures.jsonl"
    known = {row["what"]: row for row in map(json.loads, figures.read_text().splitlines())} if figures.exists() else {}
    readings = readings_file(folder)

    def keep(what: str, row: dict[str, Any]) -> None:
        with figures.open("a") as stream:
            stream.write(json.dumps({"what": what, **row}) + "\n")
        known[what] = row

    if "costs" not in known or not readings.exists():
        keep("costs", costs(readings, SAMPLE[fast]))
    if "sqlite" not in known:
        for rest in ("", "-wal", "-shm"):
            (folder / f"war.db{rest}").unlink(missing_ok=True)
        keep("sqlite", _fill_apart(readings, str(folder / "war.db"), REPORTS[fast]))
    if "postgresql" not in known and db is not None:
        keep("postgresql", _fill_apart(readings, db, REPORTS[fast]))
    elif "postgresql" not in known:
        with open_server(folder / "postgresql") as find:
            keep("postgresql", _fill_apart(readings, find(f"war_{time.time_ns()}"), REPORTS[fast]))
    for what, row in known.items():
        print(json.dumps({name: value for name, value in row.items() if name not in {"what", "answers_ms"}}))
        print("\n".join(as_lines(what, row.get("answers_ms", {}))), end="\n" if "answers_ms" in row else "")


def readings_file(folder: Path) -> Path:
    """Where the readings are kept, by the records they were made of: those of other records cannot be taken up again."""
    records = (ROOT / "src" / "reportedly" / "core" / "records.py").read_bytes()
    return folder / f"readings-{hashlib.sha256(records).hexdigest()[:12]}.pickle"


def _fill_apart(readings: Path, where: str, count: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.ledger", "--inner", str(readings), where, str(count)]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return found


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is None:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
        return
    kept.mkdir(parents=True, exist_ok=True)
    yield kept


def costs(kept: Path, count: int, db: str | None = None) -> dict[str, Any]:
    """Milliseconds of the processors, ours and that of the server of ``db``, a report.

    They are those of reading it into a line of JSON, reading it into a ledger, and finding there what it is a copy of. The last is no part of storing:
    ``reportedly add`` does it at its end, and whoever asks what hangs on copies where it was left out.
    """
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
    with tempfile.TemporaryDirectory() as folder:
        storing, comparing = _store(readings, db or f"{folder}/costs.db")
    kept.write_bytes(pickle.dumps(readings))
    return {
        "reports": len(lines),
        "read_ms": _ms(reading, count),
        "line_ms": _ms(writing, count),
        "store_ms": _ms(storing, count),
        "store_over_read": round((reading + storing) / (reading + writing) - 1, 3),
        "compare_ms": _ms(comparing, count),
        "compare_over_read": round(comparing / (reading + writing), 3),
    }


def fill(kept: Path, where: str, count: int) -> dict[str, Any]:
    """One store with so many reports, posted and compared with one another as ``reportedly add`` does at its end: its size, memory and answers."""
    readings = pickle.loads(kept.read_bytes())  # noqa: S301  our own file
    pack = load_pack(PACK)
    reader = pack_version(pack)
    posting = 0.0
    with Ledger.open(where, create=True) as ledger:
        postings = (as_posting(one, pack, reader) for one in _said(iter_varied(readings, count), count))
        began = time.process_time(), time.perf_counter()
        while batch := list(itertools.islice(postings, POSTINGS)):
            start = time.process_time()
            ledger.post_many(batch, recorded=RECORDED)
            posting += time.process_time() - start
        spent = time.process_time() - began[0], time.perf_counter() - began[1]
        posted_mib, size = _peak_mib(), _size(ledger)
        start = time.process_time()
        KeptCopies(ledger, pack).catch_up()
        comparing = time.process_time() - start
        ledger.store.tune()
        claims = ledger.count("claim")
        return {
            "store": "sqlite" if ledger.store.is_sqlite else "postgresql",
            "reports": ledger.count("report"),
            "claims": claims,
            "reports_a_second": round(count / spent[1]),
            "prepare_ms": _ms(spent[0] - posting, count),
            "post_ms": _ms(posting, count),
            "bytes_a_report": size // count,
            "bytes_a_claim": claims and size // claims,
            "peak_posting_mib": posted_mib,
            "compare_ms": _ms(comparing, count),
            "bytes_a_claim_compared": claims and _size(ledger) // claims,
            "peak_mib": _peak_mib(),
            "answers_ms": time_questions(ledger),
        }


def compare(where: str) -> dict[str, Any]:
    """All texts of a ledger compared with one another anew, by this process alone."""
    with Ledger.open(where) as ledger:
        with ledger.store.writing() as connection:
            copy_rows.empty(connection)
        start = time.process_time()
        count = KeptCopies(ledger, load_pack(PACK)).catch_up()
        claims = ledger.count("claim")
        return {
            "store": "sqlite" if ledger.store.is_sqlite else "postgresql",
            "reports": count,
            "compare_ms": _ms(time.process_time() - start, count),
            "bytes_a_claim_compared": claims and _size(ledger) // claims,
            "peak_mib": _peak_mib(),
        }


def _peak_mib() -> int:
    """The largest memory of this process so far. Linux's ``ru_maxrss`` also counts what called it, which holds a model."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM:")) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _size(ledger: Ledger) -> int:
    """Bytes on the disk."""
    if ledger.store.path is not None:
        return ledger.store.path.stat().st_size
    with ledger.store.reading() as connection:
        return int(connection.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0)


def _said(readings: Iterator[Any], count: int) -> Iterator[Any]:
    """The same, saying now and then how far it is, and how long it will take."""
    began = time.monotonic()
    for number, reading in enumerate(readings):
        if number and number % SAID == 0:
            rate = number / (time.monotonic() - began)
            print(f"{number:,} of {count:,} reports, {rate:,.0f} a second, {(count - number) / rate:,.0f} seconds left", file=sys.stderr, flush=True)
        yield reading


def _store(readings: list[Any], where: str) -> tuple[float, float]:
    """Seconds of the processors that storing takes, and those that comparing all with all takes after it."""
    pack = load_pack(PACK)
    reader = pack_version(pack)
    with Ledger.open(where, create=True) as ledger:
        server = server_of(ledger)
        began = time.process_time() + spent_by(server)
        for first in range(0, len(readings), POSTINGS):
            ledger.post_many([as_posting(one, pack, reader) for one in readings[first : first + POSTINGS]], recorded=RECORDED)
        stored = time.process_time() + spent_by(server)
        KeptCopies(ledger, pack).catch_up()
        return stored - began, time.process_time() + spent_by(server) - stored


def _rows(count: int) -> list[dict[str, Any]]:
    """Every so manieth report of the stream, to have all its months."""
    with gzip.open(BENCH / "control" / "inputs.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return rows[:: max(1, len(rows) // count)][:count]


def _ms(seconds: float, count: int) -> float:
    return round(seconds / count * 1000, 2)


if __name__ == "__main__":
    sys.exit(main())
