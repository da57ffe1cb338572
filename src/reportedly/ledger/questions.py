"""Questions to the ledger: which claims, as of which day, as recorded by which moment.

The rule that must not be broken: every answer keeps to ``as_of`` and ``recorded_by``; what was retracted, misread or forgotten by then does not count;
and the order of the answers hangs on ids, never on who came first into the store.
"""

from __future__ import annotations

import dataclasses
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.ledger import schema
from reportedly.ledger.names import resolve_report
from reportedly.ledger.prepare import OUTLET, SPEAKER
from reportedly.ledger.rulings import Rulings, load_rulings
from reportedly.ledger.search import answers, parse_question, texts_with
from reportedly.ledger.stored import Shared, StoredClaim, load_claims

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from sqlalchemy.engine import Connection

    from reportedly.core.day_range import DayRange
    from reportedly.core.entries import Testimony

MANY = 2000
"""More claims than this are not gathered and sorted where the newest few are wanted."""
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
    if question.report is not None:
        question = dataclasses.replace(question, report=resolve_report(connection, question.report))
    rulings = load_rulings(connection, as_of=question.as_of, recorded_by=question.recorded_by)
    phrases = parse_question(question.text) if question.text else ()
    few = newest_first and limit is not None
    wanted = select_claims(question, rulings, is_sqlite=connection.dialect.name == "sqlite", walked=connection if few else None)
    claim, report = schema.claim, schema.report
    order: tuple[Any, ...] = (report.c.id, claim.c.ordinal)
    if newest_first:
        order = (claim.c.day_latest.desc().nulls_last(), *order)
    shared = Shared(connection)
    given = 0
    found: sa.ScalarResult[int] = connection.scalars(wanted.order_by(*order).execution_options(yield_per=BATCH))
    with closing(found):
        for part in found.partitions(min(BATCH, limit or BATCH)):
            for stored in load_claims(connection, part, shared):
                ruled = rulings.apply(stored.testimony)
                if ruled is None or not _still_there(ruled, question, rulings) or not answers(phrases, ruled.quote):
                    continue
                yield stored if ruled is stored.testimony else dataclasses.replace(stored, testimony=ruled)
                given += 1
                if given == limit:
                    return


def select_claims(question: Question, rulings: Rulings, *, is_sqlite: bool, walked: Connection | None = None) -> sa.Select[tuple[int]]:
    """The numbers of the claims that answer, before what judgements say about each. ``walked`` is given where only the newest few will be fetched."""
    claim, reading, report, place = schema.claim, schema.reading, schema.report, schema.place
    wanted = (
        sa.select(claim.c.pk)
        .join_from(claim, reading, claim.c.reading == reading.c.pk)
        .join(report, claim.c.report == report.c.pk)
        .where(*current_reading(question.as_of, question.recorded_by), claim.c.report.not_in(sa.select(schema.forgotten.c.report)))
    )
    if question.report is not None:
        wanted = wanted.where(report.c.id == question.report)
    if question.event is not None:
        wanted = wanted.where(claim.c.event.in_([question.event] if isinstance(question.event, str) else list(question.event)))
    if question.days is not None:
        wanted = wanted.where(*_meets(question.days))
    for where in (_place(question.place) if question.place else None, _area(question.area) if question.area else None):
        if where is not None:
            part = schema.claim_place
            there = _among(part, sa.select(part.c.claim).join_from(part, place).where(where), walked)
            wanted = wanted.where(there | claim.c.key.in_(rulings.moved_keys) if rulings.moved_keys else there)
    if question.speaker is not None:
        wanted = wanted.where(_among(schema.claim_hop, _said_by(question.speaker), walked))
    if question.actor is not None:
        part, actor = schema.claim_party, schema.actor
        matches = _named(actor.c.actor_id, question.actor) | _named(actor.c.side, question.actor) | _named(actor.c.text, question.actor)
        wanted = wanted.where(_among(part, sa.select(part.c.claim).join_from(part, actor).where(matches), walked))
    if question.outlet is not None:
        outlets = sa.select(schema.source.c.pk).where(schema.source.c.role == OUTLET, _named(schema.source.c.name, question.outlet))
        wanted = wanted.where(report.c.outlet.in_(outlets))
    if question.text is not None:
        wanted = wanted.where(reading.c.text.in_(texts_with(question.text, is_sqlite=is_sqlite)))
    return wanted


def _among(part: sa.Table, claims: sa.Select[tuple[int]], walked: Connection | None) -> sa.ColumnElement[bool]:
    """The claim is one of these.

    Where they are many and only the newest are wanted, each claim is asked in turn, newest first, until there are enough: of 100,000 claims half are
    by one side, and sorting those takes 150 ms.
    """
    if walked is not None and walked.scalar(sa.select(sa.func.count()).select_from(claims.limit(MANY).subquery())) == MANY:
        return claims.where(part.c.claim == schema.claim.c.pk).correlate(schema.claim).exists()
    return schema.claim.c.pk.in_(claims)


def current_reading(as_of: date | None, recorded_by: datetime | None) -> tuple[sa.ColumnElement[bool], ...]:
    """What makes a row of ``reading`` the one that counts: the last of its text, and its text the report's last that was public by ``as_of``."""
    reading = schema.reading
    again, later = reading.alias("again"), reading.alias("later")
    known = [again.c.recorded <= recorded_by] if recorded_by else []
    conditions = [
        ~sa.exists().where(again.c.text == reading.c.text, again.c.report == reading.c.report, again.c.ordinal > reading.c.ordinal, *known),
        ~sa.exists().where(
            later.c.report == reading.c.report,
            later.c.text_ordinal > reading.c.text_ordinal,
            *([later.c.recorded <= recorded_by] if recorded_by else []),
            *([later.c.public <= as_of] if as_of else []),
        ),
    ]
    if as_of:
        conditions.append(reading.c.public <= as_of)
    if recorded_by:
        conditions.append(reading.c.recorded <= recorded_by)
    return tuple(conditions)


def _meets(days: DayRange) -> list[sa.ColumnElement[bool]]:
    """The claim's days and these have one in common; a claim whose days are not known meets none."""
    claim = schema.claim
    conditions: list[sa.ColumnElement[bool]] = [claim.c.day_earliest.is_not(None) | claim.c.day_latest.is_not(None)]
    if days.latest:
        conditions.append(claim.c.day_earliest.is_(None) | (claim.c.day_earliest <= days.latest))
    if days.earliest:
        conditions.append(claim.c.day_latest.is_(None) | (claim.c.day_latest >= days.earliest))
    return conditions


def _place(name: str) -> sa.ColumnElement[bool]:
    return (schema.place.c.id == name) | _named(schema.place.c.name, name)


def _area(name: str) -> sa.ColumnElement[bool]:
    place = schema.place
    if box := _box(name):
        west, south, east, north = box
        return place.c.longitude.between(west, east) & place.c.latitude.between(south, north)
    region = place.alias("region")
    named = sa.select(region.c.name).where(region.c.id == name)
    return (
        (place.c.id == name) | _named(place.c.name, name) | place.c.admin1.in_(named) | place.c.admin2.in_(named)
        | _named(place.c.admin1, name) | _named(place.c.admin2, name) | _named(place.c.country, name)
    )  # fmt: skip


def in_box(area: str | None) -> bool:
    """Whether an area is given as a box of degrees."""
    return area is not None and _box(area) is not None


def _box(area: str) -> tuple[float, float, float, float] | None:
    try:
        west, south, east, north = (float(edge) for edge in area.split(","))
    except ValueError:
        return None
    return west, south, east, north


def _said_by(name: str) -> sa.Select[tuple[int]]:
    hop, attribution, source = schema.claim_hop, schema.attribution, schema.source
    return (
        sa.select(hop.c.claim)
        .join_from(hop, attribution, hop.c.attribution == attribution.c.pk)
        .join(source, attribution.c.source == source.c.pk)
        .where(source.c.role == SPEAKER, _named(source.c.name, name))
    )


def _named(column: sa.Column[Any], name: str) -> sa.ColumnElement[bool]:
    """The column is that name, in capitals or small letters; what ends in ``*`` is how it begins."""
    if name.endswith("*"):
        return sa.func.lower(column).startswith(name[:-1].lower(), autoescape=True)
    return (column == name) | (sa.func.lower(column) == name.lower())


def _still_there(testimony: Testimony, question: Question, rulings: Rulings) -> bool:
    """Whether a claim whose place a person put right is still where the question asks."""
    if testimony.id not in rulings.moved:
        return True
    places = [part.place for part in testimony.places]
    by_id = not question.place or any(_is_named(question.place, place.id, place.name) for place in places)
    box = _box(question.area) if question.area else None
    if box:
        west, south, east, north = box
        return by_id and any(west <= place.longitude <= east and south <= place.latitude <= north for place in places)
    area = question.area
    return by_id and (not area or any(_is_named(area, place.id, place.name, place.admin1, place.admin2, place.country) for place in places))


def _is_named(wanted: str, *names: str | None) -> bool:
    wanted = wanted.lower()
    stem = wanted.removesuffix("*")
    return any(name is not None and (name.lower().startswith(stem) if wanted.endswith("*") else name.lower() == wanted) for name in names)
