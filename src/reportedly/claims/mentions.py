"""Finding the mentions that lie in a stretch of text, without walking all of them each time.

The rule that must not be broken: records come back in text order, and looking one up never costs more than a binary search and its answer.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable


class Stretch(Protocol):
    """Anything with a start and an end in the text."""

    @property
    def start(self) -> int:
        """Offset of the first character."""
        ...

    @property
    def end(self) -> int:
        """Offset after the last character."""
        ...


Mention = TypeVar("Mention", bound=Stretch)


class Mentions(Generic[Mention]):
    """Mentions of one kind, sorted by start. ``longest`` bounds how far back one must look for a mention that reaches in."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        """Sort the mentions; equal starts keep the longer first."""
        self.all: tuple[Mention, ...] = tuple(sorted(mentions, key=lambda mention: (mention.start, -mention.end)))
        self._starts = [mention.start for mention in self.all]
        self._longest = max((mention.end - mention.start for mention in self.all), default=0)

    def touching(self, start: int, end: int) -> tuple[Mention, ...]:
        """Those that share a character with ``start``..``end``."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return tuple(mention for mention in self.all[first:last] if mention.end > start)

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """Those that lie in ``start``..``end`` whole."""
        return tuple(mention for mention in self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)] if mention.end <= end)

    def before(self, offset: int, most: int) -> tuple[Mention, ...]:
        """Those that start before the offset, the nearest first, ``most`` at most."""
        position = bisect_left(self._starts, offset)
        return self.all[max(0, position - most) : position][::-1]

    def last_before(self, offset: int) -> Mention | None:
        """The last one that starts before the offset."""
        position = bisect_left(self._starts, offset)
        return self.all[position - 1] if position else None
