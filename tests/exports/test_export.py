from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from tests.exports.made import claim, given

from reportedly.core.entries import Judgement, JudgementKind
from reportedly.core.errors import FormatError
from reportedly.exports.export import EVENT_WRITERS, FILE_WRITERS, WRITERS, export
from reportedly.exports.forms import FILES_ONLY, Form

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportedly.ledger.stored import StoredClaim

VERDICT = Judgement(id="j1", kind=JudgementKind.VERDICT, subject="r1/0123456789abcdef", object="true", by="A. Checker", why="seen", since=None)


def test_every_form_has_a_writer() -> None:
    assert {*WRITERS, *EVENT_WRITERS, *FILE_WRITERS, Form.CLAIMREVIEW} == set(Form)
    assert set(FILE_WRITERS) == FILES_ONLY


@pytest.mark.parametrize("form", Form)
def test_the_same_claims_give_the_same_bytes(form: Form, tmp_path: Path) -> None:
    claims = [claim(event="kill"), claim(id="r1/b"), claim(id="r2/c", report="r2", positive=False)]
    for name in ("a", "b"):
        tally = export(iter(claims), form, str(tmp_path / name), given(judgements=(VERDICT,)))
        assert (tally.came, tally.written + tally.left_out.total()) == (3, 3)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() != b""
    assert not list(tmp_path.glob("*.partial"))


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.CLAIMREVIEW])
def test_no_claims_give_a_whole_file(form: Form, tmp_path: Path) -> None:
    assert export([], form, str(tmp_path / "a"), given()).written == 0
    assert (tmp_path / "a").exists()


def test_without_a_verdict_there_is_no_review(tmp_path: Path) -> None:
    assert export([claim()], Form.CLAIMREVIEW, str(tmp_path / "a"), given()).written == 0
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("form", [Form.GEOJSON, Form.DATASETTE])
def test_a_file_that_broke_off_has_not_its_name(form: Form, tmp_path: Path) -> None:
    def broken() -> Iterator[StoredClaim]:
        yield claim()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        export(broken(), form, str(tmp_path / "a"), given())
    assert [path.name for path in tmp_path.iterdir()] == ["a.partial"]
    assert export([claim()], form, str(tmp_path / "a"), given()).written == 1


def test_a_name_that_ends_in_gz_is_compressed(tmp_path: Path) -> None:
    export([claim()], Form.PLOVER, str(tmp_path / "a.gz"), given())
    assert gzip.decompress((tmp_path / "a.gz").read_bytes()).startswith(b'{"id":"r1/')


@pytest.mark.parametrize(
    ("form", "output", "options", "words"),
    [
        (Form.PARQUET, "-", {}, "expected a file for parquet, found standard output"),
        (Form.DATASETTE, "a.db.gz", {}, "expected a file for datasette"),
        (Form.DATASETTE, "nowhere/a.db", {}, "no folder that may be written to"),
        (Form.GEOJSON, "a", {"spreadsheet_safe": True}, "--spreadsheet-safe"),
        (Form.CSV, "a", {"text_of": str}, "--full-text"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    form: Form, output: str, options: dict[str, object], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FormatError, match=words):
        export([claim()], form, output, given(**options))
    assert list(tmp_path.iterdir()) == []
