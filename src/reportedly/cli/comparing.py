"""Comparing what came in, at the end of `add`: here while it is little, in a process of its own where it is much.

Whoever has read a hundred thousand reports holds the models of three languages (some 300 MB); comparing all of them takes as much once more, and neither
needs the other.

The rule that must not be broken: what was stored stays stored, whatever becomes of the comparing; what it leaves undone the first question that needs it does.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reportedly.core.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable

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
    with suppress(LedgerError), show_progress(wanted=not quiet, total=kept.count_to_compare(), doing="comparing") as advance:
        if kept.count_to_compare() < APART_FROM:
            kept.catch_up(advance)
        else:
            compare_apart(db, str(pack.folder), advance)


def compare_apart(db: str, pack: str, advance: Callable[[int], None]) -> None:
    """Compare in a process of its own, and wait for it; ``advance`` is told how many texts are done. An interrupt ends it. Raises ``LedgerError``."""
    from reportedly.engines.aside import Aside, EndedError  # noqa: PLC0415

    with suppress(EndedError):
        Aside().run(compare_there, db, pack, advance=advance)


def compare_there(db: str, pack: str, tell: Callable[[int], None]) -> None:
    """What the process does: compare the texts of the ledger that lies there. Raises ``LedgerError``."""
    from reportedly.ledger.ledger import Ledger  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415
    from reportedly.reports.kept import KeptCopies  # noqa: PLC0415

    last = -TOLD_EACH

    def tell_some(done: int) -> None:
        nonlocal last
        if done >= last + TOLD_EACH:
            last = done
            tell(done)

    with Ledger.open(db) as ledger:
        KeptCopies(ledger, load_pack(pack)).catch_up(tell_some)
