"""Rows back into what they were made of: claims with all that hangs on them, entries, postings.

The rule that must not be broken: what comes back equals what was posted, to the last field.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.ledger import schema
from reportedly.ledger.prepare import CLAIM_VALUES, ClaimRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.engine import Connection


MOST_NAMED = 10_000
Rows = dict[int, list[sa.Row[Any]]]


def parts(values: Iterable[Any]) -> Iterator[list[Any]]:
    """The values, as many at a time as one question may name: SQLite takes 32,766."""
    rest = iter(values)
    while part := list(itertools.islice(rest, MOST_NAMED)):
        yield part


def group(connection: Connection, question: sa.Select[Any], by: sa.Column[Any], values: Iterable[int], *order: sa.Column[Any]) -> Rows:
    """The answers, in lists by the value of ``by``."""
    grouped: Rows = defaultdict(list)
    for part in parts(values):
        for row in connection.execute(question.where(by.in_(part)).order_by(by, *order)):
            grouped[getattr(row, by.name)].append(row)
    return grouped


def load_claim_rows(connection: Connection, reading: int) -> tuple[ClaimRow, ...]:
    """The claims of a reading, in order, as they were posted."""
    claim, place, actor = schema.claim, schema.place, schema.actor
    held = place.alias("held")
    claims = connection.execute(
        sa.select(claim, held.c.digest.label("control_digest"))
        .select_from(claim.outerjoin(held, claim.c.control_place == held.c.pk))
        .where(claim.c.reading == reading)
        .order_by(claim.c.ordinal)
    ).all()
    pks = [row.pk for row in claims]
    part = schema.claim_hop
    hops = group(
        connection,
        sa.select(part.c.claim, schema.attribution.c.ordinal).join_from(part, schema.attribution, part.c.attribution == schema.attribution.c.pk),
        part.c.claim,
        pks,
        part.c.ordinal,
    )
    part = schema.claim_place
    places = group(connection, sa.select(part.c.claim, place.c.digest, part.c.role).join_from(part, place), part.c.claim, pks, part.c.ordinal)
    part = schema.claim_party
    parties = group(connection, sa.select(part.c.claim, part.c.part, actor.c.digest).join_from(part, actor), part.c.claim, pks, part.c.ordinal)
    part = schema.claim_also
    also = group(connection, sa.select(part.c.claim, place.c.digest).join_from(part, place), part.c.claim, pks, part.c.ordinal)
    part = schema.claim_quantity
    quantities = group(connection, sa.select(part), part.c.claim, pks, part.c.ordinal)
    return tuple(
        ClaimRow(
            values=tuple(getattr(row, name) for name in CLAIM_VALUES),
            hops=tuple(hop.ordinal for hop in hops[row.pk]),
            places=tuple((found.digest, found.role) for found in places[row.pk]),
            parties=tuple((found.part, found.digest) for found in parties[row.pk]),
            quantities=tuple((found.lower, found.upper, found.unit) for found in quantities[row.pk]),
            control_place=row.control_digest,
            key=row.key,
            also=tuple(found.digest for found in also[row.pk]),
        )
        for row in claims
    )
