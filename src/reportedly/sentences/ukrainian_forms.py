"""What a Ukrainian word form may be: part of speech, dictionary form, and its readings (case, number, gender; tense, person).

Dictionary forms come from simplemma's list (599,000 forms); the readings from the endings that each declension and conjugation takes, after the school
grammar (four declensions, two conjugations; Правопис 2019). No dictionary of readings may be shipped: those that exist are under non-commercial
licences or the GPL.

The rule that must not be broken: a reading is a function of the form and its dictionary form alone; what cannot be told is several readings, never a guess.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_KEPT = 100_000
_VOWELS = "аеєиіїоуюя"
_CASES = {"n": "Nom", "g": "Gen", "d": "Dat", "a": "Acc", "i": "Ins", "l": "Loc", "v": "Voc"}


class Reading(NamedTuple):
    """One way to read a noun or adjective: UD's case, "Sing" or "Plur", and "Masc", "Fem", "Neut" or ""."""

    case: str
    number: str
    gender: str


class Form(NamedTuple):
    """A word form: UD part of speech, dictionary form in small letters (a name's with its capital), readings of a noun or adjective, features of a verb."""

    pos: str
    lemma: str
    readings: tuple[Reading, ...] = ()
    features: tuple[tuple[str, str], ...] = ()


# Endings by declension, longest first; "ng" is nominative and genitive, "+" the plural. Soft and hard groups stand together.
_MASCULINE = {
    "ями": "+i", "ами": "+i", "ові": "dl", "еві": "dl", "єві": "dl", "ах": "+l", "ях": "+l", "ам": "+d", "ям": "+d", "ів": "+ga", "їв": "+ga", "ей": "+ga",
    "ом": "i", "ем": "i", "єм": "i", "а": "ga", "я": "ga", "у": "gdl", "ю": "gdl", "и": "+na", "і": "l+na", "ї": "l+na", "е": "v+n",
}  # fmt: skip
_FEMININE = {
    "ями": "+i", "ами": "+i", "ах": "+l", "ях": "+l", "ам": "+d", "ям": "+d", "ою": "i", "ею": "i", "єю": "i", "у": "a", "ю": "a", "и": "g+na", "і": "gdl+na",
    "ї": "gdl+na", "о": "v", "е": "v", "є": "v", "ей": "+ga",
}  # fmt: skip
_FEMININE_SOFT = {
    "ями": "+i", "ами": "+i", "ах": "+l", "ях": "+l", "ам": "+d", "ям": "+d", "ей": "+ga", "ю": "i", "і": "gdl+na", "и": "g", "е": "v",
}  # fmt: skip
_NEUTER = {
    "ями": "+i", "ами": "+i", "ах": "+l", "ях": "+l", "ам": "+d", "ям": "i", "ом": "i", "ем": "i", "єм": "i", "ові": "dl", "а": "g+na", "я": "nag+na",
    "у": "dl", "ю": "dl", "і": "l", "ї": "l", "ів": "+g", "ей": "+g",
}  # fmt: skip
_PLURAL = {
    "ями": "+i", "ами": "+i", "ьми": "+i", "ах": "+l", "ях": "+l", "ам": "+d", "ям": "+d", "ів": "+ga", "їв": "+ga", "ей": "+ga", "их": "+gal", "им": "+d",
    "ими": "+i", "и": "+na", "і": "+na", "ї": "+na", "а": "+na",
}  # fmt: skip
_ADJECTIVE = {
    "ого": "Mga Ng", "ього": "Mga Ng", "його": "Mga Ng", "ому": "Mdl Ndl", "ьому": "Mdl Ndl", "ими": "+i", "іми": "+i", "їми": "+i", "ої": "Fg", "ьої": "Fg", "єї": "Fg",
    "ою": "Fi", "ьою": "Fi", "єю": "Fi", "ій": "Fdl Mna", "їй": "Fdl Mna", "ий": "Mna", "им": "Mi Ni +d", "ім": "Mil Nil +d", "їм": "Mi Ni +d",
    "их": "+gal", "іх": "+gal", "їх": "+gal", "а": "Fn", "я": "Fn", "у": "Fa", "ю": "Fa", "е": "Nna", "є": "Nna", "і": "+na", "ї": "+na",
}  # fmt: skip
_MASCULINE_SOFT = ("тель", "ець", "єць", "ень", "інь", "вль", "оль", "куль", "гіль", "голь", "камінь", "вогонь", "кінь")
_FEMININE_IN_N = ("ість", "лінь", "стань", "тінь", "сінь", "осінь", "область", "участь", "кров", "любов", "морква", "ніч", "річ", "піч", "подорож", "допомога")
_WITHOUT_ENDING = {"n": ("пункт",)}
_GENDERS = {"M": "Masc", "F": "Fem", "N": "Neut"}
_PERFECTIVE_PREFIXES = (
    "за", "ви", "по", "на", "пере", "від", "віді", "об", "обі", "про", "при", "роз", "розі", "до", "під", "піді", "зі", "з", "с", "у", "в", "уві", "о", "недо",
)  # fmt: skip
_PERFECTIVE_ENDINGS = ("ити", "іти", "їти", "нути", "сти", "зти", "йти", "яти", "рати", "ерти", "кти", "гти", "бити", "лити")
_IMPERFECTIVE_ENDINGS = ("увати", "ювати", "ати", "яти", "ходити", "водити", "возити", "носити", "бувати")
_PERFECTIVE = frozenset(
    ["дати", "взяти", "узяти", "сказати", "стати", "почати", "розпочати", "прийняти", "зайняти", "підняти", "зняти", "забрати", "зібрати", "обрати", "вибрати", "відібрати", "призвати", "закликати", "вислати", "надіслати", "показати", "наказати", "написати", "вказати", "зазнати", "визнати", "дізнатися", "впізнати", "піддати", "здати", "передати", "надати", "видати", "продати", "роздати", "віддати", "завдати", "додати", "задати", "удатися", "вдатися", "послати", "обстріляти", "розстріляти", "проголосувати", "опублікувати", "зафіксувати", "ліквідувати", "евакуювати", "поінформувати", "спростувати", "зруйнувати", "заблокувати", "розблокувати", "повідомити", "купити", "кинути", "сісти", "лягти", "впасти", "пасти", "вбити", "убити", "збити", "відбити", "померти", "вмерти", "загинути", "зникнути", "змогти", "допомогти"]
)
_IMPERFECTIVE = frozenset(
    ["утримувати", "тримати", "знати", "мати", "могти", "хотіти", "бачити", "чекати", "очікувати", "говорити", "казати", "робити", "ходити", "стояти", "лежати", "сидіти", "вести", "везти", "нести", "йти", "їхати", "планувати", "контролювати", "вважати", "думати", "слухати", "обіцяти", "воювати", "боротися", "битися", "відбуватися", "тривати", "перебувати", "знаходитися", "просити", "вчити", "любити", "служити", "жити", "мешкати", "вимагати", "виходити", "відходити", "заходити", "входити", "підходити", "переходити", "приходити", "проходити", "відводити", "виводити", "проводити", "вводити", "заводити", "наносити", "приносити", "виносити", "захистити_", "обстрілювати"]
)


@functools.lru_cache(_MOST_KEPT)
def ukrainian_form(word: str, *, opens: bool = False) -> Form:
    """What the word may be by itself. A capital makes a name, but for the word that opens a sentence (``opens``), where the dictionary must know one."""
    lower = word.lower().replace("’", "'").replace("ʼ", "'").replace("`", "'")
    if not word[:1].isalpha():
        return Form("NUM" if word[:1].isdigit() else "PUNCT", lower)
    if word.isupper() and len(word) > 1:
        return Form("PROPN", word, _all_readings())
    written = _dictionary_form(word, lower)
    lemma = written.lower() if not opens or not written[:1].isupper() else written
    is_name = word[:1].isupper() and (not opens or written[:1].isupper() or (written == lower and _lemma_of(lower) is None))
    lemma = _of_woman(lower, lemma.lower())
    if not is_name:
        found = _verb(lower, lemma) or _impersonal(lower) or _adverb(lower, lemma)
        if found is not None:
            return found
    is_first_name = is_name and lemma.endswith("ій") and not lemma.endswith(("ській", "цькій", "ній"))
    if lemma.endswith(("ий", "ій", "їй")) and not is_first_name and (readings := _adjective(lower)):
        return Form("ADJ", lemma, readings)
    is_known = lemma != lower or _lemma_of(lower) is not None or _lemma_of(word) is not None
    readings = _noun(lower, lemma) if is_known else _by_form(lower)
    return Form("PROPN" if is_name else "NOUN", lemma[:1].upper() + lemma[1:] if is_name else lemma, readings)


def _adverb(form: str, lemma: str) -> Form | None:
    """For "потужно", which the list gives to "потужний", and adverbs that it has themselves."""
    if form.endswith(("о", "е")) and (lemma.endswith("ий") or (lemma == form and _lemma_of(form[:-1] + "ий") is not None)) and not _adjective(form):
        return Form("ADV", form)
    return None


def _of_woman(form: str, lemma: str) -> str:
    """For "речниця", which the list gives to "речник": her own dictionary form."""
    return lemma[:-1] + "ця" if lemma.endswith("ник") and form[len(lemma) - 1 :].startswith("ц") else lemma


# ── dictionary forms ──


@functools.cache
def _forms() -> Mapping[str, str]:
    try:
        from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory  # noqa: PLC0415  only who reads Ukrainian pays
    except ImportError as error:
        message = f"expected the package 'simplemma', found none: {error}. Try: pip install simplemma"
        raise ModelError(message) from error
    return DefaultDictionaryFactory().get_dictionary("uk")


def _lemma_of(word: str) -> str | None:
    found: str | None = _forms().get(word)
    return found


def _dictionary_form(word: str, lower: str) -> str:
    """The dictionary form; by the ending where the form is in no dictionary, else the form itself."""
    apostrophes = (lower, lower.replace("'", "’")) if "'" in lower else (lower,)
    for form in (word, *apostrophes) if word[:1].isupper() and not word.isupper() else apostrophes:
        found = _lemma_of(form)
        if found is not None:
            return found
    if "-" in lower:
        head, _, tail = lower.rpartition("-")
        found = _lemma_of(tail)
        if found is not None:
            return f"{head}-{found}"
    from simplemma.strategies.defaultrules.uk import apply_uk  # noqa: PLC0415  loaded with the dictionary

    return apply_uk(lower) or lower


# ── verbs ──


def _verb(form: str, lemma: str) -> Form | None:
    """The features of a verb's form; ``None`` where the dictionary form is no infinitive or the form none of its own."""
    reflexive = lemma.endswith(("ся", "сь"))
    base = lemma[:-2] if reflexive else lemma
    if not base.endswith(("ти", "чи")) or lemma in _NOT_VERBS:
        return None
    own = form[:-2] if reflexive and form.endswith(("ся", "сь")) else form
    features = _verb_features(own, base)
    if features is None:
        return None
    aspect = "Perf" if is_perfective(base) else "Imp"
    if features.get("Tense") == "Pres" and aspect == "Perf":
        features["Tense"] = "Fut"
    return Form("VERB", lemma, (), (*sorted({"Aspect": aspect, "Voice": "Mid" if reflexive else "Act", **features}.items()),))


_NOT_VERBS = frozenset({"діти", "гості", "соти", "боти", "дроти", "роботи", "борти", "ноти", "сироти", "речі", "очі", "ночі", "плечі", "солдати", "чати"})
_PAST = {"в": ("Sing", "Masc"), "ла": ("Sing", "Fem"), "ло": ("Sing", "Neut"), "ли": ("Plur", "")}
_PERSONS = {"емо": "1", "имо": "1", "їмо": "1", "єте": "2", "ете": "2", "ите": "2", "еш": "2", "єш": "2", "иш": "2", "їш": "2", "ють": "3p", "уть": "3p", "ать": "3p", "ять": "3p"}  # fmt: skip


def _verb_features(own: str, base: str) -> dict[str, str] | None:
    if own == base:
        return {"VerbForm": "Inf"}
    if own.endswith(("но", "то")) and not base.endswith(own):
        return {"VerbForm": "Imps", "Voice": "Pass", "Aspect": "Perf"}
    if own.endswith(("вши", "чи", "ши")):
        return {"VerbForm": "Conv"}
    for ending, (number, gender) in _PAST.items():
        if own.endswith(ending):
            return _finite("Past", number, gender)
    if "тим" in own[-6:]:
        return _finite("Fut", "Plur" if own.endswith("уть") else "Sing", "", "3")
    for ending, person in _PERSONS.items():
        if own.endswith(ending):
            plural = person in {"1", "3p"} or own.endswith("те")
            return _finite("Pres", "Plur" if plural else "Sing", "", person[0])
    if own.endswith(("йте", "іть", "айте")) and not own.endswith("ить"):
        return {"VerbForm": "Fin", "Mood": "Imp", "Number": "Plur", "Person": "2"}
    if own.endswith(("ить", "їть", "є", "е", "еть", "єть", "сть")):
        return _finite("Pres", "Sing", "", "3")
    if own.endswith(("у", "ю")):
        return _finite("Pres", "Sing", "", "1")
    if own[-1] not in _VOWELS and own[-1] not in "ьй":
        return _finite("Past", "Sing", "Masc")  # "зміг", "приніс"
    return {"VerbForm": "Fin", "Mood": "Imp", "Number": "Sing", "Person": "2"} if own.endswith(("й", "и", "ь")) else None


def _finite(tense: str, number: str, gender: str, person: str = "") -> dict[str, str]:
    found = {"VerbForm": "Fin", "Mood": "Ind", "Tense": tense, "Number": number}
    if gender:
        found["Gender"] = gender
    if person:
        found["Person"] = person
    return found


def is_perfective(lemma: str) -> bool:
    """Whether an infinitive (without -ся) is perfective, by prefix and suffix; verbs that the rule misses are listed."""
    if lemma in _PERFECTIVE:
        return True
    if lemma in _IMPERFECTIVE or not lemma.startswith(_PERFECTIVE_PREFIXES):
        return lemma.endswith("нути")
    if lemma.endswith(("увати", "ювати")):
        return False
    return lemma.endswith(_PERFECTIVE_ENDINGS) and not lemma.endswith(("ходити", "водити", "возити", "носити", "ляти", "няти_"))


def _impersonal(form: str) -> Form | None:
    """For "звільнено" where the list has the participle only."""
    if not form.endswith(("ено", "єно", "ано", "яно", "ито", "уто", "ято")):
        return None
    participle = _lemma_of(form[:-1] + "ий")
    verb = infinitive_of(form[:-1] + "ий") if participle is not None else None
    return Form("VERB", verb, (), (("Aspect", "Perf"), ("VerbForm", "Imps"), ("Voice", "Pass"))) if verb is not None else None


@functools.lru_cache(_MOST_KEPT)
def infinitive_of(adjective: str) -> str | None:
    """The verb of a passive participle ("звільнений" → "звільнити"); ``None`` for an adjective that is none."""
    if not adjective.endswith(("ений", "єний", "аний", "яний", "итий", "утий", "ятий")):
        return None
    found = _lemma_of(adjective[:-2] + "о")
    return found if found is not None and found.endswith("ти") else None


# ── nouns and adjectives ──


def _noun(form: str, lemma: str) -> tuple[Reading, ...]:
    if lemma.endswith(("ий", "ій")) and form != lemma:
        return _adjective(form)
    if lemma.endswith(("а", "я")) and not lemma.endswith(("ння", "ття", "ддя", "ззя", "сся", "лля", "ччя", "жжя", "'я", "ще")):
        return _by_endings(form, lemma, _FEMININE, "Fem", bare="+g", base="n")
    if lemma.endswith(("нко", "йко", "шко", "чко")):
        return _by_endings(form, lemma, _NEUTER, "Masc", bare="+g", base="na")  # surnames, and people
    if lemma.endswith(("о", "е", "я", "є")):
        return _by_endings(form, lemma, _NEUTER, "Neut", bare="+g", base="nag+na" if lemma.endswith("я") else "na")
    if lemma.endswith(("и", "і", "ї")) and len(lemma) > 3:
        return _by_endings(form, lemma, _PLURAL, "", bare="+g", base="+na")
    if is_feminine_without_ending(lemma):
        return _by_endings(form, lemma, _FEMININE_SOFT, "Fem", bare="", base="na")
    return _by_endings(form, lemma, _MASCULINE, "Masc", bare="+g", base="na")


def is_feminine_without_ending(lemma: str) -> bool:
    """For "область", "ніч", "кров": feminine though they end in a consonant."""
    if lemma.endswith(_FEMININE_IN_N):
        return True
    return lemma.endswith("ь") and not lemma.endswith(_MASCULINE_SOFT) and lemma not in _SOFT_MASCULINES


_SOFT_MASCULINES = frozenset(
    ["день", "тиждень", "січень", "березень", "квітень", "травень", "червень", "липень", "серпень", "вересень", "жовтень", "грудень", "корабель", "готель", "рубіль", "мотоциклель", "кремль", "стиль", "автомобіль", "рівень", "пень", "шлях", "біль", "дощ", "край", "ступінь", "госпіталь", "патруль", "контроль", "лікоть", "кіготь", "лось", "гусь", "князь", "цар", "секретар", "лікар", "кобзар", "пояс", "сигналь", "дизель", "модуль", "профіль", "пароль", "король", "трамвай", "тунель", "фестиваль", "рубель", "вугіль", "вугілля", "видатель", "власть_", "вогонь", "кінь", "камінь", "корінь"]
)


def _by_endings(form: str, lemma: str, table: Mapping[str, str], gender: str, *, bare: str, base: str) -> tuple[Reading, ...]:
    codes = base if form == lemma else ""
    if form != lemma or (gender == "Fem" and lemma.endswith(("ия", "ія"))):
        codes = codes or next((codes for ending, codes in table.items() if form.endswith(ending)), bare)
    return _expand(codes, gender)


def _expand(codes: str, gender: str) -> tuple[Reading, ...]:
    singular, _, plural = codes.partition("+")
    found = [Reading(_CASES[code], "Sing", gender) for code in singular]
    found.extend(Reading(_CASES[code], "Plur", gender) for code in plural)
    return tuple(found)


def _adjective(form: str) -> tuple[Reading, ...]:
    return _expand_all(next((_ADJECTIVE[form[-size:]] for size in (4, 3, 2, 1) if form[-size:] in _ADJECTIVE), ""))


def _expand_all(codes: str) -> tuple[Reading, ...]:
    """For "Mga +na": masculine genitive and accusative, plural nominative and accusative."""
    found: list[Reading] = []
    for code in codes.split():
        if code.startswith("+"):
            found.extend(Reading(_CASES[case], "Plur", "") for case in code[1:])
        else:
            found.extend(Reading(_CASES[case], "Sing", _GENDERS[code[0]]) for case in code[1:])
    return tuple(found)


_UNKNOWN = {
    "ами": "+i", "ями": "+i", "ах": "+l", "ях": "+l", "ою": "Fi", "ею": "Fi", "єю": "Fi", "ом": "Mi", "ем": "Mi", "єм": "Mi", "ові": "Mdl", "еві": "Mdl", "ів": "+g", "їв": "+g",
    "а": "Fn Mga", "я": "Fn Mga Nng", "у": "Fa Mgdl", "ю": "Fa Mgdl", "и": "Fg +na", "і": "Fgdl Ml +na", "ї": "Fgdl +na", "о": "Nna", "е": "Nna", "є": "Nna",
}  # fmt: skip


def _by_form(form: str) -> tuple[Reading, ...]:
    """Readings of a word that is in no list, by its ending alone."""
    adjective = _adjective(form) if form.endswith(("ого", "ому", "ої", "ий", "ими", "их", "ській", "цькій")) else ()
    if adjective:
        return adjective
    codes = next((_UNKNOWN[form[-size:]] for size in (3, 2, 1) if form[-size:] in _UNKNOWN), "Mna")
    return _expand_all(codes)


@functools.cache
def _all_readings() -> tuple[Reading, ...]:
    """Of a word that never changes: ЗМІ, a foreign abbreviation."""
    return tuple(Reading(case, number, "") for number in ("Sing", "Plur") for case in ("Nom", "Gen", "Acc", "Dat", "Ins", "Loc"))
