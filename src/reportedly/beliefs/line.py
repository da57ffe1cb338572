"""Where the line of contact runs, as seen from one place: the hidden state behind "who holds it".

State: how far, in kilometres, the line has passed beyond the place, from the first side's view. Below 0 the second side holds the place
and the line is still so far away; above 0 the first side holds it; at 0 the line runs through it, and it is contested. One number says who holds a
place, how near the fighting is, and what a town's fall means for the villages behind it.

The rule that must not be broken: the line moves rarely, and by jumps (a hidden Markov model on the days); nothing here knows a place or a report.
"""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

REACH = 60
"""Kilometres: a place farther behind the line than this counts as this far."""
CELLS = 2 * REACH + 1
KM: Array = np.arange(-REACH, REACH + 1, dtype=np.float64)

FIRST, CONTESTED, SECOND = 0, 1, 2
"""Rows of ``HOLDERS``."""
HOLDERS: Array = np.zeros((3, CELLS))
HOLDERS[FIRST, KM > 0] = 1.0
HOLDERS[SECOND, KM < 0] = 1.0
HOLDERS[:, REACH] = (0.25, 0.5, 0.25)  # within 500 m the line may run on either side of the houses

# Judged: see docs/decisions/control.md for what other values do.
JUMPS_A_DAY = 0.02
"""How often the line near a place moves at all: about once in fifty days."""
JUMP_KM = 5.0
"""Mean length of a move, either way (Laplace): about the distance from one village to the next."""
COLLAPSES_A_DAY = 0.0005
"""How often a front gives way altogether, and the line may come to stand anywhere within reach."""
UNTOLD = 0.3
"""In hindsight: a place of whose changes of hands any is told changes them so much more rarely on a day of which none is told."""
SAME_DAY_KM = 8.0
"""In hindsight: within how many kilometres places change hands on one day (the chance falls by e)."""
PRIOR_KM = 1.0
"""Standard deviation of the line's place in a prior that is right."""
PRIOR_DOUBT = 0.02
"""Share of priors that know nothing."""


@dataclass(frozen=True, slots=True)
class Motion:
    """How the line moves: ``jumps`` and ``collapses`` a day, the mean ``kilometres`` of a jump, and what an ``untold`` change is rarer by (``UNTOLD``)."""

    jumps: float = JUMPS_A_DAY
    kilometres: float = JUMP_KM
    collapses: float = COLLAPSES_A_DAY
    untold: float = UNTOLD


JUDGED = Motion()
KEPT_MOTIONS = 64
"""Motions whose matrices are kept: one a month of the ledger, 350 kB each."""

DISTANCE: Array = np.abs(KM[:, None] - KM[None, :])
PASSED: Array = np.abs(HOLDERS[FIRST][:, None] - HOLDERS[FIRST][None, :])
"""The chance that a move passes over the place, row = from, column = to."""


@functools.lru_cache(KEPT_MOTIONS)
def jump(kilometres: float) -> Array:
    """Where a jump leads, row = from, column = to: as far as a Laplace distribution of that mean has it."""
    lands = np.exp(-DISTANCE / kilometres)
    lands /= lands.sum(axis=1, keepdims=True)
    lands.setflags(write=False)
    return lands


@functools.lru_cache(KEPT_MOTIONS)
def transition(motion: Motion = JUDGED) -> Array:
    """The day's move, row = yesterday, column = today."""
    stay = 1.0 - motion.jumps - motion.collapses
    moved: Array = stay * np.eye(CELLS) + motion.jumps * jump(motion.kilometres) + motion.collapses / CELLS
    moved.setflags(write=False)
    return moved


@functools.lru_cache(KEPT_MOTIONS)
def untold(motion: Motion = JUDGED) -> Array:
    """The day's move of a place whose changes of hands are told, on a day of which none is: a change then is so much rarer."""
    moves: Array = transition(motion) * (1.0 - (1.0 - motion.untold) * PASSED)
    moves.setflags(write=False)
    return moves


def prior_view(depth: float) -> Array:
    """Likelihood of the prior from a place that lies ``depth`` kilometres behind the line (negative: on the first side)."""
    depth = max(-REACH, min(REACH, depth))
    view: Array = np.exp(-0.5 * ((KM + depth) / PRIOR_KM) ** 2)
    mixed: Array = (1.0 - PRIOR_DOUBT) * view / view.sum() + PRIOR_DOUBT / CELLS
    return mixed


BLUR_STEP = 2.0
"""Kilometres: blurs are made for every other kilometre of spread."""


@functools.cache
def blur(step: int) -> Array:
    """The matrix that spreads a likelihood by a normal error of ``step * BLUR_STEP`` km, edges kept."""
    spread = max(0.5, step * BLUR_STEP)
    kernel = np.exp(-0.5 * ((KM[:, None] - KM[None, :]) / spread) ** 2)
    kernel /= kernel.sum(axis=1, keepdims=True)
    kernel.setflags(write=False)
    return kernel


def padded(view: Array) -> Array:
    """The view with its edges drawn out, so that it can be read from a place deeper or nearer."""
    return np.pad(view, 2 * REACH, mode="edge")


def shifted(view: Array, kilometres: int) -> Array:
    """The ``padded`` view read ``kilometres`` further on: as of a place that lies so much deeper."""
    begin = 2 * REACH + max(-2 * REACH, min(2 * REACH, kilometres))
    return view[begin : begin + CELLS]


@dataclass(frozen=True, slots=True, eq=False)
class Crossing:
    """News that on a day the line passed over a place: ``beyond`` is the chance that the winner holds that place, for each place of the line.

    ``boost`` is how much likelier such news is where it did than where the winner held it already, less 1. ``kilometres``: how far off it came about;
    0 for news of the place itself, of its region, or of the town that it is a quarter of.
    """

    beyond: Array
    boost: float
    either: bool = False
    kilometres: float = 0.0

    def __eq__(self, other: object) -> bool:
        same = isinstance(other, Crossing) and (self.boost, self.either, self.kilometres) == (other.boost, other.either, other.kilometres)
        return same and isinstance(other, Crossing) and np.array_equal(self.beyond, other.beyond)

    __hash__ = None  # type: ignore[assignment]

    def shares(self) -> Array:
        """The chance that a move passes over the place, row = from, column = to, times ``boost``."""
        passed: Array = self.beyond[None, :] - self.beyond[:, None]
        np.abs(passed, out=passed) if self.either else np.maximum(passed, 0.0, out=passed)
        passed *= self.boost
        return passed


Crossings = Mapping[int, tuple[Crossing, ...]]
"""By day, counted from the first. One move explains all the news of a day: the strongest counts."""
NO_CROSSINGS: Crossings = {}


def dated(crossings: Crossings) -> Crossings:
    """The crossings as they date a change in hindsight: the farther off news came about, the rarer the place fell on that very day, too."""
    return {
        day: tuple(dataclasses.replace(one, boost=one.boost * math.exp(-one.kilometres / SAME_DAY_KM)) if one.kilometres else one for one in news)
        for day, news in crossings.items()
    }


def moves_of(crossings: tuple[Crossing, ...], quiet: Array | None = None, motion: Motion = JUDGED) -> Array:
    """The day's move, weighed by the news that there was one (an HMM whose arcs emit; Jelinek 1976).

    ``quiet`` is the move of a day on which nothing is told of the place itself, ``transition(motion)`` where it is not given.
    """
    if not crossings:
        return transition(motion) if quiet is None else quiet
    told = crossings[0].shares()
    for other in crossings[1:]:
        np.maximum(told, other.shares(), out=told)
    told += 1.0
    told *= transition(motion) if quiet is None or is_told_here(crossings) else quiet
    return told


def is_told_here(crossings: tuple[Crossing, ...]) -> bool:
    """Whether any of a day's news is of the place itself, of its region, or of the town that it is a quarter of."""
    return not all(one.kilometres for one in crossings)


def forward(
    views: Array,
    start: Array | None = None,
    *,
    crossings: Crossings = NO_CROSSINGS,
    since: int = 0,
    before: Array | None = None,
    quiet: Array | None = None,
    motion: Motion = JUDGED,
) -> Array:
    """Filtered states of each day: ``views`` are log-likelihoods (days, cells). With ``since`` and ``before`` (earlier output) only later days are made.

    ``quiet`` is the move of days without a crossing, ``transition(motion)`` where it is not given.
    """
    days = len(views)
    states = np.empty((days, CELLS))
    if before is not None:
        states[:since] = before[:since]
    moves = transition(motion) if quiet is None else quiet
    heard = frozenset(np.nonzero(views)[0].tolist())
    for day in range(since, days):
        told = crossings.get(day)
        state = states[day - 1] @ (moves_of(told, quiet, motion) if told else moves) if day else (np.full(CELLS, 1.0 / CELLS) if start is None else start)
        if day in heard:
            view = views[day]
            state = state * np.exp(view - view.max())
        if told or quiet is not None or day in heard:
            state = state / state.sum()
        states[day] = state
    return states


def smooth(views: Array, states: Array, crossings: Crossings = NO_CROSSINGS, *, quiet: Array | None = None, motion: Motion = JUDGED) -> Array:
    """States of each day in hindsight, from the filtered ones (Rabiner 1989, backward pass with scaling). ``quiet`` is the move of days without a crossing."""
    backs = np.empty_like(states)
    back = np.ones(CELLS)
    moves = transition(motion) if quiet is None else quiet
    heard = frozenset(np.nonzero(views)[0].tolist())
    for day in range(len(states) - 1, -1, -1):
        backs[day] = back
        if day in heard:
            view = views[day]
            back = back * np.exp(view - view.max())
        told = crossings.get(day)
        back = (moves_of(told, quiet, motion) if told else moves) @ back
        back = back / back.max()
    backs *= states
    backs /= backs.sum(axis=1, keepdims=True)
    return backs
