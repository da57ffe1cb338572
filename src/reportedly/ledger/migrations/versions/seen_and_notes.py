"""Schema 0002: when a text was seen first, what the container said of it, and a claim's public day beside its others.

The rule that must not be broken: a migration that has been released is never edited, whatever becomes of ``schema.py``.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from itertools import groupby
from operator import attrgetter
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

report_text = sa.table(
    "report_text",
    *(sa.column("pk", sa.BigInteger), sa.column("report", sa.BigInteger), sa.column("ordinal", sa.Integer)),
    *(sa.column("retrieved", sa.Date), sa.column("seen", sa.DateTime(timezone=True))),
)
reading = sa.table("reading", sa.column("pk", sa.BigInteger), sa.column("public", sa.Date))
claim = sa.table("claim", sa.column("reading", sa.BigInteger), sa.column("public", sa.Date))
DAYS = ["day_latest", "day_earliest", "public"]
snapshot = sa.table("snapshot", sa.column("text", sa.BigInteger), sa.column("retrieved", sa.DateTime(timezone=True)))


def upgrade() -> None:
    """One transaction with the caller's."""
    op.add_column("report_text", sa.Column("seen", sa.DateTime(timezone=True)))
    connection = op.get_bind()
    first = sa.select(snapshot.c.text, sa.func.min(snapshot.c.retrieved).label("retrieved")).group_by(snapshot.c.text).subquery()
    wanted = (
        sa.select(report_text.c.pk, report_text.c.report, report_text.c.retrieved, first.c.retrieved.label("moment"))
        .outerjoin_from(report_text, first, first.c.text == report_text.c.pk)
        .order_by(report_text.c.report, report_text.c.ordinal)
    )
    rows = connection.execute(wanted).all()  # four numbers a report: 30 MB for 100,000
    found = [known for _, texts in groupby(rows, key=attrgetter("report")) for known in _seen(list(texts))]
    if found:
        connection.execute(sa.update(report_text).where(report_text.c.pk == sa.bindparam("of")).values(seen=sa.bindparam("moment")), found)
    op.create_table(
        "note",
        sa.Column("text", sa.BigInteger, sa.ForeignKey("report_text.pk"), primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sqlite_with_rowid=False,
    )
    op.add_column("claim", sa.Column("public", sa.Date))
    connection.execute(sa.update(claim).values(public=sa.select(reading.c.public).where(reading.c.pk == claim.c.reading).scalar_subquery()))
    for name, columns in (("ix_claim_event", ["event", *DAYS]), ("ix_claim_days", DAYS)):
        op.drop_index(name, "claim")
        op.create_index(name, "claim", columns)


def _seen(texts: list[Any]) -> list[dict[str, Any]]:
    """When each text of one report was seen first: retrieved, else as late as those before it."""
    found, latest = [], None
    for row in texts:
        given = _aware(row.moment) or (datetime.combine(row.retrieved, time(), UTC) if row.retrieved else latest)
        if given is not None:
            found.append({"of": row.pk, "moment": given.replace(tzinfo=None) if op.get_bind().dialect.name == "sqlite" else given})
            latest = max(given, latest or given)
    return found


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment
