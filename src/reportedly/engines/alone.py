"""A task in a program of its own, which may have processes (a cluster's worker may not) and takes nothing with it when it dies.

``python -m reportedly.engines.alone`` reads a pickled function and task from standard input, and writes what came of them.

The rule that must not be broken: only what this program's caller wrote is unpickled, through a pipe that nobody else has.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

from reportedly.core.errors import ReportedlyError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.engines.seam import Done, Task


def do_alone(function: Callable[[Task], Done], task: Task) -> Done:
    """What came of the task. Raises what it raised; ``ReportedlyError`` where the program itself died."""
    command = [sys.executable, "-m", "reportedly.engines.alone"]
    done = subprocess.run(command, input=pickle.dumps((function, task)), stdout=subprocess.PIPE, check=False)  # noqa: S603  our own module
    if done.returncode != 0 or not done.stdout:
        message = f"expected shard {task.shard.number} ({task.shard.source}) to be read, found that it ends who reads it (status {done.returncode})"
        raise ReportedlyError(message)
    found: Done | ReportedlyError = pickle.loads(done.stdout)  # noqa: S301  written by the program above
    if isinstance(found, ReportedlyError):
        raise found
    return found


def main() -> None:
    """One task from standard input to standard output; what it prints goes to standard error."""
    function, task = pickle.load(sys.stdin.buffer)  # noqa: S301  written by do_alone
    answer, sys.stdout = sys.stdout.buffer, sys.stderr
    try:
        found = function(task)
    except ReportedlyError as error:  # raised again where the task came from; anything else ends this program, and is told from its status
        found = error
    answer.write(pickle.dumps(found))
    answer.flush()


if __name__ == "__main__":
    main()
