import { expect, test } from "vitest";
import { isWithin, shapesByPlace, trace } from "../src/views/map/shapes";
import { inParts, onScreen, part } from "../src/views/map/view";

const SQUARE: [number, number][] = [
  [30, 48],
  [32, 48],
  [32, 50],
  [30, 50],
  [30, 48],
];
const SHAPES = { type: "FeatureCollection" as const, features: [{ type: "Feature" as const, id: "unit", geometry: { type: "Polygon" as const, coordinates: [SQUARE] }, properties: { places: ["a", "b"] } }] };

test("every place of a district has its shape", () => {
  const found = shapesByPlace(SHAPES);
  expect([...found.keys()]).toEqual(["a", "b"]);
  expect(found.get("a")).toBe(found.get("b"));
  expect(shapesByPlace(undefined).size).toBe(0);
});

test("what lies within is found, and what lies beside is not", () => {
  const shape = shapesByPlace(SHAPES).get("a");
  if (shape === undefined) throw new Error("no shape");
  expect(isWithin(shape, part([31, 49]))).toBe(true);
  expect(isWithin(shape, part([33, 49]))).toBe(false);
  expect(isWithin(shape, part([31, 51]))).toBe(false);
});

test("a shape is traced point by point and closed", () => {
  const steps: string[] = [];
  const drawing = { beginPath: () => steps.push("begin"), moveTo: () => steps.push("move"), lineTo: () => steps.push("line"), closePath: () => steps.push("close") };
  const shape = shapesByPlace(SHAPES).get("a");
  if (shape === undefined) throw new Error("no shape");
  trace(drawing, { centre: part([31, 49]), zoom: 6, width: 800, height: 600 }, shape);
  expect(steps).toEqual(["begin", "move", "line", "line", "line", "line", "close"]);
});

test("a point of the screen is the point of the earth that stands there", () => {
  const view = { centre: part([31, 49]), zoom: 6.5, width: 800, height: 600 };
  const [x, y] = onScreen(view, part([31.7, 48.2]));
  const [across, down] = inParts(view, x, y);
  expect(across).toBeCloseTo(part([31.7, 48.2])[0], 12);
  expect(down).toBeCloseTo(part([31.7, 48.2])[1], 12);
});
