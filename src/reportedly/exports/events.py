"""claims ─join→ events: one a happening, with the claims that tell of it; a claim that is in no happening is an event by itself.

The rule that must not be broken: an event says no more than its claims: every value is some claim's, by a named rule (``happening.…``), and they are named.
"""

from __future__ import annotations

import dataclasses
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.entries import Bounds
from reportedly.core.records import Certainty, Mode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reportedly.core.entries import Party, Testimony, TestimonyPlace
    from reportedly.ledger.stored import StoredClaim
    from reportedly.reports.happenings import Happening

SURE = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.UNKNOWN)
NEVER_ENDING = 10_000
"""Days of a claim whose days are open, where the one that knows best is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Which claims tell of one happening, and ``origin``: whose word a testimony is, equal for words of one mouth."""

    happenings: tuple[Happening, ...]
    origin: Callable[[Testimony], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A happening, or one claim. ``merged`` is its claims as one, under the happening's id; ``origins`` says of each claim whose word it is."""

    merged: StoredClaim
    claims: tuple[StoredClaim, ...]
    origins: tuple[str, ...]

    @property
    def witnesses(self) -> int:
        """Independent origins: copies, and many reports of one mouth, are one."""
        return len(set(self.origins))

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets, each once, in the order of their claims."""
        return tuple(dict.fromkeys(stored.testimony.outlet for stored in self.claims if stored.testimony.outlet))


def single(stored: StoredClaim) -> Event:
    """The claim as an event of its own."""
    return Event(merged=stored, claims=(stored,), origins=(stored.testimony.id,))


def iter_events(claims: Iterable[StoredClaim], together: Together | None) -> Iterator[Event]:
    """Every claim by itself; with ``together``, those of one happening as one, where the last of them comes."""
    if together is None:
        yield from map(single, claims)
        return
    home = {claim: happening for happening in together.happenings for claim in happening.claims}
    waiting: dict[str, list[StoredClaim]] = {}
    for stored in claims:
        happening = home.get(stored.testimony.id)
        if happening is None:
            yield single(stored)
            continue
        members = waiting.setdefault(happening.id, [])
        members.append(stored)
        if len(members) == len(happening.claims):
            yield merge(happening, waiting.pop(happening.id), together.origin)
    by_id = {happening.id: happening for happening in together.happenings}
    for name, members in waiting.items():  # some of whose claims were not asked for
        yield merge(by_id[name], members, together.origin)


def merge(happening: Happening, members: Sequence[StoredClaim], origin: Callable[[Testimony], str]) -> Event:
    """The claims of one happening as one event."""
    claims = tuple(sorted(members, key=lambda stored: stored.testimony.id))
    if len(claims) == 1:
        return single(claims[0])
    best = min(claims, key=_knows)
    told = [best.testimony, *(stored.testimony for stored in claims if stored is not best)]
    testimony = dataclasses.replace(
        best.testimony,
        id=happening.id,
        days=happening.days,
        places=_places(happening, told),
        control=best.testimony.control if best.testimony.control and best.testimony.control.place == happening.place.id else None,
        actors=_parties(one.actors for one in told),
        targets=_parties(one.targets for one in told),
        quantities=_numbers(told),
        certainty=min((one.certainty for one in told), key=SURE.index),
        mode=Mode.HAPPENED if any(one.mode is Mode.HAPPENED for one in told) else best.testimony.mode,
    )
    merged = dataclasses.replace(best, testimony=testimony)
    return Event(merged=merged, claims=claims, origins=tuple(origin(stored.testimony) for stored in claims))


def _knows(stored: StoredClaim) -> tuple[int, int, str]:
    """The claim that knows most comes first: by its days, then by who and how many it names. Rule ``happening.best``."""
    testimony = stored.testimony
    slots = bool(testimony.actors) + bool(testimony.targets) + bool(testimony.quantities)
    return testimony.days.width or NEVER_ENDING, -slots, testimony.id


def _places(happening: Happening, told: Sequence[Testimony]) -> tuple[TestimonyPlace, ...]:
    """The happening's place, in the part that a claim gives it."""
    return tuple(itertools.islice((part for one in told for part in one.places if part.place.id == happening.place.id), 1))


def _parties(parties: Iterable[tuple[Party, ...]]) -> tuple[Party, ...]:
    """All who are named, each once: by the pack's id, else by their words."""
    found: dict[str, Party] = {}
    for some in parties:
        for party in some:
            found.setdefault(party.actor_id or party.text.lower(), party)
    return tuple(found.values())


def _numbers(told: Sequence[Testimony]) -> tuple[Bounds, ...]:
    """For each unit the least lower and the greatest upper bound. Rule ``happening.numbers``."""
    units: dict[str, list[Bounds]] = {}
    for one in told:
        for bounds in one.quantities:
            units.setdefault(bounds.unit, []).append(bounds)
    return tuple(Bounds(lower=_least(one.lower for one in some), upper=_most(one.upper for one in some), unit=unit) for unit, some in units.items())


def _least(bounds: Iterable[float | None]) -> float | None:
    return min((one for one in bounds if one is not None), default=None)


def _most(bounds: Iterable[float | None]) -> float | None:
    known = list(bounds)
    return None if None in known else max((one for one in known if one is not None), default=None)
