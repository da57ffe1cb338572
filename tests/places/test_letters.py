from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.places.letters import fold, has_cyrillic, readings, romanise, romanised_forms, skeleton, skeletons, written_language

NAMES = st.text(alphabet="абвгдеєжзиіїйклмнопрстуфхцчшщьюя'- ", min_size=1, max_size=14)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Mar'yinka", "maryinka"),
        ("Slov’yansk", "slovyansk"),
        ("Ivano-Frankivsk", "ivano frankivsk"),
        ("Łuck", "luck"),
        ("KYIV", "kyiv"),
        ("Ky\u200biv", "kyiv"),
        ("Їжачкове", "їжачкове"),
        ("Бугай", "бугай"),
        ("  ", ""),
    ],
)
def test_folding_keeps_what_two_ways_of_typing_share(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_ukrainian_is_romanised_after_the_resolution_of_2010() -> None:
    assert romanise("Згорани") == "Zghorany"
    assert romanise("Єнакієве Щастя") == "Yenakiieve Shchastia"
    assert romanise("Юрківка", "uk") == "Yurkivka"
    assert romanise("Энергодар", "ru") == "Energodar"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ізюм", "Iziyum"),
        ("Харків", "Kharkov"),
        ("Київ", "Kiev"),
        ("Запоріжжя", "Zaporizhzhya"),
        ("Лисичанськ", "Lysychans'k"),
        ("Шандриголове", "Shandrygolove"),
    ],
)
def test_one_skeleton_for_the_usual_ways_of_writing_a_name(name: str, written: str) -> None:
    assert skeleton(fold(written)) == skeleton(fold(romanise(name)))


@pytest.mark.parametrize(("name", "written"), [("Вовчанськ", "Wowtschansk"), ("Луцьк", "Louts'k"), ("Мощун", "Mosjtsjoen"), ("Ханженкове", "Chanżenkowe")])
def test_other_languages_spellings_are_among_the_readings(name: str, written: str) -> None:
    assert skeleton(fold(romanise(name))) in {skeleton(reading) for reading in readings(fold(written))}


def test_the_english_reading_comes_first() -> None:
    assert readings("chornobaivka")[0] == "chornobaivka"


def test_the_language_of_letters() -> None:
    assert written_language("Київ") == "uk"
    assert written_language("Купянск") == "ru"
    assert has_cyrillic("в Kyiv")
    assert not has_cyrillic("Kyiv")


@given(st.lists(NAMES, min_size=1, max_size=400))
def test_many_names_joined_fold_and_romanise_as_each_alone(names: list[str]) -> None:
    names = [name.strip() or "я" for name in names]
    joined = "\n".join(names)
    assert romanise(joined, "uk").split("\n") == [romanise(name, "uk") for name in names]
    assert skeleton("\n".join(romanise(name, "uk").lower() for name in names)).split("\n") == [skeleton(romanise(name, "uk").lower()) for name in names]


@given(st.text(alphabet="abzKŁéИйїЇгґ'’- .", max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_name_over_the_end_of_a_line_is_one_name() -> None:
    assert len(skeletons(("nova\nkamianka", "lysa hora"))) == 2
    assert skeletons(("nova\nkamianka",)) == skeletons(("nova kamianka",))
    assert romanised_forms(("нова\nкам'янка", "лиса гора"), "uk") == romanised_forms(("нова кам'янка", "лиса гора"), "uk")
