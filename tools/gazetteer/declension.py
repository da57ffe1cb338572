"""Place names put into their cases: what the law tests of ``inflection`` draw from, and what the costs of cases are learned from.

Written from the declension tables of the Ukrainian orthography of 2019 and Zaliznyak's grammatical dictionary of Russian, apart from the rules
under test. A word whose ending leaves two declensions open (a noun or an adjective) is given both, since reports write both.

The rule that must not be broken: forms only; nothing here looks into the gazetteer.
"""

from __future__ import annotations

import re
from itertools import product

# (what the word ends in, letters cut off, endings of genitive, dative, accusative, instrumental, locative); the first that fits is taken.
# "/" parts equals, "0" is no ending, "*" softens the last consonant before it (г, к, х to з, ц, с), "+" doubles it.
Table = tuple[tuple[str, int, str], ...]
_UKRAINIAN_ADJECTIVES: Table = (
    (r"ий", 2, "ого ому ий им ому"),
    (r"ній", 2, "ього ьому ій ім ьому"),
    (r"(ськ|цьк|зьк|ов|ев|єв|[бвгджзклмпрстхцчшь]н|нн|ин|ел|ст|ал)а", 1, "ої ій у ою ій"),
    (r"ня", 1, "ьої ій ю ьою ій"),
    (r"нє", 1, "ього ьому є ім ьому"),
    (r"(?<!щ)(?<!ц)(?<!пол)(?<!мор)е", 1, "ого ому е им ому"),
    (r"(ськ|цьк|зьк|ов|ев|[бвгджзклмпрстхцчшь]н|нн|ик|ел|ен|ар|ал|ол)і", 1, "их им і ими их"),
)
_UKRAINIAN_NOUNS: Table = (
    (r"[жчшщ]а", 1, "і і у ею і"),
    (r"а", 1, "и *і у ою *і"),
    (r"(([дзлнстц])\2|ст)я", 1, "я ю я ям і"),
    (r"['’ʼ]я", 1, "я ю я ям ї"),
    (r"[аеиіо]я", 1, "ї ї ю єю ї"),
    (r"я", 1, "і і ю ею і"),
    (r"о", 1, "а у о ом *і"),
    (r"ще", 1, "а у е ем і"),
    (r"(пол|мор|ц)е", 1, "я ю е ем і"),
    (r"[бвгджзклмпрстцчш]ьки", 3, "ьків/ок ькам ьки ьками ьках"),
    (r"[бвгджзйлмнпрстцчш]ки", 2, "ків/ок кам ки ками ках"),
    (r"[бвгджзйкмпрстхчш]ни", 2, "нів/ен нам ни нами нах"),
    (r"[гкхжчшщ]и", 1, "ів/0 ам и ами ах"),
    (r"и", 1, "ів/0 ам и ами ах"),
    (r"[жчшщ]і", 1, "ів ам і ами ах"),
    (r"і", 1, "ів ям і ями ях"),
    (r"ї", 1, "їв ям ї ями ях"),
    (r"й", 1, "я/ю ю й єм ї"),
    (r"(бр)ід", 2, "оду оду ід одом оді"),
    (r"(р)іг", 2, "огу огу іг огом озі/огу"),
    (r"(дв|б)ір", 2, "ору ору ір ором орі"),
    (r"(м)іст", 3, "осту осту іст остом ості"),
    (r"(пот)ік", 2, "оку оку ік оком оці"),
    (r"їв", 2, "єва єву їв євом єві"),
    (r"[жчшщц]ів", 2, "ева еву ів евом еві"),
    (r"ів", 2, "ова ову ів овом ові"),
    (r"піль", 3, "оля олю іль олем олі"),
    (r"лець", 3, "ьця ьцю ець ьцем ьці"),
    (r"ець", 3, "ця цю ець цем ці"),
    (r"ень", 3, "ня ню ень нем ні"),
    (r"...ок", 2, "ка/ку ку ок ком ку"),
    (r"[аеиіоу][лнтдсц]ь", 1, "я/і ю/і ь ем/+ю і"),
    (r"ь", 1, "я/і ю/і ь ем/ю і"),
    (r"[гкх]", 0, "а/у у 0 ом у"),
    (r"[бвджзлмнпрстфцчшщ]", 0, "а/у у 0 ом і"),
)
_RUSSIAN_ADJECTIVES: Table = (
    (r"(ый|[бвдзлмнпрстц]ой)", 2, "ого ому ый/ой ым ом"),
    (r"[гкх](ий|ой)", 2, "ого ому ий/ой им ом"),
    (r"ний", 2, "его ему ий им ем"),
    (r"ая", 2, "ой ой ую ой ой"),
    (r"яя", 2, "ей ей юю ей ей"),
    (r"[гкх]ое", 2, "ого ому ое им ом"),
    (r"ое", 2, "ого ому ое ым ом"),
    (r"ее", 2, "его ему ее им ем"),
    (r"ые", 2, "ых ым ые ыми ых"),
    (r"ие", 2, "их им ие ими их"),
)
_RUSSIAN_NOUNS: Table = (
    (r"(ый|ой|ая|яя|ое|ее|ые|[гкхн]ий|ие)", 0, ""),  # adjectives, above
    (r"[жчшщ]а", 1, "и е у ей е"),
    (r"ца", 1, "ы е у ей е"),
    (r"[гкх]а", 1, "и е у ой е"),
    (r"а", 1, "ы е у ой е"),
    (r"ия", 1, "и и ю ей и"),
    (r"я", 1, "и е ю ей е"),
    (r"о", 1, "а у о ом е"),
    (r"ще", 1, "а у е ем е"),
    (r"е", 1, "я ю е ем е"),
    (r"[бвгджзйлмнпрстцчш]ки", 2, "ков/ок кам ки ками ках"),
    (r"[бвгджзйкмпрстхчш]ны", 2, "нов/ен нам ны нами нах"),
    (r"цы", 1, "ев/ов ам ы ами ах"),
    (r"([гкхжчшщ]и|ы)", 1, "ов/0 ам ы ами ах"),
    (r"и", 1, "ей/ев ям и ями ях"),
    (r"лец", 2, "ьца ьцу ец ьцем ьце"),
    (r"ец", 2, "ца цу ец цом/цем це"),
    (r"...ок", 2, "ка ку ок ком ке"),
    (r"ий", 1, "я ю й ем и"),
    (r"й", 1, "я ю й ем е"),
    (r"ь", 1, "я/и ю/и ь ем/ью е/и"),
    (r"[жчшщ]", 0, "а у 0 ем е"),
    (r"[оеёи][вн]", 0, "а у 0 ом/ым е"),
    (r"[бвгдзклмнпрстфхц]", 0, "а у 0 ом е"),
)
_SOFTENED = {"г": "з", "к": "ц", "х": "с"}


def ukrainian_cases(name: str) -> set[str]:
    """The oblique forms of a Ukrainian name in small letters. Of several words, those before the last must be adjectives: else empty."""
    return _cases(name.lower(), _UKRAINIAN_ADJECTIVES, _UKRAINIAN_NOUNS)


def russian_cases(name: str) -> set[str]:
    """The same of a Russian name."""
    return _cases(name.lower(), _RUSSIAN_ADJECTIVES, _RUSSIAN_NOUNS)


def _cases(name: str, adjectives: Table, nouns: Table) -> set[str]:
    words = re.split(r"[ -]", name)
    joins = re.findall(r"[ -]", name)
    firsts = [_forms(word, adjectives) for word in words[:-1]]
    found: set[str] = set()
    for last in (_forms(words[-1], adjectives), _forms(words[-1], nouns)):
        for forms in zip(*firsts, last, strict=True) if last and all(firsts) else ():
            found.update("".join(map("".join, zip(choice, [*joins, ""], strict=True))) for choice in product(*forms))
    return found - {name}


def _forms(word: str, table: Table) -> tuple[tuple[str, ...], ...]:
    """What the word is in each of the five cases; empty when the table has no such word."""
    for pattern, cut, endings in table:
        if re.search(f"{pattern}$", word):
            stem = word[: len(word) - cut]
            return tuple(tuple(_join(stem, ending) for ending in case.split("/")) for case in endings.split(" ") if case)
    return ()


def _join(stem: str, ending: str) -> str:
    if ending.startswith("*"):
        return stem[:-1] + _SOFTENED.get(stem[-1], stem[-1]) + ending[1:]
    return stem + stem[-1] + ending[1:] if ending.startswith("+") else stem + ending.removeprefix("0")
