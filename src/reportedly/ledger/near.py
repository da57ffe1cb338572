"""A question that nothing answers: which of its names this ledger does not hold, and what it holds that is written nearly so.

The rule that must not be broken: nothing is guessed for the user; a name is offered, never put in place of the one that was asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from rapidfuzz import fuzz, process, utils

from reportedly.ledger import schema
from reportedly.ledger.parts import in_box
from reportedly.ledger.prepare import OUTLET, SPEAKER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.engine import Connection

    from reportedly.ledger.questions import Question

OFFERED = 5
NEARLY = 70.0
"""Least likeness (of 100, rapidfuzz's WRatio) of a name that is offered: below, short names resemble everything."""


def iter_unknown(connection: Connection, question: Question) -> Iterator[str]:
    """A line for each name of the question that no claim of the ledger has at all; none where the names are there and only their meeting is empty."""
    place, claim, source, actor = schema.place, schema.claim, schema.source, schema.actor
    events = [question.event] if isinstance(question.event, str) else list(question.event or ())
    known_events = sorted(connection.scalars(sa.select(claim.c.event).distinct())) if events else []
    for event in events:
        if event not in known_events:
            yield f"no claim here is of the event {event!r}; there are {', '.join(known_events) or 'none'}"
    regions = (place.c.admin1, place.c.admin2, place.c.country, place.c.name, place.c.id)
    asked: tuple[tuple[str, str | None, tuple[sa.Select[Any], ...]], ...] = (
        ("place", question.place, tuple(sa.select(column) for column in (place.c.name, place.c.id))),
        ("area", None if in_box(question.area) else question.area, tuple(sa.select(column) for column in regions)),
        ("speaker", question.speaker, (sa.select(source.c.name).where(source.c.role == SPEAKER),)),
        ("outlet", question.outlet, (sa.select(source.c.name).where(source.c.role == OUTLET),)),
        ("actor", question.actor, tuple(sa.select(column) for column in (actor.c.actor_id, actor.c.side, actor.c.text))),
    )
    for what, name, selects in asked:
        if name:
            held = sorted({str(found) for one in selects for found in connection.scalars(one.distinct()) if found})
            yield from _unknown(what, name, held)


def _unknown(what: str, name: str, held: Iterable[str]) -> Iterator[str]:
    held = list(held)
    stem = name.removesuffix("*").lower()
    if any(one.lower().startswith(stem) if name.endswith("*") else one.lower() == stem for one in held):
        return
    near = process.extract(stem, held, scorer=fuzz.WRatio, processor=utils.default_process, limit=OFFERED, score_cutoff=NEARLY)
    offered = f"; near it: {', '.join(one for one, _, _ in near)}" if near else ""
    yield f"no {what} here is called {name!r}{offered}"
