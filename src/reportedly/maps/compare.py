"""beliefs, a map ─compare→ where they agree, where they differ and on whose word, and who was sooner.

The rule that must not be broken: the map is another reader of the same war, no truth: what differs is listed with the words behind our side of it, and what
cannot be compared (a place on no polygon, one whose position is not known, a day of which we know nothing) is counted apart, never as right or wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import numpy as np

from reportedly.beliefs.prior import CONTESTED, UNKNOWN, Question
from reportedly.beliefs.why import explain
from reportedly.core.errors import MapError
from reportedly.maps.layers import check_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from reportedly.beliefs.control import Weighing
    from reportedly.beliefs.prior import Point
    from reportedly.beliefs.why import Moved
    from reportedly.maps.layers import Layer, Reference

BANDS = (0.0, 0.6, 0.8, 0.95)
"""Lower ends of the bands of certainty: the belief's share of the holder it names."""
LAG_DAYS = 30
"""Days before and after within which the other's answer is looked for."""
MATCH_DAYS = 60
"""Two changes of one place to one holder, this far apart at most, are one change told on two days."""
WORDS_SHOWN = 3
EXPLAINED = 200
"""Differences that are explained, the surest first: each costs a weighing for every word behind it."""
RESAMPLES, SEED = 1_000, 2_000


class Match(StrEnum):
    """How the belief and the map stand on one place and day."""

    AGREE = "agree"
    OPPOSITE = "opposite"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A place on a day: ``holder`` by the belief, with its ``share``; ``drawn`` by the map."""

    point: Point
    day: date
    as_of: date
    holder: str
    share: float
    drawn: str

    @property
    def match(self) -> Match:
        """``contested`` where only one of the two calls it so, ``unknown`` where we know nothing of it."""
        if self.holder == UNKNOWN:
            return Match.UNKNOWN
        if self.holder == self.drawn:
            return Match.AGREE
        return Match.CONTESTED if CONTESTED in {self.holder, self.drawn} else Match.OPPOSITE


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A place on which the two differ, from the day of ``first`` to ``last``, and why.

    ``moved`` are the words that moved the belief most, either way; none where it rests on the prior alone, or was not looked into
    (``is_explained``). ``lag`` is the least number of days later (below 0: earlier) on which the belief says what the map says on the first
    day; ``None`` where it does not within ``LAG_DAYS``. ``kilometres`` is the place's distance from the nearest edge on the map.
    """

    first: Compared
    last: date
    moved: tuple[Moved, ...]
    lag: int | None
    kilometres: float | None
    is_explained: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A change of hands. The map has it between two of its days (``after`` < day <= ``by``), the belief on ``ours``; either may not have it."""

    point: Point
    side: str
    after: date | None
    by: date | None
    ours: date | None

    @property
    def lag(self) -> int | None:
        """Days by which we are later than the map's interval (below 0: sooner), 0 within it; ``None`` where one of the two has no such change."""
        if self.by is None or self.after is None or self.ours is None:
            return None
        if self.ours > self.by:
            return (self.ours - self.by).days
        return min(0, (self.ours - self.after).days - 1)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, with the ends of its 95 % bootstrap interval over places; all ``None`` where there is nothing to share."""

    count: int
    of: int
    low: float | None
    high: float | None

    @property
    def part(self) -> float | None:
        """The part, ``None`` of nothing."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that was compared. ``apart`` are places on no polygon (on any day), ``unsure`` places whose position is not known well enough."""

    name: str
    days: tuple[date, ...]
    compared: tuple[Compared, ...]
    differences: tuple[Difference, ...]
    turns: tuple[Turn, ...]
    apart: tuple[Point, ...]
    unsure: tuple[Point, ...]
    troubles: tuple[str, ...]

    def agreement(self, low: float = 0.0, high: float = 2.0) -> Share:
        """How often the two agree where both say something and the belief's share lies in ``low``..``high``."""
        return share_of(one for one in self.compared if one.match is not Match.UNKNOWN and low <= one.share < high)

    def bands(self) -> tuple[tuple[float, Share], ...]:
        """Agreement by the belief's certainty: the lower end of each band, and what is in it."""
        return tuple((low, self.agreement(low, high)) for low, high in pairwise((*BANDS, 2.0)))

    def count(self, match: Match) -> int:
        """How many places and days stand so."""
        return sum(one.match is match for one in self.compared)


def compare(weighing: Weighing, reference: Reference, *, every: bool = False, day: date | None = None, as_of: date | None = None) -> Comparison:
    """Beliefs against the map, on its days or on ``day``; each by what was public on that day, or, with ``as_of``, all in hindsight from it.

    Places are those of which something was said; with ``every`` also those that only the prior names. Raises ``MapError`` where no day is known, or where
    longitude and latitude are exchanged in the map.
    """
    layers, troubles = _layers(weighing, reference, day, as_of)
    numbers = range(len(weighing.ground.points)) if every else weighing.told_of()
    points = sorted((weighing.ground.points[number] for number in numbers), key=lambda point: (point.name, point.latitude, point.longitude))
    placed = [point for point in points if not point.error_km]
    check_order((layer for _, layer in layers), placed)
    ask = _Asking(weighing, as_of)
    drawn = [layer.sides(placed) for _, layer in layers]
    compared: list[Compared] = []
    differences: list[Difference] = []
    turns: list[Turn] = []
    apart: list[Point] = []
    for number, point in enumerate(placed):
        known = [(when, layer, side) for (when, layer), sides in zip(layers, drawn, strict=True) if (side := sides[number]) is not None]
        if not known:
            apart.append(point)
            continue
        own = [ask.compared(point, when, side) for when, _, side in known]
        compared += own
        differences += _runs(own)
        if reference.is_series:
            turns += _turns(point, own, ask)
    found = _explained(differences, weighing, ask, dict(layers))
    return Comparison(
        name=reference.name,
        days=tuple(when for when, _ in layers),
        compared=tuple(compared),
        differences=tuple(found),
        turns=tuple(turns),
        apart=tuple(apart),
        unsure=tuple(point for point in points if point.error_km),
        troubles=(*reference.troubles, *troubles),
    )


class _Asking:
    """Beliefs by place and day. Without ``as_of`` each day is asked by what was public on it, and none after the last on which anything was."""

    def __init__(self, weighing: Weighing, as_of: date | None) -> None:
        self.weighing, self.as_of = weighing, as_of
        self.last = as_of or weighing.last_public()

    def question(self, point: Point, day: date) -> Question:
        return Question(point=point, day=day, as_of=max(day, self.as_of) if self.as_of else day)

    def compared(self, point: Point, day: date, drawn: str) -> Compared:
        question = self.question(point, day)
        belief = self.weighing.belief(question, since=False)
        share = dict(belief.probability).get(belief.holder, 0.0)
        return Compared(point=point, day=day, as_of=question.as_of, holder=belief.holder, share=share, drawn=drawn)

    def holder(self, point: Point, day: date) -> str:
        return self.weighing.belief(self.question(point, day), since=False).holder


def _layers(weighing: Weighing, reference: Reference, day: date | None, as_of: date | None) -> tuple[list[tuple[date, Layer]], list[str]]:
    """The days to compare, each with the layer that holds on it."""
    last = as_of or weighing.last_public()
    dated = [layer for layer in reference.layers if layer.day is not None]
    if day is not None:
        before = [layer for layer in dated if layer.day is not None and layer.day <= day]
        layer = before[-1] if before else next((one for one in reference.layers if one.day is None), None)
        if layer is None:
            message = f"expected a map of {day} or before in {reference.name}, found the first of {reference.layers[0].day}"
            raise MapError(message)
        old = (day - layer.day).days if layer.day else 0
        return [(day, layer)], [f"{layer.name}: the map is of {layer.day}, {old} days before the day asked for"] if old > 0 else []
    if not dated:
        if last is None:
            message = f"expected a day: {reference.name} has none and nothing was said on any; give one with --on"
            raise MapError(message)
        return [(last, reference.layers[0])], [f"{reference.name}: the map has no day; compared with beliefs on {last}, the last on which anything was public"]
    if not reference.is_series or last is None:
        return [(layer.day, layer) for layer in dated if layer.day], []
    kept = [(layer.day, layer) for layer in dated if layer.day and layer.day <= last]
    left = len(dated) - len(kept)
    told = [f"{reference.name}: {left} day{'' if left == 1 else 's'} after {last}, the last on which anything was public, left out"] if left else []
    return kept or [(dated[0].day or last, dated[0])], told if kept else []


def _runs(own: Sequence[Compared]) -> Iterator[Difference]:
    """Days in a row on which the two differ in one way, as one difference."""
    for (match, _, _), run in groupby(own, key=lambda one: (one.match, one.holder, one.drawn)):
        if match in {Match.OPPOSITE, Match.CONTESTED}:
            days = list(run)
            yield Difference(first=days[0], last=days[-1].day, moved=(), lag=None, kilometres=None, is_explained=False)


def _explained(differences: Iterable[Difference], weighing: Weighing, ask: _Asking, layers: dict[date, Layer]) -> Iterator[Difference]:
    """The differences, opposite ones first and the surest of them first; as many as ``EXPLAINED`` with their words and lags."""
    ranked = sorted(differences, key=lambda one: (one.first.match is not Match.OPPOSITE, -one.first.share, one.first.point.name, one.first.day))
    for number, one in enumerate(ranked):
        if number >= EXPLAINED:
            yield one
            continue
        first = one.first
        moved = explain(weighing, ask.question(first.point, first.day)).moved
        yield Difference(
            first=first,
            last=one.last,
            moved=moved[:WORDS_SHOWN],
            lag=_lag(first, ask),
            kilometres=layers[first.day].kilometres_to_border(first.point),
        )


def _lag(first: Compared, ask: _Asking) -> int | None:
    """The least number of days, either way, after which the belief says what the map says on that day."""
    for distance in range(1, LAG_DAYS + 1):
        for step in (distance, -distance):
            day = first.day + timedelta(step)
            if ask.last is not None and day > ask.last:
                continue
            if ask.holder(first.point, day) == first.drawn:
                return step
    return None


def _turns(point: Point, own: Sequence[Compared], ask: _Asking) -> Iterator[Turn]:
    """Changes of hands on the map and in the beliefs, matched one to one, the nearest first."""
    drawn = [(before.day, after.day, after.drawn) for before, after in pairwise(own) if before.drawn != after.drawn]
    told = [(day, side) for before, after in pairwise(own) if before.holder != after.holder for day, side in _days_of_turning(point, before, after, ask)]
    ranked = sorted(
        (abs((day - by).days), place, number)
        for place, (_, by, side) in enumerate(drawn)
        for number, (day, ours) in enumerate(told)
        if ours == side and abs((day - by).days) <= MATCH_DAYS
    )
    pairs: dict[int, int] = {}
    for _, place, number in ranked:
        if place not in pairs and number not in pairs.values():
            pairs[place] = number
    for place, (after_day, by, side) in enumerate(drawn):
        yield Turn(point=point, side=side, after=after_day, by=by, ours=told[pairs[place]][0] if place in pairs else None)
    yield from (Turn(point=point, side=side, after=None, by=None, ours=day) for number, (day, side) in enumerate(told) if number not in pairs.values())


def _days_of_turning(point: Point, before: Compared, after: Compared, ask: _Asking) -> Iterator[tuple[date, str]]:
    """The days on which the belief changes between two that were compared; what it never knew before is no change."""
    holder = before.holder
    for step in range(1, (after.day - before.day).days + 1):
        day = before.day + timedelta(step)
        now = after.holder if day == after.day else ask.holder(point, day)
        if holder not in (now, UNKNOWN):
            yield day, now
        holder = now


def share_of(compared: Iterable[Compared]) -> Share:
    """How many of them agree, with the 95 % interval of a bootstrap over places (Efron 1979): the days of one place hang together."""
    by_place: dict[Point, list[int]] = {}
    for one in compared:
        counts = by_place.setdefault(one.point, [0, 0])
        counts[0] += one.match is Match.AGREE
        counts[1] += 1
    table = np.array(list(by_place.values()), dtype=np.int64).reshape(-1, 2)
    count, total = (int(number) for number in table.sum(axis=0))
    low, high = interval(table)
    return Share(count, total, low, high)


def interval(table: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> tuple[float | None, float | None]:
    """The 2.5th and 97.5th percentile of the share over resampled rows (count, of), the same every time; ``None`` for fewer than two rows."""
    if len(table) < 2:
        return None, None
    chosen = np.random.Generator(np.random.PCG64(SEED)).integers(0, len(table), size=(RESAMPLES, len(table)))
    sums = np.array([table[rows].sum(axis=0) for rows in chosen])
    low, high = np.percentile(sums[:, 0] / sums[:, 1], [2.5, 97.5])
    return float(low), float(high)


def lags_of(turns: Iterable[Turn]) -> list[int]:
    """The lags of the changes that both have, in order."""
    return sorted(turn.lag for turn in turns if turn.lag is not None)


def point_key(point: Point) -> tuple[str, float, float]:
    """What orders places in a list."""
    return point.name, point.latitude, point.longitude
