"""The parts of a question as SQL: which claims count, which of them each part fits, and the order they come in.

The rule that must not be broken: each part is asked in two ways, for all claims and for one at hand, and both ways fit the same claims.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.ledger import schema
from reportedly.ledger.current import current_reading
from reportedly.ledger.prepare import OUTLET, SPEAKER
from reportedly.ledger.search import texts_with
from reportedly.ledger.testimony import plain_name

if TYPE_CHECKING:
    from datetime import date

    from reportedly.core.day_range import DayRange
    from reportedly.ledger.questions import Question
    from reportedly.ledger.rulings import Rulings


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterClaim:
    """A place in the order of claims: behind the one of this number in its report. ``day`` is its last day, where the latest come first."""

    day: date | None
    report: str
    ordinal: int


def with_places(wanted: sa.Select[Any]) -> sa.Select[Any]:
    """The same with what says where in the order a claim stands, and with its quote."""
    return wanted.add_columns(schema.claim.c.day_latest, schema.report.c.id.label("report_id"), schema.claim.c.ordinal, schema.claim.c.quote)


def order_of(*, newest_first: bool) -> tuple[sa.ColumnElement[Any], ...]:
    """By report and place in it; or the latest days first, those without one last."""
    by_report = (schema.report.c.id, schema.claim.c.ordinal)
    return (schema.claim.c.day_latest.desc().nulls_last(), *by_report) if newest_first else by_report


def behind(after: AfterClaim, *, newest_first: bool) -> sa.ColumnElement[bool]:
    """The claims that come after that place in the order."""
    claim, report = schema.claim, schema.report
    later = (report.c.id > after.report) | ((report.c.id == after.report) & (claim.c.ordinal > after.ordinal))
    if not newest_first:
        return later
    if after.day is None:
        return claim.c.day_latest.is_(None) & later
    return (claim.c.day_latest < after.day) | ((claim.c.day_latest == after.day) & later) | claim.c.day_latest.is_(None)


def select_claims(question: Question, rulings: Rulings, *, is_sqlite: bool) -> sa.Select[tuple[int]]:
    """The numbers of the claims that answer, before what judgements say about each."""
    return select_counting(question).where(*(part.holds for part in find_parts(question, rulings, is_sqlite=is_sqlite)))


def select_counting(question: Question) -> sa.Select[tuple[int]]:
    """The numbers of all claims that count as of the question's day and moment, before what judgements say about each."""
    claim, reading, report = schema.claim, schema.reading, schema.report
    return (
        sa.select(claim.c.pk)
        .join_from(claim, reading, claim.c.reading == reading.c.pk)
        .join(report, claim.c.report == report.c.pk)
        .where(*current_reading(question.as_of, question.recorded_by), claim.c.report.not_in(sa.select(schema.forgotten.c.report)))
    )


# ── the parts of a question ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a question. ``claims`` are the numbers of the claims it fits, found by it alone; ``holds`` says the same of a claim that is at hand.

    ``each`` is ``holds`` in the form that is cheap for a few claims; ``None`` for words, which are looked for in the quotes of a few. ``tables`` are those,
    beside the claim's own, that they ask of. ``first`` are other rows to count before the claims: where they are many, so are the claims.
    """

    claims: sa.Select[tuple[int]]
    holds: sa.ColumnElement[bool]
    each: sa.ColumnElement[bool] | None
    tables: tuple[sa.Table, ...] = ()
    first: sa.Select[tuple[int]] | None = None


def find_parts(question: Question, rulings: Rulings, *, is_sqlite: bool) -> tuple[Part, ...]:
    """The parts of the question, those first that tend to fit few claims. A claim whose place was put right fits every place: ``_still_there`` asks."""
    report = schema.report
    parts: list[Part] = []
    if question.report is not None:
        parts.append(_of_report(report.c.id == question.report))
    for where in (_place(question.place) if question.place else None, _area(question.area) if question.area else None):
        if where is not None:
            moved = schema.claim.c.key.in_(rulings.moved_keys) & report.c.id.in_(rulings.moved_reports) if rulings.moved else None
            parts.append(_among(schema.claim_place.c.place, sa.select(schema.place.c.pk).where(where), moved))
    if question.speaker is not None:
        words = _said_by(question.speaker)
        # A president's 7,600 words are counted in a tenth of the time that it takes to find out of how many claims they are.
        parts.append(replace(_among(schema.claim_hop.c.attribution, words), first=words))
    if question.outlet is not None:
        outlets = sa.select(schema.source.c.pk).where(schema.source.c.role == OUTLET, _named(schema.source.c.name, question.outlet))
        parts.append(_of_report(report.c.outlet.in_(outlets), (report.c.outlet + 0).in_(outlets)))
    if question.text is not None:
        parts.append(_of_text(texts_with(question.text, is_sqlite=is_sqlite)))
    if question.actor is not None:
        actor = schema.actor
        matches = _named(actor.c.actor_id, question.actor) | _named(actor.c.side, question.actor) | _named(actor.c.text, question.actor)
        parts.append(_among(schema.claim_party.c.actor, sa.select(actor.c.pk).where(matches)))
    if question.event is not None or question.days is not None or question.as_of is not None:
        parts.append(_when(question))
    return tuple(parts)


def _of_report(holds: sa.ColumnElement[bool], each: sa.ColumnElement[bool] | None = None) -> Part:
    claim, report = schema.claim, schema.report
    claims = sa.select(claim.c.pk).join_from(claim, report, claim.c.report == report.c.pk).where(holds)
    return Part(claims=claims, holds=holds, each=holds if each is None else each, tables=(report,), first=sa.select(report.c.pk).where(holds))


def _of_text(texts: sa.Select[tuple[int]]) -> Part:
    claim, reading = schema.claim, schema.reading
    holds = reading.c.text.in_(texts)
    claims = sa.select(claim.c.pk).join_from(claim, reading, claim.c.reading == reading.c.pk).where(holds)
    return Part(claims=claims, holds=holds, each=None, tables=(reading,), first=texts)


def _among(column: sa.Column[int], wanted: sa.Select[tuple[int]], also: sa.ColumnElement[bool] | None = None) -> Part:
    """A row that hangs on the claim has one of these in the column; ``also`` are claims that are let through whatever hangs on them."""
    claim, report, part = schema.claim, schema.report, column.table
    claims: Any = sa.select(part.c.claim).where(column.in_(wanted))
    # Adding nothing keeps a store from going by the column's index, and through all that is wanted, for each claim.
    each = sa.select(part.c.claim).where(part.c.claim == claim.c.pk, (column + 0).in_(wanted)).correlate(claim).exists()
    holds = claim.c.pk.in_(claims)
    if also is None:
        return Part(claims=claims, holds=holds, each=each)
    more = sa.select(claim.c.pk).join_from(claim, report, claim.c.report == report.c.pk).where(also)
    both = claims.union_all(more).subquery()
    return Part(claims=sa.select(both.c[0]), holds=holds | also, each=each | also, tables=(report,))


def _when(question: Question) -> Part:
    """Event types and days are columns of the claim. Days are asked in three ways that each have an index, open ends by themselves."""
    claim, days = schema.claim, question.days
    holds: list[sa.ColumnElement[bool]] = []
    if question.event is not None:
        holds.append(claim.c.event.in_([question.event] if isinstance(question.event, str) else list(question.event)))
    if question.as_of is not None:
        holds.append(claim.c.public <= question.as_of)
    claims: Any = sa.select(claim.c.pk).where(*holds)
    if days is not None:
        earliest, latest = claim.c.day_earliest, claim.c.day_latest
        ends = [latest >= days.earliest] if days.earliest else [latest.is_not(None)]
        begins = [earliest <= days.latest] if days.latest else [earliest.is_not(None)]
        ways = (claims.where(*ends, *begins), claims.where(*ends, earliest.is_(None)), claims.where(*begins, latest.is_(None)))
        claims = sa.select(sa.union_all(*ways).subquery().c[0])
        holds += _meets(days)
    every = sa.and_(*holds)
    return Part(claims=claims, holds=every, each=every)


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
    if box := box_of(name):
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
    return area is not None and box_of(area) is not None


def box_of(area: str) -> tuple[float, float, float, float] | None:
    """West, south, east and north of an area given in degrees; ``None`` where it is a name."""
    try:
        west, south, east, north = (float(edge) for edge in area.split(","))
    except ValueError:
        return None
    return west, south, east, north


def box_fault(area: str) -> str | None:
    """What a box was expected to be and is not: its edges are no degrees of the globe, or stand in another order. ``None`` for one that can hold something."""
    wanted = f"WEST,SOUTH,EAST,NORTH in degrees such as 36,47,39,50, found {area!r}"
    box = box_of(area)
    if box is None:
        return wanted
    west, south, east, north = box
    if -180 <= west <= east <= 180 and -90 <= south <= north <= 90:  # said so that NaN is out as well
        return None
    if west > east:
        return f"{wanted}: the west edge lies east of the east edge"
    return f"{wanted}: {'the south edge lies north of the north edge' if south > north else 'an edge is no degree of the globe'}"


def _said_by(name: str) -> sa.Select[tuple[int]]:
    attribution, source = schema.attribution, schema.source
    # Names are stored with straight apostrophes since 0.2; older ledgers hold them as the pages set them.
    sources = sa.select(source.c.pk).where(source.c.role == SPEAKER, _named(source.c.name, plain_name(name)) | _named(source.c.name, name))
    return sa.select(attribution.c.pk).where(attribution.c.source.in_(sources))


def _named(column: sa.Column[Any], name: str) -> sa.ColumnElement[bool]:
    """The column is that name, in capitals or small letters; what ends in ``*`` is how it begins."""
    if name.endswith("*"):
        return sa.func.lower(column).startswith(name[:-1].lower(), autoescape=True)
    return (column == name) | (sa.func.lower(column) == name.lower())
