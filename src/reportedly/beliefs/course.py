"""The belief on one place over all days at once: in hindsight, or each day by what was public on it.

The rule that must not be broken: a day of a course is what ``Weighing.belief`` answers for that day; a course is only sooner than asking day by day.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from reportedly.beliefs import line
from reportedly.beliefs.control import SINCE_HIGH, SINCE_LOW, SWITCH, SWITCH_BEHIND
from reportedly.beliefs.prior import CONTESTED, UNKNOWN
from reportedly.core.day_range import DayRange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from reportedly.beliefs.control import Weighing
    from reportedly.beliefs.line import Array

NOBODY = -1
STEP = 0.05
"""Runs are told in twentieths: fewer runs, and no reader sees less."""


@dataclass(frozen=True, slots=True)
class Course:
    """Shares of the first side, ``contested`` and the second by day from ``first``, and whom to name: a row of ``shares``, ``NOBODY`` where unknown.

    The last day's shares are as seen from the day itself; ``behind`` are those in hindsight, which say since when.
    """

    first: date
    shares: NDArray[np.float32]
    rows: NDArray[np.int8]
    states: tuple[str, str, str]
    behind: NDArray[np.float32] | None = None

    @property
    def last(self) -> date:
        """The last day."""
        return self.first + timedelta(len(self.rows) - 1)

    def at(self, day: date) -> int | None:
        """The day's row; ``None`` before the first day and behind the last."""
        index = (day - self.first).days
        return index if 0 <= index < len(self.rows) else None

    def state(self, index: int) -> str:
        """Whom to name on that day."""
        row = int(self.rows[index])
        return UNKNOWN if row == NOBODY else self.states[row]

    def since(self, index: int) -> DayRange:
        """Between which days the holder of that day came to hold it, as ``Belief.since``."""
        row = int(self.rows[index])
        if row == NOBODY:
            return DayRange()
        shares = self.shares[: index + 1, row]
        if self.behind is not None and index == len(self.rows) - 1:
            shares = np.append(shares[:-1], self.behind[row])
        low, high = np.flatnonzero(shares < SINCE_LOW), np.flatnonzero(shares < SINCE_HIGH * shares[-1])
        earliest = self.first + timedelta(int(low[-1]) + 1) if len(low) else None
        latest = self.first + timedelta(min(index, int(high[-1]) + 1)) if len(high) else self.first
        return DayRange(min(earliest, latest) if earliest else None, latest)

    def runs(self) -> Iterator[tuple[int, int, str, float]]:
        """Stretches of days on which holder and share, to a twentieth, stay as they are: first and last row, the state, its share (0 where unknown)."""
        if not len(self.rows):
            return
        named = np.where(self.rows == NOBODY, 0, self.rows).astype(np.intp)
        share = np.round(self.shares[np.arange(len(named)), named] / STEP).astype(np.int32)
        share[self.rows == NOBODY] = 0
        changes = np.flatnonzero((np.diff(self.rows) != 0) | (np.diff(share) != 0)) + 1
        starts = [0, *changes.tolist()]
        for start, end in zip(starts, [*starts[1:], len(self.rows)], strict=True):
            yield start, end - 1, self.state(start), round(float(share[start]) * STEP, 2)


def in_hindsight(weighing: Weighing, number: int, as_of: date) -> Course:
    """The belief on each day up to ``as_of``, by what was public on ``as_of``."""
    first, states, smoothed = weighing.track(number, as_of)
    shares = (line.HOLDERS @ smoothed.T).T
    rows = _named(shares, SWITCH_BEHIND)
    seen = (line.HOLDERS @ states.T).T
    behind = shares[-1].astype(np.float32)
    rows[-1], shares[-1] = _named(seen, SWITCH)[-1], seen[-1]
    return dataclasses.replace(_course(weighing, number, as_of, first, shares, rows), behind=behind)


def each_day(weighing: Weighing, number: int, last: date) -> Course:
    """The belief on each day up to ``last``, by what was public on that day itself.

    It begins on the day of the first word, or with the prior. Between two days on which something became public, of the place, of what is near or of its
    region, or on which grades are drawn up, the days are those of one track.
    """
    news = weighing.news_days(number, last)
    if not news:
        return Course(last, np.zeros((0, 3), np.float32), np.zeros(0, np.int8), (weighing.sides[0], CONTESTED, weighing.sides[1]))
    shares: list[Array] = []
    rows: list[NDArray[np.int8]] = []
    for index, begin in enumerate(news):
        end = news[index + 1] - timedelta(1) if index + 1 < len(news) else last
        first, states, _ = weighing.track(number, end, smooth=False)
        held = (line.HOLDERS @ states.T).T
        at = (begin - first).days
        shares.append(held[at:])
        rows.append(_named(held, SWITCH)[at:])
    return _course(weighing, number, last, news[0], np.concatenate(shares), np.concatenate(rows))


def _course(weighing: Weighing, number: int, as_of: date, first: date, shares: Array, rows: NDArray[np.int8]) -> Course:
    if not (weighing.ground.has_prior() or weighing.heard(number, as_of)):
        rows = np.full(len(rows), NOBODY, np.int8)
    return Course(first, shares.astype(np.float32), rows, (weighing.sides[0], CONTESTED, weighing.sides[1]))


def _named(shares: Array, switch: float) -> NDArray[np.int8]:
    """Whom to name on each day: whoever was named the day before, until somebody else has ``switch`` of the belief."""
    best = shares.argmax(axis=1)
    decided = np.where(shares.max(axis=1) >= switch, np.arange(len(best)), 0)
    named: NDArray[np.int8] = best[np.maximum.accumulate(decided)].astype(np.int8)
    return named
