"""Ukrainian and Russian place names back to their dictionary form, by endings alone.

The rule that must not be broken: this proposes forms, the gazetteer decides; a form that no place carries is never kept.
Rules after the declension tables of the Ukrainian orthography of 2019 and Zaliznyak's grammatical dictionary of Russian.
"""

from __future__ import annotations

import functools
import re
from itertools import product

from reportedly.places.letters import has_cyrillic, written_language

# (ending of the oblique form, endings of the dictionary form); a longer ending is tried first, all that fit are proposed.
Rule = tuple[str, tuple[str, ...]]
Rules = tuple[Rule, ...]
_UKRAINIAN: Rules = (
    # nouns in -а/-я, with the change of the last consonant before -і
    ("ці", ("ка", "к", "ця", "ць", "ці", "цьк", "ко")), ("зі", ("га", "г", "за", "з")), ("сі", ("ха", "х", "са", "с")), ("жі", ("жа", "ж")),
    ("чі", ("ча", "ч", "чі")), ("ші", ("ша", "ш")),
    ("і", ("а", "", "я", "е", "о", "ь", "и")), ("и", ("а", "", "и", "ь")), ("у", ("а", "", "о", "е")), ("ою", ("а", "ий")), ("ею", ("я", "а")),
    ("єю", ("я",)),
    ("ї", ("я", "й")), ("ю", ("я", "ь", "е", "й", "")), ("ям", ("я", "е", "і")), ("ем", ("ь", "е", "")), ("єм", ("й", "я")), ("ом", ("", "о", "е")),
    # nouns in a consonant, -о, -е
    ("а", ("", "о", "е")), ("я", ("ь", "й", "е", "я")), ("ові", ("",)), ("еві", ("ь", "")), ("єві", ("й",)),
    ("ова", ("ів", "ове", "ов")), ("ову", ("ів", "ове", "ов")), ("ові", ("ів", "ове", "ова")), ("овом", ("ів", "ове")), ("овим", ("ів", "ове")),
    ("овому", ("ове", "овий")),
    ("ева", ("ів", "еве", "ев")), ("еву", ("ів", "еве", "ев")), ("еві", ("ів", "еве", "ев")), ("евом", ("ів", "еве")), ("євом", ("їв", "єве")),
    ("єва", ("їв", "єве", "єв")),
    ("єву", ("їв", "єве", "єв")), ("єві", ("їв", "єве", "єв")), ("ого", ("е", "ий", "о")), ("ому", ("е", "ий")), ("им", ("е", "ий", "і", "и")),
    ("ім", ("е", "ій", "є", "і")),
    ("ього", ("є", "ій")), ("ьому", ("є", "ій")), ("ої", ("а",)), ("ій", ("а", "я")), ("ої", ("а",)),
    ("льця", ("лець",)), ("льцю", ("лець",)), ("льцем", ("лець",)), ("льці", ("лець",)),
    ("ця", ("ець",)), ("цю", ("ець",)), ("цем", ("ець",)), ("ню", ("інь", "ень", "ня")), ("ня", ("інь", "ень")),
    ("ні", ("інь", "ень", "на", "ня", "нь", "ни")),
    ("ополя", ("опіль", "ополе", "ополь")), ("ополі", ("опіль", "ополе", "ополь")), ("ополем", ("опіль", "ополе", "ополь")),
    ("ополю", ("опіль", "ополе", "ополь")),
    ("поля", ("піль", "поле")), ("полі", ("піль", "поле")), ("полем", ("піль", "поле")), ("ога", ("іг",)), ("огу", ("іг",)), ("озі", ("іг",)),
    ("огом", ("іг",)),
    ("ода", ("ід",)), ("оду", ("ід",)), ("оді", ("ід",)), ("одом", ("ід",)), ("орога", ("оріг",)), ("орозі", ("оріг",)), ("ому", ("ім",)),
    ("ового", ("ів",)), ("овому", ("ів",)), ("ору", ("ір",)), ("ора", ("ір",)), ("ором", ("ір",)), ("орі", ("ір",)), ("осту", ("іст",)),
    ("оку", ("ік",)), ("ока", ("ік",)), ("оком", ("ік",)), ("оці", ("ік",)), ("ен", ("ни",)), ("ел", ("ли",)), ("ер", ("ри",)), ("оста", ("іст",)),
    ("остом", ("іст",)), ("ості", ("іст",)), ("олу", ("іл",)), ("ола", ("іл",)), ("олом", ("іл",)), ("олі", ("іл",)),
    ("ка", ("ок",)), ("ку", ("ок",)), ("ком", ("ок",)), ("ці", ("ець",)), ("лі", ("іль",)), ("оля", ("іль",)), ("олю", ("іль",)), ("олем", ("іль",)),
    # plural names
    ("ів", ("и", "і", "ів")), ("їв", ("ї",)), ("ам", ("и", "а", "і")), ("ами", ("и", "а", "і")), ("ах", ("и", "а", "і")), ("ям", ("і", "я")),
    ("ями", ("і", "я")), ("ях", ("і", "я")),
    ("ях", ("ї",)), ("их", ("і", "и")), ("ими", ("і", "и")), ("ок", ("ки", "ьки")), ("нню", ("нь",)), ("ллю", ("ль",)), ("ець", ("ці",)), ("ек", ("ки",)),
    ("ь", ("і",)), ("", ("и", "і", "а")),
    # feminine in a consonant
    ("ті", ("ть", "та", "т")), ("ттю", ("ть",)), ("оті", ("іть",)), ("єю", ("я",)), ("аї", ("ай",)), ("ою", ("а",)), ("ої", ("ой",)), ("ні", ("нь",)),
)  # fmt: skip
_RUSSIAN: Rules = (
    ("е", ("а", "", "о", "ь", "я", "й", "е")), ("ы", ("а", "ы", "")), ("и", ("а", "я", "ь", "и", "й")), ("у", ("а", "", "о")), ("ю", ("я", "ь", "й", "е")),
    ("ой", ("а", "ой", "ая")), ("ою", ("а",)), ("ей", ("я", "а", "и")), ("ём", ("ь", "е")), ("ем", ("ь", "е", "й", "")), ("ом", ("", "о")),
    ("а", ("", "о", "ы")), ("я", ("ь", "й", "е", "я")),
    ("ого", ("ое", "ый", "ий", "ой")), ("его", ("ее", "ий")), ("ому", ("ое", "ый", "ий", "ой")), ("ем", ("ее",)), ("ом", ("ое", "ый", "ий", "ой")),
    ("ым", ("ое", "ый", "ой", "о")), ("им", ("ое", "ий", "ый")),
    ("ем", ("ий", "ое")), ("ой", ("ая",)), ("ую", ("ая",)), ("ей", ("ья", "яя")), ("ии", ("ия", "ий", "ие")), ("ию", ("ия", "ий", "ие")),
    ("ией", ("ия",)), ("ия", ("ие",)), ("ием", ("ие",)),
    ("льца", ("лец",)), ("льцу", ("лец",)), ("льцем", ("лец",)), ("льце", ("лец",)),
    ("ца", ("ец",)), ("цу", ("ец",)), ("це", ("ец", "ца", "цы")), ("цом", ("ец",)), ("цем", ("ец",)), ("ка", ("ок", "ек")), ("ку", ("ок", "ек", "ка")),
    ("ке", ("ок", "ка", "ек")),
    ("ня", ("ень",)), ("ню", ("ень",)), ("не", ("ень", "на", "н", "ня")), ("нем", ("ень",)), ("пня", ("пень",)), ("ов", ("ы", "и", "ов")),
    ("ев", ("и", "ы")), ("ам", ("ы", "а", "и")),
    ("ами", ("ы", "а", "и")), ("ах", ("ы", "а", "и")), ("ям", ("и", "я")), ("ями", ("и", "я")), ("ях", ("и", "я")), ("ых", ("ые",)), ("их", ("ие",)),
    ("ым", ("ые",)), ("ыми", ("ые",)), ("ими", ("ие",)), ("им", ("ие",)), ("нюю", ("няя",)), ("нему", ("нее", "ний")), ("цой", ("ца",)), ("ен", ("ны",)),
    ("ью", ("ь",)), ("ев", ("цы",)),
    ("ок", ("ки", "ка")), ("ек", ("ки", "ка")), ("", ("ы", "и", "а", "о")), ("и", ("ь",)), ("ым", ("",)), ("лья", ("лье",)),
    ("лье", ("лье", "лья")),
)  # fmt: skip
_BOTH = {"uk": _UKRAINIAN + _RUSSIAN, "ru": _RUSSIAN + _UKRAINIAN}
_RUSSIAN_LETTER = re.compile("[ыэъ]")
SHORTEST_STEM = 3
SHORTEST_PART = 2  # the same in a name of several words, whose other words speak for it
_MOST = 1000  # proposals for a name of several words; each word alone has at most about twenty


def word_forms(folded: str, language: str) -> tuple[str, ...]:
    """Dictionary forms of one folded word, itself first."""
    return _word_forms(folded, _rules(folded, language), SHORTEST_PART) if has_cyrillic(folded) else (folded,)


def _rules(folded: str, language: str) -> Rules:
    """Reports quote the other language's forms: its rules come second where the letters leave it open."""
    if written_language(folded) == "uk":
        return _UKRAINIAN
    return _RUSSIAN if _RUSSIAN_LETTER.search(folded) else _BOTH[language if language in _BOTH else "ru"]


@functools.lru_cache(maxsize=8192)
def dictionary_forms(folded: str, language: str) -> tuple[str, ...]:
    """Forms a folded name may have in the dictionary, itself first, for a name of one or several words. Latin letters give only themselves."""
    if not has_cyrillic(folded):
        return (folded,)
    rules = _rules(folded, language)
    parts = folded.split(" ")
    words = [_word_forms(word, rules, SHORTEST_STEM if len(parts) == 1 else SHORTEST_PART) for word in parts]
    size = 1
    for forms in words:
        size *= len(forms)
    if size > _MOST:
        words = [forms[: max(2, int(_MOST ** (1 / len(words))))] for forms in words]
    return tuple(dict.fromkeys(" ".join(forms) for forms in product(*words)))


@functools.cache
def _by_last_letter(rules: Rules) -> dict[str, tuple[Rule, ...]]:
    """Rules by the letter a form ends in, longest ending first; those with no ending go with every letter."""
    ordered = sorted(rules, key=lambda rule: -len(rule[0]))
    letters = {ending[-1:] for ending, _ in rules if ending} | set("абвгдежзийклмнопрстуфхцчшщъыьэюяєіїґ")
    return {letter: tuple(rule for rule in ordered if rule[0][-1:] in {"", letter}) for letter in letters}


@functools.lru_cache(maxsize=4096)
def _word_forms(word: str, rules: Rules, shortest: int) -> tuple[str, ...]:
    found = {word: None}
    for ending, nominatives in _by_last_letter(rules).get(word[-1:], ()):
        if len(word) - len(ending) < shortest - 1 or not word.endswith(ending):
            continue
        stem = word[: len(word) - len(ending)]
        for nominative in nominatives:
            if len(stem + nominative) >= shortest:
                found[stem + nominative] = None
    return tuple(found)
