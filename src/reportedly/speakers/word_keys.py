"""Keys of Cyrillic words: one key for all case forms of a name, so that "Дарвай", "Дарвая" and "Дарваєм" find one record.

The rule that must not be broken: a key depends on the letters of the word alone, and the same function makes the keys of the pack's
names and of a report's words; what it cuts too short meets only names that were cut the same way.
The endings are those of the singular, and of the plural but for its genitive, in Ukrainian and Russian grammars' noun and adjective
tables. Where an ending can be read in two ways ("-ів" is a plural's genitive and a surname's own end) the word has two keys.
"""

from __future__ import annotations

import functools
import re

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ACRONYM = 5
"""An all-capital word of up to so many letters is an acronym and is not declined: longer ones seldom end as cases do."""
_STEM = 3
_ALTERNATING = 4
# Longest first. Noun and adjective endings; soft and hard kinds together.
_ENDINGS = (
    "иями", "іями", "ього", "ьому",
    "ами", "ями", "ими", "ыми", "ого", "его", "ому", "ему", "ові", "еві", "єві", "ією", "иею", "ьою", "ьої", "ьюю", "ьми", "иям", "іям", "иях", "іях",
    "ою", "ею", "єю", "ої", "ей", "ий", "ій", "ый", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "их", "їх", "ых", "им", "ім", "їм", "ым", "ом", "ем", "єм",
    "ую", "юю", "ам", "ям", "ах", "ях", "ия", "ія", "ии", "ії", "ию", "ію", "ью",
    "а", "я", "у", "ю", "о", "е", "є", "ё", "и", "і", "ї", "ы", "ь", "й",
)  # fmt: skip
# Endings that may be read in a second way, and how many letters that way cuts: a plural's genitive, "Беркові" (of Берков), "Дарвая" (of Дарвай).
_SECOND = {"ів": 2, "їв": 2, "ов": 2, "ев": 2, "єв": 2, "ей": 2, "ові": 1, "еві": 1, "єві": 1, "ая": 1}
_LAST_VOWEL = re.compile(r"[іїоеє](?=[^аеєиіїоуюяыэ]$)")
_LETTERS = str.maketrans({"ё": "е", "ґ": "г", "’": "'", "ʼ": "'", "`": "'", "\u0301": None})


def is_cyrillic(word: str) -> bool:
    """Whether the word holds a Cyrillic letter."""
    return not word.isascii() and _CYRILLIC.search(word) is not None


def plain(word: str) -> str:
    """The word in small letters, with one letter for each of ё and е, ґ and г, one apostrophe, no stress marks."""
    return word.lower().translate(_LETTERS)


@functools.lru_cache(maxsize=65536)
def word_keys(word: str) -> tuple[str, ...]:
    """The keys of a Cyrillic word, likeliest first; one or two.

    A short all-capital word is its own key. A vowel that comes and goes between the cases (Бронів, Бронова; -ець, -ця) is levelled.
    """
    lower = plain(word)
    if (word.isupper() and len(word) <= _ACRONYM) or len(lower) <= _STEM:
        return (lower,)
    key = _levelled(_stem(lower))
    cut = _SECOND.get(lower[-2:]) or _SECOND.get(lower[-3:])
    if cut and len(lower) - cut >= _STEM:
        other = _levelled(lower[:-cut])
        return (key,) if other == key else (key, other)
    return (key,)


def word_key(word: str) -> str:
    """The first of ``word_keys``: the one under which a name of the pack is kept."""
    return word_keys(word)[0]


def shared_beginning(word: str) -> str | None:
    """The letters with which, as a rule, all case forms of a Cyrillic word begin, small; ``None`` where they would be fewer than four.

    Forms that change inside ("Бронів", "Бронова") share what stands before the vowel that changes.
    """
    lower = word.lower()
    if word.isupper() and len(word) <= _ACRONYM:
        return None
    stem = lower
    for ending in ("ець", "єць", "ец", *_ENDINGS):
        if lower.endswith(ending):
            stem = lower[: -len(ending)]
            break
    while len(stem) > _ALTERNATING and stem[-1] in "иіьйе":
        stem = stem[:-1]
    changing = _LAST_VOWEL.search(stem)
    if changing is not None and changing.start() >= _ALTERNATING:
        stem = stem[: changing.start()]
    return stem if len(stem) >= _ALTERNATING else None


def _stem(lower: str) -> str:
    if lower.endswith(("ець", "єць")):
        return lower[:-3] + "ц"
    if lower.endswith("ец"):
        return lower[:-2] + "ц"
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= _STEM:
            stem = lower[: -len(ending)]
            # "Сергій" loses its whole ending, "Сергія" only "я": what is left of the soft one goes too.
            return stem[:-1] if len(stem) > _STEM and stem[-1] in "иіьйе" else stem
    return lower


def _levelled(stem: str) -> str:
    return _LAST_VOWEL.sub("*", stem) if len(stem) >= _ALTERNATING else stem
