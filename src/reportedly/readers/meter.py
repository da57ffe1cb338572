"""How much of what the caller named has been read: the share of its bytes, for whoever shows progress.

The rule that must not be broken: a share is never a guess. Where the end is not known (an address, a pipe, a list of addresses among other files) there is
none, until everything has come in and can be counted.
"""

from __future__ import annotations

import io
from collections import deque
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from reportedly.readers.folders import iter_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportedly.readers.seam import Intake


def measure_sources(names: Sequence[str]) -> int | None:
    """Bytes of the files and folders of these names; ``None`` where one of them has no size: an address, standard input, a pipe."""
    sizes = [_size(Path(name)) if name != "-" and "://" not in name else None for name in names]
    known = [size for size in sizes if size is not None]
    return sum(known) if len(known) == len(sizes) else None


class Meter:
    """Counts the bytes of files as they are read. One reader at a time, file after file, as ``iter_sources`` reads them.

    Reports are read ahead of their answers: ``follow`` remembers how far the bytes were when each report came in, and ``share`` answers for the reports
    that are done.
    """

    def __init__(self, total: int | None) -> None:
        """``total`` are the bytes of all files, where they are known (``measure_sources``)."""
        self.total = total or None
        self._before = 0
        self._size = 0
        self._file: _Counted | None = None
        self._fetching = 0
        self._listed = 0
        self._waiting: deque[float | None] = deque()
        self._came = self._done = 0
        self._last: float | None = None
        self._ended = False

    def begin(self, path: Path) -> None:
        """The next file; the one before it counts as read."""
        self._before += self._size
        self._size = _size(path) or 0
        self._file = None

    def open(self, path: Path) -> BinaryIO:
        """The file, whose bytes are counted as they are read; opened anew, they count anew."""
        self._file = _Counted(path)
        return cast("BinaryIO", io.BufferedReader(self._file))

    @contextmanager
    def fetching(self) -> Iterator[None]:
        """While what is read is a list of addresses: how long those take its bytes do not tell, so a share is known only where nothing else is to be read."""
        self._fetching += 1
        self._listed = 0
        try:
            yield
        finally:
            self._fetching -= 1

    def pass_line(self, size: int) -> None:
        """A line of so many bytes of the list was taken up: every address counts by its length, near enough the same."""
        self._listed += size

    def follow(self, intakes: Iterable[Intake]) -> Iterator[Intake]:
        """The same reports, remembering how far the bytes were at each."""
        for intake in intakes:
            self._waiting.append(self._position())
            self._came += 1
            yield intake
        self._ended = True

    def share(self, done: int) -> float | None:
        """The share of the work that is done with the first ``done`` reports, between 0 and 1; ``None`` where that cannot be known."""
        while self._done < done and self._waiting:
            self._last = self._waiting.popleft()
            self._done += 1
        if self._ended:
            return self._done / self._came if self._came else None
        return self._last

    def _position(self) -> float | None:
        if self.total is None or (self._fetching and (self._size != self.total or self._fetching > 1)):
            return None
        read = min(self._listed, self._size) if self._fetching else min(self._file.count, self._size) if self._file else 0
        share = (self._before + read) / self.total
        # All bytes are in, yet more reports may come of them: a small file is one block.
        return share if share < 1 else None


class _Counted(io.FileIO):
    """A file that counts the bytes taken from it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "rb")
        self.count = 0

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        taken = super().readinto(buffer)
        self.count += taken or 0
        return taken

    def readall(self) -> bytes:
        data = super().readall()
        self.count += len(data)
        return data


def _size(path: Path) -> int | None:
    """Bytes of a file, or of a folder's files; 0 for what is not there, ``None`` for what is neither."""
    try:
        if path.is_dir():
            return sum(child.stat().st_size for child in iter_files(path) if child.is_file())
        return path.stat().st_size if path.is_file() or not path.exists() else None
    except OSError:
        return 0
