"""The day of an event, and why it is that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading


def test_each_clause_keeps_its_own_day(read: Callable[..., Reading]) -> None:
    reading = read("Karvelian troops took Bellmere on 3 April 2031 and entered Stonegate on 5 April 2031.")
    assert [str(claim.day.days) for claim in reading.claims] == ["2031-04-03", "2031-04-05"]


def test_the_telling_goes_on_from_the_last_day(read: Callable[..., Reading]) -> None:
    reading = read("On 3 April 2031 Karvelian troops took Bellmere. Tolmari troops left Stonegate.")
    assert [str(claim.day.days) for claim in reading.claims] == ["2031-04-03", "2031-04-03"]
    assert "carried over" in reading.claims[1].day.why


def test_what_goes_on_is_of_now(read: Callable[..., Reading]) -> None:
    reading = read("Karvelian troops took Bellmere on 3 April 2031. Fighting continues in Stonegate.")
    assert [str(claim.day.days) for claim in reading.claims] == ["2031-04-03", "2031-04-12"]


def test_what_went_on_is_of_the_day_told(read: Callable[..., Reading]) -> None:
    reading = read("Karvelian troops took Bellmere on 3 April 2031. Tolmari troops were shelling Stonegate.")
    assert [str(claim.day.days) for claim in reading.claims] == ["2031-04-03", "2031-04-03"]


def test_the_month_of_one_clause_is_not_that_of_the_next(read: Callable[..., Reading]) -> None:
    reading = read("Karvelian troops retook Bellmere in October 2030 and Tolmari troops are shelling Stonegate.")
    assert [str(claim.day.days) for claim in reading.claims if claim.event == "shell"] == ["2031-04-12"]


def test_a_paragraph_starts_anew(read: Callable[..., Reading]) -> None:
    reading = read("On 3 April 2031 Karvelian troops took Bellmere.\n\nTolmari troops left Stonegate.")
    assert str(reading.claims[1].day.days) == "2031-04-12"


def test_news_without_a_day_is_of_the_day_of_publication(read: Callable[..., Reading]) -> None:
    claim = read("Tolmari troops left Stonegate.").claims[0]
    assert str(claim.day.days) == "2031-04-12"
    assert claim.day.ref is None


def test_what_is_to_come_has_no_end(read: Callable[..., Reading]) -> None:
    assert str(read("Tolmari troops will leave Stonegate.").claims[0].day.days) == "2031-04-12.."


def test_without_any_day_the_reason_stands_alone(read: Callable[..., Reading]) -> None:
    claim = read("Tolmari troops left Stonegate.", published=None).claims[0]
    assert claim.day.days.is_open
    assert claim.day.why
