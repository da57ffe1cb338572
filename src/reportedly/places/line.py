"""The words of one sentence, as the search for place names sees them. Most are small and never looked at, so each is read when it is asked for.

The rule that must not be broken: a word's offsets are the text's own; nothing is cut off but a possessive, and what follows the hyphen of a
place ("Town-based").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.records import RegionKind
from reportedly.places.letters import fold_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Sentence

_WORD = re.compile(r"(?:[A-Z]\.){2,4}|[A-Z]\. ?[A-Z][a-z]\.|[^\W_]+(?:['’ʼ`\u200b\u200c\u00ad-][^\W\d_]+)*")
_PARTY = re.compile(r"[A-Z]-(?=[A-Z])")  # "R-Fla.": a member of parliament's party and home
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
LONG = 4  # letters: a shorter word has small letters in titles too
LEAST = 4  # such words, from which a line can be a title
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
        self._tokens = {token.start: token for token in sentence.tokens}
        self._words: list[Word | None] = [None] * len(self._spans)
        self.capitals = [text[start].isupper() for start, _ in self._spans]  # whether each begins with a capital; sooner than reading it

    def __len__(self) -> int:
        return len(self._spans)

    def __getitem__(self, at: int) -> Word:
        found = self._words[at]
        if found is None:
            found = self._words[at] = self._read(*self._spans[at])
        return found

    def span(self, at: int) -> tuple[int, int]:
        """Where the word begins and ends as it stands."""
        return self._spans[at]

    def raw(self, at: int) -> str:
        """The word as it stands, possessive and all."""
        start, end = self._spans[at]
        return self.text[start:end]

    def part_of_speech(self, at: int) -> str:
        """What the parser calls the word, in any language; "" where there is no parse."""
        token = self._tokens.get(self._spans[at][0])
        return token.pos if token else ""

    def is_titled(self) -> bool:
        """Whether nearly every longer word has a capital, as in a title or in capitals throughout: capitals then say nothing."""
        text = self.text
        long = [capital for (start, end), capital in zip(self._spans, self.capitals, strict=True) if end - start >= LONG and text[start:end].isalpha()]
        if len(long) < LEAST:
            return False
        capitals = sum(long)
        return capitals >= MOST_CAPITALS * len(long) or (self._sentence.kind is RegionKind.HEADLINE and capitals >= HEADLINE_CAPITALS * len(long))

    def is_shouted(self) -> bool:
        """Whether nearly every longer word is in capitals throughout."""
        long = [self.text[start:end] for start, end in self._spans if end - start >= LONG]
        return len(long) >= LEAST and sum(word.isupper() for word in long) >= MOST_CAPITALS * len(long)

    def _read(self, start: int, end: int) -> Word:
        written = self.text[start:end]
        if self._knows is not None and not written.isalpha():
            written = self._bare(written)
        # In languages with cases the words before a name are no first names though the parser calls them names: its word is not asked.
        token = self._tokens.get(start) if self._knows is not None else None
        return Word(start, start + len(written), written, fold_word(written), token.pos if token else "", token.tag if token else "", written[:1].isupper())

    def _bare(self, written: str) -> str:
        """Without a possessive; the place alone of "Town-based", where that is no name itself and the place is one."""
        possessive = _POSSESSIVE.search(written) if len(written) > 3 else None
        bare = written[: possessive.start()] if possessive else written
        first, _, rest = bare.partition("-")
        if self._knows is None or not rest[:1].islower() or not first[:1].isupper():
            return bare
        return first if not self._knows(bare, fold_word(bare)) and self._knows(first, fold_word(first)) else bare
