"""Expressions on the calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.core.day_range import DayRange
from reportedly.core.records import DayBasis, DayKind
from reportedly.days.timex import days_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.days.conftest import Read

SATURDAY = date(2031, 10, 11)


@pytest.mark.parametrize(
    ("text", "mention", "timex", "days"),
    [
        ("The mill burned on Saturday.", "Saturday", "2031-10-11", "2031-10-11"),
        ("The mill burned on Friday.", "Friday", "2031-10-10", "2031-10-10"),
        ("They vowed to appeal against Friday's ruling.", "Friday", "2031-10-10", "2031-10-10"),
        ("The mill was closed as Halloween drew near.", "Halloween", "2031-10-31", "2031-10-31"),
        ("The mill was closed at Christmas.", "Christmas", "2030-12-25", "2030-12-25"),
        ("She was named chairwoman, effective December 1.", "December 1", "2031-12-01", "2031-12-01"),
        ("It was the lowest since the winter of nineteen ninety-four.", "the winter of nineteen ninety-four", "1994-WI", "1994-12-01..1995-02-28"),
        ("The mill will open on Friday.", "Friday", "2031-10-17", "2031-10-17"),
        ("The mill burned last Saturday.", "last Saturday", "2031-10-04", "2031-10-04"),
        ("The council meets next Monday.", "next Monday", "2031-10-13", "2031-10-13"),
        ("The mill burned yesterday.", "yesterday", "2031-10-10", "2031-10-10"),
        ("The court has given them until noon Tuesday to leave.", "noon Tuesday", "2031-10-14T12:00", "2031-10-14"),
        ("They postponed the vote until Tuesday.", "Tuesday", "2031-10-14", "2031-10-14"),
        ("The siege lasted until Tuesday.", "Tuesday", "2031-10-07", "2031-10-07"),
        ("The convoy could arrive as early as Tuesday.", "Tuesday", "2031-10-14", "2031-10-14"),
        ("The mill may have been hit on Tuesday.", "Tuesday", "2031-10-07", "2031-10-07"),
        ("The council agreed to sell the mill in December.", "December", "2031-12", "2031-12-01..2031-12-31"),
        ("They did not plan to shell the mill on Tuesday morning.", "Tuesday morning", "2031-10-14TMO", "2031-10-14"),
        ("They would appeal the order, announced on Tuesday, in court.", "Tuesday", "2031-10-07", "2031-10-07"),
        ("The ministry said two ships would leave port, with the third departing on Tuesday.", "Tuesday", "2031-10-14", "2031-10-14"),
        ("The mill will close by year's end.", "year's end", "2031", "2031-09-01..2031-12-31"),
        ("The mill burned at dawn.", "dawn", "2031-10-11TMO", "2031-10-11"),
        ("The mill must be mended by Tuesday.", "Tuesday", "2031-10-14", "2031-10-14"),
        ("Shells fell overnight into Friday.", "overnight into Friday", "2031-10-10TNI", "2031-10-09..2031-10-10"),
        ("It was built in the early nineties.", "the early nineties", "199", "1990-01-01..1992-12-31"),
        ("Its jobs grew to 300,000 last year.", "last year", "2030", "2030-01-01..2030-12-31"),
        ("The mill burned in the morning.", "the morning", "2031-10-11TMO", "2031-10-11"),
        ("By mid-afternoon the mill had burned.", "mid-afternoon", "2031-10-11TAF", "2031-10-11"),
        ("Its notes due 2035 fell.", "2035", "2035", "2035-01-01..2035-12-31"),
        ("In the third quarter the mill lost 2 million, up from 1 million in the 2030 quarter.", "the 2030 quarter", "2030-Q3", "2030-07-01..2030-09-30"),
        ("It lost 2 million, up from 1 million in the 2030 quarter.", "the 2030 quarter", "2030", "2030-01-01..2030-12-31"),
        ("The mill burned last night.", "last night", "2031-10-10TNI", "2031-10-10"),
        ("The mill burned overnight.", "overnight", "2031-10-11TNI", "2031-10-11"),
        ("The mill burned last week.", "last week", "2031-W40", "2031-09-29..2031-10-05"),
        ("The mill burned this week.", "this week", "2031-W41", "2031-10-06..2031-10-12"),
        ("The mill burned two days ago.", "two days ago", "2031-10-09", "2031-10-09"),
        ("The mill burned two years ago.", "two years ago", "2029", "2029-01-01..2029-12-31"),
        ("The mill burned in early March.", "early March", "2031-03", "2031-03-01..2031-03-10"),
        ("The mill burned in mid-March.", "mid-March", "2031-03", "2031-03-11..2031-03-20"),
        ("The mill burned in late March.", "late March", "2031-03", "2031-03-21..2031-03-31"),
        ("The mill burned on 3 December.", "3 December", "2030-12-03", "2030-12-03"),
        ("The mill will reopen on 3 December.", "3 December", "2031-12-03", "2031-12-03"),
        ("Shells fell over the past 24 hours.", "the past 24 hours", "PT24H", "2031-10-10..2031-10-11"),
        ("The mill burned in the third quarter.", "the third quarter", "2031-Q3", "2031-07-01..2031-09-30"),
        ("The mill burned in June last year.", "June last year", "2030-06", "2030-06-01..2030-06-30"),
        ("The mill burned last Christmas.", "last Christmas", "2030-12-25", "2030-12-25"),
        ("It burned on the last two weeks of August 2030.", "the last two weeks of August 2030", "P2W", "2030-08-18..2030-08-31"),
        ("Seven months into the war the mill burned.", "Seven months into the war", "2031-10", "2031-10-01..2031-10-31"),
        ("On day 10 of the war the mill burned.", "day 10 of the war", "2031-03-13", "2031-03-13"),
        ("24 hours after the rally at the old harbour the mill burned.", "24 hours", "PT24H", "2031-10-11"),
        ("He read it out on Thursday, 11 December.", "Thursday, 11 December", "2031-12-11", "2031-12-11"),
        ("In the quarter ended July 31 the mill lost money.", "the quarter", "2031-Q2", "2031-04-01..2031-06-30"),
        ("In the year ended 30 June 2031 the mill lost money.", "the year", "P1Y", "2030-07-01..2031-06-30"),
        ("The mill opens in the week of 6 October.", "the week of 6 October", "2031-W41", "2031-10-06..2031-10-12"),
        ("The mill has stood idle since year-end.", "year-end", "2030-12-31", "2030-12-31"),
        ("They planned a rally in Sollen on Monday.", "Monday", "2031-10-13", "2031-10-13"),
        ("The council meets in Sollen on Monday.", "Monday", "2031-10-13", "2031-10-13"),
        ("The council still condemns what it heard on Monday.", "Monday", "2031-10-06", "2031-10-06"),
        ("On Monday they planned a rally.", "Monday", "2031-10-06", "2031-10-06"),
        ("The offer had been due to expire on Friday.", "Friday", "2031-10-10", "2031-10-10"),
        ("The mill is to reopen on Monday.", "Monday", "2031-10-13", "2031-10-13"),
        ("He said he would leave on Monday.", "Monday", "2031-10-13", "2031-10-13"),
        ("The bank extended the loan through January.", "January", "2032-01", "2032-01-01..2032-01-31"),
        ("He was killed last October 23.", "last October 23", "2030-10-23", "2030-10-23"),
        ("The mill lost money in the last half of 2030.", "the last half of 2030", "2030-H2", "2030-07-01..2030-12-31"),
        ("Fighting will go on in the weeks ahead.", "the weeks ahead", "PXW", "2031-10-11..2031-12-06"),
        ("The town will be rebuilt one day.", "one day", "FUTURE_REF", "2031-10-11.."),
        ("It took a minute and a half.", "a minute and a half", "PT1M30S", ".."),
    ],
)
def test_seen_from_the_day_of_publication(text: str, mention: str, timex: str, days: str, read: Callable[..., Read]) -> None:
    found = read(text, SATURDAY).day(mention)
    assert (found.timex, str(found.days)) == (timex, days)


@pytest.mark.parametrize(
    ("text", "mention", "timex"),
    [
        ("It began on 3 May 1931. The next day it rained.", "The next day", "1931-05-04"),
        ("It began on 3 May 1931. Two weeks later it ended.", "Two weeks later", "1931-W20"),
        ("It began on 3 May 1931. Two years earlier all was quiet.", "Two years earlier", "1929"),
        ("It began in November 1931. In December it ended.", "December", "1931-12"),
        ("It ran from 28 November 1931. On 2 January it ended.", "2 January", "1932-01-02"),
        ("It ran from March to May 1931.", "March", "1931-03"),
        ("It ran from 28 to 3 May 1931.", "28", "1931-04-28"),
        ("It ran from 1914–18.", "18", "1918"),
        ("It ran on 3 May 1931 and later that year ended.", "later that year", "1931"),
        ("It began in 214 BC.", "214 BC", "BC0214"),
        ("It ran from December 1931 to May 1932. On 16 December it rained.", "16 December", "1931-12-16"),
        ("It began on 3 May 1931, as in 1916. On 5 May it rained.", "5 May", "1931-05-05"),
        (
            "It rained on 3 November 1931. It snowed, as it would until 1933. On 20 November it thawed. On 25 November 1931 it froze.",
            "20 November",
            "1931-11-20",
        ),
        ("It began on 3 May 1931, unlike the rising of 5 November 1930. On 15 July it ended.", "15 July", "1931-07-15"),
        ("It ended on 3 May 1931. It had begun on 5 March 1930. On 15 July 1930 it grew. On 2 August it rained.", "2 August", "1930-08-02"),
        ("Surrendering on May 4 and 5 were the men of Sollen; that was 1931.", "5", "1931-05-05"),
        ("The winter of 1931-32 was hard.", "The winter of 1931-32", "1931-WI"),
        ("It rained on 3 February 1931. Having begun in October, it went on. It ended on 5 April 1931.", "October", "1930-10"),
        ("It rained on 3 February 1931. Having begun in October, it went on. In March it froze. It ended on 5 April 1931.", "March", "1931-03"),
        ("It rained on 3 February 1931. It would stop in June. It froze on 5 April 1931.", "June", "1931-06"),
        ("It rained on 14 July 1931. He (they had taken him to the mill on 2 July) fled. The next day it ended.", "The next day", "1931-07-15"),
        ("It rained on 14 July 1931. In July 1931 all was wet. The next day it ended.", "The next day", "1931-07-15"),
        ("It rained in July 1931. That same day it ended.", "That same day", "1931-07-XX"),
        ("It rained in July 1931. Three days later it ended.", "Three days later", "1931-XX-XX"),
        ("It rained on 3 May 1931. Three days later, on 8 May, it ended.", "Three days later", "1931-05-08"),
        ("It began in 480 BC. In August it ended.", "August", "BC0480-08"),
        ("It began in 480 BC. The following year it ended.", "The following year", "BC0479"),
        ("It began in 480 BC. In spring 1931 it was dug up. In May it was shown.", "May", "1931-05"),
        ("They ruled in the 470s BC.", "the 470s BC", "BC047"),
        ("They ruled in the 4th century BC.", "the 4th century BC", "BC03"),
        ("In 1931, 1932 and 1933 the former mayor ruled.", "former", "PAST_REF"),
        ("In July 1931 it began. He had fled in 1927 with few men. On 3 August he was back. In May 1932 it ended.", "3 August", "1931-08-03"),
        ("In July 1931 it began. It was to last, with breaks, until 14 May 1938. On 3 August he fled. It ended in 1931.", "3 August", "1931-08-03"),
        ("It began in December 1931. The next spring it ended.", "The next spring", "1932-SP"),
        ("It ran from November to March 1932.", "November", "1931-11"),
        ("It began on 3 May 1931 and lasted until the morning of the next day.", "the morning of the next day", "1931-05-04TMO"),
        ("It snowed in April and March 1932.", "April", "1932-04"),
        ("In December 1931, the last month of 1931, it rained. In January it snowed.", "January", "1932-01"),
    ],
)
def test_a_narrative_goes_on_from_what_it_has_told(text: str, mention: str, timex: str, read: Callable[..., Read]) -> None:
    assert read(text).day(mention).timex == timex


def test_a_word_for_what_was_dates_nothing_in_news(read: Callable[..., Read]) -> None:
    assert [mention.text for mention in read("The former mayor left on Friday.", SATURDAY).days] == ["Friday"]


@pytest.mark.parametrize("text", ["He lost May 4 and 5 tanks of his.", "It began in 1931-20 men fell."])
def test_a_number_after_a_date_is_no_day(text: str, read: Callable[..., Read]) -> None:
    assert not any(mention.text in {"5", "20"} for mention in read(text, SATURDAY).days)


def test_a_title_gives_a_narrative_its_year(read: Callable[..., Read]) -> None:
    found = read("The mill burned on 24 March.", date(2035, 1, 1), title="Battle of Sollen (February–March 2031)")
    assert found.day("24 March").timex == "2031-03-24"


def test_a_title_that_spans_two_years_gives_each_date_its_own(read: Callable[..., Read]) -> None:
    title = "Siege of Sollen (August 2031 – January 2032)"
    assert read("The mill burned on 13 January.", date(2035, 1, 1), title=title).day("13 January").timex == "2032-01-13"
    assert read("The mill burned on 13 August.", date(2035, 1, 1), title=title).day("13 August").timex == "2031-08-13"


@pytest.mark.parametrize("text", ["The mill burned on Saturday.", "The mill burned yesterday.", "The mill burned on 3 May.", "Two days later the mill burned."])
def test_without_a_day_to_count_from_nothing_is_placed(text: str, read: Callable[..., Read]) -> None:
    (found,) = read(text).days
    assert found.days.is_open
    assert found.basis is DayBasis.UNRESOLVED
    assert found.why


def test_a_day_that_is_none_is_left_open(read: Callable[..., Read]) -> None:
    found = read("It burned on 31 February 2031.", SATURDAY).day("31 February 2031")
    assert found.days.is_open
    assert "no such day" in found.why


def test_kinds(read: Callable[..., Read]) -> None:
    found = read("Every day for two weeks they met; now, in May 2031, on 3 May 2031, they do not.", SATURDAY)
    assert found.day("Every day").kind is DayKind.SET
    assert found.day("two weeks").kind is DayKind.DURATION
    assert found.day("now").kind is DayKind.VAGUE
    assert found.day("May 2031").kind is DayKind.SPAN
    assert found.day("3 May 2031").kind is DayKind.DAY


def test_an_event_of_the_pack_is_the_anchor(read: Callable[..., Read]) -> None:
    found = read("Seven months into the war it burned.", SATURDAY).days[0]
    assert found.basis is DayBasis.ANCHOR
    assert found.anchor == "event:war-start"


def test_another_war_is_not_the_packs(read: Callable[..., Read]) -> None:
    found = read("The war of 1848 was long. After seven months of the war the town fell in 1849.").day("seven months of the war")
    assert found.timex == "P7M"
    assert found.days.is_open


def test_what_was_spoken_of_before_is_the_anchor(read: Callable[..., Read]) -> None:
    found = read("It began on 3 May 1931. The next day it rained.")
    assert found.day("The next day").anchor == found.day("3 May 1931").id


PAST = ["yesterday", "last week", "on Friday", "two days ago", "last month", "on 3 May", "in March", "last night", "in the past 24 hours", "three weeks ago"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 12, 31)), st.sampled_from(PAST))
def test_what_is_told_as_past_is_not_after_the_day_of_publication(read: Callable[..., Read], published: date, words: str) -> None:
    for mention in read(f"The mill burned {words}.", published).days:
        assert mention.days.earliest is not None
        assert mention.days.earliest <= published


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2099, 12, 31)), st.sampled_from(["%-d %B %Y", "%B %-d, %Y", "%Y-%m-%d"]))
def test_every_day_that_is_written_parses_back(read: Callable[..., Read], day: date, form: str) -> None:
    (found,) = read(f"It burned on {day.strftime(form)}.", SATURDAY).days
    assert found.days.day == day
    assert found.timex is not None
    assert days_of(found.timex) == found.days


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 12, 31)), st.sampled_from(PAST), st.sampled_from([*PAST, "tomorrow", "next week", "in 2031"]))
def test_only_a_time_ahead_is_after_the_readers_now(read: Callable[..., Read], published: date, words: str, other: str) -> None:
    found = read(f"The mill burned {words}. The bridge fell {other}.", published)
    for mention in found.days:
        if mention.text not in {"tomorrow", "next week", "2031"}:
            assert mention.days.earliest is not None
            assert mention.days.earliest <= published


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 12, 31)), st.sampled_from([*PAST, "this week", "tomorrow", "next month", "last winter"]))
def test_every_day_that_is_printed_parses_back(read: Callable[..., Read], published: date, words: str) -> None:
    for mention in read(f"The mill burned {words}.", published).days:
        again = DayRange(*(None if not end else date.fromisoformat(end) for end in _ends(str(mention.days))))
        assert again == mention.days


def _ends(text: str) -> tuple[str, str]:
    first, dots, last = text.partition("..")
    return (first, last) if dots else (first, first)
