"""Names as reports write them, made from the gazetteer's: in their cases, as the sister language has them, romanised in the usual ways, by another name.

How often each way is taken stands in the tables and is judged: a name stands in an oblique case two times of three (place names follow prepositions),
a report in Latin letters has the Ukrainian romanisation or the Russian one, seldom another language's. The costs are learned from what comes out.

The rule that must not be broken: the same seed makes the same forms, from nothing but the names; nothing here asks the look-up that is priced.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tools.gazetteer.declension import russian_cases, ukrainian_cases

from reportedly.places.letters import fold, has_cyrillic, romanise, skeleton
from reportedly.places.sister import russian_forms

if TYPE_CHECKING:
    from random import Random

OBLIQUE = 2 / 3  # of the mentions in a language with cases
ANOTHER = 0.1  # of the mentions of a place that has another name
RUSSIAN_NAME = re.compile(r"[А-Яа-яЁё -]+(?:ка|ое|ый|ий|ая|ово|ево|ино|ск|ь|ы|и|а|ец)")
# Languages of the reports, and how Latin letters write the names: as Ukraine does, as one did from Russian, and as the neighbours do.
LANGUAGES = (("en", 0.5), ("uk", 0.25), ("ru", 0.25))
WAYS = (("ukrainian", 0.6), ("russian", 0.28), ("german", 0.03), ("french", 0.03), ("polish", 0.02), ("dutch", 0.02), ("scholarly", 0.02))

# From the letters of KMU-55, longest first. Sources: Duden (German), the conventions of French and Dutch papers, PWN (Polish), ISO 9:1968.
_TABLES = {
    "german": (("shch", "schtsch"), ("zh", "sch"), ("kh", "ch"), ("ch", "tsch"), ("sh", "sch"), ("ts", "z"), ("z", "s"), ("v", "w"), ("y", "y")),
    "french": (("shch", "chtch"), ("zh", "j"), ("kh", "kh"), ("ch", "tch"), ("sh", "ch"), ("u", "ou")),
    "polish": (("shch", "szcz"), ("zh", "ż"), ("kh", "ch"), ("ch", "cz"), ("sh", "sz"), ("ts", "c"), ("v", "w")),
    "dutch": (("shch", "sjtsj"), ("zh", "zj"), ("kh", "ch"), ("ch", "tsj"), ("sh", "sj"), ("u", "oe")),
    "scholarly": (("shch", "šč"), ("zh", "ž"), ("kh", "ch"), ("ch", "č"), ("sh", "š"), ("ts", "c"), ("ia", "ja"), ("iu", "ju"), ("ie", "je")),
}
_WRITERS = {way: (re.compile("|".join(re.escape(letters) for letters, _ in table)), dict(table)) for way, table in _TABLES.items()}


class Names(NamedTuple):
    """What a settlement is called: main name in Latin letters, Ukrainian name, Russian ones, and other names altogether."""

    main: str
    ukrainian: str
    russian: tuple[str, ...]
    others: tuple[str, ...]


class Form(NamedTuple):
    """A name as a report in this language writes it."""

    text: str
    language: str


def names_of(main: str, ukrainian: str, aliases: tuple[str, ...]) -> Names:
    """The names sorted by what they are: an alias of another skeleton than the main name and its Russian forms is another name."""
    attested = tuple(alias for alias in aliases if RUSSIAN_NAME.fullmatch(alias))
    russian = attested or russian_forms(ukrainian)
    same = {_bones(name) for name in (main, ukrainian, *russian, *russian_forms(ukrainian))}
    others = tuple(alias for alias in aliases if len(alias) > 3 and alias.replace(" ", "").isalpha() and _bones(alias) not in same)
    return Names(main, ukrainian, russian[:1], others)


def write(names: Names, chance: Random) -> Form:
    """One mention of the place."""
    language = _drawn(LANGUAGES, chance)
    other = names.others and chance.random() < ANOTHER
    if other:
        written = [name for name in names.others if has_cyrillic(name) == (language != "en")]
        return Form(_in_a_case(chance.choice(written), language, chance) if written else names.main, language if written else "en")
    if language == "en":
        return Form(_romanised(names, chance), language)
    return Form(_in_a_case(names.ukrainian if language == "uk" else names.russian[0] if names.russian else names.ukrainian, language, chance), language)


def _in_a_case(name: str, language: str, chance: Random) -> str:
    if language == "en" or chance.random() >= OBLIQUE:
        return name
    cases = sorted((ukrainian_cases if language == "uk" else russian_cases)(name))
    return chance.choice(cases) if cases else name


def _romanised(names: Names, chance: Random) -> str:
    way = _drawn(WAYS, chance)
    if way == "ukrainian" or (way == "russian" and not names.russian):
        return names.main
    if way == "russian":
        return romanise(names.russian[0], "ru")
    pattern, table = _WRITERS[way]
    return pattern.sub(lambda letters: table[letters.group()], fold(romanise(names.ukrainian, "uk")))


def _bones(name: str) -> str:
    return skeleton(fold(romanise(name, "") if has_cyrillic(name) else name))


def _drawn(shares: tuple[tuple[str, float], ...], chance: Random) -> str:
    left = chance.random()
    for what, share in shares:
        left -= share
        if left < 0:
            return what
    return shares[-1][0]
