"""What a Ukrainian word form may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.sentences.ukrainian_forms import infinitive_of, ukrainian_form


def readings(word: str) -> set[str]:
    return {reading.case + reading.number[0] for reading in ukrainian_form(word).readings}


@pytest.mark.parametrize(
    ("word", "pos", "lemma"),
    [
        ("військ", "NOUN", "військо"),
        ("звільнено", "VERB", "звільнити"),
        ("обстріляно", "VERB", "обстріляти"),
        ("залишать", "VERB", "залишити"),
        ("залишають", "VERB", "залишати"),
        ("утримуватиме", "VERB", "утримувати"),
        ("відійшовши", "VERB", "відійти"),
        ("захопленого", "ADJ", "захоплений"),
        ("потужно", "ADV", "потужно"),
        ("може", "VERB", "могти"),
        ("зайшла", "VERB", "зайти"),
        ("евакуйовано", "VERB", "евакуювати"),
        ("відкочуються", "VERB", "відкочуватися"),
        ("прильоти", "NOUN", "приліт"),
        ("речниці", "NOUN", "речниця"),
        ("об’єктів", "NOUN", "об'єкт"),
        ("ЗМІ", "PROPN", "ЗМІ"),
        ("15", "NUM", "15"),
        ("відтіснили", "VERB", "відтіснити"),
    ],
)
def test_part_of_speech_and_dictionary_form(word: str, pos: str, lemma: str) -> None:
    form = ukrainian_form(word)
    assert (form.pos, form.lemma.replace("’", "'")) == (pos, lemma)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("міста", {"GenS", "NomP", "AccP"}),
        ("місті", {"LocS"}),
        ("зброю", {"AccS"}),
        ("атакою", {"InsS"}),
        ("області", {"GenS", "DatS", "LocS", "NomP", "AccP"}),
        ("військами", {"InsP"}),
        ("солдатів", {"GenP", "AccP"}),
        ("новому", {"DatS", "LocS"}),
    ],
)
def test_the_readings_of_an_ending(word: str, expected: set[str]) -> None:
    assert readings(word) == expected


@pytest.mark.parametrize(
    ("word", "features"),
    [
        ("візьмуть", {"Tense": "Fut", "Number": "Plur", "Person": "3", "Aspect": "Perf"}),
        ("тримає", {"Tense": "Pres", "Number": "Sing", "Aspect": "Imp"}),
        ("захопила", {"Tense": "Past", "Gender": "Fem", "Number": "Sing"}),
        ("зміг", {"Tense": "Past", "Gender": "Masc"}),
        ("взяти", {"VerbForm": "Inf"}),
        ("взято", {"VerbForm": "Imps", "Voice": "Pass"}),
    ],
)
def test_the_features_of_a_verb(word: str, features: dict[str, str]) -> None:
    found = dict(ukrainian_form(word).features)
    assert {name: found.get(name) for name in features} == features


def test_a_capital_makes_a_name_only_inside_a_sentence() -> None:
    assert ukrainian_form("Міст").pos == "PROPN"
    assert ukrainian_form("Міст", opens=True).pos == "NOUN"
    assert ukrainian_form("Липівка", opens=True).pos == "PROPN"


def test_a_participle_knows_its_verb() -> None:
    assert infinitive_of("звільнений") == "звільнити"
    assert infinitive_of("зелений") != "зелити" or infinitive_of("зелений") is None


@given(st.text(alphabet="абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’-А1", min_size=1, max_size=14))
def test_any_word_has_a_form(word: str) -> None:
    form = ukrainian_form(word)
    assert form.lemma
    assert form.pos in {"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "PUNCT"}
    assert form == ukrainian_form(word)
