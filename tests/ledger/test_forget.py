from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
import sqlalchemy as sa

import reportedly
from reportedly.core.entries import Snapshot
from reportedly.core.errors import LedgerError
from reportedly.core.records import Page
from reportedly.ledger import forget
from reportedly.ledger.check import iter_faults
from reportedly.ledger.ledger import Ledger
from reportedly.ledger.post import PostedKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reportedly.packs.load import Pack

RECORDED = datetime(2023, 5, 1, 12, 30, tzinfo=UTC)
WHO: dict[str, Any] = {"by": "the editor", "reason": "asked by the family", "recorded": RECORDED}
PRIVATE = Page(
    text='"The Russian troops have left Lyman," said Zorislava Quillfeather, a shopkeeper. Ukrainian forces entered the town.',
    url="https://harbour.example/zorislava-quillfeather",
    title="What Quillfeather saw",
    outlet="The Harbour Post",
)


def post(ledger: Ledger, page: Page, pack: Pack) -> PostedKind:
    body = (page.text or "").encode()
    snapshot = Snapshot(sha256=__import__("hashlib").sha256(body).hexdigest(), body=body, media_type="text/plain", url=page.url, retrieved=RECORDED)
    return ledger.post(reportedly.read(page), pack=pack, recorded=RECORDED, page=page, snapshot=snapshot).kind


def test_what_is_forgotten_is_in_no_file_and_its_trace_is(made_file: Path, tmp_path: Path, pack: Pack) -> None:
    path = tmp_path / "war.db"
    path.write_bytes(made_file.read_bytes())
    with Ledger.open(path) as ledger:
        for number in range(30):
            post(ledger, Page(text=f"Report {number}: Russian troops have left Lyman.", id=str(number)), pack)
        post(ledger, PRIVATE, pack)
        report = next(iter(ledger.iter_testimonies(text="shopkeeper entered*") or ledger.iter_testimonies()), None)
        report_id = ledger.history(reportedly.read(PRIVATE).id).report
        before = ledger.history(report_id)
        assert any(b"quillfeather" in file.read_bytes().lower() for file in tmp_path.iterdir())
        assert ledger.forget(report_id[:8], **WHO) == report_id
        assert not [file.name for file in tmp_path.iterdir() if b"quillfeather" in file.read_bytes().lower() or b"zorislava" in file.read_bytes().lower()]
        after = ledger.history(report_id)
        assert after.forgotten is not None
        assert after.forgotten.reason == "asked by the family"
        assert [text.text_hash for text in after.texts] == [text.text_hash for text in before.texts]
        assert [snapshot.sha256 for snapshot in after.snapshots] == [snapshot.sha256 for snapshot in before.snapshots]
        assert not any(snapshot.kept for snapshot in after.snapshots)
        assert after.url is None
        assert report is None or report.report == report_id


def test_what_is_forgotten_answers_no_question_and_is_not_taken_in_again(filled: Ledger, pack: Pack) -> None:
    post(filled, PRIVATE, pack)
    report = filled.history(reportedly.read(PRIVATE).id).report
    assert any(testimony.report == report for testimony in filled.iter_testimonies(text="troops"))
    filled.forget(report, **WHO)
    filled.forget(report, **WHO)
    assert not any(testimony.report == report for testimony in filled.iter_testimonies())
    with pytest.raises(LedgerError, match="was forgotten"):
        filled.reading(report)
    assert post(filled, PRIVATE, pack) is PostedKind.FORGOTTEN
    assert list(iter_faults(filled.store)) == []
    assert len(list(filled.iter_testimonies())) >= 4


def test_words_that_others_used_too_stay(ledger: Ledger, pack: Pack) -> None:
    for number in (1, 2):
        post(ledger, Page(text="The shopkeepers of Lyman said that Russian troops had left the town.", id=f"shared-{number}"), pack)
    (before,) = [testimony for testimony in ledger.iter_testimonies() if testimony.report == "shared-2"]
    ledger.forget("shared-1", **WHO)
    assert list(ledger.iter_testimonies()) == [before]


def test_forgetting_needs_a_report_and_a_reason(filled: Ledger) -> None:
    with pytest.raises(LedgerError, match="expected the id of a report"):
        filled.forget("no-such", **WHO)
    with pytest.raises(LedgerError, match="and why"):
        filled.forget("hand-1", by="me", reason=" ", recorded=RECORDED)
    assert filled.history("hand-1").forgotten is None


def test_a_reader_keeps_the_journal_and_it_is_said(made_file: Path, tmp_path: Path, pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forget, "WAIT_MILLISECONDS", 50)
    path = tmp_path / "war.db"
    path.write_bytes(made_file.read_bytes())
    with Ledger.open(path) as ledger, Ledger.open(path) as reader:
        post(ledger, PRIVATE, pack)
        with reader.store.reading() as connection:
            connection.execute(sa.text("SELECT count(*) FROM report")).all()
            report = ledger.forget(next(ledger.iter_testimonies()).report, **WHO)
            assert ledger.not_wiped is not None
            assert "another program reads" in ledger.not_wiped
        assert ledger.forget(report, **WHO) == report
        assert ledger.not_wiped is None
        assert not [file.name for file in tmp_path.iterdir() if b"quillfeather" in file.read_bytes().lower()]


def test_who_may_not_vacuum_is_told(new_database: Callable[[bool], str], pack: Pack) -> None:
    address = new_database(True)  # noqa: FBT003
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS clerk")
        connection.execute("CREATE ROLE clerk LOGIN")
        connection.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO clerk")
    with Ledger.open(address) as ledger:
        post(ledger, PRIVATE, pack)
        report = next(ledger.iter_testimonies()).report
    with Ledger.open(address.replace("//postgres:", "//clerk:")) as ledger:
        ledger.forget(report, **WHO)
        assert ledger.not_wiped is not None
        assert "until the owner of the tables runs VACUUM" in ledger.not_wiped
    with Ledger.open(address) as ledger:
        ledger.forget(report, **WHO)
        assert ledger.not_wiped is None
