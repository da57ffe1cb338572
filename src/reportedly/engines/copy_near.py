"""Comparing by partitions: which texts share enough links to be compared. A link's texts meet in the link's partition, a text's neighbours in the text's.

The rule that must not be broken: whom a text is compared with is what ``CopyIndex`` finds: the same few are remembered of a link, the same few taken.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly.engines.bundles import Bundle, gather_rows, in_partitions
from reportedly.engines.copy_texts import Texts
from reportedly.engines.folder import Folder
from reportedly.engines.seam import Done
from reportedly.reports.copies import nearest
from reportedly.reports.judging import sample_of
from reportedly.reports.profiles import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from reportedly.engines.bundles import Rows
    from reportedly.engines.seam import Task
    from reportedly.engines.steps import Plan

MARK = np.dtype([("mark", "<u4"), ("language", "u1"), ("size", "<u4"), ("key", "<u8")])
"""A link or bridge of a text; ``size`` is how many of the text's are looked up."""
SEEN = np.dtype([("one", "<u8"), ("other", "<u8"), ("size", "<u4"), ("count", "<u4")])
"""A text sees another, which has ``size`` links in its sample, by ``count`` links."""
FOUND = np.dtype([("one", "<u8"), ("other", "<u8"), ("part", "<f8"), ("turn", "<u8")])
"""Two texts, the lesser key first, and the part of the shorter sample that they share, as the text of this turn found it."""
MARKS = ("links", "bridges")
MEETINGS = 1 << 20
"""Meetings of two texts in one link that are there at a time."""


def send_marks(plan: Plan, task: Task) -> Done:
    """The links and bridges by which the texts of the partition are looked up, each to its own partition."""
    bundles = {name: Bundle(plan.partitions) for name in MARKS}
    with Texts(plan) as texts:
        for profile in texts.file(task.shard.number).profiles():
            for name, marks in zip(MARKS, (sample_of(profile, plan.limits), profile.bridges), strict=True):
                rows = np.empty(len(marks), MARK)
                rows["mark"], rows["key"], rows["size"], rows["language"] = marks, int(profile.key, 16), len(marks), SCRIPTS.index(profile.language)
                bundles[name].add(rows, in_partitions(marks, plan.partitions))
    sent = sum(bundle.write(Folder(plan.folder), name, task.shard.number) for name, bundle in bundles.items())
    return Done(number=task.shard.number, counts={"bytes": sent})


def meet(plan: Plan, task: Task) -> Done:
    """Who sees whom by the links and bridges of the partition, told to the partition of who sees."""
    folder, sent, met = Folder(plan.folder), 0, 0
    for name in MARKS:
        bundle = Bundle(plan.partitions)
        marks = gather_rows(folder, name, plan.partitions, task.shard.number, MARK)
        for rows in _iter_seen(marks, plan.limits.carriers_kept, abroad=name == "bridges"):
            bundle.add(rows, in_partitions(rows["one"], plan.partitions))
            met += len(rows)
        sent += bundle.write(folder, f"seen-{name}", task.shard.number)
    return Done(number=task.shard.number, counts={"bytes": sent, "meetings": met})


def _iter_seen(marks: Rows, kept: int, *, abroad: bool) -> Iterator[Rows]:
    """Each text with each other that is remembered for a mark of its: the few with the smallest keys, and over languages (``abroad``) those of each other."""
    if not len(marks):
        return
    spoken = marks["language"] if abroad else np.zeros(len(marks), np.uint8)
    marks = marks[np.lexsort((marks["key"], spoken, marks["mark"]))]
    spoken = marks["language"] if abroad else np.zeros(len(marks), np.uint8)
    place = np.arange(len(marks)) - _begins(marks["mark"].astype(np.uint64) << np.uint64(8) | spoken)
    kept_marks = marks[place < kept]
    first = np.searchsorted(kept_marks["mark"], marks["mark"])
    counts = np.searchsorted(kept_marks["mark"], marks["mark"], side="right") - first
    cuts = np.searchsorted(np.cumsum(counts), np.arange(0, int(counts.sum()) + MEETINGS, MEETINGS))
    for begin, end in zip(cuts[:-1].tolist(), [*cuts[1:-1].tolist(), len(marks)], strict=True):
        some = counts[begin:end]
        whose = np.repeat(np.arange(begin, end), some)
        others = kept_marks[np.arange(len(whose)) - np.repeat(np.cumsum(some) - some, some) + np.repeat(first[begin:end], some)]
        ones = marks[whose]
        wanted = (ones["language"] != others["language"]) if abroad else (ones["key"] != others["key"])
        yield _counted(ones["key"][wanted], others["key"][wanted], others["size"][wanted], np.ones(int(np.count_nonzero(wanted)), np.uint32))


def _begins(values: NDArray[Any]) -> NDArray[np.int64]:
    """For each of these sorted values where its like begin."""
    starts = np.flatnonzero(np.diff(values, prepend=values[:1] ^ values.dtype.type(1)))
    return np.repeat(starts, np.diff(starts, append=len(values)))


def _counted(one: NDArray[Any], other: NDArray[Any], size: NDArray[Any], count: NDArray[Any]) -> Rows:
    """Each two once, by ``one`` and ``other``, with their counts summed."""
    order = np.lexsort((other, one))
    one, other, size, count = one[order], other[order], size[order], count[order]
    is_first = np.ones(len(one), bool)
    is_first[1:] = (one[1:] != one[:-1]) | (other[1:] != other[:-1])
    starts = np.flatnonzero(is_first)
    rows = np.empty(len(starts), SEEN)
    rows["one"], rows["other"], rows["size"] = one[starts], other[starts], size[starts]
    if len(starts):
        rows["count"] = np.add.reduceat(count, starts)
    return rows


def choose_near(plan: Plan, task: Task) -> Done:
    """For each text of the partition the others that may be near; told to the partition of the lesser key."""
    folder, number = Folder(plan.folder), task.shard.number
    bundle = Bundle(plan.partitions)
    pairs = 0
    with Texts(plan) as texts:
        file = texts.file(number)
        for name, choose in (("links", _near), ("bridges", _near_abroad)):
            seen = gather_rows(folder, f"seen-{name}", plan.partitions, number, SEEN)
            seen = _counted(seen["one"], seen["other"], seen["size"], seen["count"])
            starts = np.flatnonzero(np.diff(seen["one"], prepend=seen["one"][:1] ^ np.uint64(1)))
            for begin, end in itertools.pairwise([*starts.tolist(), len(seen)]):
                one = int(seen["one"][begin])
                place = file.place(one)
                chosen = choose(plan, seen[begin:end], file.size(place, name, plan.limits))
                turn = 2 * int(file.positions[place]) + (name == "bridges")
                rows = np.array([(min(one, other), max(one, other), part, turn) for other, part in chosen], FOUND)
                bundle.add(rows, in_partitions(rows["one"], plan.partitions))
                pairs += len(rows)
    return Done(number=number, counts={"bytes": bundle.write(folder, "near", number), "pairs": pairs})


def _near(plan: Plan, seen: Rows, size: int) -> list[tuple[int, float]]:
    """Those that share enough links with a text of so many in its sample, with the part of the shorter sample that they share."""
    limits = plan.limits
    counts = seen["count"].astype(np.int64)
    parts = counts / np.maximum(np.minimum(seen["size"].astype(np.int64), size), 1)
    near = parts >= limits.least_part
    sizes = dict(zip(seen["other"][near].tolist(), seen["size"][near].tolist(), strict=True))
    rows = zip(counts[near].tolist(), parts[near].tolist(), seen["other"][near].tolist(), strict=True)
    found = nearest(((-count, f"{key:016x}", key, part) for count, part, key in rows), limits)
    # Of two texts whose links are all in the sample the part is no estimate.
    return [(key, part) for key, part in found if part >= limits.hopeless_part or max(size, sizes[key]) >= limits.sampled_links]


def _near_abroad(plan: Plan, seen: Rows, size: int) -> list[tuple[int, float]]:
    """Those in another language that share enough bridges with a text that has so many."""
    enough = seen[seen["count"] >= min(plan.limits.least_bridges, size)]
    order = np.lexsort((enough["other"], -enough["count"].astype(np.int64)))
    return [(key, 1.0) for key in enough["other"][order][: plan.limits.candidates_abroad].tolist()]


def find_pairs(found: Rows) -> Rows:
    """Each two once. Of what was found of them from either side the last counts, as the texts come."""
    found = found[np.lexsort((found["turn"], found["other"], found["one"]))]
    is_last = np.ones(len(found), bool)
    is_last[:-1] = (found["one"][1:] != found["one"][:-1]) | (found["other"][1:] != found["other"][:-1])
    return found[is_last]
