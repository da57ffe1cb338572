"""Reading by shards: each leaves a part and a note of what came of it; parts in order are the output of reading it all in one go.

The rule that must not be broken: a note stands only beside a whole part of the same input, read in the same way; so a run that broke off goes on
where it stopped, and parts put together are the bytes that one process would have written.
"""

from __future__ import annotations

import dataclasses
import gzip
import json
from importlib import metadata
from typing import IO, TYPE_CHECKING, Any, NamedTuple, cast

from reportedly.batch import answer_many
from reportedly.core.errors import FormatError, PackError
from reportedly.core.ids import content_id
from reportedly.engines.folder import Folder
from reportedly.engines.seam import Done, Engine, Shard, Task
from reportedly.engines.shards import cut, iter_shard
from reportedly.formats.names import write_line
from reportedly.intake import Metadata, ReadOptions
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportedly.core.records import Reading
    from reportedly.core.settings import Settings
    from reportedly.packs.load import Pack

LINES, TABLE = ".jsonl.gz", ".parquet"
"""Endings of parts: a line of Reportedly JSON a report, or a row a report."""
MANIFEST = "run.json"
WORKER_DIED = "worker-died"


class Row(NamedTuple):
    """A report in a part; ``reading`` is its line of Reportedly JSON. ``published`` is the first day it may be of."""

    id: str
    url: str | None
    outlet: str | None
    language: str | None
    published: str | None
    claims: int
    issues: str
    reading: str


def reader_of(pack: Pack) -> str:
    """What must be the same wherever a shard is read: this release, and the pack to the letter."""
    return f"{metadata.version('reportedly')} {pack.name} {pack.fingerprint}"


def line_tasks(files: Sequence[str], settings: Settings, pack: Pack) -> list[Task]:
    """A task for each shard of these files of JSON lines, for steps that leave their parts in a folder of their own; empty where the files are."""
    shared = Task(
        shard=Shard(number=0, source=""), settings=settings, metadata=Metadata(), options=ReadOptions(settings=settings), reader=reader_of(pack), output=""
    )
    return [dataclasses.replace(shared, shard=shard) for shard in cut(files, lines=True)]


def checked_pack(task: Task) -> Pack:
    """The pack, loaded once a worker. Raises ``PackError`` where this worker would read otherwise than the caller."""
    pack = load_pack(task.settings.pack)
    if reader_of(pack) != task.reader:
        message = f"expected workers with {task.reader}, found one with {reader_of(pack)}; install the same release and pack everywhere"
        raise PackError(message)
    return pack


def read_part(task: Task) -> Done:
    """The shard's reports read and written as one part. The same shard gives the same bytes."""
    pack = checked_pack(task)
    poison: list[str] = []
    reports = unread = 0
    with Folder(task.output).writing(task.part) as stream, _writer(task.part)(stream) as write:
        for answer in answer_many(iter_shard(task), to_row, pack=pack, settings=task.settings, processes=task.processes):
            write(answer.written)
            reports += 1
            unread += not answer.readable
            if WORKER_DIED in answer.written.issues.split():
                poison.append(answer.id)
    return Done(number=task.shard.number, reports=reports, unread=unread, poison=tuple(poison))


def to_row(reading: Reading) -> Row:
    """The reading as it stands in a part."""
    document = reading.document
    first = document.published.days.earliest
    issues = " ".join(dict.fromkeys(issue.code for issue in reading.issues))
    day = first.isoformat() if first else None
    return Row(reading.id, document.url, document.outlet, document.language, day, len(reading.claims), issues, write_line(reading))


def run_parts(engine: Engine, tasks: Sequence[Task], folder: Folder, *, resume: bool = False) -> Iterator[Done]:
    """What came of each shard, as it comes: first of those that an earlier run left whole, with ``resume``. All parts are there at the end.

    Raises ``FormatError`` where the folder holds the parts of another run.
    """
    manifest = _manifest(tasks)
    if resume and folder.has(MANIFEST):
        with folder.reading(MANIFEST) as stream:
            found = json.load(stream)
        if found != manifest:
            message = f"expected parts of the same run in {folder.name}, found another input, release, pack or setting; name another output"
            raise FormatError(message)
    else:
        for task in tasks:
            folder.remove(_note(task))
        _write_json(folder, MANIFEST, manifest)
    left = []
    for task in tasks:
        if resume and folder.has(_note(task)):
            with folder.reading(_note(task)) as stream:
                yield _done(json.load(stream))
        else:
            left.append(task)
    names = {task.shard.number: _note(task) for task in left}
    for done in engine.run(read_part, left):
        _write_json(folder, names[done.number], dataclasses.asdict(done))
        yield done


def join_parts(folder: Folder, tasks: Sequence[Task], stream: IO[str]) -> None:
    """The parts' lines in order: what reading in one go writes."""
    for task in tasks:
        with folder.reading(task.part) as packed, gzip.open(packed, "rt", encoding="utf-8", newline="") as lines:
            while block := lines.read(1 << 20):
                stream.write(block)


def part_name(shard: Shard, ending: str) -> str:
    """Names that sort as the shards do, up to a million of them."""
    return f"part-{shard.number:06d}{ending}"


def _note(task: Task) -> str:
    return f"{task.part}.done"


def _manifest(tasks: Sequence[Task]) -> dict[str, Any]:
    first = tasks[0]
    asked = (repr(first.settings), repr(first.metadata), repr(dataclasses.replace(first.options, clock=None)))
    shards = [repr(task.shard) for task in tasks]
    return {"reader": first.reader, "asked": content_id(*asked), "shards": len(shards), "input": content_id(*shards), "part": first.part}


def _write_json(folder: Folder, name: str, value: dict[str, Any]) -> None:
    with folder.writing(name) as stream:
        stream.write(json.dumps(value, sort_keys=True).encode() + b"\n")


def _done(found: dict[str, Any]) -> Done:
    return Done(**(found | {"poison": tuple(found["poison"])}))


def _writer(part: str) -> Callable[[Any], _Lines | _Table]:
    return _Table if part.endswith(TABLE) else _Lines


class _Lines:
    """A compressed line a report, with no clock in the header."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._packed = gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=stream, mtime=0)

    def __enter__(self) -> Callable[[Row], Any]:
        return lambda row: self._packed.write(row.reading.encode("utf-8", errors="backslashreplace"))

    def __exit__(self, *trouble: object) -> None:
        self._packed.close()


class _Table:
    """A row a report, held until the shard is read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._rows: list[Row] = []

    def __enter__(self) -> Callable[[Row], Any]:
        return self._rows.append

    def __exit__(self, kind: object, *trouble: object) -> None:
        import polars as pl  # noqa: PLC0415  an optional extra, and slow to import

        text = dict.fromkeys(Row._fields, pl.String) | {"claims": pl.Int32}
        if kind is None:
            pl.DataFrame(self._rows, schema=cast("Any", text), orient="row").write_parquet(cast("Any", self._stream), compression="zstd")
