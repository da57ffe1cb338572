"""Which places are one, and how deep they lie."""

from __future__ import annotations

from tests.beliefs.words import SIDES, prior, village

from reportedly.beliefs.ground import Ground
from reportedly.beliefs.prior import Point


def test_a_place_is_matched_by_id_then_by_name_close_by_then_by_position() -> None:
    ground = Ground(prior(), SIDES)
    third = village(3)
    by_id = Point(geonameid=third.geonameid, name="Elsewhere", latitude=10.0, longitude=10.0)
    by_name = Point(geonameid=None, name=third.name.upper(), latitude=third.latitude + 0.03, longitude=third.longitude)
    by_spot = Point(geonameid=None, name="Another spelling", latitude=third.latitude + 0.002, longitude=third.longitude)
    far = Point(geonameid=None, name=third.name, latitude=third.latitude + 0.3, longitude=third.longitude)
    assert {ground.find(point) for point in (third, by_id, by_name, by_spot)} == {3}
    assert ground.find(far) is None


def test_two_ids_are_two_places_though_they_stand_together() -> None:
    ground = Ground(prior(), SIDES)
    third = village(3)
    assert ground.find(Point(geonameid=999, name=third.name, latitude=third.latitude, longitude=third.longitude)) is None


def test_a_position_that_may_be_far_off_needs_the_name() -> None:
    ground = Ground(prior(), SIDES)
    third = village(3)
    near = Point(geonameid=None, name=third.name, latitude=third.latitude + 0.15, longitude=third.longitude, error_km=20.0)
    other = Point(geonameid=None, name="Unheard Of", latitude=third.latitude, longitude=third.longitude, error_km=20.0)
    assert ground.find(near) == 3
    assert ground.find(other) is None


def test_depth_grows_with_the_distance_from_the_other_side() -> None:
    ground = Ground(prior(), SIDES)
    depths = [ground.depth(number) for number in range(20)]
    assert depths == sorted(depths)
    assert depths[9] < 0 < depths[10]


def test_a_new_place_lies_where_its_neighbours_do() -> None:
    ground = Ground(prior(), SIDES)
    behind = village(17)
    number = ground.number(Point(geonameid=None, name="New Barn", latitude=behind.latitude + 0.05, longitude=behind.longitude))
    assert ground.depth(number) > 20


def test_without_a_prior_nothing_lies_deep() -> None:
    ground = Ground((), SIDES)
    assert ground.depth(ground.number(village(3))) == 0
    assert not ground.has_prior()


def test_which_are_one_does_not_hang_on_what_was_heard_first() -> None:
    third = village(3)
    exact = Point(geonameid=None, name="Ash Farm", latitude=third.latitude + 0.3, longitude=third.longitude)
    rough = Point(geonameid=None, name="Ash Farm", latitude=third.latitude + 0.33, longitude=third.longitude, error_km=20.0)
    for order in ((exact, rough), (rough, exact)):
        ground = Ground(prior(), SIDES)
        assert len({ground.number(point) for point in order}) == 2
