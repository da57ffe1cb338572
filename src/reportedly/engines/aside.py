"""Work of minutes in a process of its own: a thread that counts for minutes takes the interpreter from all others, and the memory it took stays taken.

The rule that must not be broken: the process ends with whoever asked, however that ends; what it made comes back whole or not at all.
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
TOLD, MADE, RAISED = range(3)
"""What a message of the process holds: how far it is, and at the end what it made or what it raised."""


class EndedError(Exception):
    """The process ended before it had made anything: whoever asked is closing, something unforeseen failed, or the machine took it down (memory)."""


class Aside:
    """Runs functions in processes of their own, one for each run. ``stop`` ends those that run."""

    def __init__(self, nice: int = 0) -> None:
        """``nice`` says how far they stand back behind the other work of the machine, 0 to 19."""
        self._nice = nice
        self._turn = threading.Lock()
        self._running: set[SpawnProcess] = set()
        self._stopped = False

    def run(self, work: Callable[..., Made], *given: object, advance: Callable[[int], None] | None = None) -> Made:
        """What ``work``, a function of a module, makes of what is given. Raises ``ReportedlyError`` as it does, and ``EndedError`` where its process ended.

        With ``advance`` the work is given one thing more, a function to tell how far it is. An interrupt ends the process.
        """
        # A fork would copy what this process holds, and locks that other threads hold.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._nice, work, given, advance is not None), daemon=True)
        with self._turn:
            if self._stopped:
                raise EndedError
            process.start()
            self._running.add(process)
        theirs.close()
        try:
            while (came := _heard(ours))[0] == TOLD:
                cast("Callable[[int], None]", advance)(came[1])
        finally:
            ours.close()
            process.kill()
            process.join()
            with self._turn:
                self._running.discard(process)
        if came[0] == RAISED:
            raise came[1]
        return cast("Made", came[1])

    def stop(self) -> None:
        """End what runs, and begin no more."""
        with self._turn:
            self._stopped = True
            for process in self._running:
                process.kill()


def _heard(line: Connection) -> tuple[int, Any]:
    try:
        heard: tuple[int, Any] = line.recv()
    except (EOFError, OSError) as error:
        raise EndedError from error
    return heard


def _serve(line: Connection, nice: int, work: Callable[..., Any], given: tuple[object, ...], tells: bool) -> None:  # noqa: FBT001
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt at the keyboard is the asker's to answer
    threading.Thread(target=_end_with, args=(line,), daemon=True).start()
    os.nice(nice)
    if tells:
        given = (*given, lambda done: line.send((TOLD, done)))
    try:
        answer = (MADE, work(*given))
    except ReportedlyError as error:
        answer = (RAISED, error)
    line.send(answer)
    os._exit(0)  # the thread that listens is still listening


def _end_with(line: Connection) -> None:
    """Ends the process when whoever asked is gone."""
    try:
        line.recv()
    except (EOFError, OSError):
        os._exit(1)
