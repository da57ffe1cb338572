"""What a ledger teaches month by month: the sources' grades, and the rates.

The rule that must not be broken: what is learned for a month rests only on what was public before it began, and on the same in whatever order it came.

On the first of a month the days and words of the two months before are counted by all that was public then; those of the earlier of the two for good,
those of the later once more a month on, when what was told of them late is known, too. So each month costs what its own days cost, however long the ledger.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reportedly.beliefs import rates, weights
from reportedly.beliefs.rates import NO_COUNTS, Counts, Rates, Stretch, count_days, count_words, estimate
from reportedly.beliefs.reliability import SETTLED, SETTLING_DAYS, Settled, agreement, grade_all, month_of, trust

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.beliefs.control import Weighing
    from reportedly.beliefs.evidence import Statement
    from reportedly.beliefs.hearing import Heard
    from reportedly.beliefs.line import Array
    from reportedly.beliefs.prior import Point
    from reportedly.beliefs.reliability import Grades

MOST_PLACES = 200
"""Of more places than so many, those are counted that come first by the hash of their position: what a month costs is bounded, and no place is favoured."""


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """Grades and rates for the answers of a month, and the ``counts`` of the days before ``until``, which are counted for good.

    Equal when they are one object: as part of a key.
    """

    grades: Grades
    rates: Rates
    counts: Counts = NO_COUNTS
    until: date | None = None

    def trust(self, statement: Statement) -> float:
        """The trust in the statement's source."""
        return trust(statement.standing, self.grades.get(statement.origin.id), self.rates.trust(statement.standing))


NOTHING = Learned({}, rates.JUDGED)
"""What is known before the first month is over."""


def learn(weighing: Weighing, month: date, before: Learned, begin: date) -> Learned:
    """What is learned for the month, after what was learned ``before`` it. Counting begins with ``begin``, the first month in which anything was public."""
    as_of = month - timedelta(1)
    numbers = by_place(weighing)
    begin = before.until or begin
    until = max(begin, month_of(as_of))
    chosen = frozenset(_sample(weighing, numbers, as_of))
    settled: list[Settled] = []
    counted: list[tuple[Counts, Counts]] = []
    for number in numbers:  # each place once, for both: its track need not be held until all the others were looked at
        settled += settled_at(weighing, number, as_of, before)
        if number in chosen:
            counted.append(count_place(weighing, number, as_of, (begin, until), before))
    grades = grade_all(settled)
    counts = sum((for_good for for_good, _ in counted), before.counts)
    return Learned(grades, estimate(sum((so_far for _, so_far in counted), counts), grades), counts, until)


def by_place(weighing: Weighing) -> list[int]:
    """The places of which something was said, in an order that is the same in whatever order it came."""
    points = weighing.ground.points
    return sorted(weighing.told_of(), key=lambda number: (points[number].name, points[number].latitude, points[number].longitude))


def _sample(weighing: Weighing, numbers: list[int], as_of: date) -> list[int]:
    told = [number for number in numbers if weighing.own_words(number, as_of)]
    if len(told) <= MOST_PLACES:
        return told
    chosen = set(sorted(told, key=lambda number: hash_of(weighing.ground.points[number]))[:MOST_PLACES])
    return [number for number in told if number in chosen]


def hash_of(point: Point) -> bytes:
    """By what the places of the sample are drawn: the smallest first."""
    return hashlib.blake2b(f"{point.latitude:.4f} {point.longitude:.4f}".encode(), digest_size=16).digest()


def count_place(weighing: Weighing, number: int, as_of: date, ends: tuple[date, date], before: Learned) -> tuple[Counts, Counts]:
    """The counts of one place, of the days from the first to the second end, and of those from the second to ``as_of``."""
    track = weighing.track_on(number, as_of)
    begin, until = (max(0, (end - track.first).days) for end in ends)
    stretch = Stretch.of(track, begin)
    words: tuple[list[tuple[Heard, float, Array]], list[tuple[Heard, float, Array]]] = ([], [])
    spoken: list[int] = []
    for one in weighing.own_words(number, as_of):
        at = (one.statement.day - track.first).days
        if track.is_told:
            spoken.append(at)
        if max(begin, stretch.first) <= at < len(track.views):
            words[at >= until].append((one, before.trust(one.statement), stretch.seen[at - stretch.first]))
    for_good = count_days(stretch, begin, until, spoken) + count_words(words[0], before.rates)
    so_far = count_days(stretch, until, len(track.views), spoken) + count_words(words[1], before.rates)
    return for_good, so_far


def news_of(weighing: Weighing, number: int, as_of: date) -> list[Heard]:
    """The words of one place by which its sources are graded: where there are none, its days need not be reckoned."""
    return [one for one in weighing.own_words(number, as_of) if one.statement.rule.is_news and one.statement.whole > weights.UNSURE_PLACE]


def settled_at(weighing: Weighing, number: int, as_of: date, before: Learned) -> Iterator[Settled]:
    """The news of one place that told something new and is settled by then by the words of others."""
    news = news_of(weighing, number, as_of)
    if not news:
        return
    track = weighing.track_on(number, as_of)
    for one in news:
        at = (one.statement.day - track.first).days
        is_due = (as_of - one.statement.public).days >= SETTLING_DAYS
        if at < 1 or not is_due or agreement(one.statement, track.states[at - 1]) >= SETTLED:
            continue
        others = track.without(at, weighing.view(one, before), weighing.crossing(one, before))
        right = agreement(one.statement, others)
        if (right >= SETTLED and _is_told(one, news, same=True)) or (right <= 1 - SETTLED and _is_told(one, news, same=False)):
            yield Settled(one.statement, right)


def _is_told(one: Heard, news: list[Heard], *, same: bool) -> bool:
    """Whether somebody else has told the same, or the contrary, of the place since."""
    said = one.statement
    return any(
        other.statement.origin.id != said.origin.id and other.statement.day >= said.day and (other.statement.favoured == said.favoured) == same
        for other in news
    )
