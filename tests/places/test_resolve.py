from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.core.records import PlaceBasis, PlaceKind, PlaceStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import PlaceMention
    from reportedly.packs.load import Pack

    Read = Callable[..., tuple[PlaceMention, ...]]


def only(mentions: tuple[PlaceMention, ...], text: str) -> PlaceMention:
    found = [mention for mention in mentions if mention.text == text]
    assert len(found) == 1, [mention.text for mention in mentions]
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "text", "geonameid"),
    [
        ("A bridge near Kupiansk was hit at dawn.", "Kupiansk", 703656),
        ("The council of Kharkov asked for buses.", "Kharkov", 706483),
        ("Engineers cleared mines around Slov'yansk on Monday.", "Slov'yansk", 693468),
        ("Trains no longer stop in Severodonetsk.", "Severodonetsk", 691999),
        ("In Donetsk Oblast the road to Lyman was closed.", "Lyman", 704204),
        ("They drove from Zmiiv to Lyman, both in Kharkiv Oblast.", "Zmiiv", 686928),
        ("Its office in Paris was searched.", "Paris", 2988507),
    ],
)
def test_names_lead_to_places(read: Read, sentence: str, text: str, geonameid: int) -> None:
    mention = only(read(sentence), text)
    assert mention.status is PlaceStatus.RESOLVED
    assert mention.place is not None
    assert mention.place.geonameid == geonameid


@pytest.mark.parametrize(
    ("sentence", "text", "name", "language"),
    [
        ("У Харкові вночі було гучно.", "Харкові", "Kharkiv", "uk"),
        ("Евакуаційний потяг вирушив із Покровська.", "Покровська", "Pokrovsk", "uk"),
        ("Школу в Новій Каховці закрили.", "Новій Каховці", "Nova Kakhovka", "uk"),
        ("В Мелитополе отключили свет.", "Мелитополе", "Melitopol", "ru"),
        ("Жителям Донецкой области советуют уезжать.", "Донецкой области", "Donetsk Oblast", "ru"),
    ],
)
def test_inflected_names(read: Read, sentence: str, text: str, name: str, language: str) -> None:
    mention = only(read(sentence, language), text)
    assert mention.place is not None
    assert mention.place.name == name


def test_misspelt_names_are_resolved_by_spelling(read: Read) -> None:
    mention = only(read("The head of Donetsk Oblast said a school in Bakhmmt had burned."), "Bakhmmt")
    assert mention.basis is PlaceBasis.SPELLING
    assert mention.place is not None
    assert mention.place.name == "Bakhmut"
    assert mention.score is not None
    assert 0 < mention.score < 0.99


def test_a_region_is_not_its_town(read: Read) -> None:
    region = only(read("Villages across Kherson region had no water."), "Kherson region")
    town = only(read("Markets in Kherson were open."), "Kherson")
    assert region.place is not None
    assert region.place.kind is PlaceKind.REGION
    assert town.place is not None
    assert town.place.kind is PlaceKind.SETTLEMENT


@pytest.mark.parametrize("words", ["the region of Mykolayiv", "the province of Mykolaiv", "the oblast of Mykolaiv"])
def test_a_region_may_be_told_by_a_word_before_it(read: Read, words: str) -> None:
    (mention,) = read(f"Rain fell on {words} all night.")
    assert mention.place is not None
    assert (mention.place.kind, mention.place.name) == (PlaceKind.REGION, "Mykolaiv Oblast")


@pytest.mark.parametrize("words", ["the council of Mykolaiv", "a residential district of Mykolaiv"])
def test_a_town_stays_a_town_beside_other_words_before_it(read: Read, words: str) -> None:
    (mention,) = read(f"Rain fell on {words} all night.")
    assert mention.place is not None
    assert mention.place.kind is PlaceKind.SETTLEMENT


def test_the_kremlin_is_not_kreminna(read: Read) -> None:
    mention = only(read("The Kremlin gave no comment on the fighting near Svatove."), "Kremlin")
    assert mention.place is not None
    assert mention.place.kind is PlaceKind.SITE
    assert mention.place.country == "RU"


def test_a_name_of_many_villages_stays_open(read: Read) -> None:
    mention = only(read("A house in Ivanivka was hit."), "Ivanivka")
    assert mention.status is PlaceStatus.AMBIGUOUS
    assert mention.place is None
    assert len(mention.candidates) >= 3
    assert [one.score for one in mention.candidates] == sorted((one.score for one in mention.candidates), reverse=True)


def test_a_region_beside_it_decides(read: Read) -> None:
    mention = only(read("A house in Yampil, Donetsk Oblast, was hit."), "Yampil")
    assert mention.place is not None
    assert mention.place.admin1 == "Donetsk Oblast"
    assert "Donetsk Oblast" in mention.why


def test_a_neighbour_decides(read: Read) -> None:
    mention = only(read("Volunteers brought bread from Tatarbunary to Lyman."), "Lyman")
    assert "Odesa Oblast" in {one.place.admin1 for one in mention.candidates}
    assert mention.place is None or mention.place.admin1 == "Odesa Oblast"


def test_elsewhere_is_not_here(read: Read) -> None:
    mention = only(read("The museum of Nikopol, Bulgaria, reopened."), "Nikopol")
    assert mention.place is None or mention.place.country == "BG"


def test_an_unlisted_name_after_a_cue_is_unknown(read: Read) -> None:
    mention = only(read("Two houses in the village of Qwzzbrt burned."), "Qwzzbrt")
    assert mention.status is PlaceStatus.UNKNOWN
    assert mention.place is None
    assert mention.basis is None
    assert "Qwzzbrt" in mention.why


def test_the_invented_war_of_another_pack(tiny: Pack, read_in: Read) -> None:
    mentions = read_in(tiny, "In Greater Marl, troops left Oststrand. Shells fell on Velmora.")
    strand = only(mentions, "Oststrand")
    assert strand.place is not None
    assert strand.place.geonameid == 900000001
    assert only(mentions, "Velmora").place is not None


def test_a_pack_without_places_still_knows_the_world(bare: Pack, read_in: Read) -> None:
    mention = only(read_in(bare, "Ministers met in Berlin, Germany."), "Berlin")
    assert mention.place is not None
    assert mention.place.country == "DE"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "a",
        "\u200b",
        "KYIV KYIV KYIV",
        "مدينة خاركيف تحت النار",
        "京都市で地震",
        "| Town | Day |\n| Izium | 1 |",
        "in " * 50,
        "near (",
        "Є",
        "In",
        "the of region",
    ],
)
@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_odd_input_does_no_harm(war: Pack, read_in: Read, text: str, language: str) -> None:
    for mention in read_in(war, text, language):
        assert text[mention.start : mention.end] == mention.text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["Kyiv", "near", "in", "Lyman", "Oblast", "Donetsk", ",", "and", "Region", "Layman", "the", "of", "Київ", "Азов", "U.S.", "’s", "(", "US"]
        ),
        max_size=25,
    )
)
def test_mentions_are_exact_ordered_and_apart(war: Pack, read_in: Read, words: list[str]) -> None:
    text = " ".join(words)
    mentions = read_in(war, text)
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    assert [mention.id for mention in mentions] == [f"p{number}" for number in range(1, len(mentions) + 1)]
    for mention in mentions:
        assert (mention.place is not None) == (mention.status is PlaceStatus.RESOLVED)
        assert mention.score is None or 0 <= mention.score <= 1
        assert len(mention.candidates) <= 5


def test_reading_twice_gives_the_same(read: Read) -> None:
    text = "Between Izium and Lyman, in Kharkiv Oblast and Donetsk Oblast, bridges were down. Layman was quiet."
    assert read(text) == read(text)


def test_many_names_are_read_in_linear_time(war: Pack, read_in: Read) -> None:
    line = "У Харкові, Лимані та Ізюмі було тихо. "
    assert len(read_in(war, line * 3000, "uk")) >= 8900


@pytest.mark.parametrize(
    ("sentence", "text", "admin1"),
    [
        ("The fair in Paris, Texas, opened on Friday.", "Paris", "Texas"),
        ("Farmers met in Springfield, Ill., and went home.", "Springfield", "Illinois"),
        ("A court in Columbus, GA heard the case.", "Columbus", "Georgia"),
    ],
)
def test_a_state_beside_it_decides_also_abbreviated(read: Read, sentence: str, text: str, admin1: str) -> None:
    mention = only(read(sentence), text)
    assert mention.place is not None
    assert mention.place.admin1 == admin1


def test_abbreviations_are_no_words(read: Read) -> None:
    texts = {mention.text for mention in read("FIRE IN THE HOLE OR ME. Miss. Smith went to Mass. He was ill. Ind.")}
    assert not texts & {"IN", "OR", "ME", "Miss.", "Mass.", "ill."}


def test_the_names_of_a_report_speak_for_one_another(read: Read) -> None:
    text = "Police in Harris County, Dallas and Houston met. A man from Paris was held. Austin and Waco sent help to Paris."
    assert {mention.place.admin1 for mention in read(text) if mention.text == "Paris" and mention.place} <= {"Texas"}


def test_the_sense_beside_a_region_holds_for_the_report(read: Read) -> None:
    found = [mention for mention in read("The mill in London, Ontario, burned. London has no other mill.") if mention.text == "London"]
    assert [mention.place.admin1 for mention in found if mention.place] == ["Ontario", "Ontario"]


def test_a_far_namesake_does_not_win_where_the_near_village_is_not_listed(read: Read) -> None:
    text = "They went on from Lyman towards Kreminna and Svatove. Shells fell on Nevske. Makiivka was hit too."
    mention = only(read(text), "Nevske")
    assert mention.status is PlaceStatus.AMBIGUOUS
    assert "no list has" in mention.why
    assert mention.candidates


def test_no_slip_is_corrected_across_a_border(read: Read) -> None:
    for mention in read("A storm hit the town of Tarn."):
        assert mention.place is None


def test_a_form_too_far_from_every_name_keeps_what_is_nearest(read: Read) -> None:
    (mention,) = [one for one in read("The line now runs between Tokmxq and Orikhiv.") if one.text == "Tokmxq"]
    assert (mention.status, mention.place) == (PlaceStatus.UNKNOWN, None)
    assert [one.place.name for one in mention.candidates[:1]] == ["Tokmak"]


def test_a_river_has_no_unlisted_namesake(read: Read) -> None:
    text = "Shells fell on Kupiansk, Dvorichna and Vovchansk. Chuhuiv and Balakliia were hit. The Dnieper rose by a metre."
    mention = only(read(text), "Dnieper")
    assert mention.place is not None
    assert mention.place.kind is PlaceKind.SITE


@pytest.mark.parametrize("word", ["Gowdy", "Toaster", "Brooks"])
def test_a_word_that_is_no_place_says_nothing_of_the_others(read: Read, word: str) -> None:
    alone = only(read("A depot in Kramatorsk burnt, officials said."), "Kramatorsk")
    beside = read(f"A depot in Kramatorsk burnt, {word} said.")
    assert [mention.text for mention in beside] == ["Kramatorsk"]
    assert only(beside, "Kramatorsk").score == alone.score
