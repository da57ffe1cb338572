from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from reportedly.core.entries import JudgementKind
from reportedly.core.errors import LedgerError
from reportedly.places.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from reportedly.core.records import Page, Reading
    from reportedly.ledger.ledger import Ledger
    from reportedly.packs.load import Pack

RECORDED = datetime(2023, 5, 1, 12, 30, tzinfo=UTC)
WHO: dict[str, Any] = {"by": "A. Checker", "why": "looked at the page", "recorded": RECORDED}


def reports(ledger: Ledger, **asked: object) -> set[str]:
    return {testimony.report for testimony in ledger.iter_testimonies(**asked)}  # type: ignore[arg-type]


def test_a_retraction_counts_from_its_day_and_leaves_the_trace(filled: Ledger) -> None:
    judged = filled.judge(JudgementKind.RETRACTED, "hand-1", since=date(2022, 6, 1), **WHO)
    assert "hand-1" in reports(filled, as_of=date(2022, 5, 31))
    assert "hand-1" not in reports(filled, as_of=date(2022, 6, 1))
    assert "hand-1" not in reports(filled)
    assert filled.history("hand-1").judgements == (judged,)
    assert filled.reading("hand-1") is not None


def test_a_judgement_is_written_once_and_not_seen_before_it_was_recorded(filled: Ledger) -> None:
    later = {**WHO, "recorded": RECORDED + timedelta(days=2)}
    first = filled.judge(JudgementKind.RETRACTED, "hand-1", **later)
    assert filled.judge(JudgementKind.RETRACTED, "hand-1", **WHO) == first
    assert filled.iter_judgements() == [first]
    assert "hand-1" in reports(filled, recorded_by=RECORDED + timedelta(days=1))


def test_a_misread_claim_never_counted_also_after_reading_again(filled: Ledger, pages: tuple[Page, ...], readings: tuple[Reading, ...], pack: Pack) -> None:
    claim = readings[1].claims[0]
    filled.judge(JudgementKind.MISREAD, f"hand-1/{claim.key[:8]}", **WHO)
    again = dataclasses.replace(readings[1], claims=(claim,), findings=())
    filled.post(again, pack=pack, recorded=RECORDED + timedelta(days=1), page=pages[1])
    assert f"hand-1/{claim.key}" not in {testimony.id for testimony in filled.iter_testimonies(as_of=date(2022, 5, 6))}


def test_what_is_taken_back_no_longer_counts(filled: Ledger) -> None:
    judged = filled.judge(JudgementKind.RETRACTED, "hand-1", **WHO)
    filled.judge(JudgementKind.TAKEN_BACK, judged.id[:8], **WHO)
    assert "hand-1" in reports(filled)
    assert filled.iter_judgements() == []
    assert len(filled.iter_judgements(every=True)) == 2


def test_a_place_put_right_moves_the_claim_and_its_control(filled: Ledger, pack: Pack) -> None:
    captured = next(testimony for testimony in filled.iter_testimonies(place="Izium"))
    gazetteer = load_gazetteer(pack)
    other = gazetteer.place(gazetteer.named("balakliia")[0].row)
    filled.judge(JudgementKind.PLACE_IS, captured.id, object=other.id, place=other, **WHO)
    assert captured.id not in {testimony.id for testimony in filled.iter_testimonies(place="Izium")}
    moved = next(testimony for testimony in filled.iter_testimonies(place="Balakliia"))
    assert moved.id == captured.id
    assert captured.control is not None
    assert moved.control is not None
    assert moved.control.place == other.id
    assert any(place.place == other for place in moved.places)
    old = {place.place.id for place in captured.places if place.role.value != "in"}
    assert old.isdisjoint(place.place.id for place in moved.places)


def test_pairs_are_stored_for_the_weighing_whichever_way_round(filled: Ledger) -> None:
    one = filled.judge(JudgementKind.SAME_AS, "hand-2", object="hand-1", **WHO)
    assert filled.judge(JudgementKind.SAME_AS, "hand-1", object="hand-2", **WHO) == one
    copy = filled.judge(JudgementKind.COPY_OF, "hand-2", object="hand-1", **WHO)
    assert (copy.subject, copy.object) == ("hand-2", "hand-1")
    assert reports(filled) >= {"hand-1", "hand-2"}


@pytest.mark.parametrize(
    ("kind", "subject", "changed", "said"),
    [
        (JudgementKind.RETRACTED, "no-such", {}, "expected the id of a report"),
        (JudgementKind.RETRACTED, "hand", {}, "fits hand-1, hand-2, hand-3"),
        (JudgementKind.RETRACTED, "hand-1", {"why": " "}, "expected who judges and why"),
        (JudgementKind.RETRACTED, "hand-1", {"object": "hand-2"}, "expected no other entry"),
        (JudgementKind.SAME_AS, "hand-1", {}, "expected another entry"),
        (JudgementKind.SAME_AS, "hand-1", {"object": "hand-1"}, "expected two entries"),
        (JudgementKind.MISREAD, "hand-1", {}, "expected a claim as REPORT/KEY"),
        (JudgementKind.MISREAD, "hand-1/ffff", {}, "expected the key of one claim"),
        (JudgementKind.TAKEN_BACK, "ffff", {}, "expected the id of one judgement"),
    ],
)
def test_what_cannot_be_judged_is_said(filled: Ledger, kind: JudgementKind, subject: str, changed: dict[str, str], said: str) -> None:
    with pytest.raises(LedgerError, match=said):
        filled.judge(kind, subject, **{**WHO, **changed})
    assert filled.iter_judgements() == []


def test_a_correction_may_stand_outside_the_ledger(filled: Ledger) -> None:
    judged = filled.judge(JudgementKind.CORRECTED, "hand-1", object="https://gazette.example/corrections#3", since=date(2022, 5, 9), **WHO)
    assert judged.object == "https://gazette.example/corrections#3"
    assert "hand-1" not in reports(filled, as_of=date(2022, 5, 9))
