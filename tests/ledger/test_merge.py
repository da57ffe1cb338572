from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

import reportedly
from reportedly.core.entries import JudgementKind, Snapshot
from reportedly.core.errors import LedgerError
from reportedly.ledger.check import iter_faults
from reportedly.ledger.ledger import Ledger
from reportedly.ledger.post import PostedKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reportedly.core.records import Page, Reading
    from reportedly.packs.load import Pack

RECORDED = datetime(2023, 5, 1, 12, 30, tzinfo=UTC)


def enrich(ledger: Ledger, pages: tuple[Page, ...], readings: tuple[Reading, ...], pack: Pack) -> None:
    """A later text, a re-reading, a snapshot and judgements beside what ``filled`` has."""
    snapshot = Snapshot(sha256="ab" * 32, body=None, media_type="text/html", url="https://harbour.example/a", retrieved=RECORDED)
    ledger.post(readings[0], pack=pack, recorded=RECORDED, page=pages[0], snapshot=snapshot)
    edited = dataclasses.replace(pages[1], text="Nobody was hurt when a missile hit Kramatorsk, the governor said.")
    ledger.post(reportedly.read(edited), pack=pack, recorded=RECORDED + timedelta(days=1), page=edited, retrieved=date(2022, 5, 9))
    again = dataclasses.replace(readings[2], claims=readings[2].claims[:1])
    ledger.post(again, pack=pack, recorded=RECORDED + timedelta(days=2), page=pages[2])
    ledger.judge(JudgementKind.MISREAD, f"hand-2/{readings[2].claims[0].key}", by="me", why="no", recorded=RECORDED)


def everything(ledger: Ledger) -> object:
    asked = [{}, {"as_of": date(2022, 5, 6)}, {"as_of": date(2022, 12, 1)}, {"recorded_by": RECORDED}]
    histories = [ledger.history(report) for report in ("hand-1", "hand-2", "hand-3")]
    return [list(ledger.iter_testimonies(**one)) for one in asked], histories, ledger.iter_judgements(), list(ledger.iter_edits())  # type: ignore[arg-type]


def test_a_merge_brings_everything_and_doing_it_again_nothing(
    filled: Ledger, make_where: Callable[..., str], pages: tuple[Page, ...], readings: tuple[Reading, ...], pack: Pack
) -> None:
    enrich(filled, pages, readings, pack)
    with Ledger.open(make_where()) as other:
        first = other.merge(filled, recorded=RECORDED + timedelta(days=9))
        assert first.counts[PostedKind.NEW] == 4
        assert first.judgements == 1
        assert everything(other) == everything(filled)
        assert list(iter_faults(other.store)) == []
        assert other.reading("hand-2") == filled.reading("hand-2")
        again = other.merge(filled, recorded=RECORDED + timedelta(days=9))
        assert set(again.counts) == {PostedKind.SEEN}
        assert again.judgements == 0
        assert everything(other) == everything(filled)


def test_two_halves_make_the_whole(make_where: Callable[..., str], filled: Ledger, pages: tuple[Page, ...], readings: tuple[Reading, ...], pack: Pack) -> None:
    with Ledger.open(make_where()) as left, Ledger.open(make_where()) as right:
        for number, (page, reading) in enumerate(zip(pages, readings, strict=True)):
            (left, right)[number % 2].post(reading, pack=pack, recorded=RECORDED, page=page)
        left.merge(right, recorded=RECORDED)
        assert list(left.iter_claims()) == list(filled.iter_claims())


def test_what_either_had_forgotten_stays_forgotten(
    filled: Ledger, make_where: Callable[..., str], pages: tuple[Page, ...], readings: tuple[Reading, ...], pack: Pack
) -> None:
    with Ledger.open(make_where()) as other:
        other.post(readings[1], pack=pack, recorded=RECORDED, page=pages[1])
        other.forget("hand-1", by="me", reason="asked", recorded=RECORDED)
        filled.merge(other, recorded=RECORDED)
        assert filled.history("hand-1").forgotten is not None
        assert "hand-1" not in {testimony.report for testimony in filled.iter_testimonies()}
    with Ledger.open(make_where()) as third:
        third.merge(filled, recorded=RECORDED)
        assert third.history("hand-1").forgotten is not None
        assert third.post(readings[1], pack=pack, recorded=RECORDED, page=pages[1]).kind is PostedKind.FORGOTTEN
        assert list(iter_faults(third.store)) == []


def test_a_back_up_is_a_whole_ledger_in_one_file(filled: Ledger, tmp_path: Path, pages: tuple[Page, ...], readings: tuple[Reading, ...], pack: Pack) -> None:
    enrich(filled, pages, readings, pack)
    target = tmp_path / "copy.db"
    filled.back_up(target, recorded=RECORDED)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("copy")) == ["copy.db"]
    with Ledger.open(target) as copy:
        assert everything(copy) == everything(filled)
        assert list(iter_faults(copy.store)) == []
    with pytest.raises(LedgerError, match="there already"):
        filled.back_up(target, recorded=RECORDED)
