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
    asked = _Asked(sheet, min(max(at, 0), len(sheet.states) - 1), row)
    moved = []
    for entry in sheet.entries if belief.holder != UNKNOWN else ():  # "unknown" is said where nothing was heard of a day as early
        change = asked.share - asked.without(entry)
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
    """The share of a holder on the day asked about, as it is and without an entry.

    What comes before a day and what comes after meet in it (Rabiner 1989). The way between an entry's day and the day asked about is the same for all entries
    of its day, and both the holder's share and the whole are linear in where it begins: one pass carries the two from the day asked about to every other, and
    a word taken away costs one step, on its own day. 60 words over 1,080 days took 3.3 s, each weighed from the first day on, and 0.4 s from its own day on.
    """

    def __init__(self, sheet: Sheet, at: int, row: int) -> None:
        self._at = at
        live = at == len(sheet.views) - 1
        self._motion = sheet.rates.motion
        self._quiet = line.untold(self._motion) if sheet.is_told and not live else None
        self._told = sheet.crossings
        self._is_dated = not live
        self._crossings = sheet.crossings if live else line.dated(sheet.crossings)
        self._views = sheet.views
        self._heard = frozenset(np.nonzero(sheet.views)[0].tolist())
        self._before = line.forward(sheet.views, crossings=self._crossings, quiet=self._quiet, motion=self._motion)
        after = [np.ones(line.CELLS)]
        for day in range(len(sheet.views) - 1, at, -1):
            after.append(self._back(day, after[-1]))
        after.reverse()
        self._after = after  # from the day asked about on
        counted = np.stack([line.HOLDERS[row], np.ones(line.CELLS)])
        self._counted_back = self._carry_back(counted * after[0])
        self._counted_on = self._carry_on(counted * self._before[at])
        self.share = _share(self._counted_back[at] @ self._before[at])

    def without(self, entry: Entry) -> float:
        """The share without the entry."""
        day = entry.at
        crossings = _less(self._told.get(day, ()), entry)
        crossings = line.dated({day: crossings})[day] if self._is_dated else crossings
        moves = line.moves_of(crossings, self._quiet, self._motion)
        said = _likelihood(self._views[day] - entry.view)
        if day > self._at:
            return _share(self._counted_on[day - 1 - self._at] @ moves @ (said * self._after[day - self._at]))
        state = self._before[day - 1] @ moves if day else np.full(line.CELLS, 1.0 / line.CELLS)
        return _share(self._counted_back[day] @ (state * said))

    def _carry_back(self, counted: Array) -> list[Array]:
        """For each day up to the one asked about what each place of the line then makes of the holder's share and of the whole, to a common factor."""
        found = [counted]
        for day in range(self._at, 0, -1):
            found.append(self._back(day, found[-1].T).T)
        return found[::-1]

    def _carry_on(self, counted: Array) -> list[Array]:
        """The other way: what of the two has come to each place of the line by each day from the one asked about on."""
        found = [counted]
        for day in range(self._at + 1, len(self._views)):
            came = found[-1] @ self._moves_on(day)
            if day in self._heard:
                came = came * _likelihood(self._views[day])
            found.append(came / came.max())
        return found

    def _back(self, day: int, back: Array) -> Array:
        """The pass over one day, backwards; of several at once, a column each."""
        if day in self._heard:
            back = (back.T * _likelihood(self._views[day])).T
        back = self._moves_on(day) @ back
        back /= back.max()
        return back

    def _moves_on(self, day: int) -> Array:
        return line.moves_of(self._crossings.get(day, ()), self._quiet, self._motion)


def _share(counted: Array) -> float:
    """The holder's share of the whole."""
    return float(counted[0] / counted[1])


def _likelihood(view: Array) -> Array:
    said: Array = np.exp(view - view.max())
    return said


def _less(crossings: tuple[Crossing, ...], entry: Entry) -> tuple[Crossing, ...]:
    """The day's crossings without the entry's."""
    return tuple(one for one in crossings if not any(one == other for other in entry.crossings))
