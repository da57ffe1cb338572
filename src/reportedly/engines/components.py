"""Which texts hang together, by edges that lie in many partitions: large and small stars in turn (Kiveris et al. 2014, "Connected components in MapReduce").

In each turn every text links its neighbours to the least of them; after a few turns nothing is left but stars, whose middles are the least keys.

The rule that must not be broken: the components hang on the edges alone; no task holds more than the edges of its partition.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from reportedly.engines.bundles import Bundle, gather_rows, in_partitions
from reportedly.engines.folder import Folder
from reportedly.engines.seam import Done

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from reportedly.engines.bundles import Rows
    from reportedly.engines.seam import Task
    from reportedly.engines.steps import Plan, Steps

    Keys = NDArray[np.uint64]

EDGE = np.dtype([("one", "<u8"), ("other", "<u8")])
MOST_TURNS = 60
"""Turns are some twice the logarithm of the longest chain; a chain of a billion takes 60."""


def edges_of(one: Keys, other: Keys) -> Rows:
    """Edges from the first to the second."""
    rows = np.empty(len(one), EDGE)
    rows["one"], rows["other"] = one, other
    return rows


def put_edges(bundle: Bundle, edges: Rows, partitions: int) -> None:
    """Tell both ends of each edge."""
    for rows in (edges, edges_of(edges["other"], edges["one"])):
        bundle.add(rows, in_partitions(rows["one"], partitions))


def find_components(steps: Steps, plan: Plan, step: str, advance: Callable[[], None]) -> str:
    """The name of the step that left the stars of the graph, whose edges ``step`` left."""
    before: tuple[int, int] | None = None
    for turn in range(MOST_TURNS):
        turned = dataclasses.replace(plan, edges=step if not turn else f"{step}-{turn - 1}-small")
        counts = steps.run(f"{step}-{turn}-large", widen, turned, plan.partitions, advance)
        found = counts["edges"], counts["digest"]
        if found == before or not found[0]:
            return turned.edges
        before = found
        steps.run(f"{step}-{turn}-small", narrow, dataclasses.replace(plan, edges=f"{step}-{turn}-large"), plan.partitions, advance)
    message = f"expected stars after {MOST_TURNS} turns, found none"
    raise AssertionError(message)


def own_edges(plan: Plan, partition: int) -> Rows:
    """The edges of the texts of the partition, each once, by both ends."""
    return np.unique(gather_rows(Folder(plan.folder), plan.edges, plan.partitions, partition, EDGE))


def least_of(edges: Rows) -> tuple[NDArray[np.int64], Keys]:
    """Where the edges of each text begin, and the least key of the text and its neighbours; the edges are sorted."""
    starts = np.flatnonzero(np.diff(edges["one"], prepend=edges["one"][:1] ^ np.uint64(1)))
    least = np.minimum(edges["one"][starts], edges["other"][starts])  # neighbours are sorted too
    return starts, least


def widen(plan: Plan, task: Task) -> Done:
    """Large star: every text links its greater neighbours to the least of them all. The edges are told to their greater end."""
    edges = own_edges(plan, task.shard.number)
    bundle = Bundle(plan.partitions)
    if len(edges):
        starts, least = least_of(edges)
        hub = np.repeat(least, np.diff(starts, append=len(edges)))
        greater = edges["other"] > edges["one"]
        rows = np.unique(edges_of(edges["other"][greater], hub[greater]))
        bundle.add(rows, in_partitions(rows["one"], plan.partitions))
    sent = bundle.write(Folder(plan.folder), task.part, task.shard.number)
    return Done(number=task.shard.number, counts={"bytes": sent, "edges": len(edges), "digest": _digest(edges)})


def narrow(plan: Plan, task: Task) -> Done:
    """Small star: every text links its lesser neighbours and itself to the least of them. The edges are told to both ends."""
    edges = own_edges(plan, task.shard.number)
    bundle = Bundle(plan.partitions)
    if len(edges):
        starts, least = least_of(edges)
        hub = np.repeat(least, np.diff(starts, append=len(edges)))
        inner = edges["other"] != hub
        put_edges(bundle, np.unique(np.concatenate([edges_of(edges["other"][inner], hub[inner]), edges_of(edges["one"][starts], least)])), plan.partitions)
    return Done(number=task.shard.number, counts={"bytes": bundle.write(Folder(plan.folder), task.part, task.shard.number)})


def hubs_of(plan: Plan, partition: int) -> dict[int, int]:
    """For each text of the partition that hangs together with another the least key of its component; the edges are stars."""
    edges = own_edges(plan, partition)
    if not len(edges):
        return {}
    starts, least = least_of(edges)
    return dict(zip(edges["one"][starts].tolist(), least.tolist(), strict=True))


def stars_of(plan: Plan, partition: int) -> list[list[int]]:
    """The components whose least key lies in the partition, each by key; the edges are stars."""
    edges = own_edges(plan, partition)
    if not len(edges):
        return []
    starts, least = least_of(edges)
    ends = [*starts[1:].tolist(), len(edges)]
    rows = zip(starts.tolist(), ends, (least == edges["one"][starts]).tolist(), strict=True)
    return [[int(edges["one"][start]), *edges["other"][start:end].tolist()] for start, end, is_hub in rows if is_hub]


def _digest(edges: Rows) -> int:
    """A sum over the edges that tells two sets of them apart; the multipliers are those of ``reports.profile.mixed``."""
    one = edges["one"] * np.uint64(0xBF58476D1CE4E5B9) ^ edges["other"]
    return int(np.bitwise_and((one ^ (one >> np.uint64(30))) * np.uint64(0x94D049BB133111EB), np.uint64((1 << 40) - 1)).sum())
