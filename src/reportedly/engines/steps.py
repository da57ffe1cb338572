"""A work of many steps, each of many tasks: a step begins when the one before it is whole, and each task leaves a note.

The rule that must not be broken: a note stands only beside what a task of this very run left whole; so a run that broke off goes on where it stopped, and
nothing of an earlier run is taken for a part of this one.
"""

from __future__ import annotations

import dataclasses
import functools
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from reportedly.core.errors import FormatError
from reportedly.engines.bundles import bundle_name
from reportedly.engines.seam import Done, Shard
from reportedly.reports.carriers import LEAST_BITS
from reportedly.reports.weights import LIMITS, WEIGHTS, Limits, Weights

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportedly.engines.folder import Folder
    from reportedly.engines.seam import Engine, Task

MANIFEST = "run.json"
AnyPlan = TypeVar("AnyPlan")
"""What every task of a work knows: a value that can be pickled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What every task of a work by partitions knows beside its number: the folder of the parts, how many shards and partitions there are, and the tables.

    ``texts`` is how many different texts there are, 0 until they are counted, ``bits`` those of a bucket of links for so many.
    ``edges`` names the step that left the edges of a graph, once they are stars.
    """

    folder: str
    shards: int
    partitions: int
    texts: int = 0
    bits: int = LEAST_BITS
    edges: str = ""
    weights: Weights = WEIGHTS
    limits: Limits = LIMITS


class Steps:
    """Runs steps over an engine. ``counts`` are those of all tasks so far, by step and name."""

    def __init__(self, engine: Engine, folder: Folder, first: Task, work: dict[str, Any], *, resume: bool = False) -> None:
        """``first`` is any task of the work: the others have its settings. ``work`` says of what input and in how many partitions the parts are.

        Raises ``FormatError`` where the folder holds something else, or, with ``resume``, the parts of another work.
        """
        self._engine, self._folder, self._first, self._resume = engine, folder, first, resume
        self.counts: dict[str, Counter[str]] = {}
        found = _read(folder, MANIFEST) if folder.has(MANIFEST) else {"run": 0}
        if not folder.is_empty() and not found.get("run"):
            message = f"expected an empty folder for the parts, found other files in {folder.name}; name another"
            raise FormatError(message)
        if resume and found["run"] and found != work | {"run": found["run"]}:
            message = f"expected parts of the same run in {folder.name}, found another input, release, pack or number of partitions; name another folder"
            raise FormatError(message)
        self._run = found["run"] if resume and found["run"] else found["run"] + 1
        _write(folder, MANIFEST, work | {"run": self._run})

    def run(
        self, step: str, function: Callable[[AnyPlan, Task], Done], plan: AnyPlan, tasks: Sequence[Task] | int, advance: Callable[[], None]
    ) -> Counter[str]:
        """Do all tasks of the step, or the first so many partitions; what they counted together. ``advance`` is told of each that is done."""
        if isinstance(tasks, int):
            tasks = [dataclasses.replace(self._first, shard=Shard(number=number, source=f"{step} {number}")) for number in range(tasks)]
        tasks = [dataclasses.replace(task, part=step) for task in tasks]
        counted: Counter[str] = Counter()
        left = []
        for task in tasks:
            known = self._noted(step, task.shard.number)
            if known is None:
                left.append(task)
            else:
                counted.update(known)
                advance()
        for done in self._engine.run(functools.partial(function, plan), left) if left else ():
            _write(self._folder, _note(step, done.number), {"run": self._run, "counts": done.counts})
            counted.update(done.counts)
            advance()
        self.counts[step] = counted
        return counted

    def settle(self, name: str, value: int) -> int:
        """A number that all later steps of the run rest on: this one, or what a part of the run that broke off settled on."""
        known = self._noted(name, 0)
        if known is None:
            known = {name: value}
            _write(self._folder, _note(name, 0), {"run": self._run, "counts": known})
        return known[name]

    def drop(self, *bundles: str, tasks: int) -> None:
        """Take away what these steps left, whose readers are done."""
        for bundle in bundles:
            for number in range(tasks):
                self._folder.remove(bundle_name(bundle, number))

    def _noted(self, step: str, number: int) -> dict[str, int] | None:
        if not self._resume or not self._folder.has(_note(step, number)):
            return None
        found = _read(self._folder, _note(step, number))
        counts: dict[str, int] = found["counts"]
        return counts if found["run"] == self._run else None


def _note(step: str, number: int) -> str:
    return f"{step}-{number:06d}.done"


def _read(folder: Folder, name: str) -> dict[str, Any]:
    with folder.reading(name) as stream:
        found: dict[str, Any] = json.load(stream)
    return found


def _write(folder: Folder, name: str, value: dict[str, Any]) -> None:
    with folder.writing(name) as stream:
        stream.write(json.dumps(value, sort_keys=True).encode() + b"\n")
