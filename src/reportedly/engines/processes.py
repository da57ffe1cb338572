"""The plain engine: processes of this machine, a shard each.

The rule that must not be broken: a process that dies is replaced, and its shard done again with care; the others lose what they were at, not more.
"""

from __future__ import annotations

import contextlib
import itertools
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from reportedly.batch import pool_of
from reportedly.engines.alone import do_alone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from reportedly.engines.seam import Done, Task


class ProcessEngine:
    """``processes`` shards at a time; of more none is begun, so that memory does not grow with their number."""

    def __init__(self, processes: int) -> None:
        self.processes = processes

    def held(self) -> AbstractContextManager[None]:
        """Processes are started for each run: from a server that stays, that is soon done."""
        return contextlib.nullcontext()

    def run(self, function: Callable[[Task], Done], tasks: Sequence[Task]) -> Iterator[Done]:
        """See ``Engine.run``."""
        left = iter(tasks)
        running: dict[Future[Done], Task] = {}
        executor = pool_of(self.processes)
        try:
            while True:
                for task in itertools.islice(left, self.processes - len(running)):
                    running[executor.submit(function, task)] = task
                if not running:
                    return
                ended, _ = wait(running, return_when=FIRST_COMPLETED)
                broken = [running[future] for future in ended if isinstance(future.exception(), BrokenProcessPool)]
                yield from [future.result() for future in ended if running.pop(future) not in broken]
                if broken:
                    # Nobody says whose process died, so all that were at work are suspects.
                    suspects = [*broken, *running.values()]
                    executor.shutdown(wait=False, cancel_futures=True)
                    executor, running = pool_of(self.processes), {}
                    for task in suspects:
                        yield do_alone(function, task.careful())
        finally:
            executor.shutdown(wait=True, cancel_futures=True)
