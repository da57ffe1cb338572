from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.core.records import PlaceBasis, PlaceStatus
from reportedly.packs.load import load_pack
from reportedly.places.candidates import find_matches
from reportedly.places.gazetteer import load_gazetteer
from reportedly.places.translated import PART, WHOLE, read_translations, translated_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import PlaceMention
    from reportedly.packs.load import Pack

    Read = Callable[..., tuple[PlaceMention, ...]]


def found(mentions: tuple[PlaceMention, ...]) -> dict[str, str | None]:
    return {mention.text: mention.place.name if mention.place else None for mention in mentions}


@pytest.mark.parametrize(
    ("text", "written", "name"),
    [
        ("Columns were seen on the road to Great Novosilka at noon.", "Great Novosilka", "Velyka Novosilka"),
        ("Great Novosilka was quiet, the mayor said.", "Great Novosilka", "Velyka Novosilka"),
        ("Rockets fell on Old Saltov in the evening, near Kharkiv.", "Old Saltov", "Staryi Saltiv"),
        ("The ferry left Bare Pier, Kherson region, at dawn.", "Bare Pier", "Hola Prystan"),
        ("The bakers of the town of White Church kept working.", "White Church", "Bila Tserkva"),
        ("Trains stopped in Crooked Horn for an hour.", "Crooked Horn", "Kryvyi Rih"),
        ("Power went out in Happiness, Luhansk region.", "Happiness", "Shchastia"),
    ],
)
def test_a_translated_name_is_the_place(read: Read, text: str, written: str, name: str) -> None:
    mentions = read(text)
    assert found(mentions)[written] == name
    mention = next(mention for mention in mentions if mention.text == written)
    assert mention.basis in {PlaceBasis.SPELLING, PlaceBasis.CONTEXT}
    assert "with words translated" in mention.why


@pytest.mark.parametrize(
    "text",
    [
        "The White Church choir sang near Kharkiv.",
        "A reporter of Red Star was in Kharkiv.",
        "The Red Cross sent lorries to Kharkiv.",
        "Happiness is a warm kitchen, a baker of Kharkiv said.",
        "Long Fields of wheat surround Kharkiv.",
        "New Year was quiet in Kharkiv.",
    ],
)
def test_english_words_alone_are_no_place(read: Read, text: str) -> None:
    assert found(read(text)) == {"Kharkiv": "Kharkiv"}


def test_a_name_of_its_own_comes_first(war: Pack) -> None:
    gazetteer = load_gazetteer(war)
    assert not any(match.translated for match in find_matches(gazetteer, "New York", "en"))
    assert not any(match.translated for match in find_matches(gazetteer, "White House", "en"))


def test_a_report_about_elsewhere_has_no_translated_names(read: Read) -> None:
    mentions = read("In Nevada and in Utah, the towns of Reno and Provo, and the village of Iron Port, were dry.")
    assert found(mentions).get("Iron Port") is None


def test_namesakes_stay_open(read: Read) -> None:
    (mention,) = read("The village of Cheerful was without power.")
    assert mention.status is PlaceStatus.AMBIGUOUS
    assert {candidate.place.name for candidate in mention.candidates} == {"Vesele"}


def test_a_word_left_as_it_sounds_makes_it_surer(war: Pack) -> None:
    gazetteer = load_gazetteer(war)
    assert {cost for _, cost in translated_names(gazetteer, "great novosilka")} == {PART}
    assert {cost for _, cost in translated_names(gazetteer, "white church")} == {WHOLE}
    assert not list(translated_names(gazetteer, "velyka novosilka"))


def test_a_pack_without_the_table_translates_nothing(tiny: Pack) -> None:
    assert read_translations(tiny) == {}
    assert not list(translated_names(load_gazetteer(tiny), "new oststrand"))


@settings(max_examples=200)
@given(st.lists(st.sampled_from(["new", "great", "red", "white", "well", "church", "x", "lyman", "", "field"]), max_size=6).map(" ".join))
def test_any_words_are_read(form: str) -> None:
    gazetteer = load_gazetteer(load_pack("russia_ukraine_2022"))
    for named, cost in translated_names(gazetteer, form):
        assert 0 <= named.row < gazetteer.own
        assert cost in {WHOLE, PART}


@pytest.mark.parametrize(
    "text",
    [
        "Russian troops withdrew from the estuary after two days, and Ukrainian forces entered Drobysheve and Zarichne.",
        "The army has encircled the estuary in the Donetsk region; Kramatorsk is quiet.",
        "They were driven out of the estuary, and Drobysheve and Zarichne fell.",
    ],
)
def test_a_noun_in_small_letters_is_a_town_that_is_taken_where_the_report_says_so(read: Read, text: str) -> None:
    (found,) = (mention for mention in read(text) if mention.text == "estuary")
    assert found.place is not None
    assert (found.place.name, found.place.admin1) == ("Lyman", "Donetsk Oblast")
    assert "with words translated" in found.why


@pytest.mark.parametrize(
    "text",
    [
        "Divers entered the estuary near Mykolaiv and Ochakiv.",
        "Ukrainian troops took the bridge near Drobysheve and left the forest near Zarichne.",
        "They took the well and the wood, and left the estuary.",
        "The estuary in the Donetsk region is shallow near Kramatorsk.",
        "The estuary",
        "from the estuary",
        "took the",
    ],
)
def test_a_thing_stays_a_thing(read: Read, text: str) -> None:
    assert all(mention.text[:1].isupper() for mention in read(text))
