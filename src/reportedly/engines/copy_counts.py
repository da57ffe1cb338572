"""Comparing by partitions: how many texts carry each link, term and sense, counted in every partition and summed by slices of the table.

The rule that must not be broken: the tables are, number for number, those that counting all texts in one go gives: sums do not mind who adds first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reportedly.engines.bundles import Bundle, iter_stretches
from reportedly.engines.copy_texts import Texts
from reportedly.engines.folder import Folder
from reportedly.engines.seam import Done
from reportedly.reports.carriers import LEAST_BITS, SparseTally, Sum, Tally
from reportedly.reports.evidence import Scales, Weighed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from reportedly.engines.bundles import Rows
    from reportedly.engines.seam import Task
    from reportedly.engines.steps import Plan
    from reportedly.reports.profile import Hashes, Profile

KINDS = ("links", "terms", "senses")
COUNT = np.dtype([("bucket", "<u4"), ("amount", "<u4")])
WEIGHED_HELD = 4_000
"""Texts whose weights are held: 12 MB of notes, 50 of articles."""


def bits_of(plan: Plan, kind: str) -> int:
    """Bits of the number of a bucket: terms and senses are few however many texts there are (6 million of 10^8 news)."""
    return plan.bits if kind == "links" else LEAST_BITS


def tallies_of(plan: Plan) -> dict[str, SparseTally]:
    """Nothing counted yet."""
    return {kind: SparseTally(bits_of(plan, kind)) for kind in KINDS}


def count_texts(plan: Plan, task: Task) -> Done:
    """Every text of the partition is a carrier of what is in it."""
    tallies = tallies_of(plan)
    with Texts(plan) as texts:
        for profile in texts.file(task.shard.number).profiles():
            for kind, tally in tallies.items():
                tally.add(getattr(profile, kind))
    return Done(number=task.shard.number, counts={"bytes": send_counts(plan, "counts", task.shard.number, tallies)})


def send_counts(plan: Plan, step: str, number: int, tallies: dict[str, SparseTally]) -> int:
    """What was counted, for who sums each slice of the tables."""
    sent = 0
    for kind, tally in tallies.items():
        buckets, amounts = tally.counted()
        bundle = Bundle(plan.partitions)
        bundle.add(_rows(buckets, amounts), buckets.astype(np.int64) * plan.partitions >> bits_of(plan, kind))
        sent += bundle.write(Folder(plan.folder), f"{step}-{kind}", number)
    return sent


def _rows(buckets: NDArray[np.uint32], amounts: NDArray[np.uint32]) -> Rows:
    rows = np.empty(len(buckets), COUNT)
    rows["bucket"], rows["amount"] = buckets, amounts
    return rows


def sum_texts(plan: Plan, task: Task) -> Done:
    """One slice of each table: all that every partition counted."""
    return _sum(plan, task, "first", ("counts",))


def sum_stories(plan: Plan, task: Task) -> Done:
    """The same where the texts of one story are one carrier."""
    return _sum(plan, task, "second", ("counts", "once"))


def _sum(plan: Plan, task: Task, stage: str, steps: tuple[str, ...]) -> Done:
    folder, number, sent = Folder(plan.folder), task.shard.number, 0
    for kind in KINDS:
        begin, end = (-(-(place << bits_of(plan, kind)) // plan.partitions) for place in (number, number + 1))
        table = np.zeros(end - begin, np.uint32)
        for step in steps:
            for stretch in iter_stretches(folder, f"{step}-{kind}", plan.partitions, number):
                rows = np.frombuffer(stretch, COUNT)
                table[rows["bucket"] - np.uint32(begin)] += rows["amount"]
        bundle = Bundle(1)
        filled = np.flatnonzero(table)
        bundle.put(0, _rows((filled + begin).astype(np.uint32), table[filled]).tobytes())
        sent += bundle.write(folder, f"{stage}-{kind}", number)
    return Done(number=number, counts={"bytes": sent})


def join_first(plan: Plan, task: Task) -> Done:
    """The slices of one table as one file, which processes of one machine share."""
    return _join(plan, task, "first")


def join_second(plan: Plan, task: Task) -> Done:
    """The same of the second tables."""
    return _join(plan, task, "second")


def _join(plan: Plan, task: Task, stage: str) -> Done:
    folder, kind = Folder(plan.folder), KINDS[task.shard.number]
    whole, written = 1 << bits_of(plan, kind), 0
    with folder.writing(f"{stage}-{kind}") as stream:
        for stretch in iter_stretches(folder, f"{stage}-{kind}", plan.partitions, 0):
            rows = np.frombuffer(stretch, COUNT)
            slice_of_table = np.zeros(int(rows["bucket"][-1]) + 1 - written, "<u4")
            slice_of_table[rows["bucket"] - np.uint32(written)] = rows["amount"]
            stream.write(slice_of_table.data)
            written += len(slice_of_table)
        stream.write(np.zeros(whole - written, "<u4").data)
    return Done(number=task.shard.number, counts={"bytes": 4 * whole})


def scales_of(plan: Plan, stage: str) -> Scales:
    """The scales by the tables of that stage."""
    folder = Folder(plan.folder)
    links, terms, senses = (Tally(folder.numbers(f"{stage}-{kind}", "<u4")) for kind in KINDS)
    return Scales(plan.weights, links, terms, senses, plan.texts)


class Weighing:
    """Texts with their weights, by key; a few thousand are held."""

    def __init__(self, plan: Plan, profile: Callable[[int], Profile], stage: str) -> None:
        """``profile`` gives the text of a key, ``stage`` names the tables that hold."""
        self.scales = scales_of(plan, stage)
        self._profile = profile
        self._held: dict[int, Weighed] = {}

    def of(self, key: int) -> Weighed:
        """The text of this key with its weights."""
        known = self._held.get(key)
        if known is None:
            if len(self._held) >= WEIGHED_HELD:
                self._held.clear()
            known = self._held[key] = self.scales.weigh(self._profile(key))
        return known


def count_once(tallies: dict[str, SparseTally], profiles: Iterable[Profile]) -> None:
    """The texts of one story, which were counted each, are one carrier. However many they are, one is held at a time."""
    sums = {kind: Sum() for kind in KINDS}
    for profile in profiles:
        for kind, tally in tallies.items():
            hashes: Hashes = getattr(profile, kind)
            tally.take_back(hashes)
            sums[kind].add(hashes)
    for kind, tally in tallies.items():
        tally.add(sums[kind].whole())
