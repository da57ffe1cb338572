"""A river and a town of one name: what crosses and what lies on banks is a river, what is reached and left is a town."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.places.conftest import document_of

from reportedly.core.records import PlaceBasis, PlaceKind, Precision
from reportedly.core.settings import Settings
from reportedly.places.gazetteer import load_gazetteer
from reportedly.places.lexicon import place_words
from reportedly.places.line import Line
from reportedly.places.waters import water_name
from reportedly.sentences.split import split_sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import PlaceMention
    from reportedly.packs.load import Pack

    Read = Callable[..., tuple[PlaceMention, ...]]


@pytest.mark.parametrize(
    ("language", "text", "river"),
    [
        ("en", "At dawn two companies crossed the Dnipro in boats.", "Dnipro"),
        ("en", "The left bank of Dnipro was mined.", "Dnipro"),
        ("en", "Engineers threw a pontoon bridge over the Oskil.", "Oskil"),
        ("en", "The Irpin flooded its meadows.", "Irpin"),
        ("en", "The last bridge across Inhulets is gone.", "Inhulets"),
        ("uk", "Уночі дві роти форсували Дніпро.", "Дніпро"),
        ("uk", "Батарея стоїть на лівому березі Дніпра.", "Дніпра"),
        ("uk", "Понтонний міст через Оскіл знищено.", "Оскіл"),
        ("uk", "Уздовж Інгульця копають окопи.", "Інгульця"),
        ("ru", "Ночью две роты форсировали Днепр.", "Днепр"),
        ("ru", "Батарея стоит на левом берегу Днепра.", "Днепра"),
        ("ru", "Переправа через Оскол разрушена.", "Оскол"),
    ],
)
def test_what_is_crossed_is_a_river(read: Read, language: str, text: str, river: str) -> None:
    found = {mention.text: mention.place for mention in read(text, language)}
    place = found[river]
    assert place is not None
    assert place.kind is PlaceKind.SITE
    assert place.precision is not Precision.POINT, "no one position is a river's"


@pytest.mark.parametrize(
    ("language", "text", "town"),
    [
        ("en", "The column reached Dnipro by noon.", "Dnipro"),
        ("en", "Two trains arrived in Dnipro.", "Dnipro"),
        ("en", "The Dnipro mayor denied it.", "Dnipro"),
        ("en", "Explosions were heard across Dnipro.", "Dnipro"),
        ("en", "The bridge was closed. Dnipro stayed calm.", "Dnipro"),
        ("uk", "Колона дісталася Дніпра опівдні.", "Дніпра"),
        ("uk", "Поїзд через Дніпро скасовано.", "Дніпро"),
        ("uk", "У Дніпрі на лівому березі пошкоджено школу.", "Дніпрі"),
        ("ru", "Колонна пришла в Днепр.", "Днепр"),
        ("ru", "Поезд через Днепр отменён.", "Днепр"),
    ],
)
def test_what_is_reached_is_a_town(read: Read, language: str, text: str, town: str) -> None:
    found = {mention.text: mention.place for mention in read(text, language)}
    place = found[town]
    assert place is not None
    assert place.kind is PlaceKind.SETTLEMENT


def test_a_name_that_no_river_has_stays_what_it_was(read: Read) -> None:
    (mention,) = read("They dug in on the bank of the Bakhmut.")
    assert mention.text == "Bakhmut"
    assert mention.place is None or mention.place.kind is not PlaceKind.SITE


def test_a_river_is_asked_for_by_its_full_name(war: Pack) -> None:
    document = document_of("They crossed the Oskil, not Oskil.")
    (sentence,) = split_sentences(document, Settings()).records
    line = Line(document.text, sentence, None)
    gazetteer, words = load_gazetteer(war), place_words(war, "en")
    assert water_name(gazetteer, words, line, 3, 1) == "oskil river"
    assert water_name(gazetteer, words, line, 5, 1) is None
    assert water_name(gazetteer, words, line, 0, 1) is None, "nothing stands before the first word"


def test_a_pack_without_rivers_has_none(read_in: Read, tiny: Pack) -> None:
    (mention,) = read_in(tiny, "They crossed the Velmora.")
    assert mention.place is not None
    assert mention.place.id == "pack:velmora"


@pytest.mark.parametrize("text", ["the", "The", "over the", "через", "bank of", "of of of of Dnipro", "Міст через"])
def test_what_is_cut_off_is_read(read: Read, text: str) -> None:
    assert isinstance(read(text, "en"), tuple)
    assert isinstance(read(text, "uk"), tuple)


def test_of_two_words_for_rivers_the_rivers_own_name_is_taken(read: Read) -> None:
    """Whatever order a process has its sets in."""
    found = [mention for mention in read("Уночі дві роти форсували Дніпро.", "uk") if mention.place is not None]
    assert [(mention.place and mention.place.id, mention.basis) for mention in found] == [("pack:dnipro-river", PlaceBasis.NAME)]
