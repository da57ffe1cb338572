"""What the finders of attributions share: a draft, and turning token positions into spans.

The rule that must not be broken: a span begins and ends on a word or a quotation mark, never on a comma or a space.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.core.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.records import Act, Sentence

_QUOTES = frozenset("\"'“”„«»‘’‹›") | {"``", "''"}
_EDGE_MARKS = frozenset({",", ";", ":", ".", "-", "–", "—", "(", ")", "[", "]", "…", "...", "--", "!", "?"})
_SENTENCE_MARKS = frozenset({"!", "?"})


@dataclass(slots=True)
class Draft:
    """An attribution in the making: positions of the tokens of its parts, all in one sentence.

    ``quoted`` and ``marks`` are content and cue given as offsets, for they may lie in other sentences.
    ``inside`` is its parent where that is known and does not follow from the spans.
    """

    sentence: Sentence
    head: int
    act: Act
    source: set[int] = field(default_factory=set)
    cue: set[int] = field(default_factory=set)
    content: set[int] = field(default_factory=set)
    quoted: list[tuple[int, int]] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    frame: str = "clause"
    impersonal: bool = False
    inside: Draft | None = None

    @property
    def start(self) -> int:
        """Where its cue begins in the text."""
        return self.marks[0][0] if self.marks else self.sentence.tokens[min(self.cue)].start


def spans_of(text: str, sentence: Sentence, positions: Iterable[int]) -> list[tuple[int, int]]:
    """Runs of these tokens as offsets; marks between two runs join them, marks at the edges are cut off."""
    tokens = sentence.tokens
    runs: list[list[int]] = []
    for position in sorted(positions):
        if runs and (position == runs[-1][1] + 1 or all(tokens[between].pos == "PUNCT" for between in range(runs[-1][1] + 1, position))):
            runs[-1][1] = position
        else:
            runs.append([position, position])
    spans = []
    for run in runs:
        first, last = run
        while first < last and tokens[first].text in _EDGE_MARKS:
            first += 1
        while last > first and tokens[last].text in _EDGE_MARKS and tokens[last].text not in _SENTENCE_MARKS:
            last -= 1
        start, end = tokens[first].start, tokens[last].end
        if any(character.isalnum() for character in text[start:end]):
            spans.append((start, end))
    return spans


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in text order, overlapping ones joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def to_spans(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """The records of these offsets."""
    return tuple(Span(start=start, end=end, text=text[start:end]) for start, end in spans)


def is_quote(mark: str) -> bool:
    """Whether a token is a quotation mark."""
    return mark in _QUOTES
