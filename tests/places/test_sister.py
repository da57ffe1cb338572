from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.records import PlaceBasis, PlaceStatus
from reportedly.packs.load import load_pack
from reportedly.places.candidates import find_matches
from reportedly.places.gazetteer import NameStatus, load_gazetteer
from reportedly.places.letters import fold, romanise, skeleton
from reportedly.places.sister import MOST, russian_forms

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import PlaceMention

    Read = Callable[..., tuple[PlaceMention, ...]]


def bones(form: str) -> str:
    return skeleton(fold(romanise(fold(form), "ru")))


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [
        ("Олександрівка", "Александровка"),
        ("Новомиколаївка", "Новониколаевка"),
        ("Андріївка", "Андреевка"),
        ("Біла Криниця", "Белая Криница"),
        ("Велика Вільшанка", "Большая Ольшанка"),
        ("Підлісне", "Подлесное"),
        ("Кам'янка", "Каменка"),
        ("Святогірськ", "Святогорск"),
        ("Нижньокам'янка", "Нижнекаменка"),
        ("Добропілля", "Доброполье"),
    ],
)
def test_a_name_is_written_as_russian_writes_it(ukrainian: str, russian: str) -> None:
    assert bones(russian) in {bones(form) for form in russian_forms(ukrainian)}


@given(st.text(alphabet="абвгдеєжзиіїйклмнопрстуфхцчшщьюя' -", max_size=40))
def test_forms_are_few_and_have_as_many_words(name: str) -> None:
    forms = russian_forms(name)
    assert 1 <= len(forms) <= MOST
    assert {form.count(" ") for form in forms} == {name.count(" ")}


@pytest.mark.parametrize("form", ["Александровка", "Александровкой", "Aleksandrovka"])
def test_namesakes_share_the_derived_name(form: str) -> None:
    gazetteer = load_gazetteer(load_pack("russia_ukraine_2022"))
    matches = find_matches(gazetteer, form, "en" if form.isascii() else "ru", slips=False)
    assert sum(gazetteer.place(match.row).name == "Oleksandrivka" for match in matches) > 50


def test_an_alias_that_is_the_sister_name_is_no_lesser_name() -> None:
    gazetteer = load_gazetteer(load_pack("russia_ukraine_2022"))
    matches = [match for match in find_matches(gazetteer, "Александровка", "ru") if gazetteer.aliases(match.row)[0] == "Олександрівка"]
    assert {match.status for match in matches} == {NameStatus.MAIN}


def test_a_village_that_no_list_has_in_russian_is_found(read: Read) -> None:
    (mention,) = (mention for mention in read("Бои идут у села Крахмальное.", "ru") if mention.text == "Крахмальное")
    assert mention.place is not None
    assert (mention.place.name, mention.basis) == ("Krokhmalne", PlaceBasis.TRANSLITERATED)


@pytest.mark.parametrize("text", ["Полная версия доступна на сайте под Харьковом.", "Российский десант высадился под Киевом.", "Зеленського чекали у Києві."])
def test_adjectives_and_surnames_are_no_villages(read: Read, text: str) -> None:
    resolved = [mention.text for mention in read(text, "uk" if "ї" in text or "і" in text else "ru") if mention.status is PlaceStatus.RESOLVED]
    assert text.split(" ", 1)[0] not in resolved
