"""A folder of files here, or wherever fsspec reaches.

The rule that must not be broken: a file is there whole or not at all, however many write it at once.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

import numpy as np

from reportedly.core.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

SPOOLED = 1 << 26
"""Bytes of a file in the making that are held in memory; more go to a file that is gone with the program."""


class Folder:
    """``name`` is a path, or an address with ``://``. Made when something is written to it."""

    def __init__(self, name: str) -> None:
        self.name = name.rstrip("/")
        self._far: Any = None
        if "://" in name:
            try:
                import fsspec  # noqa: PLC0415  an optional extra
            except ImportError as error:
                message = "expected fsspec to write to storage, found it missing; install it: pip install 'reportedly[dask]'"
                raise FormatError(message) from error
            self._far, self._root = fsspec.core.url_to_fs(self.name)

    def has(self, name: str) -> bool:
        """Whether the file is there."""
        return bool(self._far.exists(f"{self._root}/{name}")) if self._far else (Path(self.name) / name).is_file()

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """A stream whose bytes are the file when the body is through; when it raises, nothing is there."""
        with tempfile.SpooledTemporaryFile(max_size=SPOOLED) as spool:
            yield cast("BinaryIO", spool)
            spool.seek(0)
            if self._far:
                self._far.makedirs(self._root, exist_ok=True)
                with self._far.open(f"{self._root}/{name}", "wb") as target:
                    shutil.copyfileobj(spool, target)
                return
            Path(self.name).mkdir(parents=True, exist_ok=True)
            partial = Path(self.name) / f".{name}.{os.getpid()}.partial"
            with partial.open("wb") as target:
                shutil.copyfileobj(spool, target)
            partial.replace(Path(self.name) / name)

    @contextmanager
    def reading(self, name: str) -> Iterator[IO[bytes]]:
        """The file's bytes."""
        with self._far.open(f"{self._root}/{name}", "rb") if self._far else (Path(self.name) / name).open("rb") as stream:
            yield stream

    def is_empty(self) -> bool:
        """Whether there is no file in it, or no folder."""
        if self._far:
            return not (self._far.exists(self._root) and self._far.ls(self._root))
        return not (Path(self.name).is_dir() and any(Path(self.name).iterdir()))

    def numbers(self, name: str, kind: str) -> NDArray[Any]:
        """The file as numbers of one type. One that lies here is not read but mapped, so that processes of one machine share it."""
        if self._far is None:
            return np.asarray(np.memmap(Path(self.name) / name, kind, mode="r"))
        with self.reading(name) as stream:
            return np.frombuffer(stream.read(), kind)

    def remove(self, name: str) -> None:
        """The file is not there any more, if it was."""
        if self._far:
            if self.has(name):
                self._far.rm(f"{self._root}/{name}")
        else:
            (Path(self.name) / name).unlink(missing_ok=True)

    def discard(self) -> None:
        """The folder and all in it are gone."""
        if self._far:
            self._far.rm(self._root, recursive=True)
        else:
            shutil.rmtree(self.name, ignore_errors=True)
