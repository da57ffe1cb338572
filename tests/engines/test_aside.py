"""Work in a process of its own: what it makes comes back, what it raises too, and it ends with whoever asked."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import pytest

from reportedly.core.errors import LedgerError
from reportedly.engines.aside import Aside, EndedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ASKER = os.getpid()


def who_works(_: str) -> tuple[int, int]:
    return os.getpid(), os.getppid()


def fail(where: str) -> None:
    raise LedgerError(where)


def leave() -> None:
    os._exit(3)


def sleep_long() -> None:
    time.sleep(600)


def count_to(last: int, tell: Callable[[int], None]) -> str:
    for number in range(last):
        tell(number)
    return "counted"


def go_on_for_ever(begun: str, tell: Callable[[int], None]) -> None:
    with open(begun, "w") as stream:  # noqa: PTH123  a name, as it travels
        stream.write(str(os.getpid()))
    tell(0)
    time.sleep(600)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_is_made_in_a_process_of_its_own() -> None:
    worker, asked_by = Aside().run(who_works, "a")
    assert worker != ASKER
    assert asked_by == ASKER


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


def test_it_tells_how_far_it_is() -> None:
    told: list[int] = []
    assert Aside().run(count_to, 3, advance=told.append) == "counted"
    assert told == [0, 1, 2]


@pytest.mark.parametrize("error", [KeyboardInterrupt, BrokenPipeError])
def test_whoever_listens_and_fails_ends_it(tmp_path: Path, error: type[BaseException]) -> None:
    def fail_to_listen(_done: int) -> None:
        raise error

    with pytest.raises(error):
        Aside().run(go_on_for_ever, str(tmp_path / "begun"), advance=fail_to_listen)
    assert not is_running(int((tmp_path / "begun").read_text()))


@pytest.mark.parametrize("nice", [0, 5])
def test_it_stands_back_as_far_as_it_is_told(nice: int) -> None:
    assert Aside(nice).run(os.nice, 0) == os.nice(0) + nice
