"""Comparing what came in, at the end of `add`: here while it is little, in a process of its own where it is much.

Whoever has read a hundred thousand reports holds the models of three languages (some 300 MB); comparing all of them takes as much once more, and neither
needs the other.

The rule that must not be broken: what was stored stays stored, whatever becomes of the comparing; what it leaves undone the first question that needs it does.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from reportedly.core.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from reportedly.ledger.ledger import Ledger
    from reportedly.packs.load import Pack

APART_FROM = 10_000
"""Texts from which comparing takes a process of its own: to start one takes half a second, to compare so many half a minute."""
TOLD_EACH = 200
"""Texts between two words on how far it is."""


def compare_new(ledger: Ledger, pack: Pack, db: str, *, quiet: bool) -> None:
    """Find which of the new reports of the ledger ``db`` are copies. What is not found now, because another program writes, is left for later."""
    from reportedly.cli.progress import show_progress  # noqa: PLC0415
    from reportedly.reports.kept import KeptCopies  # noqa: PLC0415

    kept = KeptCopies(ledger, pack)
    with suppress(LedgerError), show_progress(wanted=not quiet, total=kept.count_to_compare, doing="comparing") as advance:
        if kept.count_to_compare() < APART_FROM:
            kept.catch_up(advance)
        else:
            compare_apart(db, str(pack.folder), advance)


def compare_apart(db: str, pack: str, advance: Callable[[int], None]) -> None:
    """Compare in a process of its own, and wait for it; ``advance`` is told how many texts are done. An interrupt ends it."""
    context = multiprocessing.get_context("spawn")  # a fork would copy the models, and locks that other threads hold
    heard, told = context.Pipe(duplex=False)
    worker = context.Process(target=_compare, args=(db, pack, told), daemon=True)
    worker.start()
    told.close()
    try:
        with suppress(EOFError):  # it has ended, well or not
            while True:
                advance(heard.recv())
        worker.join()
    finally:
        worker.terminate()
        worker.join()
        heard.close()


def _compare(db: str, pack: str, told: Connection) -> None:
    """What the process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt at the keyboard is the caller's to answer
    threading.Thread(target=_end_with_caller, daemon=True).start()
    from reportedly.ledger.ledger import Ledger  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415
    from reportedly.reports.kept import KeptCopies  # noqa: PLC0415

    last = -TOLD_EACH

    def tell(done: int) -> None:
        nonlocal last
        if done >= last + TOLD_EACH:
            last = done
            told.send(done)

    with suppress(LedgerError), Ledger.open(db) as ledger:
        KeptCopies(ledger, load_pack(pack)).catch_up(tell)


def _end_with_caller() -> None:
    caller = multiprocessing.parent_process()
    if caller is not None:
        multiprocessing.connection.wait([caller.sentinel])
        os._exit(1)
