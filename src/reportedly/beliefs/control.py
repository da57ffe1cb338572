"""Who holds a place on a day, by what was public on another: the beliefs.

For each place a hidden Markov model over days (``line.py``) hears the statements about it, about its region, and, blurred by distance and shifted by how
deep each lies, those about its neighbours. ``as_of`` cuts by the day made public; the day asked for may lie before it, and is then seen in hindsight.

The rule that must not be broken: a belief is a function of the statements alone, in whatever order they came: adding some and asking gives
what weighing everything anew gives; and no answer uses a word that was not public on its ``as_of``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from reportedly.beliefs import line, weights
from reportedly.beliefs.evidence import iter_statements
from reportedly.beliefs.hearing import Heard, Hearing, boost_of, view_before, view_of, winner
from reportedly.beliefs.learning import NOTHING, Learned, learn
from reportedly.beliefs.line import Crossing
from reportedly.beliefs.prior import CONTESTED, UNKNOWN, Question
from reportedly.beliefs.reliability import month_after, month_of
from reportedly.beliefs.track import Track, Tracks
from reportedly.core.day_range import DayRange
from reportedly.core.errors import PackError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from reportedly.beliefs.evidence import Statement
    from reportedly.beliefs.ground import Ground
    from reportedly.beliefs.line import Array, Crossings
    from reportedly.beliefs.prior import Point
    from reportedly.beliefs.rates import Rates
    from reportedly.beliefs.reliability import Grades
    from reportedly.beliefs.wording import Wording
    from reportedly.core.entries import Testimony
    from reportedly.packs.load import Pack
    from reportedly.reports.independence import Origins

FLOOR = -6.0
"""A neighbour's news says no place of the line is less likely than e to this."""
SWITCH = 0.5
"""The share of belief at which another holder is named: more likely than not. Below it, whoever was named before is named still."""
SWITCH_BEHIND = 0.6
"""The same for days seen in hindsight: nothing presses there, and what came later smears the days before a change."""
SINCE_LOW, SINCE_HIGH = 0.1, 0.9
"""The change of hands lies between the last day on which the holder's share was below the first and the first day from which it stays above the second."""

Moved: TypeAlias = "tuple[Array, float, bool]"
"""Of a change of hands in the news: for each place of the line the chance that the winner holds the place, and the boost (``line.Crossing``)."""
News: TypeAlias = "tuple[date, Array, tuple[Moved, ...], tuple[Statement, ...]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """Who holds the place on ``day`` as of ``as_of``: a side's code, ``contested`` or ``unknown``, with the share of each and since when."""

    point: Point
    day: date
    as_of: date
    holder: str
    probability: tuple[tuple[str, float], ...]
    since: DayRange


def two_sides(pack: Pack) -> tuple[str, str]:
    """The codes of the pack's two sides. Raises ``PackError`` for another number: a line of contact has two sides."""
    codes = tuple(side.code for side in pack.sides)
    if len(codes) != 2:
        message = f"expected two sides in {pack!r}, found {len(codes)}: control is weighed between two"
        raise PackError(message)
    return codes[0], codes[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one word, or one day's words of a neighbour, add on the day ``at`` (counted from the first); ``kilometres`` is ``None`` for the region's."""

    at: int
    view: Array
    crossings: tuple[Crossing, ...]
    kilometres: float | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that goes into an answer: the views by day, the states in hindsight, every entry, the sources' grades, the rates, whether a change was told."""

    first: date
    views: Array
    crossings: Crossings
    states: Array
    smoothed: Array
    entries: tuple[Entry, ...]
    grades: Grades
    rates: Rates
    is_told: bool


class Weighing:
    """Statements by place, and the beliefs from them.

    ``region_of`` gives the region a place lies in, by the gazetteer's name and country, ``reach_of`` how many kilometres its houses reach from its middle.
    """

    def __init__(
        self,
        ground: Ground,
        origins: Origins,
        region_of: Callable[[Point], tuple[str, str | None] | None],
        wording: Wording | None = None,
        reach_of: Callable[[Point], float] | None = None,
    ) -> None:
        self.ground = ground
        self.sides = ground.sides
        self._origins = origins
        self._wording = wording
        self._region_of = region_of
        self._reach_of = reach_of
        self._places: dict[int, Hearing] = {}
        self._regions: dict[tuple[str, str | None], Hearing] = {}
        self._news: dict[tuple[object, ...], list[News]] = {}
        self._kept_views: dict[tuple[object, ...], Array] = {}
        self._learned: dict[date, Learned] = {}
        self._months: set[date] = set()
        self._tracks = Tracks()
        self._near: dict[int, tuple[tuple[int, float], ...]] = {}
        self._held: dict[tuple[str, str | None], tuple[float, ...]] = {}
        self._home: dict[int, tuple[str, str | None] | None] = {}
        self._reach: dict[int, float] = {}

    def add(self, testimonies: Iterable[Testimony]) -> int:
        """Takes in the testimonies; how many statements about places they made. A testimony that is there already adds nothing."""
        return self.add_statements(one for testimony in testimonies for one in iter_statements(testimony, self._origins, self.sides, self._wording))

    def add_statements(self, statements: Iterable[Statement]) -> int:
        """Takes in what testimonies were found to state; how many statements that were."""
        return sum(map(self._add, statements))

    def _add(self, one: Statement) -> int:
        if one.region is not None:
            heard = self._regions.setdefault(one.region, Hearing())
        else:
            assert one.point is not None
            number = self.ground.number(one.point)
            if number not in self._places:
                self._near.clear()
            heard = self._places.setdefault(number, Hearing())
            for key in [key for key in self._news if key[0] == number]:
                del self._news[key]
        heard.statements.append(one)
        heard.version += 1
        heard.counted = None
        self._months.add(month_of(one.public))
        for month in [month for month in self._learned if month > one.public]:
            del self._learned[month]  # it was public before they were drawn up
            self._tracks.clear()
            self._news.clear()
            self._kept_views.clear()
        return 1

    def belief(self, question: Question, *, since: bool = True) -> Belief:
        """The answer to the question; without prior or testimony, ``unknown``. ``since=False`` leaves out since when, and is sooner."""
        number = self.ground.number(question.point)
        near = self._within_reach(number, question)
        track = self._track(number, near.day, near.as_of)
        at = (near.day - track.first).days
        last = max(at, len(track.views) - 1)
        live = at == last
        smoothed = track.states if live and not since else track.smoothed()
        state = track.states[at] if live else smoothed[at]
        shares = line.HOLDERS @ state
        named = dict(zip((self.sides[0], CONTESTED, self.sides[1]), (float(share) for share in shares), strict=True))
        named_from = (track.states, SWITCH) if live else (smoothed, SWITCH_BEHIND)
        row = _named_row(line.HOLDERS @ named_from[0][: at + 1].T, named_from[1])
        holder = list(named)[row]
        if self._is_before_all(number, question):
            holder, named = UNKNOWN, dict.fromkeys(named, 1 / len(named))
        known = since and holder != UNKNOWN
        held_since = _since(line.HOLDERS[list(named).index(holder)] @ smoothed[: at + 1].T, track.first) if known else DayRange()
        return Belief(point=question.point, day=question.day, as_of=question.as_of, holder=holder, probability=tuple(named.items()), since=held_since)

    def _within_reach(self, number: int, question: Question) -> Question:
        """The question itself, or that of the nearest day within reach of what is known: its answer is the same."""
        heard = (one.statement.day for one in self.heard(number, question.as_of))
        start = self._start(number)
        return question.near([*self._months, *heard, *([start] if start else [])])

    def _is_before_all(self, number: int, question: Question) -> bool:
        """Whether nothing is known of that day: there is no prior, and no word of the place or its region on a day as early was public."""
        return not self.ground.has_prior() and all(one.statement.day > question.day for one in self.heard(number, question.as_of))

    def last_public(self) -> date | None:
        """The last day on which anything heard became public; ``None`` where nothing was heard."""
        return max((one.public for heard in self._all() for one in heard.statements), default=None)

    def told_of(self) -> tuple[int, ...]:
        """Numbers of the places of which something was said, by name."""
        return tuple(sorted(self._places, key=lambda number: (self.ground.points[number].name, number)))

    def region(self, number: int) -> tuple[str, str | None] | None:
        """The region the place lies in, ``None`` where it is not known."""
        if number not in self._home:
            self._home[number] = self._region_of(self.ground.points[number])
        return self._home[number]

    def _all(self) -> list[Hearing]:
        return [*self._places.values(), *self._regions.values()]

    def track(self, number: int, as_of: date, *, smooth: bool = True) -> tuple[date, Array, Array]:
        """The place's days up to ``as_of``, by what was public then: the first, the states of each seen from itself, and from ``as_of`` (if wanted)."""
        track = self._track(number, as_of, as_of)
        days = (as_of - track.first).days + 1
        return track.first, track.states[:days], track.smoothed()[:days] if smooth else track.states[:0]

    def news_days(self, number: int, last: date) -> list[date]:
        """The days up to ``last`` on which a belief on the place may change by more than time.

        A word about it, its region or its neighbours became public then, or grades were drawn up; from its first word on, or from the prior's day. None where
        nothing was heard and there is no prior.
        """
        heard = [one.statement.public for one in self.heard(number, last)]
        start = self._start(number) or min(heard, default=None)
        if start is None or start > last:
            return []
        near = (one.statement.public for other, _ in self.neighbours(number) for one in self._places[other].by(last))
        months = (month_after(day) for day in self._months)
        return sorted({start, *(day for days in (heard, near, months) for day in days if start <= day <= last)})

    def heard(self, number: int, as_of: date) -> list[Heard]:
        """What was heard by then of the place and of its region, in the order of hearing."""
        own = self._places[number].by(as_of) if number in self._places else []
        home = self.region(number)
        of_region = self._regions[home].by(as_of) if home in self._regions else []
        return [*own, *of_region]

    def neighbours(self, number: int) -> tuple[tuple[int, float], ...]:
        """Other places near enough of which something was said, with their distances."""
        if number not in self._near:
            point = self.ground.points[number]
            near = ((other, km) for other, km in self.ground.within(point, weights.NEIGHBOUR_KM) if other != number and other in self._places)
            self._near[number] = tuple(sorted(near, key=lambda pair: (pair[1], self.ground.points[pair[0]].name)))
        return self._near[number]

    def _track(self, number: int, day: date, as_of: date) -> Track:
        """The days from the prior, or from the first word, to the later of the day and the last word on it."""
        heard = self.heard(number, as_of)
        near = self.neighbours(number)
        first = self._first(number, day, heard)
        learned = self.learned(as_of)
        own = self._places.get(number)
        told = tuple((self._places[other].version, self._places[other].count(as_of)) for other, _ in near)
        key = (len(heard), own.version if own else 0, own.count(as_of) if own else 0, told, first, learned)
        last = max(day, as_of)
        days = (last - first).days + 1
        old = self._tracks.get(number)
        same = old is not None and old.key == key
        if same and old is not None and len(old.views) == days:
            return old
        if same and old is not None and days > len(old.views):
            views = np.concatenate([old.views, np.zeros((days - len(old.views), line.CELLS))])
            crossings = old.crossings
        else:
            views, crossings = self._views(number, as_of, first, days, learned)
        since, motion = 0, learned.rates.motion
        if old is not None and old.first == first and old.motion == motion:
            common = min(len(old.views), days)
            equal = (old.views[:common] == views[:common]).all(axis=1)
            since = common if equal.all() else int(np.argmin(equal))
            changed = (day for day in {*old.crossings, *crossings} if old.crossings.get(day) != crossings.get(day))
            since = min(since, *changed, since)
        states = line.forward(views, crossings=crossings, since=since, before=old.states if old is not None else None, motion=motion)
        track = Track(key, first, views, crossings, states, any(one.tells_change for one in heard), motion)
        self._tracks.put(number, track)
        return track

    def _first(self, number: int, day: date, heard: list[Heard]) -> date:
        start = self._start(number)
        return min([day, *([start] if start else [one.statement.day for one in heard])])

    def _start(self, number: int) -> date | None:
        """The day of the place's prior, or of the first prior of all, which says on which side of the line it lay."""
        claim = self.ground.priors[number]
        return claim.day if claim is not None else self.ground.first_day

    def sheet(self, question: Question) -> Sheet:
        """All that goes into the answer, word by word."""
        number = self.ground.number(question.point)
        question = self._within_reach(number, question)
        track = self._track(number, question.day, question.as_of)
        learned = self.learned(question.as_of)
        entries = tuple(self._entries(number, question.as_of, track.first, len(track.views), learned))
        return Sheet(
            first=track.first,
            views=track.views,
            crossings=track.crossings,
            states=track.states,
            smoothed=track.smoothed(),
            entries=entries,
            grades=learned.grades,
            rates=learned.rates,
            is_told=track.is_told,
        )

    def _views(self, number: int, as_of: date, first: date, days: int, learned: Learned) -> tuple[Array, Crossings]:
        views = np.zeros((days, line.CELLS))
        crossings: dict[int, tuple[Crossing, ...]] = {}
        start = self._start(number)
        if start is not None and 0 <= (start - first).days < days:
            views[(start - first).days] += np.log(line.prior_view(self.ground.depth(number)))
        for entry in self._entries(number, as_of, first, days, learned):
            views[entry.at] += entry.view
            if entry.crossings:
                crossings[entry.at] = (*crossings.get(entry.at, ()), *entry.crossings)
        return views, crossings

    def _entries(self, number: int, as_of: date, first: date, days: int, learned: Learned) -> Iterator[Entry]:
        """What is heard of the place, of its region and of its neighbours, by day; nothing of days before the first."""
        for one in self.heard(number, as_of):
            at = (one.statement.day - first).days
            if not 0 <= at < days:
                continue
            kilometres = None if one.statement.point is None else 0.0
            view, crossing = self.view(one, learned), self.crossing(one, learned)
            if one.statement.region is not None and one.statement.rule.is_change:
                done = self._done(one.statement.region, one.statement.favoured)
                view, crossing = view * done, Crossing(crossing.beyond, crossing.boost * done) if crossing else None
            yield Entry(at=at, view=view, crossings=(crossing,) if crossing else (), kilometres=kilometres, statements=(one.statement,))
            if at and one.is_fresh and not self.ground.has_prior():
                yield Entry(at=at - 1, view=view_before(one, learned.trust(one.statement)), crossings=(), kilometres=kilometres, statements=())
        depth = self.ground.depth(number)
        for other, kilometres in self.neighbours(number):
            apart = self._apart(other, kilometres)
            heard_at = weights.NEIGHBOUR_SHARE + (1.0 - weights.NEIGHBOUR_SHARE) * (1.0 - apart)
            unplaced = self._unplaced(number, other)
            off = max(kilometres * apart, unplaced)
            step = math.ceil(math.hypot((weights.SPREAD_KM + weights.SPREAD_SHARE * kilometres) * apart, unplaced) / line.BLUR_STEP)
            shift = round((depth - self.ground.depth(other)) * apart)
            for when, news, moved, statements in self._news_of(other, step, as_of, learned):
                at = (when - first).days
                if 0 <= at < days:
                    view = heard_at * line.shifted(news, shift)
                    passed = tuple(Crossing(line.shifted(beyond, shift), heard_at * boost, either, off) for beyond, boost, either in moved)
                    yield Entry(at=at, view=view, crossings=passed, kilometres=kilometres, statements=statements)

    def _unplaced(self, number: int, other: int) -> float:
        """Standard deviation, in kilometres, of how the two lie to one another, where the position of one is only roughly known."""
        return math.hypot(*(self.ground.points[one].error_km / 2.0 for one in (number, other)))

    def _apart(self, other: int, kilometres: float) -> float:
        """The share of the way to the other place that lies outside it: 0 for a quarter of the town, near 1 for another village."""
        if not kilometres:
            return 0.0
        return max(0.0, kilometres - self._reaches(other)) / kilometres

    def _reaches(self, number: int) -> float:
        """Kilometres from the middle of the place to its edge."""
        if number not in self._reach:
            self._reach[number] = self._reach_of(self.ground.points[number]) if self._reach_of else 0.0
        return self._reach[number]

    def _done(self, region: tuple[str, str | None], side: int) -> float:
        """The share of the region's places that the side held already by the prior; 1 where there is none.

        That a region changed hands is said of what was left of it: who held a tenth of it yesterday does not hold all of it today.
        """
        if region not in self._held:
            rows = [claim.holder for number, claim in enumerate(self.ground.priors) if claim is not None and self.region(number) == region]
            self._held[region] = tuple((rows.count(code) + 1) / (len(rows) + 1) for code in self.sides)
        return self._held[region][side]

    def _news_of(self, number: int, step: int, as_of: date, learned: Learned) -> list[News]:
        """By day, how what is said of the place changes what a place ``step`` blurs away hears."""
        place = self._places[number]
        key = (number, step, place.count(as_of), learned)
        if key not in self._news:
            self._news[key] = self._changes(place.by(as_of), step, learned)
        return self._news[key]

    def _changes(self, heard: list[Heard], step: int, learned: Learned) -> list[News]:
        """Changes by day of the blurred likelihood of all that was said so far, so that saying it again adds nothing."""
        blur = line.blur(step)
        by_day: dict[date, list[Heard]] = {}
        for one in heard:
            if self.ground.first_day and one.statement.day < self.ground.first_day:
                continue  # the prior knew it
            by_day.setdefault(one.statement.day, []).append(one)
        news: list[News] = []
        said = np.zeros(line.CELLS)
        last: date | None = None
        for day in sorted(by_day):
            said = said * weights.FADES_A_DAY ** ((day - last).days if last else 0)
            before = np.log(blur @ np.exp(said))
            said = said + sum(_afar(one, step) * self.view(one, learned) for one in by_day[day])
            said = np.maximum(said - said.max(), FLOOR)
            boosts = ((one, boost_of(one, learned.trust(one.statement))) for one in by_day[day])
            moved = tuple((line.padded(blur @ winner(one.statement)), boost, one.statement.rule is weights.TURNED) for one, boost in boosts if boost)
            news.append((day, line.padded(np.log(blur @ np.exp(said)) - before), moved, tuple(one.statement for one in by_day[day])))
            last = day
        return news

    # ── what is learned month by month ──────────────────────────────────────────────────────────────

    def learned(self, as_of: date) -> Learned:
        """The sources' grades and the rates, drawn up on the first of the month from what was public before it."""
        months = sorted(month for month in {month_after(told) for told in self._months} if month <= as_of)
        latest = NOTHING
        for month in months:
            if month not in self._learned:
                self._learned[month] = learn(self, month, latest, min(self._months))
            latest = self._learned[month]
        return latest

    @property
    def lessons(self) -> Mapping[date, Learned]:
        """What was drawn up so far, by the first of the month."""
        return self._learned

    def take_over(self, months: Iterable[date], lessons: Mapping[date, Learned]) -> None:
        """Learn nothing alone: ``months`` are those with words on any place of a larger whole, ``lessons`` what was drawn up from all of it."""
        self._months.update(months)
        self._learned.update(lessons)

    def grades(self, as_of: date) -> Grades:
        """The sources' records by id."""
        return self.learned(as_of).grades

    def rates(self, as_of: date) -> Rates:
        """The rates that answers as of the day are reckoned with."""
        return self.learned(as_of).rates

    def own_words(self, number: int, as_of: date) -> list[Heard]:
        """What was heard by then of the place itself."""
        return self._places[number].by(as_of)

    def first_public(self, number: int) -> date:
        """The day on which the first word of the place itself became public; there is one (``own_words``)."""
        return self._places[number].public[0]

    def track_on(self, number: int, as_of: date) -> Track:
        """The place's days up to ``as_of`` and no further."""
        return self._track(number, as_of, as_of)

    def view(self, one: Heard, learned: Learned) -> Array:
        """What the statement says of the line, at the trust its source has."""
        said = one.statement
        at_first, strength = learned.rates.trust(said.standing), learned.rates.strength(said.rule)
        key = (said.order, one.share, learned.trust(said), at_first, strength)
        if key not in self._kept_views:
            reach = self._reaches(self.ground.number(said.point)) if said.part is not None and said.point is not None else 0.0
            self._kept_views[key] = view_of(one, learned.trust(said), at_first, strength, reach)
        return self._kept_views[key]

    def crossing(self, one: Heard, learned: Learned) -> Crossing | None:
        """The news of a change of hands that the statement is; ``None`` where it is none."""
        boost = boost_of(one, learned.trust(one.statement))
        return Crossing(winner(one.statement), boost, one.statement.rule is weights.TURNED) if boost else None


def _afar(one: Heard, step: int) -> float:
    """What is left of the word for a neighbour ``step`` blurs away."""
    is_news = one.statement.rule.is_news or one.statement.rule is weights.TURNED
    return (weights.NEWS_AFAR if is_news else weights.SIGN_AFAR) ** max(0, step - 1)


def _named_row(shares: Array, switch: float) -> int:
    """Whom to name on the last day: whoever was named the day before, until somebody else has ``switch`` of the belief."""
    best = shares.argmax(axis=0)
    row = int(best[0])
    for day in np.flatnonzero(shares.max(axis=0) >= switch):
        row = int(best[day])
    return row


def _since(shares: Array, first: date) -> DayRange:
    """Between which days the holder came to hold it; an open beginning where it held it from the first."""
    low = np.flatnonzero(shares < SINCE_LOW)
    high = np.flatnonzero(shares < SINCE_HIGH * shares[-1])
    earliest = first + timedelta(int(low[-1]) + 1) if len(low) else None
    latest = first + timedelta(min(len(shares) - 1, int(high[-1]) + 1)) if len(high) else first
    return DayRange(min(earliest, latest) if earliest else None, latest)
