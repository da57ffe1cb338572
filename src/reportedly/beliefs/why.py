"""Why a belief is what it is: every word that moved it, with its share, and the belief over time.

The rule that must not be broken: a share is what taking the word away would change, nothing else; the words that speak against the answer are
shown beside those that speak for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from reportedly.beliefs import line
from reportedly.beliefs.prior import UNKNOWN
from reportedly.beliefs.reliability import Grade, credibility, without

if TYPE_CHECKING:
    from datetime import date

    from reportedly.beliefs.control import Belief, Entry, Sheet, Weighing
    from reportedly.beliefs.evidence import Statement
    from reportedly.beliefs.line import Array, Crossing
    from reportedly.beliefs.prior import PriorClaim, Question
    from reportedly.beliefs.rates import Rates

SMALLEST = 0.005
"""A word that changes the answer's probability by less is not shown."""
FORGOTTEN = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A word that moved the belief. ``share`` is the probability of the answer less what it would be without the word: below 0 it speaks against.

    ``kilometres`` is how far off the place it was said of lies: 0 for the place itself, ``None`` for its region. ``grade`` is the source's record, where it
    has one, ``figure`` the credibility of the Admiralty code (6 for words of neighbours, which are not judged here).
    """

    statement: Statement
    share: float
    kilometres: float | None
    grade: Grade | None
    figure: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The belief, the words that moved it, the strongest first, the prior it began from, and the shares of the three by day since then.

    ``rates`` are those it was reckoned with, and what they rest on.
    """

    belief: Belief
    moved: tuple[Moved, ...]
    prior: PriorClaim | None
    days: tuple[tuple[date, tuple[float, ...]], ...]
    rates: Rates


def explain(weighing: Weighing, question: Question) -> Why:
    """Why the question is answered as it is. Each word is taken away in turn; that of a neighbour with all that was said there on its day."""
    belief = weighing.belief(question)
    sheet = weighing.sheet(question)
    row = [code for code, _ in belief.probability].index(belief.holder) if belief.holder in dict(belief.probability) else 0
    at = (question.day - sheet.first).days  # of a day far from all that is known the sheet has the nearest
    asked = _Asked(sheet, min(max(at, 0), len(sheet.states) - 1))
    full = asked.share(asked.state, row)
    moved = []
    for entry in sheet.entries if belief.holder != UNKNOWN else ():  # "unknown" is said where nothing was heard of a day as early
        change = full - asked.share(asked.without(entry), row)
        if abs(change) < SMALLEST:
            continue
        own = entry.kilometres == 0
        state = without(sheet.smoothed[entry.at], entry.view) if own else None
        for statement in entry.statements:  # a neighbour's words of one day share what they move together
            grade = sheet.grades.get(statement.origin.id)
            figure = credibility(statement, state)
            moved.append(Moved(statement=statement, share=change, kilometres=entry.kilometres, grade=grade, figure=figure))
    moved.sort(key=lambda one: (-abs(one.share), one.statement.order))
    number = weighing.ground.number(question.point)
    shares = (line.HOLDERS @ sheet.smoothed.T).T
    days = tuple((sheet.first + timedelta(day), tuple(float(share) for share in shares[day])) for day in range(len(shares)))
    return Why(belief=belief, moved=tuple(moved), prior=weighing.ground.priors[number], days=days, rates=sheet.rates)


class _Asked:
    """The state of the day asked about, as it is and without an entry.

    What comes before a day and what comes after meet in it (Rabiner 1989): an entry taken away changes only the way from its own day to the day asked about,
    and that only as far as it is not forgotten. 60 words over 1,080 days took 3.3 s, each weighed from the first day on.
    """

    def __init__(self, sheet: Sheet, at: int) -> None:
        self._at = at
        live = at == len(sheet.views) - 1
        self._motion = sheet.rates.motion
        self._quiet = line.untold(self._motion) if sheet.is_told and not live else None
        self._told = sheet.crossings
        self._is_dated = not live
        self._crossings = sheet.crossings if live else line.dated(sheet.crossings)
        self._views = sheet.views
        self._heard = frozenset(np.nonzero(sheet.views)[0].tolist())
        self._said: dict[int, Array] = {}
        self._moves: dict[int, Array] = {}
        self._before = line.forward(sheet.views, crossings=self._crossings, quiet=self._quiet, motion=self._motion)
        self._after = [np.ones(line.CELLS)]
        for day in range(len(sheet.views) - 1, at, -1):
            self._after.append(self._back(day, self._after[-1]))
        self._after.reverse()  # from the day asked about on

    @property
    def state(self) -> Array:
        """The day's state."""
        return _met(self._before[self._at], self._after[0])

    def share(self, state: Array, row: int) -> float:
        """The probability of a holder."""
        return float(np.dot(line.HOLDERS[row], state))

    def without(self, entry: Entry) -> Array:
        """The day's state without the entry."""
        crossings = _less(self._told.get(entry.at, ()), entry)
        crossings = line.dated({entry.at: crossings})[entry.at] if self._is_dated else crossings
        moves = line.moves_of(crossings, self._quiet, self._motion)
        said = _likelihood(self._views[entry.at] - entry.view)
        if entry.at > self._at:
            return _met(self._before[self._at], self._from_behind(entry.at, moves, said))
        return _met(self._on(entry.at, moves, said), self._after[0])

    def _on(self, day: int, moves: Array, said: Array) -> Array:
        """The filtered state of the day asked about, from a day before it that is another."""
        state: Array = (self._before[day - 1] @ moves if day else np.full(line.CELLS, 1.0 / line.CELLS)) * said
        state /= state.sum()
        for later in range(day + 1, self._at + 1):
            if _is_forgotten(state, self._before[later - 1]):
                return np.asarray(self._before[self._at])
            state = state @ self._moves_on(later)
            if later in self._heard:
                state = state * self._said_on(later)
            state /= state.sum()
        return state

    def _from_behind(self, day: int, moves: Array, said: Array) -> Array:
        """What comes after the day asked about makes of it, from a day behind it that is another."""
        back = moves @ (self._after[day - self._at] * said)
        back /= back.max()
        for earlier in range(day - 1, self._at, -1):
            if _is_forgotten(back, self._after[earlier - self._at]):
                return self._after[0]
            back = self._back(earlier, back)
        return back

    def _back(self, day: int, back: Array) -> Array:
        """The pass over one day, backwards."""
        if day in self._heard:
            back = back * self._said_on(day)
        back = self._moves_on(day) @ back
        back /= back.max()
        return back

    def _said_on(self, day: int) -> Array:
        if day not in self._said:
            self._said[day] = _likelihood(self._views[day])
        return self._said[day]

    def _moves_on(self, day: int) -> Array:
        if day not in self._crossings:
            return line.moves_of((), self._quiet, self._motion)
        if day not in self._moves:
            self._moves[day] = line.moves_of(self._crossings[day], self._quiet, self._motion)
        return self._moves[day]


def _met(before: Array, after: Array) -> Array:
    """The state of a day, from what leads to it and what comes after it."""
    state: Array = before * after
    state /= state.sum()
    return state


def _likelihood(view: Array) -> Array:
    said: Array = np.exp(view - view.max())
    return said


def _is_forgotten(other: Array, known: Array) -> bool:
    """Whether every cell is what it was, to a millionth of itself: no word that follows sets two such rows further apart than that."""
    return bool((np.abs(other - known) <= FORGOTTEN * known).all())


def _less(crossings: tuple[Crossing, ...], entry: Entry) -> tuple[Crossing, ...]:
    """The day's crossings without the entry's."""
    return tuple(one for one in crossings if not any(one == other for other in entry.crossings))
