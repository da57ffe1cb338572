"""Kill -9 at random moments, and many at work at once: is what the ledger said is stored there, once.

    python -m bench.ledger_kill --kills 200 --seconds 60 [--stores sqlite postgresql] [--tests kills crowd]

Each store is new: a SQLite file, and databases of a PostgreSQL of our own.

The rule that must not be broken: a writer says a report is stored only after the ledger said so; whatever it said must be there, once,
after any number of kills.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import os
import pickle
import random
import signal
import sys
import tempfile
import time
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bench.ledger_readings import as_posting, iter_varied
from bench.ledger_workers import BATCH, read_for, write_all, write_for
from bench.postgresql import open_server

from reportedly.core.records import Page
from reportedly.ledger.check import iter_faults
from reportedly.ledger.ledger import Ledger
from reportedly.ledger.prepare import pack_version

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.context import ForkServerContext

    from reportedly.core.records import Reading
    from reportedly.ledger.prepare import Posting
    from reportedly.packs.load import Pack

STORES, TESTS = ("sqlite", "postgresql"), ("kills", "crowd")
SAID = 20
"""Kills between two words on how far it is."""
LONGEST = 0.4
"""Seconds that a writer lives at most after it began to write: some forty batches."""
PAGES = (
    Page(
        id="a",
        text="The defence ministry confirmed that Russian troops had withdrawn from Lyman. Ukrainian forces entered the town.",
        outlet="The Harbour Post",
    ),
    Page(id="b", text="At least 12 civilians were killed when a missile hit Kramatorsk, the governor said.", outlet="Gazette of Tests"),
    Page(id="c", text="Ukrainian forces have captured Izium, officials said. Russian forces shelled Kharkiv.", outlet="The Harbour Post"),
    Page(id="d", text="Snow fell all night."),
)


def make_postings(folder: Path, readings: Sequence[Reading], pack: Pack, count: int) -> Path:
    """A file of postings for writers to write."""
    reader = pack_version(pack)
    path = folder / "postings.pickle"
    path.write_bytes(pickle.dumps([as_posting(reading, pack, reader) for reading in iter_varied(readings, count)]))
    return path


def kill_writers(where: str, postings: Path, kills: int, *, seed: int = 7) -> dict[str, int]:
    """Kill a writer so many times, let the last one end, and count what is wrong: ``lost`` and ``doubled`` must be 0."""
    chance = random.Random(seed)  # noqa: S311  moments, not secrets
    wanted: list[Posting] = pickle.loads(postings.read_bytes())  # noqa: S301  our own file
    said_file = postings.with_name("said")
    said_file.write_text("")
    lost = killed = 0
    for number in range(kills + 1):
        process = _context().Process(target=write_all, args=(where, str(postings), str(said_file), number * BATCH % len(wanted)))
        process.start()
        if number < kills:
            _wait_until_writing(said_file, number, process)
            process.join(chance.uniform(0, LONGEST))
            # The writer is the fork server's child: it may end between the question and the signal.
            with suppress(ProcessLookupError):
                if process.is_alive():
                    os.kill(process.pid or 0, signal.SIGKILL)
                    killed += 1
        process.join()
        if number and number % SAID == 0:
            print(f"{number} of {kills} kills, {lost} lost so far", file=sys.stderr, flush=True)
        with closing(Ledger.open(where)) as ledger:
            lost += len(_said(said_file) - _stored(ledger))
    with closing(Ledger.open(where)) as ledger:
        stored = _stored(ledger)
        expected = {posting.entry.report for posting in wanted}
        claims = sum(len(posting.entry.claims) for posting in wanted)
        return {
            "killed": killed,
            "lost": lost + len(expected - stored),
            "doubled": abs(ledger.count("report") - len(expected)) + abs(ledger.count("claim") - claims) + abs(ledger.count("reading") - len(expected)),
            "faults": len(list(iter_faults(ledger.store))),
        }


def crowd(where: str, postings: Path, seconds: float, *, writers: int = 4, readers: int = 4) -> dict[str, int]:
    """Many at work at once for a while; ``errors``, ``lost`` and ``doubled`` must be 0."""
    wanted: list[Posting] = pickle.loads(postings.read_bytes())  # noqa: S301  our own file
    names = [str(postings.with_name(f"said{number}")) for number in range(writers)]
    for name in names:
        Path(name).write_text("")
    work = [_context().Process(target=write_for, args=(where, str(postings), name, number * 13, seconds)) for number, name in enumerate(names)]
    look = [_context().Process(target=read_for, args=(where, seconds)) for _ in range(readers)]
    for process in (*work, *look):
        process.start()
    for process in (*work, *look):
        process.join()
    errors = sum(process.exitcode != 0 for process in (*work, *look))
    with closing(Ledger.open(where)) as ledger:
        stored = _stored(ledger)
        said = set().union(*(_said(Path(name)) for name in names))
        claims = {posting.entry.report: len(posting.entry.claims) for posting in wanted}
        return {
            "errors": errors,
            "stored": len(stored),
            "lost": len(said - stored),
            "doubled": abs(ledger.count("report") - len(stored)) + abs(ledger.count("claim") - sum(claims[report] for report in stored)),
            "faults": len(list(iter_faults(ledger.store))),
        }


def _said(path: Path) -> set[str]:
    """Whole lines: the last one may have been cut off."""
    return {line.rstrip("\n") for line in path.read_text().splitlines(keepends=True) if line.endswith("\n")}


def _stored(ledger: Ledger) -> set[str]:
    import sqlalchemy as sa  # noqa: PLC0415

    from reportedly.ledger import schema  # noqa: PLC0415

    with ledger.store.reading() as connection:
        return set(connection.scalars(sa.select(schema.report.c.id)))


def _wait_until_writing(said: Path, number: int, process: multiprocessing.process.BaseProcess) -> None:
    """Starting takes longer than writing: a kill is to hit the writing. Every third comes at once, and hits the opening."""
    before = said.stat().st_size
    while number % 3 and process.is_alive() and said.stat().st_size == before:
        time.sleep(0.002)


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bench.ledger_workers"])
    return context


def main() -> int:
    """Prints a line of JSON for each test and store; exit status 1 when anything was lost, doubled or at fault."""
    import reportedly  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--reports", type=int, default=4000)
    parser.add_argument("--stores", nargs="+", choices=STORES, default=STORES)
    parser.add_argument("--tests", nargs="+", choices=TESTS, default=TESTS)
    options = parser.parse_args()
    pack = load_pack("russia_ukraine_2022")
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        postings = make_postings(Path(folder), list(reportedly.read_many(PAGES)), pack, options.reports)
        find = stack.enter_context(open_server(Path(folder) / "postgresql")) if "postgresql" in options.stores else str
        for store, test in itertools.product(options.stores, options.tests):
            where = find(test) if store == "postgresql" else f"{folder}/{test}.db"
            Ledger.open(where, create=True).close()
            began = time.monotonic()
            found = kill_writers(where, postings, options.kills) if test == "kills" else crowd(where, postings, options.seconds)
            print(json.dumps({"test": test, "store": store, **found, "seconds": round(time.monotonic() - began)}), flush=True)
            wrong += sum(found.get(name, 0) for name in ("errors", "lost", "doubled", "faults"))
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
