"""Where the written reports go: standard output, or a file that is complete or not there.

The rule that must not be broken: a file gets its name only when all of it is written; until then, and when the work broke off,
it is called ``NAME.partial``. A file that ends in ``.gz`` is compressed, with no clock in its header.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import zlib
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from reportedly.core.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.batch import Answer
    from reportedly.formats.names import Writer
    from reportedly.intake import Intake

PARTIAL = ".partial"
PREVIOUS = ".previous"
DATABASE_HEAD = b"SQLite format 3\x00"


@contextmanager
def open_output(output: str, *, keep: bool = False) -> Iterator[IO[str]]:
    """A text stream in UTF-8 to a file, or to standard output for ``-``. Raises ``FormatError`` where nothing can be written.

    When the body raises, what was written stays under ``NAME.partial``. With ``keep``, writing goes on after what is there.
    """
    if output == "-":
        stream = cast("IO[str]", sys.stdout)
        _reconfigure(stream)
        yield stream
        stream.flush()
        return
    target = Path(output)
    check_target(target)
    if target.exists() and not target.is_file():
        # A device or a pipe (/dev/null, /dev/stdout, a FIFO) is written to; a file put in its place would break it for everybody.
        with _writing(target, packed=target.suffix == ".gz") as stream:
            yield stream
        return
    partial = target.with_name(target.name + PARTIAL)
    with _writing(partial, packed=target.suffix == ".gz", keep=keep) as stream:
        yield stream
    partial.replace(target)


def check_target(target: Path, mark: bytes = DATABASE_HEAD, *, at: int = 0, found: str = "a database") -> None:
    """Raise ``FormatError`` where no answer can go: a folder, a place in none, and a file with that mark at that byte: a ledger, which would be lost."""
    if target.is_dir():
        trouble = "a folder"
    elif target.exists() and not target.is_file():
        return
    elif not target.parent.is_dir() or not os.access(target.parent, os.W_OK):
        trouble = "no folder that may be written to"
    elif target.is_file() and _has(target, mark, at):
        message = f"expected to write {target}, found {found} there already, which would be lost; name another file"
        raise FormatError(message)
    else:
        return
    message = f"expected to write {target}, found {trouble}; name a file in a folder that is there"
    raise FormatError(message)


def check_not_read(output: str, inputs: Iterable[str]) -> None:
    """Raise ``FormatError`` where the answer would take the place of one of the files that it is made from."""
    target = Path(output)
    if output == "-" or not target.is_file():
        return
    for name in inputs:
        source = Path(name)
        if source.is_file() and source.samefile(target):
            message = f"expected to write beside what is read, found {name} named for both; name another file for the output"
            raise FormatError(message)


def _has(path: Path, mark: bytes, at: int) -> bool:
    try:
        with path.open("rb") as stream:
            stream.seek(at)
            return stream.read(len(mark)) == mark
    except OSError:
        return False  # what cannot be read may be replaced all the same


def resumed_ids(output: str) -> Counter[str]:
    """Ids of the reports that an earlier run left whole in the output, how often each; its whole lines are kept, to be written after.

    Empty when there is no earlier output. The half line at a break is dropped. Raises ``FormatError`` when the file holds something else.
    """
    if output == "-":
        message = "expected a file to resume, found standard output; name it with --output FILE"
        raise FormatError(message)
    target = Path(output)
    partial, previous = target.with_name(target.name + PARTIAL), target.with_name(target.name + PREVIOUS)
    if not previous.exists():
        source = partial if partial.exists() else target
        if not source.exists():
            return Counter()
        if source == target:
            return _kept(target, partial)
        partial.replace(previous)
    ids = _kept(previous, partial)
    previous.unlink()
    return ids


def _kept(source: Path, partial: Path) -> Counter[str]:
    ids: Counter[str] = Counter()
    packed = source.name.removesuffix(PREVIOUS).removesuffix(PARTIAL).endswith(".gz")
    with _reading(source, packed=packed) as lines, _writing(partial, packed=packed) as kept:
        for raw in _whole_lines(lines):
            line = raw.decode("utf-8", errors="replace")
            ids[_id_of(line, source)] += 1
            kept.write(line)
    return ids


def _whole_lines(lines: IO[bytes]) -> Iterator[bytes]:
    """Lines as bytes: a run that broke off may have left half a character at the end."""
    try:
        yield from (line for line in lines if line.endswith(b"\n"))
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return  # the run broke off in the middle of a compressed block; what came before it is whole


def _id_of(line: str, source: Path) -> str:
    try:
        return str(json.loads(line)["id"])
    except (ValueError, TypeError, KeyError) as error:
        message = f"expected Reportedly JSON in {source} to go on with, found {line[:60]!r}; name another file, or leave --resume out"
        raise FormatError(message) from error


@contextmanager
def _reading(path: Path, *, packed: bool) -> Iterator[IO[bytes]]:
    with gzip.open(path, "rb") if packed else path.open("rb") as lines:
        yield cast("IO[bytes]", lines)


@contextmanager
def _writing(path: Path, *, packed: bool, keep: bool = False) -> Iterator[IO[str]]:
    with ExitStack() as stack:
        stream: IO[bytes] = stack.enter_context(path.open("ab" if keep else "wb"))
        if packed:
            stream = cast("IO[bytes]", stack.enter_context(gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0)))
        yield stack.enter_context(io.TextIOWrapper(stream, encoding="utf-8", newline="\n", errors="backslashreplace"))


def _reconfigure(stream: IO[str]) -> None:
    """Standard output in UTF-8 whatever the locale says: JSON lines have no other encoding."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


@dataclass(slots=True)
class Tally:
    """How a run is going: reports written, left out because an earlier run had them, and those that could not be read at all."""

    written: int = 0
    skipped: int = 0
    unread: int = 0


def write_answers(answers: Iterable[Answer[str]], writer: Writer, stream: IO[str], *, skip: Counter[str] | None = None) -> Iterator[Tally]:
    """Write each answer as it comes, and say after each how far the run is. What ``skip`` counts is left out, once for each count."""
    tally = Tally()
    skip = Counter() if skip is None else skip
    stream.write(writer.head)
    for answer in answers:
        if skip[answer.id] > 0:
            skip[answer.id] -= 1
            tally.skipped += 1
        else:
            stream.write(answer.written)
            stream.flush()
            tally.written += 1
            tally.unread += not answer.readable
        yield tally
    stream.write(writer.tail)
    yield tally


def unanswered(intakes: Iterable[Intake], skip: Counter[str]) -> Iterator[Intake]:
    """The intakes but for those whose own id an earlier run answered, which are taken off the count: they are not read again."""
    for intake in intakes:
        if intake.page.id is not None and skip[intake.page.id] > 0:
            skip[intake.page.id] -= 1
        else:
            yield intake
