/** The shapes of districts: where a place lies that is known no nearer. Drawn round the district's settlements, and no border. */
import type { Shapes } from "../../api/answers";
import { onScreen, part, type Part, type View } from "./view";

export interface Shape {
  id: string;
  ring: readonly Part[];
}

/** The shape of each place that has one, by the place's id. */
export function shapesByPlace(shapes: Shapes | undefined): ReadonlyMap<string, Shape> {
  const found = new Map<string, Shape>();
  for (const { id, geometry, properties } of shapes?.features ?? []) {
    const shape = { id, ring: (geometry.coordinates[0] ?? []).map(([longitude, latitude]) => part([longitude, latitude])) };
    for (const place of properties.places) found.set(place, shape);
  }
  return found;
}

/** Begins a path along the shape's rim. */
export function trace(drawing: Pick<CanvasRenderingContext2D, "beginPath" | "moveTo" | "lineTo" | "closePath">, view: View, shape: Shape): void {
  drawing.beginPath();
  shape.ring.forEach((point, at) => {
    const [x, y] = onScreen(view, point);
    if (at === 0) drawing.moveTo(x, y);
    else drawing.lineTo(x, y);
  });
  drawing.closePath();
}

/** Whether a point lies within: a ray from it crosses the rim an odd number of times. */
export function isWithin({ ring }: Shape, [x, y]: Part): boolean {
  let within = false;
  ring.forEach(([x1, y1], at) => {
    const [x2, y2] = ring[(at + 1) % ring.length] ?? [x1, y1];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) within = !within;
  });
  return within;
}

