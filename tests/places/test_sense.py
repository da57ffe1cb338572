"""What a place name stands for: the place, its government, its people."""

from __future__ import annotations

import dataclasses
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.core.records import PlaceSense
from reportedly.packs.load import load_pack
from reportedly.places.sense import mark_senses

if TYPE_CHECKING:
    from tests.places.conftest import Read

    from reportedly.packs.load import Pack


def senses(read: Read, text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(mention.text, mention.sense.value) for mention in read(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Kyiv rejected the offer.", "en", [("Kyiv", "government")]),
        ("Kyiv has repeatedly denied it.", "en", [("Kyiv", "government")]),
        ("The Kremlin said nothing new.", "en", [("Kremlin", "government")]),
        ("Kyiv and Warsaw agreed on a timetable.", "en", [("Kyiv", "government"), ("Warsaw", "government")]),
        ("Poland insists on an answer.", "en", [("Poland", "government")]),
        ("Київ відкинув цю пропозицію.", "uk", [("Київ", "government")]),
        ("У Кремлі заявили, що нічого не знають.", "uk", [("Кремлі", "government")]),
        ("Москва уже отказалась от встречи.", "ru", [("Москва", "government")]),
    ],
)
def test_who_acts_as_governments_do_is_the_government(read: Read, text: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert senses(read, text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Explosions were heard in Kyiv.", "en"),
        ("Officials in Kyiv said it was quiet.", "en"),
        ("The mayor of Kyiv said it was quiet.", "en"),
        ("Kyiv was shelled at night.", "en"),
        ("Kramatorsk rejected the offer.", "en"),
        ("В Киеве объявили тревогу.", "ru"),
        ("До Києва повернулися люди.", "uk"),
    ],
)
def test_a_town_where_something_happens_is_a_place(read: Read, text: str, language: str) -> None:
    assert [sense for _, sense in senses(read, text, language)] == ["place"]


@pytest.mark.parametrize(
    ("text", "language", "people", "place"),
    [
        ("Many Kharkivites queued for bread.", "en", "Kharkivites", "Kharkiv"),
        ("A Muscovite was fined.", "en", "Muscovite", "Moscow"),
        ("Харків’яни стояли в чергах.", "uk", "Харків’яни", "Kharkiv"),
        ("Допомогу отримали сотні киян.", "uk", "киян", "Kyiv"),
        ("Киевлянам обещали воду.", "ru", "Киевлянам", "Kyiv"),
    ],
)
def test_people_are_told_from_their_place(read: Read, text: str, language: str, people: str, place: str) -> None:
    (found,) = read(text, language)
    assert (found.text, found.sense, found.place and found.place.name) == (people, PlaceSense.PEOPLE, place)
    assert text[found.start : found.end] == people
    assert place in found.why


def test_a_town_that_is_called_after_a_people_is_a_town(read: Read) -> None:
    (town, _) = read("У Дніпрянах Херсонської області чули вибух.", "uk")
    assert (town.sense, town.place and town.place.admin1) == (PlaceSense.PLACE, "Kherson Oblast")


@pytest.mark.parametrize("text", ["The Odesan-born author spoke.", "Kyivanenko won.", "Superkyivan", "a kyivan"])
def test_a_word_that_only_begins_so_is_nobody(read: Read, text: str) -> None:
    assert all(mention.sense is not PlaceSense.PEOPLE for mention in read(text) if mention.text != "Odesan")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["Kyiv", "said", "Kharkivites", "in", "and", "Moscow", "agreed", ",", "Kramatorsk", "\u200b", "."]), max_size=12))
def test_a_sense_changes_no_resolution(words: list[str]) -> None:
    from tests.places.conftest import read_with

    war = load_pack("russia_ukraine_2022")
    text = " ".join(words)
    mentions = read_with(war, text)
    assert [mention.id for mention in mentions] == [f"p{number}" for number in range(1, len(mentions) + 1)]
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    plain = tuple(dataclasses.replace(mention, sense=PlaceSense.PLACE) for mention in mentions if mention.sense is not PlaceSense.PEOPLE)
    again = mark_senses(text, plain, war, "en")
    assert [(mention.text, mention.place, mention.sense) for mention in again] == [(mention.text, mention.place, mention.sense) for mention in mentions]


def test_a_pack_without_words_for_people_has_none(tiny: Pack) -> None:
    assert mark_senses("Velmorans left.", (), tiny, "en") == ()


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Melitopolites wrote to Petersburgers.", "en", [("Melitopolites", "people"), ("Petersburgers", "people")]),
        ("Кремль промолчал.", "ru", [("Кремль", "government")]),
        ("Кремль мовчить.", "uk", [("Кремль", "government")]),
    ],
)
def test_silence_is_an_act_and_townspeople_have_a_name(read: Read, text: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert senses(read, text, language) == expected
