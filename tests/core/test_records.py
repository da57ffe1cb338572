"""Records are frozen, slotted and keyword-only, and enumerations are words of the output format."""

from __future__ import annotations

import dataclasses
import inspect
import re
from enum import StrEnum
from typing import Any

import pytest

from reportedly.core import records
from reportedly.core.day_range import DayRange
from reportedly.core.records import Found, Issue, Page, Published, PublishedBasis, Region, RegionKind, Span

OWN: list[type[Any]] = [thing for _, thing in inspect.getmembers(records, inspect.isclass) if thing.__module__ == records.__name__]
DATACLASSES = [thing for thing in OWN if dataclasses.is_dataclass(thing)]
ENUMERATIONS = [thing for thing in OWN if issubclass(thing, StrEnum)]
# Made a hundred thousand at a time, and always in one place: positions are faster, and read there.
POSITIONAL = {"Token", "Sentence", "Found"}


@pytest.mark.parametrize("record", DATACLASSES, ids=lambda record: record.__name__)
def test_records_are_frozen_and_slotted(record: type[Any]) -> None:
    parameters = record.__dataclass_params__
    assert parameters.frozen
    assert "__slots__" in vars(record)
    assert record.__name__ in POSITIONAL or all(field.kw_only for field in dataclasses.fields(record))


@pytest.mark.parametrize("record", DATACLASSES, ids=lambda record: record.__name__)
def test_fields_hold_tuples_not_lists(record: type[Any]) -> None:
    assert [field.name for field in dataclasses.fields(record) if re.search(r"\b(?:list|dict|set|Any)\b", str(field.type))] == []


@pytest.mark.parametrize("enumeration", ENUMERATIONS, ids=lambda enumeration: enumeration.__name__)
def test_words_of_the_format_are_small_letters_and_hyphens(enumeration: type[StrEnum]) -> None:
    assert [member for member in enumeration if not re.fullmatch(r"[a-z]+(-[a-z]+)*", member)] == []


def test_a_record_cannot_be_changed() -> None:
    span = Span(start=0, end=3, text="abc")
    with pytest.raises(dataclasses.FrozenInstanceError):
        span.start = 1  # type: ignore[misc]


def test_equal_content_is_equal() -> None:
    first = Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="no day")
    assert first == Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="no day")
    assert len({Region(start=0, end=1, kind=RegionKind.BODY), Region(start=0, end=1, kind=RegionKind.BODY)}) == 1


def test_absence_is_none() -> None:
    page = Page(text="x")
    assert (page.html, page.url, page.published, page.authors) == (None, None, None, ())
    issue = Issue(code="step-failed", message="m")
    assert (issue.start, issue.end) == (None, None)
    assert Found(()).issues == ()
