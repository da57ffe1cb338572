"""A real cluster: a scheduler and two workers, each a process of its own, on this machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
SECONDS = 120


class Cluster:
    """The scheduler's address, and the workers' processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self.file = folder / "scheduler.json"
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(self.file))
        for _ in range(SECONDS * 10):
            if self.file.exists() and self.file.read_text():
                break
            time.sleep(0.1)  # for another process
        self.address: str = json.loads(self.file.read_text())["address"]

    def add_worker(self, *options: str) -> subprocess.Popen[bytes]:
        """One more."""
        return self._start("worker", self.address, "--host", "127.0.0.1", "--nthreads", "1", *options)

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{len(self.processes)}.log").open("wb")
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *command, "--no-dashboard"], cwd=self.folder, env=ENVIRONMENT, stdout=log, stderr=log, start_new_session=True
        )
        log.close()
        self.processes.append(process)
        return process

    def close(self) -> None:
        """Everything that was started, and what it started, is gone."""
        for process in reversed(self.processes):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster of two workers, which replace themselves when they die."""
    found = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        found.add_worker()
        found.add_worker()
        yield found
    finally:
        found.close()
