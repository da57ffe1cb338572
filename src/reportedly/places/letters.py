"""Letters of place names: folding, romanisation, and one skeleton for all the ways of writing a Slavic name.

The rule that must not be broken: every function works the same on one name and on many names joined by line ends,
so that a whole gazetteer is folded in a few passes of C speed instead of one call a name.
"""

from __future__ import annotations

import functools
import re
import unicodedata

_MARKS = dict.fromkeys(map(ord, "'’‘ʼʻ`´′ʹʺ″\u200b\u200c\u200d\u00ad\u2060\ufeff\u200e\u200f.,()"), "")
_MARKS |= dict.fromkeys(map(ord, "-‐‑‒–—/\u00a0"), " ")
_KEPT = {ord("й"): "\ue001", ord("ї"): "\ue002"}
_PLAIN = str.maketrans(
    {"\ue001": "й", "\ue002": "ї", "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ё": "е", "ґ": "г", "ў": "у"}
)
_SPACES = re.compile(r" {2,}")

# Ukrainian, Cabinet of Ministers resolution 55 of 2010 (KMU-55); the letters that open a word differ and are handled in romanise().
_UKRAINIAN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y", "і": "i", "ї": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ь": "", "ю": "iu", "я": "ia", "'": "", "’": "", "ʼ": "",
}  # fmt: skip
_UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
# Russian, BGN/PCGN 1947 without its marks.
_RUSSIAN = _UKRAINIAN | {"г": "g", "и": "i", "й": "y", "ы": "y", "э": "e", "ё": "yo", "ъ": "", "ю": "yu", "я": "ya"}


def _with_capitals(table: dict[str, str]) -> dict[int, str]:
    return str.maketrans(table | {letter.upper(): latin.capitalize() for letter, latin in table.items() if letter.upper() != letter})


_TABLES = {"uk": _with_capitals(_UKRAINIAN), "ru": _with_capitals(_RUSSIAN)}
_FIRST = _with_capitals(_UKRAINIAN_FIRST)
_WORD_START = re.compile(r"(?:(?<=[\s(-])|^)[єїйюяЄЇЙЮЯ]", re.MULTILINE)
_CYRILLIC = re.compile("[\u0400-\u052f]")


def has_cyrillic(text: str) -> bool:
    """Whether any letter is Cyrillic."""
    return _CYRILLIC.search(text) is not None


_UKRAINIAN_LETTER = re.compile("[іїєґ]", re.IGNORECASE)


def written_language(text: str) -> str:
    """Which of the two languages Cyrillic letters are: "uk" where one of its own letters stands, else "ru"."""
    return "uk" if _UKRAINIAN_LETTER.search(text) else "ru"


def fold(text: str) -> str:
    """The text in small letters, without accents and apostrophes, hyphens as spaces: what two ways of typing one spelling share."""
    if text.isascii() and text.isalpha():
        return text.lower()
    text = _exchange(text.lower(), _MARKS)
    if not text.isascii():
        # Accents come off Latin letters only: й and ї are letters of their own, not и and і with marks.
        text = _ACCENT.sub("", unicodedata.normalize("NFKD", _exchange(text, _KEPT)))
        text = _exchange(text, _PLAIN)
    return _SPACES.sub(" ", text).strip(" ")


fold_word = functools.lru_cache(maxsize=32768)(fold)  # a text's words come back: three of four in a page of 1,000


def _exchange(text: str, table: dict[int, str]) -> str:
    """``str.translate``, by single replacements where the text is long: five times as fast on a gazetteer."""
    if len(text) < LONG_TEXT:
        return text.translate(table)
    for code, other in table.items():
        text = text.replace(chr(code), other)
    return text


LONG_TEXT = 2_000  # characters
_ACCENT = re.compile("[\u0300-\u036f]+")


def romanise(text: str, language: str = "uk") -> str:
    """Cyrillic in Latin letters: KMU-55 for Ukrainian, BGN/PCGN for Russian (told by the letters in any other language's text)."""
    language = language if language in _TABLES else written_language(text)
    if language == "uk":
        text = text.replace("зг", "zgh").replace("Зг", "Zgh")
        text = _WORD_START.sub(lambda first: first.group().translate(_FIRST), text)
    return text.translate(_TABLES[language])


# How other languages write the same sounds, as (pattern, KMU-55 letters), longest first. Sources: the romanisation tables of
# Duden (German), the French and Dutch encyclopaedic conventions, Polish PWN, and the scholarly system (ISO 9:1968).
_READINGS: tuple[tuple[tuple[str, str], ...], ...] = (
    (("schtsch", "shch"), ("tsch", "ch"), ("sch", "sh"), ("ch", "kh"), ("tz", "ts"), ("z", "ts"), ("ss", "s"), ("w", "v"), ("j", "y")),
    (("schtsch", "shch"), ("tsch", "ch"), ("sch", "zh"), ("ch", "kh"), ("tz", "ts"), ("s", "z"), ("zz", "s"), ("w", "v"), ("j", "y")),
    (("chtch", "shch"), ("tch", "ch"), ("ch", "sh"), ("ou", "u"), ("j", "zh"), ("gu", "h")),
    (("sjtsj", "shch"), ("tsj", "ch"), ("sj", "sh"), ("zj", "zh"), ("oe", "u"), ("ch", "kh"), ("j", "y")),
    (("szcz", "shch"), ("cz", "ch"), ("sz", "sh"), ("rz", "zh"), ("ch", "kh"), ("c", "ts"), ("w", "v"), ("j", "y")),
    (("sc", "shch"), ("ch", "kh"), ("x", "kh"), ("c", "ts"), ("j", "y")),
)


def readings(folded: str) -> tuple[str, ...]:
    """What the letters stand for when read as English, German, French, Dutch, Polish or scholarly writing, in KMU-55's letters.

    The English reading comes first; equal readings are given once.
    """
    found = dict.fromkeys((folded,))
    for pattern, table in _SPELLERS:
        found[pattern.sub(lambda letters, table=table: table[letters.group()], folded)] = None  # type: ignore[misc]
    return tuple(found)


_SPELLERS = tuple((re.compile("|".join(letters for letters, _ in table)), dict(table)) for table in _READINGS)


_SKELETON_LETTERS = (
    ("zgh", "zh"), ("shch", "sc"), ("kh", "h"), ("zh", "z"), ("ch", "c"), ("ts", "c"), ("tz", "c"), ("sh", "s"), ("ck", "k"), ("ph", "f"), ("th", "t"),
    ("g", "h"), ("w", "v"), ("q", "k"), ("x", "ks"),
)  # fmt: skip
_SOFT = re.compile(r"[ijy]+(?=[aeou])")
_I = re.compile(r"[ijy]+")
_DOUBLE = re.compile(r"([a-z])\1+")
_OV = re.compile(r"[ioe]+(?=vk|v$|v )", re.MULTILINE)
_OE = re.compile(r"(?<=[a-z])oe?(?=$|\n| )", re.MULTILINE)


def skeleton(folded: str) -> str:
    """The bones of a romanised name: equal for its Ukrainian and Russian forms and for all the usual romanisations.

    Equal skeletons do not make two names one: they make candidates whose letters are then compared.
    """
    for letters, bone in _SKELETON_LETTERS:
        folded = folded.replace(letters, bone)
    folded = _SOFT.sub("", folded)
    folded = _I.sub("i", folded)
    folded = _DOUBLE.sub(r"\1", folded)
    folded = _OE.sub("e", folded)
    return _OV.sub("", folded)


def skeletons(folded: tuple[str, ...]) -> tuple[str, ...]:
    """The skeleton of each, in one pass."""
    return tuple(skeleton(_lines(folded)).split("\n")) if folded else ()


def romanised_forms(forms: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Each Cyrillic form in folded Latin letters; in one pass where the language is known, else each by its own letters."""
    if language not in _TABLES:
        return tuple(fold(romanise(form, language)) for form in forms)
    return tuple(fold(romanise(_lines(forms), language)).split("\n")) if forms else ()


def _lines(forms: tuple[str, ...]) -> str:
    """A line each; a name that runs over the end of a line is one all the same."""
    return "\n".join(" ".join(form.splitlines()) for form in forms)
