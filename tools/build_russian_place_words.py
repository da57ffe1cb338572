"""Which common Russian words are also names of places in some case: derived from word frequencies, never guessed.

    python tools/build_russian_place_words.py            writes src/reportedly/packs/words/ru/place_names.toml
    python tools/build_russian_place_words.py --check    exit 1 when the checked-in file is not what a build gives

Frequencies are those of the vocabulary that comes inside the package ``natasha`` 1.6.0 (navec_news_v1: a billion words of news; MIT licence); that a
word is no name of its own is told by the OpenCorpora dictionary inside ``pymorphy3-dicts-ru`` (its tags only; no entry is copied). Given names are
those of the PyPI package ``faker`` (MIT licence).

The rule that must not be broken: a word is on the list because the news write it often, the dictionary has it as no name, and the gazetteer knows
a place of that name; nobody picks words by hand. What is left to judge by hand stands in ``words/ru/places.toml``.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import natasha  # noqa: E402
from navec import Navec  # noqa: E402
from pymorphy3 import MorphAnalyzer  # noqa: E402
from tools.written import write_or_check  # noqa: E402

from reportedly.core.records import PlaceKind  # noqa: E402
from reportedly.packs.load import load_pack  # noqa: E402
from reportedly.places.gazetteer import Gazetteer, NameStatus, load_gazetteer  # noqa: E402
from reportedly.places.inflection import dictionary_forms  # noqa: E402
from reportedly.places.known import is_known, is_large_written  # noqa: E402
from reportedly.places.letters import fold  # noqa: E402

TARGET = ROOT / "src/reportedly/packs/words/ru/place_names.toml"
VECTORS = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"
OFTEN = 5_000  # times in a billion words: five in a million, some three in a long book
KNOWN = 50_000  # people: so large a place is meant though its name is a word
LEAST = 0.05  # probability of a reading that counts
NAMES = ("Geox", "Name", "Surn", "Patr", "Orgn", "Trad", "Abbr", "Init")  # OpenCorpora's marks of names
_WORD = re.compile("[а-я]{3,}")
HEAD = """# Derived by tools/build_russian_place_words.py; do not edit. Sources: natasha 1.6.0 (navec_news_v1; MIT), tags of pymorphy3-dicts-ru.
# common: words that news write often, that the dictionary has as no names, and that are names of places in some case.
# given_name: first names (faker {faker}; MIT).
"""


def common_words(gazetteer: Gazetteer) -> list[str]:
    """The words in order of the alphabet."""
    vocabulary = Navec.load(str(Path(natasha.__file__).parent / VECTORS)).vocab
    morphology = MorphAnalyzer(lang="ru")
    often = (word for word, count in zip(vocabulary.words, vocabulary.counts, strict=False) if count >= OFTEN and _WORD.fullmatch(word))
    known = (word for word in often if carries(gazetteer, word, "ru"))
    return sorted(word for word in known if not _is_name(morphology, word) and not is_great(gazetteer, word, "ru"))


def carries(gazetteer: Gazetteer, word: str, language: str) -> bool:
    """Whether a place is called so in some case, or a large one so in the other alphabet."""
    name = word.capitalize()
    return is_known(gazetteer, name, language) or is_large_written(gazetteer, name, language)


def _is_name(morphology: MorphAnalyzer, word: str) -> bool:
    return any(mark in parse.tag for parse in morphology.parse(word) if parse.score >= LEAST for mark in NAMES)


def is_great(gazetteer: Gazetteer, word: str, language: str) -> bool:
    """Whether the name of more than a town, or of a large one, has this form."""
    named = [named for form in dictionary_forms(fold(word), language) for named in gazetteer.named(form)]
    places = [(gazetteer.place(one.row), one.status) for one in named]
    return any(place.kind is not PlaceKind.SETTLEMENT or (place.population >= KNOWN and status is NameStatus.MAIN) for place, status in places)


def given_names(gazetteer: Gazetteer, locale: str, language: str) -> tuple[str, list[str]]:
    """Version of the package, and first names in order of the alphabet, without those that large places have too."""
    provider = import_module(f"faker.providers.person.{locale}").Provider
    names = {fold(name) for name in (*provider.first_names_male, *provider.first_names_female) if name.isalpha()}
    return import_module("faker").VERSION, sorted(name for name in names if not is_great(gazetteer, name, language))


def as_toml(head: str, gazetteer: Gazetteer, words: list[str], locale: str, language: str) -> str:
    """The text of a language's file."""
    version, names = given_names(gazetteer, locale, language)
    lists = (f"{key} = [{', '.join(map(_quoted, found))}]\n" for key, found in (("common", words), ("given_name", names)))
    return head.format(faker=version) + "".join(lists)


def _quoted(word: str) -> str:
    return f'"{word}"'


def build() -> str:
    """The file's text."""
    gazetteer = load_gazetteer(load_pack("russia_ukraine_2022"))
    return as_toml(HEAD, gazetteer, common_words(gazetteer), "ru_RU", "ru")


def main(arguments: list[str]) -> int:
    """Build, then write or compare."""
    text = build()
    return write_or_check(TARGET, text, "build_russian_place_words.py", check="--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
