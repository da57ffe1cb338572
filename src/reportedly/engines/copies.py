"""Which of very many reports are copies or rewrites of one another: ``CopyIndex`` by partitions, over an engine.

Texts are parted by their key, links by their hash, pairs by the lesser key, families by the least key of those that hang together; between steps every task
tells each partition what it needs to know. No task holds more than a partition, and the tables of how many carry what (200 MB, shared on one machine;
for more than half a million texts that of links is larger, ``carriers.bits_for``: 16 GB for 10^8).

The rule that must not be broken: for any number of shards and partitions, and whoever does what when, the lines are those of ``reportedly copies --jsonl``.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from reportedly.core.ids import content_id
from reportedly.core.progress import tell_nobody
from reportedly.engines import copy_counts, copy_families, copy_near, copy_pairs, copy_texts
from reportedly.engines.components import find_components
from reportedly.engines.steps import Plan, Steps
from reportedly.reports.carriers import bits_for

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Sequence

    from reportedly.engines.folder import Folder
    from reportedly.engines.seam import Done, Engine, Shard, Task

STEPS = 19
"""Steps with a task a partition, about: those of the components are as many as their turns."""
SHARDS_A_PARTITION = 16
"""Shards of 4 MB a partition, where nobody says how many there are to be: some 20,000 articles, with 100 MB of profiles and meetings."""
LEAST_PARTITIONS = 4


@dataclasses.dataclass(frozen=True, slots=True)
class Compared:
    """What came of it: where the lines are (``copy_families.iter_written``), and what each step counted, its bytes among them."""

    plan: Plan
    counts: dict[str, Counter[str]]


def partitions_for(shards: Sequence[Shard]) -> int:
    """How many partitions so many shards are compared in, where nobody says."""
    return max(LEAST_PARTITIONS, len(shards) // SHARDS_A_PARTITION)


def compare_shards(
    engine: Engine,
    shards: Sequence[Task],
    folder: Folder,
    partitions: int,
    *,
    resume: bool = False,
    advance: Callable[[], None] = tell_nobody,
) -> Compared:
    """Compare the reports of all shards. ``advance`` is told of every task that is done: one a shard at first, then some ``STEPS`` a partition.

    Raises ``FormatError`` where the folder holds the parts of something else.
    """
    first = shards[0]
    tables = Plan(folder="", shards=0, partitions=0)
    asked = content_id(repr(first.settings), repr(first.metadata), repr(tables.weights), repr(tables.limits))
    work = {"work": "copies", "reader": first.reader, "asked": asked, "input": content_id(*(repr(task.shard) for task in shards))}
    steps = Steps(engine, folder, first, work | {"shards": len(shards), "partitions": partitions}, resume=resume)
    plan = Plan(folder=folder.name, shards=len(shards), partitions=partitions)

    def run(step: str, function: Callable[[Plan, Task], Done], count: int = partitions, edges: str = "") -> Counter[str]:
        return steps.run(step, function, dataclasses.replace(plan, edges=edges), count, advance)

    with engine.held():
        steps.run("read", copy_texts.read_profiles, plan, shards, advance)
        run("ids", copy_texts.compare_ids)
        texts = run("texts", copy_texts.keep_texts)["texts"]
        plan = dataclasses.replace(plan, texts=texts, bits=steps.settle("bits", bits_for(texts)))
        steps.drop("read", "profiles", tasks=len(shards))
        run("counts", copy_counts.count_texts)
        run("first", copy_counts.sum_texts)
        run("first-joined", copy_counts.join_first, len(copy_counts.KINDS))
        run("marks", copy_near.send_marks)
        run("seen", copy_near.meet)
        steps.drop(*copy_near.MARKS, tasks=partitions)
        run("near", copy_near.choose_near)
        steps.drop(*(f"seen-{marks}" for marks in copy_near.MARKS), tasks=partitions)
        run("stories", copy_pairs.find_stories)
        run("once", copy_pairs.merge_stories, edges=find_components(steps, plan, "stories", advance))
        run("second", copy_counts.sum_stories)
        run("second-joined", copy_counts.join_second, len(copy_counts.KINDS))
        steps.drop(*(f"{step}-{kind}" for step in ("counts", "once", "first", "second") for kind in copy_counts.KINDS), tasks=partitions)
        run("sides", copy_pairs.tell_crowds)
        run("placed", copy_pairs.place_pairs)
        steps.drop("near", "pairs", "sides", tasks=partitions)
        run("told", copy_pairs.compare_pairs)
        run("kin-ties", copy_families.send_ties, edges=find_components(steps, plan, "kin", advance))
        run("labels", copy_families.make_families)
        run("named", copy_families.name_reports)
        run("lines", copy_families.write_lines, len(shards))
    return Compared(plan, steps.counts)
