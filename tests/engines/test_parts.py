"""Reading by shards: parts that together are what one process writes."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
from typing import TYPE_CHECKING

import polars as pl
import pytest
from tests.engines.deadly import SMALL, tasks_of

from reportedly.batch import answer_many
from reportedly.core.errors import FormatError, PackError
from reportedly.engines import parts
from reportedly.engines.folder import Folder
from reportedly.engines.parts import MANIFEST, join_parts, read_part, run_parts
from reportedly.formats.names import write_line
from reportedly.intake import Metadata, iter_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from reportedly.engines.seam import Done, Task


class Here:
    """The plainest engine: one task after the other, the last first."""

    def __init__(self, most: int = 1_000) -> None:
        self.most = most

    def held(self) -> contextlib.nullcontext[None]:
        return contextlib.nullcontext()

    def run(self, function: Callable[[Task], Done], tasks: Sequence[Task]) -> Iterator[Done]:
        for task in list(reversed(tasks))[: self.most]:
            yield function(task)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    rows = [{"id": f"r{number}", "text": f"Truppen verließen Stadt {number}.", "language": "de", "outlet": "Tarn"} for number in range(20)]
    path.write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows[:12]) + "kein JSON\n" + "".join(json.dumps(row) + "\n" for row in rows[12:])
    )
    return path


def in_one_go(source: Path) -> str:
    with source.open("rb") as stream:
        return "".join(answer.written for answer in answer_many(iter_lines(stream, Metadata(), SMALL), write_line, settings=SMALL))


def joined(folder: Path, tasks: list[Task]) -> str:
    text = io.StringIO()
    join_parts(Folder(str(folder)), tasks, text)
    return text.getvalue()


def test_parts_in_order_are_the_output_of_one_process(source: Path, tmp_path: Path) -> None:
    tasks = tasks_of(source, tmp_path / "parts")
    done = list(run_parts(Here(), tasks, Folder(str(tmp_path / "parts"))))
    assert len(tasks) > 3
    assert [each.number for each in done] == list(reversed(range(len(tasks))))
    assert (sum(each.reports for each in done), sum(each.unread for each in done)) == (21, 1)
    assert joined(tmp_path / "parts", tasks) == in_one_go(source)


def test_a_part_is_the_same_bytes_each_time(source: Path, tmp_path: Path) -> None:
    task = tasks_of(source, tmp_path / "parts")[0]
    first, second = ((read_part(dataclasses.replace(task, processes=processes)), (tmp_path / "parts" / task.part).read_bytes()) for processes in (1, 2))
    assert first == second


def test_a_run_goes_on_where_it_broke_off(source: Path, tmp_path: Path) -> None:
    folder = Folder(str(tmp_path / "parts"))
    tasks = tasks_of(source, tmp_path / "parts")
    list(run_parts(Here(most=2), tasks, folder))
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "parts").glob("*.gz")}
    assert len(before) == 2
    done = list(run_parts(Here(), tasks, folder, resume=True))
    assert sum(each.reports for each in done) == 21
    assert {name: (tmp_path / "parts" / name).stat().st_mtime_ns for name in before} == before
    assert joined(tmp_path / "parts", tasks) == in_one_go(source)


def test_without_resume_nothing_of_before_counts(source: Path, tmp_path: Path) -> None:
    folder = Folder(str(tmp_path / "parts"))
    tasks = tasks_of(source, tmp_path / "parts")
    list(run_parts(Here(), tasks, folder))
    assert len(list(run_parts(Here(most=1), tasks, folder))) == 1
    assert sum(folder.has(f"{task.part}.done") for task in tasks) == 1


def test_parts_of_another_run_are_not_gone_on_with(source: Path, tmp_path: Path) -> None:
    folder = Folder(str(tmp_path / "parts"))
    tasks = tasks_of(source, tmp_path / "parts")
    list(run_parts(Here(most=1), tasks, folder))
    assert folder.has(MANIFEST)
    other = [dataclasses.replace(task, metadata=Metadata(outlet="Another")) for task in tasks]
    with pytest.raises(FormatError, match="another input, release, pack or setting"):
        list(run_parts(Here(), other, folder, resume=True))


def test_rows_of_a_table_hold_the_lines(source: Path, tmp_path: Path) -> None:
    tasks = tasks_of(source, tmp_path / "parts", ending=parts.TABLE)
    list(run_parts(Here(), tasks, Folder(str(tmp_path / "parts"))))
    table = pl.concat([pl.read_parquet(tmp_path / "parts" / task.part) for task in tasks])
    assert "".join(table["reading"]) == in_one_go(source)
    assert table["id"].to_list()[12] == "line-13"
    assert table["issues"][12] == "line-unreadable"
    assert table.schema["claims"] == pl.Int32
    assert set(table["outlet"]) == {"Tarn", None}


def test_a_worker_with_another_pack_is_refused(source: Path, tmp_path: Path) -> None:
    task = dataclasses.replace(tasks_of(source, tmp_path / "parts")[0], reader="0.0.1 two_rivers beef")
    with pytest.raises(PackError, match="same release and pack everywhere"):
        read_part(task)
    assert not (tmp_path / "parts").exists()
