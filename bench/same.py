"""The same bytes, however they are read: ``python -m bench.same [--reports N] [--ways WAY ...] [FILE ...]``.

Every input of the benchmarks beside the checkout (or the files named: JSON lines, packed or not) is read one report at a time, which is the plain
path, and then by each way that is meant to be sooner:

``batches``    reports parsed together, as ``reportedly read --jsonl`` reads them
``processes``  two processes
``engine``     shards read by two processes of the plain engine, their parts put together
``dask``       the same by a Dask cluster of two workers

``--reports`` takes so many of each file, evenly spread; all of them take 45 minutes of two cores. Exit status 1 where a line differs, and it is named.

The rule that must not be broken: lines are compared as they are written, to the byte; nothing is read back or sorted.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import hashlib
import io
import itertools
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from eval.tasks import BENCH

from reportedly.batch import answer_chunk, answer_many
from reportedly.core.settings import Settings
from reportedly.engines.folder import Folder
from reportedly.engines.parts import LINES, join_parts, part_name, reader_of, run_parts
from reportedly.engines.processes import ProcessEngine
from reportedly.engines.seam import Task
from reportedly.engines.shards import cut
from reportedly.formats.names import write_line
from reportedly.intake import Metadata, iter_lines
from reportedly.packs.load import load_pack
from reportedly.readers.seam import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportedly.engines.seam import Engine
    from reportedly.intake import Intake

PROCESSES = 2
SHARDS = 5
INPUTS = ("*/inputs*.jsonl", "*/inputs*.jsonl.gz", "*/*.input.jsonl")


def main() -> int:
    """Prints a line a file; exit status 0 where all ways give the same, 1 else, 2 where there is nothing to read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=0, help="of each file; 0 is all")
    parser.add_argument("--ways", nargs="+", choices=tuple(WAYS), default=tuple(WAYS))
    parser.add_argument("files", nargs="*", type=Path)
    arguments = parser.parse_args()
    files = arguments.files or sorted({file for pattern in INPUTS for file in BENCH.glob(pattern)})
    if not files:
        print(f"expected inputs of benchmarks in {BENCH}, or files by name; found none")
        return 2
    different = 0
    for file in files:
        data = some_lines(file, arguments.reports)
        found = compare(data, arguments.ways)
        for way, line in found.items():
            different += line is not None
            print(f"{file.parent.name}/{file.name}: {way}: {'the same' if line is None else f'differs first at line {line}'}", flush=True)
    return 1 if different else 0


def some_lines(file: Path, most: int) -> bytes:
    """The file's lines, or so many of them, evenly spread."""
    whole = file.read_bytes()
    lines = [line for line in (gzip.decompress(whole) if file.suffix == ".gz" else whole).split(b"\n") if line.strip()]
    step = max(1, -(-len(lines) // most)) if most else 1
    return b"".join(line + b"\n" for line in lines[::step])


def compare(data: bytes, ways: list[str]) -> dict[str, int | None]:
    """For each way the number of the first line that is not the plain path's, from 1; ``None`` where all are."""
    plain = [digest(line) for line in read_plainly(data)]
    found: dict[str, int | None] = {}
    for way in ways:
        pairs = itertools.zip_longest(plain, map(digest, WAYS[way](data)))
        found[way] = next((number for number, (one, other) in enumerate(pairs, start=1) if one != other), None)
    return found


def digest(line: str) -> bytes:
    """What stands for a line: a hundred thousand of them are held."""
    return hashlib.sha256(line.encode("utf-8", errors="backslashreplace")).digest()


def _intakes(data: bytes) -> Iterator[Intake]:
    return iter_lines(io.BytesIO(data), Metadata(), Settings())


def read_plainly(data: bytes) -> Iterator[str]:
    """Each report by itself, here, nothing read ahead."""
    settings = Settings()
    pack = load_pack(settings.pack)
    return (answer.written for intake in _intakes(data) for answer in answer_chunk([intake], write_line, pack, settings))


def _read_many(data: bytes, processes: int = 1) -> Iterator[str]:
    return (answer.written for answer in answer_many(_intakes(data), write_line, processes=processes))


def _read_shards(data: bytes, engine: Callable[[], Engine]) -> Iterator[str]:
    settings = Settings()
    with tempfile.TemporaryDirectory() as scratch:
        source, output = Path(scratch) / "reports.jsonl", Path(scratch) / "joined.jsonl"
        source.write_bytes(data)
        folder = Folder(f"{scratch}/parts")
        options, reader = ReadOptions(settings=settings), reader_of(load_pack(settings.pack))
        tasks = [
            Task(shard=shard, settings=settings, metadata=Metadata(), options=options, reader=reader, output=folder.name, part=part_name(shard, LINES))
            for shard in cut([str(source)], lines=True, shard_bytes=max(1, len(data) // SHARDS))
        ]
        for _ in run_parts(engine(), tasks, folder):
            pass
        with output.open("w", encoding="utf-8", newline="") as stream:
            join_parts(folder, tasks, stream)
        with output.open(encoding="utf-8", newline="\n") as lines:
            yield from lines


def _dask() -> Engine:
    from reportedly.engines.cluster import DaskEngine  # noqa: PLC0415  an optional extra, and slow to import

    return DaskEngine(None, PROCESSES)


WAYS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "batches": _read_many,
    "processes": functools.partial(_read_many, processes=PROCESSES),
    "engine": functools.partial(_read_shards, engine=lambda: ProcessEngine(PROCESSES)),
    "dask": functools.partial(_read_shards, engine=_dask),
}

if __name__ == "__main__":
    sys.exit(main())
