"""Batches: in order, in constant memory, whatever happens to a process."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportedly.batch import CHUNK_CHARACTERS, CHUNK_REPORTS, MOST_REPORTS, answer_many, iter_chunks, read_many
from reportedly.core.errors import PackError
from reportedly.core.records import Issue, Page, Reading
from reportedly.core.settings import Settings
from reportedly.formats.names import write_line
from reportedly.intake import Intake
from reportedly.packs.load import Pack, load_pack

if TYPE_CHECKING:
    from collections.abc import Iterator


ROOT = Path(__file__).resolve().parent
SMALL = Settings(pack=str(ROOT / "data/packs/two_rivers"))


def pages(count: int) -> list[Page]:
    return [Page(id=f"r{number}", text=f"Troops left town number {number}.", clean=True, language="de") for number in range(count)]


def killed_by_bombs(reading: Reading) -> str:
    """Stands for a report that makes the system kill the process that reads it."""
    if reading.id.startswith("bomb") and multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return f"{reading.id} {','.join(issue.code for issue in reading.issues if issue.code == 'worker-died')}".strip()


def killed_once(reading: Reading) -> str:
    """Dies the first time: the mark it leaves is a file named by the report's title."""
    mark = reading.document.title
    if mark and not os.path.exists(mark) and multiprocessing.parent_process() is not None:  # noqa: PTH110  a name, not a path, in a record
        os.close(os.open(mark, os.O_CREAT))
        os.kill(os.getpid(), signal.SIGKILL)
    return reading.id


def test_processes_change_nothing() -> None:
    issue = Issue(code="line-unreadable", message="no JSON")
    asked: list[Page | Intake] = [*pages(20), Intake(page=Page(id="line-21"), issues=(issue,), readable=False), *pages(3)]
    alone = list(answer_many(asked, write_line, settings=SMALL))
    assert [answer.id for answer in alone] == [f"r{number}" for number in range(20)] + ["line-21", "r0", "r1", "r2"]
    assert [answer.id for answer in alone if not answer.readable] == ["line-21"]
    assert "line-unreadable" in alone[20].written
    assert list(answer_many(asked, write_line, settings=SMALL, processes=2)) == alone


def test_a_report_that_kills_its_process_is_answered_and_takes_nothing_with_it() -> None:
    asked = [*pages(14), Page(id="bomb", text="x", language="de"), *pages(3)]
    answers = list(answer_many(asked, killed_by_bombs, processes=2, settings=SMALL))
    assert [answer.id for answer in answers] == [page.id for page in asked]
    assert [answer.written for answer in answers if not answer.readable] == ["bomb worker-died"]


def test_a_process_that_dies_once_costs_no_report(tmp_path: Path) -> None:
    asked = [*pages(2), Page(id="x", title=str(tmp_path / "died"), text="x", language="de"), *pages(2)]
    answers = list(answer_many(asked, killed_once, processes=2, settings=SMALL))
    assert [answer.written for answer in answers] == [page.id for page in asked]
    assert all(answer.readable for answer in answers)
    assert (tmp_path / "died").exists()


def test_issues_of_the_way_in_come_first() -> None:
    issue = Issue(code="bytes-replaced", message="three bytes were no UTF-8")
    (reading,) = read_many([Intake(page=Page(text="Snow fell.", language="de"), issues=(issue,))], settings=SMALL)
    assert reading.issues[0] == issue


def test_an_endless_input_is_read_as_it_comes() -> None:
    taken = itertools.count()

    def endless() -> Iterator[Page]:
        while True:
            yield Page(id=str(next(taken)), text="x", language="de")

    readings = read_many(endless(), settings=SMALL)
    assert [next(readings).id for _ in range(17)] == [str(number) for number in range(17)]
    assert next(taken) == 2 * CHUNK_REPORTS
    answers = answer_many(endless(), write_line, processes=2, settings=SMALL)
    assert [next(answers).id for _ in range(2)] == ["33", "34"]
    answers.close()  # type: ignore[attr-defined]
    assert next(taken) < 300


def test_only_a_window_is_held() -> None:
    taken = 0

    def counted() -> Iterator[Page]:
        nonlocal taken
        for page in pages(60):
            taken += 1
            yield page

    for answered, _ in enumerate(read_many(counted(), settings=SMALL)):
        assert taken - answered <= CHUNK_REPORTS


def test_a_pack_that_other_processes_cannot_find_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('name = "a"\nversion = "1"\ntitle = "A"\n')
    pack = Pack(tmp_path)
    (tmp_path / "pack.toml").write_text('name = "a"\nversion = "2"\ntitle = "A"\n')
    before = pack.fingerprint
    load_pack(str(tmp_path))
    (tmp_path / "more.toml").write_text("")
    assert Pack(tmp_path).fingerprint != before
    with pytest.raises(PackError, match="other processes can load"):
        list(answer_many(pages(1), write_line, pack=pack, processes=2, settings=SMALL))


@given(st.lists(st.integers(0, CHUNK_CHARACTERS + 5), max_size=60))
@example([9] * 1_000)
def test_chunks_are_the_input_in_order_and_bounded(sizes: list[int]) -> None:
    asked = [Intake(page=Page(text="x" * size)) for size in sizes]
    chunks = list(iter_chunks(iter(asked)))
    assert [intake for chunk in chunks for intake in chunk] == asked
    before = 0
    for chunk in chunks:
        assert 1 <= len(chunk) <= max(CHUNK_REPORTS, min(before // 8, MOST_REPORTS))
        before += len(chunk)
        assert sum(len(intake.page.text or "") for intake in chunk[:-1]) < CHUNK_CHARACTERS


RUN_AND_WAIT = """
import sys, time
from reportedly.batch import read_many
from reportedly.core.records import Page
from reportedly.core.settings import Settings
pages = (Page(id=str(number), text="Snow fell on the bridge. " * 20, clean=True, language="en") for number in range(10**9))
if __name__ == "__main__":
    for reading in read_many(pages, settings=Settings(pack=sys.argv[1]), processes=2):
        print(reading.id, flush=True)
"""


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_its_caller(tmp_path: Path, number: signal.Signals) -> None:
    script = tmp_path / "run_and_wait.py"
    script.write_text(RUN_AND_WAIT)
    command = [sys.executable, str(script), SMALL.pack]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True) as caller:
        assert caller.stdout is not None
        assert caller.stdout.readline()
        caller.send_signal(number)
        # The pipe is open in every process that came from the caller: its end says that the last of them is gone.
        reader = threading.Thread(target=caller.stdout.read, daemon=True)
        reader.start()
        reader.join(timeout=30)
        gone = not reader.is_alive()
        if not gone:
            os.killpg(caller.pid, signal.SIGKILL)
            reader.join()
    assert gone
