"""Names that many places carry: their log-odds in one pass over columns, where one place after another takes a millisecond.

Half of the villages share their names, and the commonest names have two hundred. What a place's log-odds are the sum of stands in ``rank`` and is
asked for there; here the same numbers are added up for all namesakes at once.

The rule that must not be broken: these log-odds are those of ``Light.score`` to within a rounding, and equal where those are equal.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reportedly.core.records import PlaceKind
from reportedly.places.distance import great_circles
from reportedly.places.rank import BESIDE, CENTRE, FAR_DEGREES, IN_THE_NEWS, NEAR, NEAR_KM, SO_CALLED, asked_for, contains

if TYPE_CHECKING:
    from reportedly.core.records import Place
    from reportedly.places.namesakes import Namesakes
    from reportedly.places.rank import Anchor, Light, Units

MANY = 15  # namesakes: from here on columns are sooner than one place after another


@dataclass(frozen=True, slots=True, eq=False)
class _Columns:
    """What of a name's places is asked for each time. ``unit`` is the number of each one's entry in ``units``."""

    latitude: np.ndarray
    longitude: np.ndarray
    fixed: np.ndarray
    at_home: np.ndarray
    unit: np.ndarray
    units: tuple[Units, ...]
    numbers: dict[str, int]  # of places, by id


@functools.lru_cache(maxsize=512)
def _columns(own: Namesakes) -> _Columns:
    places = own.places
    units = {one.units: None for one in own.places}
    known = {unit: number for number, unit in enumerate(units)}
    return _Columns(
        np.array([place.latitude for place in places]),
        np.array([place.longitude for place in places]),
        np.array([math.fsum([worth for _, worth in one.parts]) for one in own.places]),
        np.array([one.at_home for one in own.places]),
        np.array([known[one.units] for one in own.places]),
        tuple(units),
        {place.id: number for number, place in enumerate(places)},
    )


def score_many(own: Namesakes, light: Light) -> list[float]:
    """Log-odds of all of a name's places in this light, in their order."""
    columns, context = _columns(own), light.context
    logits: np.ndarray = columns.fixed + np.where(columns.at_home, light.home[1], 0.0)
    for identifier in own.ids & light.news:
        logits[columns.numbers[identifier]] += IN_THE_NEWS[1] if columns.at_home[columns.numbers[identifier]] else 0.0
    if light.sense in columns.numbers:
        logits[columns.numbers[light.sense]] += SO_CALLED[1]
    if light.wanted is not None:
        logits += np.array([asked_for(light.wanted, one.kind) for one in own.places])
    for anchor in light.beside:
        if anchor.place.kind is PlaceKind.SETTLEMENT:
            logits += np.where(_in_its_region(own, columns, anchor), CENTRE, 0.0)
        else:
            logits += np.where(_taken_in(own, anchor.place, anchor.code), BESIDE, -BESIDE)
    if context.votes:
        logits += np.array([light.focus(units) for units in columns.units])[columns.unit]
    if context.anchors:
        logits += _neighbours(own, columns, light)
    found: list[float] = logits.tolist()
    return found


def regions_beside(own: Namesakes, light: Light, kept: list[int]) -> bool:
    """Whether what stands right beside the name takes any of these places in."""
    return bool(light.beside) and any(light.put_beside(own.places[number], [])[0] is not None for number in kept)


def _in_its_region(own: Namesakes, columns: _Columns, anchor: Anchor) -> np.ndarray:
    """Which of a name's places lie in the region of the town, the town itself left out."""
    found = np.array([one.admin1 == anchor.place.admin1 for one in own.places])
    if anchor.place.id in columns.numbers:
        found[columns.numbers[anchor.place.id]] = False
    return found


def _neighbours(own: Namesakes, columns: _Columns, light: Light) -> np.ndarray:
    """What the anchor that speaks most for each place is worth: one that takes it in or, where none says enough, one that lies near it."""
    worth = np.zeros(len(own.places))
    for anchor in light.context.wide:
        if anchor.head != light.head:
            inside = _taken_in(own, anchor.place, anchor.code)
            if anchor.place.id in columns.numbers:
                inside = inside.copy()
                inside[columns.numbers[anchor.place.id]] = False
            worth = np.where(inside, np.maximum(worth, light.taken_in(anchor)), worth)
    towns = [anchor for anchor in light.context.points if anchor.head != light.head]
    return np.where(worth < NEAR, np.maximum(worth, _near(columns, towns)), worth) if towns else worth


def _near(columns: _Columns, towns: list[Anchor]) -> np.ndarray:
    """The most that a town is worth to each place that lies near it."""
    latitudes = np.array([[anchor.place.latitude] for anchor in towns])
    longitudes = np.array([[anchor.place.longitude] for anchor in towns])
    weights = np.array([[anchor.weight] for anchor in towns])
    worth = NEAR * weights * np.exp(-great_circles(latitudes, longitudes, columns.latitude, columns.longitude) / NEAR_KM)
    worth[(latitudes < columns.latitude - FAR_DEGREES) | (latitudes > columns.latitude + FAR_DEGREES)] = 0.0
    for number, anchor in enumerate(towns):
        if anchor.place.id in columns.numbers:
            worth[number, columns.numbers[anchor.place.id]] = 0.0
    most: np.ndarray = worth.max(axis=0)
    return most


@functools.lru_cache(maxsize=512)
def _taken_in(own: Namesakes, outer: Place, code: str) -> np.ndarray:
    """Which of a name's places the region, district or country takes in."""
    return np.array([contains(outer, code, one, one.code) for one in own.places])
