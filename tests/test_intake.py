"""What a caller names, made into reports: one or many, from files, folders and standard input."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reportedly.core.errors import PageError
from reportedly.core.settings import Settings
from reportedly.intake import Metadata, holds_many, iter_sources

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.intake import Intake

WORDS = "The bridge at Oldmark is closed."
ROWS = "".join(json.dumps({"id": name, "text": f"{WORDS} {name}"}) + "\n" for name in "ab")


def read(*sources: str, given: bytes | None = None, metadata: Metadata | None = None) -> list[Intake]:
    stream = io.BytesIO(given) if given is not None else None
    return list(iter_sources(sources, metadata or Metadata(), Settings(), stream))


def test_a_source_that_holds_many_gives_them_all(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(ROWS)
    (tmp_path / "report.txt").write_text(WORDS)
    assert [intake.page.id for intake in read(str(tmp_path))] == [None, "a", "b"]
    assert [intake.page.id for intake in read(str(tmp_path / "rows.jsonl"), str(tmp_path / "report.txt"))] == ["a", "b", None]


def test_what_the_caller_knows_fills_in(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("title,source\nOne,Courier\nTwo,\n")
    metadata = Metadata(outlet="Post", published=date(2031, 5, 2))
    assert [(intake.page.outlet, intake.page.published) for intake in read(str(tmp_path / "t.csv"), metadata=metadata)] == [
        ("Courier", date(2031, 5, 2)),
        ("Post", date(2031, 5, 2)),
    ]


def test_standard_input_is_told_by_its_content() -> None:
    (intake,) = read("-", given=WORDS.encode())
    assert (intake.page.text, intake.page.path) == (WORDS, None)
    assert [intake.page.id for intake in read("-", given=ROWS.encode())] == ["a", "b"]


def test_one_that_cannot_be_read_raises_and_one_of_many_is_answered(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    missing = str(tmp_path / "missing.txt")
    with pytest.raises(PageError, match="expected a readable file"):
        read(missing)
    first, second = read(missing, str(tmp_path / "a.txt"))
    assert (first.readable, first.page.id, second.page.text) == (False, missing, WORDS)


def test_what_holds_many(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(ROWS)
    (tmp_path / "report.txt").write_text(WORDS)
    found = [holds_many(str(path)) for path in (tmp_path, tmp_path / "rows.jsonl", tmp_path / "report.txt", tmp_path / "missing")]
    assert found == [True, True, False, False]
    assert not holds_many("-")
    assert not holds_many("https://tarn.example/feed")
