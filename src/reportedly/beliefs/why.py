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
from reportedly.beliefs.reliability import Grade, credibility, without

if TYPE_CHECKING:
    from datetime import date

    from reportedly.beliefs.control import Belief, Entry, Sheet, Weighing
    from reportedly.beliefs.evidence import Statement
    from reportedly.beliefs.line import Array, Crossings
    from reportedly.beliefs.prior import PriorClaim, Question

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
    """The belief, the words that moved it, the strongest first, the prior it began from, and the shares of the three by day since then."""

    belief: Belief
    moved: tuple[Moved, ...]
    prior: PriorClaim | None
    days: tuple[tuple[date, tuple[float, ...]], ...]


def explain(weighing: Weighing, question: Question) -> Why:
    """Why the question is answered as it is. Each word is taken away in turn; that of a neighbour with all that was said there on its day."""
    belief = weighing.belief(question)
    sheet = weighing.sheet(question)
    row = [code for code, _ in belief.probability].index(belief.holder) if belief.holder in dict(belief.probability) else 0
    at = (question.day - sheet.first).days
    full = _share(sheet, sheet.views, sheet.crossings, at, row)
    moved = []
    for entry in sheet.entries:
        views = sheet.views.copy()
        views[entry.at] -= entry.view
        crossings = _less(sheet.crossings, entry)
        change = full - _share(sheet, views, crossings, at, row)
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
    return Why(belief=belief, moved=tuple(moved), prior=weighing.ground.priors[number], days=days)


def _less(crossings: Crossings, entry: Entry) -> Crossings:
    """The crossings without the entry's."""
    if not entry.crossings:
        return crossings
    left = tuple(one for one in crossings[entry.at] if not any(one == other for other in entry.crossings))
    return {**crossings, entry.at: left}


def _share(sheet: Sheet, views: Array, crossings: Crossings, at: int, row: int) -> float:
    live = at == len(views) - 1
    quiet = line.untold() if sheet.is_told and not live else None
    crossings = crossings if live else line.dated(crossings)
    states = line.forward(views, crossings=crossings, quiet=quiet)
    state = states[at] if live else line.smooth(views, states, crossings, quiet=quiet)[at]
    return float(np.dot(line.HOLDERS[row], state))
