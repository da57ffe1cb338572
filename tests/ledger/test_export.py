"""What is exported does not hang on the store."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reportedly.core.entries import JudgementKind
from reportedly.exports.export import export
from reportedly.exports.forms import Form
from reportedly.exports.given import Given, PackNames
from reportedly.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reportedly.core.records import Page, Reading
    from reportedly.packs.load import Pack

RECORDED = datetime(2023, 5, 1, 12, 30, tzinfo=UTC)


@pytest.fixture
def stores(
    tmp_path: Path, made_file: Path, new_database: Callable[[bool], str], pages: tuple[Page, ...], readings: tuple[Reading, ...], pack: Pack
) -> list[str]:
    """A ledger of each store, filled in another order, with a verdict in each."""
    shutil.copyfile(made_file, tmp_path / "war.db")
    found = [str(tmp_path / "war.db"), new_database(True)]  # noqa: FBT003
    for where, step in zip(found, (1, -1), strict=True):
        with Ledger.open(where) as ledger:
            for page, reading in list(zip(pages, readings, strict=True))[::step]:
                ledger.post(reading, pack=pack, recorded=RECORDED, page=page)
            claim = next(ledger.iter_claims()).testimony.id
            ledger.judge(JudgementKind.VERDICT, claim, object="true", by="A. Checker", why="seen", recorded=RECORDED)
    return found


def test_both_stores_give_the_same_bytes(stores: list[str], tmp_path: Path, pack: Pack) -> None:
    for form in Form:
        written = []
        for number, where in enumerate(stores):
            folder = tmp_path / f"{form.value}-{number}"
            folder.mkdir()
            with Ledger.open(where) as ledger:

                def text_of(report: str, ledger: Ledger = ledger) -> str | None:
                    reading = ledger.reading(report)
                    return reading.document.text if reading else None

                given = Given(names=PackNames(pack), judgements=tuple(ledger.iter_judgements()), text_of=text_of if form is Form.DATASETTE else None)
                assert export(ledger.iter_claims(), form, str(folder / "out"), given).written
            written.append({path.name: path.read_bytes() for path in folder.iterdir()})
        assert written[0] == written[1], form
