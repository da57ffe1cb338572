"""events ─write→ a CSV under ACLED's columns: one row a happening, or a claim, that something happened.

The rule that must not be broken: rows are what was claimed, not checked events; what ACLED's people would have to decide is left empty, never guessed.
"""

from __future__ import annotations

from datetime import timedelta
from typing import IO, TYPE_CHECKING

from reportedly.core.records import ActorKind
from reportedly.exports.codes import load_codes
from reportedly.exports.columns import Column, row_writer
from reportedly.exports.geojson import NO_PLACE
from reportedly.exports.given import KILLED, PEOPLE, hits_civilians, not_an_event
from reportedly.formats.claim_columns import AND, main_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from reportedly.core.day_range import DayRange
    from reportedly.core.entries import Party, Testimony, TestimonyPlace
    from reportedly.exports.events import Event
    from reportedly.exports.given import Given
    from reportedly.formats.claim_columns import Row
    from reportedly.ledger.stored import StoredClaim

NO_DAY = "whose day is not known to a month"
WEEK, MONTH = 7, 31
STATE, EXTERNAL, CIVIL, PROTESTERS = "State forces", "External/Other forces", "Civilians", "Protesters"

COLUMNS = (
    Column("event_id_cnty", "text", "Id of the happening, or of the claim (REPORT/KEY); not ACLED's number."),
    Column("event_date", "day", "Middle day of the days it may have been (rule event.day)."),
    Column("year", "whole", "Its year."),
    Column("time_precision", "whole", "1 the day, 2 within a week, 3 within a month."),
    Column("disorder_type", "text", "Political violence, Demonstrations, Strategic developments."),
    Column("event_type", "text", "ACLED's event type (table of event types)."),
    Column("sub_event_type", "text", "ACLED's sub-event type."),
    Column("actor1", "text", "Who did it: the pack's name, else the report's words."),
    Column("assoc_actor_1", "text", "Others who did it, parted by semicolons."),
    Column("inter1", "text", "Kind of actor1 (rule acled.inter)."),
    Column("actor2", "text", "To whom it was done."),
    Column("assoc_actor_2", "text", "Others to whom it was done."),
    Column("inter2", "text", "Kind of actor2."),
    Column("interaction", "text", "inter1 and inter2, where both are known; inter1 only where there is no actor2."),
    Column("civilian_targeting", "text", '"Civilian targeting" where civilians are whom it was done to.'),
    Column("iso", "whole", "Always empty: the engine has no table of countries."),
    Column("region", "text", "Always empty: ACLED's own regions."),
    Column("country", "text", "ISO 3166-1 alpha-2 code of the place's country, not its name."),
    Column("admin1", "text", "First-order region of the place."),
    Column("admin2", "text", "Second-order unit of the place."),
    Column("admin3", "text", "Always empty."),
    Column("location", "text", "Name of the place."),
    Column("latitude", "number", "WGS 84 degrees of the place."),
    Column("longitude", "number", "As latitude."),
    Column("geo_precision", "whole", "1 the place, 2 near it or in its district, 3 a region or more."),
    Column("source", "text", "The outlets, parted by semicolons."),
    Column("source_scale", "text", "Always empty: a person's judgement of the source."),
    Column("notes", "text", "Who said it, the report's words, their address; of a happening for each claim, after its id (rule happening.sources)."),
    Column("fatalities", "whole", "Dead, most conservative (rules acled.fatalities.…); empty where a killing has no number."),
    Column("tags", "text", "certainty=…; mode=…; witnesses=… of a happening; and the word a number was said in."),
    Column("timestamp", "whole", "When the ledger stored the reading, seconds since 1970 (UTC)."),
)  # fmt: skip


def write_acled(events: Iterable[Event], stream: IO[str], given: Given) -> None:
    """Write a row for every event that is one of the book; the claims of the others are tallied by reason."""
    write = row_writer(stream, COLUMNS, spreadsheet_safe=given.spreadsheet_safe)
    for event in events:
        testimony = event.merged.testimony
        part, when = main_place(testimony), event_day(testimony.days)
        why = not_an_event(testimony) or (NO_PLACE if part is None else None) or (NO_DAY if when is None else None)
        if why or part is None or when is None:
            given.tally.left_out[why or NO_PLACE] += len(event.claims)
            continue
        write(_row(event, part, *when, given))
        given.tally.written += 1


def event_day(days: DayRange) -> tuple[date, int] | None:
    """The middle day and ACLED's ``time_precision``; ``None`` where it is not known to a month. Rule ``event.day``."""
    width = days.width
    if width is None or width > MONTH or days.earliest is None:
        return None
    return days.earliest + timedelta(days=(width - 1) // 2), 1 if width == 1 else 2 if width <= WEEK else 3


def fatalities(testimony: Testimony) -> tuple[int | None, str | None]:
    """The dead, and the word they were told in where that decided: rules ``acled.fatalities.…``."""
    if testimony.event != KILLED:
        return 0, None
    dead = next((bounds for bounds in testimony.quantities if bounds.unit in PEOPLE), None)
    if dead is None:
        return None, None
    for vague in load_codes().vague:
        if (dead.lower, dead.upper) == (vague.lower, vague.upper):
            return vague.fatalities, vague.word
    return (None if dead.lower is None else int(dead.lower)), None


def event_types(testimony: Testimony, country: str | None, given: Given) -> tuple[str, str]:
    """ACLED's event type and sub-event type: the table's, bettered by the rules ``acled.capture``, ``acled.missiles`` and ``acled.civilians``."""
    codes = load_codes()
    found = codes.event(testimony.event)
    if testimony.event == "capture" and country is not None and country in {given.names.country(party.side) for party in testimony.actors}:
        return found.event_type, "Government regains territory"
    if testimony.event == "strike" and any(word in testimony.quote.lower() for word in codes.missiles):
        return found.event_type, "Shelling/artillery/missile attack"
    if testimony.event in {KILLED, "injure"} and hits_civilians(testimony):
        return "Violence against civilians", "Attack"
    return found.event_type, found.sub_event_type


def _row(event: Event, part: TestimonyPlace, day: date, precision: int, given: Given) -> Row:
    testimony, place, codes = event.merged.testimony, part.place, load_codes()
    event_type, sub_event_type = event_types(testimony, place.country, given)
    protest = event_type == "Protests"
    first = _inter(testimony.actors, place.country, given, protest=protest)
    second = _inter(testimony.targets, place.country, given, protest=False) or (CIVIL if hits_civilians(testimony) else None)
    dead, word = fatalities(testimony)
    actors, targets = ([given.names.party(party) for party in parties] for parties in (testimony.actors, testimony.targets))
    tags = [f"certainty={testimony.certainty.value}", f"mode={testimony.mode.value}", *([f"fatalities={word}"] if word else [])]
    tags += [f"witnesses={event.witnesses}"] if len(event.claims) > 1 else []
    return {
        "event_id_cnty": testimony.id,
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": precision,
        "disorder_type": codes.disorder[event_type],
        "event_type": event_type,
        "sub_event_type": sub_event_type,
        "actor1": actors[0] if actors else None,
        "assoc_actor_1": AND.join(dict.fromkeys(actors[1:])) or None,
        "inter1": first,
        "actor2": targets[0] if targets else None,
        "assoc_actor_2": AND.join(dict.fromkeys(targets[1:])) or None,
        "inter2": second,
        "interaction": f"{first}-{second}" if first and second else f"{first} only" if first and not targets else None,
        "civilian_targeting": "Civilian targeting" if hits_civilians(testimony) else None,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "location": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geo_precision": codes.geo_precision.of(part),
        "source": AND.join(event.outlets) or None,
        "notes": event_notes(event, given),
        "fatalities": dead,
        "tags": AND.join(tags),
        "timestamp": int(max(stored.recorded for stored in event.claims).timestamp()),
    }  # fmt: skip


def _inter(parties: Sequence[Party], country: str | None, given: Given, *, protest: bool) -> str | None:
    if protest and parties:
        return PROTESTERS
    for party in parties[:1]:
        if party.kind is ActorKind.CIVILIANS:
            return CIVIL
        own = given.names.country(party.side)
        if own is not None and country is not None and party.kind in {ActorKind.FORCE, ActorKind.GOVERNMENT}:
            return STATE if own == country else EXTERNAL
    return None


def event_notes(event: Event, given: Given) -> str:
    """Whose words the event rests on: of several claims each by its id. Rule ``happening.sources``."""
    if len(event.claims) == 1:
        return _note(event.claims[0], given)
    return AND.join(f"[{stored.testimony.id}] {_note(stored, given)}" for stored in event.claims)


def _note(stored: StoredClaim, given: Given) -> str:
    address = f" ({stored.url})" if stored.url else ""
    return f"{given.names.voice(stored.testimony)}: “{stored.testimony.quote}”{address}"
