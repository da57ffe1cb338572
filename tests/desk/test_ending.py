"""A server that is told to end ends at once, though it may be weighing."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading

import pytest
from tests.desk.conftest import FixedClock

from reportedly.desk.desk import Desk, DeskSettings


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_a_server_ends_when_it_is_told_to(told: signal.Signals, copied: str) -> None:
    command = [sys.executable, "-m", "reportedly", "serve", copied, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "war.db at http://127.0.0.1:" in process.stderr.readline()
        threading.Event().wait(0.2)  # the address is told just before the server listens for signals
        process.send_signal(told)
        rest = process.stderr.read()
        assert process.wait() in {0, -told, 128 + told}
    assert "Traceback" not in rest


def test_a_desk_that_is_not_patient_leaves_work_to_itself(copied: str) -> None:
    desk = Desk(copied, DeskSettings(), FixedClock())
    go = threading.Event()
    try:
        assert desk.weighed._past.find("slow", lambda: go.wait(300), 0.0) is None  # type: ignore[arg-type, return-value]
        desk.close(patient=False)
    finally:
        go.set()
    desk.close()
