"""What a person types, into the ids that the ledger holds.

The rule that must not be broken: a name that fits several entries is refused with what it fits, never guessed at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.core.errors import LedgerError
from reportedly.ledger import schema
from reportedly.ledger.blobs import storable

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

CLAIM = re.compile(r"(?P<report>.+)/(?P<key>[0-9a-f]{4,16})")
SHORTEST = 4
"""Digits of an id that may stand for it, where no other begins so."""


def resolve_report(connection: Connection, name: str) -> str:
    """The report's id: that id, the id ``reportedly read`` printed for one of its texts, or how one of these begins. Raises ``LedgerError``."""
    report, text = schema.report, schema.report_text
    name = storable(name)
    for found in (
        sa.select(report.c.id).where(report.c.id == name),
        sa.select(report.c.id).join_from(report, text, text.c.report == report.c.pk).where(text.c.reading_id == name),
        _beginning(name),
    ):
        ids = sorted(set(connection.scalars(found.limit(5)))) if found is not None else []
        if len(ids) > 1:
            message = f"expected one report, found that {name!r} fits {', '.join(ids)}; give more of the id"
            raise LedgerError(message)
        if ids:
            return str(ids[0])
    message = f"expected the id of a report in this ledger, found {name!r}; `reportedly claims` shows the ids"
    raise LedgerError(message)


def resolve_claim(connection: Connection, name: str) -> str:
    """``report/key`` of a claim that some reading has, whether it counts or not. Raises ``LedgerError``."""
    match = CLAIM.fullmatch(name)
    if match is None:
        message = f"expected a claim as REPORT/KEY, found {name!r}; `reportedly claims` shows them"
        raise LedgerError(message)
    report = resolve_report(connection, match["report"])
    claim = schema.claim
    found = (
        sa.select(claim.c.key)
        .join_from(claim, schema.report, claim.c.report == schema.report.c.pk)
        .where(schema.report.c.id == report, claim.c.key.startswith(match["key"], autoescape=True))
        .distinct()
    )
    keys = sorted(connection.scalars(found))
    if len(keys) != 1:
        message = f"expected the key of one claim of report {report}, found {match['key']!r}, which fits {', '.join(keys) or 'none'}"
        raise LedgerError(message)
    return f"{report}/{keys[0]}"


def resolve_entry(connection: Connection, name: str) -> str:
    """A report's id or a claim's, whichever the name is. Raises ``LedgerError``."""
    try:
        return resolve_report(connection, name)
    except LedgerError:
        if CLAIM.fullmatch(name) is None:
            raise
    return resolve_claim(connection, name)


def _beginning(name: str) -> sa.Select[tuple[str]] | None:
    if len(name) < SHORTEST:
        return None
    report, text = schema.report, schema.report_text
    begins = report.c.id.startswith(name, autoescape=True) | text.c.reading_id.startswith(name, autoescape=True)
    return sa.select(report.c.id).join_from(report, text, text.c.report == report.c.pk).where(begins).distinct()
