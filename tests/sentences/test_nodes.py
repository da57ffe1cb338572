"""A tree under construction stays a tree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.sentences.nodes import Node, Tree


def tree(heads: list[int]) -> Tree:
    nodes = [Node(index, index, index + 1, "x") for index in range(len(heads))]
    for node, head in zip(nodes, heads, strict=True):
        node.head = head
    return Tree(nodes)


def holds(built: Tree) -> bool:
    linked = all(node.is_root or node.index in built.nodes[node.head].children for node in built.nodes)
    return linked and all(built.nodes[kid].head == node.index for node in built.nodes for kid in node.children)


def test_a_lifted_child_takes_its_heads_place() -> None:
    built = tree([1, 1, 1])
    built.nodes[1].relation = "root"
    built.lift(built.nodes[2], built.nodes[1])
    assert [node.head for node in built.nodes] == [1, 2, 2]
    assert built.nodes[2].relation == "root"
    assert holds(built)


def test_children_are_passed_on_by_relation() -> None:
    built = tree([1, 1, 1, 1])
    built.nodes[0].relation, built.nodes[3].relation = "nsubj", "punct"
    built.pass_on(built.nodes[1], built.nodes[2], {"nsubj"})
    assert (built.nodes[0].head, built.nodes[3].head) == (2, 1)
    assert holds(built)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=12), st.data())
def test_links_hold_whatever_is_lifted(wild: list[int], data: st.DataObject) -> None:
    built = tree([0, *(head % index for index, head in enumerate(wild, 1))])
    for _ in range(4):
        child = built.nodes[data.draw(st.integers(0, len(built.nodes) - 1))]
        if not child.is_root:
            built.lift(child, built.nodes[child.head])
            assert holds(built)
            assert sum(node.is_root for node in built.nodes) == 1
