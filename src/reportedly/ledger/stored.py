"""Rows into testimonies, a few hundred claims at a time.

The rule that must not be broken: what was posted comes back field for field; ``load_claims`` keeps the order it was asked in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import sqlalchemy as sa

from reportedly.core.day_range import DayRange
from reportedly.core.entries import Bounds, ControlChange, Hop, Party, Testimony, TestimonyPlace
from reportedly.core.errors import LedgerError
from reportedly.core.records import Act, ActorKind, Certainty, Interest, Mode, Place, PlaceKind, PlaceRole, Precision, SourceKind
from reportedly.ledger import schema
from reportedly.ledger.store import DAMAGED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredClaim:
    """A testimony, and where in which report it stands. ``start`` and ``end`` are offsets into the text of hash ``text_hash``.

    ``reading_id`` is the id that reading the page alone gives; ``testimony.report`` is the report's in the ledger.
    """

    testimony: Testimony
    reading_id: str
    url: str | None
    title: str | None
    language: str | None
    text_hash: str
    start: int
    end: int
    recorded: datetime


class Kept(Generic[Record]):
    """Rows of one table that many claims share, made into records once."""

    def __init__(self, connection: Connection, table: sa.Table, make: Callable[[Any], Record]) -> None:
        self._connection, self._table, self._make = connection, table, make
        self._records: dict[int, Record] = {}

    def get(self, pks: Iterable[int]) -> dict[int, Record]:
        """The records so far, these among them."""
        missing = set(pks) - self._records.keys()
        if missing:
            for row in self._connection.execute(sa.select(self._table).where(self._table.c.pk.in_(missing))):
                self._records[row.pk] = self._make(row)
        return self._records


class Shared:
    """Places, actors and sources that were fetched for earlier claims of the same question."""

    def __init__(self, connection: Connection) -> None:
        self.places = Kept(connection, schema.place, to_place)
        self.parties = Kept(connection, schema.actor, _party)
        self.sources = Kept(connection, schema.source, lambda row: str(row.name))


def load_claims(connection: Connection, pks: Sequence[int], shared: Shared) -> Iterator[StoredClaim]:
    """The claims of these numbers, in their order. Raises ``LedgerError`` where a row that they point at is not there, or a value is none of its column's."""
    try:
        yield from _load(connection, pks, shared)
    except (KeyError, ValueError) as error:
        message = f"{DAMAGED} ({type(error).__name__}: {error})"
        raise LedgerError(message) from error


def _load(connection: Connection, pks: Sequence[int], shared: Shared) -> Iterator[StoredClaim]:
    rows = {row.pk: row for row in connection.execute(_CLAIMS, {"pks": list(pks)})}
    hops = _grouped(connection, _HOPS, pks)
    places = _grouped(connection, _PLACES, pks)
    parties = _grouped(connection, _PARTIES, pks)
    quantities = _grouped(connection, _QUANTITIES, pks)
    held = {row.pk: row.control_place for row in rows.values() if row.control_place is not None}
    also = _grouped(connection, _ALSO, list(held)) if held else {}
    known_places = shared.places.get([row.place for kind in (places, also) for found in kind.values() for row in found] + list(held.values()))
    known_parties = shared.parties.get(row.actor for found in parties.values() for row in found)
    known_sources = shared.sources.get(row.source for found in hops.values() for row in found if row.source is not None)
    for pk in pks:
        row = rows[pk]
        testimony = Testimony(
            id=f"{row.report_id}/{row.key}",
            report=row.report_id,
            claim=row.key,
            outlet=row.outlet,
            published=DayRange(row.published_earliest, row.published_latest),
            public=row.public,
            chain=tuple(
                Hop(source=known_sources[hop.source] if hop.source is not None else None, kind=SourceKind(hop.kind), act=Act(hop.act), side=hop.side)
                for hop in hops[pk]
            ),
            event=row.event,
            positive=row.positive,
            mode=Mode(row.mode),
            certainty=Certainty(row.certainty),
            interest=Interest(row.interest) if row.interest else None,
            actors=tuple(known_parties[party.actor] for party in parties[pk] if party.part == "actor"),
            targets=tuple(known_parties[party.actor] for party in parties[pk] if party.part == "target"),
            places=tuple(TestimonyPlace(place=known_places[found.place], role=PlaceRole(found.role)) for found in places[pk]),
            days=DayRange(row.day_earliest, row.day_latest),
            control=_control(row, also.get(pk, ()), known_places),
            quantities=tuple(Bounds(lower=found.lower, upper=found.upper, unit=found.unit) for found in quantities[pk]),
            quote=row.quote or "",
        )
        yield StoredClaim(
            testimony=testimony,
            reading_id=row.reading_id,
            url=row.url,
            title=row.title,
            language=row.language,
            text_hash=row.text_hash,
            start=row.start,
            end=row.end,
            recorded=row.recorded,
        )


def to_place(row: Any) -> Place:
    """The place of a row of ``place``."""
    return Place(
        id=row.id,
        geonameid=row.geonameid,
        name=row.name,
        kind=PlaceKind(row.kind),
        precision=Precision(row.precision),
        country=row.country,
        admin1=row.admin1,
        admin2=row.admin2,
        latitude=row.latitude,
        longitude=row.longitude,
        population=row.population,
    )


def _party(row: Any) -> Party:
    return Party(actor_id=row.actor_id, side=row.side, kind=ActorKind(row.kind), text=row.text)


def _control(row: Any, also: Sequence[Any], places: dict[int, Place]) -> ControlChange | None:
    if row.control_place is None:
        return None
    others = tuple(places[other.place].id for other in also)
    return ControlChange(place=places[row.control_place].id, before=row.control_before, after=row.control_after, also=others)


def _grouped(connection: Connection, question: sa.Select[Any], pks: Sequence[int]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(question, {"pks": list(pks)}):
        grouped[row.claim].append(row)
    return grouped


_PKS: sa.BindParameter[Any] = sa.bindparam("pks", expanding=True)
_CLAIMS = (
    sa.select(
        schema.claim,
        schema.report.c.id.label("report_id"),
        schema.report.c.url,
        schema.source.c.name.label("outlet"),
        schema.report_text.c.title,
        schema.report_text.c.reading_id,
        schema.report_text.c.text_hash,
        schema.reading.c.language,
        schema.reading.c.published_earliest,
        schema.reading.c.published_latest,
        schema.reading.c.public,
        schema.reading.c.recorded,
    )
    .select_from(schema.claim)
    .join(schema.reading, schema.claim.c.reading == schema.reading.c.pk)
    .join(schema.report_text, schema.reading.c.text == schema.report_text.c.pk)
    .join(schema.report, schema.claim.c.report == schema.report.c.pk)
    .outerjoin(schema.source, schema.report.c.outlet == schema.source.c.pk)
    .where(schema.claim.c.pk.in_(_PKS))
)
_HOPS = (
    sa.select(schema.claim_hop.c.claim, schema.attribution.c.source, schema.attribution.c.kind, schema.attribution.c.act, schema.attribution.c.side)
    .join_from(schema.claim_hop, schema.attribution, schema.claim_hop.c.attribution == schema.attribution.c.pk)
    .where(schema.claim_hop.c.claim.in_(_PKS))
    .order_by(schema.claim_hop.c.claim, schema.claim_hop.c.ordinal)
)
_PLACES = sa.select(schema.claim_place).where(schema.claim_place.c.claim.in_(_PKS)).order_by(schema.claim_place.c.claim, schema.claim_place.c.ordinal)
_ALSO = sa.select(schema.claim_also).where(schema.claim_also.c.claim.in_(_PKS)).order_by(schema.claim_also.c.claim, schema.claim_also.c.ordinal)
_PARTIES = sa.select(schema.claim_party).where(schema.claim_party.c.claim.in_(_PKS)).order_by(schema.claim_party.c.claim, schema.claim_party.c.ordinal)
_QUANTITIES = (
    sa.select(schema.claim_quantity).where(schema.claim_quantity.c.claim.in_(_PKS)).order_by(schema.claim_quantity.c.claim, schema.claim_quantity.c.ordinal)
)
