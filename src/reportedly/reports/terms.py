"""What a report's words are compared by: consonant skeletons, in runs that end where a sentence ends.

A rewrite exchanges articles and cases, a bad translation exchanges vowels ("Sanders", "Sandars"), an outlet shouts its headline.
None of that makes a text another's work, so words are compared without case, function words, vowels and endings, and Cyrillic
is written in Latin letters first. Word forms are folded by truncation as in McNamee & Mayfield (2004), "Character n-gram tokenization".

The rule that must not be broken: one pass over the text, no word list that grows with the corpus, the same numbers on every machine.
"""

from __future__ import annotations

import functools
import re
import unicodedata
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.reports.concepts import Concepts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.packs.load import Pack

LANGUAGES = ("en", "uk", "ru")
SKELETON_LETTERS = 6
"""Longer words are cut here: endings lie behind the sixth consonant or hardly matter."""

LONG_SKELETON = 4
"""So many consonants tell a word that two languages share ("artillery") from chance."""

KEPT_FORMS = 400_000
"""Forms kept folded, some 60 MB: more than a year of one war's reporting has."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe0f]+")
# Letters that are written without spaces between words stand for words each by themselves.
_WORD = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+(?!\d)|\d+(?:[.,:]\d+)*"
    r"|[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
    r"|[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*"
)
_FIRST = re.compile(r"[^\W_]")
_END = re.compile(r"(?<=[.!?…。])[\"”’»')\]]*\s+|\n+")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+")
_NOT_DIGITS = re.compile(r"\D+")
_VOWELS = re.compile("(?<=.)[aeiouy]+")
_TWICE = re.compile(r"(.)\1+")
_APOSTROPHES = re.compile("['’ʼ`]")
_POSSESSIVE = re.compile("['’ʼ`]s?$")
_LATIN_ENDINGS = ("ings", "ing", "ies", "ed", "es", "s")
_CYRILLIC_ENDINGS = (
    "ого", "ому", "ими", "ыми", "ами", "ями", "его", "ему",
    "ах", "ях", "ам", "ям", "ом", "ем", "ів", "їв", "ов", "ев", "ей", "ой", "ий", "ый", "их", "ых", "им", "ым",
)  # fmt: skip
_ROMAN = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "ў": "u",
})  # fmt: skip
_SOUNDS = (("shch", "s"), ("sch", "s"), ("sh", "s"), ("zh", "z"), ("ch", "c"), ("kh", "h"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("ts", "c"))
_SOUND = re.compile("|".join(sound for sound, _ in _SOUNDS))
_ONE_SOUND = dict(_SOUNDS)
_SAME = str.maketrans("gqjw", "hkzv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A sentence as it is compared. All are 32-bit hashes in the order of the text.

    ``spoken`` has every word (case evened out), ``terms`` the content words and numbers, ``slots`` the names and numbers among them, ``numbers`` the
    numbers. ``senses`` are what a translation keeps: concepts, numbers, names and long words in Latin letters.
    """

    spoken: tuple[int, ...]
    terms: tuple[int, ...]
    slots: tuple[int, ...]
    numbers: tuple[int, ...]
    senses: tuple[int, ...]


class Vocabulary:
    """Words to hashes. It keeps what it has met, so that each form is folded once; nothing it gives depends on that."""

    def __init__(self, function_words: frozenset[str], concepts: Concepts | None = None) -> None:
        """``function_words`` in small letters count for nothing."""
        self._function = function_words
        self._concepts = concepts or Concepts({})
        self._known: dict[str, tuple[int, int, int, int, int]] = {}

    def iter_sentences(self, text: str) -> Iterator[Words]:
        """The sentences that have a word, in order; none for a text without letters and digits. Line ends end a sentence too."""
        if len(self._known) > KEPT_FORMS:
            self._known = {}
        known = self._known
        for sentence in _END.split(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text))):
            words = [known.get(word) or self._fold(word) for word in _WORD.findall(sentence)]
            if words:
                yield Words(
                    spoken=tuple([word[0] for word in words]),
                    terms=tuple([word[1] for word in words if word[1]]),
                    slots=tuple([word[2] for word in words[_begins_large(sentence) :] if word[2]]),
                    numbers=tuple([word[3] for word in words if word[3]]),
                    senses=tuple([word[4] for word in words if word[4]]),
                )

    def _fold(self, word: str) -> tuple[int, int, int, int, int]:
        """Hashes of the word as spoken, as a term, as a name or number, as a number, and of its sense; 0 where it is none."""
        small = word.lower()
        if small in self._function:
            folded = (_hash(small), 0, 0, 0, 0)
        else:
            bones = skeleton(small)
            term, number, large = _hash("=" + bones), small[0].isdigit(), word[0] != small[0]
            concept = self._concepts.of(small)
            sense = _hash("@" + concept) if concept else _hash("~" + bones.replace("z", "s")) if number or large or len(bones) >= LONG_SKELETON else 0
            folded = (_hash(small), term, term if number or large else 0, term if number else 0, sense)
        self._known[word] = folded
        return folded


@functools.cache
def vocabulary(pack: Pack) -> Vocabulary:
    """The vocabulary with the function words and concepts of all languages that the pack and the engine know."""
    tables = {language: pack.words(language, "copies") for language in LANGUAGES}
    words = {word for table in tables.values() for word in table.get("function", ())}
    return Vocabulary(frozenset(words), Concepts({language: table.get("concepts", {}) for language, table in tables.items()}))


def skeleton(word: str) -> str:
    """The word in Latin letters without ending, double letters and vowels behind the first letter; at most six letters. Numbers keep their value.

    >>> skeleton("Sanders"), skeleton("sandars'"), skeleton("5,000"), skeleton("3.5")
    ('sndr', 'sndr', '5000', '3.5')
    >>> skeleton("Левандовська"), skeleton("Lewandowska")
    ('lvndvs', 'lvndvs')
    """
    word = word.lower()
    if word[0].isdigit():
        return _NOT_DIGITS.sub("", word) if _THOUSANDS.fullmatch(word) else word.replace(",", ".")
    word = _APOSTROPHES.sub("", _POSSESSIVE.sub("", word)) or word
    word = _without(word, _LATIN_ENDINGS) if word.isascii() else _latin(_without(word, _CYRILLIC_ENDINGS))
    word = _SOUND.sub(lambda match: _ONE_SOUND[match.group()], word).translate(_SAME)
    return _TWICE.sub(r"\1", _VOWELS.sub("", word))[:SKELETON_LETTERS]


def _without(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _latin(word: str) -> str:
    latin = word.translate(_ROMAN)
    if latin.isascii():
        return latin
    return "".join(letter for letter in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(letter))


def _begins_large(sentence: str) -> bool:
    """Whether the first word is no number: it is written large whatever it is."""
    match = _FIRST.search(sentence)
    return match is not None and not match.group().isdigit()


def _hash(word: str) -> int:
    """32 bits, never 0: 0 stands for a word that counts for nothing."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) or 1
