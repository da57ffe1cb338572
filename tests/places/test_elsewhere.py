"""Reports of other wars: the pack's gazetteer must lose where the report is clearly of elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.core.records import PlaceStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import PlaceMention

    Read = Callable[..., tuple[PlaceMention, ...]]

SUDAN = (
    "Fighting spread to Sennar and Kosti on Friday. People from Omdurman fled to Shendi and Atbara, and shells fell on El Obeid. "
    "Villages near Kutum and Mellit burned. The market of Kalynove was looted. Nothing was heard from Soledar camp."
)
MYANMAR = (
    "Jets bombed Lashio and Kyaukme in Shan State. In Sagaing Region, troops burned houses in Kani and Dibrova. "
    "Myawaddy, on the border, fell in April. Fighting goes on near Loikaw in Kayah State and near Myitkyina."
)
GAZA = (
    "Strikes hit Rafah overnight. Tanks moved into Jabalia and Beit Hanoun, and families left for Nuseirat. Shells struck Gaza City. "
    "Sirens sounded in Sderot and Ashkelon. Medics in Bureij and Orlivka counted 20 dead."
)


@pytest.mark.parametrize(("text", "country"), [(SUDAN, "SD"), (MYANMAR, "MM"), (GAZA, "PS")])
def test_no_place_of_the_packs_country_is_chosen(read: Read, text: str, country: str) -> None:
    places = [mention.place for mention in read(text) if mention.place is not None]
    assert {place.country for place in places} <= {country, "IL", "SS"}
    assert sum(place.country == country for place in places) >= 2


def test_a_far_namesake_abroad_does_not_win_in_a_report_of_one_country(read: Read) -> None:
    (kani,) = [mention for mention in read(MYANMAR) if mention.text == "Kani"]
    assert kani.status is PlaceStatus.AMBIGUOUS
    assert "no list has" in kani.why
    assert kani.candidates


def test_alone_the_same_name_is_found(read: Read) -> None:
    (kani,) = [mention for mention in read("The fair in Kani, Gifu, opened.") if mention.text == "Kani"]
    assert kani.place is not None
    assert kani.place.country == "JP"


def test_a_great_city_abroad_is_still_meant(read: Read) -> None:
    places = {mention.text: mention.place for mention in read(SUDAN + " The envoys will meet in Geneva and Tokyo.")}
    found = [places[name] for name in ("Geneva", "Tokyo")]
    assert [place and place.country for place in found] == ["CH", "JP"]


def test_a_lone_city_abroad_is_told_with_less_sureness(read: Read) -> None:
    (alone,) = read("A fire broke out in Toledo on Monday.")
    beside = read("A fire broke out in Toledo, Ohio, on Monday.")[0]
    assert alone.score is not None
    assert beside.score is not None
    assert alone.score <= 0.6 < beside.score, "nothing says which, or that the place is on any list"
    assert [one.score for one in alone.candidates] == sorted((one.score for one in alone.candidates), reverse=True)
    (home,) = read("A fire broke out in Kramatorsk on Monday.")
    assert home.score is not None
    assert home.score > 0.9
