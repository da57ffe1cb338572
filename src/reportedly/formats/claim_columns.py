"""claim of the ledger ─write→ one flat row: the columns of tables, CSV, JSON lines, Parquet and data frames.

The rule that must not be broken: a column means in every form what its line in ``COLUMNS`` says; what is not known is empty, never a stand-in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.records import PlaceRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from reportedly.core.entries import Bounds, Hop, Party, Testimony, TestimonyPlace
    from reportedly.ledger.stored import StoredClaim

Value = str | int | float | bool | None
Row = dict[str, Value]

AND = "; "
FROM = " > "
"""Between the speakers of a chain, outermost first, as in the notation."""
WHERE_IT_IS = (PlaceRole.AT, PlaceRole.FROM, PlaceRole.TO, PlaceRole.TOWARD, PlaceRole.NEAR, PlaceRole.IN)
"""Which place of several stands in the columns: where it happened before where it led to, a containing region last."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the type of its values (``text``, ``day``, ``time``, ``number``, ``whole``, ``yes-no``), what it says."""

    name: str
    type: str
    about: str


COLUMNS = (
    Column("claim", "text", "Id of the claim: REPORT/KEY; the same after every re-reading of the same text."),
    Column("report", "text", "Id of the report."),
    Column("outlet", "text", "Who published the report."),
    Column("url", "text", "Its address."),
    Column("title", "text", "Its title."),
    Column("language", "text", "ISO 639-1 code of its language."),
    Column("published_earliest", "day", "First day on which it may have been published."),
    Column("published_latest", "day", "Last such day."),
    Column("public", "day", "Day from which it could be known; `--as-of` cuts here."),
    Column("event", "text", "Event type (docs/reference/format.md)."),
    Column("positive", "yes-no", "False where the claim is that it did not happen."),
    Column("mode", "text", "happened, ongoing, planned, ordered, asked, offered, predicted."),
    Column("certainty", "text", "The innermost source's own: certain, probable, possible, unknown."),
    Column("day_earliest", "day", "First day on which the event may have been."),
    Column("day_latest", "day", "Last such day."),
    Column("place", "text", "Main name of the place where it was."),
    Column("place_id", "text", "The place's id in the gazetteer."),
    Column("geonameid", "whole", "Its GeoNames number, where one is known."),
    Column("place_role", "text", "at, from, to, toward, near, in."),
    Column("admin1", "text", "First-order region the place lies in."),
    Column("country", "text", "ISO 3166-1 alpha-2 code of its country."),
    Column("latitude", "number", "WGS 84 degrees of the place, never of the event."),
    Column("longitude", "number", "As latitude."),
    Column("precision", "text", "point, or the hromada, raion or region in which the place lies."),
    Column("other_places", "text", "The claim's further places, as ROLE NAME (ID), parted by semicolons."),
    Column("actor", "text", "Who did it, in the report's words, parted by semicolons."),
    Column("actor_ids", "text", "The pack's ids of them."),
    Column("actor_side", "text", "Their sides."),
    Column("target", "text", "To whom it was done, in the report's words."),
    Column("target_ids", "text", "The pack's ids of them."),
    Column("target_side", "text", "Their sides."),
    Column("control_place_id", "text", "Id of the place whose hands the claim speaks of."),
    Column("control_before", "text", "Side it was held by before, where said."),
    Column("control_after", "text", "Side it is held by after, or contested, where said."),
    Column("said_by", "text", "The chain of speakers, outermost first, parted by >; * stands for nobody named. Empty: the report's own voice."),
    Column("speaker", "text", "The innermost speaker: id in the pack, else the words."),
    Column("speaker_kind", "text", "named, unnamed, impersonal."),
    Column("speaker_side", "text", "Side whose gain the speaker is assumed to wish."),
    Column("act", "text", "What the innermost speaker did: say, confirm, claim, deny, admit, order, ask, refuse, plan, believe, other."),
    Column("interest", "text", "for or against the innermost speaker's side, where known."),
    Column("number_lower", "number", "Lower bound (inclusive) of the claim's first number; empty is open."),
    Column("number_upper", "number", "Upper bound of it."),
    Column("number_unit", "text", "Its unit (docs/reference/format.md)."),
    Column("other_numbers", "text", "Further numbers, as LOWER..UPPER UNIT, parted by semicolons."),
    Column("quote", "text", "The report's words, to the letter."),
    Column("text_hash", "text", "SHA-256 of the text in which they stand."),
    Column("start", "whole", "Offset of the quote's first code point in that text."),
    Column("end", "whole", "Offset behind its last."),
    Column("recorded", "time", "When this ledger stored the reading."),
)
NAMES = tuple(column.name for column in COLUMNS)


def claim_row(stored: StoredClaim) -> Row:
    """The claim as one flat row; its keys are ``NAMES``, in order."""
    testimony = stored.testimony
    last = testimony.chain[-1] if testimony.chain else None
    return {
        "claim": testimony.id,
        "report": testimony.report,
        "outlet": testimony.outlet,
        "url": stored.url,
        "title": stored.title,
        "language": stored.language,
        "published_earliest": _day(testimony.published.earliest),
        "published_latest": _day(testimony.published.latest),
        "public": _day(testimony.public),
        "event": testimony.event,
        "positive": testimony.positive,
        "mode": testimony.mode.value,
        "certainty": testimony.certainty.value,
        "day_earliest": _day(testimony.days.earliest),
        "day_latest": _day(testimony.days.latest),
        **_where(testimony),
        **_parties("actor", testimony.actors),
        **_parties("target", testimony.targets),
        "control_place_id": testimony.control.place if testimony.control else None,
        "control_before": testimony.control.before if testimony.control else None,
        "control_after": testimony.control.after if testimony.control else None,
        "said_by": chain_in_words(testimony.chain) or None,
        "speaker": last.source if last else None,
        "speaker_kind": last.kind.value if last else None,
        "speaker_side": last.side if last else None,
        "act": last.act.value if last else None,
        "interest": testimony.interest.value if testimony.interest else None,
        **_numbers(testimony.quantities),
        "quote": testimony.quote,
        "text_hash": stored.text_hash,
        "start": stored.start,
        "end": stored.end,
        "recorded": stored.recorded.isoformat(),
    }


def main_place(testimony: Testimony) -> TestimonyPlace | None:
    """The place whose hands the claim speaks of, else the one where it happened; ``None`` where no place was resolved."""
    held = testimony.control.place if testimony.control else None
    parts = sorted(testimony.places, key=lambda part: (part.place.id != held, WHERE_IT_IS.index(part.role)))
    return parts[0] if parts else None


def places_in_words(testimony: Testimony) -> str | None:
    """The main place's name, with the number of others that the claim speaks of: ``Harrow +2``."""
    main = main_place(testimony)
    if main is None:
        return None
    others = {part.place.id for part in testimony.places} - {main.place.id}
    return f"{main.place.name} +{len(others)}" if others else main.place.name


def chain_in_words(chain: Sequence[Hop]) -> str:
    """``state-media > ministry``: the speakers, outermost first; ``*`` where nobody is named."""
    return FROM.join(hop.source or "*" for hop in chain)


def _where(testimony: Testimony) -> Row:
    main = main_place(testimony)
    others = AND.join(f"{part.role.value} {part.place.name} ({part.place.id})" for part in testimony.places if part is not main)
    place = main.place if main else None
    return {
        "place": place.name if place else None,
        "place_id": place.id if place else None,
        "geonameid": place.geonameid if place else None,
        "place_role": main.role.value if main else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "precision": place.precision.value if place else None,
        "other_places": others or None,
    }


def _parties(name: str, parties: Sequence[Party]) -> Row:
    return {
        name: _listed(party.text for party in parties),
        f"{name}_ids": _listed(party.actor_id for party in parties),
        f"{name}_side": _listed(party.side for party in parties),
    }


def _numbers(quantities: Sequence[Bounds]) -> Row:
    first = quantities[0] if quantities else None
    others = AND.join(f"{_bound(bounds.lower)}..{_bound(bounds.upper)} {bounds.unit}" for bounds in quantities[1:])
    return {
        "number_lower": first.lower if first else None,
        "number_upper": first.upper if first else None,
        "number_unit": first.unit if first else None,
        "other_numbers": others or None,
    }


def _listed(values: Iterable[str | None]) -> str | None:
    kept = dict.fromkeys(value for value in values if value)
    return AND.join(kept) or None


def _bound(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
