"""Many reports down the river: in order, in constant memory, with as many processes as asked for.

The rule that must not be broken: every report that goes in comes out once, in its place, whatever happens to the process that read it;
at most a window of reports is held, so an endless input is read in constant memory.
"""

from __future__ import annotations

import dataclasses
import functools
import gc
import itertools
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from reportedly.core.errors import PackError
from reportedly.core.records import Issue, Page, Reading
from reportedly.core.settings import Settings
from reportedly.flow import read_pages, unread_page
from reportedly.intake import Intake
from reportedly.packs.load import Pack, load_pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.context import BaseContext

Written = TypeVar("Written")

CHUNK_REPORTS = 16
MOST_REPORTS = 256
CHUNK_CHARACTERS = 40_000
"""A chunk is closed at either limit: about a second of work. Sixteen short reports read together take 1.1 s where one by one they take 2.4:
the parser likes full batches, and steps that find the processor warm. Sixty-four headlines together take another fifteenth off, two hundred a
twentieth more; a chunk is an eighth of what went before, so that the first answers come soon and processes have equal shares."""
CHUNKS_PER_PROCESS = 3
"""One being read, two waiting: a long report in front does not leave the other processes idle."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[Written]):
    """What came of one report: its id, what ``write`` made of its reading, and whether it could be read at all."""

    id: str
    written: Written
    readable: bool


def read_many(pages: Iterable[Page | Intake], *, pack: Pack | None = None, settings: Settings | None = None, processes: int = 1) -> Iterator[Reading]:
    """The readings of the pages, in their order, as they are ready; short ones are taken in and read together, sixteen at first and up to 256 later."""
    return (answer.written for answer in answer_many(pages, same, pack=pack, settings=settings, processes=processes))


def answer_many(
    pages: Iterable[Page | Intake],
    write: Callable[[Reading], Written],
    *,
    pack: Pack | None = None,
    settings: Settings | None = None,
    processes: int = 1,
) -> Iterator[Answer[Written]]:
    """``write`` of each reading, in order. With more than one process, reading and ``write`` run there, so a line costs no pickled records.

    ``write`` must then be a function that can be pickled. A process that dies takes nothing with it: its reports are read again, alone,
    and the one that kills its process a second time is answered with the issue ``worker-died``.
    """
    settings = settings or Settings()
    pack = pack or load_pack(settings.pack)
    intakes = (page if isinstance(page, Intake) else Intake(page=page) for page in pages)
    if processes <= 1:
        return itertools.chain.from_iterable(answer_chunk(chunk, write, pack, settings) for chunk in iter_chunks(intakes))
    return _Pool(write, pack, settings, processes).run(intakes)


def answer_chunk(chunk: Sequence[Intake], write: Callable[[Reading], Written], pack: Pack, settings: Settings) -> list[Answer[Written]]:
    """A few reports together, here and now, in their order."""
    readings = iter(read_pages([intake.page for intake in chunk if intake.readable], pack, settings))
    answers: list[Answer[Written]] = []
    for intake in chunk:
        reading = next(readings) if intake.readable else unread_page(intake.page, ())
        if intake.issues:
            reading = dataclasses.replace(reading, issues=intake.issues + reading.issues)
        answers.append(Answer(reading.id, write(reading), intake.readable))
    _leave_to_stay()
    return answers


@functools.cache
def _leave_to_stay() -> None:
    """What is loaded by now (models, words, places) stays as long as the process: looking through it for garbage took a twentieth of reading."""
    gc.freeze()


def same(reading: Reading) -> Reading:
    """The reading itself: what ``write`` is when readings are wanted."""
    return reading


class _Pool(Generic[Written]):
    """Chunks go to the processes through a window that keeps their order. Rebuilt when a process dies."""

    def __init__(self, write: Callable[[Reading], Written], pack: Pack, settings: Settings, processes: int) -> None:
        self.write = write
        self.pack = str(pack.folder)
        self.settings = settings
        self.processes = processes
        if load_pack(self.pack).fingerprint != pack.fingerprint:
            message = f"expected a pack that other processes can load, found {pack!r} in {self.pack}; read it with one process"
            raise PackError(message)

    def run(self, intakes: Iterator[Intake]) -> Iterator[Answer[Written]]:
        chunks = iter_chunks(intakes)
        window: deque[tuple[list[Intake], Future[list[Answer[Written]]]]] = deque()
        executor = pool_of(self.processes)
        try:
            while True:
                for chunk in itertools.islice(chunks, self.processes * CHUNKS_PER_PROCESS - len(window)):
                    window.append((chunk, self._submit(executor, chunk)))
                if not window:
                    return
                chunk, future = window[0]
                try:
                    answers = future.result()
                except BrokenProcessPool:
                    executor.shutdown(wait=False, cancel_futures=True)
                    answers = self._alone(chunk)
                    executor = pool_of(self.processes)
                    held = [waiting for waiting, _ in window]
                    window = deque((waiting, self._submit(executor, waiting)) for waiting in held)
                window.popleft()
                yield from answers
        except BaseException:
            # Interrupted, or the caller wants no more: what is being read now is wanted by nobody, and a long report takes minutes.
            _end_workers(executor)
            raise
        finally:
            executor.shutdown(wait=True, cancel_futures=True)

    def _alone(self, chunk: list[Intake]) -> list[Answer[Written]]:
        """Each report of the chunk in a process that holds no other: the one that kills it is then known."""
        answers: list[Answer[Written]] = []
        executor: ProcessPoolExecutor | None = None
        for intake in chunk:
            executor = executor or pool_of(1)
            try:
                answers += self._submit(executor, [intake]).result()
            except BrokenProcessPool:
                executor.shutdown(wait=False)
                executor = None
                issue = Issue(code="worker-died", message="the process that read this report died twice (out of memory, or killed); the report was not read")
                reading = unread_page(intake.page, (*intake.issues, issue))
                answers.append(Answer(reading.id, self.write(reading), readable=False))
        if executor is not None:
            executor.shutdown(wait=True)
        return answers

    def _submit(self, executor: ProcessPoolExecutor, chunk: list[Intake]) -> Future[list[Answer[Written]]]:
        try:
            return executor.submit(_answer_chunk, chunk, self.write, self.pack, self.settings)
        except BrokenProcessPool as error:
            failed: Future[list[Answer[Written]]] = Future()
            failed.set_exception(error)
            return failed


def pool_of(processes: int) -> ProcessPoolExecutor:
    """Processes that have the river imported, once for all of them where a fork server can be had, and that end with their caller."""
    # A plain fork would copy locks that the caller's threads hold; where there is no fork server, each is started afresh.
    if "forkserver" in multiprocessing.get_all_start_methods():
        context: BaseContext = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["reportedly.batch", "spacy"])
    else:
        context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(max_workers=processes, mp_context=context, initializer=_start_worker)


def _end_workers(executor: ProcessPoolExecutor) -> None:
    for process in list((executor._processes or {}).values()):  # noqa: SLF001  Python 3.14 has kill_workers() for this
        process.terminate()


def _start_worker() -> None:
    """An interrupt at the keyboard is the caller's to answer. A worker whose caller is gone (killed) ends too: nobody would ever read its answers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    caller = multiprocessing.parent_process()
    if caller is not None:
        threading.Thread(target=_end_with, args=(caller.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)


def _answer_chunk(chunk: list[Intake], write: Callable[[Reading], Written], pack: str, settings: Settings) -> list[Answer[Written]]:
    return answer_chunk(chunk, write, load_pack(pack), settings)


def iter_chunks(intakes: Iterator[Intake]) -> Iterator[list[Intake]]:
    """The intakes in order, in lists of about 40,000 characters, and of at most 16 reports, later up to 256."""
    chunk: list[Intake] = []
    characters, before, most = 0, 0, CHUNK_REPORTS
    for intake in intakes:
        chunk.append(intake)
        characters += len(intake.page.text or intake.page.html or "")
        if len(chunk) == most or characters >= CHUNK_CHARACTERS:
            before += len(chunk)
            most = max(CHUNK_REPORTS, min(before // 8, MOST_REPORTS))
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk
