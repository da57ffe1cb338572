"""testimonies ─compare→ disputes: what reports say that cannot all be so, typed and paired.

When two claims are compared: both name one place itself (a settlement, district or site; not its outskirts, not the region around it), both say when to within
a week, they are of two reports and of two mouths. Then
- on days that meet: by the table of incompatible claims, by polarity, by number, by who did it;
- on days apart: a state that a change ended and that is told again up to three days after it, a denial up to three days after what it denies, one event put
  on two days (three apart at most, one of them written out), two events told in two orders (``disputes.toml`` has the rows and their days).
A report that gives no day says only that it was then or before: it disputes no day, but a denial in it denies the days before.
A report that somebody took his words back, or that there is no evidence for them, disputes nothing: they say nothing any more.

The rule that must not be broken: a dispute is between two words of two mouths, shown with both quotes; which of them is right is not said here.
What cannot go together is data (``[[incompatible]]`` in ``findings.toml``, ``disputes.toml``). Two sides that each say they hold a place are a dispute, and
a place that is contested: no error of either report.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING

from reportedly.claims.contradictions import rules_of
from reportedly.core.records import Certainty, Mode, PlaceKind, PlaceRole
from reportedly.reports.dispute_rules import differ, dispute_rules, gap, is_undated, sides_of
from reportedly.reports.happenings import ACTUAL, ELSEWHERE, numbers_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from reportedly.claims.contradictions import Rule
    from reportedly.core.entries import Testimony
    from reportedly.core.records import Place
    from reportedly.packs.load import Pack
    from reportedly.reports.dispute_rules import DisputeRules, Lasting, Order

DAYS_APART = 3
"""Two days for one event are two versions up to here; a town that changes hands twice within a week is told so. So long, too, a denial reaches back."""
MOST_NEIGHBOURS = 60
"""A testimony is compared with so many others of its place and days at most: what comes after repeats them."""
NOT_ITSELF = ELSEWHERE | {PlaceRole.NEAR}
WIDE = frozenset({PlaceKind.REGION, PlaceKind.COUNTRY, PlaceKind.AREA})
"""Half of a region taken and the other half held are no dispute."""
LONG = 7
"""Days: a testimony that fits more than a week disputes nothing by its day."""


class DisputeKind(StrEnum):
    """What two testimonies disagree about."""

    STATE = "state"
    POLARITY = "polarity"
    NUMBER = "number"
    DAY = "day"
    ACTOR = "actor"
    PLACE = "place"
    ORDER = "order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Two claims (by id, ``first`` the one that became public first) that cannot both be so, and by what rule. ``place`` is the gazetteer's id."""

    kind: DisputeKind
    first: str
    second: str
    place: str
    place_name: str
    message: str


Found = dict[tuple[str, ...], Dispute]


def find_disputes(testimonies: Iterable[Testimony], pack: Pack, origin: Callable[[Testimony], str]) -> tuple[Dispute, ...]:
    """The disputes, each once for its kind, place and pair of mouths, with the pair that was public first; in whatever order the testimonies came.

    Testimonies without a place, or with days that nobody knows, dispute nothing.
    """
    by_place: dict[str, list[Testimony]] = defaultdict(list)
    for testimony in testimonies:
        place = place_of(testimony)
        width = testimony.days.width
        stands = testimony.positive or testimony.certainty is not Certainty.UNKNOWN  # words taken back say nothing, not the contrary
        if stands and place is not None and place.kind not in WIDE and width is not None and width <= LONG:
            by_place[place.id].append(testimony)
    found: Found = {}
    for place_id, told in sorted(by_place.items()):
        origins = {testimony.id: origin(testimony) for testimony in told}
        group = _first_words(told, origins)
        pairs = _Pairs(rules_of(pack), dispute_rules(pack), group)
        for one, other in _neighbours(group, pairs.reach):
            if origins[one.id] == origins[other.id] or one.report == other.report:
                continue
            for kind, message in pairs.compare(one, other):
                mouths = sorted((origins[one.id], origins[other.id]))
                found.setdefault((kind, message, place_id, *mouths), _dispute(kind, message, one, other))
        _add_orders(found, pairs.rules.orders, group, origins)
    _add_places(found, by_place, origin)
    _leave_out_days_in_orders(found)
    return tuple(sorted(found.values(), key=lambda dispute: (dispute.place, dispute.first, dispute.second, dispute.kind)))


def _first_words(told: Sequence[Testimony], origins: dict[str, str]) -> list[Testimony]:
    """The testimonies by their first days; of what one mouth says again in the same slots the one that was public first."""
    first: dict[tuple[object, ...], Testimony] = {}
    for one in told:
        sides = sides_of(one.actors), sides_of(one.targets)
        key = (origins[one.id], one.event, one.positive, one.mode, one.days, is_undated(one), *sides, one.quantities)
        first[key] = min(first.get(key, one), one, key=_public)
    return sorted(first.values(), key=_order)


def _neighbours(group: Sequence[Testimony], reach: int) -> Iterator[tuple[Testimony, Testimony]]:
    """Pairs whose days meet or lie a few days apart, the earlier first; the group is in order of first days."""
    for position, one in enumerate(group):
        for other in group[position + 1 : position + 1 + MOST_NEIGHBOURS]:
            apart = gap(one, other)
            if apart is not None and apart > reach:
                break
            yield one, other


class _Pairs:
    """Compares two testimonies about one place, knowing what else is told of it."""

    def __init__(self, incompatible: Sequence[Rule], rules: DisputeRules, group: Sequence[Testimony]) -> None:
        self.rules = rules
        self.reach = max([DAYS_APART, *(rule.days for rule in rules.lasting)])
        self._incompatible = incompatible
        undoing = {event for rule in rules.lasting for event in rule.undone}
        self._turns = [one for one in group if one.event in rules.once and one.positive and one.mode is Mode.HAPPENED]
        self._undoing = [one for one in group if one.event in undoing and one.positive and one.mode in ACTUAL]

    def compare(self, one: Testimony, other: Testimony) -> Iterator[tuple[DisputeKind, str]]:
        """What the two dispute; ``one`` begins no later than ``other``."""
        if (one.days & other.days) is None:
            yield from self._apart(one, other)
            return
        for rule in self._incompatible:
            if one.positive and other.positive and (_clash(rule, one, other) or _clash(rule, other, one)) and self._are_whole(one, other):
                yield DisputeKind.STATE, rule.message
        if one.event != other.event or one.mode not in ACTUAL or other.mode not in ACTUAL:
            return
        if one.positive != other.positive and self._is_denied(one, other):
            yield DisputeKind.POLARITY, "one says so and the other that it is not so"
        if one.positive and other.positive:
            if self._is_blamed(one, other):
                yield DisputeKind.ACTOR, f"each puts it on another side ({one.event})"
            numbers = numbers_apart(one, other) if self._is_one_count(one, other) else None
            if numbers:
                yield DisputeKind.NUMBER, f"{numbers} are given for the same thing ({one.event})"

    def _are_whole(self, one: Testimony, other: Testimony) -> bool:
        return not (self.rules.is_partial(one) or self.rules.is_partial(other))

    def _is_denied(self, one: Testimony, other: Testimony) -> bool:
        """Whether the two are of one doer: an explosion that is laid at nobody's door is not what a side denies."""
        first, second = sides_of(one.actors), sides_of(other.actors)
        if one.event in self.rules.once or one.event in self.rules.counted:
            return not differ(first, second)
        return bool(first & second) or not (first or second)

    def _is_blamed(self, one: Testimony, other: Testimony) -> bool:
        """Whether each says that another side did it, to the same victim as far as victims are named."""
        if one.event not in self.rules.blamed or not one.mode is other.mode is Mode.HAPPENED:
            return False
        return differ(sides_of(one.actors), sides_of(other.actors)) and sides_of(one.targets) == sides_of(other.targets)

    def _is_one_count(self, one: Testimony, other: Testimony) -> bool:
        if one.event not in self.rules.counted or differ(sides_of(one.targets), sides_of(other.targets)):
            return False
        return not (_is_update(one, other) or self.rules.is_growing(one) or self.rules.is_growing(other))

    def _apart(self, one: Testimony, other: Testimony) -> Iterator[tuple[DisputeKind, str]]:
        """The days do not meet, and ``one`` is the earlier."""
        days = gap(one, other)
        assert days is not None
        for rule in self.rules.lasting:
            if days <= rule.days and _outlasts(rule, one, other) and self._are_whole(one, other) and not self._is_undone(rule, one, other):
                yield DisputeKind.STATE, rule.message
        if days > DAYS_APART or one.event != other.event or not {one.mode, other.mode} <= ACTUAL:
            return
        first, second = sides_of(one.actors), sides_of(other.actors)
        is_once = one.event in self.rules.once
        is_late_denial = is_once or (one.event in self.rules.blamed and is_undated(other))
        if one.positive and not other.positive and is_late_denial and self._is_denied(one, other):
            yield DisputeKind.POLARITY, "one says so and the other, after it, that it is not so"
        # Who gives no day says only that it was by the day of the report, and reports come later than events.
        is_moved = is_once and not is_undated(other) and one.positive and other.positive and bool(first & second)
        if is_moved and not self._is_between(one, other):
            yield DisputeKind.DAY, f"one event, {one.event}, is put on days that do not meet"

    def _is_between(self, one: Testimony, other: Testimony) -> bool:
        """Whether somebody tells of the contrary in between: who took a place, lost it and took it again, took it on two days."""
        side = sides_of(one.actors)
        turns = (told for told in self._turns if (gap(one, told) or 0) > 0 and (gap(told, other) or 0) > 0)
        return any(differ(sides_of(told.actors), side) == (told.event == one.event) for told in turns)

    def _is_undone(self, rule: Lasting, change: Testimony, state: Testimony) -> bool:
        """Whether somebody tells that the state's side came back in between."""
        back = sides_of(state.actors if rule.state_who == "actor" else state.targets)
        return any(
            one.event in rule.undone and sides_of(one.actors) & back and one.days.latest >= change.days.earliest and one.days.earliest <= state.days.latest
            for one in self._undoing
            if one.days.latest and one.days.earliest and change.days.earliest and state.days.latest and one.id != change.id
        )


def _clash(rule: Rule, one: Testimony, other: Testimony) -> bool:
    if one.event not in rule.first or one.mode not in rule.first_modes or other.event not in rule.second or other.mode not in rule.second_modes:
        return False
    if rule.first_who == "other side":
        return differ(sides_of(one.actors), sides_of(other.actors))
    first = sides_of(one.actors if rule.first_who == "actor" else one.targets)
    second = sides_of(other.actors if rule.second_who == "actor" else other.targets)
    return bool(first & second)


def _outlasts(rule: Lasting, change: Testimony, state: Testimony) -> bool:
    """Whether the state is told, after the change, of the side that the change took it from."""
    is_change = change.event in rule.change and change.positive and change.mode is Mode.HAPPENED
    is_state = state.event in rule.state and state.positive and state.mode is Mode.ONGOING
    if not (is_change and is_state):
        return False
    mover, there = sides_of(change.actors), sides_of(state.actors if rule.state_who == "actor" else state.targets)
    return bool(mover & there) if rule.is_same_side else differ(mover, there)


def _is_update(one: Testimony, other: Testimony) -> bool:
    """Whether the later report only counts more: a toll rises as the day goes on."""
    earlier, later = sorted((one, other), key=_public)
    if not earlier.public or not later.public or earlier.public >= later.public:
        return False
    return any(
        first.unit == second.unit and first.upper is not None and second.lower is not None and second.lower > first.upper
        for first in earlier.quantities
        for second in later.quantities
    )


def _add_orders(found: Found, orders: Sequence[Order], group: Sequence[Testimony], origins: dict[str, str]) -> None:
    """Two events that one report has in one order and another in the other; an effect that is dated before its cause."""
    told = [one for one in group if one.positive and one.mode is Mode.HAPPENED]
    for rule in orders:
        firsts, seconds = ([one for one in told if one.event in events][:MOST_NEIGHBOURS] for events in (rule.first, rule.second))
        if not firsts or not seconds:
            continue
        if rule.is_cause:
            _add_effects(found, rule, firsts, seconds, told, origins)
        _add_reversals(found, rule, firsts, seconds, origins)


def _fits(rule: Order, first: Testimony, second: Testimony) -> bool:
    doers, others = sides_of(first.actors), sides_of(second.actors)
    return rule.sides == "any" or (bool(doers & others) if rule.sides == "same" else differ(doers, others))


def _add_effects(
    found: Found, rule: Order, causes: Sequence[Testimony], effects: Sequence[Testimony], told: Sequence[Testimony], origins: dict[str, str]
) -> None:
    """An effect some days before its cause, where nobody tells of an earlier cause, or of what the other side did in between."""
    for effect in effects:
        for cause in causes:
            days = gap(effect, cause)
            if days is None or not 0 < days <= rule.days or is_undated(cause) or not _fits(rule, cause, effect):
                continue
            if origins[cause.id] == origins[effect.id] or cause.report == effect.report:
                continue
            side = sides_of(effect.actors)
            before = (one for one in causes if (gap(one, effect) or 0) > 0 and sides_of(one.actors) & side)
            between = (one for one in told if differ(sides_of(one.actors), side) and (gap(one, cause) or 0) >= 0 and (gap(effect, one) or 0) >= 0)
            if next(before, None) is None and not any(one.event in rule.first for one in between):
                mouths = sorted((origins[cause.id], origins[effect.id]))
                found.setdefault((DisputeKind.ORDER, rule.message, _place_id(effect), *mouths), _dispute(DisputeKind.ORDER, rule.message, effect, cause))


def _add_reversals(found: Found, rule: Order, firsts: Sequence[Testimony], seconds: Sequence[Testimony], origins: dict[str, str]) -> None:
    """The first pair told one way round, and the first told the other way round by another mouth."""
    forward: list[tuple[Testimony, Testimony]] = []
    backward: list[tuple[Testimony, Testimony]] = []
    by_report: dict[str, list[Testimony]] = defaultdict(list)
    for second in seconds:
        by_report[second.report].append(second)
    for first in firsts:
        for second in by_report.get(first.report, ()):
            if first.id == second.id or not _fits(rule, first, second):
                continue
            after, before = gap(first, second), gap(second, first)
            if after is not None and 0 < after <= rule.days:
                forward.append((first, second))
            elif before is not None and 0 < before <= rule.days:
                backward.append((first, second))
    for one, other in product(forward, backward):
        if one[0].report == other[0].report or not _is_same_pair(one, other, rule.days):
            continue
        # The event whose days do not meet is the one that was moved.
        place = 0 if (one[0].days & other[0].days) is None else 1
        pair = sorted((one[place], other[place]), key=_public)
        mouths = sorted(origins[each.id] for each in pair)
        if mouths[0] != mouths[1]:
            key = (DisputeKind.ORDER, rule.message, _place_id(pair[0]), *mouths)
            found.setdefault(key, _dispute(DisputeKind.ORDER, rule.message, *pair))


def _is_same_pair(one: tuple[Testimony, Testimony], other: tuple[Testimony, Testimony], days: int) -> bool:
    """Whether two reports tell of the same two events: by the same sides, within the rule's days."""
    sides = all(not differ(sides_of(first.actors), sides_of(second.actors)) for first, second in zip(one, other, strict=True))
    near = all(abs(gap(first, second) or 0) <= days for first, second in zip(one, other, strict=True))
    return sides and near


def _leave_out_days_in_orders(found: Found) -> None:
    """One event on two days, and told before and after another for that reason, is one dispute: that about the order."""
    orders = {(one.first, one.second) for one in found.values() if one.kind is DisputeKind.ORDER}
    for key in [key for key, one in found.items() if one.kind is DisputeKind.DAY and (one.first, one.second) in orders]:
        del found[key]


def _add_places(found: Found, by_place: dict[str, list[Testimony]], origin: Callable[[Testimony], str]) -> None:
    """One mouth, one day, one count, two places: somebody moved it."""
    told: dict[tuple[object, ...], Testimony] = {}
    for testimony in sorted((one for group in by_place.values() for one in group), key=_order):
        if not testimony.quantities or not testimony.chain or not testimony.positive or testimony.days.day is None:
            continue
        place = place_of(testimony)
        key = (origin(testimony), testimony.event, testimony.days, testimony.quantities)
        before = told.setdefault(key, testimony)
        other = place_of(before)
        if place and other and other.id != place.id and before.report != testimony.report and place.admin1 != other.name and other.admin1 != place.name:
            message = f"the same speaker's same numbers are put at {other.name} and at {place.name}"
            found.setdefault((DisputeKind.PLACE, message), _dispute(DisputeKind.PLACE, message, before, testimony))


def _dispute(kind: DisputeKind, message: str, one: Testimony, other: Testimony) -> Dispute:
    first, second = sorted((one, other), key=_public)
    place = place_of(first)
    assert place is not None
    return Dispute(kind=kind, first=first.id, second=second.id, place=place.id, place_name=place.name, message=message)


def place_of(testimony: Testimony) -> Place | None:
    """The place itself that the testimony is about: what holds of its outskirts need not hold of it. ``None`` where none was resolved."""
    return next((part.place for part in testimony.places if part.role not in NOT_ITSELF), None)


def _place_id(testimony: Testimony) -> str:
    place = place_of(testimony)
    return place.id if place else ""


def _order(testimony: Testimony) -> tuple[int, int, str]:
    days = testimony.days
    return (days.earliest.toordinal() if days.earliest else 0, days.latest.toordinal() if days.latest else 0, testimony.id)


def _public(testimony: Testimony) -> tuple[bool, int, str]:
    day: date | None = testimony.public
    return (day is None, day.toordinal() if day else 0, testimony.id)
