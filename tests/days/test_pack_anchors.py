"""The anchor events of the first pack, held against each other, their sources, the calendar, and the count of days from the war's start."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from tests.days.conftest import document_of, sentences_of

from reportedly.days.anchors import WAR_START
from reportedly.days.find import find_time_expressions
from reportedly.days.holidays import holiday_on
from reportedly.days.publication import infer_published
from reportedly.days.resolve import resolve_days
from reportedly.days.timex import days_of
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from reportedly.core.records import DayMention
    from reportedly.packs.load import Pack
    from reportedly.packs.records import Anchor

READ_ON = date(2026, 1, 1)
# What is known of these days beside their dates: days of voting are Sundays, and so on.
WEEKDAYS = {
    "crimea-referendum": 7,
    "donbas-referendums-2014": 7,
    "poroshenko-elected": 7,
    "zelensky-elected": 7,
    "kerch-strait-incident": 7,
    "war-start": 4,
    "kerch-bridge-2022": 6,
    "mass-strikes-2022-10-10": 1,
    "okhmatdyt": 1,
    "crocus-attack": 5,
    "sumy-palm-sunday": 7,
}
IN_TURN = (
    ("yanukovych-association-refusal", "euromaidan-shootings", "yanukovych-flees", "crimea-parliament-seized", "crimea-referendum", "crimea-annexation"),
    ("sloviansk-seized", "ato-start", "sloviansk-liberated", "ilovaisk", "minsk-1", "donetsk-airport-falls", "minsk-2", "debaltseve"),
    ("recognition-dpr-lpr", "war-start", "kherson-captured", "kyiv-withdrawal", "bucha", "moskva-sunk", "azovstal-surrender"),
    ("sievierodonetsk-falls", "lysychansk-falls", "kherson-offensive-start", "balakliia-liberated", "kupiansk-izium-liberated", "partial-mobilisation"),
    ("partial-mobilisation", "referendums-2022", "annexation-2022", "lyman-liberated", "kerch-bridge-2022", "mass-strikes-2022-10-10"),
    ("kherson-withdrawal-ordered", "kherson-liberated", "przewodow", "makiivka-strike", "soledar-captured", "bakhmut-captured", "wagner-mutiny"),
    ("wagner-mutiny", "kerch-bridge-2023", "prigozhin-death", "robotyne-liberated", "avdiivka-offensive-start", "zaluzhny-dismissed", "avdiivka-captured"),
    ("kharkiv-offensive-2024", "okhmatdyt", "kursk-incursion", "vuhledar-captured", "oreshnik", "sudzha-retaken", "spiderweb", "alaska-summit"),
)


@pytest.fixture(scope="module")
def first_pack() -> Pack:
    return load_pack("russia_ukraine_2022")


@pytest.fixture(scope="module")
def anchors(first_pack: Pack) -> dict[str, Anchor]:
    return {anchor.id: anchor for anchor in first_pack.anchors}


def _days(text: str, pack: Pack) -> tuple[DayMention, ...]:
    document = document_of(text, READ_ON)
    sentences = sentences_of(document)
    expressions = find_time_expressions(document, sentences, pack).records
    return resolve_days(document, sentences, expressions, infer_published(document, sentences, expressions, pack).records, pack).records


def test_every_anchor_has_days_a_title_and_a_public_record(anchors: dict[str, Anchor]) -> None:
    assert len(anchors) > 80
    for anchor in anchors.values():
        assert anchor.days.width is not None
        assert anchor.title
        assert re.search(r"[A-Z]\w+ \w+", anchor.source)
        assert "://" not in anchor.source
        assert "www." not in anchor.source


def test_no_record_is_older_than_what_it_records(anchors: dict[str, Anchor], first_pack: Pack) -> None:
    for anchor in anchors.values():
        written = [days_of(mention.timex).latest for mention in _days(anchor.source, first_pack) if mention.timex and re.match(r"(19|20)\d\d", mention.timex)]
        known = [day for day in written if day is not None]
        assert not known or max(known) >= anchor.days.earliest, anchor.id  # type: ignore[operator]


def test_events_stand_in_the_order_in_which_they_came(anchors: dict[str, Anchor]) -> None:
    for row in IN_TURN:
        for before, after in pairwise(row):
            first, last = anchors[before].days.earliest, anchors[after].days.earliest
            assert first is not None
            assert last is not None
            assert first <= last, (before, after)


@pytest.mark.parametrize(("name", "weekday"), WEEKDAYS.items())
def test_the_calendar_agrees(name: str, weekday: int, anchors: dict[str, Anchor]) -> None:
    day = anchors[name].days.day
    assert day is not None
    assert day.isoweekday() == weekday


def test_palm_sunday_is_palm_sunday(anchors: dict[str, Anchor]) -> None:
    assert anchors["sumy-palm-sunday"].days.day == holiday_on("orthodox-7", 2025) == holiday_on("easter-7", 2025)


def test_the_day_of_the_war_of_every_anchor_is_its_day(anchors: dict[str, Anchor], first_pack: Pack) -> None:
    start = anchors[WAR_START].days.day
    assert start is not None
    for anchor in anchors.values():
        day = anchor.days.earliest
        if day is None or day < start:
            continue
        number = (day - start).days + 1  # the day it began counts for one
        for text in (f"It happened on day {number} of the war.", f"It happened on the {_ordinal(number)} day of the war."):
            (mention,) = _days(text, first_pack)
            assert mention.days.day == day, (anchor.id, text)
            assert mention.anchor == f"event:{WAR_START}"


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
