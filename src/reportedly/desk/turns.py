"""A lock that is given in the order in which it was asked for.

Python's own may be taken again at once by the thread that has just let it go: what is worked out place by place beside the visitors, for seconds, would keep
them all waiting to its end, though it lets go after each place.

The rule that must not be broken: whoever asked first goes first; a thread that has the turn may ask for it again.
"""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType


class Turns:
    """One at a time, in the order of asking. Enter it again from within as often as you like."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[tuple[int, threading.Lock]] = deque()
        self._owner: int | None = None
        self._depth = 0

    def __enter__(self) -> Self:
        """Waits until it is this thread's turn."""
        asking = threading.get_ident()
        with self._guard:
            if self._owner in {None, asking}:
                self._owner = asking
                self._depth += 1
                return self
            called = threading.Lock()
            called.acquire()
            self._waiting.append((asking, called))
        called.acquire()  # let go by whoever gives the turn over
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Gives the turn to whoever has waited longest."""
        with self._guard:
            self._depth -= 1
            if self._depth:
                return
            self._owner = None
            if self._waiting:
                self._owner, called = self._waiting.popleft()
                self._depth = 1
                called.release()
