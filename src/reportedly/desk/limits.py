"""How much one visitor may ask: a bucket of requests that fills again with time.

The rule that must not be broken: what is remembered of visitors is bounded, whoever comes; and nothing but a number is remembered of each.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict

from reportedly.desk.problems import TOO_MANY, DeskError

MOST_VISITORS = 10_000


class Buckets:
    """A bucket for each visitor, by address: ``burst`` requests at once, and ``a_second`` of them come back each second."""

    def __init__(self, a_second: float, burst: float) -> None:
        self._a_second, self._burst = a_second, burst
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._turn = threading.Lock()

    def wait(self, visitor: str, now: float) -> float:
        """Takes one request out; the seconds to wait where there is none: 0 means that it may go on."""
        with self._turn:
            left, then = self._left.pop(visitor, (self._burst, now))
            left = min(self._burst, left + (now - then) * self._a_second)
            allowed = left >= 1.0
            self._left[visitor] = (left - 1.0 if allowed else left, now)
            if len(self._left) > MOST_VISITORS:
                self._left.popitem(last=False)
            return 0.0 if allowed else (1.0 - left) / self._a_second

    def take(self, visitor: str) -> None:
        """Takes one request out. Raises ``DeskError`` (429) where there is none."""
        seconds = self.wait(visitor, time.monotonic())
        if seconds:
            message = "expected fewer requests; wait a moment"
            raise DeskError(429, TOO_MANY, message, headers={"Retry-After": str(math.ceil(seconds))})
