"""How far a source's word is to be trusted: by how its news fared once things were settled. Letters and figures of the Admiralty code.

The rule that must not be broken: a source is judged by what others say, never by its own word, and only where it told news: who says again what
everybody holds to be so earns nothing. Grades of a month are drawn up from what was public before it began.

The Admiralty code (STANAG 2511, AJP-2.1): reliability A to F, credibility 1 to 6. Trust is a Beta posterior mean: a judged start
(``weights.Standing``) and the record, as in truth discovery with known dependence (Dong, Berti-Equille and Srivastava 2009), month by month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from reportedly.beliefs.line import HOLDERS
from reportedly.beliefs.weights import Says, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.beliefs.evidence import Statement
    from reportedly.beliefs.line import Array

SETTLED = 0.9
"""News is settled when the others' words make it this likely, or this unlikely."""
SETTLING_DAYS = 7
"""Nothing is settled sooner."""
FEWEST = 5
"""With fewer settled news a source cannot be judged: F."""
LETTERS = ((0.9, "A"), (0.75, "B"), (0.6, "C"), (0.4, "D"), (0.0, "E"))
FIGURES = ((0.9, 1), (0.75, 2), (0.5, 3), (0.25, 4), (0.0, 5))
CANNOT_JUDGE, UNJUDGED = "F", 6


@dataclass(frozen=True, slots=True)
class Settled:
    """One news of a source, and whether it turned out so: ``right`` is what the others' words make of it."""

    statement: Statement
    right: float

    @property
    def was_right(self) -> bool:
        """Whether it turned out so."""
        return self.right >= SETTLED


@dataclass(frozen=True, slots=True)
class Grade:
    """A source's record. ``letter`` is A to E by the share of its settled news that turned out so (add-one rule), F for fewer than ``FEWEST``."""

    source: str
    record: tuple[Settled, ...]

    @property
    def count(self) -> int:
        """How many of its news are settled."""
        return len(self.record)

    @property
    def right(self) -> int:
        """How many of them turned out so."""
        return sum(one.was_right for one in self.record)

    def by_standing(self) -> dict[str, tuple[int, int]]:
        """How many of its news are settled, and how many of them turned out so, by the name of the standing they were told from."""
        settled: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for one in self.record:
            settled[one.statement.standing.name] += 1
            right[one.statement.standing.name] += one.was_right
        return {name: (count, right[name]) for name, count in settled.items()}

    @property
    def share(self) -> float:
        """Share that turned out so, by Laplace's rule of succession."""
        return (self.right + 1) / (self.count + 2)

    @property
    def letter(self) -> str:
        """The reliability of the Admiralty code."""
        return CANNOT_JUDGE if self.count < FEWEST else next(letter for least, letter in LETTERS if self.share >= least)


@dataclass(frozen=True, slots=True)
class SummedGrade(Grade):
    """A record of which only the sums are at hand (see ``Grade.by_standing``), since the news lie in other partitions: it weighs what the whole one does."""

    sums: tuple[tuple[str, int, int], ...] = ()

    @property
    def count(self) -> int:
        """How many of its news are settled."""
        return sum(settled for _, settled, _ in self.sums)

    @property
    def right(self) -> int:
        """How many of them turned out so."""
        return sum(right for _, _, right in self.sums)

    def by_standing(self) -> dict[str, tuple[int, int]]:
        """See ``Grade.by_standing``."""
        return {name: (settled, right) for name, settled, right in self.sums}


Grades = Mapping[str, Grade]


def trust(standing: Standing, grade: Grade | None, first: float | None = None) -> float:
    """The chance that such a source knows what it says: what it is at ``first`` (as judged, where that is not given), moved by its record."""
    first = standing.trust if first is None else first
    if grade is None:
        return first
    return (standing.worth * first + grade.right) / (standing.worth + grade.count)


def month_of(as_of: date) -> date:
    """The first day of the month: the grades that hold on the day are those drawn up then."""
    return as_of.replace(day=1)


def month_after(day: date) -> date:
    """The first day of the month after the day's: when grades are drawn up that know it."""
    return month_of(month_of(day) + timedelta(31))


def agreement(statement: Statement, state: Array) -> float:
    """How likely what the statement says is, by a state of the line."""
    first, between, second = (float(share) for share in HOLDERS @ state)
    held = first if statement.side == 0 else second
    share = held + between / 2 if statement.rule.says is Says.HOLDS else 1.0 - held
    return min(1.0, max(0.0, share))


def without(state: Array, view: Array) -> Array:
    """The state had the view not been heard."""
    bare = state * np.exp(-(view - view.max()))
    normal: Array = bare / bare.sum()
    return normal


def grade_all(settled: Iterable[Settled]) -> dict[str, Grade]:
    """The grades by source, from what is settled of all."""
    records: dict[str, list[Settled]] = {}
    for one in settled:
        records.setdefault(one.statement.origin.id, []).append(one)
    return {source: Grade(source, tuple(sorted(record, key=lambda one: one.statement.order))) for source, record in sorted(records.items())}


def credibility(statement: Statement, state: Array | None) -> int:
    """The figure of the Admiralty code: 1 confirmed by others to 5 improbable, by the ``state`` without the statement; 6 where there is none."""
    if state is None:
        return UNJUDGED
    likely = agreement(statement, state)
    return next(figure for least, figure in FIGURES if likely >= least)
