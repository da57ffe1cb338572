"""Things said in one report that cannot all be so: typed, and paired by span.

The rule that must not be broken: a pair is reported only with both of its spans, by a rule of the table, about one force or one place;
each rule is reported once for each place, with the clearest pair.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportedly.core.records import Finding, FindingKind, Mode, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportedly.core.records import Actor, Attribution, Claim, PlaceMention, Quantity
    from reportedly.packs.load import Pack

MODES = {
    "actual": frozenset({Mode.HAPPENED, Mode.ONGOING}),
    "happened": frozenset({Mode.HAPPENED}),
    "ongoing": frozenset({Mode.ONGOING}),
    "ordered": frozenset({Mode.ORDERED}),
    "any": frozenset(Mode),
}
DEMANDS = frozenset({Mode.ORDERED, Mode.ASKED, Mode.OFFERED})
"""What was demanded and is refused contradicts nothing."""
FAR = 1500
"""Characters past which a denial is hardly of that claim: some three paragraphs."""
CLOSE = 300
"""Characters within which a denial that names no place is still of the claim before it: two sentences."""
COUNTED = frozenset({"kill", "injure", "destroy", "detain"})
MOST_CLAIMS = 400
"""Past this many claims a text is a compilation, not one report; only its first are paired, so that the work stays linear."""
NEIGHBOURS = 60
"""A claim is paired with at most so many later ones of the other kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row of ``[[incompatible]]`` in ``findings.toml``."""

    first: frozenset[str]
    first_who: str
    first_modes: frozenset[Mode]
    second: frozenset[str]
    second_who: str
    second_modes: frozenset[Mode]
    same_place: bool
    different_sources: bool
    message: str


@functools.cache
def rules_of(pack: Pack) -> tuple[Rule, ...]:
    """The pack's English table of incompatible claims; empty when it has none."""
    return tuple(_rule(row) for row in pack.words("en", "findings").get("incompatible", ()))


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        first=frozenset(row["first"]),
        first_who=row["first_who"],
        first_modes=MODES[row["first_modes"]],
        second=frozenset(row["second"]),
        second_who=row["second_who"],
        second_modes=MODES[row["second_modes"]],
        same_place=row.get("same_place", False),
        different_sources=row.get("different_sources", False),
        message=row["message"],
    )


class Sides:
    """What contradictions need to know of a claim's ids: sides of its actors, keys of its places, names of its sources."""

    def __init__(self, actors: tuple[Actor, ...], places: tuple[PlaceMention, ...], attributions: tuple[Attribution, ...]) -> None:
        """Index the mentions by id."""
        self._sides = {actor.id: actor.side for actor in actors}
        self._places = {mention.id: mention.place.id if mention.place else mention.text.lower() for mention in places}
        self._names = {mention.id: mention.place.name if mention.place else mention.text for mention in places}
        self._sources = {item.id: item.source_id or " ".join(span.text for span in item.source).lower() for item in attributions}

    def of(self, ids: tuple[str, ...]) -> frozenset[str]:
        """The sides of these actors."""
        return frozenset(side for side in (self._sides.get(ref) for ref in ids) if side)

    def places(self, claim: Claim) -> frozenset[str]:
        """Keys of the claim's places: the place where it was resolved, else its letters."""
        return frozenset(self._places[place.ref] for place in claim.places if place.ref in self._places)

    def name(self, claim: Claim) -> str:
        """The first of the claim's places by its proper name, or ""."""
        return next((self._names[place.ref] for place in claim.places if place.ref in self._names), "")

    def source(self, claim: Claim) -> str:
        """Who says it, innermost; "" for the report itself."""
        return self._sources.get(claim.said_by[-1], "") if claim.said_by else ""


def find_contradictions(
    claims: tuple[Claim, ...],
    actors: tuple[Actor, ...],
    places: tuple[PlaceMention, ...],
    attributions: tuple[Attribution, ...],
    quantities: tuple[Quantity, ...],
    pack: Pack,
) -> list[Finding]:
    """Contradictions by rule, by polarity and by number, in that order."""
    sides = Sides(actors, places, attributions)
    looked_at = claims[:MOST_CLAIMS]
    found = [finding for rule in rules_of(pack) for finding in _by_rule(rule, looked_at, sides)]
    found.extend(_by_polarity(looked_at, sides))
    found.extend(_by_number(looked_at, sides, quantities))
    return found


def _by_rule(rule: Rule, claims: tuple[Claim, ...], sides: Sides) -> Iterator[Finding]:
    """The clearest pair of each place, or of the whole report where the rule is about forces."""
    firsts = [claim for claim in claims if claim.event in rule.first and claim.mode in rule.first_modes and claim.positive]
    seconds = [claim for claim in claims if claim.event in rule.second and claim.mode in rule.second_modes and claim.positive]
    best: dict[frozenset[str], tuple[tuple[int, int], Claim, Claim]] = {}
    for one in firsts[:NEIGHBOURS]:
        for other in seconds[:NEIGHBOURS]:
            if one.id == other.id or not _clash(rule, one, other, sides):
                continue
            key = sides.places(one) & sides.places(other) if rule.same_place else frozenset()
            rank = (int(not sides.places(one) & sides.places(other)), abs(one.trigger.start - other.trigger.start))
            if key not in best or rank < best[key][0]:
                best[key] = (rank, one, other)
    for _, one, other in best.values():
        yield _finding(rule.message, one, other, sides)


def _clash(rule: Rule, one: Claim, other: Claim, sides: Sides) -> bool:
    here, there = sides.places(one), sides.places(other)
    if rule.same_place and not here & there:
        return False
    if not here & there and ((here and there) or abs(one.trigger.start - other.trigger.start) > FAR):
        return False  # without a common place only what is told close by is of the same forces
    if rule.different_sources and sides.source(one) == sides.source(other):
        return False
    if (one.day.days & other.day.days) is None:
        return False
    if rule.first_who == "other side":
        first, second = sides.of(one.actor), sides.of(other.actor)
        return one.trigger.start < other.trigger.start and bool(first and second) and not first & second
    first = sides.of(one.actor if rule.first_who == "actor" else one.target)
    second = sides.of(other.actor if rule.second_who == "actor" else other.target)
    return bool(first & second)


def _by_polarity(claims: tuple[Claim, ...], sides: Sides) -> Iterator[Finding]:
    """One source says that it happened, another that it did not: each denial with the nearest claim that it contradicts."""
    denials = [claim for claim in claims if not claim.positive][:NEIGHBOURS]
    for denial in denials:
        against = [claim for claim in claims if _is_denied(claim, denial, sides)]
        if against:
            shared = sides.places(denial)
            nearest = min(against, key=lambda claim: (not shared & sides.places(claim), abs(claim.trigger.start - denial.trigger.start)))
            yield _finding("one source says so and another that it is not so", nearest, denial, sides)


def _is_denied(claim: Claim, denial: Claim, sides: Sides) -> bool:
    """True when the denial is of this claim: one event, one doer, one place as far as they are told, another source, not far away."""
    is_same = claim.positive and claim.event == denial.event and claim.mode not in DEMANDS and abs(claim.trigger.start - denial.trigger.start) < FAR
    if not is_same or sides.source(claim) == sides.source(denial):
        return False
    here, there = sides.places(claim), sides.places(denial)
    first, second = sides.of(claim.actor), sides.of(denial.actor)
    if (first and second and not first & second) or (here and there and not here & there):
        return False
    if here & there:
        return True
    # Without a common place only a denial close by is of that claim: an advance that is told and a river not crossed contradict nothing.
    is_near = 0 < denial.trigger.start - claim.trigger.start < CLOSE
    return is_near and (not (here or there) or bool(first & second))


def _by_number(claims: tuple[Claim, ...], sides: Sides, quantities: tuple[Quantity, ...]) -> Iterator[Finding]:
    """Numbers of one thing that cannot both be right."""
    by_id = {quantity.id: quantity for quantity in quantities}
    counted = [(claim, by_id[ref]) for claim in claims if claim.event in COUNTED and claim.positive for ref in claim.quantities[:1] if ref in by_id]
    for position, (one, first) in enumerate(counted):
        for other, second in counted[position + 1 : position + NEIGHBOURS]:
            if one.event != other.event or first.unit != second.unit or sides.source(one) == sides.source(other):
                continue
            here, there = sides.of(one.target), sides.of(other.target)
            if (here and there and not here & there) or not sides.places(one) & sides.places(other) or one.day.days != other.day.days:
                continue
            if _apart(first, second):
                yield _finding(f"“{first.text}” and “{second.text}” are given for the same thing", one, other, sides)
                return


def _apart(first: Quantity, second: Quantity) -> bool:
    lower = max(first.lower if first.lower is not None else float("-inf"), second.lower if second.lower is not None else float("-inf"))
    upper = min(first.upper if first.upper is not None else float("inf"), second.upper if second.upper is not None else float("inf"))
    return lower > upper


def _finding(message: str, one: Claim, other: Claim, sides: Sides) -> Finding:
    first, second = sorted((one, other), key=lambda claim: (claim.start, claim.end))
    name = sides.name(one) or sides.name(other)
    where = f" ({name})" if name else ""
    return Finding(
        kind=FindingKind.CONTRADICTION,
        spans=tuple(Span(start=claim.start, end=claim.end, text=claim.quote) for claim in (first, second)),
        message=f"{message[0].upper()}{message[1:]}{where}: “{first.quote}” and “{second.quote}”.",
        suggestion=None,
        claims=(first.id, second.id),
    )
