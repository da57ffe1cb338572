"""Words of several languages that mean one thing: by these a report is compared with its translation.

The rule that must not be broken: a word has one concept or none, told from its letters alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ENGLISH_ENDINGS = ("", "s", "es", "ed", "d", "ing", "er", "ers", "ly", "al", "ion", "ions", "'s", "y")
LONGEST_STEM = 12
ENDING_LETTERS = {2: 2, 3: 3}
"""How many letters may follow a beginning of two and of three; after a longer one ``LONG_ENDING``."""
LONG_ENDING = 5
_APOSTROPHES = re.compile("[’ʼ`]")


class Concepts:
    """English words with their endings, and beginnings of words of the languages that inflect."""

    def __init__(self, tables: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        """``tables`` are by language; each gives concepts their words. The first concept to claim a word has it."""
        self._words: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        for language, concepts in tables.items():
            known = self._words if language == "en" else self._stems
            for concept, words in concepts.items():
                for word in words:
                    known.setdefault(word, concept)

    def of(self, word: str) -> str | None:
        """The concept of the word in small letters; ``None`` where no table has it.

        >>> Concepts({"en": {"bridge": ["bridge"]}, "uk": {"bridge": ["міст", "мост"]}}).of("мости")
        'bridge'
        """
        word = _APOSTROPHES.sub("'", word)
        if word.isascii():
            bases = (word[: len(word) - len(ending)] for ending in ENGLISH_ENDINGS if word.endswith(ending))
            return next((self._words[each] for base in bases for each in (base, f"{base}e") if each in self._words), None)
        lengths = range(min(len(word), LONGEST_STEM), 1, -1)
        return next((self._stems[word[:length]] for length in lengths if word[:length] in self._stems and _fits(word, length)), None)


def _fits(word: str, length: int) -> bool:
    return len(word) - length <= ENDING_LETTERS.get(length, LONG_ENDING)
