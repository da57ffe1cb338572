"""Whose content an attribution stands in.

The rule that must not be broken: parents make a forest. An attribution's parent is the innermost other one whose content holds its cue
and whose own cue does not lie in its content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Spans = list[tuple[int, int]]
# Contents that may lie around one cue; the innermost are kept, so that a text of nothing but open quotations stays linear.
_MOST_OPEN = 64


def parents_of(cues: Sequence[Spans], contents: Sequence[Spans]) -> list[int | None]:
    """For each attribution the position of its parent, ``None`` for the outermost. One sweep over the text."""
    starts = sorted((start, end, owner) for owner, spans in enumerate(contents) for start, end in spans)
    order = sorted((spans[0][0], spans[0][1], index) for index, spans in enumerate(cues) if spans)
    sizes = [sum(end - start for start, end in spans) for spans in contents]
    parents: list[int | None] = [None] * len(cues)
    open_spans: list[tuple[int, int, int]] = []
    position = 0
    for start, end, index in order:
        while position < len(starts) and starts[position][0] <= start:
            open_spans.append(starts[position])
            position += 1
        open_spans = [span for span in open_spans if span[1] > start][-_MOST_OPEN:]
        holders = [owner for _, stop, owner in open_spans if stop >= end and owner != index]
        holders = [owner for owner in holders if not _holds(contents[index], cues[owner]) or sizes[owner] > sizes[index]]
        # Innermost is smallest; of equal ones the later cue stands inside the earlier.
        parents[index] = min(holders, key=lambda owner: (sizes[owner], -cues[owner][0][0], owner), default=None)
    return _without_circles(parents, sizes)


def _holds(content: Spans, cue: Spans) -> bool:
    return bool(cue) and any(start <= cue[0][0] and cue[0][1] <= end for start, end in content)


def _without_circles(parents: list[int | None], sizes: Sequence[int]) -> list[int | None]:
    """Cut every circle at its largest member."""
    state = [0] * len(parents)
    for index in range(len(parents)):
        path: list[int] = []
        current: int | None = index
        while current is not None and state[current] == 0:
            state[current] = 1
            path.append(current)
            current = parents[current]
        if current is not None and state[current] == 1:
            circle = path[path.index(current) :]
            parents[max(circle, key=lambda member: (sizes[member], -member))] = None
        for member in path:
            state[member] = 2
    return parents
