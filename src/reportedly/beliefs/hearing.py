"""Which statements are heard, and how much: one mouth is one witness, and a chorus of one interest is less than so many witnesses.

The rule that must not be broken: hearing goes by the day of publication, so what was heard by a day never depends on what came after it;
and a thousand copies, or a thousand repetitions, weigh what one of them does.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from reportedly.beliefs import weights
from reportedly.beliefs.line import CELLS, CONTESTED, HOLDERS, KM
from reportedly.beliefs.weights import Says

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from reportedly.beliefs.evidence import Statement
    from reportedly.beliefs.line import Array


@dataclass(frozen=True, slots=True)
class Heard:
    """A statement that counts, and its ``share``: 1 for the first mouth of its interest, 1/2 for the second, and so on.

    ``is_fresh`` marks the first news of a change of hands since there was news of the contrary.
    """

    statement: Statement
    share: float
    is_fresh: bool

    @property
    def tells_change(self) -> bool:
        """Whether it is news that the place itself changed hands."""
        one = self.statement
        return one.point is not None and (one.rule is weights.TURNED or (one.rule.is_change and one.whole > weights.UNSURE_PLACE))


def iter_heard(statements: Iterable[Statement]) -> Iterator[Heard]:
    """The statements about one place that count, in the order of hearing (``Statement.order``), which they must come in.

    A mouth is heard once for the same words (kind of words and side) until it says the contrary, or so many days have gone by. The mouth of
    copies is that of the copy that came first. What a report says itself, in its headline say, and on somebody's word too, is that somebody's word.
    """
    statements = list(statements)
    passed_on = {(one.report, *_direction(one)) for one in statements if not one.own_voice}
    first_copy: dict[str, str] = {}
    last: dict[tuple[str, str, int], Statement] = {}
    mouths: dict[tuple[str, str, int], dict[str, date]] = {}
    favoured: int | None = None
    changes: list[date] = []
    for one in statements:
        if one.own_voice and (one.report, *_direction(one)) in passed_on:
            continue
        if one.rule is weights.TURNED and any(_is_same_change(one.day, day) for day in changes):
            continue
        if one.rule is weights.TURNED or (one.rule.is_change and one.whole > weights.UNSURE_PLACE):
            changes.append(one.day)
        mouth = first_copy.setdefault(one.family, one.origin.id) if one.family else one.origin.id
        direction = _direction(one)
        key, contrary = (mouth, *direction), (mouth, *_against(direction))
        before, other = last.get(key), last.get(contrary)
        changed_mind = before is not None and other is not None and other.public > before.public
        if before is not None and not changed_mind and (one.day - before.day).days < weights.REPEAT_DAYS:
            continue
        last[key] = one
        chorus = mouths.setdefault((one.origin.side or "", *direction), {})
        recent = sum(1 for voice, day in chorus.items() if voice != mouth and abs((one.day - day).days) < weights.REPEAT_DAYS)
        chorus[mouth] = one.day
        is_fresh = one.rule.is_change and one.whole > weights.UNSURE_PLACE and favoured != direction[1]
        favoured = direction[1] if is_fresh else favoured
        yield Heard(one, 1.0 / (1 + recent), is_fresh)


def without_told_again(heard: list[Heard]) -> list[Heard]:
    """Without news of a change of hands whose winner nobody named then and somebody has named since: both tell of one change."""
    if not any(one.statement.rule is weights.TURNED for one in heard):
        return heard
    named = [one.statement.day for one in heard if one.tells_change and one.statement.rule is not weights.TURNED]
    return [one for one in heard if one.statement.rule is not weights.TURNED or not any(_is_same_change(one.statement.day, day) for day in named)]


def _is_same_change(one: date, other: date) -> bool:
    return abs((one - other).days) < weights.SAME_CHANGE_DAYS


@dataclass(slots=True)
class Hearing:
    """What is heard of one place: statements in the order of hearing, those that count, and the days they became public."""

    statements: list[Statement] = field(default_factory=list)
    version: int = 0
    counted: list[Heard] | None = None
    public: list[date] = field(default_factory=list)

    def by(self, as_of: date) -> list[Heard]:
        """What counts of what was public by then, in the order of hearing."""
        if self.counted is None:
            self.statements.sort(key=lambda one: one.order)
            self.counted = list(iter_heard(self.statements))
            self.public = [heard.statement.public for heard in self.counted]
        return without_told_again(self.counted[: self.count(as_of)])

    def count(self, as_of: date) -> int:
        """How many words that count were public by then."""
        if self.counted is None:
            self.by(as_of)
        return bisect.bisect_right(self.public, as_of)


def _direction(one: Statement) -> tuple[str, int]:
    """For which side the statement speaks and in which way: news of a change of hands, or signs of it."""
    if one.rule.says is Says.NOTHING:
        return ("turn" if one.rule is weights.TURNED else "fighting"), 0
    return ("news" if one.rule.is_news else "sign"), one.favoured


def _against(direction: tuple[str, int]) -> tuple[str, int]:
    kind, favoured = direction
    return kind, 1 - favoured


def view_of(heard: Heard, trust: float, first: float, strength: float, reach: float = 0.0) -> Array:
    """Log-likelihood of the statement along the line's places: of a source that knows with chance ``trust``, and else says anything.

    ``first`` is the trust in such a source before it had a record, ``strength`` that of the statement's row; ``reach`` is how many kilometres the
    place reaches from its middle.
    """
    one = heard.statement
    rule, scale = one.rule, one.sureness * heard.share
    view = np.zeros(CELLS)
    strength = strength * scale * one.whole
    near = max(rule.near, weights.PART_NEAR if one.whole <= weights.UNSURE_PLACE and (rule.is_news or rule.near) else 0.0)
    if rule.says is not Says.NOTHING:
        own = HOLDERS[0 if one.side == 0 else 2]
        between = HOLDERS[CONTESTED]
        if rule.says is Says.HOLDS:
            view -= strength * (1.0 - own - 0.5 * between)
        else:
            view -= strength * own
    beyond = np.clip((np.abs(KM) - weights.NEAR_KM) / weights.NEAR_FADE_KM, 0.0, 1.0)
    view -= near * scale * beyond
    if one.part is not None:
        view = scale * _partly(one, reach)
    view -= rule.range * scale * (np.abs(KM) > weights.GUN_KM)
    # Who was found wrong says such things without ground: for him they are no longer rare.
    return _doubted(view, trust, rule.noise ** min(1.0, trust / first))


def _partly(one: Statement, reach: float) -> Array:
    """Log-likelihood where a side has a part of the place: who has all but a fifth of a town has its middle, and the line runs beyond that.

    At most as strong as the same words of the whole place, and as sure that the line is near.
    """
    assert one.part is not None
    beyond = (2.0 * one.part - 1.0) * reach * (1.0 if one.side == 0 else -1.0)
    error = max(weights.LEAST_PART_ERROR_KM, weights.PART_ERROR * reach)
    return np.maximum(-0.5 * ((KM - beyond) / error) ** 2, -one.rule.strength)


def view_before(heard: Heard, trust: float) -> Array:
    """Log-likelihood for the day before fresh news, where nobody said who held the place at the start: it was not the winner."""
    return _doubted(-weights.BEFORE * heard.statement.sureness * heard.share * winner(heard.statement), trust, weights.COMMON)


def boost_of(heard: Heard, trust: float) -> float:
    """How much likelier the news is on the day the place changed hands than of a place that the winner had long held, less 1; 0 where it is no such news."""
    one = heard.statement
    if one.rule is weights.TURNED:
        return weights.TURNED_MOVED * trust * one.sureness * one.whole * heard.share
    if not one.rule.is_change or one.whole <= weights.UNSURE_PLACE:
        return 0.0
    return weights.MOVED * trust * one.sureness * one.whole * heard.share


def winner(one: Statement) -> Array:
    """For each place of the line, the chance that the side for whose hold the words speak holds the place."""
    row: Array = HOLDERS[0 if one.favoured == 0 else 2]
    return row


def _doubted(view: Array, trust: float, noise: float) -> Array:
    """What is left of it when the source knows with chance ``trust``, and else says anything."""
    mixed: Array = np.log(trust * np.exp(view) + (1.0 - trust) * noise)
    return mixed
