"""Work of minutes in a process of its own. A thread that counts for minutes takes the interpreter from every visitor at every row they fetch.

The rule that must not be broken: what works here only reads; it ends with the desk, and what it made comes back whole or not at all.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from typing import TYPE_CHECKING, Any, TypeVar, cast

from reportedly.core.errors import ReportedlyError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

Made = TypeVar("Made")
AFTER_VISITORS = 5
"""Of nice's 0 to 19: who looks at the page goes first."""


class EndedError(Exception):
    """The process ended before it had made anything: the desk is closing, something unforeseen failed, or the machine took it down (memory)."""


class Aside:
    """Runs functions in processes of their own, one for each run. ``stop`` ends those that run."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._running: set[SpawnProcess] = set()
        self._stopped = False

    def run(self, work: Callable[..., Made], *given: object) -> Made:
        """What ``work``, a function of a module, makes of what is given. Raises ``ReportedlyError`` as it does, and ``EndedError`` where its process ended."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, work, given), daemon=True)
        with self._turn:
            if self._stopped:
                raise EndedError
            process.start()
            self._running.add(process)
        theirs.close()
        try:
            came, made = ours.recv()
        except (EOFError, OSError) as error:
            raise EndedError from error
        finally:
            ours.close()
            process.join()
            with self._turn:
                self._running.discard(process)
        if not came:
            raise made
        return cast("Made", made)

    def stop(self) -> None:
        """End what runs, and begin no more."""
        with self._turn:
            self._stopped = True
            for process in self._running:
                process.kill()


def _serve(line: Connection, work: Callable[..., Any], given: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(line,), daemon=True).start()
    os.nice(AFTER_VISITORS)
    try:
        answer = (True, work(*given))
    except ReportedlyError as error:
        answer = (False, error)
    line.send(answer)
    os._exit(0)  # the thread that listens is still listening


def _end_with(line: Connection) -> None:
    """Ends the process when whoever asked is gone."""
    try:
        line.recv()
    except (EOFError, OSError):
        os._exit(1)
