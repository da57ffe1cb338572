import { expect, test } from "vitest";
import type { Series, WitnessClaim } from "../src/api/answers";
import { bandPaths, lanesOf, monthTicks, window } from "../src/views/place/band-shape";
import { dayNumber } from "../src/state/days";

const SERIES: Series = { first: "2022-09-01", states: ["EA", "contested", "WE"], named: [], shares: Array.from({ length: 60 }, (_, day) => [1 - day / 60, 0, day / 60]) };

function claim(id: string, day: string | null, side: string | null): WitnessClaim {
  return { id, days: { earliest: day, latest: day }, public: day, origin: { id, name: id, side, named: true } } as WitnessClaim;
}

test("the window holds the claims and the day, with air, and never leaves the series", () => {
  expect(window(SERIES, [claim("a", "2022-10-01", null)], "2022-10-05")).toEqual({ from: dayNumber("2022-09-21"), to: dayNumber("2022-10-15") });
  expect(window(SERIES, [], "2022-09-01").from).toBe(dayNumber("2022-09-01"));
});

test("the parts of the band fill it: the last one ends at the top on every day", () => {
  const paths = bandPaths(SERIES, dayNumber("2022-09-01"), dayNumber("2022-10-30"), 100, 10);
  expect(paths.map((part) => part.state)).toEqual(["EA", "contested", "WE"]);
  const upper = paths[2]?.path.slice(1).split("L").slice(0, 60) ?? [];
  expect(upper.every((point) => point.endsWith(" 0"))).toBe(true);
});

test("marks of one lane never cover one another, and claims without a day are not drawn", () => {
  const claims = [claim("a", "2022-10-01", "EA"), claim("b", "2022-10-01", "EA"), claim("c", "2022-10-20", "EA"), claim("d", null, "EA"), claim("e", "2022-10-02", null)];
  const lanes = lanesOf(claims, ["EA", "WE"], dayNumber("2022-09-01"), dayNumber("2022-10-30"), 900);
  expect(lanes.map((lane) => lane.side)).toEqual(["EA", null]);
  expect(lanes[0]?.marks.map((mark) => [mark.claim.id, mark.row])).toEqual([
    ["a", 0],
    ["b", 1],
    ["c", 0],
  ]);
});

test("ticks are few however long the window is", () => {
  for (const days of [2, 30, 70, 200, 1500, 20_000]) expect(monthTicks(18_000, 18_000 + days).length).toBeLessThanOrEqual(15);
});
