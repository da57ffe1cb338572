import { expect, test } from "vitest";
import { attributionOf, type BaseMap } from "../src/views/map/base";
import { stageOf } from "../src/state/stage";

test("a ledger is weighed, then its reports are compared, then all is done", () => {
  expect(stageOf({ ready: false, compared: false })).toBe("weighing");
  expect(stageOf({ ready: true, compared: false })).toBe("comparing");
  expect(stageOf({ ready: true, compared: true })).toBe("done");
});

test("whose map it is stands in the reader's language, else in English", () => {
  const base = { attribution: { en: "Map: a survey.", uk: "Мапа: обстеження." } } as unknown as BaseMap;
  expect([attributionOf(base, "uk"), attributionOf(base, "ru"), attributionOf(undefined, "en"), attributionOf(null, "en")]).toEqual(["Мапа: обстеження.", "Map: a survey.", "", ""]);
});
