"""Schema 0003: which reports depend on which, kept once it was found; and all places of a list that changed hands.

The rule that must not be broken: a migration that has been released is never edited, whatever becomes of ``schema.py``.

Copies are not looked for here: the next question that hangs on them, or the next ``add``, does.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from reportedly.ledger.blobs import bytes_of

revision = "0003"
down_revision = "0002"

BATCH = 200
reading = sa.table("reading", sa.column("pk", sa.BigInteger), sa.column("body", sa.LargeBinary))
claim = sa.table(
    "claim",
    *(sa.column(name, sa.BigInteger) for name in ("pk", "reading", "ordinal", "control_place")),
    *(sa.column(name, sa.Text) for name in ("control_before", "control_after")),
)
claim_place = sa.table("claim_place", sa.column("claim", sa.BigInteger), sa.column("place", sa.BigInteger))
place = sa.table("place", sa.column("pk", sa.BigInteger), sa.column("id", sa.Text))


def upgrade() -> None:
    """One transaction with the caller's."""
    _make_lists()
    _make_copies()
    _fill_lists()


def _pk() -> sa.Column[int]:
    return sa.Column("pk", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False)


def _make_lists() -> None:
    op.create_table(
        "claim_also",
        sa.Column("claim", sa.BigInteger, sa.ForeignKey("claim.pk"), primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("place", sa.BigInteger, sa.ForeignKey("place.pk"), nullable=False),
        sqlite_with_rowid=False,
    )


def _make_copies() -> None:
    op.create_table(
        "copy_profile",
        _pk(),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("words", sa.Integer, nullable=False),
        sa.Column("sampled", sa.Integer, nullable=False),
        sa.Column("bridges", sa.Integer, nullable=False),
    )
    op.create_table(
        "copy_text",
        sa.Column("text", sa.BigInteger, sa.ForeignKey("report_text.pk"), primary_key=True, autoincrement=False),
        sa.Column("profile", sa.BigInteger, sa.ForeignKey("copy_profile.pk"), nullable=False),
    )
    op.create_index("ix_copy_text_profile", "copy_text", ["profile"])
    op.create_table(
        "copy_band",
        sa.Column("band", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("profile", sa.BigInteger, sa.ForeignKey("copy_profile.pk"), primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_copy_band_profile", "copy_band", ["profile"])
    op.create_table(
        "copy_pair",
        sa.Column("one", sa.BigInteger, sa.ForeignKey("copy_profile.pk"), primary_key=True, autoincrement=False),
        sa.Column("other", sa.BigInteger, sa.ForeignKey("copy_profile.pk"), primary_key=True, autoincrement=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("relation", sa.Text),
        sa.Column("similarity", sa.Float),
        sa.Column("why", sa.Text),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_copy_pair_other", "copy_pair", ["other"])
    op.create_table(
        "copy_tally",
        _pk(),
        sa.Column("maker", sa.Text, nullable=False),
        sa.Column("tier", sa.Integer, nullable=False),
        sa.Column("profiles", sa.BigInteger, nullable=False),
        sa.Column("settled", sa.Boolean, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )


def _fill_lists() -> None:
    """The other places of a list are in the reading that was stored whole."""
    connection = op.get_bind()
    held = sa.select(claim.c.reading).where(claim.c.control_before.is_not(None) | claim.c.control_after.is_not(None))
    readings = list(connection.scalars(sa.select(reading.c.pk).where(reading.c.pk.in_(held), reading.c.body.is_not(None)).order_by(reading.c.pk)))
    also = sa.table("claim_also", sa.column("claim", sa.BigInteger), sa.column("ordinal", sa.Integer), sa.column("place", sa.BigInteger))
    for first in range(0, len(readings), BATCH):
        rows = connection.execute(sa.select(reading.c.pk, reading.c.body).where(reading.c.pk.in_(readings[first : first + BATCH]))).all()
        found = [one for row in rows for one in _lists(connection, row.pk, json.loads(bytes_of(row.body).decode("utf-8", "surrogatepass")))]
        if found:
            connection.execute(also.insert(), found)


def _lists(connection: sa.Connection, number: int, stored: dict[str, Any]) -> list[dict[str, int]]:
    """The rows for the claims of one reading."""
    lists = {ordinal: one["control"]["also"] for ordinal, one in enumerate(stored.get("claims", ())) if one.get("control", {}).get("also")}
    if not lists:
        return []
    places = {mention["id"]: mention["place"]["id"] for mention in stored.get("places", ()) if mention.get("place")}
    claims = sa.select(claim.c.pk, claim.c.ordinal, claim.c.control_place).where(claim.c.reading == number, claim.c.ordinal.in_(lists))
    found = []
    for row in connection.execute(claims).all():
        named = sa.select(place.c.pk, place.c.id).join_from(claim_place, place, claim_place.c.place == place.c.pk).where(claim_place.c.claim == row.pk)
        rows = {one.id: one.pk for one in connection.execute(named)}
        wanted = dict.fromkeys(rows[places[ref]] for ref in lists[row.ordinal] if places.get(ref) in rows)
        others = [pk for pk in wanted if pk != row.control_place]
        found += [{"claim": row.pk, "ordinal": ordinal, "place": pk} for ordinal, pk in enumerate(others)]
    return found
