"""Source phrases to speakers."""

from __future__ import annotations

import pytest

from reportedly.core.day_range import DayRange
from reportedly.core.records import Document, Page, Published, PublishedBasis, Region, RegionKind, SourceKind, Token
from reportedly.core.settings import Settings
from reportedly.flow import read_page
from reportedly.packs.load import load_pack
from reportedly.sentences.split import split_sentences
from reportedly.speakers.resolve import Resolved, SpeakerResolver

UNKNOWN = Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="not given")


def resolver() -> SpeakerResolver:
    return SpeakerResolver(load_pack("tests/data/packs/two_rivers"))


def phrase(text: str) -> tuple[list[Token], int]:
    """The words of a subject, and the position of its head."""
    whole = f"{text} spoke."
    regions = (Region(start=0, end=len(whole), kind=RegionKind.BODY),)
    report = Document(text=whole, title=None, outlet=None, url=None, authors=(), language="en", published=UNKNOWN, regions=regions, origin=())
    tokens = split_sentences(report, Settings()).records[0].tokens
    verb = next(token.index for token in tokens if token.text == "spoke")
    head = next((token.index for token in tokens[:verb] if token.head == verb and token.relation.startswith("nsubj")), verb - 1)
    return [token for token in tokens[:verb] if token.pos != "PUNCT"], head


def resolve(text: str, speakers: SpeakerResolver | None = None) -> Resolved:
    tokens, head = phrase(text)
    return (speakers or resolver()).resolve(tokens, head)


def test_a_known_name() -> None:
    assert resolve("Ilvar Brandt")[:2] == ("to-general", SourceKind.NAMED)


def test_a_known_ministry() -> None:
    assert resolve("The Karvelian Defence Ministry")[:2] == ("ka-ministry", SourceKind.NAMED)


def test_a_ministry_of_the_other_side_is_not_the_one_that_is_known() -> None:
    assert resolve("The Tolmari defence ministry").speaker_id != "ka-ministry"


@pytest.mark.parametrize("text", ["The TASS agency", "The TASS news agency", "TASS"])
def test_a_medium_with_the_word_of_its_kind(text: str) -> None:
    assert resolve(text, SpeakerResolver(load_pack("russia_ukraine_2022"))).speaker_id == "ru-tass"


def test_a_man_of_a_medium_is_not_the_medium() -> None:
    assert resolve("The TASS driver", SpeakerResolver(load_pack("russia_ukraine_2022"))).speaker_id is None


def test_an_unknown_name_is_named() -> None:
    assert resolve("Mira Tolsen")[:2] == (None, SourceKind.NAMED)


@pytest.mark.parametrize("text", ["A senior official", "Residents", "Two soldiers", "An unnamed source", "Local people"])
def test_unnamed_sources(text: str) -> None:
    assert resolve(text)[:2] == (None, SourceKind.UNNAMED)


def test_nobody() -> None:
    assert resolver().resolve([], -1).kind is SourceKind.IMPERSONAL


def test_a_pronoun_takes_up_the_source_before() -> None:
    speakers = resolver()
    resolve("Ilvar Brandt", speakers)
    assert resolve("He", speakers).speaker_id == "to-general"


def test_a_pronoun_of_another_number_looks_further_back() -> None:
    speakers = resolver()
    resolve("The Karvelian army", speakers)
    resolve("Ilvar Brandt", speakers)
    assert resolve("They", speakers).speaker_id == "ka-forces"
    assert resolve("He", speakers).speaker_id == "to-general"


def test_the_ministry_is_the_one_named_before() -> None:
    speakers = resolver()
    resolve("The Karvelian Defence Ministry", speakers)
    assert resolve("The ministry", speakers).speaker_id == "ka-ministry"


def test_a_pronoun_without_anyone_before_it() -> None:
    assert resolve("She").kind is SourceKind.UNNAMED


def test_a_friend_of_a_speaker_is_not_the_speaker() -> None:
    assert resolve("A friend of Ilvar Brandt").speaker_id is None


def test_a_spokesman_speaks_for_whom_he_names() -> None:
    assert resolve("A spokesman for the Karvelian army").speaker_id == "ka-forces"


def test_every_resolution_says_why() -> None:
    assert all(resolve(text).why for text in ("Ilvar Brandt", "He", "A witness", "The Tolmari army"))


@pytest.mark.parametrize(
    ("text", "language", "ids"),
    [
        ("«Місто наше», — сказав Сергій Гайдай. За словами Гайдая, ворог відійшов.", "uk", {"ua-haidai"}),
        ("Минобороны РФ заявило, что город взят. Ведомство сообщило, что потерь нет.", "ru", {"ru-mod"}),
        ("Представитель Генштаба заявил, что атака отбита.", "ru", {"ua-general-staff"}),
        ("Наталья Гуменюк заявила, что атака отбита. Она сказала, что ранены трое.", "ru", {"ua-humeniuk"}),
    ],
)
def test_sources_of_case_languages(text: str, language: str, ids: set[str]) -> None:
    reading = read_page(Page(text=text, clean=True, language=language), load_pack("russia_ukraine_2022"))
    assert {each.source_id for each in reading.attributions} == ids
