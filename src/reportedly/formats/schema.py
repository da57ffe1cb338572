"""The JSON Schema (draft 2020-12) of one output line, made from the records' own enumerations.

The rule that must not be broken: a key that ``formats/wire.py`` writes is here, and required; a test holds the two together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly.core.records import (
    Act,
    ActorKind,
    Certainty,
    DayBasis,
    DayKind,
    FindingKind,
    Interest,
    Mode,
    PlaceBasis,
    PlaceKind,
    PlaceRole,
    PlaceSense,
    PlaceStatus,
    Precision,
    PublishedBasis,
    RegionKind,
    SourceKind,
)
from reportedly.formats.wire import FORMAT

if TYPE_CHECKING:
    from enum import StrEnum

Schema = dict[str, Any]

EVENTS = (
    *("capture", "withdraw", "hold", "encircle", "advance", "transfer"),
    *("attack", "shell", "strike", "clash", "repel", "destroy", "sabotage"),
    *("kill", "injure", "detain", "displace", "damage", "deprive"),
    *("deploy", "mobilise", "supply"),
    *("annex", "vote", "ceremony", "declare", "negotiate", "agree", "sanction", "threaten", "accuse", "protest", "aid"),
    "other",
)
"""docs/reference/format.md, "Event types": territory, fighting, harm, force, politics, other."""
UNITS = (
    *("people", "soldiers", "civilians", "children", "prisoners", "vehicles", "tanks", "aircraft", "drones", "missiles", "ships"),
    *("settlements", "km", "km2", "days", "money", "percent", "other"),
)
"""docs/reference/format.md, ``quantities.unit``."""

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
OFFSET: Schema = {"type": "integer", "minimum": 0}
DAY: Schema = {"type": ["string", "null"], "format": "date"}


def output_schema() -> Schema:
    """The schema of one line of Reportedly JSON, version 1. Further keys are allowed: the format grows by adding."""
    line = _record(
        format={"const": FORMAT},
        id=TEXT,
        report=_report(),
        attributions=_list(_attribution()),
        places=_list(_place_mention()),
        days=_list(_day()),
        quantities=_list(_quantity()),
        actors=_list(_actor()),
        claims=_list(_claim()),
        findings=_list(_finding()),
        issues=_list(_record(code=TEXT, message=TEXT, start=_maybe(OFFSET), end=_maybe(OFFSET))),
    )
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{FORMAT.replace('/', ':')}",
        "title": "Reportedly JSON, version 1: one report a line",
        "description": "Offsets are Unicode code points into report.text, end exclusive. What is not known is null, beside a reason.",
    }
    return {**head, **line, "$defs": {"span": _record(start=OFFSET, end=OFFSET, text=TEXT)}}


def _report() -> Schema:
    return _record(
        title=_maybe(TEXT),
        outlet=_maybe(TEXT),
        url=_maybe(TEXT),
        authors=_list(TEXT),
        language=_maybe(TEXT),
        published=_record(earliest=DAY, latest=DAY, basis=_one_of(PublishedBasis), why=TEXT),
        text=TEXT,
        text_hash={"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
        regions=_list(_record(start=OFFSET, end=OFFSET, kind=_one_of(RegionKind))),
    )


def _attribution() -> Schema:
    return _record(
        id=TEXT,
        source=_list(_SPAN),
        cue=_list(_SPAN),
        content=_list(_SPAN),
        source_id=_maybe(TEXT),
        source_kind=_one_of(SourceKind),
        act=_one_of(Act),
        parent=_maybe(TEXT),
    )


def _place_mention() -> Schema:
    position = {"lat": {**NUMBER, "minimum": -90, "maximum": 90}, "lon": {**NUMBER, "minimum": -180, "maximum": 180}}
    known: Schema = {"geonameid": _maybe({"type": "integer"}), "name": TEXT, "admin1": _maybe(TEXT), "kind": _one_of(PlaceKind), **position}
    place = _record(id=TEXT, precision=_one_of(Precision), country=_maybe(TEXT), **known)
    candidate = _record(id=TEXT, score=NUMBER, basis=_one_of(PlaceBasis), why=TEXT, **known)
    return _mention(
        status=_one_of(PlaceStatus),
        place=_maybe(place),
        basis={"enum": [*map(str, PlaceBasis), None]},
        score=_maybe(NUMBER),
        why=TEXT,
        candidates=_list(candidate),
        sense=_one_of(PlaceSense),
    )


def _day() -> Schema:
    return _mention(kind=_one_of(DayKind), earliest=DAY, latest=DAY, timex=_maybe(TEXT), basis=_one_of(DayBasis), anchor=_maybe(TEXT), why=TEXT)


def _quantity() -> Schema:
    return _mention(lower=_maybe(NUMBER), upper=_maybe(NUMBER), unit={"enum": list(UNITS)})


def _actor() -> Schema:
    return _mention(actor_id=_maybe(TEXT), side=_maybe(TEXT), kind=_one_of(ActorKind))


def _claim() -> Schema:
    return _record(
        id=TEXT,
        key=TEXT,
        start=OFFSET,
        end=OFFSET,
        quote=TEXT,
        event={"enum": list(EVENTS)},
        trigger=_SPAN,
        said_by=_list(TEXT),
        actor=_list(TEXT),
        target=_list(TEXT),
        places=_list(_record(ref=TEXT, role=_one_of(PlaceRole))),
        day=_record(earliest=DAY, latest=DAY, ref=_maybe(TEXT), why=TEXT),
        quantities=_list(TEXT),
        polarity={"enum": ["+", "-"]},
        certainty=_one_of(Certainty),
        mode=_one_of(Mode),
        control=_maybe(_record(place=TEXT, before=_maybe(TEXT), after=_maybe(TEXT), also=_list(TEXT))),
        media=_list(TEXT),
        interest={"enum": [*map(str, Interest), None]},
        interest_why=TEXT,
    )


def _finding() -> Schema:
    return _record(kind=_one_of(FindingKind), spans=_list(_SPAN), message=TEXT, suggestion=_maybe(TEXT), claims=_list(TEXT))


_SPAN: Schema = {"$ref": "#/$defs/span"}


def _record(**fields: Schema) -> Schema:
    """An object in which every one of the fields is there."""
    return {"type": "object", "properties": fields, "required": list(fields)}


def _mention(**fields: Schema) -> Schema:
    """A record with an id that stands somewhere in the text."""
    return _record(id=TEXT, start=OFFSET, end=OFFSET, text=TEXT, **fields)


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _maybe(schema: Schema) -> Schema:
    if isinstance(schema.get("type"), str) and "properties" not in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _one_of(members: type[StrEnum]) -> Schema:
    return {"enum": [str(member) for member in members]}
