"""testimonies ─compare→ disputes: what reports say that cannot all be so, typed and paired.

The rule that must not be broken: a dispute is between two words of two mouths, shown with both quotes; which of them is right is not said here.
What cannot go together is data, the table that one report's own contradictions use (``[[incompatible]]`` in ``findings.toml``). Two sides that each
say they hold a place are a dispute, and a place that is contested: no error of either report.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reportedly.claims.contradictions import rules_of
from reportedly.core.records import PlaceRole
from reportedly.reports.happenings import ACTUAL, ELSEWHERE, numbers_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from reportedly.claims.contradictions import Rule
    from reportedly.core.entries import Party, Testimony
    from reportedly.core.records import Place
    from reportedly.packs.load import Pack

ONCE = frozenset({"capture", "withdraw", "transfer", "annex"})
"""Events that happen to a place once in a while, so that two days for one of them are two versions, not two events."""
DAYS_APART = 3
"""Two days for one event are two versions up to here; a town that changes hands twice within a week is told so."""
WHO = frozenset({"strike", "destroy", "sabotage"})
"""Events of which each side says that the other did it. Both sides shell one town on one day, and both are right."""
COUNTED = frozenset({"kill", "injure", "destroy", "detain", "displace"})
MOST_NEIGHBOURS = 60
"""A testimony is compared with so many others of its place and days at most: what comes after repeats them."""
NOT_ITSELF = ELSEWHERE | {PlaceRole.NEAR}
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Two claims (by id, ``first`` the one that became public first) that cannot both be so, and by what rule. ``place`` is the gazetteer's id."""

    kind: DisputeKind
    first: str
    second: str
    place: str
    place_name: str
    message: str


def find_disputes(testimonies: Iterable[Testimony], pack: Pack, origin: Callable[[Testimony], str]) -> tuple[Dispute, ...]:
    """The disputes, each once for its kind, place and pair of mouths, with the pair that was public first; in whatever order the testimonies came.

    Testimonies without a place, or with days that nobody knows, dispute nothing.
    """
    rules = rules_of(pack)
    by_place: dict[str, list[Testimony]] = defaultdict(list)
    for testimony in testimonies:
        place = place_of(testimony)
        width = testimony.days.width
        if place is not None and width is not None and width <= LONG:
            by_place[place.id].append(testimony)
    found: dict[tuple[str, ...], Dispute] = {}
    for place_id, group in sorted(by_place.items()):
        group.sort(key=_order)
        origins = {testimony.id: origin(testimony) for testimony in group}
        for one, other in _neighbours(group):
            if origins[one.id] == origins[other.id] or one.report == other.report:
                continue
            for kind, message in _compare(one, other, rules):
                mouths = sorted((origins[one.id], origins[other.id]))
                found.setdefault((kind, message, place_id, *mouths), _dispute(kind, message, one, other))
    _add_places(found, by_place, origin)
    return tuple(sorted(found.values(), key=lambda dispute: (dispute.place, dispute.first, dispute.second, dispute.kind)))


def _neighbours(group: Sequence[Testimony]) -> Iterator[tuple[Testimony, Testimony]]:
    """Pairs whose days meet or lie a few days apart; the group is in order of first days."""
    for position, one in enumerate(group):
        for other in group[position + 1 : position + 1 + MOST_NEIGHBOURS]:
            if _gap(one, other) > DAYS_APART:
                break
            yield (one, other) if _public(one) <= _public(other) else (other, one)


def _compare(one: Testimony, other: Testimony, rules: Sequence[Rule]) -> Iterator[tuple[DisputeKind, str]]:
    if (one.days & other.days) is None:
        if _is_moved(one, other):
            yield DisputeKind.DAY, f"one event, {one.event}, is put on days that do not meet"
        return
    for rule in rules:
        if one.positive and other.positive and (_clash(rule, one, other) or _clash(rule, other, one)):
            yield DisputeKind.STATE, rule.message
    if one.event != other.event or one.mode not in ACTUAL or other.mode not in ACTUAL:
        return
    first, second = _sides(one.actors), _sides(other.actors)
    if one.positive != other.positive and (not first or not second or first & second):
        yield DisputeKind.POLARITY, "one says so and the other that it is not so"
    if one.positive and other.positive:
        if one.event in WHO and first and second and not first & second:
            yield DisputeKind.ACTOR, f"each puts it on another side ({one.event})"
        if one.event in COUNTED and not _differ(_sides(one.targets), _sides(other.targets)) and (numbers := numbers_apart(one, other)):
            yield DisputeKind.NUMBER, f"{numbers} are given for the same thing ({one.event})"


def _clash(rule: Rule, one: Testimony, other: Testimony) -> bool:
    if one.event not in rule.first or one.mode not in rule.first_modes or other.event not in rule.second or other.mode not in rule.second_modes:
        return False
    if rule.first_who == "other side":
        return _differ(_sides(one.actors), _sides(other.actors))
    first = _sides(one.actors if rule.first_who == "actor" else one.targets)
    second = _sides(other.actors if rule.second_who == "actor" else other.targets)
    return bool(first & second)


def _is_moved(one: Testimony, other: Testimony) -> bool:
    if one.days == one.published and other.days == other.published:
        return False  # neither says when: each stands on the day of its own report, and reports come later than events
    is_same = one.event == other.event and one.event in ONCE and one.positive and other.positive and {one.mode, other.mode} <= ACTUAL
    return is_same and bool(_sides(one.actors) & _sides(other.actors))


def _add_places(found: dict[tuple[str, ...], Dispute], by_place: dict[str, list[Testimony]], origin: Callable[[Testimony], str]) -> None:
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
    place = place_of(one)
    assert place is not None
    return Dispute(kind=kind, first=one.id, second=other.id, place=place.id, place_name=place.name, message=message)


def place_of(testimony: Testimony) -> Place | None:
    """The place itself that the testimony is about: what holds of its outskirts need not hold of it. ``None`` where none was resolved."""
    return next((part.place for part in testimony.places if part.role not in NOT_ITSELF), None)


def _gap(one: Testimony, other: Testimony) -> int:
    """Days between the end of the first and the beginning of the second; 0 or less where they meet."""
    if one.days.latest is None or other.days.earliest is None:
        return 0
    return (other.days.earliest - one.days.latest).days


def _order(testimony: Testimony) -> tuple[int, int, str]:
    days = testimony.days
    return (days.earliest.toordinal() if days.earliest else 0, days.latest.toordinal() if days.latest else 0, testimony.id)


def _public(testimony: Testimony) -> tuple[bool, int, str]:
    day: date | None = testimony.public
    return (day is None, day.toordinal() if day else 0, testimony.id)


def _sides(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.side for party in parties if party.side)


def _differ(first: frozenset[str], second: frozenset[str]) -> bool:
    """True when both are known and have none in common."""
    return bool(first and second) and not first & second
