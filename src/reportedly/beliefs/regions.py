"""Which region a place lies in, and how far its houses reach, by the gazetteer.

The rule that must not be broken: a place that the gazetteer does not know lies where its nearest known neighbour lies, if that is close, else nowhere.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reportedly.beliefs import weights
from reportedly.core.records import PlaceKind
from reportedly.places.distance import great_circle
from reportedly.places.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from reportedly.beliefs.prior import Point
    from reportedly.core.records import Place
    from reportedly.packs.load import Pack

CELL_DEGREES = 0.1
CLOSE_KM = 12.0


class Regions:
    """The pack's own settlements, by where they lie."""

    def __init__(self, pack: Pack, user: str | None = None) -> None:
        gazetteer = load_gazetteer(pack, user)
        self._cells: dict[tuple[int, int], list[Place]] = {}
        self._by_geonameid: dict[int, Place] = {}
        for row in range(gazetteer.own):
            place = gazetteer.place(row)
            if place.kind is PlaceKind.SETTLEMENT and place.admin1:
                self._cells.setdefault(_cell(place.latitude, place.longitude), []).append(place)
                if place.geonameid is not None:
                    self._by_geonameid[place.geonameid] = place

    def of(self, point: Point) -> tuple[str, str | None] | None:
        """Name and country of the region the point lies in; ``None`` where no known place is close."""
        known = self._by_geonameid.get(point.geonameid) if point.geonameid is not None else None
        if known is None:
            known = self._nearest(point)
        return None if known is None or known.admin1 is None else (known.admin1, known.country)

    def reach(self, point: Point) -> float:
        """Kilometres from the middle of the place to its edge, by its population (``weights.PEOPLE_A_SQUARE_KM``); 0 where that is not known."""
        known = self._by_geonameid.get(point.geonameid) if point.geonameid is not None else None
        return 0.0 if known is None else math.sqrt(known.population / weights.PEOPLE_A_SQUARE_KM / math.pi)

    def _nearest(self, point: Point) -> Place | None:
        row, column = _cell(point.latitude, point.longitude)
        around = ((row + north, column + east) for north in (-1, 0, 1) for east in (-1, 0, 1))
        ranked = (
            (great_circle(point.latitude, point.longitude, place.latitude, place.longitude), place.id, place)
            for cell in around
            for place in self._cells.get(cell, ())
        )
        distance, _, nearest = min(ranked, key=lambda found: found[:2], default=(math.inf, "", None))
        return nearest if distance <= CLOSE_KM else None


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return math.floor(latitude / CELL_DEGREES), math.floor(longitude / CELL_DEGREES)
