"""files ─read→ layers: who held which ground on which day, as a map drew it.

A series is a folder of dated files (``MAP-2022-10-01.geojson``, ``20221001.geojson``, or the second of publication, ``1664640000.geojson``), or one file
whose features carry their day in a property. Of several files of one day the last counts: that is what the map said when the day was over (in UTC).

The rule that must not be broken: a place on the polygons of two sides, or of one that the map calls contested, is contested; no order of drawing decides.
"""

from __future__ import annotations

import gzip
import math
import re
import zlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely import STRtree

from reportedly.beliefs.prior import CONTESTED, FIRST_DAY, LAST_DAY
from reportedly.core.errors import MapError
from reportedly.maps.geojson import read_features
from reportedly.maps.legend import IGNORED
from reportedly.places.distance import great_circle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from shapely import MultiPolygon, Polygon

    from reportedly.beliefs.prior import Point
    from reportedly.maps.geojson import Feature
    from reportedly.maps.legend import Legend

SUFFIXES = (".geojson", ".json", ".geojson.gz", ".json.gz")
DAY_FIELDS = ("date", "day", "valid", "updated")
"""Properties that may carry a feature's day, where the caller names none."""
SECONDS = re.compile(r"(?<!\d)(\d{10}|\d{13})(?!\d)")
WRITTEN = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
UNKNOWN_SHOWN = 5
TOLD_OF_ONE_FILE = 12


@dataclass(frozen=True, slots=True)
class Area:
    """A polygon of a map and the side that it is drawn for, or ``contested``."""

    side: str
    geometry: Polygon | MultiPolygon


class Layer:
    """A map of one day. ``day`` is ``None`` where nothing says of which."""

    def __init__(self, name: str, day: date | None, areas: Sequence[Area], outside: str | None = None) -> None:
        """``outside`` is the side of places on no polygon; ``None`` where the map says nothing of them."""
        self.name, self.day = name, day
        self.areas = tuple(areas)
        self._outside = outside
        self._tree = STRtree([area.geometry for area in self.areas])

    def sides(self, points: Sequence[Point]) -> list[str | None]:
        """For each point the side that the map gives it to, or ``contested``; ``None`` on no polygon. A point on a border is on both sides of it."""
        if not points:
            return []
        corners = shapely.points([point.longitude for point in points], [point.latitude for point in points])
        found: dict[int, set[str]] = defaultdict(set)
        for number, area in zip(*self._tree.query(corners, predicate="intersects"), strict=True):
            found[int(number)].add(self.areas[int(area)].side)
        return [self._outside if number not in found else next(iter(found[number])) if len(found[number]) == 1 else CONTESTED for number in range(len(points))]

    def kilometres_to_border(self, point: Point) -> float | None:
        """Roughly how far the point lies from the nearest edge of any polygon; ``None`` for a map without any."""
        if not self.areas:
            return None
        shrink = max(math.cos(math.radians(point.latitude)), 0.01)
        here = shapely.Point(point.longitude, point.latitude)
        near = self._tree.query(here, predicate="dwithin", distance=REACH)
        if not len(near):
            near = np.atleast_1d(self._tree.nearest(here))
        squeezed = [shapely.transform(self.areas[int(area)].geometry.boundary, lambda corners: corners * [shrink, 1.0]) for area in near]
        line = shapely.shortest_line(shapely.union_all(squeezed), shapely.Point(point.longitude * shrink, point.latitude))
        longitude, latitude = line.coords[0]
        return great_circle(point.latitude, point.longitude, latitude, longitude / shrink)

    def box(self) -> tuple[float, float, float, float] | None:
        """West, south, east and north of all that is drawn; ``None`` where nothing is."""
        if not self.areas:
            return None
        west, south, east, north = shapely.total_bounds([area.geometry for area in self.areas])
        return float(west), float(south), float(east), float(north)


REACH = 1.0
"""Degrees within which polygons are asked for their edges; past it only the nearest is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The layers of a map in order of their days, and what could not be used, in words."""

    name: str
    layers: tuple[Layer, ...]
    troubles: tuple[str, ...]

    @property
    def is_series(self) -> bool:
        """Whether there are several days to compare."""
        return len(self.layers) > 1


def read_reference(path: Path, legend: Legend, *, day_field: str | None = None) -> Reference:
    """The layers of a file or a folder. Raises ``MapError`` where there are none, or a file is no map."""
    chosen, passed = _files(path)
    troubles = [f"{path.name}: {passed} file{'' if passed == 1 else 's'} without a day in the name left out"] if passed else []
    layers: list[Layer] = []
    unknown: dict[str, int] = defaultdict(int)
    for day, file in chosen:
        read = read_features(_bytes(file), file.name)
        told = list(read.troubles)
        troubles += told[:TOLD_OF_ONE_FILE] + ([f"{file.name}: … and {len(told) - TOLD_OF_ONE_FILE} more of the kind"] if len(told) > TOLD_OF_ONE_FILE else [])
        for own_day, features in _by_day(read.features, day, day_field, file.name):
            layers.append(Layer(file.name, own_day, list(_areas(features, legend, unknown)), legend.outside))
    if not any(layer.areas for layer in layers):
        message = f"expected polygons with a side in {path}, found {_found(unknown)}; name the property with --side-field and its values with --side VALUE=CODE"
        raise MapError(message)
    troubles += [f"{path.name}: nobody said what these stand for, and they were left out: {_found(unknown)}"] if unknown else []
    return Reference(name=path.name, layers=tuple(sorted(layers, key=lambda layer: (layer.day or date.min, layer.name))), troubles=tuple(troubles))


def check_order(layers: Iterable[Layer], points: Sequence[Point]) -> None:
    """Raises ``MapError`` where no place lies within the map as it is drawn, and some would with latitude and longitude exchanged."""
    boxes = [box for box in (layer.box() for layer in layers) if box]
    if not boxes or not points:
        return
    west, south, east, north = (min(box[0] for box in boxes), min(box[1] for box in boxes), max(box[2] for box in boxes), max(box[3] for box in boxes))
    if any(west <= point.longitude <= east and south <= point.latitude <= north for point in points):
        return
    if any(west <= point.latitude <= east and south <= point.longitude <= north for point in points):
        message = (
            f"expected longitude before latitude (RFC 7946), found a map of {west:.1f}..{east:.1f} E, {south:.1f}..{north:.1f} N in which the places lie "
            "only when the two are exchanged; exchange them in the file"
        )
        raise MapError(message)


def day_of_name(name: str) -> date | None:
    """The day in a file's name: as ISO writes it, with or without marks, or as seconds or milliseconds since 1970 (UTC); ``None`` where there is none.

    >>> day_of_name("MAP-2022-10-01.geojson"), day_of_name("1664640000.geojson"), day_of_name("front.geojson")
    (datetime.date(2022, 10, 1), datetime.date(2022, 10, 1), None)
    """
    moment = _moment_of_name(name)
    return moment.date() if moment else None


def _moment_of_name(name: str) -> datetime | None:
    seconds = SECONDS.search(name)
    if seconds:
        moment = datetime.fromtimestamp(int(seconds[1][:10]), tz=UTC)
        return moment if FIRST_DAY <= moment.date() <= LAST_DAY else None
    for match in WRITTEN.finditer(name):
        try:
            return datetime(int(match[1]), int(match[2]), int(match[3]), tzinfo=UTC)
        except ValueError:
            continue  # the 31st of June: some other number
    return None


def _files(path: Path) -> tuple[list[tuple[date | None, Path]], int]:
    """The files to read with their days, the last of each day, and how many a folder had without one."""
    if path.is_file():
        return [(day_of_name(path.name), path)], 0
    if not path.is_dir():
        message = f"expected a GeoJSON file or a folder of them at {path}, found nothing"
        raise MapError(message)
    named = [(_moment_of_name(file.name), file) for file in sorted(path.iterdir()) if file.is_file() and file.name.casefold().endswith(SUFFIXES)]
    if len(named) == 1:
        return [(day_of_name(named[0][1].name), named[0][1])], 0
    last: dict[date, tuple[datetime, str, Path]] = {}
    for moment, file in named:
        if moment is not None:
            one = (moment, file.name, file)
            last[moment.date()] = max(last.get(moment.date(), one), one)
    if not last:
        message = f"expected GeoJSON files with a day in their names (MAP-2022-10-01.geojson) in {path}, found {len(named)} files and no day"
        raise MapError(message)
    return [(day, file) for day, (_, _, file) in sorted(last.items())], sum(moment is None for moment, _ in named)


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    except (OSError, EOFError, zlib.error) as error:
        message = f"expected a file that can be read at {path}, found: {error}"
        raise MapError(message) from error


def _by_day(features: Sequence[Feature], day: date | None, field: str | None, name: str) -> Iterator[tuple[date | None, list[Feature]]]:
    """The features of each day. A day in the file's name goes before the features' own, but not before a property that the caller names."""
    if field is None and day is not None:
        yield day, list(features)
        return
    own = [_day_of(feature.properties, (field,) if field else DAY_FIELDS) for feature in features]
    if field and None in own:
        number = features[own.index(None)].number
        message = f"expected a day in the property {field!r} of every feature, found none in feature {number} of {name}"
        raise MapError(message)
    groups: dict[date | None, list[Feature]] = defaultdict(list)
    for feature, its in zip(features, own, strict=True):
        groups[its if None not in own else None].append(feature)
    yield from sorted(groups.items(), key=lambda pair: pair[0] or date.min) if groups else [(day, [])]


def _day_of(properties: Mapping[str, Any], fields: Sequence[str]) -> date | None:
    """ISO days and times, and milliseconds since 1970, which ArcGIS writes."""
    for name in fields:
        value = properties.get(name)
        if isinstance(value, str):
            try:
                return datetime.fromisoformat(value.strip()).date()
            except ValueError:
                continue
        if isinstance(value, int | float) and not isinstance(value, bool) and 1e9 < abs(value) < 1e14:
            return datetime.fromtimestamp(value / (1000 if value > 1e11 else 1), tz=UTC).date()
    return None


def _areas(features: Iterable[Feature], legend: Legend, unknown: dict[str, int]) -> Iterator[Area]:
    for feature in features:
        value = legend.value(feature.properties)
        side = legend.side(value)
        if side is None:
            unknown[value or "no value"] += 1
        elif side != IGNORED:
            yield Area(side=side, geometry=feature.geometry)


def _found(unknown: Mapping[str, int]) -> str:
    shown = [f"{value[:60]!r} ({count})" for value, count in sorted(unknown.items(), key=lambda pair: (-pair[1], pair[0]))[:UNKNOWN_SHOWN]]
    return ", ".join(shown + ([f"and {len(unknown) - UNKNOWN_SHOWN} more"] if len(unknown) > UNKNOWN_SHOWN else [])) or "none"
