from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reports.told import TOWNS, mouth, told

from reportedly.core.day_range import DayRange
from reportedly.core.records import Mode, PlaceRole
from reportedly.packs.load import load_pack
from reportedly.reports.disputes import Dispute, DisputeKind, find_disputes

if TYPE_CHECKING:
    import random

    from reportedly.core.entries import Testimony

PACK = load_pack("russia_ukraine_2022")
MAY_3 = date(2024, 5, 3)
MAY_5 = date(2024, 5, 5)


def disputes(*testimonies: Testimony) -> list[Dispute]:
    return list(find_disputes(testimonies, PACK, mouth))


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (told("a", "capture", by="N"), told("b", "hold", by="S", mode=Mode.ONGOING), DisputeKind.STATE),
        (told("a", "encircle", by="N", to="S", mode=Mode.ONGOING), told("b", "withdraw", by="S"), DisputeKind.STATE),
        (told("a", "hold", by="S", mode=Mode.ORDERED), told("b", "withdraw", by="S"), DisputeKind.STATE),
        (told("a", "withdraw", by="S"), told("b", "withdraw", by="S", positive=False), DisputeKind.POLARITY),
        (told("a", "kill", count=(4, 4, "people")), told("b", "kill", count=(12, 12, "people")), DisputeKind.NUMBER),
        (told("a", "withdraw", by="S"), told("b", "withdraw", by="S", day=date(2024, 5, 1)), DisputeKind.DAY),
        (told("a", "strike", by="N"), told("b", "strike", by="S"), DisputeKind.ACTOR),
        (told("a", "kill", count=(4, 4, "people"), who="mayor"), told("b", "kill", "Varnik", count=(4, 4, "people"), who="mayor"), DisputeKind.PLACE),
    ],
)
def test_what_cannot_both_be_so(first: Testimony, second: Testimony, kind: DisputeKind) -> None:
    (found,) = disputes(first, second)
    assert found.kind is kind
    assert {found.first, found.second} == {first.id, second.id}
    assert found.place_name in {"Oldmark", "Varnik"}
    assert found.message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (told("a", "capture", by="N"), told("b", "hold", "Varnik", by="S")),
        (told("a", "capture", by="N"), told("b", "capture", by="N")),
        (told("a", "capture", by="N", day=MAY_3), told("b", "hold", by="S", day=date(2024, 5, 9))),
        (told("a", "capture", by="N", who="ministry"), told("b", "hold", by="S", who="ministry")),
        (told("a", "withdraw", by="S"), told("b", "withdraw", by="N", positive=False)),
        (told("a", "kill", count=(4, 4, "people")), told("b", "kill", count=(3, 5, "people"))),
        (told("a", "kill", count=(4, 4, "people"), to="N"), told("b", "kill", count=(90, 90, "people"), to="S")),
        (told("a", "shell", by="N"), told("b", "shell", by="S")),
        (told("a", "capture", by="N", role=PlaceRole.NEAR), told("b", "hold", by="S")),
        (told("a", "withdraw", by="S", day=MAY_3, published=MAY_3), told("b", "withdraw", by="S", day=MAY_5, published=MAY_5)),
        (told("a", "strike", by="N", mode=Mode.PLANNED), told("b", "strike", by="N", positive=False)),
        (told("a", "capture", None, by="N"), told("b", "hold", None, by="S")),
        (told("a", "capture", by="N", day=DayRange()), told("b", "hold", by="S", day=DayRange())),
    ],
)
def test_what_can_both_be_so(first: Testimony, second: Testimony) -> None:
    assert disputes(first, second) == []


def test_the_word_that_was_public_first_stands_first_and_a_flood_is_one_dispute() -> None:
    late = told("a", "hold", by="S", published=MAY_5, who="ministry")
    copies = [told(f"c{number}", "capture", by="N", who="mayor") for number in range(200)]
    (found,) = disputes(late, *copies)
    assert found.first.startswith("c")
    assert found.second == late.id


SOME = st.builds(
    lambda number, event, place, day, side, positive: told(f"r{number}", event, place, MAY_3 + timedelta(day), by=side, positive=positive),
    st.integers(0, 10**9), st.sampled_from(["capture", "hold", "withdraw", "strike"]), st.sampled_from(sorted(TOWNS)), st.integers(0, 3),
    st.sampled_from([None, "N", "S"]), st.booleans(),
)  # fmt: skip


@given(st.lists(SOME, max_size=12, unique_by=lambda one: one.id), st.randoms(use_true_random=False))
def test_the_order_of_testimonies_does_not_matter(testimonies: list[Testimony], shuffler: random.Random) -> None:
    shuffled = list(testimonies)
    shuffler.shuffle(shuffled)
    found = disputes(*testimonies)
    assert disputes(*shuffled) == found
    assert all(one.first != one.second for one in found)
