"""How much a ledger holds: claims and reports by day, and how many answer a question.

The rule that must not be broken: a number here is the number of what the lists would give one by one.

Which of a report's readings counts is asked of each reading, and costs seconds for 100,000 reports; but a report that was read once has nothing to choose. So
only reports with several readings, or with judgements, are asked about one by one, and the others are counted as they lie.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.ledger import schema
from reportedly.ledger.current import current_reading
from reportedly.ledger.parts import select_claims
from reportedly.ledger.prepare import SPEAKER
from reportedly.ledger.questions import Question
from reportedly.ledger.rulings import load_rulings

MANY = 2_000
"""Numbers in one question to the store; PostgreSQL takes 65,535."""

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy.engine import Connection

    from reportedly.ledger.rulings import Rulings

    Days = tuple[date | None, date | None]
    """A claim's first and last day."""

WIDE_DAYS = 7
"""A claim that fits more days than this is of no day: "in recent weeks"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Claims by the last day each may mean, reports by the day made public, and claims that fit more than ``WIDE_DAYS``, or no day."""

    claims: dict[date, int]
    reports: dict[date, int]
    wide: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much a ledger holds that counts, and over which days: of events, and of publication."""

    reports: int
    claims: int
    places: int
    speakers: int
    outlets: int
    judgements: int
    first_event: date | None
    last_event: date | None
    first_public: date | None
    last_public: date | None


def measure(connection: Connection, *, as_of: date | None = None, recorded_by: datetime | None = None) -> Extent:
    """How much there is that counts as of the day; places, speakers and outlets are those of the whole ledger. Claims of no day have no part in its days."""
    source, report = schema.source, schema.report
    question = Question(as_of=as_of, recorded_by=recorded_by)
    rulings = load_rulings(connection, as_of=as_of, recorded_by=recorded_by)
    reports = _reports_by_day(connection, question, rulings)
    days = _claims_by_days(connection, question, rulings)
    events = [day for day in map(_day_of, days) if day is not None]
    public = [day for day in reports if day is not None]
    return Extent(
        reports=reports.total(),
        claims=days.total(),
        places=connection.scalar(sa.select(sa.func.count(schema.place.c.id.distinct()))) or 0,
        speakers=connection.scalar(sa.select(sa.func.count()).where(source.c.role == SPEAKER)) or 0,
        outlets=connection.scalar(sa.select(sa.func.count(report.c.outlet.distinct()))) or 0,
        judgements=connection.scalar(sa.select(sa.func.count()).select_from(schema.judgement)) or 0,
        first_event=min(events, default=None),
        last_event=max(events, default=None),
        first_public=min(public, default=None),
        last_public=max(public, default=None),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletCount:
    """An outlet's reports, their claims, those of them in its own voice, and the days its reports became public."""

    name: str
    reports: int
    claims: int
    own: int
    first: date | None
    last: date | None


def count_outlets(connection: Connection, *, as_of: date | None = None, recorded_by: datetime | None = None) -> list[OutletCount]:
    """Who publishes the reports that count, those with most of them first: 0.2 s of a processor for 100,000 reports."""
    claim, reading, report, source, hop = schema.claim, schema.reading, schema.report, schema.source, schema.claim_hop
    question = Question(as_of=as_of, recorded_by=recorded_by)
    rulings = load_rulings(connection, as_of=as_of, recorded_by=recorded_by)
    asked = _asked_about(connection, rulings) if _is_plain(question) else None
    published = sa.select(report.c.outlet, sa.func.count(), sa.func.min(reading.c.public), sa.func.max(reading.c.public)).group_by(report.c.outlet)
    published = published.join_from(reading, report, reading.c.report == report.c.pk).where(report.c.outlet.is_not(None))
    counts = [*current_reading(as_of, recorded_by), reading.c.report.not_in(sa.select(schema.forgotten.c.report)), report.c.id.not_in(sorted(rulings.out))]
    said = sa.select(report.c.outlet, sa.func.count(), sa.func.count(hop.c.claim)).join_from(claim, report, claim.c.report == report.c.pk)
    said = said.outerjoin(hop, (hop.c.claim == claim.c.pk) & (hop.c.ordinal == 0)).where(report.c.outlet.is_not(None)).group_by(report.c.outlet)
    answering = claim.c.pk.in_(taken_out(select_claims(question, rulings, is_sqlite=connection.dialect.name == "sqlite"), rulings))
    claims: Counter[int] = Counter()
    own: Counter[int] = Counter()
    for outlet, number, carried in _apart(connection, said, claim.c.report, [claim.c.public <= as_of] if as_of else [], [answering], asked):
        claims[outlet] += number
        own[outlet] += number - carried
    reports: Counter[int] = Counter()
    days: dict[int, list[date]] = {}
    for outlet, number, *ends in _apart(connection, published, reading.c.report, [reading.c.public <= as_of] if as_of else [], counts, asked):
        reports[outlet] += number
        days.setdefault(outlet, []).extend(day for day in ends if day is not None)
    names = connection.execute(sa.select(source.c.pk, source.c.name).where(source.c.pk.in_(list(reports))))
    found = [
        OutletCount(name=name, reports=reports[pk], claims=claims[pk], own=own[pk], first=min(days[pk], default=None), last=max(days[pk], default=None))
        for pk, name in names
    ]
    return sorted(found, key=lambda one: (-one.reports, one.name))


def _apart(
    connection: Connection,
    wanted: sa.Select[Any],
    report: sa.Column[int],
    public: Sequence[sa.ColumnElement[bool]],
    exactly: Sequence[sa.ColumnElement[bool]],
    asked: list[int] | sa.CompoundSelect[tuple[int]] | None,
) -> list[Any]:
    """Rows of the reports that lie as they count, and rows of those that are asked about one by one: all of them for ``None``."""
    if asked is None:
        return list(connection.execute(wanted.where(*exactly)))
    if asked == []:
        return list(connection.execute(wanted.where(*public)))
    return [*connection.execute(wanted.where(*public, report.not_in(asked))), *connection.execute(wanted.where(*exactly, report.in_(asked)))]


def count_days(connection: Connection, question: Question) -> Counted:
    """The claims that answer by day, and the reports that have any, by the day made public."""
    rulings = load_rulings(connection, as_of=question.as_of, recorded_by=question.recorded_by)
    claims: Counter[date] = Counter()
    wide = 0
    for days, number in _claims_by_days(connection, question, rulings).items():
        day = _day_of(days)
        if day is None:
            wide += number
        else:
            claims[day] += number
    plain = Question(as_of=question.as_of, recorded_by=question.recorded_by)
    reports = {day: number for day, number in _reports_by_day(connection, plain, rulings).items() if day is not None}
    return Counted(claims=dict(claims), reports=reports, wide=wide)


def count_claims(connection: Connection, question: Question) -> int:
    """How many claims answer, before what is said of the words in their quotes: the number of claims of the texts that have them."""
    rulings = load_rulings(connection, as_of=question.as_of, recorded_by=question.recorded_by)
    if _is_plain(question):
        return _claims_by_days(connection, question, rulings).total()
    wanted = taken_out(select_claims(question, rulings, is_sqlite=connection.dialect.name == "sqlite"), rulings)
    return int(connection.scalar(sa.select(sa.func.count()).select_from(wanted.subquery())) or 0)


def taken_out(wanted: sa.Select[tuple[int]], rulings: Rulings) -> sa.Select[tuple[int]]:
    """Without the claims and reports that judgements took out."""
    out = sorted(rulings.out)
    if not out:
        return wanted
    claims = [name.rpartition("/") for name in out if "/" in name]
    taken = [~((schema.report.c.id == report) & (schema.claim.c.key == key)) for report, _, key in claims]
    return wanted.where(schema.report.c.id.not_in(out), *taken)


def _day_of(days: Days) -> date | None:
    """The last day that the claim may mean; ``None`` where it fits so many that it is of none of them."""
    earliest, latest = days
    return None if earliest is None or latest is None or (latest - earliest).days >= WIDE_DAYS else latest


def _is_plain(question: Question) -> bool:
    """Whether all claims answer that were public by the day."""
    return question == Question(as_of=question.as_of)


def _claims_by_days(connection: Connection, question: Question, rulings: Rulings) -> Counter[Days]:
    claim = schema.claim
    counted = sa.select(claim.c.day_earliest, claim.c.day_latest, sa.func.count()).group_by(claim.c.day_earliest, claim.c.day_latest)
    answering = taken_out(select_claims(question, rulings, is_sqlite=connection.dialect.name == "sqlite"), rulings)
    exactly = counted.where(claim.c.pk.in_(answering))
    if not _is_plain(question):
        return _counted(connection, exactly)
    public = counted.where(claim.c.public <= question.as_of) if question.as_of else counted
    return _corrected(connection, public, exactly, claim.c.report, rulings)


def _reports_by_day(connection: Connection, question: Question, rulings: Rulings) -> Counter[Any]:
    """Reports that count, by the day made public. ``question`` has no other parts than its day and moment."""
    reading, report = schema.reading, schema.report
    counted = sa.select(reading.c.public, sa.func.count()).group_by(reading.c.public)
    exactly = counted.where(*current_reading(question.as_of, question.recorded_by), reading.c.report.not_in(sa.select(schema.forgotten.c.report)))
    if rulings.out:
        exactly = exactly.join_from(reading, report, reading.c.report == report.c.pk).where(report.c.id.not_in(sorted(rulings.out)))
    if not _is_plain(question):
        return _counted(connection, exactly)
    public = counted.where(reading.c.public <= question.as_of) if question.as_of else counted
    return _corrected(connection, public, exactly, reading.c.report, rulings)


def _corrected(connection: Connection, counted: sa.Select[Any], exactly: sa.Select[Any], report: sa.Column[int], rulings: Rulings) -> Counter[Any]:
    """All as they lie, which an index alone answers, with the reports that must be asked about counted anew."""
    found = _counted(connection, counted)
    asked = _asked_about(connection, rulings)
    if asked == []:
        return found
    found.subtract(_counted(connection, counted.where(report.in_(asked))))
    found.update(_counted(connection, exactly.where(report.in_(asked))))
    return +found


def _counted(connection: Connection, wanted: sa.Select[Any]) -> Counter[Any]:
    """The last column, a number, by the others: one value, or several together."""
    return Counter({row[0] if len(row) == 2 else tuple(row[:-1]): row[-1] for row in connection.execute(wanted)})


def _asked_about(connection: Connection, rulings: Rulings) -> list[int] | sa.CompoundSelect[tuple[int]]:
    """Numbers of the reports that must be asked about one by one: read more than once, forgotten, or judged. Many of them stay in the store."""
    reading, report = schema.reading, schema.report
    judged = {part for name in rulings.out for part in (name, name.rpartition("/")[0])}
    several = sa.select(reading.c.report).group_by(reading.c.report).having(sa.func.count() > 1)
    wanted = sa.union(several, sa.select(schema.forgotten.c.report), sa.select(report.c.pk).where(report.c.id.in_(sorted(judged))))
    found = list(connection.scalars(sa.select(wanted.subquery().c[0]).limit(MANY + 1)))
    return found if len(found) <= MANY else wanted
