"""events ─write→ a CSV under the columns of UCDP's Georeferenced Event Dataset: one row a happening, or a claim, in which people were killed.

The rule that must not be broken: a row is what was claimed; what UCDP's coders decide over many (conflict, dyad, clarity) is left empty.
"""

from __future__ import annotations

import math
from typing import IO, TYPE_CHECKING

from reportedly.exports.codes import load_codes
from reportedly.exports.columns import Column, row_writer
from reportedly.exports.geojson import NO_PLACE, caveat
from reportedly.exports.given import CIVIL_UNITS, KILLED, PEOPLE, hits_civilians, not_an_event
from reportedly.formats.claim_columns import AND, main_place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from reportedly.core.day_range import DayRange
    from reportedly.core.entries import Bounds, Testimony, TestimonyPlace
    from reportedly.exports.events import Event
    from reportedly.exports.given import Given
    from reportedly.formats.claim_columns import Row
    from reportedly.ledger.stored import StoredClaim

NOT_LETHAL = "of no killing"
NO_DAY = "whose day is not known to a year"
STEPS = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
"""How many days it may have been, and ``date_prec``."""
CELLS = 720
"""Half-degree cells around the globe: the width of PRIO-GRID."""
THEIRS = "Always empty: decided by UCDP's coders over many reports."

COLUMNS = (
    Column("id", "text", "Id of the happening, or of the claim (REPORT/KEY); not UCDP's number."),
    Column("relid", "text", "The same."),
    Column("year", "whole", "Year of date_start."),
    *(Column(name, "text", THEIRS) for name in ("active_year", "code_status")),
    Column("type_of_violence", "whole", "1 state-based, 2 non-state, 3 one-sided; empty where not told (rule ucdp.type_of_violence)."),
    *(Column(name, "text", THEIRS) for name in (
        "conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id")),
    Column("side_a", "text", "Who did it: the side's name in the pack, else the actor's."),
    *(Column(name, "text", THEIRS) for name in ("side_b_dset_id", "side_b_new_id")),
    Column("side_b", "text", "To whom: the side's name, \"Civilians\", else the report's words."),
    Column("number_of_sources", "whole", "Independent origins (rule happening.sources); 1 where a row is a claim."),
    Column("source_article", "text", '"OUTLET, DAY, TITLE", and the address.'),
    Column("source_office", "text", "The outlets, parted by semicolons."),
    Column("source_date", "day", "Last day on which the report may have been published."),
    Column("source_headline", "text", "Its title."),
    Column("source_original", "text", "The chain of speakers; empty is the report's own voice."),
    Column("where_prec", "whole", "1 to 6 (rule ucdp.where_prec)."),
    Column("where_coordinates", "text", "Name of the place."),
    Column("where_description", "text", "What the point is, and the report's words."),
    Column("adm_1", "text", "First-order region of the place."),
    Column("adm_2", "text", "Second-order unit of the place."),
    Column("latitude", "number", "WGS 84 degrees of the place."),
    Column("longitude", "number", "As latitude."),
    Column("geom_wkt", "text", "The same point as well-known text."),
    Column("priogrid_gid", "whole", "PRIO-GRID cell of the point."),
    Column("country", "text", "ISO 3166-1 alpha-2 code of the place's country, not its name."),
    *(Column(name, "text", THEIRS) for name in ("country_id", "region", "event_clarity")),
    Column("date_prec", "whole", "1 to 5 (rule ucdp.date_prec)."),
    Column("date_start", "day", "First day on which it may have been."),
    Column("date_end", "day", "Last such day."),
    Column("deaths_a", "whole", "Always empty: nobody says which of the dead were of the side that killed."),
    Column("deaths_b", "whole", "Dead of side_b, where they are counted as its people."),
    Column("deaths_civilians", "whole", "Dead who are civilians or children."),
    Column("deaths_unknown", "whole", "Dead of whom it is not told."),
    Column("best", "whole", "The lower bound (rule ucdp.deaths)."),
    Column("high", "whole", "The upper bound; empty is open."),
    Column("low", "whole", "The lower bound."),
    *(Column(name, "text", THEIRS) for name in ("gwnoa", "gwnob")),
)  # fmt: skip


def write_ucdp(events: Iterable[Event], stream: IO[str], given: Given) -> None:
    """Write a row for every event of a killing that has place and day; the claims of the others are tallied by reason."""
    write = row_writer(stream, COLUMNS, spreadsheet_safe=given.spreadsheet_safe)
    for event in events:
        testimony = event.merged.testimony
        part, precision = main_place(testimony), date_precision(testimony.days)
        why = NOT_LETHAL if testimony.event != KILLED else not_an_event(testimony)
        why = why or (NO_PLACE if part is None else None) or (NO_DAY if precision is None else None)
        if why or part is None:
            given.tally.left_out[why or NO_PLACE] += len(event.claims)
            continue
        write(_row(event, part, precision, given))
        given.tally.written += 1


def date_precision(days: DayRange) -> int | None:
    """``date_prec`` 1..5; ``None`` where the day is not known to a year. Rule ``ucdp.date_prec``."""
    width = days.width
    return None if width is None else next((code for most, code in STEPS if width <= most), None)


def deaths(testimony: Testimony) -> tuple[int | None, int | None, Bounds | None]:
    """Lower and upper bound of the dead, and the number they stand in: rule ``ucdp.deaths``."""
    dead = next((bounds for bounds in testimony.quantities if bounds.unit in PEOPLE), None)
    if dead is None:
        return 1, None, None
    return (None if dead.lower is None else int(dead.lower)), (None if dead.upper is None else int(dead.upper)), dead


def type_of_violence(testimony: Testimony, given: Given) -> int | None:
    """1, 2 or 3; ``None`` where it is not told who fought whom. Rule ``ucdp.type_of_violence``."""
    if hits_civilians(testimony):
        return 3
    by, to = ({party.side for party in parties if party.side} for parties in (testimony.actors, testimony.targets))
    if not by or not to or by == to:
        return None
    return 1 if any(given.names.country(side) for side in by | to) else 2


def priogrid(latitude: float, longitude: float) -> int:
    """Number of the half-degree cell, 1 in the south-west.

    >>> priogrid(-90, -180), priogrid(48.98, 37.80)
    (1, 199876)
    """
    row, column = min(math.floor((latitude + 90) * 2), 359), min(math.floor((longitude + 180) * 2), CELLS - 1)
    return row * CELLS + column + 1


def best_estimate(event: Event) -> int | None:
    """The lower bound that most independent origins give, of as many the least: rule ``happening.best``."""
    votes: dict[int, set[str]] = {}
    for stored, origin in zip(event.claims, event.origins, strict=True):
        low, _, dead = deaths(stored.testimony)
        if low is not None and (dead is not None or len(event.claims) == 1):
            votes.setdefault(low, set()).add(origin)
    return min(votes, key=lambda low: (-len(votes[low]), low), default=deaths(event.merged.testimony)[0])


def _row(event: Event, part: TestimonyPlace, precision: int | None, given: Given) -> Row:
    stored, testimony, place = event.merged, event.merged.testimony, part.place
    low, high, dead = deaths(testimony)
    best = best_estimate(event)
    published = testimony.published.latest
    civil = (dead is not None and dead.unit in CIVIL_UNITS) or (dead is None and hits_civilians(testimony))
    theirs = not civil and any(party.side for party in testimony.targets)
    return {
        "id": testimony.id,
        "relid": testimony.id,
        "year": testimony.days.earliest.year if testimony.days.earliest else None,
        "type_of_violence": type_of_violence(testimony, given),
        "side_a": _side(testimony, given, by=True),
        "side_b": "Civilians" if civil else _side(testimony, given, by=False),
        "number_of_sources": event.witnesses,
        "source_article": AND.join(filter(None, (_article(one, one.testimony.published.latest) for one in event.claims))) or None,
        "source_office": AND.join(event.outlets) or None,
        "source_date": _iso(published),
        "source_headline": stored.title,
        "source_original": given.names.voice(testimony) if testimony.chain else None,
        "where_prec": load_codes().where_prec.of(part),
        "where_coordinates": place.name,
        "where_description": f"{caveat(part)}: {_quotes(event)}",
        "adm_1": place.admin1,
        "adm_2": place.admin2,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geom_wkt": f"POINT ({place.longitude} {place.latitude})",
        "priogrid_gid": priogrid(place.latitude, place.longitude),
        "country": place.country,
        "date_prec": precision,
        "date_start": _iso(testimony.days.earliest),
        "date_end": _iso(testimony.days.latest),
        "deaths_b": best if theirs else None,
        "deaths_civilians": best if civil else None,
        "deaths_unknown": None if civil or theirs else best,
        "best": best,
        "high": high,
        "low": low,
    }


def _side(testimony: Testimony, given: Given, *, by: bool) -> str | None:
    for party in testimony.actors if by else testimony.targets:
        return given.names.side(party.side) if party.side else given.names.party(party)
    return None


def _quotes(event: Event) -> str:
    """The words of the claims, of several each after its id."""
    if len(event.claims) == 1:
        return f"“{event.claims[0].testimony.quote}”"
    return AND.join(f"[{stored.testimony.id}] “{stored.testimony.quote}”" for stored in event.claims)


def _article(stored: StoredClaim, published: date | None) -> str | None:
    words = ", ".join(f'"{word}"' for word in (stored.testimony.outlet, _iso(published), stored.title) if word)
    return " ".join(word for word in (words, stored.url) if word) or None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
