"""One key for the many ways in which a Cyrillic surname is written in Latin letters: -yi, -y, -iy.

The standards differ (ISO 9, BGN/PCGN, national tables, French and German habits) in few letters: й and the ending -ий, и and і, г, х, в, doubled
letters. The key levels those and nothing else.

The rule that must not be broken: the key is for surnames of persons whom the pack knows, and only where no spelling of the pack fits.
"""

from __future__ import annotations

import functools
import re

SHORTEST = 6
"""Letters of a surname from which on its key is told apart from other words."""
_LEVELLED = (
    (re.compile(r"(?:yi|iy|yy|ii|ij|yj|y|i)$"), "i"),
    (re.compile(r"shch|schtsch"), "sc"),
    (re.compile(r"tsch|tch|ch"), "c"),
    (re.compile(r"sch|sh"), "s"),
    (re.compile(r"zh"), "j"),
    (re.compile(r"kh|g"), "h"),
    (re.compile(r"tz|ts"), "z"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"w|ff"), "v"),
    (re.compile(r"(?<=[aeiou])(?:y|i|j)(?=[aou])|(?<![aeiou])(?:y|j)(?=[aou])"), "i"),
    (re.compile(r"y"), "i"),
    (re.compile(r"ks"), "x"),
    (re.compile(r"(.)\1"), r"\1"),
)


@functools.lru_cache(maxsize=1 << 14)
def romanised_key(surname: str) -> str:
    """The surname without what the ways of writing it differ in; "" for one that is too short or not in plain Latin letters."""
    if len(surname) < SHORTEST or not (surname.isascii() and surname.isalpha() and surname[:1].isupper()):
        return ""
    key = surname.lower()
    for pattern, level in _LEVELLED:
        key = pattern.sub(level, key)
    return key
