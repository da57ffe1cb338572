import { expect, test } from "vitest";
import type { PlaceFeature } from "../src/api/answers";
import { byWeight, certaintyWord, changedLately, heldOn, kindOf, runAt, sideName, step, trackOf, tracksById } from "../src/state/beliefs";
import { dayNumber } from "../src/state/days";

const ABOUT = { sides: [{ code: "EA", names: { en: ["East"], uk: ["Схід"] } }, { code: "WE", names: { en: ["West"] } }] };
const RUNS = [
  { from: "2022-09-01", to: "2022-09-10", state: "EA", p: 0.9 },
  { from: "2022-09-11", to: "2022-09-20", state: "EA", p: 0.7 },
  { from: "2022-09-21", to: "2022-09-21", state: "contested", p: 0.6 },
  { from: "2022-09-22", to: "2022-10-05", state: "WE", p: 0.95 },
];

function feature(id: string): PlaceFeature {
  return {
    type: "Feature",
    id,
    geometry: { type: "Point", coordinates: [37, 49] },
    properties: { id, name: id, kind: "settlement", precision: "point", radius_km: 0, admin1: null, country: null, claims: 3, witnesses: 2, state: "EA", p: 0.9, shares: {}, certainty: "likely", since: null },
  };
}

test("the run of a day is found, and none before, after or between", () => {
  const at = (day: string) => runAt(trackOf(RUNS), dayNumber(day));
  expect(at("2022-09-01")).toBe(0);
  expect(at("2022-09-21")).toBe(2);
  expect(at("2022-10-05")).toBe(3);
  for (const day of ["2022-08-31", "2022-10-06"]) expect(at(day)).toBe(-1);
  expect(runAt(trackOf([]), dayNumber("2022-09-01"))).toBe(-1);
});

test("a stretch begins anew where a day is missing between two runs of one state", () => {
  const [first, , , last] = RUNS;
  if (first === undefined || last === undefined) throw new Error("four runs are written above");
  expect(trackOf(RUNS).begun).toEqual([0, 0, 2, 3]);
  expect(trackOf([first, { ...last, state: "EA" }]).begun).toEqual([0, 1]);
});

test("what is much spoken of is drawn over what is little spoken of", () => {
  const much = feature("a");
  const little = { ...feature("b"), properties: { ...feature("b").properties, claims: 1 } };
  expect(byWeight([much, little]).map((each) => each.id)).toEqual(["b", "a"]);
});

test("since reaches back over runs of one state, and names the state before", () => {
  const runs = tracksById({ as_of: "2023-01-01", each: false, items: [{ id: "a", runs: RUNS }] });
  expect(heldOn([feature("a")], runs, "2022-09-15")[0]).toMatchObject({ state: "EA", since: "2022-09-01", before: null });
  expect(heldOn([feature("a")], runs, "2022-09-25")[0]).toMatchObject({ state: "WE", since: "2022-09-22", before: "contested", certainty: "near certain" });
  expect(heldOn([feature("a")], runs, "2023-01-01")[0]).toMatchObject({ state: "unknown", p: 0, since: null });
  expect(heldOn([feature("b")], runs, "2022-09-15")[0]).toMatchObject({ state: "unknown" });
});

test("before the runs come, the server's answer stands", () => {
  expect(heldOn([feature("a")], undefined, "2022-09-25")[0]).toMatchObject({ state: "EA", p: 0.9, certainty: "likely" });
});

test("a place changed lately when its state is younger than a week and there was another before", () => {
  const runs = tracksById({ as_of: "2023-01-01", each: false, items: [{ id: "a", runs: RUNS }] });
  expect(changedLately(heldOn([feature("a")], runs, "2022-09-25"), "2022-09-25").map((each) => each.id)).toEqual(["a"]);
  expect(changedLately(heldOn([feature("a")], runs, "2022-10-03"), "2022-10-03")).toEqual([]);
  expect(changedLately(heldOn([feature("a")], runs, "2022-09-03"), "2022-09-03")).toEqual([]);
});

test("shares have the words and steps of the server", () => {
  expect([0.5, 0.6, 0.8, 0.95].map((p) => certaintyWord("EA", p))).toEqual(["unsure", "leaning", "likely", "near certain"]);
  expect(certaintyWord("unknown", 0)).toBe("unknown");
  expect([step("unknown"), step("unsure"), step("near certain")]).toEqual([0, 1, 4]);
});

test("sides are drawn by their place in the pack, and named in the reader's language where they can be", () => {
  expect([kindOf(ABOUT, "EA"), kindOf(ABOUT, "WE"), kindOf(ABOUT, "contested"), kindOf(ABOUT, "nobody")]).toEqual(["side-0", "side-1", "contested", "unknown"]);
  expect([sideName(ABOUT, "EA", "uk"), sideName(ABOUT, "WE", "uk"), sideName(ABOUT, "XX", "uk")]).toEqual(["Схід", "West", "XX"]);
});
