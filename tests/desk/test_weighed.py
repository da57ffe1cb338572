"""The desk's weighing takes who copies whom from the ledger where it is kept there, and keeps nothing itself."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from tests.desk.conftest import FixedClock

from reportedly.desk import together, weighed
from reportedly.desk.desk import Desk, DeskSettings
from reportedly.ledger.ledger import Ledger
from reportedly.reports.kept import KeptCopies
from reportedly.witnesses import find_families

if TYPE_CHECKING:
    import pytest

    from reportedly.desk.weighed import Weighed
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


def test_a_large_ledger_says_the_same_as_a_small_one(copied: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def told() -> tuple[Weighed, object]:
        desk = Desk(copied, DeskSettings(), FixedClock())
        try:
            desk.weighed.start(desk.tip())
            while (found := desk.weighed.get(desk.tip(), None, 300.0)).is_compared is False:
                time.sleep(0.05)  # the map came first, with every report a witness
            return found, desk.together.find(found, None)
        finally:
            desk.close()

    small, taken = told()
    monkeypatch.setattr(weighed, "MANY", 1)
    monkeypatch.setattr(together, "MANY", 1)
    large, taken_there = told()
    assert large.families == small.families
    assert taken_there == taken
    assert taken is not None


def test_the_first_weighing_is_not_waited_for_longer_than_it_takes(copied: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighed, "MANY", 1)
    go = threading.Event()
    desk = Desk(copied, DeskSettings(), FixedClock())
    try:
        monkeypatch.setattr(desk.weighed._aside, "run", lambda *_: go.wait(300) and {})
        first = desk.weighed.get(desk.tip(), None, 300.0)
        assert not go.is_set()
        assert not first.is_compared
    finally:
        go.set()
        desk.close()
