"""A sentence's tree while it is being built: words that still change their heads.

The rule that must not be broken: the children of a node are always those whose head it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator


class Node:
    """One word or mark. ``head`` is a position in the sentence, its own for the root; ``start`` and ``end`` are offsets of the document."""

    __slots__ = ("children", "end", "features", "head", "index", "lemma", "pos", "relation", "start", "tag", "text")

    def __init__(self, index: int, start: int, end: int, text: str) -> None:
        self.index = index
        self.start = start
        self.end = end
        self.text = text
        self.lemma = text.lower()
        self.pos = "X"
        self.tag = ""
        self.features: dict[str, str] = {}
        self.head = index
        self.relation = "root"
        self.children: list[int] = []

    @property
    def is_root(self) -> bool:
        """True for the top of the tree."""
        return self.head == self.index


class Tree:
    """The nodes of one sentence, in text order."""

    def __init__(self, nodes: list[Node]) -> None:
        """Links children to the heads that the nodes name."""
        self.nodes = nodes
        for node in nodes:
            if node.head != node.index:
                nodes[node.head].children.append(node.index)

    def kids(self, node: Node, relations: Container[str] | None = None) -> Iterator[Node]:
        """Children of these relations (all when ``None``), left to right as far as nothing was moved; safe while they are moved away."""
        for index in tuple(node.children):
            kid = self.nodes[index]
            if relations is None or kid.relation in relations:
                yield kid

    def kid(self, node: Node, relations: Container[str]) -> Node | None:
        """The first child of one of these relations."""
        return next(self.kids(node, relations), None)

    def hang(self, node: Node, head: Node, relation: str) -> None:
        """Makes ``node`` a child of ``head``. To hang a node under its own descendant, ``lift`` that one first."""
        if node.head != node.index:
            self.nodes[node.head].children.remove(node.index)
        node.head = head.index
        node.relation = relation
        if head.index != node.index:
            head.children.append(node.index)

    def lift(self, node: Node, above: Node) -> None:
        """Puts ``node``, a child of ``above``, in its place: its head and relation; ``above`` becomes a child to be named by the caller."""
        head, relation = above.head, above.relation
        above.children.remove(node.index)
        if head == above.index:
            node.head = node.index
        else:
            siblings = self.nodes[head].children
            siblings[siblings.index(above.index)] = node.index
            node.head = head
        node.relation = relation
        above.head = node.index
        node.children.append(above.index)

    def pass_on(self, giver: Node, taker: Node, relations: Container[str] | None = None) -> None:
        """Hangs the giver's children of these relations on the taker, as they are."""
        for kid in self.kids(giver, relations):
            if kid is not taker:
                self.hang(kid, taker, kid.relation)
