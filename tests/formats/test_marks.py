"""Pieces and segments are the text, however the marks overlap."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.records import Actor, ActorKind, Page, Region, RegionKind
from reportedly.flow import unread_page
from reportedly.formats.marks import MarkKind, find_pieces

if TYPE_CHECKING:
    from reportedly.core.records import Reading


def rebuilt(reading: Reading) -> str:
    """The text from its pieces: they and the white space between them must be all of it."""
    text = reading.document.text
    made = ""
    for piece in find_pieces(reading):
        gap = text[len(made) : piece.start]
        assert not gap.strip()
        inner = "".join(segment.text for segment in piece.segments)
        assert inner == text[piece.start : piece.end]
        made += gap + inner
    return made + text[len(made) :] if not text[len(made) :].strip() else made


def test_the_pieces_are_the_text(reading: Reading) -> None:
    assert rebuilt(reading) == reading.document.text
    assert [piece.kind for piece in find_pieces(reading)] == [RegionKind.HEADLINE, RegionKind.BODY, RegionKind.BODY, RegionKind.CHROME]


def test_marks_that_overlap_lie_over_the_same_segment(reading: Reading) -> None:
    segments = [segment for piece in find_pieces(reading) for segment in piece.segments]
    number = next(segment for segment in segments if segment.text == "up to 200")
    assert {mark.kind for mark in number.marks} == {MarkKind.CLAIM, MarkKind.ACTOR, MarkKind.QUANTITY}
    place = [segment for segment in segments if segment.text == "Velmm"][-1]
    assert {mark.kind for mark in place.marks} == {MarkKind.CLAIM, MarkKind.PLACE, MarkKind.FINDING}
    assert {mark.kind for mark in place.ends} == {MarkKind.PLACE, MarkKind.FINDING}


def test_every_mark_ends_once(reading: Reading) -> None:
    ends = [mark for piece in find_pieces(reading) for segment in piece.segments for mark in segment.ends if mark.kind is MarkKind.TRIGGER]
    assert [mark.number for mark in ends] == [1, 2]


@given(
    st.text(alphabet="ab \n", max_size=60), st.lists(st.tuples(st.integers(-2, 65), st.integers(-2, 65)), max_size=12), st.lists(st.integers(0, 60), max_size=4)
)
def test_any_marks_over_any_text(text: str, spans: list[tuple[int, int]], cuts: list[int]) -> None:
    empty = unread_page(Page(text=text, clean=True), [])
    points = sorted({min(cut, len(text)) for cut in cuts})
    regions = tuple(Region(start=start, end=end, kind=RegionKind.CAPTION) for start, end in zip(points[::2], points[1::2], strict=False))
    actors = tuple(
        Actor(id=f"x{index}", start=start, end=end, text="", actor_id=None, side=None, kind=ActorKind.OTHER) for index, (start, end) in enumerate(spans)
    )
    reading = dataclasses.replace(empty, document=dataclasses.replace(empty.document, regions=regions), actors=actors)
    assert rebuilt(reading) == text
    marked = {
        position
        for piece in find_pieces(reading)
        for position, segment in zip(starts(piece.segments, piece.start), piece.segments, strict=True)
        for position in range(position, position + len(segment.text))
        if segment.marks
    }
    wanted = {position for start, end in spans if 0 <= start < end <= len(text) for position in range(start, end)}
    pieces = {position for piece in find_pieces(reading) for position in range(piece.start, piece.end)}
    assert marked == wanted & pieces


def starts(segments: tuple[object, ...], start: int) -> list[int]:
    found = []
    for segment in segments:
        found.append(start)
        start += len(segment.text)  # type: ignore[attr-defined]
    return found


def test_a_long_text_with_many_marks_is_quick() -> None:
    text = "Troops left the town. " * 45_000
    empty = unread_page(Page(text=text, clean=True), [])
    actors = tuple(
        Actor(id=f"x{start}", start=start, end=start + 6, text="Troops", actor_id=None, side=None, kind=ActorKind.FORCE) for start in range(0, len(text), 22)
    )
    pieces = find_pieces(dataclasses.replace(empty, actors=actors))
    assert sum(len(piece.segments) for piece in pieces) == 2 * 45_000
