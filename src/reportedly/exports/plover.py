"""events ─write→ PLOVER events, one JSON object a line: event type, mode, contexts, who, to whom, where, when.

The rule that must not be broken: what was ordered, planned, denied or foretold says so in its type or contexts; none of it reads as done.
"""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

from reportedly.core.records import Act, Mode
from reportedly.exports.codes import load_codes
from reportedly.formats.claim_columns import Column, chain_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.entries import Party, Testimony
    from reportedly.exports.events import Event
    from reportedly.exports.given import Given
    from reportedly.ledger.stored import StoredClaim

LONG_AGO = 365
"""Days before publication after which an event has the context ``historical``."""
VERBAL = {Mode.ORDERED: "REQUEST", Mode.ASKED: "REQUEST", Mode.OFFERED: "AGREE"}

FIELDS = (
    Column("id", "text", "Id of the happening, or of the claim (REPORT/KEY)."),
    Column("event_type", "text", "One of PLOVER's sixteen types; null for an event that fits none."),
    Column("event_mode", "list", "How: modes of the type's own table; often empty."),
    Column("event_context", "list", "Why and in what light: contexts, among them negation, future, hypothetical, historical."),
    Column("of", "text", "The type of what was ordered, asked, offered or refused; else null."),
    Column("intensity", "number", "PLOVER's conflict–cooperation score of the type, -9.3 to 7.6."),
    Column("event_text", "text", "The report's words, to the letter."),
    Column("pub_date", "day", "Last day on which the report may have been published; null where not known."),
    Column("attributes", "object", "ACTOR, RECIP, LOC, DATE: lists; text is the report's words or the place's name."),
    Column("attributes.ACTOR", "list", "text, name (the pack's), actor_id, side, country, kind of each who did it."),
    Column("attributes.RECIP", "list", "The same of each to whom it was done."),
    Column("attributes.LOC", "list", "text, id, geonameid, role, country, admin1, lat, lon, precision of each place."),
    Column("attributes.DATE", "list", "earliest and latest: the days it may have been, both inclusive; empty where nothing is known."),
    Column("killed", "object", "lower and upper bound, unit, of the claim's first number where the event is a killing; else null."),
    Column("source", "text", "The outlet."),
    Column("url", "text", "The report's address."),
    Column("said_by", "text", "The chain of speakers, outermost first; null is the report's own voice."),
    Column("certainty", "text", "The innermost source's own."),
    Column("reportedly", "object", "event, mode, positive: the event in our own terms."),
    Column("witnesses", "whole", "Independent origins (rule happening.sources); 1 where the event is one claim."),
    Column("claims", "list", "id, text, said_by, source, url, pub_date of every claim that makes the event."),
)


def write_plover(events: Iterable[Event], stream: IO[str], given: Given) -> None:
    """Write every event as it comes."""
    for event in events:
        stream.write(json.dumps(plover_event(event, given), ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n")
        given.tally.written += 1


def event_type(testimony: Testimony) -> tuple[str | None, str | None]:
    """PLOVER's type, and that of the event it is about where the type is one of talk. Rule ``plover.mode``."""
    own = load_codes().event(testimony.event).plover_type or None
    if testimony.chain and testimony.chain[-1].act is Act.REFUSE and not testimony.positive:
        return "REJECT", own
    talk = VERBAL.get(testimony.mode)
    return (talk, own) if talk else (own, None)


def contexts(testimony: Testimony) -> list[str]:
    """The table's contexts, and those of rule ``plover.contexts``."""
    found = list(load_codes().event(testimony.event).plover_contexts)
    if not testimony.positive:
        found.append("negation")
    if testimony.mode in {Mode.PLANNED, Mode.PREDICTED}:
        found.append("future")
    if testimony.mode is Mode.PREDICTED:
        found.append("hypothetical")
    latest, published = testimony.days.latest, testimony.published.earliest
    if latest and published and (published - latest).days > LONG_AGO:
        found.append("historical")
    return found


def plover_event(event: Event, given: Given) -> dict[str, Any]:
    """The event under the names of ``FIELDS``, in order; its words are those of the claim that knows most."""
    stored, testimony, codes = event.merged, event.merged.testimony, load_codes()
    kind, of = event_type(testimony)
    mode = codes.event(testimony.event).plover_mode
    days, number = testimony.days, testimony.quantities[0] if testimony.event == "kill" and testimony.quantities else None
    when = [] if days.is_open else [{"earliest": _iso(days.earliest), "latest": _iso(days.latest)}]
    return {
        "id": testimony.id,
        "event_type": kind,
        "event_mode": [mode] if mode and of is None else [],
        "event_context": contexts(testimony),
        "of": of,
        "intensity": codes.intensity[kind] if kind else None,
        "event_text": testimony.quote,
        "pub_date": _iso(testimony.published.latest),
        "attributes": {
            "ACTOR": [_party(party, given) for party in testimony.actors],
            "RECIP": [_party(party, given) for party in testimony.targets],
            "LOC": [
                {
                    "text": part.place.name, "id": part.place.id, "geonameid": part.place.geonameid, "role": part.role.value, "country": part.place.country,
                    "admin1": part.place.admin1, "lat": part.place.latitude, "lon": part.place.longitude, "precision": part.place.precision.value,
                }
                for part in testimony.places
            ],
            "DATE": when,
        },
        "killed": {"lower": number.lower, "upper": number.upper, "unit": number.unit} if number else None,
        "source": testimony.outlet,
        "url": stored.url,
        "said_by": chain_in_words(testimony.chain) or None,
        "certainty": testimony.certainty.value,
        "reportedly": {"event": testimony.event, "mode": testimony.mode.value, "positive": testimony.positive},
        "witnesses": event.witnesses,
        "claims": [_claim(one) for one in event.claims],
    }  # fmt: skip


def _claim(stored: StoredClaim) -> dict[str, str | None]:
    testimony = stored.testimony
    return {
        "id": testimony.id,
        "text": testimony.quote,
        "said_by": chain_in_words(testimony.chain) or None,
        "source": testimony.outlet,
        "url": stored.url,
        "pub_date": _iso(testimony.published.latest),
    }


def _party(party: Party, given: Given) -> dict[str, str | None]:
    return {
        "text": party.text,
        "name": given.names.speaker(party.actor_id) if party.actor_id else None,
        "actor_id": party.actor_id,
        "side": party.side,
        "country": given.names.country(party.side),
        "kind": party.kind.value,
    }


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
