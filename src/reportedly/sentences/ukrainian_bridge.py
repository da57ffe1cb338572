"""A Ukrainian sentence, shown word for word in Russian: same build, same cases, so that the Russian networks can tell its tree.

The rule that must not be broken: what a word is shown as depends on its own sentence alone, and only the word's grammar counts, not its sense.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from reportedly.sentences.russian_forms import inflected, look_alike
from reportedly.sentences.ukrainian_forms import Form, Reading, infinitive_of, is_common, is_listed_name, ukrainian_form
from reportedly.sentences.ukrainian_words import ukrainian_words

if TYPE_CHECKING:
    from reportedly.sentences.ukrainian_words import UkrainianWords

_CODES = {"Nom": "n", "Gen": "g", "Dat": "d", "Acc": "a", "Ins": "i", "Loc": "l", "Voc": "v"}
_REACH = 6
"""Words between a preposition and its noun."""
_HAVING = {"має": "может", "мають": "могут", "мав": "мог", "мала": "могла", "мали": "могли", "мало": "могло", "мусить": "может", "мусять": "могут"}
_WITHIN = 4


_QUOTATION_MARKS = frozenset({"«", '"', "“", "„", "”"})
_LEADS = frozenset({":", "—", "–", "-", ","})
_INITIALS = str.maketrans("ІЇЄҐ", "ИИЕГ")


class Shown(NamedTuple):
    """A word with what it was shown as. ``is_grammar``: a word of a closed class, which the parser's own tag describes best."""

    form: Form
    russian: str
    reading: Reading | None = None
    is_grammar: bool = False


def show_in_russian(words: list[str]) -> list[Shown]:
    """One shown word for each; marks and figures as they are."""
    tables = ukrainian_words()
    lowers = [word.lower().replace("’", "'").replace("ʼ", "'") for word in words]
    first = next((index for index, word in enumerate(words) if word[:1].isalpha()), 0)
    if words[first : first + 2] and all(word.istitle() for word in words[first : first + 2]) and is_listed_name(words[first]):
        first = -1  # "Максим Ткаченко заявив": a first name before another name
    forms = [
        _form(word, lower, opens=index == first or _opens_words(words, index), tables=tables)
        for index, (word, lower) in enumerate(zip(words, lowers, strict=True))
    ]
    _take_names(words, forms, first)
    readings = _resolve(words, lowers, forms, tables)
    return [_show(index, words, lowers, forms, readings, tables) for index in range(len(words))]


def _opens_words(words: list[str], index: int) -> bool:
    """Whether somebody's words begin here: behind a colon or dash and a quotation mark, where a capital says nothing."""
    return index > 1 and words[index - 1] in _QUOTATION_MARKS and words[index - 2] in _LEADS


def _form(word: str, lower: str, *, opens: bool, tables: UkrainianWords) -> Form:
    if lower in tables.closed and not (word[:1].isupper() and not opens and len(word) > 3):
        return Form("", tables.closed[lower][1])
    if lower in tables.prepositions:
        return Form("ADP", lower)
    return ukrainian_form(word, opens=opens)


def _take_names(words: list[str], forms: list[Form], first: int) -> None:
    """Makes names of adjectives with a capital that stand before no noun ("Сергія Рудого", "у Рибному")."""
    for index, form in enumerate(forms):
        if form.pos != "ADJ" or index == first or not words[index][:1].isupper():
            continue
        after = next((other for other in forms[index + 1 : index + 3] if other.pos != "ADJ"), None)
        if after is None or after.pos not in {"NOUN", "PROPN"} or not _may_agree(form, after):
            forms[index] = form._replace(pos="PROPN", lemma=form.lemma[:1].upper() + form.lemma[1:])


def _may_agree(adjective: Form, noun: Form) -> bool:
    return any(
        one.case == other.case and one.number == other.number and one.gender in {other.gender, ""} for one in adjective.readings for other in noun.readings
    )


# ── readings ──


def _resolve(words: list[str], lowers: list[str], forms: list[Form], tables: UkrainianWords) -> list[Reading | None]:
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
        beside = found[index + 1] if form.pos == "PROPN" and index + 1 < len(forms) and forms[index + 1].pos == "PROPN" else None
        if beside is not None and len(forms[index + 1].readings) < len(_CODES):
            found[index] = next((one for one in form.readings if one.case == beside.case and one.number == beside.number), None)
        if found[index] is None:
            found[index] = _best(index, forms, allowed[index])
    return found


def _governed(lowers: list[str], forms: list[Form], tables: UkrainianWords) -> list[str]:
    """For each word the cases that a preposition before it allows; "" where there is none."""
    allowed = [""] * len(forms)
    for index, lower in enumerate(lowers):
        codes = tables.governed.get(lower)
        if codes is None:
            continue
        for position in range(index + 1, min(len(forms), index + 1 + _REACH)):
            form = forms[position]
            if form.features or form.pos in {"PUNCT", "ADP"}:
                break
            allowed[position] = codes
            if form.pos in {"NOUN", "PROPN"} or lowers[position] in tables.lists["phrase_ends"]:
                break
    return allowed


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
    if (
        index
        and forms[index - 1].pos == "NUM"
        and (genitive := next((one for one in form.readings if one.case == "Gen" and one.number == "Plur"), None)) is not None
    ):
        return genitive
    for code in allowed:
        fitting = next((one for one in form.readings if _CODES[one.case] == code), None)
        if fitting is not None:
            return fitting
    adjectives = index
    while adjectives > 0 and (forms[adjectives - 1].pos == "ADJ" or forms[adjectives - 1].lemma in {"цей", "той", "весь", "їхній"}):
        adjectives -= 1
    before = forms[adjectives - 1] if adjectives else None
    nominative = next((one for one in form.readings if one.case == "Nom"), None)
    follows = before is not None and before.pos in {"NOUN", "NUM", "PROPN"}
    if before is not None and nominative is not None and form.pos == "PROPN":
        follows = follows and before.lemma not in ukrainian_words().lists["named"] and nominative != form.readings[0]
    wanted = "Gen" if follows else "Acc"
    other = next((one for one in form.readings if one.case == wanted), None) if follows or nominative is None else None
    return other or nominative or form.readings[0]


# ── what is shown ──


def _show(index: int, words: list[str], lowers: list[str], forms: list[Form], readings: list[Reading | None], tables: UkrainianWords) -> Shown:
    form, word, lower = forms[index], words[index], lowers[index]
    if form.pos in {"PUNCT", "NUM", "X", "ADP", ""}:
        closed = _cased(word, tables.closed[lower][0]) if form.pos == "" else word
        return Shown(form, _preposition(index, lowers, readings, tables) if form.pos == "ADP" else closed, is_grammar=True)
    if form.features:
        has_infinitive = lower in _HAVING and any(("VerbForm", "Inf") in other.features for other in forms[index + 1 : index + 1 + _WITHIN])
        return Shown(form, _HAVING[lower] if has_infinitive else _verb(index, forms, readings, tables))
    reading = _shown_reading(index, lowers, readings, tables)
    if form.pos == "ADV" or reading is None:
        return Shown(form, "быстро" if form.pos == "ADV" else word)
    if lower == "час" and index and lowers[index - 1] == "під":
        return Shown(form, "время", Reading("Acc", "Sing", "Masc"))
    shown = _adjective(index, word, forms, readings, reading, tables) if form.pos == "ADJ" else _noun(index, forms, readings, reading, word, tables)
    return Shown(form, shown, readings[index])


def _shown_reading(index: int, lowers: list[str], readings: list[Reading | None], tables: UkrainianWords) -> Reading | None:
    """The reading that the Russian word is given: its own, but for prepositions that govern another case there."""
    lower, reading = lowers[index], readings[index]
    if lower in tables.lists["pegs"] and index and lowers[index - 1] == "за":
        return Reading("Dat", "Plur" if lower.endswith("ми") else "Sing", "Neut")
    if reading is not None and reading.case == "Loc" and _preposition_before(index, lowers, tables) == "по":
        return reading._replace(case="Dat")
    return reading


def _adjective(index: int, word: str, forms: list[Form], readings: list[Reading | None], reading: Reading, tables: UkrainianWords) -> str:
    form = forms[index]
    if _is_predicate(index, forms, readings):
        return inflected("взять", "PRTS", "", reading.number, reading.gender)
    after = next((other for other in forms[index + 1 : index + 3] if other.pos != "ADJ"), None)
    is_alone = after is None or after.pos not in {"NOUN", "PROPN"} or after.lemma.isupper()  # "64 військових ЗСУ"
    lemma = (tables.nouns.get(form.lemma) if is_alone else None) or ("взятый" if infinitive_of(form.lemma) is not None else "новый")
    # The accusative of a thing looks like its nominative; the dictionary's is that of a person.
    case = "Nom" if reading.case == "Acc" and any(one.case == "Nom" for one in form.readings) else reading.case
    return _cased(word, inflected(lemma, "ADJ", case, reading.number, reading.gender))


def _is_predicate(index: int, forms: list[Form], readings: list[Reading | None]) -> bool:
    """Whether a participle tells ("дев'ятеро поранені") and does not describe: a nominative before it in its clause, no noun of its own behind it."""
    reading = readings[index]
    if infinitive_of(forms[index].lemma) is None or reading is None or reading.case != "Nom" or _noun_of(index, forms, readings) is not None:
        return False
    for position in range(index - 1, max(-1, index - _REACH), -1):
        form, other = forms[position], readings[position]
        if form.pos == "PUNCT" or (form.features and form.lemma != "бути"):
            return False
        if (
            (other is not None and other.case == "Nom" and form.pos in {"NOUN", "PROPN"})
            or form.lemma in ukrainian_words().lists["counts"]
            or form.lemma == "бути"
        ):
            return True
    return False


def _preposition_before(index: int, lowers: list[str], tables: UkrainianWords) -> str:
    return next((lowers[position] for position in range(index - 1, max(-1, index - _REACH), -1) if lowers[position] in tables.prepositions), "")


def _preposition(index: int, lowers: list[str], readings: list[Reading | None], tables: UkrainianWords) -> str:
    lower = lowers[index]
    following = lowers[index + 1] if index + 1 < len(lowers) else ""
    if lower == "за" and following in tables.lists["pegs"]:
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


def _verb(index: int, forms: list[Form], readings: list[Reading | None], tables: UkrainianWords) -> str:
    form = forms[index]
    features = dict(form.features)
    lemma = tables.verbs.get(form.lemma) or look_alike(form.lemma, "VERB", "")
    if lemma is None:
        perfective = features["Aspect"] == "Perf"
        reflexive = form.lemma.endswith(("ся", "сь"))
        kind = "stay" if reflexive else _kind_of_verb(index, forms)
        lemma = _ANY_VERB[kind][perfective]
    if features.get("VerbForm") == "Imps":
        patient = _patient(index, forms, readings)
        return inflected(lemma, "PRTS", "", patient.number if patient else "Sing", patient.gender if patient else "Neut")
    return inflected(lemma, "VERB", "", features.get("Number", ""), features.get("Gender", ""), tense=_tense(features), person=features.get("Person", ""))


_ANY_VERB = {"say": ("говорить", "сказать"), "go": ("идти", "выйти"), "stay": ("находиться", "остаться"), "do": ("делать", "взять")}
"""What a verb that is in no list is shown as, by what stands around it: imperfective, perfective."""
_QUESTION = frozenset({"що", "щоб", "як", "нібито"})


def _kind_of_verb(index: int, forms: list[Form]) -> str:
    """Whether a verb in no list tells (a clause behind it, a comma or dash before it), goes (a preposition behind it), or does."""
    after = forms[index + 1 : index + 4]
    if any(one.lemma == "," and two.lemma in _QUESTION for one, two in itertools.pairwise(after)) or any(one.lemma == ":" for one in after):
        return "say"
    before = forms[index - 1].lemma if index else ""
    if before in {",", "—", "–", "-"} and index > 2 and after and after[0].pos in {"NOUN", "PROPN", "ADJ"}:
        return "say"
    return "go" if after and after[0].pos == "ADP" else "do"


def _tense(features: dict[str, str]) -> str:
    return {"Inf": "INFN", "Conv": "GRND"}.get(features.get("VerbForm", ""), "") or ("impr" if features.get("Mood") == "Imp" else features.get("Tense", ""))


def _patient(index: int, forms: list[Form], readings: list[Reading | None]) -> Reading | None:
    """What "звільнено" was done to: the nearest noun before or behind it that may be an object."""
    for step in (-1, 1):
        position = index + step
        while 0 <= position < len(forms) and abs(position - index) <= _REACH and not forms[position].features and forms[position].pos not in {"ADP", "PUNCT"}:
            reading = readings[position]
            if forms[position].pos in {"NOUN", "PROPN"} and reading is not None and reading.case in {"Nom", "Acc"}:
                return reading
            position += step
    return None


def _noun(index: int, forms: list[Form], readings: list[Reading | None], reading: Reading, word: str, tables: UkrainianWords) -> str:
    form = forms[index]
    if not word.isascii():
        common = form.lemma.lower()
        lemma = tables.nouns.get(common) or (look_alike(common, "NOUN", reading.gender) if form.pos == "NOUN" or is_common(common) else None)
    else:
        return word
    if form.pos == "PROPN" and lemma is None:
        return _name(index, forms, readings, reading, word)
    if lemma is None:
        animate = form.lemma.endswith(("ець", "тель", "ник", "анин", "янин", "ар", "ист", "ант", "чик"))
        lemma = {"Masc": "солдат" if animate else "район", "Fem": "атака", "Neut": "село"}.get(reading.gender, "переговоры")
        if form.lemma.endswith(("ння", "ття")):
            lemma = "освобождение"
    return _cased(word, inflected(lemma, "NOUN", reading.case, reading.number, ""))


def _is_same_name(position: int, forms: list[Form], readings: list[Reading | None], reading: Reading) -> bool:
    """Whether the word there may be the other half of a person's name: a name in the same case, in Cyrillic, no abbreviation."""
    if not 0 <= position < len(forms) or forms[position].pos != "PROPN" or forms[position].lemma.isupper() or forms[position].lemma.isascii():
        return False
    other = readings[position]
    return other is not None and other.case == reading.case


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
