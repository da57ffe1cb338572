"""Reports that kill who reads them, for the tests of engines: run by workers, so it is a module that they can import.

``main`` takes INPUT FOLDER [ADDRESS]: it reads INPUT (JSON lines, cut small) into parts with processes, or on the cluster there, and prints what came of it.
"""

from __future__ import annotations

import gzip
import json
import multiprocessing
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.core.settings import Settings
from reportedly.engines import parts
from reportedly.engines.cluster import DaskEngine
from reportedly.engines.folder import Folder
from reportedly.engines.processes import ProcessEngine
from reportedly.engines.seam import Done, Engine, Task
from reportedly.engines.shards import cut
from reportedly.intake import Metadata
from reportedly.packs.load import load_pack
from reportedly.readers.seam import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.core.records import Reading

SMALL = Settings(pack=str(Path(__file__).resolve().parent.parent / "data/packs/two_rivers"))


def tasks_of(source: Path, folder: Path, *, shard_bytes: int = 400, ending: str = parts.LINES) -> list[Task]:
    """The tasks of reading this file of JSON lines in small shards."""
    reader = parts.reader_of(load_pack(SMALL.pack))
    return [
        Task(
            shard=shard,
            settings=SMALL,
            metadata=Metadata(),
            options=ReadOptions(settings=SMALL),
            reader=reader,
            output=str(folder),
            part=parts.part_name(shard, ending),
        )
        for shard in cut([str(source)], lines=True, shard_bytes=shard_bytes)
    ]


def dying_row(reading: Reading) -> parts.Row:
    """Kills the process that reads a bomb, unless it is the caller that only writes down that it could not be read."""
    if reading.id.startswith("bomb") and multiprocessing.current_process().name != "MainProcess":
        os.kill(os.getpid(), signal.SIGKILL)
    return parts.Row(reading.id, None, None, None, None, 0, " ".join(issue.code for issue in reading.issues), f"{reading.id}\n")


def deadly_part(task: Task) -> Done:
    """As ``read_part``, but for the bombs."""
    parts.to_row = dying_row
    return parts.read_part(task)


def main(arguments: Sequence[str]) -> None:
    source, folder, *address = arguments
    tasks = tasks_of(Path(source), Path(folder))
    engine: Engine = DaskEngine(address[0]) if address else ProcessEngine(2)
    done = sorted(engine.run(deadly_part, tasks), key=lambda each: each.number)
    lines: list[str] = []
    for task in tasks:
        with Folder(folder).reading(task.part) as packed:
            lines += gzip.decompress(packed.read()).decode().split()
    print(json.dumps({"lines": lines, "poison": [name for each in done for name in each.poison], "shards": len(done)}))  # noqa: T201  what the test reads
