"""What a Ukrainian word form may be: part of speech, dictionary form, and its readings (case, number, gender; tense, person).

Dictionary forms come from simplemma's list (599,000 forms); the readings from the endings that each declension and conjugation takes, after the school
grammar (four declensions, two conjugations; Правопис 2019). No dictionary of readings may be shipped: those that exist are under non-commercial
licences or the GPL.

The rule that must not be broken: a reading is a function of the form and its dictionary form alone; what cannot be told is several readings, never a guess.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.errors import ModelError
from reportedly.sentences.ukrainian_verbs import verb_features
from reportedly.sentences.ukrainian_words import ukrainian_words

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_KEPT = 100_000  # forms kept; a stream has ever new ones
_CASES = {"n": "Nom", "g": "Gen", "d": "Dat", "a": "Acc", "i": "Ins", "l": "Loc", "v": "Voc"}
_GENDERS = {"M": "Masc", "F": "Fem", "N": "Neut", "+": ""}
_VERBAL_NOUNS = ("ння", "ття", "ддя", "ззя", "сся", "лля", "ччя", "жжя", "'я", "ще")
_SURNAMES_IN_O = ("нко", "йко", "шко", "чко")
_ADJECTIVES_IN_J = ("ий", "ній", "шій", "жій", "чій", "ській", "цькій")
_MASCULINE_SOFT = ("тель", "ець", "єць", "ень", "інь", "вль", "оль")
_FEMININE_BARE = ("ість", "лінь", "стань", "тінь", "осінь", "область", "участь", "кров", "любов", "ніч", "річ", "піч", "подорож", "допомога")
_PARTICIPLES = {"ений": "ити", "єний": "їти", "аний": "ати", "яний": "яти", "итий": "ити", "утий": "ути", "ятий": "яти"}


_PRESENT_OF_UNKNOWN = (
    *(("ують", "увати"), ("ується", "увати"), ("уються", "увати"), ("ує", "увати"), ("юються", "ювати"), ("юється", "ювати")),
    *(("ають", "ати"), ("яють", "яти"), ("ається", "ати"), ("аються", "ати"), ("яються", "яти"), ("яється", "яти")),
)
"""Endings of a present that hardly a noun has, the longest of a kind first, and those of the infinitive."""
_UNKNOWN_PARTICIPLE = re.compile(r"(?P<stem>.{3,}?[аеєя]н)(?:ий|а|е|і|ого|ому|ої|ій|у|ою|им|их|ими)$")


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


@functools.lru_cache(_MOST_KEPT)
def ukrainian_form(word: str, *, opens: bool = False) -> Form:
    """What the word may be by itself. A capital makes a name, but for the word that opens a sentence (``opens``), where the dictionary must know one."""
    lower = word.lower().replace("’", "'").replace("ʼ", "'").replace("`", "'")
    if not word[:1].isalpha():
        return Form("NUM" if word[:1].isdigit() else "PUNCT", lower)
    if word.isupper() and len(word) > 1:
        return Form("PROPN", word, _all_readings())
    written = _dictionary_form(word, lower, opens=opens)
    is_name = word[:1].isupper() and (not opens or written[:1].isupper() or (written == lower and _lemma_of(lower) is None))
    lemma = _of_woman(lower, written.lower())
    is_known = lemma != lower or _lemma_of(lower) is not None or _lemma_of(word) is not None
    if not is_name or opens:
        found = _verb(lower, lemma) or _impersonal(lower) or _adverb(lower, lemma)
        if found is None and not is_known and not is_name:
            found = _unknown_verb(lower)
        if found is not None:
            return found
    is_first_name = is_name and lemma.endswith("ій") and not lemma.endswith(_ADJECTIVES_IN_J)
    if lemma.endswith(("ий", "ій", "їй")) and not is_first_name and (readings := _adjective(lower)):
        return Form("ADJ", lemma, readings)
    participle = _UNKNOWN_PARTICIPLE.match(lower) if not is_known and not is_name else None
    if participle is not None and (readings := _adjective(lower)):
        return Form("ADJ", participle["stem"] + "ий", readings)
    readings = _noun(lower, lemma) if is_known else _by_form(lower)
    return Form("PROPN" if is_name else "NOUN", lemma[:1].upper() + lemma[1:] if is_name else lemma, readings)


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
    return ukrainian_words().forms.get(word) or _forms().get(word)


def is_common(lemma: str) -> bool:
    """True for a common noun of the list, which a name may be made of (of an institute, of a staff)."""
    return _lemma_of(lemma) == lemma


def is_listed_name(word: str) -> bool:
    """True for a word that the list has with a capital."""
    found = _lemma_of(word)
    return found is not None and found[:1].isupper()


def _dictionary_form(word: str, lower: str, *, opens: bool) -> str:
    """The dictionary form; by the ending where the form is in no dictionary, else the form itself."""
    forms = (lower, lower.replace("'", "’")) if "'" in lower else (lower,)
    as_written = (word,) if word[:1].isupper() else ()
    for form in (*forms, *as_written) if opens else (*as_written, *forms):
        found = _lemma_of(form)
        if found is not None:
            return found
    head, hyphen, tail = lower.rpartition("-")
    if hyphen and (found := _lemma_of(tail)) is not None:
        return f"{head}-{found}"
    from simplemma.strategies.defaultrules.uk import apply_uk  # noqa: PLC0415  loaded with the dictionary

    return apply_uk(lower) or lower


def _of_woman(form: str, lemma: str) -> str:
    """For "речниця", which the list gives to "речник" or not at all: her own dictionary form."""
    if lemma == form and form.endswith(("ниці", "ницю", "ницею")):
        return form[: form.rindex("ниц")] + "ниця"
    return lemma[:-1] + "ця" if lemma.endswith("ник") and form[len(lemma) - 1 :].startswith("ц") else lemma


# ── verbs and adverbs ──


def _verb(form: str, lemma: str) -> Form | None:
    """The verb's form; ``None`` where the dictionary form is no infinitive or the form none of its own."""
    reflexive = lemma.endswith(("ся", "сь"))
    base = lemma[:-2] if reflexive else lemma
    if not base.endswith(("ти", "чи")) or lemma in ukrainian_words().lists["not_verbs"]:
        return None
    own = form[:-2] if reflexive and form.endswith(("ся", "сь")) else form
    if base.endswith(("ати", "яти")) and own.endswith(("ать", "ять", "ить")) and _lemma_of(base[:-3] + "ити") is not None:
        base = base[:-3] + "ити"  # "залишать" is of "залишити", and the list gives it to "залишати"
    features = verb_features(own, base)
    if features is None:
        return None
    return Form("VERB", base + lemma[len(base) :], (), tuple(sorted({"Voice": "Mid" if reflexive else "Act", **features}.items())))


def _impersonal(form: str) -> Form | None:
    """For "звільнено" where the list has the participle only."""
    if form.endswith(("овано", "йовано")):
        stem = form.removesuffix("ано").removesuffix("ов")
        verb: str | None = stem[:-1] + "ювати" if stem.endswith("й") else stem + "увати"
    else:
        verb = infinitive_of(form[:-1] + "ий") if form.endswith(("но", "то")) else None
    return Form("VERB", verb, (), (("Aspect", "Perf"), ("VerbForm", "Imps"), ("Voice", "Pass"))) if verb is not None else None


@functools.lru_cache(_MOST_KEPT)
def infinitive_of(adjective: str) -> str | None:
    """The verb of a passive participle ("звільнений" → "звільнити"); ``None`` for an adjective that is none."""
    ending = _PARTICIPLES.get(adjective[-4:])
    if ending is None:
        return None
    found = _lemma_of(adjective[:-2] + "о")
    if found is not None and found.endswith("ти"):
        return found
    verb = adjective[:-4] + ending
    return verb if _lemma_of(verb) == verb or _lemma_of(adjective) is None else None


def _adverb(form: str, lemma: str) -> Form | None:
    """For "потужно", which the list gives to "потужний", and adverbs that it has themselves."""
    if not form.endswith(("о", "е")) or _adjective(form):
        return None
    return Form("ADV", form) if lemma.endswith("ий") or (lemma == form and _lemma_of(form[:-1] + "ий") is not None) else None


def _unknown_verb(form: str) -> Form | None:
    """A verb that is in no list, by an ending that hardly a noun has: "потонув", "відтіснили", "атакується"."""
    base = form.removesuffix("ся")
    for ending, infinitive in (("али", "ати"), ("или", "ити"), ("ули", "ути"), ("яли", "яти"), ("ав", "ати"), ("ив", "ити"), ("ув", "ути"), ("яв", "яти")):
        if base.endswith(ending) and len(base) > len(ending) + 2:
            return _verb(form, base[: -len(ending)] + infinitive + form[len(base) :])
    for ending, infinitive in _PRESENT_OF_UNKNOWN:
        if form.endswith(ending):
            return _verb(form, form[: -len(ending)] + infinitive + ("ся" if form.endswith("ся") else ""))
    return None


# ── nouns and adjectives ──


def _noun(form: str, lemma: str) -> tuple[Reading, ...]:
    if lemma.endswith(_ADJECTIVES_IN_J) and form != lemma:
        return _adjective(form)
    table, gender, base, bare = _declension(lemma)
    if table == "feminine" and lemma.endswith("я") and form == lemma[:-1] + "ю":
        return (Reading("Acc", "Sing", gender),)  # "зброю", which ends like an instrumental
    codes = base if form == lemma else ""
    if form != lemma or lemma.endswith("ія"):
        codes = codes or next((codes for ending, codes in ukrainian_words().endings[table].items() if form.endswith(ending)), bare)
    return _expand(codes, gender)


def _declension(lemma: str) -> tuple[str, str, str, str]:
    """Table of endings, gender, letters of the dictionary form's cases and of the form without an ending."""
    if lemma.endswith(_SURNAMES_IN_O):
        return "neuter", "Masc", "na", "+g"
    if lemma.endswith(("а", "я")) and not lemma.endswith(_VERBAL_NOUNS):
        return "feminine", "Fem", "n", "+g"
    if lemma.endswith(("о", "е", "я", "є")):
        return "neuter", "Neut", "nag+na" if lemma.endswith("я") else "na", "+g"
    if lemma.endswith(("и", "і", "ї")) and len(lemma) > 3:
        return "plural", "", "+na", "+g"
    if is_feminine_without_ending(lemma):
        return "feminine_soft", "Fem", "na", ""
    return "masculine", "Masc", "na", "+g"


def is_feminine_without_ending(lemma: str) -> bool:
    """For "область", "ніч", "кров": feminine though they end in a consonant."""
    if lemma.endswith(_FEMININE_BARE):
        return True
    return lemma.endswith("ь") and not lemma.endswith(_MASCULINE_SOFT) and lemma not in ukrainian_words().lists["soft_masculines"]


def _expand(codes: str, gender: str) -> tuple[Reading, ...]:
    singular, _, plural = codes.partition("+")
    found = [Reading(_CASES[code], "Sing", gender) for code in singular]
    found.extend(Reading(_CASES[code], "Plur", gender) for code in plural)
    return tuple(found)


def _adjective(form: str) -> tuple[Reading, ...]:
    endings = ukrainian_words().endings["adjective"]
    return _expand_all(next((endings[form[-size:]] for size in (4, 3, 2, 1) if form[-size:] in endings), ""))


def _expand_all(codes: str) -> tuple[Reading, ...]:
    """For "Mga +na": masculine genitive and accusative, plural nominative and accusative."""
    return tuple(Reading(_CASES[case], "Plur" if code.startswith("+") else "Sing", _GENDERS[code[0]]) for code in codes.split() for case in code[1:])


def _by_form(form: str) -> tuple[Reading, ...]:
    """Readings of a word that is in no list, by its ending alone."""
    adjective = _adjective(form) if form.endswith(("ого", "ому", "ої", "ий", "ими", "их", "ській", "цькій")) else ()
    endings = ukrainian_words().endings["unknown"]
    return adjective or _expand_all(next((endings[form[-size:]] for size in (3, 2, 1) if form[-size:] in endings), "Mna"))


@functools.cache
def _all_readings() -> tuple[Reading, ...]:
    """Of a word that never changes: ЗМІ, a foreign abbreviation."""
    return tuple(Reading(case, number, "") for number in ("Sing", "Plur") for case in ("Nom", "Gen", "Acc", "Dat", "Ins", "Loc"))
