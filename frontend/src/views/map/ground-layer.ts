/**
 * The ground on a canvas of its own: quiet land and water from the pack's map. It is there before the map library is, and moves with it.
 *
 * MapLibre would cut the same lines into tiles in a worker first: that alone took three times as long as an empty map (4.7 s beside 1.5 s on a loaded machine).
 */
import type { Position } from "geojson";
import { colour } from "../../state/look";
import type { BaseMap } from "./base";
import { onScreen, part, WORLD, type View } from "./view";

type Stroke = readonly [layer: string, colour: string, width: number, dash?: readonly number[]];
const FILLS: readonly (readonly [layer: string, colour: string])[] = [
  ["land", "land"],
  ["country", "country"],
  ["lake", "water"],
];
const STROKES: readonly Stroke[] = [
  ["border", "border", 0.7],
  ["river", "river", 1.4],
  ["region", "border", 0.7, [3, 2]],
  ["outline", "outline", 1.1],
];
/** Paths are kept in units of which one pixel has many at every zoom: far from the zero point single precision would blur them. */
const UNIT = 2 ** 20;

export class GroundLayer {
  readonly canvas = document.createElement("canvas");
  private readonly drawing: CanvasRenderingContext2D;
  private readonly paths = new Map<string, Path2D>();
  private base: BaseMap | undefined;
  private origin: readonly [number, number] = [0.5, 0.5];

  constructor() {
    const drawing = this.canvas.getContext("2d", { willReadFrequently: true }); // drawn by the processor: the graphics card, where there is one, has the glass to do
    if (drawing === null) throw new Error("no canvas to draw the ground on");
    this.drawing = drawing;
    this.canvas.className = "map-ground";
    this.canvas.setAttribute("aria-hidden", "true");
  }

  put(base: BaseMap | undefined): void {
    if (base === undefined || base === this.base) return;
    this.base = base;
    const [west, south, east, north] = base.view;
    this.origin = part([(west + east) / 2, (south + north) / 2]);
    this.paths.clear();
    for (const { geometry, properties } of base.features) {
      const layer = String(properties?.["layer"]);
      const path = this.paths.get(layer) ?? new Path2D();
      this.paths.set(layer, path);
      if (geometry.type === "MultiPolygon") for (const polygon of geometry.coordinates) for (const ring of polygon) this.trace(path, ring, true);
      if (geometry.type === "MultiLineString") for (const line of geometry.coordinates) this.trace(path, line, false);
    }
  }

  private trace(path: Path2D, points: readonly Position[], close: boolean): void {
    points.forEach((point, at) => {
      const [x, y] = part([point[0] ?? 0, point[1] ?? 0]);
      if (at === 0) path.moveTo((x - this.origin[0]) * UNIT, (y - this.origin[1]) * UNIT);
      else path.lineTo((x - this.origin[0]) * UNIT, (y - this.origin[1]) * UNIT);
    });
    if (close) path.closePath();
  }

  draw(view: View): void {
    const { drawing } = this;
    const ratio = sized(this.canvas, view);
    drawing.setTransform(1, 0, 0, 1, 0, 0);
    drawing.fillStyle = colour("water");
    drawing.fillRect(0, 0, this.canvas.width, this.canvas.height);
    const scale = (WORLD * 2 ** view.zoom) / UNIT;
    const [x, y] = onScreen(view, this.origin);
    drawing.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * x, ratio * y);
    drawing.lineJoin = "round";
    // In the order of the map: a country lies over its neighbours' borders.
    const order = ["land", "border", "country", "lake", "river", "region", "outline"];
    for (const layer of order) {
      const path = this.paths.get(layer);
      if (path === undefined) continue;
      const fill = FILLS.find((each) => each[0] === layer);
      if (fill !== undefined) {
        drawing.fillStyle = colour(fill[1]);
        drawing.fill(path, "evenodd");
      }
      const stroke = STROKES.find((each) => each[0] === layer);
      if (stroke === undefined) continue;
      drawing.strokeStyle = colour(stroke[1]);
      drawing.lineWidth = (layer === "river" ? Math.min(3, Math.max(0.8, 0.44 * view.zoom - 0.96)) : stroke[2]) / scale;
      drawing.setLineDash((stroke[3] ?? []).map((length) => length / scale));
      drawing.stroke(path);
    }
    drawing.setLineDash([]);
  }
}

/** Gives a canvas the size of the view in the screen's own pixels, and says how many of them a pixel of the page has. */
export function sized(canvas: HTMLCanvasElement, view: View): number {
  const ratio = Math.min(3, window.devicePixelRatio || 1);
  const [width, height] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  return ratio;
}
