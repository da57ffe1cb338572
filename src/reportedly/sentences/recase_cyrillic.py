"""Lines IN CAPITALS, given back the small letters that the parser was trained on.

The rule that must not be broken: words keep their number and order; what was written is never changed, only what the parser is shown.
"""

from __future__ import annotations

_LEAST_WORDS = 4
_LONG = 4


def recase_words(words: list[str]) -> list[str]:
    """The words with all but short ones (which may be abbreviations) in small letters where the whole line is in capitals; else as they are."""
    letters = [word for word in words if len(word) > 1 and word[0].isalpha()]
    if len(letters) < _LEAST_WORDS or not all(word.isupper() for word in letters):
        return words
    return [word.lower() if len(word) >= _LONG or not word.isupper() or word.lower() in _SMALL else word for word in words]


_SMALL = frozenset(
    ["в", "во", "на", "и", "с", "со", "к", "ко", "о", "об", "за", "из", "от", "до", "по", "не", "ни", "но", "а", "у", "что", "как", "для", "під", "од"]
)
