"""claims ─write→ a GeoJSON FeatureCollection (RFC 7946): one feature a claim, at its place's point.

The rule that must not be broken: the point is the place's, never the event's, and every feature says how far to trust it.
"""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING

from reportedly.core.records import PlaceKind, PlaceRole, Precision
from reportedly.formats.claim_columns import COLUMNS, Column, claim_row, main_place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.entries import TestimonyPlace
    from reportedly.exports.given import Given
    from reportedly.ledger.stored import StoredClaim

CAVEAT = Column("precision_caveat", "text", "How far the point may be from where it happened, in words.")
MEMBERS = (*(column for column in COLUMNS if column.name not in {"latitude", "longitude"}), CAVEAT)
"""The properties of a feature, in order."""
NO_PLACE = "without a place that was resolved"
WIDE = {PlaceKind.DISTRICT: "district", PlaceKind.REGION: "region", PlaceKind.COUNTRY: "country", PlaceKind.AREA: "area"}


def write_geojson(claims: Iterable[StoredClaim], stream: IO[str], given: Given) -> None:
    """Write a feature a line as the claims come; ``bbox`` is the last member, and is left out of a collection without features."""
    stream.write('{"type":"FeatureCollection","features":[')
    west = south = east = north = None
    for stored in claims:
        part = main_place(stored.testimony)
        if part is None:
            given.tally.left_out[NO_PLACE] += 1
            continue
        longitude, latitude = part.place.longitude, part.place.latitude
        properties = claim_row(stored)
        del properties["latitude"], properties["longitude"]
        properties[CAVEAT.name] = caveat(part)
        geometry = {"type": "Point", "coordinates": [longitude, latitude]}
        feature = {"type": "Feature", "id": stored.testimony.id, "geometry": geometry, "properties": properties}
        stream.write(",\n" if given.tally.written else "\n")
        stream.write(json.dumps(feature, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
        west, east = (longitude, longitude) if west is None or east is None else (min(west, longitude), max(east, longitude))
        south, north = (latitude, latitude) if south is None or north is None else (min(south, latitude), max(north, latitude))
        given.tally.written += 1
    stream.write("\n]")
    if west is not None:
        stream.write(f',"bbox":{json.dumps([west, south, east, north], separators=(",", ":"))}')
    stream.write("}\n")


def caveat(part: TestimonyPlace) -> str:
    """What the point is: of a settlement, or somewhere in a wider unit; never where the event was to the metre."""
    place = part.place
    if place.kind in WIDE:
        words = f"a point inside the {WIDE[place.kind]}; the event may have been anywhere in it"
    elif place.precision is Precision.POINT:
        words = f"the {place.kind.value}'s own point; the event was at it, not at this spot"
    else:
        words = f"a point inside the {place.precision.value}; where in it the {place.kind.value} lies is not known"
    return f"{words} ({part.role.value} it)" if part.role in {PlaceRole.NEAR, PlaceRole.TOWARD} else words
