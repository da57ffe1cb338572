"""The tables of what two reports cannot both have right though their days do not meet (``disputes.toml``), compiled.

The rule that must not be broken: incompatibility is data. A new kind of contradiction is a row of the table, not a line of code.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportedly.core.entries import Party, Testimony
    from reportedly.packs.load import Pack

WORD = re.compile(r"\w+|%")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """A row of ``[[lasting]]``: a change, a state that it ends, and for how many days afterwards the state disputes it."""

    change: frozenset[str]
    state: frozenset[str]
    state_who: str
    is_same_side: bool
    undone: frozenset[str]
    days: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A row of ``[[order]]``: two events of which reports tell the order. ``is_cause``: the second cannot come before the first at all."""

    first: frozenset[str]
    second: frozenset[str]
    sides: str
    is_cause: bool
    days: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeRules:
    """The compiled tables."""

    lasting: tuple[Lasting, ...]
    orders: tuple[Order, ...]
    once: frozenset[str]
    blamed: frozenset[str]
    counted: frozenset[str]
    partial: frozenset[str]
    growing: frozenset[str]

    def is_partial(self, testimony: Testimony) -> bool:
        """Whether its words speak of a part of the place."""
        return not self.partial.isdisjoint(_words(testimony))

    def is_growing(self, testimony: Testimony) -> bool:
        """Whether its words say that the count has grown."""
        return not self.growing.isdisjoint(_words(testimony))


@functools.cache
def dispute_rules(pack: Pack) -> DisputeRules:
    """The pack's English table, the engine's with the pack's own added; empty where there is none."""
    table = pack.words("en", "disputes")
    events, words = table.get("events", {}), table.get("words", {})
    once, blamed, counted = (frozenset(events.get(name, ())) for name in ("once", "blamed", "counted"))
    return DisputeRules(
        lasting=tuple(_lasting(row) for row in table.get("lasting", ())),
        orders=tuple(_order(row) for row in table.get("order", ())),
        once=once,
        blamed=blamed,
        counted=counted,
        partial=frozenset(words.get("partial", ())),
        growing=frozenset(words.get("growing", ())),
    )


def _lasting(row: Mapping[str, Any]) -> Lasting:
    return Lasting(
        change=frozenset(row["change"]),
        state=frozenset(row["state"]),
        state_who=row["state_who"],
        is_same_side=row["sides"] == "same",
        undone=frozenset(row["undone"]),
        days=row["days"],
        message=row["message"],
    )


def _order(row: Mapping[str, Any]) -> Order:
    first, second = frozenset(row["first"]), frozenset(row["second"])
    return Order(first=first, second=second, sides=row["sides"], is_cause=row["is_cause"], days=row["days"], message=row["message"])


def _words(testimony: Testimony) -> set[str]:
    return set(WORD.findall(testimony.quote.casefold()))


def sides_of(parties: Sequence[Party]) -> frozenset[str]:
    """The sides that are known of them."""
    return frozenset(party.side for party in parties if party.side)


def differ(first: frozenset[str], second: frozenset[str]) -> bool:
    """True when both are known and have none in common."""
    return bool(first and second) and not first & second


def is_undated(testimony: Testimony) -> bool:
    """Whether its day is only that of its report: it was then or before. Who writes "today" is taken for one who gives no day."""
    return testimony.days == testimony.published


def gap(one: Testimony, other: Testimony) -> int | None:
    """Days from the end of the first to the beginning of the second: 1 for the day after, 0 or less where they meet; ``None`` with an open end."""
    if one.days.latest is None or other.days.earliest is None:
        return None
    return (other.days.earliest - one.days.latest).days
