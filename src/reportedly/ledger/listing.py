"""Answers a page at a time: reports and claims after a place in their order, and what tells one state of the ledger from the next.

The rule that must not be broken: a walk over all pages gives everything once, whatever is added meanwhile behind it; pages are found by keys, never by count.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.core.ids import content_id
from reportedly.ledger import schema
from reportedly.ledger.counting import taken_out
from reportedly.ledger.current import current_reading
from reportedly.ledger.listed import ListedReport, select_listed, tell_listed
from reportedly.ledger.parts import AfterClaim, select_claims
from reportedly.ledger.questions import Question, iter_answers
from reportedly.ledger.rulings import load_rulings
from reportedly.ledger.search import parse_question, texts_with
from reportedly.ledger.stored import Shared, StoredClaim, load_claims, to_place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy.engine import Connection

    from reportedly.core.records import Place
    from reportedly.ledger.search import Phrase

__all__ = [
    "After", "AfterClaim", "ListedReport",
    "list_claims", "list_reports", "tip",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """A place in the order of reports: behind this one."""

    public: date | None
    report: str


def tip(connection: Connection) -> str:
    """What changes with every entry and is equal for equal states of one ledger: made of the last entries and how many were forgotten."""
    return content_id(*(None if one is None else str(one) for one in connection.execute(_TIP).one()))


def _last(column: sa.Column[Any], by: sa.Column[int]) -> sa.ScalarSelect[Any]:
    return sa.select(column).order_by(by.desc()).limit(1).scalar_subquery()


_TIP = sa.select(
    *(_last(table.c.pk, table.c.pk) for table in (schema.reading, schema.judgement, schema.report_text, schema.snapshot, schema.page)),
    sa.select(sa.func.count()).select_from(schema.forgotten).scalar_subquery(),
    _last(schema.reading.c.content_hash, schema.reading.c.pk),
    _last(schema.reading.c.recorded, schema.reading.c.pk),
    _last(schema.judgement.c.id, schema.judgement.c.pk),
)
"""One question: every request asks it."""


def list_reports(
    connection: Connection,
    *,
    words: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    as_of: date | None = None,
    recorded_by: datetime | None = None,
    after: After | None = None,
    limit: int,
) -> list[ListedReport]:
    """The next reports that count, the last public first; with ``words``, those whose title or text holds them all.

    Raises ``LedgerError`` for words that have no word in them. Fewer than ``limit`` come only at the end.
    """
    phrases = parse_question(words) if words else ()
    reading, text, report = schema.reading, schema.report_text, schema.report
    out = load_rulings(connection, as_of=as_of, recorded_by=recorded_by).out
    wanted = _select_reports(as_of, recorded_by, out)
    if words:
        wanted = wanted.where(text.c.pk.in_(texts_with(words, is_sqlite=connection.dialect.name == "sqlite")))
    if outlet:
        wanted = wanted.where(sa.func.lower(schema.source.c.name) == outlet.lower())
    if language:
        wanted = wanted.where(reading.c.language == language)
    if after is not None:
        behind = reading.c.public.is_(None) & (report.c.id > after.report)
        if after.public is not None:
            same = (reading.c.public == after.public) & (report.c.id > after.report)
            behind = (reading.c.public < after.public) | same | reading.c.public.is_(None)
        wanted = wanted.where(behind)
    return _listed(connection, wanted.order_by(reading.c.public.desc().nulls_last(), report.c.id).limit(limit), phrases)


def reports_of(connection: Connection, ids: Sequence[str], *, as_of: date | None = None, recorded_by: datetime | None = None) -> list[ListedReport]:
    """Those of the reports of these ids that count, the first public first."""
    out = load_rulings(connection, as_of=as_of, recorded_by=recorded_by).out
    wanted = _select_reports(as_of, recorded_by, out).where(schema.report.c.id.in_(ids))
    return _listed(connection, wanted.order_by(schema.reading.c.public.asc().nulls_last(), schema.report.c.id), ())


def _listed(connection: Connection, wanted: sa.Select[Any], phrases: Sequence[Phrase]) -> list[ListedReport]:
    return tell_listed(connection, connection.execute(wanted).all(), phrases)


def _select_reports(as_of: date | None, recorded_by: datetime | None, out: frozenset[str]) -> sa.Select[Any]:
    wanted = select_listed().where(schema.report_text.c.body.is_not(None), *current_reading(as_of, recorded_by))
    return wanted.where(schema.report.c.id.not_in(sorted(out))) if out else wanted


def list_claims(
    connection: Connection, question: Question, *, newest_first: bool = False, after: AfterClaim | None = None, limit: int
) -> list[tuple[AfterClaim, StoredClaim]]:
    """The next claims that answer, each with its place in the order of ``iter_claims``. Fewer than ``limit`` come only at the end."""
    return list(iter_answers(connection, question, newest_first=newest_first, after=after, limit=limit))


def claim_ids(connection: Connection, question: Question) -> set[str]:
    """The ids of the claims that answer, before what is said of the words in their quotes."""
    claim, report = schema.claim, schema.report
    rulings = load_rulings(connection, as_of=question.as_of, recorded_by=question.recorded_by)
    wanted = taken_out(select_claims(question, rulings, is_sqlite=connection.dialect.name == "sqlite"), rulings)
    return {f"{row.id}/{row.key}" for row in connection.execute(wanted.with_only_columns(report.c.id, claim.c.key))}


def find_claims(connection: Connection, ids: Sequence[str], question: Question) -> dict[str, StoredClaim]:
    """Those of the claims of these ids that answer, by id."""
    claim, report = schema.claim, schema.report
    rulings = load_rulings(connection, as_of=question.as_of, recorded_by=question.recorded_by)
    wanted = select_claims(question, rulings, is_sqlite=connection.dialect.name == "sqlite").add_columns(report.c.id, claim.c.key)
    named = [name.rpartition("/") for name in ids]
    wanted = wanted.where(report.c.id.in_({name for name, _, _ in named}), claim.c.key.in_({key for _, _, key in named}))
    asked = set(ids)
    pks = [row.pk for row in connection.execute(wanted) if f"{row.id}/{row.key}" in asked]
    ruled = ((stored, rulings.apply(stored.testimony)) for stored in load_claims(connection, pks, Shared(connection)))
    return {one.id: stored if one is stored.testimony else dataclasses.replace(stored, testimony=one) for stored, one in ruled if one is not None}


def chain_neighbours(connection: Connection, question: Question) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """Whom the speaker of the question carries, and who carries it, in the claims that answer: names with the number of claims, the most first."""
    hop, attribution, source, claim = schema.claim_hop, schema.attribution, schema.source, schema.claim
    rulings = load_rulings(connection, as_of=question.as_of, recorded_by=question.recorded_by)
    wanted = taken_out(select_claims(question, rulings, is_sqlite=connection.dialect.name == "sqlite"), rulings)
    name = (question.speaker or "").lower()
    other, other_attribution, other_source = hop.alias("other"), attribution.alias("other_attribution"), source.alias("other_source")
    found: list[list[tuple[str, int]]] = []
    for beside in (other.c.ordinal == hop.c.ordinal + 1, other.c.ordinal == hop.c.ordinal - 1):
        rows = connection.execute(
            sa.select(other_source.c.name, sa.func.count(claim.c.pk.distinct()).label("number"))
            .select_from(hop)
            .join(claim, hop.c.claim == claim.c.pk)
            .join(attribution, hop.c.attribution == attribution.c.pk)
            .join(source, attribution.c.source == source.c.pk)
            .join(other, (other.c.claim == hop.c.claim) & beside)
            .join(other_attribution, other.c.attribution == other_attribution.c.pk)
            .join(other_source, other_attribution.c.source == other_source.c.pk)
            .where(sa.func.lower(source.c.name) == name, claim.c.pk.in_(wanted))
            .group_by(other_source.c.name)
        )
        found.append(sorted(((row.name, row.number) for row in rows), key=lambda pair: (-pair[1], pair[0])))
    return found[0], found[1]


def has_place(connection: Connection, name: str) -> bool:
    """Whether a place of the ledger has this id or, in capital or small letters, this name."""
    place = schema.place
    return bool(connection.scalar(sa.exists().where((place.c.id == name) | (sa.func.lower(place.c.name) == name.lower())).select()))


def place_names(connection: Connection) -> dict[str, str]:
    """The name of every place of the ledger, by its id."""
    return {row.id: row.name for row in connection.execute(sa.select(schema.place.c.id, schema.place.c.name).order_by(schema.place.c.pk))}


def places_of(connection: Connection, ids: Sequence[str]) -> list[tuple[Place, int]]:
    """The places of these ids, each with the number of claims that ever spoke of it, the most spoken of first."""
    place, part = schema.place, schema.claim_place
    rows = connection.execute(
        sa.select(place, sa.func.count(part.c.claim).label("claims"))
        .outerjoin_from(place, part, part.c.place == place.c.pk)
        .where(place.c.id.in_(ids))
        .group_by(*place.c)
        .order_by(sa.desc("claims"), place.c.id)
    )
    found: dict[str, tuple[Place, int]] = {}
    for row in rows:
        known = found.get(row.id)
        found[row.id] = (known[0] if known else to_place(row), row.claims + (known[1] if known else 0))
    return sorted(found.values(), key=lambda pair: (-pair[1], pair[0].id))


def past_was_edited(connection: Connection) -> bool:
    """Whether what counts on a day differs from what counts now by more than the day of publication: a text was changed, or a judgement has a day."""
    text, judgement = schema.report_text, schema.judgement
    changed = sa.exists().where(text.c.ordinal > 1).select()
    dated = sa.exists().where(judgement.c.since.is_not(None)).select()
    return bool(connection.scalar(changed)) or bool(connection.scalar(dated))


def count_reports(connection: Connection) -> int:
    """How many reports are stored, whether they count or not."""
    return int(connection.scalar(sa.select(sa.func.count()).select_from(schema.report)) or 0)
