"""Whose words a claim stands in: attributions by the sentences their content touches, and their chains of parents.

The rule that must not be broken: the chain is outermost first, and a claim stands in an attribution only when its content holds the trigger.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.core.records import Attribution, Sentence

DEEPEST = 30
"""Nesting past this is no language but a broken page; the chain is cut there."""


class Chains:
    """Attributions of a report, found by sentence."""

    def __init__(self, sentences: tuple[Sentence, ...], attributions: tuple[Attribution, ...]) -> None:
        """Note for each sentence whose content and whose cues touch it."""
        self._by_id = {attribution.id: attribution for attribution in attributions}
        self._contents: dict[int, list[Attribution]] = defaultdict(list)
        self._cues: dict[int, list[Attribution]] = defaultdict(list)
        starts = [sentence.start for sentence in sentences]
        for attribution in attributions:
            for kept, spans in ((self._contents, attribution.content), (self._cues, attribution.cue)):
                for span in spans:
                    first = max(bisect_right(starts, span.start) - 1, 0)
                    for sentence in sentences[first : bisect_right(starts, max(span.end - 1, span.start))]:
                        if attribution not in kept[sentence.index][-1:]:
                            kept[sentence.index].append(attribution)

    def of(self, sentence: Sentence, start: int) -> tuple[Attribution, ...]:
        """The chain in whose innermost content the offset lies, outermost first; empty for the report's own voice."""
        holding = [
            (span.end - span.start, attribution)
            for attribution in self._contents[sentence.index]
            for span in attribution.content
            if span.start <= start < span.end
        ]
        if not holding:
            return ()
        inner = min(holding, key=lambda pair: (pair[0], -_depth(pair[1], self._by_id), pair[1].id))[1]
        return self.up(inner)

    def up(self, attribution: Attribution) -> tuple[Attribution, ...]:
        """The attribution and its parents, outermost first."""
        chain = [attribution]
        while chain[-1].parent in self._by_id and len(chain) < DEEPEST:
            parent = self._by_id[chain[-1].parent or ""]
            if parent in chain:
                break
            chain.append(parent)
        return tuple(reversed(chain))

    def with_cue(self, sentence: Sentence, start: int, end: int) -> Attribution | None:
        """The attribution whose cue touches the stretch."""
        for attribution in self._cues[sentence.index]:
            if any(span.start < end and start < span.end for span in attribution.cue):
                return attribution
        return None


def _depth(attribution: Attribution, by_id: dict[str, Attribution]) -> int:
    depth = 0
    while attribution.parent in by_id and depth < DEEPEST:
        attribution = by_id[attribution.parent or ""]
        depth += 1
    return depth
