"""Sources into shards and back into reports."""

from __future__ import annotations

import dataclasses
import gzip
import json
from pathlib import Path

import fsspec
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engines.deadly import SMALL

from reportedly.core.errors import PageError
from reportedly.engines.seam import Shard, Task
from reportedly.engines.shards import cut, iter_shard
from reportedly.intake import Intake, Metadata, iter_lines, iter_reports
from reportedly.readers.seam import ReadOptions

SAMPLES = Path(__file__).resolve().parent.parent / "readers" / "samples"


def reports(shards: list[Shard]) -> list[Intake]:
    task = Task(
        shard=Shard(number=0, source=""), settings=SMALL, metadata=Metadata(outlet="Tarn Wire"), options=ReadOptions(settings=SMALL), reader="", output=""
    )
    return [intake for shard in shards for intake in iter_shard(dataclasses.replace(task, shard=shard))]


def in_one_go(path: Path) -> list[Intake]:
    with path.open("rb") as stream:
        return list(iter_lines(stream, Metadata(outlet="Tarn Wire"), SMALL))


LINES = st.lists(
    st.one_of(
        st.builds(lambda number, text: json.dumps({"id": str(number), "text": text}, ensure_ascii=False).encode(), st.integers(0, 99), st.text(max_size=30)),
        st.sampled_from([b"", b"no json", b"\xff\xfe", b'{"id": 3}', b"   "]),
    ),
    max_size=30,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, size=st.integers(1, 400), end=st.sampled_from([b"\n", b"\r\n"]), ends=st.booleans())
def test_lines_cut_anywhere_are_the_same_reports(tmp_path: Path, lines: list[bytes], size: int, end: bytes, *, ends: bool) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_bytes(end.join(lines) + (end if ends else b""))
    shards = cut([str(path)], lines=True, shard_bytes=size)
    assert [shard.number for shard in shards] == list(range(len(shards)))
    assert reports(shards) == in_one_go(path)


def test_shards_are_about_as_long_as_asked_and_bad_lines_keep_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(f'{{"id": "r{number:03d}", "text": "{"x" * 70}"}}\n' for number in range(100)) + "broken\n")
    shards = cut([str(path)], lines=True, shard_bytes=1_000)
    assert 8 <= len(shards) <= 12
    assert reports(shards)[-1].page.id == "line-101"
    assert reports(shards)[-1].issues[0].message.startswith("line 101:")


def test_packed_lines_are_one_shard(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"id": "a", "text": "x"}\n' * 50))
    (shard,) = cut([str(path)], lines=True, shard_bytes=10)
    assert len(reports([shard])) == 50


def test_an_empty_file_is_a_shard_without_reports(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_bytes(b"")
    assert reports(cut([str(tmp_path / "none.jsonl")], lines=True)) == []


def test_a_folder_is_its_files_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(f"Snow fell in {name}.")
    shards = cut([str(tmp_path)])
    assert [shard.source.rpartition("/")[2] for shard in shards] == ["a.txt", "b.txt"]
    assert [intake.page.text for intake in reports(shards)] == ["Snow fell in a.txt.", "Snow fell in b.txt."]


def test_a_web_archive_reads_as_it_does_in_one_go() -> None:
    archive = SAMPLES / "warcio.warc.gz"
    found = reports(cut([str(archive)]))
    assert found
    assert [intake.page.html for intake in found] == [intake.page.html for intake in iter_reports(archive)]


def test_rows_of_parquet_are_reports(tmp_path: Path) -> None:
    path = tmp_path / "reports.parquet"
    rows = 2_500
    columns = {"id": [f"r{number}" for number in range(rows)], "text": ["x"] * rows, "published": [None] * rows, "other": [1.5] * rows}
    pl.DataFrame(columns, schema_overrides={"published": pl.Date}).write_parquet(path)
    shards = cut([str(path)])
    assert [(shard.start, shard.stop) for shard in shards] == [(0, 1_000), (1_000, 2_000), (2_000, 2_500)]
    assert [intake.page.id for intake in reports(shards)] == columns["id"]


def test_a_row_without_words_is_answered_under_its_id(tmp_path: Path) -> None:
    path = tmp_path / "reports.parquet"
    pl.DataFrame({"id": ["a", None], "text": [None, None]}, schema={"id": pl.String, "text": pl.String}).write_parquet(path)
    found = reports(cut([str(path)]))
    assert [(intake.page.id, intake.readable) for intake in found] == [("a", False), ("row-2", False)]


def test_storage_is_read_through_fsspec(tmp_path: Path) -> None:
    (tmp_path / "local.jsonl").write_text('{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n')
    with fsspec.open("memory://reports/one.jsonl", "wb") as target:
        target.write((tmp_path / "local.jsonl").read_bytes())
    assert reports(cut(["memory://reports/one.jsonl"], lines=True)) == in_one_go(tmp_path / "local.jsonl")
    assert [intake.page.id for intake in reports(cut(["memory://reports/*.jsonl"], lines=True))] == ["a", "b"]
    assert [intake.page.id for intake in reports(cut(["memory://reports/one.jsonl"]))] == ["a", "b"]


def test_names_with_a_star_stand_for_all_that_match(tmp_path: Path) -> None:
    for name in "cab":
        (tmp_path / f"{name}.jsonl").write_text(f'{{"id": "{name}", "text": "x"}}\n')
    assert [intake.page.id for intake in reports(cut([str(tmp_path / "*.jsonl")], lines=True))] == ["a", "b", "c"]


def test_what_cannot_be_opened_raises_alone_and_is_answered_among_others(tmp_path: Path) -> None:
    gone = str(tmp_path / "gone.txt")
    with pytest.raises(PageError, match=r"gone\.txt"):
        reports(cut([gone]))
    (tmp_path / "there.txt").write_text("Snow fell.")
    found = reports(cut([gone, str(tmp_path / "there.txt")]))
    assert [intake.readable for intake in found] == [False, True]
    with pytest.raises(PageError, match="standard input"):
        cut(["-"])
