"""Which common Ukrainian words are also names of places in some case: derived from texts, never guessed.

    python tools/build_ukrainian_place_words.py CORPUS            writes src/reportedly/packs/words/uk/place_names.toml
    python tools/build_ukrainian_place_words.py CORPUS --check    exit 1 when the checked-in file is not what a build gives

CORPUS is ``ua_gec/data/gec-fluency`` of the PyPI package ``ua-gec`` 2.1.3 (UA-GEC, texts of 1,900 writers as editors corrected them, 390,000
words; CC BY 4.0). Only whether a word is common is taken from it, no text. Given names are those of the PyPI package ``faker`` (MIT licence).

The rule that must not be broken: a word is on the list because writers often write it with a small letter, more often than with a capital, and the
gazetteer knows a place of that name; nobody picks words by hand. What is left to judge by hand stands in ``words/uk/places.toml``, with the reason.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tools.build_russian_place_words import as_toml, carries, is_great  # noqa: E402
from tools.written import write_or_check  # noqa: E402

from reportedly.packs.load import load_pack  # noqa: E402
from reportedly.places.gazetteer import Gazetteer, load_gazetteer  # noqa: E402

TARGET = ROOT / "src/reportedly/packs/words/uk/place_names.toml"
OFTEN = 4  # times in the corpus: ten in a million
SHORTEST = 3  # letters
_WORD = re.compile("[а-яєіїґ]+(?:['’ʼ-][а-яєіїґ]+)*", re.IGNORECASE)
HEAD = """# Derived by tools/build_ukrainian_place_words.py; do not edit. Source: UA-GEC 2.1.3 (ua-gec; CC BY 4.0), of which only counts of words were used.
# common: words that are often written small, more often than with a capital, and that are names of places in some case.
# given_name: first names (faker {faker}; MIT).
"""


def count_words(corpus: Path) -> tuple[Counter[str], Counter[str]]:
    """How often each word stands in small letters, and how often otherwise; of a text that two people corrected one version is counted."""
    small: Counter[str] = Counter()
    other: Counter[str] = Counter()
    seen: set[str] = set()
    for file in sorted(corpus.glob("*/target/*.txt")):
        text = file.name.partition(".")[0]
        if text in seen:
            continue
        seen.add(text)
        for word in _WORD.findall(file.read_text(encoding="utf-8")):
            (small if word.islower() else other)[word.lower()] += 1
    return small, other


def common_words(gazetteer: Gazetteer, small: Counter[str], other: Counter[str]) -> list[str]:
    """The words in order of the alphabet."""
    often = (word for word, count in small.items() if count >= OFTEN and count >= other[word] and len(word) >= SHORTEST and word.isalpha())
    return sorted(word for word in often if carries(gazetteer, word, "uk") and not is_great(gazetteer, word, "uk"))


def build(corpus: Path) -> str:
    """The file's text."""
    gazetteer = load_gazetteer(load_pack("russia_ukraine_2022"))
    return as_toml(HEAD, gazetteer, common_words(gazetteer, *count_words(corpus)), "uk_UA", "uk")


def main(arguments: list[str]) -> int:
    """Build, then write or compare."""
    folders = [argument for argument in arguments if not argument.startswith("--")]
    if len(folders) != 1:
        print(__doc__)
        return 2
    text = build(Path(folders[0]))
    return write_or_check(TARGET, text, "build_ukrainian_place_words.py", check="--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
