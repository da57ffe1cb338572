"""What a pack is made of: sides, speakers, anchor events. Names are lists per language code, the main name first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.core.day_range import DayRange
    from reportedly.core.records import ActorKind

Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A side of the war, with the words that stand for it, per language.

    ``names`` are the country or group, ``adjectives`` what belongs to it, ``people`` its people,
    ``governments`` what stands for its government (a capital, a palace). ``languages`` are those (ISO 639-1) in which, as a rule,
    nobody but its own outlets write: there "the enemy" is the other side.
    """

    code: str
    country: str | None
    names: Names
    adjectives: Names
    people: Names
    governments: Names
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Someone who acts or speaks in public: a force, ministry, official, agency, outlet or observer.

    ``interest`` is the side whose gain the speaker is assumed to wish, ``None`` for observers;
    ``part_of`` is the id of what it belongs to. ``roles`` are the words a report uses for it ("the governor of the region").
    """

    id: str
    side: str | None
    interest: str | None
    kind: ActorKind
    names: Names
    roles: Names
    part_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """An event whose day is known, from which relative expressions can be counted.

    ``phrases`` are regular expressions per language that name the event in a report; ``source`` says where the day comes from.
    """

    id: str
    title: str
    days: DayRange
    phrases: Names
    source: str
