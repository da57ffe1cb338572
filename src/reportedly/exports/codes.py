"""The tables of ``codes.toml``: which code of which book an event, a place, a number becomes, and by which named rule.

The rule that must not be broken: a form takes its codes from here and nowhere else; a test asks for every event type.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from reportedly.core.records import PlaceKind, PlaceRole, Precision

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.core.entries import TestimonyPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCodes:
    """What an event type is in the books. ``plover_type`` is empty where PLOVER has none; ``plover_mode`` where the type has no mode that fits."""

    event_type: str
    sub_event_type: str
    plover_type: str
    plover_mode: str
    plover_contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A choice by name: for which forms, what it says, the book it is from."""

    name: str
    forms: tuple[str, ...]
    says: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VagueNumber:
    """A number in words, by the bounds it was read as, and what ACLED writes for it."""

    word: str
    lower: float
    upper: float
    fatalities: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecisionCodes:
    """A code that grows as the place is known less well: the worst of what its kind, its precision and its part in the claim give."""

    kind: Mapping[PlaceKind, int]
    precision: Mapping[Precision, int]
    role: Mapping[PlaceRole, int]

    def of(self, part: TestimonyPlace) -> int:
        """The code of the place in this part."""
        return max(self.kind[part.place.kind], self.precision[part.place.precision], self.role[part.role])


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """All tables. ``sources`` are the books by their short name; ``ratings`` give a verdict's value and name."""

    sources: Mapping[str, str]
    events: Mapping[str, EventCodes]
    vague: tuple[VagueNumber, ...]
    geo_precision: PrecisionCodes
    where_prec: PrecisionCodes
    disorder: Mapping[str, str]
    intensity: Mapping[str, float]
    ratings: Mapping[str, tuple[int, str]]
    languages: Mapping[str, str]
    missiles: tuple[str, ...]
    rules: tuple[Rule, ...]

    def event(self, name: str) -> EventCodes:
        """The codes of the type; of one that the table has not, those of ``other``."""
        return self.events.get(name, self.events["other"])


@functools.cache
def load_codes() -> Codes:
    """The tables, read once."""
    table = tomllib.loads((files("reportedly.exports") / "codes.toml").read_text(encoding="utf-8"))
    return Codes(
        sources=table["sources"],
        events={
            row["type"]: EventCodes(
                event_type=row["acled"][0],
                sub_event_type=row["acled"][1],
                plover_type=row["plover"][0],
                plover_mode=row["plover"][1],
                plover_contexts=tuple(row["plover"][2]),
            )
            for row in table["event"]
        },
        vague=tuple(VagueNumber(word=row["word"], lower=row["bounds"][0], upper=row["bounds"][1], fatalities=row["fatalities"]) for row in table["vague"]),
        geo_precision=_precision(table["geo_precision"]),
        where_prec=_precision(table["where_prec"]),
        disorder=table["disorder"],
        intensity=table["intensity"],
        ratings={name: (value, words) for name, (value, words) in table["ratings"].items()},
        languages=table["languages"],
        missiles=tuple(table["missiles"]["words"]),
        rules=tuple(Rule(name=row["name"], forms=tuple(row["forms"]), says=row["says"], source=row["source"]) for row in table["rule"]),
    )


def _precision(table: Mapping[str, Mapping[str, int]]) -> PrecisionCodes:
    return PrecisionCodes(
        kind={PlaceKind(name): code for name, code in table["kind"].items()},
        precision={Precision(name): code for name, code in table["precision"].items()},
        role={PlaceRole(name): code for name, code in table["role"].items()},
    )
