from __future__ import annotations

import pytest

from reportedly.core.records import Place, PlaceBasis, PlaceKind, Precision
from reportedly.places.candidates import Match
from reportedly.places.find import PlaceName
from reportedly.places.gather import Gathering
from reportedly.places.gazetteer import NameStatus
from reportedly.places.rank import Scored


def town(name: str, admin1: str, country: str = "QQ") -> Place:
    return Place(
        id=f"pack:{name}-{admin1}".lower(),
        geonameid=None,
        name=name,
        kind=PlaceKind.SETTLEMENT,
        precision=Precision.POINT,
        country=country,
        admin1=admin1,
        admin2=None,
        latitude=10.0,
        longitude=20.0,
        population=5000,
    )


def scored(place: Place, *, beside: bool = False) -> Scored:
    return Scored(Match(0, NameStatus.MAIN, PlaceBasis.NAME, 0.0), place, 0.0, None, None, beside=beside)


def name(text: str, *, cued: bool = True) -> PlaceName:
    return PlaceName(start=0, end=len(text), text=text, head=text, cued=cued)


def test_names_vote_for_their_regions_in_shares() -> None:
    gathering = Gathering("QQ", None)
    gathering.add(name("Oststrand"), 0, [(scored(town("Oststrand", "Marl")), 0.6), (scored(town("Oststrand", "Loam")), 0.4)], "")
    context = gathering.context()
    assert context.votes["QQ", "Marl"] == pytest.approx(0.6 * 0.99)
    assert context.votes["QQ", "Loam"] == pytest.approx(0.4 * 0.99)
    assert context.votes["QQ", ""] == pytest.approx(0.99)
    assert context.own_votes["Oststrand"] == context.votes
    assert context.anchors == []


def test_a_name_votes_once_and_half_where_it_may_be_a_person() -> None:
    gathering = Gathering("QQ", None)
    ranked = [(scored(town("Velmora", "Marl")), 1.0)]
    for _ in range(5):
        gathering.add(name("Velmora", cued=False), 0, ranked, "")
    assert gathering.context().votes["QQ", "Marl"] == pytest.approx(0.5 * 0.99)


def test_sure_places_become_anchors_and_senses_only_where_their_region_stands_beside_them() -> None:
    gathering = Gathering("QQ", None)
    gathering.add(name("Velmora"), 0, [(scored(town("Velmora", "Marl"), beside=True), 1.0)], "M1")
    gathering.add(name("Oststrand"), 0, [(scored(town("Oststrand", "Marl")), 1.0)], "M1")
    context = gathering.context()
    assert [anchor.head for anchor in context.anchors] == ["Velmora", "Oststrand"]
    assert context.senses == {"Velmora": "pack:velmora-marl"}


def test_how_much_lies_at_home_is_open_until_a_place_is_sure() -> None:
    gathering = Gathering("QQ", None)
    assert gathering.context().home_share is None
    gathering.add(name("Velmora"), 0, [(scored(town("Velmora", "Marl")), 1.0)], "")
    gathering.add(name("Farland"), 0, [(scored(town("Farland", "Else", "ZZ")), 1.0)], "")
    assert gathering.context().home_share == pytest.approx(0.5)
