"""The seam between work and who does it: an engine runs a function over tasks and says of each what came of it.

The rule that must not be broken: a task is a value, and doing it twice is doing it once; so an engine may lose a worker and begin a task again.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from reportedly.core.settings import Settings
    from reportedly.intake import Metadata
    from reportedly.readers.seam import ReadOptions

CAREFUL = 2
"""Processes of a careful task: one reads, and when it dies its reports are read one by one, until the one that kills is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """A stretch of the input, all of which is read in one go: a whole source, lines of a file by bytes, or rows of a table.

    ``start`` and ``stop`` are bytes for JSON lines (the lines that begin in between) and rows for Parquet; a ``stop`` of ``None`` is the end.
    ``before`` counts the lines before ``start``. ``is_only`` says that nothing else was named: then what cannot be opened raises.
    """

    number: int
    source: str
    lines: bool = False
    start: int = 0
    stop: int | None = None
    before: int = 0
    is_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One shard to read, and all that decides what is read in it. ``reader`` is the version that every worker must be of.

    ``output`` is the parts' folder, or the ledger. ``processes`` above one reads with processes of its own (see ``CAREFUL``).
    """

    shard: Shard
    settings: Settings
    metadata: Metadata
    options: ReadOptions
    reader: str
    output: str
    part: str = ""
    processes: int = 1

    def careful(self) -> Task:
        """The same task, done so that no report can take down who does it."""
        return dataclasses.replace(self, processes=CAREFUL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of a task: how many reports were answered, how many of them could not be read, and ids of those that killed who read them.

    ``counts`` are further counts by name: what a ledger made of the reports.
    """

    number: int
    reports: int = 0
    unread: int = 0
    poison: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)


class Engine(Protocol):
    """Who does the tasks."""

    def held(self) -> AbstractContextManager[None]:
        """As long as it lasts, what the engine starts (a cluster of this machine) serves all runs."""

    def run(self, function: Callable[[Task], Done], tasks: Sequence[Task]) -> Iterator[Done]:
        """What came of each task, as it comes. Each is done at least once and answered once; one whose worker dies is done again, with care.

        ``function`` can be pickled. What it raises is raised.
        """
