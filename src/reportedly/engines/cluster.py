"""The engine of many machines: a Dask cluster, which runs already or is started here for the time of the run.

The rule that must not be broken: the cluster decides where and when, never what: a shard lost with its worker is read again, and a shard that ends
its workers is read with care, so that the one report at fault is named and the rest is read.
"""

from __future__ import annotations

import itertools
import logging
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from reportedly.core.errors import FormatError, ReportedlyError
from reportedly.engines.alone import do_alone
from reportedly.engines.parts import reader_of
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportedly.engines.seam import Done, Task

RETRIES = 2
"""Times that a shard is begun again when reading it raised: a store that could not be reached for a moment."""
AHEAD = 3
"""Shards given to the cluster for each of its threads: one at work, two waiting. Of a hundred thousand shards few are known to the scheduler."""
SECONDS_TO_CONNECT = 10
LOCAL: dict[str, Any] = {
    "distributed.scheduler.allowed-failures": 1,  # a worker that a report has killed twice is enough to suspect the report
    "distributed.worker.daemon": False,
    # Dask's defaults watch graphs of short tasks; ours last minutes. Its looks at each worker fifty times a second cost 13 ms a report of 43 on a
    # busy machine, its profile of our own stack among them; the caller's process took another 10.
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.admin.tick.interval": "2s",
    "distributed.admin.system-monitor.interval": "10s",
    # A worker reads in a thread that is not the program's first. Such a one gets an arena of memory of its own, which gives back at once what the
    # networks ask for again: 48.0 ms of the processor a report, 37.4 with one arena, 37.6 in a plain process.
    "distributed.nanny.pre-spawn-environ": {"MALLOC_ARENA_MAX": 1, "OMP_NUM_THREADS": 1, "OPENBLAS_NUM_THREADS": 1},
}
"""What a cluster that is started here is told besides; docs/howto/many-machines.md says it to those who start one."""


class DaskEngine:
    """``address`` is that of the scheduler, as ``tcp://host:8786``; without one, ``processes`` workers are started on this machine."""

    def __init__(self, address: str | None = None, processes: int = 1) -> None:
        self.address = address
        self.processes = processes
        self._open: Any = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """As long as it lasts, all runs are those of one cluster. Raises ``FormatError`` where there is none to be had."""
        with self._client(_distributed()) as client:
            self._open = client
            try:
                yield
            finally:
                self._open = None

    def run(self, function: Callable[[Task], Done], tasks: Sequence[Task]) -> Iterator[Done]:
        """See ``Engine.run``. Raises ``FormatError`` where there is no cluster to be had."""
        distributed = _distributed()
        with self._client(distributed) as client:
            left = iter(tasks)
            running: dict[Any, Task] = {}
            ended = distributed.as_completed(loop=client.loop)
            while True:
                wanted = max(1, _threads(client)) * AHEAD - len(running)  # below zero when workers went
                for task in itertools.islice(left, max(0, wanted)):
                    _submit(client, ended, running, (function, task), task)
                if not running:
                    return
                future = next(ended)
                task = running.pop(future)
                try:
                    done: Done = future.result()  # it may be pending again: the worker that had it is gone
                except distributed.scheduler.KilledWorker:
                    _submit(client, ended, running, (do_alone, function, task.careful()), task)
                else:
                    yield done
                future.release()

    @contextmanager
    def _client(self, distributed: Any) -> Iterator[Any]:
        import dask  # noqa: PLC0415

        if self._open is not None:
            yield self._open
            return
        with ExitStack() as stack:
            address: Any = self.address
            if address is None:
                stack.enter_context(dask.config.set(LOCAL))
                address = stack.enter_context(
                    distributed.LocalCluster(
                        n_workers=self.processes,
                        threads_per_worker=1,
                        dashboard_address=None,  # a dashboard would open a port
                        host="127.0.0.1",
                        silence_logs=logging.ERROR,
                    )
                )
            try:
                client = stack.enter_context(distributed.Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False))
            except (OSError, ValueError) as error:
                message = f"expected a Dask scheduler at {self.address}, found none: {error}; start one with: dask scheduler"
                raise FormatError(message) from error
            yield client


def ask_workers(address: str, pack: str) -> tuple[int, dict[str, str]]:
    """Threads of the cluster there, and by worker's address what it reads with (see ``reader_of``), or what kept it from saying so.

    Raises ``FormatError`` where there is no cluster to be had.
    """
    distributed = _distributed()
    with DaskEngine(address)._client(distributed) as client:  # noqa: SLF001  our own
        found: dict[str, str] = client.run(_reader_here, pack)
        return sum(count for worker, count in client.nthreads().items() if worker in found), found


def _reader_here(pack: str) -> str:
    try:
        return reader_of(load_pack(pack))
    except ReportedlyError as error:
        return str(error)


def _submit(client: Any, ended: Any, running: dict[Any, Task], call: tuple[Any, ...], task: Task) -> None:
    future = client.submit(*call, pure=False, retries=RETRIES)
    running[future] = task
    ended.add(future)


def _threads(client: Any) -> int:
    return sum(client.nthreads().values())


def _distributed() -> Any:
    try:
        import distributed  # noqa: PLC0415  an optional extra, and slow to import
    except ImportError as error:
        message = "expected Dask for --engine dask, found it missing; install it: pip install 'reportedly[dask]'"
        raise FormatError(message) from error
    return distributed
