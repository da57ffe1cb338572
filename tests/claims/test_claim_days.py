"""The day of an event, and why it is that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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


# Published on Saturday, 12 April 2031.
@pytest.mark.parametrize(
    ("text", "word", "days"),
    [
        ("Bellmere has been shelled for the third day in a row.", "shelled", "2031-04-10..2031-04-12"),
        ("The army said on Tuesday it had captured Bellmere on Sunday.", "captured", "2031-04-06"),
        ("Karvelian troops will withdraw from Bellmere by Monday.", "withdraw", "2031-04-12..2031-04-14"),
        ("In the past 24 hours, artillery shelled Bellmere.", "shelled", "2031-04-11..2031-04-12"),
        ("Missiles hit Bellmere on Monday and Tuesday.", "hit", "2031-04-07..2031-04-08"),
        ("From Monday to Wednesday artillery shelled Bellmere.", "shelled", "2031-04-07..2031-04-09"),
        ("Between 1 and 5 April soldiers attacked Bellmere.", "attacked", "2031-04-01..2031-04-05"),
        ("Yesterday the governor said two people had been injured in shelling the day before.", "injured", "2031-04-10"),
        ("A week after the missile strike on the market on 1 April, drones hit the depot.", "hit", "2031-04-08"),
        ("The village, which was occupied in March, was liberated on Friday.", "occupied", "2031-03-01..2031-03-31"),
        ("Two soldiers died on Tuesday after being wounded on Sunday.", "wounded", "2031-04-06"),
        ("Karvelian troops have held the bridge since 24 February.", "held", "2031-02-24.."),
        ("Karvelian troops shelled Bellmere until Thursday.", "shelled", "..2031-04-10"),
        ("Earlier on Tuesday missiles hit Bellmere.", "hit", "2031-04-08"),
        ("On 5 April the convoy left Bellmere. The previous evening drones struck the depot.", "struck", "2031-04-04"),
        ("Over the weekend missiles hit Bellmere.", "hit", "2031-04-12..2031-04-13"),
        ("Karvelian troops plan to attack Bellmere next week.", "attack", "2031-04-14..2031-04-20"),
        ("As of Tuesday, Karvelian troops controlled Bellmere.", "controlled", "2031-04-08"),
    ],
)
def test_what_words_of_time_make_of_an_event(text: str, word: str, days: str, read: Callable[..., Reading]) -> None:
    claim = next(claim for claim in read(text).claims if claim.trigger.text == word)
    assert str(claim.day.days) == days
