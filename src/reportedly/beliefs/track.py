"""The days of one place as they were last worked out: what was heard of each, and the states of the line, each day by itself and in hindsight.

The rule that must not be broken: in hindsight a change of hands lies where it is told; what a neighbour's news says of its day is worth less where news of the
place itself says another.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reportedly.beliefs import line
from reportedly.beliefs.reliability import without

if TYPE_CHECKING:
    from datetime import date

    from reportedly.beliefs.line import Array, Crossing, Crossings, Motion

DAYS_HELD = 80_000
"""Days of tracks that are held: 155 MB, twice as much where they were seen in hindsight. 290 places over nine months fit, or 80 over three years."""


@dataclass(slots=True)
class Track:
    """The days of one place as they were last worked out: ``key`` says from what."""

    key: tuple[object, ...]
    first: date
    views: Array
    crossings: Crossings
    states: Array
    is_told: bool
    motion: Motion = line.JUDGED
    hindsight: Array | None = None
    onward: Array | None = None

    @property
    def quiet(self) -> Array | None:
        """In hindsight: the move of a day on which no change of hands is told; ``None`` where none ever is."""
        return line.untold(self.motion) if self.is_told else None

    def smoothed(self) -> Array:
        """The states of each day, seen from the last."""
        if self.hindsight is None:
            crossings = line.dated(self.crossings)
            self.onward = line.forward(self.views, crossings=crossings, quiet=self.quiet, motion=self.motion)
            self.hindsight = line.smooth(self.views, self.onward, crossings, quiet=self.quiet, motion=self.motion)
        return self.hindsight

    def without(self, at: int, view: Array, crossing: Crossing | None) -> Array:
        """The state in hindsight of the day ``at``, which is not the first, had the word with this view and crossing not been heard."""
        seen = self.smoothed()[at]
        if crossing is None:
            return without(seen, view)
        assert self.onward is not None
        after = np.divide(seen, self.onward[at], out=np.zeros(line.CELLS), where=self.onward[at] > 0)
        left = list(self.crossings[at])
        left.remove(crossing)
        moves = line.moves_of(line.dated({at: tuple(left)})[at], self.quiet, self.motion)
        state = self.onward[at - 1] @ moves * np.exp(self.views[at] - view - (self.views[at] - view).max()) * after
        normal: Array = state / state.sum()
        return normal


class Tracks:
    """The tracks of the places that were asked about last, by number. One that was let go is worked out again, the same to the last bit."""

    def __init__(self) -> None:
        """None yet."""
        self._held: OrderedDict[int, Track] = OrderedDict()
        self._days = 0

    def get(self, number: int) -> Track | None:
        """The place's track, where it is held."""
        if number in self._held:
            self._held.move_to_end(number)
        return self._held.get(number)

    def put(self, number: int, track: Track) -> None:
        """Hold the place's track in place of an earlier one, and let go of those that nobody asked for longest."""
        self._let_go(number)
        self._held[number] = track
        self._days += len(track.views)
        while self._days > DAYS_HELD and len(self._held) > 1:
            self._let_go(next(iter(self._held)))

    def clear(self) -> None:
        """Let go of all."""
        self._held.clear()
        self._days = 0

    def _let_go(self, number: int) -> None:
        track = self._held.pop(number, None)
        self._days -= len(track.views) if track else 0
