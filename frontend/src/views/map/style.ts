/** How the map is drawn: quiet land and water from the pack's own map, the places over it, names that any font of the page gives. */
import type { FeatureCollection } from "geojson";
import type { FilterSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import { colour } from "../../state/look";

export interface BaseMap extends FeatureCollection {
  view: [number, number, number, number];
  box: [number, number, number, number];
  attribution: string;
}

const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };
// No glyph server: MapLibre draws the letters itself, in the first of these fonts that the page has.
const FONT = ["Source Serif"];

const only = (layer: string): ["==", ["get", "layer"], string] => ["==", ["get", "layer"], layer];

/** Names of cities but for those that stand on the map as places: they are named there. */
export function cityFilter(named: readonly string[]): FilterSpecification {
  return ["all", ["==", ["get", "layer"], "city"], ["!", ["in", ["get", "name"], ["literal", [...named]]]]];
}

/** The style in the colours of the look that is on. */
export function mapStyle(base: FeatureCollection | undefined): StyleSpecification {
  return {
    version: 8,
    sources: {
      base: { type: "geojson", data: base ?? NOTHING },
      discs: { type: "geojson", data: NOTHING, promoteId: "id" },
      pins: { type: "geojson", data: NOTHING, promoteId: "id" },
      wide: { type: "geojson", data: NOTHING, promoteId: "id" },
      chosen: { type: "geojson", data: NOTHING },
    },
    layers: [...baseLayers(), ...placeLayers()],
  };
}

function baseLayers(): LayerSpecification[] {
  return [
    { id: "water", type: "background", paint: { "background-color": colour("water") } },
    { id: "land", type: "fill", source: "base", filter: only("land"), paint: { "fill-color": colour("land") } },
    { id: "border", type: "line", source: "base", filter: only("border"), paint: { "line-color": colour("border"), "line-width": 0.7 } },
    { id: "country", type: "fill", source: "base", filter: only("country"), paint: { "fill-color": colour("country") } },
    { id: "lake", type: "fill", source: "base", filter: only("lake"), paint: { "fill-color": colour("water") } },
    { id: "river", type: "line", source: "base", filter: only("river"), paint: { "line-color": colour("river"), "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.8, 9, 3] } },
    { id: "region", type: "line", source: "base", filter: only("region"), paint: { "line-color": colour("border"), "line-width": 0.7, "line-dasharray": [3, 2] } },
    { id: "outline", type: "line", source: "base", filter: only("outline"), paint: { "line-color": colour("outline"), "line-width": 1.1 } },
    {
      id: "city-dot",
      type: "circle",
      source: "base",
      filter: only("city"),
      paint: { "circle-radius": 1.6, "circle-color": colour("city"), "circle-opacity": 0.7 },
    },
  ];
}

function placeLayers(): LayerSpecification[] {
  const name = { "text-color": colour("ink"), "text-halo-color": colour("country"), "text-halo-width": 1.4 };
  return [
    { id: "disc", type: "fill", source: "discs", paint: { "fill-pattern": ["concat", ["get", "icon"], "-fill"] } },
    { id: "disc-line", type: "line", source: "discs", paint: { "line-color": colour("outline"), "line-width": 1, "line-dasharray": [1, 2] } },
    {
      id: "city",
      type: "symbol",
      source: "base",
      filter: only("city"),
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 12,
        "text-variable-anchor": ["bottom", "top", "left", "right"],
        "text-radial-offset": 0.45,
        "symbol-sort-key": ["get", "rank"],
      },
      paint: { ...name, "text-color": colour("city") },
    },
    {
      id: "wide",
      type: "symbol",
      source: "wide",
      layout: { "text-field": ["get", "label"], "text-font": FONT, "text-size": 11.5, "text-max-width": 9, "text-letter-spacing": 0.04 },
      paint: { ...name, "text-color": colour("soft") },
    },
    {
      id: "chosen",
      type: "circle",
      source: "chosen",
      paint: { "circle-radius": 13, "circle-color": "rgba(0,0,0,0)", "circle-stroke-width": 2, "circle-stroke-color": colour("pencil") },
    },
    {
      id: "pin",
      type: "symbol",
      source: "pins",
      layout: {
        "icon-image": ["get", "icon"],
        "icon-size": ["interpolate", ["linear"], ["zoom"], 4, 0.62, 7, 0.9, 10, 1.15],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "symbol-sort-key": ["get", "rank"],
      },
    },
    {
      id: "pin-name",
      type: "symbol",
      source: "pins",
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 13,
        "text-variable-anchor": ["left", "right", "top", "bottom"],
        "text-radial-offset": 0.75,
        "text-justify": "auto",
        "symbol-sort-key": ["-", 0, ["get", "rank"]],
      },
      paint: name,
    },
    {
      id: "disc-name",
      type: "symbol",
      source: "discs",
      layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 12 },
      paint: { ...name, "text-color": colour("soft") },
    },
  ];
}
