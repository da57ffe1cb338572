"""Work in a process of its own: what it makes comes back, what it raises too, and it ends with the desk."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import pytest
from tests.desk.conftest import FixedClock

from reportedly.core.errors import LedgerError
from reportedly.desk import together, weighed
from reportedly.desk.aside import Aside, EndedError
from reportedly.desk.desk import Desk, DeskSettings

if TYPE_CHECKING:
    from reportedly.desk.weighed import Weighed

VISITOR = os.getpid()


def who_works(_: str) -> tuple[int, int]:
    return os.getpid(), os.getppid()


def fail(where: str) -> None:
    raise LedgerError(where)


def leave() -> None:
    os._exit(3)


def sleep_long() -> None:
    time.sleep(600)


def test_it_is_made_in_a_process_of_its_own() -> None:
    worker, asked_by = Aside().run(who_works, "a")
    assert worker != VISITOR
    assert asked_by == VISITOR


def test_what_it_raises_is_raised_here() -> None:
    with pytest.raises(LedgerError, match="no such place"):
        Aside().run(fail, "no such place")


def test_a_process_that_is_gone_is_told() -> None:
    with pytest.raises(EndedError):
        Aside().run(leave)


def test_what_runs_is_ended_and_nothing_more_begun() -> None:
    aside, ended = Aside(), threading.Event()

    def wait() -> None:
        with pytest.raises(EndedError):
            aside.run(sleep_long)
        ended.set()

    waiting = threading.Thread(target=wait)
    waiting.start()
    while not aside._running:
        time.sleep(0.001)
    aside.stop()
    assert ended.wait(300)
    waiting.join()
    with pytest.raises(EndedError):
        aside.run(who_works, "a")


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
