"""Work that takes seconds or minutes, done beside the visitors: each waits for it as long as it likes, and what was made is kept.

The rule that must not be broken: what is kept is bounded, and so is what waits to be begun: what somebody waits for, and the last thing asked for. A slider
asks for one day after another, and nobody wants those that it has left.
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Made = TypeVar("Made")


class Beside(Generic[Made]):
    """One worker, and the last ``most`` things it made, by key."""

    def __init__(self, name: str, most: int) -> None:
        self._most = most
        self._turn = threading.Lock()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._kept: OrderedDict[Hashable, Made] = OrderedDict()
        self._wanted: dict[Hashable, Future[Made]] = {}
        self._waiting: Counter[Hashable] = Counter()

    def stop(self, *, patient: bool = True) -> None:
        """Begin no more; ``patient`` waits for what was begun."""
        self._worker.shutdown(wait=patient, cancel_futures=True)

    def find(self, key: Hashable, make: Callable[[], Made], seconds: float | None) -> Made | None:
        """What ``make`` makes, or made before for that key; ``None`` where it takes longer than so many seconds, or something else was wanted since."""
        with self._turn:
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
                return known
            wanted = self._want(key, make)
            self._waiting[key] += 1
        try:
            return wanted.result(timeout=seconds)
        except (NotYet, CancelledError):
            return None
        finally:
            with self._turn:
                self._waiting[key] -= 1
                if not self._waiting[key]:
                    del self._waiting[key]

    def _want(self, key: Hashable, make: Callable[[], Made]) -> Future[Made]:
        known = self._wanted.get(key)
        if known is None:
            self._wanted = {other: work for other, work in self._wanted.items() if other in self._waiting or not work.cancel()}
            known = self._wanted[key] = self._worker.submit(self._make, key, make)
        return known

    def _make(self, key: Hashable, make: Callable[[], Made]) -> Made:
        try:
            made = make()
            with self._turn:
                self._kept[key] = made
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
            return made
        finally:
            with self._turn:
                self._wanted.pop(key, None)
