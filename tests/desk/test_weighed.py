"""The desk's weighing takes who copies whom from the ledger where it is kept there, and keeps nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.desk.conftest import FixedClock

from reportedly.desk.desk import Desk, DeskSettings
from reportedly.ledger.ledger import Ledger
from reportedly.reports.kept import KeptCopies
from reportedly.witnesses import find_families

if TYPE_CHECKING:
    from reportedly.packs.load import Pack


def families_of(where: str) -> dict[str, str]:
    desk = Desk(where, DeskSettings(), FixedClock())
    try:
        weighed = desk.weighed.get(desk.tip(), None, 120.0)
        assert weighed.is_compared
        return weighed.families
    finally:
        desk.close()


def test_families_are_the_ledgers_whether_it_keeps_them_or_not(copied: str, pack: Pack) -> None:
    compared_here = families_of(copied)
    assert compared_here["liman-copy"] == compared_here["liman-left"]
    with Ledger.open(copied) as ledger:
        assert not KeptCopies(ledger, pack).is_complete(), "the desk only reads"
        assert find_families(ledger, pack) == compared_here
        assert KeptCopies(ledger, pack).is_complete()
    assert families_of(copied) == compared_here
