"""events ─write→ the events of TimeMap, the map and timeline of open-source investigators: one JSON array, to serve as its ``events`` endpoint.

The rule that must not be broken: every value is a string, as its schema wants; a claim that TimeMap would stumble over is left out, and counted.
"""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

from reportedly.exports.acled import event_day
from reportedly.exports.geojson import NO_PLACE, caveat
from reportedly.formats.claim_columns import Column, main_place
from reportedly.formats.words import days_in_words, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.exports.events import Event
    from reportedly.exports.given import Given

NO_FIRST_DAY = "without a first day"

FIELDS = (
    Column("id", "text", "Id of the happening, or of the claim (REPORT/KEY)."),
    Column("description", "text", "Who said it and the report's words, of every claim; “not” or the mode before them where it is not said to have happened."),
    Column("date", "text", "First day it may have been, MM/DD/YYYY."),
    Column("time", "text", "Always empty."),
    Column("time_precision", "text", "1 the day, 2 within a week, 3 within a month; empty where known less well."),
    Column("time_display", "text", "All days it may have been, in words."),
    Column("location", "text", "Name of the place."),
    Column("latitude", "text", "WGS 84 degrees of the place."),
    Column("longitude", "text", "As latitude."),
    Column("category", "text", "The event type."),
    Column("type", "text", "The mode."),
    Column("associations", "list", "Always empty: filters are made in TimeMap."),
    Column("sources", "list", "The reports' addresses, where they have one."),
    Column("comments", "text", "What the point is; how sure the source is; of a happening its witnesses and the ids of its claims (rule happening.sources)."),
)


def write_timemap(events: Iterable[Event], stream: IO[str], given: Given) -> None:
    """Write an event a line as they come."""
    stream.write("[")
    for one in events:
        event = timemap_event(one, given)
        if isinstance(event, str):
            given.tally.left_out[event] += len(one.claims)
            continue
        stream.write(",\n" if given.tally.written else "\n")
        stream.write(json.dumps(event, ensure_ascii=False, separators=(",", ":")))
        given.tally.written += 1
    stream.write("\n]\n")


def timemap_event(event: Event, given: Given) -> dict[str, Any] | str:
    """The event under the names of ``FIELDS``, in order, or why there is none."""
    testimony = event.merged.testimony
    part, first = main_place(testimony), testimony.days.earliest
    if part is None or first is None:
        return NO_PLACE if part is None else NO_FIRST_DAY
    when = event_day(testimony.days)
    what = ("not " if not testimony.positive else "") + ("" if testimony.mode.value == "happened" else f"{testimony.mode.value} ")
    return {
        "id": testimony.id,
        "description": "\n".join(f"{given.names.voice(one.testimony)}: {f'[{what.strip()}] ' if what else ''}“{one.testimony.quote}”" for one in event.claims),
        "date": f"{first.month:02d}/{first.day:02d}/{first.year:04d}",
        "time": "",
        "time_precision": str(when[1]) if when else "",
        "time_display": days_in_words(testimony.days),
        "location": part.place.name,
        "latitude": str(part.place.latitude),
        "longitude": str(part.place.longitude),
        "category": testimony.event,
        "type": testimony.mode.value,
        "associations": [],
        "sources": list(dict.fromkeys(one.url for one in event.claims if one.url)),
        "comments": f"{caveat(part)}; certainty {testimony.certainty.value}{_of_many(event)}",
    }


def _of_many(event: Event) -> str:
    if len(event.claims) == 1:
        return ""
    return f"; {plural(event.witnesses, 'independent source')}; claims {', '.join(stored.testimony.id for stored in event.claims)}"
