"""Whose gain a claim is, held against who says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.claims.interest import EFFECTS, GAINS, LOSES
from reportedly.formats.schema import EVENTS
from reportedly.formats.wire import to_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading

OURS, THEIRS = "the Karvelian Defence Ministry", "the Tolmari army"


def interests(reading: Reading) -> list[str | None]:
    return [claim.interest for claim in reading.claims]


@pytest.mark.parametrize(
    ("text", "interest"),
    [
        (f"Karvelian forces captured Bellmere, {OURS} said.", "for"),
        (f"Tolmari forces captured Bellmere, {OURS} said.", "against"),
        (f"Tolmari forces did not capture Bellmere, {OURS} said.", "for"),
        (f"Tolmari troops withdrew from Bellmere, {OURS} said.", "for"),
        (f"Karvelian forces withdrew from Bellmere, {OURS} said.", "against"),
        (f"Karvelian forces did not withdraw from Bellmere, {OURS} said.", "for"),
        (f"Karvelian forces surrounded Stonegate, {OURS} said.", "for"),
        (f"Tolmari forces repelled an attack by Karvelian troops near Bellmere, {OURS} said.", "against"),
        (f"Tolmari shelling killed three Karvelian soldiers, {OURS} said.", "against"),
        (f"Tolmari troops killed twelve civilians in Bellmere, {OURS} said.", "for"),
        (f"Tolmari troops did not kill civilians in Bellmere, {THEIRS} said.", "for"),
        (f"Tolmari troops killed twelve civilians in Bellmere, {THEIRS} said.", "against"),
        (f"Tolmari forces still hold Stonegate, {OURS} said.", "against"),
        (f"Karvelian soldiers laid down their arms near Stonegate, {OURS} said.", "against"),
    ],
)
def test_the_claim_serves_or_costs_the_speakers_side(read: Callable[..., Reading], text: str, interest: str) -> None:
    assert interest in interests(read(text))
    assert ({"for", "against"} - {interest}).isdisjoint(interests(read(text)))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Karvelian forces captured Bellmere.", "the report's own voice"),
        ("Karvelian forces captured Bellmere, the River Observers' Mission said.", "the speaker is of no side that is known"),
        (f"Twelve civilians were killed in Bellmere, {OURS} said.", "nobody is known to gain or lose by it (kill)"),
        (f"Heavy fighting continues near Bellmere, {OURS} said.", "nobody is known to gain or lose by it (clash)"),
    ],
)
def test_interest_is_null_with_its_reason(read: Callable[..., Reading], text: str, why: str) -> None:
    assert [(claim.interest, claim.interest_why) for claim in read(text).claims] == [(None, why)]


def test_the_reason_names_who_speaks_and_who_gains(read: Callable[..., Reading]) -> None:
    (claim,) = read(f"Tolmari forces captured Bellmere, {OURS} said.").claims
    assert claim.interest_why == "KA speaks; TO gains by it (capture)"


def test_a_denial_left_to_the_reader_has_its_own_interest(read: Callable[..., Reading]) -> None:
    reading = read("The Tolmari army said that it captured Bellmere, which was denied by the Karvelian Defence Ministry.")
    assert [(claim.positive, claim.interest) for claim in reading.claims] == [(True, "for"), (False, "for")]


def test_the_innermost_source_counts(read: Callable[..., Reading]) -> None:
    reading = read(f"The Tolmari army said {OURS} admitted that Karvelian forces withdrew from Bellmere.")
    assert "against" in interests(reading)


def test_rows_name_events_of_the_format_and_each_harm_once() -> None:
    assert {row.event for row in EFFECTS} <= set(EVENTS)
    assert len({(row.event, row.of) for row in EFFECTS}) == len(EFFECTS)
    assert all(row.actor in {GAINS, LOSES} for row in EFFECTS)


def test_the_wire_carries_interest_and_reason(read: Callable[..., Reading]) -> None:
    (row,) = to_row(read(f"Tolmari forces captured Bellmere, {OURS} said."))["claims"]
    assert row["interest"] == "against"
    assert "KA speaks" in row["interest_why"]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    side=st.sampled_from(["Karvelian", "Tolmari"]),
    other=st.sampled_from([OURS, THEIRS]),
    verb=st.sampled_from(["captured", "withdrew from", "surrounded", "entered"]),
)
def test_the_two_sides_never_have_the_same_interest(read: Callable[..., Reading], side: str, other: str, verb: str) -> None:
    mirrored = THEIRS if other == OURS else OURS
    one, two = (interests(read(f"{side} forces {verb} Bellmere, {speaker} said.")) for speaker in (other, mirrored))
    assert one
    assert [*map({"for": "against", "against": "for", None: None}.get, one)] == two
