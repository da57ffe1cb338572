"""The days of one place as they were last worked out: what was heard of each, and the states of the line, each day by itself and in hindsight.

The rule that must not be broken: in hindsight a change of hands lies where it is told; what a neighbour's news says of its day is worth less where news of the
place itself says another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reportedly.beliefs import line
from reportedly.beliefs.reliability import without

if TYPE_CHECKING:
    from datetime import date

    from reportedly.beliefs.line import Array, Crossing, Crossings, Motion


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
