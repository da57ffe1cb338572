"""What a task leaves for the tasks of the next step: one file, with a stretch of bytes for each partition.

A file a task and not a file a task and partition, as Spark's sorted shuffle has it: a thousand tasks that feed a thousand partitions leave a thousand files.

The rule that must not be broken: what a partition is given stands in the order of the tasks that gave it, whoever ran when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from reportedly.engines.folder import Folder

    Rows = NDArray[np.void]

OFFSET = np.dtype("<u8")


class Bundle:
    """Bytes by partition, held until they are written."""

    def __init__(self, partitions: int) -> None:
        """``partitions``: how many tasks the next step has."""
        self._pieces: list[list[bytes]] = [[] for _ in range(partitions)]

    def put(self, partition: int, piece: bytes) -> None:
        """Add bytes for the partition."""
        self._pieces[partition].append(piece)

    def add(self, rows: Rows, where: NDArray[Any]) -> None:
        """Add rows of one type; ``where`` is each row's partition. Rows of one partition keep their order."""
        if not len(rows):
            return
        order = np.argsort(where, kind="stable")
        rows, where = rows[order], where[order].astype(np.int64)
        begins = np.flatnonzero(np.diff(where, prepend=-1))
        for begin, end in zip(begins.tolist(), [*begins[1:].tolist(), len(rows)], strict=True):
            self._pieces[int(where[begin])].append(rows[begin:end].tobytes())

    def write(self, folder: Folder, step: str, task: int) -> int:
        """Write the file; how many bytes it has. The same pieces give the same bytes."""
        sizes = [sum(map(len, pieces)) for pieces in self._pieces]
        begins = OFFSET.itemsize * (len(sizes) + 1) + np.concatenate(([0], np.cumsum(sizes)))
        head = begins.astype(OFFSET).tobytes()
        with folder.writing(bundle_name(step, task)) as stream:
            stream.write(head)
            for pieces in self._pieces:
                for piece in pieces:
                    stream.write(piece)
        return len(head) + sum(sizes)


def bundle_name(step: str, task: int) -> str:
    """Names that sort as the tasks do."""
    return f"{step}-{task:06d}"


def iter_stretches(folder: Folder, step: str, tasks: int, partition: int) -> Iterator[bytes]:
    """What each task of the step left for the partition, in the order of the tasks; those that left nothing are passed by."""
    for task in range(tasks):
        with folder.reading(bundle_name(step, task)) as stream:
            stream.seek(partition * OFFSET.itemsize)
            begin, end = np.frombuffer(stream.read(2 * OFFSET.itemsize), OFFSET).tolist()
            if begin < end:
                stream.seek(begin)
                yield stream.read(end - begin)


def gather_rows(folder: Folder, step: str, tasks: int, partition: int, kind: np.dtype[Any]) -> Rows:
    """The rows of one type that all tasks of the step left for the partition."""
    return np.frombuffer(b"".join(iter_stretches(folder, step, tasks, partition)), kind)


def in_partitions(keys: NDArray[Any], partitions: int) -> NDArray[np.int64]:
    """The partition of each of these hashes."""
    found: NDArray[np.int64] = (keys % keys.dtype.type(partitions)).astype(np.int64)
    return found
