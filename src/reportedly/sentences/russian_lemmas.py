"""Dictionary forms of Russian words: pymorphy3's analyses, of which the one that agrees with the parser's tag is taken.

The rule that must not be broken: a lemma depends on the word and its tag alone. It has small letters and no ё, names keep their capital.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from reportedly.core.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_KEPT = 100_000  # forms with their tags; a year of news has about 300,000, the common tenth of which is nine tenths of the text
_KINDS: Mapping[str, frozenset[str]] = {
    "NOUN": frozenset({"NOUN"}),
    "PROPN": frozenset({"NOUN"}),
    "VERB": frozenset({"VERB", "INFN", "PRTF", "PRTS", "GRND"}),
    "AUX": frozenset({"VERB", "INFN", "PRTF", "PRTS", "GRND"}),
    "ADJ": frozenset({"ADJF", "ADJS", "COMP"}),
    "ADV": frozenset({"ADVB", "COMP", "PRED"}),
    "PRON": frozenset({"NPRO", "ADJF"}),
    "DET": frozenset({"ADJF", "NPRO"}),
    "NUM": frozenset({"NUMR", "ADJF"}),
    "ADP": frozenset({"PREP"}),
    "CCONJ": frozenset({"CONJ"}),
    "SCONJ": frozenset({"CONJ"}),
    "PART": frozenset({"PRCL"}),
    "INTJ": frozenset({"INTJ"}),
}
_FORMS = {"Inf": "INFN", "Conv": "GRND"}
_VALUES = {
    "Case": {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"},
    "Number": {"Sing": "sing", "Plur": "plur"},
    "Gender": {"Masc": "masc", "Fem": "femn", "Neut": "neut"},
    "Aspect": {"Perf": "perf", "Imp": "impf"},
    "Tense": {"Past": "past", "Pres": "pres", "Fut": "futr"},
    "Mood": {"Imp": "impr", "Ind": "indc"},
    "Voice": {"Pass": "pssv", "Act": "actv"},
    "Animacy": {"Anim": "anim", "Inan": "inan"},
}
_NAMES = frozenset({"Surn", "Name", "Patr", "Geox", "Orgn"})


@functools.lru_cache(_MOST_KEPT)
def russian_lemma(word: str, tag: str) -> str:
    """The dictionary form of a word that the parser tagged so ("VERB|Aspect=Perf|Tense=Past"); participles give the verb's infinitive."""
    pos, _, rest = tag.partition("|")
    kinds = _KINDS.get(pos)
    if kinds is None or not word[:1].isalpha():
        return word.lower()
    features = [pair.partition("=") for pair in rest.split("|")] if rest else []
    wanted = {value for name, _, key in features if (value := _VALUES.get(name, {}).get(key))}
    form = next((_FORMS.get(key) for name, _, key in features if name == "VerbForm"), None)
    is_participle = "VerbForm=Part" in rest
    best, best_score = word.lower(), -1.0
    for parse in russian_analyzer().parse(word):
        kind = str(parse.tag.POS)
        grammemes = parse.tag.grammemes
        score = parse.score + len(wanted & grammemes)
        if kind in kinds:
            score += 4
        if form is not None and kind == form:
            score += 3
        if is_participle and kind in {"PRTF", "PRTS"}:
            score += 3
        if pos == "PROPN" and grammemes & _NAMES:
            score += 1
        if score > best_score:
            best, best_score = parse.normal_form, score
    best = best.replace("ё", "е")
    return best[:1].upper() + best[1:] if pos == "PROPN" and word[:1].isupper() else best


@functools.cache
def russian_analyzer() -> Any:
    """pymorphy3's dictionary of Russian. Raises ``ModelError`` when the package is missing."""
    try:
        import pymorphy3  # noqa: PLC0415  only who reads Russian pays for it
    except ImportError as error:
        message = f"expected the package 'pymorphy3', found none: {error}. Try: pip install pymorphy3 pymorphy3-dicts-ru"
        raise ModelError(message) from error
    return pymorphy3.MorphAnalyzer(lang="ru")
