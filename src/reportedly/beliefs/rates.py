"""Rates estimated on the user's own ledger: how the line moves, how much of it is told, what signs are worth, whose word turns out so.

Expectation maximisation month by month: the expected counts of a hidden Markov model (Baum and others 1970; Rabiner 1989) are added to those of the months
before, as in online EM (Cappé and Moulines 2009), and to what is judged (``weights.py``, ``line.py``), which counts as so many place-days, words or settled
news (a conjugate prior): a small ledger keeps what is judged, a large one speaks.

The rule that must not be broken: where the ledger says nothing but what it is asked about, an estimate stays what it was; and what the ledger cannot tell
from its own beliefs is judged for good (``docs/decisions/control.md`` says what, and why).
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from reportedly.beliefs import line, weights
from reportedly.beliefs.line import DISTANCE, HOLDERS, PASSED, Motion
from reportedly.beliefs.weights import RULES, START, Rule, Says

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from reportedly.beliefs.evidence import Statement
    from reportedly.beliefs.hearing import Heard
    from reportedly.beliefs.line import Array, Crossings
    from reportedly.beliefs.reliability import Grades
    from reportedly.beliefs.track import Track

SIGNS: Final = {rule.name: rule for rule in (*RULES, START) if not rule.is_news and rule.says is not Says.NOTHING}
"""The rows of the table whose strength is estimated: those that are no news of who holds the place."""
STANDINGS: Final = {one.name: one for one in (weights.ADMISSION, weights.OBSERVER, weights.PARTY, weights.UNNAMED_ADMISSION, weights.CLAIM, weights.UNNAMED)}
DIGITS: Final = 6
"""Significant digits that are kept: the last bits of a sum hang on how a machine adds."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Expected counts, which may be added.

    Of place-days: how many ``days``, ``jumps`` and the kilometres ``jumped``, ``collapses``, changes of hands (``passings``), and, while the place is spoken of
    and any change of it is told, changes in all (``followed``) and those told on their day (``told``). Of words, as many as are heard: shares of them at places
    that the first side held, contested, and the second (``said``), and of each sign, by acting side, the share said where what it says was so, and where it
    was not (``signs``).
    """

    days: float = 0.0
    jumps: float = 0.0
    jumped: float = 0.0
    collapses: float = 0.0
    passings: float = 0.0
    followed: float = 0.0
    told: float = 0.0
    said: tuple[float, float, float] = (0.0, 0.0, 0.0)
    signs: Mapping[str, tuple[float, float, float, float]] = field(default_factory=dict)

    def __add__(self, other: Counts) -> Counts:
        signs = {
            name: tuple(one + more for one, more in zip(self.signs.get(name, NO_SIGNS), other.signs.get(name, NO_SIGNS), strict=True))
            for name in SIGNS
            if name in self.signs or name in other.signs
        }
        return Counts(
            days=self.days + other.days,
            jumps=self.jumps + other.jumps,
            jumped=self.jumped + other.jumped,
            collapses=self.collapses + other.collapses,
            passings=self.passings + other.passings,
            followed=self.followed + other.followed,
            told=self.told + other.told,
            said=(self.said[0] + other.said[0], self.said[1] + other.said[1], self.said[2] + other.said[2]),
            signs=signs,  # type: ignore[arg-type]
        )


NO_SIGNS = (0.0, 0.0, 0.0, 0.0)
NO_COUNTS = Counts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One estimated number: what is ``judged``, what is ``used``, and on how many of the ledger's own ``of`` (place-days, moves, …) it rests."""

    name: str
    judged: float
    used: float
    count: float
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """What answers are reckoned with; ``table`` sets each number beside the judged one."""

    motion: Motion
    strengths: Mapping[str, float]
    trusts: Mapping[str, float]
    table: tuple[Rate, ...]

    @property
    def days(self) -> float:
        """The place-days that the motion was estimated from, beside what is judged."""
        return self.table[0].count

    def used_for(self, statement: Statement) -> tuple[Rate, ...]:
        """The estimated numbers that the statement was weighed with: that of its row, where it is a sign, and the trust in such a source at first."""
        is_sign = SIGNS.get(statement.rule.name) is statement.rule
        names = {*([f"sign: {statement.rule.name}"] if is_sign else []), f"trust: {statement.standing.name}"}
        return tuple(rate for rate in self.table if rate.name in names)

    def strength(self, rule: Rule) -> float:
        """The strength of the row: of a sign the estimated one."""
        return self.strengths[rule.name] if SIGNS.get(rule.name) is rule else rule.strength

    def trust(self, standing: weights.Standing) -> float:
        """The trust in a source of that standing that has no record."""
        return self.trusts[standing.name]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The last days of a track from the day ``first`` on, in hindsight: from the track's own state on that day, and by what was heard since.

    To see a month in hindsight takes what that month takes, however long the track is.
    """

    first: int
    views: Array
    crossings: Crossings
    onward: Array
    seen: Array
    quiet: Array | None
    motion: Motion

    @classmethod
    def of(cls, track: Track, begin: int) -> Stretch:
        """The days from the one before ``begin`` on, or from the track's first."""
        first = min(max(begin - 1, 0), len(track.views) - 1)
        views = track.views[first:].copy()
        views[0] = 0.0  # its state knows them
        crossings = line.dated({day - first: news for day, news in track.crossings.items() if day > first})
        quiet, motion = track.quiet, track.motion
        onward = line.forward(views, track.states[first], crossings=crossings, quiet=quiet, motion=motion)
        return cls(first, views, crossings, onward, line.smooth(views, onward, crossings, quiet=quiet, motion=motion), quiet, motion)


def count_days(stretch: Stretch, begin: int, end: int, spoken: Iterable[int] = ()) -> Counts:
    """Expected counts of the moves that led to the days of the track from ``begin`` to ``end`` (the latter not among them).

    ``spoken`` are the days of words about the place, where any change of it is told: only near them does it say anything that a change was not told.
    """
    at, end = max(begin - stretch.first, 1), min(end - stretch.first, len(stretch.views))
    if at >= end:
        return NO_COUNTS
    before, seen, onward = stretch.onward[at - 1 : end - 1], stretch.seen[at:end], stretch.onward[at:end]
    after = np.divide(seen, onward, out=np.zeros_like(seen), where=onward > 0)
    after *= np.exp(stretch.views[at:end] - stretch.views[at:end].max(axis=1, keepdims=True))
    crossings = {day - at: news for day, news in stretch.crossings.items() if at <= day < end}
    motion = stretch.motion
    moves = line.moves_of((), stretch.quiet, motion)
    norm = ((before @ moves) * after).sum(axis=1)
    norm[[*crossings]] = np.inf
    after_norm = after / norm[:, None]
    moved = moves * (before.T @ after_norm)
    passed = ((before @ (moves * PASSED)) * after_norm).sum(axis=1)
    is_told = np.zeros(end - at, dtype=bool)
    for day, news in sorted(crossings.items()):
        on_day = line.moves_of(news, stretch.quiet, motion) * np.outer(before[day], after[day])
        on_day /= on_day.sum()
        moved += on_day
        passed[day] = (on_day * PASSED).sum()
        is_told[day] = line.is_told_here(news)
    is_followed = _near(spoken, stretch.first + at, stretch.first + end)
    jumps, jumped, collapses = _shares(motion)
    return Counts(
        days=float(end - at),
        jumps=float(np.vdot(moved, jumps)),
        jumped=float(np.vdot(moved, jumped)),
        collapses=float(np.vdot(moved, collapses)),
        passings=float(passed.sum()),
        followed=float(passed[is_followed].sum()),
        told=float(passed[is_followed & is_told].sum()),
    )


@functools.lru_cache(line.KEPT_MOTIONS)
def _shares(motion: Motion) -> tuple[Array, Array, Array]:
    """Of each move of the line: the chance that it was a jump, that times its kilometres, and the chance that a front gave way.

    Jumps are shorter at the ends of the line, beyond which nothing is: their kilometres are those of a line without ends.
    """
    jump, moves = line.jump(motion.kilometres), line.transition(motion)
    jumps = motion.jumps * jump / moves
    mean = (jump * DISTANCE).sum(axis=1, keepdims=True)
    return jumps, jumps * DISTANCE * (motion.kilometres / mean), motion.collapses / line.CELLS / moves


def _near(spoken: Iterable[int], begin: int, end: int) -> NDArray[np.bool_]:
    """Which of the days lie within ``weights.REPEAT_DAYS`` of a day on which the place was spoken of."""
    near = np.zeros(end - begin, dtype=bool)
    for day in spoken:
        near[max(0, day - begin - weights.REPEAT_DAYS) : max(0, day - begin + weights.REPEAT_DAYS + 1)] = True
    return near


def count_words(words: Iterable[tuple[Heard, float, Array]], rates: Rates) -> Counts:
    """Expected counts of words about the place itself: each with the trust in its source and the state, in hindsight, of its day.

    The state knows the word: of one on which nothing else bears, the two counts stand as the rates have them, and move nothing.
    """
    said = np.zeros(3)
    signs: dict[str, list[float]] = {}
    for heard, trust, state in words:
        one = heard.statement
        held = HOLDERS @ state
        said += heard.share * held
        if SIGNS.get(one.rule.name) is not one.rule:
            continue
        own, other = (held[0], held[2]) if one.side == 0 else (held[2], held[0])
        so, not_so = (own, other) if one.rule.says is Says.HOLDS else (other, own)
        if_wrong = trust * math.exp(-rates.strength(one.rule))
        guessed = (1.0 - trust) * one.rule.noise  # said by one who knows nothing: of the word's worth that tells nothing
        scale = heard.share * one.sureness
        kept = signs.setdefault(one.rule.name, [0.0] * 4)
        kept[2 * one.side] += scale * float(so) * trust / (trust + guessed)
        kept[2 * one.side + 1] += scale * float(not_so) * if_wrong / (if_wrong + guessed)
    return Counts(said=(float(said[0]), float(said[1]), float(said[2])), signs={name: (kept[0], kept[1], kept[2], kept[3]) for name, kept in signs.items()})


def estimate(counts: Counts, grades: Grades) -> Rates:
    """The rates by what is judged, what was counted, and what is settled of the sources' news."""
    of_line = _of_line(counts)
    of_signs = [_of_sign(name, rule, counts) for name, rule in SIGNS.items()]
    of_standings = _of_standings(grades)
    jumps, kilometres, collapses, told = (rate.used for rate in of_line[:4])
    return Rates(
        motion=Motion(jumps=jumps, kilometres=kilometres, collapses=collapses, untold=_rounded(1.0 - told)),
        strengths={name: rate.used for name, rate in zip(SIGNS, of_signs, strict=True)},
        trusts={name: rate.used for name, rate in zip(STANDINGS, of_standings, strict=True)},
        table=(*of_line, *of_signs, *of_standings),
    )


def _of_line(counts: Counts) -> tuple[Rate, ...]:
    """Gamma and Beta posteriors: the judged value, as so many place-days or changes, and the counts."""
    worth, moves = weights.MOTION_WORTH, weights.MOTION_WORTH * line.JUMPS_A_DAY
    told = (weights.TOLD_WORTH * (1.0 - line.UNTOLD) + counts.told) / (weights.TOLD_WORTH + counts.followed)
    return (
        _rate("moves of the line a day", line.JUMPS_A_DAY, (worth * line.JUMPS_A_DAY + counts.jumps) / (worth + counts.days), counts.days, "place-days"),
        _rate("kilometres a move", line.JUMP_KM, (moves * line.JUMP_KM + counts.jumped) / (moves + counts.jumps), counts.jumps, "moves"),
        _rate("fronts that give way a day", line.COLLAPSES_A_DAY, (worth * line.COLLAPSES_A_DAY + counts.collapses) / (worth + counts.days),
              counts.days, "place-days"),
        _rate("changes of hands that are told", 1.0 - line.UNTOLD, told, counts.followed, "changes"),
    )  # fmt: skip


def _of_sign(name: str, rule: Rule, counts: Counts) -> Rate:
    """How much likelier the sign is where what it says is so: against all words of such places, for places that are told of more are told all of more."""
    first, _, second = counts.said
    kept = counts.signs.get(name, NO_SIGNS)
    odds = (first + weights.SIGN_WORTH) / (second + weights.SIGN_WORTH)
    odds = odds if rule.says is Says.HOLDS else 1.0 / odds
    so, not_so = kept[0] + kept[2], kept[1] * odds + kept[3] / odds
    judged = 1.0 / (1.0 + math.exp(-rule.strength))
    ratio = (weights.SIGN_WORTH * judged + so) / (weights.SIGN_WORTH * (1.0 - judged) + not_so)
    return _rate(f"sign: {name}", rule.strength, max(0.0, math.log(ratio)), sum(kept), "words")


def _of_standings(grades: Grades) -> list[Rate]:
    """Beta posterior means by kind of source; no source counts for more than ``weights.SOURCE_WORTH`` settled news of a kind."""
    right, settled = dict.fromkeys(STANDINGS, 0.0), dict.fromkeys(STANDINGS, 0.0)
    for _, grade in sorted(grades.items()):
        for name, (count, so) in grade.by_standing().items():
            share = min(1.0, weights.SOURCE_WORTH / count)
            right[name] += share * so
            settled[name] += share * count
    worth = weights.STANDING_WORTH
    return [
        _rate(f"trust: {name}", one.trust, (worth * one.trust + right[name]) / (worth + settled[name]), settled[name], "settled news")
        for name, one in STANDINGS.items()
    ]


def _rate(name: str, judged: float, used: float, count: float, of: str) -> Rate:
    return Rate(name=name, judged=judged, used=_rounded(used), count=_rounded(count), of=of)


def _rounded(number: float) -> float:
    return float(f"{number:.{DIGITS}g}")


JUDGED: Final = estimate(NO_COUNTS, {})
"""The rates of a ledger that says nothing: what is judged."""
