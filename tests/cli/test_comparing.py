"""Comparing what `add` brought in, here or in a process of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from reportedly.cli import comparing
from reportedly.cli.comparing import compare_apart, compare_new
from reportedly.cli.main import app
from reportedly.core.errors import LedgerError
from reportedly.ledger.ledger import Ledger
from reportedly.packs.load import load_pack
from reportedly.reports.kept import KeptCopies

if TYPE_CHECKING:
    from pathlib import Path

PACK = "tests/data/packs/two_rivers"
WORDS = "forces took the mill at Harrowford after a night of shelling, the council of the dale said, and nobody of the forty people who live there was hurt"


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four reports, of which three say the same; nothing is compared."""
    monkeypatch.setattr("reportedly.cli.comparing.compare_new", lambda *_, **__: None)
    rows = [{"id": f"r{number}", "text": f"{who} {WORDS}."} for number, who in enumerate(("Tolmari", "The Tolmari", "Karvelian"))]
    reports, database = tmp_path / "reports.jsonl", tmp_path / "war.db"
    reports.write_text("".join(json.dumps(row) + "\n" for row in [*rows, {"id": "r9", "text": "The weather stays dry until Sunday."}]))
    assert CliRunner().invoke(app, ["add", "--pack", PACK, "--jsonl", str(reports), "--db", str(database)]).exit_code == 0
    monkeypatch.undo()
    return database


def families(database: Path) -> dict[str, str]:
    with Ledger.open(database) as opened:
        kept = KeptCopies(opened, load_pack(PACK))
        assert kept.is_complete()
        return kept.families()


@pytest.mark.parametrize("apart_from", [0, 100])
def test_here_or_apart_the_same_is_found(ledger: Path, monkeypatch: pytest.MonkeyPatch, apart_from: int) -> None:
    monkeypatch.setattr(comparing, "APART_FROM", apart_from)
    pack = load_pack(PACK)
    with Ledger.open(ledger) as opened:
        assert not KeptCopies(opened, pack).is_complete()
        compare_new(opened, pack, str(ledger), quiet=True)
    found = families(ledger)
    assert found["r0"] == found["r1"] == found["r2"] != found["r9"]


def test_it_tells_how_far_it_is(ledger: Path) -> None:
    told: list[int] = []
    compare_apart(str(ledger), PACK, told.append)
    assert told
    assert told == sorted(told)
    assert families(ledger)


def test_an_interrupt_ends_it_and_the_next_who_asks_goes_on(ledger: Path) -> None:
    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    told: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        compare_apart(str(ledger), PACK, stop)
    compare_apart(str(ledger), PACK, told.append)
    assert len(set(families(ledger).values())) == 2


@pytest.mark.parametrize("content", [None, b"no ledger at all"])
def test_where_there_is_no_ledger_nothing_is_compared_and_nothing_made(tmp_path: Path, content: bytes | None) -> None:
    database = tmp_path / "none.db"
    if content is not None:
        database.write_bytes(content)
    told: list[int] = []
    with pytest.raises(LedgerError, match="expected a ledger"):
        compare_apart(str(database), PACK, told.append)
    assert not told
    assert (database.read_bytes() if database.exists() else None) == content
