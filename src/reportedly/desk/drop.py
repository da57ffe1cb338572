"""Reading what a visitor pastes or drops, in a process of its own: what hurts it hurts nobody else, and what takes too long is ended.

The rule that must not be broken: nothing that is read here is stored, nothing is fetched but the one address that was named, and that only where the
desk may; what is broken gives an answer that says so.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportedly.core.errors import FetchError, PageError, ReportedlyError
from reportedly.core.records import Page  # noqa: TC001  pickled with its task
from reportedly.desk.problems import TOO_LARGE, TOO_MANY, UNREADABLE, DeskError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from reportedly.core.settings import Settings
    from reportedly.readers.seam import Intake, Source

MOST_REPORTS = 20
"""Reports read of one file that holds many."""
SECONDS = 120.0
"""200,000 characters take 20 s of a slow processor; what takes longer is ended with its process."""
WAITING = 4
"""Visitors who may wait for their turn."""


@dataclass(frozen=True, slots=True)
class Task:
    """What to read: a page, the bytes of a file under its name, or an address."""

    page: Page | None = None
    name: str = ""
    data: bytes | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """Readings as rows of Reportedly JSON; ``more`` says that the file holds others."""

    rows: list[dict[str, Any]]
    more: bool


class DropReader:
    """The process that reads, started when it is first needed."""

    def __init__(self, settings: Settings, seconds: float = SECONDS) -> None:
        self._settings, self._seconds = settings, seconds
        self._turn = threading.Lock()
        self._waiting = threading.Semaphore(WAITING)
        self._process: SpawnProcess | None = None
        self._line: Connection | None = None

    def read(self, task: Task) -> Read:
        """What was read. Raises ``DeskError`` where nothing could be, where too many wait, and where it took too long."""
        if not self._waiting.acquire(blocking=False):
            message = "others are waiting for what they dropped to be read; try again in a moment"
            raise DeskError(503, TOO_MANY, message, headers={"Retry-After": "5"})
        try:
            with self._turn:
                return self._ask(task)
        finally:
            self._waiting.release()

    def _ask(self, task: Task) -> Read:
        line = self._start()
        try:
            line.send(task)
            if not line.poll(self._seconds):
                self.stop()
                message = f"expected it to be read within {self._seconds:g} seconds, found it still under way; drop a part of it"
                raise DeskError(413, TOO_LARGE, message)
            answered = line.recv()
        except (EOFError, OSError) as error:
            self.stop()
            message = "expected it to be read, found that the process that read it died; drop a part of it"
            raise DeskError(422, UNREADABLE, message) from error
        if isinstance(answered, Read):
            return answered
        raise DeskError(422, UNREADABLE, str(answered))

    def _start(self) -> Connection:
        if self._line is None or self._process is None or not self._process.is_alive():
            context = multiprocessing.get_context("spawn")
            self._line, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, self._settings), daemon=True)
            self._process.start()
            theirs.close()
        return self._line

    def stop(self) -> None:
        """End the process."""
        process, line = self._process, self._line
        self._process = self._line = None
        if line is not None:
            line.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()


def _serve(line: Connection, settings: Settings) -> None:
    """Reads one task after the other, until the desk goes away."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            task = line.recv()
        except (EOFError, OSError):
            return
        line.send(answer_task(task, settings))


def answer_task(task: Task, settings: Settings) -> Read | str:
    """What was read, or why nothing could be."""
    from reportedly.batch import answer_chunk  # noqa: PLC0415  the river and its models are loaded in the process that reads
    from reportedly.formats.wire import to_row  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415

    try:
        intakes = list(_first(_intakes(task, settings)))
        if not any(intake.readable for intake in intakes):
            return next((issue.message for intake in intakes for issue in intake.issues), "expected a report, found none")
        found = answer_chunk(intakes[:MOST_REPORTS], to_row, load_pack(settings.pack), settings)
    except FetchError as error:
        return str(error)
    except ReportedlyError as error:
        return str(error).replace("; raise max_page_bytes to read it", "")
    return Read([answer.written for answer in found], more=len(intakes) > MOST_REPORTS)


def _first(intakes: Iterator[Intake]) -> Iterator[Intake]:
    """One more than are read, to know that there are more."""
    for _, intake in zip(range(MOST_REPORTS + 1), intakes, strict=False):
        yield intake


def _intakes(task: Task, settings: Settings) -> Iterator[Intake]:
    from reportedly.pages.sources import page_from_url  # noqa: PLC0415
    from reportedly.readers.seam import Intake, ReadOptions, source_of_bytes  # noqa: PLC0415

    if task.page is not None:
        yield Intake(page=task.page)
    elif task.url is not None:
        found = page_from_url(task.url, settings)
        yield Intake(page=found.records, issues=found.issues)
    else:
        yield from _of_file(source_of_bytes(task.name or "file", task.data or b""), ReadOptions(settings=settings))


def _of_file(source: Source, options: Any) -> Iterator[Intake]:
    """The reports of one file. Containers of files are refused: they may hold lists of addresses, which would be fetched."""
    from reportedly.readers import feeds, mail, mhtml, pages, pdf, rows, tables, telegram, warc, zips  # noqa: PLC0415

    if any(reader.tells(source) for reader in (warc.READER, zips.READER, mail.MAILBOX, feeds.JSON_FEED, feeds.READER)):
        message = "expected one report, a table or a chat, found an archive or a feed; add it to a ledger with `reportedly add`"
        raise PageError(message)
    reader = next(one for one in (pdf.READER, mhtml.READER, mail.MESSAGE, telegram.READER, rows.READER, tables.READER, pages.READER) if one.tells(source))
    yield from reader.read(source, options, lambda _: iter(()))
