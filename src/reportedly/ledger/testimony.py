"""Readings into testimonies: every claim with its ids resolved, so that it can be weighed without the report beside it.

The rule that must not be broken: a testimony adds nothing to what was read; what the reading left open stays open.
"""

from __future__ import annotations

import bisect
import functools
from operator import attrgetter
from typing import TYPE_CHECKING

from reportedly.claims.interest import speaker_side
from reportedly.core.entries import Bounds, ControlChange, Hop, Party, Testimony, TestimonyPlace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from reportedly.core.records import Actor, Attribution, Claim, PlaceMention, Reading, Span
    from reportedly.packs.load import Pack
    from reportedly.packs.records import Speaker

APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")
"""As pages and keyboards set them."""
RELATIVES = frozenset({"who", "which", "that", "whom"})
"""What stands for whoever is named right before it."""


def iter_testimonies(
    reading: Reading, pack: Pack | None = None, *, retrieved: date | None = None, hops: Mapping[str, Hop] | None = None
) -> Iterator[Testimony]:
    """The reading's claims in order; none where nothing was claimed. ``retrieved`` stands in for a day of publication that is not known.

    A claim without a resolved place is a testimony too: it can be counted and searched, it only moves no map. ``hops`` are those of ``find_hops``, where the
    caller has them; without them ``pack`` says who speaks for which side.
    """
    if hops is None:
        hops = find_hops(reading, pack) if pack is not None else {}
    places = {mention.id: mention for mention in reading.places}
    actors = {actor.id: actor for actor in reading.actors}
    quantities = {quantity.id: quantity for quantity in reading.quantities}
    published = reading.document.published.days
    for claim in reading.claims:
        yield Testimony(
            id=f"{reading.id}/{claim.key}",
            report=reading.id,
            claim=claim.key,
            outlet=reading.document.outlet,
            published=published,
            public=published.latest or retrieved,
            chain=tuple(hops[ref] for ref in claim.said_by if ref in hops),
            event=claim.event,
            positive=claim.positive,
            mode=claim.mode,
            certainty=claim.certainty,
            interest=claim.interest,
            actors=_parties(claim.actor, actors),
            targets=_parties(claim.target, actors),
            places=_places(claim, places),
            days=claim.day.days,
            control=_control(claim, places),
            quantities=tuple(
                Bounds(lower=quantity.lower, upper=quantity.upper, unit=quantity.unit)
                for quantity in (quantities[ref] for ref in claim.quantities if ref in quantities)
            ),
            quote=claim.quote,
        )


def find_hops(reading: Reading, pack: Pack) -> dict[str, Hop]:
    """The hop that each attribution makes in a chain, by the attribution's id."""
    speakers = _speakers(pack)
    actors = sorted(reading.actors, key=attrgetter("start"))
    return {attribution.id: _hop(attribution, actors, speakers, reading.document.text) for attribution in reading.attributions}


@functools.cache
def _speakers(pack: Pack) -> dict[str, Speaker]:
    return {speaker.id: speaker for speaker in pack.speakers}


def _hop(attribution: Attribution, actors: Sequence[Actor], speakers: Mapping[str, Speaker], text: str) -> Hop:
    named = tuple(actor for span in attribution.source for actor in _within(actors, span))
    words = plain_name(" ".join(span.text for span in attribution.source))
    if words.lower() in RELATIVES:
        named = _told_of(actors, attribution.source[0].start, text)
        words = plain_name(" ".join(actor.text for actor in named))
    return Hop(
        source=attribution.source_id or words or None,
        kind=attribution.source_kind,
        act=attribution.act,
        side=speaker_side(attribution, named, speakers),
    )


def _told_of(actors: Sequence[Actor], start: int, text: str) -> tuple[Actor, ...]:
    """Whom "who" means: the actor right before it; nobody where something else stands between."""
    before = bisect.bisect_left(actors, start, key=attrgetter("start")) - 1
    if before < 0 or text[actors[before].end : start].strip(" ,"):
        return ()
    return (actors[before],)


def plain_name(words: str) -> str:
    """The words with straight apostrophes, so that a name is one however a page sets it.

    >>> plain_name("Governor O’Dell")
    "Governor O'Dell"
    """
    return words.translate(APOSTROPHES)


def _within(actors: Sequence[Actor], span: Span) -> Iterator[Actor]:
    """The actors, which are in order, that stand inside the span."""
    for actor in actors[bisect.bisect_left(actors, span.start, key=attrgetter("start")) :]:
        if actor.start >= span.end:
            return
        if actor.end <= span.end:
            yield actor


def _parties(refs: tuple[str, ...], actors: Mapping[str, Actor]) -> tuple[Party, ...]:
    known = (actors[ref] for ref in refs if ref in actors)
    return tuple(Party(actor_id=actor.actor_id, side=actor.side, kind=actor.kind, text=actor.text) for actor in known)


def _places(claim: Claim, places: Mapping[str, PlaceMention]) -> tuple[TestimonyPlace, ...]:
    return tuple(
        TestimonyPlace(place=place, role=part.role) for part in claim.places if part.ref in places for place in (places[part.ref].place,) if place is not None
    )


def _control(claim: Claim, places: Mapping[str, PlaceMention]) -> ControlChange | None:
    """The change of hands of the places that were resolved; ``None`` where none was."""
    if claim.control is None:
        return None
    named = (places[ref].place for ref in (claim.control.place, *claim.control.also) if ref in places)
    known = tuple(dict.fromkeys(place.id for place in named if place is not None))
    return ControlChange(place=known[0], before=claim.control.before, after=claim.control.after, also=known[1:]) if known else None
