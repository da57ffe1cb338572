"""Comparing by partitions, last steps: families from ties, a label for each report, and the lines of each shard in the order of its reports.

The rule that must not be broken: the lines of the shards, one behind the other, are what comparing all in one go writes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from reportedly.core.ids import content_id
from reportedly.engines.bundles import Bundle, bundle_name, gather_rows, in_partitions, iter_stretches
from reportedly.engines.components import hubs_of
from reportedly.engines.copy_counts import Weighing
from reportedly.engines.copy_pairs import TIE, put_told
from reportedly.engines.copy_texts import LINE_BITS, NO_WORDS, Texts, reports_of
from reportedly.engines.folder import Folder
from reportedly.engines.seam import Done
from reportedly.formats.copies import family_line
from reportedly.reports.families import group
from reportedly.reports.judging import compare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.engines.seam import Task
    from reportedly.engines.steps import Plan

LABEL = np.dtype([("key", "<u8"), ("label", "<u8")])
FAMILIES, TOLD = "family-lines", "told-lines"
"""Steps whose files hold the lines of each shard: a report's family, and two reports that depend on one another."""


def send_ties(plan: Plan, task: Task) -> Done:
    """The ties that were found in the partition, each to where its component is."""
    folder, number = Folder(plan.folder), task.shard.number
    ties = np.frombuffer(b"".join(_own(folder, "ties", number)), TIE)
    hubs = hubs_of(plan, number)
    bundle = Bundle(plan.partitions)
    bundle.add(ties, in_partitions(np.array([hubs[key] for key in ties["one"].tolist()], np.uint64), plan.partitions))
    return Done(number=number, counts={"bytes": bundle.write(folder, "kin-ties", number)})


def make_families(plan: Plan, task: Task) -> Done:
    """The families of the components of the partition; each text is told its family's label."""
    folder, number = Folder(plan.folder), task.shard.number
    ties = gather_rows(folder, "kin-ties", plan.partitions, number, TIE)
    keys, numbers = np.unique(np.concatenate((ties["one"], ties["other"])), return_inverse=True)
    one, other = numbers.reshape(2, -1).tolist() if len(ties) else ([], [])
    scores: dict[tuple[int, int], float] = dict(zip(zip(one, other, strict=True), ties["score"].tolist(), strict=True))
    ranks = [f"{key:016x}" for key in keys.tolist()]
    rows = []
    with Texts(plan) as texts:
        held = texts.fetch(keys.tolist())
        weighing = Weighing(plan, held.__getitem__, "second")

        def tie(left: int, right: int) -> float:
            pair = min(left, right), max(left, right)
            if pair not in scores:
                scores[pair] = compare(weighing.of(int(keys[left])), weighing.of(int(keys[right])), weighing.scales, plan.weights)[1]
            return scores[pair]

        known = [(score, *pair) for pair, score in scores.items()]
        for members in group(len(keys), known, ranks, tie, plan.weights.family):
            label = int(content_id(*sorted(ranks[member] for member in members)), 16)
            rows += [(int(keys[member]), label) for member in members]
    labels = np.array(rows, LABEL)
    bundle = Bundle(plan.partitions)
    bundle.add(labels, in_partitions(labels["key"], plan.partitions))
    return Done(number=number, counts={"bytes": bundle.write(folder, "labels", number)})


def name_reports(plan: Plan, task: Task) -> Done:
    """The reports of the texts of the partition with their families, and those of equal texts two and two, each to its shard."""
    folder, number = Folder(plan.folder), task.shard.number
    labels = dict(gather_rows(folder, "labels", plan.partitions, number, LABEL).tolist())
    named, told = Bundle(plan.shards), Bundle(plan.shards)
    count = 0
    with Texts(plan) as texts:
        weighing = Weighing(plan, texts.profile, "second")
        for key, reports in reports_of(plan, number).items():
            found = labels.get(int(key, 16))
            label = content_id(key) if found is None else f"{found:016x}"
            for report in reports:
                own = label if key != NO_WORDS else content_id(label, report.id)
                named.put(report.position >> LINE_BITS, json.dumps([report.position, report.id, own]).encode() + b"\n")
            count += len(reports)
            if key != NO_WORDS:
                first, *others = sorted(reports, key=lambda one: one.id)
                for other in others:
                    put_told(told, (first, other), weighing, plan)
    sent = named.write(folder, "named", number) + told.write(folder, "told-equal", number)
    return Done(number=number, counts={"bytes": sent, "reports": count})


def write_lines(plan: Plan, task: Task) -> Done:
    """The lines of one shard: the families of its reports, and the pairs whose first report it has."""
    folder, number = Folder(plan.folder), task.shard.number
    named = sorted(json.loads(line) for stretch in iter_stretches(folder, "named", plan.partitions, number) for line in stretch.splitlines())
    steps = ("told", "told-equal")
    told = sorted(json.loads(line) for step in steps for stretch in iter_stretches(folder, step, plan.partitions, number) for line in stretch.splitlines())
    for step, lines in ((FAMILIES, [family_line(report, label) for _, report, label in named]), (TOLD, [line for _, _, line in told])):
        with folder.writing(bundle_name(step, number)) as stream:
            for line in lines:
                stream.write(line.encode("utf-8", "surrogatepass"))
    return Done(number=number, counts={"pairs": len(told)})


def iter_written(plan: Plan, step: str) -> Iterator[str]:
    """The lines of all shards, in the order of the reports."""
    for number in range(plan.shards):
        with Folder(plan.folder).reading(bundle_name(step, number)) as stream:
            for line in stream:
                yield line.decode("utf-8", "surrogatepass")


def _own(folder: Folder, step: str, number: int) -> Iterator[bytes]:
    """What the task of this number left for itself."""
    with folder.reading(bundle_name(step, number)) as stream:
        stream.seek(16)
        yield stream.read()
