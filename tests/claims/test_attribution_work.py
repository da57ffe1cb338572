"""Texts made to be slow: twice the text may cost about twice the steps, counted as calls, not by the clock."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from reportedly.claims.attribution import find_attributions
from reportedly.core.day_range import DayRange
from reportedly.core.records import Document, Published, PublishedBasis, Region, RegionKind
from reportedly.core.settings import Settings
from reportedly.sentences.quotations import find_quotations
from reportedly.sentences.split import split_sentences
from reportedly.speakers.actors import find_actors

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from reportedly.packs.load import Pack

SMALL = 350
# Twice the work and a half more: where sentences are cut differs with the length.
MOST_GROWTH = 2.5


def calls(work: Callable[[], object]) -> int:
    """How many functions, ours and the interpreter's, are called."""
    count = 0

    def tick(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def steps(text: str, pack: Pack) -> int:
    """Calls of all steps from quotations to attributions, the parse left out."""
    unknown = Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="not given")
    regions = (Region(start=0, end=len(text), kind=RegionKind.BODY),)
    report = Document(text=text, title=None, outlet=None, url=None, authors=(), language="en", published=unknown, regions=regions, origin=())
    sentences = split_sentences(report, Settings()).records

    def work() -> None:
        quotations = find_quotations(report, sentences, pack).records
        actors = find_actors(report, sentences, quotations, (), pack).records
        find_attributions(report, sentences, quotations, actors, pack)

    return calls(work)


@pytest.mark.parametrize(
    "piece",
    [
        "He said:\n\n",
        "He said:\n\nbla bla\n\n",
        '"',
        "“",
        "He said that ",
        "“We go on.” ",
        "“he said ",
        '"he said" ',
    ],
)
def test_twice_the_text_is_about_twice_the_work(piece: str, pack: Pack) -> None:
    steps(piece * 3, pack)
    once, twice = steps(piece * SMALL, pack), steps(piece * (2 * SMALL), pack)
    assert twice <= MOST_GROWTH * once + 1000


def test_the_counter_counts() -> None:
    assert calls(lambda: [len("a") for _ in range(100)]) >= 100
