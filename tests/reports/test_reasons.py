"""Judgements in words."""

from __future__ import annotations

from datetime import date

from reportedly.reports.evidence import Evidence
from reportedly.reports.reasons import reason, source_of
from reportedly.reports.records import Relation

SHARED = Evidence(links=44, raw=0.8, part=0.78, slots=0.9)


def test_figures_are_named() -> None:
    assert reason(Relation.REWRITE, SHARED, 12.4, 0.7) == (
        "80% of the lesser report's word links are the other's (44); 90% of the fewer names and numbers; 12 changes in 100 words where the texts run together"
    )
    assert "hardly three words run together" in reason(Relation.REWRITE, SHARED, 100.0, 0.7)
    assert reason(Relation.SAME_EVENT, SHARED, 100.0, 0.71).endswith("alike by 0.71")


def test_a_discount_is_told() -> None:
    assert "a fixed form" in reason(Relation.UNRELATED, Evidence(links=44, raw=0.6, part=0.1, slots=None), 100.0, 0.1)
    assert "a fixed form" not in reason(Relation.COPY, SHARED, 0.0, 0.9)


def test_the_earlier_is_the_source() -> None:
    early, late = ("a", date(2023, 5, 2)), ("b", date(2023, 5, 3))
    assert source_of(early, late) == source_of(late, early) == ("a", "published 1 day earlier")
    assert source_of(early, ("b", date(2023, 5, 9))) == ("a", "published 7 days earlier")
    assert source_of(early, ("b", date(2023, 5, 2)))[0] is None
    assert source_of(early, ("b", None)) == (None, "the day of publication of one of them is not known")
