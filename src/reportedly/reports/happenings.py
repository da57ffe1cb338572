"""testimonies ─group→ happenings: claims of many reports that tell of one event.

The rule that must not be broken: when in doubt, apart. Two events made one hide a contradiction; one event in two costs a witness. So claims are
joined by slots alone — event type, place, days, sides, numbers — and never by likeness of words ("remain in" and "withdrawn from" are near neighbours
of any text measure); all members must agree on at least one day; and a person's judgement, either way, goes before the machine's.

A claim without a day stands on the day of its report. Where the same report dates the same event a day or two before (a headline, and its body), it is of
that day. And within one report what it says in its own voice and on somebody's word is that somebody's word: the headline is no second witness.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.core.day_range import DayRange
from reportedly.core.entries import JudgementKind
from reportedly.core.ids import content_id
from reportedly.core.records import Mode, PlaceRole
from reportedly.places.distance import great_circle
from reportedly.reports.independence import speaks_itself

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reportedly.core.entries import Bounds, Judgement, Testimony
    from reportedly.core.records import Place

LONGEST_DAYS = 3
"""A claim whose days are known no better than this is joined with none: "in recent weeks" fits everything."""
NEAR_KM = 5.0
"""Places as near as this are one for the purpose: a town and its station. Villages of the gazetteer lie 3.6 km apart in the median."""
NUMBERS_APART = 10.0
"""Counts a tenth of one another are hardly of one event; twelve dead and fifteen dead are, and contradict one another."""
STATES = frozenset({"hold", "other", "negotiate", "threaten", "accuse", "sanction", "aid", "supply", "deploy"})
"""What goes on, or is done in many places at once, is no happening of a day."""
EARLIER = 2
"""Days before the report within which its body dates what its headline tells without a day."""
PERSONS = frozenset({"people", "soldiers", "civilians", "children", "prisoners"})
"""Units that count people: four people dead and ninety soldiers dead are two events."""
ACTUAL = frozenset({Mode.HAPPENED, Mode.ONGOING})
ELSEWHERE = frozenset({PlaceRole.IN, PlaceRole.TOWARD})
_CELL = 0.1  # degrees of latitude: 11 km, so that what is near lies in the same cell or the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event as several claims tell it. ``days`` are those on which all of them agree; ``origins`` whose words they are, each once.

    ``id`` is made of its members, so that a new claim makes a new happening; ``why`` says what the members share, and whose judgement joined them.
    """

    id: str
    event: str
    place: Place
    days: DayRange
    sides: tuple[str, ...]
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(slots=True)
class _Group:
    """A happening in the making."""

    event: str
    place: Place
    days: DayRange
    members: list[Testimony] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    counts: set[Bounds] = field(default_factory=set)
    sides: frozenset[str] = frozenset()
    judged: list[Judgement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim that may be one of a happening, with its place, and the days on which it puts the event."""

    testimony: Testimony
    place: Place
    days: DayRange


def group_claims(testimonies: Iterable[Testimony], origin: Callable[[Testimony], str], judgements: Iterable[Judgement] = ()) -> tuple[Happening, ...]:
    """The happenings of two claims or more, by their first day and id; in whatever order the testimonies came.

    ``origin`` gives the id of whose word a testimony is (``reports/independence.py``). Claims that were denied, ordered, asked, offered, planned or
    predicted, and those without a place or with days too wide, are in none.
    """
    same, apart = _judged(judgements)
    groups: list[_Group] = []
    cells: dict[tuple[str, int, int], list[_Group]] = defaultdict(list)
    for told in sorted(_with_days(filter(_can_join, testimonies)), key=_order):
        near = (group for cell in _cells_around(told.testimony.event, told.place) for group in _still_open(cells, cell, told.days))
        group = _choose([group for group in near if _fits(group, told, apart)], told)
        if group is None:
            group = _Group(event=told.testimony.event, place=told.place, days=told.days)
            groups.append(group)
            cells[_cell(group.event, group.place)].append(group)
        _join(group, told)
    _merge_judged(groups, same)
    found = [_happening(group, origin) for group in groups if len({member.report for member in group.members}) > 1]
    return tuple(sorted(found, key=lambda one: (one.days.earliest.toordinal() if one.days.earliest else 0, one.id)))


def place_of(testimony: Testimony) -> Place | None:
    """The place where the event was, or which it was near: the first that neither contains it nor lies ahead; ``None`` where none was resolved."""
    return next((part.place for part in testimony.places if part.role not in ELSEWHERE), None)


def numbers_apart(first: Testimony, second: Testimony) -> str | None:
    """The two numbers of one unit that cannot both be right, in words; ``None`` where none are."""
    for one in first.quantities:
        for other in second.quantities:
            if one.unit == other.unit and (_low(one.lower) > _high(other.upper) or _low(other.lower) > _high(one.upper)):
                return f"{_bounds(one.lower, one.upper)} and {_bounds(other.lower, other.upper)} {one.unit}"
    return None


def _can_join(testimony: Testimony) -> bool:
    width = testimony.days.width
    is_told = testimony.positive and testimony.mode in ACTUAL and testimony.event not in STATES
    return is_told and width is not None and width <= LONGEST_DAYS and place_of(testimony) is not None


def _with_days(testimonies: Iterable[Testimony]) -> Iterator[_Told]:
    """Each testimony with its place, and the day of the same event in its own report where it gives none itself."""
    by_report: dict[tuple[str, str], list[Testimony]] = defaultdict(list)
    for testimony in testimonies:
        by_report[testimony.report, testimony.event].append(testimony)
    for group in by_report.values():
        dated = [one for one in group if one.days != one.published]
        for testimony in group:
            place = place_of(testimony)
            assert place is not None
            days = testimony.days
            if testimony.days == testimony.published:
                days = next((one.days for one in sorted(dated, key=lambda one: one.id) if _is_dated_by(testimony, one, place)), days)
            yield _Told(testimony, place, days)


def _is_dated_by(headline: Testimony, body: Testimony, place: Place) -> bool:
    """Whether the two tell of one event, the second with its day."""
    there = place_of(body)
    if there is None or headline.days.earliest is None or body.days.latest is None or body.days.earliest is None:
        return False
    if body.days.latest >= headline.days.earliest or (headline.days.earliest - body.days.earliest).days > EARLIER:
        return False
    sides, others = _sides(headline), _sides(body)
    is_one_place = _distance(place, there) <= NEAR_KM
    return is_one_place and (not sides or not others or bool(sides & others)) and not _far_apart(headline.quantities, body.quantities)


def _still_open(cells: dict[tuple[str, int, int], list[_Group]], cell: tuple[str, int, int], days: DayRange) -> list[_Group]:
    """The cell's groups that a testimony of these days, or one after it, may join: they come by their first day, so what ended before is done with."""
    if cell not in cells:
        return []
    kept = [group for group in cells[cell] if (group.days & DayRange(days.earliest, None)) is not None]
    cells[cell] = kept
    return kept


def _order(told: _Told) -> tuple[int, int, bool, str]:
    """By day; of one day those first that say who did it."""
    days = told.days
    first, last = (day.toordinal() if day else 0 for day in (days.earliest, days.latest))
    return (first, last, not _sides(told.testimony), told.testimony.id)


def _choose(fitting: list[_Group], told: _Told) -> _Group | None:
    """The nearest; where who did it is not said and several sides did the like, none that is laid to one of them."""
    if not _sides(told.testimony) and len({group.sides for group in fitting if group.sides}) > 1:
        fitting = [group for group in fitting if not group.sides]
    return min(fitting, key=lambda group: _distance(group.place, told.place), default=None)


def _fits(group: _Group, told: _Told, apart: dict[str, set[str]]) -> bool:
    testimony = told.testimony
    if (group.days & told.days) is None or _distance(group.place, told.place) > NEAR_KM:
        return False
    sides = _sides(testimony)
    if sides and group.sides and not sides & group.sides:
        return False
    if _far_apart(group.counts, testimony.quantities):
        return False
    return group.ids.isdisjoint(apart.get(testimony.id, ()))


def _join(group: _Group, told: _Told) -> None:
    group.members.append(told.testimony)
    group.ids.add(told.testimony.id)
    group.counts.update(told.testimony.quantities)
    group.days = (group.days & told.days) or group.days
    group.sides |= _sides(told.testimony)


def _judged(judgements: Iterable[Judgement]) -> tuple[list[Judgement], dict[str, set[str]]]:
    """Judgements that join claims, and the claims that must stay apart from each."""
    same: list[Judgement] = []
    apart: dict[str, set[str]] = defaultdict(set)
    for judgement in sorted(judgements, key=lambda one: one.id):
        if judgement.kind is JudgementKind.SAME_AS and judgement.object:
            same.append(judgement)
        elif judgement.kind is JudgementKind.NOT_SAME and judgement.object:
            apart[judgement.subject].add(judgement.object)
            apart[judgement.object].add(judgement.subject)
    return same, dict(apart)


def _merge_judged(groups: list[_Group], same: list[Judgement]) -> None:
    """Put together what a person said is one, whatever its slots say; the days are then those of the larger group."""
    home = {member.id: group for group in groups for member in group.members}
    for judgement in same:
        first, second = home.get(judgement.subject), home.get(judgement.object or "")
        if first is None or second is None:
            continue
        larger, smaller = (first, second) if len(first.members) >= len(second.members) else (second, first)
        larger.judged.append(judgement)
        if larger is smaller:
            continue
        larger.members += smaller.members
        larger.sides |= smaller.sides
        larger.judged += smaller.judged
        home |= {member.id: larger for member in smaller.members}
        smaller.members = []


def _happening(group: _Group, origin: Callable[[Testimony], str]) -> Happening:
    members = sorted(group.members, key=lambda member: member.id)
    origins = _origins_of(members, origin)
    sides = f", done by {' and '.join(sorted(group.sides))}" if group.sides else ""
    witnesses = f"{len(members)} claims in {len({member.report for member in members})} reports, on the word of {len(origins)}"
    judged = tuple(f"{one.by} judged {one.subject} and {one.object} the same: {one.why}" for one in sorted(group.judged, key=lambda one: one.id))
    return Happening(
        id=content_id("happening", *(member.id for member in members)),
        event=group.event,
        place=group.place,
        days=group.days,
        sides=tuple(sorted(group.sides)),
        claims=tuple(member.id for member in members),
        reports=tuple(sorted({member.report for member in members})),
        origins=tuple(origins),
        why=(f"{group.event} at {group.place.name} on {group.days}{sides}", witnesses, *judged),
    )


def _origins_of(members: list[Testimony], origin: Callable[[Testimony], str]) -> list[str]:
    """Whose words they are. What a report says itself and on somebody's word too is that somebody's word."""
    passed_on = {member.report for member in members if not speaks_itself(member)}
    return sorted({origin(member) for member in members if not (speaks_itself(member) and member.report in passed_on)})


def _sides(testimony: Testimony) -> frozenset[str]:
    return frozenset(party.side for party in testimony.actors if party.side)


def _far_apart(first: Iterable[Bounds], second: Iterable[Bounds]) -> bool:
    """True when both count one thing, and no count of one is within a tenth and ten times of any of the other: a report may give the dead and the hurt."""
    counts = [(one, other) for one in first for other in second if one.unit == other.unit or {one.unit, other.unit} <= PERSONS]
    return bool(counts) and all(
        _low(one.lower) > NUMBERS_APART * _high(other.upper) or _low(other.lower) > NUMBERS_APART * _high(one.upper) for one, other in counts
    )


def _low(bound: float | None) -> float:
    return -math.inf if bound is None else bound


def _high(bound: float | None) -> float:
    return math.inf if bound is None else bound


def _bounds(lower: float | None, upper: float | None) -> str:
    return f"{lower:g}" if lower is not None and lower == upper else f"{'' if lower is None else f'{lower:g}'}..{'' if upper is None else f'{upper:g}'}"


def _distance(first: Place, second: Place) -> float:
    return 0.0 if first.id == second.id else great_circle(first.latitude, first.longitude, second.latitude, second.longitude)


def _cell(event: str, place: Place) -> tuple[str, int, int]:
    return event, math.floor(place.latitude / _CELL), math.floor(place.longitude / _cell_width(place.latitude))


def _cells_around(event: str, place: Place) -> Iterator[tuple[str, int, int]]:
    """The place's cell and those that touch it. A cell is as wide as it is high, so rows have cells of their own: three rows are asked by their own widths."""
    row = math.floor(place.latitude / _CELL)
    for north in (-1, 0, 1):
        column = math.floor(place.longitude / _cell_width((row + north) * _CELL))
        yield from ((event, row + north, column + east) for east in (-1, 0, 1))


def _cell_width(latitude: float) -> float:
    """Degrees of longitude that are as long as ``_CELL`` of latitude, the same for a whole row of cells."""
    row = math.floor(latitude / _CELL + 1e-9) * _CELL
    return _CELL / max(math.cos(math.radians(row)), 0.01)
