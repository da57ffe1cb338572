"""Counts by day: the same as counting what the lists give one by one, whatever was edited, judged or forgotten."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.ledger.conftest import RECORDED

import reportedly
from reportedly.core.entries import JudgementKind
from reportedly.core.records import Page
from reportedly.ledger import counting, listing
from reportedly.ledger.ledger import Ledger
from reportedly.ledger.questions import Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.packs.load import Pack

TEXTS = (
    ("a", date(2022, 9, 11), "Ukrainian forces have captured Izium, officials said. Russian forces shelled Kharkiv on 9 September."),
    ("a", date(2022, 9, 14), "Ukrainian forces have not captured Izium, officials said."),
    ("b", date(2022, 10, 2), "Russian troops withdrew from Lyman on Saturday, the defence ministry said."),
    ("c", date(2022, 10, 2), "Ukrainian forces entered Lyman on 1 October 2022. Russian troops have left the town in recent weeks."),
    ("d", date(2022, 10, 5), "Russian forces shelled Kharkiv on Tuesday, the governor said."),
    ("e", date(2022, 10, 5), "A missile hit Kramatorsk on Tuesday, the governor said. Twelve civilians were killed."),
)
OUTLETS = {"a": "The Harbour Post", "b": "Northern Sheet", "c": "The Harbour Post", "d": "Northern Sheet", "e": "Evening Wall"}
DAYS = (None, date(2022, 9, 12), date(2022, 9, 20), date(2022, 10, 3), date(2022, 10, 9), date(2030, 1, 1))


@pytest.fixture
def told(where: str, pack: Pack) -> Iterator[Ledger]:
    """A report that was changed, one retracted, one forgotten, a claim misread, and two about which nothing happened."""
    ledger = Ledger.open(where, create=True)
    pages = [Page(id=name, outlet=OUTLETS.get(name), published=day, text=text) for name, day, text in TEXTS]
    for page, reading in zip(pages, reportedly.read_many(pages), strict=True):
        ledger.post(reading, pack=pack, recorded=RECORDED, page=page, retrieved=page.published)
    claim = next(one for one in ledger.iter_claims() if one.testimony.report == "c")
    ledger.judge(JudgementKind.MISREAD, claim.testimony.id, by="A. Checker", why="it says another town", recorded=RECORDED)
    ledger.judge(JudgementKind.RETRACTED, "d", by="A. Checker", why="withdrawn", recorded=RECORDED, since=date(2022, 10, 7))
    ledger.forget("e", by="A. Checker", reason="asked for", recorded=RECORDED)
    yield ledger
    ledger.close()


def listed(ledger: Ledger, question: Question) -> tuple[Counter[date], int]:
    """Claims by day, and those of no day, counted one by one."""
    days: Counter[date] = Counter()
    wide = 0
    for one in ledger.iter_claims(question):
        earliest, latest = one.testimony.days.earliest, one.testimony.days.latest
        if earliest is None or latest is None or latest - earliest >= timedelta(days=counting.WIDE_DAYS):
            wide += 1
        else:
            days[latest] += 1
    return days, wide


def test_days_are_those_of_the_claims(told: Ledger) -> None:
    for as_of in DAYS:
        for event in (None, "shell"):
            check_counts(told, as_of, event)


def check_counts(told: Ledger, as_of: date | None, event: str | None) -> None:
    """The counts of that day beside the claims one by one."""
    question = Question(as_of=as_of, event=event)
    days, wide = listed(told, question)
    with told.store.reading() as connection:
        found = counting.count_days(connection, question)
        assert (found.claims, found.wide) == (dict(days), wide)
        assert counting.count_claims(connection, question) == days.total() + wide
        extent = counting.measure(connection, as_of=as_of)
    if event is None:
        assert extent.claims == days.total() + wide
        assert (extent.first_event, extent.last_event) == (min(days, default=None), max(days, default=None))
        assert extent.reports == sum(found.reports.values())


def outlets_one_by_one(ledger: Ledger, as_of: date | None) -> list[counting.OutletCount]:
    """The same from the lists of reports and claims."""
    with ledger.store.reading() as connection:
        reports = listing.list_reports(connection, as_of=as_of, limit=100)
    claims = [one.testimony for one in ledger.iter_claims(Question(as_of=as_of))]
    found = []
    for name in {one.outlet for one in reports if one.outlet}:
        own = {one.report for one in reports if one.outlet == name}
        said = [one for one in claims if one.report in own]
        days = [one.public for one in reports if one.outlet == name and one.public]
        voice = sum(1 for one in said if not one.chain)
        found.append(counting.OutletCount(name=name, reports=len(own), claims=len(said), own=voice, first=min(days), last=max(days)))
    return sorted(found, key=lambda one: (-one.reports, one.name))


def test_outlets_are_those_of_the_reports_that_count(told: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    for most in (counting.MANY, 0):
        monkeypatch.setattr(counting, "MANY", most)
        for as_of in DAYS:
            with told.store.reading() as connection:
                assert counting.count_outlets(connection, as_of=as_of) == outlets_one_by_one(told, as_of), as_of
    with told.store.reading() as connection:
        assert counting.count_outlets(connection, recorded_by=RECORDED) == outlets_one_by_one(told, None)
        assert counting.count_outlets(connection, recorded_by=RECORDED - timedelta(days=1)) == []


def test_what_was_taken_out_is_not_counted(told: Ledger) -> None:
    with told.store.reading() as connection:
        extent = counting.measure(connection)
    assert extent.reports == 3  # a, b, c
    assert (extent.first_public, extent.last_public) == (date(2022, 9, 14), date(2022, 10, 2))


def test_an_empty_ledger_has_no_days(where: str) -> None:
    with Ledger.open(where, create=True) as ledger, ledger.store.reading() as connection:
        extent = counting.measure(connection)
        assert (extent.reports, extent.claims, extent.first_event, extent.last_public) == (0, 0, None, None)
        assert counting.count_days(connection, Question()) == counting.Counted(claims={}, reports={}, wide=0)


def test_many_edited_reports_stay_in_the_store(told: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    with told.store.reading() as connection:
        before = counting.count_days(connection, Question())
        monkeypatch.setattr(counting, "MANY", 0)
        assert counting.count_days(connection, Question()) == before
