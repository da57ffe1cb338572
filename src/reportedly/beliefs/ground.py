"""Places as the weighing sees them: which are one, who is near, and how deep each lies behind the line that the prior implies.

The rule that must not be broken: a place is matched by GeoNames id, else by name within 5 km, else by position; never by name alone. One whose position
is only roughly known is matched by name to a place of the prior, else to nothing: so no order of hearing decides which are one.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from reportedly.beliefs.line import REACH
from reportedly.beliefs.prior import CONTESTED, Point, PriorClaim
from reportedly.core.records import Precision
from reportedly.places.distance import great_circle
from reportedly.places.letters import fold, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportedly.beliefs.line import Array
    from reportedly.core.records import Place

SAME_NAME_KM, SAME_SPOT_KM = 5.0, 1.0
KM_A_DEGREE = 111.2
CELL_DEGREES = 0.25
HALF_GAP_KM = 2.0
"""The line runs half-way to the nearest place of the other side, at most this far from it."""
ROWS_AT_ONCE = 512


ERROR_KM = {Precision.POINT: 0.0, Precision.HROMADA: 20.0, Precision.RAION: 40.0, Precision.REGION: 0.0}
"""How far a village may lie from the middle of its municipality or district: twice the standard deviation of its position."""


def point_of(place: Place) -> Point:
    """The gazetteer's place as a point."""
    return Point(geonameid=place.geonameid, name=place.name, latitude=place.latitude, longitude=place.longitude, error_km=ERROR_KM[place.precision])


class Ground:
    """Places by number. ``sides`` are the two parties; the prior says who held what when the line was drawn. Without one, nothing lies deep."""

    def __init__(self, prior: Iterable[PriorClaim], sides: tuple[str, str]) -> None:
        self.sides = sides
        self.points: list[Point] = []
        self.priors: list[PriorClaim | None] = []
        self._by_geonameid: dict[int, int] = {}
        self._cells: dict[tuple[int, int], list[int]] = {}
        self._found: dict[Point, int] = {}
        for claim in prior:
            number = self.number(claim.point)
            self.priors[number] = self.priors[number] or claim
        known = [claim for claim in self.priors if claim is not None]
        self.first_day = min((claim.day for claim in known), default=None)
        self._held = [_positions([claim.point for claim in known if claim.holder == side]) for side in sides]
        self._depths: dict[int, float] = {}
        self._measure_all()

    def number(self, point: Point) -> int:
        """The number of the place, which is given one if it is new."""
        if point not in self._found:
            found = self.find(point)
            self._found[point] = self._add(point) if found is None else found
        return self._found[point]

    def find(self, point: Point) -> int | None:
        """The number of the place that the point is, ``None`` where it is new."""
        if point.geonameid is not None and point.geonameid in self._by_geonameid:
            return self._by_geonameid[point.geonameid]
        bones = skeleton(fold(point.name))
        known = (pair for pair in self.within(point, SAME_NAME_KM + point.error_km) if self._is_placed(pair[0], rough=bool(point.error_km)))
        near = sorted((kilometres, number) for number, kilometres in known)
        alike = (number for _, number in near if bones == skeleton(fold(self.points[number].name)) and _may_be_one(point, self.points[number]))
        named = next(alike, None)
        if named is not None or point.error_km:
            return named
        return next((number for kilometres, number in near if kilometres <= SAME_SPOT_KM and _may_be_one(point, self.points[number])), None)

    def _is_placed(self, number: int, *, rough: bool) -> bool:
        """Whether another place may be matched to it: it stands where it is said to, and for one that may not, in the prior."""
        return not self.points[number].error_km and (self.priors[number] is not None or not rough)

    def within(self, point: Point, kilometres: float) -> Iterator[tuple[int, float]]:
        """Numbers and distances of the places so near, the place itself among them."""
        rows = math.ceil(kilometres / KM_A_DEGREE / CELL_DEGREES)
        columns = math.ceil(rows / max(0.1, math.cos(math.radians(point.latitude))))
        row, column = _cell(point)
        for north in range(row - rows, row + rows + 1):
            for east in range(column - columns, column + columns + 1):
                for number in self._cells.get((north, east), ()):
                    other = self.points[number]
                    distance = great_circle(point.latitude, point.longitude, other.latitude, other.longitude)
                    if distance <= kilometres:
                        yield number, distance

    def depth(self, number: int) -> float:
        """Kilometres that the place lies behind the prior's line: above 0 on the second side's ground, below 0 on the first's."""
        if number not in self._depths:
            self._depths[number] = self._measure(self.points[number], self.priors[number])
        return self._depths[number]

    def has_prior(self) -> bool:
        """Whether anybody said who held what at the start."""
        return any(len(held) for held in self._held)

    def _add(self, point: Point) -> int:
        number = len(self.points)
        self.points.append(point)
        self.priors.append(None)
        if point.geonameid is not None:
            self._by_geonameid.setdefault(point.geonameid, number)
        self._cells.setdefault(_cell(point), []).append(number)
        return number

    def _measure(self, point: Point, claim: PriorClaim | None) -> float:
        if not self.has_prior():
            return 0.0
        here = _positions([point])
        first, second = (float(_nearest(here, held)[0]) for held in self._held)
        holder = claim.holder if claim else (self.sides[0] if first < second else self.sides[1])
        return self._signed(holder, first, second)

    def _measure_all(self) -> None:
        numbers = [number for number, claim in enumerate(self.priors) if claim is not None]
        here = _positions([self.points[number] for number in numbers])
        first, second = (_nearest(here, held) for held in self._held)
        for number, to_first, to_second in zip(numbers, first, second, strict=True):
            claim = self.priors[number]
            assert claim is not None
            self._depths[number] = self._signed(claim.holder, float(to_first), float(to_second))

    def _signed(self, holder: str, to_first: float, to_second: float) -> float:
        if holder == self.sides[0]:
            return -_behind(to_second)
        if holder == self.sides[1]:
            return _behind(to_first)
        return 0.0 if holder == CONTESTED else max(-1.0, min(1.0, to_first - to_second))


def _behind(to_enemy: float) -> float:
    return min(float(REACH), to_enemy - min(to_enemy / 2, HALF_GAP_KM))


def _may_be_one(point: Point, other: Point) -> bool:
    return point.geonameid is None or other.geonameid is None


def _cell(point: Point) -> tuple[int, int]:
    return math.floor(point.latitude / CELL_DEGREES), math.floor(point.longitude / CELL_DEGREES)


def _positions(points: Sequence[Point]) -> Array:
    return np.radians(np.array([(point.latitude, point.longitude) for point in points], dtype=np.float64).reshape(-1, 2))


def _nearest(here: Array, others: Array) -> Array:
    """Kilometres from each position to the nearest of the others (flat within some hundred kilometres); ``2 * REACH`` where there are none."""
    nearest = np.full(len(here), 2.0 * REACH)
    if not len(others):
        return nearest
    for begin in range(0, len(here), ROWS_AT_ONCE):
        rows = here[begin : begin + ROWS_AT_ONCE, None, :]
        north = rows[..., 0] - others[None, :, 0]
        east = (rows[..., 1] - others[None, :, 1]) * np.cos(rows[..., 0])
        square = (north**2 + east**2).min(axis=1)
        nearest[begin : begin + ROWS_AT_ONCE] = np.minimum(nearest[begin : begin + ROWS_AT_ONCE], np.degrees(np.sqrt(square)) * KM_A_DEGREE)
    return nearest
