import { expect, test } from "vitest";
import { degrees, FARTHEST, fitted, onScreen, part, pixelsAKilometre, signScale } from "../src/views/map/view";

const EARTH = [-180, -60, 180, 75] as const;

test("degrees and parts of the world are each other's inverse", () => {
  for (const point of [[0, 0], [37.5, 49.2], [-120, -60], [179, 80]] as const) {
    const [longitude, latitude] = degrees(part(point));
    expect(longitude).toBeCloseTo(point[0], 9);
    expect(latitude).toBeCloseTo(point[1], 9);
  }
});

test("a fitted view shows every point, the middle in the middle, and no nearer than a district", () => {
  const points = [part([31, 46]), part([38, 50]), part([35, 48])];
  const view = fitted(points, EARTH, 800, 600);
  for (const point of points) {
    const [x, y] = onScreen(view, point);
    expect(x >= 0 && x <= 800 && y >= 0 && y <= 600).toBe(true);
  }
  expect(fitted([part([37, 49])], EARTH, 800, 600).zoom).toBe(7.5);
  expect(fitted([], EARTH, 800, 600).zoom).toBe(FARTHEST);
});

test("a zoom doubles a kilometre, and a kilometre is longer in the north", () => {
  const view = fitted([], EARTH, 800, 600);
  expect(pixelsAKilometre({ ...view, zoom: 8 }, 49)).toBeCloseTo(2 * pixelsAKilometre({ ...view, zoom: 7 }, 49), 9);
  expect(pixelsAKilometre(view, 60)).toBeGreaterThan(pixelsAKilometre(view, 45));
});

test("signs grow with the zoom, within bounds", () => {
  expect([2, 4, 7, 10, 12].map(signScale)).toEqual([0.62, 0.62, 0.9, 1.15, 1.15]);
  expect(signScale(5.5)).toBeCloseTo(0.76, 9);
});
