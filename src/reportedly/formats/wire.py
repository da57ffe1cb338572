"""reading ─write→ Reportedly JSON, version 1 (one object, one line, one report).

The rule that must not be broken: every key is always there, lists are never null, and the format grows by adding.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from reportedly.core.ids import text_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.core.day_range import DayRange
    from reportedly.core.records import (
        Actor,
        Attribution,
        Candidate,
        Claim,
        Control,
        DayMention,
        Document,
        Finding,
        Issue,
        Place,
        PlaceMention,
        Quantity,
        Reading,
        Span,
    )

FORMAT = "reportedly/1"
Row = dict[str, Any]


def to_line(reading: Reading) -> str:
    """The reading as one line of JSON, without its line end. Keys keep the order of docs/reference/format.md, so equal readings give equal bytes."""
    line = _ENCODER.encode(to_row(reading))
    return line if line.isascii() else _UNPAIRED.sub(lambda half: f"\\u{ord(half[0]):04x}", line)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
# Lone surrogates cannot be written as UTF-8: they go out as JSON escapes.
_UNPAIRED = re.compile("[\ud800-\udfff]")


def to_row(reading: Reading) -> Row:
    """The reading as plain dictionaries and lists, in the form of Reportedly JSON."""
    return {
        "format": FORMAT,
        "id": reading.id,
        "report": _report(reading.document),
        "attributions": [_attribution(attribution) for attribution in reading.attributions],
        "places": [_place_mention(mention) for mention in reading.places],
        "days": [_day(day) for day in reading.days],
        "quantities": [_quantity(quantity) for quantity in reading.quantities],
        "actors": [_actor(actor) for actor in reading.actors],
        "claims": [_claim(claim) for claim in reading.claims],
        "findings": [_finding(finding) for finding in reading.findings],
        "issues": [_issue(issue) for issue in reading.issues],
    }


def _report(document: Document) -> Row:
    published = document.published
    return {
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "authors": list(document.authors),
        "language": document.language,
        "published": {**_ends(published.days), "basis": published.basis, "why": published.why},
        "text": document.text,
        "text_hash": text_hash(document.text),
        "regions": [{"start": region.start, "end": region.end, "kind": region.kind} for region in document.regions],
    }


def _ends(days: DayRange) -> Row:
    return {
        "earliest": days.earliest.isoformat() if days.earliest else None,
        "latest": days.latest.isoformat() if days.latest else None,
    }


def _span(span: Span) -> Row:
    return {"start": span.start, "end": span.end, "text": span.text}


def _spans(spans: Sequence[Span]) -> list[Row]:
    return [_span(span) for span in spans]


def _attribution(attribution: Attribution) -> Row:
    return {
        "id": attribution.id,
        "source": _spans(attribution.source),
        "cue": _spans(attribution.cue),
        "content": _spans(attribution.content),
        "source_id": attribution.source_id,
        "source_kind": attribution.source_kind,
        "act": attribution.act,
        "parent": attribution.parent,
    }


def _place_mention(mention: PlaceMention) -> Row:
    return {
        "id": mention.id,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "status": mention.status,
        "place": _place(mention.place) if mention.place else None,
        "basis": mention.basis,
        "score": mention.score,
        "why": mention.why,
        "candidates": [_candidate(candidate) for candidate in mention.candidates],
        "sense": mention.sense,
    }


def _place(place: Place) -> Row:
    return {
        "id": place.id,
        "geonameid": place.geonameid,
        "precision": place.precision,
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.latitude,
        "lon": place.longitude,
        "kind": place.kind,
    }


def _candidate(candidate: Candidate) -> Row:
    place = candidate.place
    return {
        "id": place.id,
        "geonameid": place.geonameid,
        "name": place.name,
        "admin1": place.admin1,
        "lat": place.latitude,
        "lon": place.longitude,
        "kind": place.kind,
        "score": candidate.score,
        "basis": candidate.basis,
        "why": candidate.why,
    }


def _day(day: DayMention) -> Row:
    return {
        "id": day.id,
        "start": day.start,
        "end": day.end,
        "text": day.text,
        "kind": day.kind,
        **_ends(day.days),
        "timex": day.timex,
        "basis": day.basis,
        "anchor": day.anchor,
        "why": day.why,
    }


def _quantity(quantity: Quantity) -> Row:
    return {
        "id": quantity.id,
        "start": quantity.start,
        "end": quantity.end,
        "text": quantity.text,
        "lower": _number(quantity.lower),
        "upper": _number(quantity.upper),
        "unit": quantity.unit,
    }


def _number(value: float | None) -> float | None:
    """Whole numbers are written without a fraction."""
    return int(value) if value is not None and value == int(value) else value


def _actor(actor: Actor) -> Row:
    return {
        "id": actor.id,
        "start": actor.start,
        "end": actor.end,
        "text": actor.text,
        "actor_id": actor.actor_id,
        "side": actor.side,
        "kind": actor.kind,
    }


def _claim(claim: Claim) -> Row:
    return {
        "id": claim.id,
        "key": claim.key,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "event": claim.event,
        "trigger": _span(claim.trigger),
        "said_by": list(claim.said_by),
        "actor": list(claim.actor),
        "target": list(claim.target),
        "places": [{"ref": place.ref, "role": place.role} for place in claim.places],
        "day": {**_ends(claim.day.days), "ref": claim.day.ref, "why": claim.day.why},
        "quantities": list(claim.quantities),
        "polarity": "+" if claim.positive else "-",
        "certainty": claim.certainty,
        "mode": claim.mode,
        "control": _control(claim.control) if claim.control else None,
        "media": list(claim.media),
        "interest": claim.interest,
        "interest_why": claim.interest_why,
    }


def _control(control: Control) -> Row:
    return {"place": control.place, "before": control.before, "after": control.after, "also": list(control.also)}


def _finding(finding: Finding) -> Row:
    return {
        "kind": finding.kind,
        "spans": _spans(finding.spans),
        "message": finding.message,
        "suggestion": finding.suggestion,
        "claims": list(finding.claims),
    }


def _issue(issue: Issue) -> Row:
    return {"code": issue.code, "message": issue.message, "start": issue.start, "end": issue.end}
