"""The newest claims that answer, without sorting all that do: by the few that a part of the question fits, else window by window of days.

The rule that must not be broken: the same claims in the same order as sorting them all would give; only the way there is shorter.

Of 100,000 claims half are by one side, and sorting those takes half a second in PostgreSQL; fifty of them are found in the newest 256. Where a part of the
question fits few claims, those are taken, and only as many as are wanted are looked at more closely.
"""

from __future__ import annotations

import itertools
import json
from contextlib import closing
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from reportedly.ledger import schema
from reportedly.ledger.parts import behind, find_parts, order_of, select_counting, with_places

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection, Row

    from reportedly.ledger.parts import AfterClaim, Part
    from reportedly.ledger.questions import Question
    from reportedly.ledger.rulings import Rulings

MANY = 2000
"""A part that fits more claims than this narrows nothing: 2,000 are sorted by day in 10 ms, and gathering more costs more than it saves."""
FEW = 300
"""As few as this need no further part to narrow them, nor sorting before they are looked at."""
WINDOW = 256
"""Claims in the first window of days."""
GROWTH, LEAP = 4, 64
"""Each next window has so many times as many claims: the more, the fewer of the last one fitted."""
LARGE = 10_000
"""From a window of so many claims on, a part is asked once for all of them rather than for each."""
BATCH = 500
HANDFUL = 120
"""Claims looked at closely at a time: fifty are wanted, and of some the report has a later text."""


class Candidate(NamedTuple):
    """A claim that the parts of the question fit; whether it counts is not asked yet."""

    number: int
    day: date | None


def iter_newest(connection: Connection, question: Question, rulings: Rulings, *, after: AfterClaim | None = None) -> Generator[Sequence[Row[Any]]]:
    """The rows of the claims that answer, the latest days first, in handfuls; more are looked for only as they are asked for."""
    parts = find_parts(question, rulings, is_sqlite=connection.dialect.name == "sqlite")
    gathered, asked = _gather(connection, parts)
    counting = with_places(select_counting(question))
    if after is not None:
        counting = counting.where(behind(after, newest_first=True))
    if gathered is None:
        candidates = _by_window(connection, parts, after)
    else:
        candidates = _by_day(connection, gathered, after)
        counting = counting.where(*(part.each if part.each is not None else part.holds for part in parts if part not in asked))
    for some in _handfuls(candidates):
        # Only these few are asked whether they count, and whose report has the smaller id.
        yield connection.execute(counting.where(is_one_of(connection, schema.claim.c.pk, some)).order_by(*order_of(newest_first=True))).all()


def _gather(connection: Connection, parts: Sequence[Part]) -> tuple[set[int] | None, list[Part]]:
    """The claims that the parts fit that fit few, and those parts; ``None`` where every part fits many."""
    gathered: set[int] | None = None
    asked = []
    for part in parts:
        if _is_many(connection, part.claims if part.first is None else part.first):
            continue
        found = _numbers(connection, part.claims)
        if len(found) <= MANY:
            gathered = set(found) if gathered is None else gathered & set(found)
            asked.append(part)
            if len(gathered) <= FEW:
                break
    return gathered, asked


def _is_many(connection: Connection, wanted: sa.Select[tuple[int]]) -> bool:
    """Whether there are more than ``MANY``; counted where they lie, for to fetch them takes three times as long."""
    return (connection.scalar(sa.select(sa.func.count()).select_from(wanted.limit(MANY + 1).subquery())) or 0) > MANY


def _numbers(connection: Connection, wanted: sa.Select[Any]) -> list[int]:
    return list(connection.scalars(wanted.limit(MANY + 1)))


def _handfuls(candidates: Iterable[Candidate]) -> Iterator[list[int]]:
    """The candidates, which come by their day, in handfuls; claims of one day are never parted, for their order is another matter."""
    some: list[int] = []
    for _, same in itertools.groupby(candidates, key=itemgetter(1)):
        some += [number for number, _ in same]
        if len(some) >= HANDFUL:
            yield some
            some = []
    if some:
        yield some


def _by_day(connection: Connection, gathered: set[int], after: AfterClaim | None) -> Iterator[Candidate]:
    """The claims, the latest days first; a few are not worth sorting, and are one handful."""
    if len(gathered) <= FEW:
        return (Candidate(number, None) for number in gathered)
    day = schema.claim.c.day_latest
    wanted = sa.select(schema.claim.c.pk, day).where(is_one_of(connection, schema.claim.c.pk, gathered)).order_by(day.desc().nulls_last())
    if after is not None:
        wanted = wanted.where(day.is_(None) if after.day is None else (day <= after.day) | day.is_(None))
    return (Candidate(row.pk, row.day_latest) for row in connection.execute(wanted))


def _by_window(connection: Connection, parts: Sequence[Part], after: AfterClaim | None) -> Iterator[Candidate]:
    """The claims that the parts fit, window by window, from the latest day on; those whose days are open come last."""
    claim, day = schema.claim, schema.claim.c.day_latest
    own = [part.holds for part in parts if not part.tables and part.each is part.holds]  # of the claim's own columns: a window holds so many of these
    below: list[sa.ColumnElement[bool]] = [] if after is None or after.day is None else [day <= after.day]
    size = WINDOW
    while after is None or after.day is not None:
        edge = connection.scalar(sa.select(day).where(day.is_not(None), *below, *own).order_by(day.desc()).offset(size - 1).limit(1))
        window = [*below, day >= edge if edge is not None else day.is_not(None)]
        found = 0
        for candidate in _stream(connection, _fitting(parts, size if edge is not None else LARGE).where(*window).order_by(day.desc())):
            found += 1
            yield candidate
        if edge is None:
            break
        # So large that as many fit as are looked at closely at a time: each window costs two questions.
        below, size = [day < edge], size * min(max(GROWTH, HANDFUL // max(found, 1)), LEAP)
    yield from _stream(connection, _fitting(parts, LARGE).where(day.is_(None)).order_by(claim.c.pk))


def _fitting(parts: Sequence[Part], size: int) -> sa.Select[Any]:
    """The claims that the parts fit, asked in the way that is cheap for so many."""
    claim = schema.claim
    used = [part for part in parts if part.each is not None or size >= LARGE]
    wanted: sa.Select[Any] = sa.select(claim.c.pk, claim.c.day_latest)
    joined: Any = claim
    for table in dict.fromkeys(table for part in used for table in part.tables):
        joined = joined.join(table, table.c.pk == (claim.c.report if table is schema.report else claim.c.reading))
    for part in used:
        wanted = wanted.where(part.holds if size >= LARGE or part.each is None else part.each)
    return wanted.select_from(joined)


def _stream(connection: Connection, wanted: sa.Select[Any]) -> Iterator[Candidate]:
    with closing(connection.execute(wanted.execution_options(yield_per=BATCH))) as rows:
        for row in rows:
            yield Candidate(row.pk, row.day_latest)


def is_one_of(connection: Connection, column: sa.Column[int], numbers: Iterable[int]) -> sa.ColumnElement[bool]:
    """The column has one of these, given as one value: two thousand by themselves take longer to parse than to find."""
    listed = sorted(numbers)
    if connection.dialect.name == "sqlite":
        each = sa.func.json_each(json.dumps(listed)).table_valued("value")
        return column.in_(sa.select(each.c.value))
    return column == sa.any_(sa.cast(listed, sa.ARRAY(sa.BigInteger)))
