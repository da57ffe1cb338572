"""The page of the wire format, ``docs/reference/format.md``: fields and values from the code, what they mean from ``format_page.toml``.

The rule that must not be broken: a field or value without words, and words without a field or value, stop the build.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.core import records
from reportedly.core.settings import Settings
from reportedly.formats.schema import EVENTS, UNITS, output_schema
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Schema = dict[str, Any]
VALUES: tuple[tuple[str, str, Sequence[str]], ...] = (
    ("findings", "Finding kinds: `findings.kind`", tuple(records.FindingKind)),
    ("mode", "Modes: `claims.mode`", tuple(records.Mode)),
    ("polarity", "Polarity: `claims.polarity`", ("+", "-")),
    ("certainty", "Certainty: `claims.certainty`", tuple(records.Certainty)),
    ("interest", "Interest: `claims.interest`", tuple(records.Interest)),
    ("role", "Roles of places: `claims.places.role`", tuple(records.PlaceRole)),
    ("act", "Acts: `attributions.act`", tuple(records.Act)),
    ("source_kind", "Kinds of source: `attributions.source_kind`", tuple(records.SourceKind)),
    ("actor_kind", "Kinds of actor: `actors.kind`", tuple(records.ActorKind)),
    ("unit", "Units: `quantities.unit`", UNITS),
    ("place_status", "Status of places: `places.status`", tuple(records.PlaceStatus)),
    ("place_basis", "How a name matched: `places.basis`", tuple(records.PlaceBasis)),
    ("place_sense", "What a name stands for: `places.sense`", tuple(records.PlaceSense)),
    ("place_kind", "Kinds of place: `places.place.kind`", tuple(records.PlaceKind)),
    ("precision", "Precision: `places.place.precision`", tuple(records.Precision)),
    ("day_kind", "Kinds of time expression: `days.kind`", tuple(records.DayKind)),
    ("day_basis", "What fixed a day: `days.basis`", tuple(records.DayBasis)),
    ("published", "Where the day of publication comes from: `report.published.basis`", tuple(records.PublishedBasis)),
    ("regions", "Kinds of region: `report.regions.kind`", tuple(records.RegionKind)),
)
EVENT_TITLE = "Event types: `claims.event`"
WHOLE = {"report.published"}
"""Objects that one row explains."""


def format_page() -> str:
    """The page. Stops the build when words are missing or left over."""
    words = tomllib.loads((Path(__file__).parent / "format_page.toml").read_text(encoding="utf-8"))
    schema = output_schema()
    tables = list(_iter_tables(schema, ""))
    inputs = [field.name for field in dataclasses.fields(records.Page) if field.name != "path"]
    _must_match("input fields", inputs, words["input_fields"])
    _must_match("fields", [path for _, rows in tables for path, _ in rows], words["fields"])
    _must_match("sections", [name for name, _ in tables if name], words["sections"])
    _must_match("lists of values", ["events", *(name for name, _, _ in VALUES)], words["values"])
    lines = ["# Reportedly JSON, version 1", "", words["head"], "## Input line", "", words["input"]]
    links = {frozenset(members): _link(title) for _, title, members in VALUES} | {frozenset(EVENTS): _link(EVENT_TITLE)}
    lines += ["| field | meaning |", "|---|---|", *(f"| `{name}` | {words['input_fields'][name]} |" for name in inputs), "", "## Output line", ""]
    for name, rows in tables:
        lines += ["", f"### `{name}`", "", words["sections"][name], ""] if name else []
        lines += ["| field | type | meaning |", "|---|---|---|"]
        lines += [f"| `{path.rpartition('.')[2]}` | {_type(inner, links)} | {words['fields'][path]} |" for path, inner in rows]
    lines += ["", "## Values", "", *_events(words["values"]["events"])]
    for name, title, members in VALUES:
        meanings = words["values"][name]
        _must_match(name, members, meanings)
        lines += ["", f"### {title}", "", "| value | means |", "|---|---|", *(f"| `{member}` | {meanings[member]} |" for member in members)]
    return "\n".join([*lines, "", *_pack_codes()])


def _events(words: dict[str, list[str]]) -> Iterator[str]:
    _must_match("event types", EVENTS, words)
    yield from [f"### {EVENT_TITLE}", ""]
    yield from ["The engine's own list, after the codebooks of the field (CAMEO, PLOVER, the sub-events of armed-conflict data sets).", ""]
    yield from ["| group | event | means |", "|---|---|---|"]
    for group, members in groupby(EVENTS, key=lambda event: words[event][0]):
        for event in members:
            yield f"| {group} | `{event}` | {words[event][1]} |"


def _pack_codes() -> Iterator[str]:
    """The codes that the pack which ships puts into ``side`` and the ids."""
    pack = load_pack(Settings().pack)
    yield from ["## Codes of the pack", ""]
    yield f"`side`, `before` and `after` are codes of the pack. Those of `{pack.name}`, the one that ships:"
    yield from ["", "| code | stands for | speakers |", "|---|---|---:|"]
    for side in pack.sides:
        count = sum(speaker.side == side.code for speaker in pack.speakers)
        yield f"| `{side.code}` | {side.names['en'][0]} | {count} |"
    count = sum(speaker.side is None for speaker in pack.speakers)
    yield f"| null | third parties | {count} |"
    yield ""
    yield "`source_id` and `actor_id` are ids of `speakers.toml`, `event:…` those of `anchors.toml`, in the pack's folder."


def _iter_tables(schema: Schema, prefix: str) -> Iterator[tuple[str, list[tuple[str, Schema]]]]:
    """Each object of the format by its path ("" is the line), with its fields; inner objects after it."""
    rows = [(f"{prefix}.{name}".lstrip("."), inner) for name, inner in schema["properties"].items()]
    yield prefix, rows
    for path, inner in rows:
        found = _object(inner)
        if found and path not in WHOLE:
            yield from _iter_tables(found, path)


def _object(schema: Schema) -> Schema | None:
    """The object that this is, may be, or lists; ``None`` for plain values and spans."""
    inner: Schema = schema.get("items") or next(iter(schema.get("anyOf", ())), schema)
    return inner if "properties" in inner else None


def _type(schema: Schema, links: dict[frozenset[str], str]) -> str:
    if "anyOf" in schema:
        return f"{_type(schema['anyOf'][0], links)} or null"
    if "const" in schema:
        return f"`{schema['const']}`"
    if "$ref" in schema:
        return "span"
    if "enum" in schema:
        return links[frozenset(schema["enum"]) - {None}] + (" or null" if None in schema["enum"] else "")
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    name = {"string": "day" if schema.get("format") == "date" else "text", "integer": "whole number", "number": "number", "object": "object", "array": "list"}
    of = f" of {_type(schema['items'], links)}s" if "items" in schema else ""
    return " or ".join(name.get(str(kind), str(kind)) for kind in kinds) + of


def _link(title: str) -> str:
    """A link to the heading of a list of values, under the list's own name."""
    anchor = re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
    return f"[{title.partition(':')[0].lower()}](#{anchor})"


def _must_match(what: str, wanted: Sequence[str], words: dict[str, Any]) -> None:
    missing, left = [name for name in wanted if name not in words], [name for name in words if name not in set(wanted)]
    if missing or left:
        message = f"tools/format_page.toml, {what}: no words for {', '.join(missing) or 'none'}; words for nothing: {', '.join(left) or 'none'}"
        raise SystemExit(message)
