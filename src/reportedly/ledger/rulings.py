"""What judgements do to claims: those in force at a moment, in the form that questions need.

The rule that must not be broken: a judgement adds to the ledger and changes nothing in it; whether it counts hangs on ``as_of`` and ``recorded_by`` alone.

=============  =============================================================================================================
retracted      a report or claim no longer counts, from the day ``since`` on (for every question where there is none)
corrected      as retracted; ``object`` is where the correction stands
misread        a claim is not what the report says: our mistake, so it never counted
place-is       the claim is about another place: the one it had, or of several the one after ``@`` in ``subject``, is replaced
same-as, copy-of, not-same  say how entries belong together; they are for the weighing, and change no claim
verdict        a person finds a claim true or false (``object``); it is for the ClaimReview export, and changes no claim
taken-back     the judgement whose id is ``subject`` no longer counts
=============  =============================================================================================================
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.core.entries import ControlChange, Judgement, JudgementKind, TestimonyPlace
from reportedly.core.records import PlaceRole
from reportedly.ledger import schema
from reportedly.ledger.stored import to_place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from sqlalchemy.engine import Connection

    from reportedly.core.entries import Testimony
    from reportedly.core.records import Place

REPLACED = re.compile(r"(?P<claim>.+/[0-9a-f]{4,16})@(?P<place>.+)")
"""A claim, and which of its places is meant."""
UNDONE = frozenset({JudgementKind.RETRACTED, JudgementKind.CORRECTED, JudgementKind.MISREAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """Ids of reports and claims that do not count, and the places that claims have been given (claim id → replaced place or ``None``, new place)."""

    out: frozenset[str]
    moved: dict[str, tuple[tuple[str | None, Place], ...]]

    @property
    def moved_keys(self) -> tuple[str, ...]:
        """Keys of the claims whose places were put right."""
        return tuple(sorted({claim.rpartition("/")[2] for claim in self.moved}))

    @property
    def moved_reports(self) -> tuple[str, ...]:
        """Ids of the reports of those claims."""
        return tuple(sorted({claim.rpartition("/")[0] for claim in self.moved}))

    def apply(self, testimony: Testimony) -> Testimony | None:
        """The testimony as people left it; ``None`` where it does not count."""
        if testimony.report in self.out or testimony.id in self.out:
            return None
        for old, place in self.moved.get(testimony.id, ()):
            testimony = _moved(testimony, old, place)
        return testimony


def iter_judgements(connection: Connection, *, as_of: date | None = None, recorded_by: datetime | None = None, every: bool = False) -> Iterable[Judgement]:
    """The judgements in force, by id; with ``every`` also those taken back and those that took them back."""
    table = schema.judgement
    wanted = sa.select(table).order_by(table.c.id)
    if recorded_by is not None:
        wanted = wanted.where(table.c.recorded <= recorded_by)
    if as_of is not None:
        wanted = wanted.where(table.c.since.is_(None) | (table.c.since <= as_of))
    found = [
        Judgement(id=row.id, kind=JudgementKind(row.kind), subject=row.subject, object=row.object, by=row.by, why=row.why, since=row.since)
        for row in connection.execute(wanted)
    ]
    if every:
        return found
    gone = {judgement.subject for judgement in found if judgement.kind is JudgementKind.TAKEN_BACK}
    return [judgement for judgement in found if judgement.id not in gone and judgement.kind is not JudgementKind.TAKEN_BACK]


def load_rulings(connection: Connection, *, as_of: date | None, recorded_by: datetime | None) -> Rulings:
    """What the judgements in force do to claims."""
    judgements = list(iter_judgements(connection, as_of=as_of, recorded_by=recorded_by))
    moves = [judgement for judgement in judgements if judgement.kind is JudgementKind.PLACE_IS and judgement.object]
    places = _places(connection, {judgement.object for judgement in moves if judgement.object})
    moved: dict[str, tuple[tuple[str | None, Place], ...]] = {}
    for judgement in moves:
        replaced = REPLACED.fullmatch(judgement.subject)
        claim, old = (replaced["claim"], replaced["place"]) if replaced else (judgement.subject, None)
        if judgement.object in places:
            moved[claim] = (*moved.get(claim, ()), (old, places[judgement.object]))
    return Rulings(out=frozenset(judgement.subject for judgement in judgements if judgement.kind in UNDONE), moved=moved)


def _places(connection: Connection, ids: set[str]) -> dict[str, Place]:
    if not ids:
        return {}
    table = schema.place
    rows = connection.execute(sa.select(table).where(table.c.id.in_(sorted(ids))).order_by(table.c.digest))
    return {row.id: to_place(row) for row in rows}


def _moved(testimony: Testimony, old: str | None, place: Place) -> Testimony:
    """The testimony about that place. With nothing replaced by name, the one place that is no containing region is; a claim without one gains it."""
    if old is None:
        own = [part.place.id for part in testimony.places if part.role is not PlaceRole.IN]
        old = own[0] if len(set(own)) == 1 else (testimony.control.place if testimony.control else None)
    parts = tuple(TestimonyPlace(place=place, role=part.role) if part.place.id == old else part for part in testimony.places)
    if not any(part.place.id == place.id for part in parts):
        parts = (*parts, TestimonyPlace(place=place, role=PlaceRole.AT))
    control = testimony.control
    if control is not None and old in {control.place, *control.also}:
        held = tuple(place.id if one == old else one for one in (control.place, *control.also))
        control = ControlChange(place=held[0], before=control.before, after=control.after, also=held[1:])
    return dataclasses.replace(testimony, places=parts, control=control)
