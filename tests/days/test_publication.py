"""The day of publication, from what the text says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.days.conftest import document_of, sentences_of

from reportedly.core.day_range import DayRange
from reportedly.core.records import Published, PublishedBasis
from reportedly.days.constraint import Constraint
from reportedly.days.find import find_time_expressions
from reportedly.days.publication import WIDEST_ANSWER, infer_published, solve

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.days.conftest import Read

    from reportedly.packs.load import Pack


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Crowds cheered yesterday at the rally at the old harbour.", "2031-10-11"),
        ("Today the harbour rally drew thousands.", "2031-10-10"),
        ("The harbour rally drew thousands two days ago.", "2031-10-12"),
        ("The harbour rally this week drew thousands.", "2031-10-10..2031-10-12"),
        ("The harbour rally last week drew thousands.", "2031-10-13..2031-10-19"),
        ("The harbour rally on Friday drew thousands.", "2031-10-10..2031-10-16"),
        ("The harbour rally drew thousands in the past 24 hours.", "2031-10-10..2031-10-11"),
        ("The harbour rally this week drew thousands. 24 hours after the rally at the old harbour the mill burned.", "2031-10-11..2031-10-12"),
        ("Yesterday, 3 May 2031, the mill burned.", "2031-05-04"),
        ("The harbour rally this week drew thousands. Two days after the rally at the old harbour the mill burned.", "2031-10-12"),
        ("3 May 2031\n\nThe mill burned.", "2031-05-02..2031-05-04"),
    ],
)
def test_inferred(text: str, days: str, read: Callable[..., Read]) -> None:
    published = read(text).published
    assert (str(published.days), published.basis) == (days, PublishedBasis.INFERRED)
    assert published.why


@pytest.mark.parametrize(
    "text",
    [
        "The mill burned yesterday.",
        "The harbour rally may draw thousands.",
        "If the harbour rally was held, nobody came.",
        "Bonds due 3 May 2031 were sold.",
        "The mill shut by 3 May 2031.",
        "A plan for 120 days of war was found.",
        "",
    ],
)
def test_abstains(text: str, read: Callable[..., Read]) -> None:
    published = read(text).published
    assert published.basis is PublishedBasis.UNKNOWN
    assert published.days.is_open


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The harbour rally drew thousands.", "2031-10-10.."),
        ("The mill burned before the harbour rally was held; yesterday it was rebuilt.", "2031-10-10.."),
        ("The mill burned on 3 May 2031.", "2031-05-03.."),
        ("The mill burned in May 2031.", "2031-05-01.."),
        ("After seven months of the war the mill burned.", "2031-09-27..2031-11-11"),
        ("The mill burned on 3 May 2031. The bridge will open on 5 July 2031.", "2031-05-03..2031-07-05"),
    ],
)
def test_a_wide_answer_says_so_and_places_nothing(text: str, days: str, read: Callable[..., Read]) -> None:
    found = read(f"{text} It rained yesterday.")
    assert (str(found.published.days), found.published.basis) == (days, PublishedBasis.INFERRED)
    assert "no later end is known" in found.published.why or "too wide to count from" in found.published.why
    assert found.day("yesterday").days.is_open


@pytest.mark.parametrize(
    "text",
    [
        "2031-05-03,Arvenna,mill burned\n2031-05-06,Tarn,bridge fell\n",
        "4 May 2031\nThe mill burned.\n\n7 May 2031\nThe bridge fell.\n",
    ],
)
def test_the_first_row_of_several_is_no_day_of_publication(text: str, pack: Pack) -> None:
    day = date(2031, 5, 3) if text.startswith("2031") else date(2031, 5, 4)
    given = Published(days=DayRange.on(day), basis=PublishedBasis.METADATA, why="the page's line 'x'")
    document = replace(document_of(text), published=given)
    sentences = sentences_of(document)
    expressions = find_time_expressions(document, sentences, pack).records
    assert infer_published(document, sentences, expressions, pack).records.days.day != day
    declared = replace(document, published=replace(given, why="article:published_time"))
    assert infer_published(declared, sentences, expressions, pack).records.days.day == day


def test_constraints_that_clash_are_an_issue(read: Callable[..., Read]) -> None:
    found = read("Yesterday the harbour rally drew thousands. Nobody mourned the fall of the Sollen bridge.")
    assert found.published.basis is PublishedBasis.UNKNOWN
    assert [issue.code for issue in found.issues] == ["published-conflict"]


def test_a_given_day_is_kept(read: Callable[..., Read]) -> None:
    found = read("Yesterday the harbour rally drew thousands.", date(2031, 10, 12)).published
    assert (found.days.day, found.basis) == (date(2031, 10, 12), PublishedBasis.GIVEN)


def test_in_ukrainian(read: Callable[..., Read]) -> None:
    assert str(read("Учора мітинг у старій гавані зібрав тисячі.", language="uk").published.days) == "2031-10-11"


def test_relative_days_hang_on_the_inferred_one(read: Callable[..., Read]) -> None:
    found = read("The harbour rally this week drew thousands. It rained yesterday.")
    assert str(found.day("yesterday").days) == "2031-10-09..2031-10-11"
    assert found.day("yesterday").timex is None


DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2020, 3, 1))
RANGES = st.tuples(DAYS, DAYS).map(lambda ends: DayRange(min(ends), max(ends)))


@given(st.lists(st.tuples(RANGES, st.booleans()), min_size=1, max_size=6))
def test_the_answer_satisfies_every_constraint(rows: list[tuple[DayRange, bool]]) -> None:
    constraints = [Constraint(days, str(days), told, 0, 1) for days, told in rows]
    found = solve(constraints)
    if found.records.basis is PublishedBasis.INFERRED:
        assert all(constraint.days.contains(found.records.days) for constraint in constraints)
        is_narrow = found.records.days.width is not None and found.records.days.width <= WIDEST_ANSWER
        assert is_narrow or "no later end" in found.records.why or "too wide" in found.records.why
    else:
        assert found.records.days.is_open


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # 11 October 2031 is a Saturday.
        ("Saturday, 11 October\n\nThe harbour rally drew thousands.", "2031-10-10..2031-10-12"),
        ("The harbour rally last week drew thousands. On 15 October the mill burned.", "2031-10-15..2031-10-19"),
        ("The harbour rally last week drew thousands. The mill will open on 15 October.", "2031-10-13..2031-10-15"),
    ],
)
def test_dates_without_a_year(text: str, days: str, read: Callable[..., Read]) -> None:
    published = read(text).published
    assert (str(published.days), published.basis) == (days, PublishedBasis.INFERRED)


@pytest.mark.parametrize("text", ["11 October\n\nThe mill burned.", "On Saturday, 11 October, the mill burned.", "The mill burned on 30 February."])
def test_a_date_alone_proves_no_year(text: str, read: Callable[..., Read]) -> None:
    assert read(text).published.basis is PublishedBasis.UNKNOWN


def test_a_page_older_than_what_it_tells(pack: Pack) -> None:
    def issues(text: str, day: date) -> list[str]:
        document = replace(document_of(text), published=Published(days=DayRange.on(day), basis=PublishedBasis.METADATA, why="meta tag"))
        sentences = sentences_of(document)
        found = infer_published(document, sentences, find_time_expressions(document, sentences, pack).records, pack)
        assert found.records == document.published
        return [issue.code for issue in found.issues]

    assert issues("The harbour rally drew thousands.", date(2031, 10, 1)) == ["published-conflict"]
    assert issues("The harbour rally drew thousands.", date(2031, 10, 9)) == []  # the day before: a time zone may do that
    assert issues("The mill burned on 5 May 2031.", date(2031, 5, 1)) == ["published-conflict"]
    assert issues("The mill will open on 5 May 2031.", date(2031, 5, 1)) == []


def _with_address(text: str, address: str, pack: Pack) -> Published:
    document = replace(document_of(text), url=address)
    sentences = sentences_of(document)
    return infer_published(document, sentences, find_time_expressions(document, sentences, pack).records, pack).records


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The mill burned.", "2031-10-10..2031-10-12"),
        ("The mill burned yesterday, 9 October.", "2031-10-10"),
        ("Yesterday the harbour rally drew thousands.", "2031-10-11"),
        # What may yet lie ahead proves nothing against the rest.
        ("The bonds are due 3 May 2032.", "2031-10-10..2031-10-12"),
    ],
)
def test_an_address_is_held_against_the_text(text: str, days: str, pack: Pack) -> None:
    published = _with_address(text, "https://courier.example/2031/10/11/mill", pack)
    assert (str(published.days), published.basis) == (days, PublishedBasis.INFERRED)


def test_an_address_that_the_text_contradicts_gives_no_day(pack: Pack) -> None:
    published = _with_address("The mill burned on 3 December 2031.", "https://courier.example/2031/10/11/mill", pack)
    assert published.basis is PublishedBasis.UNKNOWN


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # 11 October 2031 is a Saturday; Norland is a side of the war that began in March 2031.
        ("Norland shelled the mill on Saturday, 11 October.", "2031-10-11..2031-10-17"),
        ("The mill of Sollen burned on Saturday, 11 October.", ".."),
        ("Norland was to leave on Saturday, 11 October.", ".."),
    ],
)
def test_a_weekday_gives_a_day_of_the_war_its_year(text: str, days: str, sided: Pack) -> None:
    document = document_of(text)
    sentences = sentences_of(document)
    published = infer_published(document, sentences, find_time_expressions(document, sentences, sided).records, sided).records
    assert str(published.days) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Since the start of the war the mill has lost money.", "2031-03-04.."),
        ("In 1931 it rained. After seven months of war it froze.", ".."),
    ],
)
def test_the_start_of_the_war_is_behind(text: str, days: str, read: Callable[..., Read]) -> None:
    assert str(read(text).published.days) == days
