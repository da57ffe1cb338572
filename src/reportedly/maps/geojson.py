"""bytes ─read→ polygons: GeoJSON as RFC 7946 has it, and as people publish it.

The rule that must not be broken: a polygon is the one that was drawn. What can be mended without choosing (a ring not closed, a line that crosses itself,
a polygon over the antimeridian) is mended and told; what cannot is an error that names the feature.
"""

from __future__ import annotations

import itertools
import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon

from reportedly.core.errors import MapError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

Row = dict[str, Any]
WORLD = frozenset({"urn:ogc:def:crs:ogc:1.3:crs84", "urn:ogc:def:crs:ogc::crs84", "ogc:crs84", "crs84", "epsg:4326", "urn:ogc:def:crs:epsg::4326"})
"""Names of longitude and latitude on WGS 84 in the ``crs`` member of GeoJSON of 2008. RFC 7946 has no other."""
NARROW = 180.0
"""Two neighbouring corners further apart than this many degrees of longitude are joined the short way round, over the antimeridian (RFC 7946, 3.1.9)."""
CHANGED = 0.01
"""Part of a crossed polygon's area that its mending may change before that is told as doubtful."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature that has an area; ``number`` is its place in the file, from 1."""

    number: int
    properties: Mapping[str, Any]
    geometry: Polygon | MultiPolygon


@dataclass(frozen=True, slots=True)
class Features:
    """What a file has, and what was mended or left out, in words."""

    features: tuple[Feature, ...]
    troubles: tuple[str, ...]


def read_features(data: bytes, name: str) -> Features:
    """The polygons of a GeoJSON text (a FeatureCollection, a Feature or a bare geometry); empty where it has none.

    Points and lines are left out and counted. Raises ``MapError`` for what is no GeoJSON of polygons in longitude and latitude.
    """
    rows = _feature_rows(_parsed(data, name), name)
    features: list[Feature] = []
    troubles: list[str] = []
    without = 0
    for number, row in enumerate(rows, start=1):
        where = f"feature {number} of {name}"
        if not isinstance(row, dict) or row.get("type") != "Feature":
            message = f"expected a Feature as {where}, found {_short(row)}"
            raise MapError(message)
        properties = row.get("properties")
        polygons = [polygon for rings in _iter_rings(row.get("geometry"), where) for polygon in _polygons(rings, where, troubles)]
        if not polygons:
            without += 1
            continue
        whole = shapely.union_all(polygons) if len(polygons) > 1 else polygons[0]
        features.append(Feature(number=number, properties=properties if isinstance(properties, dict) else {}, geometry=whole))
    if without:
        troubles.append(f"{name}: {without} feature{'' if without == 1 else 's'} without an area (points, lines, nothing) left out")
    return Features(tuple(features), tuple(troubles))


def _parsed(data: bytes, name: str) -> Row:
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        message = f"expected GeoJSON in {name}, found: {error}"
        raise MapError(message) from error
    if not isinstance(found, dict):
        message = f"expected a GeoJSON object in {name}, found {_short(found)}"
        raise MapError(message)
    return found


def _no_constant(written: str) -> float:
    message = f"{written}, which is no JSON"
    raise ValueError(message)


def _feature_rows(found: Row, name: str) -> list[Any]:
    kind = found.get("type")
    _check_reference(found.get("crs"), name)
    if kind == "FeatureCollection" and isinstance(found.get("features"), list):
        rows: list[Any] = found["features"]
        return rows
    if kind == "Feature":
        return [found]
    if kind in {"Polygon", "MultiPolygon", "GeometryCollection"}:
        return [{"type": "Feature", "properties": {}, "geometry": found}]
    if kind == "Topology":
        hint = "TopoJSON; turn it into GeoJSON first (topo2geo, or any GIS)"
    elif "features" in found and ("geometryType" in found or "spatialReference" in found):
        hint = "Esri JSON; ask the server for f=geojson"
    else:
        hint = f"an object of type {_short(kind)}"
    message = f"expected a GeoJSON FeatureCollection in {name}, found {hint}"
    raise MapError(message)


def _check_reference(crs: object, name: str) -> None:
    """GeoJSON of 2008 could name another system of coordinates; RFC 7946 took that out."""
    if crs is None:
        return
    named = crs.get("properties", {}).get("name") if isinstance(crs, dict) and isinstance(crs.get("properties"), dict) else None
    if not isinstance(named, str) or named.casefold().replace("/", ":").removeprefix("http:::www.opengis.net:def:crs:") not in WORLD:
        message = f"expected longitude and latitude (WGS 84) in {name}, found the coordinate system {_short(named or crs)}; reproject it to EPSG:4326"
        raise MapError(message)


def _iter_rings(geometry: object, where: str, depth: int = 0) -> Iterator[list[Any]]:
    """The rings of each polygon of the geometry: an outer one, then its holes."""
    if geometry is None:
        return
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or not isinstance(kind, str) or depth > 8:
        message = f"expected a geometry in {where}, found {_short(geometry)}"
        raise MapError(message)
    if kind == "GeometryCollection":
        for part in _list(geometry.get("geometries"), where):
            yield from _iter_rings(part, where, depth + 1)
    elif kind == "Polygon":
        yield _list(geometry.get("coordinates"), where)
    elif kind == "MultiPolygon":
        yield from (_list(rings, where) for rings in _list(geometry.get("coordinates"), where))
    elif kind not in {"Point", "MultiPoint", "LineString", "MultiLineString"}:
        message = f"expected a Polygon or MultiPolygon in {where}, found {_short(kind)}"
        raise MapError(message)


def _list(found: object, where: str) -> list[Any]:
    if not isinstance(found, list):
        message = f"expected lists of coordinates in {where}, found {_short(found)}"
        raise MapError(message)
    return found


def _polygons(rings: list[Any], where: str, troubles: list[str]) -> list[Polygon]:
    """The polygon, mended; two of one that lies over the antimeridian; none of one without corners."""
    if not rings:
        return []
    corners = [_ring(ring, where, troubles) for ring in rings]
    wraps = [_unwrapped(ring, where) for ring in corners]
    pieces = _mended(Polygon(wraps[0], _beside(wraps[0], wraps[1:])), where, troubles)
    if not any(max(abs(longitude) for longitude, _ in ring) > NARROW for ring in wraps):
        return pieces
    troubles.append(f"{where}: crosses the antimeridian without being cut there, and was cut")
    return [polygon for piece in pieces for polygon in _cut(piece)]


def _ring(ring: object, where: str, troubles: list[str]) -> list[tuple[float, float]]:
    """The corners in order; heights are left out. Raises ``MapError`` for fewer than three, and for what is not on the globe."""
    corners = [_position(position, where) for position in _list(ring, where)]
    if corners and corners[0] != corners[-1]:
        corners.append(corners[0])
        troubles.append(f"{where}: a ring that does not end where it began was closed")
    if len(set(corners)) < 3:
        message = f"expected a ring of four positions or more in {where}, found {len(corners)} with {len(set(corners))} different"
        raise MapError(message)
    return corners


def _position(position: object, where: str) -> tuple[float, float]:
    pair = position[:2] if isinstance(position, list) and len(position) >= 2 else None
    if pair is None or not all(isinstance(number, int | float) and not isinstance(number, bool) and math.isfinite(number) for number in pair):
        message = f"expected positions [longitude, latitude] in {where}, found {_short(position)}"
        raise MapError(message)
    longitude, latitude = float(pair[0]), float(pair[1])
    if abs(longitude) > 180 or abs(latitude) > 90:
        swapped = abs(longitude) <= 90 and abs(latitude) <= 180
        hint = "latitude stands first; GeoJSON has longitude first" if swapped else "metres of a projection, perhaps; reproject it to EPSG:4326"
        message = f"expected degrees of longitude and latitude in {where}, found {_short(position)}: {hint}"
        raise MapError(message)
    return longitude, latitude


def _unwrapped(ring: list[tuple[float, float]], where: str) -> list[tuple[float, float]]:
    """The ring with each corner on the near side of the last: past 180 degrees where it crosses the antimeridian."""
    turned, found = 0.0, [ring[0]]
    for (before, _), (longitude, latitude) in itertools.pairwise(ring):
        if abs(longitude - before) > NARROW:
            turned += 360.0 if longitude < before else -360.0
        found.append((longitude + turned, latitude))
    if turned:
        message = f"expected a polygon with an inside and an outside in {where}, found one that goes around a pole; cut it at the antimeridian"
        raise MapError(message)
    return found


def _beside(outer: list[tuple[float, float]], holes: list[list[tuple[float, float]]]) -> list[list[tuple[float, float]]]:
    """The holes turned by a whole circle where that puts them on the outer ring's side of the antimeridian."""
    west, east = min(longitude for longitude, _ in outer), max(longitude for longitude, _ in outer)
    moved = []
    for hole in holes:
        middle = sum(longitude for longitude, _ in hole) / len(hole)
        turn = next((step for step in (0.0, 360.0, -360.0) if west <= middle + step <= east), 0.0)
        moved.append([(longitude + turn, latitude) for longitude, latitude in hole])
    return moved


def _mended(polygon: Polygon, where: str, troubles: list[str]) -> list[Polygon]:
    """The polygon where it is valid (OGC Simple Features), else its parts that have an area."""
    if polygon.is_valid:
        return [polygon]
    reason = shapely.is_valid_reason(polygon)
    parts = list(_iter_polygons(shapely.make_valid(polygon)))
    area = sum(part.area for part in parts)
    doubtful = abs(area - polygon.area) > CHANGED * area if area else True
    troubles.append(f"{where}: not a valid polygon ({reason}); mended{', and its area changed: look at it' if doubtful else ''}")
    return parts


def _iter_polygons(geometry: BaseGeometry) -> Iterator[Polygon]:
    if isinstance(geometry, Polygon):
        if not geometry.is_empty:
            yield geometry
    else:
        for part in getattr(geometry, "geoms", ()):
            yield from _iter_polygons(part)


def _cut(polygon: Polygon) -> Iterator[Polygon]:
    """The parts of the polygon on either side of the antimeridian, each between -180 and 180 degrees."""
    for turn in (-360.0, 0.0, 360.0):
        part = shapely.intersection(polygon, shapely.box(turn - 180, -90, turn + 180, 90))
        yield from _iter_polygons(shapely.transform(part, _shift(turn)))


def _shift(turn: float) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    return lambda corners: corners - np.array([turn, 0.0])


def _short(found: object) -> str:
    written = repr(found)
    return written if len(written) <= 60 else written[:59] + "…"
