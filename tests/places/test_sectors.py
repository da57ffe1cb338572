"""Directions, districts and what has "people's" in its name: units of land, and never the town they are called after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.places.test_resolve import only

from reportedly.core.records import PlaceKind, PlaceStatus, Precision

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import PlaceMention

    Read = Callable[..., tuple[PlaceMention, ...]]


@pytest.mark.parametrize(
    ("sentence", "text", "language"),
    [
        ("Attacks were beaten back in the Bakhmut direction.", "Bakhmut direction", "en"),
        ("Six attacks came along the Kupiansk axis.", "Kupiansk axis", "en"),
        ("On the Avdiivka front, guns fired all day.", "Avdiivka front", "en"),
        ("На Лиманському напрямку відбито три атаки.", "Лиманському напрямку", "uk"),
        ("На Купянском направлении весь день стреляли.", "Купянском направлении", "ru"),
    ],
)
def test_a_direction_is_an_area_and_not_its_town(read: Read, sentence: str, text: str, language: str) -> None:
    mention = only(read(sentence, language), text)
    assert mention.place is not None
    assert (mention.place.kind, mention.place.precision) == (PlaceKind.AREA, Precision.RAION)
    assert mention.place.id.startswith("pack:front-")
    assert mention.place.geonameid is None


def test_what_moves_towards_a_town_means_the_town(read: Read) -> None:
    mention = only(read("The column moved in the direction of Svatove."), "Svatove")
    assert mention.place is not None
    assert mention.place.kind is PlaceKind.SETTLEMENT


def test_a_direction_tells_its_villages_from_their_namesakes(read: Read) -> None:
    assert only(read("Shells fell on Ozerne."), "Ozerne").status is PlaceStatus.AMBIGUOUS
    mention = only(read("In the Lyman direction shells fell on Ozerne."), "Ozerne")
    assert mention.place is not None
    assert mention.place.admin1 == "Donetsk Oblast"


@pytest.mark.parametrize(
    ("sentence", "text", "name"),
    [
        ("A school in the Kupiansk district burned.", "Kupiansk district", "Kupianskyi Raion"),
        ("A drone hit a farm in Kryvyi Rih raion.", "Kryvyi Rih raion", "Kryvorizkyi Raion"),
        ("Light went out across the Sumy hromada.", "Sumy hromada", "Sumska Hromada"),
    ],
)
def test_a_district_is_not_its_town(read: Read, sentence: str, text: str, name: str) -> None:
    mention = only(read(sentence), text)
    assert mention.place is not None
    assert (mention.place.name, mention.place.kind) == (name, PlaceKind.DISTRICT)


def test_a_district_takes_its_villages_in(read: Read) -> None:
    mention = only(read("Shells fell on Ivanivka in the Kupiansk district."), "Ivanivka")
    assert {one.place.admin2 for one in mention.candidates[:3]} == {"Kupianskyi Raion"}


def test_a_name_with_a_possessive_in_it_is_one_name(read: Read) -> None:
    mention = only(read("The Donetsk People's Republic said it took Pisky."), "Donetsk People's Republic")
    assert mention.place is not None
    assert mention.place.kind is PlaceKind.AREA


@pytest.mark.parametrize(
    ("text", "language", "area"),
    [
        ("Бои идут на Краснолиманском направлении.", "ru", "Lyman direction"),
        ("На Артёмовском направлении тихо.", "ru", "Bakhmut direction"),
        ("На Краснолиманському напрямку тихо.", "uk", "Lyman direction"),
    ],
)
def test_a_direction_is_found_by_the_towns_old_name(read: Read, text: str, language: str, area: str) -> None:
    assert [mention.place.name for mention in read(text, language) if mention.place] == [area]
