from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reportedly.core.day_range import DayRange
from reportedly.core.records import PlaceKind
from reportedly.places.candidates import find_matches
from reportedly.places.columns import MANY, regions_beside, score_many
from reportedly.places.gazetteer import load_gazetteer
from reportedly.places.namesakes import Namesakes, namesakes
from reportedly.places.rank import Anchor, Context, Light, Scored
from reportedly.places.ranked import MOST, rank_alone, rank_in
from reportedly.places.scene import Scene, scene_on

if TYPE_CHECKING:
    from reportedly.packs.load import Pack
    from reportedly.places.gazetteer import Gazetteer

SHARED = ("Mykolaivka", "Oleksandrivka", "Ivanivka", "Pisky")  # that many villages are called


def named(gazetteer: Gazetteer, name: str) -> Namesakes:
    scene = scene_on(gazetteer.contact, gazetteer.news, DayRange.on(date(2022, 7, 2)))
    return namesakes(gazetteer, find_matches(gazetteer, name, "en", slips=False), scene.line if scene else None)


def anchor(gazetteer: Gazetteer, name: str, weight: float = 0.9) -> Anchor:
    row = find_matches(gazetteer, name, "en", slips=False)[0].row
    return Anchor(gazetteer.place(row), gazetteer.code(row), weight, name)


def lights(gazetteer: Gazetteer, own: Namesakes) -> list[Light]:
    """Alone; among towns and regions; with votes, news, a sense and a kind that is asked for; right beside a region, a town and a namesake."""
    region, town, country = anchor(gazetteer, "Donetsk Oblast"), anchor(gazetteer, "Bakhmut", 0.8), anchor(gazetteer, "Ukraine", 0.95)
    namesake = Anchor(gazetteer.place(own.matches[3].row), own.places[3].code, 0.99, "another name of it")
    anchors = [region, town, country, namesake, anchor(gazetteer, "Kherson")]
    home = gazetteer.home or ""
    votes = {(home, ""): 2.5, (home, "Donetsk Oblast"): 1.2}
    scene = Scene(None, frozenset({own.places[1].id}))
    known = Context(anchors, 0.9, votes, outer={0: frozenset({region.place.id})}, senses={"the name": own.places[2].id}, scene=scene)
    return [
        Light(Context()),
        Light(Context(scene=scene), PlaceKind.SETTLEMENT),
        Light(known, None, "the name", 0),
        Light(known, PlaceKind.REGION, "Bakhmut", 1),
        *(Light(known, None, "the name", 0, (beside,)) for beside in (region, town, namesake, country)),
    ]


@pytest.mark.parametrize("name", SHARED)
def test_columns_say_what_is_said_one_by_one(war: Pack, name: str) -> None:
    gazetteer = load_gazetteer(war)
    own = named(gazetteer, name)
    assert len(own.places) > MANY
    for light in lights(gazetteer, own):
        scored = [light.score(one, own.record(number)) for number, one in enumerate(own.places)]
        assert score_many(own, light) == pytest.approx([one.logit for one in scored], abs=1e-9)
        some = list(range(0, len(scored), 7))
        assert regions_beside(own, light, some) == any(scored[number].region for number in some)


@pytest.mark.parametrize("name", SHARED)
def test_what_is_equal_one_by_one_is_equal_in_columns(war: Pack, name: str) -> None:
    gazetteer = load_gazetteer(war)
    own = named(gazetteer, name)
    for light in lights(gazetteer, own):
        columns = score_many(own, light)
        equal: dict[tuple[float, ...], set[float]] = {}
        for number, one in enumerate(own.places):
            worths = tuple(sorted(worth for _, worth in light.score(one, own.record(number)).parts))
            equal.setdefault(worths, set()).add(columns[number])
        assert all(len(found) == 1 for found in equal.values())


def test_a_ranking_is_a_sequence_of_places_with_their_shares(war: Pack) -> None:
    gazetteer = load_gazetteer(war)
    for name in ("Mykolaivka", "Kyiv"):
        ranked = rank_in(gazetteer, named(gazetteer, name), Light(Context()))
        assert 0 < len(ranked) <= MOST
        assert list(ranked) == ranked[:] == [ranked[at] for at in range(len(ranked))]
        assert ranked.shares == sorted(ranked.shares, reverse=True)
        assert math.fsum(ranked.shares) < 1 + 1e-9  # a place that no list has takes the rest
        assert isinstance(ranked[0][0], Scored)
        assert ranked[-1] == ranked[len(ranked) - 1]


def test_a_name_that_nobody_has_has_no_ranking(war: Pack) -> None:
    gazetteer = load_gazetteer(war)
    ranked = rank_alone(gazetteer, namesakes(gazetteer, (), None), frozenset(), None)
    assert not ranked
    assert list(ranked) == []


@pytest.mark.parametrize("name", [*SHARED, "Kyiv", "Donetsk Oblast", "London"])
def test_a_namesake_is_what_its_record_says(war: Pack, name: str) -> None:
    gazetteer = load_gazetteer(war)
    own = named(gazetteer, name)
    for number, one in enumerate(own.places):
        place = own.record(number)
        assert (one.id, one.kind, one.country, one.admin1, one.admin2) == (place.id, place.kind, place.country, place.admin1, place.admin2)
        assert (one.latitude, one.longitude, one.code) == (place.latitude, place.longitude, gazetteer.code(one.match.row))
