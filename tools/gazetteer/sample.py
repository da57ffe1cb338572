"""Names drawn from the gazetteer for learning: the same whatever else is added to it, and a mark by which a table that was learned tells them again.

The rule that must not be broken: whether a name is drawn, and what is made of it, depends on the name alone; a place more or less changes no other.
"""

from __future__ import annotations

import hashlib
from random import Random
from typing import TYPE_CHECKING

from reportedly.places.letters import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reportedly.places.gazetteer import Gazetteer

BY_HAND = "pack:"
HEAD = "# Of "  # the line of a learned table that says what it was learned of
MARK = 12  # characters


def drawn(names: Iterable[str]) -> list[str]:
    """The names, each once, in an order that is as good as chance."""
    return sorted(set(names), key=_mark)


def chance_of(name: str) -> Random:
    """Chance for what is made of this name: the same every time."""
    return Random(_mark(name))  # noqa: S311  not a secret


def listed_rows(gazetteer: Gazetteer) -> list[int]:
    """Rows of the pack's country that come from lists, none written by hand."""
    rows = range(gazetteer.own)
    return [row for row in rows if gazetteer.place(row).country == gazetteer.home and not gazetteer.place(row).id.startswith(BY_HAND)]


def head_of(gazetteer: Gazetteer, *others: str) -> str:
    """The line that says of which names, and of which other texts, a table is learned; it changes when they do."""
    names = sorted({fold(gazetteer.main_name(row)) for row in listed_rows(gazetteer)})
    return f"{HEAD}{len(names):,} names ({_mark('|'.join((*names, *others)))[:MARK]}).\n"


def told_in(table: Path) -> str:
    """That line as it stands in a table; "" where there is none."""
    return next((line for line in table.read_text(encoding="utf-8").splitlines(keepends=True) if line.startswith(HEAD)), "")


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
