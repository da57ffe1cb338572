"""Tense, person, number and aspect of a Ukrainian verb's form, by its ending.

The rule that must not be broken: ``None`` where no ending of a verb is there; a wrong verb costs more than a missed one.
"""

from __future__ import annotations

from reportedly.sentences.ukrainian_words import ukrainian_words


def _words(line: str) -> tuple[str, ...]:
    return tuple(line.split())


_VOWELS = "аеєиіїоуюяьй"
_PAST = {"в": ("Sing", "Masc"), "ла": ("Sing", "Fem"), "ло": ("Sing", "Neut"), "ли": ("Plur", "")}
_PRESENT = {
    **dict.fromkeys(("емо", "ємо", "имо", "їмо"), ("Plur", "1")),
    **dict.fromkeys(("єте", "ете", "ите"), ("Plur", "2")),
    **dict.fromkeys(("еш", "єш", "иш", "їш"), ("Sing", "2")),
    **dict.fromkeys(("ють", "уть", "ать", "ять"), ("Plur", "3")),
    **dict.fromkeys(("ить", "їть", "еть", "єть", "сть", "є", "е"), ("Sing", "3")),
    **dict.fromkeys(("у", "ю"), ("Sing", "1")),
}
_PERFECTIVE_PREFIXES = _words("за ви по на пере від віді об обі про при роз розі до під піді зі з с у в уві о недо")
_PERFECTIVE_ENDINGS = _words("ити іти їти нути сти зти йти ерти кти гти")
_IMPERFECTIVE_ENDINGS = _words("ходити водити возити носити їздити")
_FUTURE = _words("тиму тимеш тиме тимемо тимете тимуть тимем тиметь")


def verb_features(own: str, infinitive: str) -> dict[str, str] | None:
    """UD's features of a form (without -ся) of this infinitive; ``None`` where it is no form of a verb."""
    found = _form_of(own, infinitive)
    if found is None:
        return None
    perfective = is_perfective(infinitive)
    if found.get("Tense") == "Pres" and perfective:
        found["Tense"] = "Fut"
    return {"Aspect": "Perf" if perfective else "Imp", **found}


def _form_of(own: str, infinitive: str) -> dict[str, str] | None:
    without_tense = "Inf" if own == infinitive else "Imps" if own.endswith(("но", "то")) else "Conv" if own.endswith(("вши", "чи", "ши")) else ""
    if without_tense:
        return {"VerbForm": without_tense} | ({"Voice": "Pass"} if without_tense == "Imps" else {})
    return _with_tense(own)


def _with_tense(own: str) -> dict[str, str] | None:
    if own.endswith(_FUTURE):
        return _finite("Fut", "Plur" if own.endswith(("муть", "мемо", "мете", "мем")) else "Sing", person="3")
    for ending, (number, gender) in _PAST.items():
        if own.endswith(ending):
            return _finite("Past", number, gender)
    if own.endswith(("йте", "іть")):
        return _imperative("Plur")
    for ending, (number, person) in _PRESENT.items():
        if own.endswith(ending):
            return _finite("Pres", number, person=person)
    if own[-1] not in _VOWELS:
        return _finite("Past", "Sing", "Masc")  # "зміг", "приніс"
    return _imperative("Sing") if own.endswith(("й", "и", "ь")) else None


def _imperative(number: str) -> dict[str, str]:
    return {"VerbForm": "Fin", "Mood": "Imp", "Number": number, "Person": "2"}


def _finite(tense: str, number: str, gender: str = "", *, person: str = "") -> dict[str, str]:
    found = {"VerbForm": "Fin", "Mood": "Ind", "Tense": tense, "Number": number}
    if gender:
        found["Gender"] = gender
    if person:
        found["Person"] = person
    return found


def is_perfective(infinitive: str) -> bool:
    """Whether an infinitive (without -ся) is perfective, by prefix and suffix; verbs that the rule misses are listed."""
    lists = ukrainian_words().lists
    if infinitive in lists["perfective"]:
        return True
    if infinitive in lists["imperfective"] or infinitive.endswith(_IMPERFECTIVE_ENDINGS):
        return False
    return infinitive.endswith("нути") or (infinitive.startswith(_PERFECTIVE_PREFIXES) and infinitive.endswith(_PERFECTIVE_ENDINGS))
