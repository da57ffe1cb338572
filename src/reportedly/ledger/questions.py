"""Questions to the ledger: which claims, as of which day, as recorded by which moment.

The rule that must not be broken: every answer keeps to ``as_of`` and ``recorded_by``; what was retracted, misread or forgotten by then does not count;
and the order of the answers hangs on ids, never on who came first into the store.
"""

from __future__ import annotations

import dataclasses
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportedly.ledger import schema
from reportedly.ledger.names import resolve_report
from reportedly.ledger.newest import iter_newest
from reportedly.ledger.parts import AfterClaim, behind, box_of, order_of, select_claims, with_places
from reportedly.ledger.rulings import Rulings, load_rulings
from reportedly.ledger.search import answers, parse_question
from reportedly.ledger.stored import Shared, StoredClaim, load_claims

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from datetime import date, datetime

    from sqlalchemy import Select
    from sqlalchemy.engine import Connection, Row

    from reportedly.core.day_range import DayRange
    from reportedly.core.entries import Testimony

BATCH = 500
"""Claims fetched at a time: five questions a batch, and at most some 2 MB held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which claims are wanted; what is ``None`` does not matter. Several events are alternatives, everything else must all hold.

    ``report`` is the report's id, which may be shortened (``LedgerError`` where none or several begin so).
    ``as_of`` keeps to what was public by that day, ``recorded_by`` to what this ledger held by that moment. ``place`` is a place's id or name; ``area`` a
    region's id or name, or ``west,south,east,north`` in degrees; ``days`` what the event's days must meet; ``speaker`` the id or the words of anyone in the
    chain; ``actor`` an id, a side or the words of who acts or suffers; ``text`` words that the claim's quote must have. Names may end in ``*``.
    """

    as_of: date | None = None
    recorded_by: datetime | None = None
    report: str | None = None
    place: str | None = None
    area: str | None = None
    event: str | Sequence[str] | None = None
    days: DayRange | None = None
    speaker: str | None = None
    outlet: str | None = None
    actor: str | None = None
    text: str | None = None


def iter_claims(connection: Connection, question: Question, *, newest_first: bool = False, limit: int | None = None) -> Iterator[StoredClaim]:
    """The claims that answer, by report and place in it; or those of the latest days first. Constant memory, whatever their number."""
    return (stored for _, stored in iter_answers(connection, question, newest_first=newest_first, limit=limit))


def iter_answers(
    connection: Connection,
    question: Question,
    *,
    newest_first: bool = False,
    limit: int | None = None,
    after: AfterClaim | None = None,
    among: Select[tuple[int]] | None = None,
) -> Iterator[tuple[AfterClaim, StoredClaim]]:
    """The same, each with its place in that order; those behind the place ``after`` alone, and ``among`` those of these reports (their numbers)."""
    if question.report is not None:
        question = dataclasses.replace(question, report=resolve_report(connection, question.report))
    rulings = load_rulings(connection, as_of=question.as_of, recorded_by=question.recorded_by)
    phrases = parse_question(question.text) if question.text else ()
    few = newest_first and limit is not None and among is None
    found = (
        iter_newest(connection, question, rulings, after=after)
        if few
        else _iter_all(connection, question, rulings, newest_first=newest_first, after=after, among=among)
    )
    shared, given = Shared(connection), 0
    with closing(found):
        for rows in found:
            # Words are looked for in the quotes before all that hangs on a claim is fetched: that costs thirty times as much.
            hopeful = [row for row in rows if answers(phrases, row.quote or "")] if phrases else rows
            for first in range(0, len(hopeful), step := min(BATCH, limit or BATCH)):
                part = hopeful[first : first + step]
                for row, stored in zip(part, load_claims(connection, [row.pk for row in part], shared), strict=True):
                    ruled = rulings.apply(stored.testimony)
                    if ruled is None or not _still_there(ruled, question, rulings):
                        continue
                    place = AfterClaim(day=row.day_latest, report=row.report_id, ordinal=row.ordinal)
                    yield place, stored if ruled is stored.testimony else dataclasses.replace(stored, testimony=ruled)
                    given += 1
                    if given == limit:
                        return


def _iter_all(
    connection: Connection, question: Question, rulings: Rulings, *, newest_first: bool, after: AfterClaim | None, among: Select[tuple[int]] | None
) -> Generator[Sequence[Row[Any]]]:
    """The rows of every claim that answers, in order."""
    wanted = with_places(select_claims(question, rulings, is_sqlite=connection.dialect.name == "sqlite"))
    if among is not None:
        wanted = wanted.where(schema.claim.c.report.in_(among))
    if after is not None:
        wanted = wanted.where(behind(after, newest_first=newest_first))
    with closing(connection.execute(wanted.order_by(*order_of(newest_first=newest_first)).execution_options(yield_per=BATCH))) as rows:
        yield from rows.partitions(BATCH)


def _still_there(testimony: Testimony, question: Question, rulings: Rulings) -> bool:
    """Whether a claim whose place a person put right is still where the question asks."""
    if testimony.id not in rulings.moved:
        return True
    places = [part.place for part in testimony.places]
    by_id = not question.place or any(_is_named(question.place, place.id, place.name) for place in places)
    box = box_of(question.area) if question.area else None
    if box:
        west, south, east, north = box
        return by_id and any(west <= place.longitude <= east and south <= place.latitude <= north for place in places)
    area = question.area
    return by_id and (not area or any(_is_named(area, place.id, place.name, place.admin1, place.admin2, place.country) for place in places))


def _is_named(wanted: str, *names: str | None) -> bool:
    wanted = wanted.lower()
    stem = wanted.removesuffix("*")
    return any(name is not None and (name.lower().startswith(stem) if wanted.endswith("*") else name.lower() == wanted) for name in names)
