"""Which of a report's readings counts: the last of the text that was seen last.

The rule that must not be broken: of every report that has a reading by then, at most one counts, and which one hangs on when its texts were seen,
not on who was first into the store.

A text is seen whenever a snapshot of it is retrieved; one of which nobody knows when it was seen comes after those that were there before it. So a page
that goes back to an earlier text has that text again, and an archive's old copy that comes in late is no news.
"""

from __future__ import annotations

import functools
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from reportedly.ledger import schema

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.sql.compiler import SQLCompiler

NEVER = datetime(1, 1, 1, tzinfo=UTC)
"""Seen at no moment that is known: before every other."""


class _later(FunctionElement[datetime]):  # noqa: N801  a function of SQL
    """The later of two moments."""

    type = schema.UtcTime()
    inherit_cache = True


@compiles(_later, "sqlite")
def _later_sqlite(element: _later, compiler: SQLCompiler, **options: Any) -> str:
    return f"max({compiler.process(element.clauses, **options)})"


@compiles(_later, "postgresql")
def _later_postgresql(element: _later, compiler: SQLCompiler, **options: Any) -> str:
    return f"greatest({compiler.process(element.clauses, **options)})"


def end_of(day: date) -> datetime:
    """The first moment after the day, in UTC."""
    last = datetime.max.replace(tzinfo=UTC)  # no day follows it
    return last if day >= last.date() else datetime.combine(day + timedelta(days=1), time(), UTC)


def current_reading(as_of: date | None, recorded_by: datetime | None) -> tuple[sa.ColumnElement[bool], ...]:
    """What makes a row of ``reading`` the one that counts: the last of its text, and its text the report's last that was seen, and public, by ``as_of``."""
    reading, other = schema.reading, _others()[0]
    again = (other.c.text_ordinal == reading.c.text_ordinal) & (other.c.ordinal > reading.c.ordinal)
    seen, seen_other = _seen(reading, as_of, recorded_by), _seen(other, as_of, recorded_by)
    later = (other.c.text_ordinal != reading.c.text_ordinal) & ((seen_other > seen) | ((seen_other == seen) & (other.c.text_ordinal > reading.c.text_ordinal)))
    if as_of:
        later = (other.c.public <= as_of) & later
    known = [other.c.recorded <= recorded_by] if recorded_by else []
    # One look into an index that holds all it asks for; snapshots are asked for only where there is another text.
    conditions: list[sa.ColumnElement[bool]] = [~sa.exists().where(other.c.report == reading.c.report, *known, again | later)]
    if as_of:
        conditions.append(reading.c.public <= as_of)
    if recorded_by:
        conditions.append(reading.c.recorded <= recorded_by)
    return tuple(conditions)


@functools.cache
def _others() -> tuple[Any, Any, Any]:
    """The tables under other names, made once: making them anew took a sixth of a question's time on our side."""
    return schema.reading.alias("other"), schema.snapshot.alias("sighting"), schema.report_text.alias("sighted")


def _seen(reading: Any, as_of: date | None, recorded_by: datetime | None) -> _later:
    """The last moment by then at which the text of this row of ``reading`` was seen."""
    _, snapshot, text = _others()
    again = sa.select(sa.func.max(snapshot.c.retrieved)).where(snapshot.c.text == reading.c.text)
    first = sa.select(text.c.seen).where(text.c.pk == reading.c.text)
    if as_of:
        again, first = again.where(snapshot.c.retrieved < end_of(as_of)), first.where(text.c.seen < end_of(as_of))
    if recorded_by:
        again = again.where(snapshot.c.recorded <= recorded_by)
    moments = (sa.func.coalesce(one.correlate(reading).scalar_subquery(), NEVER, type_=schema.UtcTime()) for one in (again, first))
    return _later(*moments)
