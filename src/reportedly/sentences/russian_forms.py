"""Russian words in a wanted form, and Russian words that look like Ukrainian ones: what a Ukrainian sentence is shown with.

The rule that must not be broken: a form depends on the arguments alone; where there is none the dictionary form comes back.
"""

from __future__ import annotations

import functools
from typing import Any

from reportedly.sentences.russian_lemmas import russian_analyzer

_MOST_KEPT = 20_000
_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct", "Voc": "nomn"}
_NUMBERS = {"Sing": "sing", "Plur": "plur"}
_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
_TENSES = {"Past": "past", "Pres": "pres", "Fut": "futr"}
_ENDINGS = (
    ("ість", "ость"), ("ція", "ция"), ("ння", "ние"), ("ття", "тие"), ("ець", "ец"), ("увати", "овать"), ("увати", "ировать"), ("ювати", "евать"),
    ("ити", "ить"),     ("ати", "ать"), ("яти", "ять"), ("іти", "еть"), ("нути", "нуть"), ("ський", "ский"), ("ій", "ий"), ("ий", "ый"), ("", ""),
)  # fmt: skip


@functools.lru_cache(_MOST_KEPT)
def inflected(lemma: str, kind: str, case: str, number: str, gender: str, *, tense: str = "", person: str = "") -> str:
    """The Russian word in this form. ``kind``: NOUN, ADJ, VERB, or PRTS for a short passive participle."""
    wanted = _wanted(kind, case, number, gender, tense, person)
    for parse in _parses(lemma, kind):
        form = parse.inflect(wanted)
        if form is None and "futr" in wanted:
            form = parse.inflect((wanted - {"futr"}) | {"pres"})
        if form is None and "pres" in wanted:
            form = parse.inflect((wanted - {"pres"}) | {"futr"})
        if form is not None:
            return str(form.word).replace("ё", "е")
    return lemma


def _wanted(kind: str, case: str, number: str, gender: str, tense: str, person: str) -> set[str]:
    """The grammemes of pymorphy3 that name the form."""
    if tense in {"INFN", "GRND"}:
        return {tense}
    wanted = {grammeme for table, key in ((_CASES, case), (_NUMBERS, number)) if (grammeme := table.get(key))}
    if kind == "PRTS":
        wanted |= {"PRTS", "pssv"}
    if tense == "impr":
        return wanted | {"impr"}
    if tense:
        wanted.add(_TENSES[tense])
        if tense != "Past":
            return wanted | {f"{person or '3'}per"}
    if gender and number != "Plur" and kind != "NOUN":
        wanted.add(_GENDERS[gender])
    return wanted


def _parses(lemma: str, kind: str) -> list[Any]:
    parses = russian_analyzer().parse(lemma)
    right = {"NOUN": {"NOUN"}, "ADJ": {"ADJF", "PRTF"}, "VERB": {"INFN"}, "PRTS": {"INFN"}}[kind]
    return [parse for parse in parses if str(parse.tag.POS) in right] or list(parses)


@functools.lru_cache(_MOST_KEPT)
def look_alike(lemma: str, kind: str, gender: str) -> str | None:
    """The Russian dictionary word that a Ukrainian one becomes letter by letter, of the same gender; ``None`` where there is none."""
    right = {"NOUN": {"NOUN"}, "VERB": {"INFN"}}[kind]
    reflexive = "ся" if lemma.endswith("ся") and kind == "VERB" else ""
    base = lemma.removesuffix("ся") if reflexive else lemma
    for ending, russian in _ENDINGS:
        if not base.endswith(ending):
            continue
        stem = base[: len(base) - len(ending)]
        for letters in ({"і": "и", "ї": "и", "є": "е", "ґ": "г", "'": ""}, {"і": "о", "ї": "и", "є": "е", "ґ": "г", "'": "ъ", "и": "ы"}):
            word = "".join(letters.get(letter, letter) for letter in stem) + russian + reflexive
            if not russian_analyzer().word_is_known(word):
                continue
            for parse in russian_analyzer().parse(word):
                if str(parse.tag.POS) in right and parse.normal_form == word and (not gender or _GENDERS[gender] in parse.tag):
                    return word
    return None
