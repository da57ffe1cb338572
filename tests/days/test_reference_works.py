"""Dates in works of reference: the day on which such a page was saved says nothing of the year."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.days.conftest import document_of, sentences_of

from reportedly.days.find import find_time_expressions
from reportedly.days.publication import infer_published
from reportedly.days.reference_works import is_reference_work
from reportedly.days.resolve import resolve_days

if TYPE_CHECKING:
    from reportedly.packs.load import Pack

SAVED = date(2033, 6, 27)


def told(text: str, pack: Pack, outlet: str = "Wikipedia", published: date = SAVED) -> list[str | None]:
    document = dataclasses.replace(document_of(text, published), outlet=outlet)
    sentences = sentences_of(document)
    expressions = find_time_expressions(document, sentences, pack).records
    inferred = infer_published(document, sentences, expressions, pack).records
    return [mention.timex for mention in resolve_days(document, sentences, expressions, inferred, pack).records]


@pytest.mark.parametrize(
    ("outlet", "url", "is_one"),
    [
        ("Wikipedia", None, True),
        (None, "https://en.wikipedia.org/wiki/Battle_of_Harrow", True),
        (None, "https://www.britannica.com/event/x", True),
        ("Oster Courier", "https://courier.example/wikipedia.org", False),
        (None, "https://notwikipedia.org/", False),
        ("Oster Courier", "http://[broken", False),
        (None, None, False),
    ],
)
def test_a_work_is_known_by_address_or_name(outlet: str | None, url: str | None, is_one: bool, pack: Pack) -> None:  # noqa: FBT001  a table of cases
    assert is_reference_work(dataclasses.replace(document_of("x"), outlet=outlet, url=url), pack) is is_one


def test_a_story_that_names_no_year_is_of_the_war(pack: Pack) -> None:
    text = "On 25 June, the army took the mill. By 3 July, it had left the village."
    assert told(text, pack) == ["2031-06-25", "2031-07-03"]
    assert told(text, pack, outlet="Oster Courier")[0] == "2033-06-25"


def test_a_day_earlier_in_the_year_than_the_war_is_of_the_next_year(pack: Pack) -> None:
    assert told("The village was lost on 2 February.", pack) == ["2032-02-02"]


def test_a_year_that_is_named_goes_before(pack: Pack) -> None:
    assert told("On 7 May 2032, the siege began. It was over on 20 May.", pack) == ["2032-05-07", "2032-05-20"]


def test_no_story_is_told_before_it_came_about(pack: Pack) -> None:
    assert told("The village was lost on 2 February.", pack, published=date(2031, 8, 1)) == ["XXXX-02-02"]
