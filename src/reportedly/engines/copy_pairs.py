"""Comparing by partitions: each two that may depend on one another meet in the partition of the lesser key, are judged, and told.

The rule that must not be broken: which two are compared, and what is said of them, is what ``CopyIndex`` says; a pair is judged once.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly.engines.bundles import Bundle, gather_rows, in_partitions
from reportedly.engines.components import edges_of, put_edges, stars_of
from reportedly.engines.copy_counts import Weighing, count_once, send_counts, tallies_of
from reportedly.engines.copy_near import FOUND, find_pairs
from reportedly.engines.copy_texts import LINE_BITS, Texts
from reportedly.engines.folder import Folder
from reportedly.engines.seam import Done
from reportedly.formats.copies import pair_line
from reportedly.reports.evidence import gather, is_same_story
from reportedly.reports.judging import compare, judge
from reportedly.reports.pairs import place_among

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reportedly.engines.bundles import Rows
    from reportedly.engines.copy_texts import Told
    from reportedly.engines.seam import Task
    from reportedly.engines.steps import Plan

PAIR = np.dtype([("whose", "<u8"), ("other", "<u8"), ("part", "<f8")])
SIDE = np.dtype([("whose", "<u8"), ("other", "<u8"), ("part", "<f8"), ("story", "<u8"), ("crowded", "u1")])
"""A pair as ``whose`` sees it, with the story of the other and whether that is told by a crowd."""
CROWD = np.dtype([("key", "<u8"), ("story", "<u8")])
PLACED = np.dtype([("one", "<u8"), ("other", "<u8"), ("place", "u1")])
"""A pair, and the place of the other among those of its crowd."""
TIE = np.dtype([("one", "<u8"), ("other", "<u8"), ("score", "<f8")])


class _Groups:
    """Disjoint groups of keys, of which only those that were joined are held."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def find(self, key: int) -> int:
        parent = self._parent
        while (above := parent.get(key, key)) != key:
            parent[key] = parent.get(above, above)
            key = above
        return key

    def join(self, one: int, other: int) -> None:
        one, other = self.find(one), self.find(other)
        self._parent[max(one, other)] = min(one, other)


def find_stories(plan: Plan, task: Task) -> Done:
    """The pairs of the partition, each once; of those that share much, which tell one story. Both ends are told of each."""
    folder, number = Folder(plan.folder), task.shard.number
    pairs = find_pairs(gather_rows(folder, "near", plan.partitions, number, FOUND))
    sides, edges = Bundle(plan.partitions), Bundle(plan.partitions)
    for whose, seen in (("one", "other"), ("other", "one")):
        rows = np.empty(len(pairs), PAIR)
        rows["whose"], rows["other"], rows["part"] = pairs[whose], pairs[seen], pairs["part"]
        sides.add(rows, in_partitions(rows["whose"], plan.partitions))
    groups = _Groups()
    joined: list[tuple[int, int]] = []
    with Texts(plan) as texts:
        weighing = Weighing(plan, texts.profile, "first")
        for one, other in _together(pairs[pairs["part"] >= plan.limits.story_part], plan.partitions):
            if groups.find(one) != groups.find(other) and is_same_story(gather(weighing.of(one), weighing.of(other), plan.weights), plan.weights):
                groups.join(one, other)
                joined.append((one, other))
    found = np.array(joined, np.uint64).reshape(-1, 2)
    put_edges(edges, edges_of(found[:, 0], found[:, 1]), plan.partitions)
    sent = sides.write(folder, "pairs", number) + edges.write(folder, "stories", number)
    return Done(number=number, counts={"bytes": sent, "pairs": len(pairs), "stories": len(joined)})


def _together(pairs: Rows, partitions: int) -> list[tuple[int, int]]:
    """The pairs, those together whose greater keys lie in one partition: whoever looks at them has few files open."""
    order = np.lexsort((pairs["other"], pairs["one"], in_partitions(pairs["other"], partitions)))
    return list(zip(pairs["one"][order].tolist(), pairs["other"][order].tolist(), strict=True))


def merge_stories(plan: Plan, task: Task) -> Done:
    """The stories whose least key lies in the partition: their texts are one carrier, and those of a crowd are told that they are."""
    folder, number = Folder(plan.folder), task.shard.number
    stories = stars_of(plan, number)
    tallies = tallies_of(plan)
    crowds = Bundle(plan.partitions)
    with Texts(plan) as texts:
        held = texts.fetch([key for story in stories for key in story])
        for story in stories:
            count_once(tallies, (held[key] for key in story))
            if len(story) > plan.limits.crowd:
                rows = np.array([(key, story[0]) for key in story], CROWD)
                crowds.add(rows, in_partitions(rows["key"], plan.partitions))
    sent = send_counts(plan, "once", number, tallies) + crowds.write(folder, "crowds", number)
    return Done(number=number, counts={"bytes": sent})


def tell_crowds(plan: Plan, task: Task) -> Done:
    """Every pair of a text of the partition, told to the other's partition, with the crowd that the text belongs to."""
    folder, number = Folder(plan.folder), task.shard.number
    pairs = gather_rows(folder, "pairs", plan.partitions, number, PAIR)
    is_crowded, story = _crowds(plan, number, pairs["whose"])
    rows = np.empty(len(pairs), SIDE)
    rows["whose"], rows["other"], rows["part"], rows["story"], rows["crowded"] = pairs["other"], pairs["whose"], pairs["part"], story, is_crowded
    bundle = Bundle(plan.partitions)
    bundle.add(rows, in_partitions(rows["whose"], plan.partitions))
    return Done(number=number, counts={"bytes": bundle.write(folder, "sides", number)})


def _crowds(plan: Plan, partition: int, keys: NDArray[Any]) -> tuple[NDArray[np.bool_], NDArray[np.uint64]]:
    """For each of these texts of the partition whether a crowd tells its story, and which story that is."""
    known = np.sort(gather_rows(Folder(plan.folder), "crowds", plan.partitions, partition, CROWD), order="key")
    if not len(known):
        return np.zeros(len(keys), bool), np.zeros(len(keys), np.uint64)
    places = np.minimum(np.searchsorted(known["key"], keys), len(known) - 1)
    is_crowded = known["key"][places] == keys
    return is_crowded, np.where(is_crowded, known["story"][places], np.uint64(0))


def place_pairs(plan: Plan, task: Task) -> Done:
    """Of a crowd each text of the partition is compared with the nearest few only; these are told to the lesser key's partition, all others too."""
    folder, number = Folder(plan.folder), task.shard.number
    sides = gather_rows(folder, "sides", plan.partitions, number, SIDE)
    bundle = Bundle(plan.partitions)
    if len(sides):
        is_crowded, _ = _crowds(plan, number, sides["whose"])
        in_crowd = is_crowded | (sides["crowded"] > 0)
        place = np.zeros(len(sides), np.uint8)
        place[in_crowd] = _places(sides[in_crowd])
        near = place < plan.limits.crowd_compared
        rows = np.empty(int(np.count_nonzero(near)), PLACED)
        rows["one"] = np.minimum(sides["whose"], sides["other"])[near]
        rows["other"] = np.maximum(sides["whose"], sides["other"])[near]
        rows["place"] = place[near]
        bundle.add(rows, in_partitions(rows["one"], plan.partitions))
    return Done(number=number, counts={"bytes": bundle.write(folder, "placed", number)})


def _places(sides: Rows) -> NDArray[np.uint8]:
    """``place_among``, with numbers for keys: they rise as keys do, so that they are ranks too."""
    keys, numbers = np.unique(np.concatenate((sides["whose"], sides["other"])), return_inverse=True)
    whose, other = numbers.astype(np.int32).reshape(2, -1)
    story, is_crowded = np.zeros(len(keys), np.int32), np.zeros(len(keys), bool)
    story[other] = np.unique(sides["story"], return_inverse=True)[1]
    is_crowded[other] = sides["crowded"] > 0
    return place_among(whose, other, sides["part"], story, np.arange(len(keys), dtype=np.int32), is_crowded)


def compare_pairs(plan: Plan, task: Task) -> Done:
    """The pairs of the partition compared in full: those that depend are ties of their families, and are told where they are to be."""
    folder, number = Folder(plan.folder), task.shard.number
    placed = gather_rows(folder, "placed", plan.partitions, number, PLACED)
    placed = placed[np.lexsort((placed["place"], placed["other"], placed["one"]))]
    is_first = np.ones(len(placed), bool)
    is_first[1:] = (placed["one"][1:] != placed["one"][:-1]) | (placed["other"][1:] != placed["other"][:-1])
    placed = placed[is_first]
    told = {(one, other) for one, other, place in placed.tolist() if place < plan.limits.crowd_told}
    ties: list[tuple[int, int, float]] = []
    lines = Bundle(plan.shards)
    with Texts(plan) as texts:
        weighing = Weighing(plan, texts.profile, "second")
        for one, other in _together(placed, plan.partitions):
            score = compare(weighing.of(one), weighing.of(other), weighing.scales, plan.weights)[1]
            if score < plan.weights.dependent:
                continue
            ties.append((one, other, score))
            if (one, other) in told:
                put_told(lines, (texts.first(one), texts.first(other)), weighing, plan)
    rows = np.array(ties, TIE)
    own, edges = Bundle(1), Bundle(plan.partitions)
    own.add(rows, np.zeros(len(rows), np.int64))
    put_edges(edges, edges_of(rows["one"], rows["other"]), plan.partitions)
    sent = lines.write(folder, "told", number) + own.write(folder, "ties", number) + edges.write(folder, "kin", number)
    return Done(number=number, counts={"bytes": sent, "compared": len(placed), "ties": len(ties)})


def put_told(lines: Bundle, reports: tuple[Told, Told], weighing: Weighing, plan: Plan) -> None:
    """The judgement on two reports, for the shard of the one that comes first."""
    one, other = sorted(reports, key=lambda told: told.position)
    texts = weighing.of(int(one.key, 16)), weighing.of(int(other.key, 16))
    found = judge((one.id, one.published), (other.id, other.published), texts, weighing.scales, plan.weights)
    lines.put(one.position >> LINE_BITS, json.dumps([one.position, other.position, pair_line(found)]).encode() + b"\n")
