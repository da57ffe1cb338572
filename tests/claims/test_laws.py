"""What holds of every reading, whatever the text: order, references, chains, spans."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.core.records import Mode

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading

WHO = ["Karvelian forces", "Tolmari troops", "Residents", "Tolmar", "They", "The mayor of Bellmere", "Two missiles"]
WHAT = [
    "captured",
    "withdrew from",
    "did not shell",
    "fled",
    "were driven out of",
    "may have left",
    "still hold",
    "will attack",
    "were unable to take",
    "killed 12 civilians in",
]
WHERE = ["Bellmere", "Stonegate", "the city", "a village in Serre Province", "it", "Wendlemoor"]
WHEN = ["", " on 10 April", " last week", " overnight"]
SAYS = [
    "",
    ", the Karvelian Defence Ministry said",
    ", according to residents",
    ", which was denied by the Tolmari army",
    ", the Courier reported, citing the Tolmari army",
    ", officials reportedly believe",
]
MARKS = [".", ".", ".", "!", "?", ".\n\n", " –"]
SENTENCES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(WHO),
        st.just(" "),
        st.sampled_from(WHAT),
        st.just(" "),
        st.sampled_from(WHERE),
        st.sampled_from(WHEN),
        st.sampled_from(SAYS),
        st.sampled_from(MARKS),
    ),
)
TEXTS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)
LAWS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@LAWS
@given(text=TEXTS)
def test_claims_stand_in_text_order_and_are_numbered_so(read: Callable[..., Reading], text: str) -> None:
    claims = read(text).claims
    assert [claim.id for claim in claims] == [f"c{number}" for number in range(1, len(claims) + 1)]
    sentences = [claim.trigger.start for claim in claims]
    assert all(one <= other for one, other in pairwise(sentences)) or "denied" in text


@LAWS
@given(text=TEXTS)
def test_a_claims_sources_are_a_chain_of_parents(read: Callable[..., Reading], text: str) -> None:
    reading = read(text)
    sources = {item.id: item for item in reading.attributions}
    for claim in reading.claims:
        assert set(claim.said_by) <= set(sources)
        for outer, inner in pairwise(claim.said_by):
            above = [inner]
            while sources[above[-1]].parent is not None:
                above.append(str(sources[above[-1]].parent))
            assert outer in above  # silent hops may be left out in between


@LAWS
@given(text=TEXTS)
def test_spans_are_text_and_the_source_is_not_in_the_quote(read: Callable[..., Reading], text: str) -> None:
    reading = read(text)
    for claim in reading.claims:
        assert reading.document.text[claim.start : claim.end] == claim.quote
        assert claim.start <= claim.trigger.start < claim.trigger.end <= claim.end
        assert "\n\n" not in claim.quote


@LAWS
@given(text=TEXTS)
def test_control_is_of_a_place_of_the_claim_that_happened(read: Callable[..., Reading], text: str) -> None:
    for claim in read(text).claims:
        if claim.control is not None:
            assert claim.control.place in {place.ref for place in claim.places}
            assert claim.positive
            assert claim.mode in {Mode.HAPPENED, Mode.ONGOING}
            assert claim.control.before or claim.control.after


@LAWS
@given(text=TEXTS)
def test_nobody_acts_on_himself_and_interest_has_its_reason(read: Callable[..., Reading], text: str) -> None:
    for claim in read(text).claims:
        assert not set(claim.actor) & set(claim.target)
        assert claim.interest_why
        assert claim.interest is None or claim.said_by


@LAWS
@given(text=TEXTS)
def test_what_follows_changes_nothing_in_what_stood_before(read: Callable[..., Reading], text: str) -> None:
    first = "Karvelian forces captured Stonegate on 9 April, the Karvelian Defence Ministry said."
    alone, longer = read(first).claims, read(f"{first}\n\n{text}").claims
    assert [(claim.event, claim.quote, claim.positive, claim.mode) for claim in alone] == [
        (claim.event, claim.quote, claim.positive, claim.mode) for claim in longer[: len(alone)]
    ]


@pytest.mark.parametrize("times", [200])
def test_a_long_report_is_read_whole(read: Callable[..., Reading], times: int) -> None:
    reading = read("Karvelian forces captured Bellmere. The town is quiet. " * times)
    assert len(reading.claims) == times
    assert len({claim.id for claim in reading.claims}) == times
