"""The words of one sentence, as the search for place names sees them. Most are small and never looked at, so each is read when it is asked for.

The rule that must not be broken: a word's offsets are the text's own; nothing is cut off but a possessive, and what follows the hyphen of a
place ("Town-based").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, cast, overload

from reportedly.core.records import RegionKind
from reportedly.places.letters import fold_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Sentence

_WORD = re.compile(r"(?:[A-Z]\.){2,4}|[A-Z]\. ?[A-Z][a-z]\.|[^\W_]+(?:['’ʼ`\u200b\u200c\u00ad-][^\W\d_]+)*")
_PARTY = re.compile(r"[A-Z]-(?=[A-Z])")  # "R-Fla.": a member of parliament's party and home
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_START = attrgetter("start")
LONG = 4  # letters: a shorter word has small letters in titles too
MOST_CAPITALS, HEADLINE_CAPITALS = 0.8, 0.7  # share of the longer words from which capitals say nothing


@dataclass(slots=True, eq=False)
class Word:
    """A word of a sentence: its offsets, folded form and part of speech ("" where there is no parse)."""

    start: int
    end: int
    text: str
    folded: str
    pos: str
    tag: str
    capital: bool


class Line:
    """The words of a sentence, by number."""

    def __init__(self, text: str, sentence: Sentence, knows: Callable[[str, str], bool] | None) -> None:
        """``knows`` says whether a form is a place's name, for languages that write possessives and "Town-based"; None elsewhere."""
        self.text = text
        self._sentence = sentence
        self._knows = knows
        self._spans = [match.span() for match in _WORD.finditer(text, sentence.start, sentence.end)]
        if knows is not None:
            self._spans = [(start + 2, end) if text[start + 1 : start + 2] == "-" and _PARTY.match(text, start) else (start, end) for start, end in self._spans]
        self._words: list[Word | None] = [None] * len(self._spans)

    def __len__(self) -> int:
        return len(self._spans)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> list[Word]: ...
    def __getitem__(self, at: int | slice) -> Word | list[Word]:
        found = self._words[at]
        if isinstance(found, list):
            if None in found:
                return [self[number] for number in range(*cast("slice", at).indices(len(self._spans)))]
            return cast("list[Word]", found)
        if found is None:
            number = cast("int", at)
            found = self._words[number] = self._read(*self._spans[number])
        return found

    def is_capital(self, at: int) -> bool:
        """Whether the word begins with a capital; sooner than reading it."""
        return self.text[self._spans[at][0]].isupper()

    def raw(self, at: int) -> str:
        """The word as it stands, possessive and all."""
        start, end = self._spans[at]
        return self.text[start:end]

    def is_titled(self) -> bool:
        """Whether nearly every longer word has a capital, as in a title or in capitals throughout: capitals then say nothing."""
        long = [start for start, end in self._spans if end - start >= LONG and self.text[start:end].isalpha()]
        if len(long) < 4:
            return False
        capitals = sum(self.text[start].isupper() for start in long)
        return capitals >= MOST_CAPITALS * len(long) or (self._sentence.kind is RegionKind.HEADLINE and capitals >= HEADLINE_CAPITALS * len(long))

    def _read(self, start: int, end: int) -> Word:
        written = self.text[start:end]
        if self._knows is not None and not written.isalpha():
            written = self._bare(written)
        tokens = self._sentence.tokens
        number = bisect_left(tokens, start, key=_START)
        token = tokens[number] if number < len(tokens) and tokens[number].start == start else None
        return Word(start, start + len(written), written, fold_word(written), token.pos if token else "", token.tag if token else "", written[:1].isupper())

    def _bare(self, written: str) -> str:
        """Without a possessive; the place alone of "Town-based", where that is no name itself and the place is one."""
        possessive = _POSSESSIVE.search(written) if len(written) > 3 else None
        bare = written[: possessive.start()] if possessive else written
        first, _, rest = bare.partition("-")
        if self._knows is None or not rest[:1].islower() or not first[:1].isupper():
            return bare
        return first if not self._knows(bare, fold_word(bare)) and self._knows(first, fold_word(first)) else bare
