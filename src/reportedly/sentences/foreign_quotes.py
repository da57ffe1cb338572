"""Quotations in the other of two neighbouring languages inside a paragraph: «Мы отступили», said somebody whose words are given as they were.

The rule that must not be broken: the stretches are the whole text, in order; only a long quotation whose letters are of the other language alone is cut out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN = {"uk": re.compile(r"[іїєґІЇЄҐ]"), "ru": re.compile(r"[ыэъёЫЭЪЁ]")}
"""Letters that one of the two alone writes."""
OTHER = {"uk": "ru", "ru": "uk"}
_QUOTED = re.compile(r"«[^«»]{24,}»")
"""Four words or so: a shorter quotation is a name or a term, which the sentence bears."""


def iter_by_language(words: str, language: str | None) -> Iterator[tuple[int, str, str | None]]:
    """Offset, text and language of each stretch; one for the whole where nothing is quoted in the other language."""
    done = 0
    if language in OTHER and "«" in words:
        for match in _QUOTED.finditer(words):
            own = OTHER[language]
            if OWN[language].search(match.group()) or not OWN[own].search(match.group()):
                continue
            if words[done : match.start()].strip():
                yield done, words[done : match.start()], language
            yield match.start(), match.group(), own
            done = match.end()
    if words[done:].strip() or not done:
        yield done, words[done:], language
