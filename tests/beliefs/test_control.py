"""Who holds what: news moves it, repetition does not, and the future never."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.beliefs.words import START, holder, said, share, village, weigh

from reportedly.beliefs.prior import Question
from reportedly.core.records import Certainty, Mode


def test_without_words_the_prior_stands() -> None:
    weighing = weigh()
    assert holder(weighing, 2, 30) == "KA"
    assert holder(weighing, 17, 30) == "TO"
    assert share(weighing, 17, 30, side="TO") > 0.9


def test_a_capture_told_by_a_stranger_to_the_war_moves_a_village_at_the_line() -> None:
    weighing = weigh(said("capture", 10, by="KA", day=20))
    assert holder(weighing, 10, 19) == "TO"
    assert holder(weighing, 10, 20) == "KA"


def test_words_against_interest_weigh_more_than_words_in_favour() -> None:
    admitted = weigh(said("capture", 11, by="KA", day=20, source="the marshal", side="TO"))
    claimed = weigh(said("capture", 11, by="KA", day=20, source="the marshal", side="KA"))
    assert share(admitted, 11, 20) > share(claimed, 11, 20) > share(weigh(), 11, 20)


def test_the_village_behind_a_village_that_fell_has_likely_fallen() -> None:
    weighing = weigh(said("capture", 11, by="KA", day=20, source="the marshal", side="TO"))
    assert share(weighing, 10, 20) > 0.5 > share(weighing, 13, 20)
    assert share(weighing, 13, 20) > share(weigh(), 13, 20)


def test_who_shells_a_village_does_not_hold_it() -> None:
    assert share(weigh(said("shell", 10, by="KA", day=20)), 10, 20) < share(weigh(), 10, 20)


def test_the_future_changes_nothing() -> None:
    now = [said("capture", 10, by="KA", day=20)]
    later = [said("withdraw", 10, by="KA", day=19, public=25), said("capture", 12, by="KA", day=26)]
    for number in (9, 10, 11, 12):
        assert share(weigh(*now), number, 22) == share(weigh(*now, *later), number, 22)
    assert share(weigh(*now, *later), 10, 22, as_of=26) != share(weigh(*now), 10, 22)


def test_a_thousand_copies_are_one_report() -> None:
    one = said("capture", 10, by="KA", day=20, report="r0")
    copies = [said("capture", 10, by="KA", day=20, outlet=f"Echo {number}", report=f"c{number}") for number in range(1000)]
    families = {testimony.report: "family" for testimony in (one, *copies)}
    assert share(weigh(one, *copies, families=families), 10, 20) == share(weigh(one, families=families), 10, 20)


def test_a_thousand_carriers_of_one_mouth_are_one_witness() -> None:
    carried = [said("capture", 10, by="KA", day=20, source="the marshal", side="KA", outlet=f"Echo {number}") for number in range(1000)]
    assert share(weigh(*carried), 10, 21) == share(weigh(carried[0]), 10, 21)


def test_without_the_report_that_was_retracted_all_is_as_before() -> None:
    rest = [said("capture", 10, by="KA", day=20), said("shell", 11, by="KA", day=22)]
    lie = said("capture", 12, by="KA", day=21, report="lie")
    kept = [testimony for testimony in (*rest, lie) if testimony.report != "lie"]
    assert share(weigh(*kept), 12, 25) == share(weigh(*rest), 12, 25) != share(weigh(*rest, lie), 12, 25)


WORDS = (
    said("capture", 10, by="KA", day=12),
    said("capture", 10, by="TO", day=18, source="the marshal", side="TO"),
    said("withdraw", 11, by="TO", day=14, public=16, source="the colonel", side="TO"),
    said("shell", 12, by="KA", day=9, outlet="Hill Gazette"),
    said("clash", 11, by=None, day=11, mode=Mode.ONGOING),
    said("capture", 13, by="KA", day=15, certainty=Certainty.POSSIBLE, outlet="Hill Gazette"),
    said("hold", 9, by="KA", day=17, mode=Mode.ONGOING),
    said("capture", 11, by="KA", day=19, positive=False, source="the colonel", side="TO"),
)


@settings(max_examples=15, deadline=None)
@given(st.permutations(WORDS))
def test_the_order_of_input_does_not_matter(words: list) -> None:  # type: ignore[type-arg]
    one, other = weigh(*WORDS), weigh(*words)
    assert all(share(one, number, 20) == share(other, number, 20) for number in range(8, 15))


def test_adding_one_by_one_and_asking_between_is_weighing_all_anew() -> None:
    grown = weigh()
    for count, word in enumerate(WORDS, start=1):
        grown.add([word])
        fresh = weigh(*WORDS[:count])
        for number, as_of in itertools.product(range(8, 15), (13, 17, 22)):
            assert share(grown, number, min(as_of, 15), as_of=as_of) == share(fresh, number, min(as_of, 15), as_of=as_of)


def test_since_ends_with_the_day_of_the_news() -> None:
    weighing = weigh(said("capture", 10, by="KA", day=20, source="the marshal", side="TO"))
    since = weighing.belief(Question(point=village(10), day=START + timedelta(30), as_of=START + timedelta(30))).since
    assert since.latest is not None
    assert since.latest <= START + timedelta(20)


def test_days_far_from_all_that_is_known_are_answered_as_the_nearest() -> None:
    weighing = weigh(said("capture", 10, by="KA", day=20))
    point = village(10)
    for day, as_of in ((date.min, date.min), (date.min, START + timedelta(9)), (date.max, date.max), (START + timedelta(3), date.max)):
        answer = weighing.belief(Question(point=point, day=day, as_of=as_of))
        assert (answer.day, answer.as_of) == (day, as_of)
        assert abs(sum(share for _, share in answer.probability) - 1) < 1e-6
    late = START + timedelta(9_000)
    assert weighing.belief(Question(point=point, day=date.max, as_of=date.max)).holder == weighing.belief(Question(point=point, day=late, as_of=late)).holder
