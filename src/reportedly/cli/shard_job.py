"""What ``reportedly read --engine`` and ``reportedly add --engine`` were asked to do, and doing it: shard by shard, here or on a cluster.

The rule that must not be broken: what is written is what one process would have written; which machine read what shows nowhere in it.
"""

from __future__ import annotations

import dataclasses
import enum
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from reportedly.cli.errors import SOME_UNREAD
from reportedly.core.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.cli.add_job import AddJob
    from reportedly.cli.job import Known, ReadJob
    from reportedly.core.settings import Settings
    from reportedly.engines.seam import Done, Engine, Shard, Task

MOST_SHOWN = 20


class EngineName(enum.StrEnum):
    """What ``--engine`` may be."""

    PROCESSES = "processes"
    DASK = "dask"


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineChoice:
    """Which engine, as written on the command line."""

    name: EngineName
    address: str | None = None
    processes: int = 1

    def open(self) -> Engine:
        """The engine. Raises a usage error for an address that it has no use for."""
        if self.name is EngineName.DASK:
            from reportedly.engines.cluster import DaskEngine  # noqa: PLC0415  loading Dask takes a second

            return DaskEngine(self.address, self.processes)
        if self.address is not None:
            message = f"expected --address with --engine dask, found it with --engine {self.name}"
            raise typer.BadParameter(message)
        from reportedly.engines.processes import ProcessEngine  # noqa: PLC0415

        return ProcessEngine(self.processes)


@dataclass(slots=True)
class Total:
    """What the shards came to."""

    shards: int = 0
    reports: int = 0
    unread: int = 0
    poison: list[str] = dataclasses.field(default_factory=list)
    counts: Counter[str] = dataclasses.field(default_factory=Counter)

    def add(self, done: Done) -> None:
        """One shard more."""
        self.shards += 1
        self.reports += done.reports
        self.unread += done.unread
        self.poison += done.poison
        self.counts.update(done.counts)


def check_usage(engine: EngineName | None, address: str | None) -> None:
    """Raises a usage error for an address without an engine."""
    if engine is None and address is not None:
        message = "expected --engine dask with --address, found no --engine"
        raise typer.BadParameter(message)


def run_read_shards(job: ReadJob, known: Known, settings: Settings, choice: EngineChoice, *, quiet: bool = False) -> int:
    """The exit status, as of ``run_job``. Parts stay in OUTPUT when that ends in ``/`` or is an address; else they are put together and taken away.

    They are Parquet where the folder's name ends in ``.parquet``.
    """
    from reportedly.engines.folder import Folder  # noqa: PLC0415  what reads is loaded by who reads
    from reportedly.engines.parts import LINES, TABLE, join_parts, part_name, run_parts  # noqa: PLC0415
    from reportedly.formats.output import check_not_read, open_output  # noqa: PLC0415

    check_not_read(job.output, [job.jsonl] if job.jsonl else job.sources)
    if job.example is not None or job.output == "-":
        message = "expected sources or --jsonl, and --output FILE or FOLDER/, with --engine; parts are not written to standard output"
        raise typer.BadParameter(message)
    keeps_parts = job.output.endswith("/") or "://" in job.output
    ending = TABLE if keeps_parts and job.output.rstrip("/").endswith(TABLE) else LINES
    folder = Folder(job.output if keeps_parts else f"{job.output}.parts")
    tasks = [
        dataclasses.replace(task, output=folder.name, part=part_name(task.shard, ending))
        for task in _tasks(job.sources, job.jsonl, job.columns, day_first=job.day_first, known=known, settings=settings)
    ]
    total = _run(run_parts(choice.open(), tasks, folder, resume=job.resume), len(tasks), quiet=quiet, doing="reading") if tasks else Total()
    if not keeps_parts:
        with open_output(job.output) as stream:
            join_parts(folder, tasks, stream)
        folder.discard()
    _tell(total, "answered", quiet=quiet)
    return SOME_UNREAD if total.unread else 0


def run_add_shards(job: AddJob, known: Known, settings: Settings, choice: EngineChoice) -> int:
    """The exit status, as of ``run_add``. Each worker posts what it read: a store that many may write to is needed."""
    from reportedly.cli.add_job import settings_digest  # noqa: PLC0415
    from reportedly.cli.comparing import compare_new  # noqa: PLC0415
    from reportedly.ledger.ledger import Ledger  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415

    if not job.db.startswith("postgresql"):
        message = f"expected a PostgreSQL ledger with --engine (many workers write to it), found {job.db}; --processes N is for a file"
        raise LedgerError(message)
    Ledger.open(job.db, create=True).close()
    tasks = [
        dataclasses.replace(task, output=job.db, part=settings_digest(settings))
        for task in _tasks(job.sources, job.jsonl, job.columns, day_first=job.day_first, known=known, settings=settings, keep_bytes=job.keep_bytes)
    ]
    total = _run(choice.open().run(add_shard, tasks), len(tasks), quiet=job.quiet, doing="adding")
    with Ledger.open(job.db) as ledger:
        compare_new(ledger, load_pack(settings.pack), job.db, quiet=job.quiet)
    _tell(total, "dealt with", quiet=job.quiet)
    return SOME_UNREAD if total.unread else 0


def add_shard(task: Task) -> Done:
    """The shard's reports read and posted, in a worker; those that the ledger has are passed by, so that doing it again adds nothing."""
    from reportedly.batch import answer_many  # noqa: PLC0415
    from reportedly.cli.add_job import Adder, Preparer  # noqa: PLC0415
    from reportedly.cli.clock import SystemClock  # noqa: PLC0415
    from reportedly.core.progress import tell_nobody  # noqa: PLC0415
    from reportedly.engines.parts import checked_pack  # noqa: PLC0415
    from reportedly.engines.seam import Done  # noqa: PLC0415
    from reportedly.engines.shards import iter_shard  # noqa: PLC0415
    from reportedly.ledger.ledger import Ledger  # noqa: PLC0415
    from reportedly.ledger.prepare import pack_version  # noqa: PLC0415

    pack = checked_pack(task)
    reader = pack_version(pack, task.part)
    with Ledger.open(task.output) as ledger:
        adder = Adder(ledger, reader, SystemClock())
        intakes = adder.unread(iter_shard(task))
        adder.store(answer_many(intakes, Preparer(str(pack.folder), reader), pack=pack, settings=task.settings, processes=task.processes), tell_nobody)
    tally = adder.tally
    return Done(number=task.shard.number, reports=tally.done, unread=tally.unread, poison=tuple(tally.poison), counts={"claims": tally.claims, **tally.counts})


def _tasks(
    sources: Sequence[str],
    jsonl: str | None,
    columns: Sequence[str],
    *,
    day_first: bool | None,
    known: Known,
    settings: Settings,
    keep_bytes: bool = False,
) -> list[Task]:
    from reportedly.cli.clock import SystemClock  # noqa: PLC0415
    from reportedly.cli.job import read_columns, read_known  # noqa: PLC0415
    from reportedly.engines.parts import reader_of  # noqa: PLC0415
    from reportedly.engines.seam import Task  # noqa: PLC0415
    from reportedly.engines.shards import cut  # noqa: PLC0415
    from reportedly.intake import ReadOptions  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415

    if bool(sources) == (jsonl is not None):
        found = "both" if sources else "neither"
        message = f"expected sources by name or --jsonl, found {found}"
        raise typer.BadParameter(message)
    shards: list[Shard] = cut([jsonl], lines=True) if jsonl is not None else cut(sources)
    pack = load_pack(settings.pack)
    options = ReadOptions(settings=settings, columns=read_columns(columns), day_first=day_first, keep_bodies=keep_bytes, clock=SystemClock())
    metadata = read_known(known)
    return [Task(shard=shard, settings=settings, metadata=metadata, options=options, reader=reader_of(pack), output="") for shard in shards]


def _run(shards: Iterable[Done], count: int, *, quiet: bool, doing: str) -> Total:
    from reportedly.cli.progress import show_progress  # noqa: PLC0415

    total = Total()
    with show_progress(wanted=not quiet, share=lambda _: total.shards / count if count else None, doing=doing) as advance:
        for done in shards:
            total.add(done)
            advance(total.reports)
    return total


def _tell(total: Total, what: str, *, quiet: bool) -> None:
    from reportedly.formats.words import visible  # noqa: PLC0415

    for name in total.poison[:MOST_SHOWN]:
        typer.echo(f"reportedly: not read: {visible(name)}: who read it died, twice", err=True)
    if quiet:
        return
    parts = [f"{total.reports:,} report{'' if total.reports == 1 else 's'} {what} in {total.shards:,} shard{'' if total.shards == 1 else 's'}"]
    parts += [f"{total.unread:,} of them could not be read"] if total.unread else []
    typer.echo(f"reportedly: {', '.join(parts)}", err=True)
