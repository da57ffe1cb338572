"""What writes and reads a ledger in processes of their own, for ``bench.ledger_kill``.

The rule that must not be broken: a report is said to be stored after ``post_many`` came back, never before.
"""

from __future__ import annotations

import pickle
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.ledger.ledger import Ledger

if TYPE_CHECKING:
    from reportedly.ledger.prepare import Posting

RECORDED = datetime(2023, 5, 1, tzinfo=UTC)
BATCH = 8


def write_all(where: str, postings: str, said: str, start: int) -> None:
    """A writer: everything, from some place on and round, said as it is stored."""
    wanted: list[Posting] = pickle.loads(Path(postings).read_bytes())  # noqa: S301  our own file
    with closing(Ledger.open(where)) as ledger:
        turned = wanted[start:] + wanted[:start]
        for first in range(0, len(turned), BATCH):
            _write(ledger, turned[first : first + BATCH], said)


def write_for(where: str, postings: str, said: str, start: int, seconds: float) -> None:
    """A writer among many: goes round until the time is up; what others wrote is there already."""
    wanted: list[Posting] = pickle.loads(Path(postings).read_bytes())  # noqa: S301  our own file
    with closing(Ledger.open(where)) as ledger:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            _write(ledger, [wanted[(start + one) % len(wanted)] for one in range(BATCH)], said)
            start += BATCH


def read_for(where: str, seconds: float) -> None:
    """A reader: what it sees never shrinks, and hangs together."""
    with closing(Ledger.open(where)) as ledger:
        until, most = time.monotonic() + seconds, 0
        while time.monotonic() < until:
            seen = [testimony.id for testimony in ledger.iter_testimonies()]
            assert len(seen) == len(set(seen)), "a claim was seen twice"
            assert len(seen) >= most, "claims went away"
            most = len(seen)
            list(ledger.iter_testimonies(place="Lyman", text="withdraw*"))


def _write(ledger: Ledger, batch: list[Posting], said: str) -> None:
    posted = ledger.post_many(batch, recorded=RECORDED)
    with Path(said).open("a") as stream:
        stream.write("".join(f"{one.report}\n" for one in posted))
