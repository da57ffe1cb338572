"""Maps drawn by hand, for tests: the invented war's line of villages (``tests/beliefs/words.py``) lies along latitude 50, from longitude 30 eastward."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reportedly.maps.geojson import read_features
from reportedly.maps.layers import Area, Layer

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def box(west: float, south: float, east: float, north: float) -> list[list[float]]:
    """A ring, as RFC 7946 turns it."""
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def polygon(*rings: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": list(rings)}}


def collection(*features: Any, **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more}).encode()


def front(edge: float, *more: Any) -> bytes:
    """KA west of the edge, TO east of it."""
    return collection(polygon(box(29, 49, edge, 51), side="KA"), polygon(box(edge, 49, 33, 51), side="TO"), *more)


def layer(data: bytes, day: date | None = None) -> Layer:
    return Layer("drawn", day, [Area(str(one.properties["side"]), one.geometry) for one in read_features(data, "drawn").features])


def series(folder: Path, edges: dict[str, float]) -> Path:
    """A file a day."""
    for day, edge in edges.items():
        (folder / f"front-{day}.geojson").write_bytes(front(edge))
    return folder
