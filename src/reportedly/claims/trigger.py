"""A trigger: one event in one clause, with the words that carry it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.claims.lexicon import NounFrame, VerbFrame

if TYPE_CHECKING:
    from reportedly.claims.clause import Clause
    from reportedly.core.records import Sentence

VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One event in one clause. ``head`` carries the event, ``governor`` is the verb whose mode and negation apply to it.

    ``first`` and ``last`` are the words of the trigger; ``is_news`` is false for what the clause only takes for granted.
    """

    sentence: Sentence
    event: str
    head: int
    governor: int
    first: int
    last: int
    clause: Clause
    frame: VerbFrame | NounFrame | None
    is_news: bool

    @property
    def start(self) -> int:
        """Offset of the trigger's first character."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """Offset after the trigger's last character."""
        return self.sentence.tokens[self.last].end

    @property
    def is_noun(self) -> bool:
        """True for a noun that stands for the event by itself."""
        return isinstance(self.frame, NounFrame)
