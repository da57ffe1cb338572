import { expect, test } from "vitest";
import { box, inView, projected } from "../src/views/map/plain-shape";

test("a drawing holds all its places, with air around", () => {
  const points: [number, number][] = [
    [31, 46],
    [38, 50],
  ];
  const view = box(points, undefined);
  for (const point of points) expect(inView(view, point)).toBe(true);
  expect(view[0]).toBeLessThan(31);
  expect(view[3]).toBeGreaterThan(50);
});

test("one place is drawn with its surroundings, none as the map would be", () => {
  const view = box([[37, 49]], undefined);
  expect(view[2] - view[0]).toBe(3);
  expect(box([], [22, 44, 40, 52])).toEqual([22, 44, 40, 52]);
});

test("west is left, north is up, the width is filled", () => {
  const place = projected([30, 44, 40, 52], 1000);
  expect(place([30, 52])).toEqual([0, 0]);
  expect(place([40, 52])[0]).toBe(1000);
  expect(place([35, 44])[1]).toBeGreaterThan(place([35, 48])[1]);
});
