"""Testimonies into statements: what each word says of which place, for which side, and on whose word.

The rule that must not be broken: a statement says no more than its testimony: of the places it names, from the day it was public,
and nothing where the acting side is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.beliefs import weights
from reportedly.beliefs.ground import point_of
from reportedly.beliefs.prior import CONTESTED, FIRST_DAY, LAST_DAY
from reportedly.beliefs.weights import ACTUAL, RULES, Rule, Says, Standing
from reportedly.core.records import ActorKind, Mode, PlaceKind, PlaceRole
from reportedly.reports.independence import speaks_itself

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from reportedly.beliefs.prior import Point
    from reportedly.beliefs.wording import Wording
    from reportedly.core.entries import Party, Testimony, TestimonyPlace
    from reportedly.core.records import Place
    from reportedly.reports.independence import Origin, Origins

ARMED = frozenset({ActorKind.FORCE, ActorKind.GOVERNMENT})
ONLY_ARMED = frozenset({"withdraw", "hold", "advance", "deploy", "detain"})
"""Events that say something of a place only where forces do them: civilians leave and stay, too."""
HALF = 0.5
TAKINGS = frozenset({"capture", "transfer"})
ROW_OF = {(rule.event, rule.positive, mode): rule for rule in RULES for mode in rule.modes}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One testimony about one place (``point``) or about all places of a region (``region``, its name and country in the gazetteer).

    ``side`` is 0 or 1: the side that ``rule`` speaks of. ``day`` is the day it holds of, ``public`` the day from which it could be known.
    ``family`` is the family of copies whose common word it is. ``sureness`` is what is left of the rule's strength, ``whole`` how sure it is
    that the whole place is meant, ``part`` how much of it ``side`` has by these words, where that is said. ``gains``: whether the speaker's side gains by
    it (``None``: of no side, or no such news). ``own_voice``: the report says it itself, and names nobody.
    """

    testimony: str
    report: str
    point: Point | None
    region: tuple[str, str | None] | None
    day: date
    public: date
    origin: Origin
    family: str | None
    rule: Rule
    side: int
    sureness: float
    whole: float
    gains: bool | None
    quote: str
    own_voice: bool = False
    part: float | None = None

    @property
    def favoured(self) -> int:
        """The side whose hold on the place the words speak for."""
        return self.side if self.rule.says is Says.HOLDS else 1 - self.side

    @property
    def place_key(self) -> str:
        """What makes the place itself, in words."""
        return f"{self.point.name}@{self.point.latitude:.3f},{self.point.longitude:.3f}" if self.point else f"{self.region}"

    @property
    def order(self) -> tuple[str, ...]:
        """Order of hearing: by the day made public, then the stronger first, then by content alone, so that no order of input matters."""
        return (str(self.public), f"{9 - self.rule.strength * self.sureness * self.whole:.3f}", str(self.day), self.testimony, self.place_key)

    @property
    def standing(self) -> Standing:
        """What such a source's word is worth before it has a record."""
        if not self.origin.named:
            return weights.UNNAMED_ADMISSION if self.gains is False else weights.UNNAMED
        if self.origin.side is None:
            return weights.OBSERVER
        if self.gains is None:
            return weights.PARTY
        return weights.CLAIM if self.gains else weights.ADMISSION


def iter_statements(testimony: Testimony, origins: Origins, sides: tuple[str, str], wording: Wording | None = None) -> Iterator[Statement]:
    """What the testimony says of who holds which place; nothing where it says nothing of it, has no day, or the side is not known.

    Where the ``wording`` of the quote names a stretch of the front, only the place that changed hands is meant: the others name that stretch.
    """
    rule = _rule_of(testimony, wording)
    if rule is None or testimony.public is None or not FIRST_DAY <= _day(testimony, testimony.public) <= testimony.public <= LAST_DAY:
        return
    origin, own_voice = origins.of(testimony), speaks_itself(testimony)
    side = _side(testimony, rule, sides)
    if side is None and rule.event == "repel" and origin.side in sides and not testimony.targets and not testimony.actors:
        side = sides.index(origin.side)  # "the assault was repelled": by those who say so
    if side is None and rule.is_change and rule.event in TAKINGS and _is_winner_open(testimony, sides):
        rule, side = weights.TURNED, 0
    if side is None:
        return
    day, sureness, family = _day(testimony, testimony.public), weights.CERTAINTY[testimony.certainty], origins.family(testimony)

    def said(place: Place, rule: Rule, side: int, whole: float, part: float | None = None) -> Statement:
        is_region = place.kind is PlaceKind.REGION
        return Statement(
            testimony=testimony.id,
            report=testimony.report,
            point=None if is_region else point_of(place),
            region=(place.name, place.country) if is_region else None,
            day=day,
            public=testimony.public or day,
            origin=origin,
            family=family,
            rule=rule,
            side=side,
            sureness=sureness,
            whole=whole,
            gains=_gains(origin, rule, side, sides),
            quote=testimony.quote,
            own_voice=own_voice,
            part=part,
        )

    for place, whole in _places(testimony, rule, wording):
        held = _held_part(testimony, rule, wording) if whole == weights.UNSURE_PLACE else None
        holder, held = (1 - side, 1.0 - held) if held is not None and held < HALF and rule.event == "hold" else (side, held)
        is_part = held is not None and held >= HALF
        yield said(place, rule, holder, 2.0 * held - 1.0 if held is not None and is_part else whole, held if is_part else None)
    for place in _starts(testimony):
        attacker = 1 - side if rule.event == "repel" else _code(testimony.actors, sides)
        if attacker is not None:
            yield said(place, weights.START, attacker, 1.0)


def _starts(testimony: Testimony) -> list[Place]:
    """The towns that an attack sets out from; an advance has one only where it is told where it goes."""
    if testimony.event not in weights.STARTS or not testimony.positive:
        return []
    aimed = any(part.role in weights.AROUND for part in testimony.places)
    towns = {part.place.id: part.place for part in testimony.places if _is_town(part) and part.role is PlaceRole.FROM}
    return list(towns.values()) if aimed or testimony.event != "advance" else []


def _rule_of(testimony: Testimony, wording: Wording | None) -> Rule | None:
    """The row of the table that the testimony stands in; what is told as having been occupied was taken."""
    came_about = testimony.event == "hold" and testimony.positive and testimony.mode is Mode.ONGOING and testimony.control is not None
    if came_about and wording is not None and wording.tells_taking(testimony.quote):
        return ROW_OF["capture", True, Mode.HAPPENED]
    return ROW_OF.get((testimony.event, testimony.positive, testimony.mode))


def _held_part(testimony: Testimony, rule: Rule, wording: Wording | None) -> float | None:
    """How much of the one town the acting side has, where the claim says that: "controls 70 % of the town"."""
    if wording is None or rule.event not in {"hold", "capture"} or rule.says is not Says.HOLDS or not rule.is_news:
        return None
    towns = {part.place.id for part in testimony.places if _is_town(part)}
    return wording.share(testimony.quote) if len(towns) == 1 else None


def _side(testimony: Testimony, rule: Rule, sides: tuple[str, str]) -> int | None:
    """The acting side; where only who suffers is known, the other one. ``None`` where it cannot be told or does not bear on the place."""
    acting, suffering = _code(testimony.actors, sides), _code(testimony.targets, sides)
    armed, prisoners = (any(party.kind in ARMED for party in parties) for parties in (testimony.actors, testimony.targets))
    if testimony.control is not None and rule.says is Says.HOLDS and testimony.control.after in sides:
        return sides.index(testimony.control.after)
    if (rule.event in ONLY_ARMED and not armed) or (rule.event == "detain" and prisoners):
        return None  # civilians leave, and prisoners of war are taken where there is fighting
    if rule.event == "transfer":
        return None  # "surrendered": who hands over stands where who takes does, and only the reader's word on hands tells them apart
    if acting is not None:
        return acting
    if rule.says is Says.NOTHING:
        return 0  # that there is fighting says the same whoever fights
    return None if suffering is None or rule.event in ONLY_ARMED else 1 - suffering


def _is_winner_open(testimony: Testimony, sides: tuple[str, str]) -> bool:
    """Whether nobody is named who took the place or lost it."""
    return not any(party.side in sides or party.kind not in ARMED for party in (*testimony.actors, *testimony.targets))


def _code(parties: tuple[Party, ...], sides: tuple[str, str]) -> int | None:
    found = {party.side for party in parties if party.side in sides}
    return sides.index(found.pop()) if len(found) == 1 else None


def _places(testimony: Testimony, rule: Rule, wording: Wording | None) -> Iterator[tuple[Place, float]]:
    """Places the rule speaks of, each with the share of strength that is left."""
    control = testimony.control if testimony.control and testimony.control.after != CONTESTED else None  # who holds a part is read from the words
    held = {control.place, *control.also} if control else set()
    fitting = [part for part in testimony.places if part.role in rule.roles or part.place.id in held]
    towns = list({part.place.id: part for part in fitting if _is_town(part)}.values())
    if wording is not None and wording.names_axis(testimony.quote):
        towns = [part for part in towns if part.place.id in held or part.role is PlaceRole.TOWARD]
    in_part = any(part.place.kind is PlaceKind.SITE and part.role in rule.roles for part in testimony.places)
    in_part |= wording is not None and wording.names_site(testimony.quote)
    for part in towns:
        if in_part and part.place.id not in held:
            yield part.place, weights.UNSURE_PLACE  # it is the works that are stormed, not the town around them
        elif part.place.id in held or not (rule.is_news or rule is weights.TURNED):
            yield part.place, 1.0
        else:
            yield part.place, weights.UNSURE_PLACE
    if rule.is_news and rule.modes <= ACTUAL and rule.event in {"capture", "withdraw", "transfer"}:
        yield from ((part.place, weights.REGION_SHARE) for part in fitting if part.place.id in held and part.place.kind is PlaceKind.REGION)


def _is_town(part: TestimonyPlace) -> bool:
    return part.place.kind is PlaceKind.SETTLEMENT


def _day(testimony: Testimony, public: date) -> date:
    """The day the claim holds of: the last that it may mean, and never after it was public."""
    return min(testimony.days.latest or public, public)


def _gains(origin: Origin, rule: Rule, side: int, sides: tuple[str, str]) -> bool | None:
    if origin.side not in sides or not rule.is_news or rule.says is Says.NOTHING:
        return None
    return (rule.says is Says.HOLDS) == (sides[side] == origin.side)
