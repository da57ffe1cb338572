"""Facts of trees, written down in tests/data/trees: which word hangs on which, and how."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.core.records import Token

PARALLEL = Path(__file__).parents[1] / "data" / "trees" / "parallel.txt"
FACT = re.compile(r"(\w+)\(([^)]*)\)")
Fact = tuple[str, ...]
Checked = tuple[str, list[Fact]]


def read_pairs() -> list[tuple[Checked, Checked]]:
    """Pairs of a Ukrainian and a Russian sentence, each with its facts."""
    lines = [line for line in PARALLEL.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    return [((lines[at], _facts(lines[at + 1])), (lines[at + 2], _facts(lines[at + 3]))) for at in range(0, len(lines), 4)]


def _facts(line: str) -> list[Fact]:
    return [(name, *(word.strip() for word in words.split(","))) for name, words in FACT.findall(line)]


def missing(sentences: Sequence[Sequence[Token]], facts: list[Fact]) -> list[Fact]:
    """The facts that no tree of the sentences holds."""
    held: set[Fact] = set()
    for tokens in sentences:
        for token in tokens:
            above = tokens[token.head]
            held.add((token.relation, above.text, token.text))
            if token.relation == "pobj":
                held.add(("prep", tokens[above.head].text, above.text, token.text))
    return [fact for fact in facts if fact not in held]
