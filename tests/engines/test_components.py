"""Components by stars are those of union and find."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from tests.engines.deadly import SMALL
from tests.engines.test_parts import Here

from reportedly.engines.bundles import Bundle
from reportedly.engines.components import edges_of, find_components, hubs_of, put_edges, stars_of
from reportedly.engines.folder import Folder
from reportedly.engines.seam import Shard, Task
from reportedly.engines.steps import Plan, Steps
from reportedly.intake import Metadata
from reportedly.readers.seam import ReadOptions
from reportedly.reports.families import Unions

TASK = Task(shard=Shard(number=0, source=""), settings=SMALL, metadata=Metadata(), options=ReadOptions(settings=SMALL), reader="", output="")


def components(folder: str, edges: list[tuple[int, int]], partitions: int) -> tuple[list[list[int]], dict[int, int]]:
    found = np.array(edges, np.uint64).reshape(-1, 2)
    for number in range(partitions):
        bundle = Bundle(partitions)
        put_edges(bundle, edges_of(found[number::partitions, 0], found[number::partitions, 1]), partitions)
        bundle.write(Folder(folder), "edges", number)
    plan = Plan(folder=folder, shards=1, partitions=partitions)
    work = Folder(f"{folder}/run")
    steps = Steps(Here(), work, TASK, {})
    name = find_components(steps, plan, "edges", lambda: None)
    stars = Plan(folder=folder, shards=1, partitions=partitions, edges=name)
    hubs = {key: hub for partition in range(partitions) for key, hub in hubs_of(stars, partition).items()}
    return sorted(star for partition in range(partitions) for star in stars_of(stars, partition)), hubs


@settings(max_examples=25, deadline=None)
@given(some.lists(some.tuples(some.integers(0, 25), some.integers(0, 25)).filter(lambda pair: pair[0] != pair[1]), max_size=40), some.integers(1, 4))
def test_components_are_those_of_union_and_find(tmp_path_factory: pytest.TempPathFactory, edges: list[tuple[int, int]], partitions: int) -> None:
    unions = Unions(26)
    for one, other in edges:
        unions.join(one, other)
    expected = [group for group in unions.groups() if len(group) > 1]
    stars, hubs = components(str(tmp_path_factory.mktemp("graph")), edges, partitions)
    assert stars == expected
    assert hubs == {member: group[0] for group in expected for member in group}


@pytest.mark.parametrize("size", [2, 300])
def test_a_long_chain_is_one_component_after_a_few_turns(tmp_path_factory: pytest.TempPathFactory, size: int) -> None:
    folder = tmp_path_factory.mktemp("chain")
    stars, _ = components(str(folder), [(number, number + 1) for number in range(size)], 3)
    assert stars == [list(range(size + 1))]
    assert len(list(folder.glob("edges-*-small-000000"))) <= 2 * np.log2(size) + 2
