"""Answers that are no list of claims: reports that hold some words, who spoke how often, what changed between two days.

The rule that must not be broken: as every question, these keep to ``as_of`` and ``recorded_by``, and what was retracted, misread or forgotten does not count.
"""

from __future__ import annotations

import dataclasses
import itertools
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.ledger import schema
from reportedly.ledger.blobs import text_of
from reportedly.ledger.current import current_reading, end_of
from reportedly.ledger.listed import select_listed, tell_listed
from reportedly.ledger.newest import GROWTH, MANY, WINDOW, is_one_of
from reportedly.ledger.parts import select_claims
from reportedly.ledger.prepare import SPEAKER
from reportedly.ledger.questions import iter_answers
from reportedly.ledger.rulings import load_rulings
from reportedly.ledger.search import parse_question, texts_with

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from datetime import date, datetime

    from sqlalchemy.engine import Connection

    from reportedly.ledger.listed import ListedReport
    from reportedly.ledger.questions import Question
    from reportedly.ledger.search import Phrase
    from reportedly.ledger.stored import StoredClaim

SHOWN = 100
"""Reports whose texts are fetched at a time."""
NAMES = 2_000
"""Speakers written in two ways that are counted at a time: three parameters a way, and SQLite takes 32,766."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerCount:
    """How often somebody's word stands behind claims. ``claims`` counts those with the speaker anywhere in the chain, ``own`` those it is the last hop of.

    ``known`` says that ``name`` is an id of the pack; ``sides`` are those it was taken to wish well; the days are those its reports became public.
    """

    name: str
    known: bool
    sides: tuple[str, ...]
    claims: int
    own: int
    reports: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A claim that could be known on the later day and not on the earlier one (``came``), or the other way round."""

    came: bool
    claim: StoredClaim


def find_reports(
    connection: Connection, words: str, *, as_of: date | None = None, recorded_by: datetime | None = None, limit: int | None = None
) -> Iterator[ListedReport]:
    """The reports whose title or text holds all the words, last public first. Raises ``LedgerError`` when there is no word in the question."""
    phrases = parse_question(words)
    out = load_rulings(connection, as_of=as_of, recorded_by=recorded_by).out
    with closing(_iter_found(connection, words, as_of, recorded_by, few=limit is not None)) as found:
        listed = itertools.islice((row for row in found if row.id not in out), limit)
        while some := list(itertools.islice(listed, SHOWN)):
            yield from _show(connection, [row.pk for row in some], phrases)


def _iter_found(connection: Connection, words: str, as_of: date | None, recorded_by: datetime | None, *, few: bool) -> Generator[Any]:
    """Numbers of readings and ids of their reports, in order. Of words that stand in many reports the last public are looked for first, if a few are wanted."""
    reading, report = schema.reading, schema.report
    texts = texts_with(words, is_sqlite=connection.dialect.name == "sqlite")
    wanted = (
        sa.select(reading.c.pk, report.c.id)
        .join_from(reading, report, reading.c.report == report.c.pk)
        .where(*current_reading(as_of, recorded_by), reading.c.report.not_in(sa.select(schema.forgotten.c.report)))
        .order_by(reading.c.public.desc().nulls_last(), report.c.id)
        .execution_options(yield_per=SHOWN)
    )
    numbers: list[Any] = list(connection.scalars(texts.limit(MANY + 1))) if few else []
    if few and len(numbers) <= MANY:
        yield from _stream(connection, wanted.where(is_one_of(connection, reading.c.text, numbers)))
        return
    wanted = wanted.where(reading.c.text.in_(texts))
    below: list[sa.ColumnElement[bool]] = [reading.c.public <= as_of] if as_of else []
    size = WINDOW
    while few and (edge := _edge(connection, below, size)) is not None:
        yield from _stream(connection, wanted.where(*below, reading.c.public >= edge))
        below, size = [reading.c.public < edge], size * GROWTH
    yield from _stream(connection, wanted.where(sa.or_(*below, reading.c.public.is_(None)) if few and below else sa.true()))


def _stream(connection: Connection, wanted: sa.Select[Any]) -> Iterator[Any]:
    """The rows; whoever has enough of them leaves no cursor open."""
    with closing(connection.execute(wanted)) as rows:
        yield from rows


def _edge(connection: Connection, below: Sequence[sa.ColumnElement[bool]], size: int) -> date | None:
    """The day down to which so many readings were public."""
    public = schema.reading.c.public
    day: date | None = connection.scalar(sa.select(public).where(public.is_not(None), *below).order_by(public.desc()).offset(size - 1).limit(1))
    return day


def _show(connection: Connection, readings: Sequence[int], phrases: Sequence[Phrase]) -> list[ListedReport]:
    rows = {row.reading: row for row in connection.execute(select_listed().where(is_one_of(connection, schema.reading.c.pk, readings)))}
    return tell_listed(connection, [rows[pk] for pk in readings], phrases)


def iter_texts(connection: Connection, *, as_of: date | None = None, recorded_by: datetime | None = None) -> Iterator[tuple[str, str, date | None]]:
    """Id, text and day of publication of every report that counts, by id: what is compared to find copies. Forgotten texts are not there."""
    reading, text, report = schema.reading, schema.report_text, schema.report
    wanted = (
        sa.select(report.c.id, text.c.body, reading.c.published_earliest, reading.c.published_latest)
        .select_from(reading)
        .join(text, reading.c.text == text.c.pk)
        .join(report, reading.c.report == report.c.pk)
        .where(text.c.body.is_not(None), *current_reading(as_of, recorded_by))
        .order_by(report.c.id)
    )
    for row in connection.execute(wanted.execution_options(yield_per=200)):
        yield row.id, text_of(row.body), row.published_latest if row.published_earliest == row.published_latest else None


def count_speakers(connection: Connection, question: Question) -> list[SpeakerCount]:
    """Whose word stands behind the claims that answer the question, the most often heard first; the report's own voice is nobody's."""
    claim, hop, attribution, source = schema.claim, schema.claim_hop, schema.attribution, schema.source
    reading = schema.reading
    rulings = load_rulings(connection, as_of=question.as_of, recorded_by=question.recorded_by)
    plain = dataclasses.replace(question, speaker=None)
    behind = hop.alias("behind")
    innermost = ~sa.exists().where(behind.c.claim == hop.c.claim, behind.c.ordinal > hop.c.ordinal)
    spoken = (
        select_claims(plain, rulings, is_sqlite=connection.dialect.name == "sqlite")
        .join(hop, hop.c.claim == claim.c.pk)
        .join(attribution, hop.c.attribution == attribution.c.pk)
        .join(source, attribution.c.source == source.c.pk)
        .where(source.c.role == SPEAKER, *_not_out(rulings.out))
    )
    columns = (source.c.known, attribution.c.side, claim.c.pk, sa.case((innermost, claim.c.pk)).label("own"), claim.c.report, reading.c.public)
    rows = list(_counted(connection, spoken.with_only_columns(source.c.name, *columns)))
    twice = _written_twice({row.name for row in rows if not row.known})
    several = {name for names in twice for name in names}
    rows = [row for row in rows if row.known or row.name not in several]
    for first in range(0, len(twice), NAMES):
        shown = {name: names[-1] for names in twice[first : first + NAMES] for name in names}
        written = sa.case(shown, value=source.c.name, else_=source.c.name).label("name")
        rows.extend(_counted(connection, spoken.with_only_columns(written, *columns).where(source.c.name.in_(list(shown)), source.c.known.is_(False))))
    merged: dict[str, list[Any]] = {}
    for row in rows:
        merged.setdefault(row.name, []).append(row)
    counts = [_count(name, parts) for name, parts in merged.items()]
    if question.speaker:
        name = question.speaker.lower()
        counts = [one for one in counts if one.name.lower() == name or (name.endswith("*") and one.name.lower().startswith(name[:-1]))]
    return sorted(counts, key=lambda one: (-one.claims, one.name))


def _written_twice(names: set[str]) -> list[list[str]]:
    """Names that differ only in the capital that begins a sentence ("He", "he"), those of one speaker together, the small letter last."""
    groups: dict[str, list[str]] = {}
    for name in sorted(names):
        groups.setdefault(name[:1].lower() + name[1:], []).append(name)
    return [group for group in groups.values() if len(group) > 1]


def _counted(connection: Connection, hops: sa.Select[Any]) -> Sequence[Any]:
    """Hops counted by the name, whether it is known, and the side: claims, own and reports are each counted once."""
    each = hops.subquery()
    return connection.execute(
        sa.select(
            each.c.name,
            each.c.known,
            each.c.side,
            sa.func.count(each.c.pk.distinct()).label("claims"),
            sa.func.count(each.c.own.distinct()).label("own"),
            sa.func.count(each.c.report.distinct()).label("reports"),
            sa.func.min(each.c.public).label("first"),
            sa.func.max(each.c.public).label("last"),
        ).group_by(each.c.name, each.c.known, each.c.side)
    ).all()


def _count(name: str, parts: Sequence[Any]) -> SpeakerCount:
    """One speaker's rows together: a stranger's words may have stood for several sides."""
    days = [row.first for row in parts if row.first], [row.last for row in parts if row.last]
    return SpeakerCount(
        name=name,
        known=any(row.known for row in parts),
        sides=tuple(sorted({row.side for row in parts if row.side})),
        claims=sum(row.claims for row in parts),
        own=sum(row.own for row in parts),
        reports=sum(row.reports for row in parts),
        first=min(days[0], default=None),
        last=max(days[1], default=None),
    )


def _not_out(out: frozenset[str]) -> list[sa.ColumnElement[bool]]:
    claims = [name.rpartition("/") for name in sorted(out) if "/" in name]
    reports = sorted(out)
    conditions: list[sa.ColumnElement[bool]] = [schema.report.c.id.not_in(reports)] if reports else []
    return conditions + [~((schema.report.c.id == name) & (schema.claim.c.key == key)) for name, _, key in claims]


def iter_changes(connection: Connection, before: Question, after: Question) -> Iterator[Change]:
    """What the answer to one question has that the other's had not, then what it has no longer. Ids are held in memory, claims are not."""
    among = _may_differ(connection, before, after)
    known = {stored.testimony.id for _, stored in iter_answers(connection, before, among=among)}
    still = set()
    for _, stored in iter_answers(connection, after, among=among):
        if stored.testimony.id in known:
            still.add(stored.testimony.id)
        else:
            yield Change(came=True, claim=stored)
    gone = known - still
    if gone:
        found = iter_answers(connection, before, among=among)
        yield from (Change(came=False, claim=stored) for _, stored in found if stored.testimony.id in gone)


def _may_differ(connection: Connection, before: Question, after: Question) -> sa.Select[tuple[int]] | None:
    """The reports of which something became public, was seen or was judged between the two days; ``None`` where more than the day differs: then all may."""
    if before.as_of is None or after.as_of is None or dataclasses.replace(before, as_of=after.as_of) != after:
        return None
    first, last = sorted((before.as_of, after.as_of))
    reading, text, snapshot, report = schema.reading, schema.report_text, schema.snapshot, schema.report
    moments = end_of(first), end_of(last)
    rulings = [load_rulings(connection, as_of=question.as_of, recorded_by=question.recorded_by) for question in (before, after)]
    judged = rulings[0].out ^ rulings[1].out
    judged |= {claim for one in rulings for claim in one.moved if rulings[0].moved.get(claim) != rulings[1].moved.get(claim)}
    named = sorted({name for claim in judged for name in (claim, claim.rpartition("/")[0])})
    ways = (
        sa.select(reading.c.report).where(reading.c.public > first, reading.c.public <= last),
        sa.select(text.c.report).where(text.c.seen >= moments[0], text.c.seen < moments[1]),
        sa.select(text.c.report)
        .join_from(text, snapshot, snapshot.c.text == text.c.pk)
        .where(snapshot.c.retrieved >= moments[0], snapshot.c.retrieved < moments[1]),
        *([sa.select(report.c.pk).where(report.c.id.in_(named))] if named else []),
    )
    return sa.select(sa.union(*ways).subquery().c[0])
