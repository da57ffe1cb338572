import { expect, test } from "vitest";
import { readAddress, writeAddress } from "../src/state/address";

test("what is written is read back", () => {
  const address = { view: "place" as const, id: "katotth:UA14/x y%", params: { on: "2022-10-01", q: "Лиман & co" } };
  expect(readAddress(writeAddress(address))).toEqual(address);
});

test("anything else is the map", () => {
  for (const hash of ["", "#", "#/", "#/nowhere/1", "#javascript:alert(1)"]) expect(readAddress(hash).view).toBe("map");
  expect(readAddress("#/place/%E0%A4%A").id).toBe("%E0%A4%A");
});

test("empty parameters are left out, the others stand in one order", () => {
  expect(writeAddress({ view: "claims", params: { to: "2022-10-02", from: "2022-10-01", event: "", place: undefined } })).toBe("#/claims?from=2022-10-01&to=2022-10-02");
});

test("a written site has an answer by its path, with or without the day", async () => {
  const { pathOf, sitePath } = await import("../src/state/ask");
  const files = { about: "data/1.js", "runs?each=1": "data/2.js", "places/geonames%3A1": "data/3.js" };
  expect(sitePath("about", files)).toBe("about");
  expect(sitePath(pathOf("runs", { each: "1", as_of: "2022-10-01" }), files)).toBe("runs?each=1");
  expect(sitePath("places/geonames%3A1?on=2022-10-01", files)).toBe("places/geonames%3A1");
  expect(sitePath("claims?event=kill", files)).toBeUndefined();
});
