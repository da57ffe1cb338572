"""The report's text cut into pieces (headings, paragraphs, furniture) and segments, each with the marks that lie over it.

The rule that must not be broken: the segments of all pieces, with the white space between pieces, are the text, once and in order,
however the marks overlap. Work and memory grow with the text and the marks, not with their product.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reportedly.core.records import RegionKind
from reportedly.formats.words import days_in_words, number_in_words, place_in_words, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.core.records import Attribution, DayMention, PlaceMention, Reading


class MarkKind(StrEnum):
    """What a mark says of the words under it."""

    CLAIM = "claim"
    TRIGGER = "trigger"
    SOURCE = "source"
    CUE = "cue"
    PLACE = "place"
    DAY = "day"
    QUANTITY = "quantity"
    ACTOR = "actor"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Mark:
    """``number`` is the claim's or finding's, counted from 1; ``note`` says in words what was read there."""

    start: int
    end: int
    kind: MarkKind
    note: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """Text under one and the same marks. ``ends`` are those whose last character this is."""

    text: str
    marks: tuple[Mark, ...]
    ends: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, paragraph, caption or bit of page furniture."""

    start: int
    end: int
    kind: RegionKind
    segments: tuple[Segment, ...]


_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_LINE_END = re.compile(r"\n+")


def find_pieces(reading: Reading) -> tuple[Piece, ...]:
    """The text in pieces, in order. Empty when the report has no text."""
    text = reading.document.text
    bounds = list(_bounds(reading))
    marks = [mark for mark in find_marks(reading) if 0 <= mark.start < mark.end <= len(text)]
    starting: dict[int, list[Mark]] = {}
    ending: dict[int, list[Mark]] = {}
    for mark in marks:
        starting.setdefault(mark.start, []).append(mark)
        ending.setdefault(mark.end, []).append(mark)
    cuts = sorted({*starting, *ending, *(start for start, _, _ in bounds), *(end for _, end, _ in bounds)})
    active: dict[Mark, None] = {}
    pieces: list[Piece] = []
    position = 0
    for start, end, kind in bounds:
        segments: list[Segment] = []
        while position < len(cuts) and cuts[position] < end:
            here = cuts[position]
            for mark in ending.get(here, ()):
                active.pop(mark, None)
            active.update(dict.fromkeys(starting.get(here, ())))
            position += 1
            if here >= start:
                stop = cuts[position]
                segments.append(Segment(text[here:stop], tuple(active), tuple(ending.get(stop, ()))))
        pieces.append(Piece(start, end, kind, tuple(segments)))
    return tuple(pieces)


def find_marks(reading: Reading) -> Iterator[Mark]:
    """Everything that was read at some place in the text. Content of attributions is not marked: it would be nearly all of it."""
    for number, claim in enumerate(reading.claims, 1):
        yield Mark(claim.start, claim.end, MarkKind.CLAIM, f"claim {number}: {claim.event}", number)
        yield Mark(claim.trigger.start, claim.trigger.end, MarkKind.TRIGGER, f"claim {number}: {claim.event}", number)
    for attribution in reading.attributions:
        yield from _source_marks(attribution)
    for place in reading.places:
        yield Mark(place.start, place.end, MarkKind.PLACE, f"place: {_place_note(place)}")
    for day in reading.days:
        yield Mark(day.start, day.end, MarkKind.DAY, f"time: {_day_note(day)}")
    for quantity in reading.quantities:
        yield Mark(quantity.start, quantity.end, MarkKind.QUANTITY, f"number: {number_in_words(quantity)} {quantity.unit}")
    for actor in reading.actors:
        yield Mark(actor.start, actor.end, MarkKind.ACTOR, f"actor: {actor.kind}{f', {actor.side}' if actor.side else ''}")
    for number, finding in enumerate(reading.findings, 1):
        for span in finding.spans:
            yield Mark(span.start, span.end, MarkKind.FINDING, f"to check: {visible(finding.message)}", number)


def _source_marks(attribution: Attribution) -> Iterator[Mark]:
    for span in attribution.source:
        yield Mark(span.start, span.end, MarkKind.SOURCE, f"source: {attribution.source_kind}")
    for span in attribution.cue:
        yield Mark(span.start, span.end, MarkKind.CUE, f"reporting words: {attribution.act}")


def _place_note(place: PlaceMention) -> str:
    if place.place is None:
        return place_in_words(place)
    return ", ".join(filter(None, (place.place.name, place.place.admin1, place.place.country)))


def _day_note(day: DayMention) -> str:
    return f"{days_in_words(day.days)}{f' ({visible(day.why)})' if day.why else ''}"


def _bounds(reading: Reading) -> Iterator[tuple[int, int, RegionKind]]:
    """Starts and ends of the pieces: regions cut at blank lines, or at every line end in a text that has none."""
    text = reading.document.text
    cut = _BLANK_LINE if _BLANK_LINE.search(text) else _LINE_END
    regions = [(region.start, region.end, region.kind) for region in reading.document.regions if region.kind is not RegionKind.QUOTE]
    for first, last, kind in _covering(sorted(regions), len(text)):
        start = first
        for gap in [*cut.finditer(text, first, last), None]:
            end = gap.start() if gap else last
            words = text[start:end]
            if words.strip():
                yield start + len(words) - len(words.lstrip()), start + len(words.rstrip()), kind
            start = gap.end() if gap else end


def _covering(regions: list[tuple[int, int, RegionKind]], length: int) -> Iterator[tuple[int, int, RegionKind]]:
    """The regions, with what lies between them as body: no word of the report may be missing from the page."""
    position = 0
    for start, end, kind in regions:
        if start > position:
            yield position, start, RegionKind.BODY
        if end > position:
            yield max(start, position), end, kind
            position = end
    if position < length:
        yield position, length, RegionKind.BODY
