"""A Ukrainian sentence, shown word for word in Russian: same build, same cases, so that the Russian networks can tell its tree.

The rule that must not be broken: what a word is shown as depends on its own sentence alone, and only the word's grammar counts, not its sense.
"""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from typing import TYPE_CHECKING, NamedTuple

from reportedly.sentences.russian_forms import inflected, look_alike
from reportedly.sentences.ukrainian_forms import Form, Reading, infinitive_of, ukrainian_form

if TYPE_CHECKING:
    from collections.abc import Mapping

_OBLIQUE = {"Gen": "g", "Dat": "d", "Acc": "a", "Ins": "i", "Loc": "l"}
_GOVERNED: Mapping[str, str] = {
    **dict.fromkeys(
        ["до", "від", "од", "без", "для", "біля", "коло", "поблизу", "неподалік", "недалеко", "навколо", "довкола", "уздовж", "вздовж", "серед", "посеред", "проти", "після", "протягом", "впродовж"], "g"
    ),
    **dict.fromkeys(
        ["упродовж", "внаслідок", "унаслідок", "замість", "крім", "окрім", "заради", "щодо", "стосовно", "відносно", "близько", "напередодні", "шляхом", "всередині", "усередині"], "g"
    ),
    **dict.fromkeys(["ззаду", "позаду", "збоку", "з-під", "із-за", "з-за", "задля", "навпроти", "поза"], "g"),
    **dict.fromkeys(["завдяки", "всупереч", "усупереч"], "d"),
    **dict.fromkeys(["про", "через", "крізь", "попри", "повз", "понад"], "a"),
    **dict.fromkeys(["над", "перед", "між", "поміж"], "i"),
    **dict.fromkeys(["на"], "la"),
    **dict.fromkeys(["у", "в", "уві"], "lag"),
    **dict.fromkeys(["з", "із", "зі"], "gi"),
    **dict.fromkeys(["за", "під"], "ia"),
    **dict.fromkeys(["при", "по"], "l"),
}
"""Cases of a preposition, the commonest first."""
_CODES = {"Nom": "n", "Gen": "g", "Dat": "d", "Acc": "a", "Ins": "i", "Loc": "l", "Voc": "v"}
_REACH = 6
"""Words between a preposition and its noun."""
_PEGS = frozenset(["словами", "даними", "інформацією", "повідомленням", "повідомленнями", "твердженням", "твердженнями", "оцінками", "свідченнями", "підрахунками"])
"""Nouns with which "за" tells a source; Russian says "по"."""
_HAVING = {"має": "может", "мають": "могут", "мав": "мог", "мала": "могла", "мали": "могли", "мало": "могло", "мусить": "может", "мусять": "могут"}
_WITHIN = 4


_INITIALS = str.maketrans("ІЇЄҐ", "ИИЕГ")


class Shown(NamedTuple):
    """A word with what it was shown as. ``is_grammar``: a word of a closed class, which the parser's own tag describes best."""

    form: Form
    russian: str
    reading: Reading | None
    is_grammar: bool


class _Tables(NamedTuple):
    prepositions: Mapping[str, str]
    closed: Mapping[str, tuple[str, str]]
    verbs: Mapping[str, str]
    nouns: Mapping[str, str]


@functools.cache
def _tables() -> _Tables:
    source = importlib.resources.files("reportedly.packs") / "words" / "uk" / "trees.toml"
    read = tomllib.loads(source.read_text("utf-8"))
    closed = {}
    for form, entry in read["closed"].items():
        russian, _, lemma = entry.partition(", ")
        closed[form] = (russian, lemma or form)
    return _Tables(read["prepositions"], closed, read["verbs"], read["nouns"])


def show_in_russian(words: list[str]) -> list[Shown]:
    """One shown word for each; marks and figures as they are."""
    tables = _tables()
    lowers = [word.lower().replace("’", "'").replace("ʼ", "'") for word in words]
    first = next((index for index, word in enumerate(words) if word[:1].isalpha()), 0)
    forms = [_form(word, lower, opens=index == first, tables=tables) for index, (word, lower) in enumerate(zip(words, lowers, strict=True))]
    readings = _resolve(words, lowers, forms, tables)
    return [_show(index, words, lowers, forms, readings, tables) for index in range(len(words))]


def _form(word: str, lower: str, *, opens: bool, tables: _Tables) -> Form:
    if lower in tables.closed and not (word[:1].isupper() and not opens and len(word) > 3):
        return Form("", tables.closed[lower][1])
    if lower in tables.prepositions:
        return Form("ADP", lower)
    return ukrainian_form(word, opens=opens)


# ── readings ──


def _resolve(words: list[str], lowers: list[str], forms: list[Form], tables: _Tables) -> list[Reading | None]:
    """One reading for each noun and adjective: what its preposition governs, what agrees, a genitive behind a noun, else the nominative."""
    allowed = _governed(lowers, forms, tables)
    found: list[Reading | None] = [None] * len(words)
    for index in range(len(words) - 1, -1, -1):
        form = forms[index]
        if not form.readings:
            continue
        noun = _noun_of(index, forms, found) if form.pos == "ADJ" else None
        if noun is not None:
            found[index] = next((one for one in form.readings if one.case == noun.case and one.number == noun.number and one.gender in {noun.gender, ""}), None)
        if found[index] is None:
            found[index] = _best(index, forms, allowed[index])
    return found


def _governed(lowers: list[str], forms: list[Form], tables: _Tables) -> list[str]:
    """For each word the cases that a preposition before it allows; "" where there is none."""
    allowed = [""] * len(forms)
    for index, lower in enumerate(lowers):
        codes = _GOVERNED.get(lower) if lower in tables.prepositions else None
        if codes is None:
            continue
        for position in range(index + 1, min(len(forms), index + 1 + _REACH)):
            form = forms[position]
            if form.features or form.pos in {"PUNCT", "ADP"}:
                break
            allowed[position] = codes
            if form.pos in {"NOUN", "PROPN"} or lowers[position] in _ENDING_PHRASES:
                break
    return allowed


_ENDING_PHRASES = frozenset(["нього", "ньому", "ним", "неї", "ній", "нею", "них", "ними", "нас", "вас", "мене", "тебе", "себе", "собі", "собою", "цьому", "тому"])


_NAMED = frozenset(["місто", "село", "селище", "смт", "станція", "хутір", "пункт", "район", "область", "річка", "острів", "вулиця", "площа", "газета", "агентство", "канал", "корабель", "крейсер", "операція"])
"""Nouns behind which a name stands in its own case, not in the genitive."""


def _noun_of(index: int, forms: list[Form], found: list[Reading | None]) -> Reading | None:
    """The reading of the noun that an adjective stands before and may agree with."""
    for position in range(index + 1, min(len(forms), index + 4)):
        form = forms[position]
        if form.pos in {"NOUN", "PROPN"}:
            reading = found[position]
            agrees = reading is not None and any(
                one.case == reading.case and one.number == reading.number and one.gender in {reading.gender, ""} for one in forms[index].readings
            )
            return reading if agrees else _agreeing(forms[index], form, found, position)
        if form.pos != "ADJ":
            return None
    return None


def _agreeing(adjective: Form, noun: Form, found: list[Reading | None], position: int) -> Reading | None:
    """A reading that both words have, which the noun then takes."""
    for one in noun.readings:
        if any(other.case == one.case and other.number == one.number and other.gender in {one.gender, ""} for other in adjective.readings):
            found[position] = one
            return one
    return None


def _best(index: int, forms: list[Form], allowed: str) -> Reading:
    form = forms[index]
    for code in allowed:
        fitting = next((one for one in form.readings if _CODES[one.case] == code), None)
        if fitting is not None:
            return fitting
    adjectives = index
    while adjectives > 0 and (forms[adjectives - 1].pos == "ADJ" or forms[adjectives - 1].lemma in {"цей", "той", "весь", "їхній"}):
        adjectives -= 1
    before = forms[adjectives - 1] if adjectives else None
    nominative = next((one for one in form.readings if one.case == "Nom"), None)
    follows = (
        before is not None
        and before.pos in {"NOUN", "NUM", "PROPN"}
        and not (form.pos == "PROPN" and (before.lemma in _NAMED or nominative == form.readings[0]))
    )
    wanted = "Gen" if follows else "Acc"
    other = next((one for one in form.readings if one.case == wanted), None) if follows or nominative is None else None
    return other or nominative or form.readings[0]


# ── what is shown ──


def _show(index: int, words: list[str], lowers: list[str], forms: list[Form], readings: list[Reading | None], tables: _Tables) -> Shown:
    form, word, lower, reading = forms[index], words[index], lowers[index], readings[index]
    if form.pos == "ADP":
        return Shown(form, _preposition(index, lowers, forms, readings, tables), None, True)
    if form.pos == "":
        return Shown(form, _cased(word, tables.closed[lower][0]), None, True)
    if form.pos in {"PUNCT", "NUM", "X"}:
        return Shown(form, word, None, True)
    if lower in _HAVING and any(("VerbForm", "Inf") in other.features for other in forms[index + 1 : index + 1 + _WITHIN]):
        return Shown(form, _HAVING[lower], None, False)
    if lower in _PEGS and index and lowers[index - 1] == "за":
        reading = Reading("Dat", "Plur" if lower.endswith("ми") else "Sing", "Neut")
    if lower == "час" and index and lowers[index - 1] == "під":
        return Shown(form, "время", Reading("Acc", "Sing", "Masc"), False)
    if form.features:
        return Shown(form, _verb(index, forms, readings, tables), None, False)
    if form.pos == "ADV" or reading is None:
        return Shown(form, "быстро" if form.pos == "ADV" else word, None, False)
    case = "Dat" if reading.case == "Loc" and _preposition_before(index, lowers, tables) == "по" else reading.case
    if form.pos == "ADJ":
        lemma = "взятый" if infinitive_of(form.lemma) is not None else "новый"
        return Shown(form, _cased(word, inflected(lemma, "ADJ", case, reading.number, reading.gender)), reading, False)
    return Shown(form, _noun(index, forms, readings, reading._replace(case=case), word, tables), reading, False)


def _preposition_before(index: int, lowers: list[str], tables: _Tables) -> str:
    return next((lowers[position] for position in range(index - 1, max(-1, index - _REACH), -1) if lowers[position] in tables.prepositions), "")


def _preposition(index: int, lowers: list[str], forms: list[Form], readings: list[Reading | None], tables: _Tables) -> str:
    lower = lowers[index]
    following = lowers[index + 1] if index + 1 < len(lowers) else ""
    if lower == "за" and following in _PEGS:
        return "по"
    if lower == "під" and following == "час":
        return "во"
    case = next((reading.case for reading in readings[index + 1 : index + 1 + _REACH] if reading is not None), "")
    if lower in {"з", "із", "зі"}:
        return "с" if case == "Ins" else "из"
    if lower in {"у", "в"} and (following in {"нього", "неї", "них", "нас", "вас", "мене"} or case == "Gen"):
        return "у"
    return tables.prepositions[lower]


def _cased(written: str, shown: str) -> str:
    return shown[:1].upper() + shown[1:] if written[:1].isupper() else shown


def _verb(index: int, forms: list[Form], readings: list[Reading | None], tables: _Tables) -> str:
    form = forms[index]
    features = dict(form.features)
    lemma = tables.verbs.get(form.lemma) or look_alike(form.lemma, "VERB", "")
    if lemma is None:
        perfective = features["Aspect"] == "Perf"
        reflexive = form.lemma.endswith(("ся", "сь"))
        lemma = ("остаться" if perfective else "находиться") if reflexive else ("взять" if perfective else "делать")
    if features.get("VerbForm") == "Imps":
        patient = _patient(index, forms, readings)
        return inflected(lemma, "PRTS", "", patient.number if patient else "Sing", patient.gender if patient else "Neut")
    return inflected(lemma, "VERB", "", features.get("Number", ""), features.get("Gender", ""), tense=_tense(features), person=features.get("Person", ""))


def _tense(features: dict[str, str]) -> str:
    return {"Inf": "INFN", "Conv": "GRND"}.get(features.get("VerbForm", ""), "") or ("impr" if features.get("Mood") == "Imp" else features.get("Tense", ""))


def _patient(index: int, forms: list[Form], readings: list[Reading | None]) -> Reading | None:
    """What "звільнено" was done to: the nearest noun before or behind it that may be an object."""
    for step in (-1, 1):
        position = index + step
        while 0 <= position < len(forms) and abs(position - index) <= _REACH and not forms[position].features and forms[position].pos not in {"ADP", "PUNCT"}:
            reading = readings[position]
            if forms[position].pos in {"NOUN", "PROPN"} and reading is not None and any(one.case in {"Nom", "Acc"} for one in forms[position].readings):
                return reading
            position += step
    return None


def _noun(index: int, forms: list[Form], readings: list[Reading | None], reading: Reading, word: str, tables: _Tables) -> str:
    form = forms[index]
    if form.pos == "PROPN":
        return _name(index, forms, readings, reading, word)
    lemma = tables.nouns.get(form.lemma) or look_alike(form.lemma, "NOUN", reading.gender)
    if lemma is None:
        animate = form.lemma.endswith(("ець", "тель", "ник", "анин", "янин", "ар", "ист", "ант", "чик"))
        lemma = {"Masc": "солдат" if animate else "район", "Fem": "атака", "Neut": "село"}.get(reading.gender, "переговоры")
        if form.lemma.endswith(("ння", "ття")):
            lemma = "освобождение"
    return _cased(word, inflected(lemma, "NOUN", reading.case, reading.number, ""))


def _name(index: int, forms: list[Form], readings: list[Reading | None], reading: Reading, word: str) -> str:
    """A name by any name of its gender: two in a row are a person's."""
    if word.isupper():
        return "ООН" if len(word) > 1 else word.translate(_INITIALS)
    beside = [
        position for position in (index - 1, index + 1) if 0 <= position < len(forms) and forms[position].pos == "PROPN" and not forms[position].lemma.isupper()
    ]
    other = readings[beside[0]] if beside else None
    feminine = reading.gender == "Fem"
    if other is not None and other.number == "Sing":
        if beside[0] > index:
            return inflected("Анна" if feminine else "Иван", "NOUN", reading.case, "Sing", "").capitalize()
        return inflected("Петрова" if other.gender == "Fem" else "Петров", "NOUN", other.case, "Sing", "").capitalize()
    lemma = {"Fem": "Варшава", "Masc": "Париж", "Neut": "Село"}.get(reading.gender, "Альпы" if reading.number == "Plur" else "Париж")
    return inflected(lemma, "NOUN", reading.case, reading.number, "").capitalize()
